//! Who is who: the same person under differently written names.

use std::cmp::Ordering;

use super::{Name, NameKind, NameParts};

/// Given names beyond this one are read as part of it. More are rare, and each doubles the work of
/// [`resolve`](super::resolve) for its name.
pub(super) const GIVEN_AT_MOST: usize = 4;

/// A name reduced to what different spellings of it share.
///
/// The family name carries the particle and the suffix (a Junior is not his father); both are folded to small
/// Latin letters without blanks or punctuation. Chinese, Japanese and Korean characters stay, since many of them
/// share one transcription. Ordered by family, then given names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PersonKey {
    /// The family name, then the given names.
    text: String,
    family: usize,
}

impl PersonKey {
    /// The folded family name: `vanderberg`.
    #[must_use]
    pub fn family(&self) -> &str {
        &self.text[..self.family]
    }

    /// The folded given names, separated by blanks; an initial is one letter: `stephen m`.
    #[must_use]
    pub fn given(&self) -> &str {
        &self.text[self.family..]
    }
}

impl Ord for PersonKey {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.family(), self.given()).cmp(&(other.family(), other.given()))
    }
}

impl PartialOrd for PersonKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Whether two names may belong to one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compatibility {
    /// The same name but for spelling.
    Same,
    /// Nothing in one contradicts the other: one may be short for the other.
    Compatible,
    /// Two persons.
    Different,
}

/// The name reduced to what different spellings of it share.
///
/// # Examples
///
/// ```
/// use dissensus::import::bibtex::names::split_names;
/// use dissensus::model::{same_person_key};
///
/// let key = same_person_key(&split_names("Dursun-{\\\"O}zkanca, Oya B.").names[0]);
/// assert_eq!((key.family(), key.given()), ("dursunozkanca", "oya b"));
/// ```
#[must_use]
pub fn same_person_key(name: &Name) -> PersonKey {
    let mut text = String::with_capacity(name.family().len() + name.given().len());
    let family = fold_name(name, &mut text);
    PersonKey { text, family }
}

/// Appends the key of a name to a text, and says where its family name ends.
pub(super) fn fold_name(name: &Name, text: &mut String) -> usize {
    let start = text.len();
    let NameParts { particle, family, suffix, .. } = name.parts();
    fold_into(particle, text);
    fold_into(family, text);
    if !suffix.is_empty() {
        text.push(' ');
        fold_into(suffix, text);
    }
    if text[start..].trim().is_empty()
        || name.kind == NameKind::Organisation && family.contains(|c: char| c.is_ascii_punctuation())
    {
        text.truncate(start);
        text.push_str(&family.to_lowercase());
    }
    let family = text.len();
    if name.kind == NameKind::Organisation {
        // No person can have this key.
        text.push('.');
        return family;
    }
    let mut count = 0;
    each_given_word(name, |word| {
        let before = text.len();
        if (1..GIVEN_AT_MOST).contains(&count) {
            text.push(' ');
        }
        let start = text.len();
        fold_into(word.text, text);
        if start == text.len() {
            text.truncate(before);
            return;
        }
        if word.form == Form::Abbreviated {
            let first = text[start..].chars().next().map_or(0, char::len_utf8);
            text.truncate(start + first);
        }
        count += 1;
    });
    family
}

/// Whether the two may belong to one person.
///
/// The family names must be the same. Given names are compared one by one from the first: each must be the
/// same, or one the initial of the other; the longer list may go on. A name without given names is compatible
/// with none but itself. Spelling a name in one word or two (`Xiao-Ming`, `Xiaoming`) makes no difference.
///
/// # Examples
///
/// ```
/// use dissensus::import::bibtex::names::split_names;
/// use dissensus::model::{Compatibility, compatible, same_person_key};
///
/// let list = split_names("He, K. and He, Kai and He, Kevin");
/// let keys: Vec<_> = list.names.iter().map(same_person_key).collect();
/// assert_eq!(compatible(&keys[0], &keys[1]), Compatibility::Compatible);
/// assert_eq!(compatible(&keys[1], &keys[2]), Compatibility::Different);
/// ```
#[must_use]
pub fn compatible(a: &PersonKey, b: &PersonKey) -> Compatibility {
    if a.family() != b.family() {
        Compatibility::Different
    } else if a.given() == b.given() || is_same_run_together(a.given(), b.given()) {
        Compatibility::Same
    } else if a.given().is_empty() || b.given().is_empty() {
        Compatibility::Different
    } else if a
        .given()
        .split(' ')
        .zip(b.given().split(' '))
        .all(|(a, b)| a == b || is_initial_of(a, b) || is_initial_of(b, a))
    {
        Compatibility::Compatible
    } else {
        Compatibility::Different
    }
}

/// Whether the folded given name is an initial.
pub(super) fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|letter| !is_ideographic(letter)) && letters.next().is_none()
}

fn is_initial_of(short: &str, long: &str) -> bool {
    is_initial(short) && long.starts_with(short)
}

/// Whether the given names are full and differ in blanks only.
fn is_same_run_together(a: &str, b: &str) -> bool {
    let full = |given: &str| !given.is_empty() && !given.split(' ').any(is_initial);
    full(a) && full(b) && a.bytes().filter(|&byte| byte != b' ').eq(b.bytes().filter(|&byte| byte != b' '))
}

/// What joins a given name to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    Blank,
    Hyphen,
}

