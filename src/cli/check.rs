//! `check`: every mistake, with its place and what to type.

use anyhow::Result;
use clap::Args;
use dissensus::analysis;
use dissensus::diagnostic::{Diagnostic, Severity};
use dissensus::model::Confidence;
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
        let mut diagnostics = session.diagnostics;
        diagnostics.extend(analysis::check(corpus));
        diagnostics.sort();
        diagnostics.dedup();
        let shown: Vec<&Diagnostic> = diagnostics.iter().collect();
        let statistics = analysis::statistics(corpus, Confidence::Low);
        let errors = diagnostics.iter().filter(|found| found.severity() == Severity::Error).count();
        match self.format {
            Format::Table => {
                let mut out = std::io::stdout();
                render_diagnostics::render(corpus, &shown, &mut out)?;
                let mut table = Table::default();
                table.notes.push(format!(
                    "{}, {}, {}, {}, {}: {}, {}",
                    counted(statistics.works, "work"),
                    counted(statistics.positions, "position"),
                    counted(statistics.claims, "claim"),
                    counted(statistics.responses, "response"),
                    counted(statistics.citations, "citation"),
                    counted(errors, "error"),
                    counted(diagnostics.len() - errors, "warning"),
                ));
                output::print(Format::Table, &(), &table)?;
            }
            format => {
                let mut table =
                    Table::new(&["severity", "name", "file", "line", "column", "message", "hint"]);
                let mut rows = Vec::new();
                for found in &diagnostics {
                    let (file, place) = corpus.locate(found.span);
                    rows.push(json!({
                        "name": found.rule.name(),
                        "severity": found.severity().to_string(),
                        "file": file.name(),
                        "line": place.line,
                        "column": place.column,
                        "message": found.message,
                        "hint": found.hint,
                    }));
                    table.rows.push(vec![
                        found.severity().to_string(),
                        found.rule.name().to_owned(),
                        file.name().to_owned(),
                        place.line.to_string(),
                        place.column.to_string(),
                        found.message.clone(),
                        found.hint.clone().unwrap_or_default(),
                    ]);
                }
                let answer = json!({
                    "diagnostics": rows,
                    "counts": {
                        "works": statistics.works,
                        "positions": statistics.positions,
                        "claims": statistics.claims,
                        "responses": statistics.responses,
                        "citations": statistics.citations,
                    },
                });
                output::print(format, &answer, &table)?;
            }
        }
        Ok(if errors > 0 { Outcome::ErrorsInInput } else { Outcome::Clean })
    }
}

pub(super) fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}
