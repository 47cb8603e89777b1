//! Refs into stances, assertions, responses, citations and cases.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::keys::{Context, Keys, Resolution, Wanted};
use super::records::{Part, Records, Said};
use crate::diagnostic::{Diagnostic, FileId, Rule, Span};
use crate::model::corpus::nearest;
use crate::model::{
    AnnotationDraft, AnnotationKind, Assertion, Case, Citation, Corpus, DebateId, Direction, Entity,
    Evidence, FacetId, FinishedTexts, Opposition, Response, ResponseDraft, Speaker, Stance, Text, TextRange,
    Texts, Version, WordDraft, WorkId,
};

/// How many hints of nearest keys are looked up; each costs a walk over all keys.
const NEAREST_LIMIT: usize = 200;

/// How many cited keys are compared with all works, in comparisons; at least [`NEAREST_LIMIT`] keys are.
const COMPARISONS: usize = 20_000_000;

/// What one speaker's refs come to.
#[derive(Default)]
struct Resolved {
    stances: Vec<Stance>,
    assertions: Vec<Assertion>,
    responses: Vec<Response>,
    oppositions: Vec<Opposition>,
    citations: Vec<Citation>,
    versions: Vec<Version>,
    cases: Vec<Case>,
    /// Works, each with the one that it is another record of.
    merges: Vec<(WorkId, WorkId)>,
    /// Cited keys that no entry has.
    outside: Vec<(WorkId, Box<str>, Span)>,
    problems: Vec<Problem>,
    /// The debates of the work at hand; kept so that its memory is.
    own: Vec<DebateId>,
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
    declared: Vec<(Entity, FinishedTexts, Vec<AnnotationDraft>)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Records { works, keys, said, overlaid, responses, file_of_debates, numbered_files, same_as, .. } =
        records;
    corpus.works = works;
    let homes = homes(corpus, &file_of_debates);
    let keys = Keys::new(corpus, &keys);
    let view = View { keys: &keys, corpus, homes: &homes };
    let recorded: usize = said.iter().map(|said| said.refs.len()).sum();
    let mut all = Resolved::default();
    let mut blocks = said.into_iter();
    let mut parts: Vec<Resolved> = Vec::new();
    loop {
        // One batch is taken in while the next is resolved, so that drafts and what becomes of them never all
        // stand side by side.
        let batch: Vec<Said> = blocks.by_ref().take(BATCH).collect();
        let is_last = batch.is_empty();
        let (next, ()) = rayon::join(
            || batch.into_par_iter().map(|said| Resolved::of(view, &said, &overlaid)).collect(),
            || all.append_all(std::mem::take(&mut parts)),
        );
        parts = next;
        if is_last {
            break;
        }
    }
    // Works that have overlays and no record.
    for id in (recorded..corpus.works.len()).map(WorkId::new) {
        if let Some(parts) = overlaid.get(&id) {
            all.overlaid(view, id, parts);
        }
    }
    for (entity, texts, refs) in declared {
        let own: Vec<DebateId> = keys.debate_of(entity).into_iter().collect();
        for one in view.sayings(&texts, &refs) {
            all.check_items(view, one.annotation);
            all.statement(view, entity, one, &own);
        }
    }
    for (response, texts) in responses {
        all.response_entry(view, &texts, response);
    }
    for (work, same, texts) in same_as {
        all.same_as(view, work, same, &texts);
    }
    add_nearest(&keys, &mut all, view.corpus.works.len(), &numbered_files);
    all.finish(corpus, diagnostics);
}

/// The debates that each file declares, by the file's number.
fn homes(corpus: &Corpus, file_of_debates: &FxHashMap<FileId, Vec<Box<str>>>) -> Vec<Vec<DebateId>> {
    let files = (0..corpus.sources.len()).map(|file| FileId(u32::try_from(file).unwrap_or(u32::MAX)));
    let declared = files.map(|file| file_of_debates.get(&file).map(Vec::as_slice).unwrap_or_default());
    let ids = declared.map(|keys| {
        let known = corpus.debates.iter().enumerate().filter(|(_, debate)| keys.contains(&debate.key));
        known.map(|(index, _)| DebateId::new(index)).collect()
    });
    ids.collect()
}

