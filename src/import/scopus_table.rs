//! Scopus, CSV: a row of headings, and one row for each record.

use super::record::{Record, imported};
use super::table::{Divider, Sheet, has_headings, unreadable};
use super::{Imported, Importer, Source};
use crate::model::ReferenceFormat;

/// The reader of Scopus's CSV.
#[derive(Clone, Copy, Debug)]
pub struct ScopusTable;

impl Importer for ScopusTable {
    fn name(&self) -> &'static str {
        "scopus-csv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "Scopus, CSV; tick “Include references”"
    }

    fn recognises(&self, text: &str) -> bool {
        has_headings(text, &["Authors", "Title", "Year", "Source title"])
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let text = source.file.text();
        let Some(sheet) = Sheet::below(text, Divider::Comma, &["Authors", "Title", "Year"]) else {
            return unreadable(source);
        };
        let (rows, problems) = sheet.records(source, "Title");
        let mut records = Vec::with_capacity(rows.len());
        for row in rows {
            let of = |wanted: &str| sheet.cell(row, &[wanted]);
            let kind = of("Document Type").map_or("article", |(kind, _)| entry_type(&kind));
            let mut record = Record::new(kind, row.place.clone());
            // Some exports have rows with one cell more than headings.
            let is_id = |id: &str| id.starts_with("2-s2.0-") && !id.contains(char::is_whitespace);
            let ids = (0..row.cells.len()).map(|column| row.cell(text, column).trim().to_owned());
            record.key = ids.rev().find(|id| is_id(id)).map(Into::into);
            if let Some((authors, place)) = of("Authors") {
                record.names("author", &authors_of(&authors), place);
            }
            sheet.add_fields(row, &FIELDS, &mut record);
            if let Some((first, place)) = of("Page start") {
                record.pages(&first, place);
            }
            if let Some((last, _)) = of("Page end") {
                record.last_page(&last);
            }
            if let Some((_, place)) = of("References") {
                record.references(ReferenceFormat::Scopus, place);
            }
            records.push(record);
        }
        imported(source, records, problems)
    }
}

/// BibTeX's fields of the headings.
const FIELDS: [(&str, &str); 14] = [
    ("Title", "title"),
    ("Year", "year"),
    ("Source title", "journal"),
    ("Volume", "volume"),
    ("Issue", "number"),
    ("Art. No.", "article-number"),
    ("DOI", "doi"),
    ("Abstract", "abstract"),
    ("Author Keywords", "author_keywords"),
    ("Publisher", "publisher"),
    ("ISSN", "issn"),
    ("ISBN", "isbn"),
    ("PubMed ID", "pmid"),
    ("Cited by", "times-cited"),
];

/// `Pan, Y., Yu, C.` until 2020, `Pan Y.; Yu C.` since, each family name first.
fn authors_of(list: &str) -> Vec<String> {
    let family_first = |name: &str| match name.trim().rsplit_once(' ') {
        Some((family, initials)) if initials.ends_with('.') && !family.contains(',') => {
            format!("{family}, {initials}")
        }
        _ => name.trim().to_owned(),
    };
    if list.starts_with("[No author") {
        return Vec::new();
    }
    if list.contains(';') {
        return list.split(';').map(family_first).collect();
    }
    let pieces: Vec<&str> = list.split(',').map(str::trim).collect();
    let is_initials =
        |piece: &str| piece.ends_with('.') && piece.chars().filter(|c| c.is_alphabetic()).count() <= 6;
    if pieces.len() >= 2 && is_initials(pieces[1]) && !pieces[0].ends_with('.') {
        let mut names: Vec<String> = Vec::new();
        for piece in pieces {
            match names.last_mut() {
                Some(last) if is_initials(piece) && !last.contains(',') => {
                    last.push_str(&format!(", {piece}"))
                }
                _ => names.push(piece.to_owned()),
            }
        }
        return names;
    }
    pieces.into_iter().map(family_first).collect()
}

fn entry_type(kind: &str) -> &'static str {
    match kind {
        "Book" => "book",
        "Book Chapter" | "Book chapter" => "incollection",
        "Conference Paper" | "Conference paper" => "inproceedings",
        _ => "article",
    }
}
