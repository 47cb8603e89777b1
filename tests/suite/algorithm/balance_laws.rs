//! Balance: laws that every method keeps.

use dissensus::algorithm::balance::Balance;
use dissensus::algorithm::balance::BalanceOptions;
use dissensus::algorithm::balance::Exactness;
use dissensus::algorithm::balance::Goal;
use dissensus::algorithm::balance::METHODS;
use dissensus::algorithm::balance::correlation_clustering;
use dissensus::algorithm::balance::count_triads;
use dissensus::algorithm::balance::frustrated_edges;
use dissensus::algorithm::balance::frustration;
use dissensus::algorithm::balance::signed_modularity;
use dissensus::algorithm::balance::walk_balance;
use dissensus::network::NodeIndex;
use dissensus::network::Partition;
use dissensus::network::SignedNetwork;
use proptest::prelude::*;

use super::balance_networks::dense;
use super::balance_networks::network;
use super::balance_networks::real;
use super::balance_networks::tribes;
use super::balance_networks::whole;

fn any_network() -> impl Strategy<Value = SignedNetwork> {
    prop_oneof![whole(0..=14), dense(4..=9), real(0..=12)]
}

/// The network with its nodes renamed.
fn renamed(original: &SignedNetwork, order: &[usize]) -> SignedNetwork {
    let edges: Vec<_> = original.edges().map(|(a, b, w)| (order[a.index()], order[b.index()], w)).collect();
    network(original.node_count(), &edges)
}

/// The network after some nodes have changed every friend into an enemy and every enemy into a friend.
fn switched(original: &SignedNetwork, turned: &[bool]) -> SignedNetwork {
    let sign = |a: NodeIndex, b: NodeIndex| if turned[a.index()] == turned[b.index()] { 1.0 } else { -1.0 };
    let edges: Vec<_> = original.edges().map(|(a, b, w)| (a.index(), b.index(), w * sign(a, b))).collect();
    network(original.node_count(), &edges)
}

fn is_at_least_as_good(goal: Goal, quality: f64, than: f64) -> bool {
    match goal {
        Goal::Least => quality <= than + 1e-7,
        Goal::Greatest => quality >= than - 1e-7,
    }
}

