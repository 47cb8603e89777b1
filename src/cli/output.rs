//! Printing: tables, JSON, CSV, Markdown and LaTeX, each with what it must escape.

use std::io::{self, IsTerminal, Write};

use anyhow::Result;
use comfy_table::{ContentArrangement, presets};
use serde::Serialize;

use super::Format;

/// Headings and rows of text.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    /// What is said below a printed table, and not in other formats.
    pub(super) notes: Vec<String>,
}

impl Table {
    pub(super) fn new(headings: &[&'static str]) -> Self {
        Self { headings: headings.iter().map(|heading| (*heading).to_owned()).collect(), ..Self::default() }
    }
}

/// Prints an answer in the format asked for.
pub(super) fn print(format: Format, json: &impl Serialize, table: &Table) -> Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match format {
        Format::Json => {
            let text = serde_json::to_string_pretty(json).map_err(io::Error::from)?;
            for c in text.chars() {
                // serde_json escapes what JSON must; these would still steer a terminal.
                if c.is_control() && !c.is_ascii() || is_bidi_control(c) {
                    write!(out, "\\u{:04x}", u32::from(c))?;
                } else {
                    write!(out, "{c}")?;
                }
            }
            writeln!(out)?;
        }
        Format::Csv => {
            let mut writer = csv::Writer::from_writer(&mut out);
            writer.write_record(table.headings.iter().map(|heading| inert(heading))).map_err(io_error)?;
            for row in &table.rows {
                writer.write_record(row.iter().map(|cell| inert(cell))).map_err(io_error)?;
            }
            writer.flush()?;
        }
        Format::Table => write_table(&mut out, table)?,
    }
    out.flush()?;
    Ok(())
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell that no spreadsheet takes for a formula. Signs and numbers stay as they are.
fn inert(cell: &str) -> String {
    let shown = printable(cell);
    // What is risky must be told before line breaks become blanks.
    if dissensus::export::inert(cell) == cell { shown } else { format!("'{shown}") }
}

fn write_table(out: &mut impl Write, table: &Table) -> Result<()> {
    if !table.rows.is_empty() {
        let mut drawn = comfy_table::Table::new();
        drawn.load_style(presets::NOTHING);
        let on_terminal = io::stdout().is_terminal();
        // In a pipe a row is a line, however long.
        let arrangement =
            if on_terminal { ContentArrangement::Dynamic } else { ContentArrangement::Disabled };
        drawn.set_content_arrangement(arrangement);
        let headings = table.headings.iter().map(|heading| printable(&heading.to_uppercase()));
        drawn.set_header(headings);
        for row in &table.rows {
            drawn.add_row(row.iter().map(|cell| printable(cell)));
        }
        for line in drawn.lines() {
            writeln!(out, "{}", line.trim_end().strip_prefix(' ').unwrap_or(line.trim_end()))?;
        }
    }
    for note in &table.notes {
        writeln!(out, "{}", printable(note))?;
    }
    Ok(())
}

/// A finished text.
pub(super) fn print_text(text: &str) -> Result<()> {
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}

/// A blank line between two tables.
pub(super) fn print_blank_line() -> Result<()> {
    writeln!(io::stdout().lock())?;
    Ok(())
}

/// The table in Markdown.
pub(super) fn print_markdown(table: &Table) -> Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let headings: Vec<String> = table.headings.iter().map(|heading| markdown(heading)).collect();
    writeln!(out, "| {} |", headings.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(table.headings.len()))?;
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| markdown(cell)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    out.flush()?;
    Ok(())
}

/// The table in LaTeX, for `booktabs` and `longtable`.
pub(super) fn print_latex(table: &Table) -> Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    writeln!(out, "% needs \\usepackage{{booktabs,longtable}}")?;
    writeln!(out, "\\begin{{longtable}}{{{}}}", "l".repeat(table.headings.len()))?;
    let headings: Vec<String> = table.headings.iter().map(|heading| latex(heading)).collect();
    writeln!(out, "\\toprule\n{} \\\\\n\\midrule\n\\endhead", headings.join(" & "))?;
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| latex(cell)).collect();
        // A row that begins with `[` or `*` would be an argument of the row end before it.
        let guard = if cells.first().is_some_and(|cell| cell.starts_with(['[', '*'])) { "{}" } else { "" };
        writeln!(out, "{guard}{} \\\\", cells.join(" & "))?;
    }
    writeln!(out, "\\bottomrule\n\\end{{longtable}}")?;
    out.flush()?;
    Ok(())
}

pub(super) fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '~' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '&' => escaped.push_str("&amp;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

pub(super) fn latex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '¶' => escaped.push_str("\\P{}"),
            '−' => escaped.push_str("\\ensuremath{-}"),
            '#' | '$' | '%' | '&' | '_' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

/// A text that cannot steer a terminal: control characters, and those that turn the direction of
/// writing, are shown as escapes; line breaks become blanks.
pub(super) fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => shown.push(' '),
            c if c.is_control() || is_bidi_control(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    shown
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Whether colours are wanted on a stream.
pub(super) fn colours(stream: &impl IsTerminal) -> bool {
    #[expect(clippy::disallowed_methods, reason = "this is cli/, which reads the environment")]
    let refused = std::env::var("NO_COLOR").is_ok_and(|value| !value.is_empty());
    #[expect(clippy::disallowed_methods, reason = "this is cli/, which reads the environment")]
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    stream.is_terminal() && !refused && !dumb
}

pub(super) fn standard_error() -> io::Stderr {
    io::stderr()
}

/// Something the user should know, on standard error.
pub(super) fn note(text: &str) {
    let _ = writeln!(io::stderr(), "dissensus: {}", printable(text));
}

/// Why a command failed, on standard error.
pub(super) fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "dissensus: error: {}", printable(text));
}