/// How many blocks are resolved at a time.
const BATCH: usize = 64;

/// What resolving looks things up in.
#[derive(Clone, Copy)]
struct View<'a> {
    keys: &'a Keys<'a>,
    corpus: &'a Corpus,
    homes: &'a [Vec<DebateId>],
}

/// The works whose keys a ref's target and speaker are, if they are any.
#[derive(Clone, Copy)]
struct KnownWorks {
    target: Option<WorkId>,
    speaker: Option<WorkId>,
}

/// A ref with the texts that it refers to.
#[derive(Clone, Copy)]
struct Saying<'a> {
    texts: &'a FinishedTexts,
    annotation: &'a AnnotationDraft,
    known: KnownWorks,
}

impl<'a> View<'a> {
    /// The sayings of refs.
    fn sayings<'s>(self, texts: &'s FinishedTexts, refs: &'s [AnnotationDraft]) -> Vec<Saying<'s>> {
        let known = self.known_works(texts, refs);
        let one = |(annotation, known)| Saying { texts, annotation, known };
        refs.iter().zip(known).map(one).collect()
    }

    /// The works that refs name, looked up together.
    fn known_works(self, texts: &FinishedTexts, refs: &[AnnotationDraft]) -> Vec<KnownWorks> {
        let text = |word: &WordDraft| word.text(&self.corpus.sources, texts);
        let words = refs.iter().flat_map(|one| {
            let may_be_work = matches!(one.kind, AnnotationKind::Relation(..) | AnnotationKind::Version(..));
            [may_be_work.then(|| text(&one.target)), one.evidence.by.as_ref().map(text)]
        });
        let works = self.keys.each(words);
        works.chunks_exact(2).map(|pair| KnownWorks { target: pair[0], speaker: pair[1] }).collect()
    }

