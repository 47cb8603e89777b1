//! The edges without which the network falls apart, and how much each cuts off.

use crate::network::{NodeIndex, UndirectedNetwork};

/// A cut edge with its smaller side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CutSide {
    /// The end on the greater side; of equal sides, that of the lower node.
    pub(super) stays: NodeIndex,
    /// The end on the smaller side.
    pub(super) goes: NodeIndex,
    /// How many nodes the smaller side has.
    pub(super) size: usize,
}

/// The sides of cut edges, which are given in ascending order, the lower end of each first.
///
/// What is left between cut edges is a forest; its leaves are taken off until none is left.
///
/// # Complexity
/// O(n + m log c) for n nodes, m edges and c cut edges.
pub(super) fn sides(network: &UndirectedNetwork, cuts: &[(NodeIndex, NodeIndex)]) -> Vec<CutSide> {
    let (piece_of, mut sizes) = pieces(network, cuts);
    let piece = |node: NodeIndex| piece_of[node.index()];
    let mut edges_of: Vec<Vec<usize>> = vec![Vec::new(); sizes.len()];
    for (index, &(a, b)) in cuts.iter().enumerate() {
        edges_of[piece(a)].push(index);
        edges_of[piece(b)].push(index);
    }
    let mut open: Vec<usize> = edges_of.iter().map(Vec::len).collect();
    let mut leaves: Vec<usize> = (0..sizes.len()).filter(|&piece| open[piece] == 1).collect();
    // For every cut edge, the piece below it and how much hangs there.
    let mut below: Vec<Option<(usize, usize)>> = vec![None; cuts.len()];
    let mut taken = Vec::new();
    while let Some(leaf) = leaves.pop() {
        let Some(&edge) = edges_of[leaf].iter().find(|&&edge| below[edge].is_none()) else { continue };
        below[edge] = Some((leaf, sizes[leaf]));
        let (a, b) = cuts[edge];
        let next = if piece(a) == leaf { piece(b) } else { piece(a) };
        taken.push((leaf, next));
        sizes[next] += sizes[leaf];
        open[next] -= 1;
        if open[next] == 1 {
            leaves.push(next);
        }
    }
    // What was taken last hangs on the root of its tree, whose size is that of the whole.
    let mut whole = sizes;
    for &(leaf, next) in taken.iter().rev() {
        whole[leaf] = whole[next];
    }
    let side = |(&(a, b), below): (&(NodeIndex, NodeIndex), Option<(usize, usize)>)| {
        let (leaf, size) = below.expect("every edge of a forest is taken off with a leaf");
        let (under, over) = if piece(a) == leaf { (a, b) } else { (b, a) };
        let rest = whole[leaf] - size;
        let under_goes = size < rest || size == rest && under > over;
        let (stays, goes) = if under_goes { (over, under) } else { (under, over) };
        CutSide { stays, goes, size: size.min(rest) }
    };
    cuts.iter().zip(below).map(side).collect()
}

/// The piece of every node when cut edges are gone, and how many nodes each piece has.
fn pieces(network: &UndirectedNetwork, cuts: &[(NodeIndex, NodeIndex)]) -> (Vec<usize>, Vec<usize>) {
    let mut piece_of: Vec<Option<usize>> = vec![None; network.node_count()];
    let mut sizes = Vec::new();
    for start in network.nodes() {
        if piece_of[start.index()].is_some() {
            continue;
        }
        let piece = sizes.len();
        sizes.push(1);
        piece_of[start.index()] = Some(piece);
        let mut stack = vec![start];
        while let Some(node) = stack.pop() {
            for &next in network.neighbours(node) {
                let is_cut = || cuts.binary_search(&(node.min(next), node.max(next))).is_ok();
                if piece_of[next.index()].is_none() && !is_cut() {
                    piece_of[next.index()] = Some(piece);
                    sizes[piece] += 1;
                    stack.push(next);
                }
            }
        }
    }
    let piece_of = piece_of.into_iter().map(|piece| piece.expect("every node is in a piece")).collect();
    (piece_of, sizes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algorithm::centrality::cuts;

    #[test]
    fn a_cut_edge_tells_what_hangs_on_its_smaller_side() {
        let node = NodeIndex::new;
        // A triangle 0 1 2; from 2 a chain 3 – 4; from 0 a single node 5; apart from them a pair 6 – 7.
        let edges = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (0, 5), (6, 7)];
        let network = UndirectedNetwork::new(8, edges.map(|(a, b)| (node(a), node(b), 1.0)));
        let found = sides(&network, &cuts(&network).edges);
        let read: Vec<_> =
            found.iter().map(|side| (side.stays.index(), side.goes.index(), side.size)).collect();
        assert_eq!(read, [(0, 5, 1), (2, 3, 2), (3, 4, 1), (6, 7, 1)]);
    }
}
