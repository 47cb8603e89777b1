//! Works, positions, relations and responses, numbered so that a page can go from one to the other.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::analysis::debate_map::lanes::Lanes;
use crate::analysis::debate_map::works_view::WorksDrawn;
use crate::analysis::responses::{Reference, ResponseFinding, finding, owned, reference, speaker};
use crate::analysis::schools::Schools;
use crate::figure::PaletteColor;
use crate::model::{Confidence, Corpus, Entity, Presence, Response, WorkId};

/// That a work holds a position, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportStance {
    /// The key of the position.
    pub position: String,
    /// Who says so: a key; the work's own where nobody else does.
    pub by: String,
    /// Where `by` says so.
    pub place: Option<String>,
    /// Where in the work itself.
    pub locator: Option<String>,
    /// The words themselves.
    pub quote: Option<String>,
    /// How sure the annotator is.
    pub confidence: &'static str,
    /// Where it is written.
    pub source: Reference,
}

/// A work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportWork {
    /// Its number, which is its place in the list.
    pub id: usize,
    /// Its key.
    pub key: String,
    /// Its short name, as the map has it.
    pub label: String,
    /// Its title.
    pub title: Option<String>,
    /// Its authors or editors.
    pub authors: Vec<String>,
    /// The year in which it appeared.
    pub year: Option<i32>,
    /// The journal, book or publisher.
    pub venue: Option<String>,
    /// Its digital object identifier, `10.…`.
    pub doi: Option<String>,
    /// Its address, where that is one of the web.
    pub url: Option<String>,
    /// The type of its entry.
    #[serde(rename = "type")]
    pub entry_type: String,
    /// Whether it has an entry of its own.
    pub in_corpus: bool,
    /// The positions that it is given, in the order stated.
    pub positions: Vec<ReportStance>,
    /// What it studied: the values of each facet, over all of its cases.
    pub facets: BTreeMap<String, Vec<String>>,
    /// The numbers of the works that it cites.
    pub cites: Vec<usize>,
    /// The number of its school.
    pub school: Option<usize>,
}

/// A position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportPosition {
    /// Its key.
    pub id: String,
    /// What it holds.
    pub title: String,
    /// The position that it refines.
    pub parent: Option<String>,
    /// Its debate.
    pub debate: Option<String>,
    /// The name of its colour.
    pub color: &'static str,
}

/// How a relation reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportRelation {
    /// "agrees with".
    pub label: String,
    /// "is agreed with by".
    pub inverse: String,
    /// Its sign.
    pub sign: &'static str,
}

/// A response, and what it joins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportResponse {
    /// Its number, which is its place in the list.
    pub index: usize,
    /// The number of the work that responds, if it is one.
    pub from_work: Option<usize>,
    /// The number of the work that is responded to, if it is one.
    pub to_work: Option<usize>,
    /// The response.
    #[serde(flatten)]
    pub response: ResponseFinding,
}

