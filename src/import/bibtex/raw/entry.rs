//! Has bibtex-parser read one entry, and takes the original text back by offset.

use bibtex_parser::Value;
use bibtex_parser::parser::parse_entry;

use super::head::Head;
use super::mask::Mask;
use super::mask::Problem;
use super::scan;
use super::scan::Comma;
use super::scan::Key;

/// What is put before masked fields in place of the entry's own head.
const HEAD_IN_BRACES: &str = "@x{_,";
/// The same for an entry in parentheses.
const HEAD_IN_PARENTHESES: &str = "@x(_,";

/// One part of a value, as a range of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Atom {
    /// What stands between delimiters.
    Delimited(usize, usize),
    /// A number.
    Bare(usize, usize),
    /// The name of a macro.
    Name(usize, usize),
}

impl Atom {
    /// Its range with its delimiters.
    pub(super) fn outer(self) -> (usize, usize) {
        match self {
            Self::Delimited(start, end) => (start - 1, end + 1),
            Self::Bare(start, end) | Self::Name(start, end) => (start, end),
        }
    }
}

/// How many fields an entry has.
#[derive(Clone, Copy, Debug)]
pub(super) struct FieldCount(pub(super) usize);

/// Why an entry cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Its shape.
    Shape(Problem),
    /// The crate refused what the mask let through.
    Parser(String),
}

/// Reads entries one after the other, in the same memory.
#[derive(Default)]
pub(super) struct EntryReader {
    /// What was masked and repaired in the last entry.
    pub(super) mask: Mask,
    masked: Vec<u8>,
    atoms: Vec<Atom>,
}

impl EntryReader {
    /// Hands every field between the key and `end`, the closing delimiter, to `each`: the range of its
    /// name, and its value.
    ///
    /// # Errors
    /// Why the fields cannot be read; then `each` was called for none of them, unless the crate returned
    /// something that is not in the text.
    pub(super) fn fields(
        &mut self,
        text: &str,
        start: usize,
        head: Head,
        key: Key,
        end: usize,
        mut each: impl FnMut(FieldCount, (usize, usize), &[Atom]),
    ) -> Result<(), Refusal> {
        self.mask.fill(text, key.next, end).map_err(Refusal::Shape)?;
        let (parsed, origin) = if self.mask.patches.is_empty() && is_plain_head(text, start, head, key) {
            (&text[start..=end], start)
        } else {
            let opening = if head.close == b'}' { HEAD_IN_BRACES } else { HEAD_IN_PARENTHESES };
            self.masked.clear();
            self.masked.extend_from_slice(opening.as_bytes());
            self.masked.extend_from_slice(&text.as_bytes()[key.next..=end]);
            for patch in &self.mask.patches {
                let place = |at: usize| at - key.next + opening.len();
                self.masked[place(patch.start)..place(patch.end)].fill(patch.byte);
            }
            let masked =
                std::str::from_utf8(&self.masked).map_err(|error| Refusal::Parser(error.to_string()))?;
            // The head may be longer than what it stands for, hence the wrapping.
            (masked, key.next.wrapping_sub(opening.len()))
        };
        let mut rest = parsed;
        let entry = parse_entry(&mut rest).map_err(|error| Refusal::Parser(error.to_string()))?;
        if !rest.is_empty() {
            return Err(Refusal::Parser(String::from("more than an entry was found")));
        }
        let mut place = Place { parsed, origin, numbers: self.mask.numbers.iter() };
        let lost = || Refusal::Parser(String::from("a value was found that is not in the text"));
        for field in &entry.fields {
            let name = place.of(&field.name).ok_or_else(lost)?;
            self.atoms.clear();
            let parts = match &field.value {
                Value::Concat(parts) => &parts[..],
                part => std::slice::from_ref(part),
            };
            for part in parts {
                self.atoms.push(place.atom(text, part).ok_or_else(lost)?);
            }
            each(FieldCount(entry.fields.len()), name, &self.atoms);
        }
        Ok(())
    }
}

/// Where the parsed text lies in the whole text.
struct Place<'p> {
    parsed: &'p str,
    origin: usize,
    /// Those of the numbers still to come.
    numbers: std::slice::Iter<'p, (usize, usize)>,
}

impl Place<'_> {
    /// The range in the whole text of what bibtex-parser borrowed from the parsed text.
    fn of(&self, part: &str) -> Option<(usize, usize)> {
        let offset = (part.as_ptr() as usize).checked_sub(self.parsed.as_ptr() as usize)?;
        let start = self.origin.wrapping_add(offset);
        (offset + part.len() <= self.parsed.len()).then_some((start, start + part.len()))
    }

    fn atom(&mut self, text: &str, part: &Value<'_>) -> Option<Atom> {
        match part {
            Value::Number(_) => self.numbers.next().map(|&(start, end)| Atom::Bare(start, end)),
            Value::Literal(literal) => self.of(literal).map(|(start, end)| Atom::Delimited(start, end)),
            Value::Variable(name) => self.of(name).map(|(start, end)| match text.as_bytes()[start] {
                b'0'..=b'9' | b'+' | b'-' => Atom::Bare(start, end),
                _ => Atom::Name(start, end),
            }),
            Value::Concat(_) => None,
        }
    }
}

/// Whether bibtex-parser reads the head as it stands.
fn is_plain_head(text: &str, start: usize, head: Head, key: Key) -> bool {
    let bytes = text.as_bytes();
    let is_word = |start: usize, end: usize| {
        end > start && scan::skip(bytes, start, end, scan::is_in_plain_word) == end
    };
    let is_white = |start: usize, end: usize| scan::skip(bytes, start, end, scan::is_plain_white) == end;
    key.comma == Comma::Present
        && head.kind_start == start + 1
        && is_word(head.kind_start, head.kind_end)
        && is_white(head.kind_end, head.body - 1)
        && is_white(head.body, key.start)
        && is_word(key.start, key.end)
        && bytes[key.next - 1] == b','
        && is_white(key.end, key.next - 1)
}
