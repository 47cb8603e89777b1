//! What entries are to one another: overlays and their works, keys that several debates have, fields that are inherited,
//! facets and cases; and what each entry counts as.

use dissensus::analysis::Condition;
use dissensus::analysis::FacetQuery;
use dissensus::analysis::facet_named;
use dissensus::analysis::works_where;
use dissensus::diagnostic::Rule;
use proptest::prelude::*;

use crate::reading::files;
use crate::reading::library;
use crate::reading::run;

#[test]
fn overlays_add_to_their_work_in_any_order_of_files() {
    let library =
        "@book{a2000, title = {A}, year = 2000}\n@book{b2005, title = {B}, year = 2005, cites = {a2000}}\n";
    let declared = "@debate{d, title = {Q}}\n@position{p, title = {P}}\n@claim{c, title = {C}}\n";
    let overlays = "@book{b2005, position = {p}, disputes = {a2000 [via=c]}}\n@misc{a2000, asserts = {c}, position = {p}}\n@book{b2005, disputes = {a2000 [on=x]}}\n";
    for names in [["1.bib", "2.bib", "3.bib"], ["2.bib", "3.bib", "1.bib"], ["3.bib", "2.bib", "1.bib"]] {
        let reading = files(&[(names[0], library), (names[1], declared), (names[2], overlays)]).clean();
        assert_eq!(
            reading.responses(),
            ["b2005 disputes a2000 on=x", "b2005 disputes a2000 via=c"],
            "{names:?}"
        );
        assert_eq!(reading.stances(), ["a2000 p", "b2005 p"]);
        assert_eq!(reading.assertions(), ["a2000 asserts c"]);
        assert_eq!(reading.corpus.works().len(), 2);
        let mut counts: Vec<_> =
            reading.corpus.file_counts().iter().map(|c| (c.works, c.overlays, c.declarations)).collect();
        counts.sort();
        assert_eq!(counts, [(0, 0, 3), (0, 3, 0), (2, 0, 0)]);
    }
    // In one file with what it annotates, before it and after it.
    let reading = crate::reading::library(&format!("{overlays}{library}{declared}")).clean();
    assert_eq!((reading.corpus.works().len(), reading.responses().len()), (2, 2));
}

#[test]
fn what_a_manager_adds_to_an_overlay_does_not_make_it_a_record() {
    let library = "@book{a2000, title = {A}, year = 2000}\n@book{b2005, title = {B}, year = 2005}\n";
    for added in [
        "groups = {War}",
        "owner = {me}",
        "timestamp = {2020-01-01}",
        "creationdate = {2020-01-01T10:00:00}",
        "modificationdate = {2020-01-01T10:00:00}",
        "date-added = {2020-01-01}, date-modified = {2020-01-01}",
        "mendeley-groups = {War}",
        "bdsk-file-1 = {abc}",
        "priority = {prio1}",
        "readstatus = {read}",
        "file = {:a.pdf:PDF}",
    ] {
        let reading = files(&[
            ("a.bib", library),
            ("b.bib", &format!("@book{{b2005, disputes = {{a2000}}, {added}}}")),
        ]);
        assert_eq!(reading.findings(), Vec::<String>::new(), "{added}");
        assert_eq!(
            (reading.corpus.works().len(), reading.corpus.file_counts()[1].overlays),
            (2, 1),
            "{added}"
        );
        assert_eq!(reading.responses(), ["b2005 disputes a2000"], "{added}");
    }
    // Bibliographic data make it one.
    let reading =
        files(&[("a.bib", library), ("b.bib", "@book{b2005, disputes = {a2000}, publisher = {P}}")]);
    assert_eq!(reading.rules(), [Rule::DuplicateKey]);
}

#[test]
fn an_overlay_of_facets_alone_is_an_overlay() {
    let declared = "@debate{d, title = {Q}, facets = {region}}\n@book{a2000, title = {A}, year = 2000}\n";
    for overlay in ["@book{a2000, region = {Africa}}", "@book{a2000, Region = {Africa}, groups = {x}}"] {
        for names in [["1.bib", "2.bib"], ["2.bib", "1.bib"]] {
            let reading = files(&[(names[0], declared), (names[1], overlay)]).clean();
            assert_eq!(reading.corpus.works().len(), 1, "{overlay}");
            assert_eq!(reading.cases(), ["a2000 - region=Africa"], "{overlay}");
        }
    }
}

