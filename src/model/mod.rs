//! A debate as data: works, persons, positions, claims, and who says what about whom.
//!
//! Everything here is immutable once built. Readers produce [`Fragment`]s, one per file; [`build`] joins
//! them into one [`Corpus`], which is *closed under its ids*: every id in it names something in it.
//! This module may import [`crate::diagnostic`] and [`crate::latex`], and nothing else of the crate.
//!
//! # Adding
//! A new kind of fact is a file with its record, a `Vec` in [`Corpus`] and a step in `build/`.

mod build;
mod corpus;
mod correction;
mod date;
mod debate;
mod evidence;
mod fields;
mod fragment;
mod graph;
pub mod identifier;
mod ids;
mod merge;
mod name;
mod person;
mod reference;
mod relation;
mod text;
mod version;
mod work;

pub use build::{BuildOptions, build};
pub(crate) use corpus::nearest;
pub use corpus::{Corpus, FileCounts, KeyMatch, Referent};
pub use correction::{Correction, CorrectionKind};
pub use date::{CalendarDate, Certainty, Date, Openness};
pub use debate::{Case, Claim, Debate, Event, Facet, Position};
pub use evidence::{
    Assertion, Attitude, Citation, Confidence, Evidence, Opposition, Response, Speaker, Stance,
};
pub use fields::{Field, FieldName, FieldSlots, FieldValue, Fields, FieldsDraft};
pub use fragment::{
    AnnotationDraft, AnnotationKind, Block, BlockSizes, DeclarationDraft, DeclarationKind, Draft,
    EvidenceDraft, Fragment, Heading, ItemDraft, KeyOrigin, Merging, RareItems, ReferenceListDraft,
    ResponseDraft, SameAsDraft, WordDraft, WorkDraft, WorkRole, unescaped,
};
pub use graph::{DebateGraph, Entity, Link};
pub use ids::{
    AssertionId, CaseId, CitationId, ClaimId, DebateId, EventId, FacetId, PersonId, PositionId, ResponseId,
    StanceId, WorkId,
};
pub use merge::{Merge, MergeRule};
pub use name::{
    Compatibility, Name, NameKind, NameNumber, NameParts, NameTable, PersonKey, PersonNumber, compatible,
    resolve, same_person_key,
};
pub use person::Person;
pub use reference::{LinkRule, LinkScore, Reference, ReferenceFormat, ReferenceList, ReferenceOutcome};
pub use relation::{
    DeclareError, Direction, LinePattern, Relation, RelationInfo, RelationOrigin, Relations, Sign, Symmetry,
};
pub use text::{FinishedTexts, Run, Text, TextRange, Texts};
pub use version::{Version, VersionKind};
pub use work::{Contribution, NamesGiven, Presence, Work};
