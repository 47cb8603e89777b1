//! The abbreviations that `@string` defines, each from the place of its definition on.

use rustc_hash::FxHashMap;

use super::entry::Atom;
use super::value::in_small_letters;

/// BibTeX's months, as its standard styles define them.
pub(crate) const MONTHS: [(&str, &str); 12] = [
    ("jan", "January"),
    ("feb", "February"),
    ("mar", "March"),
    ("apr", "April"),
    ("may", "May"),
    ("jun", "June"),
    ("jul", "July"),
    ("aug", "August"),
    ("sep", "September"),
    ("oct", "October"),
    ("nov", "November"),
    ("dec", "December"),
];

/// A definition's place in the table.
type DefinitionId = u32;

/// A part of a definition; a macro in it is always an earlier definition, so that none is circular.
#[derive(Clone, Copy, Debug)]
enum Part<'t> {
    Text(&'t str),
    Macro(DefinitionId),
}

/// How long an expansion may be to be kept; longer ones are put together anew for each use.
const KEPT: u64 = 256;

/// What a macro stands for.
#[derive(Debug)]
struct Definition<'t> {
    /// At least two parts, none of them empty, or at most one text.
    parts: Vec<Part<'t>>,
    /// How many bytes they expand to.
    len: u64,
    /// What they expand to, if that is not long.
    kept: Option<String>,
}

/// Every definition of a file.
#[derive(Debug)]
pub(super) struct Macros<'t> {
    definitions: Vec<Definition<'t>>,
    /// By lower-case name: from which place on which definition holds, in the order of the text.
    by_name: FxHashMap<String, Vec<(usize, DefinitionId)>>,
}

/// A name in a value that stands for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unknown {
    /// No earlier `@string` defines it.
    Undefined(usize, usize),
    /// It is being defined.
    Itself(usize, usize),
}

/// A value that would be longer than what is left of the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooLong {
    /// How many bytes it would be.
    pub(super) len: u64,
}

impl<'t> Macros<'t> {
    /// The months alone.
    pub(super) fn new() -> Self {
        let mut macros = Self { definitions: Vec::new(), by_name: FxHashMap::default() };
        for (name, month) in MONTHS {
            let id = macros.add(vec![Part::Text(month)]);
            macros.by_name.insert(String::from(name), vec![(0, id)]);
        }
        macros
    }

    /// Lets `name` stand for `value` from the place `from` on; names that stand for nothing add nothing.
    pub(super) fn define(
        &mut self,
        text: &'t str,
        name: &str,
        from: usize,
        value: &[Atom],
        unknown: &mut dyn FnMut(Unknown),
    ) {
        let name = in_small_letters(name);
        let mut parts = Vec::with_capacity(value.len());
        for &atom in value {
            match atom {
                Atom::Delimited(start, end) | Atom::Bare(start, end) if start < end => {
                    parts.push(Part::Text(&text[start..end]));
                }
                Atom::Delimited(..) | Atom::Bare(..) => {}
                Atom::Name(start, end) if in_small_letters(&text[start..end]) == name => {
                    unknown(Unknown::Itself(start, end))
                }
                Atom::Name(start, end) => match self.find(&text[start..end], usize::MAX) {
                    None => unknown(Unknown::Undefined(start, end)),
                    Some(id) if self.len(id) > 0 => parts.push(Part::Macro(id)),
                    Some(_) => {}
                },
            }
        }
        let id = match parts[..] {
            [Part::Macro(id)] => id,
            _ => self.add(parts),
        };
        self.by_name.entry(name.into_owned()).or_default().push((from, id));
    }

    /// The text of a value at a place, taken from `budget`.
    ///
    /// Names that stand for nothing are told to `unknown` and add nothing, as in BibTeX.
    ///
    /// # Errors
    /// [`TooLong`] if the budget does not suffice; it is left as it was.
    ///
    /// # Complexity
    /// Linear in the length of the text.
    pub(super) fn expand(
        &self,
        text: &'t str,
        place: usize,
        value: &[Atom],
        budget: &mut u64,
        unknown: &mut dyn FnMut(Unknown),
    ) -> Result<String, TooLong> {
        let mut parts = Vec::with_capacity(value.len());
        let mut len = 0_u64;
        for &atom in value {
            let part = match atom {
                Atom::Delimited(start, end) | Atom::Bare(start, end) => Part::Text(&text[start..end]),
                Atom::Name(start, end) => match self.find(&text[start..end], place) {
                    None => {
                        unknown(Unknown::Undefined(start, end));
                        continue;
                    }
                    Some(id) => Part::Macro(id),
                },
            };
            len = len.saturating_add(self.part_len(part));
            parts.push(part);
        }
        if len > *budget {
            return Err(TooLong { len });
        }
        *budget -= len;
        Ok(self.join(parts, len))
    }

