//! The works of the files, found by what references say.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::folding::{Folded, first_page, volume, words};
use super::identifiers::{self, Identifier};
use crate::latex::to_unicode;
use crate::model::{Corpus, Presence, WorkId};

/// What references are compared with.
pub(super) struct Facts {
    pub(super) year: Option<i32>,
    /// Folded family names of the first author, with and without particle.
    pub(super) first_author: Vec<Box<str>>,
    /// Folded family names of all authors.
    pub(super) authors: Vec<Box<str>>,
    /// The folded title.
    pub(super) title: Box<str>,
    /// The title up to its first colon or question mark, where there is more.
    pub(super) main_title: Option<Box<str>>,
    pub(super) volume: Option<Box<str>>,
    pub(super) page: Option<Box<str>>,
    pub(super) doi: Option<Box<str>>,
    /// Its other identifiers, sorted.
    pub(super) identifiers: Vec<Identifier>,
    /// The folded name of where it appeared.
    pub(super) venue: Option<Box<str>>,
}

/// The records of works, by what references give of them. A work that several records describe is found by each of them,
/// so that the order of the files decides nothing.
pub(super) struct WorkIndex {
    /// The work of every record, where some have become one.
    works: Vec<WorkId>,
    facts: Vec<Facts>,
    by_doi: FxHashMap<Box<str>, Vec<WorkId>>,
    by_identifier: FxHashMap<Identifier, Vec<WorkId>>,
    /// By first author, volume and page.
    by_page: FxHashMap<Box<str>, Vec<WorkId>>,
    /// By first author and year.
    by_author: FxHashMap<Box<str>, Vec<WorkId>>,
    /// By year and the last words of the title.
    by_ending: FxHashMap<Box<str>, Vec<WorkId>>,
}

/// How many words at its end a title is known by.
const ENDING: usize = 4;

impl WorkIndex {
    pub(super) fn new(corpus: &Corpus) -> Self {
        let listed = corpus.works().iter().take_while(|work| work.presence == Presence::Listed).count();
        let facts: Vec<Facts> =
            (0..listed).into_par_iter().map(|index| facts(corpus, WorkId::new(index))).collect();
        let mut this = Self {
            works: Vec::new(),
            facts: Vec::new(),
            by_doi: FxHashMap::default(),
            by_identifier: FxHashMap::default(),
            by_page: FxHashMap::default(),
            by_author: FxHashMap::default(),
            by_ending: FxHashMap::default(),
        };
        for (index, facts) in facts.iter().enumerate() {
            let work = WorkId::new(index);
            if let Some(doi) = &facts.doi {
                this.by_doi.entry(doi.clone()).or_default().push(work);
            }
            for identifier in &facts.identifiers {
                this.by_identifier.entry(identifier.clone()).or_default().push(work);
            }
            for family in &facts.first_author {
                if let (Some(volume), Some(page)) = (&facts.volume, &facts.page) {
                    this.by_page.entry(page_key(family, volume, page).into()).or_default().push(work);
                }
                if let Some(year) = facts.year {
                    this.by_author.entry(author_key(family, year).into()).or_default().push(work);
                }
            }
            if let (Some(year), Some(ending)) = (facts.year, ending(&facts.title)) {
                this.by_ending.entry(ending_key(year, ending).into()).or_default().push(work);
            }
        }
        this.facts = facts;
        this
    }

    /// Keeps where the work of every record is, now that some are one.
    pub(super) fn merged(&mut self, works: Vec<WorkId>) {
        self.works = works;
    }

    /// The work of a record.
    pub(super) fn work(&self, record: WorkId) -> WorkId {
        self.works.get(record.index()).copied().unwrap_or(record)
    }

    /// Whether some records are of one work.
    pub(super) fn is_one(&self, mut records: impl Iterator<Item = WorkId>) -> bool {
        let first = records.next().map(|record| self.work(record));
        records.all(|record| Some(self.work(record)) == first)
    }

    pub(super) fn facts(&self, work: WorkId) -> &Facts {
        &self.facts[work.index()]
    }

    /// How many works have an entry: they come first.
    pub(super) fn listed_count(&self) -> usize {
        self.facts.len()
    }

    /// The same, if the work has an entry.
    pub(super) fn listed(&self, work: WorkId) -> Option<&Facts> {
        self.facts.get(work.index())
    }

    pub(super) fn of_doi(&self, doi: &str) -> &[WorkId] {
        found(&self.by_doi, doi)
    }

    pub(super) fn of_identifier(&self, identifier: &str) -> &[WorkId] {
        found(&self.by_identifier, identifier)
    }

    pub(super) fn of_page(&self, family: &str, volume: &str, page: &str) -> &[WorkId] {
        found(&self.by_page, &page_key(family, volume, page))
    }

    pub(super) fn of_author(&self, family: &str, year: i32) -> &[WorkId] {
        found(&self.by_author, &author_key(family, year))
    }

    pub(super) fn of_ending(&self, year: i32, ending: &str) -> &[WorkId] {
        found(&self.by_ending, &ending_key(year, ending))
    }
}

fn found<'a>(index: &'a FxHashMap<Box<str>, Vec<WorkId>>, key: &str) -> &'a [WorkId] {
    index.get(key).map_or(&[], Vec::as_slice)
}

fn page_key(family: &str, volume: &str, page: &str) -> String {
    format!("{family}|{volume}|{page}")
}

fn author_key(family: &str, year: i32) -> String {
    format!("{family}|{year}")
}

fn ending_key(year: i32, ending: &str) -> String {
    format!("{year}|{ending}")
}

/// The last words of a folded text; None if it has fewer.
pub(super) fn ending(folded: &str) -> Option<&str> {
    let (at, _) = folded.rmatch_indices(' ').nth(ENDING - 1)?;
    folded.get(at + 1..)
}

fn facts(corpus: &Corpus, id: WorkId) -> Facts {
    let work = corpus.work(id);
    let mut pen = Folded::default();
    let mut family_of = |text: &str| -> Option<Box<str>> {
        let word = pen.word(text);
        (!word.is_empty()).then(|| word.into())
    };
    let mut first_author = Vec::new();
    let mut authors = Vec::new();
    for (number, &person) in work.persons.iter().enumerate() {
        let name = &corpus.person(person).name;
        let family = family_of(&name.display_family());
        if number == 0 {
            first_author.extend(family.clone());
            if !name.particle().is_empty() {
                first_author.extend(family_of(name.family()));
            }
        }
        authors.extend(family);
    }
    let title = corpus.title(id).unwrap_or_default();
    let folded = words(&title);
    let main_title = title.split([':', '?']).next().map(words).filter(|main| main.len() < folded.len());
    let field = |names: &[&str]| names.iter().find_map(|name| corpus.field(id, name)).map(to_unicode);
    Facts {
        year: work.year(),
        first_author,
        authors,
        title: folded.into(),
        main_title: main_title.map(Into::into),
        volume: field(&["volume"]).and_then(|text| volume(&text)).map(Into::into),
        page: field(&["pages", "article-number", "art_number", "eid"])
            .and_then(|text| first_page(&text))
            .map(Into::into),
        doi: work.doi.as_ref().map(|doi| (**doi).into()),
        identifiers: identifiers::of_work(corpus, id),
        venue: corpus.venue(id).map(|venue| words(&venue).into()),
    }
}
