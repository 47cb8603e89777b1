//! What is known of the references of each work: "no data" is not "no citation".

use serde::Serialize;

use super::links::{at, stated_by_key};
use crate::link::Names;
use crate::model::{Corpus, Presence, ReferenceList, WorkId};

/// What a work says of its references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReferencesKnown {
    /// It has references, and they were read.
    Read,
    /// It says that it has none: by an empty list, or by the number 0.
    None,
    /// It says nothing: its format has no references, or the field is missing.
    Unknown,
}

impl ReferencesKnown {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::None => "none",
            Self::Unknown => "unknown",
        }
    }
}

/// What is known of the references of one work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WorkCompleteness {
    /// The work, as a correction file names it: by its key, if no other has it.
    pub work: String,
    /// Its short name.
    pub label: String,
    /// What it says.
    pub known: ReferencesKnown,
    /// How many references were read, of lists and by key.
    pub references: usize,
    /// How many its record says that it has, where it says so.
    pub stated: Option<usize>,
    /// Where its record stands.
    pub at: String,
}

/// What is known of the references of a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Completeness {
    /// Works whose references were read.
    pub read: usize,
    /// Works that say that they have none.
    pub none: usize,
    /// Works of which nothing is known.
    pub unknown: usize,
    /// Every work with an entry, in the order of the files.
    pub works: Vec<WorkCompleteness>,
}

/// What is known of the references of each work that has an entry.
///
/// # Complexity
/// Expected linear in works, references and citations.
///
/// # Examples
/// ```
/// use dissensus::analysis::{ReferencesKnown, completeness};
/// use dissensus::import::{Input, LoadOptions, load};
/// let text = "@book{a, title = {A}, cites = {b}} @book{b, title = {B}, cites = {}} @book{c, title = {C}}";
/// let input = Input { name: "a.bib".to_owned(), bytes: text.into() };
/// let found = completeness(&load(vec![input], LoadOptions::default()).corpus);
/// let known: Vec<ReferencesKnown> = found.works.iter().map(|work| work.known).collect();
/// assert_eq!(known, [ReferencesKnown::Read, ReferencesKnown::None, ReferencesKnown::Unknown]);
/// ```
#[must_use]
pub fn completeness(corpus: &Corpus) -> Completeness {
    let names = Names::new(corpus);
    let mut counts = vec![0_usize; corpus.works().len()];
    for reference in corpus.references() {
        counts[reference.from.index()] += 1;
    }
    for citation in stated_by_key(corpus) {
        counts[citation.from.index()] += 1;
    }
    let mut has_list = vec![false; corpus.works().len()];
    for ReferenceList { work, .. } in corpus.reference_lists() {
        has_list[work.index()] = true;
    }
    let mut found = Completeness::default();
    let listed = corpus.work_ids().filter(|&id| corpus.work(id).presence == Presence::Listed);
    for id in listed {
        let (references, stated) = (counts[id.index()], stated(corpus, id));
        let states_a_list = has_list[id.index()] || corpus.field(id, "cites").is_some();
        let known = match (references, stated) {
            (1.., _) => ReferencesKnown::Read,
            (0, Some(0)) => ReferencesKnown::None,
            // The list of one that says it has some was left out or could not be read.
            (0, Some(_)) => ReferencesKnown::Unknown,
            (0, None) if states_a_list => ReferencesKnown::None,
            (0, None) => ReferencesKnown::Unknown,
        };
        match known {
            ReferencesKnown::Read => found.read += 1,
            ReferencesKnown::None => found.none += 1,
            ReferencesKnown::Unknown => found.unknown += 1,
        }
        found.works.push(WorkCompleteness {
            work: names.of(id),
            label: corpus.label(id),
            known,
            references,
            stated,
            at: at(corpus, corpus.work(id).span),
        });
    }
    found
}

/// How many references a record says that its work has.
fn stated(corpus: &Corpus, id: WorkId) -> Option<usize> {
    corpus.field(id, "number-of-cited-references")?.trim_matches(['{', '}', ' ']).parse().ok()
}
