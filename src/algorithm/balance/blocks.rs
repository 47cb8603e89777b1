//! Blocks: the largest parts of a network that no single node holds together.

use super::piece::Piece;

/// The edges of every block, by number, so that of two blocks that meet, the one nearer the root of the walk
/// comes first. An edge whose removal disconnects its ends is a block by itself.
///
/// Hopcroft and Tarjan's walk (1973, doi:10.1145/362248.362272) with a stack of its own: O(n + m) time and
/// memory, and a chain of a million nodes does no harm.
pub(super) fn blocks(piece: &Piece) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let node_count = piece.node_count();
    let mut order = vec![UNSEEN; node_count];
    let mut low = vec![0; node_count];
    let mut seen = 0;
    let mut open = Vec::new();
    let mut found = Vec::new();
    // A node, the edge it was reached by, how much of its row is done, how many edges were open before it.
    let mut walk: Vec<(usize, Option<usize>, usize, usize)> = Vec::new();
    for root in 0..node_count {
        if order[root] != UNSEEN {
            continue;
        }
        order[root] = seen;
        low[root] = seen;
        seen += 1;
        walk.push((root, None, 0, 0));
        while let Some(&mut (node, by, ref mut done, opened)) = walk.last_mut() {
            if let Some(&(next, edge)) = piece.row(node).get(*done) {
                *done += 1;
                if Some(edge) == by {
                    continue;
                }
                if order[next] == UNSEEN {
                    order[next] = seen;
                    low[next] = seen;
                    seen += 1;
                    walk.push((next, Some(edge), 0, open.len()));
                    open.push(edge);
                } else if order[next] < order[node] {
                    low[node] = low[node].min(order[next]);
                    open.push(edge);
                }
                continue;
            }
            walk.pop();
            if let Some(&(above, ..)) = walk.last() {
                low[above] = low[above].min(low[node]);
                if low[node] >= order[above] {
                    found.push(open.split_off(opened));
                }
            }
        }
    }
    found.reverse();
    for block in &mut found {
        block.sort_unstable();
    }
    found
}
