//! Where a field goes in an entry that somebody wrote, and how it must look to be at home there.

use std::ops::Range;

use super::edit::Edits;
use crate::import::bibtex::raw::{RawEntry, RawField, RawValue};

/// Puts fields at the end of an entry, as its last field is written: on a line of their own where that one is, as far
/// from the margin, with `=` under `=`. A comma after the last field stays after the last field.
pub(super) fn add_fields(text: &str, entry: &RawEntry<'_>, fields: &[(&str, &str)], edits: &mut Edits) {
    if fields.is_empty() {
        return;
    }
    let Some(last) = entry.fields.last() else { return add_first_fields(text, entry, fields, edits) };
    let manner = Manner::of(text, entry, last);
    let end = outer(text, last).end;
    let next = end + white(&text[end..]);
    let (at, has_comma) = match text.as_bytes().get(next) {
        Some(b',') => (next + 1, true),
        _ => (end, false),
    };
    // What a comment says of the last field stays beside it.
    let line = &text[at..at + text[at..].find(['\n', '\r']).unwrap_or(text.len() - at)];
    let after_comment = if line.trim_start().starts_with('%') { at + line.len() } else { at };
    let mut written: Vec<String> = fields.iter().map(|(name, value)| manner.field(name, value)).collect();
    if after_comment > at && !manner.gap.starts_with(['\n', '\r']) {
        // On its line the fields would be part of it.
        let ending = if text[after_comment..].starts_with("\r\n") { "\r\n" } else { "\n" };
        written[0].insert_str(0, ending);
    }
    if has_comma {
        edits.insert(after_comment, written.iter().map(|field| format!("{field},")).collect::<String>());
    } else {
        edits.insert(at, ",");
        edits.insert(after_comment, written.join(","));
    }
}

/// The same for an entry without any.
fn add_first_fields(text: &str, entry: &RawEntry<'_>, fields: &[(&str, &str)], edits: &mut Edits) {
    let key_end = entry.key_span.end as usize;
    let close = (entry.span.end as usize).saturating_sub(1);
    let inside = text.get(key_end..close).unwrap_or_default();
    let manner =
        Manner { gap: if inside.contains('\n') { "\n  " } else { " " }.to_owned(), ..Manner::plain() };
    let next = key_end + white(inside);
    let at = if text.as_bytes().get(next) == Some(&b',') { next + 1 } else { key_end };
    let written = fields.iter().map(|(name, value)| manner.field(name, value)).collect::<Vec<_>>().join(",");
    let before = if at == key_end { "," } else { "" };
    // What the reader leaves out, a name without a value, may follow.
    let is_last = text.get(at..close).is_none_or(|rest| rest.trim().is_empty());
    edits.insert(at, format!("{before}{written}{}", if is_last { "" } else { "," }));
}

/// Puts a key into an entry that has none.
pub(super) fn add_key(text: &str, entry: &RawEntry<'_>, key: &str, edits: &mut Edits) {
    let place = entry.key_span.start as usize;
    let opening = entry.kind_span.end as usize;
    let opening = text[opening..place].find(['{', '(']).map_or(place, |at| opening + at + 1);
    let at = if text[opening..place].trim().is_empty() { opening } else { place };
    let next = text.as_bytes().get(place + white(&text[place..]));
    let is_parted =
        matches!(next, Some(b',')) || place + white(&text[place..]) + 1 >= entry.span.end as usize;
    edits.insert(at, if is_parted { key.to_owned() } else { format!("{key}, ") });
}

/// How many bytes of white space a text begins with.
pub(super) fn white(text: &str) -> usize {
    text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control()).len()
}

/// The value of a field with its delimiters.
pub(super) fn outer(text: &str, field: &RawField<'_>) -> Range<usize> {
    let Range { start, end } = field.value_span;
    let (start, end) = (start as usize, end as usize);
    let bytes = text.as_bytes();
    let is_delimited = matches!(field.value, RawValue::Literal(_))
        && start > 0
        && matches!((bytes[start - 1], bytes.get(end)), (b'{', Some(b'}')) | (b'"', Some(b'"')));
    if is_delimited { start - 1..end + 1 } else { start..end }
}

/// How the fields of an entry are written.
struct Manner {
    /// What stands before a name.
    gap: String,
    /// What stands before `=` and after it.
    around: (String, String),
    /// How far from the beginning of a name `=` stands, where all are alike in it.
    column: Option<usize>,
}

impl Manner {
    fn plain() -> Self {
        Self { gap: " ".to_owned(), around: (" ".to_owned(), " ".to_owned()), column: None }
    }

    fn of(text: &str, entry: &RawEntry<'_>, last: &RawField<'_>) -> Self {
        let start = last.name_span.start as usize;
        let line = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let indentation = &text[line..start];
        let is_first =
            line > entry.kind_span.end as usize && indentation.chars().all(|c| matches!(c, ' ' | '\t'));
        let gap = if is_first {
            let ending = if text[..line].ends_with("\r\n") { 2 } else { 1 };
            text[line - ending..start].to_owned()
        } else {
            " ".to_owned()
        };
        let Some(around) = around(text, last) else { return Self { gap, ..Self::plain() } };
        let columns = entry.fields.iter().filter_map(|field| {
            let (before, _) = self::around(text, field)?;
            let name = field.name.trim().chars().count();
            Some((name, name + before.chars().count()))
        });
        let columns: Vec<(usize, usize)> = columns.collect();
        let is_aligned = columns.iter().all(|(_, column)| *column == columns[0].1)
            && columns.iter().any(|(name, _)| *name != columns[0].0);
        let column = columns.first().filter(|_| is_aligned).map(|(_, column)| *column);
        Self { gap, around: (around.0.to_owned(), around.1.to_owned()), column }
    }

    fn field(&self, name: &str, value: &str) -> String {
        let (before, after) = &self.around;
        let before = match self.column {
            Some(column) => " ".repeat(column.saturating_sub(name.chars().count()).max(1)),
            None => before.chars().take(1).collect(),
        };
        format!("{}{name}{before}={after}{{{value}}}", self.gap)
    }
}

/// The blanks before and after the `=` of a field, if there is nothing else.
fn around<'t>(text: &'t str, field: &RawField<'_>) -> Option<(&'t str, &'t str)> {
    let between = text.get(field.name_span.end as usize..outer(text, field).start)?;
    let (before, after) = between.split_once('=')?;
    let is_blank = |text: &str| text.chars().all(|c| matches!(c, ' ' | '\t'));
    (is_blank(before) && is_blank(after)).then_some((before, after))
}
