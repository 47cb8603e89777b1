//! Ranks: small files counted by hand, and the reference debate as one reads it.

use dissensus::analysis::AccuracyFinding;
use dissensus::analysis::RankBy;
use dissensus::analysis::RankOf;
use dissensus::analysis::RankQuery;
use dissensus::analysis::RankScore;
use dissensus::analysis::rank;
use dissensus::model::Confidence;
use dissensus::projection::MentionKinds;

use crate::program::Desk;
use crate::reading::Reading;
use crate::reading::files;
use crate::reading::library;
use crate::repository;

fn ranked(reading: &Reading, of: RankOf, by: RankBy) -> Vec<(usize, String, u64)> {
    let found = rank(&reading.corpus, &RankQuery { of, by, ..RankQuery::default() }).unwrap();
    let counts = found.ranking.into_iter().map(|place| match place.score {
        RankScore::Count(count) => (place.rank, place.key, count),
        RankScore::Measure(measure) => panic!("{measure} is no count"),
    });
    counts.collect()
}

fn places(expected: &[(usize, &str, u64)]) -> Vec<(usize, String, u64)> {
    expected.iter().map(|&(rank, key, count)| (rank, key.to_owned(), count)).collect()
}

/// Ash wrote a and c, Birch b and (with Ash) d. d cites all others; c cites a twice and b; outside is not here.
const LIBRARY: &str = r#"
@article{a, author = {Ash, Ann}, title = {A}, year = 2001, journal = {The {B}rain}}
@article{b, author = {Birch, Bo}, title = {B}, year = 2002, journaltitle = {the brain}, cites = {b}}
@article{c, author = {Ash, A.}, title = {C}, year = 2003, journal = {The Brain}, cites = {a, a, b, outside}}
@incollection{d, author = {Ash, Ann and Birch, Bo}, title = {D}, year = 2004, booktitle = {G{\"o}del}, publisher = {X}, cites = {a, b, c}}
@book{e, title = {E}, year = 2005, publisher = {GÖDEL}, supports = {a [on=x], a [on=y]}, disputes = {b}}
"#;

#[test]
fn citations_are_counted_once_a_pair_and_only_inside() {
    let reading = library(LIBRARY);
    let expected = places(&[(1, "a", 2), (1, "b", 2), (3, "c", 1)]);
    assert_eq!(ranked(&reading, RankOf::Works, RankBy::Citations), expected);
}

#[test]
fn a_self_citation_shares_a_person() {
    // Left are c to b; c shares Ash with a, and d shares Ash or Birch with all.
    let reading = library(LIBRARY);
    let expected = places(&[(1, "b", 1)]);
    assert_eq!(ranked(&reading, RankOf::Works, RankBy::CitationsWithoutSelf), expected);
    let expected = places(&[(1, "Birch, Bo", 1)]);
    assert_eq!(ranked(&reading, RankOf::Persons, RankBy::CitationsWithoutSelf), expected);
}

#[test]
fn persons_and_venues_add_up_their_works() {
    let reading = library(LIBRARY);
    // Ash: a 2, c 1, d 0. Birch: b 2, d 0. Two works of Ash are cited, one of them twice.
    let expected = places(&[(1, "Ash, Ann", 3), (2, "Birch, Bo", 2)]);
    assert_eq!(ranked(&reading, RankOf::Persons, RankBy::Citations), expected);
    let expected = places(&[(1, "Ash, Ann", 1), (1, "Birch, Bo", 1)]);
    assert_eq!(ranked(&reading, RankOf::Persons, RankBy::HIndex), expected);
    // Three spellings of one journal, of which the most frequent stands; a book and a publisher of one name.
    let expected = places(&[(1, "The Brain", 5)]);
    assert_eq!(ranked(&reading, RankOf::Venues, RankBy::Citations), expected);
    // a is cited twice and b twice.
    let expected = places(&[(1, "The Brain", 2)]);
    assert_eq!(ranked(&reading, RankOf::Venues, RankBy::HIndex), expected);
    let query = RankQuery { of: RankOf::Venues, by: RankBy::PageRank, ..RankQuery::default() };
    let venues = rank(&reading.corpus, &query).unwrap();
    let works: Vec<(&str, usize)> =
        venues.ranking.iter().map(|place| (place.key.as_str(), place.works.len())).collect();
    assert_eq!(works, [("The Brain", 3), ("GÖDEL", 2)]);
    let total: f64 = venues
        .ranking
        .iter()
        .map(|place| match place.score {
            RankScore::Measure(share) => share,
            RankScore::Count(_) => panic!("no count"),
        })
        .sum();
    assert!((total - 1.0).abs() < 1e-6, "every work has one venue, and all ranks together are 1");
}

#[test]
fn responses_are_counted_one_by_one_and_by_sign() {
    let reading = library(LIBRARY);
    assert_eq!(ranked(&reading, RankOf::Works, RankBy::Responses), places(&[(1, "a", 2), (2, "b", 1)]));
    assert_eq!(ranked(&reading, RankOf::Works, RankBy::ResponsesPositive), places(&[(1, "a", 2)]));
    assert_eq!(ranked(&reading, RankOf::Works, RankBy::ResponsesNegative), places(&[(1, "b", 1)]));
}

#[test]
fn works_of_the_reference_debate_receive_the_responses_that_stand_in_the_file() {
    let reading = files(&[("soft-balancing.bib", &repository::text("bib/soft-balancing.bib"))]);
    let counts = |work: &str| {
        let by = [RankBy::Responses, RankBy::ResponsesPositive, RankBy::ResponsesNegative];
        by.map(|by| {
            let found = ranked(&reading, RankOf::Works, by);
            found.iter().find(|place| place.1 == work).map_or(0, |place| place.2)
        })
    };
    // Against: brookswohlforth2005 and lieberalexander2005 refute twice each, whitaker2010 disputes, ore2017
    // critiques twice. For: whitaker2010 agrees. Besides: ore2017 discusses and quotes, the position extension
    // quotes and corrects.
    assert_eq!(counts("pape2005"), [12, 1, 7]);
    // The same without one critique and without the position.
    assert_eq!(counts("paul2005"), [9, 1, 6]);
    // ore2017 critiques, discusses, and quotes twice.
    assert_eq!(counts("whitaker2010"), [4, 0, 1]);
    // ore2017 credits twice, discusses twice, quotes twice.
    assert_eq!(counts("friedmanlong2015"), [6, 2, 0]);
}

#[test]
fn less_sure_responses_can_be_left_out() {
    let reading = files(&[("soft-balancing.bib", &repository::text("bib/soft-balancing.bib"))]);
    let query =
        RankQuery { by: RankBy::ResponsesNegative, confidence: Confidence::High, ..RankQuery::default() };
    let found = rank(&reading.corpus, &query).unwrap();
    // What whitaker2010 disputes is of medium confidence.
    assert_eq!((found.ranking[0].key.as_str(), found.ranking[0].score), ("pape2005", RankScore::Count(6)));
    assert!(found.ranking.iter().all(|place| !place.key.starts_with("walt")));
}

#[test]
fn measures_of_networks_say_how_exact_they_are() {
    // w2 and w3 are inside a chain of four works.
    let chain = "@book{w1, title = {1}, year = 2001} @book{w2, title = {2}, year = 2002, cites = {w1}}
@book{w3, title = {3}, year = 2003, disputes = {w2}} @book{w4, title = {4}, year = 2004, cites = {w3}}";
    let reading = library(chain);
    let of = |by, kinds| rank(&reading.corpus, &RankQuery { by, kinds, ..RankQuery::default() }).unwrap();
    let between = of(RankBy::Betweenness, MentionKinds::Both);
    assert_eq!(between.accuracy, AccuracyFinding::Exact);
    let told: Vec<_> = between.ranking.iter().map(|place| (place.key.as_str(), place.score)).collect();
    assert_eq!(told, [("w2", RankScore::Measure(2.0)), ("w3", RankScore::Measure(2.0))]);
    assert_eq!((between.links, between.without_score), (3, 2));
    assert!(of(RankBy::Betweenness, MentionKinds::Citations).ranking.is_empty());
    let cores = of(RankBy::CoreNumber, MentionKinds::Both);
    assert!(cores.ranking.iter().all(|place| place.rank == 1 && place.score == RankScore::Count(1)));
    assert!(matches!(of(RankBy::PageRank, MentionKinds::Both).accuracy, AccuracyFinding::Converged { .. }));
    let desk = Desk::empty();
    desk.write("a.bib", chain);
    let sampled = desk.run_line("rank a.bib --by betweenness --paths sampled").clean();
    assert!(sampled.contains("sampled: every score is within ± 0.1 with a probability of 90 %"), "{sampled}");
}

#[test]
fn a_measure_that_does_not_fit_names_those_that_do() {
    let desk = Desk::with_debates();
    let ran = desk.run_line("rank --by h-index");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("a work has no h-index") && ran.err.contains("--of persons"), "{}", ran.err);
    let ran = desk.run_line("rank --of venues --by core-number");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("--of works, or --by citations, citations-without-self,"), "{}", ran.err);
    let ran = desk.run_line("rank --by citations --links both");
    assert!(ran.code == 2 && ran.err.contains("--links is for page-rank"), "{}", ran.err);
}

#[test]
fn an_empty_ranking_says_why() {
    let desk = Desk::empty();
    let told = |text: &str, line: &str| {
        desk.write("a.bib", text);
        desk.run_line(&format!("rank a.bib {line}")).clean()
    };
    let two = "@book{a, title = {A}, year = 2001} @book{b, title = {B}, year = 2002";
    for by in ["citations", "page-rank", "betweenness", "core-number"] {
        let plain = told(&format!("{two}}}"), &format!("--by {by}"));
        assert!(plain.starts_with(&format!("nothing to rank works by {by}\n")), "{plain}");
        assert!(plain.contains("write cites = {KEY, KEY}"), "{plain}");
    }
    let disputed = told(&format!("{two}, disputes = {{a}}}}"), "--by responses-positive");
    assert!(disputed.contains("there are 1 of another kind: see --by responses"), "{disputed}");
    desk.write("a.bib", format!("{two}, cites = {{x, y}}}}"));
    let outside = desk.run_line("rank a.bib").out;
    assert!(outside.contains("all 2 citations go to works that have no entry in these files"), "{outside}");
}

#[test]
fn a_long_ranking_ends_where_it_was_told_to_and_says_so() {
    let found = Desk::with_debates().run_line("rank --top 2").clean();
    assert_eq!(found.lines().count(), 3 + 4, "{found}");
    assert!(found.contains("2 of 39, the next of which share the last rank; see more with --top"), "{found}");
}
