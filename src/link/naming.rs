//! How a correction file names works: by key, DOI, identifier of a database, or place.

use rustc_hash::FxHashMap;

use super::identifiers;
use crate::diagnostic::Span;
use crate::model::identifier::doi;
use crate::model::{Corpus, Presence, WorkId};

/// The names by which a correction file may mean the works of a corpus.
///
/// # Examples
/// ```
/// use dissensus::import::{Input, LoadOptions, load};
/// use dissensus::link::Names;
/// use dissensus::model::WorkId;
///
/// let text = "@book{waltz1979, title = {Theory}}\n@book{, title = {No key}, doi = {10.1000/X}}\n@book{, title = {Nothing}}";
/// let input = Input { name: "a.bib".to_owned(), bytes: text.into() };
/// let corpus = load(vec![input], LoadOptions::default()).corpus;
/// let names = Names::new(&corpus);
/// assert_eq!([0, 1, 2].map(|work| names.of(WorkId::new(work))), ["waltz1979", "10.1000/x", "a.bib:3"]);
/// ```
#[derive(Debug)]
pub struct Names<'c> {
    corpus: &'c Corpus,
    by_key: FxHashMap<&'c str, Vec<WorkId>>,
    by_doi: FxHashMap<&'c str, Vec<WorkId>>,
}

/// The works that a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// These, which are one.
    Works(Vec<WorkId>),
    /// One of these.
    Several(Vec<WorkId>),
    /// None.
    Nothing,
}

impl<'c> Names<'c> {
    /// The names of a corpus.
    ///
    /// # Complexity
    /// Expected linear in the works.
    #[must_use]
    pub fn new(corpus: &'c Corpus) -> Self {
        let mut this = Self { corpus, by_key: FxHashMap::default(), by_doi: FxHashMap::default() };
        for id in corpus.work_ids().filter(|&id| !corpus.work(id).key.is_empty()) {
            this.by_key.entry(&corpus.work(id).key).or_default().push(id);
        }
        for merge in corpus.merges().iter().filter(|merge| !merge.key.is_empty()) {
            let same = this.by_key.entry(&merge.key).or_default();
            if !same.contains(&merge.kept) {
                same.push(merge.kept);
            }
        }
        for id in corpus.work_ids().filter(|&id| corpus.work(id).presence == Presence::Listed) {
            if let Some(doi) = corpus.work(id).doi.as_deref() {
                this.by_doi.entry(doi).or_default().push(id);
            }
        }
        this
    }

    /// What to write for a work: its key if no other has it, else its DOI if no other has it, else the file and line
    /// where its record begins. [`super::as_word`] puts what has blanks in it into quotation marks.
    #[must_use]
    pub fn of(&self, work: WorkId) -> String {
        let record = self.corpus.work(work);
        let alone = |index: &FxHashMap<&str, Vec<WorkId>>, name: &str| {
            index.get(name).is_some_and(|works| works.len() == 1)
        };
        if alone(&self.by_key, &record.key) {
            return record.key.to_string();
        }
        match record.doi.as_deref() {
            Some(doi) if alone(&self.by_doi, doi) => doi.to_owned(),
            _ => place(self.corpus, record.span),
        }
    }

    /// The work that such a name means, if it means one.
    #[must_use]
    pub fn work(&self, name: &str) -> Option<WorkId> {
        match self.works(name.trim()) {
            Named::Works(works) => works.first().copied().filter(|_| works.len() == 1),
            Named::Several(_) | Named::Nothing => None,
        }
    }

    /// The works that a word means.
    pub(super) fn works(&self, word: &str) -> Named {
        if let Some(works) = self.by_key.get(word) {
            return match works.as_slice() {
                [one] => Named::Works(vec![*one]),
                several => Named::Several(several.to_vec()),
            };
        }
        let of_doi = doi(word).and_then(|doi| self.by_doi.get(&*doi).cloned());
        match of_doi.or_else(|| self.of_identifier(word)).or_else(|| self.at(word)) {
            Some(works) => Named::Works(works),
            None => Named::Nothing,
        }
    }

    /// The records of an identifier that says whose it is: `pmid:12734659`.
    fn of_identifier(&self, word: &str) -> Option<Vec<WorkId>> {
        let wanted = identifiers::named(word)?;
        let listed = self.corpus.work_ids().filter(|&id| self.corpus.work(id).presence == Presence::Listed);
        let found: Vec<WorkId> =
            listed.filter(|&id| identifiers::of_work(self.corpus, id).contains(&wanted)).collect();
        Some(found).filter(|found| !found.is_empty())
    }

    /// The record that begins at `file:line`; the file may be named without its folders.
    fn at(&self, word: &str) -> Option<Vec<WorkId>> {
        let (name, line) = word.rsplit_once(':')?;
        let line: u32 = line.parse().ok()?;
        let is_named = |full: &str| {
            full == name || full.strip_suffix(name).is_some_and(|folders| folders.ends_with(['/', '\\']))
        };
        let corpus = self.corpus;
        let found = corpus.work_ids().find(|&id| {
            let work = corpus.work(id);
            let file = &corpus.sources()[work.span.file.0 as usize];
            work.presence == Presence::Listed
                && is_named(file.name())
                && file.line_of(work.span.start) == line
        });
        found.map(|id| vec![id])
    }

    /// Every key, for hints.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.corpus.works().iter().map(|work| &*work.key).filter(|key| !key.is_empty())
    }
}

/// `a.bib:12`
pub(super) fn place(corpus: &Corpus, span: Span) -> String {
    let (file, place) = corpus.locate(span);
    format!("{}:{}", file.name(), place.line)
}
