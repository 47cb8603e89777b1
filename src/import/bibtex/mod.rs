//! BibTeX and biblatex, with the annotations of a debate.
//!
//! [`raw`] finds the entries, [`latex`] and [`names`] read their texts, `refs` the annotations, `convert`
//! puts an entry together and `inherit` adds what it takes from others.

mod convert;
pub mod date;
mod fields;
pub mod identifier;
mod inherit;
pub mod latex;
pub mod names;
pub mod raw;
mod refs;

use convert::{Converted, Converter};
use fields::FieldNames;
pub use fields::is_known_field;
use inherit::inherit;
use raw::RawEntry;

use super::{Imported, Importer, Source};
use crate::diagnostic::{Diagnostic, Rule};
use crate::model::Fragment;

/// The reader of `.bib` files.
///
/// Every entry goes through bibtex-parser, behind a pre-pass that keeps one bad entry from costing
/// another; see [`raw::read`].
#[derive(Clone, Copy, Debug)]
pub struct BibTeX;

impl Importer for BibTeX {
    fn name(&self) -> &'static str {
        "bibtex"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["bib", "bibtex"]
    }

    fn summary(&self) -> &'static str {
        "BibTeX and biblatex libraries, with or without annotations"
    }

    fn recognises(&self, text: &str) -> bool {
        let is_head = |(at, _): (usize, &str)| {
            let rest = text[at + 1..].trim_start();
            let word = rest.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
            word.len() < rest.len() && word.trim_start().starts_with(['{', '('])
        };
        // What holds no entry but might is a library without entries, or with comments only.
        text.match_indices('@').any(is_head) || !text.contains('@') && text.lines().all(is_comment)
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let names = FieldNames::new(source.relations);
        let text = source.file.text();
        let converter = Converter { file: source.id, text, names: &names, persons: source.names };
        let read = raw::read(text, source.id, |raw: RawEntry<'_>| (inherits(&raw), converter.convert(&raw)));
        let mut children = Vec::new();
        let mut drafts: Vec<Converted> = Vec::with_capacity(read.items.len());
        for (index, (inherits, converted)) in read.items.into_iter().enumerate() {
            if inherits {
                children.push(index);
            }
            drafts.push(converted);
        }
        inherit(text, &children, &mut drafts, &converter);
        let mut diagnostics = read.diagnostics;
        diagnostics.extend(read.repairs.into_iter().map(|repair| repair.into_diagnostic(Rule::MendedSyntax)));
        assemble(drafts, diagnostics, read.counts.rejected)
    }
}

/// Whether a line of a library without entries says so.
fn is_comment(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('%')
}

fn inherits(raw: &RawEntry<'_>) -> bool {
    raw.fields.iter().any(|field| matches!(field.name.len(), 5 | 8) && is_pointer(field.name))
}

/// Whether a field names entries to inherit from.
fn is_pointer(name: &str) -> bool {
    name.eq_ignore_ascii_case("crossref") || name.eq_ignore_ascii_case("xdata")
}

fn assemble(drafts: Vec<Converted>, mut diagnostics: Vec<Diagnostic>, mut rejected: usize) -> Imported {
    let mut fragment = Fragment { drafts: Vec::with_capacity(drafts.len()), rejected: 0 };
    for mut converted in drafts {
        diagnostics.append(&mut converted.diagnostics);
        match converted.draft {
            Some(draft) => fragment.drafts.push(draft),
            None => rejected += 1,
        }
    }
    fragment.rejected = rejected;
    Imported { fragment, diagnostics }
}
