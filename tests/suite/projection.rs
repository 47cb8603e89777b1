//! Networks of a corpus: laws, slow versions as oracles, and edges counted by hand in the reference debate.

use std::collections::BTreeSet;

use dissensus::model::Confidence;
use dissensus::model::Corpus;
use dissensus::model::Entity;
use dissensus::model::KeyMatch;
use dissensus::model::Sign;
use dissensus::network::DirectedNetwork;
use dissensus::network::NodeIndex;
use dissensus::projection::CitedWorks;
use dissensus::projection::CouplingOptions;
use dissensus::projection::Ground;
use dissensus::projection::Normalisation;
use dissensus::projection::PAIR_LIMIT;
use dissensus::projection::ResponseOptions;
use dissensus::projection::bibliographic_coupling;
use dissensus::projection::co_citation;
use dissensus::projection::direct_citation;
use dissensus::projection::node_of;
use dissensus::projection::response_arcs;
use dissensus::projection::signed_responses;
use proptest::prelude::*;

use crate::reading::files;
use crate::reading::library;
use crate::repository;

const NORMALISATIONS: [Normalisation; 3] =
    [Normalisation::Counts, Normalisation::Cosine, Normalisation::Fractional];

fn citing(node_count: usize, pairs: &BTreeSet<(usize, usize)>) -> DirectedNetwork {
    let edges = pairs.iter().map(|&(from, to)| (NodeIndex::new(from), NodeIndex::new(to), 1.0));
    DirectedNetwork::new(node_count, edges)
}

fn citations() -> impl Strategy<Value = (usize, BTreeSet<(usize, usize)>)> {
    (1..12_usize).prop_flat_map(|count| {
        proptest::collection::btree_set((0..count, 0..count), 0..40).prop_map(move |pairs| (count, pairs))
    })
}

fn options(normalisation: Normalisation) -> CouplingOptions {
    CouplingOptions { normalisation, most_pairs: PAIR_LIMIT }
}

/// The weight of a pair, from the definition.
fn common(cites: impl Fn(usize, usize) -> bool, count: usize, a: usize, b: usize, way: Normalisation) -> f64 {
    let (of_a, of_b) = (|r: &usize| cites(a, *r), |r: &usize| cites(b, *r));
    let shared = (0..count).filter(of_a).filter(of_b);
    let length = |of: &dyn Fn(&usize) -> bool| (0..count).filter(|r| of(r)).count() as f64;
    match way {
        Normalisation::Counts => shared.count() as f64,
        Normalisation::Cosine => shared.count() as f64 / (length(&of_a) * length(&of_b)).sqrt(),
        Normalisation::Fractional => {
            shared.map(|r| 1.0 / ((0..count).filter(|&i| cites(i, r)).count() as f64 - 1.0)).sum()
        }
    }
}

proptest! {
    #[test]
    fn co_citation_is_the_coupling_of_the_reversed_network((count, pairs) in citations()) {
        let network = citing(count, &pairs);
        let turned = citing(count, &pairs.iter().map(|&(from, to)| (to, from)).collect());
        for way in NORMALISATIONS {
            prop_assert_eq!(co_citation(&network, &options(way)), bibliographic_coupling(&turned, &options(way)));
            prop_assert_eq!(bibliographic_coupling(&network, &options(way)), co_citation(&turned, &options(way)));
        }
    }

    #[test]
    fn coupling_and_co_citation_are_what_their_definitions_say((count, pairs) in citations()) {
        let network = citing(count, &pairs);
        for way in NORMALISATIONS {
            let coupled = bibliographic_coupling(&network, &options(way)).network;
            let cocited = co_citation(&network, &options(way)).network;
            for a in 0..count {
                for b in 0..count {
                    let weight = |network: &dissensus::network::UndirectedNetwork| {
                        network.weight(NodeIndex::new(a), NodeIndex::new(b)).unwrap_or(0.0)
                    };
                    let (cites, is_cited) = (|i, r| pairs.contains(&(i, r)), |i, r| pairs.contains(&(r, i)));
                    let expected = |value: f64| if a == b || value.is_nan() { 0.0 } else { value };
                    prop_assert!((weight(&coupled) - expected(common(cites, count, a, b, way))).abs() < 1e-12);
                    prop_assert!((weight(&cocited) - expected(common(is_cited, count, a, b, way))).abs() < 1e-12);
                }
            }
        }
    }

    #[test]
    fn every_work_shares_out_one_for_each_reference_that_others_have_too((count, pairs) in citations()) {
        let network = citing(count, &pairs);
        let coupled = bibliographic_coupling(&network, &options(Normalisation::Fractional)).network;
        for node in network.nodes() {
            let shared = network.successors(node).iter().filter(|&&it| network.predecessors(it).len() > 1);
            prop_assert!((coupled.strength(node) - shared.count() as f64).abs() < 1e-9);
        }
    }
}

