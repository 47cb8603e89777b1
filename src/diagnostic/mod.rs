//! What is wrong with a text, and where.
//!
//! The user's text is never an `Err`: every reader returns what is sound together with a list of
//! [`Diagnostic`]s, all of them found in one run. This module owns the words ([`Rule`], [`Severity`]),
//! the places ([`Span`], [`SourceFile`]) and nothing else; it may import nothing of the crate.
//!
//! # Adding
//! A new kind of mistake is one variant of [`Rule`] with its name, severity and one-line explanation.

mod rule;
mod source;

pub use rule::{Rule, Severity};
pub use source::{FileId, Place, SourceFile, Span};

/// One finding about one place of one file.
///
/// `message` is a lower-case fragment that says what was found and what was expected; `hint` says
/// what to type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where it is.
    pub span: Span,
    /// Which mistake it is.
    pub rule: Rule,
    /// What was found, and what was expected.
    pub message: String,
    /// What to type, where that can be said.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A finding without a hint.
    #[must_use]
    pub fn new(rule: Rule, span: Span, message: impl Into<String>) -> Self {
        Self { span, rule, message: message.into(), hint: None }
    }

    /// The same finding with what to type.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// How grave it is; the rule decides.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }
}
