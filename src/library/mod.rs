//! A corpus written back as a library, and libraries prepared for being annotated.
//!
//! [`write()`] makes one file of BibTeX of a whole corpus. What was BibTeX is kept letter for letter, order, comments,
//! abbreviations, LaTeX and broken entries included; only what is missing is put in: keys, `cites` for the links found,
//! `sameas` on records that were taken for other descriptions of a work. Records of databases become entries with all
//! fields that their reader makes of them and their list of references. [`annotate`] puts empty annotation fields into
//! entries.
//!
//! # The same corpus
//! Read again, the file gives the same corpus: the same works, listed and only cited, by key, with type, date, persons,
//! DOI, and the same fields, but for the `cites`, `sameas` and `debate` that were put in; the same declarations,
//! stances, assertions, responses, oppositions and cases with the same grounds; the same citations; and of each list the
//! same references with the same outcome. Places in files, and hence what is wrong with them, are not compared; a work
//! without key has the one that it was given. Written once more, the file is the same.
//!
//! Of several libraries three things change with good reason: an entry whose `crossref` names an entry of another file
//! inherits from it once both are in one; a ref to a position or claim names its debate where several have one of
//! that key; and positions of one key that belong to no debate, which is an error, are declared twice.
//!
//! # What is decided elsewhere
//! Records that were merged stay entries of their own, for none of what they say is to be lost: `sameas = {key}` says
//! what they are, whoever wants them apart takes it out. Works that are only cited have no entry; they come of the same
//! references or keys as before. `@comment{dissensus-library: merged}` at the end says that nothing else in the file is
//! to be merged by rule, and `numbered` that a database gave keys, which nobody can have mistyped.
//!
//! This module may import [`crate::import`], [`crate::link`], [`crate::model`], [`crate::diagnostic`] and
//! [`crate::latex`].
//!
//! # Adding
//! What else a corpus finds out and a library should say is a field in `Additions`, put in by `source` for BibTeX and by
//! `record` for everything else; a test in the suite's `writing_back` that it survives.

mod annotation;
mod edit;
mod insertion;
mod joining;
mod keys;
mod lists;
mod record;
mod source;
mod writing;

pub use annotation::{Annotated, FIELDS, annotate};
pub use writing::{CANNOT_CARRY, NAME, ORDER, SUMMARY, Written, write};
