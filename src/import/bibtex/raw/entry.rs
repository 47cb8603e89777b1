//! Has bibtex-parser read one entry, and takes the original text back by offset.

use std::borrow::Cow;
use std::ops::Range;

use bibtex_parser::Field;
use bibtex_parser::Value;
use bibtex_parser::parser::parse_entry;

use super::head::Head;
use super::mask::Mask;
use super::mask::Problem;
use super::scan;
use super::scan::Comma;
use super::scan::Key;
use super::value::RawField;
use super::value::RawValue;

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
    found: Vec<Found>,
    /// The atoms of all fields in `found`.
    atoms: Vec<Atom>,
}

/// An entry that was read to its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whole {
    /// The range of its key.
    pub(super) key: (usize, usize),
    /// One past its last byte.
    pub(super) end: usize,
}

/// A field that was found.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    /// Which of the entry's fields it is.
    number: usize,
    /// The range of its name.
    name: (usize, usize),
    /// One past the last of its atoms; the first is where those of the field before end.
    atoms_end: usize,
}

impl EntryReader {
    /// Hands every field between the key and `end`, the closing delimiter, to `each`: the range of its
    /// name, and its value.
    ///
    /// # Errors
    /// Why the fields cannot be read; then `each` was called for none of them.
    pub(super) fn fields(
        &mut self,
        text: &str,
        start: usize,
        head: Head,
        key: Key,
        end: usize,
        mut each: impl FnMut((usize, usize), &[Atom]),
    ) -> Result<(), Refusal> {
        self.find_masked(text, start, head, key, end)?;
        self.each_found(|_, name, value| each(name, value));
        Ok(())
    }

    /// Hands every field that was found to `each`: its number, the range of its name, and its value.
    pub(super) fn each_found(&self, mut each: impl FnMut(usize, (usize, usize), &[Atom])) {
        let mut first = 0;
        for field in &self.found {
            each(field.number, field.name, &self.atoms[first..field.atoms_end]);
            first = field.atoms_end;
        }
    }

    /// Reads an entry that begins at `start` and ends before `limit`, if bibtex-parser reads it as BibTeX does, as it
    /// does nearly all. None if it refuses the entry, or if there is anything in it that it may have misread.
    ///
    /// Of the values that are put together only the places are taken; they are [found](Self::each_found).
    pub(super) fn whole<'t>(
        &mut self,
        text: &'t str,
        start: usize,
        limit: usize,
        fields: &mut Vec<RawField<'t>>,
    ) -> Option<Whole> {
        self.clear();
        self.mask.clear();
        fields.clear();
        let mut rest = &text[start..limit];
        let entry = parse_entry(&mut rest).ok()?;
        let end = limit - rest.len();
        let parsed = &text[start..end];
        let bytes = parsed.as_bytes();
        if memchr::memchr_iter(b'\\', bytes).any(|at| matches!(bytes.get(at + 1), Some(b'{' | b'}'))) {
            return None;
        }
        let mut place = Place { parsed, origin: start, numbers: [].iter() };
        let key = place.of(&entry.key)?;
        for (number, Field { name, value }) in entry.fields.into_iter().enumerate() {
            let Cow::Borrowed(written) = name else { return None };
            let name = place.of(written)?;
            let (literal, range) = match &value {
                Value::Literal(Cow::Borrowed(literal)) => {
                    let (start, end) = place.of(literal)?;
                    is_plain_atom(text, Atom::Delimited(start, end)).then_some((*literal, (start, end)))?
                }
                // The number stands behind the name, the sign and white space.
                Value::Number(_) => {
                    let (start, end) = bare_number(text, name.1, end)?;
                    (&text[start..end], (start, end))
                }
                value => {
                    let parts = match value {
                        Value::Concat(parts) => &parts[..],
                        part => std::slice::from_ref(part),
                    };
                    for part in parts {
                        self.atoms.push(place.atom(text, part).filter(|&atom| is_plain_atom(text, atom))?);
                    }
                    self.found.push(Found { number, name, atoms_end: self.atoms.len() });
                    ("", name)
                }
            };
            fields.push(RawField {
                name: written,
                name_span: short(name),
                value: RawValue::Literal(literal),
                value_span: short(range),
            });
        }
        Some(Whole { key, end })
    }

    /// Finds the fields of any entry, with what bibtex-parser refuses or misreads masked.
    fn find_masked(
        &mut self,
        text: &str,
        start: usize,
        head: Head,
        key: Key,
        end: usize,
    ) -> Result<(), Refusal> {
        self.clear();
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
        for (number, field) in entry.fields.iter().enumerate() {
            let name = place.of(&field.name).ok_or_else(lost)?;
            let parts = match &field.value {
                Value::Concat(parts) => &parts[..],
                part => std::slice::from_ref(part),
            };
            for part in parts {
                self.atoms.push(place.atom(text, part).ok_or_else(lost)?);
            }
            self.found.push(Found { number, name, atoms_end: self.atoms.len() });
        }
        Ok(())
    }

    fn clear(&mut self) {
        self.found.clear();
        self.atoms.clear();
    }
}

