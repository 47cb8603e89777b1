//! Schools: the camps of a real exchange, answers worked out by hand, and laws over every method.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use dissensus::algorithm::community::Resolution;
use dissensus::analysis::CitationProjection;
use dissensus::analysis::Lens;
use dissensus::analysis::ResponseShare;
use dissensus::analysis::SchoolMethod;
use dissensus::analysis::SchoolsError;
use dissensus::analysis::SchoolsFinding;
use dissensus::analysis::SchoolsQuery;
use dissensus::analysis::schools;
use dissensus::model::Corpus;
use dissensus::model::Entity;
use dissensus::projection::Ground;
use dissensus::projection::Normalisation;
use dissensus::projection::ResponseOptions;
use proptest::prelude::*;
use serde_json::Value;

use crate::program::Desk;
use crate::program::Ran;
use crate::reading::files;
use crate::reading::library;
use crate::repository;

fn found(corpus: &Corpus, query: &SchoolsQuery) -> SchoolsFinding {
    schools(corpus, query).unwrap().finding
}

fn by(method: &str) -> SchoolsQuery {
    SchoolsQuery { method: Some(SchoolMethod::find(method).unwrap()), ..SchoolsQuery::default() }
}

fn on(grounds: &[Ground]) -> SchoolsQuery {
    let responses = ResponseOptions { grounds: grounds.to_vec(), ..ResponseOptions::default() };
    SchoolsQuery { responses, ..SchoolsQuery::default() }
}

fn members(finding: &SchoolsFinding) -> Vec<Vec<&str>> {
    finding.schools.iter().map(|school| school.members.iter().map(String::as_str).collect()).collect()
}

/// The reference debate, and the same without a word of who holds which position.
fn reference_debate() -> (Corpus, Corpus) {
    let text = repository::text("bib/soft-balancing.bib");
    let hidden: Vec<String> = text
        .lines()
        .map(|line| {
            let is_stance = line.trim_start().starts_with("position") && line.contains('=');
            if is_stance { line.replacen("position", "hidden", 1) } else { line.to_owned() }
        })
        .collect();
    let read = |text: &str| files(&[("soft-balancing.bib", text)]).corpus;
    (read(&text), read(&hidden.join("\n")))
}

/// The works of a year that hold a position, or one below it.
fn camp(corpus: &Corpus, position: &str, year: i32) -> BTreeSet<String> {
    let of_year = corpus.work_ids().filter(|&work| corpus.work(work).year() == Some(year));
    let holds = |work: &dissensus::model::WorkId| {
        let tops = corpus.positions_of(*work).into_iter().filter_map(|held| corpus.ancestry(held).last());
        tops.into_iter().any(|top| corpus.key(Entity::Position(top)) == position)
    };
    of_year.filter(holds).map(|work| corpus.key(Entity::Work(work))).collect()
}

/// The camps as the reviewer states them: Pape, Paul and Walt found soft balancing in 2005; Brooks and Wohlforth,
/// Lieber and Alexander, and Art rejected it (`bib/soft-balancing.bib`, `position` of each).
#[test]
fn the_camps_of_2005_are_found_with_the_positions_hidden() {
    let (declared, hidden) = reference_debate();
    let camps = [camp(&declared, "pro", 2005), camp(&declared, "anti", 2005)];
    let stated =
        [["pape2005", "paul2005", "walt2005"], ["art2005", "brookswohlforth2005", "lieberalexander2005"]];
    assert_eq!(camps, stated.map(|keys| keys.map(str::to_owned).into()));
    assert!(hidden.stances().is_empty());
    let alone = [Ground::Works, Ground::Claims];
    let with_positions_as_targets = [Ground::Works, Ground::Claims, Ground::Positions];
    for grounds in [&alone[..], &with_positions_as_targets] {
        let finding = found(&hidden, &on(grounds));
        let school = |key: &str| {
            let of_one =
                finding.schools.iter().find(|school| school.members.iter().any(|member| member == key));
            of_one.unwrap_or_else(|| panic!("{key} is in a school")).id
        };
        let of_camp = |camp: &BTreeSet<String>| camp.iter().map(|key| school(key)).collect::<BTreeSet<_>>();
        let found = camps.clone().map(|camp| of_camp(&camp));
        assert!(found.iter().all(|of_camp| of_camp.len() == 1), "{found:?}");
        assert_ne!(found[0], found[1]);
        assert_eq!(finding.agreement.ari, None);
    }
}

