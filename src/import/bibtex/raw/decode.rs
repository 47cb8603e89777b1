//! Bytes to text: which encoding a file is in, and the text it holds.
use std::ops::Range;

use chardetng::EncodingDetector;
use chardetng::Iso2022JpDetection;
use chardetng::Utf8Detection;
use encoding_rs::Encoding;
use encoding_rs::UTF_8;
use encoding_rs::UTF_16BE;
use encoding_rs::UTF_16LE;
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::FileId;
use crate::diagnostic::Rule;
use crate::diagnostic::Span;

use super::read::LONGEST;

/// How much of a file is looked at for a header or for the NULs of UTF-16.
const HEAD: usize = 8 * 1024;

/// The text of a file, without its byte order mark.
#[derive(Debug)]
pub struct Decoded {
    /// The text; empty if the file was too large.
    pub text: String,
    /// The encoding's name in the WHATWG standard, such as `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// What was guessed and what could not be decoded.
    pub diagnostics: Vec<Diagnostic>,
}

/// Who decides about the encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingChoice {
    /// The bytes and the header of the file.
    Detect,
    /// The user.
    Forced(&'static Encoding),
}

impl EncodingChoice {
    /// The choice that a label stands for, or `None` if no encoding has that label.
    ///
    /// `auto` is [`EncodingChoice::Detect`]; the rest are the labels of the WHATWG standard and the
    /// spellings of Java and of BibDesk, which the headers of `.bib` files use.
    ///
    /// # Examples
    /// ```
    /// use dissensus::import::bibtex::raw::EncodingChoice;
    ///
    /// assert_eq!(EncodingChoice::from_label("auto"), Some(EncodingChoice::Detect));
    /// assert_eq!(EncodingChoice::from_label("Cp1252"), EncodingChoice::from_label("windows-1252"));
    /// assert_eq!(EncodingChoice::from_label("klingon"), None);
    /// ```
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        if label.trim().eq_ignore_ascii_case("auto") {
            return Some(Self::Detect);
        }
        encoding_for(label.trim()).map(Self::Forced)
    }
}

/// The text of a file's bytes.
///
/// Unless the choice is forced, these are tried in turn: a byte order mark; UTF-16 by the parity of
/// its NUL bytes; UTF-8, which then costs no copy; an `Encoding:` header as JabRef writes it; UTF-8
/// with a few broken bytes; and last a guess, which is reported.
///
/// Never fails: what cannot be decoded becomes U+FFFD and is counted in
/// [`Rule::UndecodableText`]; a file of more than three gigabytes yields no text and
/// [`Rule::FileTooLarge`].
///
/// # Complexity
/// Linear in the number of bytes; a copy only where the file is not UTF-8.
///
/// # Examples
/// ```
/// use dissensus::diagnostic::FileId;
/// use dissensus::import::bibtex::raw::{EncodingChoice, decode};
///
/// let decoded = decode(b"% Encoding: ISO8859_1\n@misc{M\xfcller,}".to_vec(), FileId(0), EncodingChoice::Detect);
/// assert!(decoded.text.ends_with("@misc{Müller,}"));
/// assert!(decoded.diagnostics.is_empty());
/// ```
#[must_use]
pub fn decode(bytes: Vec<u8>, file: FileId, choice: EncodingChoice) -> Decoded {
    decode_within(bytes, file, choice, LONGEST)
}

