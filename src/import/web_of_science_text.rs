//! Web of Science, "plain text file": tags of two letters.
//!
//! ```text
//! PT J
//! AU BREVIK, I
//! TI EXPERIMENTS IN PHENOMENOLOGICAL ELECTRODYNAMICS
//! CR Abraham M., 1909, RC CIRC MAT PALERMO, V28, P1
//!    ALLEN PJ, 1966, AM J PHYS, V34, P1185, DOI 10.1119/1.1972585
//! ER
//! ```

use std::ops::Range;

use super::record::{Record, bad_record, imported};
use super::tagged::{Line, Tagged, tagged};
use super::{Imported, Importer, Source};
use crate::model::ReferenceFormat;

/// The reader of Web of Science's plain text files.
#[derive(Clone, Copy, Debug)]
pub struct WebOfScienceText;

impl Importer for WebOfScienceText {
    fn name(&self) -> &'static str {
        "web-of-science-text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "isi", "ciw"]
    }

    fn summary(&self) -> &'static str {
        "Web of Science, plain text file; with cited references"
    }

    fn recognises(&self, text: &str) -> bool {
        let mut lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty());
        let head: Vec<&str> = lines.by_ref().take(4).collect();
        head.iter().any(|line| is_type(line))
            && head.iter().all(|line| matches!(line_of(line), Line::Tag(..)))
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let text = source.file.text();
        let mut records = Vec::new();
        let mut problems = Vec::new();
        let mut open: Option<Record<'_>> = None;
        for tag in tagged(text, line_of) {
            let end = tag.place().end.max(tag.start + 2);
            match tag.tag {
                "PT" => {
                    if let Some(record) =
                        open.replace(Record::new(entry_type(&tag.joined(text)), tag.start..end))
                    {
                        problems.push(unfinished(source, record.place));
                    }
                }
                "ER" => match open.take() {
                    Some(mut record) => {
                        record.place.end = end;
                        records.push(record);
                    }
                    None => problems.push(bad_record(
                        source,
                        tag.start..end,
                        "`ER` ends a record that no `PT` begins",
                        "export the file again: a part of it is missing",
                    )),
                },
                "FN" | "VR" | "EF" => {}
                // What stands between two records is no record.
                _ => {
                    if let Some(record) = &mut open {
                        record.place.end = end;
                        add(record, &tag, text);
                    }
                }
            }
        }
        if let Some(record) = open {
            problems.push(unfinished(source, record.place));
        }
        imported(source, records, problems)
    }
}

fn unfinished(source: Source<'_>, place: Range<usize>) -> crate::diagnostic::Diagnostic {
    bad_record(
        source,
        place,
        "the record is cut off: no `ER` ends it",
        "export the file again, or end it with a line `ER`",
    )
}

fn is_type(line: &str) -> bool {
    line.starts_with("PT ") && line.trim_end().len() <= 4
}

/// Two capitals or digits and a blank, or nothing more.
fn line_of(line: &str) -> Line {
    let line = line.trim_start_matches('\u{feff}');
    let bytes = line.as_bytes();
    let is_tag = bytes.len() >= 2
        && bytes[0].is_ascii_uppercase()
        && (bytes[1].is_ascii_uppercase() || bytes[1].is_ascii_digit())
        && bytes.get(2).is_none_or(|&byte| byte == b' ');
    if is_tag { Line::Tag(2, 2) } else { Line::More }
}

/// BibTeX's type of a publication type.
pub(super) fn entry_type(publication: &str) -> &'static str {
    match publication.trim() {
        "B" => "book",
        "S" => "incollection",
        "P" => "patent",
        _ => "article",
    }
}

/// BibTeX's field of a tag that is one text.
pub(super) fn field(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "TI" => "title",
        "SO" => "journal",
        "PY" => "year",
        "VL" => "volume",
        "IS" => "number",
        "AR" => "article-number",
        "DI" => "doi",
        "AB" => "abstract",
        "DE" => "keywords",
        "ID" => "keywords-plus",
        "SN" => "issn",
        "BN" => "isbn",
        "PU" => "publisher",
        "DT" => "document_type",
        "LA" => "language",
        "TC" => "times-cited",
        "NR" => "number-of-cited-references",
        "UT" => "unique-id",
        "PM" => "pmid",
        "WC" => "web-of-science-categories",
        "SC" => "research-areas",
        "SE" => "series",
        _ => return None,
    })
}

fn add<'a>(record: &mut Record<'a>, tag: &Tagged<'a>, text: &'a str) {
    let place = tag.place();
    match tag.tag {
        // Full names where there are any; they come after the short ones.
        "AU" => record.names("author", &tag.texts(text).collect::<Vec<_>>(), place),
        "AF" => record.renamed("author", &tag.texts(text).collect::<Vec<_>>(), place),
        "BE" | "ED" => record.names("editor", &tag.texts(text).collect::<Vec<_>>(), place),
        "BP" => record.pages(&tag.joined(text), place),
        "EP" => record.last_page(&tag.joined(text)),
        "CR" => record.references(ReferenceFormat::WebOfScienceLines, place),
        "UT" => {
            record.key = Some(tag.joined(text).into());
            record.written("unique-id", &text[place.clone()], place);
        }
        other => {
            if let Some(name) = field(other) {
                record.written(name, &text[place.clone()], place);
            }
        }
    }
}
