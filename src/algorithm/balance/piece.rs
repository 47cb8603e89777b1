//! A signed network in flat rows whose edges are numbered.

use crate::network::SignedNetwork;

/// Edges by number, and for every node the numbers of its edges.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Both ends, the lower first, and the weight, which is not zero.
    pub(super) edges: Vec<(usize, usize, f64)>,
    starts: Vec<usize>,
    /// The other end of every edge of a node, and the edge.
    entries: Vec<(usize, usize)>,
}

impl Piece {
    /// The piece of some nodes and edges. Rows keep the order of the edges.
    pub(super) fn new(node_count: usize, edges: Vec<(usize, usize, f64)>) -> Self {
        let mut starts = vec![0; node_count + 1];
        for &(a, b, _) in &edges {
            starts[a + 1] += 1;
            starts[b + 1] += 1;
        }
        for node in 0..node_count {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, 0); edges.len() * 2];
        for (edge, &(a, b, _)) in edges.iter().enumerate() {
            entries[next[a]] = (b, edge);
            next[a] += 1;
            entries[next[b]] = (a, edge);
            next[b] += 1;
        }
        Self { edges, starts, entries }
    }

    /// A whole network.
    pub(super) fn of(network: &SignedNetwork) -> Self {
        let edges = network.edges().map(|(a, b, weight)| (a.index(), b.index(), weight));
        Self::new(network.node_count(), edges.collect())
    }

    /// Some of the edges, and the nodes they join, ascending: node i of the part is node i of these.
    pub(super) fn part(&self, edges: &[usize]) -> (Vec<usize>, Self) {
        let mut nodes: Vec<usize> = Vec::with_capacity(edges.len() * 2);
        nodes.extend(edges.iter().flat_map(|&edge| [self.edges[edge].0, self.edges[edge].1]));
        nodes.sort_unstable();
        nodes.dedup();
        let number =
            |node: usize| nodes.binary_search(&node).expect("the ends of the edges are among the nodes");
        let renumbered = edges.iter().map(|&edge| {
            let (a, b, weight) = self.edges[edge];
            (number(a), number(b), weight)
        });
        let part = Self::new(nodes.len(), renumbered.collect());
        (nodes, part)
    }

    pub(super) fn node_count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The other end and the number of every edge of a node.
    pub(super) fn row(&self, node: usize) -> &[(usize, usize)] {
        &self.entries[self.starts[node]..self.starts[node + 1]]
    }

    /// Whether an edge is at odds with the groups of its ends.
    pub(super) fn is_frustrated(&self, edge: usize, labels: &[usize]) -> bool {
        let (a, b, weight) = self.edges[edge];
        (labels[a] == labels[b]) == (weight < 0.0)
    }

    /// The weight of the edges at odds with the groups, signs dropped.
    pub(super) fn cost(&self, labels: &[usize]) -> f64 {
        let frustrated = (0..self.edges.len()).filter(|&edge| self.is_frustrated(edge, labels));
        frustrated.map(|edge| self.edges[edge].2.abs()).sum()
    }

    /// The sum of all weights, signs dropped; those that are infinite count as nothing.
    pub(super) fn total(&self) -> f64 {
        self.edges.iter().map(|&(_, _, weight)| weight.abs()).filter(|weight| weight.is_finite()).sum()
    }
}