/// A range of a text, which is short enough for it.
pub(super) fn short((start, end): (usize, usize)) -> Range<u32> {
    let to_u32 = |place: usize| u32::try_from(place).expect("the text has at most u32::MAX bytes");
    to_u32(start)..to_u32(end)
}

/// The number behind a name, `=` and white space.
fn bare_number(text: &str, name_end: usize, end: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let equals = scan::skip(bytes, name_end, end, scan::is_plain_white);
    let start = scan::skip(bytes, equals + 1, end, scan::is_plain_white);
    let number_end = scan::skip(bytes, start, end, |byte| byte.is_ascii_digit());
    (number_end > start).then_some((start, number_end))
}

/// Whether bibtex-parser ends a text where BibTeX does, to which braces count in quotes too, in an entry without
/// braces behind backslashes.
fn is_plain_atom(text: &str, atom: Atom) -> bool {
    let Atom::Delimited(start, end) = atom else { return matches!(atom, Atom::Name(..)) };
    let bytes = text.as_bytes();
    match bytes[start - 1] {
        b'{' => true,
        b'"' => memchr::memchr3(b'\\', b'{', b'}', &bytes[start..end]).is_none(),
        // A word that begins with a digit.
        _ => false,
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::bibtex::raw::cut::{Cutter, OpenBraces, What};

    /// A part of a value, such as `{a {b} c}`, `"a"`, `12`, `jan`.
    fn part() -> impl Strategy<Value = String> {
        const INSIDE: &[&str] = &["x", " ", "{", "}", "{y}", "\"", "\\", "%", ",", "\n", "é"];
        let inside = proptest::collection::vec(proptest::sample::select(INSIDE), 0..4);
        const BARE: &[&str] =
            &["12", "007", "-3", "+4", "2a", "9999999999999999999", "jan", "a\u{a0}b", "é", ""];
        prop_oneof![
            inside.clone().prop_map(|inside| format!("{{{}}}", inside.concat())),
            inside.prop_map(|inside| format!("\"{}\"", inside.concat())),
            proptest::sample::select(BARE).prop_map(String::from),
        ]
    }

    /// What an atom says.
    fn inner(atom: Atom) -> (usize, usize) {
        match atom {
            Atom::Delimited(start, end) | Atom::Bare(start, end) | Atom::Name(start, end) => (start, end),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_read_as_it_stands_is_what_is_read_masked(
            values in proptest::collection::vec(proptest::collection::vec(part(), 1..3), 1..3),
            between in proptest::sample::select(vec![" = ", "=", " =\n\t", " = %"])
        ) {
            let fields = values.iter().map(|parts| format!("t{between}{}", parts.join(" # ")));
            let text = format!("@a{{k, {}}}", fields.collect::<Vec<_>>().join(", "));
            let piece = Cutter::new(&text, 0..text.len(), &OpenBraces::default()).next();
            if let Some(piece) = piece.filter(|piece| piece.what == What::Entry && piece.start == 0)
                && let Some(head) = Head::read(&text, 0)
            {
                let key = scan::key(&text, head.body, text.len(), head.close);
                let end = piece.end as usize - 1;
                let (mut plain, mut masked) = (EntryReader::default(), EntryReader::default());
                let mut fields = Vec::new();
                if let Some(whole) = plain.whole(&text, 0, text.len(), &mut fields) {
                    prop_assert!(is_plain_head(&text, 0, head, key), "{}", text);
                    prop_assert_eq!((whole.key, whole.end), ((key.start, key.end), end + 1), "{}", text);
                    let mut read = Vec::new();
                    for field in &fields {
                        let range = field.value_span.start as usize..field.value_span.end as usize;
                        let place = (range.start, range.end);
                        prop_assert_eq!(field.value.as_str(), if place == (field.name_span.start as usize, field.name_span.end as usize) { "" } else { &text[range] });
                        read.push((field.name_span.clone(), vec![place]));
                    }
                    plain.each_found(|number, _, atoms| read[number].1 = atoms.iter().map(|atom| inner(*atom)).collect());
                    let mut expected = Vec::new();
                    let refused = masked.fields(&text, 0, head, key, end, |name, atoms| {
                        expected.push((short(name), atoms.iter().map(|atom| inner(*atom)).collect::<Vec<_>>()));
                    });
                    prop_assert!(refused.is_ok() && masked.mask.repairs.is_empty(), "{text}: {refused:?}");
                    prop_assert_eq!(read, expected, "{}", text);
                }
            }
        }
    }
}
