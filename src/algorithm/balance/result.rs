//! What every method of the family takes and gives.

use crate::network::NodeIndex;
use crate::network::Partition;
use crate::network::SignedNetwork;

/// How much a method may try.
///
/// # Examples
/// ```
/// use dissensus::algorithm::balance::BalanceOptions;
/// let quick = BalanceOptions { budget: 0, ..BalanceOptions::default() };
/// assert_eq!((quick.seed, quick.restarts), (0, 8));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BalanceOptions {
    /// Where the local search draws its lots from.
    pub seed: u64,
    /// How many times the local search starts anew; the best end counts. None is taken for one.
    pub restarts: usize,
    /// How much work the proof of optimality may cost, in steps: entries of tables and ends of edges looked
    /// at. A thousand million steps are a few seconds. Nothing depends on a clock.
    pub budget: u64,
}

impl Default for BalanceOptions {
    /// Seed 0, eight starts, a budget of two thousand million steps.
    fn default() -> Self {
        Self { seed: 0, restarts: 8, budget: 2_000_000_000 }
    }
}

/// Whether less or more of a quality is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Goal {
    /// The quality is a cost.
    Least,
    /// The quality is a gain.
    Greatest,
}

/// What is known of a parting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exactness {
    /// No parting is better: the search was exhausted.
    Proved,
    /// A parting may be better, but none passes the bound.
    Bounded,
}

/// A parting, how good it is, and what is known of better ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Balance {
    /// The groups.
    pub partition: Partition,
    /// What the method measures, of this partition.
    pub quality: f64,
    /// What no partition betters: the quality itself if that is proved.
    pub bound: f64,
    /// Whether the quality is proved to be the best.
    pub exactness: Exactness,
    /// The edges at odds with the partition, positive between groups or negative inside one, in the order of
    /// the network's edges.
    pub frustrated: Vec<(NodeIndex, NodeIndex)>,
}

/// The edges at odds with a partition: those that are positive between two groups and those that are negative
/// inside one, in the order of the network's edges, with their weights.
///
/// # Panics
/// If the partition has not as many nodes as the network.
///
/// # Examples
/// ```
/// use dissensus::algorithm::balance::frustrated_edges;
/// use dissensus::network::{NodeIndex, Partition, SignedNetwork};
/// let node = NodeIndex::new;
/// let network = SignedNetwork::new(3, [(node(0), node(1), -1.0), (node(1), node(2), 2.0)]);
/// assert_eq!(frustrated_edges(&network, &Partition::new([0, 0, 0])), [(node(0), node(1), -1.0)]);
/// ```
#[must_use]
pub fn frustrated_edges(network: &SignedNetwork, partition: &Partition) -> Vec<(NodeIndex, NodeIndex, f64)> {
    assert_eq!(network.node_count(), partition.node_count(), "a partition is of the nodes of its network");
    let is_frustrated = |&(a, b, weight): &(NodeIndex, NodeIndex, f64)| {
        (partition.group(a) == partition.group(b)) == (weight < 0.0)
    };
    network.edges().filter(is_frustrated).collect()
}

impl Balance {
    /// The balance of a partition whose quality is the weight of its frustrated edges.
    pub(super) fn of_cost(
        network: &SignedNetwork,
        partition: Partition,
        bound: f64,
        exactness: Exactness,
    ) -> Self {
        let edges = frustrated_edges(network, &partition);
        let quality: f64 = edges.iter().map(|(_, _, weight)| weight.abs()).sum();
        let bound = match exactness {
            Exactness::Proved => quality,
            Exactness::Bounded => bound.clamp(0.0, quality),
        };
        let frustrated = edges.into_iter().map(|(a, b, _)| (a, b)).collect();
        Self { partition, quality, bound, exactness, frustrated }
    }
}
