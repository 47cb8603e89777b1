//! Local search for any number of groups: nodes move from group to group.

use std::collections::VecDeque;

use rand::RngExt;
use rand::seq::SliceRandom;
use rand_pcg::Pcg64Mcg;

use super::piece::Piece;

/// How many rows' entries one search may look at, so that large networks are answered too.
const STEP_LIMIT: u64 = 40_000_000;
/// With at most this many groups a node considers all of them, else those to which positive edges lead.
const FEW_GROUPS: usize = 48;

/// What two nodes owe each other by their strengths alone: `plus` times the product of their positive
/// strengths less `minus` times that of their negative ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Expected {
    pub(super) plus: f64,
    pub(super) minus: f64,
    /// The positive and the negative strength of every node.
    pub(super) strengths: Vec<(f64, f64)>,
}

impl Expected {
    /// Nothing is expected of anyone.
    pub(super) fn nothing(node_count: usize) -> Self {
        Self { plus: 0.0, minus: 0.0, strengths: vec![(0.0, 0.0); node_count] }
    }

    /// What two nodes owe each other.
    pub(super) fn of_pair(&self, a: usize, b: usize) -> f64 {
        self.between(self.strengths[a], self.strengths[b])
    }

    fn between(&self, a: (f64, f64), b: (f64, f64)) -> f64 {
        self.plus * a.0 * b.0 - self.minus * a.1 * b.1
    }
}

/// Groups on the way to better ones. Their worth is the weight inside groups, signs kept, less what was
/// expected there.
struct Groups<'p> {
    piece: &'p Piece,
    expected: &'p Expected,
    labels: Vec<usize>,
    sizes: Vec<usize>,
    strengths: Vec<(f64, f64)>,
    /// Group numbers without nodes.
    free: Vec<usize>,
    worth: f64,
    /// Less than this is no gain.
    least: f64,
    steps: u64,
    /// The weight from the node in question to each group it touches.
    to_group: Vec<Option<f64>>,
    touched: Vec<usize>,
    is_waiting: Vec<bool>,
}

impl<'p> Groups<'p> {
    /// # Panics
    /// If a label is not less than the number of nodes.
    fn new(piece: &'p Piece, expected: &'p Expected, labels: Vec<usize>) -> Self {
        let node_count = labels.len();
        let mut sizes = vec![0; node_count];
        let mut strengths = vec![(0.0, 0.0); node_count];
        for (&label, strength) in labels.iter().zip(&expected.strengths) {
            sizes[label] += 1;
            strengths[label].0 += strength.0;
            strengths[label].1 += strength.1;
        }
        let free = (0..node_count).rev().filter(|&group| sizes[group] == 0).collect();
        let least = piece.total() * 1e-12;

        Self {
            piece,
            expected,
            labels,
            sizes,
            strengths,
            free,
            worth: 0.0,
            least,
            steps: piece.edges.len() as u64,
            to_group: vec![None; node_count],
            touched: Vec::new(),
            is_waiting: vec![false; node_count],
        }
    }

    /// Adds up the node's weights to the groups around it.
    fn look_around(&mut self, node: usize) {
        for group in self.touched.drain(..) {
            self.to_group[group] = None;
        }
        for &(other, edge) in self.piece.row(node) {
            let group = self.labels[other];
            let weight = self.piece.edges[edge].2;
            if self.to_group[group].is_none() {
                self.touched.push(group);
            }
            self.to_group[group] = Some(self.to_group[group].unwrap_or(0.0) + weight);
        }
        self.touched.sort_unstable();
        self.steps += self.piece.row(node).len() as u64 + 1;
    }

    /// What a node is worth to a group it is not in, or would not be in, after a look around.
    fn worth_in(&self, node: usize, group: usize) -> f64 {
        let own = self.expected.strengths[node];
        let mut others = self.strengths[group];
        if self.labels[node] == group {
            others = (others.0 - own.0, others.1 - own.1);
        }
        self.to_group[group].unwrap_or(0.0) - self.expected.between(own, others)
    }

    /// The group where a node is worth most, if that is not its own; after a look around.
    fn better(&self, node: usize) -> Option<usize> {
        let own = self.labels[node];
        let mut best = (self.worth_in(node, own) + self.least, None);
        if self.sizes[own] > 1 && best.0 < 0.0 {
            best = (0.0, self.free.last().copied());
        }
        let mut consider = |group: usize| {
            if group != own && self.sizes[group] > 0 {
                let worth = self.worth_in(node, group);
                if worth > best.0 {
                    best = (worth, Some(group));
                }
            }
        };
        let group_count = self.sizes.len() - self.free.len();
        if self.expected.minus > 0.0 && group_count <= FEW_GROUPS {
            (0..self.sizes.len()).for_each(&mut consider);
        } else {
            self.touched.iter().copied().for_each(&mut consider);
        }
        best.1
    }

    /// Moves a node, after a look around.
    fn shift(&mut self, node: usize, to: usize) {
        let from = self.labels[node];
        self.worth += self.worth_in(node, to) - self.worth_in(node, from);
        let own = self.expected.strengths[node];
        self.labels[node] = to;
        self.sizes[from] -= 1;
        self.strengths[from].0 -= own.0;
        self.strengths[from].1 -= own.1;
        if self.sizes[from] == 0 {
            self.strengths[from] = (0.0, 0.0);
            self.free.push(from);
        }
        if self.sizes[to] == 0 {
            let place = self.free.iter().rposition(|&group| group == to);
            self.free.remove(place.expect("a group without nodes is free"));
        }
        self.sizes[to] += 1;
        self.strengths[to].0 += own.0;
        self.strengths[to].1 += own.1;
    }

