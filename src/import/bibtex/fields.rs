//! What a field name means.

use std::sync::RwLock;

use rustc_hash::FxHashMap;

use crate::model::{AnnotationKind, Attitude, Direction, ReferenceFormat, Relations};

/// What a field of a work holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldMeaning {
    /// Bibliographic data.
    Bibliographic(Bibliographic),
    /// A list of references as a database writes it.
    References(ReferenceFormat),
    /// What a manager notes for itself; it describes no work.
    Bookkeeping,
    /// A list of refs.
    Annotation(AnnotationKind),
    /// A list of cited keys.
    Cites,
    /// Keywords, among which `dz:relation=key` may stand.
    Keywords,
    /// Free text, in which lines `tex.relation: key` may stand.
    Notes,
    /// Keys of related entries, of the type that `relatedtype` names.
    Related,
    /// The key of the work that the entry is another record of.
    SameAs,
    /// Of no known name.
    Unknown,
}

/// The bibliographic fields that conversion reads, and all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bibliographic {
    Author,
    Editor,
    Date,
    Year,
    Doi,
    Url,
    Other,
}

/// Fields of managers that an overlay may have too.
const BOOKKEEPING: &[&str] = &[
    "bdsk-url-1",
    "comment",
    "creationdate",
    "date-added",
    "date-modified",
    "file",
    "gender",
    "groups",
    "ids",
    "label",
    "langid",
    "library",
    "mendeley-groups",
    "modificationdate",
    "options",
    "owner",
    "priority",
    "printed",
    "qualityassured",
    "ranking",
    "readstatus",
    "relatedtype",
    "relevance",
    "search",
    "timestamp",
    "usera",
    "type",
];

/// The bibliographic fields of BibTeX and biblatex, and those that databases add.
const BIBLIOGRAPHIC: &[&str] = &[
    "abstract",
    "accessed",
    "addendum",
    "address",
    "affiliation",
    "affiliations",
    "afterword",
    "annotator",
    "archiveprefix",
    "archive",
    "art_number",
    "article-number",
    "author",
    "author-email",
    "author_keywords",
    "authors",
    "bibsource",
    "biburl",
    "bookauthor",
    "bookpagination",
    "booksubtitle",
    "booktitle",
    "booktitleaddon",
    "chapter",
    "citedby",
    "coden",
    "collaboration",
    "commentator",
    "copyright",
    "correspondence_address1",
    "crossref",
    "da",
    "date",
    "doc-delivery-number",
    "document_type",
    "doi",
    "ean",
    "earlyaccessdate",
    "edition",
    "editor",
    "editora",
    "editoratype",
    "editorb",
    "editorbtype",
    "editorc",
    "editorctype",
    "editors",
    "editortype",
    "eid",
    "eissn",
    "entryset",
    "eprint",
    "eprintclass",
    "eprinttype",
    "eventdate",
    "eventtitle",
    "eventtitleaddon",
    "execute",
    "foreword",
    "funding-acknowledgement",
    "funding-text",
    "holder",
    "has-preprint",
    "has-translation",
    "has-version",
    "howpublished",
    "hyphenation",
    "indexsorttitle",
    "indextitle",
    "institution",
    "introduction",
    "isan",
    "is-preprint-of",
    "is-translation-of",
    "is-version-of",
    "isbn",
    "ismn",
    "isrn",
    "issn",
    "issue",
    "issuesubtitle",
    "issuetitle",
    "iswc",
    "journal",
    "journal-iso",
    "journalsubtitle",
    "journaltitle",
    "key",
    "lang",
    "langidopts",
    "language",
    "library-id",
    "lccn",
    "lista",
    "location",
    "mainsubtitle",
    "maintitle",
    "maintitleaddon",
    "month",
    "mrnumber",
    "mrclass",
    "mrreviewer",
    "nameaddon",
    "names",
    "number",
    "number-of-cited-references",
    "oa",
    "orcid-numbers",
    "organization",
    "origdate",
    "origlanguage",
    "origlocation",
    "origpublisher",
    "origtitle",
    "page_count",
    "pages",
    "pagetotal",
    "pagination",
    "part",
    "pdf",
    "pmcid",
    "pmid",
    "presort",
    "publication_stage",
    "publisher",
    "pubmed_id",
    "pubstate",
    "relatedoptions",
    "relatedstring",
    "reprinttitle",
    "research-areas",
    "researcherid-numbers",
    "review",
    "school",
    "series",
    "shortauthor",
    "shorteditor",
    "shorthand",
    "shorthandintro",
    "shortjournal",
    "shortseries",
    "shorttitle",
    "sortkey",
    "sortname",
    "sortshorthand",
    "sorttitle",
    "sortyear",
    "source",
    "sponsors",
    "subtitle",
    "timescited",
    "times-cited",
    "title",
    "titleaddon",
    "translator",
    "unique-id",
    "url",
    "urldate",
    "urn",
    "usage-count-last-180-days",
    "usage-count-since-2013",
    "userabstract",
    "venue",
    "version",
    "volume",
    "volumes",
    "web-of-science-categories",
    "web-of-science-index",
    "x-fetchedfrom",
    "xdata",
    "xref",
    "year",
    "zblnumber",
    "researcher-id",
];

