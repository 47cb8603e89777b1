//! Modularity with signs.

use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;

use super::Balance;
use super::BalanceMethod;
use super::BalanceOptions;
use super::Exactness;
use super::Goal;
use super::branching::Solved;
use super::branching::lots_of;
use super::correlation_clustering::solve_pieces;
use super::frustrated_edges;
use super::moving;
use super::moving::Expected;
use super::piece::Piece;
use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;
use crate::network::Partition;
use crate::network::SignedNetwork;

/// With more nodes than this nothing is proved.
const PROOF_NODE_LIMIT: usize = 64;

/// The groups of greatest signed modularity; see [`maximise_signed_modularity`].
pub struct SignedModularity;

impl BalanceMethod for SignedModularity {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "signed-modularity",
            summary: "groups with more agreement and less disagreement inside than chance would put there",
            reference: "Gómez, Jensen & Arenas 2009, doi:10.1103/PhysRevE.80.016114",
            randomness: Randomness::Seeded,
        }
    }

    fn goal(&self) -> Goal {
        Goal::Greatest
    }

    fn part(&self, network: &SignedNetwork, options: &BalanceOptions) -> Balance {
        maximise_signed_modularity(network, options)
    }
}

/// The positive and the negative strength of every node, and twice the weight of each sign.
struct Strengths {
    nodes: Vec<(f64, f64)>,
    total: (f64, f64),
}

impl Strengths {
    fn of(network: &SignedNetwork) -> Self {
        let of_node = |node| {
            let weights = network.weights(node).iter();
            weights.fold((0.0, 0.0), |(plus, minus): (f64, f64), &weight| {
                (plus + weight.max(0.0), minus - weight.min(0.0))
            })
        };
        let nodes: Vec<(f64, f64)> = network.nodes().map(of_node).collect();
        let total = nodes.iter().fold((0.0, 0.0), |sum: (f64, f64), own| (sum.0 + own.0, sum.1 + own.1));
        Self { nodes, total }
    }

    fn expected(&self) -> Expected {
        let inverse = |total: f64| if total > 0.0 { 1.0 / total } else { 0.0 };
        let (plus, minus) = (inverse(self.total.0), inverse(self.total.1));
        Expected { plus, minus, strengths: self.nodes.clone() }
    }
}

/// Finds how much more agreement and less disagreement there is inside groups than chance would put there.
///
/// Q = (w⁺ Q⁺ − w⁻ Q⁻) / (w⁺ + w⁻),
/// with Q^± = Σ_c (wᶜ± / w^± − (sᶜ± / 2w^±)²),
///
/// where w⁺ is the weight of the positive edges, w⁻ that of the negative ones, signs dropped, wᶜ± what of it is
/// inside group c, and sᶜ± the sum of the strengths of its nodes: the weight of their edges of that sign. 0
/// is what chance would do, 1 is never passed;
/// edges that agree are expected among the agreeable, edges that disagree among the quarrelsome.
///
/// Every signed network and each of its partitions is accepted. A sign that no edge has counts 0; without
/// edges Q is 0.
///
/// # Determinism
/// No lots are drawn; sums have a fixed order.
///
/// # Complexity
/// O(n + m) time, O(n) memory, for n nodes and m edges.
///
/// # Panics
/// If the partition has not as many nodes as the network.
///
/// # References
/// Gómez, S., Jensen, P., & Arenas, A. (2009). Analysis of community structure in networks of correlated data.
/// doi:10.1103/PhysRevE.80.016114.
///
/// # Examples
/// ```
/// use dissensus::algorithm::balance::signed_modularity;
/// use dissensus::network::{NodeIndex, Partition, SignedNetwork};
/// let node = NodeIndex::new;
/// let network = SignedNetwork::new(3, [(node(0), node(1), 1.0), (node(1), node(2), -1.0)]);
/// // Q⁺ = 1 − (2/2)² = 0 and Q⁻ = −2 (1/2)² = −1/2.
/// assert_eq!(signed_modularity(&network, &Partition::new([0, 0, 1])), 0.25);
/// ```
#[must_use]
pub fn signed_modularity(network: &SignedNetwork, partition: &Partition) -> f64 {
    assert_eq!(network.node_count(), partition.node_count(), "a partition is of the nodes of its network");
    // total is (2w⁺, 2w⁻), inside the signed weight inside groups, of_group their (w⁺_c, w⁻_c).
    let Strengths { nodes, total } = Strengths::of(network);
    if total.0 + total.1 == 0.0 {
        return 0.0;
    }
    let mut of_group = vec![(0.0, 0.0); partition.group_count()];
    for (own, group) in nodes.iter().zip(partition.groups()) {
        of_group[group.index()].0 += own.0;
        of_group[group.index()].1 += own.1;
    }
    let inside: f64 = network
        .edges()
        .filter(|&(a, b, _)| partition.group(a) == partition.group(b))
        .map(|(_, _, w)| w)
        .sum();
    let squares = |total: f64, strength: fn(&(f64, f64)) -> f64| {
        let sum: f64 = of_group.iter().map(strength).map(|strength| strength * strength).sum();
        if total > 0.0 { sum / total } else { 0.0 }
    };
    let expected = squares(total.0, |strength| strength.0) - squares(total.1, |strength| strength.1);
    (2.0 * inside - expected) / (total.0 + total.1)
}

