//! Everything that the analyses find in a corpus, put side by side for one page to explore.
//!
//! Each answer is that of the command of its name, in the same shape; what a page needs besides, so that it can
//! draw and link, is made in `works` (the works with who says what of them), `map` (where they stand) and `look`
//! (colours and lines).
//!
//! # Adding
//! An answer is a field of [`Report`] and a line in [`report`]; its keys are a promise, see
//! `tests/suite/report.rs`.

mod look;
mod map;
mod works;

pub use look::{EdgeLook, FillLook};
pub use map::{MapEdge, MapFold, MapLane, MapNode, MapPage, MapRule, MapYear, ReportMap};
pub use works::{ReportPosition, ReportRelation, ReportResponse, ReportStance, ReportWork};

use std::collections::BTreeMap;

use serde::Serialize;

use super::bridges::{BridgeGroups, BridgeQuery, BridgesFinding, BridgesPart, bridges_found};
use super::claims::{ClaimQuery, ClaimsFinding, Standing, claims_found};
use super::debate_map::{MapOptions, whole_map};
use super::diagnostics::{CheckFinding, all_diagnostics, check_found};
use super::facets::{FacetQuery, FacetsFinding, facets_found};
use super::matrix::{MatrixOf, ResponseMatrix, response_matrix};
use super::responses::{ResponseQuery, responses};
use super::schools::{SchoolsFinding, SchoolsQuery, schools};
use super::statistics::{Statistics, statistics};
use super::timeline::{
    BurstOf, MainPathOptions, TimelineFinding, TimelinePart, TimelineQuestion, phases, timeline_found,
};
use super::who::{ThreadsFinding, UnansweredFinding, threads_found, unanswered};
use crate::algorithm::argumentation::HCategoriser;
use crate::diagnostic::Diagnostic;
use crate::figure::EdgeStyle;
use crate::figure::PaletteColor;
use crate::model::{Confidence, Corpus};
use crate::projection::{Links, descent};

/// What the page shows first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Opening {
    /// The map, and the debate at a glance.
    #[default]
    Debate,
    /// The claims.
    Claims,
    /// Who responds to whom, counted.
    Matrix,
    /// The years.
    Timeline,
    /// The schools beside the positions.
    Schools,
}

/// What a report is made from besides the corpus.
#[derive(Clone, Debug)]
pub struct ReportOptions<'a> {
    /// What was found wrong when the files were read.
    pub diagnostics: &'a [Diagnostic],
    /// The least confidence of whatever carries one.
    pub confidence: Confidence,
    /// A heading of the user's own.
    pub title: Option<String>,
    /// The command that makes the report again.
    pub command: String,
    /// What the page shows first.
    pub opening: Opening,
}

/// What made the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportProgram {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The command that makes the report again.
    pub command: String,
}

/// Everything that is told of a debate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// What made it.
    pub program: ReportProgram,
    /// What the page shows first.
    pub opening: Opening,
    /// The heading: the question of the debate.
    pub title: String,
    /// The second heading: how much there is.
    pub subtitle: String,
    /// Where the facts come from.
    pub source: String,
    /// The works, by number.
    pub works: Vec<ReportWork>,
    /// The positions.
    pub positions: Vec<ReportPosition>,
    /// How the relations that occur read, by name.
    pub relations: BTreeMap<String, ReportRelation>,
    /// The colours of fills, by name.
    pub palette: BTreeMap<&'static str, FillLook>,
    /// The looks of edges, by name.
    pub styles: BTreeMap<&'static str, EdgeLook>,
    /// As `who`, each with its number and the works at its ends.
    pub responses: Vec<ReportResponse>,
    /// Where the works stand.
    pub map: ReportMap,
    /// As `who --threads`.
    pub threads: ThreadsFinding,
    /// As `who --unanswered`.
    pub unanswered: UnansweredFinding,
    /// As `claims`.
    pub claims: ClaimsFinding,
    /// As `schools`.
    pub schools: Option<SchoolsFinding>,
    /// As `bridges`.
    pub bridges: BridgesFinding,
    /// As `timeline`.
    pub timeline: TimelineFinding,
    /// As `who --matrix positions`.
    pub matrix: ResponseMatrix,
    /// As `facets`.
    pub facets: FacetsFinding,
    /// As `stats`.
    pub stats: Statistics,
    /// As `check`.
    pub check: CheckFinding,
}

/// Asks every question of a corpus.
///
/// # Determinism
/// A function of corpus and options.
///
/// # Complexity
/// That of the analyses and, up to some hundred works, of [`place`](crate::figure::place); of more, that of
/// [`seat`](crate::figure::seat).
#[must_use]
pub fn report(corpus: &Corpus, options: &ReportOptions<'_>) -> Report {
    let confidence = options.confidence;
    let query = ResponseQuery { confidence, ..ResponseQuery::default() };
    let said = responses(corpus, &query);
    let mut of_schools = SchoolsQuery::default();
    of_schools.responses.confidence = confidence;
    let schools = schools(corpus, &of_schools).ok();
    let mut of_bridges = BridgeQuery::new(BridgeGroups::Positions(std::num::NonZeroUsize::MIN));
    of_bridges.confidence = confidence;
    let of_map =
        MapOptions { responses: query.clone(), title: options.title.clone(), ..MapOptions::default() };
    let drawn = whole_map(corpus, &of_map);
    let phases = phases(corpus, confidence);
    let of_claims = ClaimQuery { confidence, ..ClaimQuery::default() };
    let of_timeline = TimelineQuestion {
        confidence,
        descent: &descent(corpus, Links::default(), confidence),
        path: MainPathOptions::default(),
        bursts: &BurstOf::ALL,
    };
    Report {
        program: ReportProgram {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            command: options.command.clone(),
        },
        opening: options.opening,
        title: drawn.chart.title.clone(),
        subtitle: drawn.chart.subtitle.clone(),
        source: drawn.chart.source.clone(),
        works: works::works(corpus, confidence, &drawn, schools.as_ref()),
        positions: works::positions(corpus, &drawn.lanes),
        relations: works::relations(corpus, &said),
        palette: PaletteColor::ALL.into_iter().map(|color| (color.name(), FillLook::of(color))).collect(),
        styles: EdgeStyle::ALL.into_iter().map(|style| (style.name(), EdgeLook::of(style))).collect(),
        responses: works::responses(corpus, &said),
        map: map::map(corpus, drawn, &said, &phases),
        threads: threads_found(corpus, &query),
        unanswered: unanswered(corpus, &query),
        claims: claims_found(&Standing::new(corpus, confidence), &of_claims, &HCategoriser),
        schools: schools.map(|schools| schools.finding),
        bridges: bridges_found(corpus, &of_bridges, BridgesPart::Reasons),
        timeline: timeline_found(corpus, &of_timeline, &TimelinePart::ALL),
        matrix: response_matrix(corpus, &said, MatrixOf::Positions),
        facets: facets_found(corpus, &FacetQuery { confidence, ..FacetQuery::default() }),
        stats: statistics(corpus, confidence),
        check: check_found(corpus, &all_diagnostics(corpus, options.diagnostics)),
    }
}
