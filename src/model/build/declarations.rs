//! Debates, positions, claims and events out of their entries.

use std::collections::BTreeSet;
use std::ops::Deref;

use rustc_hash::FxHashMap;

use super::file_and_line;
use crate::diagnostic::{Diagnostic, FileId, Rule, SourceFile, Span};
use crate::model::corpus::nearest;
use crate::model::{
    AnnotationDraft, AnnotationKind, Claim, ClaimId, Debate, DebateId, DeclarationDraft, DeclarationKind,
    Entity, Event, Facet, FacetId, FinishedTexts, Position, PositionId,
};

/// A declaration with the texts that it refers to.
pub(super) struct Declaration {
    pub(super) draft: DeclarationDraft,
    pub(super) texts: FinishedTexts,
}

impl Deref for Declaration {
    type Target = DeclarationDraft;

    fn deref(&self) -> &DeclarationDraft {
        &self.draft
    }
}

/// What the files declare, and the refs of declarations that are still to be resolved.
pub(super) struct Declared {
    pub(super) debates: Vec<Debate>,
    pub(super) positions: Vec<Position>,
    pub(super) claims: Vec<Claim>,
    pub(super) events: Vec<Event>,
    pub(super) facets: Vec<Facet>,
    pub(super) refs: Vec<(Entity, FinishedTexts, Vec<AnnotationDraft>)>,
    pub(super) shared_keys: BTreeSet<Box<str>>,
}

struct Scope<'a> {
    sources: &'a [SourceFile],
    debates: FxHashMap<Box<str>, DebateId>,
    of_file: &'a FxHashMap<FileId, Vec<Box<str>>>,
}

impl Scope<'_> {
    /// The debate that a declaration names, else the only one of its file, else the only one of all.
    fn debate_of(&self, draft: &Declaration, diagnostics: &mut Vec<Diagnostic>) -> Option<DebateId> {
        if let Some(named) = named(draft, AnnotationKind::Debate) {
            let target = named.target.text(self.sources, &draft.texts);
            let found = self.debates.get(target).copied();
            if found.is_none() {
                let near = nearest(target, self.debates.keys().collect::<BTreeSet<_>>().into_iter());
                let hint = match near.first() {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("declare it: @debate{{{target}, title = {{…}}}}"),
                };
                let message = format!("no entry declares the debate `{target}`");
                diagnostics.push(
                    Diagnostic::new(Rule::UndeclaredDebate, named.target.span, message).with_hint(hint),
                );
            }
            return found;
        }
        match self.of_file.get(&draft.heading.span.file).map(Vec::as_slice) {
            Some([only]) => self.debates.get(only).copied(),
            _ if self.debates.len() == 1 => Some(DebateId::new(0)),
            _ => None,
        }
    }
}

fn named(draft: &Declaration, kind: AnnotationKind) -> Option<&AnnotationDraft> {
    draft.annotations.iter().find(|annotation| annotation.kind == kind)
}

/// The title, or the key where there is none.
fn title_of(draft: &Declaration, diagnostics: &mut Vec<Diagnostic>) -> Box<str> {
    if let Some(title) = &draft.title {
        return title.clone();
    }
    let message = format!("`{}` has no title, so figures show its key", draft.heading.key);
    diagnostics
        .push(Diagnostic::new(Rule::MissingTitle, draft.heading.key_span, message).with_hint("title = {…}"));
    draft.heading.key.clone()
}

