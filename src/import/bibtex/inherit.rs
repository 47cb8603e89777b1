//! Fields that an entry takes from others: `crossref` (BibTeX, biblatex) and `xdata` (biblatex).

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::convert::{Converted, Converter};
use super::fields::FieldMeaning;
use super::is_pointer;
use super::raw::{RawEntry, RawField, RawValue};
use crate::diagnostic::{Diagnostic, Rule, Span};
use crate::model::{Draft, WorkDraft};

/// How many entries a field may pass through.
const DEPTH: usize = 16;

/// Fields that stay with the parent (biblatex manual, appendix B, on data inheritance).
const OWN: &[&str] = &[
    "crossref",
    "entryset",
    "entrysubtype",
    "execute",
    "ids",
    "indextitle",
    "indexsorttitle",
    "keywords",
    "label",
    "options",
    "presort",
    "related",
    "relatedoptions",
    "relatedstring",
    "relatedtype",
    "shortauthor",
    "shorteditor",
    "shorthand",
    "shorttitle",
    "sortkey",
    "sortname",
    "sorttitle",
    "sortyear",
    "xdata",
    "xref",
    "key",
    "doi",
    "url",
];

/// The name under which a part has a field of its whole: the title of a book is the booktitle of a chapter.
fn renamed(child: &str, field: &str) -> Option<&'static str> {
    let part = matches!(
        child,
        "inbook"
            | "bookinbook"
            | "suppbook"
            | "incollection"
            | "suppcollection"
            | "inreference"
            | "inproceedings"
            | "conference"
    );
    match (part, child, field) {
        (true, _, "title") => Some("booktitle"),
        (true, _, "subtitle") => Some("booksubtitle"),
        (true, _, "titleaddon") => Some("booktitleaddon"),
        (_, "article" | "suppperiodical", "title") => Some("journaltitle"),
        (_, "article" | "suppperiodical", "subtitle") => Some("journalsubtitle"),
        _ => None,
    }
}

/// An entry that takes part in inheritance.
struct Relative<'a> {
    draft: &'a WorkDraft,
    fields: Vec<RawField<'a>>,
}

fn relative<'a>(converted: &'a Converted, text: &'a str) -> Option<Relative<'a>> {
    let draft: &WorkDraft = match &converted.draft {
        Some(Draft::Work(draft) | Draft::Data(draft)) => draft,
        _ => return None,
    };
    let fields = draft.fields.own(text).map(|field| {
        let (value, value_span) = match field.value_range {
            Some(range) => (RawValue::Literal(field.value), range),
            None => (RawValue::Composed(field.value.to_owned()), field.name_range.clone()),
        };
        RawField { name: field.name, name_span: field.name_range, value, value_span }
    });
    Some(Relative { draft, fields: fields.collect() })
}

/// Gives every child the fields of its parents that it lacks, and converts it again.
///
/// # Complexity
/// Nothing where no entry inherits; else one walk over the keys and, for each child, its ancestors' fields.
pub(super) fn inherit(text: &str, children: &[usize], drafts: &mut [Converted], converter: &Converter<'_>) {
    if children.is_empty() {
        return;
    }
    let mut by_key: FxHashMap<Box<str>, usize> = FxHashMap::default();
    for (index, converted) in drafts.iter().enumerate() {
        if let Some(Draft::Work(draft) | Draft::Data(draft)) = &converted.draft {
            by_key.entry(draft.heading.key.clone()).or_insert(index);
        }
    }
    for &index in children {
        let mut problems = Vec::new();
        let Some(child) = relative(&drafts[index], text) else { continue };
        let inherited = inherited_fields(&child, text, drafts, &by_key, converter, &mut problems);
        if !inherited.is_empty() {
            let mut fields = child.fields.clone();
            fields.extend(inherited.iter().map(|(name, value, span)| RawField {
                name,
                name_span: span.clone(),
                value: RawValue::Composed(value.clone()),
                value_span: span.clone(),
            }));
            let heading = &child.draft.heading;
            let key_span = heading.key_span.start..heading.key_span.end;
            let raw = RawEntry {
                kind: &child.draft.entry_type,
                key: &heading.key,
                span: heading.span.start..heading.span.end,
                kind_span: key_span.clone(),
                key_span,
                fields,
            };
            let mut converted = converter.convert(&raw);
            if let Some(Draft::Work(work) | Draft::Data(work)) = &mut converted.draft {
                let taken =
                    inherited.iter().map(|(name, value, _)| (name.as_str().into(), value.as_str().into()));
                work.fields = child.draft.fields.clone().inheriting(taken);
            }
            drafts[index] = converted;
        }
        drafts[index].diagnostics.append(&mut problems);
    }
}

