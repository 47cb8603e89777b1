//! Questions with known answers: a debate small enough to be worked out by hand, and the libraries of `bib/`.

use std::collections::BTreeMap;

use dissensus::analysis::Answered;
use dissensus::analysis::ClaimQuery;
use dissensus::analysis::Condition;
use dissensus::analysis::FacetQuery;
use dissensus::analysis::Group;
use dissensus::analysis::MatrixOf;
use dissensus::analysis::PathQuery;
use dissensus::analysis::ResponseQuery;
use dissensus::analysis::SignCounts;
use dissensus::analysis::Through;
use dissensus::analysis::Toward;
use dissensus::analysis::challenges;
use dissensus::analysis::claims;
use dissensus::analysis::evidence_matrix;
use dissensus::analysis::facet_named;
use dissensus::analysis::response_matrix;
use dissensus::analysis::responses;
use dissensus::analysis::shortest_paths;
use dissensus::analysis::statistics;
use dissensus::analysis::threads;
use dissensus::analysis::works_where;
use dissensus::model::Confidence;
use dissensus::model::Entity;
use dissensus::model::Sign;
use dissensus::model::WorkId;
use proptest::prelude::*;
use serde_json::Value;

use crate::reading::Reading;
use crate::reading::library;
use crate::reading::run;

/// Two camps; `sub` lies below `pro`. Authors: Ash wrote a2000 and a2004, Birch b2001 and (with Cedar) bc2003,
/// Dale d2002, Elm e2001, Fern f2006; g has no year.
const DEBATE: &str = "@debate{q, title = {Q}, facets = {region, means}}
@position{pro, title = {Pro}, opposes = {anti}}
@position{sub, title = {Sub}, parent = {pro}}
@position{anti, title = {Anti}, disputes = {sub [on=scope; date=2005]}}
@claim{k, title = {K}}
@claim{m, title = {M}, supports = {k}, contraryof = {n}}
@claim{n, title = {N}}
@book{a2000, author = {Ash, Ann}, title = {A}, year = 2000, position = {pro}, asserts = {k [by=f2006 p. 1], m}, case = {one [region=Asia; means=trade], two [region=Africa; means=norms]}}
@book{b2001, author = {Birch, Bo}, title = {B}, year = 2001, position = {anti}, denies = {k [confidence=low]}, disputes = {a2000 [on=Theory; via=k; p. 7]}, cites = {a2000}, region = {Asia}, means = {norms}}
@book{d2002, author = {Dale, Di}, title = {D}, year = 2002, position = {sub}, critiques = {b2001}, cites = {b2001, zz1990}}
@book{bc2003, author = {Birch, Bo and Cedar, Cy}, title = {BC}, year = 2003, position = {anti}, disputes = {d2002 [confidence=medium], a2000 [on=method]}, cites = {d2002, a2000, zz1990}}
@book{e2001, author = {Elm, El}, title = {E}, year = 2001, position = {sub}, qualifies = {b2001 [by=f2006 ¶3]}, supports = {a2000}, case = {three [region=Asia, Africa]}}
@book{a2004, author = {Ash, A.}, title = {A2}, year = 2004, repliesto = {k}, denies = {n}}
@book{f2006, author = {Fern, Fo}, title = {F}, year = 2006, refutes = {anti, pro [date=2007]}}
@book{g, author = {Gum, Gil}, title = {G}, position = {pro}, ridicules = {f2006}}
";

fn debate() -> Reading {
    library(DEBATE)
}

fn group(reading: &Reading, key: &str) -> Option<Group> {
    Some(Group(reading.entity(key)))
}

fn lines(reading: &Reading, query: &ResponseQuery) -> Vec<String> {
    let corpus = &reading.corpus;
    let line = |response: &&dissensus::model::Response| {
        let relation = &corpus.relation(response.relation).name;
        format!("{} {relation} {}", corpus.key(response.from), corpus.key(response.to))
    };
    responses(corpus, query).iter().map(line).collect()
}

/// All responses by year, then sender, then receiver; those of claims have no year, nor has `g`.
const ALL: [&str; 14] = [
    "b2001 disputes a2000",
    "e2001 supports a2000",
    "e2001 qualifies b2001",
    "d2002 critiques b2001",
    "bc2003 disputes a2000",
    "bc2003 disputes d2002",
    "a2004 repliesto k",
    "anti disputes sub",
    "f2006 refutes anti",
    "f2006 refutes pro",
    "g ridicules f2006",
    "m supports k",
    "m contraryof n",
    "",
];