#[test]
fn positions_decide_nothing() {
    let (declared, hidden) = reference_debate();
    for method in SchoolMethod::all().filter(|method| method.fits(Lens::Signed)) {
        let query = SchoolsQuery { seeds: Some(NonZeroUsize::MIN), ..by(method.info().name) };
        let (with, without) = (found(&declared, &query), found(&hidden, &query));
        assert_eq!(members(&with), members(&without));
        assert_eq!(with.quality, without.quality);
    }
}

/// The table, from the members and the `position` fields: 14 works of extension and 1 of refinement in one school, 3
/// of anti and 1 of critique in another, 4 of pro, and background in two schools of 2.
#[test]
fn the_agreement_of_the_whole_debate_is_that_of_its_table() {
    let finding = found(&reference_debate().0, &SchoolsQuery::default());
    let agreement = &finding.agreement;
    let counts: Vec<(usize, &str, usize)> =
        agreement.table.iter().map(|cell| (cell.school, cell.position.as_str(), cell.works)).collect();
    let expected = [
        (1, "extension", 14),
        (1, "refinement", 1),
        (2, "anti", 3),
        (2, "critique", 1),
        (3, "pro", 4),
        (4, "background", 2),
        (5, "background", 2),
    ];
    assert_eq!(BTreeSet::from_iter(counts), BTreeSet::from(expected));
    let pairs = |counts: &[f64]| counts.iter().map(|n| n * (n - 1.0) / 2.0).sum::<f64>();
    let (together, by_school) = (pairs(&[14.0, 3.0, 4.0, 2.0, 2.0]), pairs(&[15.0, 4.0, 4.0, 2.0, 2.0]));
    let (by_position, all) = (pairs(&[14.0, 3.0, 4.0, 4.0]), pairs(&[27.0]));
    let expected = by_school * by_position / all;
    let ari = (together - expected) / ((by_school + by_position) / 2.0 - expected);
    assert!((agreement.ari.unwrap() - ari).abs() < 1e-6);
    let numbers = [
        agreement.compared,
        agreement.several_positions,
        agreement.without_position,
        agreement.outside_schools,
    ];
    // he2012, hefeng2008, saltzman2012 and whitaker2010 hold positions of two trees each.
    assert_eq!(numbers, [27, 4, 0, 9]);
    assert!(finding.exact);
}

/// Two camps and a renegade: `r` is filed under anti, but supports both works of pro and is disputed by one of anti.
const RENEGADE: &str = "@position{pro, title = {P}} @position{anti, title = {A}} @claim{k, title = {K}}
@book{p1, title = {Iron law of iron power}, year = 2001, position = {pro}, asserts = {k}}
@book{p2, title = {Iron power again}, year = 2002, position = {pro}, asserts = {k}, disputes = {a1}}
@book{a1, title = {Trade}, year = 2003, position = {anti}, denies = {k}}
@book{a2, title = {Trade}, year = 2004, position = {anti}, supports = {a1}, disputes = {r}}
@book{a3, title = {Trade}, year = 2004, position = {anti}, supports = {a2}}
@book{r, title = {A power of iron}, year = 2005, position = {anti},
  supports = {p1 [p. 3]},
  asserts = {k}}
@book{two, title = {T}, position = {pro, anti}, supports = {a1}}
@book{none, title = {N}, supports = {p1}}
@book{far, title = {F}, position = {pro}, discusses = {p1}}
";

