//! Works out of entries: records, duplicates, overlays, persons.

use std::hash::{BuildHasher, Hasher};

use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::counts_of;
use crate::diagnostic::{Diagnostic, FileId, Rule, Span};
use crate::model::corpus::nearest;
use crate::model::name::NameOffsets;
use crate::model::{
    AnnotationDraft, Contribution, DeclarationDraft, DeclarationKind, Draft, Fields, FileCounts, Fragment,
    Name, NameTable, NamesGiven, Person, PersonId, Presence, ResponseDraft, WordDraft, Work, WorkDraft,
    WorkId, WorkRole, resolve,
};

/// The works with what is still to be resolved of them.
pub(super) struct Records {
    pub(super) works: Vec<Work>,
    pub(super) persons: Vec<Person>,
    pub(super) keys: WorkKeys,
    /// What each work says, in the order of the works.
    pub(super) statements: Vec<Statements>,
    pub(super) declarations: Vec<DeclarationDraft>,
    pub(super) responses: Vec<ResponseDraft>,
    pub(super) file_counts: Vec<FileCounts>,
    /// The debates that each file declares.
    pub(super) file_of_debates: FxHashMap<FileId, Vec<Box<str>>>,
}

/// The refs of one work.
#[derive(Default)]
pub(super) struct Statements {
    pub(super) annotations: Box<[AnnotationDraft]>,
    pub(super) cites: Box<[WordDraft]>,
}

/// How many overlays without a work are compared with all works.
const HINTS: usize = 200;

/// The first work of every key.
///
/// Looking a key up touches one slot of the table: it holds the key's beginning, which is nearly always all
/// of it. Going to the work for it would cost two more misses of the cache, ten million times.
#[derive(Default)]
pub(super) struct WorkKeys {
    table: HashTable<Slot>,
}

#[derive(Clone, Copy)]
struct Slot {
    work: WorkId,
    length: u32,
    start: [u8; BEGINNING],
}

/// How many bytes of a key stand in its slot.
const BEGINNING: usize = 24;

fn beginning(key: &[u8]) -> [u8; BEGINNING] {
    let mut start = [0; BEGINNING];
    let length = key.len().min(BEGINNING);
    start[..length].copy_from_slice(&key[..length]);
    start
}

fn hash(key: &str) -> u64 {
    let mut hasher = FxBuildHasher.build_hasher();
    hasher.write(key.as_bytes());
    hasher.finish()
}

impl WorkKeys {
    /// The work of a key.
    pub(super) fn get(&self, works: &[Work], key: &str) -> Option<WorkId> {
        let start = beginning(key.as_bytes());
        let same = |slot: &Slot| {
            slot.length as usize == key.len()
                && slot.start == start
                && (key.len() <= BEGINNING || *works[slot.work.index()].key == *key)
        };
        self.table.find(hash(key), same).map(|slot| slot.work)
    }

    fn insert(&mut self, works: &[Work], work: WorkId) {
        let key = &works[work.index()].key;
        let slot = Slot {
            work,
            length: u32::try_from(key.len()).expect("a key is shorter than its file"),
            start: beginning(key.as_bytes()),
        };
        self.table.insert_unique(hash(key), slot, |slot| hash(&works[slot.work.index()].key));
    }
}

impl Records {
    /// Sorts the drafts by what they are.
    pub(super) fn collect(
        fragments: Vec<Fragment>,
        names: NameTable,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let (names, offsets) = names.into_names();
        let total = fragments.iter().map(|fragment| fragment.drafts.len()).sum();
        let mut this = Self {
            works: Vec::with_capacity(total),
            persons: Vec::new(),
            keys: WorkKeys { table: HashTable::with_capacity(total) },
            statements: Vec::with_capacity(total),
            declarations: Vec::new(),
            responses: Vec::new(),
            file_counts: Vec::new(),
            file_of_debates: FxHashMap::default(),
        };
        let mut overlays = Vec::new();
        for (file, fragment) in fragments.into_iter().enumerate() {
            counts_of(&mut this.file_counts, file).rejected = fragment.rejected;
            for draft in fragment.drafts {
                let counts = counts_of(&mut this.file_counts, file);
                match draft {
                    Draft::Work(work) if work.role != WorkRole::Record => overlays.push(*work),
                    Draft::Work(work) => {
                        counts.works += 1;
                        this.add_work(*work, &offsets, diagnostics);
                    }
                    Draft::Declaration(declaration) => {
                        counts.declarations += 1;
                        if declaration.kind == DeclarationKind::Debate {
                            let file = declaration.heading.span.file;
                            let key = declaration.heading.key.clone();
                            this.file_of_debates.entry(file).or_default().push(key);
                        }
                        this.declarations.push(*declaration);
                    }
                    Draft::Data(_) => counts.declarations += 1,
                    Draft::Response(response) => {
                        counts.declarations += 1;
                        this.responses.push(*response);
                    }
                }
            }
        }
        this.lay_overlays(overlays, &offsets, diagnostics);
        this.recognise_persons(names);
        this
    }

