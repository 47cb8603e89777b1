//! Versions of a text that are works of their own: translations, reprints, preprints, volumes.

use super::{Direction, WorkId};
use crate::diagnostic::Span;

/// How a work is a version of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VersionKind {
    /// It is a translation of it.
    Translation,
    /// It was printed again.
    Reprint,
    /// It came out before it, unrefereed.
    Preprint,
    /// It is a volume of it.
    Volume,
    /// It is another version of it.
    Version,
}

/// What biblatex's `relatedtype` and Crossref's `relation` call versions. Forward: the entry is the version; inverse: the
/// related one is.
const WORDS: [(&str, VersionKind, Direction); 20] = {
    use Direction::{Forward, Inverse};
    use VersionKind::{Preprint, Reprint, Translation, Version, Volume};
    [
        ("translationof", Translation, Forward),
        ("translationfrom", Translation, Forward),
        ("translatedfrom", Translation, Forward),
        ("is-translation-of", Translation, Forward),
        ("bytranslator", Translation, Inverse),
        ("translatedas", Translation, Inverse),
        ("translationas", Translation, Inverse),
        ("has-translation", Translation, Inverse),
        ("reprintof", Reprint, Forward),
        ("reprintfrom", Reprint, Forward),
        ("origpubin", Reprint, Forward),
        ("origpubas", Reprint, Forward),
        ("reprintas", Reprint, Inverse),
        ("multivolume", Volume, Inverse),
        ("is-preprint-of", Preprint, Forward),
        ("preprintof", Preprint, Forward),
        ("has-preprint", Preprint, Inverse),
        ("is-version-of", Version, Forward),
        ("versionof", Version, Forward),
        ("has-version", Version, Inverse),
    ]
};

impl VersionKind {
    /// The kind that a word of biblatex or Crossref stands for, and which of the two works is the version.
    ///
    /// # Examples
    /// ```
    /// use dissensus::model::{Direction, VersionKind};
    /// let translation = VersionKind::Translation;
    /// assert_eq!(VersionKind::of_word("translationof"), Some((translation, Direction::Forward)));
    /// assert_eq!(VersionKind::of_word("bytranslator"), Some((translation, Direction::Inverse)));
    /// assert_eq!(VersionKind::of_word("reviewof"), None);
    /// ```
    #[must_use]
    pub fn of_word(word: &str) -> Option<(Self, Direction)> {
        let word = word.trim();
        let known = WORDS.iter().find(|(name, ..)| word.eq_ignore_ascii_case(name));
        known.map(|&(_, kind, direction)| (kind, direction))
    }

    /// The words that Crossref uses.
    pub(crate) fn crossref_words() -> impl Iterator<Item = &'static str> {
        WORDS.iter().map(|(name, ..)| *name).filter(|name| name.contains('-'))
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Translation => "translation",
            Self::Reprint => "reprint",
            Self::Preprint => "preprint",
            Self::Volume => "volume",
            Self::Version => "version",
        }
    }
}

/// That a work is a version of another. Both are works of their own: each keeps its year, its citations and what is said
/// of it, and records of the two are never taken for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The version: the translation, the reprint …
    pub from: WorkId,
    /// What it is a version of.
    pub to: WorkId,
    /// How.
    pub kind: VersionKind,
    /// Where it is said.
    pub span: Span,
}
