//! Claims: who asserts them, who denies them, and where.

use serde::Serialize;

use super::Group;
use super::responses::{Reference, owned, reference, speaker};
use crate::model::{Assertion, Attitude, ClaimId, Confidence, Corpus, Entity};

/// Which claims are asked for; every condition must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimQuery {
    /// A work, person or position that asserts or denies them.
    pub by: Option<Group>,
    /// All, or only those both asserted and denied.
    pub scope: ClaimScope,
    /// The least confidence of an assertion or denial.
    pub confidence: Confidence,
}

/// Which claims, by who holds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimScope {
    /// All.
    All,
    /// Those that somebody asserts and somebody denies.
    Contested,
}

impl Default for ClaimQuery {
    fn default() -> Self {
        Self { by: None, scope: ClaimScope::All, confidence: Confidence::Low }
    }
}

impl ClaimQuery {
    /// Only claims that somebody asserts and somebody denies.
    #[must_use]
    pub fn only_contested(mut self) -> Self {
        self.scope = ClaimScope::Contested;
        self
    }
}

/// Somebody who asserts or denies a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct HolderFinding {
    /// The key of the work or position.
    pub key: String,
    /// Which of the two it is.
    pub kind: &'static str,
    /// Where in the work.
    pub locator: Option<String>,
    /// Who says so.
    pub by: String,
    /// Where they say so.
    pub place: Option<String>,
    /// The words themselves.
    pub quote: Option<String>,
    /// How sure the annotator is.
    pub confidence: &'static str,
    /// Where it is written.
    pub source: Reference,
}

/// A relation between a claim and something else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ClaimRelationFinding {
    /// What responds.
    pub from: String,
    /// How.
    pub relation: String,
    /// With which sign.
    pub sign: &'static str,
    /// What is responded to.
    pub to: String,
}

/// A claim and its fate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClaimFinding {
    /// Its key.
    pub id: String,
    /// The proposition.
    pub text: String,
    /// Those who put it forward.
    pub asserted_by: Vec<HolderFinding>,
    /// Those who reject it.
    pub denied_by: Vec<HolderFinding>,
    /// Responses from it and to it.
    pub relations: Vec<ClaimRelationFinding>,
}

/// The claims that a query admits, in the order of the files.
///
/// # Complexity
/// Linear in claims, assertions and responses.
#[must_use]
pub fn claims(corpus: &Corpus, query: &ClaimQuery) -> Vec<ClaimFinding> {
    let mut assertions: Vec<Vec<&Assertion>> = vec![Vec::new(); corpus.claims().len()];
    for assertion in corpus.assertions() {
        if assertion.evidence.confidence >= query.confidence {
            assertions[assertion.claim.index()].push(assertion);
        }
    }
    let mut relations: Vec<Vec<ClaimRelationFinding>> = vec![Vec::new(); corpus.claims().len()];
    for response in corpus.responses().iter().filter(|it| it.evidence.confidence >= query.confidence) {
        for end in [response.from, response.to] {
            if let Entity::Claim(claim) = end {
                relations[claim.index()].push(ClaimRelationFinding {
                    from: corpus.key(response.from),
                    relation: corpus.relation(response.relation).name.clone(),
                    sign: corpus.sign(response).symbol(),
                    to: corpus.key(response.to),
                });
            }
        }
    }
    let admitted = |claim: ClaimId| {
        let made = &assertions[claim.index()];
        let has = |attitude: Attitude| made.iter().any(|assertion| assertion.attitude == attitude);
        query.by.is_none_or(|group| made.iter().any(|assertion| group.contains(corpus, assertion.holder)))
            && (query.scope == ClaimScope::All || has(Attitude::Asserts) && has(Attitude::Denies))
    };
    corpus
        .claim_ids()
        .filter(|&claim| admitted(claim))
        .map(|claim| {
            let holders = |attitude: Attitude| {
                let made =
                    assertions[claim.index()].iter().filter(|assertion| assertion.attitude == attitude);
                made.map(|assertion| holder(corpus, assertion)).collect()
            };
            ClaimFinding {
                id: corpus.key(Entity::Claim(claim)),
                text: corpus.claim(claim).title.to_string(),
                asserted_by: holders(Attitude::Asserts),
                denied_by: holders(Attitude::Denies),
                relations: relations[claim.index()].clone(),
            }
        })
        .collect()
}

fn holder(corpus: &Corpus, assertion: &Assertion) -> HolderFinding {
    let evidence = &assertion.evidence;
    HolderFinding {
        key: corpus.key(assertion.holder),
        kind: assertion.holder.kind(),
        locator: owned(evidence.locator.as_deref()),
        by: speaker(corpus, evidence, assertion.holder),
        place: owned(evidence.place.as_deref()),
        quote: owned(evidence.quote.as_deref()),
        confidence: evidence.confidence.name(),
        source: reference(corpus, evidence.span, evidence.field),
    }
}
