//! Who is who: the same person under differently written names.

use super::{Name, NameKind};

/// Given names beyond this one are read as part of it. More are rare, and each doubles the work of
/// [`resolve`](super::resolve) for its name.
pub(super) const GIVEN_AT_MOST: usize = 4;

/// A name reduced to what different spellings of it share.
///
/// The family name carries the particle and the suffix (a Junior is not his father); both are folded to small
/// Latin letters without blanks or punctuation. Chinese, Japanese and Korean characters stay, since many of them
/// share one transcription. Ordered by family, then given names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonKey {
    family: String,
    given: String,
}

impl PersonKey {
    /// The folded family name: `vanderberg`.
    #[must_use]
    pub fn family(&self) -> &str {
        &self.family
    }

    /// The folded given names, separated by blanks; an initial is one letter: `stephen m`.
    #[must_use]
    pub fn given(&self) -> &str {
        &self.given
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
    let mut family = String::with_capacity(name.family.len());
    fold_into(&name.particle, &mut family);
    fold_into(&name.family, &mut family);
    if !name.suffix.is_empty() {
        family.push(' ');
        fold_into(&name.suffix, &mut family);
    }
    let mut given = String::with_capacity(name.given.len());
    let mut count = 0;
    for word in given_words(name) {
        let before = given.len();
        if (1..GIVEN_AT_MOST).contains(&count) {
            given.push(' ');
        }
        let start = given.len();
        fold_into(word.text, &mut given);
        if start == given.len() {
            given.truncate(before);
            continue;
        }
        if word.form == Form::Abbreviated {
            let first = given[start..].chars().next().map_or(0, char::len_utf8);
            given.truncate(start + first);
        }
        count += 1;
    }
    if family.trim().is_empty()
        || name.kind == NameKind::Organisation && name.family.contains(|c: char| c.is_ascii_punctuation())
    {
        family = name.family.to_lowercase();
    }
    if name.kind == NameKind::Organisation {
        // No person can have this key.
        given = ".".to_owned();
    }
    PersonKey { family, given }
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
    if a.family != b.family {
        Compatibility::Different
    } else if a.given == b.given || is_same_run_together(&a.given, &b.given) {
        Compatibility::Same
    } else if a.given.is_empty() || b.given.is_empty() {
        Compatibility::Different
    } else if a
        .given
        .split(' ')
        .zip(b.given.split(' '))
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
pub(super) fn given_words(name: &Name) -> Vec<GivenWord<'_>> {
    let given = &*name.given;
    let given = given.split_once(['(', '（', '[']).map_or(given, |(before, _)| before);
    let mut words = Vec::with_capacity(2);
    for run in given.split([' ', '\u{a0}']) {
        let mut joint = Joint::Blank;
        for part in run.split(['-', '‐', '‑', '–']) {
            // Each dot ends an abbreviation: `J.P.` is two.
            let mut rest = part;
            while !rest.is_empty() {
                let (text, dotted, after) = match rest.split_once('.') {
                    Some((text, after)) => (text, true, after),
                    None => (rest, false, ""),
                };
                rest = after;
                let text = text.trim_matches([',', ';', '\'', '’', '"']);
                if !text.is_empty() {
                    let longest = if dotted { 3 } else { 1 };
                    let abbreviated = text.chars().nth(longest).is_none();
                    let form = if abbreviated { Form::Abbreviated } else { Form::Full };
                    push_words(name, text, form, joint, &mut words);
                    joint = Joint::Blank;
                }
            }
            joint = Joint::Hyphen;
        }
    }
    words
}

fn push_words<'n>(name: &Name, text: &'n str, form: Form, joint: Joint, words: &mut Vec<GivenWord<'n>>) {
    let run_together = (2..=3).contains(&text.len())
        && text.bytes().all(|letter| letter.is_ascii_uppercase())
        && (name.family.contains(char::is_lowercase) || !text.contains(['A', 'E', 'I', 'O', 'U', 'Y']));
    if run_together {
        for at in 0..text.len() {
            let joint = if at == 0 { joint } else { Joint::Blank };
            words.push(GivenWord { text: &text[at..=at], joint, form: Form::Abbreviated });
        }
    } else {
        words.push(GivenWord { text, joint, form });
    }
}

/// Whether the character belongs to a script in which names have no initials.
pub(super) fn is_ideographic(character: char) -> bool {
    character >= '\u{2E80}'
}

/// Appends the text in small Latin letters, digits, and characters without a transcription of their own.
fn fold_into(text: &str, folded: &mut String) {
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
