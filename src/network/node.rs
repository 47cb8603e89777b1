//! Nodes by number.

use petgraph::visit::VisitMap;

/// A node of a network, by its number from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIndex(u32);

impl NodeIndex {
    /// The node of this number.
    ///
    /// # Panics
    /// If the number is 2^32 or more; a network that large does not fit in memory.
    #[must_use]
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("a network has fewer than 2^32 nodes"))
    }

    /// Its number.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The nodes that a walk has come by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visited(Vec<bool>);

impl Visited {
    /// None of `node_count` nodes.
    #[must_use]
    pub fn none(node_count: usize) -> Self {
        Self(vec![false; node_count])
    }

    pub(super) fn clear(&mut self, node_count: usize) {
        self.0.clear();
        self.0.resize(node_count, false);
    }
}

impl VisitMap<NodeIndex> for Visited {
    fn visit(&mut self, node: NodeIndex) -> bool {
        !std::mem::replace(&mut self.0[node.index()], true)
    }

    fn is_visited(&self, node: &NodeIndex) -> bool {
        self.0[node.index()]
    }

    fn unvisit(&mut self, node: NodeIndex) -> bool {
        std::mem::replace(&mut self.0[node.index()], false)
    }
}
