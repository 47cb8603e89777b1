//! One entry of BibTeX into what it says: a work, an overlay, a declaration or a response.

use std::ops::Range;

use super::fields::{FieldMeaning, FieldNames};
use super::latex::to_unicode;
use super::raw::{RawEntry, RawField, RawValue, fold_white_space};
use super::refs::{Origin, Ref, parse_list};
use super::{date, identifier, names};
use crate::diagnostic::{Diagnostic, FileId, Rule, Span};
use crate::model::{
    AnnotationDraft, AnnotationKind, CitationDraft, Confidence, Contribution, Date, DeclarationDraft,
    DeclarationKind, Draft, EvidenceDraft, FieldDraft, FieldText, Heading, ItemDraft, ResponseDraft,
    WorkDraft, WorkRole,
};

/// The result of one entry. An entry that cannot be used is `None`, with an error among the diagnostics.
pub(super) struct Converted {
    pub(super) draft: Option<Draft>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What conversion depends on.
pub(super) struct Converter<'a> {
    pub(super) file: FileId,
    pub(super) names: &'a FieldNames,
}

struct Entry<'e, 't> {
    raw: &'e RawEntry<'t>,
    file: FileId,
}

impl<'e, 't> Entry<'e, 't> {
    fn span(&self, range: &Range<u32>) -> Span {
        Span::new(self.file, range.start, range.end)
    }

    fn heading(&self) -> Heading {
        Heading {
            key: self.raw.key.replace("\\_", "_").into(),
            key_span: self.span(&self.raw.key_span),
            span: self.span(&self.raw.span),
        }
    }

    fn origin(&self, field: &RawField<'_>) -> Origin {
        match field.value {
            RawValue::Literal(_) => Origin::Exact { file: self.file, start: field.value_span.start },
            RawValue::Composed(_) => Origin::Whole(self.span(&field.value_span)),
        }
    }

    fn first(&self, name: &str) -> Option<&'e RawField<'t>> {
        self.raw.fields.iter().find(|field| field.name.trim().eq_ignore_ascii_case(name))
    }

    /// The first field of this name that is not empty, in Unicode.
    fn text(&self, name: &str) -> Option<Box<str>> {
        let text = to_unicode(self.first(name)?.value.as_str());
        let text = text.trim();
        (!text.is_empty()).then(|| text.into())
    }
}