impl Declared {
    pub(super) fn collect(
        drafts: Vec<Declaration>,
        of_file: &FxHashMap<FileId, Vec<Box<str>>>,
        facets: &[String],
        sources: &[SourceFile],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut this = Self {
            debates: Vec::new(),
            positions: Vec::new(),
            claims: Vec::new(),
            events: Vec::new(),
            facets: Vec::new(),
            refs: Vec::new(),
            shared_keys: BTreeSet::new(),
        };
        let mut scope = Scope { sources, debates: FxHashMap::default(), of_file };
        this.collect_debates(&drafts, facets, &mut scope, diagnostics);
        let positions = this.collect_positions(&drafts, &scope, diagnostics);
        this.join_positions(&positions, &scope, diagnostics);
        let kept: Vec<(usize, Entity)> =
            positions.iter().map(|&(draft, _, id)| (draft, Entity::Position(id))).collect();
        let mut kept = [kept, this.collect_claims_and_events(&drafts, &scope, diagnostics)].concat();
        kept.sort();
        this.find_shared_keys();
        let mut owners = kept.into_iter().peekable();
        for (index, draft) in drafts.into_iter().enumerate() {
            if let Some((_, entity)) = owners.next_if(|(owner, _)| *owner == index) {
                let Declaration { draft, texts } = draft;
                let refs = draft.annotations.into_iter();
                let refs = refs.filter(|annotation| is_statement(annotation.kind)).collect();
                this.refs.push((entity, texts, refs));
            }
        }
        this
    }

    fn find_shared_keys(&mut self) {
        let mut seen: BTreeSet<(DeclarationKind, &str)> = BTreeSet::new();
        let positions =
            self.positions.iter().map(|position| (DeclarationKind::Position, position.key.as_ref()));
        let claims = self.claims.iter().map(|claim| (DeclarationKind::Claim, claim.key.as_ref()));
        let shared = positions.chain(claims).filter(|name| !seen.insert(*name)).map(|(_, key)| key.into());
        self.shared_keys = shared.collect();
    }

    fn collect_debates(
        &mut self,
        drafts: &[Declaration],
        more_facets: &[String],
        scope: &mut Scope<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let debates = || drafts.iter().filter(|draft| draft.kind == DeclarationKind::Debate);
        let facet_refs = || {
            debates().flat_map(|draft| {
                let facets = draft.annotations.iter().filter(|a| a.kind == AnnotationKind::Facet);
                facets.map(|facet| facet.target.text(scope.sources, &draft.texts))
            })
        };
        let mut names: Vec<Box<str>> = facet_refs().map(|facet| facet.to_lowercase().into()).collect();
        names.extend(more_facets.iter().map(|facet| facet.trim().to_lowercase().into()));
        names.sort();
        names.dedup();
        self.facets = names.iter().map(|name| Facet { name: name.clone() }).collect();
        for draft in debates() {
            let id = DebateId::new(self.debates.len());
            if let Some(first) = scope.debates.get(&draft.heading.key) {
                duplicate(draft, self.debates[first.index()].span, scope.sources, diagnostics);
                continue;
            }
            scope.debates.insert(draft.heading.key.clone(), id);
            let facets = draft
                .annotations
                .iter()
                .filter(|annotation| annotation.kind == AnnotationKind::Facet)
                .filter_map(|annotation| {
                    let name = annotation.target.text(scope.sources, &draft.texts).to_lowercase();
                    names.binary_search_by(|known| known.as_ref().cmp(&name)).ok().map(FacetId::new)
                })
                .collect();
            self.debates.push(Debate {
                key: draft.heading.key.clone(),
                title: title_of(draft, diagnostics),
                facets,
                span: draft.heading.span,
            });
        }
    }

