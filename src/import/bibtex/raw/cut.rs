//! Cuts a text into entries, comments, preambles and strings by BibTeX's own rules.
//!
//! Braces count whether or not a backslash precedes them; quotes count only at an entry's own level;
//! `%` hides the rest of its line only between the fields of an entry. Between two pieces the cutter
//! knows nothing but its place, so that a cut may begin anywhere (see the `chunks` module).

use std::convert::Infallible;
use std::ops::Range;
use std::sync::OnceLock;

use memchr::memchr;
use memchr::memchr2;
use memchr::memchr3;

use super::head;
use super::head::Head;
use super::scan;

/// How many lines that look like the head of an entry may stand inside a value.
///
/// A value that holds more of them is taken for one that was never closed.
const HEADS_IN_VALUE: usize = 8;

/// How far the end of an entry is looked for that hardly has one: whose opening brace, counting nothing
/// but braces, is known to be never closed, or whose head a `%` precedes.
const SHORT_REACH: usize = 2048;

/// Bytes that mean something between the fields of an entry.
const MEANS: [bool; 256] = scan::table_of(b"{}\"%)");

/// What a piece of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// An entry that is closed.
    Entry,
    /// A `@string` that is closed.
    Macro,
    /// A `@preamble` that is closed.
    Preamble,
    /// A `@comment{…}`.
    Comment,
    /// Any of the first three, opened and never closed.
    Unclosed,
    /// The type of an entry at the start of a line, without what opens an entry.
    Headless,
}

/// A piece of the text; the rest of the text is between pieces and means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// What it is.
    pub(super) what: What,
    /// Where its `@` is.
    pub(super) start: u32,
    /// One past its last byte.
    pub(super) end: u32,
}

/// A piece, or an entry with what was read on the way to its end.
pub(super) enum Cut<T> {
    /// A piece that nobody has looked into.
    Piece(Piece),
    /// An entry that was read.
    Read(Piece, Head, T),
}

/// Yields the pieces that begin in a part of a text.
pub(super) struct Cutter<'t> {
    text: &'t str,
    at: usize,
    /// Where no more pieces begin.
    to: usize,
    /// The first line from `heads_from` on that looks like a head.
    next_head: usize,
    heads_from: usize,
    /// Where the search for the end of an entry gives up.
    reach: usize,
    open_braces: &'t OpenBraces,
}

/// The braces of a text that are never closed, counting nothing but braces, once a cutter asked. Cutters of one text
/// share them, for finding them takes a walk over all of it.
#[derive(Default)]
pub(super) struct OpenBraces(OnceLock<Vec<u32>>);

/// Where the search for the end of an entry arrived.
enum Found {
    /// At its end.
    Closed(usize),
    /// At a head, between two fields: the entry before was not closed.
    Head(usize),
    /// At the end of the text, or at too many heads inside one value.
    Lost,
}

impl<'t> Cutter<'t> {
    /// A cutter for a range that starts at a place between two pieces.
    pub(super) fn new(text: &'t str, range: Range<usize>, open_braces: &'t OpenBraces) -> Self {
        let Range { start: at, end: to } = range;
        Self { text, at, to, next_head: 0, heads_from: usize::MAX, reach: text.len(), open_braces }
    }

    /// The next piece, which `read` may read to its end without knowing where that is.
    ///
    /// It is asked of entries in braces on a line that looks like a head, and given the next such line as its limit, so
    /// that no cutter asks it twice of the same part of the text.
    pub(super) fn next_with<T>(
        &mut self,
        mut read: impl FnMut(usize, Head, usize) -> Option<(usize, T)>,
    ) -> Option<Cut<T>> {
        let bytes = self.text.as_bytes();
        while let Some(offset) = memchr(b'@', &bytes[self.at..self.to.max(self.at)]) {
            let start = self.at + offset;
            self.at = start + 1;
            if let Some(head) = Head::read(self.text, start) {
                if head.close == b'}'
                    && kind_of(self.text, head) == Some(What::Entry)
                    && self.head_from(start) == start
                {
                    let limit = self.head_from(head.body);
                    if let Some((end, read)) = read(start, head, limit) {
                        return Some(Cut::Read(self.piece(What::Entry, start, end, end), head, read));
                    }
                }
                if let Some(piece) = self.read(start, head) {
                    return Some(Cut::Piece(piece));
                }
            } else if let Some(end) = head::headless_entry(self.text, start) {
                return Some(Cut::Piece(self.piece(What::Headless, start, end, end)));
            }
        }
        self.at = self.to.max(self.at);
        None
    }

