//! Reference publication year spectroscopy.

use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;

/// What [`spectroscopy`] is and where it comes from.
pub(super) const INFO: MethodInfo = MethodInfo {
    name: "spectroscopy",
    summary: "years cited more than the years around them (reference publication year spectroscopy)",
    reference: "Marx, Bornmann, Barth & Leydesdorff 2014, doi:10.1002/asi.23089",
    randomness: Randomness::None,
};

/// How far from a year its median reaches.
const REACH: usize = 2;

/// One year of a spectrum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpectrumYear {
    /// How many references go to works of the year.
    pub count: u64,
    /// The median of the counts of the year and those around it.
    pub median: f64,
    /// The count less the median.
    pub deviation: f64,
    /// Of how many years the median is: 5, or fewer at the ends.
    pub window: usize,
    /// Whether the deviation is positive, larger than that of the year before and not smaller than that of
    /// the year after.
    pub is_peak: bool,
}

/// Finds the years whose works are cited more than those of the years around them, by the deviation from
/// the five-year median.
///
/// d(t) = c(t) − median{c(t−2), …, c(t+2)}, where c(t) is the number of references to works published in
/// year t. The early peaks are the historical roots of a literature. At the ends the median is of those of
/// the five years that the series has: three for the first and last year, four for the next; of an even
/// number the median is the mean of the two in the middle.
///
/// Every series is accepted, years without references included as zeros. An empty one gives none.
///
/// # Determinism
/// There is one answer.
///
/// # Complexity
/// O(n) for n years.
///
/// # References
/// - Marx, Bornmann, Barth & Leydesdorff (2014), Detecting the historical roots of research fields by
///   reference publication year spectroscopy (RPYS), doi:10.1002/asi.23089.
///
/// # Examples
/// ```
/// use dissensus::algorithm::series::spectroscopy;
/// let spectrum = spectroscopy(&[1, 2, 10, 3, 2]);
/// assert_eq!((spectrum[2].deviation, spectrum[2].is_peak), (8.0, true));
/// ```
#[must_use]
pub fn spectroscopy(counts: &[u64]) -> Vec<SpectrumYear> {
    // deviation: d, counts: c.
    let mut spectrum: Vec<SpectrumYear> = counts
        .iter()
        .enumerate()
        .map(|(year, &count)| {
            let around = &counts[year.saturating_sub(REACH)..counts.len().min(year + REACH + 1)];
            let median = median(around);
            SpectrumYear {
                count,
                median,
                deviation: count as f64 - median,
                window: around.len(),
                is_peak: false,
            }
        })
        .collect();
    for year in 0..spectrum.len() {
        let own = spectrum[year].deviation;
        let above_last = year == 0 || own > spectrum[year - 1].deviation;
        let above_next = spectrum.get(year + 1).is_none_or(|next| own >= next.deviation);
        spectrum[year].is_peak = own > 0.0 && above_last && above_next;
    }
    spectrum
}

fn median(counts: &[u64]) -> f64 {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle] as f64
    } else {
        f64::midpoint(sorted[middle - 1] as f64, sorted[middle] as f64)
    }
}