fn decode_within(bytes: Vec<u8>, file: FileId, choice: EncodingChoice, limit: usize) -> Decoded {
    let start_of_file = Span::new(file, 0, 0);
    let mut diagnostics = Vec::new();
    let mut decoded = if bytes.len() > limit {
        diagnostics.push(too_large(start_of_file));
        Decoded { text: String::new(), encoding: UTF_8.name(), diagnostics }
    } else {
        let (text, encoding) = match sound_utf_8(bytes, choice)
            .map_err(|bytes| (settle(&bytes, choice), bytes))
        {
            Ok(text) => (text, UTF_8),
            Err((Settled::Certain(encoding), bytes)) => (transcode(bytes, encoding), encoding),
            Err((Settled::Guessed(encoding), bytes)) => {
                let name = encoding.name();
                let message = format!("the file is not utf-8 and does not say what it is: read as {name}");
                let hint = format!(
                    "if letters come out wrong, name the encoding with --encoding, or put `% Encoding: {name}` \
                     with the right name on the first line"
                );
                diagnostics
                    .push(Diagnostic::new(Rule::EncodingGuessed, start_of_file, message).with_hint(hint));
                (transcode(bytes, encoding), encoding)
            }
        };
        Decoded { text, encoding: encoding.name(), diagnostics }
    };
    if decoded.text.len() > limit {
        decoded.text = String::new();
        decoded.diagnostics.push(too_large(start_of_file));
    }
    decoded.diagnostics.extend(undecodable(&decoded, file));
    decoded
}

fn too_large(span: Span) -> Diagnostic {
    Diagnostic::new(Rule::FileTooLarge, span, "the file holds more than three gigabytes of text")
        .with_hint("split the file")
}

fn undecodable(decoded: &Decoded, file: FileId) -> Option<Diagnostic> {
    let first = first_replaced(&decoded.text)?;
    let count = decoded.text[first..].matches('\u{FFFD}').count();
    let start = u32::try_from(first).unwrap_or(u32::MAX);
    let places = if count == 1 { "place is" } else { "places are" };
    let message = format!("{count} {places} not text in {}, the first one is here", decoded.encoding);
    let span = Span::new(file, start, start.saturating_add(3));
    Some(Diagnostic::new(Rule::UndecodableText, span, message).with_hint("name the encoding with --encoding"))
}

/// The first replacement character, looked for on all threads: nearly every text has none.
fn first_replaced(text: &str) -> Option<usize> {
    const CHUNK: usize = 1 << 22;
    let mark = "\u{FFFD}";
    let starts = (0..text.len().div_ceil(CHUNK)).into_par_iter();
    let found = starts.filter_map(|chunk| {
        let start = chunk * CHUNK;
        // A mark may begin in one chunk and end in the next.
        let end = text.len().min(start + CHUNK + mark.len() - 1);
        let bytes = &text.as_bytes()[start..end];
        let found = memchr::memchr_iter(mark.as_bytes()[0], bytes)
            .find(|&at| bytes[at..].starts_with(mark.as_bytes()));
        found.map(|offset| start + offset)
    });
    found.min()
}

/// The text of bytes that say nothing else and are sound UTF-8, as nearly all are; else the bytes.
fn sound_utf_8(bytes: Vec<u8>, choice: EncodingChoice) -> Result<String, Vec<u8>> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let says_else = choice != EncodingChoice::Detect
        || Encoding::for_bom(head).is_some()
        || utf_16_by_parity(head).is_some();
    if says_else { Err(bytes) } else { String::from_utf8(bytes).map_err(|error| error.into_bytes()) }
}