/// The works of a corpus, in its order.
pub(super) fn works(
    corpus: &Corpus,
    confidence: Confidence,
    drawn: &WorksDrawn<'_>,
    schools: Option<&Schools>,
) -> Vec<ReportWork> {
    let mut labels: BTreeMap<WorkId, String> = BTreeMap::new();
    for (node, entity) in drawn.chart.nodes.iter().zip(&drawn.entities) {
        if let Entity::Work(work) = entity {
            labels.insert(*work, node.lines.join(" "));
        }
    }
    let mut cited: Vec<Vec<usize>> = vec![Vec::new(); corpus.works().len()];
    for citation in corpus.citations() {
        cited[citation.from.index()].push(citation.to.index());
    }
    let mut studied: Vec<BTreeMap<String, Vec<String>>> = vec![BTreeMap::new(); corpus.works().len()];
    for case in corpus.cases().iter().filter(|case| case.evidence.confidence >= confidence) {
        let facets = &mut studied[case.work.index()];
        for (facet, value) in &case.values {
            let values = facets.entry(corpus.facet(*facet).name.to_string()).or_default();
            if !values.iter().any(|known| known == &**value) {
                values.push(value.to_string());
            }
        }
    }
    let numbered = corpus.work_ids().zip(cited).zip(studied);
    numbered
        .map(|((id, mut cites), facets)| {
            cites.sort_unstable();
            cites.dedup();
            let work = corpus.work(id);
            ReportWork {
                id: id.index(),
                key: corpus.key(Entity::Work(id)),
                label: labels.remove(&id).unwrap_or_else(|| corpus.label(id)),
                title: corpus.title(id).map(|title| title.into_owned()),
                authors: work.persons.iter().map(|&person| corpus.person(person).name.full()).collect(),
                year: work.year(),
                venue: corpus.venue(id),
                doi: owned(work.doi.as_deref()),
                url: corpus.field(id, "url").and_then(web_address),
                entry_type: work.entry_type.to_string(),
                in_corpus: work.presence == Presence::Listed,
                positions: stances(corpus, id, confidence),
                facets,
                cites,
                school: schools.and_then(|schools| schools.school_of(id)),
            }
        })
        .collect()
}

fn stances(corpus: &Corpus, work: WorkId, confidence: Confidence) -> Vec<ReportStance> {
    let sure = corpus.stances_of(work).filter(|stance| stance.evidence.confidence >= confidence);
    sure.map(|stance| {
        let evidence = &stance.evidence;
        ReportStance {
            position: corpus.key(Entity::Position(stance.position)),
            by: speaker(corpus, evidence, Entity::Work(work)),
            place: owned(evidence.place.as_deref()),
            locator: owned(evidence.locator.as_deref()),
            quote: owned(evidence.quote.as_deref()),
            confidence: evidence.confidence.name(),
            source: reference(corpus, evidence.span, evidence.field),
        }
    })
    .collect()
}

/// An address that a browser may be sent to: one of the web, without anything that could end it early.
fn web_address(raw: &str) -> Option<String> {
    let address = raw.trim().trim_start_matches("\\url{").trim_end_matches('}').trim();
    let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let sound =
        |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | '\'' | '`' | '\\');
    let is_web = matches!(scheme.as_deref(), Some("http" | "https"));
    (is_web && address.chars().all(sound)).then(|| address.to_owned())
}

/// The positions of a corpus; those of which nothing is drawn are grey.
pub(super) fn positions(corpus: &Corpus, lanes: &Lanes) -> Vec<ReportPosition> {
    let described = corpus.position_ids().map(|id| {
        let position = corpus.position(id);
        let fill = lanes.fills(corpus, &[id]).first().copied().unwrap_or(PaletteColor::Grey);
        ReportPosition {
            id: corpus.key(Entity::Position(id)),
            title: position.title.to_string(),
            parent: position.parent.map(|parent| corpus.key(Entity::Position(parent))),
            debate: position.debate.map(|debate| corpus.key(Entity::Debate(debate))),
            color: fill.name(),
        }
    });
    described.collect()
}

/// The relations of these responses.
pub(super) fn relations(corpus: &Corpus, said: &[&Response]) -> BTreeMap<String, ReportRelation> {
    let mut found = BTreeMap::new();
    for response in said {
        let info = corpus.relation(response.relation);
        found.entry(info.name.to_string()).or_insert_with(|| ReportRelation {
            label: info.label.to_string(),
            inverse: info.inverse_label.to_string(),
            sign: info.sign.symbol(),
        });
    }
    found
}

/// Responses in words, numbered.
pub(super) fn responses(corpus: &Corpus, said: &[&Response]) -> Vec<ReportResponse> {
    let number = |end: Entity| if let Entity::Work(work) = end { Some(work.index()) } else { None };
    let numbered = said.iter().enumerate().map(|(index, response)| ReportResponse {
        index,
        from_work: number(response.from),
        to_work: number(response.to),
        response: finding(corpus, response),
    });
    numbered.collect()
}
