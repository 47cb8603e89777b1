//! Several libraries in one file, each of which still says what it said.

use std::collections::BTreeSet;

use super::source::Library;
use crate::diagnostic::FileId;
use crate::import::bibtex::raw::{MONTHS, read};

/// The abbreviations that the libraries before one define.
#[derive(Default)]
pub(super) struct Abbreviations {
    names: BTreeSet<String>,
}

impl Abbreviations {
    /// `@string` parts that give those abbreviations back what they stood for, which a library uses before it defines
    /// them, if it does; then its own are added.
    pub(super) fn taken_back(&mut self, library: &Library<'_>) -> String {
        let text = library.file.text();
        let own = names(library);
        let lower = text.to_ascii_lowercase();
        let mut written = String::new();
        for name in &self.names {
            let defined = own.iter().filter(|(own, _)| own == name).map(|(_, end)| *end).min();
            // A definition has the word, too.
            let is_own = |at: usize| {
                let definition =
                    library.strings.iter().find(|range| (range.start..range.end).contains(&short(at)));
                definition.is_some_and(|range| {
                    own.iter().any(|(own, end)| own == name && *end == range.end as usize)
                })
            };
            let mut uses = words(&lower, name).filter(|&at| !is_own(at));
            if uses.any(|at| defined.is_none_or(|end| at < end)) {
                // A library may have defined them anew.
                let stood_for = MONTHS.iter().find(|(month, _)| month == name).map_or("", |(_, long)| long);
                written.push_str(&format!("@string{{{name} = {{{stood_for}}}}}\n"));
            }
        }
        self.names.extend(own.into_iter().map(|(name, _)| name));
        written
    }
}

/// The abbreviations that a library defines, in small letters, each with the end of its definition.
fn names(library: &Library<'_>) -> Vec<(String, usize)> {
    let text = library.file.text();
    let mut found = Vec::new();
    for range in &library.strings {
        let (start, end) = (range.start as usize, range.end as usize);
        let Some(open) = text[start..end].find(['{', '(']) else { continue };
        let close = if text[start + open..].starts_with('(') { ')' } else { '}' };
        let opening = if close == ')' { '(' } else { '{' };
        // As the fields of an entry.
        let fields = format!("@string_{opening}_,{}{close}", &text[start + open + 1..end - 1]);
        let read = read(&fields, FileId(0), |entry| {
            entry.fields.iter().map(|field| field.name.trim().to_lowercase()).collect::<Vec<_>>()
        });
        found.extend(read.items.into_iter().flatten().map(|name| (name, end)));
    }
    found
}

/// A place in a file; files have at most three gigabytes.
fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Where a text has a word.
fn words<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    text.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        !text[..at].ends_with(is_of_word) && !text[at + word.len()..].starts_with(is_of_word)
    })
}

/// A text in which what cannot be read opens no entry that could swallow those of the files behind it: outside of what
/// can be read `@` is `(at)`.
pub(super) fn defused(text: &str) -> String {
    let read = read(text, FileId(0), |entry| entry.span);
    let mut sound: Vec<(usize, usize)> = [read.items, read.comments, read.preambles, read.strings]
        .concat()
        .into_iter()
        .map(|range| (range.start as usize, range.end as usize))
        .collect();
    sound.sort_unstable();
    let mut written = String::with_capacity(text.len());
    let mut at = 0;
    for (start, end) in sound {
        written.push_str(&text[at..start].replace('@', "(at)"));
        written.push_str(&text[start..end]);
        at = end;
    }
    written.push_str(&text[at..].replace('@', "(at)"));
    written
}