#[test]
fn a_work_that_a_hundred_thousand_cite_is_left_out_and_named() {
    let count = 100_002;
    let all = (1..count - 1).map(|work| (work, 0));
    let pairs: BTreeSet<(usize, usize)> = all.chain([(1, count - 1), (2, count - 1)]).collect();
    let coupled = bibliographic_coupling(&citing(count, &pairs), &CouplingOptions::default());
    assert_eq!((coupled.largest, coupled.left_out), (2, vec![NodeIndex::new(0)]));
    // What was left out is in no list of references either: the two cite the same, and nothing else.
    let edges: Vec<_> = coupled.network.edges().collect();
    assert_eq!(edges, [(NodeIndex::new(1), NodeIndex::new(2), 1.0)]);
}

#[test]
fn a_citation_counts_once_and_never_of_oneself() {
    let corpus = files(&[
        ("a.bib", "@book{a, title = {A}, cites = {b, b, a, gone}}\n@book{b, title = {B}, cites = {a}}"),
        ("b.bib", "@book{a, cites = {b}}"),
    ])
    .corpus;
    let all = direct_citation(&corpus, CitedWorks::All);
    let (a, b) = (node(&corpus, "a"), node(&corpus, "b"));
    assert_eq!((all.node_count(), all.edge_count()), (3, 3));
    assert_eq!((all.weight(a, b), all.weight(b, a), all.weight(a, a)), (Some(1.0), Some(1.0), None));
    assert_eq!(direct_citation(&corpus, CitedWorks::Listed).edge_count(), 2);
}

fn node(corpus: &Corpus, key: &str) -> NodeIndex {
    let KeyMatch::One(Entity::Work(work)) = corpus.find(key) else { panic!("{key} is a work") };
    node_of(work)
}

fn with(grounds: &[Ground]) -> ResponseOptions {
    ResponseOptions { grounds: grounds.to_vec(), ..ResponseOptions::default() }
}

fn reference_debate() -> Corpus {
    files(&[("soft-balancing.bib", &repository::text("bib/soft-balancing.bib"))]).corpus
}

#[test]
fn responses_are_summed_over_both_directions_and_mixed_ones_count_nothing() {
    let corpus = library(
        "@book{a, title = {A}, supports = {b, c}, disputes = {d, e [confidence=low]}, qualifies = {f}, discusses = {g}}
         @book{b, title = {B}, extends = {a}}  @book{c, title = {C}, refutes = {a}}
         @book{d, title = {D}, critiques = {a}} @book{e, title = {E}} @book{f, title = {F}} @book{g, title = {G}}",
    )
    .corpus;
    let found = signed_responses(&corpus, &ResponseOptions::default());
    let weight = |other: &str| found.network.weight(node(&corpus, "a"), node(&corpus, other));
    let weights = ["b", "c", "d", "e", "f", "g"].map(weight);
    assert_eq!(weights, [Some(2.0), None, Some(-2.0), Some(-1.0), None, None]);
    let sure = ResponseOptions { confidence: Confidence::High, ..ResponseOptions::default() };
    assert_eq!(signed_responses(&corpus, &sure).network.weight(node(&corpus, "a"), node(&corpus, "e")), None);
    assert_eq!(response_arcs(&corpus, Confidence::Low).count(), 9);
    let negative = response_arcs(&corpus, Confidence::High).filter(|arc| arc.sign == Sign::Negative);
    assert_eq!(negative.count(), 3);
}

