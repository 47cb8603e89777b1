//! Correlation clustering.

use std::collections::BTreeMap;

use petgraph::unionfind::UnionFind;

use super::Balance;
use super::BalanceMethod;
use super::BalanceOptions;
use super::Exactness;
use super::Goal;
use super::blocks::blocks;
use super::branching::Precision;
use super::branching::Solved;
use super::branching::solve;
use super::kernel::Shape;
use super::piece::Piece;
use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;
use crate::network::Partition;
use crate::network::SignedNetwork;

/// The groups, as many as it takes, of least frustration; see [`correlation_clustering`].
pub struct CorrelationClustering;

impl BalanceMethod for CorrelationClustering {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "correlation-clustering",
            summary: "groups, as many as it takes, that leave the least weight of edges frustrated",
            reference: "Bansal, Blum & Chawla 2004, doi:10.1023/B:MACH.0000033116.57574.95",
            randomness: Randomness::Seeded,
        }
    }

    fn goal(&self) -> Goal {
        Goal::Least
    }

    fn part(&self, network: &SignedNetwork, options: &BalanceOptions) -> Balance {
        correlation_clustering(network, options)
    }
}

/// Finds the groups of least frustration, whatever their number, by branch and bound with packings of bad
/// cycles.
///
/// D(c) = Σ wᵢⱼ over the edges ij with wᵢⱼ > 0 and cᵢ ≠ cⱼ, plus Σ |wᵢⱼ| over those with wᵢⱼ < 0 and cᵢ = cⱼ,
///
/// where wᵢⱼ is the weight of an edge and cᵢ the group of a node. The least D is the weight of the responses
/// one would have to drop to be left with camps that agree inside and disagree with each other: Davis's
/// clusterability, k-balance for any k. How many groups there are is part of the answer, not a parameter. It
/// is never more than the frustration index.
///
/// Every signed network is accepted; without edges every node is a group. Camps between which there is no
/// edge at all are kept apart unless nodes tie them.
///
/// How it is done: as in [`frustration`](super::frustration), but a cycle is bad if exactly one of its edges
/// is negative; negative edges whose ends no path of positive ones joins are satisfied at once.
///
/// # Determinism
/// The seed decides among equals and where the local search looks; the same seed gives the same bytes on any
/// number of threads. A proved quality does not depend on it. Ties go to the lower group, node or edge.
///
/// # Complexity
/// The problem is NP-hard. The local search takes O(r m) passes and kicks for r restarts and m edges, the proof
/// at most about [`BalanceOptions::budget`] steps; memory and exactness are as for the frustration index.
///
/// # References
/// - Bansal, N., Blum, A., & Chawla, S. (2004). Correlation clustering.
///   doi:10.1023/B:MACH.0000033116.57574.95.
/// - Doreian, P., & Mrvar, A. (1996). A partitioning approach to structural balance.
///   doi:10.1016/0378-8733(95)00259-6.
///
/// # Examples
/// ```
/// use dissensus::algorithm::balance::{BalanceOptions, Exactness, correlation_clustering};
/// use dissensus::network::{NodeIndex, SignedNetwork};
/// let node = NodeIndex::new;
/// let enemies = [(node(0), node(1), -1.0), (node(1), node(2), -1.0), (node(0), node(2), -1.0)];
/// let found = correlation_clustering(&SignedNetwork::new(3, enemies), &BalanceOptions::default());
/// assert_eq!((found.partition.group_count(), found.quality, found.exactness), (3, 0.0, Exactness::Proved));
/// ```
#[must_use]
pub fn correlation_clustering(network: &SignedNetwork, options: &BalanceOptions) -> Balance {
    // c is the labels, D of the whole is the sum of those of its blocks.
    let solved = solve_pieces(&Piece::of(network), options);
    Balance::of_cost(network, Partition::new(solved.labels), solved.bound, solved.exactness)
}

/// Groups of the nodes of a piece, and what is known of better ones.
pub(super) fn solve_pieces(piece: &Piece, options: &BalanceOptions) -> Solved {
    let mut groups = UnionFind::<usize>::new(piece.node_count());
    let mut work = options.budget;
    let mut bound = 0.0;
    let mut exactness = Exactness::Proved;
    for block in bad_blocks(piece, &mut groups) {
        let (nodes, part) = piece.part(&block);
        let precision = Precision::of(part.edges.iter().map(|&(_, _, weight)| weight));
        let solved = solve(&part, Shape::AnyGroups, precision, options, &mut work);
        bound += solved.bound;
        exactness = exactness.max(solved.exactness);
        // Two blocks meet in one node, so groups that meet can be joined without a word between the others.
        let mut first_of = BTreeMap::new();
        for (&node, &label) in nodes.iter().zip(&solved.labels) {
            let first = *first_of.entry(label).or_insert(node);
            groups.union(first, node);
        }
    }
    let labels = (0..piece.node_count()).map(|node| groups.find(node)).collect();
    Solved { labels, bound, exactness }
}

/// The blocks in which every negative edge is on a bad cycle. Positive edges outside them are satisfied at
/// once; negative edges outside them are, since no positive path joins their ends.
fn bad_blocks(piece: &Piece, groups: &mut UnionFind<usize>) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut waiting = vec![(0..piece.edges.len()).collect::<Vec<usize>>()];
    while let Some(edges) = waiting.pop() {
        let (_, part) = piece.part(&edges);
        let mut joined = UnionFind::<usize>::new(part.node_count());
        for &(a, b, _) in part.edges.iter().filter(|&&(_, _, weight)| weight > 0.0) {
            joined.union(a, b);
        }
        let meets = |&(a, b, weight): &(usize, usize, f64)| weight > 0.0 || joined.equiv(a, b);
        let kept: Vec<usize> = (0..edges.len()).filter(|&edge| meets(&part.edges[edge])).collect();
        let kept_part = Piece::new(part.node_count(), kept.iter().map(|&edge| part.edges[edge]).collect());
        let split = blocks(&kept_part);
        if split.len() == 1 && kept.len() == edges.len() {
            let (positive, negative) =
                edges.iter().partition::<Vec<usize>, _>(|&&edge| piece.edges[edge].2 > 0.0);
            if negative.is_empty() {
                positive.iter().for_each(|&edge| {
                    groups.union(piece.edges[edge].0, piece.edges[edge].1);
                });
            } else {
                found.push(edges);
            }
        } else {
            waiting.extend(
                split.into_iter().map(|block| block.into_iter().map(|edge| edges[kept[edge]]).collect()),
            );
        }
    }
    found
}
