//! CSL-JSON, as Zotero, Mendeley and citation processors exchange it. It has no references.

use super::json::{date, head, names, objects, text};
use super::record::{Record, imported};
use super::{Imported, Importer, Source};

/// The reader of CSL-JSON.
#[derive(Clone, Copy, Debug)]
pub struct CslJson;

impl Importer for CslJson {
    fn name(&self) -> &'static str {
        "csl-json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "csl"]
    }

    fn summary(&self) -> &'static str {
        "CSL-JSON, from Zotero or Mendeley; it has no references"
    }

    fn recognises(&self, text: &str) -> bool {
        head(text, 4_000).is_some_and(|head| {
            head.contains("\"type\"")
                && ["\"issued\"", "\"title\"", "\"author\""].iter().any(|key| head.contains(key))
        })
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let (objects, problems) = objects(source, &["items"], "an item of CSL-JSON");
        let mut found = Vec::new();
        for (place, value) in objects {
            let at = place.start..place.start;
            let mut record = Record::new(entry_type(&text(&value, "type").unwrap_or_default()), place);
            let id = text(&value, "citation-key").or_else(|| text(&value, "id"));
            // Zotero's ids are addresses.
            record.key = id.filter(|id| !id.contains("://") && !id.contains(',')).map(Into::into);
            record.names("author", &names(&value, "author"), at.clone());
            record.names("editor", &names(&value, "editor"), at.clone());
            if let Some(date) = date(&value, "issued") {
                record.composed("date", &date, at.clone());
            }
            for (key, name) in FIELDS {
                if let Some(text) = text(&value, key) {
                    record.composed(name, &text, at.clone());
                }
            }
            found.push(record);
        }
        imported(source, found, problems)
    }
}

/// BibTeX's fields of CSL's variables.
pub(super) const FIELDS: [(&str, &str); 16] = [
    ("title", "title"),
    ("container-title", "journal"),
    ("volume", "volume"),
    ("issue", "number"),
    ("page", "pages"),
    ("DOI", "doi"),
    ("URL", "url"),
    ("abstract", "abstract"),
    ("publisher", "publisher"),
    ("publisher-place", "address"),
    ("ISSN", "issn"),
    ("ISBN", "isbn"),
    ("PMID", "pmid"),
    ("PMCID", "pmcid"),
    ("note", "note"),
    ("article-number", "article-number"),
];

/// BibTeX's type of a type of CSL or Crossref.
pub(super) fn entry_type(kind: &str) -> &'static str {
    match kind {
        "book" | "monograph" | "edited-book" | "reference-book" => "book",
        "chapter" | "book-chapter" | "book-section" | "entry-encyclopedia" => "incollection",
        "paper-conference" | "proceedings-article" => "inproceedings",
        "thesis" | "dissertation" => "phdthesis",
        "report" => "techreport",
        "webpage" | "post-weblog" | "post" => "online",
        "article" | "article-journal" | "journal-article" | "article-magazine" | "article-newspaper"
        | "review" => "article",
        _ => "misc",
    }
}
