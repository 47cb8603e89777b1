//! The statements behind a bridge, and the sentence that sums them up.

use std::collections::BTreeMap;

use super::findings::{MentionFinding, SidesFinding};
use super::grouping::{Grouping, Held};
use super::order::Standing;
use crate::analysis::responses::{Reference, ResponseFinding, reference};
use crate::model::{Corpus, Entity, ResponseId, Sign};
use crate::network::NodeIndex;
use crate::projection::{Mention, MentionEdge, Mentions};

/// How many statements a sentence names.
const NAMED: usize = 5;

/// What a node and its neighbours say of each other.
pub(super) struct Reasons<'a> {
    corpus: &'a Corpus,
    mentions: &'a Mentions,
    grouping: &'a Grouping<'a>,
    /// The edges to each node, by their places among all, node by node.
    incoming: Vec<u32>,
    starts: Vec<usize>,
}

/// A group at the other end of links.
struct Joined {
    group: usize,
    links: usize,
    /// The first link of each kind, those sent before those received.
    first: BTreeMap<Kind, (Way, MentionEdge)>,
}

/// What a link tells, from most to least.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Approval,
    Opposition,
    Qualification,
    Response,
    Citation,
}

impl Joined {
    /// The links that tell most: approval and opposition, both if there are both, else one of another kind.
    fn telling(&self) -> impl Iterator<Item = MentionEdge> + '_ {
        let takes_side = |kind: &Kind| matches!(kind, Kind::Approval | Kind::Opposition);
        let sides = self.first.keys().filter(|kind| takes_side(kind)).count();
        self.first.values().take(sides.max(1)).map(|&(_, edge)| edge)
    }
}

/// Whether a link comes from the node in hand or goes to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Sent,
    Received,
}

impl<'a> Reasons<'a> {
    pub(super) fn new(corpus: &'a Corpus, mentions: &'a Mentions, grouping: &'a Grouping<'a>) -> Self {
        let mut starts = vec![0; mentions.node_count() + 1];
        for edge in mentions.edges() {
            starts[edge.to.index() + 1] += 1;
        }
        for node in 0..mentions.node_count() {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut incoming = vec![0; mentions.edges().len()];
        for (place, edge) in mentions.edges().iter().enumerate() {
            let slot = &mut next[edge.to.index()];
            incoming[*slot] = u32::try_from(place).expect("a corpus has fewer than 2^32 elements of a kind");
            *slot += 1;
        }
        Self { corpus, mentions, grouping, incoming, starts }
    }

    /// Everything said by a node and of it.
    fn said(&self, node: NodeIndex) -> impl Iterator<Item = (MentionEdge, Way)> + '_ {
        let edges = self.mentions.edges();
        let start = edges.partition_point(|edge| edge.from < node);
        let sent = edges[start..].iter().take_while(move |edge| edge.from == node);
        let received = &self.incoming[self.starts[node.index()]..self.starts[node.index() + 1]];
        let received = received.iter().map(|&place| edges[place as usize]);
        sent.map(|&edge| (edge, Way::Sent)).chain(received.map(|edge| (edge, Way::Received)))
    }

    /// The groups at the other ends of a node's links, those of most links first.
    fn joined(&self, node: NodeIndex) -> Vec<Joined> {
        let mut found: BTreeMap<usize, Joined> = BTreeMap::new();
        for (edge, way) in self.said(node) {
            let other = if way == Way::Sent { edge.to } else { edge.from };
            let Some(group) = self.grouping.own(other) else { continue };
            let joined =
                found.entry(group).or_insert_with(|| Joined { group, links: 0, first: BTreeMap::new() });
            joined.links += 1;
            let first = joined.first.entry(self.kind(edge.mention)).or_insert((way, edge));
            *first = (way, edge).min(*first);
        }
        let mut joined: Vec<Joined> = found.into_values().collect();
        joined.sort_by(|a, b| {
            let name = |joined: &Joined| self.grouping.name(joined.group).to_owned();
            b.links.cmp(&a.links).then_with(|| name(a).cmp(&name(b)))
        });
        joined
    }

    /// The groups that a node joins: its own, then those of its neighbours, those of most links first.
    pub(super) fn joins(&self, node: NodeIndex) -> Vec<usize> {
        let mut groups: Vec<usize> = self.grouping.of(node).iter().map(|held| held.group).collect();
        for joined in self.joined(node) {
            if !groups.contains(&joined.group) {
                groups.push(joined.group);
            }
        }
        groups
    }

    /// Whether a node joins two groups or more; quicker than to ask which.
    pub(super) fn is_between(&self, node: NodeIndex) -> bool {
        let own = self.grouping.of(node).iter().map(|held| held.group);
        let of_others = self
            .said(node)
            .filter_map(|(edge, way)| self.grouping.own(if way == Way::Sent { edge.to } else { edge.from }));
        let mut groups = own.chain(of_others);
        groups.next().is_some_and(|first| groups.any(|group| group != first))
    }