    /// Adds the positions without their tree; returns them with their drafts' numbers.
    fn collect_positions<'a>(
        &mut self,
        drafts: &'a [Declaration],
        scope: &Scope<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<(usize, &'a Declaration, PositionId)> {
        let mut collected: Vec<(usize, &Declaration, PositionId)> = Vec::new();
        let mut by_key: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (index, draft) in drafts.iter().enumerate() {
            if draft.kind != DeclarationKind::Position {
                continue;
            }
            // A position with a parent may leave its debate to the parent.
            let debate = match (named(draft, AnnotationKind::Debate), named(draft, AnnotationKind::Parent)) {
                (None, Some(parent)) => {
                    let target = parent.target.text(scope.sources, &draft.texts);
                    let debate = target.split_once(':').map(|(debate, _)| debate);
                    debate.and_then(|debate| scope.debates.get(debate)).copied()
                }
                _ => scope.debate_of(draft, diagnostics),
            };
            let file = draft.heading.span.file;
            let twin = by_key.entry(&draft.heading.key).or_default().iter().copied().find(|&known| {
                let known: &Position = &self.positions[known];
                known.debate == debate && (debate.is_some() || known.span.file == file)
            });
            if let Some(twin) = twin {
                duplicate(draft, self.positions[twin].span, scope.sources, diagnostics);
                continue;
            }
            by_key.entry(&draft.heading.key).or_default().push(self.positions.len());
            collected.push((index, draft, PositionId::new(self.positions.len())));
            self.positions.push(Position {
                key: draft.heading.key.clone(),
                title: title_of(draft, diagnostics),
                debate,
                parent: None,
                span: draft.heading.span,
            });
        }
        collected
    }

    fn join_positions(
        &mut self,
        positions: &[(usize, &Declaration, PositionId)],
        scope: &Scope<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut by_key: FxHashMap<Box<str>, Vec<usize>> = FxHashMap::default();
        for (index, position) in self.positions.iter().enumerate() {
            by_key.entry(position.key.clone()).or_default().push(index);
        }
        for &(_, draft, id) in positions {
            if let Some(parent) = named(draft, AnnotationKind::Parent) {
                match self.find_position(parent.target.text(scope.sources, &draft.texts), id, &by_key, scope)
                {
                    Some(found) => self.positions[id.index()].parent = Some(found),
                    None => diagnostics.push(self.undeclared(parent, &draft.texts, scope)),
                }
            }
        }
        self.break_cycles(positions, diagnostics);
        self.inherit_debates();
        for &(_, draft, id) in positions {
            let inherited = self.positions[id.index()].debate;
            let debate = inherited.or_else(|| match named(draft, AnnotationKind::Debate) {
                None => scope.debate_of(draft, diagnostics),
                Some(_) => None,
            });
            self.positions[id.index()].debate = debate;
            if debate.is_none() && named(draft, AnnotationKind::Debate).is_none() {
                let message = format!("the position `{}` belongs to no debate", draft.heading.key);
                let hint = "add debate = {…} or parent = {…}, and declare it: @debate{…, title = {…}}";
                diagnostics.push(
                    Diagnostic::new(Rule::PositionWithoutDebate, draft.heading.key_span, message)
                        .with_hint(hint),
                );
            }
        }
    }

    /// A position named from another: of its debate or file first.
    fn find_position(
        &self,
        key: &str,
        from: PositionId,
        by_key: &FxHashMap<Box<str>, Vec<usize>>,
        scope: &Scope<'_>,
    ) -> Option<PositionId> {
        let here = &self.positions[from.index()];
        let (debate, bare) = match key.split_once(':').map(|(debate, bare)| (scope.debates.get(debate), bare))
        {
            Some((Some(&debate), bare)) => (Some(debate), bare),
            _ => (None, key),
        };
        let mut hits = by_key.get(bare).cloned().unwrap_or_default();
        if let Some(debate) = debate {
            hits.retain(|&index| self.positions[index].debate == Some(debate));
        }
        let rank = |index: usize| {
            let position = &self.positions[index];
            let same_debate = position.debate.is_some() && position.debate == here.debate;
            (!same_debate, position.span.file != here.span.file, index)
        };
        hits.into_iter().min_by_key(|&index| rank(index)).map(PositionId::new)
    }

