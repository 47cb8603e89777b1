//! The local moving phase: single nodes go where they gain most.

use rand::seq::SliceRandom;
use rand_pcg::Pcg64Mcg;

use super::level::Level;
use super::level::number;

/// How much more a move must gain than staying, as a share of the weight of the node's edges: less is rounding.
const LEAST_GAIN: f64 = 1e-12;

/// Moves single nodes to the group of a neighbour or to an empty one while that gains, and tells how many moves
/// were made. The numbers of groups are below the number of nodes.
///
/// Each node is looked at once, and again whenever a neighbour has gone to a group not its own. A node that was
/// left in peace may still have something to gain, since groups grow lighter too; if no move was made at all, none
/// gains.
pub(super) fn move_nodes(level: &Level, groups: &mut [u32], resolution: f64, random: &mut Pcg64Mcg) -> usize {
    let mut queue = Queue::of_linked_nodes(level, random);
    let mut state = State::new(level, groups, resolution);
    let mut moves = 0;
    while let Some(node) = queue.pop() {
        let Some(step) = state.best_step(node) else { continue };
        state.take(step);
        moves += 1;
        for (neighbour, _) in level.row(node) {
            if state.groups[neighbour as usize] != step.to {
                queue.push(neighbour);
            }
        }
    }
    moves
}

/// A move of a node from its group to another.
#[derive(Clone, Copy, Debug)]
struct Step {
    node: u32,
    to: u32,
    /// By how much Σ_c (W_c − γ n_c²) / 2 grows.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests compare it with what comes of the move"))]
    gain: f64,
}

/// Groups while nodes move.
struct State<'a> {
    level: &'a Level,
    resolution: f64,
    groups: &'a mut [u32],
    /// For each group the weight of its nodes.
    weights: Vec<f64>,
    /// For each group how many nodes it has.
    sizes: Vec<u32>,
    /// The groups without nodes.
    empty: Vec<u32>,
    /// For each group the weight between it and the node looked at; 0 between looks.
    links: Vec<f64>,
    /// The groups for which that is not 0.
    linked: Vec<u32>,
}

impl<'a> State<'a> {
    fn new(level: &'a Level, groups: &'a mut [u32], resolution: f64) -> Self {
        let count = level.node_count();
        let (mut weights, mut sizes) = (vec![0.0; count], vec![0; count]);
        for (node, &group) in groups.iter().enumerate() {
            weights[group as usize] += level.node_weight(number(node));
            sizes[group as usize] += 1;
        }
        let empty = (0..count).rev().filter(|&group| sizes[group] == 0).map(number).collect();
        Self { level, resolution, groups, weights, sizes, empty, links: vec![0.0; count], linked: Vec::new() }
    }

    /// The move of a node that gains most, if one gains.
    ///
    /// Away from its group, a node of weight n gains k − γ n N with a group of weight N to which its edges have
    /// weight k, and nothing with an empty group.
    fn best_step(&mut self, node: u32) -> Option<Step> {
        let home = self.groups[node as usize];
        for (end, weight) in self.level.row(node) {
            let group = self.groups[end as usize];
            let link = &mut self.links[group as usize];
            if *link == 0.0 {
                self.linked.push(group);
            }
            *link += weight;
        }
        let pull = self.resolution * self.level.node_weight(node);
        let rest = self.weights[home as usize] - self.level.node_weight(node);
        let stay = self.links[home as usize] - pull * rest;
        let mut total = 0.0;
        let mut best: Option<(f64, u32)> = None;
        for &group in &self.linked {
            let link = std::mem::take(&mut self.links[group as usize]);
            total += link;
            let value = link - pull * self.weights[group as usize];
            if group != home && best.is_none_or(|(so_far, _)| value > so_far) {
                best = Some((value, group));
            }
        }
        self.linked.clear();
        if let Some(&group) = self.empty.last()
            && self.sizes[home as usize] > 1
            && best.is_none_or(|(so_far, _)| so_far < 0.0)
        {
            best = Some((0.0, group));
        }
        let (value, to) = best?;
        (value - stay > LEAST_GAIN * total).then_some(Step { node, to, gain: value - stay })
    }

    fn take(&mut self, step: Step) {
        let from = std::mem::replace(&mut self.groups[step.node as usize], step.to);
        if self.sizes[step.to as usize] == 0 {
            self.empty.pop();
        }
        self.weights[from as usize] -= self.level.node_weight(step.node);
        self.sizes[from as usize] -= 1;
        self.weights[step.to as usize] += self.level.node_weight(step.node);
        self.sizes[step.to as usize] += 1;
        if self.sizes[from as usize] == 0 {
            // What rounding left behind must not stay.
            self.weights[from as usize] = 0.0;
            self.empty.push(from);
        }
    }
}

