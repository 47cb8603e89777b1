//! Records of databases, whatever their format, as entries.
//!
//! A reader finds the records of its format and says which of BibTeX's fields each of their parts is; from there on they
//! go the way of every BibTeX entry, so that names, dates, DOIs and annotations in keywords are read by one rule.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::bibtex::convert::Converter;
use super::bibtex::fields::{FieldNames, Recent};
use super::bibtex::raw::{RawEntry, RawField, RawValue};
use super::{Imported, Source};
use crate::diagnostic::{Diagnostic, Rule, Span};
use crate::latex::to_unicode;
use crate::model::{Block, Draft, KeyOrigin, ReferenceFormat, ReferenceListDraft, WordDraft};

/// One record of an export.
#[derive(Clone, Debug)]
pub(super) struct Record<'a> {
    /// BibTeX's entry type.
    pub(super) entry_type: &'static str,
    /// What the database calls it; where it has no name, one is made of author, year and title.
    pub(super) key: Option<Cow<'a, str>>,
    /// The record in the file.
    pub(super) place: Range<usize>,
    fields: Vec<RecordField<'a>>,
    references: Option<(ReferenceFormat, Range<usize>)>,
    cites: Vec<(Cow<'a, str>, Range<usize>)>,
}

#[derive(Clone, Debug)]
struct RecordField<'a> {
    name: Cow<'static, str>,
    place: Range<usize>,
    value: RecordValue<'a>,
}

#[derive(Clone, Debug)]
enum RecordValue<'a> {
    /// The text at its place.
    Written(&'a str),
    Composed(String),
}

impl<'a> Record<'a> {
    /// A record that stands there.
    pub(super) fn new(entry_type: &'static str, place: Range<usize>) -> Self {
        Self { entry_type, key: None, place, fields: Vec::new(), references: None, cites: Vec::new() }
    }

    /// A field whose plain text stands in the file.
    pub(super) fn written(&mut self, name: &'static str, text: &'a str, place: Range<usize>) {
        if text.trim().is_empty() {
            return;
        }
        let value = match latex(text) {
            Cow::Borrowed(text) => RecordValue::Written(text),
            Cow::Owned(text) => RecordValue::Composed(text),
        };
        self.fields.push(RecordField { name: name.into(), place, value });
    }

    /// A field of plain text that was put together from what stands at a place.
    pub(super) fn composed(&mut self, name: impl Into<Cow<'static, str>>, text: &str, place: Range<usize>) {
        if !text.trim().is_empty() {
            self.fields.push(RecordField {
                name: name.into(),
                place,
                value: RecordValue::Composed(latex(text).into_owned()),
            });
        }
    }

    /// Names, each `Family, Given` or `Given Family`.
    pub(super) fn names(&mut self, name: &'static str, list: &[impl AsRef<str>], place: Range<usize>) {
        let names: Vec<String> = list
            .iter()
            .map(|one| one.as_ref().trim())
            .filter(|one| !one.is_empty())
            .map(|one| {
                let one = latex(one);
                // What would be read as a list is one name.
                let words = one.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
                if words || one.eq_ignore_ascii_case("others") {
                    format!("{{{one}}}")
                } else {
                    one.into_owned()
                }
            })
            .collect();
        if !names.is_empty() {
            let value = RecordValue::Composed(names.join(" and "));
            self.fields.push(RecordField { name: name.into(), place, value });
        }
    }

    /// Names in place of those that stood there before.
    pub(super) fn renamed(&mut self, name: &'static str, list: &[impl AsRef<str>], place: Range<usize>) {
        let before = self.fields.len();
        self.names(name, list, place);
        if self.fields.len() > before {
            let better = self.fields.remove(before);
            self.fields.retain(|field| field.name != name);
            self.fields.push(better);
        }
    }

    /// The first page.
    pub(super) fn pages(&mut self, first: &str, place: Range<usize>) {
        self.composed("pages", first, place);
    }

    /// The last page, after the first.
    pub(super) fn last_page(&mut self, last: &str) {
        let last = last.trim();
        let pages = self.fields.iter_mut().find(|field| field.name == "pages");
        if let Some(RecordField { value: RecordValue::Composed(pages), .. }) = pages
            && !last.is_empty()
            && *pages != last
            && !pages.contains('-')
        {
            pages.push_str("--");
            pages.push_str(&latex(last));
        }
    }

    /// Its list of references.
    pub(super) fn references(&mut self, format: ReferenceFormat, place: Range<usize>) {
        self.references = Some((format, place));
    }

    /// The key of a work that it cites.
    pub(super) fn cites(&mut self, key: Cow<'a, str>, place: Range<usize>) {
        self.cites.push((key, place));
    }

    /// Whether it says anything.
    pub(super) fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.cites.is_empty() && self.references.is_none() && self.key.is_none()
    }

    /// Its title.
    pub(super) fn title(&self) -> Option<&str> {
        self.text_of("title")
    }

    fn text_of(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|field| field.name == name).map(|field| match &field.value {
            RecordValue::Written(text) => *text,
            RecordValue::Composed(text) => text.as_str(),
        })
    }

    /// `pollin1991world`: first author, year and the first telling word of the title.
    fn made_key(&self) -> String {
        let author = self.text_of("author").or_else(|| self.text_of("editor")).unwrap_or_default();
        let first = author.split(" and ").next().unwrap_or_default();
        let family = match first.split_once(',') {
            Some((family, _)) => family,
            None => first.rsplit(' ').next().unwrap_or_default(),
        };
        let date = self.text_of("year").or_else(|| self.text_of("date")).unwrap_or_default();
        let year: String = date.chars().take_while(char::is_ascii_digit).take(4).collect();
        let title = to_unicode(self.text_of("title").unwrap_or_default());
        let word = title.split_whitespace().map(folded).find(|word| word.len() > 3).unwrap_or_default();
        let key = format!("{}{year}{word}", folded(&to_unicode(family)));
        if key.is_empty() { "record".to_owned() } else { key }
    }
}

