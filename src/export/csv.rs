//! Two tables of comma-separated values, of nodes and of edges, with the headings that Gephi and Cytoscape look for.

use std::io;

use super::{NetworkExporter, Part};
use crate::dataset::{Attribute, Dataset, EdgeDirection, Value};

/// The format.
pub(super) struct Csv;

impl NetworkExporter for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn summary(&self) -> &'static str {
        "tables of nodes and of edges, for spreadsheets, R, pandas, Gephi, Cytoscape"
    }

    fn cannot_carry(&self) -> &'static str {
        "types; lists, which are joined by “; ”; where claims are asserted and denied; control characters; what \
         looks like a formula gets an apostrophe"
    }

    fn parts(&self) -> &'static [Part] {
        &[
            Part { suffix: "-nodes.csv", holds: "nodes", write: nodes },
            Part { suffix: "-edges.csv", holds: "edges", write: edges },
        ]
    }
}

/// A text that no spreadsheet takes for a formula. Signs and numbers stay as they are.
///
/// ```
/// use dissensus::export::inert;
/// assert_eq!(inert("=1+1"), "'=1+1");
/// assert_eq!(inert("-350"), "-350");
/// ```
#[must_use]
pub fn inert(cell: &str) -> String {
    let risky = match cell.as_bytes() {
        [b'=' | b'@' | b'\t' | b'\r', ..] => true,
        [b'+' | b'-', rest @ ..] => rest.iter().any(|byte| !byte.is_ascii_digit() && *byte != b'.'),
        _ => false,
    };
    if risky { format!("'{cell}") } else { cell.to_owned() }
}

/// A cell; quotation marks only where they are needed.
fn cell(text: &str) -> String {
    let text: String = inert(text).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.contains([',', '"', ';']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

fn row(out: &mut dyn io::Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    for (number, cell) in cells.enumerate() {
        write!(out, "{}{cell}", if number > 0 { "," } else { "" })?;
    }
    writeln!(out)
}

fn headings<A: Attribute>(first: &[&str], attributes: &[A]) -> impl Iterator<Item = String> {
    let first: Vec<String> = first.iter().map(|&heading| heading.to_owned()).collect();
    let rest: Vec<String> = attributes.iter().map(|attribute| attribute.name().to_owned()).collect();
    first.into_iter().chain(rest)
}

fn shown(value: Option<&Value>) -> String {
    value.map(|value| cell(&value.to_string())).unwrap_or_default()
}

fn nodes(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    let attributes = dataset.node_attributes();
    row(out, headings(&["Id", "Label"], &attributes))?;
    for node in &dataset.nodes {
        let first = [cell(&node.id), cell(&node.label)];
        row(out, first.into_iter().chain(attributes.iter().map(|it| shown(node.values.get(it)))))?;
    }
    Ok(())
}

fn edges(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    let attributes = dataset.edge_attributes();
    let direction = match dataset.direction {
        EdgeDirection::Directed => "Directed",
        EdgeDirection::Undirected => "Undirected",
    };
    row(out, headings(&["Source", "Target", "Type", "Weight"], &attributes))?;
    for edge in &dataset.edges {
        let [from, to] = [edge.from, edge.to].map(|end| cell(&dataset.node(end).id));
        let first = [from, to, direction.to_owned(), Value::Number(edge.weight).to_string()];
        row(out, first.into_iter().chain(attributes.iter().map(|it| shown(edge.values.get(it)))))?;
    }
    Ok(())
}
