//! Debates, positions, claims, events, and responses that stand as entries.

use super::said::Said;
use super::{Converter, Entry, date_of};
use crate::diagnostic::{Diagnostic, Rule};
use crate::import::bibtex::fields::FieldMeaning;
use crate::import::bibtex::raw::{RawField, fold_white_space, in_small_letters};
use crate::import::bibtex::refs::{Listed, Origin, parse_list};
use crate::model::{
    AnnotationKind, Block, DeclarationDraft, DeclarationKind, EvidenceDraft, ResponseDraft, WordDraft,
};

impl Converter<'_> {
    pub(super) fn declaration(
        &self,
        entry: &Entry<'_, '_>,
        kind: DeclarationKind,
        block: &mut Block,
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
        let first = block.annotations.len();
        let mut found = Vec::new();
        let mut said = Said { block, diagnostics: &mut found };
        for field in &entry.raw.fields {
            let name = in_small_letters(field.name.trim());
            let kind = match (kind, &*name) {
                (_, "title" | "date" | "year") => continue,
                (DeclarationKind::Debate, "facets") => AnnotationKind::Facet,
                (DeclarationKind::Position | DeclarationKind::Claim | DeclarationKind::Event, "debate") => {
                    AnnotationKind::Debate
                }
                (DeclarationKind::Position, "parent") => AnnotationKind::Parent,
                (DeclarationKind::Position, "opposes") => AnnotationKind::Opposes,
                _ => match self.names.meaning(&name) {
                    FieldMeaning::Annotation(says @ AnnotationKind::Relation(..)) if may_respond(kind) => {
                        says
                    }
                    FieldMeaning::Annotation(says @ AnnotationKind::Claim(_))
                        if kind == DeclarationKind::Position =>
                    {
                        says
                    }
                    FieldMeaning::Annotation(_) | FieldMeaning::Cites => {
                        diagnostics.push(misplaced(entry, field, &name));
                        continue;
                    }
                    _ if matches!(&*name, "debate" | "parent" | "opposes" | "facets") => {
                        diagnostics.push(misplaced(entry, field, &name));
                        continue;
                    }
                    FieldMeaning::Unknown => {
                        diagnostics.extend(self.names.meant_by(&name).map(|near| {
                            let message =
                                format!("`{name}` is no field of a @{}", entry.raw.kind.to_ascii_lowercase());
                            Diagnostic::new(Rule::UnknownRelation, entry.span(&field.name_span), message)
                                .with_hint(format!("did you mean `{near}`?"))
                        }));
                        continue;
                    }
                    _ => continue,
                },
            };
            said.list(entry, field, kind);
            if kind == AnnotationKind::Facet {
                said.refuse_facets(entry, field);
            }
        }
        let dates = [entry.first("date"), entry.first("year")];
        let date = if kind == DeclarationKind::Event { date_of(entry, dates, diagnostics) } else { None };
        diagnostics.append(&mut found);
        let (title, annotations) = (entry.text("title"), block.annotations.split_off(first));
        Some(DeclarationDraft { kind, heading, title, date, annotations })
    }

    pub(super) fn response(
        &self,
        entry: &Entry<'_, '_>,
        block: &mut Block,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<ResponseDraft> {
        let heading = entry.heading();
        let texts = &mut block.texts;
        let mut item = |name: &str| -> Option<(&str, WordDraft)> {
            let field = entry.first(name)?;
            let text = field.value.as_str().trim();
            let span = entry.span(&field.value_span);
            (!text.is_empty()).then(|| (text, WordDraft::composed(text, span, texts)))
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
        let ((_, from), (_, to), (relation, place)) = (from?, to?, relation?);
        let Some((known, direction)) = self.names.relations().find(relation) else {
            let hint = match self.names.nearest(&relation.to_lowercase()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write a CiTO relation such as disputes, supports, qualifies".to_owned(),
            };
            let message = format!("`{relation}` is no relation");
            diagnostics.push(Diagnostic::new(Rule::UnknownRelation, place.span, message).with_hint(hint));
            return None;
        };
        let field = entry.first("to").map_or(heading.span, |field| entry.span(&field.name_span));
        let mut evidence = EvidenceDraft::new(heading.span, field);
        let written = |name: &str| {
            let field = entry.first(name)?;
            let text = fold_white_space(field.value.as_str());
            (!text.is_empty()).then(|| text.into_owned())
        };
        let items = ["by", "on", "via", "quote", "confidence", "date"].iter();
        let items = items.filter_map(|name| written(name).map(|text| format!("{name}={{{text}}}")));
        let items: Vec<String> = items.chain(written("locator").map(|text| format!("{{{text}}}"))).collect();
        unknown_items(entry, diagnostics);
        let list =
            Listed { text: &format!("x[{}]", items.join(";")), origin: Origin::Whole(heading.span), field };
        parse_list(list, &mut block.texts, diagnostics, |one| evidence = one.evidence);
        evidence.span = heading.span;
        Some(ResponseDraft { heading, from, to, relation: known, direction, evidence })
    }
}

fn may_respond(kind: DeclarationKind) -> bool {
    matches!(kind, DeclarationKind::Position | DeclarationKind::Claim)
}

/// Fields of a `@response` that are nearly one of its items.
fn unknown_items(entry: &Entry<'_, '_>, diagnostics: &mut Vec<Diagnostic>) {
    const ITEMS: [&str; 11] =
        ["from", "to", "relation", "by", "on", "via", "quote", "confidence", "locator", "date", "note"];
    for field in &entry.raw.fields {
        let name = field.name.trim().to_lowercase();
        let near = ITEMS.iter().find(|item| {
            let length = item.len();
            length > 3 && !ITEMS.contains(&name.as_str()) && strsim::osa_distance(&name, item) <= 2
        });
        if let Some(near) = near {
            let message = format!("`{name}` is no field of a @response");
            diagnostics.push(
                Diagnostic::new(Rule::UnknownItem, entry.span(&field.name_span), message)
                    .with_hint(format!("did you mean `{near}`?")),
            );
        }
    }
}

fn misplaced(entry: &Entry<'_, '_>, field: &RawField<'_>, name: &str) -> Diagnostic {
    let word = entry.raw.kind.to_ascii_lowercase();
    let message = format!("`{name}` has no meaning on a @{word}");
    let hint = match name {
        "parent" | "opposes" => "put it on a position, or take it out",
        "facets" => "put it on the debate, or take it out",
        _ => "put it on a work, or take it out",
    };
    Diagnostic::new(Rule::MisplacedField, entry.span(&field.name_span), message).with_hint(hint)
}