enum Settled {
    Certain(&'static Encoding),
    Guessed(&'static Encoding),
}

/// The encoding of bytes that are not [sound UTF-8](sound_utf_8) without a mark.
fn settle(bytes: &[u8], choice: EncodingChoice) -> Settled {
    if let EncodingChoice::Forced(encoding) = choice {
        return Settled::Certain(encoding);
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let known = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| utf_16_by_parity(head))
        .or_else(|| declared(head))
        .or_else(|| mostly_utf_8(bytes).then_some(UTF_8));
    if let Some(encoding) = known {
        return Settled::Certain(encoding);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Settled::Guessed(detector.guess(None, Utf8Detection::Deny))
}

/// The text; a mark of the same encoding at the start is dropped.
fn transcode(mut bytes: Vec<u8>, encoding: &'static Encoding) -> String {
    if encoding == UTF_8 {
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        return String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    }
    encoding.decode_with_bom_removal(&bytes).0.into_owned()
}

/// Text that is mostly ASCII has its NULs at the even bytes in UTF-16BE, at the odd ones in UTF-16LE.
fn utf_16_by_parity(head: &[u8]) -> Option<&'static Encoding> {
    let mut nul_counts = [0_usize; 2];
    for at in memchr::memchr_iter(0, head) {
        nul_counts[at % 2] += 1;
    }
    let [even, odd] = nul_counts;
    let many = head.len() / 5;
    if even > many && odd < even / 8 {
        Some(UTF_16BE)
    } else if odd > many && even < odd / 8 {
        Some(UTF_16LE)
    } else {
        None
    }
}

/// The encoding named after `coding:` on a line of the head that is no field of an entry: JabRef's
/// `% Encoding: Cp1252`, BibDesk's `%% Saved with string encoding: …`, Emacs' `-*- coding: latin-1 -*-`.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    head.split(|&byte| byte == b'\n' || byte == b'\r').filter(|line| line.contains(&b'%')).find_map(|line| {
        let line: String = line.iter().map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
        let (_, label) = line.split_once("coding")?;
        let label = label.trim_start_matches([':', ' ', '\t']);
        let label = label.split("-*-").next().unwrap_or(label).trim();
        encoding_for(label).or_else(|| {
            let inner = label.split_once('(')?.1.split_once(')')?.0;
            encoding_for(inner)
        })
    })
}

/// Where the head of a text names an encoding other than UTF-8 on a line with `%`.
///
/// # Examples
/// ```
/// use dissensus::import::bibtex::raw::declared_encoding;
///
/// let text = "% Encoding: Cp1252\n@misc{a,}";
/// assert_eq!(declared_encoding(text).map(|place| &text[place]), Some("Cp1252"));
/// assert_eq!(declared_encoding("% Encoding: UTF-8\n"), None);
/// ```
#[must_use]
pub fn declared_encoding(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']).take_while(|line| !line.trim_start().starts_with('@')) {
        let start = at;
        at += line.len();
        if start > HEAD || !line.contains('%') {
            continue;
        }
        let lower = line.to_ascii_lowercase();
        let Some(found) = lower.find("coding").map(|found| found + "coding".len()) else { continue };
        let label = lower[found..].trim_start_matches([':', ' ', '\t']);
        let from = lower.len() - label.len();
        let label = label.split("-*-").next().unwrap_or(label).trim();
        let (from, label) = match (encoding_for(label), label.split_once('(')) {
            (None, Some((before, rest))) => {
                (from + before.len() + 1, rest.split(')').next().unwrap_or_default())
            }
            _ => (from, label),
        };
        if encoding_for(label).is_some_and(|encoding| encoding != UTF_8) {
            return Some(start + from..start + from + label.len());
        }
    }
    None
}

fn encoding_for(label: &str) -> Option<&'static Encoding> {
    let label = label.to_ascii_lowercase().replace('_', "-");
    let squeezed = label.replace(' ', "").replace("latin-", "latin");
    Encoding::for_label(label.as_bytes())
        .or_else(|| Encoding::for_label(squeezed.as_bytes()))
        .or_else(|| Encoding::for_label(format!("windows-{}", squeezed.strip_prefix("cp")?).as_bytes()))
        .or_else(|| Encoding::for_label(squeezed.strip_prefix("iso")?.as_bytes()))
        .or_else(|| Encoding::for_label(squeezed.replacen("iso8859", "iso-8859", 1).as_bytes()))
        .or_else(|| (squeezed == "macroman" || squeezed == "mac-roman").then_some(encoding_rs::MACINTOSH))
}

