//! BibTeX.
pub mod date;
pub mod latex;
pub mod names;
