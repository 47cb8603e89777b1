//! What a field name means.

use std::sync::RwLock;

use rustc_hash::FxHashMap;

use crate::model::{AnnotationKind, Attitude, Direction, ReferenceFormat, Relations};

/// What a field of a work holds.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Of no known name; the annotation that it may be meant for.
    Unknown(Option<Box<str>>),
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
pub(in crate::import) struct FieldNames {
    known: FxHashMap<Box<str>, FieldMeaning>,
    relations: Relations,
    unknown: RwLock<FxHashMap<Box<str>, FieldMeaning>>,
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

/// How many unknown names are remembered; a file with more pays for each again.
const REMEMBERED: usize = 4096;

impl FieldNames {
    pub(in crate::import) fn new(relations: &Relations) -> Self {
        let mut known: FxHashMap<Box<str>, FieldMeaning> = FxHashMap::default();
        for (relation, info) in relations.iter() {
            let meaning = FieldMeaning::Annotation(AnnotationKind::Relation(relation, Direction::Forward));
            known.insert(info.name.as_str().into(), meaning);
        }
        known
            .extend(ANNOTATIONS.iter().map(|(name, kind)| ((*name).into(), FieldMeaning::Annotation(*kind))));
        known.extend(BOOKKEEPING.iter().map(|name| ((*name).into(), FieldMeaning::Bookkeeping)));
        known.extend(
            BIBLIOGRAPHIC.iter().map(|name| ((*name).into(), FieldMeaning::Bibliographic(which(name)))),
        );
        for (name, format) in REFERENCES {
            known.insert(name.into(), FieldMeaning::References(format));
        }
        known.insert("cites".into(), FieldMeaning::Cites);
        known.insert("keywords".into(), FieldMeaning::Keywords);
        known.insert("related".into(), FieldMeaning::Related);
        known.insert("sameas".into(), FieldMeaning::SameAs);
        for name in ["note", "annote", "annotation", "extra"] {
            known.insert(name.into(), FieldMeaning::Notes);
        }
        Self { known, relations: relations.clone(), unknown: RwLock::default() }
    }

    /// The meaning of a field name in any case and spelling.
    pub(super) fn meaning(&self, name: &str) -> FieldMeaning {
        if let Some(meaning) = self.known.get(name) {
            return meaning.clone();
        }
        let name = name.trim();
        let lower = name.to_lowercase();
        if let Some(meaning) = self.known.get(lower.as_str()) {
            return meaning.clone();
        }
        if let Some((relation, direction)) = self.relations.find(name) {
            return match self.relations.info(relation).name.as_str() {
                "cites" if direction == Direction::Forward => FieldMeaning::Cites,
                _ => FieldMeaning::Annotation(AnnotationKind::Relation(relation, direction)),
            };
        }
        if let Ok(unknown) = self.unknown.read()
            && let Some(meaning) = unknown.get(lower.as_str())
        {
            return meaning.clone();
        }
        let meaning = FieldMeaning::Unknown(self.nearest(&lower));
        if let Ok(mut unknown) = self.unknown.write()
            && unknown.len() < REMEMBERED
        {
            unknown.insert(lower.into(), meaning.clone());
        }
        meaning
    }

    /// Whether a field of this name would say something of a debate, or of what a work cites.
    pub(in crate::import) fn annotates(&self, name: &str) -> bool {
        !matches!(
            self.meaning(name),
            FieldMeaning::Bibliographic(_) | FieldMeaning::Bookkeeping | FieldMeaning::Unknown(_)
        )
    }

    /// The relation or annotation that a word may be a misspelling of.
    pub(super) fn nearest(&self, name: &str) -> Option<Box<str>> {
        let length = name.chars().count();
        if !(4..=32).contains(&length) {
            return None;
        }
        let limit = if length >= 8 { 2 } else { 1 };
        let names = self.relations.iter().map(|(_, info)| info.name.as_str());
        let names = names.chain(ANNOTATIONS.iter().map(|(name, _)| *name));
        let folded: String = name.chars().filter(|c| !matches!(c, '_' | '-')).collect();
        names
            .map(|known| (strsim::osa_distance(&folded, known), known))
            .filter(|(distance, _)| *distance <= limit)
            .min()
            .map(|(_, known)| known.into())
    }

    pub(super) fn relations(&self) -> &Relations {
        &self.relations
    }
}
