//! Crossref's JSON: a work, a list of works, or lines of works, with their references.

use super::csl_json::{FIELDS, entry_type};
use super::json::{array_of, date, head, names, objects, text};
use super::record::{Record, bad_record, imported};
use super::xml::plain;
use super::{Imported, Importer, Source};
use crate::model::{ReferenceFormat, VersionKind};

/// The reader of Crossref's JSON.
#[derive(Clone, Copy, Debug)]
pub struct Crossref;

impl Importer for Crossref {
    fn name(&self) -> &'static str {
        "crossref"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "jsonl"]
    }

    fn summary(&self) -> &'static str {
        "Crossref's JSON: answers of the API, or lines of works; with references"
    }

    fn recognises(&self, text: &str) -> bool {
        head(text, 20_000).is_some_and(|head| {
            let holds = |key: &str| head.contains(key);
            holds("\"message-type\"")
                || holds("\"DOI\"") && (holds("\"is-referenced-by-count\"") || holds("\"references-count\""))
        })
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let whole = source.file.text();
        let (objects, mut problems) = objects(source, &["items"], "a work of Crossref");
        let mut found = Vec::new();
        for (place, mut value) in objects {
            // Answers of the API wrap a work; recorded ones are wrapped again.
            for wrapper in ["response", "message"] {
                if let Some(inner) = value.get_mut(wrapper) {
                    value = inner.take();
                }
            }
            if value.get("DOI").is_none() && value.get("title").is_none() {
                problems.push(bad_record(
                    source,
                    place,
                    "this is no work of Crossref",
                    "expected an object with DOI and title",
                ));
                continue;
            }
            let at = place.start..place.start;
            let mut record =
                Record::new(entry_type(&text(&value, "type").unwrap_or_default()), place.clone());
            record.names("author", &names(&value, "author"), at.clone());
            record.names("editor", &names(&value, "editor"), at.clone());
            let dates = ["issued", "published-print", "published", "published-online"];
            if let Some(date) = dates.iter().find_map(|key| date(&value, key)) {
                record.composed("date", &date, at.clone());
            }
            for (key, name) in FIELDS {
                if let Some(text) = text(&value, key) {
                    record.composed(name, &plain(&text), at.clone());
                }
            }
            let count = text(&value, "reference-count").unwrap_or_default();
            record.composed("number-of-cited-references", &count, at.clone());
            for word in VersionKind::crossref_words() {
                let others = value.get("relation").and_then(|relation| relation.get(word));
                let others = others.and_then(serde_json::Value::as_array).into_iter().flatten();
                let dois: Vec<String> = others.filter_map(|other| text(other, "id")).collect();
                record.composed(word, &dois.join(" "), at.clone());
            }
            if let Some(list) = array_of(whole, &place, "reference") {
                record.references(ReferenceFormat::Crossref, list);
            }
            found.push(record);
        }
        imported(source, found, problems)
    }
}
