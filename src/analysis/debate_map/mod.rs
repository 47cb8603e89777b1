//! The debate map: which works, claims or people are drawn, in which lanes, joined by what.
//!
//! This decides *what* is drawn; [`crate::figure`] decides where.

mod claims_view;
pub(super) mod lanes;
mod people_view;
mod schools_view;
pub(super) mod thinning;
pub(super) mod works_view;

use std::collections::BTreeSet;

use self::thinning::{Candidate, Precedence, choose, fold};
use self::works_view::WorksDrawn;
use super::provenance::source_names;
use super::{Group, ResponseQuery};
use crate::figure::palette::LineStyle;
use crate::figure::{Chart, Direction, EdgeStyle, Fact, FactKind, OwnLine, PageSize, TimeAxis};
use crate::model::{
    Corpus, DebateGraph, Entity, LinePattern, Link, Presence, RelationInfo, Response, Sign, WorkId,
};
use crate::projection::CitedWorks;
use petgraph::visit::EdgeRef;

pub use self::schools_view::schools_map;
pub use self::thinning::{DRAWN_SINGLY, KEPT, RankedBy, Things, Thinned, Thinning, Top};

/// What the nodes of a map are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapView {
    /// Works in lanes by position and in years.
    Works,
    /// Claims as wrapped text, in lanes by the position that holds them.
    Claims,
    /// Persons, in lanes by the position of their first work.
    People,
}

/// The surroundings of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbourhood {
    /// The thing.
    pub center: Entity,
    /// How many responses or citations away a thing may be.
    pub depth: usize,
}

/// Whether untyped citations are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Citations {
    /// They are.
    Shown,
    /// They are not.
    Hidden,
}

/// What a map shows.
#[derive(Clone, Debug)]
pub struct MapOptions {
    /// What its nodes are.
    pub view: MapView,
    /// Which way the years run.
    pub direction: Direction,
    /// Which responses are drawn.
    pub responses: ResponseQuery,
    /// Only responses of which this is an end, and the works of it.
    pub position: Option<Group>,
    /// Whether citations are drawn.
    pub citations: Citations,
    /// Whether works that are only cited are drawn; if nothing is said, [`CitedWorks::usual`] decides.
    pub cited: Option<CitedWorks>,
    /// Only the surroundings of one thing.
    pub around: Option<Neighbourhood>,
    /// A heading of the user's own.
    pub title: Option<String>,
    /// The page to fit.
    pub page: PageSize,
    /// What is drawn singly where there is much.
    pub thinning: Thinning,
}

impl Default for MapOptions {
    fn default() -> Self {
        Self {
            view: MapView::Works,
            direction: Direction::Down,
            responses: ResponseQuery::default(),
            position: None,
            citations: Citations::Shown,
            cited: None,
            around: None,
            title: None,
            page: PageSize::default(),
            thinning: Thinning::default(),
        }
    }
}

/// How many works are not drawn since they are only cited.
fn hidden_works(corpus: &Corpus, options: &MapOptions, drawn: &[WorkId]) -> usize {
    if options.cited.unwrap_or_else(|| CitedWorks::usual(corpus)) == CitedWorks::All {
        return 0;
    }
    let is_outside = |work: &&WorkId| corpus.work(**work).presence == Presence::Outside;
    let all = corpus.works().iter().filter(|work| work.presence == Presence::Outside).count();
    all - drawn.iter().filter(is_outside).count()
}

/// Says of a chart how many works are not drawn since they are only cited.
fn tell_hidden(chart: &mut Chart, corpus: &Corpus, options: &MapOptions, drawn: &[WorkId]) {
    let hidden = hidden_works(corpus, options, drawn);
    if hidden > 0 {
        chart.subtitle.push_str(&format!("; {} only cited not drawn", counted(hidden, "work")));
    }
}

/// A view before it is thinned.
struct View {
    chart: Chart,
    things: Things,
    candidates: Vec<Candidate>,
}

/// The chart of a debate; see [`thinned_map`].
#[must_use]
pub fn debate_map(corpus: &Corpus, options: &MapOptions) -> Chart {
    thinned_map(corpus, options).0
}

/// The chart of a debate, and what of it stands in bundles.
///
/// Works that take part in no response, citation or position are left out of a corpus that has any; what
/// is left out is counted in the subtitle. A large map is thinned, see [`Thinning`]: what does not stand singly is
/// counted in the bundle of its lane and period. The centre of a neighbourhood always stands singly.
///
/// # Determinism
/// A function of corpus and options.
///
/// # Complexity
/// Linear in the corpus but for sorting; placing the chart costs more, see [`crate::figure::place`].
#[must_use]
pub fn thinned_map(corpus: &Corpus, options: &MapOptions) -> (Chart, Option<Thinned>) {
    let scope = Scope::new(corpus, options);
    let View { mut chart, things, candidates } = match options.view {
        MapView::Works => works_view::view(&scope),
        MapView::Claims => claims_view::view(&scope),
        MapView::People => people_view::view(&scope),
    };
    scope.furnish(&mut chart);
    if options.view != MapView::Works {
        chart.time_axis = TimeAxis::Absent;
    }
    let thinned =
        choose(&chart, &candidates, options.thinning).map(|choice| fold(&mut chart, things, &choice));
    if let Some(thinned) = &thinned {
        tell(&mut chart, thinned);
    }
    (chart, thinned)
}

