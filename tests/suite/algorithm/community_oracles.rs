//! Communities and their quality against obvious slow answers.

use dissensus::algorithm::community::CommunityOptions;
use dissensus::algorithm::community::Iterations;
use dissensus::algorithm::community::QualityFunction;
use dissensus::algorithm::community::constant_potts;
use dissensus::algorithm::community::leiden;
use dissensus::algorithm::community::modularity;
use dissensus::algorithm::community::weighted_constant_potts;
use dissensus::network::NodeIndex;
use dissensus::network::UndirectedNetwork;
use proptest::prelude::*;

use super::community_networks::divided_networks;
use super::community_networks::networks;
use super::community_networks::plain;
use super::community_networks::resolution;

/// A_ij, twice the weight on the diagonal, so that rows add up to strengths.
fn matrix(network: &UndirectedNetwork) -> Vec<Vec<f64>> {
    let count = network.node_count();
    let entry = |i: usize, j: usize| {
        let weight = network.weight(NodeIndex::new(i), NodeIndex::new(j)).unwrap_or(0.0);
        if i == j { 2.0 * weight } else { weight }
    };
    (0..count).map(|i| (0..count).map(|j| entry(i, j)).collect()).collect()
}

/// 1/(2m) Σ_ij (A_ij − γ k_i k_j / (2m)) over the pairs of nodes of the same group.
fn slow_modularity(matrix: &[Vec<f64>], groups: &[usize], gamma: f64) -> f64 {
    let strengths: Vec<f64> = matrix.iter().map(|row| row.iter().sum()).collect();
    let all: f64 = strengths.iter().sum();
    let sum = sum_of_pairs(groups, |i, j| matrix[i][j] - gamma * strengths[i] * strengths[j] / all);
    if all == 0.0 { 0.0 } else { sum / all }
}

/// 1/(2m) Σ_ij (A_ij − γ n_i n_j) over the pairs of nodes of the same group.
fn slow_potts(matrix: &[Vec<f64>], node_weights: &[f64], groups: &[usize], gamma: f64) -> f64 {
    let all: f64 = matrix.iter().flatten().sum();
    let sum = sum_of_pairs(groups, |i, j| matrix[i][j] - gamma * node_weights[i] * node_weights[j]);
    if all == 0.0 { 0.0 } else { sum / all }
}

fn sum_of_pairs(groups: &[usize], term: impl Fn(usize, usize) -> f64) -> f64 {
    let pairs = (0..groups.len()).flat_map(|i| (0..groups.len()).map(move |j| (i, j)));
    pairs.filter(|&(i, j)| groups[i] == groups[j]).map(|(i, j)| term(i, j)).sum()
}

/// Every way to divide some nodes: each goes to a group that is there or to the next.
fn divisions(count: usize) -> Vec<Vec<usize>> {
    let mut all = vec![vec![]];
    for _ in 0..count {
        let longer = all.iter().flat_map(|groups: &Vec<usize>| {
            let next = groups.iter().max().map_or(0, |&last| last + 1);
            (0..=next).map(move |group| groups.iter().copied().chain([group]).collect())
        });
        all = longer.collect();
    }
    all
}

fn best_quality(network: &UndirectedNetwork, function: QualityFunction, gamma: f64) -> f64 {
    let matrix = matrix(network);
    let ones = vec![1.0; network.node_count()];
    let qualities = divisions(network.node_count()).into_iter().map(|groups| match function {
        QualityFunction::Modularity => slow_modularity(&matrix, &groups, gamma),
        QualityFunction::ConstantPotts => slow_potts(&matrix, &ones, &groups, gamma),
    });
    qualities.fold(f64::NEG_INFINITY, f64::max)
}

fn found_quality(network: &UndirectedNetwork, function: QualityFunction, gamma: f64, seed: u64) -> f64 {
    let options =
        CommunityOptions { resolution: resolution(gamma), seed, iterations: Iterations::UntilStable };
    function.quality(network, &leiden(network, function, &options), resolution(gamma))
}

proptest! {
    #[test]
    fn quality_is_the_double_sum_of_its_definition((network, partition) in divided_networks(15), gamma in 0.0..3.0) {
        let groups: Vec<usize> = partition.groups().iter().map(|group| group.index()).collect();
        let matrix = matrix(&network);
        let slow = slow_modularity(&matrix, &groups, gamma);
        prop_assert!((modularity(&network, &partition, resolution(gamma)) - slow).abs() < 1e-9);

        let ones = vec![1.0; groups.len()];
        let slow = slow_potts(&matrix, &ones, &groups, gamma);
        prop_assert!((constant_potts(&network, &partition, resolution(gamma)) - slow).abs() < 1e-9);

        let weights: Vec<f64> = (0..groups.len()).map(|node| (node % 4) as f64).collect();
        let slow = slow_potts(&matrix, &weights, &groups, gamma);
        prop_assert!((weighted_constant_potts(&network, &weights, &partition, resolution(gamma)) - slow).abs() < 1e-9);
    }

    /// Σ_c (e_c − γ n_c (n_c − 1)/2), the form of Traag, Waltman and van Eck (2019), is m H + γ n / 2.
    #[test]
    fn the_quality_of_the_paper_differs_by_a_factor_and_a_constant((network, partition) in divided_networks(15), gamma in 0.0..3.0) {
        prop_assume!(network.total_weight() > 0.0);
        let inside = network.edges().filter(|&(a, b, _)| partition.group(a) == partition.group(b));
        let sizes = partition.members();
        let pairs: f64 = sizes.iter().map(|group| (group.len() * (group.len() - 1) / 2) as f64).sum();
        let of_paper = inside.map(|(_, _, weight)| weight).sum::<f64>() - gamma * pairs;
        let ours = constant_potts(&network, &partition, resolution(gamma));
        let rebuilt = network.total_weight() * ours + gamma * network.node_count() as f64 / 2.0;
        prop_assert!((of_paper - rebuilt).abs() < 1e-9);
    }

    #[test]
    fn no_division_of_all_is_exceeded(network in networks(7), gamma in 0.0..2.0, seed: u64) {
        for function in [QualityFunction::Modularity, QualityFunction::ConstantPotts] {
            let found = found_quality(&network, function, gamma, seed);
            prop_assert!(found <= best_quality(&network, function, gamma) + 1e-9);
        }
    }

    /// With any seed.
    #[test]
    fn two_cliques_with_one_edge_between_are_divided_best(first in 3_usize..5, second in 3_usize..5, seed: u64) {
        let count = first + second;
        let same = |a: usize, b: usize| (a < first) == (b < first);
        let pairs = (0..count).flat_map(|a| (0..a).map(move |b| (b, a)));
        let network = plain(count, pairs.filter(|&(a, b)| same(a, b)).chain([(0, count - 1)]));
        for (function, gamma) in [(QualityFunction::Modularity, 1.0), (QualityFunction::ConstantPotts, 0.3)] {
            let found = found_quality(&network, function, gamma, seed);
            prop_assert!((found - best_quality(&network, function, gamma)).abs() < 1e-9);
        }
    }
}

#[test]
fn there_are_as_many_divisions_as_bell_numbers() {
    assert_eq!([0, 1, 2, 3, 4, 5, 6, 7].map(|count| divisions(count).len()), [1, 1, 2, 5, 15, 52, 203, 877]);
}
