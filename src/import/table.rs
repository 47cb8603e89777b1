//! Tables of text, divided by commas or tabs, with the place of every cell.
//!
//! The rules are those of RFC 4180; a quotation mark within a cell that does not begin with one is text. Places are
//! what the usual readers do not give.

use std::borrow::Cow;
use std::ops::Range;

use super::record::{Record, bad_record, imported};
use super::{Imported, Source};
use crate::diagnostic::Diagnostic;

/// What divides the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Divider {
    Comma,
    /// Quotation marks mean nothing: Web of Science does not use them so.
    Tab,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The row in the file, without the end of its line.
    pub(super) place: Range<usize>,
    /// Its cells, without their quotation marks.
    pub(super) cells: Vec<Range<usize>>,
    /// How it ends.
    pub(super) end: RowEnd,
}

/// How a row ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowEnd {
    /// With its line.
    Line,
    /// With the file.
    File,
    /// Within a quoted cell that nothing closes; the row is only its first line.
    OpenQuote,
}

impl Row {
    /// The text of a cell.
    pub(super) fn cell<'a>(&self, text: &'a str, column: usize) -> Cow<'a, str> {
        let Some(range) = self.cells.get(column) else { return Cow::Borrowed("") };
        let cell = &text[range.clone()];
        let is_quoted = range.start > 0 && text.as_bytes()[range.start - 1] == b'"';
        if is_quoted && cell.contains("\"\"") {
            Cow::Owned(cell.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(cell)
        }
    }
}

/// A table of records: a row of headings, and one row for each record.
pub(super) struct Sheet<'a> {
    text: &'a str,
    headings: Vec<String>,
    rows: Vec<Row>,
}

impl<'a> Sheet<'a> {
    /// The table whose headings are the first row that has all of these; what stands before it is about the export.
    pub(super) fn below(text: &'a str, divider: Divider, wanted: &[&str]) -> Option<Self> {
        let mut rows = rows(text, divider);
        let headings_of = |row: &Row| -> Vec<String> {
            (0..row.cells.len()).map(|column| row.cell(text, column).trim().to_owned()).collect()
        };
        let is_head = |row: &Row| {
            let headings = headings_of(row);
            wanted.iter().all(|wanted| headings.iter().any(|heading| heading == wanted))
        };
        let at = rows.iter().take(PREAMBLE).position(is_head)?;
        let headings = headings_of(&rows[at]);
        rows.drain(..=at);
        Some(Self { text, headings, rows })
    }

    /// The rows that hold a record, and a report of each that does not: it has no cell of that heading, or is cut off.
    pub(super) fn records(&self, source: Source<'_>, title: &str) -> (Vec<&Row>, Vec<Diagnostic>) {
        let (mut records, mut problems) = (Vec::new(), Vec::new());
        // Whether the row before is the begin of this line.
        let mut open = RowEnd::Line;
        for row in &self.rows {
            let few = row.cells.len() < self.headings.len();
            let is_cut = row.end == RowEnd::OpenQuote || row.end == RowEnd::File && few;
            let before = std::mem::replace(&mut open, row.end);
            let message = if self.cell(row, &[title]).is_none() {
                if before == RowEnd::OpenQuote {
                    open = RowEnd::OpenQuote;
                    continue;
                }
                let columns = self.headings.len();
                format!(
                    "the row has {} of {columns} columns, and no {}",
                    row.cells.len(),
                    title.to_lowercase()
                )
            } else if is_cut {
                "the row is cut off".to_owned()
            } else {
                records.push(row);
                continue;
            };
            let hint = "export the file again: a part of it is missing";
            problems.push(bad_record(source, row.place.clone(), message, hint));
        }
        (records, problems)
    }

    /// What a row says under the first of these headings that is not empty there, and where.
    pub(super) fn cell(&self, row: &Row, headings: &[&str]) -> Option<(Cow<'a, str>, Range<usize>)> {
        headings.iter().find_map(|wanted| {
            let column = self.headings.iter().position(|heading| heading == wanted)?;
            let place = row.cells.get(column)?.clone();
            let value = match row.cell(self.text, column) {
                Cow::Borrowed(value) => Cow::Borrowed(value.trim()),
                Cow::Owned(value) => Cow::Owned(value.trim().to_owned()),
            };
            (!value.is_empty()).then_some((value, place))
        })
    }

