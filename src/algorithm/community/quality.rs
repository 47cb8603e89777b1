//! How good a partition of a network into communities is.

use crate::network::Partition;
use crate::network::UndirectedNetwork;

/// How much a community must hold together to be one: a finite number, not negative.
///
/// The larger it is, the smaller and denser the communities. At 0 every connected component is one community.
/// What 1 means depends on the [`QualityFunction`].
///
/// # Examples
/// ```
/// use dissensus::algorithm::community::Resolution;
/// assert_eq!(Resolution::new(0.1).map(Resolution::value), Some(0.1));
/// assert_eq!(Resolution::new(-1.0), None);
/// assert_eq!(Resolution::default().value(), 1.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Resolution(f64);

impl Resolution {
    /// The resolution of this value, if it is finite and not negative.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        // Adding zero turns a negative zero into a positive one.
        (value.is_finite() && value >= 0.0).then_some(Self(value + 0.0))
    }

    /// Its value.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }
}

impl Default for Resolution {
    /// One.
    fn default() -> Self {
        Self(1.0)
    }
}

/// What makes a partition of a network a good one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QualityFunction {
    /// More weight inside the communities than chance would put there, see [`modularity`].
    Modularity,
    /// Communities denser inside than the resolution, and less dense between, see [`constant_potts`].
    ConstantPotts,
}

impl QualityFunction {
    /// The quality of a partition, by [`modularity`] or [`constant_potts`].
    ///
    /// # Panics
    /// If the partition is of another number of nodes than the network.
    #[must_use]
    pub fn quality(self, network: &UndirectedNetwork, partition: &Partition, resolution: Resolution) -> f64 {
        match self {
            Self::Modularity => modularity(network, partition, resolution),
            Self::ConstantPotts => constant_potts(network, partition, resolution),
        }
    }
}

/// The modularity of a partition: how much more weight lies inside its groups than chance would put there.
///
/// Q = 1/(2m) Σ_c (W_c − γ K_c² / (2m)), where the sum runs over the groups c; W_c is the weight inside c, each
/// edge counted from both its ends, so that a self-loop of weight w adds 2w; K_c is the sum of the strengths of
/// the nodes of c, a self-loop counted twice; m is the weight of all edges, each counted once; γ is the
/// resolution. At γ = 1 the second term is what c would hold inside on average if every node kept its strength
/// and edges fell anywhere; with a larger γ a group must exceed γ times as much. The largest value is below 1.
///
/// Every network is accepted; negative weights have no meaning here. A network without weight has modularity 0.
///
/// # Determinism
/// Sums run in the order of the edges and of the groups.
///
/// # Complexity
/// O(n + m) time, O(k) memory, for n nodes, m edges and k groups.
///
/// # Panics
/// If the partition is of another number of nodes than the network.
///
/// # References
/// Newman and Girvan (2004), Finding and evaluating community structure in networks,
/// [doi:10.1103/PhysRevE.69.026113](https://doi.org/10.1103/PhysRevE.69.026113), equation 5. The resolution:
/// Reichardt and Bornholdt (2006), Statistical mechanics of community detection,
/// [doi:10.1103/PhysRevE.74.016110](https://doi.org/10.1103/PhysRevE.74.016110).
///
/// # Examples
/// ```
/// use dissensus::algorithm::community::{Resolution, modularity};
/// use dissensus::network::{NodeIndex, Partition, UndirectedNetwork};
/// let edges = [(0, 1), (2, 3)].map(|(a, b)| (NodeIndex::new(a), NodeIndex::new(b), 1.0));
/// let network = UndirectedNetwork::new(4, edges);
/// assert_eq!(modularity(&network, &Partition::new([0, 0, 1, 1]), Resolution::default()), 0.5);
/// assert_eq!(modularity(&network, &Partition::new([0, 0, 0, 0]), Resolution::default()), 0.0);
/// ```
#[must_use]
pub fn modularity(network: &UndirectedNetwork, partition: &Partition, resolution: Resolution) -> f64 {
    // `doubled` is 2m, `inside` W, `strength` K.
    check_lengths(network, partition);
    let doubled = 2.0 * network.total_weight();
    if doubled == 0.0 {
        return 0.0;
    }
    let mut strength = vec![0.0; partition.group_count()];
    for (a, b, weight) in network.edges() {
        strength[partition.group(a).index()] += weight;
        strength[partition.group(b).index()] += weight;
    }
    let inside = weight_inside(network, partition);
    let expected = |of_group: f64| resolution.value() * of_group * (of_group / doubled);
    inside.iter().zip(&strength).map(|(inside, &strength)| inside - expected(strength)).sum::<f64>() / doubled
}

