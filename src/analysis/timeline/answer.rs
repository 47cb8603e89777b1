//! What `timeline` answers, as it serialises: the parts that were asked for, beside one another.

use serde::Serialize;

use super::{
    BurstFinding, BurstOf, EventFinding, ExchangeFinding, LaneFinding, MainPathFinding, MainPathOptions,
    PhaseFinding, PhasesFinding, ReceptionFinding, SpectrumYearFinding, TurningPointFinding, bursts, events,
    exchanges, lanes, main_path, phases, reception, spectrum, turning_points,
};
use crate::model::{Confidence, Corpus};
use crate::projection::Descent;

/// A part of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelinePart {
    /// The phases, and the declared events.
    Phases,
    /// How many works each position had in each year.
    Lanes,
    /// The main path.
    MainPath,
    /// Exchanges of critique, reply and rejoinder.
    Threads,
    /// What for some years had twice its usual share.
    Bursts,
    /// Works through which much of the debate runs.
    TurningPoints,
    /// From which years the references come.
    Spectroscopy,
    /// How often each work is referred to, and when.
    Citations,
}

impl TimelinePart {
    /// All parts.
    pub const ALL: [Self; 8] = [
        Self::Phases,
        Self::Lanes,
        Self::MainPath,
        Self::Threads,
        Self::Bursts,
        Self::TurningPoints,
        Self::Spectroscopy,
        Self::Citations,
    ];
}

/// What the parts are found from.
#[derive(Clone)]
pub struct TimelineQuestion<'a> {
    /// The least confidence of stances and responses.
    pub confidence: Confidence,
    /// What joins two works.
    pub descent: &'a Descent,
    /// How the main path is found.
    pub path: MainPathOptions,
    /// What bursts are looked for.
    pub bursts: &'a [BurstOf],
}

/// What the phases were found from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PhasesFrom {
    /// `bic`.
    pub criterion: &'static str,
    /// By how much the criterion prefers the phases to a single one.
    pub gain: f64,
    /// How many stances of dated works were counted.
    pub stances: u64,
    /// How many dated responses were counted.
    pub responses: u64,
    /// How many positions and signs occur.
    pub categories: usize,
    /// How many stances and responses have no year.
    pub undated: u64,
}

impl PhasesFrom {
    fn of(found: &PhasesFinding) -> Self {
        let PhasesFinding { gain, stances, responses, categories, undated, .. } = *found;
        Self { criterion: "bic", gain, stances, responses, categories, undated }
    }
}

/// What the spectrum of cited years was found from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SpectroscopyFrom {
    /// How many references there are.
    pub references: u64,
    /// How many of them go to works without a year.
    pub undated: u64,
}

/// The parts of the timeline that were asked for; the others are absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TimelineFinding {
    /// The phases, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phases: Option<Vec<PhaseFinding>>,
    /// What they were found from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phases_from: Option<PhasesFrom>,
    /// The declared events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<EventFinding>>,
    /// Works of each position by year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lanes: Option<Vec<LaneFinding>>,
    /// The main path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main_path: Option<MainPathFinding>,
    /// The exchanges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threads: Option<Vec<ExchangeFinding>>,
    /// The bursts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bursts: Option<Vec<BurstFinding>>,
    /// The turning points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turning_points: Option<Vec<TurningPointFinding>>,
    /// The cited years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spectroscopy: Option<Vec<SpectrumYearFinding>>,
    /// What they were found from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spectroscopy_from: Option<SpectroscopyFrom>,
    /// How often each work is referred to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citations: Option<Vec<ReceptionFinding>>,
}

/// The first years of the phases but the first, which turning points are told apart by.
#[must_use]
pub fn phase_starts(phases: &[PhaseFinding]) -> Vec<i32> {
    phases.iter().skip(1).map(|phase| phase.from).collect()
}

/// The parts of the timeline that are asked for.
///
/// # Complexity
/// That of the parts.
#[must_use]
pub fn timeline_found(
    corpus: &Corpus,
    question: &TimelineQuestion<'_>,
    parts: &[TimelinePart],
) -> TimelineFinding {
    let (confidence, descent) = (question.confidence, question.descent);
    let needs_phases =
        |part: &TimelinePart| matches!(part, TimelinePart::Phases | TimelinePart::TurningPoints);
    let phased = parts.iter().any(needs_phases).then(|| phases(corpus, confidence));
    let mut found = TimelineFinding::default();
    for part in parts {
        match part {
            TimelinePart::Phases => {
                found.phases_from = phased.as_ref().map(PhasesFrom::of);
                found.phases = phased.as_ref().map(|phased| phased.phases.clone());
                found.events = Some(events(corpus));
            }
            TimelinePart::Lanes => found.lanes = Some(lanes(corpus, confidence)),
            TimelinePart::MainPath => found.main_path = Some(main_path(corpus, descent, &question.path)),
            TimelinePart::Threads => found.threads = Some(exchanges(corpus, confidence)),
            TimelinePart::Bursts => found.bursts = Some(bursts(corpus, descent, question.bursts)),
            TimelinePart::TurningPoints => {
                let starts = phased.as_ref().map(|phased| phase_starts(&phased.phases)).unwrap_or_default();
                found.turning_points = Some(turning_points(corpus, descent, &starts));
            }
            TimelinePart::Spectroscopy => {
                let spectrum = spectrum(corpus, descent);
                found.spectroscopy_from =
                    Some(SpectroscopyFrom { references: spectrum.references, undated: spectrum.undated });
                found.spectroscopy = Some(spectrum.years);
            }
            TimelinePart::Citations => found.citations = Some(reception(corpus, descent)),
        }
    }
    found
}
