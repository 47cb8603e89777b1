//! Bad cycles: those of which every parting frustrates an edge.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::VecDeque;

use super::kernel::Shape;
use super::piece::Piece;

/// Looks for bad cycles through given edges.
///
/// Some edges are odd. With two sides a cycle is bad if it has an odd number of odd edges; with any number of
/// groups if it has exactly one, and the odd edges are then the negative ones. A walk is in a layer, by the
/// parity of the odd edges it has come over; with any number of groups it never leaves the first.
pub(super) struct CycleFinder<'p> {
    piece: &'p Piece,
    shape: Shape,
    is_odd: &'p [bool],
    /// What the last search reached, and by which edge from which state; 2 × node + layer.
    from: Vec<Option<(usize, usize)>>,
    distance: Vec<f64>,
    reached: Vec<usize>,
    /// Entries looked at since the last time it was asked.
    steps: u64,
}

impl<'p> CycleFinder<'p> {
    pub(super) fn new(piece: &'p Piece, shape: Shape, is_odd: &'p [bool]) -> Self {
        let states = piece.node_count() * 2;
        let from = vec![None; states];
        Self {
            piece,
            shape,
            is_odd,
            from,
            distance: vec![f64::INFINITY; states],
            reached: Vec::new(),
            steps: 0,
        }
    }

    /// The work done since this was last asked.
    pub(super) fn take_steps(&mut self) -> u64 {
        std::mem::take(&mut self.steps)
    }

    fn clear(&mut self) {
        for state in self.reached.drain(..) {
            self.from[state] = None;
            self.distance[state] = f64::INFINITY;
        }
    }

    /// The states one edge away from a state, edges of no use left out.
    fn next(&self, state: usize, closing: usize) -> impl Iterator<Item = (usize, usize)> + use<'p> {
        let (piece, is_odd, shape) = (self.piece, self.is_odd, self.shape);
        let layer = state % 2;
        piece.row(state / 2).iter().filter_map(move |&(next, edge)| {
            let odd = is_odd[edge];
            let open = edge != closing && !(odd && shape == Shape::AnyGroups);
            open.then_some((next * 2 + (layer ^ usize::from(odd)), edge))
        })
    }

    /// A bad cycle through an odd edge with the fewest edges, at most `longest`, all of them with something
    /// left.
    pub(super) fn fewest(&mut self, closing: usize, longest: usize, left: &[f64]) -> Option<Vec<usize>> {
        self.clear();
        let (start, end, _) = self.piece.edges[closing];
        let mut queue = VecDeque::from([(start * 2, 1)]);
        self.distance[start * 2] = 0.0;
        self.reached.push(start * 2);
        while let Some((state, length)) = queue.pop_front() {
            if length >= longest {
                break;
            }
            for (next, edge) in self.next(state, closing) {
                self.steps += 1;
                if left[edge] > 0.0 && self.distance[next].is_infinite() {
                    self.distance[next] = 0.0;
                    self.from[next] = Some((state, edge));
                    self.reached.push(next);
                    if next == end * 2 {
                        return Some(self.cycle(closing));
                    }
                    queue.push_back((next, length + 1));
                }
            }
        }
        None
    }

    /// A shortest bad cycle through an odd edge, shorter than `limit`, by lengths that are not negative.
    pub(super) fn shortest(&mut self, closing: usize, limit: f64, length: &[f64]) -> Option<Vec<usize>> {
        self.clear();
        let (start, end, _) = self.piece.edges[closing];
        let mut queue = BinaryHeap::from([(Reverse(Length(length[closing])), start * 2)]);
        self.distance[start * 2] = length[closing];
        self.reached.push(start * 2);
        while let Some((Reverse(Length(so_far)), state)) = queue.pop() {
            if so_far > self.distance[state] {
                continue;
            }
            if state == end * 2 {
                return Some(self.cycle(closing));
            }
            for (next, edge) in self.next(state, closing) {
                self.steps += 1;
                let there = so_far + length[edge];
                if there < limit && there < self.distance[next] {
                    if self.distance[next].is_infinite() {
                        self.reached.push(next);
                    }
                    self.distance[next] = there;
                    self.from[next] = Some((state, edge));
                    queue.push((Reverse(Length(there)), next));
                }
            }
        }
        None
    }

    /// The cycle that an edge closes with the way just found. The way may cross itself on the other layer; then the
    /// part between is a bad cycle by itself.
    fn cycle(&self, closing: usize) -> Vec<usize> {
        let (start, end, _) = self.piece.edges[closing];
        let mut state = end * 2;
        let mut way = Vec::new();
        while let Some((before, edge)) = self.from[state] {
            way.push((state, edge));
            state = before;
        }
        way.reverse();
        let mut path: Vec<(usize, Option<usize>)> = vec![(start * 2, None)];
        for (state, edge) in way {
            let crossed = path.iter().position(|&(earlier, _)| earlier / 2 == state / 2);
            path.push((state, Some(edge)));
            if let Some(place) = crossed {
                if path[place].0 != state {
                    return path[place + 1..].iter().filter_map(|&(_, edge)| edge).collect();
                }
                path.truncate(place + 1);
            }
        }
        let edges = path.iter().filter_map(|&(_, edge)| edge);
        edges.chain([closing]).collect()
    }
}

/// A length that can be ordered.
#[derive(Clone, Copy, PartialEq)]
struct Length(f64);

impl Eq for Length {}

impl PartialOrd for Length {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Length {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// A packing found greedily.
pub(super) struct Greedy {
    /// What is packed: every parting frustrates at least this weight.
    pub(super) value: f64,
    /// The cycles in it, in the order they came in.
    pub(super) cycles: Vec<Vec<usize>>,
    /// The work done.
    pub(super) steps: u64,
}

/// Packs bad cycles greedily, the shortest first: through every odd edge as much as its edges let pass.
pub(super) fn pack_greedily(piece: &Piece, shape: Shape, is_odd: &[bool]) -> Greedy {
    let mut finder = CycleFinder::new(piece, shape, is_odd);
    let mut left: Vec<f64> = piece.edges.iter().map(|&(_, _, weight)| weight.abs()).collect();
    let mut odd: Vec<usize> = (0..left.len()).filter(|&edge| is_odd[edge]).collect();
    let mut value = 0.0;
    let mut cycles = Vec::new();
    let mut longest = 3;
    while !odd.is_empty() {
        odd.retain(|&closing| {
            while left[closing] > 0.0 {
                let Some(cycle) = finder.fewest(closing, longest, &left) else {
                    // With the whole network searched in vain, no longer cycle can be found either.
                    return longest <= piece.node_count() * 2;
                };
                let through = cycle.iter().map(|&edge| left[edge]).fold(f64::INFINITY, f64::min);
                value += through;
                cycle.iter().for_each(|&edge| left[edge] -= through);
                cycles.push(cycle);
            }
            false
        });
        longest = if longest < 8 { longest + 1 } else { longest * 2 };
    }
    Greedy { value, cycles, steps: finder.take_steps() }
}
