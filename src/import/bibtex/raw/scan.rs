//! What a character is to BibTeX, and steps over runs of them. Places are byte offsets into the whole text.

/// Bytes that end a word (a type, a key's part, a field name, a bare value).
const ENDS_WORD: [bool; 256] = {
    let mut table = table_of(b"\"#%(),={}\x7f");
    let mut byte = 0;
    while byte <= 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table
};

/// Bytes that bibtex-parser takes for part of a name.
const IN_PLAIN_WORD: [bool; 256] = {
    let mut table = table_of(b"_-:.");
    let mut byte = 0;
    while byte < 0x80 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = true;
        }
        byte += 1;
    }
    table
};

/// Bytes that bibtex-parser skips between tokens.
const PLAIN_WHITE: [bool; 256] = table_of(b" \t\n\r");

/// The table that holds of these bytes.
pub(in crate::import::bibtex) const fn table_of(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut index = 0;
    while index < bytes.len() {
        table[bytes[index] as usize] = true;
        index += 1;
    }
    table
}

/// Whether bibtex-parser takes this byte for part of a name.
pub(super) fn is_in_plain_word(byte: u8) -> bool {
    IN_PLAIN_WORD[byte as usize]
}

/// Whether bibtex-parser skips this byte between tokens.
pub(super) fn is_plain_white(byte: u8) -> bool {
    PLAIN_WHITE[byte as usize]
}

/// The first place from `at` on whose byte is none of a kind, or `end`.
#[inline]
pub(super) fn skip(bytes: &[u8], mut at: usize, end: usize, is_of_kind: impl Fn(u8) -> bool) -> usize {
    let bytes = &bytes[..end];
    while at < end && is_of_kind(bytes[at]) {
        at += 1;
    }
    at
}

/// How many bytes the white space at `at` takes; 0 where there is none.
///
/// Control characters, the spaces of Unicode and the marks that stand for nothing are white space.
pub(super) fn white_len(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        None => 0,
        Some(0..=0x20 | 0x7f) => 1,
        Some(0x21..=0x7e) => 0,
        Some(_) => {
            let char = text[at..].chars().next().unwrap_or('x');
            let white = char.is_whitespace()
                || matches!(char, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{80}'..='\u{9F}');
            if white { char.len_utf8() } else { 0 }
        }
    }
}

/// The first place from `at` that is not white space.
pub(super) fn skip_white(text: &str, mut at: usize, end: usize) -> usize {
    while at < end {
        match white_len(text, at) {
            0 => break,
            len => at += len,
        }
    }
    at
}

/// The end of the word that begins at `at`.
pub(super) fn word_end(text: &str, at: usize, end: usize) -> usize {
    end_of_bytes(text, at, end, |byte| ENDS_WORD[byte as usize])
}

/// The first place from `at` on that holds white space beyond ASCII or one of some bytes of ASCII, or `end`.
#[inline]
fn end_of_bytes(text: &str, mut at: usize, end: usize, ends: impl Fn(u8) -> bool) -> usize {
    let bytes = text.as_bytes();
    while at < end {
        let byte = bytes[at];
        if byte < 0x80 {
            if ends(byte) {
                break;
            }
            at += 1;
        } else if white_len(text, at) > 0 {
            break;
        } else {
            at += char_len(byte);
        }
    }
    at
}

/// The end of the type that may begin at `at`: a word without `@`.
pub(super) fn kind_end(text: &str, at: usize, end: usize) -> usize {
    // No further than the next `@`: a line of them would otherwise be walked from each.
    end_of_bytes(text, at, end, |byte| byte == b'@' || ENDS_WORD[byte as usize])
}

/// The end of the line that `at` is on: its line break, or `end`.
pub(super) fn line_end(bytes: &[u8], at: usize, end: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &bytes[at..end]).map_or(end, |offset| at + offset)
}

/// `start..end` without white space at either side.
pub(super) fn trimmed(text: &str, start: usize, end: usize) -> (usize, usize) {
    let start = skip_white(text, start, end);
    let is_white = |char: char| char.is_whitespace() || char.is_control() || char == '\u{FEFF}';
    (start, start + text[start..end].trim_end_matches(is_white).len())
}