#[test]
fn those_who_say_the_same_of_a_claim_or_position_agree() {
    let corpus = library(
        "@position{p, title = {P}} @claim{k, title = {K}} @claim{l, title = {L}}
         @book{a, title = {A}, asserts = {k, l}, disputes = {p}} @book{b, title = {B}, asserts = {k}, denies = {l}}
         @book{c, title = {C}, denies = {k}, position = {p}, critiques = {p}} @book{d, title = {D}, disputes = {k}}
         @book{e, title = {E}, position = {p}, supports = {p}}",
    )
    .corpus;
    let weights = |grounds: &[Ground]| {
        let network = signed_responses(&corpus, &with(grounds)).network;
        let pairs = [("a", "b"), ("a", "c"), ("c", "d"), ("a", "d"), ("a", "e"), ("c", "e")];
        pairs.map(|(a, b)| network.weight(node(&corpus, a), node(&corpus, b)))
    };
    assert_eq!(weights(&[Ground::Works]), [None; 6]);
    // a and b assert k, but part over l; c denies k and d disputes it.
    let by_claims = [None, Some(-1.0), Some(1.0), Some(-1.0), None, None];
    assert_eq!(weights(&[Ground::Works, Ground::Claims]), by_claims);
    // a and c are against p, which e supports, though both c and e hold it.
    let by_positions = [None, Some(1.0), None, None, Some(-1.0), Some(-1.0)];
    assert_eq!(weights(&[Ground::Positions]), by_positions);
}

#[test]
fn the_pairs_that_a_claim_makes_are_limited_and_the_claim_is_named() {
    let mut text = "@claim{k, title = {K}} @claim{l, title = {L}}".to_owned();
    for number in 0..20 {
        let more = if number < 3 { ", l" } else { "" };
        text.push_str(&format!("@book{{w{number}, title = {{W}}, asserts = {{k{more}}}}}\n"));
    }
    let corpus = library(&text).corpus;
    let limited = ResponseOptions { most_pairs: 100, ..ResponseOptions::default() };
    let found = signed_responses(&corpus, &limited);
    assert_eq!(found.network.edge_count(), 3);
    let KeyMatch::One(claim) = corpus.find("k") else { panic!() };
    assert_eq!(found.left_out, [claim]);
    assert_eq!(found.ties(node(&corpus, "w0"), node(&corpus, "w1")).len(), 1);
}

/// Counted in `bib/soft-balancing.bib`: Brooks and Wohlforth refute Pape twice, and deny three claims that he
/// asserts (iraq-refusal-is-soft-balancing, explains-iraq-resistance, unilateralism-causes); Whitaker agrees with
/// Pape once, disputes him once, and denies two claims that he asserts (erodes-hegemony, turn-to-hard); Art and
/// Brooks and Wohlforth assert the same two claims.
#[test]
fn edges_of_the_reference_debate_are_those_counted_by_hand() {
    let corpus = reference_debate();
    let weight = |grounds: &[Ground], a: &str, b: &str| {
        signed_responses(&corpus, &with(grounds)).network.weight(node(&corpus, a), node(&corpus, b))
    };
    let both = [Ground::Works, Ground::Claims];
    assert_eq!(weight(&[Ground::Works], "brookswohlforth2005", "pape2005"), Some(-2.0));
    assert_eq!(weight(&both, "brookswohlforth2005", "pape2005"), Some(-5.0));
    assert_eq!(weight(&[Ground::Works], "whitaker2010", "pape2005"), None);
    assert_eq!(weight(&both, "whitaker2010", "pape2005"), Some(-2.0));
    assert_eq!(weight(&both, "art2005", "brookswohlforth2005"), Some(2.0));
}

#[test]
fn the_ties_of_two_works_add_up_to_the_weight_of_their_edge() {
    let corpus = reference_debate();
    for grounds in
        [vec![Ground::Works, Ground::Claims], vec![Ground::Works, Ground::Claims, Ground::Positions]]
    {
        let found = signed_responses(&corpus, &with(&grounds));
        for a in found.network.nodes() {
            for b in found.network.nodes().filter(|&b| b != a) {
                let sum: i64 = found.ties(a, b).iter().map(|tie| tie.weight).sum();
                assert_eq!(found.network.weight(a, b).unwrap_or(0.0), sum as f64);
            }
        }
        assert!(found.network.edge_count() > 20);
    }
}