    /// The fields that are one cell each.
    pub(super) fn add_fields(&self, row: &Row, fields: &[(&str, &'static str)], record: &mut Record<'_>) {
        for (heading, name) in fields {
            if let Some((value, place)) = self.cell(row, &[heading]) {
                record.composed(*name, &value, place);
            }
        }
    }
}

/// That a table was recognised, and that it has no row of headings.
pub(super) fn unreadable(source: Source<'_>) -> Imported {
    let problem = bad_record(
        source,
        0..0,
        "the headings of the table cannot be read",
        "export the file again: it should have one row of headings",
    );
    imported(source, Vec::new(), vec![problem])
}

/// Among how many rows the one with the headings is.
const PREAMBLE: usize = 10;

/// Whether one of the first lines holds all of these headings of columns that commas divide.
pub(super) fn has_headings(text: &str, wanted: &[&str]) -> bool {
    text.trim_start_matches('\u{feff}').lines().take(PREAMBLE).any(|line| {
        let has = |heading: &&str| line.split(',').any(|cell| cell.trim().trim_matches('"') == *heading);
        wanted.iter().all(has)
    })
}

/// The rows of a table; empty lines are none.
pub(super) fn rows(text: &str, divider: Divider) -> Vec<Row> {
    let bytes = text.as_bytes();
    let mark = if divider == Divider::Comma { b',' } else { b'\t' };
    let mut rows = Vec::new();
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    while at < bytes.len() {
        let start = at;
        let mut cells = Vec::new();
        let mut row_end = RowEnd::Line;
        let end = loop {
            let (cell, next) = match bytes.get(at) {
                Some(b'"') if divider == Divider::Comma => quoted(bytes, at).unwrap_or_else(|| {
                    // What nothing closes would take the rest of the file with it.
                    row_end = RowEnd::OpenQuote;
                    let line = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found);
                    (at + 1..line, line)
                }),
                _ => {
                    let next = end_of_cell(bytes, at, mark);
                    (at..next, next)
                }
            };
            // After a closing quotation mark nothing but a divider belongs to the cell.
            let next = end_of_cell(bytes, next, mark);
            let cell = if bytes.get(next) == Some(&b'\n')
                && cell.end == next
                && cell.end > cell.start
                && bytes[cell.end - 1] == b'\r'
            {
                cell.start..cell.end - 1
            } else {
                cell
            };
            cells.push(cell);
            match bytes.get(next) {
                Some(&byte) if byte == mark => at = next + 1,
                Some(_) => {
                    at = next + 1;
                    break next;
                }
                None => {
                    at = next;
                    row_end = if row_end == RowEnd::Line { RowEnd::File } else { row_end };
                    break next;
                }
            }
        };
        let is_blank = cells.len() == 1 && text[cells[0].clone()].trim().is_empty();
        if !is_blank {
            rows.push(Row { place: start..end, cells, end: row_end });
        }
    }
    rows
}

/// The inside of a quoted cell, and what comes after its closing mark, if it has one.
fn quoted(bytes: &[u8], open: usize) -> Option<(Range<usize>, usize)> {
    let mut at = open + 1;
    while let Some(found) = memchr::memchr(b'"', &bytes[at..]) {
        let mark = at + found;
        if bytes.get(mark + 1) == Some(&b'"') {
            at = mark + 2;
        } else {
            return Some((open + 1..mark, mark + 1));
        }
    }
    None
}

fn end_of_cell(bytes: &[u8], at: usize, mark: u8) -> usize {
    memchr::memchr2(mark, b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found)
}

#[cfg(test)]
mod tests {
    use super::{Divider, RowEnd, rows};

    #[test]
    fn cells_are_found_where_they_stand() {
        let text = "\u{feff}a,\"b, \"\"c\"\"\",\r\n\r\n\"two\nlines\",x \"y\" z,last";
        let found: Vec<Vec<String>> = rows(text, Divider::Comma)
            .iter()
            .map(|row| (0..row.cells.len()).map(|column| row.cell(text, column).into_owned()).collect())
            .collect();
        assert_eq!(found, [vec!["a", "b, \"c\"", ""], vec!["two\nlines", "x \"y\" z", "last"]]);
        assert_eq!(rows("a\t\"b\n", Divider::Tab)[0].cells.len(), 2);
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_costs_its_line() {
        let text = "a,b\n1,\"open\n2,\"\"\n3,x";
        let found: Vec<(&str, RowEnd)> =
            rows(text, Divider::Comma).into_iter().map(|row| (&text[row.place], row.end)).collect();
        let expected = [
            ("a,b", RowEnd::Line),
            ("1,\"open", RowEnd::OpenQuote),
            ("2,\"\"", RowEnd::Line),
            ("3,x", RowEnd::File),
        ];
        assert_eq!(found, expected);
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_rows_whose_cells_are_in_it(text in "[a,\"\t\n\ré]{0,40}") {
            for divider in [Divider::Comma, Divider::Tab] {
                for row in rows(&text, divider) {
                    for column in 0..row.cells.len() {
                        let _ = row.cell(&text, column);
                    }
                }
            }
        }
    }
}
