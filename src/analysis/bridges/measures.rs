//! Every measure of every node.

use super::findings::{BridgeGroupFinding, RoleFinding, RolesFinding};
use super::grouping::Grouping;
use crate::algorithm::centrality::{
    BetweennessOptions, Brokerage, BrokerageRole, Cuts, ExpectedBrokerage, ExternalInternal, Heterocitation,
    Membership, Moments, Scores, StructuralHoles, brokerage, constraint, cuts, expected_brokerage,
    external_internal, heterocitation, participation, undirected_betweenness,
};
use crate::analysis::accuracy::rounded;
use crate::model::{Corpus, Entity, Sign};
use crate::network::{DirectedNetwork, NodeIndex, Partition, UndirectedNetwork};
use crate::projection::{Mention, Mentions};

/// The roles that need two groups or more.
const BETWEEN_GROUPS: [BrokerageRole; 4] = [
    BrokerageRole::ItinerantBroker,
    BrokerageRole::Representative,
    BrokerageRole::Gatekeeper,
    BrokerageRole::Liaison,
];

/// By how many standard deviations a count must be above its mean to be called more than chance.
pub(super) const BEYOND_CHANCE: f64 = 2.0;

/// What is measured of a network and its groups.
pub(super) struct Measures {
    pub(super) undirected: UndirectedNetwork,
    membership: Membership,
    roles: Brokerage,
    expected: ExpectedBrokerage,
    pub(super) holes: Vec<Option<StructuralHoles>>,
    pub(super) participation: Vec<Option<f64>>,
    pub(super) participation_positive: Vec<Option<f64>>,
    pub(super) participation_negative: Vec<Option<f64>>,
    pub(super) betweenness: Scores,
    pub(super) cuts: Cuts,
    pub(super) heterocitation: Heterocitation,
    pub(super) external_internal: ExternalInternal,
}

impl Measures {
    pub(super) fn new(
        corpus: &Corpus,
        mentions: &Mentions,
        grouping: &Grouping<'_>,
        options: &BetweennessOptions,
    ) -> Self {
        let directed = mentions.network();
        // The weight of a pair is 2 where each speaks of the other: Burt's a(i,j) + a(j,i).
        let undirected = undirected(&directed);
        let membership = grouping.membership();
        let of_sign = |wanted: Sign| {
            let counts = |mention| matches!(mention, Mention::Response(id) if corpus.sign(corpus.response(id)) == wanted);
            self::undirected(&mentions.network_of(counts))
        };
        let labels: Vec<Option<usize>> = grouping.labels().collect();
        Self {
            roles: brokerage(&directed, &membership),
            expected: expected_brokerage(&directed, &membership),
            holes: constraint(&undirected),
            participation: spread(&undirected, &labels),
            participation_positive: spread(&of_sign(Sign::Positive), &labels),
            participation_negative: spread(&of_sign(Sign::Negative), &labels),
            betweenness: undirected_betweenness(&undirected, options),
            cuts: cuts(&undirected),
            heterocitation: heterocitation(&directed, &membership),
            external_internal: external_internal(&undirected, &membership),
            membership,
            undirected,
        }
    }

    /// How often a node plays a role, beside what chance gives to one of its group.
    pub(super) fn role(&self, node: NodeIndex, role: BrokerageRole) -> RoleFinding {
        let count = self.roles.nodes[node.index()].count(role);
        let moments = match self.membership.group(node) {
            Some(group) => self.expected.of_broker(group, role),
            None => Moments::default(),
        };
        RoleFinding { count, expected: rounded(moments.mean), z: moments.z_score(count).map(rounded) }
    }

    pub(super) fn roles(&self, node: NodeIndex) -> RolesFinding {
        RolesFinding {
            coordinator: self.role(node, BrokerageRole::Coordinator),
            itinerant_broker: self.role(node, BrokerageRole::ItinerantBroker),
            representative: self.role(node, BrokerageRole::Representative),
            gatekeeper: self.role(node, BrokerageRole::Gatekeeper),
            liaison: self.role(node, BrokerageRole::Liaison),
        }
    }

    /// The role between groups that a node plays most beyond chance, if it plays any.
    pub(super) fn best_role(&self, node: NodeIndex) -> Option<(BrokerageRole, RoleFinding, f64)> {
        let played = BETWEEN_GROUPS.into_iter().filter_map(|role| {
            let found = self.role(node, role);
            found.z.filter(|_| found.count > 0).map(|z| (role, found, z))
        });
        // Of equals the first role is kept.
        played.reduce(|best, next| if next.2 > best.2 { next } else { best })
    }

    /// How far each group keeps to itself, by name, and all together last.
    pub(super) fn groups(&self, mentions: &Mentions, grouping: &Grouping<'_>) -> Vec<BridgeGroupFinding> {
        let mut names = vec![String::new(); self.membership.group_count()];
        let mut works = vec![0; self.membership.group_count()];
        for node in self.undirected.nodes() {
            if let (Some(index), Some(name)) = (self.membership.group(node), grouping.own_name(node)) {
                names[index.index()] = name;
                works[index.index()] += usize::from(matches!(mentions.entity(node), Entity::Work(_)));
            }
        }
        let all_works = works.iter().sum();
        let counts = &self.external_internal;
        let rows = names.into_iter().zip(works).zip(&counts.groups).zip(&self.heterocitation.group_means);
        let row = |id: Option<String>,
                   works,
                   counts: crate::algorithm::centrality::LinkCounts,
                   mean: Option<f64>| {
            BridgeGroupFinding {
                id,
                works,
                internal: counts.internal,
                external: counts.external,
                external_internal: counts.external_internal_index().map(rounded),
                heterocitation: mean.map(rounded),
            }
        };
        let mut groups: Vec<BridgeGroupFinding> =
            rows.map(|(((name, works), counts), mean)| row(Some(name), works, *counts, *mean)).collect();
        groups.sort_by(|a, b| a.id.cmp(&b.id));
        if !groups.is_empty() {
            groups.push(row(None, all_works, counts.total, self.heterocitation.mean));
        }
        groups
    }
}

fn undirected(network: &DirectedNetwork) -> UndirectedNetwork {
    UndirectedNetwork::new(network.node_count(), network.edges())
}

/// The participation coefficient of every node over the groups of its neighbours; links to those without a group
/// are left out, and `None` is for a node that has no others.
fn spread(network: &UndirectedNetwork, labels: &[Option<usize>]) -> Vec<Option<f64>> {
    let grouped = |node: NodeIndex| labels[node.index()].is_some();
    let partition = Partition::new(labels.iter().copied());
    let links = |kept: fn(bool, bool) -> bool| {
        let edges = network.edges().filter(move |&(a, b, _)| kept(grouped(a), grouped(b)));
        UndirectedNetwork::new(network.node_count(), edges)
    };
    // Somebody of a group and somebody of none see different links of one pair, so there are two networks.
    let (among, beside) = (links(|a, b| a && b), links(|a, b| a != b));
    let of_members = participation(&among, &partition);
    let of_others = participation(&beside, &partition);
    let one = |node: NodeIndex| {
        let (network, values) = if grouped(node) { (&among, &of_members) } else { (&beside, &of_others) };
        (!network.neighbours(node).is_empty()).then(|| rounded(values[node.index()]))
    };
    network.nodes().map(one).collect()
}
