//! BibTeX.
pub mod latex;
