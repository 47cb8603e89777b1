//! Refs into stances, assertions, responses, citations and cases.

use rayon::prelude::*;

use super::keys::{Keys, Resolution, Wanted};
use super::records::{Records, Statements};
use crate::diagnostic::{Diagnostic, Rule, Span};
use crate::model::corpus::nearest;
use crate::model::{
    AnnotationDraft, AnnotationKind, Assertion, Case, Citation, Corpus, DebateId, Direction, Entity, Evidence,
    EvidenceDraft, FacetId, ItemDraft, Response, ResponseDraft, Speaker, Stance, WorkId,
};

/// How many hints of nearest keys are looked up; each costs a walk over all keys.
const NEAREST_LIMIT: usize = 200;

/// What one speaker's refs come to.
#[derive(Default)]
struct Resolved {
    stances: Vec<Stance>,
    assertions: Vec<Assertion>,
    responses: Vec<Response>,
    citations: Vec<Citation>,
    cases: Vec<Case>,
    /// Cited keys that no entry has.
    outside: Vec<(WorkId, Box<str>, Span)>,
    problems: Vec<Problem>,
}

/// A diagnostic, and the key for which the nearest ones are still to be looked up.
struct Problem {
    diagnostic: Diagnostic,
    misspelt: Option<(Box<str>, Wanted)>,
}

/// Resolves every ref and fills the corpus.
pub(super) fn resolve(
    corpus: &mut Corpus,
    records: Records,
    declared: Vec<(Entity, Vec<AnnotationDraft>)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Records { works, persons, first_of_key, statements, responses, file_of_debates, .. } = records;
    corpus.works = works;
    corpus.persons = persons;
    let keys = Keys::new(corpus, &first_of_key);
    let home = |span: Span| -> Vec<DebateId> {
        let debates = file_of_debates.get(&span.file).map(Vec::as_slice).unwrap_or_default();
        let known = corpus.debates.iter().enumerate().filter(|(_, debate)| debates.contains(&debate.key));
        known.map(|(index, _)| DebateId::new(index)).collect()
    };
    let chunk = 1024;
    let mut parts: Vec<Resolved> = statements
        .par_chunks(chunk)
        .enumerate()
        .map(|(number, statements)| {
            let mut resolved = Resolved::default();
            for (index, statements) in statements.iter().enumerate() {
                let work = WorkId::new(number * chunk + index);
                resolved.work(&keys, corpus, work, statements, home(corpus.works[work.index()].span));
            }
            resolved
        })
        .collect();
    drop(statements);
    let mut last = Resolved::default();
    for (entity, refs) in &declared {
        let debates: Vec<DebateId> = keys.debate_of(*entity).into_iter().collect();
        for annotation in refs {
            last.statement(&keys, corpus, *entity, annotation, &debates);
        }
    }
    for response in &responses {
        last.response_entry(&keys, corpus, response, &home(response.heading.span));
    }
    parts.push(last);
    let mut all = Resolved::default();
    for part in parts {
        all.append(part);
    }
    add_nearest(&keys, &mut all.problems);
    all.finish(corpus, diagnostics);
}

/// Adds the nearest keys to the problems that want them.
fn add_nearest(keys: &Keys<'_>, problems: &mut [Problem]) {
    let wanting = problems.iter_mut().filter(|problem| problem.misspelt.is_some());
    for problem in wanting.take(NEAREST_LIMIT) {
        let Some((key, wanted)) = &problem.misspelt else { continue };
        let near = keys.nearest(key, *wanted);
        if !near.is_empty() {
            let list = near.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            problem.diagnostic.hint = Some(format!("did you mean {list}?"));
        }
    }
}

impl Resolved {
    fn append(&mut self, mut other: Self) {
        self.stances.append(&mut other.stances);
        self.assertions.append(&mut other.assertions);
        self.responses.append(&mut other.responses);
        self.citations.append(&mut other.citations);
        self.cases.append(&mut other.cases);
        self.outside.append(&mut other.outside);
        self.problems.append(&mut other.problems);
    }

    /// Makes works of the cited keys that have none, and hands everything over.
    fn finish(mut self, corpus: &mut Corpus, diagnostics: &mut Vec<Diagnostic>) {
        self.outside.sort_by(|a, b| (&a.1, a.0, a.2).cmp(&(&b.1, b.0, b.2)));
        let mut last: Option<WorkId> = None;
        for (from, key, span) in self.outside {
            let known = last.filter(|&id| corpus.works[id.index()].key == key);
            let to = known.unwrap_or_else(|| {
                let id = WorkId::new(corpus.works.len());
                corpus.works.push(super::records::outside(key, span));
                id
            });
            last = Some(to);
            self.citations.push(Citation { from, to, span });
        }
        self.citations.sort_by_key(|citation| (citation.from, citation.span));
        diagnostics.extend(self.problems.into_iter().map(|problem| problem.diagnostic));
        corpus.stances = self.stances;
        corpus.assertions = self.assertions;
        corpus.responses = self.responses;
        corpus.citations = self.citations;
        corpus.cases = self.cases;
    }

