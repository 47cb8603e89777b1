//! The LaTeX of a BibTeX value as plain Unicode.
//!
//! The commands follow *LaTeX2e: An unofficial reference manual* (accents, additional Latin letters, text
//! symbols, mathematics) and the quoting and emphasis commands of `csquotes` and `biblatex`. How a brace or
//! a command is read is said at [`to_unicode`].

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

mod reader;
mod table;
#[cfg(test)]
mod tests;

/// The LaTeX text of a BibTeX value as plain Unicode in normalisation form C, on one line.
///
/// Borrows when nothing has to change, which is the common case and costs one look at each byte.
///
/// - Accents and letters become characters (`{\"o}`, `\v S`, `\'{\i}`, `\ss`), symbols likewise. The letters of a
///   command are read to their end: `\option` is no `\o`.
/// - `--`, `---`, `` `` ``, `''`, `` ` ``, `'` become the dashes and quotation marks that TeX would print; `~` a space.
/// - Braces go; capitals that they protect stay. Emphasis goes, its text stays. `\enquote` leaves quotation
///   marks, `\url` its address untouched, `\href` its text, `\footnote` and `\label` nothing.
/// - `$...$` is read as mathematics: Greek letters, symbols, digits raised and lowered (`$n^2$` is n²). What
///   has no plain form stays legible (`$x_i$` is x_i). A `$` without a partner is a dollar.
/// - **A command that is not known** goes, and the text of its arguments stays: `\foo{bar}` is `bar`. Without
///   an argument its name is all there is, and stays: `\foo bar` and `\foo{} bar` are `foo bar`.
/// - White space of any kind is folded into single spaces and trimmed; control characters go.
/// - Nothing is refused: unbalanced braces are ignored, so is a backslash at the end.
///
/// # Complexity
///
/// Time O(n) for n bytes of any text, without recursion; memory O(n).
///
/// # Examples
///
/// ```
/// use std::borrow::Cow;
///
/// use dissensus::latex::to_unicode;
///
/// assert_eq!(to_unicode(r#"G{\"o}del, the {NATO} \& {\v S}m\'{\i}d~--- $\alpha^2$"#), "Gödel, the NATO & Šmíd — α²");
/// assert!(matches!(to_unicode("Nothing to do"), Cow::Borrowed(_)));
/// ```
#[must_use]
pub fn to_unicode(source: &str) -> Cow<'_, str> {
    if is_plain(source) { Cow::Borrowed(source) } else { Cow::Owned(normalised(reader::read(source))) }
}

/// Whether the text is its own translation.
fn is_plain(source: &str) -> bool {
    // One pass over a table beats three searches for single bytes: most values are shorter than 80 bytes.
    let mut previous = b' ';
    let mut beyond_latin = false;
    for &byte in source.as_bytes() {
        match CLASSES[byte as usize] {
            Class::Plain => {}
            Class::Space if previous == b' ' => return false,
            Class::Hyphen if previous == b'-' => return false,
            Class::Space | Class::Hyphen | Class::InContext => {}
            Class::MaybeSpace | Class::NonAscii => beyond_latin = true,
            Class::Special => return false,
        }
        previous = byte;
    }
    (previous != b' ' || source.is_empty()) && (!beyond_latin || is_tidy(source))
}

/// Whether the characters need neither composition nor folding.
fn is_tidy(text: &str) -> bool {
    text.chars().all(|c| c == ' ' || !(c.is_whitespace() || c.is_control())) && is_composed(text)
}

/// Whether the text is certainly in form C.
fn is_composed(text: &str) -> bool {
    // Every character below U+0300, whose first byte in UTF-8 is below 0xCC, is.
    text.bytes().all(|byte| byte < 0xCC) || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// The text in form C.
fn normalised(text: String) -> String {
    if is_composed(&text) { text } else { text.nfc().collect() }
}

/// How a byte of the source is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Stands for itself.
    Plain,
    /// A blank.
    Space,
    /// A hyphen, perhaps the first of a dash.
    Hyphen,
    /// Means something only beside another of TeX's own characters: `!` and `?` before a quotation mark, `^` and
    /// `_` in mathematics.
    InContext,
    /// First byte of a character that may be white space or a control character.
    MaybeSpace,
    /// Any other byte of a character beyond ASCII.
    NonAscii,
    /// Must be looked at: TeX's own characters, line ends, control characters.
    Special,
}

/// The class of each byte.
static CLASSES: [Class; 256] = {
    let mut classes = [Class::Plain; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b' ' => Class::Space,
            b'-' => Class::Hyphen,
            b'!' | b'?' | b'^' | b'_' => Class::InContext,
            0xC2 | 0xE1 | 0xE2 | 0xE3 => Class::MaybeSpace,
            0x80.. => Class::NonAscii,
            0..=0x1F | 0x7F | b'\\' | b'{' | b'}' | b'$' | b'~' | b'`' | b'\'' => Class::Special,
            _ => Class::Plain,
        };
        byte += 1;
    }
    classes
};
