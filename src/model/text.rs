//! Texts and lists that many works keep their part of.
//!
//! A million works have ten million small texts. Each with memory of its own would cost more than they hold,
//! so that the texts of some hundred entries stand in one, and each is a range of it.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::num::NonZeroU32;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A text that cannot be changed, cheap to clone.
#[derive(Clone)]
pub struct Text {
    whole: Arc<String>,
    start: u32,
    length: u32,
}

/// The place of a text in the [`Texts`] that it was added to; never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextRange {
    start: u32,
    length: NonZeroU32,
}

impl TextRange {
    fn range(self) -> Range<usize> {
        self.start as usize..self.start as usize + self.length.get() as usize
    }
}

/// Texts one after the other, while more may come.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    whole: String,
}

impl Texts {
    /// Adds a text. None if it is empty, or if the texts would fill four gigabytes: more than the entries of a
    /// window can have, for a file has at most three, and abbreviations add at most one.
    pub fn add(&mut self, text: &str) -> Option<TextRange> {
        let start = u32::try_from(self.whole.len()).ok()?;
        let length = NonZeroU32::new(u32::try_from(text.len()).ok()?)?;
        start.checked_add(length.get())?;
        self.whole.push_str(text);
        Some(TextRange { start, length })
    }

    /// Adds two texts as one; as [`add`](Self::add).
    pub fn add_joined(&mut self, first: &str, second: &str) -> Option<TextRange> {
        let Some(first) = self.add(first) else { return self.add(second) };
        let Some(second) = self.add(second) else { return Some(first) };
        let length = first.length.checked_add(second.length.get())?;
        Some(TextRange { start: first.start, length })
    }

    /// A text that was added.
    #[must_use]
    pub fn get(&self, range: TextRange) -> &str {
        &self.whole[range.range()]
    }

    /// How many bytes they have.
    pub(crate) fn len(&self) -> usize {
        self.whole.len()
    }

    pub(super) fn reserve(&mut self, more: usize) {
        self.whole.reserve(more);
    }

    /// The texts, of which each can now be kept by itself.
    #[must_use]
    pub fn finished(mut self) -> FinishedTexts {
        self.whole.shrink_to_fit();
        FinishedTexts { whole: Arc::new(self.whole) }
    }
}

/// Texts one after the other, no more to come.
#[derive(Clone, Debug)]
pub struct FinishedTexts {
    whole: Arc<String>,
}

impl FinishedTexts {
    /// A text that was added.
    #[must_use]
    pub fn get(&self, range: TextRange) -> &str {
        &self.whole[range.range()]
    }

    /// A text that was added, to be kept.
    #[must_use]
    pub fn text(&self, range: TextRange) -> Text {
        Text { whole: Arc::clone(&self.whole), start: range.start, length: range.length.get() }
    }

    /// A text that may have been added, else the empty one.
    #[must_use]
    pub fn text_or_empty(&self, range: Option<TextRange>) -> Text {
        let (start, length) = range.map_or((0, 0), |range| (range.start, range.length.get()));
        Text { whole: Arc::clone(&self.whole), start, length }
    }
}

impl From<&str> for Text {
    /// A text by itself; of one longer than four gigabytes nothing is kept.
    fn from(text: &str) -> Self {
        let mut texts = Texts::default();
        let range = texts.add(text);
        texts.finished().text_or_empty(range)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.whole[self.start as usize..self.start as usize + self.length as usize]
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

/// A run of a list in which others have runs too.
#[derive(Clone)]
pub struct Run<T> {
    whole: Option<Arc<Vec<T>>>,
    start: u32,
    length: u32,
}

impl<T> Run<T> {
    /// A run of a list.
    ///
    /// # Panics
    /// If the list has no such range.
    pub(crate) fn new(whole: &Arc<Vec<T>>, range: Range<u32>) -> Self {
        assert!(
            range.start <= range.end && range.end as usize <= whole.len(),
            "the range is one of the list"
        );
        let length = range.end - range.start;
        Self { whole: (length > 0).then(|| Arc::clone(whole)), start: range.start, length }
    }
}

impl<T> Default for Run<T> {
    fn default() -> Self {
        Self { whole: None, start: 0, length: 0 }
    }
}

impl<T> Deref for Run<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        let range = self.start as usize..self.start as usize + self.length as usize;
        self.whole.as_ref().map_or(&[], |whole| &whole[range])
    }
}

impl<T: fmt::Debug> fmt::Debug for Run<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl<'a, T> IntoIterator for &'a Run<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
