//! Signed networks that shrink: rules that take nodes away without losing the optimum.

use std::collections::BTreeMap;

use super::piece::Piece;

/// What a parting may look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Two sides, of which one may be empty.
    TwoSides,
    /// As many groups as one likes.
    AnyGroups,
}

/// Above this many edges a node is left as it is: it would be looked at again for every neighbour that goes.
const DEGREE_LIMIT: usize = 64;

/// How a node's place follows from the places of others.
#[derive(Clone, Debug)]
enum Fate {
    /// With another node.
    With(usize, usize),
    /// On the other side from another node.
    Against(usize, usize),
    /// On the side to which three others pull it.
    Pulled(usize, [(usize, f64); 3]),
    /// Anywhere, or in a group of its own.
    Alone(usize),
}

/// A signed network under reduction. Whatever its nodes' places, what they cost in the network it came from
/// is the offset and what they cost here. A weight of minus infinity keeps two nodes apart.
#[derive(Clone, Debug)]
pub(super) struct Kernel {
    pub(super) shape: Shape,
    /// What every parting costs.
    pub(super) offset: f64,
    rows: Vec<BTreeMap<usize, f64>>,
    fates: Vec<Fate>,
}

impl Kernel {
    /// The network as it stands.
    pub(super) fn new(shape: Shape, piece: &Piece) -> Self {
        let mut rows = vec![BTreeMap::new(); piece.node_count()];
        for &(a, b, weight) in &piece.edges {
            rows[a].insert(b, weight);
            rows[b].insert(a, weight);
        }
        Self { shape, offset: 0.0, rows, fates: Vec::new() }
    }

    /// Applies the rules until none applies: a node without edges goes; a node goes with, or against, a
    /// neighbour whose edge outweighs all its others; a node of three edges gives way to a triangle of the
    /// same cost; where groups are free, a node without positive edges stands alone.
    pub(super) fn reduce(&mut self) {
        let mut waiting: Vec<usize> =
            (0..self.rows.len()).rev().filter(|&node| !self.rows[node].is_empty()).collect();
        let mut is_waiting: Vec<bool> = self.rows.iter().map(|row| !row.is_empty()).collect();
        let mut touched = Vec::new();
        while let Some(node) = waiting.pop() {
            is_waiting[node] = false;
            self.reduce_node(node, &mut touched);
            for other in touched.drain(..) {
                if !std::mem::replace(&mut is_waiting[other], true) {
                    waiting.push(other);
                }
            }
        }
    }

    fn reduce_node(&mut self, node: usize, touched: &mut Vec<usize>) {
        let row = &self.rows[node];
        if row.len() > DEGREE_LIMIT {
            return;
        }
        let total: f64 = row.values().map(|weight| weight.abs()).sum();
        let may_rule = |weight: f64| self.shape == Shape::TwoSides || weight > 0.0;
        let ruling = row.iter().find(|&(_, &weight)| may_rule(weight) && 2.0 * weight.abs() >= total);
        if let Some((&other, &weight)) = ruling {
            touched.extend(row.keys());
            self.contract(node, other, weight);
        } else if row.is_empty() {
            // It has gone already, or its last edge was taken from it.
        } else if self.shape == Shape::AnyGroups && row.values().all(|&weight| weight < 0.0) {
            touched.extend(row.keys());
            for (other, _) in std::mem::take(&mut self.rows[node]) {
                self.rows[other].remove(&node);
            }
            self.fates.push(Fate::Alone(node));
        } else if self.shape == Shape::TwoSides && row.len() == 3 {
            touched.extend(row.keys());
            self.star_to_triangle(node);
        }
    }

    /// Makes one node of two, on one side if the sign of the weight says so, and on two sides if not; the
    /// weight itself need not be that of the edge.
    pub(super) fn contract(&mut self, node: usize, into: usize, relation: f64) {
        let together = relation > 0.0;
        self.fates.push(if together { Fate::With(node, into) } else { Fate::Against(node, into) });
        for (other, weight) in std::mem::take(&mut self.rows[node]) {
            self.rows[other].remove(&node);
            if other == into {
                if together != (weight > 0.0) {
                    self.offset += weight.abs();
                }
            } else {
                self.add(into, other, if together { weight } else { -weight });
            }
        }
    }

