//! From bytes of several files to one corpus.

use super::bibtex::raw::{EncodingChoice, decode};
use super::{IMPORTERS, Imported, Source};
use crate::diagnostic::{Diagnostic, FileId, Rule, SourceFile, Span};
use crate::link::link;
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
}

impl Default for LoadOptions {
    fn default() -> Self {
        Self { relations: Relations::default(), encoding: EncodingChoice::Detect }
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
/// Expected linear in the files' sizes. Entries are converted in parallel; the decoded texts stay in
/// memory, and fields refer to them.
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
    let LoadOptions { relations, encoding } = options;
    let names = NameTable::for_texts_of(inputs.iter().map(|input| input.bytes.len()).sum());
    let mut diagnostics = Vec::new();
    let mut sources = Vec::with_capacity(inputs.len());
    for (id, input) in (0..).map(FileId).zip(inputs) {
        let mut decoded = decode(input.bytes, id, encoding);
        diagnostics.append(&mut decoded.diagnostics);
        // A line that ends as on an old Macintosh is as long as any other.
        let text = match memchr::memchr(b'\n', decoded.text.as_bytes()) {
            None => decoded.text.replace('\r', "\n"),
            Some(_) => decoded.text,
        };
        sources.push(SourceFile::new(input.name, text));
    }
    let mut fragments = Vec::with_capacity(sources.len());
    for (id, file) in (0..).map(FileId).zip(&sources) {
        let importer = IMPORTERS.iter().find(|importer| importer.recognises(file.text()));
        let mut imported = match importer {
            Some(importer) => {
                importer.import(Source { id, file, all: &sources, relations: &relations, names: &names })
            }
            None => {
                diagnostics.push(unknown_format(id));
                Imported::default()
            }
        };
        diagnostics.append(&mut imported.diagnostics);
        fragments.push(imported.fragment);
    }
    let (mut corpus, mut found) = build(sources, fragments, BuildOptions { relations, names });
    link(&mut corpus);
    diagnostics.append(&mut found);
    diagnostics.sort();
    Loaded { corpus, diagnostics }
}

fn unknown_format(file: FileId) -> Diagnostic {
    let known: Vec<&str> = IMPORTERS.iter().map(|importer| importer.name()).collect();
    let message = format!("this is none of {}", known.join(", "));
    Diagnostic::new(Rule::UnknownFormat, Span::new(file, 0, 0), message)
        .with_hint("export it as BibTeX, or as one of these formats")
}
