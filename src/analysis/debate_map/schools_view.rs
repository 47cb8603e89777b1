//! Schools as clusters: the works of each in a lane, filled by position, with the bridges between them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use super::lanes::Lanes;
use super::thinning::{Candidate, Precedence, Things, Thinned, choose, fold};
use super::works_view::{chosen, citation_edges, labels, response_edge, work_node};
use super::{Citations, MapOptions, Scope, citation_counts, counted, tell, tell_hidden};
use crate::analysis::bridges::{BridgeGroups, BridgeQuery, Bridges, bridges};
use crate::analysis::provenance::{Shown, provenance};
use crate::analysis::schools::{Lens, School, Schools, SchoolsFinding};
use crate::analysis::timeline::{MainPathFinding, MainPathOptions, haloed, main_path, path_method};
use crate::figure::{
    Chart, ChartEdge, ChartNode, EdgeStyle, Fact, FactKind, Frame, Heads, Lane, LaneIndex, NodeIndex,
    NodeShape, OwnLine, PaletteColor,
};
use crate::model::{Corpus, Entity, PositionId, Response, WorkId};
use crate::projection::{Links, MentionKinds, descent};

/// How many schools have a lane of their own; those of most works.
const OWN_LANES: usize = 6;
/// How many bridges are framed.
const BRIDGES: usize = 5;
/// How many arrows are drawn from heading to heading, those that stand for most.
const ARROWS: usize = 14;
/// How many works a tooltip names.
const NAMED: usize = 4;

