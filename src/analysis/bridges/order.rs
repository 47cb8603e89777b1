//! The question, and the order of its answers.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use super::approval::by_work;
use super::cut_edges::sides;
use super::findings::{
    BridgeFinding, BridgeScore, Bridges, CutEdgeFinding, MentionFinding, RoleFinding, SidesFinding,
};
use super::grouping::Grouping;
use super::measures::{BEYOND_CHANCE, Measures};
use super::reasons::Reasons;
use crate::algorithm::centrality::{BetweennessOptions, BrokerageRole};
use crate::analysis::accuracy::rounded;
use crate::model::{Confidence, Corpus, Entity, WorkId};
use crate::network::NodeIndex;
use crate::projection::{MentionKinds, MentionNodes, MentionOptions, Mentions, mentions};

/// What the groups are that bridges join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BridgeGroups {
    /// Positions at a depth of their trees, 1 being the roots.
    Positions(NonZeroUsize),
    /// Groups that were found, such as schools: the name of each work's, if it has one. Positions are then not
    /// looked at, save for approval by both sides, and are no nodes.
    Found(BTreeMap<WorkId, String>),
}

/// What bridges are ranked by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BridgesBy {
    /// Approval by both sides, then brokerage, then betweenness.
    #[default]
    InTurn,
    /// The highest z-score of a role between groups that a work plays.
    Brokerage,
    /// Betweenness.
    Betweenness,
    /// Participation.
    Participation,
    /// Effective size.
    EffectiveSize,
    /// Constraint, the least first.
    Constraint,
}

impl BridgesBy {
    /// The rule in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::InTurn => {
                "approval by both sides first, then brokerage between groups beyond chance (z of 2 or more), then betweenness"
            }
            Self::Brokerage => "brokerage: the highest z-score of a role between groups that a work plays",
            Self::Betweenness => "betweenness: how many shortest paths lead through a work, directions aside",
            Self::Participation => "participation: how evenly the links of a work are spread over the groups",
            Self::EffectiveSize => "effective size: how many of a work's neighbours are not redundant",
            Self::Constraint => {
                "constraint, the least first: how closed the circle of a work's neighbours is"
            }
        }
    }
}

/// Which bridges are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct BridgeQuery {
    /// What they join.
    pub groups: BridgeGroups,
    /// What the links are.
    pub kinds: MentionKinds,
    /// What they are ranked by.
    pub by: BridgesBy,
    /// The least confidence of responses, stances and oppositions.
    pub confidence: Confidence,
    /// Works that are left out, such as the review that speaks of all others.
    pub without: BTreeSet<WorkId>,
    /// How betweenness is found.
    pub betweenness: BetweennessOptions,
    /// How many bridges are told, and how many cut edges.
    pub top: NonZeroUsize,
}

impl BridgeQuery {
    /// The ten first bridges of some groups by the default rule, through responses and citations.
    #[must_use]
    pub fn new(groups: BridgeGroups) -> Self {
        Self {
            groups,
            kinds: MentionKinds::default(),
            by: BridgesBy::default(),
            confidence: Confidence::Low,
            without: BTreeSet::new(),
            betweenness: BetweennessOptions::default(),
            top: NonZeroUsize::new(10).expect("ten is not zero"),
        }
    }
}

/// Where a work stands in the order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    pub(super) score: f64,
    pub(super) score_of: BridgeScore,
    role: Option<(BrokerageRole, RoleFinding)>,
}

