//! What is said of a node or an edge, each with a name and a type.

use std::fmt;

/// The type of an attribute's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueKind {
    /// A text.
    Text,
    /// Several texts; formats without lists join them by `; `.
    Texts,
    /// A whole number that counts something.
    Count,
    /// Any number.
    Number,
    /// An astronomical year: 0 is 1 BCE.
    Year,
    /// Yes or no.
    Flag,
}

/// What is said.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// Several texts.
    Texts(Vec<String>),
    /// A whole number that counts something.
    Count(u64),
    /// Any number.
    Number(f64),
    /// An astronomical year.
    Year(i32),
    /// Yes or no.
    Flag(bool),
}

impl Value {
    /// Its type.
    #[must_use]
    pub fn kind(&self) -> ValueKind {
        match self {
            Self::Text(_) => ValueKind::Text,
            Self::Texts(_) => ValueKind::Texts,
            Self::Count(_) => ValueKind::Count,
            Self::Number(_) => ValueKind::Number,
            Self::Year(_) => ValueKind::Year,
            Self::Flag(_) => ValueKind::Flag,
        }
    }
}

/// As formats without types write it.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Texts(texts) => f.write_str(&texts.join("; ")),
            Self::Count(count) => write!(f, "{count}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Year(year) => write!(f, "{year}"),
            Self::Flag(flag) => write!(f, "{flag}"),
        }
    }
}

/// Something that can be said of a node or of an edge.
pub trait Attribute: Copy + Ord + 'static {
    /// Every attribute, in the order in which files have them.
    const ALL: &'static [Self];

    /// Its name in files: lower-case, without blanks.
    fn name(self) -> &'static str;

    /// The type of its values.
    fn kind(self) -> ValueKind;

    /// What it says, in one line.
    fn about(self) -> &'static str;
}

macro_rules! attributes {
    ($(#[$doc:meta])* $type:ident { $($variant:ident $name:literal $kind:ident $about:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type {
            $(#[doc = $about] $variant,)+
        }

        impl Attribute for $type {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            fn kind(self) -> ValueKind {
                match self {
                    $(Self::$variant => ValueKind::$kind,)+
                }
            }

            fn about(self) -> &'static str {
                match self {
                    $(Self::$variant => $about,)+
                }
            }
        }
    };
}

attributes! {
    /// What may be said of a node.
    NodeAttribute {
        Kind "kind" Text "What it is: work, person, claim or contrary.",
        Key "key" Text "Its key, as it is typed on the command line.",
        Title "title" Text "The title of a work, the words of a claim.",
        EntryType "type" Text "The type of the entry: article, book.",
        Year "year" Year "The year it appeared.",
        Authors "authors" Texts "Its authors, family names first.",
        Editors "editors" Texts "Its editors, where it has no authors.",
        Venue "venue" Text "The journal, the book or the publisher.",
        Volume "volume" Text "The volume.",
        Issue "issue" Text "The issue.",
        Pages "pages" Text "The pages.",
        Doi "doi" Text "The digital object identifier.",
        Positions "positions" Texts "Keys of the positions it is filed under.",
        School "school" Count "The number of the school it was found in.",
        SchoolName "school_name" Text "What that school is called.",
        Outside "outside" Flag "Whether it is only cited and has no entry.",
        Works "works" Count "How many works of the files are a person's.",
        FirstYear "first_year" Year "The year of a person's first work in the files.",
        LastYear "last_year" Year "The year of a person's last work in the files.",
        Status "status" Text "Where a claim stands: standing, answered, open or defeated.",
        AssertedBy "asserted_by" Texts "Who asserts a claim.",
        DeniedBy "denied_by" Texts "Who denies a claim or responds to it negatively.",
        Received "received" Count "How many citations and responses of this network point to it.",
        Strength "strength" Number "The sum of the weights of its edges, where these have no direction.",
        File "file" Text "The file its entry stands in.",
        Line "line" Count "The line, from 1.",
    }
}

attributes! {
    /// What may be said of an edge.
    EdgeAttribute {
        Relation "relation" Text "How the one responds to the other; cites of a citation.",
        Sign "sign" Text "+1, mixed, 0 or -1.",
        Bearing "bearing" Text "What it does to a claim: attack, support, or need for what leans on the other.",
        Symmetric "symmetric" Flag "Whether it holds both ways.",
        On "on" Text "What the response is on.",
        Via "via" Text "The key of the claim that it is about.",
        By "by" Text "Who says so.",
        Place "place" Text "Where that one says so.",
        Locator "locator" Text "Where in the responding work.",
        Quote "quote" Text "The words themselves.",
        Annotation "annotation" Text "What the file says, as written there.",
        Confidence "confidence" Text "How sure the annotator is: low, medium or high.",
        Year "year" Year "The year in which it was said.",
        Rule "rule" Text "The rule by which a cited reference was linked.",
        Score "score" Count "How much of the reference agrees, from 0 to 100.",
        Count "count" Count "How many statements it stands for; in co-citation and coupling, how many works or references are common.",
        Cosine "cosine" Number "The count divided by the root of the product of both totals (Salton).",
        AtOdds "at_odds" Flag "Whether it joins two schools, or divides one.",
        File "file" Text "The file it stands in; of several, the first.",
        Line "line" Count "The line, from 1.",
        Field "field" Text "The field.",
    }
}