type Inherited = (String, String, Range<u32>);

/// The fields that a child gets, nearest parents first.
fn inherited_fields(
    child: &Relative<'_>,
    text: &str,
    drafts: &[Converted],
    by_key: &FxHashMap<Box<str>, usize>,
    converter: &Converter<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Inherited> {
    let mut found: Vec<Inherited> = Vec::new();
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let mut queue: Vec<(String, Span, usize)> = pointers(child, converter, 0);
    let mut next = 0;
    while let Some((key, span, depth)) = queue.get(next).cloned() {
        next += 1;
        let mut problem = |message: String, hint: &str| {
            problems.push(Diagnostic::new(Rule::InheritanceProblem, span, message).with_hint(hint));
        };
        if key == *child.draft.heading.key {
            problem(format!("`{key}` inherits from itself"), "take one crossref out of the circle");
            continue;
        }
        if seen.contains(&key) || depth >= DEPTH {
            continue;
        }
        let Some(parent) = by_key.get(key.as_str()).and_then(|&index| relative(&drafts[index], text)) else {
            // The child's parents report their own.
            if depth == 0 {
                problem(
                    format!("no entry of this file has the key `{key}`"),
                    "add the parent entry to the file",
                );
            }
            continue;
        };
        let more = pointers(&parent, converter, depth + 1);
        queue.extend(more.into_iter().filter(|(key, ..)| !seen.contains(key)));
        take_fields(child, &parent, converter, &mut found);
        seen.insert(key);
    }
    found
}

/// The keys that an entry inherits from, with their places.
fn pointers(relative: &Relative<'_>, converter: &Converter<'_>, depth: usize) -> Vec<(String, Span, usize)> {
    let fields = relative.fields.iter().filter(|field| is_pointer(field.name.trim()));
    let keys = fields.flat_map(|field| {
        let span = Span::new(converter.file, field.value_span.start, field.value_span.end);
        let keys = field.value.as_str().split(',').map(str::trim).filter(|key| !key.is_empty());
        keys.map(move |key| (key.replace("\\_", "_"), span, depth))
    });
    keys.collect()
}

fn take_fields(
    child: &Relative<'_>,
    parent: &Relative<'_>,
    converter: &Converter<'_>,
    found: &mut Vec<Inherited>,
) {
    let is_data = parent.draft.entry_type.as_ref() == "xdata";
    for field in &parent.fields {
        let lower = field.name.trim().to_ascii_lowercase();
        let data =
            matches!(converter.names.meaning(&lower), FieldMeaning::Bibliographic(_) | FieldMeaning::Notes);
        if !data || is_pointer(&lower) || OWN.contains(&lower.as_str()) && !is_data {
            continue;
        }
        let name = match renamed(&child.draft.entry_type, &lower) {
            Some(renamed) if !is_data => renamed,
            _ => lower.as_str(),
        };
        let taken = child.fields.iter().any(|own| own.name.trim().eq_ignore_ascii_case(name))
            || found.iter().any(|(other, ..)| other == name);
        if !taken {
            found.push((name.to_owned(), field.value.as_str().to_owned(), field.value_span.clone()));
        }
    }
}
