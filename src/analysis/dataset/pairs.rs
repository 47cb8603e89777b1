//! Works joined without direction: by what cites them, by what they cite, or by what schools are found in.

use super::records::{EdgeValues, SchoolGroups, work_node};
use super::{DatasetOptions, Ids, WorkNodes, empty, leave_out};
use crate::dataset::{Dataset, Edge, EdgeAttribute, EdgeDirection, NodeAttribute, Spell, Subject, Value};
use crate::model::{Corpus, Presence, Sign, WorkId};
use crate::projection::{
    CitedWorks, Coupling, CouplingOptions, Normalisation, bibliographic_coupling, co_citation,
    direct_citation, work_of,
};

/// Co-citation and bibliographic coupling.
pub(super) fn pairs(corpus: &Corpus, options: &DatasetOptions) -> Dataset {
    let citations = direct_citation(corpus, CitedWorks::All);
    let project = |normalisation: Normalisation| -> Coupling {
        let settings = CouplingOptions { normalisation, ..CouplingOptions::default() };
        match options.subject {
            Subject::CoCitation => co_citation(&citations, &settings),
            _ => bibliographic_coupling(&citations, &settings),
        }
    };
    let (counts, cosines) = (project(Normalisation::Counts), project(Normalisation::Cosine));
    let edges = counts.network.edges().zip(cosines.network.edges());
    let wants = |work: WorkId| WorkNodes::wants(corpus, options, work);
    let kept: Vec<(WorkId, WorkId, f64, f64)> = edges
        .map(|((a, b, count), (_, _, cosine))| (work_of(a), work_of(b), count, cosine))
        .filter(|&(a, b, ..)| wants(a) && wants(b))
        .collect();
    let ends = kept.iter().flat_map(|&(a, b, ..)| [a, b]).collect();
    let mut made = joined(corpus, options, ends, SchoolGroups::find(corpus, options.confidence));
    let number = made.nodes_of_works();
    for (a, b, count, cosine) in kept {
        let (Some(from), Some(to)) = (number.number(a), number.number(b)) else { continue };
        let values = EdgeValues::from([
            (EdgeAttribute::Relation, Value::Text(options.subject.name().to_owned())),
            (EdgeAttribute::Count, Value::Count(count as u64)),
            (EdgeAttribute::Cosine, Value::Number(rounded(cosine))),
        ]);
        let spell = later(corpus, a, b);
        made.dataset.edges.push(Edge { from, to, weight: count, sign: None, bearing: None, spell, values });
    }
    let mut dataset = made.dataset;
    add_strengths(&mut dataset);
    let alone = corpus.work_ids().filter(|&work| wants(work)).count() - dataset.nodes.len();
    leave_out(&mut dataset, alone, "work", "without such a tie to another");
    leave_out(&mut dataset, counts.left_out.len(), "work", "that would join too many");
    dataset
}

/// The works of schools.
pub(super) fn schools_dataset(corpus: &Corpus, options: &DatasetOptions) -> Dataset {
    use crate::analysis::schools::{SchoolsQuery, schools};
    let mut query = SchoolsQuery { seeds: std::num::NonZeroUsize::new(1), ..SchoolsQuery::default() };
    query.responses.confidence = options.confidence;
    // A query that asks for nothing in particular contradicts itself nowhere.
    let Ok(found) = schools(corpus, &query) else {
        return empty(corpus, options, EdgeDirection::Undirected);
    };
    let wants = |work: WorkId| WorkNodes::wants(corpus, options, work);
    let works = found.works().iter().copied().filter(|&work| wants(work)).collect();
    let mut made = joined(corpus, options, works, SchoolGroups::new(&found));
    let number = made.nodes_of_works();
    for (a, b, weight) in found.ties() {
        let (Some(from), Some(to)) = (number.number(a), number.number(b)) else { continue };
        let sign = if weight < 0.0 { Sign::Negative } else { Sign::Positive };
        let is_inside = found.school_of(a) == found.school_of(b);
        let values = EdgeValues::from([
            (EdgeAttribute::Sign, Value::Text(sign.symbol().to_owned())),
            (EdgeAttribute::AtOdds, Value::Flag(is_inside == (weight < 0.0))),
        ]);
        made.dataset.edges.push(Edge {
            from,
            to,
            weight: rounded(weight.abs()),
            sign: Some(sign),
            bearing: None,
            spell: later(corpus, a, b),
            values,
        });
    }
    let mut dataset = made.dataset;
    add_strengths(&mut dataset);
    let listed = |&work: &WorkId| corpus.work(work).presence == Presence::Listed;
    let alone = corpus.work_ids().filter(listed).filter(|&work| number.number(work).is_none()).count();
    leave_out(&mut dataset, alone, "work", "in no school, since nothing joins it to another");
    dataset
}

/// Two works are joined from the year in which both are there.
fn later(corpus: &Corpus, a: WorkId, b: WorkId) -> Option<Spell> {
    let (a, b) = (corpus.work(a).year()?, corpus.work(b).year()?);
    Some(Spell { first: a.max(b), last: None })
}

/// Six decimals, as many as files need.
fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

/// Says of every node how strongly it is joined.
fn add_strengths(dataset: &mut Dataset) {
    let mut strengths = vec![0.0; dataset.nodes.len()];
    for edge in &dataset.edges {
        strengths[edge.from.0] += edge.weight;
        strengths[edge.to.0] += edge.weight;
    }
    for (node, strength) in dataset.nodes.iter_mut().zip(strengths) {
        node.values.insert(NodeAttribute::Strength, Value::Number(rounded(strength)));
    }
}

/// Nodes without edges as yet.
struct Joined {
    dataset: Dataset,
    works: Vec<WorkId>,
}

impl Joined {
    fn nodes_of_works(&mut self) -> WorkNodes {
        WorkNodes::new(std::mem::take(&mut self.works))
    }
}

fn joined(
    corpus: &Corpus,
    options: &DatasetOptions,
    mut works: Vec<WorkId>,
    schools: SchoolGroups,
) -> Joined {
    works.sort_unstable();
    works.dedup();
    let mut dataset = empty(corpus, options, EdgeDirection::Undirected);
    let mut ids = Ids::new();
    dataset.nodes =
        works.iter().map(|&work| work_node(corpus, work, &schools, options.confidence, &mut ids)).collect();
    dataset.groups = schools.groups;
    Joined { dataset, works }
}
