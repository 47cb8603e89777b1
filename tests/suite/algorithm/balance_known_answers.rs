//! Balance: answers from print.

use dissensus::algorithm::balance::Balance;
use dissensus::algorithm::balance::BalanceOptions;
use dissensus::algorithm::balance::Exactness;
use dissensus::algorithm::balance::TriadCounts;
use dissensus::algorithm::balance::WALK_BALANCE_NODE_LIMIT;
use dissensus::algorithm::balance::correlation_clustering;
use dissensus::algorithm::balance::count_triads;
use dissensus::algorithm::balance::frustrated_edges;
use dissensus::algorithm::balance::frustration;
use dissensus::algorithm::balance::maximise_signed_modularity;
use dissensus::algorithm::balance::signed_modularity;
use dissensus::algorithm::balance::walk_balance;
use dissensus::network::Partition;
use dissensus::network::SignedNetwork;

use super::balance_networks::TRIBES;
use super::balance_networks::corpus;
use super::balance_networks::network;
use super::balance_networks::tribes;

const GAVEV: [&str; 4] = ["Gavev", "Kotun", "Nagad", "Gama"];
const NAGAM: [&str; 5] = ["Nagam", "Notoh", "Kohik", "Uheto", "Seuve"];

fn proved(found: &Balance, quality: f64) {
    assert_eq!((found.quality, found.bound, found.exactness), (quality, quality, Exactness::Proved));
}

fn three_blocks() -> Partition {
    Partition::new(
        TRIBES.map(|name| if GAVEV.contains(&name) { 0 } else { 1 + i32::from(NAGAM.contains(&name)) }),
    )
}

fn all_negative(node_count: usize, pairs: &[(usize, usize)]) -> SignedNetwork {
    network(node_count, &pairs.iter().map(|&(a, b)| (a, b, -1.0)).collect::<Vec<_>>())
}

fn complete(node_count: usize) -> SignedNetwork {
    let pairs: Vec<_> = (0..node_count).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
    all_negative(node_count, &pairs)
}

/// The balance is `balance_score(tribes, "triangles")` of the R package signnet, as printed in its README; the
/// four counts were found by looking at all triples.
#[test]
fn the_tribes_have_the_triangles_that_are_printed() {
    let tribes = tribes();
    assert_eq!((tribes.edge_count(), tribes.negative_count()), (58, 29));
    let counts = count_triads(&tribes);
    let expected = TriadCounts { all_positive: 19, one_negative: 2, two_negative: 40, all_negative: 7 };
    assert_eq!(counts, expected);
    assert!((counts.balance().unwrap() - 0.867_647_1).abs() < 1e-7);
}

/// `balance_score(tribes, "walk")` of signnet, as printed in its README.
#[test]
fn the_tribes_have_the_walk_balance_that_is_printed() {
    assert!((walk_balance(&tribes()).unwrap() - 0.357_576_1).abs() < 1e-7);
}

/// `balance_score(tribes, "frustration")` of signnet is 0.7586207, as printed in its README: 7 of 58 edges; the
/// sides were found by looking at all 2¹⁵ of them.
#[test]
fn the_tribes_are_two_sides_but_for_seven_edges() {
    let found = frustration(&tribes(), &BalanceOptions::default());
    proved(&found, 7.0);
    assert_eq!(found.partition, Partition::new(TRIBES.map(|name| GAVEV.contains(&name))));
    assert_eq!(found.frustrated.len(), 7);
    assert!((1.0 - 2.0 * found.quality / 58.0 - 0.758_620_7).abs() < 1e-7);
}

/// Doreian and Mrvar 1996 (doi:10.1016/0378-8733(95)00259-6) part the tribes in these three blocks.
#[test]
fn the_tribes_are_three_blocks_but_for_two_edges() {
    let found = correlation_clustering(&tribes(), &BalanceOptions::default());
    proved(&found, 2.0);
    assert_eq!(found.partition, three_blocks());
}

