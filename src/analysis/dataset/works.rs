//! Works, joined by responses and citations.

use super::records::{EdgeValues, SchoolGroups, one_line, place_values, response_values, work_node};
use super::{DatasetOptions, Ids, WorkNodes, count_received, empty, leave_out};
use crate::analysis::responses::response_year;
use crate::dataset::{Dataset, Edge, EdgeAttribute, EdgeDirection, Spell, Value};
use crate::model::{Citation, Corpus, Entity, ReferenceOutcome, Sign};

pub(super) fn works(corpus: &Corpus, options: &DatasetOptions) -> Dataset {
    let mut made = empty(corpus, options, EdgeDirection::Directed);
    let schools = SchoolGroups::find(corpus, options.confidence);
    let wanted = corpus.work_ids().filter(|&work| WorkNodes::wants(corpus, options, work)).collect();
    let nodes = WorkNodes::new(wanted);
    let mut ids = Ids::new();
    made.nodes = nodes
        .works
        .iter()
        .map(|&work| work_node(corpus, work, &schools, options.confidence, &mut ids))
        .collect();
    made.groups = schools.groups;
    let mut elsewhere = 0;
    for response in corpus.responses() {
        if response.evidence.confidence < options.confidence {
            continue;
        }
        let (Entity::Work(from), Entity::Work(to)) = (response.from, response.to) else {
            elsewhere += 1;
            continue;
        };
        let (Some(from), Some(to)) = (nodes.number(from), nodes.number(to)) else { continue };
        made.edges.push(Edge {
            from,
            to,
            weight: 1.0,
            sign: Some(corpus.sign(response)),
            bearing: None,
            spell: response_year(corpus, response).map(|first| Spell { first, last: None }),
            values: response_values(corpus, response),
        });
    }
    let mut citations: Vec<&Citation> = corpus.citations().iter().collect();
    citations.sort_by_key(|citation| (citation.from, citation.to));
    for same in citations.chunk_by(|a, b| (a.from, a.to) == (b.from, b.to)) {
        let (Some(from), Some(to)) = (nodes.number(same[0].from), nodes.number(same[0].to)) else { continue };
        let year = corpus.work(same[0].from).year();
        made.edges.push(Edge {
            from,
            to,
            weight: same.len() as f64,
            sign: Some(Sign::Neutral),
            bearing: None,
            spell: year.map(|first| Spell { first, last: None }),
            values: citation_values(corpus, same),
        });
    }
    count_received(&mut made.nodes, &made.edges);
    leave_out(&mut made, elsewhere, "response", "to or from positions and claims, which join no two works");
    made
}

/// What is said of the citations of one work by another.
fn citation_values(corpus: &Corpus, same: &[&Citation]) -> EdgeValues {
    let first = same[0];
    let mut values = EdgeValues::from([
        (EdgeAttribute::Relation, Value::Text("cites".to_owned())),
        (EdgeAttribute::Sign, Value::Text(Sign::Neutral.symbol().to_owned())),
        (EdgeAttribute::Annotation, Value::Text(one_line(corpus.text(first.span)))),
        (EdgeAttribute::Count, Value::Count(same.len() as u64)),
    ]);
    if let Some(year) = corpus.work(first.from).year() {
        values.insert(EdgeAttribute::Year, Value::Year(year));
    }
    let outcome = corpus.reference_at(first.span).map(|reference| reference.outcome);
    if let Some(ReferenceOutcome::Linked { rule, score, .. }) = outcome {
        values.insert(EdgeAttribute::Rule, Value::Text(rule.name().to_owned()));
        values.insert(EdgeAttribute::Score, Value::Count(score.percent().into()));
    }
    values.extend(place_values(corpus, first.span));
    values
}
