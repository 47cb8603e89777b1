//! How each work was received: citations within the corpus over the years, disruption, beauty.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{CountOfYear, counts_of_years, name, rounded};
use crate::algorithm::series::{DisruptionOptions, beauty, disruption};
use crate::model::{Corpus, WorkId};
use crate::projection::Descent;

/// Whether a work displaced what it builds on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct DisruptionFinding {
    /// From −1 (all later works that refer to it refer to its references too) to 1 (none does).
    pub cd: f64,
    /// The same times the number of later works that refer to it.
    pub mcd: f64,
    /// How many later works refer to it and none of its references.
    pub only_work: usize,
    /// How many refer to both.
    pub both: usize,
    /// How many refer to its references only.
    pub only_references: usize,
}

/// How long a work slept.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct BeautyFinding {
    /// The beauty coefficient.
    pub coefficient: f64,
    /// The year with the most references to it.
    pub peak: i32,
    /// The year after which references took off; none if they never lay off the straight line to the peak.
    pub awakening: Option<i32>,
}

/// How a work was received within the corpus.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReceptionFinding {
    /// Its key.
    pub work: String,
    /// Its year.
    pub year: Option<i32>,
    /// How many works of the corpus refer to it: the local citation score.
    pub local: usize,
    /// The same without works that share an author with it.
    pub local_without_self: usize,
    /// How many works of the corpus it refers to: the local cited references.
    pub references: usize,
    /// How many works referred to it in each year that has any.
    pub years: Vec<CountOfYear>,
    /// How many of the works that refer to it have no year.
    pub undated: usize,
    /// Its disruption, counted over all later works; none if it has no year, if the files know none of its
    /// references, or if no later work refers to it or to them.
    pub disruption: Option<DisruptionFinding>,
    /// Its beauty; none if it has no year or no reference in or after it.
    pub beauty: Option<BeautyFinding>,
}

/// How the works that anyone refers to were received, most referred to first, then by year and key.
///
/// References are the arcs of `descent`; a work's to itself do not count. Disruption is the CD index over all later
/// works, without a window of years: debates in the humanities are slow. Works of the same year are no later works.
/// A work none of whose references is known has no disruption: it would be 1, whatever it did (Holst and others 2024,
/// arXiv:2402.14583).
///
/// # Complexity
/// That of [`disruption`], and O(n log n + m + Y) for n works, m arcs and Y years between works and their peaks.
///
/// # References
/// - Garfield, Pudovkin & Istomin (2003), Why do we need algorithmic historiography?, doi:10.1002/asi.10226
///   (local counts).
/// - Those of [`disruption`] and [`beauty`].
#[must_use]
pub fn reception(corpus: &Corpus, descent: &Descent) -> Vec<ReceptionFinding> {
    let network = &descent.network;
    let years: Vec<Option<i32>> = corpus.works().iter().map(crate::model::Work::year).collect();
    let options = DisruptionOptions { window: None, ..DisruptionOptions::default() };
    let disrupted = disruption(&network.reversed(), &years, &options);
    let mut found: Vec<(ReceptionFinding, WorkId)> = Vec::new();
    for node in network.nodes() {
        let work = Descent::work(node);
        let citing: Vec<WorkId> = network
            .successors(node)
            .iter()
            .filter(|&&other| other != node)
            .map(|&it| Descent::work(it))
            .collect();
        if citing.is_empty() {
            continue;
        }
        let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
        citing
            .iter()
            .filter_map(|it| years[it.index()])
            .for_each(|year| *counts.entry(year).or_default() += 1);
        let shares_author = |other: &WorkId| {
            let persons = &corpus.work(*other).persons;
            corpus.work(work).persons.iter().any(|person| persons.contains(person))
        };
        let year = years[work.index()];
        let references = network.predecessors(node).iter().filter(|&&other| other != node).count();
        // Where no reference is known everyone seems to pass over them, and any work would be called disruptive.
        let disruption = disrupted[node.index()].filter(|_| references > 0).and_then(|counted| {
            Some(DisruptionFinding {
                cd: rounded(counted.cd()?),
                mcd: rounded(counted.mcd()?),
                only_work: counted.only_work,
                both: counted.both,
                only_references: counted.only_references,
            })
        });
        let finding = ReceptionFinding {
            work: name(corpus, work),
            year,
            local: citing.len(),
            local_without_self: citing.iter().filter(|other| !shares_author(other)).count(),
            references,
            undated: citing.len() - counts.values().sum::<usize>(),
            disruption,
            beauty: year.and_then(|year| slept(year, &counts)),
            years: counts_of_years(&counts),
        };
        found.push((finding, work));
    }
    found.sort_by_key(|(finding, work)| (std::cmp::Reverse(finding.local), finding.year, *work));
    found.into_iter().map(|(finding, _)| finding).collect()
}

/// The beauty of a work of this year with these references to it; those before its year are no part of its life.
fn slept(year: i32, counts: &BTreeMap<i32, usize>) -> Option<BeautyFinding> {
    let last = *counts.range(year..).next_back()?.0;
    let count = |year: i32| counts.get(&year).copied().unwrap_or(0) as u64;
    let series: Vec<u64> = (year..=last).map(count).collect();
    let found = beauty(&series)?;
    let at = |place: usize| year.saturating_add(i32::try_from(place).unwrap_or(i32::MAX));
    Some(BeautyFinding {
        coefficient: rounded(found.coefficient),
        peak: at(found.peak),
        awakening: found.awakening.map(at),
    })
}
