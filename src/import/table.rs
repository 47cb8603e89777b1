//! Tables of text, divided by commas or tabs, with the place of every cell.
//!
//! The rules are those of RFC 4180; a quotation mark within a cell that does not begin with one is text. Places are
//! what the usual readers do not give.

use std::borrow::Cow;
use std::ops::Range;

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

/// The rows of a table; empty lines are none.
pub(super) fn rows(text: &str, divider: Divider) -> Vec<Row> {
    let bytes = text.as_bytes();
    let mark = if divider == Divider::Comma { b',' } else { b'\t' };
    let mut rows = Vec::new();
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    while at < bytes.len() {
        let start = at;
        let mut cells = Vec::new();
        let end = loop {
            let (cell, next) = match bytes.get(at) {
                Some(b'"') if divider == Divider::Comma => quoted(bytes, at),
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
                    break next;
                }
            }
        };
        let is_blank = cells.len() == 1 && text[cells[0].clone()].trim().is_empty();
        if !is_blank {
            rows.push(Row { place: start..end, cells });
        }
    }
    rows
}

/// The inside of a quoted cell, and what comes after its closing mark.
fn quoted(bytes: &[u8], open: usize) -> (Range<usize>, usize) {
    let mut at = open + 1;
    while let Some(found) = memchr::memchr(b'"', &bytes[at..]) {
        let mark = at + found;
        if bytes.get(mark + 1) == Some(&b'"') {
            at = mark + 2;
        } else {
            return (open + 1..mark, mark + 1);
        }
    }
    (open + 1..bytes.len(), bytes.len())
}

fn end_of_cell(bytes: &[u8], at: usize, mark: u8) -> usize {
    memchr::memchr2(mark, b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found)
}

#[cfg(test)]
mod tests {
    use super::{Divider, rows};

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
