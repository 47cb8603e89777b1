//! BibTeX.
pub mod latex;
pub mod names;
