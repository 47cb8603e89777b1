//! What a user decided over the rules that link references and merge records.

use super::{Corpus, WorkId};
use crate::diagnostic::Span;

/// What a line of a correction file asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CorrectionKind {
    /// Two records are one work.
    Merge,
    /// Two records are two works.
    KeepApart,
    /// A reference means this work.
    Link,
    /// A reference does not mean this work.
    Unlink,
}

impl CorrectionKind {
    /// All of them, in the order in which they are documented.
    pub const ALL: [Self; 4] = [Self::Merge, Self::KeepApart, Self::Link, Self::Unlink];

    /// The word that a line begins with.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::KeepApart => "keep-apart",
            Self::Link => "link",
            Self::Unlink => "unlink",
        }
    }
}

/// A line of a correction file that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What it asks for.
    pub kind: CorrectionKind,
    /// The line.
    pub span: Span,
    /// The works it is about: two, or one where records became one or a reference none of the files' works.
    pub works: Vec<WorkId>,
    /// How many records, references or citations are other than they would have been.
    pub changed: usize,
}

impl Corpus {
    /// The lines of the correction file that were carried out, in their order.
    #[must_use]
    pub fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    /// The line of the correction file that decided what a reference means.
    #[must_use]
    pub fn correction_of(&self, reference: Span) -> Option<Span> {
        let at = self.corrected.binary_search_by_key(&reference, |(reference, _)| *reference).ok()?;
        Some(self.corrected[at].1)
    }
}