#[test]
fn an_overlay_finds_keys_in_the_debate_of_its_own_file() {
    let one =
        "@debate{one, title = {Q}}\n@position{pro, title = {P1}}\n@book{a2000, title = {A}, year = 2000}\n";
    let two = "@debate{two, title = {R}}\n@position{pro, title = {P2}}\n@book{a2000, position = {pro}}\n";
    let reading = files(&[("1.bib", one), ("2.bib", two)]).clean();
    assert_eq!(reading.stances(), ["a2000 two:pro"]);
}

#[test]
fn a_key_is_looked_up_in_its_own_debate_first_and_may_name_another() {
    let one = "@debate{one, title = {Q}}\n@position{pro, title = {P1}}\n@claim{c, title = {C1}}\n\
               @book{a2000, title = {A}, year = 2000, position = {pro}, asserts = {c}}\n";
    let two = "@debate{two, title = {R}}\n@position{pro, title = {P2}, disputes = {one:pro}}\n@position{sub, parent = {pro}, title = {S}}\n\
               @claim{c, title = {C2}, supports = {one:c}}\n\
               @book{b2001, title = {B}, year = 2001, position = {sub}, asserts = {c}, denies = {one:c}, disputes = {one:pro, a2000 [via=one:c]}}\n\
               @book{z2002, title = {Z}, year = 2002, position = {one:pro}, asserts = {c}}\n";
    let reading = files(&[("1.bib", one), ("2.bib", two)]);
    assert_eq!(reading.rules(), [Rule::WorkWithoutPosition], "b2001 speaks in the first debate too");
    assert_eq!(reading.positions(), ["one:pro", "sub < two:pro", "two:pro"]);
    assert_eq!(reading.stances(), ["a2000 one:pro", "b2001 sub", "z2002 one:pro"]);
    // z2002 stands in the second file and holds a position of the first debate, so `c` is the first debate's.
    assert_eq!(
        reading.assertions(),
        ["a2000 asserts one:c", "b2001 asserts two:c", "b2001 denies one:c", "z2002 asserts one:c"]
    );
    assert_eq!(
        reading.responses(),
        [
            "b2001 disputes a2000 via=one:c",
            "b2001 disputes one:pro",
            "two:c supports one:c",
            "two:pro disputes one:pro"
        ]
    );
}

#[test]
fn two_debates_of_one_file_may_use_the_same_word() {
    let reading = library(
        "@debate{one, title = {Q}}\n@debate{two, title = {R}}\n\
         @position{pro, debate = {one}, title = {P1}}\n@position{pro, debate = {two}, title = {P2}}\n\
         @claim{c, debate = {one}, title = {C1}}\n@claim{c, debate = {two}, title = {C2}}\n\
         @book{a2000, title = {A}, year = 2000, position = {one:pro}, asserts = {c}}\n\
         @book{b2001, title = {B}, year = 2001, position = {two:pro}, asserts = {c}}\n",
    )
    .clean();
    assert_eq!(reading.positions(), ["one:pro", "two:pro"]);
    assert_eq!(reading.stances(), ["a2000 one:pro", "b2001 two:pro"]);
    assert_eq!(reading.assertions(), ["a2000 asserts one:c", "b2001 asserts two:c"]);
    let titles: Vec<&str> =
        reading.corpus.positions().iter().map(|position| position.title.as_ref()).collect();
    assert_eq!(titles, ["P1", "P2"]);
}

#[test]
fn a_word_of_two_debates_is_ambiguous_where_neither_is_at_hand() {
    let reading = files(&[
        ("1.bib", "@debate{one, title = {Q}}\n@position{pro, title = {P}}"),
        ("2.bib", "@debate{two, title = {R}}\n@position{pro, title = {P}}"),
        ("3.bib", "@book{a2000, title = {A}, year = 2000, position = {pro}}"),
    ]);
    assert_eq!(reading.rules(), [Rule::AmbiguousKey]);
    assert!(reading.found[0].hint.as_deref().unwrap().contains("debate:key"));
    assert_eq!(reading.stances(), ["a2000 one:pro"]);
}

