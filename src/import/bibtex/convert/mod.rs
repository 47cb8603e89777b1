//! One entry of BibTeX into what it says: a work, an overlay, a declaration or a response.

mod declaration;
mod said;

use std::borrow::Cow;
use std::ops::Range;

use super::fields::{Bibliographic, FieldMeaning, FieldNames, Recent};
use super::raw::{RawEntry, RawField, RawValue, fold_white_space, in_small_letters};
use super::refs::{Origin, facet_values};
use super::{date, names};
use crate::diagnostic::{Diagnostic, FileId, Rule, Span};
use crate::latex::to_unicode;
use crate::model::{
    AnnotationDraft, AnnotationKind, Block, Contribution, Date, DeclarationKind, Draft, EvidenceDraft,
    FieldName, FieldSlots, FieldValue, FieldsDraft, Heading, ItemDraft, NameNumber, NameTable, NamesGiven,
    ReferenceListDraft, Texts, WordDraft, WorkDraft, WorkRole, identifier, unescaped,
};
use said::Said;

/// What conversion depends on.
pub(in crate::import) struct Converter<'a> {
    pub(in crate::import) file: FileId,
    pub(in crate::import) text: &'a str,
    pub(in crate::import) names: &'a FieldNames<'a>,
    pub(in crate::import) persons: &'a NameTable,
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
            key: unescaped(self.raw.key).into(),
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
        let text = to_unicode(self.first(name)?.value.as_str());
        let text = text.trim();
        (!text.is_empty()).then(|| text.into())
    }
}

