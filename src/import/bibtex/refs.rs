//! The grammar of annotations: a list of refs, each a key with items in brackets.
//!
//! ```text
//! list = ref { "," ref }                      commas inside [ ] or { } do not split
//! ref  = key [ "[" item { ";" item } "]" ]
//! item = locator | name "=" text              name: on via by quote confidence date, or a facet
//! text = anything but ; and ], or {anything balanced}
//! ```

mod items;

use std::ops::Range;

use self::items::{Items, parse_item};
use super::raw::table_of;
use crate::diagnostic::{Diagnostic, FileId, Rule, Span};
use crate::latex::to_unicode;
use crate::model::{EvidenceDraft, Texts, WordDraft};

/// Where a text stands in its file: a literal byte for byte, a composed one only as a whole.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin {
    /// Byte `i` of the text is byte `start + i` of the file.
    Exact { file: FileId, start: u32 },
    /// The text was put together; its place is the whole value's.
    Whole(Span),
}

impl Origin {
    pub(super) fn span(self, range: &Range<usize>) -> Span {
        match self {
            Self::Exact { file, start } => {
                let at = |offset: usize| start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
                Span::new(file, at(range.start), at(range.end))
            }
            Self::Whole(span) => span,
        }
    }
}

/// A key with its items, keys unresolved.
#[derive(Debug)]
pub(super) struct Ref {
    pub(super) key: WordDraft,
    pub(super) evidence: EvidenceDraft,
}

/// Where a list stands.
#[derive(Clone, Copy)]
pub(super) struct Listed<'t> {
    pub(super) text: &'t str,
    pub(super) origin: Origin,
    /// The name of its field.
    pub(super) field: Span,
}

/// Hands each ref of a list to `take`. What does not follow the grammar is left out, with a diagnostic.
///
/// # Complexity
/// One walk over the text, without recursion.
pub(super) fn parse_list(
    list: Listed<'_>,
    texts: &mut Texts,
    diagnostics: &mut Vec<Diagnostic>,
    mut take: impl FnMut(Ref),
) {
    for range in split(list.text, 0..list.text.len(), b',') {
        if let Some(one) = parse_ref(list, range, texts, diagnostics) {
            take(one);
        }
    }
}

/// Bytes that divide lists, or keep what is between them together.
const DIVIDES: [bool; 256] = table_of(b"{}[],;");

/// The pieces of `range` between separators that stand outside brackets and braces, trimmed; empty
/// pieces are left out.
fn split(text: &str, range: Range<usize>, separator: u8) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut rest = Some(range);
    let pieces = std::iter::from_fn(move || {
        let range = rest.take()?;
        let end = separator_from(&text.as_bytes()[range.clone()], separator).map_or(range.end, |offset| {
            rest = Some(range.start + offset + 1..range.end);
            range.start + offset
        });
        Some(trim(text, range.start..end))
    });
    pieces.filter(|piece| !piece.is_empty())
}

/// The first separator that stands outside brackets and braces.
fn separator_from(bytes: &[u8], separator: u8) -> Option<usize> {
    if bytes.len() > SHORT && memchr::memchr(separator, bytes).is_none() {
        return None;
    }
    let (mut braces, mut brackets) = (0_usize, 0_usize);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if DIVIDES[byte as usize] {
            match byte {
                b'{' => braces += 1,
                b'}' => braces = braces.saturating_sub(1),
                b'[' if braces == 0 => brackets += 1,
                b']' if braces == 0 => brackets = brackets.saturating_sub(1),
                byte if byte == separator && braces == 0 && brackets == 0 => return Some(at),
                _ => {}
            }
        }
        at += 1;
    }
    None
}

/// In texts of at most so many bytes a byte is found as fast by looking at each as by setting out to look at
/// many at once.
const SHORT: usize = 24;

/// The range without white space at either end.
#[inline]
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let is_graphic = |at: usize| matches!(text.as_bytes().get(at), Some(b'!'..=b'~'));
    if range.start < range.end && is_graphic(range.start) && is_graphic(range.end - 1) {
        return range;
    }
    without_white_space(text, range)
}