#[test]
fn responses_come_by_year_sender_and_receiver() {
    // Without a year, by sender and receiver: g, then m to k, then m to n.
    assert_eq!(lines(&debate(), &ResponseQuery::default()), ALL[..13]);
}

#[test]
fn every_filter_of_who_keeps_what_it_should() {
    let reading = debate();
    let all = ResponseQuery::default;
    let relation = |name: &str| reading.corpus.relations().find(name).map(|(relation, _)| relation);
    let g = |key: &str| group(&reading, key);
    for (what, query, expected) in [
        ("from a work", ResponseQuery { from: g("bc2003"), ..all() }, &[4, 5][..]),
        // Ash is one person: Ann of 2000 and A. of 2004.
        ("from a person", ResponseQuery { from: g("Ash"), ..all() }, &[6]),
        ("from a person of two works", ResponseQuery { from: g("Birch"), ..all() }, &[0, 4, 5]),
        // d2002 and e2001 hold sub, which lies below pro; g holds pro.
        ("from a position", ResponseQuery { from: g("pro"), ..all() }, &[1, 2, 3, 10]),
        ("from a position below", ResponseQuery { from: g("sub"), ..all() }, &[1, 2, 3]),
        ("from a claim", ResponseQuery { from: g("m"), ..all() }, &[11, 12]),
        ("to a work", ResponseQuery { to: g("a2000"), ..all() }, &[0, 1, 4]),
        ("to a person", ResponseQuery { to: g("Birch"), ..all() }, &[2, 3]),
        // Works of pro and sub, sub itself, pro itself.
        ("to a position", ResponseQuery { to: g("pro"), ..all() }, &[0, 1, 4, 5, 7, 9]),
        ("to a claim", ResponseQuery { to: g("k"), ..all() }, &[6, 11]),
        ("between two works", ResponseQuery { between: g("b2001").zip(g("e2001")), ..all() }, &[2]),
        ("between contrary claims", ResponseQuery { between: g("n").zip(g("m")), ..all() }, &[12]),
        (
            "between positions",
            ResponseQuery { between: g("pro").zip(g("anti")), ..all() },
            &[0, 2, 3, 4, 5, 7],
        ),
        ("within a position", ResponseQuery { between: g("pro").zip(g("pro")), ..all() }, &[1]),
        ("of a relation", ResponseQuery { relation: relation("disputes"), ..all() }, &[0, 4, 5, 7]),
        ("of sign +1", ResponseQuery { sign: Some(Sign::Positive), ..all() }, &[1, 11]),
        ("of sign mixed", ResponseQuery { sign: Some(Sign::Mixed), ..all() }, &[2]),
        ("of sign 0", ResponseQuery { sign: Some(Sign::Neutral), ..all() }, &[6]),
        ("of sign -1", ResponseQuery { sign: Some(Sign::Negative), ..all() }, &[0, 3, 4, 5, 7, 8, 9, 10, 12]),
        ("on a word in any case", ResponseQuery { on: Some("theo".into()), ..all() }, &[0]),
        ("on nothing said", ResponseQuery { on: Some("peace".into()), ..all() }, &[]),
        // The position's response has a date of its own, 2005; one of f2006 is of 2007.
        ("since", ResponseQuery { since: Some(2005), ..all() }, &[7, 8, 9]),
        ("since a date of its own", ResponseQuery { since: Some(2007), ..all() }, &[9]),
        ("until", ResponseQuery { until: Some(2001), ..all() }, &[0, 1, 2]),
        ("in one year", ResponseQuery { since: Some(2003), until: Some(2003), ..all() }, &[4, 5]),
        ("of the sure", ResponseQuery { to: g("d2002"), confidence: Confidence::High, ..all() }, &[]),
        (
            "of the fairly sure",
            ResponseQuery { to: g("d2002"), confidence: Confidence::Medium, ..all() },
            &[5],
        ),
        (
            "all conditions at once",
            ResponseQuery {
                from: g("anti"),
                to: g("a2000"),
                sign: Some(Sign::Negative),
                since: Some(2002),
                ..all()
            },
            &[4],
        ),
    ] {
        let expected: Vec<&str> = expected.iter().map(|&line| ALL[line]).collect();
        assert_eq!(lines(&reading, &query), expected, "{what}");
    }
}