fn check(network: &SignedNetwork, found: &Balance, goal: Goal) -> Result<(), TestCaseError> {
    prop_assert_eq!(found.partition.node_count(), network.node_count());
    prop_assert!(is_at_least_as_good(goal, found.bound, found.quality));
    if found.exactness == Exactness::Proved {
        prop_assert_eq!(found.bound, found.quality);
    }
    let expected = frustrated_edges(network, &found.partition);
    let ends: Vec<_> = expected.iter().map(|&(a, b, _)| (a, b)).collect();
    prop_assert_eq!(&found.frustrated, &ends);
    match goal {
        Goal::Least => prop_assert_eq!(found.quality, expected.iter().map(|(_, _, w)| w.abs()).sum::<f64>()),
        Goal::Greatest => prop_assert_eq!(found.quality, signed_modularity(network, &found.partition)),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_method_says_what_it_found(network in any_network(), seed in 0_u64..4, budget in prop_oneof![Just(0), Just(3_000), Just(1_000_000_000)]) {
        for method in METHODS {
            let options = BalanceOptions { seed, restarts: 2, budget };
            let found = method.part(&network, &options);
            check(&network, &found, method.goal())?;
            let best = method.part(&network, &BalanceOptions::default());
            prop_assert!(is_at_least_as_good(method.goal(), best.quality, found.quality));
            prop_assert!(is_at_least_as_good(method.goal(), found.bound, best.quality));
        }
    }

    #[test]
    fn new_names_keep_the_best_quality(network in any_network(), order in Just((0..14).collect::<Vec<usize>>()).prop_shuffle()) {
        let order: Vec<usize> = order.into_iter().filter(|&node| node < network.node_count()).collect();
        let other = renamed(&network, &order);
        for method in METHODS {
            let here = method.part(&network, &BalanceOptions::default());
            let there = method.part(&other, &BalanceOptions::default());
            prop_assert_eq!(here.exactness, Exactness::Proved);
            prop_assert_eq!(there.exactness, Exactness::Proved);
            prop_assert!((here.quality - there.quality).abs() < 1e-6);
        }
    }

    #[test]
    fn switching_keeps_the_frustration(network in any_network(), turned in prop::collection::vec(any::<bool>(), 14)) {
        let here = frustration(&network, &BalanceOptions::default());
        let there = frustration(&switched(&network, &turned), &BalanceOptions::default());
        prop_assert!((here.quality - there.quality).abs() < 1e-6);
        let balanced = |network: &SignedNetwork| walk_balance(network).unwrap();
        prop_assert!((balanced(&network) - balanced(&switched(&network, &turned))).abs() < 1e-9);
    }

    #[test]
    fn a_balanced_network_frustrates_nobody(positive in any_network(), turned in prop::collection::vec(any::<bool>(), 14)) {
        let friends: Vec<_> = positive.edges().map(|(a, b, w)| (a.index(), b.index(), w.abs())).collect();
        let balanced = switched(&network(positive.node_count(), &friends), &turned);
        let found = frustration(&balanced, &BalanceOptions { budget: 0, restarts: 0, seed: 0 });
        prop_assert_eq!((found.quality, found.bound, found.exactness), (0.0, 0.0, Exactness::Proved));
        prop_assert!(found.frustrated.is_empty());
        prop_assert_eq!(count_triads(&balanced).balance().unwrap_or(1.0), 1.0);
        prop_assert!((walk_balance(&balanced).unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn more_groups_never_cost_more_than_two_sides(network in any_network()) {
        let sides = frustration(&network, &BalanceOptions::default());
        let groups = correlation_clustering(&network, &BalanceOptions::default());
        prop_assert!(groups.quality <= sides.quality + 1e-6);
    }
}

#[test]
fn threads_do_not_change_the_answer() {
    for method in METHODS {
        let part = || method.part(&tribes(), &BalanceOptions { seed: 5, ..BalanceOptions::default() });
        let on =
            |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(part);
        assert_eq!(on(1), on(2));
        assert_eq!(on(1), on(3));
        assert_eq!(format!("{:?}", part()), format!("{:?}", part()));
    }
}

#[test]
fn networks_without_edges_are_answered() {
    for node_count in [0, 1, 5] {
        for method in METHODS {
            let found = method
                .part(&network(node_count, &[(0, 0, -1.0)][..node_count.min(1)]), &BalanceOptions::default());
            assert_eq!(found.partition.node_count(), node_count);
            assert_eq!((found.quality, found.bound, found.exactness), (0.0, 0.0, Exactness::Proved));
        }
        let empty = network(node_count, &[]);
        assert_eq!(signed_modularity(&empty, &Partition::singletons(node_count)), 0.0);
        assert_eq!(walk_balance(&empty), Ok(1.0));
        assert_eq!(count_triads(&empty).balance(), None);
    }
}

#[test]
fn parallel_edges_are_added_up_and_disconnected_parts_are_answered() {
    let edges =
        [(0, 1, -1.0), (1, 0, 2.0), (1, 2, 1.0), (0, 2, -3.0), (4, 5, -1.0), (5, 6, -1.0), (4, 6, -2.0)];
    let found = frustration(&network(8, &edges), &BalanceOptions::default());
    assert_eq!((found.quality, found.exactness), (2.0, Exactness::Proved));
    let groups = correlation_clustering(&network(8, &edges), &BalanceOptions::default());
    assert_eq!((groups.quality, groups.exactness), (1.0, Exactness::Proved));
}

#[test]
fn long_chains_and_large_stars_need_no_deep_stack() {
    let node_count = 100_000;
    let chain: Vec<_> = (1..node_count).map(|node| (node - 1, node, [1.0, -1.0][node % 2])).collect();
    let star: Vec<_> = (1..node_count).map(|node| (0, node, [1.0, -1.0][node % 2])).collect();
    let fan: Vec<_> = chain.iter().skip(1).chain(&star).copied().collect();
    let options = BalanceOptions { restarts: 1, budget: 0, ..BalanceOptions::default() };
    for edges in [chain, star, fan] {
        let network = network(node_count, &edges);
        assert_eq!(correlation_clustering(&network, &options).partition.node_count(), node_count);
        assert_eq!(frustration(&network, &options).partition.node_count(), node_count);
    }
}
