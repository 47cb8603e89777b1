//! What holds of every method that finds communities.

use std::num::NonZeroUsize;

use dissensus::algorithm::Randomness;
use dissensus::algorithm::community::CommunityDetection;
use dissensus::algorithm::community::CommunityOptions;
use dissensus::algorithm::community::Iterations;
use dissensus::algorithm::community::LeidenModularity;
use dissensus::algorithm::community::METHODS;
use dissensus::algorithm::community::QualityFunction;
use dissensus::algorithm::community::adjusted_rand_index;
use dissensus::algorithm::community::constant_potts;
use dissensus::algorithm::community::leiden;
use dissensus::algorithm::community::leiden_with_node_weights;
use dissensus::algorithm::community::modularity;
use dissensus::algorithm::community::stability;
use dissensus::network::NodeIndex;
use dissensus::network::Partition;
use dissensus::network::UndirectedNetwork;
use proptest::prelude::*;

use super::community_networks::divided_networks;
use super::community_networks::is_connected;
use super::community_networks::networks;
use super::community_networks::plain;
use super::community_networks::resolution;
use super::community_networks::ring_of_cliques;
use super::community_networks::weighted;

const FUNCTIONS: [QualityFunction; 2] = [QualityFunction::Modularity, QualityFunction::ConstantPotts];

fn options(gamma: f64, seed: u64, iterations: Iterations) -> CommunityOptions {
    CommunityOptions { resolution: resolution(gamma), seed, iterations }
}

fn relabelled(network: &UndirectedNetwork, order: &[usize]) -> UndirectedNetwork {
    let edges = network.edges().map(|(a, b, weight)| (order[a.index()], order[b.index()], weight));
    weighted(network.node_count(), edges)
}

