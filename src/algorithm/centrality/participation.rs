//! How evenly a node's links are spread over the groups.

use rayon::prelude::*;

use crate::network::NodeIndex;
use crate::network::Partition;
use crate::network::SignedNetwork;
use crate::network::UndirectedNetwork;

/// The participation coefficient of every node, after Guimerà and Amaral.
///
/// P(i) = 1 − Σₛ (k(i,s)/k(i))², where k(i,s) is the weight of the links of i to nodes of group s and k(i) the weight
/// of all its links. It is 0 if all links go to one group, be it the node's own or another, and 1 − 1/g if they are
/// spread evenly over g groups; a work of a high P is read by all sides. 0 is also what a node without links gets.
///
/// Any network is accepted; an empty one has no coefficients. Links whose weight is not positive are left out;
/// a self-loop counts once, as it stands in the matrix of the network.
///
/// # Determinism
/// The network and the groups decide; every sum is in the order of the nodes.
///
/// # Complexity
/// O(n + m) time for n nodes and m edges, O(g) memory for each thread and g groups.
///
/// # Panics
/// If the partition is of another number of nodes.
///
/// # References
/// R. Guimerà & L. A. N. Amaral (2005), "Functional cartography of complex metabolic networks",
/// doi:10.1038/nature03288, equation 2.
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::participation;
/// use dissensus::network::{NodeIndex, Partition, UndirectedNetwork};
/// let node = NodeIndex::new;
/// let path = UndirectedNetwork::new(3, [(node(0), node(1), 1.0), (node(1), node(2), 1.0)]);
/// assert_eq!(participation(&path, &Partition::new(["a", "a", "b"])), [0.0, 0.5, 0.0]);
/// ```
#[must_use]
pub fn participation(network: &UndirectedNetwork, partition: &Partition) -> Vec<f64> {
    spread(partition, network.node_count(), |node| (network.neighbours(node), network.weights(node)))
}

/// The participation of every node in positive links and in negative ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignedParticipation {
    /// P⁺ of every node.
    pub positive: Vec<f64>,
    /// P⁻ of every node.
    pub negative: Vec<f64>,
}

/// The participation coefficient of every node, of its positive and its negative links separately.
///
/// P⁺ is [`participation`] in the network of the positive links and P⁻ in that of the negative ones, by absolute
/// weight: a work with a high P⁺ has support from all sides, one with a high P⁻ has disputes with all.
///
/// Any network is accepted; an empty one has no coefficients. Determinism, complexity and panics are those of
/// [`participation`].
///
/// # References
/// M. Rubinov & O. Sporns (2011), "Weight-conserving characterization of complex functional brain networks",
/// doi:10.1016/j.neuroimage.2011.03.069.
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::signed_participation;
/// use dissensus::network::{NodeIndex, Partition, SignedNetwork};
/// let node = NodeIndex::new;
/// let edges = [(node(0), node(1), 1.0), (node(1), node(2), 2.0), (node(1), node(3), -1.0)];
/// let found = signed_participation(&SignedNetwork::new(4, edges), &Partition::new(["a", "a", "b", "b"]));
/// assert_eq!(found.positive[1], 1.0 - (1.0_f64 / 3.0).powi(2) - (2.0_f64 / 3.0).powi(2));
/// assert_eq!(found.negative[1], 0.0);
/// ```
#[must_use]
pub fn signed_participation(network: &SignedNetwork, partition: &Partition) -> SignedParticipation {
    let positive =
        spread(partition, network.node_count(), |node| (network.neighbours(node), network.weights(node)));
    let turned =
        SignedNetwork::new(network.node_count(), network.edges().map(|(a, b, weight)| (a, b, -weight)));
    let negative =
        spread(partition, network.node_count(), |node| (turned.neighbours(node), turned.weights(node)));
    SignedParticipation { positive, negative }
}

fn spread<'n>(
    partition: &Partition,
    node_count: usize,
    links: impl Fn(NodeIndex) -> (&'n [NodeIndex], &'n [f64]) + Sync,
) -> Vec<f64> {
    assert_eq!(node_count, partition.node_count(), "every node has a group");
    let coefficient = |strengths: &mut Vec<f64>, index: usize| {
        // `total` is k(i) and `strengths` k(i,s), all 0 between two nodes.
        let (ends, weights) = links(NodeIndex::new(index));
        let mut touched = Vec::new();
        let mut total = 0.0;
        for (&end, &weight) in ends.iter().zip(weights).filter(|&(_, &weight)| weight > 0.0) {
            let group = partition.group(end).index();
            if strengths[group] == 0.0 {
                touched.push(group);
            }
            strengths[group] += weight;
            total += weight;
        }
        let mut left = 1.0;
        for group in touched {
            left -= (std::mem::take(&mut strengths[group]) / total).powi(2);
        }
        // A node without links is left with 1, but takes part in nothing.
        if total > 0.0 { f64::max(left, 0.0) } else { 0.0 }
    };
    let groups = || vec![0.0; partition.group_count()];
    (0..node_count).into_par_iter().with_min_len(64).map_init(groups, coefficient).collect()
}
