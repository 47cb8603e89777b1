//! Who mediates between whom, within groups and between them.

use rayon::prelude::*;

use crate::algorithm::centrality::Membership;
use crate::network::DirectedNetwork;
use crate::network::GroupIndex;
use crate::network::NodeIndex;

/// The part that a broker plays for two others, by whose group is whose.
///
/// Three letters stand for the groups of the first node, the broker and the last node; equal letters are equal
/// groups. Manuals disagree on the letters, so the names count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BrokerageRole {
    /// AAA: all three are of one group.
    Coordinator,
    /// ABA: an outsider mediates between two of one group.
    ItinerantBroker,
    /// AAB: the broker carries out of its own group.
    Representative,
    /// ABB: the broker lets into its own group.
    Gatekeeper,
    /// ABC: all three are of different groups.
    Liaison,
}

impl BrokerageRole {
    /// All roles.
    pub const ALL: [Self; 5] =
        [Self::Coordinator, Self::ItinerantBroker, Self::Representative, Self::Gatekeeper, Self::Liaison];
}

/// How often each role is played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoleCounts([u64; 5]);

impl RoleCounts {
    /// How often this role.
    #[must_use]
    pub fn count(self, role: BrokerageRole) -> u64 {
        self.0[role as usize]
    }

    /// How often any.
    #[must_use]
    pub fn total(self) -> u64 {
        self.0.iter().sum()
    }

    fn add(&mut self, role: BrokerageRole, count: u64) {
        self.0[role as usize] += count;
    }

    fn remove(&mut self, role: BrokerageRole) {
        self.0[role as usize] -= 1;
    }
}

/// How often every node mediates, and all of them together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brokerage {
    /// The counts of every node.
    pub nodes: Vec<RoleCounts>,
    /// Their sums.
    pub total: RoleCounts,
}

/// How often each node is a broker, in each of five roles, after Gould and Fernandez.
///
/// A node j is a broker of the ordered pair (i, k) if i → j → k, all three are distinct, and i → k is not the
/// case. The role follows from the groups of i, j and k: see [`BrokerageRole`]. With citations, where i → j says
/// that i cites j, a gatekeeper of a school is a work of that school which outsiders cite and which itself
/// cites the school, so that they come to the school through it; a liaison joins two schools that
/// are both foreign to it.
///
/// Any network is accepted; an empty one has no counts. Weights do not matter, self-loops are left out. A node
/// without a group is neither a broker nor one of a pair. What counts are to be expected by chance tells
/// [`expected_brokerage`](super::expected_brokerage()).
///
/// # Determinism
/// The network and the groups decide.
///
/// # Complexity
/// O(Σⱼ Σ_{i → j} min(out(i), out(j) log out(i))) time, which is less than O(Σⱼ in(j) out(j) log n), where in and
/// out are the degrees and n is the number of nodes; O(n + g) memory for each thread, g being the number of groups.
///
/// # Panics
/// If the membership is of another number of nodes.
///
/// # References
/// R. V. Gould & R. M. Fernandez (1989), "Structures of mediation: a formal approach to brokerage in transaction
/// networks", doi:10.2307/270949.
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::{BrokerageRole, Membership, brokerage};
/// use dissensus::network::{DirectedNetwork, NodeIndex};
/// let node = NodeIndex::new;
/// let network = DirectedNetwork::new(3, [(node(0), node(1), 1.0), (node(1), node(2), 1.0)]);
/// let roles = brokerage(&network, &Membership::new([Some("old"), Some("new"), Some("new")]));
/// assert_eq!(roles.nodes[1].count(BrokerageRole::Gatekeeper), 1);
/// assert_eq!(roles.total.total(), 1);
/// ```
#[must_use]
pub fn brokerage(network: &DirectedNetwork, membership: &Membership) -> Brokerage {
    assert_eq!(network.node_count(), membership.node_count(), "every node has a group or none");
    let nodes: Vec<RoleCounts> = (0..network.node_count())
        .into_par_iter()
        .with_min_len(16)
        .map_init(
            || Scratch::new(network.node_count(), membership.group_count()),
            |scratch, node| scratch.roles(network, membership, NodeIndex::new(node)),
        )
        .collect();
    let mut total = RoleCounts::default();
    for counts in &nodes {
        for role in BrokerageRole::ALL {
            total.add(role, counts.count(role));
        }
    }
    Brokerage { nodes, total }
}

/// The role of a broker of one group for two nodes of others.
fn role(from: GroupIndex, broker: GroupIndex, to: GroupIndex) -> BrokerageRole {
    match (from == broker, broker == to) {
        (true, true) => BrokerageRole::Coordinator,
        (true, false) => BrokerageRole::Representative,
        (false, true) => BrokerageRole::Gatekeeper,
        (false, false) if from == to => BrokerageRole::ItinerantBroker,
        (false, false) => BrokerageRole::Liaison,
    }
}

/// What is known about the broker in hand; all false and 0 between two of them.
struct Scratch {
    /// Whether the broker links to a node.
    is_target: Vec<bool>,
    /// How many nodes of a group it links to.
    targets_in: Vec<u64>,
}

impl Scratch {
    fn new(node_count: usize, group_count: usize) -> Self {
        Self { is_target: vec![false; node_count], targets_in: vec![0; group_count] }
    }

    fn roles(&mut self, network: &DirectedNetwork, membership: &Membership, broker: NodeIndex) -> RoleCounts {
        // `from`, `broker` and `to` are i, j and k. Counted are all pairs around the broker, by the groups of what
        // it links to; taken off again are those that are one node or linked.
        let mut counts = RoleCounts::default();
        let Some(own) = membership.group(broker) else { return counts };
        let mut target_count = 0;
        for &to in network.successors(broker) {
            if let Some(group) = membership.group(to).filter(|_| to != broker) {
                self.is_target[to.index()] = true;
                self.targets_in[group.index()] += 1;
                target_count += 1;
            }
        }
        for &from in network.predecessors(broker) {
            let Some(group) = membership.group(from).filter(|_| from != broker && target_count > 0) else {
                continue;
            };
            let in_own = self.targets_in[own.index()];
            if group == own {
                counts.add(BrokerageRole::Coordinator, in_own);
                counts.add(BrokerageRole::Representative, target_count - in_own);
            } else {
                let in_its = self.targets_in[group.index()];
                counts.add(BrokerageRole::Gatekeeper, in_own);
                counts.add(BrokerageRole::ItinerantBroker, in_its);
                counts.add(BrokerageRole::Liaison, target_count - in_own - in_its);
            }
            let mut take_off = |to: NodeIndex| {
                if let Some(towards) = membership.group(to).filter(|_| self.is_target[to.index()]) {
                    counts.remove(role(group, own, towards));
                }
            };
            let linked = network.successors(from);
            let targets = network.successors(broker);
            // A self-loop of the first node would be taken off twice.
            if linked.len() / 8 <= targets.len() {
                linked.iter().filter(|&&to| to != from).for_each(|&to| take_off(to));
            } else {
                let both = targets.iter().filter(|&to| *to != from && linked.binary_search(to).is_ok());
                both.for_each(|&to| take_off(to));
            }
            take_off(from);
        }
        for &to in network.successors(broker) {
            self.is_target[to.index()] = false;
            if let Some(group) = membership.group(to) {
                self.targets_in[group.index()] = 0;
            }
        }
        counts
    }
}