/// The lists of references of databases.
const REFERENCES: [(&str, ReferenceFormat); 5] = [
    ("cited-references", ReferenceFormat::WebOfScience),
    ("cited_references", ReferenceFormat::WebOfScience),
    ("crossref-references", ReferenceFormat::Crossref),
    ("dimensions-references", ReferenceFormat::Dimensions),
    ("references", ReferenceFormat::Scopus),
];

/// The annotation fields that are no relation.
const ANNOTATIONS: &[(&str, AnnotationKind)] = &[
    ("asserts", AnnotationKind::Claim(Attitude::Asserts)),
    ("case", AnnotationKind::Case),
    ("cases", AnnotationKind::Case),
    ("denies", AnnotationKind::Claim(Attitude::Denies)),
    ("position", AnnotationKind::Position),
    ("positions", AnnotationKind::Position),
];

/// The known field names, with the relations of the run, and the unknown ones met so far.
#[derive(Debug)]
pub(in crate::import) struct FieldNames<'r> {
    /// Those of at most sixteen bytes, which nearly all are: they are hashed and compared as two numbers.
    short: FxHashMap<ShortName, FieldMeaning>,
    long: FxHashMap<Box<str>, FieldMeaning>,
    relations: &'r Relations,
    /// Unknown names, each with the annotation that it may be meant for.
    unknown: RwLock<FxHashMap<Box<str>, Option<Box<str>>>>,
}

/// What the fields of the entry before mean, by their place: most entries of a file have the same ones in the same
/// order.
#[derive(Default)]
pub(in crate::import) struct Recent(Vec<Option<(ShortName, FieldMeaning)>>);

/// How many places are remembered.
const PLACES: usize = 64;

/// The length of a name, its first bytes and its last ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct ShortName(u64, u64, u8);

impl ShortName {
    fn new(name: &str) -> Option<Self> {
        let bytes = name.as_bytes();
        let length = u8::try_from(bytes.len()).ok()?;
        let (first, last) = match bytes.len() {
            8..=16 => (u64::from_le_bytes(*bytes.first_chunk()?), u64::from_le_bytes(*bytes.last_chunk()?)),
            4..8 => {
                let [first, last] = [*bytes.first_chunk()?, *bytes.last_chunk()?].map(u32::from_le_bytes);
                (first.into(), last.into())
            }
            1..4 => {
                (bytes[0].into(), u16::from_le_bytes([bytes[length as usize / 2], *bytes.last()?]).into())
            }
            _ => return None,
        };
        Some(Self(first, last, length))
    }
}

fn which(name: &str) -> Bibliographic {
    match name {
        "author" | "authors" => Bibliographic::Author,
        "editor" => Bibliographic::Editor,
        "date" => Bibliographic::Date,
        "year" => Bibliographic::Year,
        "doi" => Bibliographic::Doi,
        "url" => Bibliographic::Url,
        _ => Bibliographic::Other,
    }
}

/// Whether BibTeX, biblatex or a manager has a field of this name.
#[must_use]
pub fn is_known_field(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let lists = [
        BIBLIOGRAPHIC,
        BOOKKEEPING,
        &["note", "annote", "annotation", "extra", "keywords", "related", "sameas"],
    ];
    lists.iter().any(|list| list.contains(&name.as_str()))
        || ANNOTATIONS.iter().any(|(known, _)| *known == name)
        || REFERENCES.iter().any(|(known, _)| *known == name)
}

/// About how many names are known: a table that grows is copied.
const NAMES: usize = 400;

/// How many unknown names are remembered; a file with more pays for each again.
const REMEMBERED: usize = 4096;

