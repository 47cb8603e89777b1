//! How many works each position had in each year.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{CountOfYear, counts_of_years};
use crate::analysis::debate_map::lanes::Lanes;
use crate::model::{Confidence, Corpus, PositionId};

/// A position through the years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LaneFinding {
    /// The position's key; none for the works that hold no position.
    pub position: Option<String>,
    /// How many works hold it, or one below it that has no lane of its own.
    pub works: usize,
    /// How many of them have no year.
    pub undated: usize,
    /// How many appeared in each year that has any.
    pub years: Vec<CountOfYear>,
}

/// The works of each position by year, in the lanes that a map of the whole corpus has.
///
/// A work counts in the lane of each of its positions, so that lanes may add up to more than there are works. Works
/// without a position come last, if there are any. Stances less sure than `confidence` do not count.
///
/// # Complexity
/// Linear in works and stances, times the depth of the position tree.
#[must_use]
pub fn lanes(corpus: &Corpus, confidence: Confidence) -> Vec<LaneFinding> {
    let held: Vec<Vec<PositionId>> = corpus
        .work_ids()
        .map(|work| {
            let sure = corpus.stances_of(work).filter(|stance| stance.evidence.confidence >= confidence);
            sure.map(|stance| stance.position).collect()
        })
        .collect();
    if held.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let lanes = Lanes::new(corpus, &held);
    let titles: Vec<String> = lanes.lanes(corpus).into_iter().map(|lane| lane.title).collect();
    let mut counts: Vec<(BTreeMap<i32, usize>, usize)> = vec![Default::default(); titles.len()];
    for (work, held) in corpus.work_ids().zip(&held) {
        let mut own: Vec<usize> =
            held.iter().filter_map(|&position| lanes.lane_of_position(corpus, position)).collect();
        own.sort_unstable();
        own.dedup();
        if own.is_empty() {
            own.push(titles.len() - 1);
        }
        for lane in own {
            match corpus.work(work).year() {
                Some(year) => *counts[lane].0.entry(year).or_default() += 1,
                None => counts[lane].1 += 1,
            }
        }
    }
    let unplaced = held.iter().any(Vec::is_empty).then(|| titles.len() - 1);
    titles
        .into_iter()
        .zip(counts)
        .enumerate()
        .map(|(lane, (title, (years, undated)))| LaneFinding {
            position: (unplaced != Some(lane)).then_some(title),
            works: years.values().sum::<usize>() + undated,
            undated,
            years: counts_of_years(&years),
        })
        .collect()
}