/// The letters and digits of a word, small and Latin.
fn folded(word: &str) -> String {
    let latin: String = word.chars().filter_map(deunicode::deunicode_char).collect();
    latin.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Plain text as BibTeX would write it.
fn latex(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '\\' | '{' | '}' | '$' | '~' | '^' | '%' | '`');
    if !text.contains(special) && !text.contains("''") && !text.contains("--") {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '`' => escaped.push_str("\\textasciigrave{}"),
            '{' | '}' | '$' | '%' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\'' | '-' if before == c => {
                escaped.push_str("{}");
                escaped.push(c);
            }
            c => escaped.push(c),
        }
        before = c;
    }
    Cow::Owned(escaped)
}

/// How many records stand in one block.
const BLOCK: usize = 400;

/// The records of a file as its fragment; `problems` are those of records that could not be read.
pub(super) fn imported(
    source: Source<'_>,
    mut records: Vec<Record<'_>>,
    mut problems: Vec<Diagnostic>,
) -> Imported {
    records.retain(|record| {
        if record.is_empty() {
            let hint = "export the file again: a part of it is missing, or it is of another format";
            problems.push(bad_record(
                source,
                record.place.clone(),
                "the record says nothing of a work",
                hint,
            ));
        }
        !record.is_empty()
    });
    if records.is_empty() && problems.is_empty() {
        let hint = "export the file again: what it should hold is missing";
        problems.push(bad_record(source, 0..0, "the file holds no record", hint));
    }
    name(&mut records);
    let names = FieldNames::new(source.relations);
    let converter =
        Converter { file: source.id, text: source.file.text(), names: &names, persons: source.names };
    let blocks: Vec<(Block, Vec<Diagnostic>)> = records
        .par_chunks(BLOCK)
        .map(|records| {
            let (mut block, mut diagnostics) = (Block::default(), Vec::new());
            let mut recent = Recent::default();
            for record in records {
                add(&converter, record, &mut recent, &mut block, &mut diagnostics);
            }
            (block, diagnostics)
        })
        .collect();
    let mut imported = Imported::default();
    imported.fragment.rejected = problems.len();
    imported.fragment.keys = KeyOrigin::Numbered;
    imported.diagnostics = problems;
    for (block, mut diagnostics) in blocks {
        imported.fragment.blocks.push(block);
        imported.diagnostics.append(&mut diagnostics);
    }
    imported
}

/// Gives a key to those that have none; of several of one name the later ones get a letter.
fn name(records: &mut [Record<'_>]) {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for record in records.iter() {
        if let Some(key) = &record.key {
            taken.insert(key.to_string(), 0);
        }
    }
    for record in records.iter_mut().filter(|record| record.key.is_none()) {
        let made = record.made_key();
        let mut key = made.clone();
        let mut count = taken.get(&made).copied().unwrap_or(0);
        while taken.contains_key(&key) {
            key = format!("{made}{}", letters(count));
            count += 1;
        }
        taken.insert(made, count);
        taken.entry(key.clone()).or_default();
        record.key = Some(Cow::Owned(key));
    }
}

/// `b`, `c` … `z`, `ba` …
fn letters(number: usize) -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap_or(0));
    match (number + 1) / 26 {
        0 => letter(number + 1).to_string(),
        more => format!("{}{}", letters(more - 1), letter(number + 1)),
    }
}

fn add(
    converter: &Converter<'_>,
    record: &Record<'_>,
    recent: &mut Recent,
    block: &mut Block,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let place = |range: &Range<usize>| short(range.start)..short(range.end);
    let fields = record.fields.iter().map(|field| RawField {
        name: &field.name,
        name_span: short(field.place.start)..short(field.place.start),
        value: match &field.value {
            RecordValue::Written(text) => RawValue::Literal(text),
            RecordValue::Composed(text) => RawValue::Composed(text.clone()),
        },
        value_span: place(&field.place),
    });
    let start = short(record.place.start);
    let raw = RawEntry {
        kind: record.entry_type,
        key: record.key.as_deref().unwrap_or_default(),
        span: place(&record.place),
        kind_span: start..start,
        key_span: start..start,
        fields: fields.collect(),
    };
    let Some(mut draft) = converter.convert(&raw, recent, block, diagnostics) else { return };
    let number = short(block.drafts.len());
    if let Some((format, range)) = &record.references {
        let span = Span::new(converter.file, short(range.start), short(range.end));
        block.references.push(ReferenceListDraft { draft: number, format: *format, span });
    }
    if let Draft::Work(work) = &mut draft {
        for (key, range) in &record.cites {
            let span = Span::new(converter.file, short(range.start), short(range.end));
            let word = WordDraft::composed(key, span, &mut block.texts);
            block.cites.push(word);
        }
        work.cites.end = short(block.cites.len());
    }
    block.drafts.push(draft);
}

/// A place in a file; files have at most three gigabytes.
fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// That a record cannot be read.
pub(super) fn bad_record(
    source: Source<'_>,
    place: Range<usize>,
    message: impl Into<String>,
    hint: &str,
) -> Diagnostic {
    let span = Span::new(source.id, short(place.start), short(place.end));
    Diagnostic::new(Rule::BadRecord, span, message).with_hint(hint)
}