/// The chart of the schools of a debate, and what of it stands in bundles.
///
/// Each school is a lane under its name, its size and the positions that its works hold; works stand in it by year,
/// filled by position, so that it shows where found schools and declared positions part. Schools that have much to do
/// with one another stand beside one another. Small schools beyond the sixth share a lane; works in no school have one.
///
/// Responses, and citations where schools were looked for in them, are drawn each inside a school. Those between two
/// schools are counted in an arrow from heading to heading. The [bridges](crate::analysis::bridges()) between schools that
/// rank first are framed, and their responses to and from other schools are drawn each besides. Works that are joined
/// with most others, as a review is, are no bridges here. The [main path](crate::analysis::timeline::main_path()) through
/// what is drawn, by its defaults, stands in a halo, and its links are drawn each.
///
/// # Determinism
/// A function of corpus, schools and options.
///
/// # Complexity
/// That of the bridges, and linear in the corpus but for sorting; placing the chart costs more, see
/// [`crate::figure::place`].
#[must_use]
pub fn schools_map(corpus: &Corpus, found: &Schools, options: &MapOptions) -> (Chart, Option<Thinned>) {
    let scope = Scope::new(corpus, options);
    let is_work = |end: Entity| matches!(end, Entity::Work(_));
    let (responses, elsewhere): (Vec<&Response>, Vec<&Response>) =
        scope.responses().partition(|response| is_work(response.from) && is_work(response.to));
    let in_schools: Vec<WorkId> = corpus.work_ids().filter(|&work| found.school_of(work).is_some()).collect();
    let works = chosen(&scope, &responses, &in_schools);
    let held: Vec<Vec<PositionId>> = works.iter().map(|&work| corpus.positions_of(work)).collect();
    let positions = Lanes::new(corpus, &held);
    let clusters = Clusters::new(found, &works);
    let mut chart = Chart {
        fill_names: fill_names(corpus, &positions),
        head_meaning: "school".to_owned(),
        lane_meaning: "school".to_owned(),
        heads: Heads::Joined,
        ..Chart::default()
    };
    scope.furnish(&mut chart);
    let mut nodes: BTreeMap<Entity, NodeIndex> = BTreeMap::new();
    for ((&work, held), label) in works.iter().zip(&held).zip(labels(corpus, &works)) {
        nodes.insert(Entity::Work(work), NodeIndex(chart.nodes.len()));
        let node = work_node(corpus, &positions, (work, label), held);
        chart.nodes.push(ChartNode { lane: clusters.lane_of(found, work), ..node });
    }
    if found.finding.lens != Lens::Signed.name() {
        chart.edges = citation_edges(&scope, &nodes);
    }
    let citations = chart.edges.len();
    let mut drawn = Vec::new();
    for response in responses {
        if let (Some(&from), Some(&to)) = (nodes.get(&response.from), nodes.get(&response.to)) {
            drawn.push(response);
            chart.edges.push(response_edge(corpus, response, from, to));
        }
    }
    let counts = Counts { responses: drawn.len(), citations, elsewhere: elsewhere.len() };
    let left_out = (!elsewhere.is_empty())
        .then(|| format!("{} to or from positions and claims", counted(elsewhere.len(), "response")));
    let shown = Shown { responses: drawn, works: works.clone(), left_out: left_out.into_iter().collect() };
    chart.provenance = provenance(corpus, &chart, &shown);
    let method = format!("schools found by {}", how(&found.finding));
    chart.provenance.facts.push(Fact { kind: FactKind::Method, text: method });
    chart.lanes = clusters.lanes.clone();
    let bridges = between(corpus, found, options);
    let path = path_through(corpus, options);
    let framed: Vec<NodeIndex> = bridges
        .iter()
        .flat_map(|found| &found.bridges)
        .filter_map(|bridge| {
            works.iter().position(|&work| corpus.key(Entity::Work(work)) == bridge.work).map(NodeIndex)
        })
        .collect();
    let is_hub =
        |work: &WorkId| bridges.iter().any(|found| found.hubs.contains(&corpus.key(Entity::Work(*work))));
    let hubs: Vec<NodeIndex> = works
        .iter()
        .enumerate()
        .filter(|(_, work)| is_hub(work))
        .map(|(index, _)| NodeIndex(index))
        .collect();
    let cited = citation_counts(corpus);
    let candidates: Vec<Candidate> = works
        .iter()
        .enumerate()
        .map(|(index, work)| Candidate {
            node: NodeIndex(index),
            precedence: if path.path_works.contains(work) { Precedence::First } else { Precedence::ByRank },
            order: work.index(),
            cited: cited[work.index()],
        })
        .filter(|candidate| !framed.contains(&candidate.node))
        .filter(|candidate| !scope.is_center(Entity::Work(works[candidate.node.0])))
        .collect();
    let mut choice = choose(&chart, &candidates, options.thinning);
    if let Some(choice) = &mut choice {
        // The others stand singly in any case.
        choice.total = works.len();
    }
    chart.subtitle = subtitle(corpus, found, &works, &counts, bridges.as_ref());
    tell_hidden(&mut chart, corpus, options, &works);
    chart.frame = (!framed.is_empty())
        .then(|| Frame { meaning: "bridge between schools".to_owned(), nodes: framed.clone() });
    let order = clusters.order(&chart);
    let places: BTreeMap<WorkId, NodeIndex> =
        works.iter().enumerate().map(|(index, &work)| (work, NodeIndex(index))).collect();
    let place = |work: &WorkId| places.get(work).copied();
    let on_path: BTreeSet<(NodeIndex, NodeIndex)> =
        path.path_pairs.iter().filter_map(|(taken_up, by)| Some((place(by)?, place(taken_up)?))).collect();
    let singly = Singly { framed: &framed, hubs: &hubs, on_path: &on_path };
    let thinnest = count_between(&mut chart, &clusters, &singly);
    chart.halo = Some(haloed(corpus, &path, &places, &mut chart.edges));
    if let Some(method) = path_method(&path) {
        chart.subtitle.push_str(&format!("; {method}"));
        chart.provenance.facts.push(Fact { kind: FactKind::Method, text: method });
    }
    if thinnest > 0 {
        chart.subtitle.push_str(&format!("; {thinnest} of the thinnest arrows between headings not drawn"));
    }
    rearrange(&mut chart, &order);
    let thinned = choice.map(|choice| fold(&mut chart, Things::Works, &choice));
    if let Some(thinned) = &thinned {
        tell(&mut chart, thinned);
    }
    (chart, thinned)
}

/// The lanes of schools.
struct Clusters {
    lanes: Vec<Lane>,
    /// How each lane is called in short.
    names: Vec<String>,
    /// The lane of each school, by its number less one.
    of_school: Vec<usize>,
    /// How many of the lanes are of schools; one more may be of works in none.
    of_schools: usize,
}

