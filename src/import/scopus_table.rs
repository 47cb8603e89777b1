//! Scopus, CSV: a row of headings, and one row for each record.

use super::record::{Record, bad_record, imported};
use super::table::{Divider, rows};
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
        let head = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
        let has = |heading: &str| head.split(',').any(|cell| cell.trim().trim_matches('"') == heading);
        has("Authors") && has("Title") && has("Year") && has("Source title")
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let text = source.file.text();
        let mut table = rows(text, Divider::Comma).into_iter();
        let Some(head) = table.next() else { return Imported::default() };
        let headings: Vec<String> =
            (0..head.cells.len()).map(|column| head.cell(text, column).trim().to_owned()).collect();
        let title = headings.iter().position(|heading| heading == "Title").unwrap_or(0);
        let mut records = Vec::new();
        let mut problems = Vec::new();
        for row in table {
            if row.cells.len() <= title || row.cell(text, title).trim().is_empty() {
                problems.push(bad_record(
                    source,
                    row.place.clone(),
                    format!("the row has {} of {} columns, and no title", row.cells.len(), headings.len()),
                    "export the file again: a part of it is missing",
                ));
                continue;
            }
            let of = |wanted: &str| {
                let column = headings.iter().position(|heading| heading == wanted)?;
                row.cells.get(column).map(|place| (row.cell(text, column), place.clone()))
            };
            let kind = of("Document Type").map_or("article", |(kind, _)| entry_type(kind.trim()));
            let mut record = Record::new(kind, row.place.clone());
            // Some exports have rows with one cell more than headings.
            let is_id = |id: &str| id.starts_with("2-s2.0-") && !id.contains(char::is_whitespace);
            let ids = (0..row.cells.len()).map(|column| row.cell(text, column).trim().to_owned());
            record.key = ids.rev().find(|id| is_id(id)).map(Into::into);
            if let Some((authors, place)) = of("Authors") {
                record.names("author", &authors_of(&authors), place);
            }
            for (heading, name) in FIELDS {
                if let Some((value, place)) = of(heading) {
                    record.composed(name, value.trim(), place);
                }
            }
            if let Some((first, place)) = of("Page start") {
                record.pages(first.trim(), place);
            }
            if let Some((last, _)) = of("Page end") {
                record.last_page(&last);
            }
            if let Some((_, place)) = of("References").filter(|(list, _)| !list.trim().is_empty()) {
                record.references(ReferenceFormat::Scopus, place);
            }
            records.push(record);
        }
        imported(source, records, problems)
    }
}

/// BibTeX's fields of the headings.
const FIELDS: [(&str, &str); 13] = [
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