#[test]
fn the_command_who_gives_the_same_answers() {
    for (arguments, expected) in [
        (&["--to", "a2000", "--sign", "-1"][..], &[0, 4][..]),
        (&["--from", "pro", "--relation", "cito:critiques"], &[3]),
        (&["--between", "pro", "anti", "--until", "2001"], &[0, 2]),
        (&["--on", "METHOD"], &[4]),
        (&["--to", "d2002", "--confidence", "high"], &[]),
        (&["--from", "ash"], &[6]),
    ] {
        let (code, out, _) =
            run(&[("a.bib", DEBATE)], &[&["who", "a.bib", "--format", "json"], arguments].concat());
        assert_eq!(code, Some(0));
        let answer: Value = serde_json::from_str(&out).unwrap();
        let word = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
        let rows = answer["responses"].as_array().unwrap().iter();
        let found: Vec<String> = rows
            .map(|row| format!("{} {} {}", word(row, "from"), word(row, "relation"), word(row, "to")))
            .collect();
        let expected: Vec<&str> = expected.iter().map(|&line| ALL[line]).collect();
        assert_eq!(found, expected, "{arguments:?}");
    }
}

#[test]
fn a_challenge_is_met_by_its_authors_or_its_camp_in_the_same_year_or_later() {
    let reading = debate();
    let corpus = &reading.corpus;
    let found: Vec<(String, Answered, Vec<String>)> = challenges(corpus, dissensus::model::Confidence::Low)
        .iter()
        .map(|challenge| {
            let words = |response: &dissensus::model::Response| {
                format!(
                    "{} {} {}",
                    corpus.key(response.from),
                    corpus.relation(response.relation).name,
                    corpus.key(response.to)
                )
            };
            let mut answers: Vec<String> = challenge.answers.iter().map(|answer| words(answer)).collect();
            answers.sort();
            (words(challenge.response), challenge.answered, answers)
        })
        .collect();
    let answer = |challenge: &str| {
        let found = found.iter().find(|(words, ..)| words == challenge);
        let (_, answered, answers) = found.unwrap_or_else(|| panic!("{challenge} in {found:?}"));
        (*answered, answers.iter().map(String::as_str).collect::<Vec<_>>())
    };
    // Responses to b2001 or to k by pro's subtree or by Ash: d2002 (later), e2001 (same year), and a2004, which
    // replies to the claim k that the challenge is about; m, a claim, speaks for nobody.
    assert_eq!(
        answer("b2001 disputes a2000"),
        (Answered::Later, vec!["a2004 repliesto k", "d2002 critiques b2001", "e2001 qualifies b2001"])
    );
    // bc2003 is of Birch too, and of the camp of b2001; it disputes d2002 a year later.
    assert_eq!(answer("d2002 critiques b2001"), (Answered::Later, vec!["bc2003 disputes d2002"]));
    // Nobody responds to bc2003.
    assert_eq!(answer("bc2003 disputes d2002"), (Answered::No, vec![]));
    assert_eq!(answer("bc2003 disputes a2000"), (Answered::No, vec![]));
    // f2006 refutes anti in 2006, but it does not hold sub.
    assert_eq!(answer("anti disputes sub"), (Answered::No, vec![]));
    // g holds pro and ridicules f2006, but has no year: it answers nobody, and nobody can tell who answers it.
    assert_eq!(answer("f2006 refutes pro"), (Answered::No, vec![]));
    assert_eq!(answer("g ridicules f2006"), (Answered::Undated, vec![]));
    assert_eq!(answer("f2006 refutes anti"), (Answered::No, vec![]));
    // A claim's relation to a claim is no challenge.
    assert_eq!(found.len(), 8);
}

