//! Phases of a yearly mix.

use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;

/// What [`phases`] is and where it comes from.
pub(super) const INFO: MethodInfo = MethodInfo {
    name: "phases",
    summary: "stretches of years with one mix of categories each (change points of a multinomial series)",
    reference: "Schwarz 1978, doi:10.1214/aos/1176344136; Jackson et al. 2005, doi:10.1109/LSP.2001.838216",
    randomness: Randomness::None,
};

/// A stretch of years with one mix.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Its first year, by place in the series.
    pub start: usize,
    /// The first year behind it.
    pub end: usize,
    /// How many items of each category its years have.
    pub counts: Vec<u64>,
    /// −ln of the likelihood of its items under its own shares.
    pub cost: f64,
}

impl Phase {
    /// The share of each category; none in a phase without items.
    #[must_use]
    pub fn shares(&self) -> Option<Vec<f64>> {
        let total: u64 = self.counts.iter().sum();
        (total > 0).then(|| self.counts.iter().map(|&count| count as f64 / total as f64).collect())
    }
}

/// A series in phases.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Phases {
    /// The phases, in order; they cover every year.
    pub phases: Vec<Phase>,
    /// The criterion: the costs of the phases plus the penalty of all parameters.
    pub criterion: f64,
    /// By how much the criterion is smaller than that of the whole series as one phase; 0 if it is one.
    pub gain: f64,
}

/// Finds the years in which the mix of categories changes, by optimal segmentation under the Bayesian
/// information criterion.
///
/// In a phase each item is drawn from one set of shares; −ln L = −Σ N_c ln(N_c/N) over the categories c, with N_c
/// items of category c in the phase and N in all of it. Among all segmentations into k phases, for every k,
/// the one with the smallest
///
/// BIC/2 = Σ −ln L + ½ p ln M, p = k (C − 1) + (k − 1),
///
/// is found, where M is the number of items in the series, each being one observation, and p that of free
/// parameters: C − 1 shares for each phase, C the number of categories that occur at all, and one place for
/// each change. More items can support more phases; there is nothing to tune. A phase means: within it,
/// the differences between years are no more than chance would make.
///
/// `years` holds a row for every year in order, and in it the count of each category. A year without items
/// says nothing: a change is placed at a year that has some, and the empty years before it belong to the
/// earlier phase (at the very start, to the first). A series without years has no phases; one without items
/// has one.
///
/// # Determinism
/// Of equally good segmentations the one whose last phase begins earliest is taken, and so on backward; in
/// particular no change is made that gains nothing.
///
/// # Complexity
/// O(T² C) time and O(T C) memory for T years and C categories.
///
/// # Panics
/// If rows differ in length.
///
/// # References
/// - Schwarz (1978), Estimating the dimension of a model, doi:10.1214/aos/1176344136 (the criterion).
/// - Yao (1988), Estimating the number of change-points via Schwarz' criterion,
///   doi:10.1016/0167-7152(88)90118-6 (a change counts as a parameter).
/// - Jackson et al. (2005), An algorithm for optimal partitioning of data on an interval,
///   doi:10.1109/LSP.2001.838216 (the search).
///
/// # Examples
/// ```
/// use dissensus::algorithm::series::phases;
/// // Ten years of support for one side, then ten of support for the other.
/// let years: Vec<Vec<u64>> = (0..20).map(|year| if year < 10 { vec![9, 1] } else { vec![2, 8] }).collect();
/// let found = phases(&years);
/// assert_eq!(found.phases.iter().map(|phase| phase.start).collect::<Vec<_>>(), [0, 10]);
/// assert!(found.gain > 0.0);
/// ```
#[must_use]
pub fn phases(years: &[Vec<u64>]) -> Phases {
    // best: the smallest BIC/2 up to a year, with one penalty per phase; begun: where its last phase begins.
    let Some(first) = years.first() else { return Phases::default() };
    assert!(years.iter().all(|row| row.len() == first.len()), "every year has every category");
    let mut sums = vec![vec![0; first.len()]];
    for row in years {
        let last = sums.last().expect("there is one more sum than years");
        sums.push(last.iter().zip(row).map(|(sum, count)| sum + count).collect());
    }
    let all = &sums[years.len()];
    let items: u64 = all.iter().sum();
    let occurring = all.iter().filter(|&&count| count > 0).count();
    let half_log = 0.5 * (items.max(1) as f64).ln();
    let shares_penalty = occurring.saturating_sub(1) as f64 * half_log;
    let change_penalty = shares_penalty + half_log;
    // Only a year with items can begin a phase, apart from the first.
    let mut starts = vec![0];
    starts.extend((1..years.len()).filter(|&year| sums[year] != sums[0] && sums[year + 1] != sums[year]));
    let ends: Vec<usize> = starts[1..].iter().copied().chain([years.len()]).collect();
    let mut best: Vec<f64> = Vec::with_capacity(ends.len());
    let mut begun: Vec<usize> = Vec::with_capacity(ends.len());
    for (place, &end) in ends.iter().enumerate() {
        let mut least = (shares_penalty + cost(&sums[0], &sums[end]), 0);
        for before in 1..=place {
            let with = best[before - 1] + change_penalty + cost(&sums[starts[before]], &sums[end]);
            if with < least.0 {
                least = (with, before);
            }
        }
        best.push(least.0);
        begun.push(least.1);
    }
    let mut found = Vec::new();
    let mut place = ends.len() - 1;
    loop {
        let (start, end) = (starts[begun[place]], ends[place]);
        let counts = sums[end].iter().zip(&sums[start]).map(|(to, from)| to - from).collect();
        found.push(Phase { start, end, counts, cost: cost(&sums[start], &sums[end]) });
        match begun[place].checked_sub(1) {
            Some(earlier) => place = earlier,
            None => break,
        }
    }
    found.reverse();
    let criterion = best[ends.len() - 1];
    let whole = shares_penalty + cost(&sums[0], all);
    Phases { phases: found, criterion, gain: whole - criterion }
}

/// −ln of the likelihood of the items between two running sums, under their own shares.
fn cost(from: &[u64], to: &[u64]) -> f64 {
    let counts = from.iter().zip(to).map(|(from, to)| (to - from) as f64).filter(|&count| count > 0.0);
    let total: f64 = counts.clone().sum();
    counts.map(|count| count * (total / count).ln()).sum()
}