/// Says on the figure, and in its file, how it was thinned.
fn tell(chart: &mut Chart, thinned: &Thinned) {
    chart.subtitle.push_str(&format!("; {}", thinned.sentence()));
    chart.provenance.facts.push(Fact { kind: FactKind::Method, text: thinned.sentence() });
}

/// The chart of the works of a whole corpus, however many, with what its nodes and edges stand for.
pub(super) fn whole_map<'a>(corpus: &'a Corpus, options: &'a MapOptions) -> WorksDrawn<'a> {
    let scope = Scope::new(corpus, options);
    let mut drawn = works_view::drawn(&scope);
    scope.furnish(&mut drawn.chart);
    drawn
}

/// How many works cite each work.
pub(super) fn citation_counts(corpus: &Corpus) -> Vec<usize> {
    let mut counts = vec![0; corpus.works().len()];
    for citation in corpus.citations() {
        counts[citation.to.index()] += 1;
    }
    counts
}

/// What of the corpus is drawn.
pub(super) struct Scope<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) options: &'a MapOptions,
    near: Option<BTreeSet<Entity>>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(corpus: &'a Corpus, options: &'a MapOptions) -> Self {
        let near = options.around.map(|around| neighbourhood(corpus, around, options.citations));
        Self { corpus, options, near }
    }

    /// The responses that are drawn, in the order of the corpus.
    pub(super) fn responses(&self) -> impl Iterator<Item = &'a Response> + '_ {
        self.corpus.responses().iter().filter(|response| {
            self.options.responses.admits(self.corpus, response)
                && self.is_near(response.from)
                && self.is_near(response.to)
                && self.options.position.is_none_or(|group| {
                    group.contains(self.corpus, response.from) || group.contains(self.corpus, response.to)
                })
        })
    }

    /// What every view has alike.
    fn furnish(&self, chart: &mut Chart) {
        chart.title = self.options.title.clone().unwrap_or_else(|| title(self.corpus));
        chart.source = source(self.corpus);
        chart.direction = self.options.direction;
        chart.page = self.options.page;
    }

    /// Whether it is what the map is around.
    fn is_center(&self, entity: Entity) -> bool {
        self.options.around.is_some_and(|around| around.center == entity)
    }

    pub(super) fn is_near(&self, entity: Entity) -> bool {
        self.near.as_ref().is_none_or(|near| near.contains(&entity))
    }
}

/// Everything at most `depth` responses, assertions or citations from the centre.
fn neighbourhood(corpus: &Corpus, around: Neighbourhood, citations: Citations) -> BTreeSet<Entity> {
    let debate = DebateGraph::new(corpus);
    let graph = &debate.graph;
    let mut near = BTreeSet::from([around.center]);
    let members =
        corpus.work_ids().map(Entity::Work).filter(|&work| Group(around.center).contains(corpus, work));
    near.extend(members);
    let mut frontier: Vec<Entity> = near.iter().copied().collect();
    for _ in 0..around.depth {
        let mut next = Vec::new();
        if frontier.is_empty() {
            break;
        }
        for entity in frontier {
            let node = debate.node(entity);
            for direction in [petgraph::Outgoing, petgraph::Incoming] {
                for edge in graph.edges_directed(node, direction) {
                    let usable = match edge.weight() {
                        Link::Response(_) | Link::Assertion(_) => true,
                        Link::Citation(_) => citations == Citations::Shown,
                        _ => false,
                    };
                    let other = if edge.source() == node { edge.target() } else { edge.source() };
                    if usable && near.insert(graph[other]) {
                        next.push(graph[other]);
                    }
                }
            }
        }
        frontier = next;
    }
    near
}

/// The look of the edges of a relation: the sign decides on all but a line that the user chose.
pub(super) fn look(relation: &RelationInfo) -> (EdgeStyle, Option<OwnLine>) {
    let style = match relation.sign {
        Sign::Positive => EdgeStyle::Supports,
        Sign::Mixed => EdgeStyle::Mixed,
        Sign::Neutral => EdgeStyle::Neutral,
        Sign::Negative => EdgeStyle::Disputes,
    };
    let line = relation.line.map(|pattern| match pattern {
        LinePattern::Solid => LineStyle::Solid,
        LinePattern::Dashed => LineStyle::Dashed,
        LinePattern::Dotted => LineStyle::Dotted,
        LinePattern::DashDotted => LineStyle::DashDotted,
    });
    (style, line.map(|line| OwnLine { line, meaning: relation.label.to_string() }))
}

pub(super) fn title(corpus: &Corpus) -> String {
    match corpus.debates() {
        [] => "Works and who responds to whom".to_owned(),
        debates => debates.iter().map(|debate| debate.title.as_ref()).collect::<Vec<_>>().join(" · "),
    }
}

pub(super) fn source(corpus: &Corpus) -> String {
    let names = source_names(corpus);
    let files = match names.as_slice() {
        [] => String::new(),
        [first, second, third, _, ..] => format!("{first}, {second}, {third} and {} more", names.len() - 3),
        few => few.join(", "),
    };
    format!("Source: {files}. Drawn by dissensus {}.", env!("CARGO_PKG_VERSION"))
}

/// "1 work", "2 works".
pub(super) fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}
