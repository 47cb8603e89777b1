//! What a reader makes of one file, before keys are resolved.

use std::borrow::Cow;
use std::ops::Range;

use super::{
    Attitude, Confidence, Contribution, Date, Direction, FieldSlots, FieldsDraft, FinishedTexts, NameNumber,
    NamesGiven, ReferenceFormat, Relation, TextRange, Texts, VersionKind,
};
use crate::diagnostic::{SourceFile, Span};

/// Everything that one file says, in file order.
#[derive(Debug, Default)]
pub struct Fragment {
    /// The entries, those of a stretch of the file to a block.
    pub blocks: Vec<Block>,
    /// Entries that could not be read; each has a diagnostic.
    pub rejected: usize,
    /// Who gave the keys.
    pub keys: KeyOrigin,
    /// Whether it is settled which of its records are one work.
    pub merging: Merging,
}

/// Whether it is settled which records of a file are one work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Merging {
    /// It is to be found out, where the file is a database's export.
    #[default]
    Open,
    /// Those that say so, and no others.
    Settled,
}

/// Who gave the keys of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyOrigin {
    /// A person typed them, and may have mistyped one.
    #[default]
    Typed,
    /// A database numbers its works; that two numbers are alike says nothing.
    Numbered,
}

/// Some entries, and what they are made of: lists of which each entry has a range, for a million of
/// small lists would cost more than they hold.
#[derive(Debug, Default)]
pub struct Block {
    /// The entries.
    pub drafts: Vec<Draft>,
    /// Their texts.
    pub texts: Texts,
    /// The names on them.
    pub names: Vec<NameNumber>,
    /// Their fields.
    pub fields: FieldSlots,
    /// What they say of debates.
    pub annotations: Vec<AnnotationDraft>,
    /// The works they cite.
    pub cites: Vec<WordDraft>,
    /// Their lists of references, in the order of the entries.
    pub references: Vec<ReferenceListDraft>,
    /// Those of the entries that are other records of a work, in their order.
    pub same_as: Vec<SameAsDraft>,
}

/// That an entry is another record of a work.
#[derive(Clone, Copy, Debug)]
pub struct SameAsDraft {
    /// Which of [`Block::drafts`] it is.
    pub draft: u32,
    /// The key of the work.
    pub work: WordDraft,
}

/// A list of references of an entry.
#[derive(Clone, Copy, Debug)]
pub struct ReferenceListDraft {
    /// Which of [`Block::drafts`] it belongs to.
    pub draft: u32,
    /// How it is written.
    pub format: ReferenceFormat,
    /// The list in the file.
    pub span: Span,
}

/// How much a block holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BlockSizes {
    drafts: usize,
    texts: usize,
    names: usize,
    fields: usize,
    annotations: usize,
    cites: usize,
}

impl Block {
    /// How much it holds.
    #[must_use]
    pub fn sizes(&self) -> BlockSizes {
        BlockSizes {
            drafts: self.drafts.len(),
            texts: self.texts.len(),
            names: self.names.len(),
            fields: self.fields.len(),
            annotations: self.annotations.len(),
            cites: self.cites.len(),
        }
    }

    /// Makes room for what a block like another will hold.
    pub fn reserve(&mut self, sizes: BlockSizes) {
        let BlockSizes { drafts, texts, names, fields, annotations, cites } = sizes;
        self.drafts.reserve(drafts);
        self.texts.reserve(texts);
        self.names.reserve(names);
        self.fields.reserve(fields);
        self.annotations.reserve(annotations);
        self.cites.reserve(cites);
    }
}

/// One entry.
#[derive(Debug)]
pub enum Draft {
    /// A work, or annotations to one.
    Work(WorkDraft),
    /// A debate, position, claim or event.
    Declaration(Box<DeclarationDraft>),
    /// A response that stands as an entry of its own.
    Response(Box<ResponseDraft>),
    /// Data that other entries inherit, no work in itself.
    Data(WorkDraft),
}

/// Key and place of an entry.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The citation key.
    pub key: Box<str>,
    /// The key in the file.
    pub key_span: Span,
    /// The entry in the file.
    pub span: Span,
}

/// What an entry of a work is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkRole {
    /// It describes a work.
    Record {
        /// Which of its fields, counted from 0, is the first that does.
        described_by: u32,
    },
    /// It has annotations and no bibliographic field: it adds to a work described elsewhere.
    Overlay,
    /// It has neither: an overlay (of facets, say) if its work is described elsewhere, else a work.
    OverlayIfDescribed,
}

/// An entry that is a work or an overlay. Its lists are ranges of its block's.
#[derive(Debug)]
pub struct WorkDraft {
    /// The citation key.
    pub key: Option<TextRange>,
    /// The key in the file.
    pub key_span: Span,
    /// The entry in the file.
    pub span: Span,
    /// Record or overlay.
    pub role: WorkRole,
    /// The entry type, lower-case.
    pub entry_type: Cow<'static, str>,
    /// When it appeared.
    pub date: Option<Date>,
    /// The names on it, of [`Block::names`].
    pub names: Range<u32>,
    /// Authors or editors.
    pub contribution: Contribution,
    /// Whether all are named.
    pub names_given: NamesGiven,
    /// Normalised identifier.
    pub doi: Option<TextRange>,
    /// All fields as written, and those that it inherits.
    pub fields: FieldsDraft,
    /// What the entry says of debates, of [`Block::annotations`].
    pub annotations: Range<u32>,
    /// The works it cites, of [`Block::cites`].
    pub cites: Range<u32>,
}