proptest! {
    #[test]
    fn every_node_is_in_one_connected_community(network in networks(40), gamma in 0.0..3.0, seed: u64, count in 1_usize..4) {
        let iterations = Iterations::AtMost(NonZeroUsize::new(count).unwrap());
        for method in METHODS {
            let found = method.detect(&network, &options(gamma, seed, iterations));
            prop_assert_eq!(found.node_count(), network.node_count());
            prop_assert!(is_connected(&network, &found), "{}", method.info().name);
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_communities(network in networks(40), gamma in 0.0..2.0, seed: u64) {
        for method in METHODS {
            let detect = || method.detect(&network, &options(gamma, seed, Iterations::default()));
            prop_assert_eq!(detect(), detect());
        }
    }

    #[test]
    fn quality_is_at_least_that_of_single_nodes(network in networks(40), gamma in 0.0..2.0, seed: u64) {
        let alone = Partition::singletons(network.node_count());
        for function in FUNCTIONS {
            let found = leiden(&network, function, &options(gamma, seed, Iterations::default()));
            let quality = |partition: &Partition| function.quality(&network, partition, resolution(gamma));
            prop_assert!(quality(&found) >= quality(&alone) - 1e-9);
        }
    }

    /// The guarantees of Traag, Waltman and van Eck (2019) for a stable partition, and what follows from the
    /// second: all in one group is no better.
    #[test]
    fn once_stable_no_node_gains_by_moving_and_no_groups_by_joining(
        network in networks(25), gamma in 0.0..2.0, seed: u64,
    ) {
        for function in FUNCTIONS {
            let found = leiden(&network, function, &options(gamma, seed, Iterations::UntilStable));
            let groups: Vec<usize> = found.groups().iter().map(|group| group.index()).collect();
            let quality = |partition: &Partition| function.quality(&network, partition, resolution(gamma));
            let reached = quality(&found);
            for node in 0..groups.len() {
                for group in 0..=found.group_count() {
                    let mut other = groups.clone();
                    other[node] = group;
                    prop_assert!(quality(&Partition::new(other)) <= reached + 1e-9);
                }
            }
            for first in 0..found.group_count() {
                for second in 0..first {
                    let joined = groups.iter().map(|&group| if group == first { second } else { group });
                    prop_assert!(quality(&Partition::new(joined)) <= reached + 1e-9);
                }
            }
            prop_assert!(quality(&Partition::new(groups.iter().map(|_| 0))) <= reached + 1e-9);
        }
    }

    #[test]
    fn more_iterations_lose_nothing(network in networks(60), gamma in 0.0..2.0, seed: u64) {
        for function in FUNCTIONS {
            let mut before = f64::NEG_INFINITY;
            for count in 1..4 {
                let iterations = Iterations::AtMost(NonZeroUsize::new(count).unwrap());
                let found = leiden(&network, function, &options(gamma, seed, iterations));
                let quality = function.quality(&network, &found, resolution(gamma));
                prop_assert!(quality >= before - 1e-9);
                before = quality;
            }
        }
    }

    #[test]
    fn quality_does_not_depend_on_the_order_of_nodes(
        (network, partition) in divided_networks(20), gamma in 0.0..2.0, shift in 0..20_usize,
    ) {
        let count = network.node_count();
        let order: Vec<usize> = (0..count).map(|node| (node + shift) % count).rev().collect();
        let mut labels = vec![0; count];
        for (node, &place) in order.iter().enumerate() {
            labels[place] = partition.group(NodeIndex::new(node)).index();
        }
        for function in FUNCTIONS {
            let before = function.quality(&network, &partition, resolution(gamma));
            let after = function.quality(&relabelled(&network, &order), &Partition::new(labels.iter()), resolution(gamma));
            prop_assert!((before - after).abs() < 1e-9);
        }
    }

    /// Cliques with few edges between them are found whatever the names of the nodes.
    #[test]
    fn clear_communities_do_not_depend_on_the_order_of_nodes(
        seed: u64, order in Just((0..24).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let (network, cliques) = ring_of_cliques(4, 6);
        let mut labels = [0; 24];
        for (node, &place) in order.iter().enumerate() {
            labels[place] = cliques.group(NodeIndex::new(node)).index();
        }
        let network = relabelled(&network, &order);
        for (function, gamma) in FUNCTIONS.into_iter().zip([1.0, 0.5]) {
            let found = leiden(&network, function, &options(gamma, seed, Iterations::default()));
            prop_assert_eq!(found, Partition::new(labels.iter()));
        }
    }

    #[test]
    fn the_unit_of_the_weights_does_not_matter(network in networks(40), gamma in 0.0..2.0, seed: u64) {
        let scaled = weighted(network.node_count(), network.edges().map(|(a, b, weight)| (a.index(), b.index(), weight / 64.0)));
        for (function, scale) in FUNCTIONS.into_iter().zip([1.0, 64.0]) {
            let found = leiden(&network, function, &options(gamma, seed, Iterations::default()));
            let again = leiden(&scaled, function, &options(gamma / scale, seed, Iterations::default()));
            prop_assert_eq!(found, again);
        }
    }

    #[test]
    fn equal_node_weights_are_no_node_weights(network in networks(40), gamma in 0.0..2.0, seed: u64) {
        let options = options(gamma, seed, Iterations::default());
        let plain = leiden(&network, QualityFunction::ConstantPotts, &options);
        prop_assert_eq!(leiden_with_node_weights(&network, &vec![1.0; network.node_count()], &options), plain);
    }

    #[test]
    fn at_resolution_nought_communities_are_connected_components(network in networks(40), seed: u64) {
        let found = leiden(&network, QualityFunction::ConstantPotts, &options(0.0, seed, Iterations::UntilStable));
        prop_assert!(is_connected(&network, &found));
        for (a, b, weight) in network.edges() {
            prop_assert!(weight == 0.0 || found.group(a) == found.group(b));
        }
    }
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let edges =
        (0..3000_usize).flat_map(|a| (1..4).map(move |step| (a, (a * a * step + 17 * a + step) % 3000)));
    let network = plain(3000, edges);
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let runs = NonZeroUsize::new(4).unwrap();
        pool.install(|| {
            METHODS
                .iter()
                .map(|method| stability(*method, &network, &options(0.7, 9, Iterations::default()), runs))
                .collect::<Vec<_>>()
        })
    };
    let one = run(1);
    assert_eq!(one, run(2));
    assert_eq!(one, run(5));
    let modular = &one[1];
    assert!(modular.partitions[0].group_count() > 1);
    assert!(modular.agreement.unwrap().least < 1.0);
}

#[test]
fn empty_and_single_and_unlinked_nodes_are_answered() {
    for method in METHODS {
        let detect = |network: &UndirectedNetwork| method.detect(network, &CommunityOptions::default());
        assert_eq!(detect(&plain(0, [])), Partition::default());
        assert_eq!(detect(&plain(1, [])), Partition::singletons(1));
        assert_eq!(detect(&plain(1, [(0, 0)])), Partition::singletons(1));
        assert_eq!(detect(&plain(3, [])), Partition::singletons(3));
        assert_eq!(detect(&plain(3, [(0, 0), (1, 1)])), Partition::singletons(3));
        assert_eq!(detect(&weighted(2, [(0, 1, 0.0)])), Partition::singletons(2));
    }
    for function in FUNCTIONS {
        for node_count in 0..3 {
            let quality =
                function.quality(&plain(node_count, []), &Partition::singletons(node_count), resolution(1.0));
            assert_eq!(quality, 0.0);
        }
    }
}

#[test]
fn a_long_chain_needs_no_deep_stack() {
    let count = 100_000;
    let chain = plain(count, (1..count).map(|node| (node - 1, node)));
    for method in METHODS {
        let found = method.detect(&chain, &options(0.3, 0, Iterations::default()));
        assert!(is_connected(&chain, &found));
        assert!(found.group_count() > 1 && found.group_count() < count);
    }
}

#[test]
fn weights_that_mean_nothing_are_refused() {
    for weight in [-1.0, f64::NAN, f64::INFINITY] {
        let network = weighted(2, [(0, 1, weight)]);
        for method in METHODS {
            let detect = || method.detect(&network, &CommunityOptions::default());
            assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(detect)).is_err());
        }
    }
}