/// Whether a given name is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Full,
    Abbreviated,
}

/// One of the given names.
pub(super) struct GivenWord<'n> {
    pub(super) text: &'n str,
    pub(super) joint: Joint,
    pub(super) form: Form,
}

/// The given names one by one, initials among them; what stands in brackets is left out.
///
/// `Th.` and `Yu.` are abbreviations for their dot. Two or three capitals without a small letter are initials
/// (`JP`) if the family name has small letters or they have no vowel.
pub(super) fn each_given_word<'n>(name: &'n Name, mut take: impl FnMut(GivenWord<'n>)) {
    let given = name.given();
    let mut joint = Joint::Blank;
    let mut start = 0;
    let mut at = 0;
    while at <= given.len() {
        // A blank at the end, so that every word has something behind it.
        let mark = match given.as_bytes().get(at) {
            None => ' ',
            // The marks beyond ASCII begin with these bytes.
            Some(b' ' | b'-' | b'.' | b'(' | b'[' | 0xC2 | 0xE2 | 0xEF) => {
                given[at..].chars().next().unwrap_or(' ')
            }
            Some(_) => 'x',
        };
        if !matches!(mark, ' ' | '\u{a0}' | '-' | '‐' | '‑' | '–' | '.' | '(' | '（' | '[') {
            at += 1;
            continue;
        }
        // Each dot ends an abbreviation: `J.P.` is two.
        let mut text = &given[start..at];
        if !matches!(text.as_bytes(), [b'A'..=b'Z'] | [b'A'..=b'Z', .., b'a'..=b'z']) {
            text = text.trim_matches(|c| matches!(c, ',' | ';' | '\'' | '’' | '"'));
        }
        if !text.is_empty() {
            let longest = if mark == '.' { 3 } else { 1 };
            let abbreviated = text.chars().nth(longest).is_none();
            let form = if abbreviated { Form::Abbreviated } else { Form::Full };
            take_words(name, text, form, joint, &mut take);
            joint = Joint::Blank;
        }
        joint = match mark {
            '.' => joint,
            ' ' | '\u{a0}' => Joint::Blank,
            '(' | '（' | '[' => return,
            _ => Joint::Hyphen,
        };
        start = at + mark.len_utf8();
        at = start;
    }
}

fn take_words<'n>(
    name: &Name,
    text: &'n str,
    form: Form,
    joint: Joint,
    take: &mut impl FnMut(GivenWord<'n>),
) {
    let run_together = (2..=3).contains(&text.len())
        && text.bytes().all(|letter| letter.is_ascii_uppercase())
        && (name.family().contains(char::is_lowercase) || !text.contains(['A', 'E', 'I', 'O', 'U', 'Y']));
    if run_together {
        for at in 0..text.len() {
            let joint = if at == 0 { joint } else { Joint::Blank };
            take(GivenWord { text: &text[at..=at], joint, form: Form::Abbreviated });
        }
    } else {
        take(GivenWord { text, joint, form });
    }
}

/// Whether the character belongs to a script in which names have no initials.
pub(super) fn is_ideographic(character: char) -> bool {
    character >= '\u{2E80}'
}

/// Appends the text in small Latin letters, digits, and characters without a transcription of their own.
fn fold_into(text: &str, folded: &mut String) {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let start = folded.len();
        folded.push_str(text);
        return folded[start..].make_ascii_lowercase();
    }
    for character in text.chars() {
        if character.is_ascii() {
            if character.is_ascii_alphanumeric() {
                folded.push(character.to_ascii_lowercase());
            }
        } else if is_ideographic(character) {
            folded.extend(character.is_alphanumeric().then_some(character));
        } else if let Some(latin) = deunicode::deunicode_char(character) {
            folded.extend(
                latin.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Form, Joint, each_given_word};
    use crate::model::{Name, NameKind, NameParts};

    /// The given names by splitting again and again: first at blanks, then at hyphens, then at dots.
    fn slowly(given: &str) -> Vec<(&str, Joint, Form)> {
        let given = given.split_once(['(', '（', '[']).map_or(given, |(before, _)| before);
        let mut words = Vec::new();
        for run in given.split([' ', '\u{a0}']) {
            let mut joint = Joint::Blank;
            for part in run.split(['-', '‐', '‑', '–']) {
                let mut pieces = part.split('.').peekable();
                while let Some(piece) = pieces.next() {
                    let longest = if pieces.peek().is_some() { 3 } else { 1 };
                    let text = piece.trim_matches([',', ';', '\'', '’', '"']);
                    if !text.is_empty() {
                        let is_full = text.chars().count() > longest;
                        words.push((text, joint, if is_full { Form::Full } else { Form::Abbreviated }));
                        joint = Joint::Blank;
                    }
                }
                joint = Joint::Hyphen;
            }
        }
        words
    }

    proptest! {
        #[test]
        fn given_names_are_those_between_blanks_hyphens_and_dots(
            given in "(Ann|Axe|ab|é|a|[ .,'’()\\[-]|\u{a0}|–|‐){0,8}"
        ) {
            let name = Name::new(NameParts { given: &given, family: "Ö", ..NameParts::default() }, NameKind::Person);
            let mut words = Vec::new();
            each_given_word(&name, |word| words.push((word.text, word.joint, word.form)));
            prop_assert_eq!(words, slowly(&given));
        }
    }
}
