//! Works.

use std::borrow::Cow;

use super::{Date, Fields, PersonId, Run, Text};
use crate::diagnostic::Span;

/// Whether a work has an entry of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence {
    /// It has.
    Listed,
    /// It is only cited.
    Outside,
}

/// How the persons of a work are named on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Contribution {
    /// As authors.
    Authors,
    /// As editors, where no author is given.
    Editors,
}

/// Whether the names of a work are all there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NamesGiven {
    /// They are.
    All,
    /// The list ends with "and others".
    Some,
}

/// A publication.
#[derive(Clone, Debug)]
pub struct Work {
    /// The citation key; empty where the file gives none.
    pub key: Text,
    /// Whether it has an entry of its own.
    pub presence: Presence,
    /// The entry type, lower-case: `article`.
    pub entry_type: Cow<'static, str>,
    /// When it appeared.
    pub date: Option<Date>,
    /// Authors, or editors where there is no author, in order.
    pub persons: Run<PersonId>,
    /// Which of the two they are.
    pub contribution: Contribution,
    /// Whether all are named.
    pub names_given: NamesGiven,
    /// The digital object identifier, normalised.
    pub doi: Option<Text>,
    /// The fields of the entry as written, in order, and those that it inherits.
    pub fields: Fields,
    /// The entry; for an outside work, the first ref to it.
    pub span: Span,
}

impl Work {
    /// The year it appeared.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        self.date.map(|date| date.start.year)
    }
}