impl Clusters {
    fn new(found: &Schools, works: &[WorkId]) -> Self {
        let schools = &found.finding.schools;
        let drawn: BTreeSet<usize> = works.iter().filter_map(|&work| found.school_of(work)).collect();
        let shown: Vec<&School> = schools.iter().filter(|school| drawn.contains(&school.id)).collect();
        // Those of one work come last.
        let several = shown.iter().filter(|school| school.members.len() > 1).count();
        let all_fit = shown.len() <= OWN_LANES + 1 && several == shown.len();
        let own = if all_fit { several } else { several.min(OWN_LANES) };
        let (own, rest) = shown.split_at(own);
        let mut clusters = Self {
            lanes: Vec::new(),
            names: Vec::new(),
            of_school: vec![own.len(); schools.len()],
            of_schools: own.len() + usize::from(!rest.is_empty()),
        };
        for (lane, school) in own.iter().enumerate() {
            clusters.of_school[school.id - 1] = lane;
            clusters.push(&format!("school {}", school.id), &school.label, &note(school));
        }
        if !rest.is_empty() {
            let members = rest.iter().map(|school| school.members.len()).sum();
            let largest = rest.iter().map(|school| school.members.len()).max().unwrap_or_default();
            let note = format!("{} of {largest} at most", counted(members, "work"));
            let title = counted(rest.len(), "more school");
            clusters.push(&format!("{} more", rest.len()), &title, &note);
        }
        let outside = works.iter().filter(|&&work| found.school_of(work).is_none()).count();
        if outside > 0 || clusters.lanes.is_empty() {
            clusters.push("none", "in no school", &counted(outside, "work"));
        }
        clusters
    }

    fn push(&mut self, name: &str, title: &str, note: &str) {
        self.names.push(name.to_owned());
        self.lanes.push(Lane {
            title: title.to_owned(),
            // Colours tell positions here; schools are told apart by their headings.
            fill: PaletteColor::Grey,
            group: None,
            note: note.to_owned(),
        });
    }

    fn lane_of(&self, found: &Schools, work: WorkId) -> LaneIndex {
        let school = found.school_of(work).and_then(|number| self.of_school.get(number - 1));
        LaneIndex(school.copied().unwrap_or(self.of_schools))
    }

    /// The order of the lanes that makes the links between them short, and of equals the one that keeps most of the
    /// order by size; works in no school come last.
    fn order(&self, chart: &Chart) -> Vec<usize> {
        let count = self.lanes.len();
        let mut links = vec![vec![0_u64; count]; count];
        for edge in &chart.edges {
            let (from, to) = (chart.nodes[edge.from.0].lane.0, chart.nodes[edge.to.0].lane.0);
            if edge.style != EdgeStyle::Citation {
                links[from][to] += u64::from(edge.count);
                links[to][from] += u64::from(edge.count);
            }
        }
        let cost = |order: &[usize]| -> u64 {
            let pair =
                |first: usize, second: usize| links[order[first]][order[second]] * (second - first) as u64;
            (0..count)
                .flat_map(|second| (0..second).map(move |first| (first, second)))
                .map(|(a, b)| pair(a, b))
                .sum()
        };
        let mut order: Vec<usize> = (0..count).collect();
        let mut best = (cost(&order), order.clone());
        while next_permutation(&mut order[..self.of_schools]) {
            let here = cost(&order);
            if here < best.0 {
                best = (here, order.clone());
            }
        }
        best.1
    }
}

/// The next order in the order of the alphabet; false after the last.
fn next_permutation(order: &mut [usize]) -> bool {
    let Some(rise) = order.windows(2).rposition(|pair| pair[0] < pair[1]) else { return false };
    let above = order.iter().rposition(|&it| it > order[rise]).unwrap_or(rise + 1);
    order.swap(rise, above);
    order[rise + 1..].reverse();
    true
}

/// "school 2: 5 works; anti 3, critique 1, several 1".
fn note(school: &School) -> String {
    let mut held: Vec<String> =
        school.positions.iter().map(|count| format!("{} {}", count.position, count.works)).collect();
    for (word, works) in [("several", school.several_positions), ("none", school.without_position)] {
        if works > 0 && !(held.is_empty() && word == "none") {
            held.push(format!("{word} {works}"));
        }
    }
    let works = counted(school.members.len(), "work");
    if held.is_empty() { works } else { format!("{works}: {}", held.join(", ")) }
}

/// The names of the colours of positions; those that share one are named together.
fn fill_names(corpus: &Corpus, positions: &Lanes) -> Vec<(PaletteColor, String)> {
    let mut names: Vec<(PaletteColor, Vec<String>)> = Vec::new();
    for (color, position) in positions.colored_roots(corpus) {
        match names.iter_mut().find(|(known, _)| *known == color) {
            Some((_, names)) if names.contains(&position) => {}
            Some((_, names)) => names.push(position),
            None => names.push((color, vec![position])),
        }
    }
    names.into_iter().map(|(color, names)| (color, names.join(", "))).collect()
}

