//! Which page a chart would fit that does not fit its own.

use super::chart::Chart;
use super::chart::PageSize;
use super::drawing::Fit;
use super::place::fit_of;

/// The largest page that is tried, in millimetres either way: longer than A0.
const LARGEST: f64 = 1_200.0;

/// How a page may grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Growth {
    /// In width alone.
    Width,
    /// In height alone.
    Height,
    /// In both, keeping their ratio.
    Both,
}

/// The smallest page of this growth, in steps of a millimetre of what grows, that the chart fits; its own if it fits
/// that; none if even a large sheet is too small.
///
/// # Complexity
///
/// That of [`fit_of`], some fifteen times.
pub fn fitting_page(chart: &Chart, growth: Growth) -> Option<PageSize> {
    let own = chart.page;
    if fit_of(chart) == Fit::Fits {
        return Some(own);
    }
    // What fits at all fits with the smallest labels.
    let mut tried = chart.clone();
    tried.typography.labels.largest = chart.typography.labels.smallest;
    let mut fits = |page: PageSize| {
        tried.page = page;
        fit_of(&tried) == Fit::Fits
    };
    let grown = |millimetres: u32| {
        let millimetres = f64::from(millimetres);
        match growth {
            Growth::Width => PageSize { width_mm: own.width_mm.floor() + millimetres, ..own },
            Growth::Height => PageSize { height_mm: own.height_mm.floor() + millimetres, ..own },
            Growth::Both => {
                let factor = (own.width_mm.floor() + millimetres) / own.width_mm;
                PageSize { width_mm: own.width_mm * factor, height_mm: own.height_mm * factor }
            }
        }
    };
    let small = |page: PageSize| page.width_mm.max(page.height_mm) <= LARGEST;
    let (mut low, mut high) = (0, 16);
    while small(grown(high)) && !fits(grown(high)) {
        low = high;
        high *= 2;
    }
    if !small(grown(high)) {
        return None;
    }
    while low + 1 < high {
        let middle = (low + high) / 2;
        if fits(grown(middle)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    // With a choice of sizes the smallest is taken only where it buys room; a little more may be needed.
    let mut whole = chart.clone();
    (high..high + 12).map(grown).find(|page| {
        whole.page = *page;
        fit_of(&whole) == Fit::Fits
    })
}