/// What a ref in a field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnnotationKind {
    /// The work holds a position.
    Position,
    /// The work asserts or denies a claim.
    Claim(Attitude),
    /// The work responds to something, or is responded to.
    Relation(Relation, Direction),
    /// The work is a version of another, or another is one of it.
    Version(VersionKind, Direction),
    /// The work studies a case.
    Case,
    /// The values of facets that an entry gives as fields of its own.
    OwnFacets,
    /// A position's parent.
    Parent,
    /// A position that a position is against.
    Opposes,
    /// The debate of a declaration.
    Debate,
    /// A facet that a debate names.
    Facet,
}

/// One ref of a list.
#[derive(Clone, Debug)]
pub struct AnnotationDraft {
    /// What it says.
    pub kind: AnnotationKind,
    /// The key it names.
    pub target: WordDraft,
    /// The items in its brackets.
    pub evidence: EvidenceDraft,
}

/// The items in a ref's brackets.
#[derive(Clone, Debug)]
pub struct EvidenceDraft {
    /// The work that says so.
    pub by: Option<WordDraft>,
    /// Where `by` says so.
    pub place: Option<TextRange>,
    /// Where in the annotated work.
    pub locator: Option<TextRange>,
    /// What it is on.
    pub on: Option<TextRange>,
    /// How sure.
    pub confidence: Confidence,
    /// The other items.
    pub rare: Option<Box<RareItems>>,
    /// The ref in the file.
    pub span: Span,
    /// The name of the field in the file.
    pub field: Span,
}

/// Items that few refs have.
#[derive(Clone, Debug, Default)]
pub struct RareItems {
    /// The claim it is about.
    pub via: Option<WordDraft>,
    /// The words themselves.
    pub quote: Option<TextRange>,
    /// When.
    pub date: Option<Date>,
    /// Facets, in order, one value each.
    pub facets: Vec<(ItemDraft, Box<str>)>,
}

impl EvidenceDraft {
    /// No items at all.
    #[must_use]
    pub fn new(span: Span, field: Span) -> Self {
        Self {
            by: None,
            place: None,
            locator: None,
            on: None,
            confidence: Confidence::High,
            rare: None,
            span,
            field,
        }
    }

    /// The items that few refs have, to be filled.
    pub fn rare_items(&mut self) -> &mut RareItems {
        self.rare.get_or_insert_default()
    }

    /// The facets, in order.
    #[must_use]
    pub fn facets(&self) -> &[(ItemDraft, Box<str>)] {
        self.rare.as_ref().map_or(&[], |rare| &rare.facets)
    }
}

/// A key somewhere in a file, where it nearly always stands whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordDraft {
    /// Its place.
    pub span: Span,
    /// Its text, if that is not what stands at its place.
    composed: Option<TextRange>,
}

impl WordDraft {
    /// A key that stands at its place as `text`, in which `\\_`, as managers write it, is `_`.
    #[must_use]
    pub fn written(text: &str, span: Span, texts: &mut Texts) -> Self {
        if text.as_bytes().contains(&b'\\') {
            Self::composed(text, span, texts)
        } else {
            Self { span, composed: None }
        }
    }

    /// A key that does not stand in the file whole.
    #[must_use]
    pub fn composed(text: &str, span: Span, texts: &mut Texts) -> Self {
        match texts.add(&unescaped(text)) {
            Some(range) => Self { span, composed: Some(range) },
            // What is empty stands anywhere.
            None => Self { span: Span::new(span.file, span.start, span.start), composed: None },
        }
    }

    /// The key.
    #[must_use]
    pub fn text<'a>(&self, sources: &'a [SourceFile], texts: &'a FinishedTexts) -> &'a str {
        match self.composed {
            Some(range) => texts.get(range),
            None => {
                let text = sources.get(self.span.file.0 as usize).map_or("", SourceFile::text);
                text.get(self.span.start as usize..self.span.end as usize).unwrap_or_default()
            }
        }
    }
}

/// A key with `\\_`, as managers write it, read as `_`.
#[must_use]
pub fn unescaped(key: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\\', key.as_bytes()).is_some() {
        Cow::Owned(key.replace("\\_", "_"))
    } else {
        Cow::Borrowed(key)
    }
}

/// A word of an item with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemDraft {
    /// The word.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// Which declaration an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeclarationKind {
    /// `@debate`
    Debate,
    /// `@position`
    Position,
    /// `@claim`
    Claim,
    /// `@event`
    Event,
}

/// An entry that declares something.
#[derive(Debug)]
pub struct DeclarationDraft {
    /// Which.
    pub kind: DeclarationKind,
    /// Key and place.
    pub heading: Heading,
    /// Its title in Unicode.
    pub title: Option<Box<str>>,
    /// When, for an event.
    pub date: Option<Date>,
    /// Its refs.
    pub annotations: Vec<AnnotationDraft>,
}

/// A `@response` entry.
#[derive(Debug)]
pub struct ResponseDraft {
    /// Key and place.
    pub heading: Heading,
    /// What responds.
    pub from: WordDraft,
    /// What is responded to.
    pub to: WordDraft,
    /// How.
    pub relation: Relation,
    /// Forward or turned round.
    pub direction: Direction,
    /// Its grounds.
    pub evidence: EvidenceDraft,
}
