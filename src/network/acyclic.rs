//! Networks without cycles.

use super::{DirectedNetwork, NodeIndex};

/// A directed network without cycles, with an order in which every edge points forward.
///
/// # Examples
/// ```
/// use dissensus::network::{AcyclicNetwork, DirectedNetwork, NodeIndex};
/// let node = NodeIndex::new;
/// let edges = [(node(1), node(0), 1.0), (node(2), node(1), 1.0)];
/// let acyclic = AcyclicNetwork::new(DirectedNetwork::new(3, edges)).unwrap();
/// assert_eq!(acyclic.order(), [node(2), node(1), node(0)]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AcyclicNetwork {
    network: DirectedNetwork,
    order: Vec<NodeIndex>,
}

/// A network has cycles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cyclic {
    /// The nodes on cycles and between them, ascending.
    pub nodes: Vec<NodeIndex>,
}

impl AcyclicNetwork {
    /// The network, if it has no cycle; a self-loop is one.
    ///
    /// The order is the one in which, of all nodes whose predecessors have come, the lowest comes next.
    ///
    /// # Errors
    /// [`Cyclic`], with every node that is on a cycle or on a path from one to another.
    ///
    /// # Complexity
    /// O(m + n log n) for n nodes and m edges.
    pub fn new(network: DirectedNetwork) -> Result<Self, Cyclic> {
        use std::cmp::Reverse;
        use std::collections::BinaryHeap;
        let mut waiting: Vec<usize> = network.nodes().map(|node| network.predecessors(node).len()).collect();
        let mut ready: BinaryHeap<Reverse<NodeIndex>> =
            network.nodes().filter(|node| waiting[node.index()] == 0).map(Reverse).collect();
        let mut order = Vec::with_capacity(network.node_count());
        while let Some(Reverse(node)) = ready.pop() {
            order.push(node);
            for &next in network.successors(node) {
                waiting[next.index()] -= 1;
                if waiting[next.index()] == 0 {
                    ready.push(Reverse(next));
                }
            }
        }
        if order.len() == network.node_count() {
            return Ok(Self { network, order });
        }
        // What still waits is on a cycle, between two, or after one; the last are peeled off from the end.
        let mut stuck: Vec<bool> = waiting.iter().map(|&count| count > 0).collect();
        let is_stuck = |stuck: &[bool], node: NodeIndex| stuck[node.index()];
        let mut following: Vec<usize> = network
            .nodes()
            .map(|node| network.successors(node).iter().filter(|&&next| is_stuck(&stuck, next)).count())
            .collect();
        let mut ends: Vec<NodeIndex> =
            network.nodes().filter(|node| stuck[node.index()] && following[node.index()] == 0).collect();
        while let Some(node) = ends.pop() {
            stuck[node.index()] = false;
            for &before in network.predecessors(node) {
                if stuck[before.index()] {
                    following[before.index()] -= 1;
                    if following[before.index()] == 0 {
                        ends.push(before);
                    }
                }
            }
        }
        Err(Cyclic { nodes: network.nodes().filter(|node| stuck[node.index()]).collect() })
    }

    /// The network.
    #[must_use]
    pub fn network(&self) -> &DirectedNetwork {
        &self.network
    }

    /// Its nodes so that every edge points forward.
    #[must_use]
    pub fn order(&self) -> &[NodeIndex] {
        &self.order
    }
}
