//! Works in lanes and years.

use std::collections::{BTreeMap, BTreeSet};

use super::lanes::Lanes;
use super::{
    Candidate, Citations, Precedence, Scope, Things, View, citation_counts, counted, look, tell_hidden,
};
use crate::analysis::provenance::{Shown, provenance};
use crate::analysis::responses::finding;
use crate::figure::{Chart, ChartEdge, ChartNode, EdgeStyle, LaneIndex, NodeIndex, NodeShape};
use crate::model::{Citation, Corpus, Entity, PositionId, Presence, Response, WorkId};
use crate::projection::CitedWorks;

/// A chart, and what its nodes and edges stand for.
pub(in crate::analysis) struct WorksDrawn<'a> {
    pub(in crate::analysis) chart: Chart,
    /// The work or position of each node.
    pub(in crate::analysis) entities: Vec<Entity>,
    /// The response of each edge; none of a citation.
    pub(in crate::analysis) responses: Vec<Option<&'a Response>>,
    pub(in crate::analysis) lanes: Lanes,
}

pub(super) fn view(scope: &Scope<'_>) -> View {
    let WorksDrawn { chart, entities, .. } = drawn(scope);
    let cited = citation_counts(scope.corpus);
    let candidate = |(node, entity): (usize, &Entity)| match *entity {
        Entity::Work(work) if !scope.is_center(*entity) => Some(Candidate {
            node: NodeIndex(node),
            precedence: Precedence::ByRank,
            order: work.index(),
            cited: cited[work.index()],
        }),
        _ => None,
    };
    let candidates = entities.iter().enumerate().filter_map(candidate).collect();
    View { candidates, things: Things::Works, chart }
}

/// The chart of all works that are asked for.
pub(super) fn drawn<'a>(scope: &Scope<'a>) -> WorksDrawn<'a> {
    let corpus = scope.corpus;
    let all: Vec<&'a Response> = scope.responses().collect();
    let drawable = |end: Entity| matches!(end, Entity::Work(_) | Entity::Position(_));
    let (responses, elsewhere): (Vec<&'a Response>, Vec<&'a Response>) =
        all.into_iter().partition(|response| drawable(response.from) && drawable(response.to));
    let works = chosen(scope, &responses, &[]);
    let held: Vec<Vec<PositionId>> = works.iter().map(|&work| corpus.positions_of(work)).collect();
    // A position that is responded to needs a lane, though nobody drawn may hold it.
    let ends = responses.iter().flat_map(|response| [response.from, response.to]);
    let alone = ends.filter_map(|end| if let Entity::Position(id) = end { Some(vec![id]) } else { None });
    let members: Vec<Vec<PositionId>> = held.iter().cloned().chain(alone).collect();
    let lanes = Lanes::new(corpus, &members);
    let mut chart = Chart { lanes: lanes.lanes(corpus), ..Chart::default() };
    let mut nodes: BTreeMap<Entity, NodeIndex> = BTreeMap::new();
    let ends = responses.iter().flat_map(|response| [response.from, response.to]);
    let positions: BTreeSet<Entity> = ends.filter(|end| matches!(end, Entity::Position(_))).collect();
    for entity in positions {
        if let Entity::Position(id) = entity {
            nodes.insert(entity, NodeIndex(chart.nodes.len()));
            chart.nodes.push(position_node(corpus, &lanes, id));
        }
    }
    for ((&work, held), label) in works.iter().zip(&held).zip(labels(corpus, &works)) {
        nodes.insert(Entity::Work(work), NodeIndex(chart.nodes.len()));
        chart.nodes.push(work_node(corpus, &lanes, (work, label), held));
    }
    chart.edges = citation_edges(scope, &nodes);
    let citations = chart.edges.len();
    let mut meant: Vec<Option<&Response>> = vec![None; chart.edges.len()];
    let mut drawn = Vec::new();
    for &response in &responses {
        if let (Some(&from), Some(&to)) = (nodes.get(&response.from), nodes.get(&response.to)) {
            drawn.push(response);
            meant.push(Some(response));
            chart.edges.push(response_edge(corpus, response, from, to));
        }
    }
    let listed = works.iter().filter(|&&work| corpus.work(work).presence == Presence::Listed).count();
    let counts = Counts {
        works: listed,
        outside: works.len() - listed,
        responses: drawn.len(),
        citations,
        elsewhere: elsewhere.len(),
    };
    chart.subtitle = counts.subtitle();
    tell_hidden(&mut chart, corpus, scope.options, &works);
    let shown = Shown { responses: drawn, works, left_out: counts.left_out() };
    chart.provenance = provenance(corpus, &chart, &shown);
    let mut placed: Vec<(NodeIndex, Entity)> =
        nodes.into_iter().map(|(entity, node)| (node, entity)).collect();
    placed.sort();
    let entities = placed.into_iter().map(|(_, entity)| entity).collect();
    WorksDrawn { chart, entities, responses: meant, lanes }
}

