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
    let renderer = if colours(out) { Renderer::styled() } else { Renderer::plain() };
    for diagnostic in diagnostics {
        writeln!(out, "{}\n", text(corpus, diagnostic, &renderer))?;
    }
    Ok(())
}

fn text(corpus: &Corpus, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let (file, place) = corpus.locate(diagnostic.span);
    let (line, line_start) = file.line(place.line);
    let start = diagnostic.span.start.saturating_sub(line_start) as usize;
    let end = diagnostic.span.end.saturating_sub(line_start) as usize;
    let excerpt = Excerpt::new(line, start, end);
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = printable(&diagnostic.message);
    let name = printable(file.name());
    let place = format!("{name}:{}:{}", place.line, place.column);
    let mut snippet = Snippet::source(&excerpt.text)
        .line_start(file.place(diagnostic.span.start).line as usize)
        .annotation(AnnotationKind::Primary.span(excerpt.marked.clone()));
    let mut group = Group::with_title(level.primary_title(&message).id(diagnostic.rule.name()));
    // The snippet's own heading counts columns in what it shows, which must then be the line itself.
    if excerpt.text == line {
        snippet = snippet.path(&name);
    } else {
        group = group.element(annotate_snippets::Origin::path(&place));
    }
    group = group.element(snippet);
    let hint = diagnostic.hint.as_deref().map(printable);
    if let Some(hint) = &hint {
        group = group.element(Level::HELP.message(hint));
    }
    renderer.render(&[group])
}

/// The part of a line around a place, safe to show, and where the place stands in it.
struct Excerpt {
    text: String,
    marked: std::ops::Range<usize>,
}

impl Excerpt {
    fn new(line: &str, start: usize, end: usize) -> Self {
        let floor = |mut at: usize| {
            at = at.min(line.len());
            while !line.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(start);
        let end = floor(end).max(start);
        if line.len() <= LONG && printable(line) == line {
            return Self { text: line.to_owned(), marked: start..end };
        }
        let first = line[..start].char_indices().rev().take(AROUND).last().map_or(start, |(at, _)| at);
        let end = line[start..end].char_indices().nth(AROUND).map_or(end, |(at, _)| start + at);
        let last = line[end..].char_indices().nth(AROUND).map_or(line.len(), |(at, _)| end + at);
        let mut text = if first > 0 { "… ".to_owned() } else { String::new() };
        text.push_str(&printable(&line[first..start]));
        let from = text.len();
        text.push_str(&printable(&line[start..end]));
        let to = text.len();
        text.push_str(&printable(&line[end..last]));
        if last < line.len() {
            text.push_str(" …");
        }
        Self { text, marked: from..to }
    }
}

/// How long a line may be, in bytes, to be shown whole.
const LONG: usize = 2000;
