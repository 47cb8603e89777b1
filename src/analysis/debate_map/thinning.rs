//! Large maps: the nodes with most links stand singly, the others in counted bundles.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use super::counted;
use crate::algorithm::centrality::{BetweennessOptions, undirected_betweenness};
use crate::figure::{
    Chart, ChartEdge, ChartNode, EdgeIndex, EdgeStyle, LaneIndex, NodeIndex, NodeShape, OwnLine,
    PaletteColor, Stack, TimeAxis,
};
use crate::network::{self, UndirectedNetwork};

/// Up to how many works, claims or persons a map draws each singly where nothing is said; more are thinned.
pub const DRAWN_SINGLY: usize = 150;
/// How many stand singly on a thinned map where nothing is said, which is what a page holds.
pub const KEPT: usize = 60;
/// Over how many periods the bundles of a lane are spread.
const PERIODS: i64 = 4;
/// How many arrows of bundles are drawn, those that stand for most: of responses, and of citations.
const ARROWS: (usize, usize) = (40, 20);
/// How many of its members the tooltip of a bundle names.
const NAMED: usize = 8;

/// How many works, claims or persons are drawn singly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Top {
    /// All up to [`DRAWN_SINGLY`]; of more, [`KEPT`].
    #[default]
    Fitting,
    /// All up to a number; of more, another.
    Beyond {
        /// Up to how many.
        above: NonZeroUsize,
        /// How many of more.
        to: NonZeroUsize,
    },
    /// So many.
    First(NonZeroUsize),
    /// All.
    All,
}

/// Which works, claims or persons are drawn singly. Of equals, those that come first in the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RankedBy {
    /// Those that give and receive most of the responses drawn; of claims, of the relations.
    Responses,
    /// Those that most works of the files cite; of persons, whose works they cite. Claims are not cited.
    Citations,
    /// Those that most shortest paths of the map lead through, directions aside.
    Betweenness,
}

/// How a map is thinned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Thinning {
    /// How many are drawn singly.
    pub top: Top,
    /// Which; if nothing is said, by responses where there are any, else by citations.
    pub by: Option<RankedBy>,
}

/// What the nodes of a map are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Things {
    /// Works.
    Works,
    /// Claims.
    Claims,
    /// Persons.
    Persons,
}

impl Things {
    pub(in crate::analysis) fn one(self) -> &'static str {
        match self {
            Self::Works => "work",
            Self::Claims => "claim",
            Self::Persons => "person",
        }
    }
}

/// What a thinned map draws singly, and what not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thinned {
    /// What the nodes are.
    pub things: Things,
    /// How many stand singly.
    pub kept: usize,
    /// Of how many.
    pub total: usize,
    /// What decided.
    pub by: RankedBy,
    /// How many bundles hold the others.
    pub bundles: usize,
    /// Responses, or relations of claims, between two of one bundle.
    pub inside: usize,
    /// Responses of arrows of bundles that are too thin to be drawn.
    pub thin: usize,
    /// Citations inside bundles, or of arrows of bundles too thin to be drawn.
    pub citations: usize,
}

impl Thinned {
    /// The rule and what it left out: "60 of 500 works stand singly, those with most responses; …".
    #[must_use]
    pub fn sentence(&self) -> String {
        let thing = self.things.one();
        let (most, links) = match (self.by, self.things) {
            (RankedBy::Responses, Things::Claims) => ("with most relations", "relation"),
            (RankedBy::Responses, _) => ("with most responses", "response"),
            (RankedBy::Citations, Things::Persons) => ("whose works are most cited", "response"),
            (RankedBy::Citations, _) => ("most cited", "response"),
            (RankedBy::Betweenness, Things::Claims) => ("of highest betweenness", "relation"),
            (RankedBy::Betweenness, _) => ("of highest betweenness", "response"),
        };
        let mut text = format!(
            "{} of {} stand singly, those {most}; the others are counted in {}",
            self.kept,
            counted(self.total, thing),
            counted(self.bundles, "bundle")
        );
        let mut not_drawn = Vec::new();
        if self.inside > 0 {
            not_drawn.push(format!("{} inside bundles", counted(self.inside, links)));
        }
        if self.thin > 0 {
            not_drawn.push(format!("{} of the thinnest arrows", counted(self.thin, links)));
        }
        if self.citations > 0 {
            not_drawn.push(counted(self.citations, "citation"));
        }
        if !not_drawn.is_empty() {
            text.push_str(&format!("; not drawn: {}", not_drawn.join(", ")));
        }
        text
    }
}