#[test]
fn a_misfit_comes_with_what_draws_it_and_what_drives_it_and_the_lines() {
    let corpus = library(RENEGADE).corpus;
    let finding = found(&corpus, &SchoolsQuery::default());
    assert_eq!(members(&finding), [vec!["p1", "p2", "r", "none"], vec!["a1", "a2", "a3", "two"]]);
    let [misfit] = finding.misfits.as_slice() else { panic!("{:?}", finding.misfits) };
    assert_eq!((misfit.work.as_str(), misfit.position.as_str(), misfit.school), ("r", "anti", 1));
    assert_eq!(misfit.school_positions, ["pro"]);
    let because: Vec<(&str, f64, Vec<u32>)> = misfit
        .because
        .iter()
        .map(|it| (it.text.as_str(), it.weight, it.sources.iter().map(|source| source.line).collect()))
        .collect();
    let expected = [
        ("r asserts k; 2 works of school 1 are for it too: p1, p2", 2.0, vec![9, 2, 3]),
        ("a2 disputes r", -1.0, vec![5]),
        ("r asserts k; 1 work of anti is against it: a1", -1.0, vec![9, 4]),
        ("r supports p1", 1.0, vec![8]),
    ];
    assert_eq!(because, expected);
    let numbers = [
        finding.agreement.compared,
        finding.agreement.several_positions,
        finding.agreement.without_position,
        finding.agreement.outside_schools,
    ];
    assert_eq!(numbers, [6, 1, 1, 1]);
    assert_eq!(finding.unplaced, ["far"]);
}

/// School 1 holds three of the six titles with words: iron and power stand in all three, in no other; law and again
/// in one each.
#[test]
fn a_school_is_named_by_its_central_works_and_the_words_of_its_titles() {
    let corpus = library(RENEGADE).corpus;
    let finding = found(&corpus, &SchoolsQuery::default());
    let first = &finding.schools[0];
    // p1 is joined to p2, r (twice) and none; r to p1 (twice) and p2.
    assert_eq!(first.central, ["p1", "r", "p2"]);
    assert_eq!(first.words, ["iron", "power"]);
    assert!(first.label.ends_with(": iron, power"), "{}", first.label);
    assert_eq!(finding.schools[1].words, ["trade"]);
    let cohesion = first.cohesion;
    // Inside: p1–p2, p1–r twice, p2–r, p1–none. Outside: k sets a1 against p1, p2 and r; p2 disputes a1, a2 disputes r.
    let inside_and_outside =
        (cohesion.for_inside, cohesion.against_inside, cohesion.for_outside, cohesion.against_outside);
    assert_eq!(inside_and_outside, (5.0, 0.0, 0.0, 5.0));
}

/// Five works of which each disputes every other: two sides of 2 and 3 leave 1 + 3 frustrated; alone, none is.
#[test]
fn works_that_all_dispute_one_another_are_frustrated_in_two_camps_only() {
    let text: String = (0..5)
        .map(|a| {
            let targets: Vec<String> = (0..a).map(|b| format!("w{b}")).collect();
            format!("@book{{w{a}, title = {{T}}, disputes = {{{}}}}}\n", targets.join(", "))
        })
        .collect();
    let corpus = library(&text).corpus;
    let frustration = found(&corpus, &by("frustration"));
    assert_eq!((frustration.quality, frustration.exact, frustration.bound), (4.0, true, Some(4.0)));
    let clustering = found(&corpus, &by("correlation-clustering"));
    assert_eq!((clustering.quality, clustering.exact, clustering.schools.len()), (0.0, true, 5));
}

/// Nothing says which side of the first quarrel goes with which side of the second.
#[test]
fn sides_of_unconnected_quarrels_are_schools_of_their_own() {
    let corpus = library(
        "@book{a, title = {A}, disputes = {b}} @book{b, title = {B}} @book{c, title = {C}, disputes = {d}} @book{d, title = {D}}",
    )
    .corpus;
    let finding = found(&corpus, &by("frustration"));
    assert_eq!(members(&finding), [["a"], ["b"], ["c"], ["d"]]);
}

