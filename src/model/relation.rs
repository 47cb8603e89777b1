//! Relations: how one thing responds to another, and with which sign.

use std::borrow::Cow;
use std::fmt;

use rustc_hash::{FxBuildHasher, FxHashMap};

/// The direction in which a response pulls, as the algorithms read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Approval, +1.
    Positive,
    /// Both at once, ±.
    Mixed,
    /// Neither, 0.
    Neutral,
    /// Opposition, −1.
    Negative,
}

impl Sign {
    /// Every sign, most approving first.
    pub const ALL: [Self; 4] = [Self::Positive, Self::Mixed, Self::Neutral, Self::Negative];

    /// `+1`, `mixed`, `0` or `-1`.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Positive => "+1",
            Self::Mixed => "mixed",
            Self::Neutral => "0",
            Self::Negative => "-1",
        }
    }

    /// The sign that a user means by `+`, `+1`, `-`, `-1`, `0`, `±` or a word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "+" | "+1" | "1" | "positive" | "plus" => Some(Self::Positive),
            "-" | "-1" | "−" | "−1" | "negative" | "minus" => Some(Self::Negative),
            "0" | "neutral" => Some(Self::Neutral),
            "±" | "+-" | "mixed" => Some(Self::Mixed),
            _ => None,
        }
    }
}

impl fmt::Display for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}

/// A relation of the run's [`Relations`] table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Relation(u16);

/// Whether a name is used as it stands (`disputes`) or turned round (`is_disputed_by`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// The annotated work responds.
    Forward,
    /// The annotated work is responded to.
    Inverse,
}

/// Where a relation comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationOrigin {
    /// A property of the Citation Typing Ontology (Peroni and Shotton 2012, doi:10.1016/j.websem.2012.08.001).
    Cito,
    /// Of this program.
    Own,
    /// Declared by the user.
    Declared,
}

/// How the line of a relation is broken in a map, where the user chose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinePattern {
    /// Unbroken.
    Solid,
    /// Dashes.
    Dashed,
    /// Dots.
    Dotted,
    /// Dash and dot by turns.
    DashDotted,
}

impl LinePattern {
    /// Every pattern, in the order in which they are documented.
    pub const ALL: [Self; 4] = [Self::Solid, Self::Dashed, Self::Dotted, Self::DashDotted];

    /// The word for it: `solid`, `dashed`, `dotted` or `dash-dotted`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Solid => "solid",
            Self::Dashed => "dashed",
            Self::Dotted => "dotted",
            Self::DashDotted => "dash-dotted",
        }
    }

    /// The pattern of a word, in either case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pattern| pattern.name().eq_ignore_ascii_case(text.trim()))
    }
}

/// Whether a relation that holds one way holds the other way too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symmetry {
    /// It need not: who disputes is not thereby disputed.
    Directed,
    /// It does: of two contrary claims each is contrary to the other.
    Symmetric,
}

/// What is known of a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationInfo {
    /// The field name: lower-case, no separators.
    pub name: Cow<'static, str>,
    /// How it reads in a sentence, "disagrees with".
    pub label: Cow<'static, str>,
    /// How it reads from the other end, "is disagreed with by".
    pub inverse_label: Cow<'static, str>,
    /// Its sign.
    pub sign: Sign,
    /// Whether it holds both ways.
    pub symmetry: Symmetry,
    /// How its line is broken in a map; without it the sign decides.
    pub line: Option<LinePattern>,
    /// Where it comes from.
    pub origin: RelationOrigin,
}

/// The relations of a run: CiTO's, the program's own, and the user's.
///
/// ```
/// use dissensus::model::{Direction, Relations, Sign};
/// let relations = Relations::default();
/// let (relation, direction) = relations.find("cito:disagreesWith").unwrap();
/// assert_eq!((relations.info(relation).sign, direction), (Sign::Negative, Direction::Forward));
/// assert_eq!(relations.find("disagrees_with"), relations.find("disagreeswith"));
/// assert_eq!(relations.find("is_disputed_by").unwrap().1, Direction::Inverse);
/// ```
#[derive(Clone, Debug)]
pub struct Relations {
    infos: Vec<RelationInfo>,
    by_name: FxHashMap<Cow<'static, str>, (Relation, Direction)>,
}

/// How long a relation's name may be, in bytes.
const LONGEST: usize = 48;

/// How many relations a run may have.
const MOST: usize = 10_000;

/// Why a relation cannot be declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeclareError {
    /// Another relation has the name.
    #[error("another relation has that name")]
    Taken,
    /// The name has no letter, or more than 48.
    #[error("its name must have 1 to 48 letters")]
    Length,
    /// There are ten thousand.
    #[error("there are too many relations")]
    TooMany,
}

