//! The timeline as a chart: lanes by years, the main path in a halo, events and phases across.

use std::collections::{BTreeMap, BTreeSet};

use super::{MainPathFinding, PhasesFinding, name};
use crate::analysis::debate_map::lanes::Lanes;
use crate::analysis::debate_map::thinning::{Candidate, Precedence, choose, fold};
use crate::analysis::debate_map::works_view::{labels, response_text, work_node};
use crate::analysis::debate_map::{Things, Thinned, Thinning, citation_counts, counted, look, source, title};
use crate::analysis::provenance::{Shown, provenance};
use crate::figure::{
    Chart, ChartEdge, ChartNode, Direction, EdgeIndex, EdgeStyle, Fact, FactKind, Halo, NodeIndex, OwnLine,
    PageSize, RuleKind, TimeRule,
};
use crate::model::{Corpus, Openness, PositionId, Response, WorkId};
use crate::projection::Descent;

/// How many responses the tooltip of an edge tells.
const TOLD: usize = 3;

/// What a timeline is drawn from.
#[derive(Clone, Copy)]
pub struct TimelineChart<'a> {
    /// What counts as a link.
    pub descent: &'a Descent,
    /// The path in the halo.
    pub path: &'a MainPathFinding,
    /// The phases, each but the first a line across.
    pub phases: &'a PhasesFinding,
    /// Which way the years run.
    pub direction: Direction,
    /// The page to fit.
    pub page: PageSize,
    /// A heading of the user's own.
    pub title: Option<&'a str>,
    /// What is drawn singly where there is much; works on the main path come first.
    pub thinning: Thinning,
}

/// The chart of a debate's course.
///
/// Works that are linked or hold a position stand in lanes by position and in years. Responses between works are
/// drawn, those of one sign between two works as one edge; of the citations only those on the main path. Events are
/// drawn that begin within the years of the works; what is left out is counted in the subtitle. A large timeline is
/// thinned, see [`Thinning`]; works on the main path stand singly before all others.
///
/// # Determinism
/// A function of corpus and options.
///
/// # Complexity
/// Linear in the corpus but for sorting; placing the chart costs more, see [`crate::figure::place`].
#[must_use]
pub fn timeline_chart(corpus: &Corpus, options: &TimelineChart<'_>) -> (Chart, Option<Thinned>) {
    let works = chosen(corpus, options);
    let held: Vec<Vec<PositionId>> = works.iter().map(|&work| corpus.positions_of(work)).collect();
    let lanes = Lanes::new(corpus, &held);
    let nodes: BTreeMap<WorkId, NodeIndex> =
        works.iter().enumerate().map(|(index, &work)| (work, NodeIndex(index))).collect();
    let drawn: Vec<ChartNode> = works
        .iter()
        .zip(&held)
        .zip(labels(corpus, &works))
        .map(|((&work, held), label)| work_node(corpus, &lanes, (work, label), held))
        .collect();
    let (edges, halo, responses) = joined(corpus, options, &nodes);
    let years: Vec<i32> = works.iter().filter_map(|&work| corpus.work(work).year()).collect();
    let (rules, outside) = rules(corpus, options.phases, &years);
    let mut subtitle =
        format!("{}, {} between them", counted(works.len(), "work"), counted(responses.len(), "response"),);
    let mut methods = Vec::new();
    methods.extend(path_method(options.path));
    let events_left_out = (outside > 0).then(|| format!("{} outside these years", counted(outside, "event")));
    let left_out: Vec<String> = events_left_out.into_iter().collect();
    for method in &methods {
        subtitle.push_str(&format!("; {method}"));
    }
    for left_out in &left_out {
        subtitle.push_str(&format!("; {left_out} not drawn"));
    }
    let mut chart = Chart {
        title: options.title.map_or_else(|| title(corpus), str::to_owned),
        subtitle,
        source: source(corpus),
        lanes: lanes.lanes(corpus),
        nodes: drawn,
        edges,
        rules,
        halo: Some(halo),
        direction: options.direction,
        page: options.page,
        ..Chart::default()
    };
    chart.provenance = provenance(corpus, &chart, &Shown { responses, works: works.clone(), left_out });
    let methods = methods.into_iter().map(|text| Fact { kind: FactKind::Method, text });
    chart.provenance.facts.extend(methods);
    let cited = citation_counts(corpus);
    let on_path: BTreeSet<WorkId> = options.path.path_works.iter().copied().collect();
    let candidate = |work: &WorkId| Candidate {
        node: nodes[work],
        precedence: if on_path.contains(work) { Precedence::First } else { Precedence::ByRank },
        order: work.index(),
        cited: cited[work.index()],
    };
    let candidates: Vec<Candidate> = works.iter().map(candidate).collect();
    let choice = choose(&chart, &candidates, options.thinning);
    let thinned = choice.map(|choice| fold(&mut chart, Things::Works, &choice));
    if let Some(thinned) = &thinned {
        let sentence = format!("{}; the main path comes first", thinned.sentence());
        chart.subtitle.push_str(&format!("; {sentence}"));
        chart.provenance.facts.push(Fact { kind: FactKind::Method, text: sentence });
    }
    (chart, thinned)
}

