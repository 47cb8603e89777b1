//! OpenAlex: pages of the API, or lines of a snapshot. References are ids, so that links need no guessing.

use super::json::{Places, head, objects, text};
use super::record::{Record, bad_record, imported};
use super::xml::plain;
use super::{Imported, Importer, Source};

/// The reader of OpenAlex's JSON.
#[derive(Clone, Copy, Debug)]
pub struct OpenAlex;

impl Importer for OpenAlex {
    fn name(&self) -> &'static str {
        "openalex"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "jsonl"]
    }

    fn summary(&self) -> &'static str {
        "OpenAlex's JSON: pages of the API, or lines of a snapshot; with references"
    }

    fn recognises(&self, text: &str) -> bool {
        head(text, 20_000).is_some_and(|head| {
            head.contains("https://openalex.org/W") && head.contains("\"publication_year\"")
        })
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let whole = source.file.text();
        let (objects, mut problems) = objects(source, &["results"], "a work of OpenAlex");
        let mut found = Vec::new();
        for (place, value) in objects {
            let Some(id) = text(&value, "id") else {
                problems.push(bad_record(
                    source,
                    place,
                    "this is no work of OpenAlex",
                    "expected an object with an id",
                ));
                continue;
            };
            let at = place.start..place.start;
            let mut record =
                Record::new(entry_type(&text(&value, "type").unwrap_or_default()), place.clone());
            record.key = Some(key(&id).to_owned().into());
            let authors: Vec<String> = list(&value, "authorships")
                .iter()
                .filter_map(|authorship| {
                    authorship.get("author").and_then(|author| text(author, "display_name"))
                })
                .collect();
            record.names("author", &authors, at.clone());
            for (key, name) in
                [("title", "title"), ("publication_year", "year"), ("doi", "doi"), ("language", "language")]
            {
                let value = text(&value, key)
                    .or_else(|| if key == "title" { text(&value, "display_name") } else { None });
                record.composed(name, &plain(&value.unwrap_or_default()), at.clone());
            }
            let count = text(&value, "referenced_works_count").unwrap_or_default();
            record.composed("number-of-cited-references", &count, at.clone());
            let pmid = value.get("ids").and_then(|ids| text(ids, "pmid"));
            record.composed("pmid", key(&pmid.unwrap_or_default()), at.clone());
            let venue = value.get("primary_location").and_then(|location| location.get("source"));
            let venue = venue.or_else(|| value.get("host_venue"));
            if let Some(venue) = venue.and_then(|venue| text(venue, "display_name")) {
                record.composed("journal", &venue, at.clone());
            }
            if let Some(data) = value.get("biblio") {
                for (key, name) in [("volume", "volume"), ("issue", "number")] {
                    record.composed(name, &text(data, key).unwrap_or_default(), at.clone());
                }
                record.pages(&text(data, "first_page").unwrap_or_default(), at.clone());
                record.last_page(&text(data, "last_page").unwrap_or_default());
            }
            let mut places = Places::behind(whole, &place, "referenced_works");
            for cited in list(&value, "referenced_works").iter().filter_map(serde_json::Value::as_str) {
                let at = places.next(cited);
                record.cites(key(cited).to_owned().into(), at);
            }
            found.push(record);
        }
        imported(source, found, problems)
    }
}

fn list<'v>(value: &'v serde_json::Value, key: &str) -> &'v [serde_json::Value] {
    value.get(key).and_then(serde_json::Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// `W123` of `https://openalex.org/W123`.
fn key(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

fn entry_type(kind: &str) -> &'static str {
    match kind {
        "book" => "book",
        "book-chapter" => "incollection",
        "dissertation" => "phdthesis",
        "report" => "techreport",
        "article" | "review" | "letter" | "editorial" | "preprint" => "article",
        _ => "misc",
    }
}
