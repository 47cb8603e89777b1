//! The whole corpus as one file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::joining::{Abbreviations, defused};
use super::keys::{self, Taken, assigned, is_writable};
use super::record;
use super::source::{Additions, Company, Library};
use crate::diagnostic::{FileId, Span};
use crate::import::IMPORTERS;
use crate::import::bibtex::SETTLED;
use crate::import::bibtex::raw::read;
use crate::model::{Corpus, Presence, ReferenceList, Work, WorkId};

/// The name of the format.
pub const NAME: &str = "bibtex";
/// What it is, in one line.
pub const SUMMARY: &str = "the whole corpus as one library, for LaTeX, JabRef and this program: keys made where missing, \
     links found as cites, all else as it was";
/// What is in a corpus but cannot be in the file, in one line.
pub const CANNOT_CARRY: &str = "records that could not be read, unless they are BibTeX; bytes that are no text; links to \
     works whose keys hold blanks, as cites";
/// How files come to stand in one, in one line.
pub const ORDER: &str = "several files follow one another by name, each under a line that names it, and `crossref` finds \
     entries of all; within a file the order is kept";

/// A corpus as a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub text: String,
    /// The keys of the works in it, in the order of the corpus; those that are only cited included.
    pub keys: Vec<String>,
    /// What its reader should know, in sentences without a full stop.
    pub notes: Vec<String>,
}

/// How many of a kind of thing a note names.
const NAMED: usize = 3;

/// Writes a corpus as one library, the files one after the other by name; see [the module](super) for what is kept.
///
/// # Determinism
/// The corpus alone decides. Keys that are made depend on what the works say and on the keys that there are, not on the
/// order of the files.
///
/// # Complexity
/// O(n log n) in works and citations, linear in the files, which are read once more; of several files the result is, too.
///
/// # Examples
/// ```
/// use dissensus::import::{Input, LoadOptions, load};
/// use dissensus::library::write;
/// let text = "@book{, author = {Waltz, Kenneth}, year = 1979} % the one\n";
/// let input = Input { name: "a.bib".to_owned(), bytes: text.as_bytes().to_vec() };
/// let corpus = load(vec![input], LoadOptions::default()).corpus;
/// let written = write(&corpus);
/// assert_eq!(written.text, "@book{waltz1979, author = {Waltz, Kenneth}, year = 1979} % the one\n");
/// ```
#[must_use]
pub fn write(corpus: &Corpus) -> Written {
    let libraries: Vec<Option<Library<'_>>> = corpus
        .sources()
        .iter()
        .enumerate()
        .map(|(index, file)| {
            let importer = IMPORTERS.iter().find(|importer| importer.recognises(file.text()));
            importer
                .filter(|importer| importer.name() == "bibtex")
                .map(|_| Library::new(file_id(index), file))
        })
        .collect();
    let plan = Plan::new(corpus, &libraries);
    plan.written(&libraries)
}

fn file_id(index: usize) -> FileId {
    FileId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// An entry to be written.
#[derive(Clone, Copy)]
struct Entry<'c> {
    work: &'c Work,
    /// The work that it is, or is another record of.
    id: WorkId,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Work,
    OtherRecord,
}

/// What is written where.
struct Plan<'c> {
    corpus: &'c Corpus,
    /// In the order of the files.
    entries: Vec<Entry<'c>>,
    /// Of the entries.
    entry_keys: Vec<String>,
    /// Of the works.
    keys: Vec<String>,
    taken: Taken,
    notes: Vec<String>,
}