/// CiTO property, how it reads, CiTO's name of its inverse without separators, how the inverse reads. A relation that
/// has no inverse is its own.
type Builtin = (&'static str, &'static str, &'static str, &'static str);

const POSITIVE: &[Builtin] = &[
    ("agreeswith", "agrees with", "isagreedwithby", "is agreed with by"),
    ("citesasauthority", "cites as authority", "iscitedasauthorityby", "is cited as authority by"),
    ("citesasevidence", "cites as evidence", "iscitedasevidenceby", "is cited as evidence by"),
    ("confirms", "confirms", "isconfirmedby", "is confirmed by"),
    ("credits", "credits", "iscreditedby", "is credited by"),
    ("extends", "extends", "isextendedby", "is extended by"),
    ("obtainssupportfrom", "obtains support from", "givessupportto", "gives support to"),
    ("supports", "supports", "issupportedby", "is supported by"),
    ("usesconclusionsfrom", "uses conclusions from", "providesconclusionsfor", "provides conclusions for"),
];

const MIXED: &[Builtin] = &[
    ("corrects", "corrects", "iscorrectedby", "is corrected by"),
    ("qualifies", "qualifies", "isqualifiedby", "is qualified by"),
];

const NEGATIVE: &[Builtin] = &[
    ("critiques", "critiques", "iscritiquedby", "is critiqued by"),
    ("derides", "derides", "isderidedby", "is derided by"),
    ("disagreeswith", "disagrees with", "isdisagreedwithby", "is disagreed with by"),
    ("disputes", "disputes", "isdisputedby", "is disputed by"),
    ("refutes", "refutes", "isrefutedby", "is refuted by"),
    ("retracts", "retracts", "isretractedby", "is retracted by"),
    ("ridicules", "ridicules", "isridiculedby", "is ridiculed by"),
];

const NEUTRAL: &[Builtin] = &[
    ("cites", "cites", "iscitedby", "is cited by"),
    ("citesasdatasource", "cites as data source", "iscitedasdatasourceby", "is cited as data source by"),
    (
        "citesasmetadatadocument",
        "cites as metadata document",
        "iscitedasmetadatadocumentby",
        "is cited as metadata document by",
    ),
    (
        "citesaspotentialsolution",
        "cites as potential solution",
        "iscitedaspotentialsolutionby",
        "is cited as potential solution by",
    ),
    (
        "citesasrecommendedreading",
        "cites as recommended reading",
        "iscitedasrecommendedreadingby",
        "is cited as recommended reading by",
    ),
    ("citesasrelated", "cites as related", "iscitedasrelatedby", "is cited as related by"),
    (
        "citesassourcedocument",
        "cites as source document",
        "iscitedassourcedocumentby",
        "is cited as source document by",
    ),
    (
        "citesforinformation",
        "cites for information",
        "iscitedforinformationby",
        "is cited for information by",
    ),
    ("compiles", "compiles", "iscompiledby", "is compiled by"),
    (
        "containsassertionfrom",
        "contains an assertion from",
        "providesassertionfor",
        "provides an assertion for",
    ),
    ("describes", "describes", "isdescribedby", "is described by"),
    ("discusses", "discusses", "isdiscussedby", "is discussed by"),
    ("documents", "documents", "isdocumentedby", "is documented by"),
    ("includesexcerptfrom", "includes an excerpt from", "providesexcerptfor", "provides an excerpt for"),
    (
        "includesquotationfrom",
        "includes a quotation from",
        "providesquotationfor",
        "provides a quotation for",
    ),
    ("likes", "likes", "islikedby", "is liked by"),
    ("linksto", "links to", "islinkedtoby", "is linked to by"),
    ("obtainsbackgroundfrom", "obtains background from", "givesbackgroundto", "gives background to"),
    ("parodies", "parodies", "isparodiedby", "is parodied by"),
    ("plagiarizes", "plagiarizes", "isplagiarizedby", "is plagiarized by"),
    ("repliesto", "replies to", "hasreplyfrom", "has a reply from"),
    ("reviews", "reviews", "isreviewedby", "is reviewed by"),
    ("sharesauthorinstitutionwith", "shares an author's institution with", "", ""),
    ("sharesauthorwith", "shares an author with", "", ""),
    ("sharesfundingagencywith", "shares a funding agency with", "", ""),
    ("sharesjournalwith", "shares a journal with", "", ""),
    ("sharespublicationvenuewith", "shares a publication venue with", "", ""),
    ("speculateson", "speculates on", "isspeculatedonby", "is speculated on by"),
    ("updates", "updates", "isupdatedby", "is updated by"),
    ("usesdatafrom", "uses data from", "providesdatafor", "provides data for"),
    ("usesmethodin", "uses a method of", "providesmethodfor", "provides a method for"),
];

