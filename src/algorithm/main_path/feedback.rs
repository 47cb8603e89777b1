//! Which edges to drop so that no cycle is left.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// An order of the nodes 0, 1, … in which few of the edges between them point backward, by the greedy
/// rule of Eades, Lin & Smyth: nodes without successors go last, nodes without predecessors first, and when
/// there are neither, the node with the largest surplus of edges out over edges in goes first.
///
/// `successors` and `predecessors` are the rows of an edge list without self-loops. Of nodes equal by the
/// rule the lowest comes first.
pub(super) fn small_feedback_order(successors: &[Vec<usize>], predecessors: &[Vec<usize>]) -> Vec<usize> {
    // head: the paper's s1, tail: s2 read backward, surplus: its δ.
    let node_count = successors.len();
    let mut out: Vec<usize> = successors.iter().map(Vec::len).collect();
    let mut into: Vec<usize> = predecessors.iter().map(Vec::len).collect();
    let surplus = |out: &[usize], into: &[usize], node: usize| out[node] as i64 - into[node] as i64;
    let mut placed = vec![false; node_count];
    let mut ends: BinaryHeap<Reverse<usize>> =
        (0..node_count).filter(|&n| out[n] == 0).map(Reverse).collect();
    let mut starts: BinaryHeap<Reverse<usize>> =
        (0..node_count).filter(|&n| into[n] == 0).map(Reverse).collect();
    // Entries are not taken out when a surplus changes; those that no longer hold are passed over.
    let mut others: BinaryHeap<(i64, Reverse<usize>)> =
        (0..node_count).map(|n| (surplus(&out, &into, n), Reverse(n))).collect();
    let (mut head, mut tail) = (Vec::with_capacity(node_count), Vec::new());
    while head.len() + tail.len() < node_count {
        let node = if let Some(Reverse(node)) = ends.pop() {
            if placed[node] {
                continue;
            }
            tail.push(node);
            node
        } else if let Some(Reverse(node)) = starts.pop() {
            if placed[node] {
                continue;
            }
            head.push(node);
            node
        } else {
            let (claimed, Reverse(node)) = others.pop().expect("a node that is not placed has its entry");
            if placed[node] || claimed != surplus(&out, &into, node) {
                continue;
            }
            head.push(node);
            node
        };
        placed[node] = true;
        for &next in successors[node].iter().filter(|&&next| !placed[next]) {
            into[next] -= 1;
            if into[next] == 0 {
                starts.push(Reverse(next));
            }
            others.push((surplus(&out, &into, next), Reverse(next)));
        }
        for &before in predecessors[node].iter().filter(|&&before| !placed[before]) {
            out[before] -= 1;
            if out[before] == 0 {
                ends.push(Reverse(before));
            }
            others.push((surplus(&out, &into, before), Reverse(before)));
        }
    }
    head.extend(tail.into_iter().rev());
    head
}
