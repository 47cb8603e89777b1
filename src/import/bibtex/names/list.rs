//! The value of an `author` field taken apart.

use std::borrow::Cow;

use super::{Name, NameKind, NameParts, decoded};
use crate::import::bibtex::raw::table_of;

/// Whether a list ends in `and others`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AndOthers {
    /// The list is complete.
    #[default]
    No,
    /// There are more than are named.
    Yes,
}

/// The names of a field, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameList {
    /// Every name that is not empty.
    pub names: Vec<Name>,
    /// Whether there are more.
    pub and_others: AndOthers,
    /// What the reader should know about, in order of position.
    pub oddities: Vec<NameOddity>,
}

/// Something in a list of names that was read, but probably not as its writer thinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameOddity {
    /// Where, in bytes from the beginning of the value.
    pub offset: usize,
    /// What.
    pub kind: NameOddityKind,
}

/// What is odd about a list of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NameOddityKind {
    /// Nothing between two `and`, or before the first or after the last one. Left out.
    EmptyName,
    /// Names separated by semicolons. Split.
    Semicolons,
    /// `Last, I., Last, I.` without `and`. Split.
    Commas,
    /// Three commas or more that fit no form. All after the first is taken for given names.
    TooManyCommas,
    /// A comma with nothing after it. Left out.
    TrailingComma,
    /// `Last, First, Jr`, where BibTeX wants `Last, Jr, First`. Put right.
    SuffixLast,
    /// `et al.` where BibTeX wants `and others`. Read as such.
    EtAl,
    /// `others` before the end of the list. Left out.
    OthersNotLast,
    /// More opening than closing braces, or the reverse. Names are split as if the braces were right.
    UnbalancedBraces,
}

/// The names of an `author` or `editor` field, given as it stands in the file.
///
/// - Names are separated by `and`, in any case, between white space and outside braces.
/// - `First von Last`: the particle reaches from the first to the last word in lower case before the last word.
///   `von Last, First` and `von Last, Jr, First`: the particle is the words in lower case at the beginning. Where
///   capitals come first BibTeX makes a particle of them too (`García de la` Torre); here they belong to the
///   family name. What is in braces has no case. A hyphen separates no words, as in `biblatex` (to BibTeX, `al-Hassan`
///   before a last word is two).
/// - A name wholly in braces is an [organisation](NameKind::Organisation).
/// - `family=Goes, given=Hugo, prefix=van der, suffix=Jr` says what is what, in any order.
/// - Lists with semicolons, and lists `Last, I., Last, I.`, are split. Everything unusual is in the
///   [oddities](NameList::oddities).
///
/// # Complexity
///
/// Time O(n) for n bytes; memory O(n).
///
/// # Examples
///
/// ```
/// use dissensus::import::bibtex::names::{AndOthers, NameKind, split_names};
///
/// let list = split_names("Garc{\\'\\i}a M{\\'a}rquez, Gabriel and {World Health Organization} and others");
/// assert_eq!(list.names[0].family(), "García Márquez");
/// assert_eq!(list.names[1].kind, NameKind::Organisation);
/// assert_eq!(list.and_others, AndOthers::Yes);
/// ```
#[must_use]
pub fn split_names(list: &str) -> NameList {
    let mut read = NameList::default();
    let mut separated = pieces(list);
    while let Some(piece) = separated.next() {
        let at = offset(list, piece);
        if piece.is_empty() {
            if !list.trim_ascii().is_empty() {
                read.report(at, NameOddityKind::EmptyName);
            }
        } else if piece.eq_ignore_ascii_case("others") {
            if separated.is_over() {
                read.and_others = AndOthers::Yes;
            } else {
                read.report(at, NameOddityKind::OthersNotLast);
            }
        } else {
            let piece = if separated.is_over() { read.without_et_al(list, piece) } else { piece };
            read.read_piece(list, piece);
        }
    }
    if let Some(offset) = separated.unbalanced() {
        read.oddities.insert(0, NameOddity { offset, kind: NameOddityKind::UnbalancedBraces });
    }
    read.oddities.sort_by_key(|oddity| oddity.offset);
    read
}

/// The pieces of a list between its `and`. Of a list whose braces are balanced, and none of whose pieces is odd,
/// [`split_names`] finds the names of its pieces.
pub(in crate::import::bibtex) fn pieces(list: &str) -> Pieces<'_> {
    Pieces { list, start: 0, depth: 0, unbalanced: None, next: Next::Piece }
}