#[test]
fn an_answer_of_the_same_year_alone_is_a_tie() {
    let reading = library(
        "@book{a2000, author = {A, A}, title = {A}, year = 2000}
@book{b2001, author = {B, B}, title = {B}, year = 2001, disputes = {a2000}}
@book{c2001, author = {A, A and C, C}, title = {C}, year = 2001, disputes = {b2001}}
@book{d2000, author = {A, A}, title = {D}, year = 2000, is_disputed_by = {c2001}}",
    )
    .clean();
    let corpus = &reading.corpus;
    let found: Vec<(String, Answered)> = challenges(corpus, dissensus::model::Confidence::Low)
        .iter()
        .map(|challenge| {
            (
                corpus.key(challenge.response.from) + " " + &corpus.key(challenge.response.to),
                challenge.answered,
            )
        })
        .collect();
    let expected =
        [("b2001 a2000", Answered::SameYear), ("c2001 b2001", Answered::No), ("c2001 d2000", Answered::No)];
    let expected: Vec<_> =
        expected.into_iter().map(|(words, answered)| (words.to_owned(), answered)).collect();
    assert_eq!(found, expected);
    let text = "@book{a2000, author = {A, A}, title = {A}, year = 2000}
@book{b2001, author = {B, B}, title = {B}, year = 2001, disputes = {a2000}}
@book{c2001, author = {A, A}, title = {C}, year = 2001, disputes = {b2001}}";
    let (_, out, _) = run(&[("a.bib", text)], &["who", "a.bib", "--unanswered", "--format", "json"]);
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["responses"].as_array().unwrap().len(), 1);
    assert_eq!(answer["responses"][0]["from"], "c2001");
    assert_eq!(answer["same_year"].as_array().unwrap().len(), 1);
    assert_eq!(answer["same_year"][0]["from"], "b2001");
}

#[test]
fn an_earlier_response_answers_nothing() {
    let reading = library(
        "@book{a2000, author = {A, A}, title = {A}, year = 2000, disputes = {b2005}}
@book{b2005, author = {B, B}, title = {B}, year = 2005, disputes = {a2000}}",
    );
    let found: Vec<Answered> = challenges(&reading.corpus, dissensus::model::Confidence::Low)
        .iter()
        .map(|challenge| challenge.answered)
        .collect();
    // a2000 is challenged in 2005 and its response is of 2000; b2005, challenged in 2000, responds in 2005.
    assert_eq!(found, [Answered::Later, Answered::No]);
}

#[test]
fn a_thread_is_a_critique_with_its_replies_and_rejoinders() {
    let reading = debate();
    let corpus = &reading.corpus;
    let found: Vec<Vec<String>> = threads(corpus, dissensus::model::Confidence::Low)
        .iter()
        .map(|thread| {
            let steps = thread.steps.iter().map(|step| {
                let tie = if step.same_year { " tie" } else { "" };
                let response = step.response;
                format!("{} {} {}{tie}", step.depth, corpus.key(response.from), corpus.key(response.to))
            });
            steps.collect()
        })
        .collect();
    // b2001 opens; e2001 replies in the same year, d2002 the year after, a2004 last, to the claim; bc2003 answers
    // d2002. No other challenge is answered.
    assert_eq!(
        found,
        [["0 b2001 a2000", "1 e2001 b2001 tie", "1 d2002 b2001", "2 bc2003 d2002", "1 a2004 k"]]
    );
}

fn counts(positive: usize, mixed: usize, neutral: usize, negative: usize) -> SignCounts {
    SignCounts { positive, mixed, neutral, negative }
}

fn table(reading: &Reading, of: MatrixOf) -> BTreeMap<(String, String), SignCounts> {
    let all = responses(&reading.corpus, &ResponseQuery::default());
    let matrix = response_matrix(&reading.corpus, &all, of);
    assert!(matrix.rows.is_sorted() && matrix.columns.is_sorted());
    let mut found = BTreeMap::new();
    for (row, cells) in matrix.rows.iter().zip(&matrix.cells) {
        assert_eq!(cells.len(), matrix.columns.len());
        for (column, cell) in matrix.columns.iter().zip(cells).filter(|(_, cell)| cell.total() > 0) {
            found.insert((row.clone(), column.clone()), *cell);
        }
    }
    found
}

