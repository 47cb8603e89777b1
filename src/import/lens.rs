//! The Lens, CSV: references are ids of the Lens, so that links need no guessing.

use super::record::{Record, imported};
use super::table::{Divider, Sheet, has_headings, unreadable};
use super::{Imported, Importer, Source};

/// The reader of the Lens' CSV.
#[derive(Clone, Copy, Debug)]
pub struct Lens;

impl Importer for Lens {
    fn name(&self) -> &'static str {
        "lens"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "The Lens, CSV of scholarly works; with references, if that column is exported"
    }

    fn recognises(&self, text: &str) -> bool {
        has_headings(text, &["Lens ID", "Title"])
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let Some(sheet) = Sheet::below(source.file.text(), Divider::Comma, &["Lens ID", "Title"]) else {
            return unreadable(source);
        };
        let (rows, problems) = sheet.records(source, "Title");
        let mut records = Vec::with_capacity(rows.len());
        for row in rows {
            let of = |headings: &[&str]| sheet.cell(row, headings);
            let kind = of(&["Publication Type"]).map_or("misc", |(kind, _)| entry_type(&kind));
            let mut record = Record::new(kind, row.place.clone());
            if let Some((id, place)) = of(&["Lens ID"]) {
                record.composed("lens-id", &id, place);
                record.key = Some(id);
            }
            if let Some((authors, place)) = of(&["Author/s", "Authors"]) {
                record.names("author", &authors.split(';').collect::<Vec<_>>(), place);
            }
            sheet.add_fields(row, &FIELDS, &mut record);
            if let Some((first, place)) = of(&["Start Page"]) {
                record.pages(&first, place);
            }
            if let Some((last, _)) = of(&["End Page"]) {
                record.last_page(&last);
            }
            if let Some((list, place)) = of(&["References"]) {
                let mut at = 0;
                for piece in list.split(';') {
                    let id = piece.trim();
                    if !id.is_empty() {
                        let start = place.start + at + (piece.len() - piece.trim_start().len());
                        record.cites(id.to_owned().into(), start..start + id.len());
                    }
                    at += piece.len() + 1;
                }
            }
            records.push(record);
        }
        imported(source, records, problems)
    }
}

/// BibTeX's fields of the headings.
const FIELDS: [(&str, &str); 13] = [
    ("Title", "title"),
    ("Publication Year", "year"),
    ("Source Title", "journal"),
    ("Volume", "volume"),
    ("Issue Number", "number"),
    ("DOI", "doi"),
    ("PMID", "pmid"),
    ("Abstract", "abstract"),
    ("Keywords", "author_keywords"),
    ("Publisher", "publisher"),
    ("ISSNs", "issn"),
    ("External URL", "url"),
    ("Citing Works Count", "times-cited"),
];

fn entry_type(kind: &str) -> &'static str {
    match kind {
        "journal article" | "review" | "editorial" | "letter" | "news" | "clinical trial" => "article",
        "book" | "reference entry" => "book",
        "book chapter" => "incollection",
        "conference proceedings article" | "conference proceedings" => "inproceedings",
        "dissertation" => "phdthesis",
        "report" => "techreport",
        _ => "misc",
    }
}
