//! BibTeX.
pub mod date;
pub mod identifier;
pub mod latex;
pub mod names;
