//! From which years a literature draws: reference publication year spectroscopy.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{name, rounded};
use crate::algorithm::series::spectroscopy;
use crate::model::{Corpus, WorkId};
use crate::projection::Descent;

/// How often a work of a year is referred to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SpectrumWork {
    /// Its key.
    pub work: String,
    /// How many works refer to it.
    pub references: usize,
}

/// A year that is referred to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpectrumYearFinding {
    /// The year.
    pub year: i32,
    /// How many references go to its works.
    pub references: u64,
    /// The median of the counts of the year and the two years on each side, as far as the series has them.
    pub median: f64,
    /// The count less the median.
    pub deviation: f64,
    /// Whether the deviation is positive and no smaller than its neighbours'.
    pub peak: bool,
    /// The works, most referred to first.
    pub works: Vec<SpectrumWork>,
}

/// The years that are referred to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SpectrumFinding {
    /// Every year from the first referred to until the last, those without references included.
    pub years: Vec<SpectrumYearFinding>,
    /// How many references there are: pairs of works.
    pub references: u64,
    /// How many of them go to works without a year.
    pub undated: u64,
}

/// Counts the references by the year of the work referred to, and finds the years above the median of five.
///
/// References are the arcs of `descent`, each pair of works once; a work's references to itself do not count. Works
/// that have no entry of their own count if they have a year. See [`spectroscopy`] for median, deviation and peaks.
///
/// # Complexity
/// O(n log n + m) for n works and m arcs.
///
/// # References
/// - Marx, Bornmann, Barth & Leydesdorff (2014), doi:10.1002/asi.23089.
#[must_use]
pub fn spectrum(corpus: &Corpus, descent: &Descent) -> SpectrumFinding {
    let mut found = SpectrumFinding::default();
    let mut by_year: BTreeMap<i32, Vec<(usize, WorkId)>> = BTreeMap::new();
    for node in descent.network.nodes() {
        let citing = descent.network.successors(node).iter().filter(|&&citing| citing != node).count();
        if citing == 0 {
            continue;
        }
        found.references += citing as u64;
        match corpus.work(Descent::work(node)).year() {
            Some(year) => by_year.entry(year).or_default().push((citing, Descent::work(node))),
            None => found.undated += citing as u64,
        }
    }
    let (Some((&first, _)), Some((&last, _))) = (by_year.first_key_value(), by_year.last_key_value()) else {
        return found;
    };
    let count = |year: i32| -> u64 {
        by_year.get(&year).into_iter().flatten().map(|(citing, _)| *citing as u64).sum()
    };
    let counts: Vec<u64> = (first..=last).map(count).collect();
    for (year, line) in (first..=last).zip(spectroscopy(&counts)) {
        let mut works = by_year.remove(&year).unwrap_or_default();
        works.sort_by_key(|&(citing, work)| (std::cmp::Reverse(citing), work));
        found.years.push(SpectrumYearFinding {
            year,
            references: line.count,
            median: rounded(line.median),
            deviation: rounded(line.deviation),
            peak: line.is_peak,
            works: works
                .into_iter()
                .map(|(references, work)| SpectrumWork { work: name(corpus, work), references })
                .collect(),
        });
    }
    found
}