/// The one name that one of the [`pieces`] of a list is, if it is one and not odd.
pub(in crate::import::bibtex) fn only_name(piece: &str) -> Option<Name> {
    if let Some(name) = plain_name(piece) {
        return Some(name);
    }
    let mut read = NameList { names: Vec::with_capacity(1), ..NameList::default() };
    let bare = read.without_et_al(piece, piece);
    if !bare.eq_ignore_ascii_case("others") {
        read.read_piece(piece, bare);
    }
    let NameList { mut names, and_others, oddities } = read;
    let name = names.pop().filter(|_| names.is_empty())?;
    (and_others == AndOthers::No && oddities.is_empty()).then_some(name)
}

/// The name that a piece is if it is `Family, Given` in letters, accented ones such as `{\"o}` among them, hyphens and
/// dots, as most are: the same that reading it by all the rules finds.
fn plain_name(piece: &str) -> Option<Name> {
    let comma = piece.bytes().position(|byte| byte == b',')?;
    let (family, given) = (&piece[..comma], piece[comma..].strip_prefix(", ")?);
    let is_of_given = |byte: u8| matches!(byte, b'-' | b'.' | b' ');
    if !is_lettered(family, |byte| byte == b'-') || !is_lettered(given, is_of_given) || given.starts_with(' ')
    {
        return None;
    }
    if given.trim_end_matches(['.', '}']).ends_with(['l', 'L']) {
        // What ends in `l` may end in `et al`.
        return None;
    }
    let name = person(given, "", family, "");
    (!name.family().is_empty() && !given.is_empty()).then_some(name)
}

/// Whether a text has nothing but letters, letters in braces under an accent, and what `is_more` names.
fn is_lettered(text: &str, is_more: impl Fn(u8) -> bool) -> bool {
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [] => return true,
            [b'{', b'\\', b'"' | b'\'' | b'`' | b'^' | b'~', letter, b'}', after @ ..]
                if letter.is_ascii_alphabetic() =>
            {
                after
            }
            // A no-break space begins with 0xC2.
            [byte, after @ ..]
                if byte.is_ascii_alphabetic() || (*byte >= 0x80 && *byte != 0xC2) || is_more(*byte) =>
            {
                after
            }
            _ => return false,
        };
    }
}

impl NameList {
    fn report(&mut self, offset: usize, kind: NameOddityKind) {
        self.oddities.push(NameOddity { offset, kind });
    }

    fn without_et_al<'s>(&mut self, list: &str, piece: &'s str) -> &'s str {
        let bare = piece.trim_end_matches(['.', '}']);
        let Some(start) = bare.len().checked_sub("et al".len()) else { return piece };
        let is_et_al = bare.is_char_boundary(start)
            && bare[start..].eq_ignore_ascii_case("et al")
            && !bare[..start].ends_with(|c: char| c.is_alphanumeric());
        if !is_et_al {
            return piece;
        }
        self.and_others = AndOthers::Yes;
        self.report(offset(list, piece) + start, NameOddityKind::EtAl);
        piece[..start].trim_end_matches([',', ' ', '\t', '\n', '\r', '{', '~'])
    }

    /// What stands between two `and`: one name, or several that should have been separated by it.
    fn read_piece(&mut self, list: &str, piece: &str) {
        if piece.is_empty() {
            return;
        }
        // An entity such as `&uuml;` ends in a semicolon that separates nothing.
        if piece.contains(';') && !piece.contains('&') {
            let parts: Vec<&str> =
                at_level_zero(piece, b';').into_iter().filter(|part| !part.is_empty()).collect();
            if parts.len() > 1 {
                self.report(offset(list, parts[0]) + parts[0].len(), NameOddityKind::Semicolons);
                return parts.into_iter().for_each(|part| self.read_name(list, part));
            }
        }
        self.read_name(list, piece);
    }

    fn read_name(&mut self, list: &str, source: &str) {
        let at = offset(list, source);
        if let Some(name) = organisation(source) {
            return self.names.push(name);
        }
        let mut parts = at_level_zero(source, b',');
        while parts.len() > 1 && parts.last().is_some_and(|part| part.is_empty()) {
            self.report(at + source.len(), NameOddityKind::TrailingComma);
            parts.pop();
        }
        if source.contains('=')
            && let Some(name) = extended(&parts)
        {
            return self.names.push(name);
        }
        match parts[..] {
            [whole] => self.push(first_von_last(whole)),
            [last, first] => self.push(von_last(last, "", first)),
            [last, first, suffix] if is_suffix(suffix) && !is_suffix(first) => {
                self.report(offset(list, suffix), NameOddityKind::SuffixLast);
                self.push(von_last(last, suffix, first));
            }
            [last, suffix, first] => self.push(von_last(last, suffix, first)),
            _ if is_flat_list(&parts) => {
                self.report(offset(list, parts[2]), NameOddityKind::Commas);
                parts.chunks(2).for_each(|pair| self.push(von_last(pair[0], "", pair[1])));
            }
            _ => {
                self.report(offset(list, parts[3]), NameOddityKind::TooManyCommas);
                let given = source[offset(source, parts[1])..].trim_end_matches([',', ' ', '\n', '\t', '\r']);
                self.push(von_last(parts[0], "", given));
            }
        }
    }

    /// A name with no text at all, such as `,` or `{}`, is none.
    fn push(&mut self, name: Name) {
        self.names.extend(if name.family().is_empty() { with_family(name.parts()) } else { Some(name) });
    }
}

