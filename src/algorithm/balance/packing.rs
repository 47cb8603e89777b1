//! The best fractional packing of bad cycles, a lower bound on what any parting frustrates.

use rand::RngExt;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use rustc_hash::FxHashMap;

use super::cycles::CycleFinder;
use super::kernel::Shape;
use super::piece::Piece;

/// Two prices closer than this are equal.
const CLOSE: f64 = 1e-7;
/// Less than this is nothing.
const ZERO: f64 = 1e-13;
/// A pivot below this is not trusted.
const PIVOT: f64 = 1e-9;
/// With more saturated edges than this the inverse no longer fits into memory.
const TIGHT_LIMIT: usize = 4_000;

/// What a packing proves.
pub(super) struct Packed {
    /// Every parting frustrates at least this weight.
    pub(super) value: f64,
    /// For every edge how far the packing presses on it, from 0 to 1: where all are 0 or 1, the ones are the
    /// frustrated edges of an optimum.
    pub(super) cover: Vec<f64>,
    /// The work done.
    pub(super) steps: u64,
}

/// Maximises Σ λ(C) over the bad cycles C, so that the λ of the cycles through an edge add up to its weight
/// at most, by the simplex method; the cycles given are tried
/// first, others enter as shortest paths find them.
///
/// Since every parting frustrates an edge of every bad cycle, Σ λ is a lower bound at any time; it stops
/// early when `is_enough` says so, or when the work is used up. The value is that of a packing whose loads
/// were added up anew and scaled down where rounding had made them too large.
pub(super) fn pack(
    piece: &Piece,
    shape: Shape,
    is_odd: &[bool],
    mut cycles: Vec<Vec<usize>>,
    work: u64,
    is_enough: impl Fn(f64) -> bool,
) -> Packed {
    let mut finder = CycleFinder::new(piece, shape, is_odd);
    let odd: Vec<usize> = (0..is_odd.len()).filter(|&edge| is_odd[edge]).collect();
    let mut tableau = Tableau::new(piece);
    let mut steps = 0;
    'rounds: loop {
        while let Some(entering) = tableau.best_entering(&cycles) {
            let Some(done) = tableau.enter(entering, &cycles) else {
                break 'rounds;
            };
            steps += done + cycles.len() as u64 * 4;
            if steps > work || tableau.tight.len() > TIGHT_LIMIT || is_enough(tableau.value) {
                break 'rounds;
            }
        }
        // A small toll for every edge makes the search prefer cycles with few edges.
        let lengths: Vec<f64> = tableau.prices.iter().map(|price| price.max(0.0) + 1e-6).collect();
        let before = cycles.len();
        for &closing in &odd {
            let found = finder.shortest(closing, 1.0, &lengths);
            cycles.extend(found.filter(|cycle| tableau.profit(cycle) > CLOSE));
        }
        steps += finder.take_steps();
        if cycles.len() == before || steps > work {
            break;
        }
    }
    let value = tableau.certified(piece, &cycles);
    let cover = tableau.prices.iter().map(|price| price.clamp(0.0, 1.0)).collect();
    Packed { value, cover, steps }
}

/// Takes from every row so many times another; gives the work done.
fn take_shares(rows: &mut [Vec<f64>], times: &[f64], other: &[f64]) -> u64 {
    let nonzero: Vec<(usize, f64)> =
        other.iter().copied().enumerate().filter(|(_, entry)| entry.abs() > ZERO).collect();
    let is_sparse = nonzero.len() * 4 < other.len();
    let mut steps = other.len() as u64;
    for (row, &times) in rows.iter_mut().zip(times).filter(|(_, times)| times.abs() > ZERO) {
        if row.is_empty() {
            // It is the other one itself, taken out by the caller.
        } else if is_sparse {
            nonzero.iter().for_each(|&(place, entry)| row[place] -= times * entry);
            steps += nonzero.len() as u64 * 2;
        } else {
            row.iter_mut().zip(other).for_each(|(mine, entry)| *mine -= times * entry);
            steps += other.len() as u64;
        }
    }
    steps
}

