//! Undirected networks.

use petgraph::visit::{
    GraphBase, GraphProp, IntoNeighbors, IntoNodeIdentifiers, NodeCompactIndexable, NodeCount, NodeIndexable,
    Visitable,
};

use super::rows::Rows;
use super::{NodeIndex, Visited};

/// An undirected network with weights. It may have self-loops; an edge that is none stands in the rows of
/// both its ends, a self-loop once in the row of its node.
///
/// # Examples
/// ```
/// use dissensus::network::{NodeIndex, UndirectedNetwork};
/// let node = NodeIndex::new;
/// let network = UndirectedNetwork::new(2, [(node(0), node(1), 1.0), (node(1), node(0), 0.5), (node(1), node(1), 2.0)]);
/// assert_eq!((network.edge_count(), network.total_weight()), (2, 3.5));
/// assert_eq!(network.strength(node(1)), 5.5);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UndirectedNetwork {
    rows: Rows,
    loops: usize,
}

impl UndirectedNetwork {
    /// The network of some edges, whichever end of each comes first. Parallel edges become one, their weights
    /// added.
    ///
    /// # Panics
    /// If an edge names a node that is not among the first `node_count`.
    #[must_use]
    pub fn new(node_count: usize, edges: impl IntoIterator<Item = (NodeIndex, NodeIndex, f64)>) -> Self {
        let mut both = Vec::new();
        for (a, b, weight) in edges {
            both.push((a, b, weight));
            if a != b {
                both.push((b, a, weight));
            }
        }
        let rows = Rows::new(node_count, &both);
        let loops = rows.entries().filter(|(a, b, _)| a == b).count();
        Self { rows, loops }
    }

    /// How many nodes.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.rows.node_count()
    }

    /// How many edges, each counted once, self-loops among them.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        (self.rows.entry_count() + self.loops) / 2
    }

    /// The nodes.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = NodeIndex> + use<> {
        (0..self.node_count()).map(NodeIndex::new)
    }

    /// The other ends of a node's edges, ascending; the node itself where it has a self-loop.
    #[must_use]
    pub fn neighbours(&self, node: NodeIndex) -> &[NodeIndex] {
        self.rows.ends(node)
    }

    /// The weights of a node's edges, in the order of its neighbours.
    #[must_use]
    pub fn weights(&self, node: NodeIndex) -> &[f64] {
        self.rows.weights(node)
    }

    /// The weight of an edge, if there is one.
    #[must_use]
    pub fn weight(&self, a: NodeIndex, b: NodeIndex) -> Option<f64> {
        self.rows.weight(a, b)
    }

    /// The sum of the weights of a node's edges, a self-loop counted twice.
    #[must_use]
    pub fn strength(&self, node: NodeIndex) -> f64 {
        let row: f64 = self.weights(node).iter().sum();
        row + self.weight(node, node).unwrap_or(0.0)
    }

    /// The sum of the weights of all edges, each counted once.
    #[must_use]
    pub fn total_weight(&self) -> f64 {
        self.edges().map(|(_, _, weight)| weight).sum()
    }

    /// Every edge once, its lower end first, in ascending order.
    pub fn edges(&self) -> impl Iterator<Item = (NodeIndex, NodeIndex, f64)> + '_ {
        self.rows.entries().filter(|(a, b, _)| a <= b)
    }
}

impl GraphBase for UndirectedNetwork {
    type NodeId = NodeIndex;
    type EdgeId = (NodeIndex, NodeIndex);
}

impl GraphProp for UndirectedNetwork {
    type EdgeType = petgraph::Undirected;
}

impl NodeCount for UndirectedNetwork {
    fn node_count(&self) -> usize {
        self.rows.node_count()
    }
}

impl NodeIndexable for UndirectedNetwork {
    fn node_bound(&self) -> usize {
        self.rows.node_count()
    }

    fn to_index(&self, node: NodeIndex) -> usize {
        node.index()
    }

    fn from_index(&self, index: usize) -> NodeIndex {
        NodeIndex::new(index)
    }
}

impl NodeCompactIndexable for UndirectedNetwork {}

impl Visitable for UndirectedNetwork {
    type Map = Visited;

    fn visit_map(&self) -> Visited {
        Visited::none(self.rows.node_count())
    }

    fn reset_map(&self, map: &mut Visited) {
        map.clear(self.rows.node_count());
    }
}

impl<'n> IntoNeighbors for &'n UndirectedNetwork {
    type Neighbors = std::iter::Copied<std::slice::Iter<'n, NodeIndex>>;

    fn neighbors(self, node: NodeIndex) -> Self::Neighbors {
        self.neighbours(node).iter().copied()
    }
}

impl IntoNodeIdentifiers for &UndirectedNetwork {
    type NodeIdentifiers = std::iter::Map<std::ops::Range<usize>, fn(usize) -> NodeIndex>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        (0..self.rows.node_count()).map(NodeIndex::new)
    }
}