    /// Everything that one work says. Positions come first: they tell the debates that its other refs
    /// are about.
    fn work(
        &mut self,
        keys: &Keys<'_>,
        corpus: &Corpus,
        work: WorkId,
        statements: &Statements,
        home: Vec<DebateId>,
    ) {
        for citation in &statements.cites {
            let text = corpus.sources[citation.span.file.0 as usize].text();
            let key = citation.key.resolve(text);
            let key = key.replace("\\_", "_");
            match keys.works.get(key.as_str()) {
                Some(&to) => self.citations.push(Citation { from: work, to, span: citation.span }),
                None => self.outside.push((work, key.into(), citation.span)),
            }
        }
        if statements.annotations.is_empty() {
            return;
        }
        let mut debates = Vec::new();
        for annotation in statements.annotations.iter().filter(|a| a.kind == AnnotationKind::Position) {
            let target = self.resolve(keys, annotation, &home, Wanted::Position);
            if let Some(Entity::Position(position)) = target {
                debates.extend(keys.debate_of(Entity::Position(position)));
                let evidence = self.evidence(keys, &annotation.evidence);
                self.stances.push(Stance { work, position, evidence });
                self.case_of_facets(keys, corpus, work, annotation, None);
            }
        }
        debates.sort();
        debates.dedup();
        if debates.is_empty() {
            debates = home;
        }
        for annotation in statements.annotations.iter().filter(|a| a.kind != AnnotationKind::Position) {
            if annotation.kind == AnnotationKind::Case {
                self.case_of_facets(keys, corpus, work, annotation, Some(annotation.target.clone()));
            } else {
                self.statement(keys, corpus, Entity::Work(work), annotation, &debates);
                self.case_of_facets(keys, corpus, work, annotation, None);
            }
        }
    }

    /// An assertion, denial or response of a work, position or claim.
    fn statement(
        &mut self,
        keys: &Keys<'_>,
        corpus: &Corpus,
        from: Entity,
        annotation: &AnnotationDraft,
        debates: &[DebateId],
    ) {
        match annotation.kind {
            AnnotationKind::Claim(attitude) => {
                if let Some(Entity::Claim(claim)) = self.resolve(keys, annotation, debates, Wanted::Claim) {
                    let evidence = self.evidence(keys, &annotation.evidence);
                    self.assertions.push(Assertion { holder: from, claim, attitude, evidence });
                }
            }
            AnnotationKind::Relation(relation, direction) => {
                if let Some(target) = self.resolve(keys, annotation, debates, Wanted::Any) {
                    let draft = &annotation.evidence;
                    let via = draft.via.as_ref().and_then(|via| {
                        match self.resolve_item(keys, via, debates, Wanted::Claim) {
                            Some(Entity::Claim(claim)) => Some(claim),
                            _ => None,
                        }
                    });
                    let (from, to) = match direction {
                        Direction::Forward => (from, target),
                        Direction::Inverse => (target, from),
                    };
                    if from == to {
                        let name = &corpus.relation(relation).name;
                        let message = format!("`{}` {name} itself", annotation.target);
                        self.problem(Rule::SelfResponse, annotation.target_span, message, Some("name the one that it responds to".to_owned()));
                        return;
                    }
                    let evidence = self.evidence(keys, draft);
                    let (on, date) = (draft.on.clone(), draft.date.clone());
                    self.responses.push(Response { from, to, relation, on, via, date, evidence });
                }
            }
            _ => {}
        }
    }

    fn response_entry(
        &mut self,
        keys: &Keys<'_>,
        corpus: &Corpus,
        draft: &ResponseDraft,
        debates: &[DebateId],
    ) {
        let Some(from) = self.resolve_item(keys, &draft.from, debates, Wanted::Any) else { return };
        let annotation = AnnotationDraft {
            kind: AnnotationKind::Relation(draft.relation, draft.direction),
            target: draft.to.text.clone(),
            target_span: draft.to.span,
            evidence: draft.evidence.clone(),
        };
        self.statement(keys, corpus, from, &annotation, debates);
    }

