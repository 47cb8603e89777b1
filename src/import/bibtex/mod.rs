//! BibTeX.

pub mod raw;
