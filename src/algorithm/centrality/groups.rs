//! How many links leave their group.

use crate::algorithm::centrality::Membership;
use crate::network::DirectedNetwork;
use crate::network::UndirectedNetwork;

/// How many links stay within a group and how many leave it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinkCounts {
    /// Links whose ends are of one group.
    pub internal: u64,
    /// Links whose ends are of different groups.
    pub external: u64,
}

impl LinkCounts {
    /// The share of links that leave; `None` where there are none.
    #[must_use]
    pub fn external_share(self) -> Option<f64> {
        let total = self.internal + self.external;
        (total > 0).then(|| self.external as f64 / total as f64)
    }

    /// The E–I index, (external − internal)/(external + internal), from −1 where all stay to 1 where all leave;
    /// `None` where there are none.
    #[must_use]
    pub fn external_internal_index(self) -> Option<f64> {
        let (external, internal) = (self.external as f64, self.internal as f64);
        (external + internal > 0.0).then(|| (external - internal) / (external + internal))
    }

    fn add(&mut self, side: Side) {
        match side {
            Side::Within => self.internal += 1,
            Side::Across => self.external += 1,
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Within,
    Across,
}

/// The links that nodes and groups send out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heterocitation {
    /// The links from every node.
    pub nodes: Vec<LinkCounts>,
    /// The links from every group.
    pub groups: Vec<LinkCounts>,
    /// All links.
    pub total: LinkCounts,
    /// For every group, the mean share of its nodes that have links; `None` where none has.
    pub group_means: Vec<Option<f64>>,
    /// The mean share of all nodes that have links; `None` where none has.
    pub mean: Option<f64>,
}

/// Heterocitation: which share of the links from nodes and groups goes to other groups, after Vincenot.
///
/// S(v) = ext(v)/(ext(v) + int(v)), where ext(v) is the number of links from v to nodes of other groups and int(v) that
/// of links to its own: [`LinkCounts::external_share`]. A school whose works have a share near 0 does not
/// read the others. For a group Vincenot takes the mean of S over its works (`group_means`, which leaves out
/// those that have no links), so that each work counts the same; in the share of all its links (`groups`) long lists
/// of references count for more.
///
/// Any network is accepted; an empty one has no counts and no mean. Weights do not matter. Self-loops, and links
/// with an end that is in no group, are left out.
///
/// # Determinism
/// The network and the groups decide.
///
/// # Complexity
/// O(n + m) time for n nodes and m edges, O(n + g) memory for g groups.
///
/// # Panics
/// If the membership is of another number of nodes.
///
/// # References
/// C. E. Vincenot (2018), "How new concepts become universal scientific approaches: insights from citation network
/// analysis of agent-based complex systems science", doi:10.1098/rspb.2017.2360 (the share S; the R package
/// Diderot is its author's).
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::{Membership, heterocitation};
/// use dissensus::network::{DirectedNetwork, NodeIndex};
/// let node = NodeIndex::new;
/// let network = DirectedNetwork::new(3, [(node(0), node(1), 1.0), (node(0), node(2), 1.0)]);
/// let found = heterocitation(&network, &Membership::new([Some("a"), Some("a"), Some("b")]));
/// assert_eq!(found.nodes[0].external_share(), Some(0.5));
/// assert_eq!(found.nodes[1].external_share(), None);
/// ```
#[must_use]
pub fn heterocitation(network: &DirectedNetwork, membership: &Membership) -> Heterocitation {
    assert_eq!(network.node_count(), membership.node_count(), "every node has a group or none");
    let mut nodes = vec![LinkCounts::default(); membership.node_count()];
    let mut groups = vec![LinkCounts::default(); membership.group_count()];
    let mut total = LinkCounts::default();
    for (from, to, _) in network.edges().filter(|(from, to, _)| from != to) {
        if let (Some(group), Some(other)) = (membership.group(from), membership.group(to)) {
            let side = if group == other { Side::Within } else { Side::Across };
            nodes[from.index()].add(side);
            groups[group.index()].add(side);
            total.add(side);
        }
    }
    let mut means = vec![Mean::default(); membership.group_count()];
    let mut mean = Mean::default();
    for node in network.nodes() {
        if let (Some(group), Some(share)) = (membership.group(node), nodes[node.index()].external_share()) {
            means[group.index()].add(share);
            mean.add(share);
        }
    }
    let group_means = means.into_iter().map(Mean::value).collect();
    Heterocitation { nodes, groups, total, group_means, mean: mean.value() }
}

#[derive(Clone, Copy, Default)]
struct Mean {
    sum: f64,
    count: u64,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
    }

    fn value(self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / self.count as f64)
    }
}

/// The links of nodes and groups, whichever way they run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExternalInternal {
    /// The links of every node.
    pub nodes: Vec<LinkCounts>,
    /// The links of every group; one between two groups counts for both, one within a group once.
    pub groups: Vec<LinkCounts>,
    /// All links, each once.
    pub total: LinkCounts,
}

/// The E–I index of nodes, groups and the whole, after Krackhardt and Stern.
///
/// E–I = (E − I)/(E + I), where E is the number of external links, between groups, and I that of internal ones:
/// [`LinkCounts::external_internal_index`]. It is 1 where all links cross the boundaries and −1 where none does. A
/// debate whose index is near −1 is one of camps that keep to themselves. What is to be expected depends on the
/// sizes of the groups, so compare it between years or corpora of like groups.
///
/// Any network is accepted; an empty one has no counts. Weights do not matter: a pair that is joined is one link.
/// Self-loops, and links with an end that is in no group, are left out.
///
/// # Determinism
/// The network and the groups decide.
///
/// # Complexity
/// O(n + m) time for n nodes and m edges, O(n + g) memory for g groups.
///
/// # Panics
/// If the membership is of another number of nodes.
///
/// # References
/// D. Krackhardt & R. N. Stern (1988), "Informal networks and organizational crises: an experimental simulation",
/// doi:10.2307/2786835.
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::{Membership, external_internal};
/// use dissensus::network::{NodeIndex, UndirectedNetwork};
/// let node = NodeIndex::new;
/// let edges = [(0, 1), (1, 2), (1, 3)].map(|(a, b)| (node(a), node(b), 1.0));
/// let groups = Membership::new([Some("a"), Some("a"), Some("b"), Some("b")]);
/// let found = external_internal(&UndirectedNetwork::new(4, edges), &groups);
/// assert_eq!(found.total.external_internal_index(), Some((2.0 - 1.0) / 3.0));
/// assert_eq!(found.groups[1].external_internal_index(), Some(1.0));
/// ```
#[must_use]
pub fn external_internal(network: &UndirectedNetwork, membership: &Membership) -> ExternalInternal {
    assert_eq!(network.node_count(), membership.node_count(), "every node has a group or none");
    let mut found = ExternalInternal {
        nodes: vec![LinkCounts::default(); membership.node_count()],
        groups: vec![LinkCounts::default(); membership.group_count()],
        total: LinkCounts::default(),
    };
    for (a, b, _) in network.edges().filter(|(a, b, _)| a != b) {
        let (Some(group), Some(other)) = (membership.group(a), membership.group(b)) else { continue };
        let side = if group == other { Side::Within } else { Side::Across };
        found.nodes[a.index()].add(side);
        found.nodes[b.index()].add(side);
        found.groups[group.index()].add(side);
        if group != other {
            found.groups[other.index()].add(side);
        }
        found.total.add(side);
    }
    found
}