/// The fields of which conversion makes something; of several of a name the first, as in BibTeX.
#[derive(Default)]
struct Described<'e, 't> {
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
    /// What an entry says. None if it cannot be used, with an error among the diagnostics.
    pub(in crate::import) fn convert(
        &self,
        raw: &RawEntry<'_>,
        recent: &mut Recent,
        block: &mut Block,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Draft> {
        let entry = Entry { raw, file: self.file };
        if common_type(raw.kind).is_none() {
            let kind = match &*in_small_letters(raw.kind) {
                "debate" => Some(DeclarationKind::Debate),
                "position" => Some(DeclarationKind::Position),
                "claim" => Some(DeclarationKind::Claim),
                "event" => Some(DeclarationKind::Event),
                "xdata" => return Some(Draft::Data(self.work(raw, recent, block, diagnostics))),
                "response" => {
                    let draft = self.response(&entry, block, diagnostics);
                    return draft.map(|draft| Draft::Response(Box::new(draft)));
                }
                other => {
                    diagnostics.extend(misspelt_type(&entry, other));
                    None
                }
            };
            if let Some(kind) = kind {
                let draft = self.declaration(&entry, kind, block, diagnostics);
                return draft.map(|draft| Draft::Declaration(Box::new(draft)));
            }
        }
        Some(Draft::Work(self.work(raw, recent, block, diagnostics)))
    }

    /// What an entry says that is a work, or data for works.
    fn work(
        &self,
        raw: &RawEntry<'_>,
        recent: &mut Recent,
        block: &mut Block,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> WorkDraft {
        let entry = &Entry { raw, file: self.file };
        let (first_annotation, first_cited) = (place(&block.annotations), place(&block.cites));
        let mut said = Said { block, diagnostics };
        let mut loose = Vec::new();
        let mut described_by = None;
        let mut data = Described::default();
        for (number, field) in (0_u32..).zip(&entry.raw.fields) {
            match self.names.meaning_at(number as usize, field.name, recent) {
                FieldMeaning::Bibliographic(which) => {
                    described_by = described_by.or(Some(number));
                    data.keep(which, field);
                }
                FieldMeaning::References(format) => {
                    described_by = described_by.or(Some(number));
                    if let RawValue::Literal(_) = field.value {
                        let (draft, span) = (place(&said.block.drafts), entry.span(&field.value_span));
                        said.block.references.push(ReferenceListDraft { draft, format, span });
                    }
                }
                FieldMeaning::Bookkeeping => {}
                FieldMeaning::Annotation(kind) => said.list(entry, field, kind),
                FieldMeaning::Cites => said.citations(entry, field),
                FieldMeaning::Keywords => said.keywords(self.names, entry, field),
                FieldMeaning::Notes => {
                    described_by = described_by.or(Some(number));
                    said.extras(self.names, entry, field);
                }
                FieldMeaning::Related => said.related(self.names, entry, field),
                FieldMeaning::SameAs => said.same_as(entry, field),
                FieldMeaning::Unknown => {
                    let near = self.names.meant_by(field.name);
                    said.diagnostics.extend(near.and_then(|near| misspelt_relation(entry, field, &near)));
                    loose.push(field);
                }
            }
        }
        let is_annotated =
            block.annotations.len() > first_annotation as usize || block.cites.len() > first_cited as usize;
        let role = match (described_by, is_annotated) {
            (Some(described_by), _) => WorkRole::Record { described_by },
            (None, true) => WorkRole::Overlay,
            (None, false) => WorkRole::OverlayIfDescribed,
        };
        let facets = own_facets(entry, &loose, &mut block.texts);
        block.annotations.extend(facets);
        let (list, contribution) = match data.author {
            Some(field) => (Some(field), Contribution::Authors),
            None => (data.editor, Contribution::Editors),
        };
        let first_name = place(&block.names);
        let names_given =
            list.map_or(NamesGiven::All, |field| self.names_of(entry, field, &mut block.names, diagnostics));
        let doi = data.doi.and_then(|field| identifier::doi(field.value.as_str())).or_else(|| {
            let url = data.url?.value.as_str();
            url.contains("doi.org/").then(|| identifier::doi(url)).flatten()
        });
        WorkDraft {
            key: block.texts.add(&unescaped(entry.raw.key)),
            key_span: entry.span(&entry.raw.key_span),
            span: entry.span(&entry.raw.span),
            role,
            entry_type: entry_type(entry.raw.kind),
            date: date_of(entry, [data.date, data.year], diagnostics),
            names: first_name..place(&block.names),
            contribution,
            names_given,
            doi: doi.and_then(|doi| block.texts.add(&doi)),
            fields: fields(self.text, entry.raw, &mut block.fields),
            annotations: first_annotation..place(&block.annotations),
            cites: first_cited..place(&block.cites),
        }
    }

    /// Adds the numbers of the names in a field.
    fn names_of(
        &self,
        entry: &Entry<'_, '_>,
        field: &RawField<'_>,
        numbers: &mut Vec<NameNumber>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> NamesGiven {
        let first = numbers.len();
        if let RawValue::Literal(text) = field.value
            && !(text.contains('.') && names::without_affiliations(text).is_some())
        {
            if let Some(names_given) = self.plain_names(text, numbers) {
                return names_given;
            }
            numbers.truncate(first);
        }
        let is_of_scopus = || entry.text("source").is_some_and(|source| &*source == "Scopus");
        let plain = names::without_affiliations(field.value.as_str()).filter(|_| is_of_scopus());
        let list = names::split_names(plain.as_deref().unwrap_or(field.value.as_str()));
        if plain.is_none() {
            diagnostics.extend(odd_names(entry, field, &list));
        }
        numbers.extend(list.names.into_iter().map(|name| self.persons.number(name)));
        match list.and_others {
            names::AndOthers::Yes => NamesGiven::Some,
            names::AndOthers::No => NamesGiven::All,
        }
    }

    /// Adds the numbers of the names in a list in which nothing is odd.
    fn plain_names(&self, list: &str, numbers: &mut Vec<NameNumber>) -> Option<NamesGiven> {
        let mut names_given = NamesGiven::All;
        let mut pieces = names::pieces(list);
        while let Some(piece) = pieces.next() {
            if pieces.is_over() && piece.eq_ignore_ascii_case("others") {
                names_given = NamesGiven::Some;
            } else {
                numbers.push(self.persons.number_of(piece, || names::only_name(piece))?);
            }
        }
        pieces.unbalanced().is_none().then_some(names_given)
    }
}

/// Where the next element of a list of a block will be.
fn place<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).expect("2^32 of them would take more than thirty gigabytes")
}

/// That an unknown field is probably a relation.
fn misspelt_relation(entry: &Entry<'_, '_>, field: &RawField<'_>, near: &str) -> Option<Diagnostic> {
    if !looks_like_refs(near, field.value.as_str()) {
        return None;
    }
    let name = field.name.trim();
    let message = format!("`{name}` is no relation, and its value looks like a list of keys");
    let diagnostic = Diagnostic::new(Rule::UnknownRelation, entry.span(&field.name_span), message);
    Some(diagnostic.with_hint(format!("did you mean `{near}`?")))
}

/// The first thing that is odd about a list of names.
fn odd_names(entry: &Entry<'_, '_>, field: &RawField<'_>, names: &names::NameList) -> Option<Diagnostic> {
    use names::NameOddityKind as Odd;
    let oddity = names.oddities.first()?;
    let (message, hint) = match oddity.kind {
        Odd::EmptyName => ("a name is missing beside `and`", "take the `and` out, or write the name"),
        Odd::Semicolons => {
            ("names are divided by semicolons; they were split there", "divide names by ` and `")
        }
        Odd::Commas => ("names are divided by commas; they were split there", "divide names by ` and `"),
        Odd::TooManyCommas => ("a name has too many commas", "write Last, First and divide names by ` and `"),
        Odd::TrailingComma => ("a name ends with a comma", "take the comma out, or write the given names"),
        Odd::SuffixLast => ("the suffix stands last", "write Last, Jr, First"),
        Odd::EtAl => ("`et al.` was read as `and others`", "write ` and others`"),
        Odd::OthersNotLast => ("`others` does not end the list", "write ` and others` at the end"),
        Odd::UnbalancedBraces => ("the braces of the names are not balanced", "close every brace"),
    };
    let start = oddity.offset.min(field.value.as_str().len());
    let span = entry.origin(field).span(&(start..field.value.as_str().len()));
    Some(Diagnostic::new(Rule::OddName, span, message).with_hint(hint))
}

/// The declaration that an entry type is nearly.
fn misspelt_type(entry: &Entry<'_, '_>, kind: &str) -> Option<Diagnostic> {
    const DECLARATIONS: [&str; 5] = ["debate", "position", "claim", "event", "response"];
    if kind.len() < 4 || kind.len() > 10 {
        return None;
    }
    let near = DECLARATIONS.iter().find(|known| strsim::osa_distance(kind, known) <= 1 + known.len() / 8)?;
    let message = format!("`@{kind}` is taken for a work");
    let span = entry.span(&entry.raw.kind_span);
    Some(Diagnostic::new(Rule::UnknownEntryType, span, message).with_hint(format!("did you mean `@{near}`?")))
}

/// How long a value may be that is taken for a facet's, in bytes.
const FACET: usize = 1000;

/// The unknown fields of an entry: facets, if a debate names them.
fn own_facets(entry: &Entry<'_, '_>, loose: &[&RawField<'_>], texts: &mut Texts) -> Option<AnnotationDraft> {
    if loose.is_empty() {
        return None;
    }
    let key_span = entry.span(&entry.raw.key_span);
    let fields = loose.iter().filter(|field| field.value.as_str().len() <= FACET);
    let facets = fields.flat_map(|field| {
        let name: Box<str> = field.name.trim().to_lowercase().into();
        let item = ItemDraft { text: name, span: entry.span(&field.name_span) };
        facet_values(field.value.as_str()).into_iter().map(move |value| (item.clone(), value))
    });
    let facets: Vec<_> = facets.collect();
    let field = facets.first()?.0.span;
    let mut evidence = EvidenceDraft::new(field, field);
    evidence.rare_items().facets = facets;
    let target = WordDraft::written(entry.raw.key, key_span, texts);
    Some(AnnotationDraft { kind: AnnotationKind::OwnFacets, target, evidence })
}

/// The fields as written.
fn fields(text: &str, raw: &RawEntry<'_>, slots: &mut FieldSlots) -> FieldsDraft {
    let fields = raw.fields.iter().map(|field| {
        let value = match &field.value {
            RawValue::Literal(_) => FieldValue::Source(field.value_span.clone()),
            RawValue::Composed(text) => FieldValue::Composed(text),
        };
        let range = field.name_span.clone();
        let (start, length) = (range.start as usize, range.len());
        // Of an entry that was read from the file it is the very text.
        let stands_there = (std::ptr::eq(text.as_ptr().wrapping_add(start), field.name.as_ptr())
            && field.name.len() == length)
            || text.get(range.start as usize..range.end as usize) == Some(field.name);
        let name = if stands_there { FieldName::Written(range) } else { FieldName::Given(field.name, range) };
        (name, value)
    });
    slots.add(text, raw.span.start, fields)
}

/// The entry types that most entries have.
const COMMON_TYPES: [&str; 14] = [
    "article",
    "book",
    "inproceedings",
    "incollection",
    "misc",
    "inbook",
    "phdthesis",
    "techreport",
    "online",
    "conference",
    "collection",
    "thesis",
    "report",
    "proceedings",
];

/// The entry type, lower-case.
fn entry_type(kind: &str) -> Cow<'static, str> {
    common_type(kind).map_or_else(|| Cow::Owned(kind.to_lowercase()), Cow::Borrowed)
}

fn common_type(kind: &str) -> Option<&'static str> {
    COMMON_TYPES.into_iter().find(|common| common.eq_ignore_ascii_case(kind))
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
fn looks_like_refs(near: &str, value: &str) -> bool {
    let bare = value.split(',').map(|piece| piece.split('[').next().unwrap_or_default().trim());
    let mut keys = 0;
    for key in bare {
        if key.is_empty() || key.contains(char::is_whitespace) {
            return value.contains("[") && value.contains("by=");
        }
        keys += 1;
    }
    let is_stance = matches!(near, "position" | "asserts" | "denies");
    keys > 0 && (is_stance || value.contains(|c: char| c.is_ascii_digit() || c == '['))
}
