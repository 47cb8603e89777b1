//! Which claims are asked for.

use super::standing::Standing;
use crate::algorithm::argumentation::Status;
use crate::analysis::Group;
use crate::model::{Assertion, Attitude, ClaimId, Confidence, Corpus};
use crate::projection::Denial;

/// Which claims are asked for; every condition must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimQuery {
    /// A work, person or position that asserts or denies them.
    pub by: Option<Group>,
    /// Two parties, both of which assert them.
    pub shared_by: Option<(Group, Group)>,
    /// All, or only those both asserted and denied.
    pub scope: ClaimScope,
    /// Where they stand; any of these, or anywhere if there is none.
    pub statuses: Vec<Status>,
    /// The least confidence of an assertion, denial or relation; what is less sure counts for nothing.
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
        Self {
            by: None,
            shared_by: None,
            scope: ClaimScope::All,
            statuses: Vec::new(),
            confidence: Confidence::Low,
        }
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

/// Who asserts and who denies each claim, as far as it is sure enough.
pub(super) struct Holders<'a> {
    corpus: &'a Corpus,
    asserted: Vec<Vec<&'a Assertion>>,
    denied: Vec<Vec<&'a Denial>>,
}

impl<'a> Holders<'a> {
    pub(super) fn new(corpus: &'a Corpus, standing: &'a Standing<'_>) -> Self {
        let mut asserted = vec![Vec::new(); corpus.claims().len()];
        let asserts = |assertion: &&Assertion| {
            assertion.attitude == Attitude::Asserts && assertion.evidence.confidence >= standing.confidence()
        };
        for assertion in corpus.assertions().iter().filter(asserts) {
            asserted[assertion.claim.index()].push(assertion);
        }
        let mut denied = vec![Vec::new(); corpus.claims().len()];
        for denial in &standing.network().denials {
            denied[denial.claim.index()].push(denial);
        }
        Self { corpus, asserted, denied }
    }

    pub(super) fn asserted(&self, claim: ClaimId) -> &[&'a Assertion] {
        &self.asserted[claim.index()]
    }

    pub(super) fn denied(&self, claim: ClaimId) -> &[&'a Denial] {
        &self.denied[claim.index()]
    }

    /// Whether a claim meets every condition of a query.
    pub(super) fn admits(&self, query: &ClaimQuery, standing: &Standing<'_>, claim: ClaimId) -> bool {
        let asserts =
            |group: Group| self.asserted(claim).iter().any(|made| group.contains(self.corpus, made.holder));
        let denies = |group: Group| {
            let holders = self.denied(claim).iter().map(|denial| denial.ground.holder(self.corpus));
            holders.into_iter().any(|holder| group.contains(self.corpus, holder))
        };
        let contested = || !self.asserted(claim).is_empty() && !self.denied(claim).is_empty();
        query.by.is_none_or(|group| asserts(group) || denies(group))
            && query.shared_by.is_none_or(|(a, b)| asserts(a) && asserts(b))
            && (query.scope == ClaimScope::All || contested())
            && (query.statuses.is_empty() || query.statuses.contains(&standing.status(claim)))
    }
}
