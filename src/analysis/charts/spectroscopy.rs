//! From which years a literature draws, as a figure.

use std::collections::BTreeMap;

use super::{captions, with_provenance};
use crate::analysis::debate_map::{MapOptions, counted};
use crate::analysis::provenance::{Shown, provenance_of};
use crate::analysis::timeline::{self, SpectrumFinding, SpectrumYearFinding, spectrum};
use crate::figure::series::{Band, BandShape, Callout, SeriesLine, Slot, SlotKind};
use crate::figure::{PaletteColor, SeriesChart};
use crate::model::{Corpus, WorkId};
use crate::projection::{Descent, Links};

/// How many years in which nothing happens are left out of the axis.
const FOLD: usize = 15;
/// How many peaks are named, and how many of their works.
const NAMED: (usize, usize) = (12, 2);

/// Reference publication year spectroscopy: references by the year of what they refer to, as columns; their deviation
/// from the median of five years, as a line; the peaks with the works most referred to.
///
/// The figures are those of [`spectrum`]. Of the options, heading and page count.
///
/// # Determinism
/// A function of corpus, links and options.
///
/// # Complexity
/// As [`spectrum`].
#[must_use]
pub fn spectroscopy_chart(corpus: &Corpus, descent: &Descent, options: &MapOptions) -> SeriesChart {
    let found = spectrum(corpus, descent);
    let (slots, years) = places(&found);
    let labels: BTreeMap<String, String> =
        corpus.work_ids().map(|work| (timeline::name(corpus, work), corpus.label(work))).collect();
    let mut peaks: Vec<(usize, &SpectrumYearFinding)> =
        years.iter().copied().enumerate().filter(|(_, year)| year.peak).collect();
    peaks.sort_by(|(_, a), (_, b)| b.deviation.total_cmp(&a.deviation).then(a.year.cmp(&b.year)));
    let callouts = peaks.iter().take(NAMED.0).map(|(slot, year)| callout(*slot, year, &labels)).collect();
    let works: Vec<WorkId> = corpus
        .work_ids()
        .filter(|&work| !descent.network.successors(Descent::node(work)).is_empty())
        .collect();
    let drawn = counted(usize::try_from(found.references).unwrap_or(usize::MAX), "reference");
    let provenance = provenance_of(corpus, drawn, &Shown { works, ..Shown::default() });
    let around = captions(corpus, options.title.as_deref(), subtitle(&found, descent), options.page);
    SeriesChart {
        captions: with_provenance(around, provenance),
        unit: "references".to_owned(),
        slots,
        bands: vec![Band {
            name: "references to works of the year".to_owned(),
            fill: PaletteColor::Grey,
            values: years.iter().map(|year| year.references as f64).collect(),
        }],
        shape: BandShape::Needles,
        line: Some(SeriesLine {
            name: "deviation from the median of five years".to_owned(),
            values: years.iter().map(|year| year.deviation).collect(),
        }),
        callouts,
        folded: "years without references".to_owned(),
        shared: None,
    }
}

/// The years with a place on the axis: all but long runs in which there is neither a reference nor a deviation.
fn places(found: &SpectrumFinding) -> (Vec<Slot>, Vec<&SpectrumYearFinding>) {
    let (mut slots, mut years) = (Vec::new(), Vec::new());
    let is_idle = |year: &SpectrumYearFinding| year.references == 0 && year.deviation == 0.0;
    let mut kind = SlotKind::Next;
    for run in found.years.chunk_by(|a, b| is_idle(a) == is_idle(b)) {
        if run.len() >= FOLD && run.iter().all(is_idle) {
            kind = SlotKind::AfterFold;
            continue;
        }
        for year in run {
            slots.push(Slot { label: year.year.to_string(), year: Some(year.year), kind, total: None });
            years.push(year);
            kind = SlotKind::Next;
        }
    }
    (slots, years)
}

fn callout(slot: usize, year: &SpectrumYearFinding, labels: &BTreeMap<String, String>) -> Callout {
    let name = |key: &String| labels.get(key).filter(|label| !label.trim().is_empty()).unwrap_or(key).clone();
    let named = year.works.iter().take(NAMED.1);
    let mut lines: Vec<String> =
        named.map(|work| format!("{} ({})", name(&work.work), work.references)).collect();
    if year.works.len() > NAMED.1 {
        lines.push(format!("and {} more", year.works.len() - NAMED.1));
    }
    Callout { slot, lines }
}

fn subtitle(found: &SpectrumFinding, descent: &Descent) -> String {
    let joined = match descent.links {
        Links::Citations => "citations",
        Links::Responses => "responses between works",
        Links::Both => "citations and responses between works",
    };
    if found.references == 0 {
        return format!("no {joined} in the files");
    }
    let references = usize::try_from(found.references).unwrap_or(usize::MAX);
    let mut text = format!("{}, made in {joined}, by the year referred to", counted(references, "reference"));
    if found.undated > 0 {
        text.push_str(&format!("; {} to works without a year not drawn", found.undated));
    }
    text.push_str("; peaks with the works most referred to, and how often");
    text
}
