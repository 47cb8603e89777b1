//! Works.

use super::{Date, FieldText, PersonId};
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

/// A publication.
#[derive(Clone, Debug)]
pub struct Work {
    /// The citation key; empty where the file gives none.
    pub key: Box<str>,
    /// Whether it has an entry of its own.
    pub presence: Presence,
    /// The entry type, lower-case: `article`.
    pub entry_type: Box<str>,
    /// The title in Unicode.
    pub title: Option<Box<str>>,
    /// When it appeared.
    pub date: Option<Date>,
    /// Authors, or editors where there is no author, in order.
    pub persons: Box<[PersonId]>,
    /// Which of the two they are.
    pub contribution: Contribution,
    /// Whether the list of names ends with "and others".
    pub has_unnamed_persons: bool,
    /// The digital object identifier, normalised.
    pub doi: Option<Box<str>>,
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

/// The fields of an entry as written. Texts are ranges of the file wherever they stand there whole.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    pub(crate) slots: Box<[(Span32, FieldText)]>,
    pub(crate) inherited: Box<[(Box<str>, Box<str>)]>,
}

/// A range of the entry's own file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span32 {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Fields {
    /// Name and value of every field of its own, as written in `text`, the entry's file.
    pub fn own<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.slots.iter().map(move |(name, value)| {
            let name = text.get(name.start as usize..name.end as usize).unwrap_or_default();
            (name, value.resolve(text))
        })
    }

    /// Name and value of every field, its own first and then those that it inherits.
    pub fn iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.own(text).chain(self.inherited.iter().map(|(name, value)| (name.as_ref(), value.as_ref())))
    }

    /// The value of the first field of this name, in any case, as written in `text`, the entry's file.
    #[must_use]
    pub fn first<'a>(&'a self, text: &'a str, name: &str) -> Option<&'a str> {
        self.iter(text).find(|(written, _)| written.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}
