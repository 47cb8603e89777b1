//! Reads the shape of one entry and finds what bibtex-parser would refuse or misread in it.
//!
//! Each such place becomes a [`Patch`]: the same number of bytes of something the crate reads. The
//! text itself is later taken back by offset, so that what stands in for it is never seen.

use memchr::memchr2;
use memchr::memchr3;

use super::scan;

/// How many digits a number may have that the crate reads as one: it has 64 bits.
const LONGEST_NUMBER: usize = 18;

/// Bytes `start..end` of the text, to be replaced by as many `byte`s; whole characters all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Patch {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) byte: u8,
}

/// Why fields cannot be read, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) kind: ProblemKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What is wrong in a list of fields, whether or not that makes it unreadable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProblemKind {
    /// Unreadable: a field's name was expected.
    NoName,
    /// Unreadable: `=` was expected after a field's name.
    NoEquals,
    /// Unreadable: a value was expected after `=` or `#`.
    NoValue,
    /// Unreadable: a comma was expected after a value.
    NoComma,
    /// Unreadable: a quote or brace is never closed.
    OpenValue,
    /// Repaired: a comma that parts nothing.
    StrayComma,
    /// Repaired: a comma is missing.
    MissingComma,
    /// Repaired: a name without `=`.
    NameAlone,
    /// Repaired: a name and `=` without a value.
    EmptyValue,
    /// Repaired: `#` without a value after it.
    StrayConcatenation,
}

/// What was found in one entry; kept from entry to entry so that its memory is.
#[derive(Debug, Default)]
pub(super) struct Mask {
    /// To be applied in this order: where two overlap, the later one holds.
    pub(super) patches: Vec<Patch>,
    /// What was repaired, in the order of the text.
    pub(super) repairs: Vec<Problem>,
    /// Where the numbers stand that the crate reads as such, in the order of the text: it forgets how they were
    /// written.
    pub(super) numbers: Vec<(usize, usize)>,
}

impl Mask {
    /// Forgets what was found.
    pub(super) fn clear(&mut self) {
        self.patches.clear();
        self.repairs.clear();
        self.numbers.clear();
    }

    /// Reads the fields between `at` and `end`, where the entry's closing delimiter is.
    ///
    /// # Errors
    /// The first problem that makes the fields unreadable.
    pub(super) fn fill(&mut self, text: &str, at: usize, end: usize) -> Result<(), Problem> {
        self.clear();
        Walk { text, bytes: text.as_bytes(), end, mask: self }.fields(at)
    }
}

struct Walk<'t, 'm> {
    text: &'t str,
    bytes: &'t [u8],
    end: usize,
    mask: &'m mut Mask,
}

impl Walk<'_, '_> {
    fn fields(&mut self, mut at: usize) -> Result<(), Problem> {
        loop {
            at = self.gap(at);
            if at >= self.end {
                return Ok(());
            }
            if self.bytes[at] == b',' {
                self.repair(ProblemKind::StrayComma, at, at + 1);
                self.patch(at, at + 1, b' ');
                at += 1;
                continue;
            }
            at = self.field(at)?;
        }
    }

    /// Reads the field whose name is at `start`, and the comma after it.
    fn field(&mut self, start: usize) -> Result<usize, Problem> {
        let (name_end, equals) = self.name(start);
        if name_end == start {
            return Err(self.problem(ProblemKind::NoName, start));
        }
        if self.is_over(equals) {
            return Ok(self.leave_out(ProblemKind::NameAlone, start, name_end, equals));
        }
        if self.bytes[equals] != b'=' {
            return Err(self.problem(ProblemKind::NoEquals, equals));
        }
        let value = self.gap(equals + 1);
        if self.is_over(value) {
            return Ok(self.leave_out(ProblemKind::EmptyValue, start, equals + 1, value));
        }
        let value_end = self.value(value)?;
        let next = self.gap(value_end);
        if next >= self.end {
            return Ok(next);
        }
        if self.bytes[next] == b',' {
            return Ok(next + 1);
        }
        if next > value_end && self.begins_field(next) {
            // The gap is white space, or a comment, and by now masked where it is not plain.
            self.patch(value_end, value_end + 1, b',');
            self.repair(ProblemKind::MissingComma, value_end, value_end);
            return Ok(next);
        }
        Err(self.problem(ProblemKind::NoComma, next))
    }

    /// Masks the name at `start` and the gap after it; returns their ends.
    fn name(&mut self, start: usize) -> (usize, usize) {
        let plain_end = scan::skip(self.bytes, start, self.end, scan::is_in_plain_word);
        let next = scan::skip(self.bytes, plain_end, self.end, |byte| byte == b' ');
        if self.bytes[..self.end].get(next) == Some(&b'=') {
            // As nearly all are: one word, in which nothing is foreign.
            return (plain_end, next);
        }
        let end = self.name_end(start);
        self.word(start, end);
        (end, self.gap(end))
    }

    /// The end of the name at `start`: a word, or as in the Web of Science's `Early Access Date` and
    /// `Usage-Count-(Last-180-days)` several words of one line and parentheses.
    fn name_end(&self, start: usize) -> usize {
        let mut name_end = scan::word_end(self.text, start, self.end);
        while name_end > start {
            let next = scan::skip_blanks(self.text, name_end, self.end);
            let parenthesis = usize::from(matches!(self.bytes[..self.end].get(next), Some(b'(' | b')')));
            let next_end = scan::word_end(self.text, next + parenthesis, self.end);
            if next_end == next {
                break;
            }
            name_end = next_end;
        }
        name_end
    }

