//! The names of the mistakes.

use std::fmt;

/// How grave a finding is. Any [`Severity::Error`] makes the program exit with 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something in the file could not be used as written.
    Error,
    /// Everything was used, but it is probably not what was meant.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

macro_rules! rules {
    ($($variant:ident $name:literal $severity:ident $summary:literal,)+) => {
        /// Which mistake a finding is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = $summary] $variant,)+
        }

        impl Rule {
            /// Every rule, in the order in which they are documented.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The rule's name as printed: lower-case words joined by hyphens.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// How grave it is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// What it means, in one sentence.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)+ }
            }
        }
    };
}

rules! {
    SyntaxError "syntax-error" Error "The entry is not BibTeX and was left out.",
    MendedSyntax "mended-syntax" Warning "The entry breaks BibTeX's rules, but what is meant is plain and was read.",
    BadRecord "bad-record" Error "A record of a database's export cannot be read and was left out.",
    UnclosedEntry "unclosed-entry" Error "An entry is opened and never closed.",
    MissingKey "missing-key" Warning "An entry has no key, so nothing can refer to it.",
    DuplicateKey "duplicate-key" Error "Two entries that are not overlays share a key.",
    UndefinedMacro "undefined-macro" Warning "A value uses an abbreviation that no earlier string entry defines.",
    MacroTooLong "macro-too-long" Error "An abbreviation expands to more than a field may hold.",
    EncodingGuessed "encoding-guessed" Warning "The file is not UTF-8 and does not say what it is.",
    UndecodableText "undecodable-text" Warning "Some bytes are not text in the file's encoding.",
    FileTooLarge "file-too-large" Error "A single file holds more than three gigabytes.",
    UnknownFormat "unknown-format" Error "The file is in no format that can be read.",
    UnknownEntryType "unknown-entry-type" Warning "An entry type is nearly that of a declaration.",
    BadDate "bad-date" Warning "A year or date cannot be read.",
    OddName "odd-name" Warning "A list of names is not written as BibTeX wants it; it was read all the same.",
    BadAnnotation "bad-annotation" Error "A list of refs does not follow the grammar.",
    UnknownItem "unknown-item" Warning "An item in brackets has a name that is neither of the grammar nor a facet.",
    UnknownRelation "unknown-relation" Error "A relation is neither CiTO's nor declared.",
    MisplacedField "misplaced-field" Warning "An annotation stands on an entry that cannot have it.",
    DanglingTarget "dangling-target" Error "A ref names nothing that exists.",
    DanglingCitation "dangling-citation" Warning "A cited key has no entry, but is nearly that of one.",
    UnknownSpeaker "unknown-speaker" Warning "The one who is said to say so is no work of the corpus.",
    AmbiguousKey "ambiguous-key" Warning "A ref may mean several things.",
    UndeclaredPosition "undeclared-position" Error "A work takes a position that no entry declares.",
    PositionWithoutDebate "position-without-debate" Error "A position belongs to no debate.",
    PositionCycle "position-cycle" Error "A position is its own ancestor.",
    UndeclaredDebate "undeclared-debate" Error "A declaration names a debate that no entry declares.",
    SelfResponse "self-response" Error "Something responds to itself.",
    ResponseToLaterWork "response-to-later-work" Warning "A work responds to one that appeared after it.",
    ContradictorySigns "contradictory-signs" Warning "The same source says that one thing both supports and disputes another on the same point.",
    AssertedAndDenied "asserted-and-denied" Warning "The same source says that one work both asserts and denies a claim.",
    UnusedClaim "unused-claim" Warning "Nobody asserts or denies a claim.",
    WorkWithoutPosition "work-without-position" Warning "A work responds in a debate but has no position in it.",
    MissingTitle "missing-title" Warning "A declaration has no title to show.",
    OverlayWithoutWork "overlay-without-work" Error "An entry of annotations alone names a work that no file holds.",
    InheritanceProblem "inheritance-problem" Warning "A parent entry is missing, or entries inherit from one another in a circle.",
    BadCorrection "bad-correction" Error "A line of the correction file does not follow its grammar.",
    StaleCorrection "stale-correction" Error "A correction names a work or a reference that is not, or no longer, there.",
    ContradictoryCorrection "contradictory-correction" Error "A correction asks for the opposite of an earlier one.",
    NeedlessCorrection "needless-correction" Warning "A correction changes nothing.",
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
