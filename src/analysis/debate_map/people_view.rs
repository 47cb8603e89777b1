//! Who answers whom: persons joined by counted responses.

use std::collections::{BTreeMap, BTreeSet};

use super::lanes::Lanes;
use super::{Candidate, Precedence, Scope, Things, View, citation_counts, counted, look};
use crate::analysis::provenance::{Shown, provenance};
use crate::figure::{Chart, ChartEdge, ChartNode, EdgeStyle, LaneIndex, NodeIndex, NodeShape, OwnLine};
use crate::model::{Corpus, Entity, PersonId, PositionId, WorkId};

/// How an edge looks.
type Look = (EdgeStyle, Option<OwnLine>);

pub(super) fn view(scope: &Scope<'_>) -> View {
    let corpus = scope.corpus;
    let authors = |end: Entity| match end {
        Entity::Work(work) => corpus.work(work).persons.to_vec(),
        _ => Vec::new(),
    };
    // Responses of one sign are one edge, but those of a relation with a line of its own stand apart.
    let mut counts: BTreeMap<(PersonId, PersonId, Look), u32> = BTreeMap::new();
    let mut responses = Vec::new();
    for response in scope.responses() {
        let (from, to) = (authors(response.from), authors(response.to));
        if !from.is_empty() && !to.is_empty() {
            responses.push(response);
        }
        let look = look(corpus.relation(response.relation));
        for &from in &from {
            for &to in &to {
                *counts.entry((from, to, look.clone())).or_default() += 1;
            }
        }
    }
    let mut persons: Vec<PersonId> = counts.keys().flat_map(|&(from, to, _)| [from, to]).collect();
    persons.sort();
    persons.dedup();
    let works = works_of(corpus);
    let of = |person: &PersonId| works.get(person).map_or(&[][..], Vec::as_slice);
    let held: Vec<Vec<PositionId>> = persons.iter().map(|person| positions_of(corpus, of(person))).collect();
    let lanes = Lanes::new(corpus, &held);
    let mut chart = Chart { lanes: lanes.lanes(corpus), ..Chart::default() };
    let mut nodes: BTreeMap<PersonId, NodeIndex> = BTreeMap::new();
    for (&person, held) in persons.iter().zip(&held) {
        nodes.insert(person, NodeIndex(chart.nodes.len()));
        let name = &corpus.person(person).name;
        chart.nodes.push(ChartNode {
            id: format!("person:{}", name.full()),
            lines: vec![name.full()],
            lane: lanes.lane_of(corpus, held),
            time: None,
            shape: NodeShape::Person,
            fills: lanes.fills(corpus, held),
            tooltip: name.full(),
        });
    }
    for ((from, to, (style, own_line)), count) in counts {
        let mut tooltip = format!(
            "{} to {}: {}",
            corpus.person(from).name.full(),
            corpus.person(to).name.full(),
            counted(count as usize, "response")
        );
        if let Some(own) = &own_line {
            tooltip.push_str(&format!(" ({})", own.meaning));
        }
        let label = (count > 1).then(|| count.to_string());
        chart.edges.push(ChartEdge {
            from: nodes[&from],
            to: nodes[&to],
            style,
            own_line,
            label,
            tooltip,
            count,
        });
    }
    chart.subtitle = format!(
        "{}, {} between works whose authors are known",
        counted(persons.len(), "person"),
        counted(responses.len(), "response")
    );
    let ends = responses.iter().flat_map(|response| [response.from, response.to]);
    let drawn = ends.filter_map(|end| if let Entity::Work(work) = end { Some(work) } else { None }).collect();
    let drawn = Shown { responses, works: drawn, left_out: Vec::new() };
    chart.provenance = provenance(corpus, &chart, &drawn);
    without_empty_lanes(&mut chart);
    let cited = citation_counts(corpus);
    let candidate = |person: &PersonId| Candidate {
        node: nodes[person],
        precedence: Precedence::ByRank,
        order: person.index(),
        cited: of(person).iter().map(|work| cited[work.index()]).sum(),
    };
    let foldable = persons.iter().filter(|&&person| !scope.is_center(Entity::Person(person)));
    View { candidates: foldable.map(candidate).collect(), things: Things::Persons, chart }
}

/// Takes out the lanes in which nobody stands: a person stands in one, whatever else its works hold.
fn without_empty_lanes(chart: &mut Chart) {
    let used: BTreeSet<LaneIndex> = chart.nodes.iter().map(|node| node.lane).collect();
    let mut number = 0;
    chart.lanes.retain(|_| {
        number += 1;
        used.contains(&LaneIndex(number - 1))
    });
    for node in &mut chart.nodes {
        node.lane = LaneIndex(used.range(..node.lane).count());
    }
}

/// The works of every person.
fn works_of(corpus: &Corpus) -> BTreeMap<PersonId, Vec<WorkId>> {
    let mut works: BTreeMap<PersonId, Vec<WorkId>> = BTreeMap::new();
    for work in corpus.work_ids() {
        for &person in corpus.work(work).persons.iter() {
            let known = works.entry(person).or_default();
            if known.last() != Some(&work) {
                known.push(work);
            }
        }
    }
    works
}

/// The positions of some works, those of most works first.
fn positions_of(corpus: &Corpus, works: &[WorkId]) -> Vec<PositionId> {
    let mut counts: BTreeMap<PositionId, usize> = BTreeMap::new();
    for &work in works {
        for position in corpus.positions_of(work) {
            *counts.entry(position).or_default() += 1;
        }
    }
    let mut positions: Vec<PositionId> = counts.keys().copied().collect();
    positions.sort_by_key(|position| (std::cmp::Reverse(counts[position]), *position));
    positions
}
