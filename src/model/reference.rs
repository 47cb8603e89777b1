//! Cited references: what a work's list says, and which work each of its strings means.

use super::WorkId;
use crate::diagnostic::Span;

/// How a list of references is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferenceFormat {
    /// Web of Science, one on a line: `BRANS JP, 1985, MANAGE SCI, V31, P647, DOI 10.1287/mnsc.31.6.647.`
    WebOfScience,
    /// The same, each on a line of its own without a full stop.
    WebOfScienceLines,
    /// The same, divided by semicolons.
    WebOfScienceSemicolons,
    /// Crossref, an array of objects.
    Crossref,
    /// Dimensions, divided by semicolons: `[Brans, J. P.|ur.01|Management Science|1985|31|6|647-656|10.1287/mnsc.31.6.647|pub.1|9]`.
    Dimensions,
    /// Scopus, divided by semicolons: `Brans, J.P., Vincke, P., A preference … (1985) Management Science, 31, pp. 647-656`.
    Scopus,
}

/// The list of references of a work, where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferenceList {
    /// Whose it is.
    pub work: WorkId,
    /// How it is written.
    pub format: ReferenceFormat,
    /// The list in the file.
    pub span: Span,
}

/// The rule by which a reference was found to mean a work, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkRule {
    /// A line of the user's correction file says so.
    Correction,
    /// The citing record names it by its key.
    Key,
    /// Both have the same DOI.
    Doi,
    /// Both have the same identifier of Web of Science, OpenAlex, PubMed or arXiv, or ISBN.
    Identifier,
    /// First author, year, volume, and first page or article number are the same.
    VolumePage,
    /// First author, year and title are the same.
    Title,
    /// Nearly the same title, an author the same and years at most one apart; or author, volume and page the same and
    /// years one apart.
    Similar,
}

impl LinkRule {
    /// All rules, surest first.
    pub const ALL: [Self; 7] = [
        Self::Correction,
        Self::Key,
        Self::Doi,
        Self::Identifier,
        Self::VolumePage,
        Self::Title,
        Self::Similar,
    ];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Key => "key",
            Self::Doi => "doi",
            Self::Identifier => "id",
            Self::VolumePage => "volume-page",
            Self::Title => "title",
            Self::Similar => "similar",
        }
    }
}

/// How much of a reference agrees with the work it was linked to, from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkScore(u8);

impl LinkScore {
    /// Everything agrees.
    pub const FULL: Self = Self(100);

    /// A score; what is above a hundred is a hundred.
    #[must_use]
    pub fn new(percent: u8) -> Self {
        Self(percent.min(100))
    }

    /// As a number from 0 to 100.
    #[must_use]
    pub fn percent(self) -> u8 {
        self.0
    }
}

/// What became of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferenceOutcome {
    /// It means a work of the files.
    Linked {
        /// Which.
        to: WorkId,
        /// By which rule.
        rule: LinkRule,
        /// How much agrees.
        score: LinkScore,
    },
    /// It may mean any of several works of the files; it is linked to none.
    Ambiguous {
        /// The first of them.
        first: WorkId,
    },
    /// It means a work that is not in the files.
    Unresolved {
        /// That work, which all references to it share.
        to: WorkId,
    },
    /// It says too little to mean any work: neither an identifier nor a year with an author or title.
    Ignored,
}

/// One reference of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Whose list it stands in.
    pub from: WorkId,
    /// The string in the file.
    pub span: Span,
    /// How it is written.
    pub format: ReferenceFormat,
    /// What became of it.
    pub outcome: ReferenceOutcome,
}