impl Converter<'_> {
    /// What an entry says.
    pub(super) fn convert(&self, raw: &RawEntry<'_>) -> Converted {
        let entry = Entry { raw, file: self.file };
        let mut diagnostics = Vec::new();
        let kind = match raw.kind.to_ascii_lowercase().as_str() {
            "debate" => Some(DeclarationKind::Debate),
            "position" => Some(DeclarationKind::Position),
            "claim" => Some(DeclarationKind::Claim),
            "event" => Some(DeclarationKind::Event),
            "xdata" => {
                let draft = self.work(&entry, &mut diagnostics);
                return Converted { draft: Some(Draft::Data(Box::new(draft))), diagnostics };
            }
            "response" => {
                let draft = self.response(&entry, &mut diagnostics);
                return Converted { draft: draft.map(|draft| Draft::Response(Box::new(draft))), diagnostics };
            }
            _ => None,
        };
        let draft = match kind {
            Some(kind) => self.declaration(&entry, kind, &mut diagnostics).map(|d| Draft::Declaration(Box::new(d))),
            None => Some(Draft::Work(Box::new(self.work(&entry, &mut diagnostics)))),
        };
        Converted { draft, diagnostics }
    }

    fn work(&self, entry: &Entry<'_, '_>, diagnostics: &mut Vec<Diagnostic>) -> WorkDraft {
        let mut annotations = Vec::new();
        let mut cites = Vec::new();
        let mut loose = Vec::new();
        let mut is_described = false;
        for field in &entry.raw.fields {
            match self.names.meaning(field.name) {
                FieldMeaning::Bibliographic => is_described = true,
                FieldMeaning::Annotation(kind) => self.list(entry, field, kind, &mut annotations, diagnostics),
                FieldMeaning::Cites => citations(entry, field, &mut cites, diagnostics),
                FieldMeaning::Keywords => {
                    is_described |= !self.keywords(entry, field, &mut annotations, &mut cites, diagnostics);
                }
                FieldMeaning::Notes => {
                    is_described = true;
                    self.extras(entry, field, &mut annotations, &mut cites, diagnostics);
                }
                FieldMeaning::Related => self.related(entry, field, &mut annotations, diagnostics),
                FieldMeaning::Unknown(near) => {
                    if let Some(near) = near.filter(|_| looks_like_refs(field.value.as_str())) {
                        let name = field.name.trim();
                        let message = format!("`{name}` is no relation, and its value looks like a list of keys");
                        diagnostics.push(
                            Diagnostic::new(Rule::UnknownRelation, entry.span(&field.name_span), message)
                                .with_hint(format!("did you mean `{near}`?")),
                        );
                    }
                    loose.push(field);
                }
            }
        }
        let is_annotated = !annotations.is_empty() || !cites.is_empty();
        let role = if is_annotated && !is_described { WorkRole::Overlay } else { WorkRole::Record };
        if role == WorkRole::Overlay && !loose.is_empty() {
            annotations.push(facets_of_overlay(entry, &loose));
        }
        let (list, contribution) = match entry.first("author").or_else(|| entry.first("authors")) {
            Some(field) => (Some(field), Contribution::Authors),
            None => (entry.first("editor"), Contribution::Editors),
        };
        let persons = list.map(|field| names::split_names(field.value.as_str()));
        let (names, has_unnamed_persons) = persons.map_or_else(Default::default, |list| {
            let unnamed = list.and_others == names::AndOthers::Yes;
            (list.names, unnamed)
        });
        let doi = entry.first("doi").and_then(|field| identifier::doi(field.value.as_str())).or_else(|| {
            let url = entry.first("url")?.value.as_str();
            url.contains("doi.org/").then(|| identifier::doi(url)).flatten()
        });
        let date = match role {
            WorkRole::Record => date_of(entry, diagnostics),
            WorkRole::Overlay => None,
        };
        WorkDraft {
            heading: entry.heading(),
            role,
            entry_type: entry.raw.kind.to_ascii_lowercase().into(),
            title: entry.text("title"),
            date,
            names,
            contribution,
            has_unnamed_persons,
            doi: doi.map(Into::into),
            fields: entry.raw.fields.iter().map(field_draft).collect(),
            inherited: Vec::new(),
            annotations,
            cites,
        }
    }

    /// Adds the refs of one field.
    fn list(
        &self,
        entry: &Entry<'_, '_>,
        field: &RawField<'_>,
        kind: AnnotationKind,
        annotations: &mut Vec<AnnotationDraft>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let name = entry.span(&field.name_span);
        let refs = parse_list(field.value.as_str(), entry.origin(field), name, diagnostics);
        annotations.extend(refs.into_iter().map(|one| annotation(kind, one)));
    }

    /// The annotation that `dz:name=ref` or `tex.name: ref` makes.
    fn named(
        &self,
        name: &str,
        name_span: Span,
        value: &str,
        origin: Origin,
        annotations: &mut Vec<AnnotationDraft>,
        cites: &mut Vec<CitationDraft>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let refs = parse_list(value, origin, name_span, diagnostics);
        match self.names.meaning(name) {
            FieldMeaning::Annotation(kind) => annotations.extend(refs.into_iter().map(|one| annotation(kind, one))),
            FieldMeaning::Cites => cites.extend(
                refs.into_iter().map(|one| CitationDraft { key: FieldText::Composed(one.key), span: one.key_span }),
            ),
            _ => {
                let hint = match self.names.nearest(&name.to_lowercase()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write position, asserts, denies, or a relation such as disputes".to_owned(),
                };
                let message = format!("`{name}` is neither a relation nor position, asserts or denies");
                diagnostics.push(Diagnostic::new(Rule::UnknownRelation, name_span, message).with_hint(hint));
            }
        }
    }

    /// The keyword form. Says whether nothing but annotations stood there.
    fn keywords(
        &self,
        entry: &Entry<'_, '_>,
        field: &RawField<'_>,
        annotations: &mut Vec<AnnotationDraft>,
        cites: &mut Vec<CitationDraft>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> bool {
        let text = field.value.as_str();
        if !text.contains("dz:") {
            return false;
        }
        let mut only = true;
        let mut depth = 0_usize;
        let mut start = 0;
        let ends = text.char_indices().filter_map(|(at, c)| {
            match c {
                '[' | '{' => depth += 1,
                ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            (depth == 0 && matches!(c, ',' | ';')).then_some(at)
        });
        for end in ends.chain(std::iter::once(text.len())) {
            let piece = &text[start..end];
            let at = start + (piece.len() - piece.trim_start().len());
            start = end + 1;
            let Some(rest) = piece.trim().strip_prefix("dz:") else {
                only &= piece.trim().is_empty();
                continue;
            };
            let origin = entry.origin(field);
            let Some(equals) = rest.find('=') else {
                diagnostics.push(
                    Diagnostic::new(
                        Rule::BadAnnotation,
                        origin.span(&(at..at + piece.trim().len())),
                        format!("`{}` has no `=`", piece.trim()),
                    )
                    .with_hint("write dz:relation=key"),
                );
                continue;
            };
            let name_at = at + "dz:".len();
            let value_at = name_at + equals + 1;
            let name_span = origin.span(&(name_at..name_at + equals));
            let value = &text[value_at..value_at + rest.len() - equals - 1];
            self.named(
                rest[..equals].trim(),
                name_span,
                value,
                shifted(origin, value_at),
                annotations,
                cites,
                diagnostics,
            );
        }
        only
    }

    /// Better BibTeX's lines `tex.disputes= key` or `tex.disputes: key` in notes.
    fn extras(
        &self,
        entry: &Entry<'_, '_>,
        field: &RawField<'_>,
        annotations: &mut Vec<AnnotationDraft>,
        cites: &mut Vec<CitationDraft>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let text = field.value.as_str();
        if !text.contains("tex.") {
            return;
        }
        let mut at = 0;
        for line in text.split_inclusive(['\n', '\r']) {
            let start = at + (line.len() - line.trim_start().len());
            at += line.len();
            let Some(rest) = line.trim().strip_prefix("tex.") else { continue };
            let Some(mark) = rest.find(['=', ':']) else { continue };
            // Better BibTeX passes any field on in this way; only annotations are ours.
            let name = rest[..mark].trim();
            let meaning = self.names.meaning(name);
            if !matches!(meaning, FieldMeaning::Annotation(_) | FieldMeaning::Cites) {
                continue;
            }
            let name_at = start + "tex.".len();
            let value_at = name_at + mark + 1;
            let origin = entry.origin(field);
            self.named(
                name,
                origin.span(&(name_at..name_at + name.len())),
                &rest[mark + 1..],
                shifted(origin, value_at),
                annotations,
                cites,
                diagnostics,
            );
        }
    }

    /// biblatex's `related`: a review of is a response, anything else is a neutral relation on its type.
    fn related(
        &self,
        entry: &Entry<'_, '_>,
        field: &RawField<'_>,
        annotations: &mut Vec<AnnotationDraft>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let kind = entry.text("relatedtype");
        let relation = if kind.as_deref() == Some("reviewof") { "reviews" } else { "citesasrelated" };
        let Some((relation, direction)) = self.names.relations().find(relation) else { return };
        let start = annotations.len();
        self.list(entry, field, AnnotationKind::Relation(relation, direction), annotations, diagnostics);
        for annotation in &mut annotations[start..] {
            annotation.evidence.on = annotation.evidence.on.take().or_else(|| kind.clone());
        }
    }

    fn declaration(
        &self,
        entry: &Entry<'_, '_>,
        kind: DeclarationKind,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<DeclarationDraft> {
        let heading = entry.heading();
        if heading.key.is_empty() {
            let word = entry.raw.kind.to_ascii_lowercase();
            diagnostics.push(
                Diagnostic::new(Rule::SyntaxError, heading.key_span, format!("this @{word} has no key"))
                    .with_hint(format!("@{word}{{key, title = {{…}}}}")),
            );
            return None;
        }
        let mut annotations = Vec::new();
        for field in &entry.raw.fields {
            let name = field.name.trim().to_ascii_lowercase();
            let kind = match (kind, name.as_str()) {
                (_, "title" | "date" | "year") => continue,
                (DeclarationKind::Debate, "facets") => AnnotationKind::Facet,
                (DeclarationKind::Position | DeclarationKind::Claim | DeclarationKind::Event, "debate") => {
                    AnnotationKind::Debate
                }
                (DeclarationKind::Position, "parent") => AnnotationKind::Parent,
                (DeclarationKind::Position, "opposes") => AnnotationKind::Opposes,
                _ => match self.names.meaning(&name) {
                    FieldMeaning::Annotation(kind @ (AnnotationKind::Relation(..) | AnnotationKind::Claim(_))) => kind,
                    FieldMeaning::Unknown(Some(near)) => {
                        let message = format!("`{name}` is no field of a @{}", entry.raw.kind.to_ascii_lowercase());
                        diagnostics.push(
                            Diagnostic::new(Rule::UnknownRelation, entry.span(&field.name_span), message)
                                .with_hint(format!("did you mean `{near}`?")),
                        );
                        continue;
                    }
                    _ => continue,
                },
            };
            self.list(entry, field, kind, &mut annotations, diagnostics);
        }
        let date = if kind == DeclarationKind::Event { date_of(entry, diagnostics) } else { None };
        Some(DeclarationDraft { kind, heading, title: entry.text("title"), date, annotations })
    }

    fn response(&self, entry: &Entry<'_, '_>, diagnostics: &mut Vec<Diagnostic>) -> Option<ResponseDraft> {
        let heading = entry.heading();
        let item = |name: &str| -> Option<ItemDraft> {
            let field = entry.first(name)?;
            let text = field.value.as_str().trim();
            let span = entry.span(&field.value_span);
            (!text.is_empty()).then(|| ItemDraft { text: text.replace("\\_", "_").into(), span })
        };
        let missing = |name: &str, diagnostics: &mut Vec<Diagnostic>| {
            let message = format!("this @response has no `{name}`");
            diagnostics.push(
                Diagnostic::new(Rule::SyntaxError, heading.span, message)
                    .with_hint("@response{key, from = {…}, relation = {disputes}, to = {…}}"),
            );
        };
        let (from, to, relation) = (item("from"), item("to"), item("relation"));
        for (name, found) in [("from", &from), ("to", &to), ("relation", &relation)] {
            if found.is_none() {
                missing(name, diagnostics);
                return None;
            }
        }
        let (from, to, relation) = (from?, to?, relation?);
        let Some((known, direction)) = self.names.relations().find(&relation.text) else {
            let hint = match self.names.nearest(&relation.text.to_lowercase()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write a CiTO relation such as disputes, supports, qualifies".to_owned(),
            };
            let message = format!("`{}` is no relation", relation.text);
            diagnostics.push(Diagnostic::new(Rule::UnknownRelation, relation.span, message).with_hint(hint));
            return None;
        };
        let field = entry.first("to").map_or(heading.span, |field| entry.span(&field.name_span));
        let mut evidence = empty_evidence(heading.span, field);
        let written = ["by", "on", "via", "quote", "confidence", "date"].iter().filter_map(|name| {
            entry.text(name).map(|text| format!("{name}={{{text}}}"))
        });
        let items: Vec<String> = written.chain(entry.text("locator").map(|text| format!("{{{text}}}"))).collect();
        let parsed = parse_list(&format!("x[{}]", items.join(";")), Origin::Whole(heading.span), field, diagnostics);
        if let Some(one) = parsed.into_iter().next() {
            evidence = one.evidence;
            evidence.span = heading.span;
        }
        Some(ResponseDraft { heading, from, to, relation: known, direction, evidence })
    }
}

fn annotation(kind: AnnotationKind, one: Ref) -> AnnotationDraft {
    AnnotationDraft { kind, target: one.key, target_span: one.key_span, evidence: one.evidence }
}

fn citations(
    entry: &Entry<'_, '_>,
    field: &RawField<'_>,
    cites: &mut Vec<CitationDraft>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let origin = entry.origin(field);
    let text = field.value.as_str();
    if text.contains(['[', '{']) {
        let refs = parse_list(text, origin, entry.span(&field.name_span), diagnostics);
        cites.extend(refs.into_iter().map(|one| CitationDraft { key: FieldText::Composed(one.key), span: one.key_span }));
        return;
    }
    let mut at = 0;
    for piece in text.split(',') {
        let start = at + (piece.len() - piece.trim_start().len());
        at += piece.len() + 1;
        let key = piece.trim();
        if key.is_empty() {
            continue;
        }
        let span = origin.span(&(start..start + key.len()));
        let key = match origin {
            Origin::Exact { .. } => FieldText::Source { start: span.start, end: span.end },
            Origin::Whole(_) => FieldText::Composed(key.into()),
        };
        cites.push(CitationDraft { key, span });
    }
}

/// The unknown fields of an overlay: facets, if a debate names them.
fn facets_of_overlay(entry: &Entry<'_, '_>, loose: &[&RawField<'_>]) -> AnnotationDraft {
    let heading = entry.heading();
    let mut evidence = empty_evidence(heading.span, heading.key_span);
    evidence.facets = loose
        .iter()
        .map(|field| {
            let name = field.name.trim().to_lowercase().into();
            let item = ItemDraft { text: name, span: entry.span(&field.name_span) };
            (item, field.value.as_str().into())
        })
        .collect();
    AnnotationDraft { kind: AnnotationKind::OwnFacets, target: heading.key, target_span: heading.key_span, evidence }
}

fn empty_evidence(span: Span, field: Span) -> EvidenceDraft {
    EvidenceDraft {
        by: None,
        place: None,
        locator: None,
        on: None,
        via: None,
        quote: None,
        date: None,
        confidence: Confidence::High,
        facets: Vec::new(),
        span,
        field,
    }
}

fn shifted(origin: Origin, by: usize) -> Origin {
    match origin {
        Origin::Exact { file, start } => {
            Origin::Exact { file, start: start.saturating_add(u32::try_from(by).unwrap_or(u32::MAX)) }
        }
        whole @ Origin::Whole(_) => whole,
    }
}

pub(super) fn field_draft(field: &RawField<'_>) -> FieldDraft {
    let value = match &field.value {
        RawValue::Literal(_) => FieldText::Source { start: field.value_span.start, end: field.value_span.end },
        RawValue::Composed(text) => FieldText::Composed(text.as_str().into()),
    };
    FieldDraft::new(field.name_span.start, field.name_span.end, value)
}

/// The `date`, else the `year`; what cannot be read is reported.
fn date_of(entry: &Entry<'_, '_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Date> {
    for name in ["date", "year"] {
        let Some(field) = entry.first(name) else { continue };
        let text = fold_white_space(field.value.as_str());
        if text.is_empty() {
            continue;
        }
        match date::parse(&text) {
            Ok(date) => return Some(date),
            Err(date::DateProblem::Unpublished(_)) => return None,
            Err(problem) => diagnostics.push(
                Diagnostic::new(Rule::BadDate, entry.span(&field.value_span), problem.to_string())
                .with_hint("write a year (2005), a day (2005-03-20) or a range (2005/2016)"),
            ),
        }
    }
    None
}

/// Whether a value is a list of plain keys, some perhaps with items in brackets.
fn looks_like_refs(value: &str) -> bool {
    let bare = value.split(',').map(|piece| piece.split('[').next().unwrap_or_default().trim());
    let mut keys = 0;
    for key in bare {
        if key.is_empty() || key.contains(char::is_whitespace) {
            return value.contains("[") && value.contains("by=");
        }
        keys += 1;
    }
    keys > 0 && value.contains(|c: char| c.is_ascii_digit() || c == '[')
}