impl Standing {
    /// What is said of it in a sentence.
    pub(super) fn words(&self) -> String {
        match (self.score_of, self.role) {
            (BridgeScore::Brokerage, Some((role, RoleFinding { count, expected, .. }))) => {
                let name = match role {
                    BrokerageRole::Coordinator => "coordinator",
                    BrokerageRole::ItinerantBroker => "itinerant broker",
                    BrokerageRole::Representative => "representative",
                    BrokerageRole::Gatekeeper => "gatekeeper",
                    BrokerageRole::Liaison => "liaison",
                };
                let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
                format!("{name} {times}, where chance gives {expected:.2} (z = {:.2})", self.score)
            }
            (BridgeScore::Betweenness, _) if self.score == 0.0 => {
                "no shortest path leads through it".to_owned()
            }
            (BridgeScore::Betweenness, _) => {
                format!("{:.1} shortest paths lead through it", self.score)
            }
            (measure, _) => format!("{} {:.2}", measure.name(), self.score),
        }
    }
}

/// The works that join two groups or more, best first; the cut edges; and how far each group keeps to itself.
///
/// Works, and positions that respond or are responded to, are joined by what they say of one another; each pair counts
/// once in each direction, whatever the signs. A position is of its own group. A work is in the groups of all its
/// positions, and plays its roles in that of the one it states first; one without a position has no group, but may
/// join those of others. A work is a bridge if the groups it belongs to and those of its neighbours are two or more.
///
/// By default, bridges that opposed positions [both approve of](super::approvals) come first, those of most opposed pairs before
/// others; then those that play a role between groups (all but coordinator) beyond chance, two standard deviations or
/// more above its mean, by the z-score of the role with the highest one; then the others, by betweenness. Equals stand by key. `score` is what
/// decided: the number of pairs, the z-score, or the betweenness. No numbers are weighed against each other.
///
/// Every measure is that of [`crate::algorithm::centrality`]: roles with their expectation and z-score in the directed
/// network; constraint, effective size, participation, betweenness, cuts and the E–I index in the undirected one.
/// Participation of positive and of negative responses is that of two networks, so that a pair that agrees on
/// one thing and disagrees on another is in both.
///
/// Chance keeps the number of works and links and the groups, but not who has how many links. In a network of some
/// thousand works, where few have most of the links, these few are far beyond it in every role: there the order of
/// the z-scores tells more than their height.
///
/// # Determinism
/// The corpus decides, and the seed where betweenness is sampled.
///
/// # Complexity
/// That of the measures, of which betweenness and brokerage take most, and linear in what is said.
///
/// # References
/// Those of the measures.
///
/// # Examples
/// ```
/// use std::num::NonZeroUsize;
/// use dissensus::analysis::{BridgeGroups, BridgeQuery, bridges};
/// use dissensus::import::{Input, LoadOptions, load};
/// let text = "@position{pro, title = {P}} @position{anti, title = {N}}
///     @book{a, title = {A}, year = 1990, position = {pro}}
///     @book{b, title = {B}, year = 1991, position = {pro, anti}, extends = {a}}
///     @book{c, title = {C}, year = 1992, position = {anti}, disputes = {b}}";
/// let input = Input { name: "a.bib".to_owned(), bytes: text.into() };
/// let corpus = load(vec![input], LoadOptions::default()).corpus;
/// let query = BridgeQuery::new(BridgeGroups::Positions(NonZeroUsize::MIN));
/// let found = bridges(&corpus, &query);
/// assert_eq!(found.bridges[0].work, "b");
/// assert_eq!(found.bridges[0].joins, ["pro", "anti"]);
/// ```
#[must_use]
pub fn bridges(corpus: &Corpus, query: &BridgeQuery) -> Bridges {
    let options = MentionOptions {
        kinds: query.kinds,
        nodes: match query.groups {
            BridgeGroups::Positions(_) => MentionNodes::WorksAndPositions,
            BridgeGroups::Found(_) => MentionNodes::Works,
        },
        confidence: query.confidence,
        without: query.without.clone(),
    };
    let mentions = mentions(corpus, &options);
    let grouping = match &query.groups {
        BridgeGroups::Positions(depth) => Grouping::by_positions(corpus, &mentions, *depth, query.confidence),
        BridgeGroups::Found(groups) => Grouping::found(&mentions, groups),
    };
    let measures = Measures::new(corpus, &mentions, &grouping, &query.betweenness);
    let approved: BTreeMap<WorkId, Vec<SidesFinding>> = by_work(corpus, query.confidence, &query.without)
        .into_iter()
        .map(|(work, found)| (work, found.sides))
        .collect();
    let reasons = Reasons::new(corpus, &mentions, &grouping);
    let ranker = Ranker { query, measures: &measures, approved: &approved };
    let mut ranked: Vec<(NodeIndex, WorkId, Standing)> = Vec::new();
    for (index, entity) in mentions.entities().iter().enumerate() {
        let node = NodeIndex::new(index);
        if let Entity::Work(work) = *entity
            && reasons.is_between(node)
            && let Some(standing) = ranker.standing(node, work)
        {
            ranked.push((node, work, standing));
        }
    }
    ranked.sort_by(|a, b| {
        ranker.compare(&a.2, &b.2).then_with(|| corpus.work(a.1).key.cmp(&corpus.work(b.1).key))
    });
    let bridge_count = ranked.len();
    let told = ranked.into_iter().take(query.top.get()).enumerate();
    let bridges = told.map(|(place, (node, work, standing))| {
        ranker.finding(&reasons, &grouping, place + 1, (node, work, standing), corpus)
    });
    let bridges = bridges.collect();
    let cut_edges = cut_edges(&mentions, &measures, &grouping, &reasons, corpus, query.top);
    let is_work = |entity: &Entity| matches!(entity, Entity::Work(_));
    let nodes_of_works =
        (0..mentions.node_count()).map(NodeIndex::new).filter(|&node| is_work(&mentions.entity(node)));
    let works = nodes_of_works.clone().count();
    let other_works = |node: NodeIndex| {
        measures.undirected.neighbours(node).iter().filter(|&&other| is_work(&mentions.entity(other))).count()
    };
    let hubs = nodes_of_works.clone().filter(|&node| works >= FEWEST && 2 * other_works(node) > works - 1);
    let mut hubs: Vec<String> = hubs.map(|node| corpus.key(mentions.entity(node))).collect();
    hubs.sort();
    Bridges {
        groups_are: match &query.groups {
            BridgeGroups::Positions(NonZeroUsize::MIN) => "positions".to_owned(),
            BridgeGroups::Positions(depth) => format!("positions to the depth of {depth}"),
            BridgeGroups::Found(_) => "schools".to_owned(),
        },
        ranked_by: query.by.words(),
        bridges,
        bridge_count,
        cut_edges,
        cut_edge_count: measures.cuts.edges.len(),
        groups: measures.groups(&mentions, &grouping),
        accuracy: measures.betweenness.accuracy().into(),
        works,
        works_without_group: nodes_of_works.filter(|&node| grouping.own(node).is_none()).count(),
        links: measures.undirected.edge_count(),
        hubs,
    }
}