#[test]
fn matrices_count_responses_by_sign() {
    let reading = debate();
    let expected = |cells: &[(&str, &str, SignCounts)]| -> BTreeMap<(String, String), SignCounts> {
        cells.iter().map(|(row, column, cell)| (((*row).to_owned(), (*column).to_owned()), *cell)).collect()
    };
    // b2001 and bc2003 hold anti; d2002 and e2001 sub; a2000 and g pro; f2006 and a2004 nothing.
    assert_eq!(
        table(&reading, MatrixOf::Positions),
        expected(&[
            ("anti", "pro", counts(0, 0, 0, 2)),
            ("anti", "sub", counts(0, 0, 0, 2)),
            ("sub", "anti", counts(0, 1, 0, 1)),
            ("sub", "pro", counts(1, 0, 0, 0)),
        ])
    );
    assert_eq!(
        table(&reading, MatrixOf::People),
        expected(&[
            ("Birch, Bo", "Ash, Ann", counts(0, 0, 0, 2)),
            ("Birch, Bo", "Dale, Di", counts(0, 0, 0, 1)),
            ("Cedar, Cy", "Ash, Ann", counts(0, 0, 0, 1)),
            ("Cedar, Cy", "Dale, Di", counts(0, 0, 0, 1)),
            ("Dale, Di", "Birch, Bo", counts(0, 0, 0, 1)),
            ("Elm, El", "Ash, Ann", counts(1, 0, 0, 0)),
            ("Elm, El", "Birch, Bo", counts(0, 1, 0, 0)),
            ("Gum, Gil", "Fern, Fo", counts(0, 0, 0, 1)),
        ])
    );
    let works = table(&reading, MatrixOf::Works);
    assert_eq!(works.len(), 13);
    assert_eq!(works[&("m".to_owned(), "n".to_owned())], counts(0, 0, 0, 1));
}

#[test]
fn claims_are_asserted_denied_and_related() {
    let reading = debate();
    let corpus = &reading.corpus;
    let ids =
        |query: &ClaimQuery| claims(corpus, query).into_iter().map(|claim| claim.id).collect::<Vec<_>>();
    assert_eq!(ids(&ClaimQuery::default()), ["k", "m", "n"]);
    // k: a2000 asserts, b2001 denies; n is denied only, m asserted only.
    assert_eq!(ids(&ClaimQuery::default().only_contested()), ["k"]);
    // The denial of k is of low confidence.
    let sure = ClaimQuery { confidence: Confidence::Medium, ..ClaimQuery::default() };
    assert_eq!(ids(&sure.only_contested()), Vec::<String>::new());
    assert_eq!(ids(&ClaimQuery { by: group(&reading, "anti"), ..ClaimQuery::default() }), ["k"]);
    assert_eq!(ids(&ClaimQuery { by: group(&reading, "Ash"), ..ClaimQuery::default() }), ["k", "m", "n"]);
    let all = claims(corpus, &ClaimQuery::default());
    let holders = |holders: &[dissensus::analysis::HolderFinding]| -> Vec<String> {
        holders
            .iter()
            .map(|one| format!("{} {} {}", one.key, one.by, one.place.as_deref().unwrap_or("-")))
            .collect()
    };
    assert_eq!(holders(&all[0].asserted_by), ["a2000 f2006 p. 1"]);
    assert_eq!(holders(&all[0].denied_by), ["b2001 b2001 -"]);
    assert_eq!(holders(&all[2].denied_by), ["a2004 a2004 -"]);
    let relations: Vec<String> = all[1]
        .relations
        .iter()
        .map(|one| format!("{} {} {} {}", one.from, one.relation, one.to, one.sign))
        .collect();
    assert_eq!(relations, ["m supports k +1", "m contraryof n -1"]);
    assert_eq!(all[0].relations.len(), 2);
    let (_, out, _) = run(&[("a.bib", DEBATE)], &["claims", "a.bib", "--contested", "--format", "json"]);
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["claims"].as_array().unwrap().len(), 1);
}

#[test]
fn values_that_differ_in_case_only_are_one_under_the_spelling_met_first() {
    // The case of the second work stands first in the file.
    let text = "@debate{d, title = {D}, facets = {region, means}}\n\
                @misc{b, case = {two [region=Éire; means=aid], one [region=AFRICA; means=Aid]}}\n\
                @misc{a, title = {A}, region = {africa, Asia}, means = {AID}}\n@misc{b, title = {B}}\n\
                @misc{c, title = {C}, region = {éire}, means = {war}}\n";
    let reading = library(text);
    let corpus = &reading.corpus;
    let (region, means) = (facet_named(corpus, "region").unwrap(), facet_named(corpus, "means").unwrap());
    let matrix = evidence_matrix(corpus, region, means, &FacetQuery::default());
    assert_eq!(
        (matrix.rows.join(" "), matrix.columns.join(" ")),
        ("AFRICA Asia Éire".into(), "aid war".into())
    );
    let cells: Vec<Vec<String>> =
        matrix.cells.iter().map(|row| row.iter().map(|cell| cell.works.join(" ")).collect()).collect();
    assert_eq!(cells, [["a b", ""], ["a", ""], ["b", "c"]]);
    for wanted in ["Africa", "africa", "AFRICA "] {
        let conditions = vec![Condition { facet: region, value: wanted.to_owned() }];
        let found = works_where(corpus, &FacetQuery { conditions, ..FacetQuery::default() });
        assert_eq!(found.len(), 2, "{wanted}: {found:?}");
    }
    let (_, out, _) = run(&[("a.bib", text)], &["facets", "a.bib", "--where", "region=Mars"]);
    assert!(out.contains("the values of region are AFRICA, Asia, Éire\n"), "{out}");
}

