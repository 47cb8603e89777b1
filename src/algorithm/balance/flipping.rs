//! Local search for two sides: nodes change sides.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::VecDeque;

use rand::RngExt;
use rand_pcg::Pcg64Mcg;

use super::piece::Piece;

/// How many rows' entries one search may look at, so that large networks are answered too.
const STEP_LIMIT: u64 = 20_000_000;

/// Two sides on the way to better ones.
struct Sides<'p> {
    piece: &'p Piece,
    labels: Vec<usize>,
    /// What a flip of each node would add to the cost.
    pulls: Vec<f64>,
    cost: f64,
    /// Less than this is no gain.
    least: f64,
    steps: u64,
}

impl<'p> Sides<'p> {
    fn new(piece: &'p Piece, labels: Vec<usize>) -> Self {
        let mut pulls = vec![0.0; labels.len()];
        for (edge, &(a, b, weight)) in piece.edges.iter().enumerate() {
            let pull = if piece.is_frustrated(edge, &labels) { -weight.abs() } else { weight.abs() };
            pulls[a] += pull;
            pulls[b] += pull;
        }
        let cost = piece.cost(&labels);
        Self { piece, labels, pulls, cost, least: piece.total() * 1e-12, steps: piece.edges.len() as u64 }
    }

    fn flip(&mut self, node: usize) {
        self.cost += self.pulls[node];
        self.labels[node] = 1 - self.labels[node];
        self.pulls[node] = -self.pulls[node];
        for &(other, edge) in self.piece.row(node) {
            let weight = self.piece.edges[edge].2.abs();
            let frustrated = self.piece.is_frustrated(edge, &self.labels);
            self.pulls[other] += if frustrated { -2.0 * weight } else { 2.0 * weight };
        }
        self.steps += self.piece.row(node).len() as u64 + 1;
    }

    /// Flips nodes while one gains, those waiting first in turn; notes the flips.
    fn descend(&mut self, mut waiting: VecDeque<usize>, log: &mut Vec<usize>) {
        while let Some(node) = waiting.pop_front() {
            if self.pulls[node] < -self.least {
                self.flip(node);
                log.push(node);
                waiting.extend(self.piece.row(node).iter().map(|&(other, _)| other));
            }
        }
    }

    /// Kernighan and Lin's pass: every node flips once, the one that costs least first, and the best state on
    /// the way stays.
    fn pass(&mut self) {
        let mut queue: BinaryHeap<(Reverse<Cost>, Reverse<usize>)> = BinaryHeap::new();
        let entry = |pulls: &[f64], node: usize| (Reverse(Cost(pulls[node])), Reverse(node));
        queue.extend((0..self.labels.len()).map(|node| entry(&self.pulls, node)));
        let mut done = vec![false; self.labels.len()];
        let mut log = Vec::new();
        let (mut best, mut kept) = (self.cost, 0);
        while let Some((Reverse(Cost(pull)), Reverse(node))) = queue.pop() {
            if done[node] || pull != self.pulls[node] {
                continue;
            }
            done[node] = true;
            self.flip(node);
            log.push(node);
            if self.cost < best - self.least {
                (best, kept) = (self.cost, log.len());
            }
            let others = self.piece.row(node).iter().filter(|&&(other, _)| !done[other]);
            queue.extend(others.map(|&(other, _)| entry(&self.pulls, other)));
        }
        log[kept..].iter().rev().for_each(|&node| self.flip(node));
    }

    /// Flips some neighbouring nodes at once and descends from there; takes it back if that was worse.
    fn kick(&mut self, lots: &mut Pcg64Mcg) {
        let before = self.cost;
        let start = lots.random_range(0..self.labels.len());
        let size = lots.random_range(2..=12);
        let mut region = vec![start];
        for _ in 1..size {
            let at = region[lots.random_range(0..region.len())];
            let row = self.piece.row(at);
            let next = row[lots.random_range(0..row.len())].0;
            if !region.contains(&next) {
                region.push(next);
            }
        }
        let mut log = Vec::new();
        let mut waiting = VecDeque::new();
        for node in region {
            self.flip(node);
            log.push(node);
            waiting.extend(self.piece.row(node).iter().map(|&(other, _)| other));
        }
        waiting.extend(log.iter().copied());
        self.descend(waiting, &mut log);
        if self.cost > before + self.least {
            log.iter().rev().for_each(|&node| self.flip(node));
        }
    }
}

/// A cost that can be ordered.
#[derive(Clone, Copy, PartialEq)]
struct Cost(f64);

impl Eq for Cost {}

impl PartialOrd for Cost {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Cost {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// Sides that no single flip improves, from given ones.
pub(super) fn descend(piece: &Piece, labels: Vec<usize>) -> Vec<usize> {
    let mut sides = Sides::new(piece, labels);
    sides.descend((0..piece.node_count()).collect(), &mut Vec::new());
    sides.labels
}

/// Sides from a start that satisfies the edges of a random tree, by descent, passes and kicks. Every node
/// must have an edge.
pub(super) fn search(piece: &Piece, lots: &mut Pcg64Mcg) -> Vec<usize> {
    let mut sides = Sides::new(piece, tree_sides(piece, lots));
    sides.descend((0..piece.node_count()).collect(), &mut Vec::new());
    for _ in 0..20 {
        let before = sides.cost;
        sides.pass();
        if sides.cost >= before - sides.least {
            break;
        }
    }
    for _ in 0..piece.node_count() * 30 {
        if sides.steps > STEP_LIMIT {
            break;
        }
        sides.kick(lots);
    }
    sides.pass();
    sides.labels
}

/// Sides that satisfy every edge of a tree grown from random edges.
fn tree_sides(piece: &Piece, lots: &mut Pcg64Mcg) -> Vec<usize> {
    let node_count = piece.node_count();
    let mut labels = vec![None; node_count];
    for root in 0..node_count {
        if labels[root].is_some() {
            continue;
        }
        labels[root] = Some(0);
        let mut edge_of: Vec<(usize, usize, usize)> =
            piece.row(root).iter().map(|&(to, edge)| (root, to, edge)).collect();
        while !edge_of.is_empty() {
            let (from, to, edge) = edge_of.swap_remove(lots.random_range(0..edge_of.len()));
            if labels[to].is_none() {
                let side = labels[from].expect("edges wait only at nodes that have a side");
                labels[to] = Some(if piece.edges[edge].2 > 0.0 { side } else { 1 - side });
                edge_of.extend(piece.row(to).iter().map(|&(next, edge)| (to, next, edge)));
            }
        }
    }
    labels.into_iter().map(|label| label.expect("every node is on a tree")).collect()
}
