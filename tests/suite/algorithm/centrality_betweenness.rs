//! Betweenness against all shortest paths, and samples of it against their bound.

use std::collections::BTreeSet;
use std::collections::VecDeque;

use dissensus::algorithm::centrality::*;
use proptest::prelude::*;

use super::centrality::Edges;
use super::centrality::assert_close;
use super::centrality::directed;
use super::centrality::networks;
use super::centrality::random_edges;
use super::centrality::undirected;

/// All shortest paths, by walking back through the distances.
fn all_shortest_paths(successors: &[BTreeSet<usize>], from: usize, to: usize) -> Vec<Vec<usize>> {
    let mut paths = VecDeque::from([vec![from]]);
    let mut found: Vec<Vec<usize>> = Vec::new();
    while let Some(path) = paths.pop_front() {
        let last = path[path.len() - 1];
        if found.first().is_some_and(|first| path.len() > first.len()) {
            break;
        }
        if last == to {
            found.push(path);
            continue;
        }
        for &next in successors[last].iter().filter(|next| !path.contains(next)) {
            let mut longer = path.clone();
            longer.push(next);
            paths.push_back(longer);
        }
    }
    found
}

fn slow_betweenness(count: usize, edges: &[(usize, usize, f64)]) -> Vec<f64> {
    let mut successors = vec![BTreeSet::new(); count];
    for &(a, b, _) in edges {
        successors[a].insert(b);
    }
    let mut scores = vec![0.0; count];
    for from in 0..count {
        for to in (0..count).filter(|&to| to != from) {
            let paths = all_shortest_paths(&successors, from, to);
            for path in &paths {
                path[1..path.len() - 1].iter().for_each(|&node| scores[node] += 1.0 / paths.len() as f64);
            }
        }
    }
    scores
}

proptest! {
    #[test]
    fn betweenness_is_what_all_shortest_paths_give((count, edges) in networks(7)) {
        let found = betweenness(&directed(count, &edges), &BetweennessOptions::default());
        prop_assert_eq!(found.accuracy(), Accuracy::Exact);
        assert_close(found.values(), &slow_betweenness(count, &edges), 1e-12);
    }

    #[test]
    fn undirected_betweenness_counts_every_pair_once((count, edges) in networks(7)) {
        let found = undirected_betweenness(&undirected(count, &edges), &BetweennessOptions::default());
        let both: Edges = edges.iter().flat_map(|&(a, b, w)| [(a, b, w), (b, a, w)]).collect();
        let halved: Vec<f64> = slow_betweenness(count, &both).into_iter().map(|score| score / 2.0).collect();
        assert_close(found.values(), &halved, 1e-12);
    }
}

/// A network in which many shortest paths join two nodes: a torus of citations.
fn torus(side: usize) -> Edges {
    let node = |row: usize, column: usize| row % side * side + column % side;
    let cells = (0..side).flat_map(|row| (0..side).map(move |column| (row, column)));
    cells
        .flat_map(|(row, column)| {
            [(node(row, column), node(row + 1, column), 1.0), (node(row, column), node(row, column + 1), 1.0)]
        })
        .collect()
}

/// Twenty sources and twenty targets, and twice between them a choice of ways: six through one node, one through
/// another. Whoever draws nodes instead of paths takes the one too often.
fn uneven_ways() -> (usize, Edges) {
    let block = |first: usize| {
        let fan = (1..=6).flat_map(move |way| [(first, first + way), (first + way, first + 8)]);
        let single = [(first, first + 7), (first + 7, first + 9)];
        fan.chain(single).chain([(first + 8, first + 10), (first + 9, first + 10)])
    };
    let sources = (21..41).map(|source| (source, 0));
    let targets = (41..61).map(|target| (20, target));
    let edges = block(0).chain(block(10)).chain(sources).chain(targets);
    (61, edges.map(|(a, b)| (a, b, 1.0)).collect())
}