/// Whether something stands singly before others, whatever its rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::analysis) enum Precedence {
    /// It does.
    First,
    /// Its rank decides.
    ByRank,
}

/// A node that may be folded away.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis) struct Candidate {
    pub(in crate::analysis) node: NodeIndex,
    /// Whether it comes before others.
    pub(in crate::analysis) precedence: Precedence,
    /// Its place in the files.
    pub(in crate::analysis) order: usize,
    /// How many works cite it.
    pub(in crate::analysis) cited: usize,
}

/// Which nodes are to be folded away.
pub(in crate::analysis) struct Choice {
    folded: BTreeSet<NodeIndex>,
    pub(in crate::analysis) total: usize,
    by: RankedBy,
}

/// Chooses what stands singly, if not everything does: the candidates of highest rank, of equals those that come first
/// in the files.
pub(in crate::analysis) fn choose(
    chart: &Chart,
    candidates: &[Candidate],
    thinning: Thinning,
) -> Option<Choice> {
    let top = match thinning.top {
        Top::All => return None,
        Top::First(top) => top.get(),
        Top::Fitting if candidates.len() > DRAWN_SINGLY => KEPT,
        Top::Beyond { above, to } if candidates.len() > above.get() => to.get(),
        Top::Fitting | Top::Beyond { .. } => return None,
    };
    if candidates.len() <= top {
        return None;
    }
    let is_response = |edge: &ChartEdge| edge.style != EdgeStyle::Citation;
    let by = match thinning.by {
        Some(by) => by,
        None if chart.edges.iter().any(is_response) => RankedBy::Responses,
        None => RankedBy::Citations,
    };
    let scores = scores(chart, candidates, by);
    let mut ranked: Vec<(f64, &Candidate)> = scores.into_iter().zip(candidates).collect();
    ranked.sort_by(|(a, first), (b, second)| {
        let by_rank = b.total_cmp(a).then(first.order.cmp(&second.order));
        first.precedence.cmp(&second.precedence).then(by_rank)
    });
    let folded = ranked[top..].iter().map(|(_, candidate)| candidate.node).collect();
    Some(Choice { folded, total: candidates.len(), by })
}

/// Thins a chart: nothing is lost, what is not drawn singly is counted.
///
/// Each node that is folded away is in one bundle, that of its lane and period. Edges of one look between
/// the same two ends are one, as wide as their count, where an end is a bundle; of those, the widest are drawn.
pub(in crate::analysis) fn fold(chart: &mut Chart, things: Things, choice: &Choice) -> Thinned {
    let bundles = bundles(chart, &choice.folded);
    let mut thinned = Thinned {
        things,
        kept: choice.total - choice.folded.len(),
        total: choice.total,
        by: choice.by,
        bundles: bundles.len(),
        inside: 0,
        thin: 0,
        citations: 0,
    };
    fold_into(chart, things, &choice.folded, &bundles, &mut thinned);
    thinned
}

fn scores(chart: &Chart, candidates: &[Candidate], by: RankedBy) -> Vec<f64> {
    match by {
        RankedBy::Citations => candidates.iter().map(|candidate| candidate.cited as f64).collect(),
        RankedBy::Responses => {
            let mut links = vec![0.0; chart.nodes.len()];
            for edge in chart.edges.iter().filter(|edge| edge.style != EdgeStyle::Citation) {
                links[edge.from.0] += f64::from(edge.count);
                if edge.from != edge.to {
                    links[edge.to.0] += f64::from(edge.count);
                }
            }
            candidates.iter().map(|candidate| links[candidate.node.0]).collect()
        }
        RankedBy::Betweenness => {
            let node = |index: NodeIndex| network::NodeIndex::new(index.0);
            let pairs = chart.edges.iter().map(|edge| (node(edge.from), node(edge.to), 1.0));
            let network = UndirectedNetwork::new(chart.nodes.len(), pairs);
            let found = undirected_betweenness(&network, &BetweennessOptions::default());
            candidates.iter().map(|candidate| found.value(node(candidate.node))).collect()
        }
    }
}

/// What stands in one bundle.
struct Bundle {
    lane: LaneIndex,
    /// The year at which it stands.
    time: Option<i32>,
    /// The first and last of its years.
    years: Option<(i32, i32)>,
    members: Vec<NodeIndex>,
}

