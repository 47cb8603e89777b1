//! Works out of entries: records, duplicates, overlays.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::declarations::Declaration;
use super::persons::Signed;
use super::work_keys::{Sought, WorkKeys};
use super::{counts_of, file_and_line};
use crate::diagnostic::{Diagnostic, FileId, Rule, SourceFile, Span};
use crate::model::corpus::nearest;
use crate::model::{
    AnnotationDraft, Block, Contribution, DeclarationDraft, DeclarationKind, Draft, Fields, FileCounts,
    FinishedTexts, Fragment, KeyOrigin, Merging, NamesGiven, Presence, ReferenceList, ReferenceListDraft,
    ResponseDraft, Run, Text, WordDraft, Work, WorkDraft, WorkId, WorkRole,
};

/// The works with what is still to be resolved of them.
pub(super) struct Records {
    pub(super) works: Vec<Work>,
    /// The names on the works, block by block.
    pub(super) signed: Vec<Signed>,
    pub(super) keys: WorkKeys,
    /// What the works with a record say, in the order of the works.
    pub(super) said: Vec<Said>,
    /// What works with overlays say, in place of what their records say.
    pub(super) overlaid: FxHashMap<WorkId, Vec<Part>>,
    pub(super) declarations: Vec<Declaration>,
    pub(super) responses: Vec<(ResponseDraft, FinishedTexts)>,
    pub(super) file_counts: Vec<FileCounts>,
    pub(super) reference_lists: Vec<ReferenceList>,
    /// Works that are other records of those of a key.
    pub(super) same_as: Vec<(WorkId, WordDraft, FinishedTexts)>,
    /// Files in which it is settled which records are one work.
    pub(super) settled_files: Vec<FileId>,
    /// Files whose keys nobody typed.
    pub(super) numbered_files: FxHashSet<FileId>,
    /// The debates that each file declares.
    pub(super) file_of_debates: FxHashMap<FileId, Vec<Box<str>>>,
}

/// What the works of one block say.
pub(super) struct Said {
    pub(super) first: WorkId,
    pub(super) refs: Vec<Refs>,
    pub(super) texts: FinishedTexts,
    pub(super) annotations: Vec<AnnotationDraft>,
    pub(super) cites: Vec<WordDraft>,
}

/// The refs of one work, as ranges of its block's.
#[derive(Clone, Debug)]
pub(super) struct Refs {
    pub(super) annotations: Range<u32>,
    pub(super) cites: Range<u32>,
}

/// The refs of one entry, by themselves.
#[derive(Clone)]
pub(super) struct Part {
    pub(super) texts: FinishedTexts,
    pub(super) annotations: Vec<AnnotationDraft>,
    pub(super) cites: Vec<WordDraft>,
}

impl Said {
    pub(super) fn annotations_of(&self, refs: &Refs) -> &[AnnotationDraft] {
        &self.annotations[refs.annotations.start as usize..refs.annotations.end as usize]
    }

    pub(super) fn cites_of(&self, refs: &Refs) -> &[WordDraft] {
        &self.cites[refs.cites.start as usize..refs.cites.end as usize]
    }

    fn part(&self, refs: &Refs) -> Part {
        Part {
            texts: self.texts.clone(),
            annotations: self.annotations_of(refs).to_vec(),
            cites: self.cites_of(refs).to_vec(),
        }
    }
}

/// How many overlays without a work are compared with all works.
const HINTS: usize = 200;

/// How many blocks are sorted at a time, so that what they are made of and what becomes of them never stand
/// side by side.
const BATCH: usize = 64;