/// Among fewer works nobody is called a hub.
const FEWEST: usize = 5;

struct Ranker<'a> {
    query: &'a BridgeQuery,
    measures: &'a Measures,
    approved: &'a BTreeMap<WorkId, Vec<SidesFinding>>,
}

impl Ranker<'_> {
    /// What speaks for a work; nothing where the measure cannot be told of it.
    fn standing(&self, node: NodeIndex, work: WorkId) -> Option<Standing> {
        let pairs = self.approved.get(&work).map_or(0, Vec::len);
        let best = self.measures.best_role(node);
        let role = best.map(|(role, found, _)| (role, found));
        let betweenness = self.measures.betweenness.value(node);
        let holes = self.measures.holes[node.index()];
        let (score, score_of) = match (self.query.by, best) {
            (BridgesBy::InTurn, _) if pairs > 0 => (pairs as f64, BridgeScore::ApprovedByBothSides),
            (BridgesBy::InTurn, Some((.., z))) if z >= BEYOND_CHANCE => (z, BridgeScore::Brokerage),
            (BridgesBy::Brokerage, Some((.., z))) => (z, BridgeScore::Brokerage),
            (BridgesBy::InTurn | BridgesBy::Betweenness, _) => (betweenness, BridgeScore::Betweenness),
            (BridgesBy::Brokerage, None) => return None,
            (BridgesBy::Participation, _) => {
                (self.measures.participation[node.index()]?, BridgeScore::Participation)
            }
            (BridgesBy::EffectiveSize, _) => (holes?.effective_size, BridgeScore::EffectiveSize),
            (BridgesBy::Constraint, _) => (holes?.constraint, BridgeScore::Constraint),
        };
        Some(Standing { score: rounded(score), score_of, role })
    }

    /// Which comes first.
    fn compare(&self, a: &Standing, b: &Standing) -> Ordering {
        match self.query.by {
            BridgesBy::Constraint => a.score.total_cmp(&b.score),
            _ => a.score_of.cmp(&b.score_of).then_with(|| b.score.total_cmp(&a.score)),
        }
    }

    fn finding(
        &self,
        reasons: &Reasons<'_>,
        grouping: &Grouping<'_>,
        rank: usize,
        (node, work, standing): (NodeIndex, WorkId, Standing),
        corpus: &Corpus,
    ) -> BridgeFinding {
        let measures = self.measures;
        let approved_by = self.approved.get(&work).cloned().unwrap_or_default();
        let joins: Vec<String> =
            reasons.joins(node).into_iter().map(|group| grouping.name(group).to_owned()).collect();
        let evidence = reasons.evidence(node);
        let holes = measures.holes[node.index()];
        let at = node.index();
        BridgeFinding {
            rank,
            work: corpus.key(Entity::Work(work)),
            label: corpus.label(work),
            score: standing.score,
            score_of: standing.score_of,
            group: grouping.own_name(node),
            because: reasons.sentence(node, &standing, &approved_by, &joins, &evidence),
            joins,
            evidence,
            roles: measures.roles(node),
            constraint: holes.map(|holes| rounded(holes.constraint)),
            effective_size: holes.map(|holes| rounded(holes.effective_size)),
            participation: measures.participation[at],
            participation_positive: measures.participation_positive[at],
            participation_negative: measures.participation_negative[at],
            betweenness: rounded(measures.betweenness.value(node)),
            articulation_point: measures.cuts.nodes.binary_search(&node).is_ok(),
            neighbours: measures.undirected.neighbours(node).len(),
            heterocitation: measures.heterocitation.nodes[at].external_share().map(rounded),
            external_internal: measures.external_internal.nodes[at].external_internal_index().map(rounded),
            approved_by,
        }
    }
}

/// The cut edges, those that cut off most first, then by key.
fn cut_edges(
    mentions: &Mentions,
    measures: &Measures,
    grouping: &Grouping<'_>,
    reasons: &Reasons<'_>,
    corpus: &Corpus,
    top: NonZeroUsize,
) -> Vec<CutEdgeFinding> {
    let key = |node: NodeIndex| corpus.key(mentions.entity(node));
    let mut cut = sides(&measures.undirected, &measures.cuts.edges);
    cut.sort_by_cached_key(|side| (std::cmp::Reverse(side.size), key(side.stays), key(side.goes)));
    let told = cut.into_iter().take(top.get()).map(|side| {
        let ends = (side.stays, side.goes);
        let of_pair = mentions
            .edges()
            .iter()
            .filter(|edge| (edge.from, edge.to) == ends || (edge.to, edge.from) == ends);
        let evidence: Vec<MentionFinding> = of_pair.map(|&edge| reasons.mention(edge, side.stays)).collect();
        CutEdgeFinding {
            from: key(side.stays),
            to: key(side.goes),
            groups: [side.stays, side.goes].map(|node| grouping.own_name(node)),
            cuts_off: side.size,
            evidence,
        }
    });
    told.collect()
}
