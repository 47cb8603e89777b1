//! The cheapest parting of a block: reduction, local search, packing, branch and bound.

use petgraph::unionfind::UnionFind;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;

use super::cycles::pack_greedily;
use super::flipping;
use super::kernel::Kernel;
use super::kernel::Shape;
use super::moving;
use super::moving::Expected;
use super::packing::pack;
use super::piece::Piece;
use super::result::BalanceOptions;
use super::result::Exactness;

/// With more edges than this after reduction, the best packing is not asked for, only a greedy one.
const EDGE_LIMIT: usize = 30_000;

/// Costs that differ by less are equal, and all costs are multiples of the grain if there is one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Precision {
    grain: Option<f64>,
    tolerance: f64,
}

impl Precision {
    /// That of the costs of some weights. They have a grain if they are whole numbers: their greatest common
    /// divisor. Else costs are told apart to a hundred-millionth of all weights.
    pub(super) fn of(weights: impl Iterator<Item = f64>) -> Self {
        /// Above this, halves and thirds of doubles are no longer told apart well.
        const LARGEST: f64 = 1e9;
        let mut divisor = Some(0_u64);
        let mut total = 0.0;
        for weight in weights {
            let weight = weight.abs();
            total += weight;
            let whole = weight.fract() == 0.0 && weight <= LARGEST;
            // The cast is exact: the weight is whole and small.
            divisor = divisor.filter(|_| whole).map(|divisor| common_divisor(divisor, weight as u64));
        }
        let divisor = divisor.filter(|&divisor| divisor > 0 && total <= 1e12);
        Self { grain: divisor.map(|divisor| divisor as f64), tolerance: total * 1e-8 }
    }

    /// The least cost that a bound allows.
    fn lift(self, bound: f64) -> f64 {
        match self.grain {
            Some(grain) => (bound / grain - 1e-4).ceil() * grain,
            None => bound,
        }
    }

    /// Whether nothing above the bound is better than the best.
    fn is_closed(self, bound: f64, best: f64) -> bool {
        match self.grain {
            Some(grain) => self.lift(bound) > best - grain / 2.0,
            None => bound >= best - self.tolerance,
        }
    }
}

fn common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// A parting of a block, and what is known of better ones.
pub(super) struct Solved {
    pub(super) labels: Vec<usize>,
    /// No parting costs less.
    pub(super) bound: f64,
    pub(super) exactness: Exactness,
}

/// The best parting found so far.
struct Incumbent<'p> {
    piece: &'p Piece,
    labels: Vec<usize>,
    cost: f64,
}

impl Incumbent<'_> {
    fn consider(&mut self, labels: Vec<usize>) {
        let cost = self.piece.cost(&labels);
        if cost < self.cost {
            (self.labels, self.cost) = (labels, cost);
        }
    }
}

/// The cheapest parting of a piece, as far as the work lasts; what is used of it is taken off.
pub(super) fn solve(
    piece: &Piece,
    shape: Shape,
    precision: Precision,
    options: &BalanceOptions,
    work: &mut u64,
) -> Solved {
    let mut kernel = Kernel::new(shape, piece);
    kernel.reduce();
    let (nodes, rest) = kernel.rest();
    if rest.edges.is_empty() {
        let labels = kernel.expand(&[], &[]);
        return Solved { bound: piece.cost(&labels), labels, exactness: Exactness::Proved };
    }
    let found = search(&rest, shape, options);
    let greedy = pack_greedily(&rest, shape, &odd_edges(&rest, shape, &found));
    let labels = kernel.expand(&nodes, &found);
    let mut best = Incumbent { piece, cost: piece.cost(&labels), labels };
    let bound = kernel.offset + greedy.value;
    let proved = if precision.is_closed(bound, best.cost) {
        None
    } else if rest.edges.len() > EDGE_LIMIT {
        Some(bound)
    } else {
        branch(kernel, bound, &mut best, precision, work)
    };
    let (bound, exactness) = match proved {
        None => (best.cost, Exactness::Proved),
        Some(bound) => (precision.lift(bound), Exactness::Bounded),
    };
    Solved { labels: best.labels, bound, exactness }
}