/// The bundles, by lane and period.
fn bundles(chart: &Chart, folded: &BTreeSet<NodeIndex>) -> Vec<Bundle> {
    let time = |node: NodeIndex| match chart.time_axis {
        TimeAxis::Shown => chart.nodes[node.0].time,
        TimeAxis::Absent => None,
    };
    let mut years: Vec<i32> = folded.iter().filter_map(|&node| time(node)).collect();
    years.sort_unstable();
    let step = years.first().zip(years.last()).map_or(1, |(&first, &last)| step(first, last));
    let period = |year: i32| i64::from(year).div_euclid(step);
    let mut members: BTreeMap<(LaneIndex, Option<i64>), Vec<NodeIndex>> = BTreeMap::new();
    for &node in folded {
        let key = (chart.nodes[node.0].lane, time(node).map(period));
        members.entry(key).or_default().push(node);
    }
    join_single(&mut members);
    // The bundles of a period stand in one row, that of a work drawn singly if there is one.
    let mut rows: BTreeMap<i64, i32> = BTreeMap::new();
    for &year in &years {
        rows.entry(period(year)).or_insert_with(|| {
            let within: Vec<i32> = years.iter().copied().filter(|&it| period(it) == period(year)).collect();
            let middle = within[within.len() / 2];
            let kept = (0..chart.nodes.len()).map(NodeIndex).filter(|node| !folded.contains(node));
            let kept = kept.filter_map(time).filter(|&it| period(it) == period(year));
            kept.min_by_key(|&it| ((i64::from(it) - i64::from(middle)).abs(), it)).unwrap_or(middle)
        });
    }
    let bundle = |((lane, period), members): ((LaneIndex, Option<i64>), Vec<NodeIndex>)| {
        let years = || members.iter().filter_map(|&node| time(node));
        Bundle {
            lane,
            time: period.and_then(|period| rows.get(&period).copied()),
            years: years().min().zip(years().max()),
            members,
        }
    };
    members.into_iter().map(bundle).collect()
}

/// A single node joins the bundle of its lane that comes next, or else the one before.
fn join_single(members: &mut BTreeMap<(LaneIndex, Option<i64>), Vec<NodeIndex>>) {
    let single: Vec<(LaneIndex, Option<i64>)> = members
        .iter()
        .filter(|((_, period), of)| period.is_some() && of.len() == 1)
        .map(|(key, _)| *key)
        .collect();
    for key in single {
        if members.get(&key).is_none_or(|of| of.len() > 1) {
            continue;
        }
        let dated = |other: &&(LaneIndex, Option<i64>)| other.0 == key.0 && other.1.is_some();
        let next = members.keys().filter(dated).find(|other| **other > key);
        let before = members.keys().rev().filter(dated).find(|other| **other < key);
        if let Some(other) = next.or(before).copied()
            && let Some(mut single) = members.remove(&key)
        {
            single.append(members.entry(other).or_default());
            members.insert(other, single);
        }
    }
}

/// How many years a period has: the least round number that gives few periods.
fn step(first: i32, last: i32) -> i64 {
    let mut scale = 1;
    loop {
        for step in [scale, 2 * scale, 5 * scale] {
            let periods = i64::from(last).div_euclid(step) - i64::from(first).div_euclid(step) + 1;
            if periods <= PERIODS {
                return step;
            }
        }
        scale *= 10;
    }
}

/// Both ends of an arrow of a bundle, and its look.
type Arrow = (NodeIndex, NodeIndex, EdgeStyle, Option<OwnLine>);