    fn add_work(&mut self, draft: WorkDraft, offsets: &NameOffsets, diagnostics: &mut Vec<Diagnostic>) {
        let id = WorkId::new(self.works.len());
        let heading = draft.heading;
        let is_first = self.report_key(&heading.key, heading.key_span, &draft.entry_type, diagnostics);
        self.works.push(Work {
            key: heading.key,
            presence: Presence::Listed,
            entry_type: draft.entry_type,
            title: draft.title,
            date: draft.date,
            persons: draft.names.iter().map(|&name| PersonId::new(offsets.place(name))).collect(),
            contribution: draft.contribution,
            names_given: draft.names_given,
            doi: draft.doi,
            fields: draft.fields,
            span: heading.span,
        });
        if is_first {
            self.keys.insert(&self.works, id);
        }
        self.statements.push(Statements { annotations: draft.annotations, cites: draft.cites });
    }

    /// Whether refs of this key mean the new work; an empty or second key is reported.
    fn report_key(&self, key: &str, span: Span, entry_type: &str, diagnostics: &mut Vec<Diagnostic>) -> bool {
        if key.is_empty() {
            let message = format!("this @{entry_type} has no key");
            diagnostics.push(
                Diagnostic::new(Rule::MissingKey, span, message)
                    .with_hint(format!("give it one: @{entry_type}{{surname2005,")),
            );
            return false;
        }
        if self.keys.get(&self.works, key).is_none() {
            return true;
        }
        let message = format!("a second entry has the key `{key}`: both are kept, and refs mean the first");
        diagnostics.push(Diagnostic::new(Rule::DuplicateKey, span, message).with_hint(format!(
            "give it a key of its own (`{key}b`), or drop its bibliographic fields to make it an overlay"
        )));
        false
    }

    fn lay_overlays(
        &mut self,
        overlays: Vec<WorkDraft>,
        offsets: &NameOffsets,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut hints = 0;
        for overlay in overlays {
            let counts = counts_of(&mut self.file_counts, overlay.heading.span.file.0 as usize);
            let is_described = self.keys.get(&self.works, &overlay.heading.key).is_some();
            if overlay.role == WorkRole::OverlayIfDescribed && !is_described {
                counts.works += 1;
                self.add_work(overlay, offsets, diagnostics);
                continue;
            }
            counts.overlays += 1;
            let WorkDraft { heading, annotations, cites, entry_type, .. } = overlay;
            let id = match self.keys.get(&self.works, &heading.key) {
                Some(id) => id,
                None => {
                    hints += 1;
                    let near = match hints {
                        0..=HINTS => {
                            let listed = self.works.iter().filter(|work| work.presence == Presence::Listed);
                            nearest(&heading.key, listed.map(|work| &work.key))
                        }
                        _ => Vec::new(),
                    };
                    let message = format!("no entry describes the work `{}`", heading.key);
                    let hint = match near.first() {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!(
                            "add @{entry_type}{{{}, author = {{…}}, title = {{…}}, year = {{…}}}}, or read its file too",
                            heading.key
                        ),
                    };
                    diagnostics.push(
                        Diagnostic::new(Rule::OverlayWithoutWork, heading.key_span, message).with_hint(hint),
                    );
                    self.add_outside(heading.key, heading.span)
                }
            };
            let statements = &mut self.statements[id.index()];
            join(&mut statements.annotations, annotations);
            join(&mut statements.cites, cites);
        }
    }

    fn add_outside(&mut self, key: Box<str>, span: Span) -> WorkId {
        let id = WorkId::new(self.works.len());
        self.works.push(outside(key, span));
        self.keys.insert(&self.works, id);
        self.statements.push(Statements::default());
        id
    }

    /// Until here the persons of a work were numbers of names.
    fn recognise_persons(&mut self, distinct: Vec<Name>) {
        // Names may have been met on data that works inherit, or have given way to inherited ones.
        let mut is_used = vec![false; distinct.len()];
        for person in self.works.iter().flat_map(|work| &work.persons) {
            is_used[person.index()] = true;
        }
        let places: Vec<usize> = is_used
            .iter()
            .scan(0, |next, &used| {
                let place = *next;
                *next += usize::from(used);
                Some(place)
            })
            .collect();
        let used = distinct.into_iter().zip(&is_used).filter(|(_, used)| **used).map(|(name, _)| name);
        let distinct: Vec<Name> = used.collect();
        let numbers: Vec<usize> = resolve(&distinct).into_iter().map(|number| number.0 as usize).collect();
        let count = numbers.iter().max().map_or(0, |last| last + 1);
        for work in &mut self.works {
            for person in &mut work.persons {
                *person = PersonId::new(numbers[places[person.index()]]);
            }
        }
        let mut variants: Vec<Vec<Name>> = vec![Vec::new(); count];
        for (name, number) in distinct.into_iter().zip(numbers) {
            variants[number].push(name);
        }
        self.persons = variants
            .into_iter()
            .map(|mut variants| {
                variants.sort();
                let fullest =
                    variants.iter().max_by_key(|name| (name.given.chars().count(), name.suffix.len()));
                let name = fullest.expect("a person has at least one name").clone();
                Person { name, variants }
            })
            .collect();
    }
}

fn join<T>(first: &mut Box<[T]>, second: Box<[T]>) {
    let mut joined = std::mem::take(first).into_vec();
    joined.extend(second);
    *first = joined.into();
}

/// A work that has no entry.
pub(super) fn outside(key: Box<str>, span: Span) -> Work {
    Work {
        key,
        presence: Presence::Outside,
        entry_type: "misc".into(),
        title: None,
        date: None,
        persons: Box::default(),
        contribution: Contribution::Authors,
        names_given: NamesGiven::All,
        doi: None,
        fields: Fields::default(),
        span,
    }
}
