//! The items in a ref's brackets.

use std::borrow::Cow;
use std::ops::Range;

use super::super::date;
use super::{Listed, facet_values, trim, unbrace, word};
use crate::diagnostic::{Diagnostic, Rule, Span};
use crate::latex::to_unicode;
use crate::model::{Confidence, EvidenceDraft, ItemDraft, TextRange, Texts};

/// Reads one item; what it says that is wrong is left out, with a diagnostic.
pub(super) fn parse_item(
    list: Listed<'_>,
    range: Range<usize>,
    said: &mut Items<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Listed { text, origin, .. } = list;
    let slice = &text[range.clone()];
    let equals = slice.bytes().position(|byte| byte == b'=').map(|offset| range.start + offset);
    let named = equals.map(|equals| (equals, trim(text, range.start..equals)));
    let is_small = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
    let (equals, name_range, name) = match named {
        Some((equals, name)) if is_small(&text[name.clone()]) => {
            (equals, name.clone(), Cow::Borrowed(&text[name]))
        }
        Some((equals, name)) if is_name(&text[name.clone()]) => {
            (equals, name.clone(), Cow::Owned(text[name].to_ascii_lowercase()))
        }
        _ => {
            said.add(TextItem::Locator, &plain(slice));
            return;
        }
    };
    let value_range = trim(text, equals + 1..range.end);
    let value = &text[value_range.clone()];
    if value.is_empty() {
        let message = format!("`{name}=` has no value");
        diagnostics.push(
            Diagnostic::new(Rule::BadAnnotation, origin.span(&range), message)
                .with_hint(format!("write {name}=… or take it out")),
        );
        return;
    }
    let repeated = match &*name {
        "by" => said.evidence.by.is_some(),
        "via" => said.evidence.rare.as_ref().is_some_and(|rare| rare.via.is_some()),
        _ => false,
    };
    if repeated {
        let message = format!("a second `{name}=` in one ref");
        diagnostics.push(
            Diagnostic::new(Rule::BadAnnotation, origin.span(&range), message)
                .with_hint("repeat the ref, once with each"),
        );
        return;
    }
    match &*name {
        "on" => said.add(TextItem::On, &ItemText::Plain(to_unicode(value))),
        "quote" => said.add(TextItem::Quote, &ItemText::Plain(to_unicode(value))),
        "date" => match date::parse(value) {
            Ok(date) => said.evidence.rare_items().date = Some(date),
            Err(problem) => diagnostics.push(
                Diagnostic::new(Rule::BadDate, origin.span(&value_range), problem.to_string())
                    .with_hint("write a year (2005), a day (2005-03-20) or a range (2005/2016)"),
            ),
        },
        "via" => {
            let whole = unbrace(text, value_range);
            if whole.is_empty() {
                diagnostics.push(names_nothing(&name, "claim", origin.span(&range)));
                return;
            }
            said.evidence.rare_items().via = Some(word(text, whole, origin, said.texts));
        }
        "by" => {
            let whole = unbrace(text, value_range);
            let slice = &text[whole.clone()];
            let ends_key = |c: char| c == ',' || c.is_whitespace();
            let length = slice.find(ends_key).unwrap_or(slice.len());
            if length == 0 {
                diagnostics.push(names_nothing(&name, "work", origin.span(&range)));
                return;
            }
            said.evidence.by = Some(word(text, whole.start..whole.start + length, origin, said.texts));
            let is_between = |c| matches!(c, ',' | ' ' | '\t' | '\n' | '\r');
            let place = slice[length..].trim_start_matches(is_between);
            if !place.is_empty() {
                said.add(TextItem::Place, &plain(place));
            }
        }
        "confidence" => match Confidence::parse(value.trim_matches(|c| matches!(c, '{' | '}'))) {
            Some(confidence) => said.evidence.confidence = confidence,
            None => diagnostics.push(
                Diagnostic::new(
                    Rule::BadAnnotation,
                    origin.span(&value_range),
                    format!("`{value}` is no degree of confidence"),
                )
                .with_hint("write high, medium or low"),
            ),
        },
        _ => {
            let facet = ItemDraft { text: name.into_owned().into(), span: origin.span(&name_range) };
            let values = facet_values(value);
            said.evidence.rare_items().facets.extend(values.into_iter().map(|value| (facet.clone(), value)));
        }
    }
}

/// Whether an item's name may be written so.
fn is_name(name: &str) -> bool {
    let is_of_name =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii() && c.is_alphanumeric();
    !name.is_empty() && name.chars().all(is_of_name)
}

/// An item that should name something and does not.
fn names_nothing(item: &str, what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Rule::BadAnnotation, span, format!("`{item}=` names no {what}"))
        .with_hint(format!("write the key of the {what} first, or take the item out"))
}

/// The text of an item.
enum ItemText<'t> {
    Plain(Cow<'t, str>),
    /// The number behind a paragraph mark.
    Paragraph(&'t str),
}

/// How the number of a paragraph is marked.
const PARAGRAPH: &str = "¶";

impl ItemText<'_> {
    fn keep(&self, texts: &mut Texts) -> Option<TextRange> {
        match self {
            Self::Plain(text) => texts.add(text),
            Self::Paragraph(number) => texts.add_joined(PARAGRAPH, number),
        }
    }

    fn is_empty(&self) -> bool {
        self.parts().iter().all(|part| part.is_empty())
    }

    fn parts(&self) -> [&str; 2] {
        match self {
            Self::Plain(text) => ["", text],
            Self::Paragraph(number) => [PARAGRAPH, number],
        }
    }
}

