//! From bytes of several files to one corpus.

use std::sync::Arc;

use rayon::prelude::*;

use super::bibtex::raw::{EncodingChoice, decode};
use super::{IMPORTERS, Imported, Source};
use crate::diagnostic::{Diagnostic, FileId, Rule, SourceFile, Span};
use crate::link::{Advance, Stage, link};
use crate::model::{BuildOptions, Corpus, NameTable, Relations, build};

/// A file as it was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// Its name as diagnostics show it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What reading depends on besides the files.
#[derive(Debug)]
pub struct LoadOptions {
    /// The relations that fields may name.
    pub relations: Relations,
    /// The encoding of the files.
    pub encoding: EncodingChoice,
    /// Told how far the reading has come.
    pub advance: Arc<Advance>,
    /// Facets besides those that debates name.
    pub facets: Vec<String>,
    /// What the user decided over the rules that link references and merge records: a correction file.
    pub corrections: Option<Input>,
}

impl Default for LoadOptions {
    fn default() -> Self {
        Self {
            relations: Relations::default(),
            encoding: EncodingChoice::Detect,
            advance: Arc::default(),
            facets: Vec::new(),
            corrections: None,
        }
    }
}

/// A corpus and everything that is wrong with its files.
#[derive(Debug)]
pub struct Loaded {
    /// What is sound.
    pub corpus: Corpus,
    /// What is not, in file order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads files into one corpus.
///
/// # Determinism
/// Files are read in the order of their names, whatever order they come in; the result does not depend
/// on the number of threads.
///
/// # Complexity
/// Expected linear in the files' sizes. Files are read and entries converted in parallel; the decoded texts
/// stay in memory, and fields refer to them.
///
/// # Examples
/// ```
/// use dissensus::import::{Input, LoadOptions, load};
/// let text = "@book{waltz1979, author = {Waltz, Kenneth}, title = {Theory}, year = 1979}\n\
///             @article{art2005, author = {Art, R. J.}, year = 2005, disputes = {waltz1979 [p. 177]}}";
/// let input = Input { name: "debate.bib".to_owned(), bytes: text.as_bytes().to_vec() };
/// let loaded = load(vec![input], LoadOptions::default());
/// assert!(loaded.diagnostics.is_empty());
/// assert_eq!(loaded.corpus.works().len(), 2);
/// assert_eq!(loaded.corpus.responses().len(), 1);
/// ```
#[must_use]
pub fn load(inputs: Vec<Input>, options: LoadOptions) -> Loaded {
    // On one of the threads that share the work, which else would be woken for each part of it.
    rayon::scope(|_| load_here(inputs, options))
}

fn load_here(mut inputs: Vec<Input>, options: LoadOptions) -> Loaded {
    inputs.sort();
    inputs.dedup();
    let LoadOptions { relations, encoding, advance, facets, corrections } = options;
    let bytes = inputs.iter().map(|input| input.bytes.len()).sum();
    advance.begin(Stage::Reading, bytes);
    let names = NameTable::for_texts_of(bytes);
    let texts: Vec<(SourceFile, Vec<Diagnostic>)> =
        numbered(inputs).map(|(id, input)| decoded(input, id, encoding)).collect();
    let (sources, found): (Vec<SourceFile>, Vec<Vec<Diagnostic>>) = texts.into_iter().unzip();
    let mut diagnostics = found.concat();
    let (relations_given, all) = (&relations, sources.as_slice());
    let read: Vec<Imported> = numbered(all.iter().collect::<Vec<_>>())
        .map(|(id, file)| {
            let imported = read(Source { id, file, all, relations: relations_given, names: &names });
            advance.add(Stage::Reading, file.text().len());
            imported
        })
        .collect();
    let mut fragments = Vec::with_capacity(read.len());
    for mut imported in read {
        diagnostics.append(&mut imported.diagnostics);
        fragments.push(imported.fragment);
    }
    let (mut corpus, mut found) = build(sources, fragments, BuildOptions { relations, names, facets });
    diagnostics.append(&mut found);
    let corrections = corrections.map(|input| {
        let id = FileId(u32::try_from(corpus.sources.len()).unwrap_or(u32::MAX));
        let (file, mut found) = decoded(input, id, encoding);
        diagnostics.append(&mut found);
        corpus.sources.push(file);
        id
    });
    diagnostics.append(&mut link(&mut corpus, corrections, &advance));
    forgive_known_records(&corpus, &mut diagnostics);
    diagnostics.sort();
    Loaded { corpus, diagnostics }
}

/// Takes back that a key is there twice where a record is another file's record of the same work, as in exports that
/// overlap.
fn forgive_known_records(corpus: &Corpus, diagnostics: &mut Vec<Diagnostic>) {
    let elsewhere =
        corpus.merges().iter().filter(|merge| corpus.work(merge.kept).span.file != merge.span.file);
    let mut known: Vec<Span> = elsewhere.map(|merge| merge.span).collect();
    known.sort_by_key(|span| (span.file, span.start));
    diagnostics.retain(|found| {
        let before =
            known.partition_point(|span| (span.file, span.start) <= (found.span.file, found.span.start));
        let is_within = known[..before]
            .last()
            .is_some_and(|span| span.file == found.span.file && found.span.end <= span.end);
        found.rule != Rule::DuplicateKey || !is_within
    });
}

/// Files with their numbers, one beside the other.
fn numbered<T: Send>(files: Vec<T>) -> impl ParallelIterator<Item = (FileId, T)> {
    let number = |at: usize| FileId(u32::try_from(at).unwrap_or(u32::MAX));
    files.into_par_iter().enumerate().map(move |(at, file)| (number(at), file))
}

fn decoded(input: Input, id: FileId, encoding: EncodingChoice) -> (SourceFile, Vec<Diagnostic>) {
    let decoded = decode(input.bytes, id, encoding);
    let bytes = decoded.text.as_bytes();
    // A line that ends as on an old Macintosh is as long as any other.
    let is_old = memchr::memchr(b'\n', bytes).is_none() && memchr::memchr(b'\r', bytes).is_some();
    let text = if is_old { decoded.text.replace('\r', "\n") } else { decoded.text };
    (SourceFile::new(input.name, text), decoded.diagnostics)
}

/// Reads a file with the first reader that knows it.
fn read(source: Source<'_>) -> Imported {
    match IMPORTERS.iter().find(|importer| importer.recognises(source.file.text())) {
        Some(importer) => importer.import(source),
        None => Imported { diagnostics: vec![unknown_format(source.id)], ..Imported::default() },
    }
}

fn unknown_format(file: FileId) -> Diagnostic {
    let known: Vec<&str> = IMPORTERS.iter().map(|importer| importer.name()).collect();
    let message = format!("this is none of {}", known.join(", "));
    Diagnostic::new(Rule::UnknownFormat, Span::new(file, 0, 0), message)
        .with_hint("export it as BibTeX, or as one of these formats")
}