/// What enters the basis.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Entering {
    /// What a saturated edge has left, by its place among them.
    Slack(usize),
    /// A cycle, by its number.
    Cycle(usize),
}

/// What leaves it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Leaving {
    /// A cycle, by its place in the basis.
    Cycle(usize),
    /// What an edge has left.
    Slack(usize),
}

/// The basis: some cycles, and what the edges that are not saturated have left. There are as many cycles in
/// it as saturated edges, so that only the matrix between these two need be inverted.
struct Tableau {
    /// The saturated edges, and where each edge is among them.
    tight: Vec<usize>,
    place: Vec<Option<usize>>,
    /// The cycles in the basis, and how much of each is packed.
    basic: Vec<usize>,
    levels: Vec<f64>,
    /// What every edge has left; of no account for saturated ones.
    left: Vec<f64>,
    /// The inverse: a row for each cycle in the basis, a column for each saturated edge.
    inverse: Vec<Vec<f64>>,
    prices: Vec<f64>,
    value: f64,
}

impl Tableau {
    fn new(piece: &Piece) -> Self {
        let edge_count = piece.edges.len();
        let mut lots = Pcg64Mcg::seed_from_u64(0);
        // Weights are made unequal by a hair, downward, so that the method does not turn in circles.
        let hair = |&(_, _, weight): &(usize, usize, f64)| weight.abs() * (1.0 - 1e-9 * lots.random::<f64>());
        Self {
            tight: Vec::new(),
            place: vec![None; edge_count],
            basic: Vec::new(),
            levels: Vec::new(),
            left: piece.edges.iter().map(hair).collect(),
            inverse: Vec::new(),
            prices: vec![0.0; edge_count],
            value: 0.0,
        }
    }

    fn profit(&self, cycle: &[usize]) -> f64 {
        1.0 - cycle.iter().map(|&edge| self.prices[edge]).sum::<f64>()
    }

    /// What would raise the value fastest.
    fn best_entering(&self, cycles: &[Vec<usize>]) -> Option<Entering> {
        let mut best = (CLOSE, None);
        for (place, &edge) in self.tight.iter().enumerate() {
            if -self.prices[edge] > best.0 {
                best = (-self.prices[edge], Some(Entering::Slack(place)));
            }
        }
        for (number, cycle) in cycles.iter().enumerate() {
            let profit = self.profit(cycle);
            if profit > best.0 {
                best = (profit, Some(Entering::Cycle(number)));
            }
        }
        best.1
    }

    /// Brings something into the basis; gives the work done, or nothing if rounding has left no pivot.
    fn enter(&mut self, entering: Entering, cycles: &[Vec<usize>]) -> Option<u64> {
        // How fast each cycle in the basis, and what each edge has left, goes down.
        let mut falls = vec![0.0; self.basic.len()];
        let mut drains: FxHashMap<usize, f64> = FxHashMap::default();
        let mut drained = Vec::new();
        let mut drain = |edge: usize, rate: f64| {
            *drains.entry(edge).or_insert_with(|| {
                drained.push(edge);
                0.0
            }) += rate;
        };
        let gain = match entering {
            Entering::Slack(place) => {
                falls.iter_mut().zip(&self.inverse).for_each(|(fall, row)| *fall = row[place]);
                -self.prices[self.tight[place]]
            }
            Entering::Cycle(number) => {
                for &edge in &cycles[number] {
                    match self.place[edge] {
                        Some(place) => {
                            falls.iter_mut().zip(&self.inverse).for_each(|(fall, row)| *fall += row[place]);
                        }
                        None => drain(edge, 1.0),
                    }
                }
                self.profit(&cycles[number])
            }
        };
        for (&cycle, &fall) in self.basic.iter().zip(&falls).filter(|&(_, &fall)| fall.abs() > ZERO) {
            let loose = cycles[cycle].iter().filter(|&&edge| self.place[edge].is_none());
            loose.for_each(|&edge| drain(edge, -fall));
        }
        let (leaving, step) = self.leaving(&falls, &drains, &drained)?;
        self.value += gain * step;
        self.levels.iter_mut().zip(&falls).for_each(|(level, fall)| *level -= step * fall);
        drained.iter().for_each(|edge| self.left[*edge] -= step * drains[edge]);
        let steps = (drained.len() * 4 + falls.len() * 6) as u64;
        let pivot_steps = match (entering, leaving) {
            (Entering::Cycle(cycle), Leaving::Cycle(row)) => {
                let done = self.sweep_rows(row, &falls, gain);
                self.basic[row] = cycle;
                self.levels[row] = step;
                done
            }
            (Entering::Cycle(cycle), Leaving::Slack(edge)) => {
                self.levels.push(step);
                self.grow(cycle, edge, &falls, gain / drains[&edge], drains[&edge], cycles)
            }
            (Entering::Slack(place), Leaving::Cycle(row)) => {
                let done = self.sweep_rows(row, &falls, gain);
                self.shrink(place, row, step);
                done
            }
            (Entering::Slack(place), Leaving::Slack(edge)) => {
                let done = self.exchange(place, edge, gain / drains[&edge], cycles);
                self.left[self.tight[place]] = step;
                self.place[self.tight[place]] = None;
                self.place[edge] = Some(place);
                self.tight[place] = edge;
                done
            }
        };
        Some(steps + pivot_steps)
    }