/// The best end of the local searches, the first of equals.
fn search(piece: &Piece, shape: Shape, options: &BalanceOptions) -> Vec<usize> {
    let expected = Expected::nothing(piece.node_count());
    let ends: Vec<(f64, Vec<usize>)> = (0..options.restarts.max(1))
        .into_par_iter()
        .map(|start| {
            let mut lots = lots_of(options.seed, start);
            let labels = match shape {
                Shape::TwoSides => flipping::search(piece, &mut lots),
                Shape::AnyGroups => moving::search(piece, &expected, &mut lots),
            };
            (piece.cost(&labels), labels)
        })
        .collect();
    let best = ends.into_iter().min_by(|a, b| a.0.total_cmp(&b.0));
    best.expect("there is at least one start").1
}

/// Where a start of a local search draws its lots from.
pub(super) fn lots_of(seed: u64, start: usize) -> Pcg64Mcg {
    Pcg64Mcg::seed_from_u64(seed ^ (start as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// The edges of which bad cycles have an odd number.
fn odd_edges(piece: &Piece, shape: Shape, labels: &[usize]) -> Vec<bool> {
    let is_odd = |edge: usize| match shape {
        Shape::TwoSides => piece.is_frustrated(edge, labels),
        Shape::AnyGroups => piece.edges[edge].2 < 0.0,
    };
    (0..piece.edges.len()).map(is_odd).collect()
}

/// Halves the partings by what becomes of an edge, and again, until packings close every part. Gives nothing
/// if all are closed, and what the open ones may cost at least if the work does not last.
fn branch(
    root: Kernel,
    bound: f64,
    best: &mut Incumbent<'_>,
    precision: Precision,
    work: &mut u64,
) -> Option<f64> {
    let shape = root.shape;
    let mut open = vec![(root, bound)];
    while let Some((mut kernel, bound)) = open.pop() {
        if precision.is_closed(bound, best.cost) {
            continue;
        }
        if *work == 0 {
            return Some(open.iter().map(|&(_, bound)| bound).fold(bound, f64::min));
        }
        kernel.reduce();
        let (nodes, rest) = kernel.rest();
        let start = match shape {
            Shape::TwoSides => flipping::descend(&rest, vec![0; nodes.len()]),
            Shape::AnyGroups => descend_groups(&rest, &(0..nodes.len()).collect::<Vec<_>>()),
        };
        best.consider(kernel.expand(&nodes, &start));
        if rest.edges.is_empty() {
            continue;
        }
        let odd = odd_edges(&rest, shape, &start);
        let greedy = pack_greedily(&rest, shape, &odd);
        *work = work.saturating_sub(greedy.steps + rest.edges.len() as u64 * 8);
        let bound = bound.max(kernel.offset + greedy.value);
        if precision.is_closed(bound, best.cost) {
            continue;
        }
        let (offset, cost) = (kernel.offset, best.cost);
        let is_enough = |value| precision.is_closed(offset + value, cost);
        let packed = pack(&rest, shape, &odd, greedy.cycles, *work, is_enough);
        *work = work.saturating_sub(packed.steps);
        let bound = bound.max(kernel.offset + packed.value);
        best.consider(kernel.expand(&nodes, &round(&rest, shape, &packed.cover)));
        if !precision.is_closed(bound, best.cost) {
            let edge = undecided_edge(&rest, &packed.cover);
            let (likely, unlikely) = halves(&kernel, &nodes, &rest, edge, packed.cover[edge]);
            open.extend([(unlikely, bound), (likely, bound)]);
        }
    }
    None
}

fn descend_groups(piece: &Piece, labels: &[usize]) -> Vec<usize> {
    moving::descend(piece, &Expected::nothing(piece.node_count()), labels)
}

/// The edge that the packing leaves most open, of equals the heaviest, of those the first.
fn undecided_edge(piece: &Piece, cover: &[f64]) -> usize {
    let mut best = (0, (f64::NEG_INFINITY, 0.0));
    for (edge, &(_, _, weight)) in piece.edges.iter().enumerate() {
        let key = (cover[edge].min(1.0 - cover[edge]), weight.abs());
        if weight.is_finite() && key > best.1 {
            best = (edge, key);
        }
    }
    best.0
}

/// The partings in which an edge is at peace and those in which it is frustrated, the likelier first.
fn halves(kernel: &Kernel, nodes: &[usize], rest: &Piece, edge: usize, cover: f64) -> (Kernel, Kernel) {
    let (a, b, weight) = rest.edges[edge];
    let (a, b) = (nodes[a], nodes[b]);
    let (small, large) = if kernel.degree(a) <= kernel.degree(b) { (a, b) } else { (b, a) };
    let (mut satisfied, mut frustrated) = (kernel.clone(), kernel.clone());
    match (kernel.shape, weight > 0.0) {
        (Shape::TwoSides, _) => {
            satisfied.contract(small, large, weight);
            frustrated.contract(small, large, -weight);
        }
        (Shape::AnyGroups, true) => {
            satisfied.contract(small, large, weight);
            frustrated.separate(a, b);
        }
        (Shape::AnyGroups, false) => {
            satisfied.separate(a, b);
            frustrated.contract(small, large, -weight);
        }
    }
    if cover < 0.5 { (satisfied, frustrated) } else { (frustrated, satisfied) }
}

/// A parting that follows a packing: the edges it presses on least are satisfied first; then descent.
fn round(piece: &Piece, shape: Shape, cover: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..piece.edges.len()).collect();
    order.sort_by(|&a, &b| {
        let key = |edge: usize| (cover[edge], -piece.edges[edge].2.abs());
        key(a).partial_cmp(&key(b)).expect("neither covers nor weights are undefined")
    });
    let node_count = piece.node_count();
    match shape {
        Shape::TwoSides => {
            // A node and its shadow stand for its two sides.
            let mut sides = UnionFind::<usize>::new(node_count * 2);
            for edge in order {
                let (a, b, weight) = piece.edges[edge];
                let shadow = if weight > 0.0 { 0 } else { node_count };
                if sides.find(a) != sides.find(b + (node_count - shadow)) {
                    sides.union(a, b + shadow);
                    sides.union(a + node_count, b + (node_count - shadow));
                }
            }
            let label = |node: usize| usize::from(sides.find(node) > sides.find(node + node_count));
            flipping::descend(piece, (0..node_count).map(label).collect())
        }
        Shape::AnyGroups => {
            let mut groups = UnionFind::<usize>::new(node_count);
            for edge in order.into_iter().filter(|&edge| cover[edge] < 0.5 && piece.edges[edge].2 > 0.0) {
                groups.union(piece.edges[edge].0, piece.edges[edge].1);
            }
            let together: Vec<usize> = (0..node_count).map(|node| groups.find(node)).collect();
            let alone: Vec<usize> = (0..node_count).collect();
            let labels = if piece.cost(&together).is_finite() { together } else { alone };
            descend_groups(piece, &labels)
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::RngExt;

    use super::*;

    /// Labels by the digits of a number; the first of a multiple of the base is 0.
    fn labels(node_count: usize, base: usize, number: usize) -> Vec<usize> {
        (0..node_count).map(|node| number / base.pow(node as u32) % base).collect()
    }

    /// The local search mostly finds the optimum by itself and hides what the proof gets wrong; here the proof
    /// starts from the worst parting and has to find the best.
    #[test]
    fn the_proof_finds_the_optimum_without_a_local_search() {
        let mut lots = lots_of(7, 0);
        for round in 0..300 {
            let (shape, base, node_count): (Shape, usize, usize) =
                if round % 2 == 0 { (Shape::TwoSides, 2, 9) } else { (Shape::AnyGroups, 6, 6) };
            let mut edges = Vec::new();
            for b in 0..node_count {
                for a in 0..b {
                    let weight = [0.0, 1.0, -1.0, 2.0, -1.0, 1.0][lots.random_range(0..6)];
                    // Without a grain a gap of the packing has to be closed by halving.
                    let scale = if round % 4 < 2 { 1.1 } else { 1.0 };
                    if weight != 0.0 {
                        edges.push((a, b, weight * scale));
                    }
                }
            }
            let piece = Piece::new(node_count, edges);
            let all =
                (0..base.pow(node_count as u32 - 1)).map(|number| labels(node_count, base, number * base));
            let mut costs: Vec<(f64, Vec<usize>)> = all.map(|labels| (piece.cost(&labels), labels)).collect();
            costs.sort_by(|a, b| a.0.total_cmp(&b.0));
            let (least, (cost, labels)) = (costs[0].0, costs.swap_remove(costs.len() - 1));
            let precision = Precision::of(piece.edges.iter().map(|edge| edge.2));
            for mut work in [u64::MAX, 400] {
                let mut best = Incumbent { piece: &piece, labels: labels.clone(), cost };
                let open = branch(Kernel::new(shape, &piece), 0.0, &mut best, precision, &mut work);
                match open {
                    None => assert!((best.cost - least).abs() < 1e-6, "{:?}", piece.edges),
                    Some(bound) => {
                        assert!(bound <= least + 1e-6 && least <= best.cost + 1e-6, "{:?}", piece.edges)
                    }
                }
            }
        }
    }

    /// The cheapest parting of what is left, told by what it costs in the whole.
    fn least_of(piece: &Piece, kernel: &Kernel, base: usize) -> f64 {
        let (nodes, rest) = kernel.rest();
        let mut least = f64::INFINITY;
        for number in 0..base.pow(nodes.len() as u32) {
            let labels = labels(nodes.len(), base, number);
            let here = kernel.offset + rest.cost(&labels);
            if here.is_finite() {
                let there = piece.cost(&kernel.expand(&nodes, &labels));
                assert!(there <= here + 1e-9, "a reduction promises {here} and keeps {there}");
                least = least.min(here);
            }
        }
        least
    }

    #[test]
    fn halves_and_their_reductions_keep_the_best_parting_of_their_half() {
        let mut lots = lots_of(11, 0);
        for round in 0..60 {
            let (shape, base): (Shape, usize) = [(Shape::TwoSides, 2), (Shape::AnyGroups, 5)][round % 2];
            let pairs = (0..5).flat_map(|b| (0..b).map(move |a| (a, b)));
            let mut weight = || [1.0, -1.0, 2.0, -3.0, 1.5][lots.random_range(0..5)];
            let piece = Piece::new(5, pairs.map(|(a, b)| (a, b, weight())).collect());
            let kernel = Kernel::new(shape, &piece);
            let (nodes, rest) = kernel.rest();
            for edge in 0..rest.edges.len() {
                let least = |frustrated: bool| {
                    let all = (0..base.pow(5)).map(|number| labels(5, base, number));
                    let those = all.filter(|labels| rest.is_frustrated(edge, labels) == frustrated);
                    those.map(|labels| piece.cost(&labels)).fold(f64::INFINITY, f64::min)
                };
                let (mut satisfied, mut frustrated) = halves(&kernel, &nodes, &rest, edge, 0.0);
                for (half, expected) in [(&mut satisfied, least(false)), (&mut frustrated, least(true))] {
                    let found = least_of(&piece, half, base);
                    assert!(
                        (found - expected).abs() < 1e-9,
                        "before: {found} {expected} {shape:?} {edge} {:?}",
                        piece.edges
                    );
                    half.reduce();
                    let found = least_of(&piece, half, base);
                    assert!(
                        (found - expected).abs() < 1e-9,
                        "reduced: {found} {expected} {shape:?} {edge} {:?}",
                        piece.edges
                    );
                }
            }
        }
    }
}
