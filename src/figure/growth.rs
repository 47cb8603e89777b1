//! The sheet that a figure too large for its page is drawn on: of the page's own proportions, as large as it takes.

use super::chart::Chart;
use super::chart::PageSize;
use super::drawing::Fit;
use super::geometry::Rect;
use super::place::fit_of;
use super::routing::ROUTED_UP_TO;
use super::theme::EdgeTone;

/// By how much each sheet that is tried is wider and higher than the one before.
const STEP: f64 = 1.15;
/// How many steps there are at most.
const SHEETS: usize = 40;

/// The chart on a larger sheet, if it has more nodes than edges are routed round and its page is too small.
///
/// Edges, which then run beneath the nodes, are light.
pub(super) fn grown(chart: &Chart) -> Option<Chart> {
    if chart.nodes.len() <= ROUTED_UP_TO {
        return None;
    }
    let mut chart = chart.clone();
    chart.theme.edges = EdgeTone::Light;
    let asked = chart.page;
    let mut enlarge = |steps: usize| {
        let scale = (0..steps).fold(1.0, |scale, _| scale * STEP);
        chart.page = PageSize { width_mm: asked.width_mm * scale, height_mm: asked.height_mm * scale };
        fits(&chart)
    };
    // The least number of steps that is enough; `low` steps are not, but for none.
    let (mut low, mut high) = (0, SHEETS);
    if enlarge(low) {
        return Some(chart);
    }
    while high - low > 1 {
        let middle = (low + high) / 2;
        if enlarge(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    enlarge(high);
    Some(chart)
}

/// How far a sheet is larger than the page that was asked for.
pub(super) fn beyond(sheet: Rect, (width, height): (f64, f64)) -> Fit {
    if sheet.width > width + 0.01 || sheet.height > height + 0.01 {
        Fit::Exceeds { width: (sheet.width - width).max(0.0), height: (sheet.height - height).max(0.0) }
    } else {
        Fit::Fits
    }
}

fn fits(chart: &Chart) -> bool {
    fit_of(chart) == Fit::Fits
}