impl Records {
    /// Sorts the drafts by what they are.
    pub(super) fn collect(
        fragments: Vec<Fragment>,
        sources: &[SourceFile],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let blocks = || fragments.iter().flat_map(|fragment| &fragment.blocks);
        let entries = blocks().map(|block| block.drafts.len()).sum();
        let mut this = Self {
            works: Vec::with_capacity(entries),
            signed: Vec::with_capacity(blocks().count()),
            keys: WorkKeys::for_keys(entries),
            said: Vec::with_capacity(blocks().count()),
            overlaid: FxHashMap::default(),
            declarations: Vec::new(),
            responses: Vec::new(),
            file_counts: Vec::new(),
            reference_lists: Vec::new(),
            same_as: Vec::new(),
            settled_files: Vec::new(),
            numbered_files: FxHashSet::default(),
            file_of_debates: FxHashMap::default(),
        };
        let mut overlays = Vec::new();
        for (file, fragment) in fragments.into_iter().enumerate() {
            counts_of(&mut this.file_counts, file).rejected = fragment.rejected;
            if fragment.keys == KeyOrigin::Numbered {
                this.numbered_files.insert(FileId(u32::try_from(file).unwrap_or(u32::MAX)));
            }
            if fragment.merging == Merging::Settled {
                this.settled_files.push(FileId(u32::try_from(file).unwrap_or(u32::MAX)));
            }
            let mut blocks = fragment.blocks.into_iter();
            let mut sorted = Vec::new();
            loop {
                // One batch is taken in while the next is sorted.
                let batch: Vec<Block> = blocks.by_ref().take(BATCH).collect();
                let is_last = batch.is_empty();
                let (next, ()) = rayon::join(
                    || batch.into_par_iter().map(Sorted::new).collect(),
                    || {
                        for sorted in sorted {
                            this.take(file, sorted, &mut overlays, sources, diagnostics);
                        }
                    },
                );
                sorted = next;
                if is_last {
                    break;
                }
            }
        }
        this.lay_overlays(overlays, diagnostics);
        this
    }

    /// Takes the works of a block in, and whatever else is in it.
    fn take(
        &mut self,
        file: usize,
        sorted: Sorted,
        overlays: &mut Vec<Overlay>,
        sources: &[SourceFile],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let Sorted { works, records, mut said, signed, others, data_count, reference_lists, same_as } =
            sorted;
        let first = self.works.len();
        self.signed.push(signed);
        self.same_as.extend(
            same_as.into_iter().map(|(index, work)| (WorkId::new(first + index), work, said.texts.clone())),
        );
        self.reference_lists.extend(reference_lists.into_iter().map(|(index, list)| ReferenceList {
            work: WorkId::new(first + index),
            format: list.format,
            span: list.span,
        }));
        said.first = WorkId::new(first);
        let counts = counts_of(&mut self.file_counts, file);
        counts.works += works.len();
        counts.declarations += data_count;
        self.works.extend(works);
        for (index, record) in (first..).zip(records) {
            let work = &self.works[index];
            let Some(sought) = Sought::new(&work.key) else {
                diagnostics.push(missing_key(work, record.key_span));
                continue;
            };
            if let Err(first) = self.keys.insert(&self.works, sought, WorkId::new(index)) {
                let first = &self.works[first.index()];
                // A database has given one number to one record, which two exports may hold.
                let numbered = |work: &Work| self.numbered_files.contains(&work.span.file);
                if numbered(work) && numbered(first) {
                    continue;
                }
                diagnostics.push(duplicate_key(work, &record, first, sources));
            }
        }
        for draft in others {
            match draft {
                Other::Overlay(overlay) => overlays.push(*overlay),
                Other::Declaration(declaration) => {
                    counts_of(&mut self.file_counts, file).declarations += 1;
                    if declaration.kind == DeclarationKind::Debate {
                        let file = declaration.heading.span.file;
                        let key = declaration.heading.key.clone();
                        self.file_of_debates.entry(file).or_default().push(key);
                    }
                    let texts = said.texts.clone();
                    self.declarations.push(Declaration { draft: *declaration, texts });
                }
                Other::Response(response) => {
                    counts_of(&mut self.file_counts, file).declarations += 1;
                    self.responses.push((*response, said.texts.clone()));
                }
            }
        }
        self.said.push(said);
    }

