//! The frustration index.

use super::Balance;
use super::BalanceMethod;
use super::BalanceOptions;
use super::Exactness;
use super::Goal;
use super::blocks::blocks;
use super::branching::Precision;
use super::branching::solve;
use super::kernel::Shape;
use super::piece::Piece;
use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;
use crate::network::Partition;
use crate::network::SignedNetwork;

/// The two sides of least frustration; see [`frustration`].
pub struct Frustration;

impl BalanceMethod for Frustration {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "frustration",
            summary: "two sides that leave the least weight of edges frustrated",
            reference: "Harary 1959, Behavioral Science 4(4); Aref, Mason & Wilson 2020, doi:10.1002/net.21907",
            randomness: Randomness::Seeded,
        }
    }

    fn goal(&self) -> Goal {
        Goal::Least
    }

    fn part(&self, network: &SignedNetwork, options: &BalanceOptions) -> Balance {
        frustration(network, options)
    }
}

/// Finds the two sides of least frustration, by branch and bound with packings of negative cycles.
///
/// L(x) = Σ |wᵢⱼ| over the edges ij with wᵢⱼ xᵢ xⱼ < 0,
///
/// where wᵢⱼ is the weight of an edge and xᵢ = ±1 the side of a node: an edge is frustrated if it agrees across
/// the sides or disagrees inside one. The least L is the frustration index, or line index of balance: the
/// weight of the responses one would have to drop to be left with two camps and no exception. With weights of
/// 1 and −1 it is at most half the edges; 1 − 2L/m runs from 0 to 1, balanced. The seed, the restarts and the
/// budget change how good the answer is and how much of it is proved, not what is measured.
///
/// Every signed network is accepted. One without edges has one group, as has every one without frustration
/// across: a side may be empty. Nodes that nothing ties to the rest stand on the side of the first.
///
/// How it is done: blocks are solved one by one, since they meet in single nodes. In each, nodes are taken
/// away that an edge rules or that have three edges; a local search (flips, Kernighan and Lin's passes,
/// kicks) finds sides; a packing of negative cycles, of each of which every parting frustrates an edge, bounds
/// them from below: a greedy one, then the best fractional one, by the simplex method. Where a gap remains,
/// an edge is taken as satisfied and then as frustrated, and both halves are bounded again.
///
/// # Determinism
/// The seed decides among equals and where the local search looks; the same seed gives the same bytes on any
/// number of threads. A proved quality does not depend on it. Ties go to the lower node or edge.
///
/// # Complexity
/// The problem is NP-hard. The local search takes O(r m) passes and kicks for r restarts and m edges, the proof
/// at most about [`BalanceOptions::budget`] steps; O(n + m + k²) memory, where k is how many edges the packing
/// presses on, and as much again for every halving on the way. More edges than a limit (see the bound: it is
/// reported all the same) get a greedy packing only. Sums are exact if the weights are whole numbers up to 10⁹;
/// of other weights, two qualities that differ by less than a hundred-millionth of all weights are the same.
///
/// # References
/// - Harary, F. (1959). On the measurement of structural balance. Behavioral Science 4(4).
/// - Aref, S., Mason, A. J., & Wilson, M. C. (2020). A modeling and computational study of the frustration
///   index in signed networks. doi:10.1002/net.21907.
///
/// # Examples
/// ```
/// use dissensus::algorithm::balance::{BalanceOptions, Exactness, frustration};
/// use dissensus::network::{NodeIndex, SignedNetwork};
/// let node = NodeIndex::new;
/// let quarrel = [(node(0), node(1), 2.0), (node(1), node(2), 1.0), (node(0), node(2), -3.0)];
/// let found = frustration(&SignedNetwork::new(3, quarrel), &BalanceOptions::default());
/// assert_eq!((found.quality, found.exactness), (1.0, Exactness::Proved));
/// assert_eq!(found.frustrated, [(node(1), node(2))]);
/// ```
#[must_use]
pub fn frustration(network: &SignedNetwork, options: &BalanceOptions) -> Balance {
    // x is labels (0 and 1 for ±1), L of the whole is the sum of those of the blocks.
    let piece = Piece::of(network);
    let mut labels: Vec<Option<usize>> = vec![None; piece.node_count()];
    let mut work = options.budget;
    let mut bound = 0.0;
    let mut exactness = Exactness::Proved;
    for block in blocks(&piece) {
        let (nodes, part) = piece.part(&block);
        let precision = Precision::of(part.edges.iter().map(|&(_, _, weight)| weight));
        let solved = solve(&part, Shape::TwoSides, precision, options, &mut work);
        bound += solved.bound;
        exactness = exactness.max(solved.exactness);
        // All blocks that meet this one nearer the root came before, and meet it in one node.
        let met = nodes.iter().zip(&solved.labels).find_map(|(&node, &side)| Some((labels[node]?, side)));
        let turn = usize::from(met.is_some_and(|(above, here)| above != here));
        for (&node, &side) in nodes.iter().zip(&solved.labels) {
            labels[node] = Some(side ^ turn);
        }
    }
    let partition = Partition::new(labels.into_iter().map(|label| label.unwrap_or(0)));
    Balance::of_cost(network, partition, bound, exactness)
}