#[test]
fn the_evidence_matrix_counts_works_case_by_case_and_keeps_empty_cells() {
    let reading = debate();
    let corpus = &reading.corpus;
    let (region, means) = (facet_named(corpus, "region").unwrap(), facet_named(corpus, "means").unwrap());
    let cells = |matrix: &dissensus::analysis::EvidenceMatrix| -> Vec<Vec<String>> {
        matrix.cells.iter().map(|row| row.iter().map(|cell| cell.works.join(" ")).collect()).collect()
    };
    // a2000 studied trade in Asia and norms in Africa, b2001 norms in Asia; e2001 names no means.
    let matrix = evidence_matrix(corpus, region, means, &FacetQuery::default());
    assert_eq!(
        (matrix.rows.as_slice(), matrix.columns.as_slice()),
        (&["Africa".to_owned(), "Asia".to_owned()][..], &["norms".to_owned(), "trade".to_owned()][..])
    );
    assert_eq!(cells(&matrix), [["a2000", ""], ["b2001", "a2000"]]);
    let conditions = vec![Condition { facet: region, value: "asia".to_owned() }];
    let asia = FacetQuery { conditions, ..FacetQuery::default() };
    assert_eq!(cells(&evidence_matrix(corpus, region, means, &asia)), [["", ""], ["b2001", "a2000"]]);
    // A work of several values of one facet stands in the cell of both.
    assert_eq!(
        cells(&evidence_matrix(corpus, region, region, &FacetQuery::default())),
        [["a2000 e2001", "e2001"], ["e2001", "a2000 b2001 e2001"]]
    );
    let found: Vec<String> = works_where(corpus, &asia).into_iter().map(|found| found.work).collect();
    assert_eq!(found, ["a2000", "b2001", "e2001"]);
}

#[test]
fn statistics_count_what_is_there_and_what_is_not() {
    let reading = debate();
    let found = statistics(&reading.corpus, Confidence::Low);
    let numbers = [
        ("works", found.works, 8),
        ("outside", found.outside_works, 1),
        ("persons", found.persons, 7),
        ("debates", found.debates, 1),
        ("positions", found.positions, 3),
        ("claims", found.claims, 3),
        ("events", found.events, 0),
        ("responses", found.responses, 13),
        ("between claims", found.claim_relations, 2),
        ("stances", found.stances, 6),
        ("assertions", found.assertions, 2),
        ("denials", found.denials, 2),
        ("cases", found.cases, 4),
        // a2000 | b2001, zz1990 | d2002, a2000, zz1990
        ("citations", found.citations, 6),
        ("inside", found.citations_inside, 4),
        ("stating", found.works_stating_citations, 3),
        // The keys that are stated, and the works they name.
        ("references", found.references, 6),
        ("cited", found.cited_works, 4),
        ("without year", found.works_without_year, 1),
        ("without position", found.works_without_position, 2),
    ];
    for (what, found, expected) in numbers {
        assert_eq!(found, expected, "{what}");
    }
    let years: Vec<(i32, usize)> = found.years.iter().map(|count| (count.year, count.works)).collect();
    assert_eq!(years, [(2000, 1), (2001, 2), (2002, 1), (2003, 1), (2004, 1), (2006, 1)]);
    let relations: Vec<(&str, usize)> =
        found.relations.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(
        relations,
        [
            ("disputes", 4),
            ("refutes", 2),
            ("supports", 2),
            ("contraryof", 1),
            ("critiques", 1),
            ("qualifies", 1),
            ("repliesto", 1),
            ("ridicules", 1)
        ]
    );
    let positions: Vec<(&str, usize)> =
        found.works_by_position.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(positions, [("pro", 4), ("sub", 2), ("anti", 2)]);
    let file = &found.files[0];
    assert_eq!((file.entries, file.works, file.overlays, file.declarations, file.rejected), (15, 8, 0, 7, 0));
}