/// `applies`: a theory put to use. `contraryof`: two claims cannot both hold; symmetric.
const OWN: &[(Builtin, Sign)] = &[
    (("applies", "applies", "isappliedby", "is applied by"), Sign::Positive),
    (("contraryof", "is contrary to", "", ""), Sign::Negative),
];

/// About how many names the built-in relations have, inverse ones included: tables that grow are copied.
const BUILTIN_NAMES: usize = 220;

impl Default for Relations {
    fn default() -> Self {
        let names = FxHashMap::with_capacity_and_hasher(BUILTIN_NAMES, FxBuildHasher);
        let mut table = Self { infos: Vec::with_capacity(BUILTIN_NAMES / 2), by_name: names };
        let groups = [
            (POSITIVE, Sign::Positive),
            (MIXED, Sign::Mixed),
            (NEUTRAL, Sign::Neutral),
            (NEGATIVE, Sign::Negative),
        ];
        for (group, sign) in groups {
            for builtin in group {
                table.add_builtin(builtin, sign, RelationOrigin::Cito);
            }
        }
        for (builtin, sign) in OWN {
            table.add_builtin(builtin, *sign, RelationOrigin::Own);
        }
        table
    }
}

impl Relations {
    fn add_builtin(&mut self, builtin: &Builtin, sign: Sign, origin: RelationOrigin) {
        let (name, label, inverse, inverse_label) = *builtin;
        let (symmetry, inverse_label) = match inverse {
            "" => (Symmetry::Symmetric, label),
            _ => (Symmetry::Directed, inverse_label),
        };
        let relation = self.push(RelationInfo {
            name: name.into(),
            label: label.into(),
            inverse_label: inverse_label.into(),
            sign,
            symmetry,
            line: None,
            origin,
        });
        if !inverse.is_empty() {
            self.by_name.insert(inverse.into(), (relation, Direction::Inverse));
        }
        // CiTO has "has reply from"; its other inverses are regular, and people write this one so too.
        if name == "repliesto" {
            self.by_name.insert("isrepliedtoby".into(), (relation, Direction::Inverse));
        }
    }

    fn push(&mut self, info: RelationInfo) -> Relation {
        let relation = Relation(u16::try_from(self.infos.len()).expect("fewer than 65,536 relations"));
        self.by_name.insert(info.name.clone(), (relation, Direction::Forward));
        self.infos.push(info);
        relation
    }

    /// Adds a relation of the user's own.
    ///
    /// # Errors
    /// If the name is taken, too long, or one too many.
    pub fn declare(&mut self, mut info: RelationInfo) -> Result<Relation, DeclareError> {
        info.name = normalise(&info.name).into();
        info.origin = RelationOrigin::Declared;
        if info.name.is_empty() || info.name.len() > LONGEST {
            return Err(DeclareError::Length);
        }
        if self.by_name.contains_key(&info.name) {
            return Err(DeclareError::Taken);
        }
        if self.infos.len() >= MOST {
            return Err(DeclareError::TooMany);
        }
        let inverse = normalise(&info.inverse_label);
        let relation = self.push(info);
        self.by_name.entry(inverse.into()).or_insert((relation, Direction::Inverse));
        Ok(relation)
    }

    /// The relation of a field name, in any of its spellings: `disagreeswith`, `disagrees_with`,
    /// `disagreesWith`, `cito:disagreesWith`, or an inverse such as `is_disputed_by`.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<(Relation, Direction)> {
        if name.len() > LONGEST + 16 {
            return None;
        }
        self.by_name.get(normalise(name).as_str()).copied()
    }

    /// What is known of a relation.
    #[must_use]
    pub fn info(&self, relation: Relation) -> &RelationInfo {
        &self.infos[usize::from(relation.0)]
    }

    /// Whether a relation is the untyped `cites`.
    #[must_use]
    pub fn is_citation(&self, relation: Relation) -> bool {
        self.info(relation).name == "cites"
    }

    /// The sign of a relation.
    #[must_use]
    pub fn sign(&self, relation: Relation) -> Sign {
        self.info(relation).sign
    }

    /// Every relation with what is known of it, in the table's order.
    pub fn iter(&self) -> impl Iterator<Item = (Relation, &RelationInfo)> {
        (0u16..).map(Relation).zip(&self.infos)
    }
}

/// Lower-case, without the `cito:` prefix, `_`, `-`, blanks and the backslash of an exported `\_`.
fn normalise(name: &str) -> String {
    let name = name.trim();
    let name = match name.get(..5) {
        Some(prefix) if prefix.eq_ignore_ascii_case("cito:") => &name[5..],
        _ => name,
    };
    name.chars().filter(|c| !matches!(c, '_' | '-' | ' ' | '\\')).flat_map(char::to_lowercase).collect()
}
