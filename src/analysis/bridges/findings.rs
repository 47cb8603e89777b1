//! What is found, as it serialises.

use serde::Serialize;

use crate::analysis::{AccuracyFinding, Reference, ResponseFinding};

/// A statement behind a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MentionFinding {
    /// The group at the other end, if it has one.
    pub group: Option<String>,
    /// The statement, as seen from the subject: "is critiqued by ore2017".
    pub text: String,
    /// Where it is written.
    pub source: Reference,
}

/// How often a role is played.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RoleFinding {
    /// How often.
    pub count: u64,
    /// How often on average in networks of chance.
    pub expected: f64,
    /// By how many standard deviations it is more; absent where chance cannot vary.
    pub z: Option<f64>,
}

/// How often each role of brokerage is played: see
/// [`BrokerageRole`](crate::algorithm::centrality::BrokerageRole).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RolesFinding {
    /// All three are of one group.
    pub coordinator: RoleFinding,
    /// An outsider between two of one group.
    pub itinerant_broker: RoleFinding,
    /// Out of its own group.
    pub representative: RoleFinding,
    /// Into its own group.
    pub gatekeeper: RoleFinding,
    /// Between three groups.
    pub liaison: RoleFinding,
}

/// Two opposed positions that approve of one work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SidesFinding {
    /// The positions.
    pub sides: [String; 2],
    /// Why they are opposed: "pro opposes anti".
    pub opposed: String,
    /// Where that is written.
    pub source: Reference,
    /// The positive responses of each side.
    pub responses: [Vec<ResponseFinding>; 2],
}

/// A work and the positions that approve of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApprovalFinding {
    /// The key of the work.
    pub work: String,
    /// The positions whose works, or which themselves, respond to it positively.
    pub from: Vec<String>,
    /// The positive responses of others than its own authors.
    pub responses: Vec<ResponseFinding>,
    /// Each two of the positions that are opposed; empty where it is not approved by both sides.
    pub sides: Vec<SidesFinding>,
}

/// What a bridge is ranked by, in the order of the default rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BridgeScore {
    /// The number of pairs of opposed positions that approve of it.
    ApprovedByBothSides,
    /// The highest z-score of a role between groups.
    Brokerage,
    /// Betweenness.
    Betweenness,
    /// Participation.
    Participation,
    /// Effective size.
    EffectiveSize,
    /// Constraint.
    Constraint,
}

impl BridgeScore {
    /// The name of the measure.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ApprovedByBothSides => "approved by both sides",
            Self::Brokerage => "brokerage",
            Self::Betweenness => "betweenness",
            Self::Participation => "participation",
            Self::EffectiveSize => "effective size",
            Self::Constraint => "constraint",
        }
    }
}

/// A work that joins groups.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BridgeFinding {
    /// Its rank, from 1.
    pub rank: usize,
    /// The key of the work.
    pub work: String,
    /// Its short name.
    pub label: String,
    /// What it is ranked by.
    pub score: f64,
    /// Which measure that is.
    pub score_of: BridgeScore,
    /// The group in which it plays its roles: that of the position it states first.
    pub group: Option<String>,
    /// The groups that it belongs to, and then those it is joined with, most links first.
    pub joins: Vec<String>,
    /// Why it is a bridge, in a sentence.
    pub because: String,
    /// What puts it into its groups, and for each other group the most telling statements: one of approval and one of
    /// opposition where there are such, else one.
    pub evidence: Vec<MentionFinding>,
    /// How often it mediates, in which role.
    pub roles: RolesFinding,
    /// Burt's constraint; absent where it has no links.
    pub constraint: Option<f64>,
    /// Burt's effective size; absent where it has no links.
    pub effective_size: Option<f64>,
    /// How evenly its links are spread over the groups; absent where none goes to a group.
    pub participation: Option<f64>,
    /// The same of its positive responses, sent and received.
    pub participation_positive: Option<f64>,
    /// The same of its negative responses.
    pub participation_negative: Option<f64>,
    /// How many shortest paths lead through it, directions aside.
    pub betweenness: f64,
    /// Whether the network falls apart without it.
    pub articulation_point: bool,
    /// How many others it is joined with.
    pub neighbours: usize,
    /// Which share of what it says goes to other groups; absent where it says nothing.
    pub heterocitation: Option<f64>,
    /// The E–I index of its links, directions aside; absent where it has none.
    pub external_internal: Option<f64>,
    /// The opposed positions that both approve of it.
    pub approved_by: Vec<SidesFinding>,
}

/// An edge without which the network falls apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CutEdgeFinding {
    /// One end.
    pub from: String,
    /// The other: the one on the smaller side.
    pub to: String,
    /// The groups of the ends, where they have one.
    pub groups: [Option<String>; 2],
    /// How many works and positions are on the smaller side.
    pub cuts_off: usize,
    /// The statements that make the edge.
    pub evidence: Vec<MentionFinding>,
}

/// How far a group keeps to itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BridgeGroupFinding {
    /// Its name; absent for all together.
    pub id: Option<String>,
    /// How many works play their roles in it.
    pub works: usize,
    /// Links between two of its members, directions aside.
    pub internal: u64,
    /// Links of a member and somebody of another group.
    pub external: u64,
    /// The E–I index, (external − internal)/(external + internal).
    pub external_internal: Option<f64>,
    /// The mean share of what its members say that goes to other groups.
    pub heterocitation: Option<f64>,
}

/// Everything that joins groups.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bridges {
    /// What the groups are.
    pub groups_are: String,
    /// What `bridges` is ranked by, in words.
    pub ranked_by: &'static str,
    /// The works that join two groups or more, best first, as many as were asked for.
    pub bridges: Vec<BridgeFinding>,
    /// How many there are.
    pub bridge_count: usize,
    /// The edges without which the network falls apart, those that cut off most first, as many as were asked for.
    pub cut_edges: Vec<CutEdgeFinding>,
    /// How many there are.
    pub cut_edge_count: usize,
    /// Each group, by name, and all together.
    pub groups: Vec<BridgeGroupFinding>,
    /// How far betweenness may be trusted.
    pub accuracy: AccuracyFinding,
    /// How many works there are.
    pub works: usize,
    /// How many works have no group.
    pub works_without_group: usize,
    /// How many pairs are joined, directions aside.
    pub links: usize,
    /// Works that are joined with more than half of the others, by key, as a review is.
    pub hubs: Vec<String>,
}
