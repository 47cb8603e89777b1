//! Readers.
pub mod bibtex;