/// The same where there may be some.
fn without_white_space(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + slice.bytes().take_while(|&byte| byte == b' ').count();
    let end = range.end - slice.bytes().rev().take_while(|&byte| byte == b' ').count();
    if let Some([b'!'..=b'~', .., b'!'..=b'~'] | [b'!'..=b'~']) = text.as_bytes().get(start..end) {
        return start..end;
    }
    let start = range.start + (slice.len() - slice.trim_start().len());
    let end = range.end - (slice.len() - slice.trim_end().len());
    start..end.max(start)
}

fn parse_ref(
    list: Listed<'_>,
    range: Range<usize>,
    texts: &mut Texts,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Ref> {
    let Listed { text, origin, field } = list;
    let span = origin.span(&range);
    let parts = plain_parts(text.as_bytes(), &range).map_or_else(|| parts(list, range, diagnostics), Some);
    let (bare, items) = parts?;
    let mut said = Items::new(EvidenceDraft::new(span, field), texts);
    let nested = items.clone().filter(|items| open_bracket(&text[items.clone()]).is_some());
    if let Some(nested) = nested {
        let open = origin.span(&(nested.start - 1..nested.start));
        diagnostics.push(
            Diagnostic::new(Rule::BadAnnotation, open, "another `[` opens before this one is closed")
                .with_hint("close the items with `]`, or put a text with brackets in braces"),
        );
    } else {
        for item in items.into_iter().flat_map(|items| split(text, items, b';')) {
            parse_item(list, item, &mut said, diagnostics);
        }
    }
    let (evidence, texts) = said.finished();
    Some(Ref { key: word(text, bare, origin, texts), evidence })
}

/// Where the key of a ref is and where its items are, if any.
type RefParts = (Range<usize>, Option<Range<usize>>);

/// Bytes of keys without braces.
const IN_KEY: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = b'!';
    while byte <= b'~' {
        table[byte as usize] = !matches!(byte, b'[' | b'{' | b'}');
        byte += 1;
    }
    table
};

/// The parts of a ref as nearly all are: a key, perhaps a blank, and items in brackets.
fn plain_parts(bytes: &[u8], range: &Range<usize>) -> Option<RefParts> {
    let is_key = |byte: &u8| IN_KEY[*byte as usize];
    let mut ahead = bytes[range.clone()].iter();
    let length = ahead.position(|byte| !is_key(byte)).unwrap_or(range.len());
    let key = range.start..range.start + length;
    let open = match bytes[key.end..range.end] {
        _ if length == 0 => return None,
        [] => return Some((key, None)),
        [b'[', .., b']'] => key.end,
        [b' ', b'[', .., b']'] => key.end + 1,
        _ => return None,
    };
    Some((key, Some(open + 1..range.end - 1)))
}

/// The parts of any ref. None if it has no key.
fn parts(list: Listed<'_>, range: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Option<RefParts> {
    let Listed { text, origin, .. } = list;
    let slice = &text[range.clone()];
    let span = origin.span(&range);
    let bracket = open_bracket(slice);
    let (key, items) = match bracket {
        None => (range.clone(), None),
        Some(open) => match slice.ends_with(']') {
            true => {
                (trim(text, range.start..range.start + open), Some(range.start + open + 1..range.end - 1))
            }
            false => {
                let close = slice.rfind(']');
                let message = match close {
                    Some(_) => format!(
                        "`{}` stands between a `]` and the next comma",
                        slice[close.unwrap_or(0) + 1..].trim()
                    ),
                    None => "this `[` is never closed".to_owned(),
                };
                let at = range.start + close.map_or(open, |close| close + 1);
                diagnostics.push(
                    Diagnostic::new(Rule::BadAnnotation, origin.span(&(at..range.end)), message)
                        .with_hint("close the items with `]`, and divide refs by commas"),
                );
                let end = close.map_or(range.end, |close| range.start + close);
                (
                    trim(text, range.start..range.start + open),
                    Some(range.start + open + 1..end.max(range.start + open + 1)),
                )
            }
        },
    };
    let bare = unbrace(text, key.clone());
    let key_text = &text[bare.clone()];
    if key_text.is_empty() {
        diagnostics.push(
            Diagnostic::new(Rule::BadAnnotation, span, "a ref has items but no key before `[`")
                .with_hint("write the key first: pape2005 [p. 10]"),
        );
        return None;
    }
    let is_word = key_text.bytes().all(|byte| byte.is_ascii_graphic());
    let blank = if is_word { None } else { key_text.find(char::is_whitespace) };
    if let Some(blank) = blank {
        let rest = key_text[blank..].trim_start();
        let message = format!("`{key_text}` is not one key");
        let hint = if rest.contains('=') || rest.starts_with("p.") {
            format!("put items in brackets: {} [{rest}]", &key_text[..blank])
        } else {
            "divide keys by commas".to_owned()
        };
        diagnostics.push(Diagnostic::new(Rule::BadAnnotation, origin.span(&bare), message).with_hint(hint));
        return None;
    }
    Some((bare, items))
}