#[test]
fn paths_follow_arrows_unless_told_otherwise() {
    let reading = debate();
    let paths = |from: &str, to: &str, through, toward| -> Vec<String> {
        let ends = (reading.entity(from), reading.entity(to));
        let found = shortest_paths(
            &reading.corpus,
            ends,
            &PathQuery { through, toward, limit: 100, ..PathQuery::default() },
        );
        found
            .iter()
            .map(|path| {
                path.iter()
                    .map(|step| format!("{} {} {}", step.from, step.label, step.to))
                    .collect::<Vec<_>>()
                    .join(", ")
            })
            .collect()
    };
    assert_eq!(
        paths("d2002", "a2000", Through::Both, Toward::Forward),
        [
            "d2002 cites b2001, b2001 cites a2000",
            "d2002 cites b2001, b2001 disputes a2000",
            "d2002 critiques b2001, b2001 cites a2000",
            "d2002 critiques b2001, b2001 disputes a2000"
        ]
    );
    assert_eq!(
        paths("d2002", "a2000", Through::Responses, Toward::Forward),
        ["d2002 critiques b2001, b2001 disputes a2000"]
    );
    assert_eq!(paths("a2000", "d2002", Through::Both, Toward::Forward), Vec::<String>::new());
    // Of two contrary claims each is contrary to the other; who is supported does not support.
    assert_eq!(paths("n", "k", Through::Both, Toward::Forward), ["n is contrary to m, m supports k"]);
    assert_eq!(paths("m", "n", Through::Both, Toward::Forward), ["m is contrary to n"]);
    assert_eq!(paths("n", "k", Through::Citations, Toward::Any), Vec::<String>::new());
    assert_eq!(paths("k", "n", Through::Both, Toward::Forward), Vec::<String>::new());
    assert_eq!(
        paths("a2000", "d2002", Through::Citations, Toward::Any),
        ["a2000 is cited by b2001, b2001 is cited by d2002", "a2000 is cited by bc2003, bc2003 cites d2002"]
    );
    assert_eq!(paths("a2000", "a2000", Through::Both, Toward::Any), Vec::<String>::new());
}

/// A corpus of six works with these responses and citations.
fn network(responses: &[(usize, usize)], citations: &[(usize, usize)]) -> Reading {
    let mut text = String::new();
    for work in 0..6 {
        let keys = |links: &[(usize, usize)]| -> String {
            let mut keys: Vec<String> = links
                .iter()
                .filter(|(from, to)| *from == work && from != to)
                .map(|(_, to)| format!("w{to}"))
                .collect();
            keys.sort();
            keys.dedup();
            keys.join(", ")
        };
        text += &format!(
            "@book{{w{work}, title = {{W}}, disputes = {{{}}}, cites = {{{}}}}}\n",
            keys(responses),
            keys(citations)
        );
    }
    library(&text)
}

/// Every walk of at most five steps, by trying all.
fn all_walks(links: &[(usize, usize, String)], start: usize, goal: usize) -> Vec<Vec<String>> {
    let mut walks = vec![(start, Vec::<String>::new())];
    for _ in 0..5 {
        let mut longer = Vec::new();
        for (at, walk) in &walks {
            for (_, to, words) in links.iter().filter(|(from, ..)| from == at) {
                longer.push((*to, [walk.as_slice(), std::slice::from_ref(words)].concat()));
            }
        }
        let mut found: Vec<Vec<String>> =
            longer.iter().filter(|(at, _)| *at == goal).map(|(_, walk)| walk.clone()).collect();
        if !found.is_empty() {
            found.sort();
            found.dedup();
            return found;
        }
        walks = longer;
    }
    Vec::new()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_shortest_paths_are_those_that_trying_all_finds(
        responses in proptest::collection::vec((0..6_usize, 0..6_usize), 0..8),
        citations in proptest::collection::vec((0..6_usize, 0..6_usize), 0..8),
        ends in (0..6_usize, 0..6_usize),
        through in proptest::sample::select(&[Through::Responses, Through::Citations, Through::Both][..]),
        toward in proptest::sample::select(&[Toward::Forward, Toward::Any][..]),
    ) {
        prop_assume!(ends.0 != ends.1);
        let reading = network(&responses, &citations);
        let mut links: Vec<(usize, usize, String)> = Vec::new();
        for (wanted, pairs, there, back) in [
            (through != Through::Citations, &responses, "disputes", "is disputed by"),
            (through != Through::Responses, &citations, "cites", "is cited by"),
        ] {
            for &(from, to) in pairs.iter().filter(|(from, to)| wanted && from != to) {
                links.push((from, to, format!("w{from} {there} w{to}")));
                if toward == Toward::Any {
                    links.push((to, from, format!("w{to} {back} w{from}")));
                }
            }
        }
        let ids = (Entity::Work(WorkId::new(ends.0)), Entity::Work(WorkId::new(ends.1)));
        let query = PathQuery { through, toward, limit: usize::MAX, ..PathQuery::default() };
        let mut found: Vec<Vec<String>> = shortest_paths(&reading.corpus, ids, &query)
            .iter()
            .map(|path| path.iter().map(|step| format!("{} {} {}", step.from, step.label, step.to)).collect())
            .collect();
        found.sort();
        prop_assert_eq!(found, all_walks(&links, ends.0, ends.1));
    }
}