    /// What comes to nothing first, and how much of what enters is in the basis then.
    fn leaving(
        &self,
        falls: &[f64],
        drains: &FxHashMap<usize, f64>,
        drained: &[usize],
    ) -> Option<(Leaving, f64)> {
        let mut first: Option<(f64, f64, Leaving)> = None;
        let mut consider = |level: f64, rate: f64, leaving: Leaving| {
            if rate > PIVOT {
                let ratio = level.max(0.0) / rate;
                if first.is_none_or(|(least, best, _)| ratio < least || (ratio == least && rate > best)) {
                    first = Some((ratio, rate, leaving));
                }
            }
        };
        for (row, &fall) in falls.iter().enumerate() {
            consider(self.levels[row], fall, Leaving::Cycle(row));
        }
        for &edge in drained {
            consider(self.left[edge], drains[&edge], Leaving::Slack(edge));
        }
        first.map(|(ratio, _, leaving)| (leaving, ratio))
    }

    /// Makes a row of the inverse that of what enters, and takes its share from all others.
    fn sweep_rows(&mut self, leaving: usize, falls: &[f64], gain: f64) -> u64 {
        let mut pivot_row = std::mem::take(&mut self.inverse[leaving]);
        pivot_row.iter_mut().for_each(|entry| *entry /= falls[leaving]);
        let steps = take_shares(&mut self.inverse, falls, &pivot_row);
        for (&edge, share) in self.tight.iter().zip(&pivot_row) {
            self.prices[edge] += gain * share;
        }
        self.inverse[leaving] = pivot_row;
        steps
    }

    /// The sum of the rows of the cycles through an edge.
    fn row_sum(&self, edge: usize, cycles: &[Vec<usize>]) -> Vec<f64> {
        let mut sum = vec![0.0; self.tight.len()];
        for (&cycle, row) in self.basic.iter().zip(&self.inverse) {
            if cycles[cycle].contains(&edge) {
                sum.iter_mut().zip(row).for_each(|(total, entry)| *total += entry);
            }
        }
        sum
    }

    /// A cycle enters and an edge becomes saturated.
    fn grow(
        &mut self,
        cycle: usize,
        edge: usize,
        falls: &[f64],
        price: f64,
        drain: f64,
        cycles: &[Vec<usize>],
    ) -> u64 {
        let mut last = self.row_sum(edge, cycles);
        for (&other, share) in self.tight.iter().zip(&last) {
            self.prices[other] -= price * share;
        }
        last.iter_mut().for_each(|entry| *entry /= -drain);
        let steps = take_shares(&mut self.inverse, falls, &last);
        for (row, &fall) in self.inverse.iter_mut().zip(falls) {
            row.push(-fall / drain);
        }
        last.push(1.0 / drain);
        self.inverse.push(last);
        self.prices[edge] = price;
        self.place[edge] = Some(self.tight.len());
        self.tight.push(edge);
        self.basic.push(cycle);
        steps
    }