    /// The text of these parts, `len` bytes long.
    fn join(&self, mut parts: Vec<Part<'t>>, len: u64) -> String {
        let mut joined = String::with_capacity(usize::try_from(len).unwrap_or(0));
        parts.reverse();
        while let Some(part) = parts.pop() {
            match part {
                Part::Text(text) => joined.push_str(text),
                Part::Macro(id) => match &self.definitions[id as usize] {
                    Definition { kept: Some(text), .. } => joined.push_str(text),
                    definition => parts.extend(definition.parts.iter().rev()),
                },
            }
        }
        joined
    }

    fn add(&mut self, parts: Vec<Part<'t>>) -> DefinitionId {
        let len = parts.iter().fold(0_u64, |len, &part| len.saturating_add(self.part_len(part)));
        let kept = (len <= KEPT).then(|| self.join(parts.clone(), len));
        self.definitions.push(Definition { parts, len, kept });
        u32::try_from(self.definitions.len() - 1).expect("a text of u32::MAX bytes holds fewer definitions")
    }

    fn find(&self, name: &str, place: usize) -> Option<DefinitionId> {
        let versions = self.by_name.get(in_small_letters(name).as_ref())?;
        let count = versions.partition_point(|&(from, _)| from <= place);
        Some(versions[count.checked_sub(1)?].1)
    }

    fn len(&self, id: DefinitionId) -> u64 {
        self.definitions[id as usize].len
    }

    fn part_len(&self, part: Part<'_>) -> u64 {
        match part {
            Part::Text(text) => text.len() as u64,
            Part::Macro(id) => self.len(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defines `name` by the words of `value`: quoted ones are text, the others names.
    fn define<'t>(macros: &mut Macros<'t>, text: &'t str, unknown: &mut Vec<Unknown>) {
        let (name, value) = text.split_once('=').unwrap();
        macros.define(text, name, 0, &atoms(text, name.len() + 1, value), &mut |it| unknown.push(it));
    }

    fn atoms(text: &str, offset: usize, value: &str) -> Vec<Atom> {
        let mut at = offset;
        let mut atoms = Vec::new();
        for word in value.split('#') {
            let end = at + word.len();
            atoms.push(if text[at..].starts_with('"') {
                Atom::Delimited(at + 1, end - 1)
            } else {
                Atom::Name(at, end)
            });
            at = end + 1;
        }
        atoms
    }

    fn expand(macros: &Macros<'static>, value: &'static str, budget: u64) -> Result<String, TooLong> {
        macros.expand(value, usize::MAX, &atoms(value, 0, value), &mut { budget }, &mut |_| {})
    }

    #[test]
    fn definitions_hold_in_any_case_and_from_their_place_on() {
        let (mut macros, mut unknown) = (Macros::new(), Vec::new());
        for text in ["A=\"x\"", "b=a#\"y\"#JAN", "a=\"z\"", "c=a#b", "d=D#\"q\"", "e=nothing"] {
            define(&mut macros, text, &mut unknown);
        }
        assert_eq!(expand(&macros, "c#\"-\"#B", 99).unwrap(), "zxyJanuary-xyJanuary");
        assert_eq!(expand(&macros, "d#e", 99).unwrap(), "q");
        assert_eq!(unknown, [Unknown::Itself(2, 3), Unknown::Undefined(2, 9)]);
    }

    #[test]
    fn what_is_too_long_is_refused_before_it_is_built() {
        let mut macros = Macros::new();
        define(&mut macros, "a=\"0123456789\"", &mut Vec::new());
        for _ in 0..100 {
            define(&mut macros, "b=a#a", &mut Vec::new());
            define(&mut macros, "a=b", &mut Vec::new());
        }
        assert_eq!(expand(&macros, "a", 1000), Err(TooLong { len: u64::MAX }));
    }

    #[test]
    fn a_long_chain_is_walked_without_recursion() {
        let mut macros = Macros::new();
        define(&mut macros, "a=\"0\"", &mut Vec::new());
        for _ in 0..20_000 {
            define(&mut macros, "b=a#\"x\"", &mut Vec::new());
            define(&mut macros, "a=b", &mut Vec::new());
        }
        assert_eq!(expand(&macros, "a", 30_000).unwrap().len(), 20_001);
    }
}