/// What is drawn and what is not.
struct Counts {
    works: usize,
    outside: usize,
    responses: usize,
    citations: usize,
    elsewhere: usize,
}

impl Counts {
    fn subtitle(&self) -> String {
        let mut parts = vec![counted(self.works, "work")];
        if self.outside > 0 {
            parts.push(format!("{} only cited", self.outside));
        }
        parts.push(counted(self.responses, "response"));
        if self.citations > 0 {
            parts.push(counted(self.citations, "citation"));
        }
        let mut text = parts.join(", ");
        for left_out in self.left_out() {
            text.push_str(&format!("; {left_out} not drawn"));
        }
        text
    }

    fn left_out(&self) -> Vec<String> {
        let elsewhere = (self.elsewhere > 0)
            .then(|| format!("{} to or from claims", counted(self.elsewhere, "response")));
        elsewhere.into_iter().collect()
    }
}

/// The works drawn, by year: those that are linked or hold a position, and `others`, which ascend.
pub(super) fn chosen(scope: &Scope<'_>, responses: &[&Response], others: &[WorkId]) -> Vec<WorkId> {
    let corpus = scope.corpus;
    let options = scope.options;
    let mut linked: BTreeSet<WorkId> = BTreeSet::new();
    for end in responses.iter().flat_map(|response| [response.from, response.to]) {
        if let Entity::Work(work) = end {
            linked.insert(work);
        }
    }
    let in_responses = linked.clone();
    let restricted = options.responses.relation.is_some() || options.responses.sign.is_some();
    let query = &options.responses;
    let in_years = |work: WorkId| {
        let year = corpus.work(work).year();
        query.since.is_none_or(|since| year.is_some_and(|year| year >= since))
            && query.until.is_none_or(|until| year.is_some_and(|year| year <= until))
    };
    let wanted = |work: WorkId| {
        scope.is_near(Entity::Work(work))
            && in_years(work)
            && options.position.is_none_or(|group| group.contains(corpus, Entity::Work(work)))
    };
    for stance in corpus.stances().iter().filter(|stance| wanted(stance.work) && !restricted) {
        linked.insert(stance.work);
    }
    if !restricted {
        linked.extend(others.iter().filter(|&&work| wanted(work)));
    }
    if options.citations == Citations::Shown && !restricted {
        for citation in corpus.citations() {
            if wanted(citation.from) && wanted(citation.to) {
                linked.extend([citation.from, citation.to]);
            }
        }
    }
    if linked.is_empty() && !restricted {
        linked.extend(corpus.work_ids().filter(|&work| wanted(work)));
    }
    if options.cited.unwrap_or_else(|| CitedWorks::usual(corpus)) == CitedWorks::Listed {
        // What somebody responds to, or asked for, is part of the debate.
        let is_part = |work: WorkId| {
            corpus.work(work).presence == Presence::Listed
                || others.binary_search(&work).is_ok()
                || scope.is_center(Entity::Work(work))
                || in_responses.contains(&work)
        };
        linked.retain(|&work| is_part(work));
    }
    let mut works: Vec<WorkId> = linked.into_iter().collect();
    works.sort_by_key(|&work| (corpus.work(work).year(), work));
    works
}

