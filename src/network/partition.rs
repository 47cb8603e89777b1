//! Nodes in groups.

use super::NodeIndex;

/// A group of a [`Partition`], by its number from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupIndex(u32);

impl GroupIndex {
    /// The group of this number.
    ///
    /// # Panics
    /// If the number is 2^32 or more.
    #[must_use]
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("there are fewer than 2^32 groups"))
    }

    /// Its number.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Every node of a network in exactly one group, no group empty. Groups are numbered in the order of their
/// first nodes, so that equal partitions are equal values.
///
/// # Examples
/// ```
/// use dissensus::network::{GroupIndex, NodeIndex, Partition};
/// let partition = Partition::new([7, 3, 7]);
/// assert_eq!(partition.group_count(), 2);
/// assert_eq!(partition.group(NodeIndex::new(1)), GroupIndex::new(1));
/// assert_eq!(partition, Partition::new(["a", "b", "a"]));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Partition {
    groups: Vec<GroupIndex>,
    group_count: usize,
}

impl Partition {
    /// The partition whose groups are the nodes with equal labels, given in the order of the nodes.
    pub fn new<L: Ord + Clone>(labels: impl IntoIterator<Item = L>) -> Self {
        let mut numbers = std::collections::BTreeMap::new();
        let mut groups = Vec::new();
        for label in labels {
            let next = GroupIndex::new(numbers.len());
            groups.push(*numbers.entry(label).or_insert(next));
        }
        Self { groups, group_count: numbers.len() }
    }

    /// Every node in a group of its own.
    #[must_use]
    pub fn singletons(node_count: usize) -> Self {
        Self { groups: (0..node_count).map(GroupIndex::new).collect(), group_count: node_count }
    }

    /// How many nodes.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.groups.len()
    }

    /// How many groups.
    #[must_use]
    pub fn group_count(&self) -> usize {
        self.group_count
    }

    /// The group of a node.
    #[must_use]
    pub fn group(&self, node: NodeIndex) -> GroupIndex {
        self.groups[node.index()]
    }

    /// The group of every node.
    #[must_use]
    pub fn groups(&self) -> &[GroupIndex] {
        &self.groups
    }

    /// The nodes of every group, ascending.
    #[must_use]
    pub fn members(&self) -> Vec<Vec<NodeIndex>> {
        let mut members = vec![Vec::new(); self.group_count];
        for (index, group) in self.groups.iter().enumerate() {
            members[group.index()].push(NodeIndex::new(index));
        }
        members
    }
}
