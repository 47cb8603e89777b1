//! Keys for the entries that have none, and for those whose key another has.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::FileId;
use crate::latex::to_unicode;
use crate::model::{Corpus, NamesGiven, PersonId, Work};

/// Keys that nothing may be given: those of everything that has one, in small letters, since BibTeX tells no others apart.
#[derive(Default)]
pub(super) struct Taken {
    keys: BTreeSet<String>,
}

impl Taken {
    pub(super) fn add(&mut self, key: &str) {
        if !key.is_empty() {
            self.keys.insert(key.to_lowercase());
        }
    }

    fn holds(&self, key: &str) -> bool {
        self.keys.contains(&key.to_lowercase())
    }

    /// The key with the first of some letters behind it that makes it free, which then is taken.
    pub(super) fn free(&mut self, key: &str, letters: impl Iterator<Item = String>) -> String {
        let mut candidates = letters.map(|letters| format!("{key}{letters}"));
        let free = candidates.find(|candidate| !self.holds(candidate)).unwrap_or_else(|| key.to_owned());
        self.add(&free);
        free
    }
}

/// The key of every entry, in their order: its own, unless it has none, cannot be written, or is that of an entry before it.
///
/// A key is made of the family names of the first two authors, or of the first alone where there are more, and the year;
/// without authors of the first long word of the title; in small Latin letters: `hefeng2008`. Where that is taken, or
/// would be the key of several, all of them get `a`, `b`, `c` … by what they say, whatever their order.
///
/// # Complexity
/// O(n log n) in the entries.
pub(super) fn assigned(
    corpus: &Corpus,
    entries: &[&Work],
    taken: &mut Taken,
    is_ours: &dyn Fn(FileId) -> bool,
) -> Vec<String> {
    let mut keys: Vec<Option<String>> = vec![None; entries.len()];
    let mut first: BTreeSet<&str> = BTreeSet::new();
    let mut repeated = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let key: &str = &entry.key;
        // A library may name its entries as it likes.
        let is_kept = !key.is_empty() && (is_writable(key) || !is_ours(entry.span.file));
        if is_kept && first.insert(key) {
            keys[index] = Some(key.to_owned());
            taken.add(key);
        } else if is_kept {
            repeated.push(index);
        }
    }
    for index in repeated {
        let key = taken.free(&entries[index].key, (1..).map(letters));
        keys[index] = Some(key);
    }
    let mut wanted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate().filter(|(index, _)| keys[*index].is_none()) {
        wanted.entry(made(corpus, entry)).or_default().push(index);
    }
    for (key, mut works) in wanted {
        if let ([only], false) = (works.as_slice(), taken.holds(&key)) {
            taken.add(&key);
            keys[*only] = Some(key);
            continue;
        }
        works.sort_by_cached_key(|&index| (told(corpus, entries[index]), index));
        for (number, index) in works.into_iter().enumerate() {
            keys[index] = Some(taken.free(&key, (number..).map(letters)));
        }
    }
    keys.into_iter().map(Option::unwrap_or_default).collect()
}

/// Every key that [`assigned`] might make without letters behind it.
pub(super) fn wanted(corpus: &Corpus, entries: &[&Work]) -> BTreeSet<String> {
    entries.iter().map(|entry| made(corpus, entry)).collect()
}

/// Whether a key can be written and read in an entry and in a list of refs.
pub(super) fn is_writable(key: &str) -> bool {
    let is_odd = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(
                c,
                ',' | '{' | '}' | '=' | '"' | '#' | '%' | '\\' | '\u{feff}' | '\u{200b}'..='\u{200f}'
            )
    };
    !key.is_empty() && !key.contains(is_odd) && key.matches('(').count() == key.matches(')').count()
}

/// `a` … `z`, `aa` …
pub(super) fn letters(number: usize) -> String {
    let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).unwrap_or(0));
    match number / 26 {
        0 => letter(number).to_string(),
        more => format!("{}{}", letters(more - 1), letter(number)),
    }
}

/// The key that a work should have.
fn made(corpus: &Corpus, work: &Work) -> String {
    let family = |person: &PersonId| folded(&corpus.person(*person).name.display_family());
    let names = match (work.persons.as_ref(), work.names_given) {
        ([one, two], NamesGiven::All) => format!("{}{}", family(one), family(two)),
        ([one, ..], _) => family(one),
        ([], _) => String::new(),
    };
    let names = if names.is_empty() { title_word(corpus, work) } else { names };
    let year = work.year().map(|year| year.to_string()).unwrap_or_default();
    match (names.is_empty(), year.is_empty()) {
        (false, _) => format!("{names}{year}"),
        (true, false) => {
            format!("{}{year}", work.entry_type.replace(|c: char| !c.is_ascii_alphanumeric(), ""))
        }
        (true, true) => "untitled".to_owned(),
    }
}

fn title_word(corpus: &Corpus, work: &Work) -> String {
    let title = to_unicode(field(corpus, work, "title"));
    let words = || title.split_whitespace().map(folded).filter(|word| !word.is_empty());
    words().find(|word| word.len() > 3).or_else(|| words().next()).unwrap_or_default()
}

fn field<'c>(corpus: &'c Corpus, work: &'c Work, name: &str) -> &'c str {
    work.fields.first(corpus.sources()[work.span.file.0 as usize].text(), name).unwrap_or_default()
}

/// The letters and digits of a text, small and Latin.
fn folded(text: &str) -> String {
    let latin: String = text.chars().filter_map(deunicode::deunicode_char).collect();
    latin.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// What tells works of one key apart: title, then all fields.
fn told(corpus: &Corpus, work: &Work) -> (String, Vec<(String, String)>, String) {
    let text = corpus.sources()[work.span.file.0 as usize].text();
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut fields: Vec<(String, String)> =
        work.fields.own(text).map(|field| (field.name.to_lowercase(), squeezed(field.value))).collect();
    fields.sort();
    (folded(&to_unicode(field(corpus, work, "title"))), fields, work.entry_type.to_string())
}