fn position_node(corpus: &Corpus, lanes: &Lanes, id: PositionId) -> ChartNode {
    let entity = Entity::Position(id);
    ChartNode {
        id: format!("position:{}", corpus.key(entity)),
        lines: vec![corpus.key(entity)],
        lane: LaneIndex(lanes.lane_of_position(corpus, id).unwrap_or_default()),
        time: None,
        shape: NodeShape::Position,
        fills: lanes.fills(corpus, &[id]),
        tooltip: corpus.position(id).title.to_string(),
    }
}

/// The labels of works; those that several share get letters, "Rosato 2005a", "Rosato 2005b".
pub(in crate::analysis) fn labels(corpus: &Corpus, works: &[WorkId]) -> Vec<String> {
    let plain: Vec<String> = works.iter().map(|&work| corpus.label(work)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for label in &plain {
        *counts.entry(label).or_default() += 1;
    }
    let mut used: BTreeMap<&str, u8> = BTreeMap::new();
    let lettered = plain.iter().map(|label| {
        let count = counts.get(label.as_str()).copied().unwrap_or_default();
        if !(2..=26).contains(&count) || !label.ends_with(|c: char| c.is_ascii_digit()) {
            return label.clone();
        }
        let next = used.entry(label).or_default();
        let letter = char::from(b'a' + *next);
        *next += 1;
        format!("{label}{letter}")
    });
    lettered.collect()
}

pub(in crate::analysis) fn work_node(
    corpus: &Corpus,
    lanes: &Lanes,
    (id, label): (WorkId, String),
    held: &[PositionId],
) -> ChartNode {
    let work = corpus.work(id);
    let shape = match work.presence {
        Presence::Listed => NodeShape::Work,
        Presence::Outside => NodeShape::OutsideWork,
    };
    let positions: Vec<String> = held.iter().map(|&id| corpus.key(Entity::Position(id))).collect();
    let mut tooltip = corpus.title(id).as_deref().unwrap_or(&work.key).to_owned();
    if !positions.is_empty() {
        tooltip.push_str(&format!(" ({})", positions.join(", ")));
    }
    // Without a key the work's number names it.
    let key = if work.key.is_empty() { format!("#{}", id.index() + 1) } else { work.key.to_string() };
    let lines = vec![if label.trim().is_empty() { key.clone() } else { label }];
    ChartNode {
        id: format!("work:{key}"),
        lines,
        lane: lanes.lane_of(corpus, held),
        time: work.year(),
        shape,
        fills: lanes.fills(corpus, held),
        tooltip,
    }
}

/// The citations between the works drawn, unless they are hidden or relations were asked for.
pub(super) fn citation_edges(scope: &Scope<'_>, nodes: &BTreeMap<Entity, NodeIndex>) -> Vec<ChartEdge> {
    let corpus = scope.corpus;
    let restricted = scope.options.responses.relation.is_some() || scope.options.responses.sign.is_some();
    if scope.options.citations == Citations::Hidden || restricted {
        return Vec::new();
    }
    let edge = |citation: &Citation| {
        let from = *nodes.get(&Entity::Work(citation.from))?;
        let to = *nodes.get(&Entity::Work(citation.to))?;
        let tooltip = format!("{} cites {}", corpus.label(citation.from), corpus.label(citation.to));
        let style = EdgeStyle::Citation;
        Some(ChartEdge { from, to, style, own_line: None, label: None, tooltip, count: 1 })
    };
    corpus.citations().iter().filter_map(edge).collect()
}

pub(super) fn response_edge(
    corpus: &Corpus,
    response: &Response,
    from: NodeIndex,
    to: NodeIndex,
) -> ChartEdge {
    let tooltip = response_text(corpus, response);
    let (style, own_line) = look(corpus.relation(response.relation));
    ChartEdge { from, to, style, own_line, label: None, tooltip, count: 1 }
}

/// "whitaker2010 disputes pape2005 on consequences (ore2017 ¶28)".
pub(in crate::analysis) fn response_text(corpus: &Corpus, response: &Response) -> String {
    let found = finding(corpus, response);
    let mut text = format!("{} {} {}", found.from, corpus.relation(response.relation).label, found.to);
    if let Some(on) = &found.on {
        text.push_str(&format!(" on {on}"));
    }
    let place = found.place.map(|place| format!(" {place}")).unwrap_or_default();
    text.push_str(&format!(" ({}{place})", found.by));
    text
}
