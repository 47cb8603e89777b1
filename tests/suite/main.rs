//! The one test program; its modules mirror `src/`.

#![expect(clippy::unwrap_used, reason = "a test that meets None has failed")]

mod algorithm;
mod annotations;
mod bibtex_inheritance;
mod bibtex_oracle;
mod bibtex_raw;
mod bridges;
mod charts;
mod claims;
mod command_line;
mod confidence;
mod corpora;
mod diagnostics;
mod entries;
mod explanations;
mod exports;
mod figure_charts;
mod figure_colours;
mod figure_debates;
mod figure_files;
mod figure_geometry;
mod figure_styles;
mod gallery;
mod golden;
mod hostile;
mod house_rules;
mod importers;
mod json_contract;
mod keys;
mod laws;
mod licences;
mod linking;
mod participation;
mod program;
mod projection;
mod queries;
mod ranking;
mod reading;
mod report;
mod report_page;
mod repository;
mod schools;
mod timeline;
mod transcripts;
