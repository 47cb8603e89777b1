//! Fields that an entry takes from others: `crossref` (BibTeX, biblatex) and `xdata` (biblatex).

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::convert::Converter;
use super::fields::{FieldMeaning, Recent};
use super::raw::{RawEntry, RawField, RawValue};
use super::{Window, is_pointer};
use crate::diagnostic::{Diagnostic, Rule, Span};
use crate::model::{Block, Draft, FieldsDraft, WorkDraft, WorkRole};

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
    key: &'a str,
    fields: Vec<RawField<'a>>,
}

/// The place of a draft.
#[derive(Clone, Copy)]
struct Slot {
    window: usize,
    draft: usize,
}

fn relative<'a>(windows: &'a [Window], slot: Slot, text: &'a str) -> Option<Relative<'a>> {
    let block = &windows[slot.window].block;
    let draft = work(block.drafts.get(slot.draft)?)?;
    let fields = block.fields.own(&draft.fields, text).map(|field| {
        let (value, value_span) = match field.value_range {
            Some(range) => (RawValue::Literal(field.value), range),
            None => (RawValue::Composed(field.value.to_owned()), field.name_range.clone()),
        };
        RawField { name: field.name, name_span: field.name_range, value, value_span }
    });
    Some(Relative { draft, key: key_of(block, draft), fields: fields.collect() })
}

fn work(draft: &Draft) -> Option<&WorkDraft> {
    match draft {
        Draft::Work(draft) | Draft::Data(draft) => Some(draft),
        Draft::Declaration(_) | Draft::Response(_) => None,
    }
}

fn key_of<'a>(block: &'a Block, draft: &WorkDraft) -> &'a str {
    draft.key.map_or("", |key| block.texts.get(key))
}

/// Gives every child the fields of its parents that it lacks, and converts it again.
///
/// # Complexity
/// Nothing where no entry inherits; else one walk over the keys and, for each child, its ancestors' fields.
pub(super) fn inherit(text: &str, windows: &mut [Window], converter: &Converter<'_>) {
    if windows.iter().all(|window| window.children.is_empty()) {
        return;
    }
    let mut by_key: FxHashMap<Box<str>, Slot> = FxHashMap::default();
    for (number, window) in windows.iter().enumerate() {
        for (index, draft) in window.block.drafts.iter().enumerate() {
            if let Some(draft) = work(draft) {
                let slot = Slot { window: number, draft: index };
                by_key.entry(key_of(&window.block, draft).into()).or_insert(slot);
            }
        }
    }
    // An overlay has nothing to give: where one stands before its work, the work is meant.
    for (number, window) in windows.iter().enumerate() {
        for (index, draft) in window.block.drafts.iter().enumerate() {
            let Some(draft) = work(draft).filter(|draft| matches!(draft.role, WorkRole::Record { .. }))
            else {
                continue;
            };
            if let Some(slot) = by_key.get_mut(key_of(&window.block, draft)) {
                let first = windows[slot.window].block.drafts.get(slot.draft).and_then(work);
                if first.is_some_and(|first| !matches!(first.role, WorkRole::Record { .. })) {
                    *slot = Slot { window: number, draft: index };
                }
            }
        }
    }
    for number in 0..windows.len() {
        for child in 0..windows[number].children.len() {
            let slot = Slot { window: number, draft: windows[number].children[child].draft };
            let mut problems = Vec::new();
            if let Some(heir) = Heir::new(text, windows, slot, &by_key, converter, &mut problems) {
                let mut found = Vec::new();
                let window = &mut windows[number];
                if let Some(draft) = heir.convert(text, converter, &mut window.block, &mut found) {
                    window.block.drafts[slot.draft] = draft;
                }
                window.children[child].diagnostics = found;
            }
            windows[number].children[child].diagnostics.append(&mut problems);
        }
    }
}

