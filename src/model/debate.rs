//! What a file declares: debates, positions, claims, events; and the cases that works study.

use super::evidence::FacetValue;
use super::{Date, DebateId, Evidence, FacetId, PositionId, WorkId};
use crate::diagnostic::Span;

/// A question and its positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debate {
    /// Its key.
    pub key: Box<str>,
    /// The question.
    pub title: Box<str>,
    /// The facets by which its works are sorted.
    pub facets: Vec<FacetId>,
    /// The entry.
    pub span: Span,
}

/// A named stance in a debate; positions form a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Its key, unique in its debate.
    pub key: Box<str>,
    /// What it holds.
    pub title: Box<str>,
    /// Its debate, where that can be told.
    pub debate: Option<DebateId>,
    /// The position that it refines.
    pub parent: Option<PositionId>,
    /// The entry.
    pub span: Span,
}

/// One proposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its key, unique in its debate.
    pub key: Box<str>,
    /// The proposition.
    pub title: Box<str>,
    /// Its debate, where that can be told.
    pub debate: Option<DebateId>,
    /// The entry.
    pub span: Span,
}

/// A dated happening outside the literature, or a phase with a range of dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its key.
    pub key: Box<str>,
    /// What happened.
    pub title: Box<str>,
    /// When.
    pub date: Option<Date>,
    /// Its debate, where that can be told.
    pub debate: Option<DebateId>,
    /// The entry.
    pub span: Span,
}

/// A dimension by which cases are compared: region, instrument, polarity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Its name, lower-case.
    pub name: Box<str>,
}

/// What a work studied: one value or several for each of some facets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The work.
    pub work: WorkId,
    /// The case's name; absent where the values stand on the work itself.
    pub name: Option<Box<str>>,
    /// The values, in the order written.
    pub values: Vec<FacetValue>,
    /// Who says so.
    pub evidence: Evidence,
}

impl Case {
    /// The values of a facet, in the order written.
    pub fn values_of(&self, facet: FacetId) -> impl Iterator<Item = &str> {
        self.values.iter().filter(move |(named, _)| *named == facet).map(|(_, value)| value.as_ref())
    }
}
