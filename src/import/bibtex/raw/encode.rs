//! Back from text to the bytes of the file it was.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::decode::{EncodingChoice, decode};
use crate::diagnostic::FileId;

/// The marks that a file may begin with.
const MARKS: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];

/// The bytes of a file after its text was changed, in the encoding that it has and with the mark that it begins with.
///
/// None where the text does not give the file's own bytes back, so that bytes would change that nobody meant: some of
/// them are no text in the encoding, or can be written in several ways.
///
/// # Complexity
/// Linear; the file is decoded once and encoded twice.
///
/// # Examples
/// ```
/// use dissensus::import::bibtex::raw::{EncodingChoice, with_text_changed};
///
/// let latin = b"% Encoding: latin1\n@misc{M\xfcller,}";
/// let changed = with_text_changed(latin, EncodingChoice::Detect, |text| text.replace(",}", "ia,}"));
/// assert_eq!(changed.as_deref(), Some(&b"% Encoding: latin1\n@misc{M\xfclleria,}"[..]));
/// ```
pub fn with_text_changed(
    bytes: &[u8],
    choice: EncodingChoice,
    change: impl FnOnce(&str) -> String,
) -> Option<Vec<u8>> {
    let decoded = decode(bytes.to_vec(), FileId(0), choice);
    let encoding = Encoding::for_label(decoded.encoding.as_bytes())?;
    let mark = MARKS.into_iter().find(|mark| {
        bytes.starts_with(mark) && Encoding::for_bom(mark).is_some_and(|(marked, _)| marked == encoding)
    });
    let encoded = |text: &str| {
        let mut encoded = mark.unwrap_or_default().to_vec();
        if encoding == UTF_16LE {
            encoded.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        } else if encoding == UTF_16BE {
            encoded.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        } else {
            encoded.extend_from_slice(&encoding.encode(text).0);
        }
        encoded
    };
    (encoded(&decoded.text) == bytes).then(|| encoded(&change(&decoded.text)))
}
