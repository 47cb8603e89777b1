//! Pajek networks: `*Vertices`, `*Arcs`, `*Arcslist`, `*Edges`. A vertex is a work, an arc from a to b says that a cites b.

use std::ops::Range;

use super::record::{Record, bad_record, imported};
use super::{Imported, Importer, Source};

/// The reader of Pajek's networks.
#[derive(Clone, Copy, Debug)]
pub struct Pajek;

impl Importer for Pajek {
    fn name(&self) -> &'static str {
        "pajek"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["net", "paj"]
    }

    fn summary(&self) -> &'static str {
        "Pajek networks: a vertex is a work, an arc from a to b says that a cites b"
    }

    fn recognises(&self, text: &str) -> bool {
        let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        let first = lines.find(|line| !line.is_empty() && !line.starts_with('%'));
        let is = |line: &str, word: &str| {
            line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        first.is_some_and(|line| is(line, "*vertices") || is(line, "*network"))
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let text = source.file.text();
        let mut records: Vec<Record<'_>> = Vec::new();
        let mut problems = Vec::new();
        let mut part = Part::Other;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let content = line.trim();
            let place = start..start + line.trim_end().len();
            if content.is_empty() || content.starts_with('%') {
                continue;
            }
            if content.starts_with('*') {
                let word = content.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
                part = match word.as_str() {
                    "*vertices" if records.is_empty() => Part::Vertices,
                    "*arcs" | "*edges" => Part::Pairs,
                    "*arcslist" | "*edgeslist" => Part::Lists,
                    _ => Part::Other,
                };
                continue;
            }
            match part {
                Part::Vertices => records.push(vertex(text, place, records.len() + 1)),
                Part::Pairs | Part::Lists => {
                    let most = if part == Part::Pairs { 2 } else { usize::MAX };
                    if !arcs(text, place.clone(), most, &mut records) {
                        let hint = format!("expected numbers from 1 to {}", records.len());
                        problems.push(bad_record(source, place, "the line joins no two vertices", &hint));
                    }
                }
                Part::Other => {}
            }
        }
        imported(source, records, problems)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Vertices,
    Pairs,
    Lists,
    /// Partitions, vectors, and vertices that repeat the network's.
    Other,
}

/// `12 "SMALL H" 0.1 0.2`
fn vertex<'a>(text: &'a str, place: Range<usize>, number: usize) -> Record<'a> {
    let line = &text[place.clone()];
    let label = match line.split_once('"') {
        Some((_, rest)) => rest.split('"').next().unwrap_or_default(),
        None => line.split_whitespace().nth(1).unwrap_or_default(),
    };
    let mut record = Record::new("misc", place.clone());
    // Labels of works need not differ; numbers do.
    record.key = Some(format!("v{number}").into());
    let label = if label.is_empty() { format!("vertex {number}") } else { label.to_owned() };
    record.composed("title", &label, place);
    record
}

/// Adds the arcs of a line; whether they are arcs.
fn arcs<'a>(text: &'a str, place: Range<usize>, most: usize, records: &mut [Record<'a>]) -> bool {
    let mut words = text[place.clone()].split_whitespace();
    let count = records.len();
    let number = |word: &str| word.parse::<usize>().ok().filter(|number| (1..=count).contains(number));
    let Some(from) = words.next().and_then(number) else { return false };
    let mut found = false;
    for word in words.take(most.saturating_sub(1)) {
        let Some(to) = number(word) else { return found && most > 2 };
        let begin = word.as_ptr() as usize - text.as_ptr() as usize;
        records[from - 1].cites(format!("v{to}").into(), begin..begin + word.len());
        found = true;
    }
    found
}
