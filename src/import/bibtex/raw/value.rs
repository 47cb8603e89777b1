//! An entry as it is written.

use std::borrow::Cow;
use std::ops::Range;

/// One entry: its type, its key and its fields, as written and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawEntry<'t> {
    /// The type as written, without the `@`.
    pub kind: &'t str,
    /// The key as written; empty where there is none.
    pub key: &'t str,
    /// The whole entry, from its `@` to its closing brace.
    pub span: Range<u32>,
    /// The type.
    pub kind_span: Range<u32>,
    /// The key; where there is none, the empty place where it would stand.
    pub key_span: Range<u32>,
    /// The fields in the order of the file, those that occur twice included.
    pub fields: Vec<RawField<'t>>,
}

/// One field of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawField<'t> {
    /// The name as written; BibTeX ignores its case.
    pub name: &'t str,
    /// The name.
    pub name_span: Range<u32>,
    /// What is assigned to it.
    pub value: RawValue<'t>,
    /// The value: inside its delimiters for a literal, with all its parts for a composed one.
    pub value_span: Range<u32>,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawValue<'t> {
    /// The text between the delimiters, or a bare number, as written: its byte `i` is byte
    /// `value_span.start + i` of the file.
    Literal(&'t str),
    /// Abbreviations and concatenated parts, expanded; what is not defined adds nothing.
    Composed(String),
}

impl RawValue<'_> {
    /// The text, whichever way it came about.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Literal(text) => text,
            Self::Composed(text) => text,
        }
    }
}

/// A name with ASCII's capitals as small letters, as BibTeX compares it.
pub(in crate::import::bibtex) fn in_small_letters(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// The text with every run of white space made one space, and none at its ends, as BibTeX stores it.
///
/// # Complexity
/// Linear; borrows where there is nothing to fold.
///
/// # Examples
/// ```
/// use dissensus::import::bibtex::raw::fold_white_space;
///
/// assert_eq!(fold_white_space(" The\n\t  title "), "The title");
/// ```
#[must_use]
pub fn fold_white_space(text: &str) -> Cow<'_, str> {
    let is_white = |char: char| matches!(char, ' ' | '\t' | '\n' | '\r' | '\u{B}' | '\u{C}');
    let text = text.trim_matches(is_white);
    let mut after_space = false;
    let is_folded = text.chars().all(|char| {
        let kept = !is_white(char) || (char == ' ' && !after_space);
        after_space = is_white(char);
        kept
    });
    if is_folded {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    for word in text.split(is_white).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    Cow::Owned(folded)
}
