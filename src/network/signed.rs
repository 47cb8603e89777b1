//! Signed networks.

use super::{NodeIndex, UndirectedNetwork};

/// An undirected network whose weights are positive or negative, never zero, without self-loops.
///
/// Edges between the same two nodes are added up, whichever way they run: a pair that agrees as much as it
/// disagrees is not joined.
///
/// # Examples
/// ```
/// use dissensus::network::{NodeIndex, SignedNetwork};
/// let node = NodeIndex::new;
/// let network = SignedNetwork::new(3, [(node(0), node(1), 1.0), (node(1), node(0), -1.0), (node(1), node(2), -1.0)]);
/// assert_eq!((network.edge_count(), network.negative_count()), (1, 1));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignedNetwork {
    network: UndirectedNetwork,
}

impl SignedNetwork {
    /// The network of some edges. Self-loops, and pairs whose weights add up to zero, are left out.
    ///
    /// # Panics
    /// If an edge names a node that is not among the first `node_count`.
    #[must_use]
    pub fn new(node_count: usize, edges: impl IntoIterator<Item = (NodeIndex, NodeIndex, f64)>) -> Self {
        let summed = UndirectedNetwork::new(node_count, edges.into_iter().filter(|(a, b, _)| a != b));
        let kept = summed.edges().filter(|&(_, _, weight)| weight != 0.0);
        Self { network: UndirectedNetwork::new(node_count, kept) }
    }

    /// How many nodes.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.network.node_count()
    }

    /// How many pairs are joined.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.network.edge_count()
    }

    /// How many pairs are joined by a negative weight.
    #[must_use]
    pub fn negative_count(&self) -> usize {
        self.edges().filter(|&(_, _, weight)| weight < 0.0).count()
    }

    /// The nodes.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = NodeIndex> + use<> {
        self.network.nodes()
    }

    /// The other ends of a node's edges, ascending.
    #[must_use]
    pub fn neighbours(&self, node: NodeIndex) -> &[NodeIndex] {
        self.network.neighbours(node)
    }

    /// The weights of a node's edges, in the order of its neighbours.
    #[must_use]
    pub fn weights(&self, node: NodeIndex) -> &[f64] {
        self.network.weights(node)
    }

    /// The weight between two nodes, if they are joined.
    #[must_use]
    pub fn weight(&self, a: NodeIndex, b: NodeIndex) -> Option<f64> {
        self.network.weight(a, b)
    }

    /// Every edge once, its lower end first, in ascending order.
    pub fn edges(&self) -> impl Iterator<Item = (NodeIndex, NodeIndex, f64)> + '_ {
        self.network.edges()
    }

    /// The network without its signs: weights are absolute values.
    #[must_use]
    pub fn unsigned(&self) -> UndirectedNetwork {
        let edges = self.edges().map(|(a, b, weight)| (a, b, weight.abs()));
        UndirectedNetwork::new(self.node_count(), edges)
    }
}