/// The nodes still to be looked at, first in, first out, each at most once.
struct Queue {
    /// A ring; since no node waits twice it never overflows.
    nodes: Vec<u32>,
    waiting: Vec<bool>,
    first: usize,
    count: usize,
}

impl Queue {
    /// The nodes with edges, in random order.
    fn of_linked_nodes(level: &Level, random: &mut Pcg64Mcg) -> Self {
        let mut nodes: Vec<u32> =
            (0..number(level.node_count())).filter(|&node| level.degree(node) > 0).collect();
        nodes.shuffle(random);
        let mut waiting = vec![false; level.node_count()];
        nodes.iter().for_each(|&node| waiting[node as usize] = true);
        Self { first: 0, count: nodes.len(), nodes, waiting }
    }

    fn pop(&mut self) -> Option<u32> {
        if self.count == 0 {
            return None;
        }
        let node = self.nodes[self.first];
        self.first = if self.first + 1 == self.nodes.len() { 0 } else { self.first + 1 };
        self.count -= 1;
        self.waiting[node as usize] = false;
        Some(node)
    }

    fn push(&mut self, node: u32) {
        if std::mem::replace(&mut self.waiting[node as usize], true) {
            return;
        }
        let place = self.first + self.count;
        let place = if place < self.nodes.len() { place } else { place - self.nodes.len() };
        self.nodes[place] = node;
        self.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;
    use crate::algorithm::community::leiden::tests::cost;
    use crate::algorithm::community::leiden::tests::random_network;

    #[test]
    fn the_predicted_gain_of_a_move_is_the_real_gain() {
        let mut seen = 0;
        for seed in 0..60 {
            let (network, mut groups, _) = random_network(seed, 25, 0.25, 6);
            let level = Level::with_strengths(&network);
            for resolution in [0.0, 0.01, 0.1] {
                for node in 0..25 {
                    let before = cost(&level, &groups, resolution);
                    let mut state = State::new(&level, &mut groups, resolution);
                    if let Some(step) = state.best_step(node) {
                        state.take(step);
                        let gain = before - cost(&level, &groups, resolution);
                        assert!((gain / 2.0 - step.gain).abs() < 1e-9, "{gain} {step:?}");
                        seen += 1;
                    }
                }
            }
        }
        assert!(seen > 1000, "{seen}");
    }

    #[test]
    fn where_nothing_was_moved_no_single_move_gains() {
        for seed in 0..30 {
            let (network, mut groups, _) = random_network(seed, 20, 0.3, 5);
            let level = Level::with_node_weights(&network, vec![1.0; 20]);
            let mut random = Pcg64Mcg::seed_from_u64(seed);
            while move_nodes(&level, &mut groups, 0.5, &mut random) > 0 {}
            let reached = cost(&level, &groups, 0.5);
            for node in 0..20 {
                for group in 0..20 {
                    let mut other = groups.clone();
                    other[node] = group;
                    assert!(cost(&level, &other, 0.5) > reached - 1e-9);
                }
            }
        }
    }

    /// At resolution 0 the weight of groups does not matter, and only a neighbour's move can make another worthwhile.
    #[test]
    fn whoever_may_gain_by_a_move_of_a_neighbour_is_looked_at_again() {
        for seed in 0..30 {
            let (network, _, _) = random_network(seed, 20, 0.15, 1);
            let level = Level::with_node_weights(&network, vec![1.0; 20]);
            let mut groups: Vec<u32> = (0..20).collect();
            move_nodes(&level, &mut groups, 0.0, &mut Pcg64Mcg::seed_from_u64(seed));
            let mut state = State::new(&level, &mut groups, 0.0);
            assert!((0..20).all(|node| state.best_step(node).is_none()));
        }
    }

    #[test]
    fn a_queue_goes_round_and_holds_each_node_once() {
        let (network, _, _) = random_network(1, 12, 1.0, 3);
        let level = Level::with_strengths(&network);
        let mut queue = Queue::of_linked_nodes(&level, &mut Pcg64Mcg::seed_from_u64(0));
        let first: Vec<u32> = (0..5).filter_map(|_| queue.pop()).collect();
        first.iter().chain(&first).for_each(|&node| queue.push(node));
        let all: Vec<u32> = std::iter::from_fn(|| queue.pop()).collect();
        assert_eq!(all.len(), 12);
        assert_eq!(all[7..], first);
    }
}
