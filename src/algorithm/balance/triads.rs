//! Triangles by their signs.

use crate::network::NodeIndex;
use crate::network::SignedNetwork;

/// How many triangles there are of each kind.
///
/// # Examples
/// ```
/// use dissensus::algorithm::balance::TriadCounts;
/// let counts = TriadCounts { one_negative: 1, two_negative: 3, ..TriadCounts::default() };
/// assert_eq!(counts.balance(), Some(0.75));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TriadCounts {
    /// +++: three that agree.
    pub all_positive: u64,
    /// ++−: two that disagree and agree with the same third.
    pub one_negative: u64,
    /// +−−: two that agree and disagree with the same third.
    pub two_negative: u64,
    /// −−−: three that disagree.
    pub all_negative: u64,
}

impl TriadCounts {
    /// How many triangles in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.all_positive + self.one_negative + self.two_negative + self.all_negative
    }

    /// The share of balanced triangles, those with an even number of negative edges; none where there is no
    /// triangle.
    #[must_use]
    pub fn balance(&self) -> Option<f64> {
        let balanced = self.all_positive + self.two_negative;
        (self.total() > 0).then(|| balanced as f64 / self.total() as f64)
    }
}

/// Counts the triangles of each kind, by walking edges from nodes of fewer to nodes of more neighbours.
///
/// A triangle is a set of three nodes joined two by two; its kind is the number of its negative edges, weights
/// do not matter. Those with an even number are balanced: the enemy of a friend is an enemy, the enemy of an
/// enemy a friend (Heider; Cartwright and Harary). [`TriadCounts::balance`] is their share
///
/// T = (t₊₊₊ + t₊₋₋) / (t₊₊₊ + t₊₊₋ + t₊₋₋ + t₋₋₋).
///
/// Every signed network is accepted; without triangles all counts are 0.
///
/// # Determinism
/// No lots are drawn; the counts are whole numbers.
///
/// # Complexity
/// O(m^1.5) time, O(n + m) memory, for n nodes and m edges.
///
/// # References
/// Cartwright, D., & Harary, F. (1956). Structural balance: a generalization of Heider's theory.
/// doi:10.1037/h0046049.
///
/// # Examples
/// ```
/// use dissensus::algorithm::balance::count_triads;
/// use dissensus::network::{NodeIndex, SignedNetwork};
/// let node = NodeIndex::new;
/// let quarrel = [(node(0), node(1), 1.0), (node(1), node(2), 1.0), (node(0), node(2), -1.0)];
/// let counts = count_triads(&SignedNetwork::new(3, quarrel));
/// assert_eq!((counts.one_negative, counts.total()), (1, 1));
/// ```
#[must_use]
pub fn count_triads(network: &SignedNetwork) -> TriadCounts {
    let rank = |node: NodeIndex| (network.neighbours(node).len(), node);
    // Every edge points to the end of higher rank, so that no node has more than √(2m) ahead of it.
    let ahead: Vec<Vec<(NodeIndex, bool)>> = network
        .nodes()
        .map(|node| {
            let entries = network.neighbours(node).iter().zip(network.weights(node));
            let higher = entries.filter(|&(&other, _)| rank(other) > rank(node));
            higher.map(|(&other, &weight)| (other, weight < 0.0)).collect()
        })
        .collect();
    let mut sign_to: Vec<Option<bool>> = vec![None; network.node_count()];
    let mut by_negatives = [0_u64; 4];
    for row in &ahead {
        for &(other, negative) in row {
            sign_to[other.index()] = Some(negative);
        }
        for &(middle, first) in row {
            for &(end, second) in &ahead[middle.index()] {
                if let Some(third) = sign_to[end.index()] {
                    by_negatives[[first, second, third].into_iter().filter(|&negative| negative).count()] +=
                        1;
                }
            }
        }
        for &(other, _) in row {
            sign_to[other.index()] = None;
        }
    }
    let [all_positive, one_negative, two_negative, all_negative] = by_negatives;
    TriadCounts { all_positive, one_negative, two_negative, all_negative }
}
