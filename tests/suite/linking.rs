//! Cited references become links: known counts of real exports, and the rules one by one.

use dissensus::analysis::{LinkOrder, link_audit, links, statistics};
use dissensus::import::LoadOptions;
use dissensus::model::{Confidence, Corpus, Entity, KeyMatch, MergeRule, Presence, ReferenceOutcome};

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
