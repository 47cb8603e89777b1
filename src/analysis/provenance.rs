//! What a chart shows of a corpus, in words, for its caption and for whoever finds the file.

use std::collections::BTreeMap;

use super::debate_map::counted;
use std::collections::BTreeSet;

use crate::figure::{Chart, EdgeStyle, Fact, FactKind, NodeShape, Provenance};
use crate::model::{Corpus, Response, WorkId};

/// What is drawn, as the view knows it; nodes and citations are counted in the chart.
#[derive(Default)]
pub(in crate::analysis) struct Shown<'a> {
    /// The responses that edges stand for.
    pub(in crate::analysis) responses: Vec<&'a Response>,
    /// The works that are drawn, or that what is drawn comes from.
    pub(in crate::analysis) works: Vec<WorkId>,
    /// What is not drawn, each in a few words.
    pub(in crate::analysis) left_out: Vec<String>,
}

/// The provenance of a chart but for the command, which only the program knows.
pub(in crate::analysis) fn provenance(corpus: &Corpus, chart: &Chart, drawn: &Shown<'_>) -> Provenance {
    provenance_of(corpus, counts(chart, drawn.responses.len()), drawn)
}

/// The same where no nodes are drawn; `text` says what is.
pub(in crate::analysis) fn provenance_of(corpus: &Corpus, text: String, drawn: &Shown<'_>) -> Provenance {
    let mut facts = vec![Fact { kind: FactKind::Drawn, text }];
    let years = || drawn.works.iter().filter_map(|&work| corpus.work(work).year());
    match (years().min(), years().max()) {
        (Some(first), Some(last)) if first < last => {
            facts.push(Fact { kind: FactKind::Years, text: format!("{first}–{last}") });
        }
        (Some(year), _) => facts.push(Fact { kind: FactKind::Years, text: year.to_string() }),
        _ => {}
    }
    let relations = relations(corpus, &drawn.responses);
    if !relations.is_empty() {
        facts.push(Fact { kind: FactKind::Relations, text: relations });
    }
    facts.extend(drawn.left_out.iter().map(|text| Fact { kind: FactKind::LeftOut, text: text.clone() }));
    Provenance {
        program: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: None,
        sources: source_names(corpus),
        facts,
    }
}

/// The names of the files without their folders, but for the nearest where two have one name.
pub(in crate::analysis) fn source_names(corpus: &Corpus) -> Vec<String> {
    let last = |path: &str, parts: usize| {
        let start = path.rmatch_indices(['/', '\\']).nth(parts - 1).map_or(0, |(at, _)| at + 1);
        path[start..].to_owned()
    };
    let short: Vec<String> = corpus.sources().iter().map(|file| last(file.name(), 1)).collect();
    let mut sorted: Vec<&String> = short.iter().collect();
    sorted.sort_unstable();
    let shared: BTreeSet<&String> =
        sorted.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    let named = corpus.sources().iter().zip(&short);
    named
        .map(|(file, name)| if shared.contains(name) { last(file.name(), 2) } else { name.clone() })
        .collect()
}

/// "45 works, 3 works only cited, 60 responses, 40 citations".
fn counts(chart: &Chart, responses: usize) -> String {
    let shapes = [
        (NodeShape::Work, "work", ""),
        (NodeShape::OutsideWork, "work", " only cited"),
        (NodeShape::Position, "position", " as a whole"),
        (NodeShape::Claim, "claim", ""),
        (NodeShape::Person, "person", ""),
        (NodeShape::Event, "event", ""),
    ];
    let of_shape = |shape| chart.nodes.iter().filter(|node| node.shape == shape).count();
    let mut parts: Vec<String> = shapes
        .into_iter()
        .filter(|(shape, ..)| of_shape(*shape) > 0)
        .map(|(shape, thing, rest)| format!("{}{rest}", counted(of_shape(shape), thing)))
        .collect();
    let claims = of_shape(NodeShape::Claim) > 0;
    if responses > 0 {
        parts.push(counted(responses, if claims { "relation" } else { "response" }));
    }
    let citations = chart.edges.iter().filter(|edge| edge.style == EdgeStyle::Citation).count();
    if citations > 0 {
        parts.push(counted(citations, "citation"));
    }
    parts.join(", ")
}

/// "disputes (24), supports (11)", the most frequent first.
fn relations(corpus: &Corpus, responses: &[&Response]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for response in responses {
        *counts.entry(corpus.relation(response.relation).label.as_ref()).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(label, count)| (std::cmp::Reverse(count), label));
    let parts: Vec<String> = counts.iter().map(|(label, count)| format!("{label} ({count})")).collect();
    parts.join(", ")
}