/// The bridges between the schools, without the works that are joined with most others.
fn between(corpus: &Corpus, found: &Schools, options: &MapOptions) -> Option<Bridges> {
    let name = |work: WorkId| found.school_of(work).map(|number| (work, format!("school {number}")));
    let groups: BTreeMap<WorkId, String> = corpus.work_ids().filter_map(name).collect();
    if groups.is_empty() {
        return None;
    }
    let mut query = BridgeQuery {
        kinds: match options.citations {
            Citations::Shown => MentionKinds::Both,
            Citations::Hidden => MentionKinds::Responses,
        },
        confidence: options.responses.confidence,
        top: NonZeroUsize::new(BRIDGES).unwrap_or(NonZeroUsize::MIN),
        ..BridgeQuery::new(BridgeGroups::Found(groups))
    };
    let first = bridges(corpus, &query);
    if first.hubs.is_empty() {
        return Some(first);
    }
    let is_hub = |work: &WorkId| first.hubs.contains(&corpus.key(Entity::Work(*work)));
    query.without = corpus.work_ids().filter(is_hub).collect();
    let mut second = bridges(corpus, &query);
    second.hubs = first.hubs;
    Some(second)
}

/// The main path through what may be drawn.
fn path_through(corpus: &Corpus, options: &MapOptions) -> MainPathFinding {
    let links = match options.citations {
        Citations::Shown => Links::Both,
        Citations::Hidden => Links::Responses,
    };
    let mut descent = descent(corpus, links, options.responses.confidence);
    descent.cited = options.cited.unwrap_or(descent.cited);
    main_path(corpus, &descent, &MainPathOptions::default())
}

/// How much is drawn.
struct Counts {
    responses: usize,
    citations: usize,
    elsewhere: usize,
}

fn subtitle(
    corpus: &Corpus,
    found: &Schools,
    works: &[WorkId],
    counts: &Counts,
    bridges: Option<&Bridges>,
) -> String {
    let finding = &found.finding;
    let schools: BTreeSet<usize> = works.iter().filter_map(|&work| found.school_of(work)).collect();
    let inside = works.iter().filter(|&&work| found.school_of(work).is_some()).count();
    let mut text = format!("{} in {}", counted(inside, "work"), counted(schools.len(), "school"));
    if inside < works.len() {
        text.push_str(&format!(", {} in none", works.len() - inside));
    }
    text.push_str(&format!(", found by {}", how(finding)));
    if let (Some(ari), Some(nmi)) = (finding.agreement.ari, finding.agreement.nmi) {
        let compared = counted(finding.agreement.compared, "work");
        text.push_str(&format!("; ARI {ari:.2} and NMI {nmi:.2} with the positions of {compared}"));
    }
    text.push_str(&format!("; {}", counted(counts.responses, "response")));
    if counts.citations > 0 {
        text.push_str(&format!(", {}", counted(counts.citations, "citation")));
    }
    text.push_str(", counted from heading to heading where they are between two schools");
    if counts.elsewhere > 0 {
        text.push_str(&format!("; {} to or from positions and claims not drawn", counts.elsewhere));
    }
    if let Some(bridges) = bridges.filter(|bridges| bridges.bridge_count > 0) {
        let (first, all) = (bridges.bridges.len(), bridges.bridge_count);
        let of = if first < all { format!("{first} of {all}") } else { all.to_string() };
        text.push_str(&format!("; {of} bridges framed, their responses drawn singly too"));
        let hubs = bridges.hubs.iter().filter_map(|key| {
            works.iter().find(|&&work| corpus.key(Entity::Work(work)) == *key).map(|&work| corpus.label(work))
        });
        let hubs: Vec<String> = hubs.take(NAMED).collect();
        if !hubs.is_empty() {
            text.push_str(&format!(", but for {}, joined with most others", hubs.join(", ")));
        }
    }
    text
}

