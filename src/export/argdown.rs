//! Argdown: claims as statements, with what attacks and supports them, for its editor and its argument maps.
//!
//! ```text
//! [erodes-hegemony]: Soft balancing by second-tier powers wears away American hegemony
//!   <- [no-threat-to-hegemony]
//! ```
//!
//! # References
//! Voigt, *Argdown*, <https://argdown.org/syntax/>.

use std::io;

use super::{NetworkExporter, Part};
use crate::dataset::{Bearing, Dataset, EdgeAttribute, NodeAttribute, NodeNumber, Subject, Value};

/// The format.
pub(super) struct Argdown;

impl NetworkExporter for Argdown {
    fn name(&self) -> &'static str {
        "argdown"
    }

    fn summary(&self) -> &'static str {
        "claims with their attacks and supports as text, for Argdown"
    }

    fn cannot_carry(&self) -> &'static str {
        "relations that neither attack nor support; which relation it is, on what, who says so and where; brackets in keys"
    }

    fn subjects(&self) -> &'static [Subject] {
        &[Subject::Claims]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part { suffix: ".argdown", holds: "statements and relations", write }]
    }
}

/// The title of a statement, which knows no escapes; the number keeps titles apart that lose a bracket.
fn titles(dataset: &Dataset) -> Vec<String> {
    let mut taken = std::collections::BTreeSet::new();
    let title = |id: &str| -> String {
        let plain = |c: char| match c {
            '[' | '<' | '{' => '(',
            ']' | '>' | '}' => ')',
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => ' ',
            c => c,
        };
        // A leading hyphen would make it no title.
        id.chars().map(plain).collect::<String>().trim_start_matches('-').to_owned()
    };
    let mut unique = |wanted: String| {
        let mut name = wanted.clone();
        let mut copy = 1_usize;
        while name.is_empty() || !taken.insert(name.clone()) {
            copy += 1;
            name = format!("{wanted}#{copy}");
        }
        name
    };
    dataset.nodes.iter().map(|node| unique(title(&node.id))).collect()
}

/// A text in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let follows = letters.peek().copied().unwrap_or(' ');
        let is_markup = match c {
            '\\' | '#' | '*' | '_' | '[' | ']' | '<' | '>' | '{' | '}' | '@' | '/' | '=' => true,
            '.' | ':' => follows != ' ',
            '-' => follows == '-',
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c });
    }
    out
}

fn write(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    let titles = titles(dataset);
    writeln!(out, "// {}; {}", dataset.description(), dataset.program)?;
    for (place, node) in dataset.nodes.iter().enumerate() {
        let words = node.text(NodeAttribute::Title).unwrap_or_else(|| node.label.clone());
        writeln!(out, "\n[{}]: {}", titles[place], escaped(&words))?;
        for edge in dataset.edges.iter().filter(|edge| edge.to == NodeNumber(place)) {
            let is_symmetric = edge.values.get(&EdgeAttribute::Symmetric) == Some(&Value::Flag(true));
            let arrow = match edge.bearing {
                Some(Bearing::Attack) if is_symmetric => "><",
                Some(Bearing::Attack) => "<-",
                Some(Bearing::Support) => "<+",
                Some(Bearing::Need) => "+>",
                None => continue,
            };
            writeln!(out, "  {arrow} [{}]", titles[edge.from.0])?;
        }
    }
    Ok(())
}
