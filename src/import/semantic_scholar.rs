//! Semantic Scholar: papers of the API or lines of a data set. References are papers with ids.

use super::json::{Places, head, objects, text};
use super::record::{Record, bad_record, imported};
use super::{Imported, Importer, Source};

/// The reader of Semantic Scholar's JSON.
#[derive(Clone, Copy, Debug)]
pub struct SemanticScholar;

impl Importer for SemanticScholar {
    fn name(&self) -> &'static str {
        "semantic-scholar"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "jsonl"]
    }

    fn summary(&self) -> &'static str {
        "Semantic Scholar's JSON: answers of the API, or lines of papers; with references"
    }

    fn recognises(&self, text: &str) -> bool {
        head(text, 4_000).is_some_and(|head| head.contains("\"paperId\""))
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let whole = source.file.text();
        let (objects, mut problems) = objects(source, &["data"], "a paper of Semantic Scholar");
        let mut found = Vec::new();
        for (place, value) in objects {
            let Some(id) = text(&value, "paperId") else {
                problems.push(bad_record(
                    source,
                    place,
                    "this is no paper of Semantic Scholar",
                    "expected an object with a paperId",
                ));
                continue;
            };
            let at = place.start..place.start;
            let mut record = Record::new("article", place.clone());
            record.key = Some(id.into());
            let list = |key: &str| {
                value.get(key).and_then(serde_json::Value::as_array).map(Vec::as_slice).unwrap_or_default()
            };
            let authors: Vec<String> =
                list("authors").iter().filter_map(|author| text(author, "name")).collect();
            record.names("author", &authors, at.clone());
            for (key, name) in
                [("title", "title"), ("year", "year"), ("venue", "journal"), ("abstract", "abstract")]
            {
                record.composed(name, &text(&value, key).unwrap_or_default(), at.clone());
            }
            if let Some(doi) = value.get("externalIds").and_then(|ids| text(ids, "DOI")) {
                record.composed("doi", &doi, at.clone());
            }
            let count = text(&value, "referenceCount").unwrap_or_default();
            record.composed("number-of-cited-references", &count, at.clone());
            for (key, name) in [("PubMed", "pmid"), ("PubMedCentral", "pmcid"), ("ArXiv", "eprint")] {
                let id = value.get("externalIds").and_then(|ids| text(ids, key));
                if name == "eprint" && id.is_some() {
                    record.composed("eprinttype", "arxiv", at.clone());
                }
                record.composed(name, &id.unwrap_or_default(), at.clone());
            }
            if let Some(journal) = value.get("journal") {
                record.composed("volume", &text(journal, "volume").unwrap_or_default(), at.clone());
                record.composed("pages", &text(journal, "pages").unwrap_or_default(), at.clone());
            }
            let mut places = Places::behind(whole, &place, "references");
            for cited in list("references").iter().filter_map(|cited| text(cited, "paperId")) {
                let at = places.next(&cited);
                record.cites(cited.into(), at);
            }
            found.push(record);
        }
        imported(source, found, problems)
    }
}