    fn undeclared(&self, at: &AnnotationDraft, texts: &FinishedTexts, scope: &Scope<'_>) -> Diagnostic {
        let target = at.target.text(scope.sources, texts);
        let near = nearest(target, self.positions.iter().map(|position| &position.key));
        let hint = match near.first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("declare it: @position{{{target}, debate = {{…}}, title = {{…}}}}"),
        };
        let message = format!("no entry declares the position `{target}`");
        Diagnostic::new(Rule::UndeclaredPosition, at.target.span, message).with_hint(hint)
    }

    /// Takes one parent out of every circle; each position is walked over once.
    fn break_cycles(
        &mut self,
        positions: &[(usize, &Declaration, PositionId)],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut walk_of: Vec<Option<usize>> = vec![None; self.positions.len()];
        for (walk, &(_, _, start)) in positions.iter().enumerate() {
            let mut at = Some(start);
            while let Some(id) = at.filter(|id| walk_of[id.index()].is_none()) {
                walk_of[id.index()] = Some(walk);
                at = self.positions[id.index()].parent;
            }
            // A walk that meets itself has gone round a circle.
            if let Some(id) = at.filter(|id| walk_of[id.index()] == Some(walk)) {
                self.positions[id.index()].parent = None;
                let draft = positions[id.index()].1;
                let message = format!("the position `{}` is its own ancestor", draft.heading.key);
                diagnostics.push(
                    Diagnostic::new(Rule::PositionCycle, draft.heading.key_span, message)
                        .with_hint("take one parent = {…} out of the circle"),
                );
            }
        }
    }

    /// Gives every position the debate of the nearest ancestor that has one.
    fn inherit_debates(&mut self) {
        let mut walked = vec![false; self.positions.len()];
        for start in 0..self.positions.len() {
            let mut path = Vec::new();
            let mut at = Some(start);
            while let Some(index) =
                at.filter(|&index| self.positions[index].debate.is_none() && !walked[index])
            {
                walked[index] = true;
                path.push(index);
                at = self.positions[index].parent.map(PositionId::index);
            }
            let debate = at.and_then(|index| self.positions[index].debate);
            for index in path.into_iter().filter(|_| debate.is_some()) {
                self.positions[index].debate = debate;
            }
        }
    }

    fn collect_claims_and_events(
        &mut self,
        drafts: &[Declaration],
        scope: &Scope<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<(usize, Entity)> {
        let mut kept = Vec::new();
        let mut seen: FxHashMap<(DeclarationKind, Box<str>, Option<DebateId>), Span> = FxHashMap::default();
        for (index, draft) in drafts.iter().enumerate() {
            if !matches!(draft.kind, DeclarationKind::Claim | DeclarationKind::Event) {
                continue;
            }
            let debate = scope.debate_of(draft, diagnostics);
            let key = draft.heading.key.clone();
            if let Some(&first) = seen.get(&(draft.kind, key.clone(), debate)) {
                duplicate(draft, first, scope.sources, diagnostics);
                continue;
            }
            seen.insert((draft.kind, key.clone(), debate), draft.heading.span);
            let title = title_of(draft, diagnostics);
            let span = draft.heading.span;
            if draft.kind == DeclarationKind::Claim {
                kept.push((index, Entity::Claim(ClaimId::new(self.claims.len()))));
                self.claims.push(Claim { key, title, debate, span });
            } else {
                self.events.push(Event { key, title, date: draft.date, debate, span });
            }
        }
        kept
    }
}

fn is_statement(kind: AnnotationKind) -> bool {
    matches!(kind, AnnotationKind::Relation(..) | AnnotationKind::Claim(_) | AnnotationKind::Opposes)
}

fn duplicate(draft: &Declaration, first: Span, sources: &[SourceFile], diagnostics: &mut Vec<Diagnostic>) {
    let key = &draft.heading.key;
    let first = file_and_line(sources, first);
    let message = format!("`{key}` is declared twice in its debate: the first, at {first}, is kept");
    diagnostics.push(
        Diagnostic::new(Rule::DuplicateKey, draft.heading.key_span, message)
            .with_hint("give it a key of its own, or join the two"),
    );
}