/// "correlation-clustering, lens signed on works, claims, positions, seed 0".
fn how(finding: &SchoolsFinding) -> String {
    let mut text = format!("{}, lens {}", finding.method, finding.lens);
    if !finding.grounds.is_empty() {
        text.push_str(&format!(" on {}", finding.grounds.join(", ")));
    }
    if let Some(projection) = finding.projection.filter(|_| finding.citation_edges != Some(0)) {
        text.push_str(&format!(", citations by {projection}"));
        if let Some(normalisation) = finding.normalisation {
            text.push_str(&format!(" and {normalisation}"));
        }
    }
    if let Some(weight) = finding.weight {
        text.push_str(&format!(", weight {weight}"));
    }
    if let Some(resolution) = finding.resolution {
        text.push_str(&format!(", resolution {resolution}"));
    }
    format!("{text}, seed {}", finding.seed)
}

/// Both lanes of an arrow between headings, and its look.
type Arrow = (LaneIndex, LaneIndex, EdgeStyle, Option<OwnLine>);

/// What is drawn edge by edge even between two schools: the main path, and responses of framed nodes but with hubs.
struct Singly<'a> {
    framed: &'a [NodeIndex],
    hubs: &'a [NodeIndex],
    /// Who takes up whom.
    on_path: &'a BTreeSet<(NodeIndex, NodeIndex)>,
}

impl Singly<'_> {
    fn has(&self, edge: &ChartEdge) -> bool {
        let has = |nodes: &[NodeIndex]| nodes.contains(&edge.from) || nodes.contains(&edge.to);
        let of_bridge = edge.style != EdgeStyle::Citation && has(self.framed) && !has(self.hubs);
        of_bridge || self.on_path.contains(&(edge.from, edge.to))
    }
}

/// Replaces the edges between lanes by arrows between headings that count them; some stay besides. Returns how many the
/// arrows that are not drawn stand for.
fn count_between(chart: &mut Chart, clusters: &Clusters, singly: &Singly<'_>) -> usize {
    let lane = |node: NodeIndex| chart.nodes[node.0].lane;
    let mut arrows: BTreeMap<Arrow, (u32, Vec<String>)> = BTreeMap::new();
    for edge in &chart.edges {
        let (from, to) = (lane(edge.from), lane(edge.to));
        if from != to {
            let arrow = arrows.entry((from, to, edge.style, edge.own_line.clone())).or_default();
            arrow.0 += edge.count;
            arrow.1.push(edge.tooltip.clone());
        }
    }
    let mut edges = std::mem::take(&mut chart.edges);
    edges.retain(|edge| lane(edge.from) == lane(edge.to) || singly.has(edge));
    if arrows.is_empty() {
        chart.edges = edges;
        return 0;
    }
    let first = chart.nodes.len();
    for (index, name) in clusters.names.iter().enumerate() {
        chart.nodes.push(ChartNode {
            id: format!("school:{name}"),
            lines: vec![name.clone()],
            lane: LaneIndex(index),
            time: None,
            shape: NodeShape::Position,
            fills: Vec::new(),
            tooltip: clusters.lanes[index].title.clone(),
        });
    }
    let mut arrows: Vec<(Arrow, (u32, Vec<String>))> = arrows.into_iter().collect();
    arrows.sort_by_key(|(_, (count, _))| Reverse(*count));
    let thinnest = arrows.split_off(arrows.len().min(ARROWS));
    for ((from, to, style, own_line), (count, told)) in arrows {
        let thing = if style == EdgeStyle::Citation { "citation" } else { "response" };
        let mut tooltip = format!(
            "{} to {}: {}: {}",
            clusters.names[from.0],
            clusters.names[to.0],
            counted(count as usize, thing),
            told[..told.len().min(NAMED)].join("; ")
        );
        if told.len() > NAMED {
            tooltip.push_str(&format!("; and {} more", told.len() - NAMED));
        }
        edges.push(ChartEdge {
            from: NodeIndex(first + from.0),
            to: NodeIndex(first + to.0),
            style,
            own_line,
            label: Some(count.to_string()),
            tooltip,
            count,
        });
    }
    chart.edges = edges;
    thinnest.iter().map(|(_, (count, _))| *count as usize).sum()
}

/// Puts the lanes into another order.
fn rearrange(chart: &mut Chart, order: &[usize]) {
    chart.lanes = order.iter().filter_map(|&lane| chart.lanes.get(lane).cloned()).collect();
    for node in &mut chart.nodes {
        let place = order.iter().position(|&lane| lane == node.lane.0);
        node.lane = LaneIndex(place.unwrap_or(node.lane.0));
    }
}