/// Two triangles of citations, joined by one: Q = 2 (3/7 − (7/14)²).
const TRIANGLES: &str = "@book{a, title = {A}, cites = {b, c}} @book{b, title = {B}, cites = {c}} @book{c, title = {C}, cites = {d}}
@book{d, title = {D}, cites = {e, f}} @book{e, title = {E}, cites = {f}} @book{f, title = {F}, cites = {d}}";

#[test]
fn citations_alone_make_communities() {
    let corpus = library(TRIANGLES).corpus;
    let query = SchoolsQuery { projection: Some(CitationProjection::Direct), ..SchoolsQuery::default() };
    let finding = found(&corpus, &query);
    assert_eq!((finding.lens, finding.method), ("citation", "leiden-modularity"));
    assert_eq!(members(&finding), [["a", "b", "c"], ["d", "e", "f"]]);
    // Though d and f cite one another, they are joined once.
    assert!((finding.quality - 2.0 * (3.0 / 7.0 - 0.25)).abs() < 1e-6);
    assert_eq!(finding.stability.unwrap().mean, 1.0);
    let potts = found(&corpus, &SchoolsQuery { method: SchoolMethod::find("leiden-cpm"), ..query.clone() });
    // 7 of 15 pairs are joined.
    assert_eq!(potts.resolution, Some(0.466667));
    assert_eq!(members(&potts), members(&finding));
    let fine = SchoolsQuery { resolution: Resolution::new(2.0), ..query };
    let fine = SchoolsQuery { method: SchoolMethod::find("leiden-cpm"), ..fine };
    assert_eq!(found(&corpus, &fine).schools.len(), 6);
}

/// a and b cite the same two works, c and d another; a disputes b.
const BOTH: &str =
    "@book{a, title = {A}, cites = {x, y}, disputes = {b}} @book{b, title = {B}, cites = {x, y}}
@book{c, title = {C}, cites = {z}} @book{d, title = {D}, cites = {z}, supports = {c}}";

#[test]
fn responses_weigh_against_common_references() {
    let corpus = library(BOTH).corpus;
    let with = |share: f64| {
        let query = SchoolsQuery {
            share: ResponseShare::new(share),
            lens: Some(Lens::Both),
            ..SchoolsQuery::default()
        };
        let found = schools(&corpus, &query).unwrap();
        let weights: BTreeMap<String, f64> = (1..=found.finding.schools.len())
            .flat_map(|school| found.edges_of_school(&corpus, school, usize::MAX))
            .map(|edge| (format!("{}{}", edge.a, edge.b), edge.weight))
            .collect();
        (weights.get("ab").copied(), weights.get("cd").copied())
    };
    // W (−1) + (1 − W) 1, and W + (1 − W); an edge that fits and lies between schools is not told.
    assert_eq!(with(0.25), (Some(0.5), Some(1.0)));
    assert_eq!(with(0.75), (None, Some(1.0)));
    let finding = found(&corpus, &SchoolsQuery::default());
    assert_eq!((finding.lens, finding.method, finding.weight), ("both", "signed-modularity", Some(0.5)));
    let lenses = finding.lenses.unwrap();
    // Responses alone: a | b | c d; citations alone: a b | c d.
    assert_eq!((lenses.signed.schools, lenses.citation.schools, lenses.compared), (3, 2, 4));
    // Pairs together: 1 in both; 1 and 2; of 6.
    assert!((lenses.ari.unwrap() - (1.0 - 2.0 / 6.0) / (1.5 - 2.0 / 6.0)).abs() < 1e-6);
}

#[test]
fn the_lens_is_what_is_there() {
    let lens = |text: &str| found(&library(text).corpus, &SchoolsQuery::default()).lens;
    let coupled = "@book{a, title = {A}, cites = {x}} @book{b, title = {B}, cites = {x}}";
    assert_eq!(lens(coupled), "citation");
    assert_eq!(lens("@book{a, title = {A}, disputes = {b}} @book{b, title = {B}}"), "signed");
    assert_eq!(lens(BOTH), "both");
    assert_eq!(lens("@book{a, title = {A}}"), "signed");
    assert_eq!(lens(""), "signed");
}

