//! What came in bursts: words of titles, positions, cited works.

use std::collections::BTreeMap;

use serde::Serialize;

use super::name;
use crate::algorithm::series::{Batch, BurstOptions, batch_bursts};
use crate::analysis::title_words::title_words;
use crate::model::{Corpus, Entity, PositionId, WorkId};
use crate::projection::Descent;

/// What may burst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BurstOf {
    /// A word, in the titles of the year's works.
    Word,
    /// A position, among the year's works that hold any.
    Position,
    /// A work, among the references that the year's works make.
    Cited,
}

impl BurstOf {
    /// Every kind, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::Word, Self::Position, Self::Cited];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Position => "position",
            Self::Cited => "cited",
        }
    }
}

/// A burst.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BurstFinding {
    /// What bursts.
    pub kind: BurstOf,
    /// The word, or the key of the position or work.
    pub item: String,
    /// Its first year.
    pub from: i32,
    /// Its last year.
    pub to: i32,
    /// By how much the burst explains its years better than the usual share does, in natural units of
    /// information.
    pub weight: f64,
    /// How many of its years' works (or references) have it.
    pub relevant: u64,
    /// How many there are in its years.
    pub total: u64,
    /// The usual share, over all years.
    pub usual: f64,
    /// The works of its years that have the word, hold the position or cite the work.
    pub works: Vec<String>,
}

/// Finds the years in which a word, a position or a cited work has at least twice its usual share, by the cheapest
/// state sequence of Kleinberg's automaton for batches ([`batch_bursts`], s = 2 and γ = 1 as in the paper).
///
/// A batch is a year that has any works with titles, works with positions, or references; years without say
/// nothing and are passed over. A position's works include those of the positions below it. References are the
/// arcs of `descent`, in the year of the referring work. Undated works count nowhere.
///
/// The heaviest burst comes first; equal ones by kind, name and year.
///
/// # Complexity
/// O(w T) for w words, positions and cited works that are frequent enough to burst at all, and T years.
///
/// # References
/// - Kleinberg (2002), doi:10.1145/775047.775061, section 4.
#[must_use]
pub fn bursts(corpus: &Corpus, descent: &Descent, kinds: &[BurstOf]) -> Vec<BurstFinding> {
    let mut found = Vec::new();
    for kind in BurstOf::ALL.into_iter().filter(|kind| kinds.contains(kind)) {
        let occurrences = match kind {
            BurstOf::Word => words(corpus),
            BurstOf::Position => positions(corpus),
            BurstOf::Cited => cited(corpus, descent),
        };
        occurrences.bursts(corpus, kind, &mut found);
    }
    found.sort_by(|a, b| {
        let order = b.weight.total_cmp(&a.weight);
        order.then_with(|| (a.kind, &a.item, a.from).cmp(&(b.kind, &b.item, b.from)))
    });
    found
}

/// Who has what, and how many there are in each year.
#[derive(Default)]
struct Occurrences {
    totals: BTreeMap<i32, u64>,
    /// For each item the years and works in which it occurs.
    items: BTreeMap<String, Vec<(i32, WorkId)>>,
}

impl Occurrences {
    fn bursts(&self, corpus: &Corpus, kind: BurstOf, found: &mut Vec<BurstFinding>) {
        let options = BurstOptions::default();
        let years: Vec<i32> = self.totals.keys().copied().collect();
        let all: u64 = self.totals.values().sum();
        // Rising costs γ ln T and an occurrence gains ln s at most.
        let rise = options.transition_cost * (years.len() as f64).ln();
        for (item, occurrences) in &self.items {
            if occurrences.len() as f64 * options.scaling.ln() <= rise {
                continue;
            }
            let mut relevant: BTreeMap<i32, u64> = BTreeMap::new();
            occurrences.iter().for_each(|(year, _)| *relevant.entry(*year).or_default() += 1);
            let batches: Vec<Batch> = self
                .totals
                .iter()
                .map(|(year, &total)| Batch { relevant: relevant.get(year).copied().unwrap_or(0), total })
                .collect();
            let bursts = batch_bursts(&batches, &options)
                .expect("no year has more of an item than of all, and the options are the paper's");
            for burst in bursts.bursts {
                let (from, to) = (years[burst.start], years[burst.end - 1]);
                let mut works: Vec<WorkId> = occurrences
                    .iter()
                    .filter(|(year, _)| (from..=to).contains(year))
                    .map(|(_, work)| *work)
                    .collect();
                works.sort_by_key(|&work| (corpus.work(work).year(), work));
                let inside = &batches[burst.start..burst.end];
                found.push(BurstFinding {
                    kind,
                    item: item.clone(),
                    from,
                    to,
                    weight: super::rounded(burst.weight),
                    relevant: inside.iter().map(|batch| batch.relevant).sum(),
                    total: inside.iter().map(|batch| batch.total).sum(),
                    usual: super::rounded(occurrences.len() as f64 / all as f64),
                    works: works.into_iter().map(|work| name(corpus, work)).collect(),
                });
            }
        }
    }
}

fn words(corpus: &Corpus) -> Occurrences {
    let mut occurrences = Occurrences::default();
    for id in corpus.work_ids() {
        let work = corpus.work(id);
        let (Some(year), Some(title)) = (work.year(), corpus.title(id)) else { continue };
        *occurrences.totals.entry(year).or_default() += 1;
        for word in title_words(&title) {
            occurrences.items.entry(word).or_default().push((year, id));
        }
    }
    occurrences
}

fn positions(corpus: &Corpus) -> Occurrences {
    let mut occurrences = Occurrences::default();
    for id in corpus.work_ids() {
        let Some(year) = corpus.work(id).year() else { continue };
        let mut held: Vec<PositionId> =
            corpus.stances_of(id).flat_map(|stance| corpus.ancestry(stance.position)).collect();
        held.sort();
        held.dedup();
        if !held.is_empty() {
            *occurrences.totals.entry(year).or_default() += 1;
        }
        for position in held {
            let key = corpus.key(Entity::Position(position));
            occurrences.items.entry(key).or_default().push((year, id));
        }
    }
    occurrences
}

fn cited(corpus: &Corpus, descent: &Descent) -> Occurrences {
    let mut occurrences = Occurrences::default();
    for (cited, citing, _) in descent.network.edges().filter(|(cited, citing, _)| cited != citing) {
        let (cited, citing) = (Descent::work(cited), Descent::work(citing));
        let Some(year) = corpus.work(citing).year() else { continue };
        *occurrences.totals.entry(year).or_default() += 1;
        occurrences.items.entry(name(corpus, cited)).or_default().push((year, citing));
    }
    occurrences
}
