//! Diagnostics as a person reads them: the place, the line with a caret, what to type.

use std::io::{IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anyhow::Result;
use dissensus::diagnostic::{Diagnostic, Severity};
use dissensus::model::Corpus;

use super::output::{colours, printable};

/// How many characters of a line are shown on either side of a place.
const AROUND: usize = 80;

/// Writes diagnostics one after another, with an empty line between them.
pub(super) fn render(
    corpus: &Corpus,
    diagnostics: &[&Diagnostic],
    out: &mut (impl Write + IsTerminal),
) -> Result<()> {
    let renderer = if colours(out.is_terminal()) { Renderer::styled() } else { Renderer::plain() };
    for diagnostic in diagnostics {
        writeln!(out, "{}\n", text(corpus, diagnostic, &renderer))?;
    }
    Ok(())
}

fn text(corpus: &Corpus, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let (file, place) = corpus.locate(diagnostic.span);
    let (line, line_start) = file.line(place.line);
    let (shown, marked) = excerpt(line, line_start, diagnostic);
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = printable(&diagnostic.message);
    let path = format!("{}:{}:{}", printable(file.name()), place.line, place.column);
    let snippet = Snippet::source(&shown)
        .line_start(place.line as usize)
        .annotation(AnnotationKind::Primary.span(marked));
    let mut group = Group::with_title(level.primary_title(&message).id(diagnostic.rule.name()))
        .element(annotate_snippets::Origin::path(&path))
        .element(snippet);
    let hint = diagnostic.hint.as_deref().map(printable);
    if let Some(hint) = &hint {
        group = group.element(Level::HELP.message(hint));
    }
    renderer.render(&[group])
}

/// The part of a line around a place, safe to show, and where the place stands in it.
fn excerpt(line: &str, line_start: u32, diagnostic: &Diagnostic) -> (String, std::ops::Range<usize>) {
    let floor = |mut at: usize| {
        at = at.min(line.len());
        while !line.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(diagnostic.span.start.saturating_sub(line_start) as usize);
    let end = floor(diagnostic.span.end.saturating_sub(line_start) as usize).max(start);
    let first = line[..start].char_indices().rev().take(AROUND).last().map_or(start, |(at, _)| at);
    let end = line[start..end].char_indices().nth(AROUND).map_or(end, |(at, _)| start + at);
    let last = line[end..].char_indices().nth(AROUND).map_or(line.len(), |(at, _)| end + at);
    let mut shown = if first > 0 { "… ".to_owned() } else { String::new() };
    shown.push_str(&printable(&line[first..start]));
    let from = shown.len();
    shown.push_str(&printable(&line[start..end]));
    let to = shown.len();
    shown.push_str(&printable(&line[end..last]));
    if last < line.len() {
        shown.push_str(" …");
    }
    (shown, from..to)
}