    fn kind(&self, mention: Mention) -> Kind {
        match mention {
            Mention::Response(id) => match self.corpus.sign(self.corpus.response(id)) {
                Sign::Positive => Kind::Approval,
                Sign::Negative => Kind::Opposition,
                Sign::Mixed => Kind::Qualification,
                Sign::Neutral => Kind::Response,
            },
            Mention::Citation(_) => Kind::Citation,
        }
    }

    /// A statement as one end sees it.
    pub(super) fn mention(&self, edge: MentionEdge, node: NodeIndex) -> MentionFinding {
        let corpus = self.corpus;
        let sent = edge.from == node;
        let other = if sent { edge.to } else { edge.from };
        let key = corpus.key(self.mentions.entity(other));
        let (verb, source) = match edge.mention {
            Mention::Response(id) => {
                let info = corpus.relation(corpus.response(id).relation);
                (if sent { &*info.label } else { &info.inverse_label }, self.response_source(id))
            }
            Mention::Citation(id) => {
                let (file, place) = corpus.locate(corpus.citation(id).span);
                let source =
                    Reference { file: file.name().to_owned(), line: place.line, field: "cites".to_owned() };
                (if sent { "cites" } else { "is cited by" }, source)
            }
        };
        MentionFinding { group: self.grouping.own_name(other), text: format!("{verb} {key}"), source }
    }

    fn response_source(&self, id: ResponseId) -> Reference {
        let evidence = &self.corpus.response(id).evidence;
        reference(self.corpus, evidence.span, evidence.field)
    }

    fn stance(&self, held: &Held<'_>) -> Option<MentionFinding> {
        let stance = held.stance?;
        let source = reference(self.corpus, stance.evidence.span, stance.evidence.field);
        let text = format!("holds {}", self.corpus.key(Entity::Position(stance.position)));
        Some(MentionFinding { group: Some(self.grouping.name(held.group).to_owned()), text, source })
    }

    /// The stances of a node, and the most telling statements for every other group that it joins, in the order of
    /// [`Self::joins`].
    pub(super) fn evidence(&self, node: NodeIndex) -> Vec<MentionFinding> {
        let own = self.grouping.of(node);
        let mut evidence: Vec<MentionFinding> = own.iter().filter_map(|held| self.stance(held)).collect();
        for joined in self.joined(node) {
            if own.iter().all(|held| held.group != joined.group) {
                evidence.extend(joined.telling().map(|edge| self.mention(edge, node)));
            }
        }
        evidence
    }

    /// Why a work is a bridge.
    pub(super) fn sentence(
        &self,
        node: NodeIndex,
        standing: &Standing,
        sides: &[SidesFinding],
        joins: &[String],
        evidence: &[MentionFinding],
    ) -> String {
        let lead = match sides.first() {
            Some(sides) => self.both_sides(sides),
            None => standing.words(),
        };
        // A group that was found has no statement that puts the work there.
        let found = self.grouping.of(node).iter().filter(|held| held.stance.is_none());
        let found: Vec<&str> = found.map(|held| self.grouping.name(held.group)).collect();
        let told: Vec<String> = found
            .iter()
            .map(|group| format!("is of {group}"))
            .chain(evidence.iter().take(NAMED).map(told))
            .collect();
        let named = |group: &str| {
            found.contains(&group) || evidence.iter().take(NAMED).any(|it| it.group.as_deref() == Some(group))
        };
        let others: Vec<String> = joins.iter().filter(|group| !named(group)).cloned().collect();
        let others = if others.is_empty() {
            String::new()
        } else {
            format!("; is joined with {} too", listed(&others))
        };
        format!("{lead}: it {}{others}", told.join("; "))
    }

    fn both_sides(&self, sides: &SidesFinding) -> String {
        let one = |side: usize| {
            let said = sides.responses[side].first().map(|response| {
                let label = label(self.corpus, response);
                let Reference { file, line, .. } = &response.source;
                format!(" ({} {label} it, {file}:{line})", response.from)
            });
            format!("{}{}", sides.sides[side], said.unwrap_or_default())
        };
        let Reference { file, line, .. } = &sides.source;
        format!("both {} and {} build on it, although {} ({file}:{line})", one(0), one(1), sides.opposed)
    }
}

/// How the relation of a response reads in a sentence.
fn label<'a>(corpus: &'a Corpus, response: &'a ResponseFinding) -> &'a str {
    match corpus.relations().find(&response.relation) {
        Some((relation, _)) => &corpus.relation(relation).label,
        None => &response.relation,
    }
}

/// "critiques pape2005 of pro (bib/a.bib:12)".
pub(super) fn told(finding: &MentionFinding) -> String {
    let MentionFinding { group, text, source } = finding;
    let place = format!("({}:{})", source.file, source.line);
    match group {
        Some(group) if text.rsplit(' ').next() != Some(group.as_str()) => {
            format!("{text} of {group} {place}")
        }
        _ => format!("{text} {place}"),
    }
}

/// "a, b and c".
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
