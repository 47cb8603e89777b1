//! What is behind an arc: the citations and responses, and where they are written.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{declared, name};
use crate::analysis::Reference;
use crate::analysis::responses::{owned, reference, speaker};
use crate::model::{Corpus, WorkId};
use crate::network::{NodeIndex, Partition};
use crate::projection::Descent;

/// A citation or response that joins two works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkFinding {
    /// `citation` or `response`.
    pub kind: &'static str,
    /// The key of the work that cites or responds: the later one, as a rule.
    pub from: String,
    /// The key of the work that is cited or responded to.
    pub to: String,
    /// The relation's name; `cites` for a citation.
    pub relation: String,
    /// The sign of a response.
    pub sign: Option<&'static str>,
    /// What a response is on.
    pub on: Option<String>,
    /// Who says that somebody responds: a key.
    pub by: Option<String>,
    /// Where they say so.
    pub place: Option<String>,
    /// Where it is written.
    pub source: Reference,
}

/// An arc that is reported, and what is behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArcReport {
    /// The work taken up.
    pub from: String,
    /// The work that takes it up.
    pub to: String,
    /// The statements behind it.
    pub because: Vec<LinkFinding>,
}

/// The statements behind some arcs between groups of works, in the order of the corpus: citations, then responses.
pub(super) fn links_behind(
    corpus: &Corpus,
    descent: &Descent,
    groups: &Partition,
    arcs: impl Iterator<Item = (NodeIndex, NodeIndex)>,
) -> FxHashMap<(NodeIndex, NodeIndex), Vec<LinkFinding>> {
    let mut behind: FxHashMap<_, Vec<LinkFinding>> = arcs.map(|arc| (arc, Vec::new())).collect();
    if behind.is_empty() {
        return behind;
    }
    let arc = |from: WorkId, to: WorkId| {
        let node = |work| NodeIndex::new(groups.group(Descent::node(work)).index());
        (node(from), node(to))
    };
    for citation in descent.citations(corpus) {
        if let Some(links) = behind.get_mut(&arc(citation.to, citation.from)) {
            links.push(LinkFinding {
                kind: "citation",
                from: name(corpus, citation.from),
                to: name(corpus, citation.to),
                relation: "cites".to_owned(),
                sign: None,
                on: None,
                by: None,
                place: None,
                source: declared(corpus, citation.span),
            });
        }
    }
    for (taken_up, by, response) in descent.responses(corpus) {
        if let Some(links) = behind.get_mut(&arc(taken_up, by)) {
            let evidence = &response.evidence;
            links.push(LinkFinding {
                kind: "response",
                from: name(corpus, by),
                to: name(corpus, taken_up),
                relation: corpus.relation(response.relation).name.to_string(),
                sign: Some(corpus.sign(response).symbol()),
                on: owned(response.on.as_deref()),
                by: Some(speaker(corpus, evidence, response.from)),
                place: owned(evidence.place.as_deref()),
                source: reference(corpus, evidence.span, evidence.field),
            });
        }
    }
    behind
}
