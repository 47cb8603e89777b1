//! XML, read by quick-xml from one tag to the next, with the place of each: a file that is cut off costs no more than its
//! last element.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, escape};

/// What comes next in a file.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// An element ends; one without content begins and ends.
    Close(String),
    /// Text in an element.
    Text(Cow<'a, str>),
    /// From here on the file is no XML, and why.
    Broken(String),
}

/// The begin of an element.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// Its name, without a prefix.
    pub(super) name: String,
    tag: BytesStart<'a>,
}

impl Element<'_> {
    /// The value of an attribute, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.tag.attributes();
        let all = all.with_checks(false).flatten();
        let mut found = all.filter(|attribute| {
            let key = attribute.key.into_inner();
            key.rsplit(':').next() == Some(name)
        });
        let value = found.next()?.value;
        Some(unescaped(value.trim()).into_owned()).filter(|value| !value.is_empty())
    }
}

/// The pieces of a text one by one.
pub(super) struct Pieces<'a> {
    reader: Reader<&'a [u8]>,
    /// Where the text of the reader begins.
    offset: usize,
    /// An element without content that is still to be closed.
    empty: Option<(String, Range<usize>)>,
}

impl<'a> Pieces<'a> {
    /// Reads from there on.
    pub(super) fn from(text: &'a str, offset: usize) -> Self {
        let mut reader = Reader::from_str(&text[offset..]);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, offset, empty: None }
    }

    /// The next piece and its place; None at the end of the file.
    pub(super) fn next(&mut self) -> Option<(Piece<'a>, Range<usize>)> {
        if let Some((name, place)) = self.empty.take() {
            return Some((Piece::Close(name), place));
        }
        loop {
            let start = self.position();
            let event = self.reader.read_event();
            let place = start..self.position().max(start);
            let piece = match event {
                Ok(Event::Start(tag)) => Piece::Open(element(tag)),
                Ok(Event::Empty(tag)) => {
                    let element = element(tag);
                    self.empty = Some((element.name.clone(), place.clone()));
                    Piece::Open(element)
                }
                Ok(Event::End(tag)) => Piece::Close(tag.local_name().into_inner().to_owned()),
                Ok(Event::Text(text)) => Piece::Text(text.into_inner()),
                Ok(Event::CData(text)) => Piece::Text(text.into_inner()),
                Ok(Event::GeneralRef(name)) => {
                    let written = format!("&{};", name.into_inner());
                    Piece::Text(Cow::Owned(unescaped(&written).into_owned()))
                }
                Ok(Event::Eof) => return None,
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => continue,
                Err(error) => Piece::Broken(error.to_string()),
            };
            return Some((piece, place));
        }
    }

    fn position(&self) -> usize {
        self.offset + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX - self.offset)
    }
}

fn element(tag: BytesStart<'_>) -> Element<'_> {
    Element { name: tag.local_name().into_inner().to_owned(), tag }
}

/// What a text with tags such as `<i>` says; one that is no XML is left as it is, such as `p < 0.05`.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let (mut pieces, mut said, mut open) = (Pieces::from(text, 0), String::new(), 0_usize);
    while let Some((piece, _)) = pieces.next() {
        match piece {
            Piece::Text(text) => said.push_str(&text),
            Piece::Open(_) => open += 1,
            Piece::Close(_) if open > 0 => open -= 1,
            Piece::Close(_) | Piece::Broken(_) => return Cow::Borrowed(text),
        }
    }
    if open == 0 { Cow::Owned(said) } else { Cow::Borrowed(text) }
}

/// A text with `&#381;` and `&amp;` read; one with other names is left as it is.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    escape::unescape(text).unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn markup_is_taken_off_and_signs_are_left() {
        assert_eq!(plain("Debts &amp; <i>Homo</i> H<sub>2</sub>O &#381;"), "Debts & Homo H2O \u{17d}");
        for text in ["p < 0.05 & q > 1", "a <b", "x </i>", "<i>open", "AT&T", "a << b", "&nbsp;x"] {
            assert_eq!(plain(text), text);
        }
        assert_eq!(plain("A &lt; B"), "A < B");
    }
}
