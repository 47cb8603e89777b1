//! The course of a debate: its phases and events, who came when, what descends from what, and what was slow.
//!
//! Each part is a question of its own with its own findings, so that a caller pays for what it asks. Parts that
//! follow links between works share one [`Descent`]: what counts as a link is said
//! once, for all of them.
//!
//! # Adding
//! A part is a file with a function that returns findings that serialise, a `mod` line and a `pub use` here, and
//! a variant of [`TimelinePart`] with its view in `src/cli/timeline.rs`.

mod answer;
mod bursts;
mod events;
mod exchanges;
mod figure;
mod lanes;
mod main_path;
mod path_links;
mod phases;
mod reception;
mod roots;
mod turning_points;

pub use answer::{
    PhasesFrom, SpectroscopyFrom, TimelineFinding, TimelinePart, TimelineQuestion, phase_starts,
    timeline_found,
};
pub use bursts::{BurstFinding, BurstOf, bursts};
pub use events::{EventFinding, events};
pub use exchanges::{ExchangeFinding, ExchangeStep, exchanges};
pub use figure::{TimelineChart, timeline_chart};
pub(super) use figure::{haloed, path_method, rules};
pub use lanes::{LaneFinding, lanes};
pub use main_path::{
    ArcFinding, ArcsShown, CycleFinding, MainPathFinding, MainPathOptions, PathSearch, Weight, main_path,
};
pub use path_links::{ArcReport, LinkFinding};
pub use phases::{CategoryFinding, CategoryKind, LargestSource, PhaseFinding, PhasesFinding, phases};
pub use reception::{BeautyFinding, DisruptionFinding, ReceptionFinding, reception};
pub use roots::{SpectrumFinding, SpectrumWork, SpectrumYearFinding, spectrum};
pub use turning_points::{TurningPointFinding, turning_points};

use std::collections::BTreeMap;

use serde::Serialize;

use super::Reference;
use super::responses::reference;
use crate::diagnostic::Span;
use crate::model::{Corpus, WorkId};
use crate::network::NodeIndex;
use crate::projection::Descent;

/// A count for a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CountOfYear {
    /// The year.
    pub year: i32,
    /// How many.
    pub count: usize,
}

fn counts_of_years(counts: &BTreeMap<i32, usize>) -> Vec<CountOfYear> {
    counts.iter().map(|(&year, &count)| CountOfYear { year, count }).collect()
}

/// The key of a work; one without a key is named by its number.
pub(super) fn name(corpus: &Corpus, work: WorkId) -> String {
    let key = &corpus.work(work).key;
    if key.is_empty() { format!("#{}", work.index() + 1) } else { key.to_string() }
}

/// How many works of one node are named.
const NAMED: usize = 3;

/// The name of a node that stands for these works: "a", "a + b", "a + b + c + 12 more".
fn node_name(corpus: &Corpus, works: &[NodeIndex]) -> String {
    let shown = works.iter().take(NAMED).map(|&node| name(corpus, Descent::work(node)));
    let mut text = shown.collect::<Vec<_>>().join(" + ");
    if works.len() > NAMED {
        text.push_str(&format!(" + {} more", works.len() - NAMED));
    }
    text
}

/// The place of something that stands in no field of its own.
fn declared(corpus: &Corpus, span: Span) -> Reference {
    reference(corpus, span, Span::new(span.file, span.start, span.start))
}

/// The same number with six decimals at most and no negative zero, so that it prints the same everywhere.
fn rounded(number: f64) -> f64 {
    let rounded = (number * 1e6).round() / 1e6;
    if rounded == 0.0 { 0.0 } else { rounded }
}