#[test]
fn what_does_not_go_together_is_refused_with_what_does() {
    let corpus = library(BOTH).corpus;
    let refused = |query: SchoolsQuery| schools(&corpus, &query).unwrap_err();
    for lens in [Lens::Signed, Lens::Both, Lens::Citation] {
        for method in SchoolMethod::all() {
            let query = SchoolsQuery { lens: Some(lens), method: Some(method), ..SchoolsQuery::default() };
            if method.fits(lens) {
                assert_eq!(found(&corpus, &query).method, method.info().name);
                continue;
            }
            let SchoolsError::MethodAndLens { fitting, .. } = refused(query) else { panic!() };
            assert!(!fitting.is_empty());
            assert!(fitting.iter().all(|name| SchoolMethod::find(name).unwrap().fits(lens)));
        }
    }
    let signed = SchoolsQuery { lens: Some(Lens::Signed), ..SchoolsQuery::default() };
    let meaningless = [
        SchoolsQuery { projection: Some(CitationProjection::Direct), ..signed.clone() },
        SchoolsQuery { normalisation: Some(Normalisation::Counts), ..signed.clone() },
        SchoolsQuery { share: ResponseShare::new(0.1), ..signed.clone() },
        SchoolsQuery { resolution: Resolution::new(0.1), ..signed },
    ];
    for (query, option) in
        meaningless.into_iter().zip(["projection", "normalisation", "weight", "resolution"])
    {
        assert!(matches!(refused(query), SchoolsError::Meaningless { option: found, .. } if found == option));
    }
}