/// Where the piece begins in the whole, of which it is a part.
fn offset(whole: &str, piece: &str) -> usize {
    piece.as_ptr() as usize - whole.as_ptr() as usize
}

/// Bytes that may end an `and`, and are rarer than those that may begin it, or tell whether it stands in braces.
const MAY_SEPARATE: [bool; 256] = table_of(b"dD{}");

/// The pieces between `and`, trimmed; at least one.
pub(in crate::import::bibtex) struct Pieces<'s> {
    list: &'s str,
    /// Where the next piece begins.
    start: usize,
    depth: usize,
    unbalanced: Option<usize>,
    next: Next,
}

/// What is still to come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Piece,
    Nothing,
}

impl Pieces<'_> {
    /// Whether no piece is left.
    pub(in crate::import::bibtex) fn is_over(&self) -> bool {
        self.next == Next::Nothing
    }

    /// Where the braces of the pieces so far are first seen not to be balanced.
    pub(in crate::import::bibtex) fn unbalanced(&self) -> Option<usize> {
        self.unbalanced.or((self.depth > 0).then_some(self.list.len()))
    }
}

impl<'s> Iterator for Pieces<'s> {
    type Item = &'s str;

    fn next(&mut self) -> Option<&'s str> {
        if self.next == Next::Nothing {
            return None;
        }
        let bytes = self.list.as_bytes();
        let mut at = self.start;
        while let Some(offset) = bytes[at..].iter().position(|&byte| MAY_SEPARATE[byte as usize]) {
            at += offset;
            match bytes[at] {
                b'{' => self.depth += 1,
                b'}' if self.depth == 0 => self.unbalanced = self.unbalanced.or(Some(at)),
                b'}' => self.depth -= 1,
                _ if self.depth == 0 && ends_and(bytes, at) => {
                    let piece = self.list[self.start..at - 2].trim_ascii();
                    self.start = at + 1;
                    return Some(piece);
                }
                _ => {}
            }
            at += 1;
        }
        self.next = Next::Nothing;
        Some(self.list[self.start..].trim_ascii())
    }
}

/// Whether the word that ends with the byte at this place is `and`.
fn ends_and(bytes: &[u8], at: usize) -> bool {
    let (before, after) = bytes.split_at(at + 1);
    let (word, rest) = match before {
        [rest @ .., a, n, d] => ([*a, *n, *d], rest),
        _ => return false,
    };
    let is_blank = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
    word.eq_ignore_ascii_case(b"and") && is_blank(rest.last()) && is_blank(after.first())
}

