//! What begins an entry, and what looks as if it did.

use memchr::memchr;

use super::scan;

/// How many bytes are looked at to tell whether a line is the head of an entry.
const HEAD_LEN: usize = 64;

/// The head of a piece: `@`, its type, and what opens it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// Where the type starts.
    pub(super) kind_start: usize,
    /// One past the type's last byte.
    pub(super) kind_end: usize,
    /// Past the opening delimiter.
    pub(super) body: usize,
    /// The byte that closes the piece.
    pub(super) close: u8,
}

impl Head {
    /// The head whose `@` is at `at`, if what follows is one.
    pub(super) fn read(text: &str, at: usize) -> Option<Self> {
        let end = text.len();
        let kind_start = scan::skip_white(text, at + 1, end);
        let kind_end = scan::kind_end(text, kind_start, end);
        if kind_end == kind_start {
            return None;
        }
        let open = scan::skip_white(text, kind_end, end);
        let close = match text.as_bytes().get(open)? {
            b'{' => b'}',
            b'(' => b')',
            _ => return None,
        };
        Some(Self { kind_start, kind_end, body: open + 1, close })
    }

    /// Whether its type is this one, in any case.
    pub(super) fn is_of(self, text: &str, kind: &str) -> bool {
        text.as_bytes()[self.kind_start..self.kind_end].eq_ignore_ascii_case(kind.as_bytes())
    }
}

/// The first line at or after `from` that looks like the head of an entry, or the end of the text.
pub(super) fn next_head(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(offset) = memchr(b'@', &bytes[at..]) {
        at += offset;
        if is_first_on_line(bytes, at) && looks_like_head(text, at) {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// Whether the head at `at` is the first word of a line that begins with `%`.
///
/// To BibTeX that means nothing; to whoever wrote it, that the entry is commented out. It is an entry if
/// it is a sound one, and else no mistake.
pub(super) fn is_commented(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].iter().rev().take(HEAD_LEN);
    let mark_count = before.clone().take_while(|byte| matches!(byte, b' ' | b'\t' | b'%')).count();
    let is_first = at == mark_count || matches!(bytes[at - mark_count - 1], b'\n' | b'\r');
    is_first && before.take(mark_count).any(|&byte| byte == b'%')
}

/// Whether nothing but blanks precedes `at` on its line.
pub(super) fn is_first_on_line(bytes: &[u8], at: usize) -> bool {
    let blank_count =
        bytes[..at].iter().rev().take(HEAD_LEN).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    at == blank_count || matches!(bytes[at - blank_count - 1], b'\n' | b'\r')
}

/// `@`, a word, and `{` or `(`, all within a few bytes.
pub(super) fn looks_like_head(text: &str, at: usize) -> bool {
    let rest = &text.as_bytes()[at + 1..text.len().min(at + HEAD_LEN)];
    let word_at = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let is_of_word =
        |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || **byte >= 0x80;
    let word = rest[word_at..].iter().take_while(is_of_word).count();
    let after = rest[word_at + word..].iter().find(|byte| !byte.is_ascii_whitespace());
    word > 0 && matches!(after, Some(b'{' | b'('))
}

/// The end of the type at the start of a line that is one of BibTeX's own but opens nothing.
pub(super) fn headless_entry(text: &str, at: usize) -> Option<usize> {
    const KINDS: [&str; 14] = [
        "article",
        "book",
        "booklet",
        "conference",
        "inbook",
        "incollection",
        "inproceedings",
        "manual",
        "mastersthesis",
        "misc",
        "phdthesis",
        "proceedings",
        "techreport",
        "unpublished",
    ];
    let end = scan::kind_end(text, at + 1, text.len());
    let kind = text[at + 1..end].to_ascii_lowercase();
    (is_first_on_line(text.as_bytes(), at) && KINDS.contains(&kind.as_str())).then_some(end)
}