/// Finds the groups of greatest signed modularity, by local moves, aggregation and kicks, and on small
/// networks proves it.
///
/// The quality is that of [`signed_modularity`]; the number of groups is part of the answer. On networks of up
/// to 64 nodes the proof is that of [`correlation_clustering`](super::correlation_clustering) on the complete
/// network whose weights are what each pair gains, wᵢⱼ − sᵢ⁺sⱼ⁺/2w⁺ + sᵢ⁻sⱼ⁻/2w⁻: what is not gained there is
/// frustrated. Above, or with no budget, the bound is 1, which no partition passes.
///
/// Every signed network is accepted; without edges every node is a group and the quality is 0.
///
/// # Determinism
/// The seed decides among equals and where the search looks; the same seed gives the same bytes on any number
/// of threads. Ties go to the lower group or node.
///
/// # Complexity
/// The problem is NP-hard. The search takes O(r m) passes and kicks for r restarts and m edges, the proof at
/// most about [`BalanceOptions::budget`] steps and O(n⁴) memory for n nodes, up to 64.
///
/// # References
/// - Gómez, S., Jensen, P., & Arenas, A. (2009). Analysis of community structure in networks of correlated
///   data. doi:10.1103/PhysRevE.80.016114.
/// - Blondel, V. D., Guillaume, J.-L., Lambiotte, R., & Lefebvre, E. (2008). Fast unfolding of communities in
///   large networks. doi:10.1088/1742-5468/2008/10/P10008.
///
/// # Examples
/// ```
/// use dissensus::algorithm::balance::{BalanceOptions, Exactness, maximise_signed_modularity};
/// use dissensus::network::{NodeIndex, Partition, SignedNetwork};
/// let node = NodeIndex::new;
/// let edges = [(node(0), node(1), 1.0), (node(2), node(3), 1.0), (node(1), node(2), -1.0)];
/// let found = maximise_signed_modularity(&SignedNetwork::new(4, edges), &BalanceOptions::default());
/// assert_eq!((found.partition, found.exactness), (Partition::new([0, 0, 1, 1]), Exactness::Proved));
/// ```
#[must_use]
pub fn maximise_signed_modularity(network: &SignedNetwork, options: &BalanceOptions) -> Balance {
    let strengths = Strengths::of(network);
    let total = strengths.total.0 + strengths.total.1;
    if total == 0.0 {
        let partition = Partition::singletons(network.node_count());
        return balance(network, partition, 0.0, Exactness::Proved);
    }
    let expected = strengths.expected();
    let mut best = search(network, &expected, options);
    if network.node_count() > PROOF_NODE_LIMIT || options.budget == 0 {
        return balance(network, best.1, 1.0, Exactness::Bounded);
    }
    let (gains, owed) = pair_gains(network, &expected);
    let positive: f64 = gains.edges.iter().map(|&(_, _, gain)| gain.max(0.0)).sum();
    let Solved { labels, bound, exactness } = solve_pieces(&gains, options);
    let found = Partition::new(labels);
    let quality = signed_modularity(network, &found);
    if quality > best.0 {
        best = (quality, found);
    }
    let bound = (2.0 * (positive - bound) - owed) / total;
    balance(network, best.1, bound, exactness)
}

fn balance(network: &SignedNetwork, partition: Partition, bound: f64, exactness: Exactness) -> Balance {
    let quality = signed_modularity(network, &partition);
    let bound = match exactness {
        Exactness::Proved => quality,
        Exactness::Bounded => bound.max(quality),
    };
    let frustrated = frustrated_edges(network, &partition).into_iter().map(|(a, b, _)| (a, b)).collect();
    Balance { partition, quality, bound, exactness, frustrated }
}

/// The best end of the local searches, the first of equals.
fn search(network: &SignedNetwork, expected: &Expected, options: &BalanceOptions) -> (f64, Partition) {
    let piece = Piece::of(network);
    let ends: Vec<(f64, Partition)> = (0..options.restarts.max(1))
        .into_par_iter()
        .map(|start| {
            let labels = moving::search(&piece, expected, &mut lots_of(options.seed, start));
            let partition = Partition::new(labels);
            (signed_modularity(network, &partition), partition)
        })
        .collect();
    let better = |best: (f64, Partition), end: (f64, Partition)| if end.0 > best.0 { end } else { best };
    ends.into_iter().reduce(better).expect("there is at least one start")
}

/// What every pair gains by being in one group, and what all nodes owe by being in one group with themselves.
fn pair_gains(network: &SignedNetwork, expected: &Expected) -> (Piece, f64) {
    let node_count = network.node_count();
    let mut owed = 0.0;
    let mut pairs = Vec::with_capacity(node_count * node_count / 2);
    for a in network.nodes() {
        owed += expected.of_pair(a.index(), a.index());
        for b in network.nodes().skip(a.index() + 1) {
            let gain = network.weight(a, b).unwrap_or(0.0) - expected.of_pair(a.index(), b.index());
            if gain != 0.0 {
                pairs.push((a.index(), b.index(), gain));
            }
        }
    }
    (Piece::new(node_count, pairs), owed)
}