#[test]
fn fields_are_inherited_through_chains_and_annotations_are_not() {
    let reading = library(
        "@debate{d, title = {Q}}\n@position{p, title = {P}}
@xdata{pub, publisher = {Press}, location = {Town}}
@xdata{series, series = {Studies}, xdata = {pub}}
@proceedings{conf, title = {Conference}, year = 1999, editor = {Ed, E.}, position = {p}, cites = {paper}, xdata = {series}}
@inproceedings{paper, author = {Au, A.}, title = {Paper}, crossref = {conf}}
@inproceedings{dated, author = {Au, A.}, title = {Dated}, year = 2001, crossref = {conf}}",
    )
    .clean();
    let field = |key, name| reading.corpus.field(reading.work(key), name);
    assert_eq!(field("paper", "booktitle"), Some("Conference"));
    assert_eq!(
        (field("paper", "publisher"), field("paper", "location"), field("paper", "series")),
        (Some("Press"), Some("Town"), Some("Studies"))
    );
    assert_eq!((field("conf", "publisher"), field("conf", "series")), (Some("Press"), Some("Studies")));
    assert_eq!((field("paper", "title"), field("dated", "year")), (Some("Paper"), Some("2001")));
    let corpus = &reading.corpus;
    let years: Vec<_> = ["conf", "paper", "dated"].map(|key| corpus.work(reading.work(key)).year()).to_vec();
    assert_eq!(years, [Some(1999), Some(1999), Some(2001)]);
    assert_eq!(reading.stances(), ["conf p"]);
    assert_eq!(reading.citations(), ["conf paper"]);
    let counts = corpus.file_counts()[0];
    assert_eq!((counts.works, counts.declarations), (3, 4));
}

const CIRCLE: &str = "@inbook{child, title = {Part}, crossref = {parent}}
@book{parent, title = {Whole}, year = 1980}
@inbook{x, title = {X}, crossref = {y}}
@inbook{y, title = {Y}, publisher = {P}, crossref = {z}}
@inbook{z, title = {Z}, year = 1970, crossref = {x}}
";

#[test]
fn entries_that_inherit_from_one_another_in_a_circle_are_told() {
    let reading = library(CIRCLE);
    assert!(reading.rules().contains(&Rule::InheritanceProblem), "{:?}", reading.findings());
    let lines = reading.found.iter().map(|found| reading.place(found).0);
    assert!(lines.clone().all(|line| (3..=5).contains(&line)), "{:?}", reading.findings());
}

#[test]
fn a_child_before_its_parent_and_a_circle_are_both_borne() {
    let reading = library(CIRCLE).but_for(&[Rule::InheritanceProblem]);
    let corpus = &reading.corpus;
    assert_eq!(corpus.field(reading.work("child"), "booktitle"), Some("Whole"));
    assert_eq!(
        (corpus.work(reading.work("child")).year(), corpus.work(reading.work("x")).year()),
        (Some(1980), Some(1970))
    );
    assert_eq!(corpus.field(reading.work("x"), "publisher"), Some("P"));
    assert_eq!(corpus.works().len(), 5);
}

const FACETS: &str = "@debate{d, title = {Q}, facets = {region, instrument}}
@book{a2000, title = {A}, year = 2000, case = {one [region=Africa; instrument=norms], two [region=Asia; instrument=trade, aid, {arms, sold}; by=b2001 ¶2]}}
@book{b2001, title = {B}, year = 2001, region = {Africa, {Asia, Central}}, instrument = {norms}}
@book{c2002, title = {C}, year = 2002, region = {Europe}, cases = {three [instrument=norms], four [region=Asia]}}
@book{d2003, title = {D}, year = 2003, disputes = {a2000 [region=Europe; on=x]}}
";

#[test]
fn facets_stand_on_the_work_or_in_its_cases() {
    let reading = library(FACETS).clean();
    assert_eq!(
        reading.cases(),
        [
            "a2000 one region=Africa instrument=norms",
            "a2000 two region=Asia instrument=trade instrument=aid instrument=arms, sold by=b2001 place=¶2",
            "b2001 - region=Africa region=Asia, Central instrument=norms",
            "c2002 - region=Europe",
            "c2002 four region=Asia",
            "c2002 three instrument=norms",
            "d2003 a2000 region=Europe",
        ]
    );
}

