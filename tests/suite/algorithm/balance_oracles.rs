//! Balance: the same by trying everything.

use dissensus::algorithm::balance::BalanceOptions;
use dissensus::algorithm::balance::Exactness;
use dissensus::algorithm::balance::TriadCounts;
use dissensus::algorithm::balance::correlation_clustering;
use dissensus::algorithm::balance::count_triads;
use dissensus::algorithm::balance::frustration;
use dissensus::algorithm::balance::maximise_signed_modularity;
use dissensus::algorithm::balance::signed_modularity;
use dissensus::algorithm::balance::walk_balance;
use dissensus::network::NodeIndex;
use dissensus::network::Partition;
use dissensus::network::SignedNetwork;
use proptest::prelude::*;

use super::balance_networks::dense;
use super::balance_networks::real;
use super::balance_networks::whole;

fn cost(network: &SignedNetwork, labels: &[usize]) -> f64 {
    let mut cost = 0.0;
    for (a, b, weight) in network.edges() {
        if (labels[a.index()] == labels[b.index()]) == (weight < 0.0) {
            cost += weight.abs();
        }
    }
    cost
}

fn least_over_sides(network: &SignedNetwork) -> f64 {
    let node_count = network.node_count();
    let sides = |colours: usize| (0..node_count).map(|node| (colours >> node) & 1).collect::<Vec<_>>();
    (0..1_usize << node_count).map(|colours| cost(network, &sides(colours))).fold(f64::INFINITY, f64::min)
}

/// All partitions of a set, each as labels of which every one is at most one above those before it.
fn set_partitions(node_count: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in 0..node_count {
        let longer = all.iter().flat_map(|labels: &Vec<usize>| {
            let fresh = labels.iter().max().map_or(0, |last| last + 1);
            (0..=fresh).map(move |label| labels.iter().copied().chain([label]).collect())
        });
        all = longer.collect();
    }
    all
}

/// Gómez, Jensen and Arenas's equation as it is printed, pair by pair.
fn modularity(network: &SignedNetwork, labels: &[usize]) -> f64 {
    let node_count = network.node_count();
    let weight = |a: usize, b: usize| network.weight(NodeIndex::new(a), NodeIndex::new(b)).unwrap_or(0.0);
    let strength = |a: usize, sign: f64| (0..node_count).map(|b| (sign * weight(a, b)).max(0.0)).sum::<f64>();
    let total = |sign: f64| (0..node_count).map(|a| strength(a, sign)).sum::<f64>();
    let share = |sign: f64, a: usize, b: usize| {
        let product = strength(a, sign) * strength(b, sign);
        if product == 0.0 { 0.0 } else { product / total(sign) }
    };
    let mut sum = 0.0;
    for a in 0..node_count {
        for b in (0..node_count).filter(|&b| labels[a] == labels[b]) {
            sum += weight(a, b) - (share(1.0, a, b) - share(-1.0, a, b));
        }
    }
    let all = total(1.0) + total(-1.0);
    if all == 0.0 { 0.0 } else { sum / all }
}

