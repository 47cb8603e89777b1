//! What others have found of communities.

use std::num::NonZeroUsize;

use dissensus::algorithm::community::CommunityDetection;
use dissensus::algorithm::community::CommunityOptions;
use dissensus::algorithm::community::Iterations;
use dissensus::algorithm::community::LeidenConstantPotts;
use dissensus::algorithm::community::LeidenModularity;
use dissensus::algorithm::community::Resolution;
use dissensus::algorithm::community::constant_potts;
use dissensus::algorithm::community::leiden_with_node_weights;
use dissensus::algorithm::community::modularity;
use dissensus::algorithm::community::stability;
use dissensus::algorithm::community::weighted_constant_potts;
use dissensus::network::Partition;
use dissensus::network::UndirectedNetwork;

use super::community_networks::corpus;
use super::community_networks::football;
use super::community_networks::is_connected;
use super::community_networks::karate;
use super::community_networks::plain;
use super::community_networks::political_books;
use super::community_networks::resolution;
use super::community_networks::ring_of_cliques;

fn options(gamma: f64, seed: u64) -> CommunityOptions {
    CommunityOptions { resolution: resolution(gamma), seed, iterations: Iterations::UntilStable }
}

/// The network of github.com/CWTSLeiden/networkanalysis, `TestNetworkClustering.java`.
fn example() -> UndirectedNetwork {
    plain(8, [(0, 1), (0, 2), (1, 2), (1, 3), (3, 4), (3, 5), (4, 5), (5, 6), (6, 7)])
}

/// `TestNetworkClustering.java`, `testLeidenAlgorithm`.
#[test]
fn the_example_of_the_authors_is_divided_as_they_say() {
    let network = example();
    for seed in 0..10 {
        let coarse = LeidenConstantPotts.detect(&network, &options(0.1, seed));
        assert_eq!(coarse, Partition::new([1, 1, 1, 0, 0, 0, 0, 0]));
        let quality = constant_potts(&network, &coarse, resolution(0.1));
        assert!((quality - (16.0 - 0.1 * (9.0 + 25.0)) / 18.0).abs() < 1e-12);

        let fine = LeidenConstantPotts.detect(&network, &options(0.5, seed));
        assert_eq!(fine, Partition::new([0, 0, 0, 1, 1, 1, 2, 2]));
        let quality = constant_potts(&network, &fine, resolution(0.5));
        assert!((quality - (14.0 - 0.5 * (9.0 + 9.0 + 4.0)) / 18.0).abs() < 1e-12);
    }
}

/// Two nodes that stand for three and for five: the parts of the example above, put together.
#[test]
fn node_weights_stand_for_several_nodes() {
    let joined = plain(2, [(0, 1)]);
    let quality = |labels: [u32; 2], gamma| {
        weighted_constant_potts(&joined, &[3.0, 5.0], &Partition::new(labels), resolution(gamma))
    };
    assert!((quality([0, 0], 0.1) - (2.0 - 0.1 * 64.0) / 2.0).abs() < 1e-12);
    assert!((quality([0, 1], 0.1) - (0.0 - 0.1 * 34.0) / 2.0).abs() < 1e-12);
    // Together is better where the one edge is worth more than 15 pairs at the resolution.
    for (gamma, groups) in [(0.9 / 15.0, 1), (1.1 / 15.0, 2)] {
        let found = leiden_with_node_weights(&joined, &[3.0, 5.0], &options(gamma, 0));
        assert_eq!(found.group_count(), groups);
    }
}

/// The best of a few seeds, and the best known: Aloise and others (2010), Column generation algorithms for exact
/// modularity maximization in networks, doi:10.1103/PhysRevE.82.046112, where they are proved to be the largest.
#[test]
fn the_largest_modularity_is_reached_and_not_exceeded() {
    let known = [(karate(), 0.41979, 4), (political_books(), 0.52724, 5), (football(), 0.60457, 10)];
    for (network, largest, group_count) in known {
        let Some(network) = network else { return };
        let found = (0..10).map(|seed| LeidenModularity.detect(&network, &options(1.0, seed)));
        let quality = |partition: &Partition| modularity(&network, partition, Resolution::default());
        let best = found.max_by(|a, b| quality(a).total_cmp(&quality(b))).unwrap();
        assert!((quality(&best) - largest).abs() <= 0.000_005, "{} {largest}", quality(&best));
        assert_eq!(best.group_count(), group_count);
        assert!(is_connected(&network, &best));
    }
}

/// Zachary (1977), doi:10.1086/jar.33.4.3629752, table 3, column "club after split".
#[test]
fn the_two_clubs_have_their_modularity() {
    let Some(network) = karate() else { return };
    let first = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21];
    let clubs = Partition::new((0..34).map(|node| first.contains(&node)));
    let quality = modularity(&network, &clubs, Resolution::default());
    assert!((quality - 0.358_234_7).abs() < 5e-8, "{quality}");
}

/// Fortunato and Barthélemy (2007), Resolution limit in community detection, doi:10.1073/pnas.0605965104: for
/// n cliques of m nodes in a ring, the cliques have modularity 1 − 2/(m(m−1)+2) − 1/n, pairs of neighbouring
/// cliques have 1 − 1/(m(m−1)+2) − 2/n, which is more for n = 30, m = 5. The constant Potts model has no such limit.
#[test]
fn modularity_joins_small_cliques_and_the_constant_potts_model_does_not() {
    let (network, cliques) = ring_of_cliques(30, 5);
    let pairs = Partition::new((0..150).map(|node| node / 10));
    let quality = |partition: &Partition| modularity(&network, partition, Resolution::default());
    assert!((quality(&cliques) - (1.0 - 2.0 / 22.0 - 1.0 / 30.0)).abs() < 1e-12);
    assert!((quality(&pairs) - (1.0 - 1.0 / 22.0 - 2.0 / 30.0)).abs() < 1e-12);
    for seed in 0..10 {
        let joined = LeidenModularity.detect(&network, &options(1.0, seed));
        assert!(quality(&joined) > quality(&cliques));
        assert!(joined.group_count() < 30);
        assert_eq!(LeidenConstantPotts.detect(&network, &options(0.5, seed)), cliques);
    }
}

#[test]
fn communities_of_citations_are_connected_and_compared_by_seed() {
    let Some(text) = corpus("networks/cora.cites") else { return };
    let pairs: Vec<Vec<u32>> =
        text.lines().map(|line| line.split_whitespace().map(|id| id.parse().unwrap()).collect()).collect();
    let mut ids: Vec<u32> = pairs.iter().flatten().copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let place = |id: u32| ids.binary_search(&id).unwrap();
    let network = plain(ids.len(), pairs.iter().map(|pair| (place(pair[0]), place(pair[1]))));
    assert_eq!(network.node_count(), 2708);
    let three = NonZeroUsize::new(3).unwrap();
    let found = stability(&LeidenModularity, &network, &CommunityOptions::default(), three);
    for partition in &found.partitions {
        assert!(is_connected(&network, partition));
    }
    let agreement = found.agreement.unwrap();
    assert!(
        0.0 < agreement.least && agreement.least <= agreement.mean && agreement.mean <= agreement.greatest
    );
}