    fn home(self, span: Span) -> &'a [DebateId] {
        self.homes.get(span.file.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Adds the nearest keys to the problems that want them, and reports cited keys that are nearly an entry's.
fn add_nearest(
    keys: &Keys<'_>,
    resolved: &mut Resolved,
    corpus_size: usize,
    numbered_files: &FxHashSet<FileId>,
) {
    let wanting = resolved.problems.iter_mut().filter(|problem| problem.misspelt.is_some());
    for problem in wanting.take(NEAREST_LIMIT) {
        let Some((key, wanted)) = &problem.misspelt else { continue };
        let near = keys.nearest(key, *wanted);
        if !near.is_empty() {
            let list = near.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            problem.diagnostic.hint = Some(format!("did you mean {list}?"));
        }
    }
    let typed = resolved.outside.iter().filter(|(_, _, span)| !numbered_files.contains(&span.file));
    let mut cited: Vec<(&str, Span)> = typed.map(|(_, key, span)| (key.as_ref(), *span)).collect();
    cited.sort();
    cited.dedup_by_key(|(key, _)| *key);
    let mut reported = Vec::new();
    let limit = (COMPARISONS / corpus_size.max(1)).max(NEAREST_LIMIT);
    for (key, span) in cited.into_iter().take(limit) {
        if let Some(near) = keys.nearest_work(key) {
            let message = format!("`{key}` is cited but has no entry");
            let diagnostic = Diagnostic::new(Rule::DanglingCitation, span, message)
                .with_hint(format!("did you mean `{near}`?"));
            reported.push(Problem { diagnostic, misspelt: None });
        }
    }
    resolved.problems.append(&mut reported);
}

impl Resolved {
    /// Room for what a block says, as a rule: lists that grow are copied.
    fn with_room(said: &Said) -> Self {
        let count =
            |is: fn(AnnotationKind) -> bool| said.annotations.iter().filter(|one| is(one.kind)).count();
        Self {
            stances: Vec::with_capacity(count(|kind| kind == AnnotationKind::Position)),
            assertions: Vec::with_capacity(count(|kind| matches!(kind, AnnotationKind::Claim(_)))),
            responses: Vec::with_capacity(count(|kind| matches!(kind, AnnotationKind::Relation(..)))),
            citations: Vec::with_capacity(said.cites.len()),
            ..Self::default()
        }
    }

    /// What the works of a block say.
    fn of(view: View<'_>, said: &Said, overlaid: &FxHashMap<WorkId, Vec<Part>>) -> Self {
        let mut resolved = Self::with_room(said);
        let texts = &said.texts;
        let keys: Vec<&str> =
            said.cites.iter().map(|cited| cited.text(&view.corpus.sources, texts)).collect();
        let cited = view.keys.each(keys.iter().map(|&key| Some(key)));
        let sayings = view.sayings(texts, &said.annotations);
        for (index, refs) in said.refs.iter().enumerate() {
            let work = WorkId::new(said.first.index() + index);
            match overlaid.get(&work) {
                Some(parts) => resolved.overlaid(view, work, parts),
                None => {
                    let range = refs.cites.start as usize..refs.cites.end as usize;
                    let found = said.cites_of(refs).iter().zip(&keys[range.clone()]).zip(&cited[range]);
                    for ((citation, key), &to) in found {
                        resolved.cited(view, work, citation.span, key, to);
                    }
                    let range = refs.annotations.start as usize..refs.annotations.end as usize;
                    resolved.work(view, work, &sayings[range]);
                }
            }
        }
        resolved
    }

    /// What a work with overlays says.
    fn overlaid(&mut self, view: View<'_>, work: WorkId, parts: &[Part]) {
        for part in parts {
            for citation in &part.cites {
                let key = citation.text(&view.corpus.sources, &part.texts);
                self.cited(view, work, citation.span, key, view.keys.work(key));
            }
        }
        let sayings: Vec<Saying<'_>> =
            parts.iter().flat_map(|part| view.sayings(&part.texts, &part.annotations)).collect();
        self.work(view, work, &sayings);
    }

    /// Appends all parts, with room made once: lists that grow are copied.
    fn append_all(&mut self, parts: Vec<Self>) {
        self.stances.reserve(parts.iter().map(|part| part.stances.len()).sum());
        self.assertions.reserve(parts.iter().map(|part| part.assertions.len()).sum());
        self.responses.reserve(parts.iter().map(|part| part.responses.len()).sum());
        self.citations.reserve(parts.iter().map(|part| part.citations.len()).sum());
        parts.into_iter().for_each(|part| self.append(part));
    }

    fn append(&mut self, mut part: Self) {
        self.stances.append(&mut part.stances);
        self.assertions.append(&mut part.assertions);
        self.responses.append(&mut part.responses);
        self.oppositions.append(&mut part.oppositions);
        self.citations.append(&mut part.citations);
        self.versions.append(&mut part.versions);
        self.cases.append(&mut part.cases);
        self.outside.append(&mut part.outside);
        self.problems.append(&mut part.problems);
    }

    /// Makes works of the cited keys that have none, and hands everything over.
    fn finish(mut self, corpus: &mut Corpus, diagnostics: &mut Vec<Diagnostic>) {
        self.outside.sort_by(|a, b| (&a.1, a.0, a.2).cmp(&(&b.1, b.0, b.2)));
        // Their keys share one text.
        let mut texts = Texts::default();
        let works = || self.outside.chunk_by(|a, b| a.1 == b.1);
        let keys: Vec<Option<TextRange>> = works().map(|same| texts.add(&same[0].1)).collect();
        let texts = texts.finished();
        for (same, key) in works().zip(keys) {
            let to = WorkId::new(corpus.works.len());
            let key = key.map_or_else(|| Text::from(&*same[0].1), |key| texts.text(key));
            corpus.works.push(super::records::outside(key, same[0].2));
            self.citations.extend(same.iter().map(|&(from, _, span)| Citation { from, to, span }));
        }
        self.citations.sort_by_key(|citation| (citation.from, citation.span));
        diagnostics.extend(self.problems.into_iter().map(|problem| problem.diagnostic));
        corpus.stances = self.stances;
        corpus.assertions = self.assertions;
        corpus.responses = self.responses;
        corpus.oppositions = self.oppositions;
        corpus.citations = self.citations;
        corpus.stated_merges = self.merges;
        self.versions.sort();
        self.versions.dedup_by_key(|version| (version.from, version.to, version.kind));
        corpus.versions = self.versions;
        self.cases
            .sort_by(|a, b| (a.work, &a.name, a.evidence.span).cmp(&(b.work, &b.name, b.evidence.span)));
        corpus.cases = self.cases;
    }

    /// That a work is another record of the work of a key.
    fn same_as(&mut self, view: View<'_>, work: WorkId, same: WordDraft, texts: &FinishedTexts) {
        let key = same.text(&view.corpus.sources, texts);
        match view.keys.work(key) {
            Some(same) if same != work => self.merges.push((same, work)),
            Some(_) => {
                let message = "an entry is no other record of itself".to_owned();
                self.problem(
                    Rule::DanglingTarget,
                    same.span,
                    message,
                    Some("name the other entry".to_owned()),
                );
            }
            None => {
                let message = format!("no work has the key `{key}`");
                let hint = "name the entry that this one is another record of".to_owned();
                self.problem(Rule::DanglingTarget, same.span, message, Some(hint));
            }
        }
    }

    fn cited(&mut self, view: View<'_>, from: WorkId, span: Span, key: &str, to: Option<WorkId>) {
        match to {
            Some(to) => self.citations.push(Citation { from, to, span }),
            None => self.cited_elsewhere(view, from, key, span),
        }
    }

    /// Everything that one work says of debates. Positions come first: they tell the debates that its other
    /// refs are about.
    fn work(&mut self, view: View<'_>, work: WorkId, sayings: &[Saying<'_>]) {
        let is_position = |one: &&Saying<'_>| one.annotation.kind == AnnotationKind::Position;
        let mut own = std::mem::take(&mut self.own);
        own.clear();
        for &one in sayings.iter().filter(is_position) {
            let target = self.target(view, one, &[], Wanted::Position);
            if let Some(Entity::Position(position)) = target {
                own.extend(view.keys.debate_of(Entity::Position(position)));
                self.case_of_facets(view, work, one);
                let evidence = self.evidence(view, one);
                self.stances.push(Stance { work, position, evidence });
            }
        }
        own.sort();
        own.dedup();
        for &one in sayings.iter().filter(|one| !is_position(one)) {
            self.case_of_facets(view, work, one);
            self.statement(view, Entity::Work(work), one, &own);
        }
        self.own = own;
    }

    /// A cited key that no entry of a work has.
    fn cited_elsewhere(&mut self, view: View<'_>, work: WorkId, key: &str, span: Span) {
        let context = Context { own: &[], home: view.home(span) };
        match view.keys.resolve(key, None, context, Wanted::Any) {
            Resolution::Found(declared) | Resolution::Ambiguous(declared, _) => {
                let message = format!("`{key}` is a {}, and only works are cited", declared.kind());
                let hint = "write discusses, or another relation".to_owned();
                self.problem(Rule::MisplacedField, span, message, Some(hint));
            }
            Resolution::Missing => self.outside.push((work, key.into(), span)),
        }
    }

    /// An assertion, denial or response of a work, position or claim.
    fn statement(&mut self, view: View<'_>, from: Entity, one: Saying<'_>, own: &[DebateId]) {
        let Saying { texts, annotation, .. } = one;
        match annotation.kind {
            AnnotationKind::Claim(attitude) => {
                if let Some(Entity::Claim(claim)) = self.target(view, one, own, Wanted::Claim) {
                    let evidence = self.evidence(view, one);
                    self.assertions.push(Assertion { holder: from, claim, attitude, evidence });
                }
            }
            AnnotationKind::Opposes => {
                let to = self.target(view, one, own, Wanted::Position);
                if let (Entity::Position(from), Some(Entity::Position(to))) = (from, to) {
                    let evidence = self.evidence(view, one);
                    self.oppositions.push(Opposition { from, to, evidence });
                }
            }
            AnnotationKind::Relation(relation, direction) => {
                let Some(target) = self.target(view, one, own, Wanted::Any) else {
                    return;
                };
                let rare = annotation.evidence.rare.as_deref();
                let (via, date) = rare.map_or((None, None), |rare| (rare.via, rare.date));
                let via =
                    via.and_then(|via| match self.resolve_key(view, texts, via, None, own, Wanted::Claim) {
                        Some(Entity::Claim(claim)) => Some(claim),
                        _ => None,
                    });
                let (from, to) = match direction {
                    Direction::Forward => (from, target),
                    Direction::Inverse => (target, from),
                };
                if from == to {
                    let target_key = annotation.target.text(&view.corpus.sources, texts);
                    let message = format!("`{target_key}` {} itself", view.corpus.relation(relation).label);
                    let hint = "name the one that it responds to".to_owned();
                    self.problem(Rule::SelfResponse, annotation.target.span, message, Some(hint));
                    return;
                }
                // `cites` is untyped, in whichever direction and form it is written.
                if let (Entity::Work(from), Entity::Work(to)) = (from, to)
                    && view.corpus.relations.is_citation(relation)
                {
                    self.citations.push(Citation { from, to, span: annotation.evidence.span });
                    return;
                }
                let on = annotation.evidence.on.map(|on| texts.text(on));
                let evidence = self.evidence(view, one);
                self.responses.push(Response { from, to, relation, on, via, date, evidence });
            }
            AnnotationKind::Version(kind, direction) => {
                let other = self.target(view, one, own, Wanted::Any);
                if let (Entity::Work(work), Some(Entity::Work(other))) = (from, other)
                    && work != other
                {
                    let (from, to) = match direction {
                        Direction::Forward => (work, other),
                        Direction::Inverse => (other, work),
                    };
                    self.versions.push(Version { from, to, kind, span: annotation.evidence.span });
                }
            }
            _ => {}
        }
    }

    fn response_entry(&mut self, view: View<'_>, texts: &FinishedTexts, draft: ResponseDraft) {
        let from = draft.from;
        let known = view.keys.work(from.text(&view.corpus.sources, texts));
        let Some(from) = self.resolve_key(view, texts, from, known, &[], Wanted::Any) else { return };
        let own: Vec<DebateId> = view.keys.debate_of(from).into_iter().collect();
        let annotation = AnnotationDraft {
            kind: AnnotationKind::Relation(draft.relation, draft.direction),
            target: draft.to,
            evidence: draft.evidence,
        };
        self.check_items(view, &annotation);
        for one in view.sayings(texts, std::slice::from_ref(&annotation)) {
            self.statement(view, from, one, &own);
        }
    }

    /// The facets in a ref's brackets, as a case of the work: that of a `case`, one named after what another
    /// ref is about, or the nameless one of the entry's own fields.
    fn case_of_facets(&mut self, view: View<'_>, work: WorkId, one: Saying<'_>) {
        let Saying { texts, annotation, .. } = one;
        let is_case = annotation.kind == AnnotationKind::Case;
        if annotation.evidence.facets().is_empty() && !is_case {
            return;
        }
        let values = self.check_items(view, annotation);
        if !values.is_empty() || is_case {
            let own = annotation.kind == AnnotationKind::OwnFacets;
            let name = (!own).then(|| annotation.target.text(&view.corpus.sources, texts).into());
            let evidence = self.evidence(view, one);
            self.cases.push(Case { work, name, values, evidence });
        }
    }

    /// The facets in a ref's brackets; names that are no facet are reported.
    fn check_items(&mut self, view: View<'_>, annotation: &AnnotationDraft) -> Vec<(FacetId, Box<str>)> {
        let facets = &view.corpus.facets;
        let mut values = Vec::new();
        for (facet, value) in annotation.evidence.facets() {
            if let Ok(index) = facets.binary_search_by(|known| known.name.as_ref().cmp(&facet.text)) {
                values.push((FacetId::new(index), value.clone()));
            } else if annotation.kind != AnnotationKind::OwnFacets {
                let items = ["on", "via", "by", "quote", "confidence", "date"].into_iter();
                let near = nearest(&facet.text, items.chain(facets.iter().map(|facet| facet.name.as_ref())));
                let hint = match near.first() {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("name it in the debate: facets = {{…, {}}}", facet.text),
                };
                let message =
                    format!("`{}` is neither an item of the grammar nor a facet of a debate", facet.text);
                self.problem(Rule::UnknownItem, facet.span, message, Some(hint));
            }
        }
        values
    }

    fn evidence(&mut self, view: View<'_>, one: Saying<'_>) -> Evidence {
        let Saying { texts, annotation, known } = one;
        let draft = &annotation.evidence;
        let speaker = match draft.by {
            None => Speaker::Itself,
            Some(by) => match known.speaker {
                Some(work) => Speaker::Work(work),
                None => {
                    let name = by.text(&view.corpus.sources, texts);
                    let message = format!("`{name}`, who is said to say so, is no work of the corpus");
                    self.problems.push(Problem {
                        diagnostic: Diagnostic::new(Rule::UnknownSpeaker, by.span, message)
                            .with_hint(format!("add the entry: @misc{{{name}, title = {{…}}}}")),
                        misspelt: Some((name.into(), Wanted::Any)),
                    });
                    Speaker::Named(name.into())
                }
            },
        };
        Evidence {
            speaker,
            place: draft.place.map(|place| texts.text(place)),
            locator: draft.locator.map(|locator| texts.text(locator)),
            quote: draft.rare.as_ref().and_then(|rare| rare.quote).map(|quote| texts.text(quote)),
            confidence: draft.confidence,
            span: draft.span,
            field: draft.field,
        }
    }

    fn target(
        &mut self,
        view: View<'_>,
        one: Saying<'_>,
        own: &[DebateId],
        wanted: Wanted,
    ) -> Option<Entity> {
        self.resolve_key(view, one.texts, one.annotation.target, one.known.target, own, wanted)
    }

    /// What a word means; `known` is the work of this key.
    fn resolve_key(
        &mut self,
        view: View<'_>,
        texts: &FinishedTexts,
        word: WordDraft,
        known: Option<WorkId>,
        own: &[DebateId],
        wanted: Wanted,
    ) -> Option<Entity> {
        let (key, span) = (word.text(&view.corpus.sources, texts), word.span);
        match view.keys.resolve(key, known, Context { own, home: view.home(span) }, wanted) {
            Resolution::Found(entity) => Some(entity),
            Resolution::Ambiguous(best, others) => {
                let name = |entity: Entity| format!("the {} `{}`", entity.kind(), view.corpus.key(entity));
                let others: Vec<String> = others.into_iter().map(name).collect();
                let message = format!(
                    "`{key}` may be {} or {}; it is read as the first",
                    name(best),
                    others.join(" or ")
                );
                let hint = "write debate:key, or give one of them another key".to_owned();
                self.problem(Rule::AmbiguousKey, span, message, Some(hint));
                Some(best)
            }
            Resolution::Missing => {
                self.missing(key, span, wanted);
                None
            }
        }
    }

    fn missing(&mut self, key: &str, span: Span, wanted: Wanted) {
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
        let diagnostic =
            Diagnostic::new(rule, span, format!("no {what} has the key `{key}`")).with_hint(declare);
        self.problems.push(Problem { diagnostic, misspelt: Some((key.into(), wanted)) });
    }

    fn problem(&mut self, rule: Rule, span: Span, message: String, hint: Option<String>) {
        self.problems.push(Problem { diagnostic: Diagnostic { span, rule, message, hint }, misspelt: None });
    }
}
