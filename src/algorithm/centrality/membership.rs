//! Nodes in groups, or in none.

use crate::network::GroupIndex;
use crate::network::NodeIndex;
use crate::network::Partition;

/// The group of every node that has one.
///
/// A [`Partition`] puts every node into a group; a work that takes no side in a debate is in none. Groups are
/// numbered in the order of their first nodes.
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::Membership;
/// use dissensus::network::{GroupIndex, NodeIndex};
/// let membership = Membership::new([Some("pro"), None, Some("con"), Some("pro")]);
/// assert_eq!(membership.group(NodeIndex::new(1)), None);
/// assert_eq!(membership.group(NodeIndex::new(3)), Some(GroupIndex::new(0)));
/// assert_eq!(membership.sizes(), [2, 1]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Membership {
    groups: Vec<Option<GroupIndex>>,
    sizes: Vec<usize>,
}

impl Membership {
    /// Nodes with equal labels share a group; labels are given in the order of the nodes.
    pub fn new<L: Ord>(labels: impl IntoIterator<Item = Option<L>>) -> Self {
        let mut numbers = std::collections::BTreeMap::new();
        let mut membership = Self::default();
        for label in labels {
            let group = label.map(|label| {
                let next = GroupIndex::new(numbers.len());
                *numbers.entry(label).or_insert(next)
            });
            membership.push(group);
        }
        membership
    }

    fn push(&mut self, group: Option<GroupIndex>) {
        if let Some(group) = group {
            self.sizes.resize(self.sizes.len().max(group.index() + 1), 0);
            self.sizes[group.index()] += 1;
        }
        self.groups.push(group);
    }

    /// How many nodes, those without a group among them.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.groups.len()
    }

    /// How many groups.
    #[must_use]
    pub fn group_count(&self) -> usize {
        self.sizes.len()
    }

    /// The group of a node, if it has one.
    #[must_use]
    pub fn group(&self, node: NodeIndex) -> Option<GroupIndex> {
        self.groups[node.index()]
    }

    /// How many nodes are in each group.
    #[must_use]
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }
}

impl From<&Partition> for Membership {
    fn from(partition: &Partition) -> Self {
        let mut membership = Self::default();
        for &group in partition.groups() {
            membership.push(Some(group));
        }
        membership
    }
}
