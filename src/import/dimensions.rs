//! Dimensions, CSV: a line about the export, a row of headings, and one row for each record.
//!
//! ```text
//! "About the data: Exported on Sep 30, 2022. Criteria: …"
//! Rank,Publication ID,DOI,Title,Source title,PubYear,Volume,Issue,Pagination,Authors,…,Cited references
//! ```
//!
//! Only “Export for bibliometric mapping” has the column `Cited references`.

use super::record::{Record, imported};
use super::table::{Divider, Sheet, has_headings, unreadable};
use super::{Imported, Importer, Source};
use crate::model::ReferenceFormat;

/// The reader of Dimensions' CSV.
#[derive(Clone, Copy, Debug)]
pub struct Dimensions;

impl Importer for Dimensions {
    fn name(&self) -> &'static str {
        "dimensions"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "Dimensions, CSV; “Export for bibliometric mapping” has references"
    }

    fn recognises(&self, text: &str) -> bool {
        has_headings(text, &["Publication ID", "Title", "PubYear"])
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let wanted = ["Publication ID", "Title", "PubYear"];
        let Some(sheet) = Sheet::below(source.file.text(), Divider::Comma, &wanted) else {
            return unreadable(source);
        };
        let (rows, problems) = sheet.records(source, "Title");
        let mut records = Vec::with_capacity(rows.len());
        for row in rows {
            let of = |headings: &[&str]| sheet.cell(row, headings);
            let kind = of(&["Publication Type"]).map_or("article", |(kind, _)| entry_type(&kind));
            let mut record = Record::new(kind, row.place.clone());
            if let Some((id, place)) = of(&["Publication ID"]) {
                record.composed("dimensions-id", &id, place);
                record.key = Some(id);
            }
            if let Some((authors, place)) = of(&["Authors"]) {
                record.names("author", &authors.split(';').collect::<Vec<_>>(), place);
            }
            if let Some((venue, place)) =
                of(&["Source title", "Source title/Anthology title", "Anthology title"])
            {
                record.composed("journal", &venue, place);
            }
            sheet.add_fields(row, &FIELDS, &mut record);
            if let Some((pages, place)) = of(&["Pagination"]) {
                let (first, last) = pages.split_once(['-', '–']).unwrap_or((&pages, ""));
                record.pages(first, place);
                record.last_page(last);
            }
            // Other exports have a number there.
            if let Some((_, place)) = of(&["Cited references"]).filter(|(list, _)| list.starts_with('[')) {
                record.references(ReferenceFormat::Dimensions, place);
            }
            records.push(record);
        }
        imported(source, records, problems)
    }
}

/// BibTeX's fields of the headings.
const FIELDS: [(&str, &str); 12] = [
    ("Title", "title"),
    ("PubYear", "year"),
    ("Volume", "volume"),
    ("Issue", "number"),
    ("DOI", "doi"),
    ("PMID", "pmid"),
    ("PMCID", "pmcid"),
    ("Abstract", "abstract"),
    ("Publisher", "publisher"),
    ("ISSN", "issn"),
    ("ISBN", "isbn"),
    ("Times cited", "times-cited"),
];

fn entry_type(kind: &str) -> &'static str {
    match kind.to_ascii_lowercase().as_str() {
        "chapter" => "incollection",
        "proceeding" | "proceedings" => "inproceedings",
        "monograph" | "edited book" | "book" => "book",
        _ => "article",
    }
}
