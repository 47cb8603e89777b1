//! Sleeping beauties.

use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;

/// What [`beauty`] is and where it comes from.
pub(super) const INFO: MethodInfo = MethodInfo {
    name: "beauty",
    summary: "how long and deep a work slept before it was cited, and when it awoke",
    reference: "Ke, Ferrara, Radicchi & Flammini 2015, doi:10.1073/pnas.1424329112",
    randomness: Randomness::None,
};

/// How a work was overlooked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beauty {
    /// The beauty coefficient: 0 if citations rose evenly or fell from the start, negative if they came
    /// early, large if nothing came for long and then much.
    pub coefficient: f64,
    /// The year, counted from publication, in which it was cited most; the first such.
    pub peak: usize,
    /// The year, counted from publication, after which citations took off; none if they never lay off the
    /// straight line to the peak.
    pub awakening: Option<usize>,
}

/// Measures how long and how deeply a work slept, by the beauty coefficient of Ke and others.
///
/// B = Σ ((c_m − c_0)/t_m · t + c_0 − c_t) / max(1, c_t) over t = 0 … t_m, where c_t is the number of citations
/// in year t after publication and t_m the year with the most, c_m. It adds up how far the citations stay
/// below the straight line from the first year to the peak. The work awakes in the year t ≤ t_m whose point
/// (t, c_t) is farthest from that line, |(c_m − c_0) t − t_m c_t + t_m c_0| / √((c_m − c_0)² + t_m²).
///
/// Every series is accepted, the year of publication first, years without citations as zeros. One without
/// any citation, or none at all, has no beauty; one that peaks at once has B = 0.
///
/// # Determinism
/// Of equal peaks the first counts, of equally far years the first.
///
/// # Complexity
/// O(n) for n years.
///
/// # References
/// - Ke, Ferrara, Radicchi & Flammini (2015), Defining and identifying sleeping beauties in science,
///   doi:10.1073/pnas.1424329112 (beauty coefficient and awakening time).
///
/// # Examples
/// ```
/// use dissensus::algorithm::series::beauty;
/// let slept = beauty(&[0, 0, 0, 0, 10]).unwrap();
/// assert_eq!((slept.coefficient, slept.awakening), (15.0, Some(3)));
/// assert_eq!(beauty(&[0, 0]), None);
/// ```
#[must_use]
pub fn beauty(citations: &[u64]) -> Option<Beauty> {
    // peak: t_m, rise: c_m − c_0, above: the line's height at t less c_t, times t_m.
    let most = *citations.iter().max().filter(|&&most| most > 0)?;
    let peak = citations.iter().position(|&count| count == most)?;
    let (first, length) = (citations[0] as f64, peak as f64);
    let rise = most as f64 - first;
    let mut coefficient = 0.0;
    let mut farthest = (0.0, None);
    for (year, &count) in citations[..=peak].iter().enumerate().filter(|_| peak > 0) {
        let above = rise * year as f64 + (first - count as f64) * length;
        coefficient += above / length / (count.max(1) as f64);
        // The root in the distance is the same for all years and decides nothing.
        if above.abs() > farthest.0 {
            farthest = (above.abs(), Some(year));
        }
    }
    Some(Beauty { coefficient, peak, awakening: farthest.1 })
}