#[test]
fn conditions_hold_within_one_case() {
    let reading = library(FACETS).clean();
    let corpus = &reading.corpus;
    for (conditions, expected) in [
        (&[("region", "Africa")][..], &["a2000 one", "b2001 -"][..]),
        (&[("REGION", "africa")], &["a2000 one", "b2001 -"]),
        (&[("region", "Asia, Central")], &["b2001 -"]),
        // a2000 has an African case and a case of trade, but not one of both.
        (&[("region", "Africa"), ("instrument", "trade")], &[]),
        (&[("region", "Asia"), ("instrument", "aid")], &["a2000 two"]),
        // What stands on the work holds in a case that does not say otherwise.
        (&[("region", "Europe"), ("instrument", "norms")], &["c2002 three"]),
        (&[("region", "Europe")], &["c2002 three", "d2003 a2000"]),
        (&[("region", "Asia")], &["a2000 two", "c2002 four"]),
        (&[("region", "Mars")], &[]),
    ] {
        let condition = |&(name, value): &(&str, &str)| Condition {
            facet: facet_named(corpus, name).unwrap(),
            value: value.to_owned(),
        };
        let conditions = conditions.iter().map(condition).collect();
        let query = FacetQuery { conditions, ..FacetQuery::default() };
        let found: Vec<String> = works_where(corpus, &query)
            .into_iter()
            .map(|found| format!("{} {}", found.work, found.case.as_deref().unwrap_or("-")))
            .collect();
        assert_eq!(found, expected, "{query:?}");
    }
    let unknown = facet_named(corpus, "weather").unwrap_err();
    assert_eq!(unknown.known, ["instrument", "region"]);
    let (code, out, _) = run(
        &[("a.bib", FACETS)],
        &["facets", "a.bib", "--where", "region=Asia", "--where", "instrument=aid", "--format", "json"],
    );
    assert_eq!(code, Some(0));
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["works"].as_array().unwrap().len(), 1);
    assert_eq!(
        (answer["works"][0]["case"].as_str(), answer["works"][0]["by"].as_str()),
        (Some("two"), Some("b2001"))
    );
}

/// One entry of a kind and whether it counts as a work, overlay, declaration or rejected.
const ENTRIES: &[(&str, usize)] = &[
    ("@book{w1, title = {W}, year = 1999}\n", 0),
    ("@book{w1, title = {W}, year = 1999, disputes = {w2}}\n", 0),
    ("@misc{w2, note = {x}}\n", 0),
    ("@misc{, title = {x}}\n", 0),
    ("@misc{}\n", 0),
    ("@misc{w1, disputes = {w2}}\n", 1),
    ("@misc{gone, disputes = {w2}, position = {p}}\n", 1),
    ("@misc{w2, keywords = {dz:disputes=w1}}\n", 1),
    ("@debate{d, title = {Q}}\n", 2),
    ("@position{p, title = {P}, parent = {p}}\n", 2),
    ("@claim{c, title = {C}}\n", 2),
    ("@event{e, title = {E}, date = {never}}\n", 2),
    ("@xdata{x, publisher = {P}}\n", 2),
    ("@response{r, from = {w1}, relation = {disputes}, to = {w2}}\n", 2),
    ("@response{r, from = {gone}, relation = {disputes}, to = {w2}}\n", 2),
    ("@response{r, from = {w1}, relation = {disputs}, to = {w2}}\n", 3),
    ("@response{r, from = {w1}}\n", 3),
    ("@claim{, title = {x}}\n", 3),
    ("@misc{w3, title = two words}\n", 3),
    ("@misc{w3, title = {never closed\n", 3),
    ("@string{s = {x}}\n", 4),
    ("@comment{jabref-meta: x}\n", 4),
    ("@preamble{\"x\"}\n", 4),
    ("free text between entries\n", 4),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_entry_is_a_work_an_overlay_a_declaration_or_rejected(
        chosen in proptest::collection::vec(proptest::collection::vec(0..ENTRIES.len(), 0..12), 1..4),
    ) {
        let texts: Vec<(String, String)> = chosen
            .iter()
            .enumerate()
            .map(|(file, entries)| (format!("{file}.bib"), entries.iter().map(|&entry| ENTRIES[entry].0).collect()))
            .collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let reading = files(&texts);
        for (entries, counts) in chosen.iter().zip(reading.corpus.file_counts()) {
            let expected = |kind| entries.iter().filter(|&&entry| ENTRIES[entry].1 == kind).count();
            let found = [counts.works, counts.overlays, counts.declarations, counts.rejected];
            prop_assert_eq!(found, [expected(0), expected(1), expected(2), expected(3)], "{:?}", texts);
            prop_assert_eq!(counts.entries(), entries.iter().filter(|&&entry| ENTRIES[entry].1 < 4).count());
        }
    }
}