/// An item that is a text.
#[derive(Clone, Copy)]
enum TextItem {
    Place,
    Locator,
    On,
    Quote,
}

impl TextItem {
    const ALL: [Self; 4] = [Self::Place, Self::Locator, Self::On, Self::Quote];
}

/// The items of a ref while they are read.
pub(super) struct Items<'r> {
    evidence: EvidenceDraft,
    texts: &'r mut Texts,
    /// The texts of items of which there are several, joined; they are kept when all of them are known.
    joined: Option<Box<[String; 4]>>,
}

impl<'r> Items<'r> {
    /// None yet; the texts of those to come go to `texts`.
    pub(super) fn new(evidence: EvidenceDraft, texts: &'r mut Texts) -> Self {
        Self { evidence, texts, joined: None }
    }

    /// What they say.
    pub(super) fn finished(mut self) -> (EvidenceDraft, &'r mut Texts) {
        if let Some(joined) = self.joined.take() {
            for (item, text) in TextItem::ALL.into_iter().zip(&*joined).filter(|(_, text)| !text.is_empty()) {
                *self.kept(item) = self.texts.add(text);
            }
        }
        (self.evidence, self.texts)
    }

    fn kept(&mut self, item: TextItem) -> &mut Option<TextRange> {
        match item {
            TextItem::Place => &mut self.evidence.place,
            TextItem::Locator => &mut self.evidence.locator,
            TextItem::On => &mut self.evidence.on,
            TextItem::Quote => &mut self.evidence.rare_items().quote,
        }
    }

    /// Keeps the first text of an item, and joins the others to it.
    fn add(&mut self, item: TextItem, text: &ItemText<'_>) {
        if text.is_empty() {
            return;
        }
        let Some(first) = *self.kept(item) else {
            *self.kept(item) = text.keep(self.texts);
            return;
        };
        let joined = &mut self.joined.get_or_insert_default()[item as usize];
        if joined.is_empty() {
            joined.push_str(self.texts.get(first));
        }
        joined.push_str("; ");
        joined.extend(text.parts());
    }
}

/// A text in Unicode; `par. 27`, `\P 27` and `¶ 27` become `¶27`.
///
/// # Complexity
/// One walk over the text, and none where there is no more than a mark and a number.
fn plain(text: &str) -> ItemText<'_> {
    if is_plain(text.as_bytes()) {
        return ItemText::Plain(Cow::Borrowed(text));
    }
    let text = text.trim();
    if let Some(number) = text.strip_prefix("\\P ")
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        return ItemText::Paragraph(number);
    }
    let plain = to_unicode(text);
    // Every mark begins in one of these ways.
    if !plain.as_bytes().windows(2).any(|pair| matches!(pair, b"pa" | [0xC2, 0xB6])) {
        return ItemText::Plain(plain);
    }
    let mut result = String::with_capacity(plain.len());
    let mut rest = plain.trim();
    let mut in_word = false;
    while let Some(first) = rest.chars().next() {
        let may_be_mark = !in_word && matches!(first, '¶' | 'p');
        match may_be_mark.then(|| paragraph_mark(rest)).flatten() {
            Some(length) => {
                result.push_str(PARAGRAPH);
                rest = rest[length..].trim_start();
            }
            None => {
                result.push(first);
                in_word = first.is_alphanumeric();
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    ItemText::Plain(Cow::Owned(result))
}

/// Whether a text has nothing but words of ASCII, single blanks and dots, and no `pa`: `p. 123`.
fn is_plain(bytes: &[u8]) -> bool {
    let mut previous = b' ';
    for &byte in bytes {
        let fits = match byte {
            b'a' => previous != b'p',
            b' ' => previous != b' ',
            _ => byte.is_ascii_alphanumeric() || byte == b'.',
        };
        if !fits {
            return false;
        }
        previous = byte;
    }
    previous != b' '
}

/// The length of a paragraph mark at the start of a text, if a number follows it.
fn paragraph_mark(text: &str) -> Option<usize> {
    const MARKS: [&str; 6] = ["¶¶", "¶", "par.", "pars.", "para.", "paras."];
    let mark = MARKS.iter().find(|mark| {
        text.strip_prefix(**mark).is_some_and(|rest| {
            let blanks = rest.len() - rest.trim_start_matches(' ').len();
            blanks <= 2 && rest[blanks..].starts_with(|c: char| c.is_ascii_digit())
        })
    })?;
    Some(mark.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{is_plain, paragraph_mark, to_unicode};

    proptest! {
        #[test]
        fn what_is_plain_says_what_it_is_written_as(text in "(p|a|r|\\.| |2|-|~|¶|é|\\\\P|[a-z0-9. ]){0,8}") {
            if is_plain(text.as_bytes()) {
                prop_assert_eq!(to_unicode(text.trim()), text.as_str());
                let starts = text.char_indices().map(|(at, _)| &text[at..]);
                prop_assert!(starts.clone().all(|rest| paragraph_mark(rest).is_none()), "{}", text);
            }
        }
    }
}
