//! Who says so, where, and how sure: the grounds of every edge.

use super::{ClaimId, Date, Entity, FacetId, PositionId, Relation, Text, WorkId};
use crate::diagnostic::Span;

/// How sure the annotator is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A guess.
    Low,
    /// Implied.
    Medium,
    /// Stated. The default.
    High,
}

impl Confidence {
    /// The word as it is written in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The level that a word names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        [Self::Low, Self::Medium, Self::High].into_iter().find(|one| text.eq_ignore_ascii_case(one.name()))
    }
}

/// Who says so.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speaker {
    /// The annotated thing itself.
    Itself,
    /// Another work, which attributes it.
    Work(WorkId),
    /// Somebody who is no work of the corpus, as written.
    Named(Box<str>),
}

/// The grounds of one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Who says so.
    pub speaker: Speaker,
    /// Where the speaker says so, if that is another work (`¶27`).
    pub place: Option<Text>,
    /// Where in the annotated work it stands (`p. 1126`).
    pub locator: Option<Text>,
    /// The words themselves.
    pub quote: Option<Text>,
    /// How sure the annotator is.
    pub confidence: Confidence,
    /// The ref in the file.
    pub span: Span,
    /// The name of the field it stands in, as a range of the same file.
    pub field: Span,
}

/// An untyped link from one work to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The citing work.
    pub from: WorkId,
    /// The cited work.
    pub to: WorkId,
    /// The ref in the file.
    pub span: Span,
}

/// A typed link between works, positions and claims. Several may join the same two ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// What responds: a work, position or claim.
    pub from: Entity,
    /// What is responded to: a work, position or claim.
    pub to: Entity,
    /// How.
    pub relation: Relation,
    /// What the response is on ("theory", "consequences").
    pub on: Option<Text>,
    /// The claim it is about.
    pub via: Option<ClaimId>,
    /// When the response was made, if that differs from the work's date.
    pub date: Option<Date>,
    /// Its grounds.
    pub evidence: Evidence,
}

/// That a work holds a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stance {
    /// The work.
    pub work: WorkId,
    /// The position.
    pub position: PositionId,
    /// Its grounds.
    pub evidence: Evidence,
}

/// That a position declares itself against another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opposition {
    /// The position.
    pub from: PositionId,
    /// The one that it is against.
    pub to: PositionId,
    /// Its grounds.
    pub evidence: Evidence,
}

/// Whether a claim is put forward or rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attitude {
    /// It is put forward.
    Asserts,
    /// It is rejected.
    Denies,
}

/// That a work or a position asserts or denies a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// The work or position.
    pub holder: Entity,
    /// The claim.
    pub claim: ClaimId,
    /// Whether it asserts or denies it.
    pub attitude: Attitude,
    /// Its grounds.
    pub evidence: Evidence,
}

/// A value of a facet, as written.
pub(crate) type FacetValue = (FacetId, Box<str>);