/// The pieces between separators outside braces, trimmed; at least one.
fn at_level_zero(text: &str, separator: u8) -> Vec<&str> {
    let (mut pieces, mut start, mut depth) = (Vec::with_capacity(2), 0, 0_usize);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ if byte == separator && depth == 0 => {
                pieces.push(text[start..at].trim_ascii());
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(text[start..].trim_ascii());
    pieces
}

/// A name wholly in braces.
fn organisation(source: &str) -> Option<Name> {
    let inner = source.strip_prefix('{')?.strip_suffix('}')?;
    let mut depth = 0_usize;
    for byte in inner.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    let family = decoded(inner);
    let name = || Name::new(NameParts { family: &family, ..NameParts::default() }, NameKind::Organisation);
    (depth == 0 && !family.is_empty()).then(name)
}

/// A name in `biblatex`'s format of keys and values, if it is one.
fn extended(parts: &[&str]) -> Option<Name> {
    fn pair<'p>(part: &&'p str) -> Option<(String, Cow<'p, str>)> {
        let (key, value) = part.trim_matches('"').split_once('=')?;
        Some((key.trim().to_ascii_lowercase(), decoded(value)))
    }
    let known = |key: &str| matches!(key, "family" | "given" | "prefix" | "suffix");
    if !parts.iter().any(|part| pair(part).is_some_and(|(key, _)| known(&key))) {
        return None;
    }
    let pairs: Vec<(String, Cow<'_, str>)> = parts.iter().filter_map(pair).collect();
    // Initials and identifiers can be derived.
    let last = |key: &str| pairs.iter().rfind(|(known, _)| known == key).map_or("", |(_, value)| value);
    with_family(NameParts {
        given: last("given"),
        particle: last("prefix"),
        family: last("family"),
        suffix: last("suffix"),
    })
}

/// The name of a person, whose given name is the family name if there is no other; None if there is none at all.
fn with_family(mut parts: NameParts<'_>) -> Option<Name> {
    if parts.family.is_empty() {
        std::mem::swap(&mut parts.family, &mut parts.given);
    }
    (!parts.family.is_empty()).then(|| Name::new(parts, NameKind::Person))
}

fn person(given: &str, particle: &str, family: &str, suffix: &str) -> Name {
    let [given, particle, family, suffix] = [given, particle, family, suffix].map(decoded);
    let parts = NameParts { given: &given, particle: &particle, family: &family, suffix: &suffix };
    Name::new(parts, NameKind::Person)
}

/// The form without a comma.
fn first_von_last(source: &str) -> Name {
    let words = words(source);
    let Some((last, before)) = words.split_last() else { return person("", "", source, "") };
    let from = |word: &str| offset(source, word);
    match before.iter().position(|word| is_lower(word)) {
        None => person(&source[..from(last)], "", last, ""),
        Some(first_lower) => {
            let last_lower = before.iter().rposition(|word| is_lower(word)).unwrap_or(first_lower);
            let (start, end) = (from(words[first_lower]), from(words[last_lower + 1]));
            person(&source[..start], &source[start..end], &source[end..], "")
        }
    }
}

/// The forms with commas.
fn von_last(last: &str, suffix: &str, given: &str) -> Name {
    if !last.contains([' ', '~', '\t', '\n', '\r', '\u{a0}']) {
        return person(given, "", last, suffix);
    }
    let words = words(last);
    let particles =
        words.iter().take(words.len().saturating_sub(1)).take_while(|word| is_lower(word)).count();
    let end = words.get(particles).map_or(0, |word| offset(last, word));
    person(given, &last[..end], &last[end..], suffix)
}

/// The words of a name: pieces between white space or ties outside braces.
fn words(text: &str) -> Vec<&str> {
    let (mut words, mut start, mut depth) = (Vec::with_capacity(4), 0, 0_usize);
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        let blank = depth == 0 && (character.is_whitespace() || (character == '~' && !escaped));
        escaped = character == '\\' && !escaped;
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if blank => {
                if start < at {
                    words.push(&text[start..at]);
                }
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

/// Whether the first letter of the word outside braces is a small one. A command is read for its letter.
fn is_lower(word: &str) -> bool {
    let mut depth = 0_usize;
    for (at, character) in word.char_indices() {
        let command = depth == 0 && (character == '\\' || word[at..].starts_with("{\\"));
        match character {
            _ if command => return latex_is_lower(&word[at..]),
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 && character.is_alphabetic() => return character.is_lowercase(),
            _ => {}
        }
    }
    false
}

fn latex_is_lower(source: &str) -> bool {
    decoded(source).chars().find(|character| character.is_alphabetic()).is_some_and(char::is_lowercase)
}

/// Whether the part is what follows a name: `Jr.`, `III`.
fn is_suffix(part: &str) -> bool {
    let bare = part.trim_matches(['{', '}', '.']);
    ["jr", "sr", "ii", "iii", "iv", "junior", "senior", "esq"]
        .iter()
        .any(|suffix| bare.eq_ignore_ascii_case(suffix))
}

/// Whether the parts are plainly `Last, I., Last, I.`.
fn is_flat_list(parts: &[&str]) -> bool {
    parts.len().is_multiple_of(2)
        && parts.chunks(2).all(|pair| is_initials(pair[1]) && !is_initials(pair[0]) && !is_suffix(pair[0]))
}

/// Whether the part is nothing but initials: `J.`, `J.-P. M.`, `JP`.
fn is_initials(part: &str) -> bool {
    let bare = part.chars().filter(|c| !matches!(c, '.' | '-' | ' ' | '~' | '{' | '}')).count();
    let dotted = part.split(['.', '-', ' ', '~']).all(|word| word.chars().count() <= 1);
    let capitals = part.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | ' ' | '~'));
    bare > 0 && capitals && (dotted || bare <= 3)
}