#[test]
fn stability_runs_the_seeds_in_their_order() {
    let (network, _) = ring_of_cliques(30, 5);
    let count = NonZeroUsize::new(5).unwrap();
    let options = options(1.0, u64::MAX - 1, Iterations::default());
    let found = stability(&LeidenModularity, &network, &options, count);
    let seeds = [u64::MAX - 1, u64::MAX, 0, 1, 2];
    let alone = seeds.map(|seed| LeidenModularity.detect(&network, &CommunityOptions { seed, ..options }));
    assert_eq!(found.partitions, alone);
    let mut values = Vec::new();
    for (place, first) in alone.iter().enumerate() {
        values.extend(alone[..place].iter().map(|second| adjusted_rand_index(first, second)));
    }
    let agreement = found.agreement.unwrap();
    assert!((agreement.mean - values.iter().sum::<f64>() / 10.0).abs() < 1e-12);
    values.sort_by(f64::total_cmp);
    assert_eq!((agreement.least, agreement.greatest), (values[0], values[9]));
    assert_eq!(stability(&LeidenModularity, &network, &options, NonZeroUsize::MIN).agreement, None);
}

#[test]
fn methods_have_names_in_order_and_references() {
    let names: Vec<&str> = METHODS.iter().map(|method| method.info().name).collect();
    assert_eq!(names, ["leiden-cpm", "leiden-modularity"]);
    for method in METHODS {
        assert!(method.info().reference.contains("doi:10."));
        assert_eq!(method.info().randomness, Randomness::Seeded);
    }
}

#[test]
fn quality_functions_refuse_partitions_of_other_networks() {
    let network = plain(3, [(0, 1)]);
    let other = Partition::singletons(2);
    assert!(std::panic::catch_unwind(|| modularity(&network, &other, resolution(1.0))).is_err());
    assert!(std::panic::catch_unwind(|| constant_potts(&network, &other, resolution(1.0))).is_err());
}
