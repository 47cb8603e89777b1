//! Readers: the text of a file in, a [`Fragment`] and diagnostics out.
//!
//! Readers never fail and never do I/O. They may import [`crate::model`],
//! [`crate::latex`] and [`crate::diagnostic`].
//!
//! # Adding
//! A reader is one file with a type that implements [`Importer`], a `mod` line here and an entry in
//! [`IMPORTERS`], in alphabetical order.

pub mod bibtex;
pub mod crossref;
pub mod csl_json;
pub mod dimensions;
pub mod graphml;
mod json;
pub mod lens;
mod load;
pub mod open_citations;
pub mod openalex;
pub mod pajek;
mod pajek_classes;
pub mod pubmed;
mod record;
pub mod ris;
pub mod scopus_table;
pub mod semantic_scholar;
mod table;
mod tagged;
pub mod web_of_science_table;
pub mod web_of_science_text;
mod xml;

pub use load::{Input, LoadOptions, Loaded, load};

use crate::diagnostic::{Diagnostic, FileId, SourceFile};
use crate::model::{Fragment, NameTable, Relations};

/// A file to be read.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its number in the run.
    pub id: FileId,
    /// Its name and decoded text.
    pub file: &'a SourceFile,
    /// The files that are read with it, itself among them, for formats of several files.
    pub all: &'a [SourceFile],
    /// The relations that fields may name.
    pub relations: &'a Relations,
    /// Where the reader keeps the names it meets.
    pub names: &'a NameTable,
}

/// What a reader made of a file.
#[derive(Debug, Default)]
pub struct Imported {
    /// What the file says.
    pub fragment: Fragment,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// A reader of one format.
pub trait Importer: Sync {
    /// The format's name, lower-case.
    fn name(&self) -> &'static str;
    /// The endings of its files, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// What it reads, in one sentence.
    fn summary(&self) -> &'static str;
    /// Whether a text looks like this format.
    fn recognises(&self, text: &str) -> bool;
    /// Reads a file. Never fails: what cannot be used is left out, with a diagnostic.
    fn import(&self, source: Source<'_>) -> Imported;
}

/// Every reader, alphabetical but for the last two, which take nearly anything with an `@` or in braces; the first that recognises a text reads it.
pub const IMPORTERS: &[&dyn Importer] = &[
    &crossref::Crossref,
    &dimensions::Dimensions,
    &graphml::GraphMl,
    &lens::Lens,
    &open_citations::OpenCitations,
    &openalex::OpenAlex,
    &pajek::Pajek,
    &pubmed::PubMed,
    &ris::Ris,
    &scopus_table::ScopusTable,
    &semantic_scholar::SemanticScholar,
    &web_of_science_table::WebOfScienceTable,
    &web_of_science_text::WebOfScienceText,
    // What the others do not take.
    &csl_json::CslJson,
    &bibtex::BibTeX,
];
