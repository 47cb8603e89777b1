//! BibTeX and biblatex, with the annotations of a debate.
//!
//! [`raw`] finds the entries, [`latex`](crate::latex) and [`names`] read their texts, `refs` the annotations, `convert`
//! puts an entry together and `inherit` adds what it takes from others.

pub(super) mod convert;
pub mod date;
pub(super) mod fields;
mod inherit;
pub mod names;
pub mod raw;
mod refs;

use convert::Converter;
pub use fields::is_known_field;
use fields::{FieldNames, Recent};
use inherit::inherit;
use raw::{RawEntry, read_by_windows};

use super::{Imported, Importer, Source};
use crate::diagnostic::{Diagnostic, Rule};
use crate::model::{Block, BlockSizes, Fragment, KeyOrigin, Merging};

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
        let read = read_by_windows(text, source.id, |before: &mut Before, window: &mut Window, raw| {
            window.add(&converter, raw, before);
        });
        let mut windows = read.items;
        inherit(text, &mut windows, &converter);
        let mut imported = Imported::default();
        for comment in &read.comments {
            let comment = text.get(comment.start as usize..comment.end as usize).unwrap_or_default();
            settled(comment, &mut imported.fragment);
        }
        imported.fragment.rejected = read.counts.rejected;
        imported.diagnostics = read.diagnostics;
        imported
            .diagnostics
            .extend(read.repairs.into_iter().map(|repair| repair.into_diagnostic(Rule::MendedSyntax)));
        for window in windows {
            imported.fragment.rejected += window.rejected;
            imported.diagnostics.extend(window.diagnostics);
            imported.diagnostics.extend(window.children.into_iter().flat_map(|child| child.diagnostics));
            imported.fragment.blocks.push(window.block);
        }
        imported
    }
}

/// How a comment begins that says what is settled of a library, after `@comment{`.
pub const SETTLED: &str = "dissensus-library:";

/// What a comment says of the whole library: `@comment{dissensus-library: merged, numbered}`.
fn settled(comment: &str, fragment: &mut Fragment) {
    let inside = comment.split_once('{').map_or("", |(_, inside)| inside.trim_end_matches('}'));
    for word in inside.trim_start().strip_prefix(SETTLED).unwrap_or_default().split(',') {
        match word.trim() {
            "merged" => fragment.merging = Merging::Settled,
            "numbered" => fragment.keys = KeyOrigin::Numbered,
            _ => {}
        }
    }
}

/// The entries that were read one after the other.
#[derive(Default)]
struct Window {
    block: Block,
    diagnostics: Vec<Diagnostic>,
    rejected: usize,
    children: Vec<Child>,
}

/// What a thread has read before, which is much like what comes.
#[derive(Default)]
struct Before {
    /// The sizes of the last window.
    sizes: BlockSizes,
    recent: Recent,
}

/// An entry that inherits.
struct Child {
    /// Its number among the drafts of its window.
    draft: usize,
    /// What is wrong with it; after it has inherited it may be something else.
    diagnostics: Vec<Diagnostic>,
}

impl Window {
    fn add(&mut self, converter: &Converter<'_>, raw: &RawEntry<'_>, before: &mut Before) {
        let Before { sizes, recent } = before;
        let Self { block, diagnostics, rejected, children } = self;
        if block.drafts.capacity() == 0 {
            // One window is much like the next, and lists that grow are copied.
            block.reserve(*sizes);
        }
        let draft = if inherits(raw) {
            let mut own = Vec::new();
            let draft = converter.convert(raw, recent, block, &mut own);
            match draft {
                Some(_) => children.push(Child { draft: block.drafts.len(), diagnostics: own }),
                None => diagnostics.append(&mut own),
            }
            draft
        } else {
            converter.convert(raw, recent, block, diagnostics)
        };
        match draft {
            Some(draft) => block.drafts.push(draft),
            None => *rejected += 1,
        }
        *sizes = block.sizes();
    }
}

/// Whether a line of a library without entries says so.
fn is_comment(line: &str) -> bool {
    let line = line.trim();
    // `%T Title` is EndNote's.
    let is_tag = line.as_bytes().get(1).is_some_and(u8::is_ascii_alphanumeric)
        && line.as_bytes().get(2) == Some(&b' ');
    line.is_empty() || line.starts_with('%') && !is_tag
}

fn inherits(raw: &RawEntry<'_>) -> bool {
    raw.fields.iter().any(|field| matches!(field.name.len(), 5 | 8) && is_pointer(field.name))
}

/// Whether a field names entries to inherit from.
fn is_pointer(name: &str) -> bool {
    name.eq_ignore_ascii_case("crossref") || name.eq_ignore_ascii_case("xdata")
}
