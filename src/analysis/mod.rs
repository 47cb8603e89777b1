//! Questions and their answers: one question, one file.
//!
//! An analysis reads a [`Corpus`](crate::model::Corpus) and returns findings that serialise to the program's
//! JSON contract, or a chart. It prints nothing.
//!
//! # Adding
//! `src/analysis/<name>.rs`, its `mod` line here, `src/cli/<name>.rs` with its `mod` line, and a variant
//! of the command enum; a transcript under `tests/transcripts/`.

mod absence;
mod accuracy;
mod bridges;
mod charts;
mod check;
mod claims;
mod completeness;
mod dataset;
mod debate_map;
mod diagnostics;
mod exchange;
mod explanation;
mod export_advice;
mod facets;
mod links;
mod matrix;
mod paths;
mod provenance;
mod ranking;
mod report;
mod responses;
mod roles;
mod schools;
mod statistics;
pub mod timeline;
mod title_words;
mod who;

pub use absence::why_no_links;
pub use accuracy::AccuracyFinding;
pub use bridges::{
    ApprovalFinding, BridgeFinding, BridgeGroupFinding, BridgeGroups, BridgeQuery, BridgeScore, Bridges,
    BridgesBy, BridgesFinding, BridgesPart, CutEdgeFinding, MentionFinding, RoleFinding, RolesFinding,
    SidesFinding, approvals, bridges, bridges_found, opposed_positions,
};
pub use charts::{
    FacetMatrixOptions, facet_matrix_chart, response_matrix_chart, spectroscopy_chart, stream_chart,
};
pub use check::check;
pub use claims::{
    AnswerFinding, AttackFinding, CircleFinding, ClaimFinding, ClaimQuery, ClaimRelationFinding, ClaimScope,
    ClaimsFinding, HolderFinding, LabelledClaims, LabellingsFinding, NeedFinding, Standing, SupportFinding,
    circles, claims, claims_found, claims_weighed, labelled_claims,
};
pub use completeness::{Completeness, ReferencesKnown, WorkCompleteness, completeness};
pub use dataset::{DatasetOptions, OutsideWorks, dataset};
pub use debate_map::{
    Citations, DRAWN_SINGLY, KEPT, MapOptions, MapView, Neighbourhood, RankedBy, Things, Thinned, Thinning,
    Top, debate_map, schools_map, thinned_map,
};
pub use diagnostics::{CheckFinding, CheckedCounts, DiagnosticFinding, all_diagnostics, check_found};
pub use exchange::{Answered, Challenge, Thread, ThreadStep, challenges, threads};
pub use explanation::{Explanation, Fact, explain, explain_between};
pub use export_advice::exports_without_references;
pub use facets::{
    Condition, EvidenceMatrix, FacetFinding, FacetQuery, FacetsFinding, MatrixCell, UnknownFacet,
    evidence_matrix, facet_named, facet_values, facets_found, works_where,
};
pub use links::{
    CorrectionFinding, FileReferences, LinkAudit, LinkFinding, LinkOrder, MergeFinding, RuleCount,
    UnresolvedFinding, link_audit, links, merges,
};
pub use matrix::{MatrixOf, ResponseMatrix, SignCounts, response_matrix};
pub use paths::{PathQuery, PathStep, StepDirection, Through, Toward, shortest_paths};
pub use ranking::{
    RankBy, RankError, RankFinding, RankOf, RankQuery, RankScore, Ranking, rank, works_by_rank,
};
pub use report::{
    EdgeLook, FillLook, MapEdge, MapFold, MapLane, MapNode, MapPage, MapRule, MapYear, Opening, Report,
    ReportMap, ReportOptions, ReportPosition, ReportProgram, ReportRelation, ReportResponse, ReportStance,
    ReportWork, report,
};
pub use responses::{Group, Reference, ResponseFinding, ResponseQuery, finding, responses};
pub use roles::roles;
pub use schools::{
    AgreementFinding, Because, CitationProjection, Cohesion, ConfusionCell, EdgeFinding, Lens,
    LensComparison, LensFinding, Misfit, PositionCount, ResponseShare, School, SchoolMethod, Schools,
    SchoolsError, SchoolsFinding, SchoolsQuery, StabilityFinding, schools,
};
pub use statistics::{FileStatistics, Statistics, YearCount, statistics};
pub use who::{
    ResponsesFinding, ThreadFinding, ThreadStepFinding, ThreadsFinding, UnansweredFinding, responses_found,
    threads_found, unanswered,
};