/// tr e^A by its series.
fn trace_of_exponential(network: &SignedNetwork, absolute: fn(f64) -> f64) -> f64 {
    let node_count = network.node_count();
    let mut trace = 0.0;
    for start in 0..node_count {
        let mut walks = vec![0.0; node_count];
        walks[start] = 1.0;
        for length in 1..120 {
            trace += walks[start];
            let mut longer = vec![0.0; node_count];
            for (a, b, weight) in network.edges() {
                longer[a.index()] += walks[b.index()] * absolute(weight) / f64::from(length);
                longer[b.index()] += walks[a.index()] * absolute(weight) / f64::from(length);
            }
            walks = longer;
        }
    }
    trace
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn frustration_is_the_least_over_all_two_sides(network in prop_oneof![whole(0..=9), dense(5..=10)]) {
        let found = frustration(&network, &BalanceOptions::default());
        prop_assert_eq!(found.exactness, Exactness::Proved);
        prop_assert_eq!(found.quality, least_over_sides(&network));
        prop_assert_eq!(found.bound, found.quality);
    }

    #[test]
    fn frustration_of_real_weights_is_the_least_over_all_two_sides(network in real(0..=9)) {
        let found = frustration(&network, &BalanceOptions::default());
        prop_assert_eq!(found.exactness, Exactness::Proved);
        prop_assert!((found.quality - least_over_sides(&network)).abs() < 1e-6);
    }

    #[test]
    fn correlation_clustering_is_the_least_over_all_partitions(network in prop_oneof![whole(0..=7), dense(5..=7), real(0..=7)]) {
        let found = correlation_clustering(&network, &BalanceOptions::default());
        let all = set_partitions(network.node_count());
        let least = all.iter().map(|labels| cost(&network, labels)).fold(f64::INFINITY, f64::min);
        prop_assert_eq!(found.exactness, Exactness::Proved);
        prop_assert!((found.quality - least).abs() < 1e-6, "{} is not {}", found.quality, least);
    }

    #[test]
    fn the_greatest_signed_modularity_is_that_over_all_partitions(network in prop_oneof![whole(0..=6), real(0..=6)]) {
        let found = maximise_signed_modularity(&network, &BalanceOptions::default());
        let all = set_partitions(network.node_count());
        let greatest = all.iter().map(|labels| modularity(&network, labels)).fold(f64::NEG_INFINITY, f64::max);
        prop_assert_eq!(found.exactness, Exactness::Proved);
        prop_assert!((found.quality - greatest).abs() < 1e-6, "{} is not {}", found.quality, greatest);
    }

    #[test]
    fn signed_modularity_is_the_printed_sum(network in real(0..=8), lots in prop::collection::vec(0_usize..3, 8)) {
        let labels = &lots[..network.node_count()];
        let quality = signed_modularity(&network, &Partition::new(labels.iter().copied()));
        prop_assert!((quality - modularity(&network, labels)).abs() < 1e-12);
    }

    #[test]
    fn without_a_budget_the_bound_holds_all_the_same(network in prop_oneof![dense(5..=10), whole(0..=10), real(0..=10)]) {
        let options = BalanceOptions { budget: 0, restarts: 1, ..BalanceOptions::default() };
        let sides = frustration(&network, &options);
        let least = least_over_sides(&network);
        prop_assert!(sides.bound <= least + 1e-9 && least <= sides.quality + 1e-9);
        let groups = correlation_clustering(&network, &options);
        let exact = correlation_clustering(&network, &BalanceOptions::default()).quality;
        prop_assert!(groups.bound <= exact + 1e-9 && exact <= groups.quality + 1e-9);
    }

    #[test]
    fn triads_are_those_of_all_triples(network in prop_oneof![dense(3..=9), whole(0..=9)]) {
        let mut counts = [0; 4];
        let nodes: Vec<_> = network.nodes().collect();
        for &a in &nodes {
            for &b in nodes.iter().filter(|&&b| b > a) {
                for &c in nodes.iter().filter(|&&c| c > b) {
                    let weights = [network.weight(a, b), network.weight(a, c), network.weight(b, c)];
                    if let [Some(x), Some(y), Some(z)] = weights {
                        counts[[x, y, z].iter().filter(|weight| **weight < 0.0).count()] += 1;
                    }
                }
            }
        }
        let [all_positive, one_negative, two_negative, all_negative] = counts;
        prop_assert_eq!(count_triads(&network), TriadCounts { all_positive, one_negative, two_negative, all_negative });
    }

    #[test]
    fn walk_balance_is_that_of_the_series(network in real(1..=7)) {
        let series = trace_of_exponential(&network, |weight| weight) / trace_of_exponential(&network, f64::abs);
        prop_assert!((walk_balance(&network).unwrap() - series).abs() < 1e-9);
    }
}
