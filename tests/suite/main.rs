//! The one test program; its modules mirror `src/`.

#![expect(clippy::unwrap_used, reason = "a test that meets None has failed")]

mod bibtex_oracle;
mod bibtex_raw;
mod command_line;
mod figure_debates;
mod figure_files;
mod figure_geometry;
mod gallery;
mod golden;
mod house_rules;
mod json_contract;
mod licences;
mod program;
mod repository;
mod transcripts;
