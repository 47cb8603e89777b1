//! Cited references become links: known counts of real exports, and the rules one by one.

use dissensus::analysis::{LinkOrder, MapOptions, debate_map, link_audit, links, statistics};
use dissensus::diagnostic::Rule;
use dissensus::import::LoadOptions;
use dissensus::model::{
    Confidence, Corpus, Entity, KeyMatch, MergeRule, Presence, ReferenceOutcome, VersionKind,
};

use crate::corpora::{corpora, read_file};
use crate::reading::{input, read};

/// What the README of the corpora says of each file: references if it says, and links at least.
const KNOWN: [(&str, usize, Option<usize>, usize); 8] = [
    ("wos/electre.bib", 236, Some(9_581), 1_240),
    ("wos/bibliometrics.bib", 300, Some(8_789), 185),
    ("wos/dietary-restriction.bib", 143, Some(5_479), 402),
    ("wos/electre-small.bib", 29, Some(1_053), 48),
    ("scopus/electre.bib", 263, None, 556),
    ("scopus/bibliometrics.bib", 414, None, 188),
    ("scopus/statisticians.bib", 46, None, 27),
    ("scopus/new-header.bib", 136, None, 166),
];

#[test]
fn real_exports_link_at_least_as_much_as_is_known() {
    let Some(folder) = corpora() else { return };
    for (name, works, references, least) in KNOWN {
        let (reading, _) = read_file(&folder.join(name));
        let found = statistics(&reading.corpus, Confidence::Low);
        // Some exports hold a work twice.
        assert_eq!(found.works + reading.corpus.merges().len(), works, "{name}");
        if let Some(references) = references {
            assert_eq!(found.references, references, "{name}");
        }
        assert!(found.citations_inside >= least, "{name}: {} of {least}", found.citations_inside);
        let audit = link_audit(&reading.corpus, 0);
        let sum = audit.matched + audit.ambiguous + audit.unresolved + audit.ignored;
        assert_eq!(sum, audit.references, "{name}");
        assert_eq!(audit.warnings, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_most_cited_works_of_an_export_are_the_known_ones() {
    let Some(folder) = corpora() else { return };
    let (reading, _) = read_file(&folder.join("wos/electre.bib"));
    let corpus = &reading.corpus;
    let mut cited = vec![0_usize; corpus.works().len()];
    for citation in corpus.citations() {
        cited[citation.to.index()] += 1;
    }
    let mut inside: Vec<(usize, String)> = corpus
        .work_ids()
        .filter(|&id| corpus.work(id).presence == Presence::Listed && cited[id.index()] > 0)
        .map(|id| (cited[id.index()], corpus.label(id)))
        .collect();
    inside.sort_by(|a, b| b.cmp(a));
    assert_eq!(inside.len(), 134);
    let most: Vec<(usize, &str)> =
        inside[..3].iter().map(|(count, label)| (*count, label.as_str())).collect();
    assert_eq!(
        most,
        [(95, "Mousseau & Slowinski 1998"), (81, "Mousseau et al. 2000"), (70, "Dias et al. 2002")]
    );
}

#[test]
fn a_file_without_references_says_what_to_export() {
    let Some(folder) = corpora() else { return };
    let (reading, _) = read_file(&folder.join("wos/no-references.bib"));
    let warnings = link_audit(&reading.corpus, 0).warnings;
    let [one] = warnings.as_slice() else { panic!("{warnings:?}") };
    assert!(one.contains("none of 50 works") && one.contains("Cited References"), "{one}");
}

#[test]
fn two_databases_of_one_topic_become_one_corpus() {
    let Some(folder) = corpora() else { return };
    let bytes = |name: &str| read_file(&folder.join(name)).1;
    let (wos, scopus) = (bytes("wos/electre.bib"), bytes("scopus/electre.bib"));
    let joined = |names: [&str; 2]| {
        let inputs = vec![input(names[0], wos.clone()), input(names[1], scopus.clone())];
        read(inputs, LoadOptions::default()).corpus
    };
    let corpus = joined(["a.bib", "b.bib"]);
    let by_doi = corpus.merges().iter().filter(|merge| merge.rule == MergeRule::Doi).count();
    // corpora/README.md: 148 shared DOIs; 322 distinct works by a simpler rule.
    assert_eq!(by_doi, 148);
    let works = |corpus: &Corpus| statistics(corpus, Confidence::Low).works;
    assert!((320..=326).contains(&works(&corpus)), "{}", works(&corpus));
    // References are united: more links than either database has alone.
    let alone = |bytes: &Vec<u8>| {
        let corpus = read(vec![input("a.bib", bytes.clone())], LoadOptions::default()).corpus;
        statistics(&corpus, Confidence::Low).citations_inside
    };
    let together = statistics(&corpus, Confidence::Low).citations_inside;
    assert!(together > alone(&wos).max(alone(&scopus)), "{together}");
    // Whichever file comes first, the same records are one work.
    let other = joined(["b.bib", "a.bib"]);
    assert_eq!(works(&other), works(&corpus));
    assert_eq!(statistics(&other, Confidence::Low).citations_inside, together);
    // And the same references mean them, by the same rules.
    let told = |corpus: &Corpus| {
        let mut all: Vec<_> =
            links(corpus).into_iter().map(|link| (link.text, link.rule, link.score)).collect();
        all.sort();
        all
    };
    assert_eq!(told(&other), told(&corpus));
}

#[test]
fn records_merge_by_doi_or_by_title_and_author_and_reviews_stay_apart() {
    let export = "@article{x, title = {Unrelated matters of the mind}, year = 2000, cited-references = {Q Q, 1999, J.}}\n";
    let merged = |records: &str| -> Vec<(String, &'static str)> {
        let corpus = corpus(&format!("{export}{records}"));
        assert_eq!(
            corpus.works().iter().filter(|work| work.presence == Presence::Listed).count()
                + corpus.merges().len(),
            3
        );
        corpus.merges().iter().map(|merge| (merge.key.to_string(), merge.rule.name())).collect()
    };
    let title = "title = {The problem of knowledge and power}";
    let pair = |a: &str, b: &str| format!("@article{{a, {a}}}\n@article{{b, {b}}}\n");
    let by_title = vec![("b".to_owned(), "title")];
    let same = format!("author = {{Smith, A.}}, {title}, year = 2000");
    assert_eq!(merged(&pair(&same, &same)), by_title);
    assert_eq!(merged(&pair(&format!("{same}, doi = {{10.1000/a}}"), &same)), by_title);
    let online = format!("author = {{Smith, Anna and Li, Y.}}, {title}, year = 2001");
    assert_eq!(merged(&pair(&same, &online)), by_title);
    let doi = |title: &str| {
        format!("author = {{Smith, A.}}, title = {{{title}}}, year = 2000, doi = {{10.1000/A}}")
    };
    assert_eq!(
        merged(&pair(&doi("Knowledge and power"), &doi("Knowledge and power: a study"))),
        [("b".to_owned(), "doi")]
    );
    // Many editorials and calls for papers have one title, and nobody signs them.
    let unsigned = format!("{title}, year = 2000");
    assert_eq!(merged(&pair(&unsigned, &unsigned)), []);
    // A chapter with the DOI of its book; another reviewer; another DOI; other pages in another volume; three years later.
    assert_eq!(merged(&pair(&doi("Knowledge and power"), &doi("Farming in Friesland"))), []);
    for other in [
        format!("author = {{Jones, B.}}, {title}, year = 2000"),
        format!("{same}, volume = 2, pages = 9"),
        format!("author = {{Smith, A.}}, {title}, year = 2003"),
    ] {
        assert_eq!(merged(&pair(&format!("{same}, volume = 1, pages = 3"), &other)), [], "{other}");
    }
    let (a, b) = (format!("{same}, doi = {{10.1000/a}}"), format!("{same}, doi = {{10.1000/b}}"));
    assert_eq!(merged(&pair(&a, &b)), []);
    let short = "author = {Smith, A.}, title = {Introduction}, year = 2000";
    assert_eq!(merged(&pair(short, short)), []);
}

#[test]
fn what_is_said_of_a_merged_record_is_said_of_the_work() {
    let text = "@position{p, title = {P}}\n\
                @article{x, title = {X}, year = 2000, cited-references = {Smith A, 1990, J THINGS, V1, P2.}, disputes = {b}}\n\
                @article{a, author = {Smith, A.}, title = {The problem of knowledge and power}, year = 1990, volume = 1, pages = 2}\n\
                @article{b, author = {Smith, Anna}, title = {The problem of knowledge and power}, year = 1990, position = {p}, disputes = {a}, doi = {10.1000/b}}";
    let corpus = corpus(text);
    let kept = corpus.work_ids().find(|&id| &*corpus.work(id).key == "a").unwrap();
    assert_eq!(corpus.work(kept).doi.as_deref(), Some("10.1000/b"));
    assert_eq!(corpus.positions_of(kept).len(), 1);
    // That it disputes itself was said of two records of one work.
    let [response] = corpus.responses() else { panic!("{:?}", corpus.responses()) };
    assert_eq!(response.to, Entity::Work(kept));
    assert_eq!(corpus.citations()[0].to, kept);
    assert_eq!(corpus.find("b"), KeyMatch::One(Entity::Work(kept)));
}

fn corpus(text: &str) -> Corpus {
    read(vec![input("a.bib", text.as_bytes().to_vec())], LoadOptions::default()).corpus
}

/// From, to, rule and score of every link.
fn linked(text: &str) -> Vec<(String, String, &'static str, u8)> {
    links(&corpus(text)).into_iter().map(|link| (link.from, link.to, link.rule, link.score)).collect()
}

const CITED: &str = "@article{old, author = {van der Ven, Anna}, title = {A long and telling title of some length}, \
                     year = 1999, volume = 12, pages = {007--19}, doi = {10.1000/abc}}\n";

#[test]
fn a_doi_links_in_any_spelling() {
    for doi in [
        "DOI 10.1000/ABC",
        "DOI DOI 10.1000/abc",
        "DOI {[}10.9/x, 10.1000/abc]",
        "DOI https://doi.org/10.1000/abc",
    ] {
        let text = format!(
            "{CITED}@article{{new, title = {{N}}, year = 2001, cited-references = {{{{Other X, 1990, J, {doi}.}}}}}}"
        );
        assert_eq!(linked(&text), [("new".to_owned(), "old".to_owned(), "doi", 100)], "{doi}");
    }
}

#[test]
fn author_year_volume_and_page_link_and_three_of_them_do_not() {
    let of = |reference: &str| {
        linked(&format!(
            "{CITED}@article{{new, title = {{N}}, year = 2001, cited-references = {{{{{reference}.}}}}}}"
        ))
    };
    for reference in [
        "VANDERVEN A, 1999, J THINGS, V12, P7",
        "van der Ven A., 1999, J, V12, P7",
        "VEN AV, 1999, J, V12, P7",
    ] {
        assert_eq!(of(reference).len(), 1, "{reference}");
        assert_eq!(of(reference)[0].2, "volume-page");
    }
    // One year off, as articles are before they are printed.
    assert_eq!(of("van der Ven A, 1998, J, V12, P7")[0].2, "similar");
    for reference in [
        "van der Ven A, 1997, J, V12, P7",
        "van der Ven A, 1999, J, V13, P7",
        "van der Ven A, 1999, J, V12, P8",
        "van Ham A, 1999, J, V12, P7",
        "1999, J, V12, P7",
    ] {
        assert_eq!(of(reference), [], "{reference}");
    }
}

#[test]
fn a_title_links_with_author_and_year_and_never_alone() {
    let of = |reference: &str| {
        linked(&format!("{CITED}@article{{new, title = {{N}}, year = 2001, references = {{{reference}}}}}"))
    };
    let title = "A long and telling title of some length";
    for reference in [
        format!("van der Ven, A., Other, B., {title} (1999) Journal"),
        format!("van der Ven A., Other B., {title}, Journal, 9, 1, (1999)"),
    ] {
        assert_eq!(of(&reference).first().map(|link| link.2), Some("title"), "{reference}");
    }
    for reference in [
        format!("Smith, A., {title} (1999) Journal"),
        format!("van der Ven, A., {title} (1990) Journal"),
        format!("{title} (1999) Journal"),
        "van der Ven, A., A long title (1999) Journal".to_owned(),
    ] {
        assert_eq!(of(&reference), [], "{reference}");
    }
    // "Introduction" is nobody's title.
    let text = "@book{intro, author = {Smith, A.}, title = {Introduction}, year = 1999, pages = {1--9}}\n\
                @book{b, title = {B}, year = 2001, references = {Smith, A., Introduction (1999) Other book, pp. 77-80}}";
    assert_eq!(linked(text), []);
}

#[test]
fn two_works_that_a_reference_may_mean_are_ambiguous() {
    let text = "@article{a, author = {Li, Y.}, title = {First}, year = 1999, volume = 1, pages = {2}}\n\
                @article{b, author = {Li, Z.}, title = {Second}, year = 1999, volume = 1, pages = {2}}\n\
                @article{c, title = {C}, year = 2001, cited-references = {LI Y, 1999, J, V1, P2.}}";
    let corpus = corpus(text);
    assert!(matches!(corpus.references()[0].outcome, ReferenceOutcome::Ambiguous { .. }));
    assert_eq!(corpus.citations().len(), 0);
}

#[test]
fn spellings_of_a_work_that_is_only_cited_are_one_work() {
    let text = "@article{a, title = {A}, year = 2001, cited-references = {{RYAN RM, 2000, AM PSYCHOL, V55, P68, DOI 10.1037/0003-066X.55.1.68.\n\
                   Deci EL, 1985, INTRINSIC MOTIVATION.}}}\n\
                @article{b, title = {B}, year = 2002, cited-references = {{Ryan R.M., 2000, AMERICAN PSYCHOLOGIST, V55, P68.\n\
                   DECI EL, 1985, INTRINSIC MOTIVATION, P12.\n   Ryan RM, 2000, AM PSYCHOL, V55, P69.}}}\n\
                @article{c, title = {C}, year = 2003, references = {Ryan, R.M., Deci, E.L., Self-determination theory (2000) American Psychologist, 55, pp. 68-78}}";
    let corpus = corpus(text);
    let outside: Vec<(&str, Option<i32>)> = corpus
        .works()
        .iter()
        .filter(|work| work.presence == Presence::Outside)
        .map(|work| (&*work.key, work.year()))
        .collect();
    assert_eq!(
        outside,
        [
            ("DECI EL, 1985, INTRINSIC MOTIVATION, P12", Some(1985)),
            ("RYAN RM, 2000, AM PSYCHOL, V55, P68", Some(2000)),
            ("Ryan RM, 2000, AM PSYCHOL, V55, P69", Some(2000)),
        ]
    );
    let ryan = corpus.work_ids().find(|&id| corpus.work(id).key.starts_with("RYAN")).unwrap();
    assert_eq!(corpus.label(ryan), "Ryan 2000");
    assert_eq!(corpus.citations().iter().filter(|citation| citation.to == ryan).count(), 3);
}

#[test]
fn links_to_the_same_year_and_to_younger_works_are_kept_and_marked() {
    let text = "@article{a, author = {Ab, C.}, title = {A}, year = 2001, volume = 1, pages = 1, cited-references = {De F, 2001, J, V2, P2.\n\
                   Gh I, 2003, J, V3, P3.}}\n\
                @article{d, author = {De, F.}, title = {D}, year = 2001, volume = 2, pages = 2}\n\
                @article{g, author = {Gh, I.}, title = {G}, year = 2003, volume = 3, pages = 3, cited-references = {AB C, 2001, J, V1, P1.}}";
    let orders: Vec<LinkOrder> = links(&corpus(text)).into_iter().map(|link| link.order).collect();
    assert_eq!(orders, [LinkOrder::SameYear, LinkOrder::Forward, LinkOrder::Backward]);
}

#[test]
fn a_corpus_that_links_suspiciously_little_is_told() {
    let mut text = String::new();
    for work in 0..30 {
        let lines: Vec<String> =
            (0..10).map(|cited| format!("Zz Q, 19{:02}, J, V{work}, P{cited}.", 10 + cited)).collect();
        text.push_str(&format!(
            "@article{{w{work}, author = {{Aa, B.}}, title = {{T{work}}}, year = 2001, cited-references = {{{{{}}}}}}}\n",
            lines.join("\n   ")
        ));
    }
    let audit = link_audit(&corpus(&text), 3);
    assert_eq!((audit.references, audit.matched, audit.most_cited_unresolved.len()), (300, 0, 3));
    assert!(audit.warnings[0].contains("suspiciously little"), "{:?}", audit.warnings);
}

/// Links of two files: from, to and rule.
fn linked_files(files: [(&str, &str); 2]) -> Vec<(String, String, &'static str)> {
    let inputs = files.map(|(name, text)| input(name, text)).to_vec();
    let corpus = read(inputs, LoadOptions::default()).corpus;
    links(&corpus).into_iter().map(|link| (link.from, link.to, link.rule)).collect()
}

#[test]
fn an_identifier_links_where_no_doi_does() {
    let works = "@misc{preprint, author = {Abe, S.}, title = {On preprints}, year = 2017, eprint = {1711.05590v3}, archiveprefix = {arXiv}}\n\
                 @article{paper, author = {Doe, J.}, title = {On papers}, year = 2003, pmid = {12734659}}\n\
                 @misc{registered, author = {Roe, R.}, title = {On registers}, year = 2020, doi = {10.48550/arXiv.2005.05239}}\n";
    let of = |reference: &str| {
        linked(&format!(
            "{works}@misc{{new, title = {{N}}, year = 2021, cited-references = {{{{{reference}.}}}}}}"
        ))
    };
    for (reference, to) in [
        ("ABE S, 2017, ARXIV171105590", "preprint"),
        ("Abe Shoji, 2018, Preprints I like, arXiv:1711.05590", "preprint"),
        ("ABE S, 2017, ARXIV, DOI 10.48550/ARXIV.1711.05590", "preprint"),
        ("Roe R, 2020, arXiv preprint arXiv:2005.05239v1", "registered"),
        ("DOE J, 2003, J X, PMID: 12734659", "paper"),
    ] {
        assert_eq!(of(reference), [("new".to_owned(), to.to_owned(), "id", 100)], "{reference}");
    }
    assert_eq!(of("ABE S, 2017, ARXIV171105591"), []);
}

#[test]
fn an_isbn_links_books_and_no_chapters() {
    let crossref = |reference: &str| {
        format!(
            "{{\"message-type\": \"work\", \"message\": {{\"DOI\": \"10.1000/a\", \"title\": [\"A\"], \"reference\": [{reference}]}}}}"
        )
    };
    let book = "@book{b, author = {Wasserman, S.}, title = {Social networks}, year = 1994, isbn = {0-306-40615-2}}\n\
                @incollection{c, author = {Other, O.}, title = {A chapter in it}, year = 1994, isbn = {0-306-40615-2}}";
    let isbn = "\"key\": \"r1\", \"ISBN\": \"http://id.crossref.org/isbn/9780306406157\"";
    let of = |reference: String| linked_files([("a.json", &crossref(&reference)), ("b.bib", book)]);
    let found = of(format!("{{{isbn}}}"));
    assert_eq!(found.iter().map(|(_, to, rule)| (to.as_str(), *rule)).collect::<Vec<_>>(), [("b", "id")]);
    assert_eq!(of(format!("{{{isbn}, \"article-title\": \"A chapter of it\"}}")), []);
}

#[test]
fn what_is_cited_by_a_databases_number_is_the_work_that_has_it() {
    let open_alex = "{\"results\": [{\"id\": \"https://openalex.org/W100001\", \"title\": \"New\", \"publication_year\": 2010, \
                     \"referenced_works\": [\"https://openalex.org/W100002\", \"https://openalex.org/W100003\", \"https://openalex.org/W100004\"]},\
                     {\"id\": \"https://openalex.org/W100002\", \"title\": \"Old\", \"publication_year\": 2000}]}";
    let library =
        "@article{old2001, title = {Another}, year = 2001, openalex = {https://openalex.org/W100003}}";
    let own = |from: &str, to: &str, rule| (from.to_owned(), to.to_owned(), rule);
    assert_eq!(
        linked_files([("a.json", open_alex), ("b.bib", library)]),
        [own("W100001", "W100002", "key"), own("W100001", "old2001", "id")]
    );
    let pairs = "oci,citing,cited,creation\n1,10.1000/new,10.1000/OLD,2010\n";
    let library = "@article{old2001, title = {Another}, year = 2001, doi = {10.1000/old}}";
    assert_eq!(linked_files([("a.csv", pairs), ("b.bib", library)]), [own("10.1000/new", "old2001", "doi")]);
}

#[test]
fn records_of_two_databases_with_one_identifier_are_one_work() {
    let pubmed = "PMID- 12734659\nTI  - Clinical evaluation of six patients with dysferlin deficiency.\nFAU - Ueyama, H\nDP  - 2002\n";
    let open_alex = |title: &str| {
        format!(
            "{{\"results\": [{{\"id\": \"https://openalex.org/W52443429\", \"title\": \"{title}\", \"publication_year\": 2003, \
         \"ids\": {{\"pmid\": \"https://pubmed.ncbi.nlm.nih.gov/12734659\"}}}}]}}"
        )
    };
    let merged = |title: &str| {
        let inputs = vec![input("a.nbib", pubmed), input("b.json", open_alex(title))];
        let corpus = read(inputs, LoadOptions::default()).corpus;
        corpus.merges().iter().map(|merge| (merge.key.to_string(), merge.rule)).collect::<Vec<_>>()
    };
    assert_eq!(
        merged("Evaluation of six patients with dysferlin deficiency"),
        [("W52443429".to_owned(), MergeRule::Identifier)]
    );
    // A number that somebody mistyped.
    assert_eq!(merged("Farming in Friesland"), []);
}

#[test]
fn a_title_in_another_venue_is_another_work_unless_the_pages_are_the_same() {
    let merged = |a: &str, b: &str| {
        let same = "author = {Smith, A.}, title = {The problem of knowledge and power}, year = 2000";
        let text = format!(
            "@article{{a, {same}, {a}, cited-references = {{Q Q, 1999, J.}}}}\n@article{{b, {same}, {b}}}\n"
        );
        corpus(&text).merges().len()
    };
    assert_eq!(merged("journal = {Management Science}", "journal = {Philosophy of Mind}"), 0);
    assert_eq!(
        merged("journal = {Management Science, pages = 9}", "booktitle = {Proceedings of the 4th Congress}"),
        0
    );
    assert_eq!(merged("journal = {Management Science}", "journal = {MANAG SCI}"), 1);
    assert_eq!(merged("journal = {Management Science}", "volume = 2"), 1);
    assert_eq!(
        merged(
            "journal = {Lecture Notes}, volume = {12 LNCS}, pages = {9-12}",
            "booktitle = {Proceedings of the 4th Congress}, volume = 12, pages = {9+}"
        ),
        1
    );
}

#[test]
fn a_similar_title_links_above_the_threshold_and_its_score_says_how_similar() {
    let of = |reference: &str| {
        let text =
            format!("{CITED}@article{{new, title = {{N}}, year = 2001, references = {{{reference}}}}}");
        linked(&text).first().map(|link| (link.2, link.3))
    };
    // The title has eight words: A long and telling title of some length. A short word may not differ.
    let short = of("van der Ven, A., A long and telling titel of some length (1999) Journal");
    assert_eq!(short, Some(("similar", 87)));
    assert_eq!(
        of("van der Ven, A., A long and tellling title of some length (1999) Journal"),
        Some(("similar", 99))
    );
    assert_eq!(
        of("van der Ven, A., A long, telling title of some length (1999) Journal"),
        Some(("similar", 87))
    );
    // Too little is left with another year, and a title alone is nobody's.
    assert_eq!(of("van der Ven, A., A long, telling title of some length (1998) Journal"), None);
    assert_eq!(of("Smith, A., A long and telling title of some length (1999) Journal"), None);
}

#[test]
fn a_translation_is_never_taken_for_its_original_unless_by_hand() {
    let same = "author = {Schelling, T.}, title = {The strategy of conflict and bargaining}, year = 1960";
    let text = |related: &str| {
        format!("@book{{a, {same}, cited-references = {{Q Q, 1999, J.}}}}\n@book{{b, {same}{related}}}\n")
    };
    let merged = |text: String, corrections: &str| {
        let options =
            LoadOptions { corrections: Some(input("fixes.txt", corrections)), ..LoadOptions::default() };
        let corpus = read(vec![input("a.bib", text)], options).corpus;
        (corpus.merges().len(), corpus.versions().len())
    };
    assert_eq!(merged(text(""), ""), (1, 0));
    let translation = ", related = {a}, relatedtype = {translationof}";
    assert_eq!(merged(text(translation), ""), (0, 1));
    assert_eq!(merged(text(translation), "merge a b"), (1, 0));
}

#[test]
fn crossref_states_preprints_which_stay_works_of_their_own() {
    let work = |doi: &str, relation: &str| {
        format!(
            "{{\"DOI\": \"{doi}\", \"is-referenced-by-count\": 1, \"title\": [\"On preprints and their papers\"], \
          \"author\": [{{\"family\": \"Abe\", \"given\": \"S.\"}}], \"issued\": {{\"date-parts\": [[2020]]}}{relation}}}"
        )
    };
    let relation = ", \"relation\": {\"is-preprint-of\": [{\"id-type\": \"doi\", \"id\": \"10.1000/PAPER\", \"asserted-by\": \"subject\"}]}";
    let text = format!("[{}, {}]", work("10.1000/preprint", relation), work("10.1000/paper", ""));
    let corpus = read(vec![input("a.json", text)], LoadOptions::default()).corpus;
    let [version] = corpus.versions() else { panic!("{:?}", corpus.versions()) };
    let doi = |work| corpus.work(work).doi.as_deref().unwrap().to_owned();
    assert_eq!(
        (doi(version.from), version.kind, doi(version.to)),
        ("10.1000/preprint".into(), VersionKind::Preprint, "10.1000/paper".into())
    );
}

#[test]
fn a_title_decides_against_a_place_that_is_another_works() {
    let records = "@article{a, author = {Kadzinski, M.}, title = {Robustness of rankings with an order}, year = 2015,\n\
        volume = 240, pages = {784--795}, doi = {10.1000/a}}\n\
        @article{b, author = {Kadzinski, M.}, title = {Scoring procedures for pairwise questions}, year = 2016,\n\
        volume = 300, pages = {1--20}, doi = {10.1000/b}}\n";
    let linked = |reference: &str| -> Vec<String> {
        let corpus = corpus(&format!(
            "{records}@article{{c, title = {{On questions}}, year = 2020, references = {{{reference}}}}}\n"
        ));
        links(&corpus).into_iter().map(|link| format!("{} {}", link.to, link.rule)).collect()
    };
    // The year is one off, and the place is that of the work with this title.
    let near =
        "Kadzinski, M., Robustness of rankings with an order (2014) Eur. J. Oper. Res., 240, pp. 784-795";
    assert_eq!(linked(near), ["a similar"]);
    let other = "Kadzinski, M., Scoring procedures for pairwise questions (2016) Inf. Sci., 240, pp. 784-795";
    assert_eq!(linked(other), ["b title"]);
    let neither = "Kadzinski, M., Another matter altogether of farms (2016) Inf. Sci., 240, pp. 784-795";
    assert_eq!(linked(neither), Vec::<String>::new());
}

#[test]
fn an_article_does_not_cite_itself_but_the_talk_before_it() {
    let corpus = corpus(
        "@article{a, author = {Xidonas, P.}, title = {On the selection of equity securities by criteria}, year = 2009,\n\
         references = {Xidonas, P., On the selection of equity securities by criteria (2008) Proceedings of a meeting}}\n",
    );
    assert_eq!(links(&corpus), []);
    let audit = link_audit(&corpus, 1);
    assert_eq!((audit.matched, audit.unresolved), (0, 1));
}

#[test]
fn exports_that_overlap_are_no_mistake_and_a_key_given_twice_in_one_is() {
    let record = |key: &str, page: u32| {
        format!(
            "@article{{{key}, author = {{Ab, C.}}, title = {{A matter of keys and their keepers}}, year = 2001, volume = 1,\n\
             pages = {page}, doi = {{10.1000/{page}}}, cited-references = {{De F, 1999, J, V2, P2.}}}}\n"
        )
    };
    let told = |first: String, second: String| {
        read(vec![input("a.bib", first), input("b.bib", second)], LoadOptions::default()).rules()
    };
    assert_eq!(told(record("WOS:1", 1), record("WOS:1", 1) + &record("WOS:2", 7)), []);
    // Two works of one key.
    assert_eq!(told(record("WOS:1", 1), record("WOS:1", 7)), [Rule::DuplicateKey]);
    assert_eq!(told(record("WOS:1", 1) + &record("WOS:1", 7), String::new()), [Rule::DuplicateKey]);
}

#[test]
fn a_list_that_means_no_work_is_stated_and_files_of_one_name_are_told_apart() {
    let one = "@article{a, title = {A}, year = 2001, cited-references = {ROY B, IN PRESS.}}";
    let two = "@article{b, title = {B}, year = 2002}";
    let reading = read(vec![input("wos/x.bib", one), input("scopus/x.bib", two)], LoadOptions::default());
    let found = statistics(&reading.corpus, Confidence::Low);
    assert_eq!((found.works_stating_citations, found.citations), (1, 0));
    let chart = debate_map(&reading.corpus, &MapOptions::default());
    assert_eq!(chart.provenance.sources, ["scopus/x.bib", "wos/x.bib"]);
    assert!(chart.source.starts_with("Source: scopus/x.bib, wos/x.bib."), "{}", chart.source);
}
