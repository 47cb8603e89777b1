//! The lines of a correction file.
//!
//! ```text
//! line  = "merge" work work | "keep-apart" work work
//!       | "link" work [ reference ] work | "unlink" work ( work | reference ) | nothing
//! word  = anything without blanks | '"' anything, '"' written twice '"'
//! ```
//!
//! What follows a `#` at the beginning of a line or after a blank is a comment.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, FileId, Rule, Span};
use crate::model::CorrectionKind;
use crate::model::nearest;

/// A line that follows the grammar.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) kind: CorrectionKind,
    /// From its first word to its last.
    pub(super) span: Span,
    /// What follows the first word: two, or three of a link.
    pub(super) words: Vec<Word>,
}

/// One word of a line.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Without quotation marks; runs of blanks are one.
    pub(super) text: String,
    pub(super) span: Span,
}

/// The lines of a file that follow the grammar; the others become diagnostics.
pub(super) fn lines(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Line> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        match line_of(file, line, start) {
            Ok(line) => found.extend(line),
            Err(wrong) => diagnostics.push(wrong),
        }
        start += line.len();
    }
    found
}

fn line_of(file: FileId, line: &str, start: usize) -> Result<Option<Line>, Diagnostic> {
    let mut words = words(file, line, start)?.into_iter();
    let Some(first) = words.next() else { return Ok(None) };
    let words: Vec<Word> = words.collect();
    let wrong = |span: Span, message: String, hint: String| {
        Err(Diagnostic::new(Rule::BadCorrection, span, message).with_hint(hint))
    };
    let Some(kind) = CorrectionKind::ALL.into_iter().find(|kind| kind.name() == first.text) else {
        let names = CorrectionKind::ALL.map(CorrectionKind::name);
        let hint = match nearest(&first.text, names.iter()).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write # before a comment".to_owned(),
        };
        let message = format!("expected {}, found `{}`", names.join(", "), first.text);
        return wrong(first.span, message, hint);
    };
    let fits = words.len() == 2 || kind == CorrectionKind::Link && words.len() == 3;
    let end = words.last().unwrap_or(&first).span.end;
    let span = Span::new(file, first.span.start, end);
    if !fits {
        let number = match words.len() {
            0 => "nothing".to_owned(),
            1 => "one name".to_owned(),
            many => format!("{many}"),
        };
        let (wants, hint) = match kind {
            CorrectionKind::Merge => ("the two works that are one", "merge KEY KEY"),
            CorrectionKind::KeepApart => ("the two works that are not one", "keep-apart KEY KEY"),
            CorrectionKind::Link => {
                ("the citing work, the reference and the work it means", "link KEY \"REFERENCE\" KEY")
            }
            CorrectionKind::Unlink => {
                ("the citing work and what it does not mean", "unlink KEY KEY or unlink KEY \"REFERENCE\"")
            }
        };
        let message = format!("`{}` takes {wants}; found {number}", kind.name());
        return wrong(span, message, format!("{hint}; what has blanks in it stands in \"quotation marks\""));
    }
    Ok(Some(Line { kind, span, words }))
}

/// The words of a line up to a comment.
fn words(file: FileId, line: &str, start: usize) -> Result<Vec<Word>, Diagnostic> {
    let place = |at: usize| u32::try_from(start + at).unwrap_or(u32::MAX);
    let span = |from: usize, to: usize| Span::new(file, place(from), place(to));
    let mut words = Vec::new();
    let mut at = 0;
    loop {
        at = line.len() - line[at..].trim_start().len();
        let rest = &line[at..];
        let Some(first) = rest.chars().next().filter(|&c| c != '#') else { return Ok(words) };
        let (text, length) = match first {
            '"' | '“' => match quoted(rest) {
                Some((text, length)) => (Cow::Owned(text), length),
                None => {
                    return Err(Diagnostic::new(
                        Rule::BadCorrection,
                        span(at, at + first.len_utf8()),
                        "a quotation mark is opened and not closed on this line",
                    )
                    .with_hint("write \" at the end of the reference; inside it, \" is written twice"));
                }
            },
            _ => {
                let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
                (Cow::Borrowed(&rest[..length]), length)
            }
        };
        words.push(Word { text: on_one_line(&text), span: span(at, at + length) });
        at += length;
    }
}

/// What stands between the quotation marks that a text begins with, and where it goes on behind them.
fn quoted(text: &str) -> Option<(String, usize)> {
    let open = text.chars().next()?;
    let close = if open == '“' { '”' } else { '"' };
    let mut inside = String::new();
    let mut at = open.len_utf8();
    loop {
        let length = text[at..].find(close)?;
        inside.push_str(&text[at..at + length]);
        at += length + close.len_utf8();
        if !text[at..].starts_with(close) {
            return Some((inside, at));
        }
        inside.push(close);
        at += close.len_utf8();
    }
}

/// A text with runs of blanks as single ones.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as one word of a correction file: in quotation marks if there are blanks in it.
///
/// # Examples
/// ```
/// use dissensus::link::as_word;
/// assert_eq!(as_word("waltz1979"), "waltz1979");
/// assert_eq!(as_word("ROY B, \"On it\""), "\"ROY B, \"\"On it\"\"\"");
/// ```
#[must_use]
pub fn as_word(text: &str) -> String {
    let text = on_one_line(text);
    let is_plain =
        !text.is_empty() && !text.contains(char::is_whitespace) && !text.starts_with(['"', '“', '#']);
    if is_plain { text } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{as_word, lines, on_one_line, words};
    use crate::diagnostic::FileId;

    fn texts(line: &str) -> Vec<String> {
        words(FileId(0), line, 0).map(|words| words.into_iter().map(|word| word.text).collect()).unwrap()
    }

    #[test]
    fn words_end_at_blanks_and_comments_and_what_is_quoted_holds_both() {
        assert_eq!(texts("  merge a b#c # note"), ["merge", "a", "b#c"]);
        assert_eq!(texts("link a \"M{\\\"\"u}ller  X, # 1\" b"), ["link", "a", "M{\\\"u}ller X, # 1", "b"]);
        assert_eq!(texts("unlink a “R. „S” T”"), ["unlink", "a", "R. „S", "T”"]);
        assert!(words(FileId(0), "link a \"b", 0).is_err());
    }

    #[test]
    fn what_breaks_the_grammar_costs_its_line_alone() {
        let mut wrong = Vec::new();
        let text = "merge a\n# only this\n\nmerg a b\r\nmerge a b\nlink a b c d\nlink a \"\nunlink a b\n";
        assert_eq!(lines(FileId(0), text, &mut wrong).len(), 2);
        assert_eq!(wrong.len(), 4);
        assert!(wrong[1].hint.as_deref().unwrap().contains("`merge`"));
    }

    proptest! {
        #[test]
        fn whatever_is_written_as_a_word_is_read_as_it(text in "(?s).*") {
            prop_assert_eq!(texts(&as_word(&text)), [on_one_line(&text)]);
        }

        #[test]
        fn no_text_is_too_odd_to_be_read(text in "(?s).*|(merge|link|\"|“|”|#| |\n|a)*") {
            let mut wrong = Vec::new();
            let read = lines(FileId(0), &text, &mut wrong).len();
            prop_assert!(read + wrong.len() <= text.split(['\n', '\r']).count());
        }
    }
}
