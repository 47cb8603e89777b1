//! One entry of BibTeX into what it says: a work, an overlay, a declaration or a response.

use std::borrow::Cow;
use std::ops::Range;

use super::fields::{Bibliographic, FieldMeaning, FieldNames};
use super::latex::to_unicode;
use super::raw::{RawEntry, RawField, RawValue, fold_white_space};
use super::refs::{Origin, Ref, parse_list};
use super::{date, identifier, names};
use crate::diagnostic::{Diagnostic, FileId, Rule, Span};
use crate::model::{
    AnnotationDraft, AnnotationKind, CitationDraft, CitedKey, Contribution, Date, DeclarationDraft, DeclarationKind,
    Draft, EvidenceDraft, FieldValue, Fields, Heading, ItemDraft, NamesGiven, ResponseDraft, WorkDraft, WorkRole,
};

/// The result of one entry. An entry that cannot be used is `None`, with an error among the diagnostics.
pub(super) struct Converted {
    pub(super) draft: Option<Draft>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What conversion depends on.
pub(super) struct Converter<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
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

    /// The first field of this name, in Unicode, unless it is empty.
    fn text(&self, name: &str) -> Option<Box<str>> {
        self.first(name).and_then(unicode)
    }
}

fn unicode(field: &RawField<'_>) -> Option<Box<str>> {
    let text = to_unicode(field.value.as_str());
    let text = text.trim();
    (!text.is_empty()).then(|| text.into())
}

/// The fields of which conversion makes something; of several of a name the first, as in BibTeX.
#[derive(Default)]
struct Described<'e, 't> {
    title: Option<&'e RawField<'t>>,
    author: Option<&'e RawField<'t>>,
    editor: Option<&'e RawField<'t>>,
    date: Option<&'e RawField<'t>>,
    year: Option<&'e RawField<'t>>,
    doi: Option<&'e RawField<'t>>,
    url: Option<&'e RawField<'t>>,
}

