//! Works out of entries: records, duplicates, overlays, persons.

use rustc_hash::FxHashMap;

use super::counts_of;
use crate::diagnostic::{Diagnostic, FileId, Rule, Span};
use crate::model::corpus::nearest;
use crate::model::{
    AnnotationDraft, CitationDraft, DeclarationDraft, Draft, FileCounts, Fields, Fragment, Name, Person,
    PersonId, Presence, ResponseDraft, Work, WorkDraft, WorkId, WorkRole, resolve,
};

/// The works with what is still to be resolved of them.
pub(super) struct Records {
    pub(super) works: Vec<Work>,
    pub(super) persons: Vec<Person>,
    pub(super) first_of_key: FxHashMap<Box<str>, WorkId>,
    /// What each work says, in the order of the works.
    pub(super) statements: Vec<Statements>,
    pub(super) declarations: Vec<DeclarationDraft>,
    pub(super) responses: Vec<ResponseDraft>,
    pub(super) file_counts: Vec<FileCounts>,
    /// The files that hold exactly one debate, with its key.
    pub(super) file_of_debates: FxHashMap<FileId, Vec<Box<str>>>,
}

/// The refs of one work.
#[derive(Default)]
pub(super) struct Statements {
    pub(super) annotations: Vec<AnnotationDraft>,
    pub(super) cites: Vec<CitationDraft>,
}

impl Records {
    /// Sorts the drafts by what they are.
    pub(super) fn collect(fragments: Vec<Fragment>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut this = Self {
            works: Vec::new(),
            persons: Vec::new(),
            first_of_key: FxHashMap::default(),
            statements: Vec::new(),
            declarations: Vec::new(),
            responses: Vec::new(),
            file_counts: Vec::new(),
            file_of_debates: FxHashMap::default(),
        };
        let total = fragments.iter().map(|fragment| fragment.drafts.len()).sum();
        this.works.reserve_exact(total);
        this.statements.reserve_exact(total);
        this.first_of_key.reserve(total);
        let mut overlays = Vec::new();
        let mut names = Vec::new();
        for (file, fragment) in fragments.into_iter().enumerate() {
            let counts = counts_of(&mut this.file_counts, file);
            counts.rejected = fragment.rejected;
            for draft in fragment.drafts {
                let counts = counts_of(&mut this.file_counts, file);
                match draft {
                    Draft::Work(work) if work.role == WorkRole::Overlay => {
                        counts.overlays += 1;
                        overlays.push(work);
                    }
                    Draft::Work(work) => {
                        counts.works += 1;
                        this.add_work(*work, &mut names, diagnostics);
                    }
                    Draft::Declaration(declaration) => {
                        counts.declarations += 1;
                        if declaration.kind == crate::model::DeclarationKind::Debate {
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
        this.lay_overlays(overlays, diagnostics);
        this.recognise_persons(&names);
        this
    }

    fn add_work(&mut self, draft: WorkDraft, names: &mut Vec<Name>, diagnostics: &mut Vec<Diagnostic>) {
        let id = WorkId::new(self.works.len());
        let heading = draft.heading;
        if heading.key.is_empty() {
            let message = format!("this @{} has no key", draft.entry_type);
            diagnostics.push(
                Diagnostic::new(Rule::MissingKey, heading.key_span, message)
                    .with_hint(format!("@{}{{surname2005,", draft.entry_type)),
            );
        } else {
            match self.first_of_key.entry(heading.key.clone()) {
                std::collections::hash_map::Entry::Vacant(vacant) => {
                    vacant.insert(id);
                }
                std::collections::hash_map::Entry::Occupied(first) => {
                    let message = format!(
                        "a second entry has the key `{}`: both are kept, and refs mean the first",
                        first.key()
                    );
                    diagnostics.push(
                        Diagnostic::new(Rule::DuplicateKey, heading.key_span, message).with_hint(format!(
                            "give it a key of its own (`{}b`), or drop its bibliographic fields to make it an overlay",
                            first.key()
                        )),
                    );
                }
            }
        }
        // Until persons are recognised, the ids count the names themselves.
        let first = names.len();
        names.extend(draft.names);
        self.works.push(Work {
            key: heading.key,
            presence: Presence::Listed,
            entry_type: draft.entry_type,
            title: draft.title,
            date: draft.date,
            persons: (first..names.len()).map(PersonId::new).collect(),
            contribution: draft.contribution,
            has_unnamed_persons: draft.has_unnamed_persons,
            doi: draft.doi,
            fields: Fields {
                slots: draft.fields.into_iter().map(|field| (field.name, field.value)).collect(),
                inherited: draft.inherited.into(),
            },
            span: heading.span,
        });
        self.statements.push(Statements { annotations: draft.annotations, cites: draft.cites });
    }

    fn lay_overlays(&mut self, overlays: Vec<Box<WorkDraft>>, diagnostics: &mut Vec<Diagnostic>) {
        for overlay in overlays {
            let WorkDraft { heading, annotations, cites, entry_type, .. } = *overlay;
            let id = match self.first_of_key.get(&heading.key) {
                Some(&id) => id,
                None => {
                    let near = nearest(&heading.key, self.works.iter().map(|work| &work.key));
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
            self.statements[id.index()].annotations.extend(annotations);
            self.statements[id.index()].cites.extend(cites);
        }
    }

    fn add_outside(&mut self, key: Box<str>, span: Span) -> WorkId {
        let id = WorkId::new(self.works.len());
        self.first_of_key.insert(key.clone(), id);
        self.works.push(outside(key, span));
        self.statements.push(Statements::default());
        id
    }

    fn recognise_persons(&mut self, names: &[Name]) {
        let numbers: Vec<usize> = resolve(names).into_iter().map(|number| number.0 as usize).collect();
        let count = numbers.iter().max().map_or(0, |last| last + 1);
        let mut variants: Vec<Vec<Name>> = vec![Vec::new(); count];
        for (name, &number) in names.iter().zip(&numbers) {
            if !variants[number].contains(name) {
                variants[number].push(name.clone());
            }
        }
        self.persons = variants
            .into_iter()
            .map(|mut variants| {
                variants.sort();
                let fullest = variants.iter().max_by_key(|name| (name.given.chars().count(), name.suffix.len()));
                let name = fullest.expect("a person has at least one name").clone();
                Person { name, variants }
            })
            .collect();
        for work in &mut self.works {
            for person in &mut work.persons {
                *person = PersonId::new(numbers[person.index()]);
            }
        }
    }
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
        contribution: crate::model::Contribution::Authors,
        has_unnamed_persons: false,
        doi: None,
        fields: Fields::default(),
        span,
    }
}
