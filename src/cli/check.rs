//! `check`: every mistake, with its place and what to type.

use anyhow::Result;
use clap::Args;
use dissensus::analysis;
use dissensus::diagnostic::{Diagnostic, Severity};
use serde_json::json;

use super::output::{self, Table};
use super::session::Session;
use super::{Format, InputArguments, Outcome, render_diagnostics};

/// Report every mistake in the files: syntax, keys, refs, signs, claims and positions
///
/// Example: dissensus check bib/soft-balancing.bib
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    input: InputArguments,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

impl Check {
    pub(super) fn run(&self) -> Result<Outcome> {
        let session = Session::open(&self.input)?;
        let corpus = &session.corpus;
        let diagnostics = analysis::all_diagnostics(corpus, &session.diagnostics);
        let shown: Vec<&Diagnostic> = diagnostics.iter().collect();
        let found = analysis::check_found(corpus, &diagnostics);
        let counts = found.counts;
        let errors = diagnostics.iter().filter(|found| found.severity() == Severity::Error).count();
        match self.format {
            Format::Table => {
                let mut out = std::io::stdout();
                render_diagnostics::render(corpus, &shown, &mut out)?;
                let mut table = Table::default();
                table.notes.extend(analysis::exports_without_references(corpus));
                table.notes.push(format!(
                    "{}, {}, {}, {}, {}: {}, {}",
                    counted(counts.works, "work"),
                    counted(counts.positions, "position"),
                    counted(counts.claims, "claim"),
                    counted(counts.responses, "response"),
                    counted(counts.citations, "citation"),
                    counted(errors, "error"),
                    counted(diagnostics.len() - errors, "warning"),
                ));
                output::print(Format::Table, &(), &table)?;
            }
            format => {
                let mut table =
                    Table::new(&["severity", "name", "file", "line", "column", "message", "hint"]);
                for one in &found.diagnostics {
                    table.rows.push(vec![
                        one.severity.clone(),
                        one.name.to_owned(),
                        one.file.clone(),
                        one.line.to_string(),
                        one.column.to_string(),
                        one.message.clone(),
                        one.hint.clone().unwrap_or_default(),
                    ]);
                }
                output::print(format, &json!(found), &table)?;
            }
        }
        Ok(if errors > 0 { Outcome::ErrorsInInput } else { Outcome::Clean })
    }
}

pub(super) fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}
