//! From bytes of several files to one corpus.

use std::sync::Arc;

use rayon::prelude::*;

use super::bibtex::raw::{EncodingChoice, decode};
use super::{IMPORTERS, Imported, Source};
use crate::diagnostic::{Diagnostic, FileId, Rule, SourceFile, Span};
use crate::link::{Advance, Stage, link};
use crate::model::{BuildOptions, Corpus, Fragment, NameTable, Relations, build};

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
}

impl Default for LoadOptions {
    fn default() -> Self {
        Self {
            relations: Relations::default(),
            encoding: EncodingChoice::Detect,
            advance: Arc::default(),
            facets: Vec::new(),
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
pub fn load(mut inputs: Vec<Input>, options: LoadOptions) -> Loaded {
    inputs.sort();
    inputs.dedup();
    let LoadOptions { relations, encoding, advance, facets } = options;
    let bytes = inputs.iter().map(|input| input.bytes.len()).sum();
    advance.begin(Stage::Reading, bytes);
    let names = NameTable::for_texts_of(bytes);
    let read: Vec<(SourceFile, Fragment, Vec<Diagnostic>)> = inputs
        .into_par_iter()
        .enumerate()
        .map(|(number, input)| {
            let id = FileId(u32::try_from(number).unwrap_or(u32::MAX));
            let bytes = input.bytes.len();
            let read = read(input, &Reading { id, encoding, relations: &relations, names: &names });
            advance.add(Stage::Reading, bytes);
            read
        })
        .collect();
    let mut diagnostics = Vec::new();
    let mut sources = Vec::with_capacity(read.len());
    let mut fragments = Vec::with_capacity(read.len());
    for (file, fragment, mut found) in read {
        sources.push(file);
        fragments.push(fragment);
        diagnostics.append(&mut found);
    }
    let (mut corpus, mut found) = build(sources, fragments, BuildOptions { relations, names, facets });
    link(&mut corpus, &advance);
    diagnostics.append(&mut found);
    diagnostics.sort();
    Loaded { corpus, diagnostics }
}

/// How a file is read.
struct Reading<'a> {
    id: FileId,
    encoding: EncodingChoice,
    relations: &'a Relations,
    names: &'a NameTable,
}

/// Decodes a file and reads it with the first reader that knows it.
fn read(input: Input, reading: &Reading<'_>) -> (SourceFile, Fragment, Vec<Diagnostic>) {
    let &Reading { id, encoding, relations, names } = reading;
    let mut decoded = decode(input.bytes, id, encoding);
    let file = SourceFile::new(input.name, decoded.text);
    let importer = IMPORTERS.iter().find(|importer| importer.recognises(file.text()));
    let mut imported = match importer {
        Some(importer) => importer.import(Source { id, file: &file, relations, names }),
        None => Imported { diagnostics: vec![unknown_format(id)], ..Imported::default() },
    };
    decoded.diagnostics.append(&mut imported.diagnostics);
    (file, imported.fragment, decoded.diagnostics)
}

fn unknown_format(file: FileId) -> Diagnostic {
    let known: Vec<&str> = IMPORTERS.iter().map(|importer| importer.name()).collect();
    let message = format!("this is none of {}", known.join(", "));
    Diagnostic::new(Rule::UnknownFormat, Span::new(file, 0, 0), message)
        .with_hint("export it as BibTeX, or as one of these formats")
}
