//! Records in JSON, each with its place, so that a file that is cut off costs no more than its last record.

use std::ops::Range;

use serde_json::Value;

use super::Source;
use super::record::bad_record;
use crate::diagnostic::Diagnostic;
use crate::link::{end_of_value, sequence};

/// The first characters of a text that begins as JSON does, in which readers look for the keys of their format.
pub(super) fn head(text: &str, length: usize) -> Option<&str> {
    let is_json = text.trim_start_matches('\u{feff}').trim_start().starts_with(['[', '{']);
    is_json.then(|| text.char_indices().nth(length).map_or(text, |(end, _)| &text[..end]))
}

/// The objects that are records: the elements of the array that the file is, of the array under one of these keys, or the
/// values that follow each other, as in JSON lines. What is neither closed nor an object is left to whoever parses it.
fn records(text: &str, keys: &[&str]) -> Vec<Range<usize>> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let values = sequence(text, start, text.len());
    if let [one] = values.as_slice() {
        if text[one.clone()].starts_with('[') {
            return sequence(text, one.start + 1, inner_end(text, one));
        }
        for key in keys {
            if let Some(list) = array_of(text, one, key) {
                return sequence(text, list.start + 1, inner_end(text, &list));
            }
        }
    }
    values
}

/// The objects that are records, and a report of each that is none; `what` is a record of the format, in words.
pub(super) fn objects(
    source: Source<'_>,
    keys: &[&str],
    what: &str,
) -> (Vec<(Range<usize>, Value)>, Vec<Diagnostic>) {
    let text = source.file.text();
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for place in records(text, keys) {
        match serde_json::from_str(&text[place.clone()]) {
            Ok(value @ Value::Object(_)) => found.push((place, value)),
            Ok(_) => {
                problems.push(bad_record(source, place, format!("this is not {what}"), "expected an object"))
            }
            Err(error) => {
                let message = format!("this is no JSON: {error}");
                problems.push(bad_record(source, place, message, "fetch or export the file again"));
            }
        }
    }
    (found, problems)
}

/// Where ids stand that a list of a record names in this order. What is written with escapes stands nowhere, and from then
/// on nothing is looked for: a list of a hundred thousand is read as fast as it is long.
pub(super) struct Places<'a> {
    text: &'a str,
    /// Where the next one is looked for.
    at: Option<usize>,
    start: usize,
    end: usize,
}

impl<'a> Places<'a> {
    /// Looks behind the first mention of a key of a record.
    pub(super) fn behind(text: &'a str, record: &Range<usize>, key: &str) -> Self {
        let quoted = format!("\"{key}\"");
        let start = text[record.clone()].find(&quoted).map_or(record.start, |at| record.start + at);
        Self { text, at: Some(start), start, end: record.end }
    }

    /// The place of the next id.
    pub(super) fn next(&mut self, id: &str) -> Range<usize> {
        let quoted_end = format!("{id}\"");
        let found = self.at.and_then(|at| Some(at + self.text[at..self.end].find(&quoted_end)?));
        self.at = found.map(|at| at + id.len());
        found.map_or(self.start..self.start, |at| at..at + id.len())
    }
}

/// The array under a key of an object, at whatever depth it stands first.
pub(super) fn array_of(text: &str, object: &Range<usize>, key: &str) -> Option<Range<usize>> {
    let quoted = format!("\"{key}\"");
    let mut from = object.start;
    while let Some(found) = text[from..object.end].find(&quoted) {
        let after = from + found + quoted.len();
        let rest = text[after..object.end].trim_start();
        if let Some(value) = rest.strip_prefix(':') {
            let value = value.trim_start();
            if value.starts_with('[') {
                let start = object.end - value.len();
                return Some(start..end_of_value(text, start, object.end));
            }
        }
        from = after;
    }
    None
}

/// Where the inside of an array ends: before its bracket, if it has one.
fn inner_end(text: &str, array: &Range<usize>) -> usize {
    if text[array.clone()].len() > 1 && text[array.clone()].ends_with(']') {
        array.end - 1
    } else {
        array.end
    }
}

/// The text under a key: a string, the first of several, or a number.
pub(super) fn text(value: &Value, key: &str) -> Option<String> {
    let found = match value.get(key)? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => list.iter().find_map(|one| one.as_str().map(str::to_owned))?,
        _ => return None,
    };
    let found = found.trim();
    (!found.is_empty()).then(|| found.to_owned())
}

/// Authors of the form `{"family", "given"}`, as in CSL and Crossref.
pub(super) fn names(value: &Value, key: &str) -> Vec<String> {
    let list = value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter()
        .filter_map(|name| {
            let part = |key: &str| text(name, key);
            let Some(family) = part("family") else { return part("literal").or_else(|| part("name")) };
            let family = match part("non-dropping-particle").or_else(|| part("dropping-particle")) {
                Some(particle) => format!("{particle} {family}"),
                None => family,
            };
            Some(match part("given") {
                Some(given) => format!("{family}, {given}"),
                None => family,
            })
        })
        .collect()
}

/// The date under a key, `{"date-parts": [[2005, 3]]}` or text.
pub(super) fn date(value: &Value, key: &str) -> Option<String> {
    let date = value.get(key)?;
    let parts = date
        .get("date-parts")
        .and_then(Value::as_array)
        .and_then(|list| list.first())
        .and_then(Value::as_array);
    let number = |part: &Value| part.as_i64().or_else(|| part.as_str()?.trim().parse().ok());
    if let Some(parts) = parts {
        let numbers: Vec<i64> = parts.iter().map_while(number).collect();
        let year = numbers.first()?;
        return Some(match numbers.get(1) {
            Some(month) if (1..=12).contains(month) => format!("{year:04}-{month:02}"),
            _ => format!("{year:04}"),
        });
    }
    text(date, "raw").or_else(|| text(date, "literal")).and_then(|text| text.get(..4).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::{Places, records};

    #[test]
    fn records_are_found_in_arrays_in_objects_and_in_lines() {
        let of = |text: &'static str| -> Vec<&str> {
            records(text, &["items", "results"]).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(of("[{\"a\": \"]}\\\"\"}, {\"b\": [1, 2]}]"), ["{\"a\": \"]}\\\"\"}", "{\"b\": [1, 2]}"]);
        assert_eq!(of("{\"message\": {\"items\": [{\"a\": 1}, {\"b\": 2}]}}"), ["{\"a\": 1}", "{\"b\": 2}"]);
        assert_eq!(of("{\"a\": 1}\n{\"b\": 2}\n"), ["{\"a\": 1}", "{\"b\": 2}"]);
        assert_eq!(of("[{\"a\": 1}, {\"b\": [2"), ["{\"a\": 1}", "{\"b\": [2"]);
    }

    #[test]
    fn each_id_of_a_list_has_its_own_place() {
        let text = r#"{"id": "W2", "list": ["W12", "W2", "W1", "\u00573", "W4"]}"#;
        let mut places = Places::behind(text, &(0..text.len()), "list");
        let found: Vec<usize> = ["W12", "W2", "W1"].iter().map(|id| places.next(id).start).collect();
        assert_eq!(found, [23, 30, 36]);
        // Written with an escape: the list is all that can be said, of it and of those after it.
        assert_eq!([places.next("W3").start, places.next("W4").start], [13, 13]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut_somehow(text in "[\\[\\]{}\",:\\\\ a\né]{0,60}") {
            for range in records(&text, &["a"]) {
                let _ = &text[range];
            }
        }
    }
}