    /// Where it is, and where the pieces end that it finds.
    pub(super) fn range(&self) -> Range<usize> {
        self.at..self.to
    }

    fn piece(&mut self, what: What, start: usize, end: usize, resume: usize) -> Piece {
        self.at = resume;
        let to_u32 = |place: usize| u32::try_from(place).expect("a decoded text has at most u32::MAX bytes");
        Piece { what, start: to_u32(start), end: to_u32(end) }
    }

    /// The piece whose head is at `start`.
    fn read(&mut self, start: usize, head: Head) -> Option<Piece> {
        let Some(what) = kind_of(self.text, head) else { return self.comment(start, head) };
        let from = match what {
            What::Entry => scan::key(self.text, head.body, self.text.len(), head.close).next,
            _ => head.body,
        };
        let mut search = Search { first_head: None, head_count: 0 };
        let next_head = self.head_from(head.body);
        // Only one entry of a text begins a line and has no head after it; others of its line are looked up.
        let is_commented = head::is_commented(self.text.as_bytes(), start);
        let is_last_line =
            next_head == self.text.len() && !head::is_first_on_line(self.text.as_bytes(), start);
        self.reach = if is_commented || (is_last_line && self.is_never_closed(head.body - 1)) {
            self.text.len().min(from + SHORT_REACH)
        } else {
            self.text.len()
        };
        let found =
            if from > next_head { Found::Head(next_head) } else { self.close(from, head.close, &mut search) };
        if is_commented && !matches!(found, Found::Closed(_)) {
            return None;
        }
        Some(match found {
            Found::Closed(end) => self.piece(what, start, end, end),
            Found::Head(next) => {
                let end = search.first_head.unwrap_or(next);
                self.piece(What::Unclosed, start, end, end)
            }
            Found::Lost => {
                let end =
                    search.first_head.or_else(|| self.head_in_line(start, head)).unwrap_or(self.text.len());
                self.piece(What::Unclosed, start, end, end)
            }
        })
    }

    /// A comment as biber reads it; to BibTeX, `@comment` alone is one, and so it is to this reader where
    /// no brace follows or the brace is never closed.
    fn comment(&mut self, start: usize, head: Head) -> Option<Piece> {
        if head.close == b')' || (self.open_braces.0.get().is_some() && self.is_never_closed(head.body - 1)) {
            return None;
        }
        let end = closing_brace(self.text.as_bytes(), head.body);
        if end.is_none() {
            self.is_never_closed(head.body - 1);
        }
        end.map(|end| self.piece(What::Comment, start, end, end))
    }

    /// Finds the end of an entry from between two of its fields.
    fn close(&mut self, mut at: usize, close: u8, search: &mut Search) -> Found {
        let bytes = self.text.as_bytes();
        loop {
            let limit = self.head_from(at).min(self.reach);
            let between = bytes.get(at..limit).unwrap_or_default();
            let Some(offset) = between.iter().position(|&byte| MEANS[byte as usize]) else {
                return if limit == self.reach { Found::Lost } else { Found::Head(limit) };
            };
            at += offset;
            let value_end = match bytes[at] {
                b'{' => self.value(at + 1, search, |rest| memchr2(b'{', b'}', rest), ValueEnd::Brace),
                b'"' => self.value(at + 1, search, |rest| memchr3(b'{', b'}', b'"', rest), ValueEnd::Quote),
                b'%' => Some(scan::line_end(bytes, at, bytes.len())),
                byte if byte == close => return Found::Closed(at + 1),
                _ => Some(at + 1),
            };
            match value_end {
                Some(end) => at = end,
                None => return Found::Lost,
            }
        }
    }