/// How a main path was found; None where there is none.
pub(in crate::analysis) fn path_method(path: &MainPathFinding) -> Option<String> {
    let pairs = counted(path.arc_count, "pair");
    (path.arc_count > 0).then(|| format!("main path by {} over {pairs} of works", path.weights))
}

/// The works drawn, by year.
fn chosen(corpus: &Corpus, options: &TimelineChart<'_>) -> Vec<WorkId> {
    let lines = options.descent.lines(corpus);
    let network = &lines.network;
    let is_drawn = |&work: &WorkId| {
        let node = Descent::node(work);
        let links = network.successors(node).len() + network.predecessors(node).len();
        links > 0 || corpus.stances_of(work).next().is_some()
    };
    let mut works: Vec<WorkId> = corpus.work_ids().filter(is_drawn).collect();
    if works.is_empty() {
        works.extend(corpus.work_ids());
    }
    works.sort_by_key(|&work| (corpus.work(work).year(), work));
    works
}

/// Both ends of an edge, and its look.
type Drawn = (NodeIndex, NodeIndex, (EdgeStyle, Option<OwnLine>));

/// The edges between the works drawn, the halo, and the responses.
fn joined<'a>(
    corpus: &'a Corpus,
    options: &TimelineChart<'_>,
    nodes: &BTreeMap<WorkId, NodeIndex>,
) -> (Vec<ChartEdge>, Halo, Vec<&'a Response>) {
    let mut told: BTreeMap<Drawn, Vec<String>> = BTreeMap::new();
    let mut responses = Vec::new();
    for (taken_up, by, response) in options.descent.responses(corpus) {
        if let (Some(&from), Some(&to)) = (nodes.get(&by), nodes.get(&taken_up)) {
            responses.push(response);
            let texts = told.entry((from, to, look(corpus.relation(response.relation)))).or_default();
            texts.push(response_text(corpus, response));
        }
    }
    let mut edges: Vec<ChartEdge> = Vec::new();
    for ((from, to, (style, own_line)), texts) in told {
        let mut tooltip = texts[..texts.len().min(TOLD)].join("; ");
        if texts.len() > TOLD {
            tooltip.push_str(&format!("; and {} more", texts.len() - TOLD));
        }
        let count = u32::try_from(texts.len()).unwrap_or(u32::MAX);
        edges.push(ChartEdge { from, to, style, own_line, label: None, tooltip, count });
    }
    let halo = haloed(corpus, options.path, nodes, &mut edges);
    (edges, halo, responses)
}

/// The halo of a main path among the nodes drawn. Of its pairs of works that no edge joins yet, one cites the other: that
/// edge is added.
pub(in crate::analysis) fn haloed(
    corpus: &Corpus,
    path: &MainPathFinding,
    nodes: &BTreeMap<WorkId, NodeIndex>,
    edges: &mut Vec<ChartEdge>,
) -> Halo {
    let joined: BTreeSet<(NodeIndex, NodeIndex)> = edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let mut pairs: BTreeSet<(NodeIndex, NodeIndex)> = BTreeSet::new();
    for (taken_up, by) in &path.path_pairs {
        let (Some(&from), Some(&to)) = (nodes.get(by), nodes.get(taken_up)) else { continue };
        pairs.insert((from, to));
        if !joined.contains(&(from, to)) {
            let tooltip = format!("{} cites {}", name(corpus, *by), name(corpus, *taken_up));
            let style = EdgeStyle::Citation;
            edges.push(ChartEdge { from, to, style, own_line: None, label: None, tooltip, count: 1 });
        }
    }
    let on_path = |edge: &ChartEdge| pairs.contains(&(edge.from, edge.to));
    Halo {
        meaning: "main path".to_owned(),
        nodes: path.path_works.iter().filter_map(|work| nodes.get(work).copied()).collect(),
        edges: (0..edges.len()).filter(|&index| on_path(&edges[index])).map(EdgeIndex).collect(),
    }
}

/// The lines across: phases but the first, and the events that begin within the years; and how many do not.
pub(in crate::analysis) fn rules(
    corpus: &Corpus,
    phases: &PhasesFinding,
    years: &[i32],
) -> (Vec<TimeRule>, usize) {
    let (Some(&first), Some(&last)) = (years.iter().min(), years.iter().max()) else {
        return (Vec::new(), corpus.events().len());
    };
    let mut rules: Vec<TimeRule> = phases
        .phases
        .iter()
        .enumerate()
        .skip(1)
        .map(|(number, phase)| TimeRule {
            time: phase.from,
            until: None,
            label: format!("phase {}: {}", number + 1, phase.label),
            kind: RuleKind::Phase,
        })
        .collect();
    let mut outside = 0;
    for event in corpus.events() {
        let begins = event.date.filter(|date| date.openness != Openness::OpenStart);
        match begins.filter(|date| (first..=last).contains(&date.start.year)) {
            Some(date) => rules.push(TimeRule {
                time: date.start.year,
                until: date.end.map(|end| end.year),
                label: event.title.to_string(),
                kind: RuleKind::Event,
            }),
            None => outside += 1,
        }
    }
    (rules, outside)
}