fn fold_into(
    chart: &mut Chart,
    things: Things,
    folded: &BTreeSet<NodeIndex>,
    bundles: &[Bundle],
    thinned: &mut Thinned,
) {
    let old = std::mem::take(&mut chart.nodes);
    let mut places = vec![NodeIndex(0); old.len()];
    for (index, node) in old.iter().enumerate().filter(|(index, _)| !folded.contains(&NodeIndex(*index))) {
        places[index] = NodeIndex(chart.nodes.len());
        chart.nodes.push(node.clone());
    }
    let first_bundle = chart.nodes.len();
    for bundle in bundles {
        let place = NodeIndex(chart.nodes.len());
        bundle.members.iter().for_each(|member| places[member.0] = place);
        chart.stacks.push(Stack { node: place, count: bundle.members.len() });
        chart.nodes.push(bundle_node(&old, things, bundle));
    }
    chart.stack_meaning = format!("several {}s, counted", things.one());
    let mut kept: Vec<(Option<EdgeIndex>, ChartEdge)> = Vec::new();
    let mut arrows: BTreeMap<Arrow, u32> = BTreeMap::new();
    for (index, edge) in std::mem::take(&mut chart.edges).into_iter().enumerate() {
        let (from, to) = (places[edge.from.0], places[edge.to.0]);
        if from.0.max(to.0) < first_bundle {
            kept.push((Some(EdgeIndex(index)), ChartEdge { from, to, ..edge }));
        } else if from == to && edge.style == EdgeStyle::Citation {
            thinned.citations += edge.count as usize;
        } else if from == to {
            thinned.inside += edge.count as usize;
        } else {
            *arrows.entry((from, to, edge.style, edge.own_line)).or_default() += edge.count;
        }
    }
    let label = |node: NodeIndex| chart.nodes[node.0].lines.join(" ");
    let is_citation = |(_, _, style, _): &Arrow| *style == EdgeStyle::Citation;
    for citations in [true, false] {
        let mut of_kind: Vec<(Arrow, u32)> = arrows
            .iter()
            .filter(|(arrow, _)| is_citation(arrow) == citations)
            .map(|(a, n)| (a.clone(), *n))
            .collect();
        of_kind.sort_by_key(|(_, count)| Reverse(*count));
        let most = if citations { ARROWS.1 } else { ARROWS.0 };
        let rest = of_kind.split_off(of_kind.len().min(most));
        let left: usize = rest.iter().map(|(_, count)| *count as usize).sum();
        if citations {
            thinned.citations += left
        } else {
            thinned.thin += left
        }
        for ((from, to, style, own_line), count) in of_kind {
            let thing = if citations { "citation" } else { "response" };
            let tooltip = format!("{} to {}: {}", label(from), label(to), counted(count as usize, thing));
            kept.push((None, ChartEdge { from, to, style, own_line, label: None, tooltip, count }));
        }
    }
    if let Some(halo) = &mut chart.halo {
        halo.nodes = moved(&halo.nodes, &places, first_bundle);
        let place = |was: &EdgeIndex| kept.iter().position(|(index, _)| index.as_ref() == Some(was));
        halo.edges = halo.edges.iter().filter_map(place).map(EdgeIndex).collect();
    }
    if let Some(frame) = &mut chart.frame {
        frame.nodes = moved(&frame.nodes, &places, first_bundle);
    }
    chart.edges = kept.into_iter().map(|(_, edge)| edge).collect();
}

/// The nodes of a list that still stand singly.
fn moved(nodes: &[NodeIndex], places: &[NodeIndex], first_bundle: usize) -> Vec<NodeIndex> {
    let places = nodes.iter().filter_map(|node| places.get(node.0).copied());
    places.filter(|place| place.0 < first_bundle).collect()
}

fn bundle_node(old: &[ChartNode], things: Things, bundle: &Bundle) -> ChartNode {
    let members = || bundle.members.iter().map(|node| &old[node.0]);
    let count = counted(bundle.members.len(), things.one());
    let mut lines = vec![format!("+{count}")];
    let period = bundle
        .years
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") });
    lines.extend(period.clone());
    let shape = match things {
        Things::Works if members().all(|node| node.shape == NodeShape::OutsideWork) => NodeShape::OutsideWork,
        Things::Works => NodeShape::Work,
        Things::Claims => NodeShape::Claim,
        Things::Persons => NodeShape::Person,
    };
    let named: Vec<String> = members().take(NAMED).map(|node| node.lines.join(" ")).collect();
    let mut tooltip = format!("{count}: {}", named.join(", "));
    if bundle.members.len() > NAMED {
        tooltip.push_str(&format!(" and {} more", bundle.members.len() - NAMED));
    }
    ChartNode {
        id: format!("bundle:{}:{}", bundle.lane.0 + 1, period.unwrap_or_default()),
        lines,
        lane: bundle.lane,
        time: bundle.time,
        shape,
        fills: fills(members(), shape),
        tooltip,
    }
}

/// The first colours of the members, most frequent first, as far as the shape shows several.
fn fills<'a>(members: impl Iterator<Item = &'a ChartNode>, shape: NodeShape) -> Vec<PaletteColor> {
    let mut counts: BTreeMap<PaletteColor, usize> = BTreeMap::new();
    for color in members.filter_map(|node| node.fills.first()) {
        *counts.entry(*color).or_default() += 1;
    }
    let mut colors: Vec<(usize, PaletteColor)> =
        counts.into_iter().map(|(color, count)| (count, color)).collect();
    colors.sort_by_key(|&(count, color)| (Reverse(count), color));
    let most = match shape {
        NodeShape::Person if colors.len() > 1 => 0,
        _ => 3,
    };
    colors.into_iter().take(most).map(|(_, color)| color).collect()
}