    /// One past the end of a value, given the place after what opens it.
    ///
    /// A quoted value ends before a brace that closes more than it opened, so that the entry ends there.
    fn value(
        &mut self,
        mut at: usize,
        search: &mut Search,
        find: impl Fn(&[u8]) -> Option<usize>,
        until: ValueEnd,
    ) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        let mut limit = self.head_from(at).min(self.reach);
        loop {
            let Some(offset) = find(&bytes[at..limit]) else {
                if limit == self.reach || search.passes(limit) == Passed::TooMany {
                    return None;
                }
                at = limit;
                limit = self.head_from(at + 1).min(self.reach);
                continue;
            };
            at += offset + 1;
            match bytes[at - 1] {
                b'{' => depth += 1,
                b'}' if depth > 0 => depth -= 1,
                b'}' if until == ValueEnd::Brace => return Some(at),
                b'}' => return Some(at - 1),
                _ if depth == 0 => return Some(at),
                _ => {}
            }
        }
    }

    /// The first line at or after `from` that looks like the head of an entry, or the end of the text.
    fn head_from(&mut self, from: usize) -> usize {
        if from < self.heads_from || from > self.next_head {
            self.heads_from = from;
            self.next_head = head::next_head(self.text, from);
        }
        self.next_head
    }

    /// The next head on any line, for an entry whose brace is never closed.
    ///
    /// Only such an entry may ask: its brace is looked up and not searched, so that a line of many
    /// of them costs no more than its length.
    fn head_in_line(&mut self, start: usize, head: Head) -> Option<usize> {
        if !self.is_never_closed(head.body - 1) {
            return None;
        }
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        while let Some(offset) = memchr(b'@', &bytes[at..]) {
            at += offset;
            if head::looks_like_head(self.text, at) {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    /// Whether a brace is never closed, counting nothing but braces.
    ///
    /// The first answer walks the text once, with a stack; the later ones are looked up.
    fn is_never_closed(&self, brace: usize) -> bool {
        let bytes = self.text.as_bytes();
        let open_braces = self.open_braces.0.get_or_init(|| {
            let mut open = Vec::new();
            for at in memchr::memchr2_iter(b'{', b'}', bytes) {
                if bytes[at] == b'{' {
                    open.push(u32::try_from(at).unwrap_or(u32::MAX));
                } else {
                    open.pop();
                }
            }
            open
        });
        open_braces.binary_search(&u32::try_from(brace).unwrap_or(u32::MAX)).is_ok()
    }
}

impl Iterator for Cutter<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        match self.next_with(|_, _, _| None::<(usize, Infallible)>)? {
            Cut::Piece(piece) => Some(piece),
        }
    }
}

/// What a piece with this head is once it is closed; None for a comment.
fn kind_of(text: &str, head: Head) -> Option<What> {
    match head.kind_end - head.kind_start {
        6 if head.is_of(text, "string") => Some(What::Macro),
        7 if head.is_of(text, "comment") => None,
        8 if head.is_of(text, "preamble") => Some(What::Preamble),
        _ => Some(What::Entry),
    }
}

/// What a value is delimited by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ValueEnd {
    Brace,
    Quote,
}

/// The heads met on the way to an entry's end.
struct Search {
    first_head: Option<usize>,
    head_count: usize,
}

#[derive(PartialEq, Eq)]
enum Passed {
    Few,
    TooMany,
}

impl Search {
    fn passes(&mut self, head: usize) -> Passed {
        self.first_head.get_or_insert(head);
        self.head_count += 1;
        if self.head_count < HEADS_IN_VALUE { Passed::Few } else { Passed::TooMany }
    }
}

/// One past the brace that closes the one before `at`.
fn closing_brace(bytes: &[u8], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for offset in memchr::memchr2_iter(b'{', b'}', &bytes[at..]) {
        match bytes[at + offset] {
            b'{' => depth += 1,
            _ if depth == 0 => return Some(at + offset + 1),
            _ => depth -= 1,
        }
    }
    None
}