    /// After the sweep: a cycle is gone and an edge no longer saturated.
    fn shrink(&mut self, place: usize, row: usize, step: f64) {
        let edge = self.tight.swap_remove(place);
        if let Some(&moved) = self.tight.get(place) {
            self.place[moved] = Some(place);
        }
        self.place[edge] = None;
        self.prices[edge] = 0.0;
        self.left[edge] = step;
        self.basic.swap_remove(row);
        self.levels.swap_remove(row);
        self.inverse.swap_remove(row);
        for row in &mut self.inverse {
            row.swap_remove(place);
        }
    }

    /// One edge takes the place of another among the saturated.
    fn exchange(&mut self, place: usize, edge: usize, price: f64, cycles: &[Vec<usize>]) -> u64 {
        let sums = self.row_sum(edge, cycles);
        for (&other, sum) in self.tight.iter().zip(&sums) {
            self.prices[other] -= price * sum;
        }
        self.prices[self.tight[place]] = 0.0;
        self.prices[edge] = price;
        let shares: Vec<f64> = self.inverse.iter().map(|row| row[place] / sums[place]).collect();
        let steps = take_shares(&mut self.inverse, &shares, &sums);
        for (row, share) in self.inverse.iter_mut().zip(shares) {
            row[place] = share;
        }
        steps
    }

    /// The value of the packing as it is, whatever rounding has done to the basis.
    fn certified(&self, piece: &Piece, cycles: &[Vec<usize>]) -> f64 {
        let mut loads = vec![0.0; piece.edges.len()];
        let mut value = 0.0;
        for (&cycle, &level) in self.basic.iter().zip(&self.levels) {
            value += level.max(0.0);
            cycles[cycle].iter().for_each(|&edge| loads[edge] += level.max(0.0));
        }
        let too_much = loads.iter().zip(&piece.edges).map(|(load, (_, _, weight))| load / weight.abs());
        value / too_much.fold(1.0, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(piece: &Piece, shape: Shape) -> Packed {
        let is_odd: Vec<bool> = piece.edges.iter().map(|&(_, _, weight)| weight < 0.0).collect();
        pack(piece, shape, &is_odd, Vec::new(), u64::MAX, |_| false)
    }

    /// Every edge of n enemies is in n − 2 triangles; with 1/(n − 2) of each all edges are full, and a third on
    /// every edge covers every odd cycle.
    #[test]
    fn triangles_fill_enemies_all_round_evenly() {
        for node_count in 3..12 {
            let pairs = (0..node_count).flat_map(|b| (0..b).map(move |a| (a, b, -2.0)));
            let piece = Piece::new(node_count, pairs.collect());
            let expected = 2.0 * piece.edges.len() as f64 / 3.0;
            assert!((packed(&piece, Shape::TwoSides).value - expected).abs() < 1e-6);
            assert_eq!(packed(&piece, Shape::AnyGroups).value, 0.0);
        }
    }

    /// A wheel of n friends of a hub, with enmity round the rim: each rim edge closes one bad triangle, and a
    /// spoke is in two. Halves on the spokes cover all of it.
    #[test]
    fn spokes_limit_what_a_hostile_rim_packs() {
        for rim in 3..9 {
            let edges =
                (0..rim).flat_map(|i| [(i, rim, 1.0), (i.min((i + 1) % rim), i.max((i + 1) % rim), -1.0)]);
            let packed = packed(&Piece::new(rim + 1, edges.collect()), Shape::AnyGroups);
            assert!((packed.value - rim as f64 / 2.0).abs() < 1e-6, "{} on {rim}", packed.value);
        }
    }
}
