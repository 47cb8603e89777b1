//! Web of Science, "tab-delimited file": a row of tags, and one row for each record.

use super::record::{Record, bad_record, imported};
use super::table::{Divider, rows};
use super::web_of_science_text::{entry_type, field};
use super::{Imported, Importer, Source};
use crate::model::ReferenceFormat;

/// The reader of Web of Science's tab-delimited files.
#[derive(Clone, Copy, Debug)]
pub struct WebOfScienceTable;

impl Importer for WebOfScienceTable {
    fn name(&self) -> &'static str {
        "web-of-science-table"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "tsv"]
    }

    fn summary(&self) -> &'static str {
        "Web of Science, tab-delimited file; with cited references"
    }

    fn recognises(&self, text: &str) -> bool {
        let mut lines = text.trim_start_matches('\u{feff}').lines();
        let head = lines.find(|line| !line.trim().is_empty()).unwrap_or_default();
        head.starts_with("PT\t") && head.split('\t').any(|tag| tag == "TI")
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let text = source.file.text();
        let mut table = rows(text, Divider::Tab).into_iter();
        let Some(head) = table.next() else { return Imported::default() };
        let tags: Vec<&str> = head.cells.iter().map(|cell| text[cell.clone()].trim()).collect();
        let title = tags.iter().position(|tag| *tag == "TI");
        let mut records = Vec::new();
        let mut problems = Vec::new();
        for row in table {
            if title.is_none_or(|title| row.cells.len() <= title) {
                problems.push(bad_record(
                    source,
                    row.place,
                    format!("the row has {} of {} columns, and no title", row.cells.len(), tags.len()),
                    "export the file again: a part of it is missing",
                ));
                continue;
            }
            let kind = row.cells.first().map_or("article", |cell| entry_type(&text[cell.clone()]));
            let mut record = Record::new(kind, row.place.clone());
            let mut last_page = String::new();
            for (tag, cell) in tags.iter().zip(&row.cells) {
                let value = text[cell.clone()].trim();
                if value.is_empty() {
                    continue;
                }
                let begin = cell.start + (text[cell.clone()].len() - text[cell.clone()].trim_start().len());
                let place = begin..begin + value.len();
                let list = || value.split(';').collect::<Vec<_>>();
                match *tag {
                    "AU" => record.names("author", &list(), place),
                    "AF" => record.renamed("author", &list(), place),
                    "BE" => record.names("editor", &list(), place),
                    "BP" => record.pages(value, place),
                    "EP" => value.clone_into(&mut last_page),
                    "CR" => record.references(ReferenceFormat::WebOfScienceSemicolons, place),
                    "UT" => {
                        record.key = Some(value.into());
                        record.written("unique-id", value, place);
                    }
                    other => {
                        if let Some(name) = field(other) {
                            record.written(name, value, place);
                        }
                    }
                }
            }
            record.last_page(&last_page);
            records.push(record);
        }
        imported(source, records, problems)
    }
}
