//! What the fields of an entry say of debates: refs in fields of their own, in keywords, in notes.

use super::{Entry, place};
use crate::diagnostic::{Diagnostic, Rule, Span};
use crate::import::bibtex::fields::{FieldMeaning, FieldNames, is_known_field};
use crate::import::bibtex::raw::RawField;
use crate::import::bibtex::refs::{Listed, Origin, Ref, parse_list, trim, word};
use crate::model::{AnnotationDraft, AnnotationKind, Block, SameAsDraft, VersionKind};

/// Adds the refs of an entry to its block, and what is wrong with them to the diagnostics.
pub(super) struct Said<'b> {
    pub(super) block: &'b mut Block,
    pub(super) diagnostics: &'b mut Vec<Diagnostic>,
}

impl Said<'_> {
    /// Adds the refs of one field.
    pub(super) fn list(&mut self, entry: &Entry<'_, '_>, field: &RawField<'_>, kind: AnnotationKind) {
        let field_span = entry.span(&field.name_span);
        let list = Listed { text: field.value.as_str(), origin: entry.origin(field), field: field_span };
        self.annotations(list, kind);
    }

    fn annotations(&mut self, list: Listed<'_>, kind: AnnotationKind) {
        let Block { annotations, texts, .. } = &mut *self.block;
        parse_list(list, texts, self.diagnostics, |Ref { key: target, evidence }| {
            annotations.push(AnnotationDraft { kind, target, evidence });
        });
    }

    fn cites(&mut self, list: Listed<'_>) {
        let Block { cites, texts, .. } = &mut *self.block;
        parse_list(list, texts, self.diagnostics, |one| cites.push(one.key));
    }

    /// Reports facets that can never be read from a field of their own.
    pub(super) fn refuse_facets(&mut self, entry: &Entry<'_, '_>, field: &RawField<'_>) {
        let names = field.value.as_str().split(',').map(str::trim);
        for name in names.filter(|name| is_known_field(name)) {
            let message = format!("`{name}` cannot be a facet, since entries have a field of that name");
            let span = entry.span(&field.value_span);
            self.diagnostics
                .push(Diagnostic::new(Rule::BadAnnotation, span, message).with_hint("give it another name"));
        }
    }

    /// Adds the keys of a list of cited works.
    pub(super) fn citations(&mut self, entry: &Entry<'_, '_>, field: &RawField<'_>) {
        let origin = entry.origin(field);
        let text = field.value.as_str();
        if memchr::memchr2(b'[', b'{', text.as_bytes()).is_some() {
            return self.cites(Listed { text, origin, field: entry.span(&field.name_span) });
        }
        let Block { cites, texts, .. } = &mut *self.block;
        let mut at = 0;
        let ends = memchr::memchr_iter(b',', text.as_bytes()).chain([text.len()]);
        for end in ends {
            let piece = trim(text, at..end);
            at = end + 1;
            if piece.is_empty() {
                continue;
            }
            cites.push(word(text, piece, origin, texts));
        }
    }

    /// Adds the work that the entry is another record of.
    pub(super) fn same_as(&mut self, entry: &Entry<'_, '_>, field: &RawField<'_>) {
        let text = field.value.as_str();
        let piece = trim(text, 0..text.len());
        if piece.is_empty() {
            return;
        }
        let Block { drafts, same_as, texts, .. } = &mut *self.block;
        let work = word(text, piece, entry.origin(field), texts);
        same_as.push(SameAsDraft { draft: place(drafts), work });
    }

    /// The annotation that `dz:name=ref` or `tex.name: ref` makes.
    fn named(&mut self, names: &FieldNames<'_>, (name, span): (&str, Span), value: &str, origin: Origin) {
        let list = Listed { text: value, origin, field: span };
        match names.meaning(name) {
            FieldMeaning::Annotation(kind) => self.annotations(list, kind),
            FieldMeaning::Cites => self.cites(list),
            _ => {
                let hint = match names.nearest(&name.to_lowercase()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write position, asserts, denies, or a relation such as disputes".to_owned(),
                };
                let message = format!("`{name}` is neither a relation nor position, asserts or denies");
                self.diagnostics.push(Diagnostic::new(Rule::UnknownRelation, span, message).with_hint(hint));
            }
        }
    }

    /// The keyword form, `dz:relation=key`, perhaps in braces, among other keywords.
    pub(super) fn keywords(&mut self, names: &FieldNames<'_>, entry: &Entry<'_, '_>, field: &RawField<'_>) {
        let text = field.value.as_str();
        let mut at = 0;
        while let Some(found) = text[at..].find("dz:") {
            let start = at + found;
            at = start + "dz:".len();
            if !text[..start].trim_end().chars().next_back().is_none_or(|c| matches!(c, ',' | ';' | '{')) {
                continue;
            }
            let end = keyword_end(text, at);
            let keyword = text[at..end].trim_end();
            let origin = entry.origin(field);
            match keyword.find('=') {
                Some(equals) => {
                    let name_span = origin.span(&(at..at + equals));
                    let value_at = at + equals + 1;
                    let value = &keyword[equals + 1..];
                    let origin = shifted(origin, value_at);
                    self.named(names, (keyword[..equals].trim(), name_span), value, origin);
                }
                None => self.diagnostics.push(
                    Diagnostic::new(
                        Rule::BadAnnotation,
                        origin.span(&(start..at + keyword.len())),
                        format!("`dz:{keyword}` has no `=`"),
                    )
                    .with_hint("write dz:relation=key"),
                ),
            }
            at = end;
        }
    }

    /// Better BibTeX's lines `tex.disputes= key` or `tex.disputes: key` in notes.
    pub(super) fn extras(&mut self, names: &FieldNames<'_>, entry: &Entry<'_, '_>, field: &RawField<'_>) {
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
            let meaning = names.meaning(name);
            if !matches!(meaning, FieldMeaning::Annotation(_) | FieldMeaning::Cites) {
                continue;
            }
            let name_at = start + "tex.".len();
            let value_at = name_at + mark + 1;
            let origin = entry.origin(field);
            let span = origin.span(&(name_at..name_at + name.len()));
            self.named(names, (name, span), &rest[mark + 1..], shifted(origin, value_at));
        }
    }

    /// biblatex's `related`: a translation, reprint or volume is a version, a review is a response, anything else is a
    /// neutral relation on its type.
    pub(super) fn related(&mut self, names: &FieldNames<'_>, entry: &Entry<'_, '_>, field: &RawField<'_>) {
        let kind = entry.text("relatedtype");
        if let Some((kind, direction)) = kind.as_deref().and_then(VersionKind::of_word) {
            return self.list(entry, field, AnnotationKind::Version(kind, direction));
        }
        let relation = if kind.as_deref() == Some("reviewof") { "reviews" } else { "citesasrelated" };
        let Some((relation, direction)) = names.relations().find(relation) else { return };
        let start = self.block.annotations.len();
        self.list(entry, field, AnnotationKind::Relation(relation, direction));
        let on = kind.filter(|kind| kind.as_ref() != "reviewof").and_then(|kind| self.block.texts.add(&kind));
        for annotation in &mut self.block.annotations[start..] {
            annotation.evidence.on = annotation.evidence.on.or(on);
        }
    }
}

/// Where a keyword ends: at a comma or semicolon outside brackets, or at the brace that closes around it.
fn keyword_end(text: &str, start: usize) -> usize {
    let (mut brackets, mut braces) = (0_usize, 0_usize);
    for (offset, byte) in text.as_bytes()[start..].iter().enumerate() {
        match byte {
            b'[' if braces == 0 => brackets += 1,
            b']' if braces == 0 => brackets = brackets.saturating_sub(1),
            b'{' => braces += 1,
            b'}' if braces == 0 => return start + offset,
            b'}' => braces -= 1,
            b',' | b';' if brackets == 0 && braces == 0 => return start + offset,
            _ => {}
        }
    }
    text.len()
}

fn shifted(origin: Origin, by: usize) -> Origin {
    match origin {
        Origin::Exact { file, start } => {
            Origin::Exact { file, start: start.saturating_add(u32::try_from(by).unwrap_or(u32::MAX)) }
        }
        whole @ Origin::Whole(_) => whole,
    }
}