    fn lay_overlays(&mut self, overlays: Vec<Overlay>, diagnostics: &mut Vec<Diagnostic>) {
        let mut hints = 0;
        for Overlay { work, key_span, role, part } in overlays {
            let counts = counts_of(&mut self.file_counts, work.span.file.0 as usize);
            let sought = Sought::new(&work.key);
            let known = sought.and_then(|sought| self.keys.get(&self.works, sought));
            let (id, kept) = match (known, role) {
                (Some(id), _) => {
                    counts.overlays += 1;
                    (id, self.overlaid.remove(&id).unwrap_or_else(|| self.part_of(id).into_iter().collect()))
                }
                (None, WorkRole::OverlayIfDescribed) => {
                    counts.works += 1;
                    if work.key.is_empty() {
                        diagnostics.push(missing_key(&work, key_span));
                    }
                    (self.add(work), Vec::new())
                }
                (None, WorkRole::Record { .. } | WorkRole::Overlay) => {
                    counts.overlays += 1;
                    hints += 1;
                    diagnostics.push(self.without_work(&work, key_span, hints));
                    (self.add(outside(work.key, work.span)), Vec::new())
                }
            };
            let mut parts = kept;
            parts.push(part);
            self.overlaid.insert(id, parts);
        }
    }

    /// Adds a work whose key no other has.
    fn add(&mut self, work: Work) -> WorkId {
        let id = WorkId::new(self.works.len());
        self.works.push(work);
        if let Some(sought) = Sought::new(&self.works[id.index()].key) {
            // Nothing happens if the key is taken, which it is not.
            let _ = self.keys.insert(&self.works, sought, id);
        }
        id
    }

    /// What the record of a work says, if it has one.
    fn part_of(&self, id: WorkId) -> Option<Part> {
        let said = &self.said[..self.said.partition_point(|said| said.first <= id)];
        // Blocks without works begin where the next one does, too.
        let said = said.iter().rev().find(|said| !said.refs.is_empty())?;
        let refs = said.refs.get(id.index() - said.first.index())?;
        Some(said.part(refs))
    }

    fn without_work(&self, work: &Work, key_span: Span, hints: usize) -> Diagnostic {
        let Work { key, entry_type, .. } = work;
        let near = if hints <= HINTS {
            let listed = self.works.iter().filter(|work| work.presence == Presence::Listed);
            nearest(key, listed.map(|work| &*work.key).filter(|key| !key.is_empty()))
        } else {
            Vec::new()
        };
        let hint = match near.first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "add @{entry_type}{{{key}, author = {{…}}, title = {{…}}, year = {{…}}}}, or read its file too"
            ),
        };
        let message = format!("no entry describes the work `{key}`");
        Diagnostic::new(Rule::OverlayWithoutWork, key_span, message).with_hint(hint)
    }
}

fn missing_key(work: &Work, key_span: Span) -> Diagnostic {
    let Work { entry_type, .. } = work;
    Diagnostic::new(Rule::MissingKey, key_span, format!("this @{entry_type} has no key"))
        .with_hint(format!("give it one: @{entry_type}{{surname2005,"))
}

/// A second record of a key: where the first is, and why this one is no overlay of it.
fn duplicate_key(work: &Work, record: &Record, first: &Work, sources: &[SourceFile]) -> Diagnostic {
    let key = &work.key;
    let message = format!(
        "a second entry has the key `{key}`, after {}: both are kept, and refs mean the first",
        file_and_line(sources, first.span)
    );
    let text = sources[work.span.file.0 as usize].text();
    let own_key = format!("give it a key of its own (`{key}b`)");
    let hint = match work.fields.own(text).nth(record.described_by as usize) {
        Some(field) => format!(
            "{own_key}, or, to make it an overlay, take out `{}` and whatever else describes a work",
            field.name
        ),
        None => own_key,
    };
    Diagnostic::new(Rule::DuplicateKey, record.key_span, message).with_hint(hint)
}

/// An overlay, with the work that it would be.
struct Overlay {
    work: Work,
    key_span: Span,
    role: WorkRole,
    part: Part,
}

/// What is neither a record nor data.
enum Other {
    Overlay(Box<Overlay>),
    Declaration(Box<DeclarationDraft>),
    Response(Box<ResponseDraft>),
}