impl<'e, 't> Described<'e, 't> {
    fn keep(&mut self, which: Bibliographic, field: &'e RawField<'t>) {
        let slot = match which {
            Bibliographic::Title => &mut self.title,
            Bibliographic::Author => &mut self.author,
            Bibliographic::Editor => &mut self.editor,
            Bibliographic::Date => &mut self.date,
            Bibliographic::Year => &mut self.year,
            Bibliographic::Doi => &mut self.doi,
            Bibliographic::Url => &mut self.url,
            Bibliographic::Other => return,
        };
        slot.get_or_insert(field);
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
        let mut data = Described::default();
        for field in &entry.raw.fields {
            match self.names.meaning(field.name) {
                FieldMeaning::Bibliographic(which) => {
                    is_described = true;
                    data.keep(which, field);
                }
                FieldMeaning::Bookkeeping => {}
                FieldMeaning::Annotation(kind) => self.list(entry, field, kind, &mut annotations, diagnostics),
                FieldMeaning::Cites => citations(entry, field, &mut cites, diagnostics),
                FieldMeaning::Keywords => self.keywords(entry, field, &mut annotations, &mut cites, diagnostics),
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
        let role = match (is_described, is_annotated) {
            (true, _) => WorkRole::Record,
            (false, true) => WorkRole::Overlay,
            (false, false) => WorkRole::OverlayIfDescribed,
        };
        if role != WorkRole::Record && !loose.is_empty() {
            annotations.push(facets_of_overlay(entry, &loose));
        }
        let (list, contribution) = match data.author {
            Some(field) => (Some(field), Contribution::Authors),
            None => (data.editor, Contribution::Editors),
        };
        let persons = list.map(|field| names::split_names(field.value.as_str()));
        if let (Some(field), Some(names)) = (list, &persons) {
            diagnostics.extend(odd_names(entry, field, names));
        }
        let (names, names_given) = match persons {
            Some(list) if list.and_others == names::AndOthers::Yes => (list.names, NamesGiven::Some),
            Some(list) => (list.names, NamesGiven::All),
            None => (Vec::new(), NamesGiven::All),
        };
        let doi = data.doi.and_then(|field| identifier::doi(field.value.as_str())).or_else(|| {
            let url = data.url?.value.as_str();
            url.contains("doi.org/").then(|| identifier::doi(url)).flatten()
        });
        let date = date_of(entry, [data.date, data.year], diagnostics);
        WorkDraft {
            heading: entry.heading(),
            role,
            entry_type: entry_type(entry.raw.kind),
            title: data.title.and_then(unicode),
            date,
            names: names.into(),
            contribution,
            names_given,
            doi: doi.map(Into::into),
            fields: fields(self.text, entry.raw),
            annotations: annotations.into(),
            cites: cites.into(),
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
                refs.into_iter().map(|one| CitationDraft { key: CitedKey::Composed(one.key), span: one.key_span }),
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

    /// The keyword form, `dz:relation=key`, perhaps in braces, among other keywords.
    fn keywords(
        &self,
        entry: &Entry<'_, '_>,
        field: &RawField<'_>,
        annotations: &mut Vec<AnnotationDraft>,
        cites: &mut Vec<CitationDraft>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
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
                    self.named(keyword[..equals].trim(), name_span, value, origin, annotations, cites, diagnostics);
                }
                None => diagnostics.push(
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
                    FieldMeaning::Annotation(says @ AnnotationKind::Relation(..)) if may_respond(kind) => says,
                    FieldMeaning::Annotation(says @ AnnotationKind::Claim(_)) if kind == DeclarationKind::Position => says,
                    FieldMeaning::Annotation(_) | FieldMeaning::Cites => {
                        let word = entry.raw.kind.to_ascii_lowercase();
                        let message = format!("`{name}` has no meaning on a @{word}");
                        diagnostics.push(
                            Diagnostic::new(Rule::MisplacedField, entry.span(&field.name_span), message)
                                .with_hint("put it on a work, or take it out"),
                        );
                        continue;
                    }
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
        let dates = [entry.first("date"), entry.first("year")];
        let date = if kind == DeclarationKind::Event { date_of(entry, dates, diagnostics) } else { None };
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
        let parsed = parse_list(&format!("x[{}]", items.join(";")), Origin::Whole(heading.span), field, diagnostics);
        if let Some(one) = parsed.into_iter().next() {
            evidence = one.evidence;
            evidence.span = heading.span;
        }
        Some(ResponseDraft { heading, from, to, relation: known, direction, evidence })
    }
}

fn may_respond(kind: DeclarationKind) -> bool {
    matches!(kind, DeclarationKind::Position | DeclarationKind::Claim)
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
        cites.extend(refs.into_iter().map(|one| CitationDraft { key: CitedKey::Composed(one.key), span: one.key_span }));
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
            Origin::Exact { .. } => CitedKey::AtSpan,
            Origin::Whole(_) => CitedKey::Composed(key.into()),
        };
        cites.push(CitationDraft { key, span });
    }
}

/// The first thing that is odd about a list of names.
fn odd_names(entry: &Entry<'_, '_>, field: &RawField<'_>, names: &names::NameList) -> Option<Diagnostic> {
    use names::NameOddityKind as Odd;
    let oddity = names.oddities.first()?;
    let (message, hint) = match oddity.kind {
        Odd::EmptyName => ("a name is missing beside `and`", "take the `and` out, or write the name"),
        Odd::Semicolons => ("names are divided by semicolons; they were split there", "divide names by ` and `"),
        Odd::Commas => ("names are divided by commas; they were split there", "divide names by ` and `"),
        Odd::TooManyCommas => ("a name has too many commas", "write Last, First and divide names by ` and `"),
        Odd::TrailingComma => ("a name ends with a comma", "take the comma out, or write the given names"),
        Odd::SuffixLast => ("the suffix stands last", "write Last, Jr, First"),
        Odd::EtAl => ("`et al.` was read as `and others`", "write ` and others`"),
        Odd::OthersNotLast => ("`others` does not end the list", "write ` and others` at the end"),
        Odd::UnbalancedBraces => ("the braces of the names are not balanced", "close every brace"),
        _ => ("the names are unusual", "write Last, First and divide names by ` and `"),
    };
    let start = oddity.offset.min(field.value.as_str().len());
    let span = entry.origin(field).span(&(start..field.value.as_str().len()));
    Some(Diagnostic::new(Rule::OddName, span, message).with_hint(hint))
}

/// Fields of a `@response` that are nearly one of its items.
fn unknown_items(entry: &Entry<'_, '_>, diagnostics: &mut Vec<Diagnostic>) {
    const ITEMS: [&str; 9] = ["from", "to", "relation", "by", "on", "via", "quote", "confidence", "locator"];
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

/// The unknown fields of an overlay: facets, if a debate names them.
fn facets_of_overlay(entry: &Entry<'_, '_>, loose: &[&RawField<'_>]) -> AnnotationDraft {
    let heading = entry.heading();
    let mut evidence = EvidenceDraft::new(heading.span, heading.key_span);
    evidence.rare_items().facets = loose
        .iter()
        .map(|field| {
            let name = field.name.trim().to_lowercase().into();
            let item = ItemDraft { text: name, span: entry.span(&field.name_span) };
            (item, field.value.as_str().into())
        })
        .collect();
    AnnotationDraft { kind: AnnotationKind::OwnFacets, target: heading.key, target_span: heading.key_span, evidence }
}

fn shifted(origin: Origin, by: usize) -> Origin {
    match origin {
        Origin::Exact { file, start } => {
            Origin::Exact { file, start: start.saturating_add(u32::try_from(by).unwrap_or(u32::MAX)) }
        }
        whole @ Origin::Whole(_) => whole,
    }
}

/// The fields as written.
fn fields(text: &str, raw: &RawEntry<'_>) -> Fields {
    let fields = raw.fields.iter().map(|field| {
        let value = match &field.value {
            RawValue::Literal(_) => FieldValue::Source(field.value_span.clone()),
            RawValue::Composed(text) => FieldValue::Composed(text),
        };
        (field.name_span.clone(), value)
    });
    Fields::new(text, fields)
}

/// The entry type, lower-case.
fn entry_type(kind: &str) -> Cow<'static, str> {
    const COMMON: [&str; 14] = [
        "article", "book", "inproceedings", "incollection", "misc", "inbook", "phdthesis", "techreport", "online",
        "conference", "collection", "thesis", "report", "proceedings",
    ];
    match COMMON.iter().find(|common| common.eq_ignore_ascii_case(kind)) {
        Some(common) => Cow::Borrowed(common),
        None => Cow::Owned(kind.to_lowercase()),
    }
}

/// The `date`, else the `year`; what cannot be read is reported.
fn date_of(
    entry: &Entry<'_, '_>,
    fields: [Option<&RawField<'_>>; 2],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Date> {
    for field in fields.into_iter().flatten() {
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