impl<'c> Plan<'c> {
    fn new(corpus: &'c Corpus, libraries: &[Option<Library<'c>>]) -> Self {
        let is_database =
            |file: FileId| libraries.get(file.0 as usize).is_none_or(|library| library.is_none());
        let listed = corpus.work_ids().filter(|&id| corpus.work(id).presence == Presence::Listed);
        let mut entries: Vec<Entry<'c>> =
            listed.map(|id| Entry { work: corpus.work(id), id, role: Role::Work }).collect();
        let merges = corpus.merges().iter().zip(corpus.merged_records());
        entries.extend(merges.map(|(merge, work)| Entry { work, id: merge.kept, role: Role::OtherRecord }));
        // Stable: what stands at one place keeps its order.
        entries.sort_by_key(|entry| (entry.work.span.file, entry.work.span.start));
        let works: Vec<&Work> = entries.iter().map(|entry| entry.work).collect();
        let mut taken = Taken::default();
        let declared = corpus.positions().iter().map(|it| &it.key);
        let declared = declared.chain(corpus.claims().iter().map(|it| &it.key));
        let declared = declared.chain(corpus.debates().iter().map(|it| &it.key));
        declared.chain(corpus.events().iter().map(|it| &it.key)).for_each(|key| taken.add(key));
        let outside = || corpus.work_ids().filter(|&id| corpus.work(id).presence == Presence::Outside);
        outside().for_each(|id| taken.add(&corpus.work(id).key));
        let wanted = keys::wanted(corpus, &works);
        libraries.iter().flatten().for_each(|library| library.take_words(&wanted, &mut taken));
        let entry_keys = assigned(corpus, &works, &mut taken, &is_database);
        let mut keys = vec![String::new(); corpus.works().len()];
        for (entry, key) in entries.iter().zip(&entry_keys).filter(|(entry, _)| entry.role == Role::Work) {
            keys[entry.id.index()].clone_from(key);
        }
        for id in outside() {
            let work = corpus.work(id);
            // Those that come of a reference are named after it again.
            let comes_again = corpus.reference_at(work.span).is_some() || !is_database(work.span.file);
            keys[id.index()] = if comes_again || is_writable(&work.key) {
                work.key.to_string()
            } else {
                let safe: String =
                    work.key.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
                taken.free(&safe, (0..).map(keys::letters))
            };
        }
        let mut plan = Self { corpus, entries, entry_keys, keys, taken, notes: Vec::new() };
        plan.note_keys();
        plan
    }

    /// Says which keys are others than before.
    fn note_keys(&mut self) {
        let renamed = self.entries.iter().zip(&self.entry_keys).filter(|(entry, key)| {
            !entry.work.key.is_empty() && *entry.work.key != ***key && entry.role == Role::Work
        });
        let renamed: Vec<String> = renamed
            .map(|(entry, key)| {
                let (file, place) = self.corpus.locate(entry.work.span);
                format!("`{}` ({}:{}) is now `{key}`", entry.work.key, file.name(), place.line)
            })
            .collect();
        if !renamed.is_empty() {
            let more = match renamed.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let first = renamed.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            self.notes.push(format!("keys that another entry has, or that no ref can name: {first}{more}"));
        }
        let made = self.entries.iter().filter(|entry| entry.work.key.is_empty()).count();
        if made > 0 {
            self.notes.push(format!(
                "{made} {} a key",
                if made == 1 { "entry was given" } else { "entries were given" }
            ));
        }
        let merged = self.corpus.merges().len();
        if merged > 0 {
            let records = if merged == 1 { "record describes a work" } else { "records describe works" };
            self.notes.push(format!(
                "{merged} {records} that another entry describes too, and {} so by `sameas`",
                if merged == 1 { "says" } else { "say" }
            ));
        }
    }

    /// The works that each work cites and that its entry does not name, by key.
    fn cited(&self, libraries: &[Option<Library<'_>>]) -> BTreeMap<WorkId, Vec<String>> {
        let mut cited: BTreeMap<WorkId, Vec<String>> = BTreeMap::new();
        for citation in self.corpus.citations() {
            let is_library = |span: Span| libraries.get(span.file.0 as usize).is_some_and(Option::is_some);
            let is_found = self.corpus.reference_at(citation.span).is_some();
            if !is_found && is_library(citation.span) {
                continue;
            }
            // What is not in the files comes again of the same reference.
            if is_found && self.corpus.work(citation.to).presence == Presence::Outside {
                continue;
            }
            let key = &self.keys[citation.to.index()];
            if is_writable(key) {
                let is_bracketed = key.contains(['[', ']']);
                cited.entry(citation.from).or_default().push(if is_bracketed {
                    format!("{{{key}}}")
                } else {
                    key.clone()
                });
            }
        }
        cited
    }

    fn written(mut self, libraries: &[Option<Library<'_>>]) -> Written {
        let corpus = self.corpus;
        let cited = self.cited(libraries);
        let company = if libraries.iter().flatten().count() > 1 { Company::Joined } else { Company::Alone };
        let mut inherited: BTreeSet<String> = BTreeSet::new();
        let mut abbreviations = Abbreviations::default();
        let mut lists: Vec<ReferenceList> = corpus.reference_lists().to_vec();
        lists.sort_by_key(|list| (list.span.file, list.span.start));
        let mut sections: Vec<Section<'_>> = Vec::new();
        for (index, source) in corpus.sources().iter().enumerate() {
            let file = file_id(index);
            let before = |file: FileId| self.entries.partition_point(|entry| entry.work.span.file < file);
            let here = before(file)..before(file_id(index + 1));
            let count = here.len();
            let rejected = corpus.file_counts().get(index).map_or(0, |counts| counts.rejected);
            let name = source.name().rsplit(['/', '\\']).next().unwrap_or_default();
            let section = match &libraries[index] {
                Some(library) => {
                    let additions = self.additions(here, &cited);
                    let text = library.written(corpus, &additions, company, &mut inherited, &mut self.taken);
                    let before = abbreviations.taken_back(library);
                    if library.rejected > 0 {
                        self.notes.push(format!(
                            "{name}: {} cannot be read and {} it stands",
                            if library.rejected == 1 {
                                "1 entry".to_owned()
                            } else {
                                format!("{} entries", library.rejected)
                            },
                            if library.rejected == 1 { "is written as" } else { "are written as" },
                        ));
                    }
                    Section {
                        name,
                        before,
                        text,
                        entries: library.entries.len() + library.rejected,
                        rejected: library.rejected,
                    }
                }
                None => {
                    if rejected > 0 {
                        let records =
                            if rejected == 1 { "1 record".to_owned() } else { format!("{rejected} records") };
                        self.notes.push(format!("{name}: {records} could not be read and cannot be written"));
                    }
                    let text = self.records(here.clone(), &cited, &lists);
                    Section { name, before: String::new(), text, entries: count, rejected: 0 }
                }
            };
            sections.push(section);
        }
        sections.retain(|section| !section.text.is_empty());
        let mut text = joined(&sections);
        if sections.len() > 1 && is_torn(&text, &sections) {
            let mut torn = Vec::new();
            let last = sections.len() - 1;
            for section in sections[..last].iter_mut().filter(|section| section.rejected > 0) {
                section.text = defused(&section.text);
                torn.push(section.name.to_owned());
            }
            self.notes.push(format!(
                "{}: what cannot be read would swallow entries of the next file, and has (at) for @",
                torn.join(", ")
            ));
            text = joined(&sections);
        }
        self.settle(&mut text);
        Written { text, keys: self.keys, notes: self.notes }
    }

    /// What is added to the entries of a library, by their places.
    fn additions(
        &self,
        here: Range<usize>,
        cited: &BTreeMap<WorkId, Vec<String>>,
    ) -> BTreeMap<u32, Additions> {
        let additions = here.map(|at| {
            let (entry, key) = (&self.entries[at], &self.entry_keys[at]);
            let (cites, same_as) = self.said(entry, cited);
            let key = (*entry.work.key != **key).then(|| key.clone());
            (entry.work.span.start, Additions { key, cites, same_as })
        });
        additions.collect()
    }

    /// The keys of the works that an entry cites, and of the one that it is another record of.
    fn said(
        &self,
        entry: &Entry<'_>,
        cited: &BTreeMap<WorkId, Vec<String>>,
    ) -> (Vec<String>, Option<String>) {
        match entry.role {
            Role::Work => (cited.get(&entry.id).cloned().unwrap_or_default(), None),
            // One that said so before says so still.
            Role::OtherRecord => {
                let text = self.corpus.sources()[entry.work.span.file.0 as usize].text();
                let is_said = entry.work.fields.first(text, "sameas").is_some();
                (Vec::new(), (!is_said).then(|| self.keys[entry.id.index()].clone()))
            }
        }
    }

    /// The records of a database's export as entries.
    ///
    /// `lists` are in the order of the files.
    fn records(
        &self,
        here: Range<usize>,
        cited: &BTreeMap<WorkId, Vec<String>>,
        lists: &[ReferenceList],
    ) -> String {
        let mut text = String::new();
        for at in here {
            let entry = &self.entries[at];
            let span = entry.work.span;
            let place = |list: &ReferenceList| (list.span.file, list.span.start);
            let first = lists.partition_point(|list| place(list) < (span.file, span.start));
            let is_within = |list: &&ReferenceList| list.span.file == span.file && list.span.end <= span.end;
            let own: Vec<ReferenceList> = lists[first..].iter().take_while(is_within).copied().collect();
            let (cites, same_as) = self.said(entry, cited);
            let mut fields: Vec<(&'static str, String)> = Vec::new();
            if !cites.is_empty() {
                fields.push(("cites", cites.join(", ")));
            }
            fields.extend(same_as.map(|key| ("sameas", key)));
            let additions = record::Additions { key: &self.entry_keys[at], lists: &own, fields: &fields };
            text.push_str(&record::entry(self.corpus, entry.work, &additions));
        }
        text
    }

    /// Says at the end of a library what is settled of it, unless it does.
    fn settle(&self, text: &mut String) {
        let corpus = self.corpus;
        let is_numbered = !corpus.numbered_files().is_empty();
        let is_merged = is_numbered || !corpus.reference_lists().is_empty() || !corpus.merges().is_empty();
        let said = |files: &[FileId]| files.iter().any(|file| corpus.settled_files().contains(file));
        let says_merged = !corpus.settled_files().is_empty();
        let says_numbered = said(corpus.numbered_files());
        if is_merged && !says_merged || is_numbered && !says_numbered {
            let numbered = if is_numbered { ", numbered" } else { "" };
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(&format!("@comment{{{SETTLED} merged{numbered}}}\n"));
        }
    }
}

/// What was one file.
struct Section<'c> {
    name: &'c str,
    before: String,
    text: String,
    entries: usize,
    rejected: usize,
}

/// The sections one after the other, each with its name above it where there are several.
fn joined(sections: &[Section<'_>]) -> String {
    let mut text = String::new();
    for section in sections {
        if sections.len() > 1 {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ');
            let name: String = section.name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
            text.push_str(&format!("% from {name}\n{}", section.before));
        }
        text.push_str(&section.text);
    }
    text
}

/// Whether an entry of one section goes on in the next.
fn is_torn(text: &str, sections: &[Section<'_>]) -> bool {
    if sections.iter().all(|section| section.rejected == 0) {
        return false;
    }
    let counts = read(text, FileId(0), |_| ()).counts;
    let entries: usize = sections.iter().map(|section| section.entries).sum();
    let rejected: usize = sections.iter().map(|section| section.rejected).sum();
    (counts.entries, counts.rejected) != (entries, rejected)
}