/// The entry of a work.
struct Record {
    key_span: Span,
    /// Which of its fields is the first that describes the work.
    described_by: u32,
}

/// The entries of a block by what they are.
struct Sorted {
    works: Vec<Work>,
    /// What is to be known of the works' entries only until their keys are.
    records: Vec<Record>,
    said: Said,
    signed: Signed,
    others: Vec<Other>,
    /// Entries that only others take from.
    data_count: usize,
    /// The lists of references of works, each with its work's position among them.
    reference_lists: Vec<(usize, ReferenceListDraft)>,
    /// The works, by position, that are other records of that of a key.
    same_as: Vec<(usize, WordDraft)>,
}

impl Sorted {
    fn new(block: Block) -> Self {
        let Block { drafts, texts, names, fields, annotations, cites, references, same_as } = block;
        let texts = texts.finished();
        let fields = fields.finished();
        let first = WorkId::new(0);
        let refs = Vec::with_capacity(drafts.len());
        let said = Said { first, refs, texts, annotations, cites };
        let signed = Signed { ranges: Vec::with_capacity(drafts.len()), names };
        let mut this = Self {
            works: Vec::with_capacity(drafts.len()),
            records: Vec::with_capacity(drafts.len()),
            said,
            signed,
            others: Vec::new(),
            data_count: 0,
            reference_lists: Vec::with_capacity(references.len()),
            same_as: Vec::with_capacity(same_as.len()),
        };
        let mut references = references.into_iter().peekable();
        let mut same_as = same_as.into_iter().peekable();
        for (number, draft) in (0..).zip(drafts) {
            let mut other_record_of = None;
            while let Some(same) = same_as.next_if(|same| same.draft <= number) {
                other_record_of = other_record_of.or(Some(same.work));
            }
            let mut lists = Vec::new();
            while let Some(list) = references.next_if(|list| list.draft <= number) {
                lists.push(list);
            }
            match draft {
                Draft::Work(draft) => {
                    let key_span = draft.key_span;
                    let role = draft.role;
                    let refs = Refs { annotations: draft.annotations.clone(), cites: draft.cites.clone() };
                    let names = draft.names.clone();
                    let work = work(draft, &this.said.texts, &fields);
                    if let WorkRole::Record { described_by } = role {
                        let index = this.works.len();
                        this.reference_lists.extend(lists.into_iter().map(|list| (index, list)));
                        this.same_as.extend(other_record_of.map(|work| (index, work)));
                        this.works.push(work);
                        this.signed.ranges.push(names);
                        this.records.push(Record { key_span, described_by });
                        this.said.refs.push(refs);
                    } else {
                        let part = this.said.part(&refs);
                        let overlay = Overlay { work, key_span, role, part };
                        this.others.push(Other::Overlay(Box::new(overlay)));
                    }
                }
                Draft::Declaration(declaration) => this.others.push(Other::Declaration(declaration)),
                Draft::Response(response) => this.others.push(Other::Response(response)),
                Draft::Data(_) => this.data_count += 1,
            }
        }
        this
    }
}

/// A work whose persons are not known yet.
fn work(draft: WorkDraft, texts: &FinishedTexts, fields: &crate::model::fields::FinishedSlots) -> Work {
    Work {
        key: texts.text_or_empty(draft.key),
        presence: Presence::Listed,
        entry_type: draft.entry_type,
        date: draft.date,
        persons: Run::default(),
        contribution: draft.contribution,
        names_given: draft.names_given,
        doi: draft.doi.map(|doi| texts.text(doi)),
        fields: fields.fields(draft.fields),
        span: draft.span,
    }
}

/// A work that has no entry.
pub(super) fn outside(key: Text, span: Span) -> Work {
    Work {
        key,
        presence: Presence::Outside,
        entry_type: "misc".into(),
        date: None,
        persons: Run::default(),
        contribution: Contribution::Authors,
        names_given: NamesGiven::All,
        doi: None,
        fields: Fields::default(),
        span,
    }
}