/// An entry with what it inherits, to be converted again.
struct Heir {
    key: String,
    kind: String,
    key_span: Range<u32>,
    span: Range<u32>,
    own: FieldsDraft,
    fields: Vec<HeirField>,
    inherited: Vec<Inherited>,
}

/// Where a value stands, or the value.
enum HeirValue {
    Source(Range<u32>),
    Composed(String),
}

/// A field of its own.
struct HeirField {
    name: String,
    name_span: Range<u32>,
    value: HeirValue,
}

impl Heir {
    /// None if the entry inherits nothing.
    fn new(
        text: &str,
        windows: &[Window],
        slot: Slot,
        by_key: &FxHashMap<Box<str>, Slot>,
        converter: &Converter<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let child = relative(windows, slot, text)?;
        let inherited = inherited_fields(&child, text, windows, by_key, converter, problems);
        if inherited.is_empty() {
            return None;
        }
        let fields = child.fields.into_iter().map(|field| HeirField {
            name: field.name.to_owned(),
            name_span: field.name_span,
            value: match field.value {
                RawValue::Literal(_) => HeirValue::Source(field.value_span),
                RawValue::Composed(text) => HeirValue::Composed(text),
            },
        });
        Some(Self {
            key: child.key.to_owned(),
            kind: child.draft.entry_type.to_string(),
            key_span: child.draft.key_span.start..child.draft.key_span.end,
            span: child.draft.span.start..child.draft.span.end,
            own: child.draft.fields.clone(),
            fields: fields.collect(),
            inherited,
        })
    }

    fn convert(
        self,
        text: &str,
        converter: &Converter<'_>,
        block: &mut Block,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Draft> {
        let own = self.fields.iter().map(|HeirField { name, name_span, value }| {
            let (value, value_span) = match value {
                HeirValue::Source(range) => {
                    let written = text.get(range.start as usize..range.end as usize).unwrap_or_default();
                    (RawValue::Literal(written), range.clone())
                }
                HeirValue::Composed(composed) => (RawValue::Composed(composed.clone()), name_span.clone()),
            };
            RawField { name, name_span: name_span.clone(), value, value_span }
        });
        let inherited = self.inherited.iter().map(|(name, value, span)| RawField {
            name,
            name_span: span.clone(),
            value: RawValue::Composed(value.clone()),
            value_span: span.clone(),
        });
        let head = text.get(self.span.start as usize..self.key_span.start as usize).unwrap_or_default();
        let before = head.find(char::is_alphanumeric).unwrap_or(0);
        let kind_start = self.span.start + u32::try_from(before).unwrap_or(0);
        let kind_end = kind_start + u32::try_from(self.kind.len()).unwrap_or(0);
        let raw = RawEntry {
            kind: &self.kind,
            key: &self.key,
            span: self.span.clone(),
            kind_span: kind_start..kind_end.min(self.key_span.start),
            key_span: self.key_span.clone(),
            fields: own.chain(inherited).collect(),
        };
        let mut draft = converter.convert(&raw, &mut Recent::default(), block, diagnostics)?;
        let taken =
            self.inherited.iter().map(|(name, value, _)| (name.as_str().into(), value.as_str().into()));
        if let Draft::Work(work) | Draft::Data(work) = &mut draft {
            work.fields = self.own.inheriting(taken);
        }
        Some(draft)
    }
}

type Inherited = (String, String, Range<u32>);

/// The fields that a child gets, nearest parents first.
fn inherited_fields(
    child: &Relative<'_>,
    text: &str,
    windows: &[Window],
    by_key: &FxHashMap<Box<str>, Slot>,
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
        if key == child.key {
            problem(format!("`{key}` inherits from itself"), "take one crossref out of the circle");
            continue;
        }
        if seen.contains(&key) || depth >= DEPTH {
            continue;
        }
        let Some(parent) = by_key.get(key.as_str()).and_then(|&slot| relative(windows, slot, text)) else {
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