    /// Moves nodes while one gains, those waiting first in turn; notes the moves and where from.
    fn descend(&mut self, mut waiting: VecDeque<usize>, log: &mut Vec<(usize, usize)>) {
        waiting.iter().for_each(|&node| self.is_waiting[node] = true);
        while let Some(node) = waiting.pop_front() {
            self.is_waiting[node] = false;
            self.look_around(node);
            if let Some(group) = self.better(node) {
                log.push((node, self.labels[node]));
                self.shift(node, group);
                for &(other, _) in self.piece.row(node) {
                    if !std::mem::replace(&mut self.is_waiting[other], true) {
                        waiting.push_back(other);
                    }
                }
            }
        }
    }

    /// Disturbs some neighbouring nodes and descends from there; takes it back if that was worse.
    fn kick(&mut self, lots: &mut Pcg64Mcg) {
        let before = self.worth;
        let start = lots.random_range(0..self.labels.len());
        let mut region = vec![start];
        for _ in 1..lots.random_range(1..=8) {
            let at = region[lots.random_range(0..region.len())];
            let row = self.piece.row(at);
            if row.is_empty() {
                break;
            }
            let next = row[lots.random_range(0..row.len())].0;
            if !region.contains(&next) {
                region.push(next);
            }
        }
        let neighbour = lots.random_range(0..self.labels.len());
        let target = match (lots.random_range(0..3), self.free.last()) {
            (0, _) => self.labels[region[region.len() - 1]],
            (1, _) | (_, None) => self.labels[neighbour],
            (_, Some(&group)) => group,
        };
        let mut log = Vec::new();
        let mut waiting = VecDeque::new();
        for node in region {
            waiting.push_back(node);
            if self.labels[node] != target {
                self.look_around(node);
                log.push((node, self.labels[node]));
                self.shift(node, target);
                waiting.extend(self.piece.row(node).iter().map(|&(other, _)| other));
            }
        }
        self.descend(waiting, &mut log);
        if self.worth < before - self.least {
            for &(node, from) in log.iter().rev() {
                self.look_around(node);
                self.shift(node, from);
            }
        }
    }
}

/// Labels from 0 without gaps, in the order of their first nodes.
fn numbered(labels: &[usize]) -> Vec<usize> {
    let mut numbers = std::collections::BTreeMap::new();
    let mut next = 0;
    let mut number = |&label: &usize| {
        *numbers.entry(label).or_insert_with(|| {
            next += 1;
            next - 1
        })
    };
    labels.iter().map(&mut number).collect()
}

/// Groups that no single move improves, from given ones.
pub(super) fn descend(piece: &Piece, expected: &Expected, labels: &[usize]) -> Vec<usize> {
    let mut groups = Groups::new(piece, expected, numbered(labels));
    groups.descend((0..piece.node_count()).collect(), &mut Vec::new());
    groups.labels
}

/// Groups from single nodes: nodes move in random order, then whole groups do as if they were nodes, until
/// nothing moves; then single nodes again, and kicks.
pub(super) fn search(piece: &Piece, expected: &Expected, lots: &mut Pcg64Mcg) -> Vec<usize> {
    let labels = merge_levels(piece, expected, lots);
    let mut groups = Groups::new(piece, expected, numbered(&labels));
    groups.descend((0..piece.node_count()).collect(), &mut Vec::new());
    for _ in 0..piece.node_count() * 30 {
        if groups.steps > STEP_LIMIT {
            break;
        }
        groups.kick(lots);
    }
    groups.labels
}

fn merge_levels(piece: &Piece, expected: &Expected, lots: &mut Pcg64Mcg) -> Vec<usize> {
    let mut labels: Vec<usize> = (0..piece.node_count()).collect();
    let mut level = (piece.clone(), expected.clone());
    loop {
        let mut order: Vec<usize> = (0..level.0.node_count()).collect();
        order.shuffle(lots);
        let mut groups = Groups::new(&level.0, &level.1, (0..level.0.node_count()).collect());
        let mut log = Vec::new();
        groups.descend(order.into(), &mut log);
        if log.is_empty() {
            return labels;
        }
        let numbers = numbered(&groups.labels);
        labels.iter_mut().for_each(|label| *label = numbers[*label]);
        level = aggregate(&level.0, &level.1, &numbers);
    }
}

/// The network whose nodes are the groups of another.
fn aggregate(piece: &Piece, expected: &Expected, numbers: &[usize]) -> (Piece, Expected) {
    let group_count = numbers.iter().max().map_or(0, |last| last + 1);
    let mut strengths = vec![(0.0, 0.0); group_count];
    for (&number, own) in numbers.iter().zip(&expected.strengths) {
        strengths[number].0 += own.0;
        strengths[number].1 += own.1;
    }
    let mut between: Vec<(usize, usize, f64)> = piece
        .edges
        .iter()
        .map(|&(a, b, weight)| (numbers[a].min(numbers[b]), numbers[a].max(numbers[b]), weight))
        .filter(|(a, b, _)| a != b)
        .collect();
    between.sort_by_key(|&(a, b, _)| (a, b));
    between.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        if same {
            kept.2 += next.2;
        }
        same
    });
    (Piece::new(group_count, between), Expected { strengths, plus: expected.plus, minus: expected.minus })
}