    /// Puts two nodes in different groups for good.
    pub(super) fn separate(&mut self, a: usize, b: usize) {
        let weight = self.rows[a].get(&b).copied().unwrap_or(0.0);
        self.offset += weight.max(0.0);
        self.rows[a].insert(b, f64::NEG_INFINITY);
        self.rows[b].insert(a, f64::NEG_INFINITY);
    }

    /// With weights a, b, c to the corners, the centre costs nothing if all pull one way, and else the
    /// weight of the corner that pulls alone, since no edge outweighs the other two. Edges (a + b − c)/2 and
    /// so on between the corners cost the same.
    fn star_to_triangle(&mut self, node: usize) {
        let row = std::mem::take(&mut self.rows[node]);
        let corners: Vec<(usize, f64)> = row.into_iter().collect();
        let corners: [(usize, f64); 3] = corners.try_into().expect("a star of three edges has three corners");
        let total: f64 = corners.iter().map(|(_, weight)| weight.abs()).sum();
        for place in 0..3 {
            let (a, first) = corners[place];
            let (b, second) = corners[(place + 1) % 3];
            let (_, third) = corners[(place + 2) % 3];
            self.rows[a].remove(&node);
            let weight = total / 2.0 - third.abs();
            if weight > 0.0 {
                self.add(a, b, weight * first.signum() * second.signum());
            }
        }
        self.fates.push(Fate::Pulled(node, corners));
    }

    fn add(&mut self, a: usize, b: usize, weight: f64) {
        let old = self.rows[a].get(&b).copied().unwrap_or(0.0);
        let new = old + weight;
        if (old < 0.0) != (weight < 0.0) {
            self.offset += old.abs().min(weight.abs());
        }
        if new == 0.0 {
            self.rows[a].remove(&b);
            self.rows[b].remove(&a);
        } else {
            self.rows[a].insert(b, new);
            self.rows[b].insert(a, new);
        }
    }

    /// The nodes that still have edges, ascending, and the network among them.
    pub(super) fn rest(&self) -> (Vec<usize>, Piece) {
        let nodes: Vec<usize> = (0..self.rows.len()).filter(|&node| !self.rows[node].is_empty()).collect();
        let mut number = vec![0; self.rows.len()];
        for (place, &node) in nodes.iter().enumerate() {
            number[node] = place;
        }
        let mut edges = Vec::new();
        for &node in &nodes {
            for (&other, &weight) in self.rows[node].range(node + 1..) {
                edges.push((number[node], number[other], weight));
            }
        }
        let piece = Piece::new(nodes.len(), edges);
        (nodes, piece)
    }

    /// How many edges a node has left.
    pub(super) fn degree(&self, node: usize) -> usize {
        self.rows[node].len()
    }

    /// The groups of all nodes from those of the nodes that still have edges.
    pub(super) fn expand(&self, nodes: &[usize], labels: &[usize]) -> Vec<usize> {
        let node_count = self.rows.len();
        // A number no group of the rest has, different for every node.
        let own = |node: usize| if self.shape == Shape::TwoSides { 0 } else { node_count + node };
        let mut all: Vec<usize> = (0..node_count).map(own).collect();
        for (&node, &label) in nodes.iter().zip(labels) {
            all[node] = label;
        }
        for fate in self.fates.iter().rev() {
            match *fate {
                Fate::With(node, other) => all[node] = all[other],
                Fate::Against(node, other) => all[node] = 1 - all[other],
                Fate::Alone(node) => all[node] = own(node),
                Fate::Pulled(node, corners) => {
                    let pull: f64 = corners.iter().map(|&(at, w)| if all[at] == 0 { w } else { -w }).sum();
                    all[node] = usize::from(pull < 0.0);
                }
            }
        }
        all
    }
}
