//! From cited-reference strings to works: which work each string of a list of references means.
//!
//! ```text
//! list of references -> strings (`strings`) -> what each says (`reading`) -> a work of the files (`cascade`)
//!                                                                         -> or one that is only cited (`outside`)
//! ```
//!
//! Every reference keeps its place in the file, and every link the rule and the score it was made by. This module may
//! import [`crate::model`], [`crate::diagnostic`] and [`crate::latex`].
//!
//! # Adding
//! A way in which databases write lists is a variant of [`ReferenceFormat`], a file here
//! that divides and reads it, and an arm in `strings` and `reading`.

mod advance;
mod cascade;
mod corrections;
mod crossref;
mod dimensions;
mod folding;
mod identifiers;
mod json;
mod merging;
mod naming;
mod outside;
mod reading;
mod scopus;
mod similarity;
mod strings;
mod versions;
mod web_of_science;
mod works;

use std::ops::Range;

use rayon::prelude::*;

use self::cascade::Found;
use self::corrections::Corrections;
use crate::diagnostic::{Diagnostic, FileId, Span};
use crate::model::{Citation, Corpus, LinkRule, ReferenceFormat, ReferenceList, ReferenceOutcome, WorkId};

pub use advance::{Advance, Advanced, Stage};
pub use corrections::as_word;
pub(crate) use json::{end_of_value, sequence};
pub use naming::Names;
pub use reading::CitedWork;
pub use reading::read;
pub(crate) use strings::divided;

/// Makes one work of the records that describe one, finds the work that each reference of a corpus means, and adds a
/// citation for each that means one.
///
/// The rules are tried from the surest: DOI; another identifier; first author, year, volume and page; first author, year
/// and title; nearly the same title, by a score. A title alone links nothing, for a hundred works are called
/// "Introduction". What no work of the files answers becomes a work that is only cited, one for all spellings of it. What
/// the lines of a correction file
/// say, which is one of the corpus's files, stands over every rule; what is wrong with them is given back.
///
/// Who waits learns from `advance` how far it has come.
///
/// # Determinism
/// The same corpus gives the same links on any number of threads.
///
/// # Complexity
/// Expected linear in the length of the lists, but for the sorting of references that no work answers. Works are
/// looked up by hash; of each reference some forty bytes are kept.
pub fn link(corpus: &mut Corpus, corrections: Option<FileId>, advance: &Advance) -> Vec<Diagnostic> {
    let mut corrections =
        corrections.map_or_else(Corrections::default, |file| Corrections::read(corpus, file));
    let has_exports = !corpus.reference_lists.is_empty()
        || !corpus.numbered_files.is_empty()
        || !corpus.stated_merges.is_empty();
    if !has_exports && corrections.is_empty() && !merging::cites_by_identifier(corpus) {
        return corrections.finished(corpus);
    }
    let mut works = works::WorkIndex::new(corpus);
    versions::state(corpus, &works);
    if let Some(place) = merging::merge(corpus, &works, &mut corrections) {
        works.merged(place);
    }
    advance.begin(Stage::Linking, corpus.reference_lists.len());
    let lists: Vec<Vec<Sought>> = corpus
        .reference_lists
        .par_iter()
        .map(|list| sought(corpus, &works, list))
        .inspect(|_| advance.add(Stage::Linking, 1))
        .collect();
    drop(works);
    let mut sought = lists.concat();
    sought.sort_by_key(|sought| (sought.span.file, sought.span.start));
    corrections.correct(corpus, &mut sought);
    corpus.references = outside::settled(corpus, &sought, &mut corrections);
    cite(corpus);
    corrections.correct_citations(corpus);
    corrections.finished(corpus)
}

/// Whether a text is an identifier that says whose it is: `WOS:000089414700001`, `https://openalex.org/W52443429`.
pub(crate) fn is_identifier(text: &str) -> bool {
    identifiers::named(text).is_some()
}

/// A reference that was compared with the works of the files.
#[derive(Clone, Copy)]
struct Sought {
    from: WorkId,
    span: Span,
    format: ReferenceFormat,
    found: Found,
}

/// The references of a list.
fn sought(corpus: &Corpus, works: &works::WorkIndex, list: &ReferenceList) -> Vec<Sought> {
    let text = corpus.text(list.span);
    let spans = strings::divided(list.format, text);
    let mut pen = folding::Folded::default();
    spans
        .into_iter()
        .map(|range| {
            let span = within(list.span, &range);
            let raw = &text[range];
            let cited = read(list.format, raw);
            let found = match cascade::find(works, &cited, &mut pen) {
                // Nobody cites the article in hand: what is like it is the talk or the preprint before it.
                Found::Linked(to, LinkRule::Title | LinkRule::Similar, _) if to == list.work => {
                    Found::Unresolved
                }
                found => found,
            };
            Sought { from: list.work, span, format: list.format, found }
        })
        .collect()
}

/// How many references give what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// References that give a year.
    pub with_year: usize,
    /// References that give a DOI.
    pub with_doi: usize,
}

/// How many references of a corpus give what.
///
/// # Complexity
/// Linear in the length of the references, each of which is read again.
#[must_use]
pub fn described(corpus: &Corpus) -> Described {
    let mut found = Described::default();
    for reference in &corpus.references {
        let cited = read(reference.format, corpus.text(reference.span));
        found.with_year += usize::from(cited.year.is_some());
        found.with_doi += usize::from(!cited.dois.is_empty());
    }
    found
}

/// A stretch of a span's text, in the file.
fn within(span: Span, range: &Range<usize>) -> Span {
    let place = |at: usize| span.start + u32::try_from(at).unwrap_or(u32::MAX - span.start);
    Span::new(span.file, place(range.start), place(range.end))
}

/// One citation for every pair of works, at the first reference that says so.
fn cite(corpus: &mut Corpus) {
    let mut citations: Vec<Citation> = corpus
        .references
        .iter()
        .filter_map(|reference| {
            let to = match reference.outcome {
                ReferenceOutcome::Linked { to, .. } | ReferenceOutcome::Unresolved { to } => to,
                ReferenceOutcome::Ambiguous { .. } | ReferenceOutcome::Ignored => return None,
            };
            (to != reference.from).then_some(Citation { from: reference.from, to, span: reference.span })
        })
        .collect();
    citations.par_sort_by_key(|citation| (citation.from, citation.to, citation.span));
    citations.dedup_by_key(|citation| (citation.from, citation.to));
    // What an entry states by key stands, and is not said twice.
    let stated: rustc_hash::FxHashSet<_> =
        corpus.citations.iter().map(|citation| (citation.from, citation.to)).collect();
    citations.retain(|citation| !stated.contains(&(citation.from, citation.to)));
    corpus.citations.append(&mut citations);
    corpus.citations.par_sort_by_key(|citation| (citation.from, citation.span));
}