    /// The facets in a ref's brackets, as a case of the work.
    fn case_of_facets(
        &mut self,
        keys: &Keys<'_>,
        corpus: &Corpus,
        work: WorkId,
        annotation: &AnnotationDraft,
        name: Option<Box<str>>,
    ) {
        let draft = &annotation.evidence;
        if draft.facets.is_empty() && name.is_none() {
            return;
        }
        let mut values = Vec::new();
        for (facet, value) in &draft.facets {
            let known = corpus.facets.binary_search_by(|known| known.name.as_ref().cmp(&facet.text));
            let Ok(index) = known else {
                if annotation.kind == AnnotationKind::OwnFacets {
                    continue;
                }
                let items = ["on", "via", "by", "quote", "confidence", "date"].into_iter();
                let near = nearest(&facet.text, items.chain(corpus.facets.iter().map(|facet| facet.name.as_ref())));
                let hint = match near.first() {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("name it in the debate: facets = {{…, {}}}", facet.text),
                };
                let message = format!("`{}` is neither an item of the grammar nor a facet of a debate", facet.text);
                self.problem(Rule::UnknownItem, facet.span, message, Some(hint));
                continue;
            };
            let parts = super::facets::split_values(value);
            values.extend(parts.into_iter().map(|part| (FacetId::new(index), part)));
        }
        if !values.is_empty() || name.is_some() {
            let evidence = self.evidence(keys, draft);
            self.cases.push(Case { work, name, values, evidence });
        }
    }

    fn evidence(&mut self, keys: &Keys<'_>, draft: &EvidenceDraft) -> Evidence {
        let speaker = match &draft.by {
            None => Speaker::Itself,
            Some(by) => match keys.works.get(by.text.as_ref()) {
                Some(&work) => Speaker::Work(work),
                None => {
                    let message = format!("`{}`, who is said to say so, is no work of the corpus", by.text);
                    self.problems.push(Problem {
                        diagnostic: Diagnostic::new(Rule::UnknownSpeaker, by.span, message),
                        misspelt: Some((by.text.clone(), Wanted::Any)),
                    });
                    Speaker::Named(by.text.clone())
                }
            },
        };
        Evidence {
            speaker,
            place: draft.place.clone(),
            locator: draft.locator.clone(),
            quote: draft.quote.clone(),
            confidence: draft.confidence,
            span: draft.span,
            field: draft.field,
        }
    }

    fn resolve(
        &mut self,
        keys: &Keys<'_>,
        annotation: &AnnotationDraft,
        debates: &[DebateId],
        wanted: Wanted,
    ) -> Option<Entity> {
        self.resolve_key(keys, &annotation.target, annotation.target_span, debates, wanted)
    }

    fn resolve_item(
        &mut self,
        keys: &Keys<'_>,
        item: &ItemDraft,
        debates: &[DebateId],
        wanted: Wanted,
    ) -> Option<Entity> {
        self.resolve_key(keys, &item.text, item.span, debates, wanted)
    }

    fn resolve_key(
        &mut self,
        keys: &Keys<'_>,
        key: &str,
        span: Span,
        debates: &[DebateId],
        wanted: Wanted,
    ) -> Option<Entity> {
        match keys.resolve(key, debates, wanted) {
            Resolution::Found(entity) => Some(entity),
            Resolution::Ambiguous(best, others) => {
                let others: Vec<&str> = others.iter().map(|other| other.kind()).collect();
                let message =
                    format!("`{key}` is a {} and also a {}; it is read as the first", best.kind(), others.join(", a "));
                self.problem(Rule::AmbiguousKey, span, message, Some("write debate:key, or give one another key".to_owned()));
                Some(best)
            }
            Resolution::Missing => {
                let (rule, what, declare) = match wanted {
                    Wanted::Position => (
                        Rule::UndeclaredPosition,
                        "position",
                        format!("declare it: @position{{{key}, debate = {{…}}, title = {{…}}}}"),
                    ),
                    Wanted::Claim => {
                        (Rule::DanglingTarget, "claim", format!("declare it: @claim{{{key}, title = {{…}}}}"))
                    }
                    Wanted::Any => (
                        Rule::DanglingTarget,
                        "work, position or claim",
                        format!("add the entry: @misc{{{key}, author = {{…}}, title = {{…}}, year = {{…}}}}"),
                    ),
                };
                self.problems.push(Problem {
                    diagnostic: Diagnostic::new(rule, span, format!("no {what} has the key `{key}`"))
                        .with_hint(declare),
                    misspelt: Some((key.into(), wanted)),
                });
                None
            }
        }
    }

    fn problem(&mut self, rule: Rule, span: Span, message: String, hint: Option<String>) {
        self.problems.push(Problem { diagnostic: Diagnostic { span, rule, message, hint }, misspelt: None });
    }
}