/// A debate of up to eight works with responses, claims and citations at random.
fn debates() -> impl Strategy<Value = String> {
    let link = (0..8_usize, 0..8_usize, 0..6_usize);
    proptest::collection::vec(link, 0..24).prop_map(|links| {
        let mut fields: Vec<BTreeMap<&str, Vec<String>>> = vec![BTreeMap::new(); 8];
        for (from, to, kind) in links {
            let (field, target) = match kind {
                0 => ("supports", format!("w{to}")),
                1 => ("disputes", format!("w{to}")),
                2 => ("asserts", format!("k{to}")),
                3 => ("denies", format!("k{to}")),
                4 => ("critiques", format!("p{}", to % 2)),
                _ => ("cites", format!("w{to}")),
            };
            fields[from].entry(field).or_default().push(target);
        }
        let mut text: String = (0..8).map(|n| format!("@claim{{k{n}, title = {{K}}}}\n")).collect();
        text.push_str("@position{p0, title = {P}} @position{p1, title = {P}}\n");
        for (n, fields) in fields.iter().enumerate() {
            let fields: Vec<String> =
                fields.iter().map(|(name, refs)| format!("{name} = {{{}}}", refs.join(", "))).collect();
            let position = n % 2;
            text.push_str(&format!(
                "@book{{w{n}, title = {{T}}, position = {{p{position}}}, {}}}\n",
                fields.join(", ")
            ));
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_work_is_in_one_school_or_in_none_and_every_edge_is_explained(text in debates()) {
        let corpus = library(&text).corpus;
        for lens in [Lens::Signed, Lens::Both, Lens::Citation] {
            for method in SchoolMethod::all().filter(|method| method.fits(lens)) {
                let query = SchoolsQuery {
                    lens: Some(lens),
                    method: Some(method),
                    seeds: NonZeroUsize::new(2),
                    ..SchoolsQuery::default()
                };
                let all = schools(&corpus, &query).unwrap();
                let finding = &all.finding;
                let mut placed: Vec<&String> = finding.schools.iter().flat_map(|school| &school.members).collect();
                placed.extend(&finding.unplaced);
                placed.sort();
                let expected: Vec<String> = (0..8).map(|n| format!("w{n}")).collect();
                prop_assert_eq!(placed, expected.iter().collect::<Vec<_>>());
                if matches!(method.info().name, "frustration" | "correlation-clustering") {
                    prop_assert_eq!(finding.quality, finding.frustrated_weight);
                    prop_assert!(finding.bound.unwrap() <= finding.quality);
                }
                let mut ends = 0;
                for work in corpus.work_ids() {
                    for edge in all.edges_of_work(&corpus, work, usize::MAX) {
                        ends += 1;
                        let told: f64 = edge.because.iter().map(|because| because.weight).sum();
                        prop_assert!((told - edge.weight).abs() < 1e-5, "{:?}", edge);
                        prop_assert!(edge.because.iter().all(|because| !because.sources.is_empty()));
                    }
                }
                prop_assert_eq!(ends, 2 * finding.edges);
            }
        }
    }
}

fn desk() -> Desk {
    Desk::with_debates()
}

#[test]
fn the_same_bytes_on_any_number_of_threads_and_with_files_in_any_order() {
    let desk = desk();
    let run = |threads: &str, names: [&str; 2]| {
        let mut command = desk.command(&["schools", names[0], names[1], "--format", "json"]);
        Ran::of(command.env("RAYON_NUM_THREADS", threads)).clean()
    };
    let names = ["bib/soft-balancing.bib", "bib/hedging.bib"];
    let first = run("1", names);
    assert_eq!(first, run("4", names));
    assert_eq!(first, run("3", [names[1], names[0]]));
}

#[test]
fn an_empty_answer_says_why_and_what_to_do() {
    let desk = desk();
    desk.write("wos.bib", "@article{a, title = {A}, cited-references = {B. 1990}} @article{b, title = {B}}");
    desk.write("bare.bib", "@article{a, title = {A}} @article{b, title = {B}}");
    desk.write("coupled.bib", "@article{a, title = {A}, cites = {x}} @article{b, title = {B}, cites = {x}}");
    for (line, reason) in [
        ("schools bib/hedging.bib", "1 work in the files"),
        ("schools wos.bib", "which are not linked to works: add cites = {key, …}"),
        ("schools bare.bib", "no work states what it cites"),
        ("schools bare.bib --lens citation", "add cites = {key, …}"),
        ("schools coupled.bib --lens signed", "try --lens citation"),
        (
            "schools coupled.bib --method frustration",
            "--lens citation goes with leiden-cpm, leiden-modularity",
        ),
        ("schools bib/soft-balancing.bib --lens citation", "try --projection direct"),
    ] {
        let Ran { code: 0, out, .. } = desk.run_line(line) else { panic!("{line}") };
        assert!(out.starts_with("no schools: ") && out.contains(reason), "{line}: {out}");
    }
}

#[test]
fn a_school_or_a_work_is_explained_by_its_edges_and_their_lines() {
    let desk = desk();
    let answer = desk.run_line("schools bib/soft-balancing.bib --explain art2005 --format json").json();
    let edges = answer["edges"].as_array().unwrap();
    let edge = edges.iter().find(|edge| edge["b"] == "brookswohlforth2005").unwrap();
    // Both assert unclear-definition and problematic-theorization, and both are against pro.
    assert_eq!(edge["weight"], 3.0);
    let lines: Vec<u64> = edge["because"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|because| because["sources"].as_array().unwrap())
        .map(|source: &Value| source["line"].as_u64().unwrap())
        .collect();
    let text = repository::text("bib/soft-balancing.bib");
    let told: Vec<&str> = lines.iter().map(|&line| text.lines().nth(line as usize - 1).unwrap()).collect();
    for word in ["unclear-definition", "problematic-theorization", "pro [on="] {
        assert!(told.iter().filter(|line| line.contains(word)).count() >= 2, "{word} in {told:#?}");
    }
    let refused = desk.run_line("schools --explain 77");
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("numbered from 1 to 5"), "{}", refused.err);
}