/// The quality of a partition in the constant Potts model: groups should be denser inside than the resolution.
///
/// H = 1/(2m) Σ_c (W_c − γ n_c²), where the sum runs over the groups c; W_c is the weight inside c, each edge
/// counted from both its ends (a self-loop of weight w adds 2w); n_c is the number of nodes of c; m is the weight
/// of all edges, each counted once; γ is the resolution. Two groups are better apart if the weight between them
/// is below γ for each pair of their nodes, better together if it is above: γ is the density that divides inside
/// from between, in the units of the weights, and does not depend on the size of the network. The density of the
/// whole network is a point to start from.
///
/// The division by 2m, and n_c² where other texts have the number of pairs n_c (n_c − 1)/2, are those of the
/// authors' own program; with e_c = W_c / 2, the form Σ_c (e_c − γ n_c (n_c − 1)/2) of the paper is m H + γ n / 2.
/// The two rank partitions alike.
///
/// Every network is accepted. A network without weight has quality 0.
///
/// # Determinism
/// Sums run in the order of the edges and of the groups.
///
/// # Complexity
/// O(n + m) time, O(k) memory, for n nodes, m edges and k groups.
///
/// # Panics
/// If the partition is of another number of nodes than the network.
///
/// # References
/// Traag, Van Dooren and Nesterov (2011), Narrow scope for resolution-limit-free community detection,
/// [doi:10.1103/PhysRevE.84.016114](https://doi.org/10.1103/PhysRevE.84.016114). Traag, Waltman and van Eck (2019),
/// From Louvain to Leiden: guaranteeing well-connected communities,
/// [doi:10.1038/s41598-019-41695-z](https://doi.org/10.1038/s41598-019-41695-z), equation 2.
///
/// # Examples
/// ```
/// use dissensus::algorithm::community::{Resolution, constant_potts};
/// use dissensus::network::{NodeIndex, Partition, UndirectedNetwork};
/// let edges = [(0, 1), (2, 3)].map(|(a, b)| (NodeIndex::new(a), NodeIndex::new(b), 1.0));
/// let network = UndirectedNetwork::new(4, edges);
/// let quality = |labels: [u32; 4]| constant_potts(&network, &Partition::new(labels), Resolution::new(0.25).unwrap());
/// assert_eq!(quality([0, 0, 1, 1]), (4.0 - 0.25 * (4.0 + 4.0)) / 4.0);
/// assert_eq!(quality([0, 0, 0, 0]), (4.0 - 0.25 * 16.0) / 4.0);
/// ```
#[must_use]
pub fn constant_potts(network: &UndirectedNetwork, partition: &Partition, resolution: Resolution) -> f64 {
    potts(network, partition, resolution, |_| 1.0)
}

/// As [`constant_potts`], with n_c the sum of the weights of the nodes of c, for nodes that stand for several
/// things each.
///
/// # Panics
/// If the partition, or the slice of node weights, is of another number of nodes than the network.
#[must_use]
pub fn weighted_constant_potts(
    network: &UndirectedNetwork,
    node_weights: &[f64],
    partition: &Partition,
    resolution: Resolution,
) -> f64 {
    assert_eq!(node_weights.len(), network.node_count(), "every node has a weight");
    potts(network, partition, resolution, |node| node_weights[node])
}

fn potts(
    network: &UndirectedNetwork,
    partition: &Partition,
    resolution: Resolution,
    node_weight: impl Fn(usize) -> f64,
) -> f64 {
    // `doubled` is 2m, `inside` W, `size` the n of each group.
    check_lengths(network, partition);
    let doubled = 2.0 * network.total_weight();
    if doubled == 0.0 {
        return 0.0;
    }
    let mut size = vec![0.0; partition.group_count()];
    for (node, group) in partition.groups().iter().enumerate() {
        size[group.index()] += node_weight(node);
    }
    let inside = weight_inside(network, partition);
    let expected = |size: f64| resolution.value() * size * size;
    inside.iter().zip(&size).map(|(inside, &size)| inside - expected(size)).sum::<f64>() / doubled
}

/// The weight inside every group, each edge counted from both its ends.
fn weight_inside(network: &UndirectedNetwork, partition: &Partition) -> Vec<f64> {
    let mut inside = vec![0.0; partition.group_count()];
    for (a, b, weight) in network.edges() {
        let group = partition.group(a);
        if group == partition.group(b) {
            inside[group.index()] += 2.0 * weight;
        }
    }
    inside
}

fn check_lengths(network: &UndirectedNetwork, partition: &Partition) {
    assert_eq!(partition.node_count(), network.node_count(), "the partition is of the nodes of the network");
}