/// Ten sound characters of several bytes for each byte that is none: UTF-8 with a few accidents.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound >= 10 * broken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(bytes: &[u8]) -> Decoded {
        decode(bytes.to_vec(), FileId(0), EncodingChoice::Detect)
    }

    fn rules(decoded: &Decoded) -> Vec<Rule> {
        decoded.diagnostics.iter().map(|diagnostic| diagnostic.rule).collect()
    }

    #[test]
    fn a_byte_order_mark_is_obeyed_and_dropped() {
        let wide = |encode: fn(u16) -> [u8; 2]| {
            "\u{FEFF}@misc{ü}".encode_utf16().flat_map(encode).collect::<Vec<_>>()
        };
        for (bytes, name) in [
            ("\u{FEFF}@misc{ü}".as_bytes().to_vec(), "UTF-8"),
            (wide(u16::to_le_bytes), "UTF-16LE"),
            (wide(u16::to_be_bytes), "UTF-16BE"),
        ] {
            let decoded = detect(&bytes);
            assert_eq!((decoded.text.as_str(), decoded.encoding), ("@misc{ü}", name));
            assert!(decoded.diagnostics.is_empty());
        }
    }

    #[test]
    fn utf_16_without_a_mark_is_known_by_its_nuls() {
        let bytes: Vec<u8> = "@misc{ü, title={x}}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(detect(&bytes).text, "@misc{ü, title={x}}");
        let bytes: Vec<u8> = "@misc{ü, title={x}}".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(detect(&bytes).text, "@misc{ü, title={x}}");
        assert_eq!(detect(b"@misc{a\0b}").encoding, "UTF-8");
    }

    #[test]
    fn a_header_decides_and_a_guess_is_reported() {
        let decoded = detect(b"% Encoding: Cp1250\n@misc{a, author={\xE8}}");
        assert_eq!(decoded.encoding, "windows-1250");
        assert!(decoded.text.contains('č') && decoded.diagnostics.is_empty());
        let decoded = detect(b"% -*- coding: latin-2 -*-\n@misc{a, author={\xE8}}");
        assert_eq!(decoded.encoding, "ISO-8859-2");
        let decoded = detect(b"@misc{a, author={M\xFCller and Andr\xE9 Fran\xE7ois}}");
        assert!(decoded.text.contains("Müller and André François"), "{}", decoded.text);
        assert_eq!(rules(&decoded), [Rule::EncodingGuessed]);
    }

    #[test]
    fn the_user_overrules_the_bytes() {
        let choice = EncodingChoice::from_label("latin1").unwrap();
        let decoded = decode("ü".as_bytes().to_vec(), FileId(0), choice);
        assert_eq!(decoded.text, "Ã¼");
        let forced = EncodingChoice::from_label("utf-8").unwrap();
        let decoded = decode(b"a\xFFb\xFFc".to_vec(), FileId(7), forced);
        assert_eq!(decoded.text, "a\u{FFFD}b\u{FFFD}c");
        assert_eq!(rules(&decoded), [Rule::UndecodableText]);
        assert!(decoded.diagnostics[0].message.starts_with("2 places"));
        assert_eq!(decoded.diagnostics[0].span, Span::new(FileId(7), 1, 4));
    }

    #[test]
    fn a_few_broken_bytes_do_not_make_utf_8_something_else() {
        let decoded = detect(&["äöüßéèêñçå".as_bytes(), b"\xFF"].concat());
        assert_eq!(decoded.encoding, "UTF-8");
        assert_eq!(rules(&decoded), [Rule::UndecodableText]);
    }

    #[test]
    fn a_file_beyond_the_limit_has_no_text() {
        let decoded = decode_within(b"12345".to_vec(), FileId(0), EncodingChoice::Detect, 4);
        assert_eq!((decoded.text.as_str(), rules(&decoded)), ("", vec![Rule::FileTooLarge]));
        let wider = decode_within(
            b"\xFC\xFC\xFC".to_vec(),
            FileId(0),
            EncodingChoice::Forced(encoding_rs::WINDOWS_1252),
            4,
        );
        assert_eq!((wider.text.as_str(), rules(&wider)), ("", vec![Rule::FileTooLarge]));
    }
}
