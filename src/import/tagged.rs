//! Lines that begin with a tag, as Web of Science, RIS and PubMed write them.

use std::ops::Range;

/// A tag and everything that stands after it, up to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tagged<'a> {
    /// The tag: `AU`.
    pub(super) tag: &'a str,
    /// Where the tag begins.
    pub(super) start: usize,
    /// Where its lines stand, each without the blanks around it.
    pub(super) lines: Vec<Range<usize>>,
}

impl<'a> Tagged<'a> {
    /// From the first line to the last.
    pub(super) fn place(&self) -> Range<usize> {
        let start = self.lines.first().map_or(self.start, |line| line.start);
        start..self.lines.last().map_or(start, |line| line.end)
    }

    /// Its lines one by one.
    pub(super) fn texts<'t>(&'t self, text: &'a str) -> impl Iterator<Item = &'a str> + 't {
        self.lines.iter().map(|line| &text[line.clone()])
    }

    /// Its lines as one text.
    pub(super) fn joined(&self, text: &'a str) -> String {
        let lines: Vec<&str> = self.texts(text).collect();
        lines.join(" ")
    }
}

/// What a line is.
pub(super) enum Line {
    /// It begins with a tag of this length; its text begins there.
    Tag(usize, usize),
    /// It goes on with the tag before.
    More,
}

/// The tags of a text and their lines; `line_of` says of a line what it is. Lines before the first tag are left out.
pub(super) fn tagged<'a>(text: &'a str, line_of: impl Fn(&str) -> Line) -> Vec<Tagged<'a>> {
    let mut found: Vec<Tagged<'a>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let start = at;
        at += line.len();
        let trimmed = |from: usize| {
            let rest = &text[start + from..at];
            let begin = start + from + (rest.len() - rest.trim_start().len());
            begin..(start + from + rest.trim_end().len()).max(begin)
        };
        match line_of(line.trim_end_matches(['\r', '\n'])) {
            Line::Tag(length, from) => {
                let range = trimmed(from);
                let lines = if range.is_empty() { Vec::new() } else { vec![range] };
                found.push(Tagged { tag: &text[start..start + length], start, lines });
            }
            Line::More => {
                let range = trimmed(0);
                if let Some(last) = found.last_mut().filter(|_| !range.is_empty()) {
                    last.lines.push(range);
                }
            }
        }
    }
    found
}
