//! The one test program; its modules mirror `src/`.

#![expect(clippy::unwrap_used, reason = "a test that meets None has failed")]

mod annotations;
mod bibtex_oracle;
mod bibtex_raw;
mod corpora;
mod diagnostics;
mod figure_debates;
mod figure_files;
mod figure_geometry;
mod figure_pictures;
mod hostile;
mod laws;
mod queries;
mod reading;
