//! The engine that turns DOT into SVG, behind a trait: the only place that knows which one is built in.

use graphviz_pure::DiagnosticLevel;
use graphviz_pure::render_dot;

/// Draws DOT whose nodes and edges have their places already.
pub trait LayoutEngine: Sync {
    /// Draws the DOT as SVG.
    ///
    /// # Errors
    ///
    /// What went wrong, in words; a lost edge is an error.
    fn svg(&self, dot: &str) -> Result<String, String>;
}

/// The Graphviz that is built in.
pub struct Embedded;

impl LayoutEngine for Embedded {
    fn svg(&self, dot: &str) -> Result<String, String> {
        let rendered = render_dot(dot, "nop2", "svg").map_err(|error| error.to_string())?;
        // A dropped edge is an `Error` diagnostic inside `Ok`.
        let lost: Vec<String> = rendered
            .diagnostics()
            .iter()
            .filter(|diagnostic| diagnostic.level() == DiagnosticLevel::Error)
            .map(|diagnostic| diagnostic.message().to_owned())
            .collect();
        if lost.is_empty() { Ok(rendered.into_output()) } else { Err(lost.join("; ")) }
    }
}