fn bib(name: &str) -> String {
    format!("{}/bib/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn ask(arguments: &[&str]) -> Value {
    let (code, out, error) = run(&[], arguments);
    assert_eq!(code, Some(0), "{error}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn the_reference_library_says_who_answered_pape() {
    let answer = ask(&["who", &bib("soft-balancing.bib"), "--to", "pape2005", "--format", "json"]);
    let rows: Vec<(&str, &str, Option<&str>)> = answer["responses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["from"].as_str().unwrap(), row["relation"].as_str().unwrap(), row["on"].as_str()))
        .collect();
    let has = |from: &str, relation: &str, on: Option<&str>| {
        rows.iter().any(|row| row.0 == from && row.1 == relation && (on.is_none() || row.2 == on))
    };
    assert!(has("brookswohlforth2005", "refutes", None), "{rows:?}");
    assert!(has("lieberalexander2005", "refutes", None), "{rows:?}");
    assert!(has("whitaker2010", "agreeswith", Some("theory")), "{rows:?}");
    assert!(has("whitaker2010", "disputes", Some("consequences")), "{rows:?}");
    assert!(answer["responses"].as_array().unwrap().iter().all(|row| row["to"] == "pape2005"));
}

#[test]
fn the_reference_library_has_two_studies_of_africa() {
    let answer = ask(&["facets", &bib("soft-balancing.bib"), "--where", "region=Africa", "--format", "json"]);
    let mut works: Vec<&str> =
        answer["works"].as_array().unwrap().iter().map(|row| row["work"].as_str().unwrap()).collect();
    works.sort_unstable();
    works.dedup();
    assert_eq!(works, ["contessi2009", "whitaker2010"]);
}

#[test]
fn no_challenge_of_the_reference_library_was_answered_later() {
    for name in ["soft-balancing.bib", "hedging.bib"] {
        #[expect(clippy::disallowed_methods, reason = "the library under test is a file")]
        let text = std::fs::read_to_string(bib(name)).unwrap();
        let reading = library(&text);
        let all = challenges(&reading.corpus, dissensus::model::Confidence::Low);
        assert!(!all.is_empty(), "{name}");
        assert!(all.iter().all(|challenge| challenge.answered != Answered::Later), "{name}");
        let answer = ask(&["who", &bib(name), "--unanswered", "--format", "json"]);
        let tied = all.iter().filter(|challenge| challenge.answered == Answered::SameYear).count();
        assert_eq!(answer["same_year"].as_array().unwrap().len(), tied, "{name}");
        let undated = all.iter().filter(|challenge| challenge.answered == Answered::Undated).count();
        assert_eq!(answer["undated"].as_array().unwrap().len(), undated, "{name}");
        assert_eq!(answer["responses"].as_array().unwrap().len(), all.len() - tied - undated, "{name}");
    }
}

#[test]
fn the_libraries_of_bib_are_free_of_mistakes() {
    for name in ["soft-balancing.bib", "hedging.bib"] {
        let (code, out, _) = run(&[], &["check", &bib(name), "--format", "json"]);
        let answer: Value = serde_json::from_str(&out).unwrap();
        let errors: Vec<&Value> = answer["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|row| row["severity"] == "error")
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        assert_eq!(code, Some(0));
    }
}
