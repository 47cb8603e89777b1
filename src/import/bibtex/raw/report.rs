//! Says what is wrong with an entry: where, what was expected, and what to type.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::FileId;
use crate::diagnostic::Rule;
use crate::diagnostic::Span;

use super::Repair;
use super::cut::Piece;
use super::entry::Refusal;
use super::head::Head;
use super::macros::TooLong;
use super::macros::Unknown;
use super::mask::Problem;
use super::mask::ProblemKind;
use super::scan;

/// How many characters of the user's text a message quotes.
const QUOTED: usize = 40;

/// Words for the findings in one file.
#[derive(Clone, Copy)]
pub(super) struct Reporter<'t> {
    pub(super) text: &'t str,
    pub(super) file: FileId,
}

impl Reporter<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        let to_u32 = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        Span::new(self.file, to_u32(start), to_u32(end.min(self.text.len())))
    }

    /// The text of a range, on one line and not too long, in backquotes.
    fn quoted(&self, start: usize, end: usize) -> String {
        let text = self.text.get(start..end).unwrap_or_default();
        let mut chars = text.chars().map(|char| if char.is_control() { ' ' } else { char });
        let mut quoted: String = chars.by_ref().take(QUOTED).collect();
        if chars.next().is_some() {
            quoted.push('…');
        }
        format!("`{quoted}`")
    }

    /// An entry that is never closed: shown are its head and key.
    pub(super) fn unclosed(&self, piece: Piece, head: Head) -> Diagnostic {
        let key = scan::key(self.text, head.body, piece.end as usize, head.close);
        let end = if key.end > key.start { key.end } else { head.body };
        let name = if key.end > key.start {
            format!("the entry {}", self.quoted(key.start, key.end))
        } else {
            format!("this {}", self.quoted(head.kind_start, head.kind_end))
        };
        let span = self.span(piece.start as usize, end);
        let next = if (piece.end as usize) < self.text.len() {
            "before the next entry"
        } else {
            "at the end of the file"
        };
        Diagnostic::new(Rule::UnclosedEntry, span, format!("{name} is opened here and never closed"))
            .with_hint(format!(
                "close every brace and quote of it, and write `{}` {next}",
                char::from(head.close)
            ))
    }

    /// A type without what opens an entry.
    pub(super) fn headless(&self, piece: Piece) -> Diagnostic {
        let (start, end) = (piece.start as usize, piece.end as usize);
        let found = self.quoted(start, end);
        let kind = &self.text[start..end];
        Diagnostic::new(Rule::SyntaxError, self.span(start, end), format!("expected `{{` after {found}"))
            .with_hint(format!("write `{kind}{{key, …}}`"))
    }

    /// An entry that cannot be read.
    pub(super) fn refusal(&self, piece: Piece, refusal: &Refusal) -> Diagnostic {
        match refusal {
            Refusal::Shape(problem) => {
                let (message, hint) = self.words(*problem);
                let span = self.span(problem.start, problem.end);
                Diagnostic::new(Rule::SyntaxError, span, message).with_hint(hint)
            }
            Refusal::Parser(message) => {
                let span = self.span(piece.start as usize, piece.end as usize);
                let line = message.lines().next().unwrap_or_default().to_lowercase();
                Diagnostic::new(Rule::SyntaxError, span, format!("the entry cannot be read: {line}"))
                    .with_hint("write every field as `name = {value},`")
            }
        }
    }

    /// Something that was put right.
    pub(super) fn repair(&self, problem: Problem) -> Repair {
        let (message, hint) = self.words(problem);
        Repair { span: self.span(problem.start, problem.end), message, hint }
    }

    /// An entry whose key and first field no comma parts.
    pub(super) fn missing_comma_after_key(&self, start: usize, end: usize) -> Repair {
        let key = self.quoted(start, end);
        Repair {
            span: self.span(start, end),
            message: format!("expected `,` after the key {key}"),
            hint: String::from("write a comma after the key"),
        }
    }

    /// An entry that closes only without its escaped braces.
    pub(super) fn uncounted(&self, head: Head) -> Repair {
        Repair {
            span: self.span(head.kind_start, head.body),
            message: String::from(
                "BibTeX counts `\\{` and `\\}` as braces, and then this entry is never closed",
            ),
            hint: String::from("write \\textbraceleft and \\textbraceright, or balance the braces"),
        }
    }

    /// A name that stands for nothing.
    pub(super) fn unknown(&self, unknown: Unknown) -> Diagnostic {
        let (start, end, why) = match unknown {
            Unknown::Undefined(start, end) => (start, end, "is defined by no earlier `@string`"),
            Unknown::Itself(start, end) => (start, end, "is used in its own definition"),
        };
        let name = self.quoted(start, end);
        let message = format!("the abbreviation {name} {why} and stands for nothing");
        Diagnostic::new(Rule::UndefinedMacro, self.span(start, end), message)
            .with_hint(format!("if it is text, write {{{}}}", self.text[start..end].trim()))
    }

    /// A value that is longer than it may be.
    pub(super) fn too_long(&self, start: usize, end: usize, too_long: TooLong) -> Diagnostic {
        let value = self.quoted(start, end);
        let len = too_long.len;
        let message =
            format!("the value {value} expands to {len} bytes, more than it may, and was left empty");
        Diagnostic::new(Rule::MacroTooLong, self.span(start, end), message)
            .with_hint("write the value out, or shorten the `@string` entries it uses")
    }

    fn words(&self, problem: Problem) -> (String, String) {
        let found = match self.text.get(problem.start..problem.end) {
            Some("") | None => String::from("the end of the entry"),
            Some(_) => self.quoted(problem.start, problem.end),
        };
        let (message, hint) = match problem.kind {
            ProblemKind::NoName => (
                format!("expected the name of a field, found {found}"),
                "write every field as `name = {value},`",
            ),
            ProblemKind::NoEquals => (
                format!("expected `=` after the name of the field, found {found}"),
                "write every field as `name = {value},`; a name is one word",
            ),
            ProblemKind::NoValue => {
                (format!("expected a value, found {found}"), "put the value in braces: `{…}`")
            }
            ProblemKind::NoComma => (
                format!("expected `,` after the value, found {found}"),
                "put a comma between two fields, and a value of several words or with a quote in braces: `{…}`",
            ),
            ProblemKind::OpenValue => (
                format!("the value that {found} opens is never closed"),
                "close it, or put the value in braces: `{…}`",
            ),
            ProblemKind::StrayComma => (String::from("a comma that parts nothing"), "remove it"),
            ProblemKind::MissingComma => {
                (String::from("expected `,` between two fields"), "write a comma here")
            }
            ProblemKind::NameAlone => {
                (format!("{found} has no value and was left out"), "write `name = {value}`, or remove it")
            }
            ProblemKind::EmptyValue => (
                format!("the field {found} has no value and was left out"),
                "write `{}` after `=`, or remove the field",
            ),
            ProblemKind::StrayConcatenation => {
                (String::from("expected a value after `#`"), "remove the `#`, or write a value after it")
            }
        };
        (message, String::from(hint))
    }
}