#[test]
fn sampled_betweenness_is_within_its_bound_and_as_far_off_as_chance_makes_it() {
    let star: Edges = (1..60).flat_map(|leaf| [(leaf, 0, 1.0), (0, leaf, 1.0)]).collect();
    let ladder: Edges = diamonds(12).1;
    let cases = [(81, torus(9)), (300, random_edges(300, 900, 5)), (60, star), (37, ladder), uneven_ways()];
    for (count, edges) in cases {
        let network = directed(count, &edges);
        let both = undirected(count, &edges);
        let bound = SamplingBound::new(0.02, 0.1).unwrap();
        for seed in 0..3 {
            let options = BetweennessOptions { effort: Effort::Sampled, bound, seed };
            let exact = BetweennessOptions { effort: Effort::Exact, ..options };
            let pairs = (count * (count - 1)) as f64;
            for (found, truth, pairs) in [
                (betweenness(&network, &options), betweenness(&network, &exact), pairs),
                (undirected_betweenness(&both, &options), undirected_betweenness(&both, &exact), pairs / 2.0),
            ] {
                let Accuracy::Sampled { draws, error, confidence } = found.accuracy() else {
                    panic!("a sample says that it is one")
                };
                assert!((error - 0.02 * pairs).abs() < 1e-9 && confidence == 0.9);
                for (found, truth) in found.values().iter().zip(truth.values()) {
                    assert!(
                        (found - truth).abs() <= error,
                        "{found} and {truth} are more than {error} apart"
                    );
                    // Five standard deviations of a share, which the bound is far above.
                    let share = truth / pairs;
                    let deviation = (share * (1.0 - share) / draws as f64).sqrt() * pairs;
                    assert!((found - truth).abs() <= 5.0 * deviation + 1e-9, "{found}, {truth}, {deviation}");
                }
            }
        }
    }
}

#[test]
fn the_number_of_draws_is_that_of_the_bound() {
    // All 81 nodes of the torus can be inside a path: ln(2 · 81 / 0.05) / (2 · 0.1²) = 404.16….
    let options = BetweennessOptions {
        effort: Effort::ExactUpTo(81 * 162 - 1),
        bound: SamplingBound::new(0.1, 0.05).unwrap(),
        seed: 1,
    };
    let network = directed(81, &torus(9));
    let Accuracy::Sampled { draws, .. } = betweenness(&network, &options).accuracy() else {
        panic!("a network above the limit is sampled")
    };
    assert_eq!(draws as f64, ((2.0 * 81.0_f64 / 0.05).ln() / 0.02).ceil());
    let exact = BetweennessOptions { effort: Effort::ExactUpTo(81 * 162), ..options };
    assert_eq!(betweenness(&network, &exact).accuracy(), Accuracy::Exact);
}

/// Diamonds in a chain: between the ends are as many paths as 2 to the number of diamonds.
fn diamonds(number: usize) -> (usize, Edges) {
    let edges = (0..number).flat_map(|at| {
        let first = 3 * at;
        [(0, 1), (0, 2), (1, 3), (2, 3)].map(|(a, b)| (first + a, first + b, 1.0))
    });
    (3 * number + 1, edges.collect())
}

#[test]
fn more_paths_than_a_float_can_count_are_counted() {
    let number = 1100;
    let (count, edges) = diamonds(number);
    // Before the joint of diamond i are 3 i nodes, and 3 (number − i) after it; every path passes it. Either middle
    // has half of the paths from what is before it or at the joint to what is at the next joint or after.
    let expected: Vec<f64> = (0..count)
        .map(|node| {
            let (at, place) = (node / 3, node % 3);
            match place {
                0 => (3 * at * (3 * (number - at))) as f64,
                _ => ((3 * at + 1) * (3 * (number - at - 1) + 1)) as f64 / 2.0,
            }
        })
        .collect();
    let network = directed(count, &edges);
    let exact = BetweennessOptions { effort: Effort::Exact, ..Default::default() };
    assert_close(betweenness(&network, &exact).values(), &expected, 1e-9);
    let options =
        BetweennessOptions { effort: Effort::Sampled, bound: SamplingBound::new(0.1, 0.1).unwrap(), seed: 3 };
    let pairs = (count * (count - 1)) as f64;
    for (found, truth) in betweenness(&network, &options).values().iter().zip(&expected) {
        assert!((found - truth).abs() <= 0.1 * pairs);
    }
}