/// Q⁺ and Q⁻ of the three blocks, by hand from the counts of edges and degrees.
#[test]
fn the_three_blocks_of_the_tribes_have_the_signed_modularity_of_the_formula() {
    let quality = signed_modularity(&tribes(), &three_blocks());
    let expected = (29.0 * 0.525_564_8 - 29.0 * -0.336_504_2) / 58.0;
    assert!((quality - expected).abs() < 1e-7);
    let best = maximise_signed_modularity(&tribes(), &BalanceOptions::default());
    assert!(best.quality >= quality - 1e-12);
    assert_eq!(best.exactness, Exactness::Proved);
}

/// The best two sides of n enemies are as even as can be: C(⌈n/2⌉, 2) + C(⌊n/2⌋, 2) edges are inside one.
#[test]
fn enemies_all_round_split_evenly() {
    for node_count in 2..=13_usize {
        let pairs = |n: usize| n * (n - 1) / 2;
        let expected = pairs(node_count.div_ceil(2)) + pairs(node_count / 2);
        proved(&frustration(&complete(node_count), &BalanceOptions::default()), expected as f64);
    }
}

/// The largest cut of the Petersen graph has 12 of its 15 edges.
#[test]
fn three_edges_of_a_negative_petersen_graph_are_frustrated() {
    let ring = (0..5).flat_map(|i| [(i, (i + 1) % 5), (i, i + 5), (i + 5, (i + 2) % 5 + 5)]);
    let petersen = all_negative(10, &ring.collect::<Vec<_>>());
    proved(&frustration(&petersen, &BalanceOptions::default()), 3.0);
    proved(&correlation_clustering(&petersen, &BalanceOptions::default()), 0.0);
}

#[test]
fn two_hostile_pairs_of_allies_are_balanced() {
    let edges = [(0, 1, -1.0), (0, 2, -1.0), (0, 3, 1.0), (1, 2, 1.0), (1, 3, -1.0), (2, 3, -1.0)];
    let found = frustration(&network(4, &edges), &BalanceOptions::default());
    proved(&found, 0.0);
    assert_eq!(found.partition, Partition::new([0, 1, 1, 0]));
    assert!((walk_balance(&network(4, &edges)).unwrap() - 1.0).abs() < 1e-12);
}

/// A triangle with one negative edge has the eigenvalues 1, 1, −2 and without signs 2, −1, −1.
#[test]
fn the_walk_balance_of_a_quarrel_is_that_of_its_eigenvalues() {
    let quarrel = network(3, &[(0, 1, 1.0), (1, 2, 1.0), (0, 2, -1.0)]);
    let e = |power: f64| power.exp();
    let expected = (2.0 * e(1.0) + e(-2.0)) / (e(2.0) + 2.0 * e(-1.0));
    assert!((walk_balance(&quarrel).unwrap() - expected).abs() < 1e-12);
}

/// The description of the corpora gives 17 for the alliances and conflicts of 1946–49 (Correlates of War).
#[test]
fn seventeen_edges_are_frustrated_in_the_alliances_of_1946_to_1949() {
    let Some(states) = corpus("correlates-of-war-1946-1949.csv") else { return };
    assert_eq!((states.node_count(), states.edge_count(), states.negative_count()), (64, 362, 42));
    proved(&frustration(&states, &BalanceOptions::default()), 17.0);
    let groups = correlation_clustering(&states, &BalanceOptions::default());
    assert_eq!(groups.exactness, Exactness::Proved);
    assert!(groups.quality <= 17.0);
}

#[test]
fn a_large_network_is_answered_with_a_bound() {
    let Some(traders) = corpus("soc-sign-bitcoinalpha.csv") else { return };
    let options = BalanceOptions { restarts: 1, budget: 0, ..BalanceOptions::default() };
    for found in [frustration(&traders, &options), correlation_clustering(&traders, &options)] {
        let edges = frustrated_edges(&traders, &found.partition);
        assert_eq!(found.quality, edges.iter().map(|(_, _, weight)| weight.abs()).sum::<f64>());
        assert!(found.bound <= found.quality && found.bound >= 0.9 * found.quality);
    }
    assert!(walk_balance(&traders).is_err_and(|error| error.node_count > WALK_BALANCE_NODE_LIMIT));
}