impl<'r> FieldNames<'r> {
    pub(in crate::import) fn new(relations: &'r Relations) -> Self {
        let mut this = Self {
            short: FxHashMap::default(),
            long: FxHashMap::default(),
            relations,
            unknown: RwLock::default(),
        };
        this.short.reserve(NAMES);
        for (relation, info) in relations.iter() {
            let kind = AnnotationKind::Relation(relation, Direction::Forward);
            this.add(&info.name, FieldMeaning::Annotation(kind));
        }
        ANNOTATIONS.iter().for_each(|&(name, kind)| this.add(name, FieldMeaning::Annotation(kind)));
        BOOKKEEPING.iter().for_each(|name| this.add(name, FieldMeaning::Bookkeeping));
        BIBLIOGRAPHIC.iter().for_each(|name| this.add(name, FieldMeaning::Bibliographic(which(name))));
        REFERENCES.iter().for_each(|&(name, format)| this.add(name, FieldMeaning::References(format)));
        this.add("cites", FieldMeaning::Cites);
        this.add("keywords", FieldMeaning::Keywords);
        this.add("related", FieldMeaning::Related);
        this.add("sameas", FieldMeaning::SameAs);
        ["note", "annote", "annotation", "extra"].iter().for_each(|name| this.add(name, FieldMeaning::Notes));
        this
    }

    fn add(&mut self, name: &str, meaning: FieldMeaning) {
        match ShortName::new(name) {
            Some(short) => self.short.insert(short, meaning),
            None => self.long.insert(name.into(), meaning),
        };
    }

    fn known(&self, name: &str) -> Option<FieldMeaning> {
        match ShortName::new(name) {
            Some(short) => self.short.get(&short).copied(),
            None => self.long.get(name).copied(),
        }
    }

    /// The meaning of a field name in any case and spelling.
    pub(super) fn meaning(&self, name: &str) -> FieldMeaning {
        self.known(name).unwrap_or_else(|| self.meaning_of_variant(name))
    }

    /// The meaning of the name of an entry's field, which is looked up only if the entry before has another one at this
    /// place.
    pub(super) fn meaning_at(&self, place: usize, name: &str, recent: &mut Recent) -> FieldMeaning {
        let short = ShortName::new(name);
        if let (Some(short), Some(&Some((known, meaning)))) = (short, recent.0.get(place))
            && known == short
        {
            return meaning;
        }
        let meaning = self.meaning(name);
        if recent.0.len() <= place && place < PLACES {
            recent.0.resize(place + 1, None);
        }
        if let Some(known) = recent.0.get_mut(place) {
            *known = short.map(|short| (short, meaning));
        }
        meaning
    }

    /// The meaning of a name that is not written as it is known, if it is known.
    fn meaning_of_variant(&self, name: &str) -> FieldMeaning {
        let name = name.trim();
        if let Some(meaning) = self.known(&name.to_lowercase()) {
            return meaning;
        }
        match self.relations.find(name) {
            Some((relation, Direction::Forward)) if self.relations.info(relation).name == "cites" => {
                FieldMeaning::Cites
            }
            Some((relation, direction)) => {
                FieldMeaning::Annotation(AnnotationKind::Relation(relation, direction))
            }
            None => FieldMeaning::Unknown,
        }
    }

    /// The annotation that an unknown name, in any case, may be a misspelling of.
    pub(super) fn meant_by(&self, unknown: &str) -> Option<Box<str>> {
        let lower = unknown.trim().to_lowercase();
        if let Ok(remembered) = self.unknown.read()
            && let Some(near) = remembered.get(lower.as_str())
        {
            return near.clone();
        }
        let near = self.nearest(&lower);
        if let Ok(mut remembered) = self.unknown.write()
            && remembered.len() < REMEMBERED
        {
            remembered.insert(lower.into(), near.clone());
        }
        near
    }

    /// Whether a field of this name would say something of a debate, or of what a work cites.
    pub(in crate::import) fn annotates(&self, name: &str) -> bool {
        !matches!(
            self.meaning(name),
            FieldMeaning::Bibliographic(_) | FieldMeaning::Bookkeeping | FieldMeaning::Unknown
        )
    }

    /// The relation or annotation that a word may be a misspelling of.
    pub(super) fn nearest(&self, name: &str) -> Option<Box<str>> {
        let length = name.chars().count();
        if !(4..=32).contains(&length) {
            return None;
        }
        let limit = if length >= 8 { 2 } else { 1 };
        let names = self.relations.iter().map(|(_, info)| &*info.name);
        let names = names.chain(ANNOTATIONS.iter().map(|(name, _)| *name));
        let folded: String = name.chars().filter(|c| !matches!(c, '_' | '-')).collect();
        names
            .map(|known| (strsim::osa_distance(&folded, known), known))
            .filter(|(distance, _)| *distance <= limit)
            .min()
            .map(|(_, known)| known.into())
    }

    pub(super) fn relations(&self) -> &'r Relations {
        self.relations
    }
}