/// The first `[` outside braces.
fn open_bracket(slice: &str) -> Option<usize> {
    // Most texts have none at all.
    memchr::memchr(b'[', slice.as_bytes())?;
    let mut braces = 0_usize;
    slice.bytes().position(|byte| {
        match byte {
            b'{' => braces += 1,
            b'}' => braces = braces.saturating_sub(1),
            _ => {}
        }
        byte == b'[' && braces == 0
    })
}

/// Without one pair of braces around the whole.
fn unbrace(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    match slice.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        Some(inner) if !inner.contains(['{', '}']) => trim(text, range.start + 1..range.end - 1),
        _ => range,
    }
}

/// The values of a facet: the parts between commas that stand outside braces, in Unicode.
pub(super) fn facet_values(value: &str) -> Vec<Box<str>> {
    let whole = unbrace(value, trim(value, 0..value.len()));
    let parts = split(value, whole, b',').map(|part| to_unicode(&value[part]).into_owned());
    parts.filter(|part| !part.is_empty()).map(Into::into).collect()
}

/// A key that stands at a place of a text.
pub(super) fn word(text: &str, range: Range<usize>, origin: Origin, texts: &mut Texts) -> WordDraft {
    match origin {
        Origin::Exact { .. } => WordDraft::written(&text[range.clone()], origin.span(&range), texts),
        Origin::Whole(span) => WordDraft::composed(&text[range], span, texts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Confidence, TextRange};

    /// What became of a list.
    struct Parsed {
        text: String,
        refs: Vec<Ref>,
        texts: Texts,
        diagnostics: Vec<Diagnostic>,
    }

    fn parse(text: &str) -> Parsed {
        let (mut refs, mut texts, mut diagnostics) = (Vec::new(), Texts::default(), Vec::new());
        let origin = Origin::Exact { file: FileId(0), start: 0 };
        let list = Listed { text, origin, field: Span::new(FileId(0), 0, 0) };
        parse_list(list, &mut texts, &mut diagnostics, |one| refs.push(one));
        Parsed { text: text.to_owned(), refs, texts, diagnostics }
    }

    impl Parsed {
        fn keys(&self) -> Vec<String> {
            self.refs.iter().map(|one| self.word(&one.key)).collect()
        }

        fn word(&self, word: &WordDraft) -> String {
            let sources = [crate::diagnostic::SourceFile::new("x.bib", self.text.as_str())];
            word.text(&sources, &self.texts.clone().finished()).to_owned()
        }

        fn said(&self, text: Option<TextRange>) -> Option<&str> {
            text.map(|range| self.texts.get(range))
        }
    }

    #[test]
    fn a_list_is_divided_at_commas_outside_brackets_and_braces() {
        let text = "a, b [p. 1, 2; on={x; y, z]}],\n c";
        let parsed = parse(text);
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
        assert_eq!(parsed.keys(), ["a", "b", "c"]);
        assert_eq!(parsed.said(parsed.refs[1].evidence.locator), Some("p. 1, 2"));
        assert_eq!(parsed.said(parsed.refs[1].evidence.on), Some("x; y, z]"));
        assert_eq!(parsed.refs[2].key.span.start as usize, text.rfind('c').unwrap());
    }

    #[test]
    fn the_three_ways_to_write_a_paragraph_are_one() {
        for place in ["¶27", "par. 27", "\\P 27", "¶ 27", "para. 27"] {
            let parsed = parse(&format!("pape2005 [by=ore2017 {place}]"));
            let evidence = &parsed.refs[0].evidence;
            assert_eq!(parsed.word(evidence.by.as_ref().unwrap()), "ore2017", "{place}");
            assert_eq!(parsed.said(evidence.place), Some("¶27"), "{place}");
        }
        let parsed = parse("a [by=ore2017 par. 8, par. 12]");
        assert_eq!(parsed.said(parsed.refs[0].evidence.place), Some("¶8, ¶12"));
    }

    #[test]
    fn an_unknown_name_is_left_to_be_read_as_a_facet() {
        let Parsed { refs, .. } = parse("us-africa [actor=Mali; region=Africa; confidence=low]");
        let facets: Vec<_> =
            refs[0].evidence.facets().iter().map(|(f, v)| (f.text.as_ref(), v.as_ref())).collect();
        assert_eq!(facets, [("actor", "Mali"), ("region", "Africa")]);
        assert_eq!(refs[0].evidence.confidence, Confidence::Low);
    }

    #[test]
    fn what_is_wrong_is_said_and_the_rest_is_kept() {
        let Parsed { refs, diagnostics, .. } = parse("a, b [p. 1, c [p. 2]");
        assert_eq!((refs.len(), diagnostics.len()), (2, 1), "{diagnostics:?}");
        assert_eq!(diagnostics[0].message, "another `[` opens before this one is closed");
        assert_eq!(diagnostics[0].span.start, 5);
        let parsed = parse("[x], pape2005 p. 10, c [confidence=sure], d [on=]");
        assert_eq!(parsed.keys(), ["c", "d"]);
        assert_eq!(parsed.diagnostics.len(), 4);
        assert_eq!(parsed.diagnostics[1].hint.as_deref(), Some("put items in brackets: pape2005 [p. 10]"));
    }

    #[test]
    fn many_items_take_no_more_room_than_they_have() {
        let parsed = parse(&format!("a [{}]", "p. 1; on=x; quote=y; ".repeat(5_000)));
        assert_eq!(parsed.said(parsed.refs[0].evidence.locator).map(str::len), Some(5_000 * 6 - 2));
        assert!(parsed.texts.len() < 70_000, "{}", parsed.texts.len());
    }

    #[test]
    fn an_empty_text_is_joined_to_none() {
        let parsed = parse("a [on={}; on=x; on={}; {}; p. 3; on=y]");
        assert_eq!(parsed.said(parsed.refs[0].evidence.on), Some("x; y"));
        assert_eq!(parsed.said(parsed.refs[0].evidence.locator), Some("p. 3"));
    }

    #[test]
    fn an_item_that_names_nothing_is_told() {
        let parsed = parse("a [by={, p. 3}; via={}]");
        let found: Vec<&str> = parsed.diagnostics.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(found, ["`by=` names no work", "`via=` names no claim"]);
        assert!(parsed.refs[0].evidence.by.is_none());
    }

    proptest::proptest! {
        #[test]
        fn the_parts_of_most_refs_are_those_of_any(text in "[ab{}\\[\\]=, .;é\\\\]{1,10}( ?\\[[ab{}\\[\\]=;. ]{0,6}\\])?") {
            let range = trim(&text, 0..text.len());
            if let Some((key, items)) = plain_parts(text.as_bytes(), &range) {
                let origin = Origin::Exact { file: FileId(0), start: 0 };
                let list = Listed { text: &text, origin, field: Span::new(FileId(0), 0, 0) };
                let mut diagnostics = Vec::new();
                let found = parts(list, range, &mut diagnostics);
                proptest::prop_assert_eq!(found, Some((key, items)));
                proptest::prop_assert!(diagnostics.is_empty());
            }
        }

        #[test]
        fn trimming_leaves_what_the_standard_library_leaves(text in "[ \t\u{b}\u{a0}\u{2003}a=é]{0,6}") {
            proptest::prop_assert_eq!(&text[trim(&text, 0..text.len())], text.trim());
        }
    }

    #[test]
    fn deep_nesting_is_walked_once() {
        let parsed = parse(&("[".repeat(200_000) + &"{".repeat(200_000)));
        assert!(parsed.refs.is_empty() && !parsed.diagnostics.is_empty());
    }
}