    /// Reads atoms joined by `#`; returns the end of the last one.
    fn value(&mut self, start: usize) -> Result<usize, Problem> {
        let mut at = start;
        loop {
            at = self.atom(at)?;
            let sign = self.gap(at);
            if sign >= self.end || self.bytes[sign] != b'#' {
                return Ok(at);
            }
            let next = self.gap(sign + 1);
            if self.is_over(next) {
                self.repair(ProblemKind::StrayConcatenation, sign, sign + 1);
                self.patch(sign, sign + 1, b' ');
                return Ok(sign + 1);
            }
            at = next;
        }
    }

    /// Reads a braced text, a quoted text, a number or a name; returns its end.
    fn atom(&mut self, start: usize) -> Result<usize, Problem> {
        match self.bytes[start] {
            b'{' => self.braced(start),
            b'"' => self.quoted(start),
            _ => {
                let end = scan::word_end(self.text, start, self.end);
                if end == start {
                    return Err(self.problem(ProblemKind::NoValue, start));
                }
                let written = &self.bytes[start..end];
                if written.len() <= LONGEST_NUMBER && written.iter().all(u8::is_ascii_digit) {
                    self.mask.numbers.push((start, end));
                } else if matches!(written[0], b'0'..=b'9' | b'+' | b'-') {
                    // The crate would read a number of its own, or none.
                    self.patch(start, start + 1, b'_');
                    self.word(start + 1, end);
                } else {
                    self.word(start, end);
                }
                Ok(end)
            }
        }
    }

    fn braced(&mut self, start: usize) -> Result<usize, Problem> {
        let mut depth = 0_usize;
        let mut at = start;
        while let Some(offset) = memchr2(b'{', b'}', &self.bytes[at..self.end]) {
            at += offset;
            self.unescape(at, start);
            depth = if self.bytes[at] == b'{' { depth + 1 } else { depth - 1 };
            at += 1;
            if depth == 0 {
                return Ok(at);
            }
        }
        Err(Problem { kind: ProblemKind::OpenValue, start, end: start + 1 })
    }

    fn quoted(&mut self, start: usize) -> Result<usize, Problem> {
        let mut depth = 0_usize;
        let mut at = start + 1;
        while let Some(offset) = memchr3(b'{', b'}', b'"', &self.bytes[at..self.end]) {
            at += offset;
            match self.bytes[at] {
                b'{' => depth += 1,
                b'}' if depth == 0 => break,
                b'}' => depth -= 1,
                _ if depth > 0 => self.patch(at, at + 1, b'\''),
                _ => {
                    self.unescape(at, start);
                    return Ok(at + 1);
                }
            }
            at += 1;
        }
        Err(Problem { kind: ProblemKind::OpenValue, start, end: start + 1 })
    }

    /// Takes the meaning from a backslash before the delimiter at `at`, of a value that begins at `start`.
    fn unescape(&mut self, at: usize, start: usize) {
        if at > start && self.bytes[at - 1] == b'\\' {
            self.patch(at - 1, at, b'/');
        }
    }

    /// Steps over white space and comments, which become plain white space.
    #[inline]
    fn gap(&mut self, at: usize) -> usize {
        let at = scan::skip(self.bytes, at, self.end, scan::is_plain_white);
        match self.bytes[..self.end].get(at) {
            None | Some(b'!'..=b'$' | b'&'..=b'~') => at,
            Some(_) => self.odd_gap(at),
        }
    }

    /// Steps over the rest of a gap in which there may be more than plain white space.
    #[cold]
    fn odd_gap(&mut self, mut at: usize) -> usize {
        while at < self.end {
            let len = match self.bytes[at] {
                b'%' => scan::line_end(self.bytes, at, self.end) - at,
                _ => scan::white_len(self.text, at),
            };
            if len == 0 {
                break;
            }
            self.patch(at, at + len, b' ');
            at = scan::skip(self.bytes, at + len, self.end, scan::is_plain_white);
        }
        at
    }

    /// Masks what the crate does not take for part of a name.
    fn word(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let foreign_end = scan::skip(self.bytes, at, end, |byte| !scan::is_in_plain_word(byte));
            if foreign_end > at {
                self.patch(at, foreign_end, b'_');
            }
            at = scan::skip(self.bytes, foreign_end, end, scan::is_in_plain_word);
        }
    }

    /// Blanks a field that says nothing, and the comma after it.
    fn leave_out(&mut self, kind: ProblemKind, start: usize, end: usize, next: usize) -> usize {
        let past = if next < self.end { next + 1 } else { next };
        self.patch(start, past, b' ');
        self.repair(kind, start, end);
        past
    }

    /// Whether a field ends here: at a comma or at the end of the entry.
    fn is_over(&self, at: usize) -> bool {
        at >= self.end || self.bytes[at] == b','
    }

    fn begins_field(&self, at: usize) -> bool {
        let name_end = scan::word_end(self.text, at, self.end);
        let equals = scan::skip_white(self.text, name_end, self.end);
        name_end > at && self.bytes[..self.end].get(equals) == Some(&b'=')
    }

    fn patch(&mut self, start: usize, end: usize, byte: u8) {
        self.mask.patches.push(Patch { start, end, byte });
    }

    fn repair(&mut self, kind: ProblemKind, start: usize, end: usize) {
        self.mask.repairs.push(Problem { kind, start, end });
    }

    /// A problem with the word, or else the character, at `at`.
    fn problem(&self, kind: ProblemKind, at: usize) -> Problem {
        let end = scan::word_end(self.text, at, self.end);
        let one = self.bytes.get(at).map_or(0, |&byte| scan::char_len(byte));
        Problem { kind, start: at, end: end.max(at + one) }
    }
}
