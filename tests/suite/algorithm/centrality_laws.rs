//! What holds for every centrality.

use dissensus::algorithm::centrality::*;
use dissensus::network::DirectedNetwork;
use dissensus::network::NodeIndex;
use dissensus::network::Partition;
use proptest::prelude::*;

use super::centrality::Edges;
use super::centrality::assert_close;
use super::centrality::directed;
use super::centrality::networks;
use super::centrality::random_edges;
use super::centrality::undirected;

fn options() -> CentralityOptions {
    let page_rank = PageRankOptions { tolerance: 1e-13, ..Default::default() };
    CentralityOptions { page_rank, ..Default::default() }
}

fn bytes(scores: &Scores) -> Vec<u64> {
    scores.values().iter().map(|value| value.to_bits()).collect()
}

proptest! {
    #[test]
    fn every_node_has_a_finite_score_that_is_not_negative((count, edges) in networks(12)) {
        let network = directed(count, &edges);
        for method in METHODS {
            let scores = method.score(&network, &options());
            prop_assert_eq!(scores.node_count(), count);
            prop_assert!(
                scores.values().iter().all(|value| value.is_finite() && value.is_sign_positive()),
                "{}: {:?}",
                method.info().name,
                scores
            );
        }
    }

    #[test]
    fn relabelled_nodes_keep_their_scores(
        (count, edges) in networks(12),
        order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let mut labels: Vec<usize> = order.into_iter().filter(|&label| label < count).collect();
        labels.truncate(count);
        let moved: Edges = edges.iter().map(|&(a, b, weight)| (labels[a], labels[b], weight)).collect();
        for method in METHODS {
            let before = method.score(&directed(count, &edges), &options());
            let after = method.score(&directed(count, &moved), &options());
            let back: Vec<f64> = labels.iter().map(|&label| after.value(NodeIndex::new(label))).collect();
            assert_close(&back, before.values(), 1e-10);
        }
    }

    #[test]
    fn self_loops_change_nothing((count, edges) in networks(12)) {
        let simple: Edges = edges.iter().copied().filter(|&(a, b, _)| a != b).collect();
        for method in METHODS {
            let with = method.score(&directed(count, &edges), &options());
            let without = method.score(&directed(count, &simple), &options());
            prop_assert_eq!(bytes(&with), bytes(&without), "{}", method.info().name);
        }
    }

    #[test]
    fn a_ranking_names_every_node_once_and_descends((count, edges) in networks(12)) {
        for method in METHODS {
            let scores = method.score(&directed(count, &edges), &options());
            let ranking = scores.ranking();
            for two in ranking.windows(2) {
                let (a, b) = (scores.value(two[0]), scores.value(two[1]));
                prop_assert!(a > b || (a == b && two[0] < two[1]));
            }
            let mut nodes = ranking;
            nodes.sort_unstable();
            prop_assert_eq!(nodes, (0..count).map(NodeIndex::new).collect::<Vec<_>>());
        }
    }
}

#[test]
fn methods_are_in_the_order_of_their_names_and_have_references() {
    let names: Vec<&str> = METHODS.iter().map(|method| method.info().name).collect();
    assert!(names.windows(2).all(|two| two[0] < two[1]), "{names:?}");
    for method in METHODS {
        assert!(method.info().reference.contains("doi:"), "{}", method.info().name);
        assert!(!method.info().summary.is_empty());
    }
}

#[test]
fn empty_and_single_nodes_are_answered() {
    for method in METHODS {
        for effort in [Effort::Exact, Effort::Sampled] {
            let betweenness = BetweennessOptions { effort, ..Default::default() };
            let options = CentralityOptions { betweenness, ..options() };
            assert_eq!(method.score(&DirectedNetwork::default(), &options).node_count(), 0);
            for edges in [vec![], vec![(0, 0, 2.0)]] {
                let expected = if method.info().name == "page-rank" { 1.0 } else { 0.0 };
                assert_eq!(method.score(&directed(1, &edges), &options).values(), [expected]);
            }
        }
    }
    let nothing = undirected(0, &[]);
    let nobody = Membership::default();
    assert_eq!(brokerage(&DirectedNetwork::default(), &nobody), Brokerage::default());
    assert_eq!(
        expected_brokerage(&DirectedNetwork::default(), &nobody).total_mean(BrokerageRole::Liaison),
        0.0
    );
    assert_eq!(constraint(&nothing), []);
    assert_eq!(participation(&nothing, &Partition::default()), [0.0; 0]);
    assert_eq!(cuts(&nothing), Cuts::default());
    assert_eq!(heterocitation(&DirectedNetwork::default(), &nobody), Heterocitation::default());
    assert_eq!(external_internal(&nothing, &nobody), ExternalInternal::default());
    assert_eq!(h_index(&[]), 0);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let count = 1100;
    let edges = random_edges(count, 2600, 11);
    let network = directed(count, &edges);
    let both = undirected(count, &edges);
    let labels: Vec<Option<usize>> = (0..count).map(|node| (node % 7 > 0).then_some(node % 5)).collect();
    let membership = Membership::new(labels);
    let partition = Partition::new((0..count).map(|node| node % 5));
    let bound = SamplingBound::new(0.03, 0.1).unwrap();
    let everything = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let mut scores: Vec<Vec<u64>> = Vec::new();
            for method in METHODS {
                for effort in [Effort::Exact, Effort::Sampled] {
                    let betweenness = BetweennessOptions { effort, bound, seed: 7 };
                    let options = CentralityOptions { betweenness, ..options() };
                    scores.push(bytes(&method.score(&network, &options)));
                }
            }
            let holes = constraint(&both).into_iter().flatten();
            scores.push(
                holes.flat_map(|hole| [hole.constraint, hole.effective_size]).map(f64::to_bits).collect(),
            );
            scores.push(participation(&both, &partition).into_iter().map(f64::to_bits).collect());
            (scores, brokerage(&network, &membership))
        })
    };
    let alone = everything(1);
    assert!(alone == everything(4));
    assert!(alone == everything(3));
}

#[test]
fn a_seed_decides_a_sample() {
    let network = directed(400, &random_edges(400, 1600, 2));
    let bound = SamplingBound::new(0.05, 0.1).unwrap();
    let of_seed =
        |seed| bytes(&betweenness(&network, &BetweennessOptions { effort: Effort::Sampled, bound, seed }));
    assert_eq!(of_seed(1), of_seed(1));
    assert_ne!(of_seed(1), of_seed(2));
}
