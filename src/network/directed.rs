//! Directed networks.

use petgraph::Direction;
use petgraph::visit::{
    GraphBase, GraphProp, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, NodeCompactIndexable,
    NodeCount, NodeIndexable, Visitable,
};

use super::rows::Rows;
use super::{NodeIndex, Visited};

/// A directed network with weights, in compressed rows both ways. It may have self-loops.
///
/// # Examples
/// ```
/// use dissensus::network::{DirectedNetwork, NodeIndex};
/// let node = NodeIndex::new;
/// let network = DirectedNetwork::new(3, [(node(0), node(2), 1.0), (node(0), node(2), 2.0)]);
/// assert_eq!(network.successors(node(0)), [node(2)]);
/// assert_eq!(network.weight(node(0), node(2)), Some(3.0));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DirectedNetwork {
    outgoing: Rows,
    incoming: Rows,
}

impl DirectedNetwork {
    /// The network of some edges, each from its first node to its second. Parallel edges become one, their
    /// weights added.
    ///
    /// # Panics
    /// If an edge names a node that is not among the first `node_count`.
    #[must_use]
    pub fn new(node_count: usize, edges: impl IntoIterator<Item = (NodeIndex, NodeIndex, f64)>) -> Self {
        let edges: Vec<_> = edges.into_iter().collect();
        let outgoing = Rows::new(node_count, &edges);
        let turned: Vec<_> = outgoing.entries().map(|(from, to, weight)| (to, from, weight)).collect();
        Self { incoming: Rows::new(node_count, &turned), outgoing }
    }

    /// How many nodes.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.outgoing.node_count()
    }

    /// How many edges, self-loops among them.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.outgoing.entry_count()
    }

    /// The nodes.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = NodeIndex> + use<> {
        (0..self.node_count()).map(NodeIndex::new)
    }

    /// Where the edges from a node go, ascending.
    #[must_use]
    pub fn successors(&self, node: NodeIndex) -> &[NodeIndex] {
        self.outgoing.ends(node)
    }

    /// The weights of the edges from a node, in the order of its successors.
    #[must_use]
    pub fn successor_weights(&self, node: NodeIndex) -> &[f64] {
        self.outgoing.weights(node)
    }

    /// Where the edges to a node come from, ascending.
    #[must_use]
    pub fn predecessors(&self, node: NodeIndex) -> &[NodeIndex] {
        self.incoming.ends(node)
    }

    /// The weights of the edges to a node, in the order of its predecessors.
    #[must_use]
    pub fn predecessor_weights(&self, node: NodeIndex) -> &[f64] {
        self.incoming.weights(node)
    }

    /// The weight of an edge, if there is one.
    #[must_use]
    pub fn weight(&self, from: NodeIndex, to: NodeIndex) -> Option<f64> {
        self.outgoing.weight(from, to)
    }

    /// Every edge, by its first node and then by its second.
    pub fn edges(&self) -> impl Iterator<Item = (NodeIndex, NodeIndex, f64)> + '_ {
        self.outgoing.entries()
    }

    /// The same network with every edge turned round.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self { outgoing: self.incoming.clone(), incoming: self.outgoing.clone() }
    }
}

impl GraphBase for DirectedNetwork {
    type NodeId = NodeIndex;
    type EdgeId = (NodeIndex, NodeIndex);
}

impl GraphProp for DirectedNetwork {
    type EdgeType = petgraph::Directed;
}

impl NodeCount for DirectedNetwork {
    fn node_count(&self) -> usize {
        self.outgoing.node_count()
    }
}

impl NodeIndexable for DirectedNetwork {
    fn node_bound(&self) -> usize {
        self.outgoing.node_count()
    }

    fn to_index(&self, node: NodeIndex) -> usize {
        node.index()
    }

    fn from_index(&self, index: usize) -> NodeIndex {
        NodeIndex::new(index)
    }
}

impl NodeCompactIndexable for DirectedNetwork {}

impl Visitable for DirectedNetwork {
    type Map = Visited;

    fn visit_map(&self) -> Visited {
        Visited::none(self.outgoing.node_count())
    }

    fn reset_map(&self, map: &mut Visited) {
        map.clear(self.outgoing.node_count());
    }
}

impl<'n> IntoNeighbors for &'n DirectedNetwork {
    type Neighbors = std::iter::Copied<std::slice::Iter<'n, NodeIndex>>;

    fn neighbors(self, node: NodeIndex) -> Self::Neighbors {
        self.successors(node).iter().copied()
    }
}

impl<'n> IntoNeighborsDirected for &'n DirectedNetwork {
    type NeighborsDirected = std::iter::Copied<std::slice::Iter<'n, NodeIndex>>;

    fn neighbors_directed(self, node: NodeIndex, direction: Direction) -> Self::NeighborsDirected {
        match direction {
            Direction::Outgoing => self.successors(node).iter().copied(),
            Direction::Incoming => self.predecessors(node).iter().copied(),
        }
    }
}

impl IntoNodeIdentifiers for &DirectedNetwork {
    type NodeIdentifiers = std::iter::Map<std::ops::Range<usize>, fn(usize) -> NodeIndex>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        (0..self.outgoing.node_count()).map(NodeIndex::new)
    }
}
