//! Changes to a text that leave every other byte as it is.

use std::ops::Range;

/// Some changes, each to a stretch of the text as it was.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits {
    edits: Vec<(Range<usize>, String)>,
}

impl Edits {
    /// Puts a text in; of several at one place, the first comes first.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.edits.push((at..at, text.into()));
    }

    /// Puts a text in place of another.
    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.edits.push((range, text.into()));
    }

    /// The text with all changes; of two that overlap, the first holds.
    pub(super) fn applied(mut self, text: &str) -> String {
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        let more: usize = self.edits.iter().map(|(_, text)| text.len()).sum();
        let mut result = String::with_capacity(text.len() + more);
        let mut at = 0;
        for (range, replacement) in self.edits {
            let Some(kept) = text.get(at..range.start) else { continue };
            result.push_str(kept);
            result.push_str(&replacement);
            at = range.end;
        }
        result.push_str(text.get(at..).unwrap_or_default());
        result
    }
}
