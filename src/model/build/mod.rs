//! Joins fragments into a corpus: keys are resolved, overlays added, persons recognised.
//!
//! The steps, in order: [`records`] makes works of the entries and lays overlays on them; [`declarations`]
//! makes debates, positions, claims and events; [`keys`] then knows every key; [`annotations`] turns refs
//! into stances, assertions, responses, citations and cases, in parallel over blocks of works. Meanwhile [`persons`]
//! finds who is who. Whatever cannot be resolved becomes a diagnostic and costs nothing else.

mod annotations;
mod declarations;
mod keys;
mod persons;
mod records;
mod work_keys;

use super::{Corpus, FileCounts, Fragment, NameTable, Relations};
use crate::diagnostic::{Diagnostic, FileId, SourceFile, Span};

/// What joining depends on besides the files.
#[derive(Debug, Default)]
pub struct BuildOptions {
    /// CiTO's relations, the program's own and the user's.
    pub relations: Relations,
    /// The names that the fragments number.
    pub names: NameTable,
    /// Facets besides those that debates name.
    pub facets: Vec<String>,
}

/// Joins the fragments of some files, in the same order, into a corpus.
///
/// Never fails: what cannot be used is left out, with a diagnostic.
///
/// # Determinism
/// The same files in the same order give the same corpus on any number of threads. Callers sort files by
/// name so that the order on the command line does not matter.
///
/// # Complexity
/// Expected linear in entries and refs, but for the sorting of outside works and persons.
#[must_use]
pub fn build(
    sources: Vec<SourceFile>,
    fragments: Vec<Fragment>,
    options: BuildOptions,
) -> (Corpus, Vec<Diagnostic>) {
    let BuildOptions { relations, names, facets } = options;
    let met = persons::Met::new(&fragments, names);
    let ((persons, persons_of), (mut corpus, signed, diagnostics)) =
        rayon::join(|| met.recognised(), || joined(sources, fragments, relations, &facets));
    corpus.persons = persons;
    persons::sign(&mut corpus.works, signed, &persons_of);
    (corpus, diagnostics)
}

/// The corpus without its persons, and the names on its works.
fn joined(
    sources: Vec<SourceFile>,
    fragments: Vec<Fragment>,
    relations: Relations,
    facets: &[String],
) -> (Corpus, Vec<persons::Signed>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut records = records::Records::collect(fragments, &sources, &mut diagnostics);
    let declared = declarations::Declared::collect(
        std::mem::take(&mut records.declarations),
        &records.file_of_debates,
        facets,
        &sources,
        &mut diagnostics,
    );
    let mut corpus = Corpus {
        sources,
        relations,
        works: Vec::new(),
        persons: Vec::new(),
        debates: declared.debates,
        positions: declared.positions,
        claims: declared.claims,
        events: declared.events,
        facets: declared.facets,
        cases: Vec::new(),
        oppositions: Vec::new(),
        stances: Vec::new(),
        assertions: Vec::new(),
        responses: Vec::new(),
        citations: Vec::new(),
        reference_lists: std::mem::take(&mut records.reference_lists),
        references: Vec::new(),
        merges: Vec::new(),
        merged_records: Vec::new(),
        stated_merges: Vec::new(),
        versions: Vec::new(),
        corrections: Vec::new(),
        corrected: Vec::new(),
        numbered_files: Vec::new(),
        settled_files: std::mem::take(&mut records.settled_files),
        file_counts: std::mem::take(&mut records.file_counts),
        shared_keys: declared.shared_keys,
    };
    let mut numbered: Vec<FileId> = records.numbered_files.iter().copied().collect();
    numbered.sort();
    corpus.numbered_files = numbered;
    let signed = std::mem::take(&mut records.signed);
    annotations::resolve(&mut corpus, records, declared.refs, &mut diagnostics);
    diagnostics.sort();
    (corpus, signed, diagnostics)
}

/// Where an entry begins, for a message about another: `refs.bib:12`.
fn file_and_line(sources: &[SourceFile], entry: Span) -> String {
    let file = &sources[entry.file.0 as usize];
    format!("{}:{}", file.name(), file.line_of(entry.start))
}

/// Grows the per-file counts to hold a file.
fn counts_of(counts: &mut Vec<FileCounts>, file: usize) -> &mut FileCounts {
    if counts.len() <= file {
        counts.resize(file + 1, FileCounts::default());
    }
    &mut counts[file]
}