/// How many bytes the character takes that begins with this byte.
pub(super) fn char_len(first: u8) -> usize {
    match first {
        0..=0xBF => 1,
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xFF => 4,
    }
}

/// What the beginning of an entry, from its opening delimiter, turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// Where the key starts.
    pub(super) start: usize,
    /// Where it ends; equal to `start` for an empty key.
    pub(super) end: usize,
    /// Where the fields start: past the key's comma, if it has one.
    pub(super) next: usize,
    /// Whether a comma follows.
    pub(super) comma: Comma,
}

/// Whether a comma stands where one should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comma {
    /// It does, or nothing follows that it would have to part.
    Present,
    /// It is missing.
    Missing,
}

/// Finds the key of the entry whose opening delimiter ends at `from` and is closed by `close`.
///
/// BibTeX's key is all up to white space, a comma or the closing brace. Beyond that, a key may hold
/// spaces and balanced parentheses; `=` before the first comma begins a field, so that the key is what
/// precedes the field's name, or empty.
pub(super) fn key(text: &str, from: usize, end: usize, close: u8) -> Key {
    let bytes = text.as_bytes();
    let mut start = skip_white(text, from, end);
    while bytes[..end].get(start) == Some(&b'%') {
        let line = line_end(bytes, start, end);
        if memchr::memchr2(b',', close, &bytes[start..line]).is_some() {
            break;
        }
        start = skip_white(text, line, end);
    }
    let found = |at: usize, next: usize, comma: Comma| {
        let (start, end) = trimmed(text, start, at);
        Key { start, end, next, comma }
    };
    let mut at = start;
    let mut parentheses = 0_usize;
    let mut last_word = start;
    while at < end {
        match bytes[at] {
            b',' => return found(at, at + 1, Comma::Present),
            b'(' => parentheses += 1,
            b')' if parentheses > 0 => parentheses -= 1,
            byte if byte == close => return found(at, at, Comma::Present),
            b'{' | b'}' => return found(at, at, Comma::Missing),
            b'=' if begins_value(text, &text[last_word..at], at + 1, end) => {
                let comma = if last_word == start { Comma::Present } else { Comma::Missing };
                return found(last_word, last_word, comma);
            }
            b'\n' | b'\r' => {
                let next = skip_white(text, at, end);
                if next < end && !matches!(bytes[next], b',' | b'=' | b'%') && bytes[next] != close {
                    return found(at, at, Comma::Missing);
                }
                if bytes.get(next) == Some(&b'%') {
                    return found(at, at, Comma::Present);
                }
                at = next;
                continue;
            }
            byte if byte <= b' ' || byte >= 0x80 => {
                let len = white_len(text, at);
                if len == 0 {
                    at += char_len(byte);
                    continue;
                }
                let next = skip_blanks(text, at, end);
                if next < end && !matches!(bytes[next], b',' | b'=' | b'\n' | b'\r') && bytes[next] != close {
                    last_word = next;
                }
                at = next;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found(end, end, Comma::Present)
}

/// White space up to the end of the line.
pub(super) fn skip_blanks(text: &str, mut at: usize, end: usize) -> usize {
    while at < end && !matches!(text.as_bytes()[at], b'\n' | b'\r') {
        match white_len(text, at) {
            0 => break,
            len => at += len,
        }
    }
    at
}

/// Whether `=` after this word parts a field's name from its value, instead of being part of a key.
fn begins_value(text: &str, word: &str, after: usize, end: usize) -> bool {
    let spaced = word.ends_with(|char: char| char.is_whitespace()) || white_len(text, after) > 0;
    let next = text.as_bytes()[skip_white(text, after, end)..end].first();
    let names = ["author", "editor", "title", "year", "date", "url"];
    let named = names.iter().any(|name| word.eq_ignore_ascii_case(name));
    spaced || named || matches!(next, Some(b'{' | b'"'))
}
