//! A list of references cut into its strings.

use std::ops::Range;

use super::{crossref, dimensions, scopus, web_of_science};
use crate::model::ReferenceFormat;

/// Where each string of a list stands in it. Blanks around a string are not its own; empty strings are none.
pub(crate) fn divided(format: ReferenceFormat, list: &str) -> Vec<Range<usize>> {
    let mut inner = trimmed(list, 0..list.len());
    // BibTeX's second pair of braces.
    while list[inner.clone()].starts_with('{') && list[inner.clone()].ends_with('}') && inner.len() >= 2 {
        inner = trimmed(list, inner.start + 1..inner.end - 1);
    }
    let list_inside = &list[inner.clone()];
    let ranges = match format {
        ReferenceFormat::WebOfScience => web_of_science::divided(list_inside),
        ReferenceFormat::WebOfScienceLines => web_of_science::lines(list_inside),
        ReferenceFormat::WebOfScienceSemicolons => web_of_science::semicolons(list_inside),
        ReferenceFormat::Crossref => crossref::divided(list_inside),
        ReferenceFormat::Dimensions => dimensions::divided(list_inside),
        ReferenceFormat::Scopus => scopus::divided(list_inside),
    };
    let moved = |range: Range<usize>| range.start + inner.start..range.end + inner.start;
    ranges.into_iter().map(|range| trimmed(list, moved(range))).filter(|range| !range.is_empty()).collect()
}

/// The range without the blanks around its text.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.end - (piece.len() - piece.trim_end().len());
    start..end.max(start)
}
