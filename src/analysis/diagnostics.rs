//! What `check` answers, as it serialises: every diagnostic with its place.

use serde::Serialize;

use super::check::check;
use super::statistics::statistics;
use crate::diagnostic::Diagnostic;
use crate::model::{Confidence, Corpus};

/// One diagnostic and its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DiagnosticFinding {
    /// The rule's name.
    pub name: &'static str,
    /// `error` or `warning`.
    pub severity: String,
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// What was found and what was expected.
    pub message: String,
    /// What to type.
    pub hint: Option<String>,
}

/// How much was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedCounts {
    /// Works with an entry.
    pub works: usize,
    /// Positions.
    pub positions: usize,
    /// Claims.
    pub claims: usize,
    /// Typed responses.
    pub responses: usize,
    /// Untyped citations.
    pub citations: usize,
}

/// Everything that is wrong, and how much was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckFinding {
    /// In file order.
    pub diagnostics: Vec<DiagnosticFinding>,
    /// How much was looked at.
    pub counts: CheckedCounts,
}

/// What was found wrong when the files were read, and what [`check`] finds in the corpus; in file order, each once.
#[must_use]
pub fn all_diagnostics(corpus: &Corpus, of_reading: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut found = of_reading.to_vec();
    found.extend(check(corpus));
    found.sort();
    found.dedup();
    found
}

/// Diagnostics with their places.
#[must_use]
pub fn check_found(corpus: &Corpus, diagnostics: &[Diagnostic]) -> CheckFinding {
    let placed = diagnostics.iter().map(|found| {
        let (file, place) = corpus.locate(found.span);
        DiagnosticFinding {
            name: found.rule.name(),
            severity: found.severity().to_string(),
            file: file.name().to_owned(),
            line: place.line,
            column: place.column,
            message: found.message.clone(),
            hint: found.hint.clone(),
        }
    });
    let counted = statistics(corpus, Confidence::Low);
    CheckFinding {
        diagnostics: placed.collect(),
        counts: CheckedCounts {
            works: counted.works,
            positions: counted.positions,
            claims: counted.claims,
            responses: counted.responses,
            citations: counted.citations,
        },
    }
}
