//! Counts over years on their page.

use super::super::drawing::Figure;
use super::super::drawing::LabelKind;
use super::super::furniture::text_block;
use super::super::geometry::Point;
use super::super::geometry::Rect;
use super::super::legend::Entry;
use super::super::metrics::LINE_HEIGHT;
use super::super::metrics::Weight;
use super::super::metrics::printable;
use super::super::metrics::set_in;
use super::super::metrics::text_width;
use super::super::metrics::wrapped;
use super::super::scene::MARGIN;
use super::super::sheet::Sheet;
use super::super::tags::letters_for;
use super::super::theme::Ink;
use super::SeriesChart;
use super::SlotKind;
use super::axis::OVERHANG;
use super::axis::SIZE;
use super::axis::Scale;
use super::axis::draw_counts;
use super::axis::draw_years;
use super::axis::tick_text;
use super::bands::Names;
use super::bands::band_paint;
use super::bands::draw_bands;
use super::bands::draw_letters;
use super::bands::draw_line;
use super::bands::draw_totals;
use super::bands::line_paint;
use super::bands::name_areas;
use super::callouts::draw_callouts;

/// Height of the plot in points: a third of a page, or what a smaller page has.
const HEIGHT: f64 = 200.0;
const LEAST_HEIGHT: f64 = 80.0;
/// Height kept free for figures over columns, and for remarks.
const HEADROOM: (f64, f64) = (9.0, 52.0);
/// Height of the years below.
const YEARS: f64 = 16.0;

pub(super) fn place(chart: &SeriesChart) -> Figure {
    set_in(&chart.captions.typeface, || placed(chart))
}

fn placed(chart: &SeriesChart) -> Figure {
    let letters = letters(chart);
    let chart = &lettered(chart, &letters);
    let sheet = Sheet::new(&chart.captions, legend(chart));
    let names = Names::of(chart);
    let unit_height = SIZE * LINE_HEIGHT + 2.0;
    let height = (sheet.room() - unit_height - YEARS).clamp(LEAST_HEIGHT, HEIGHT);
    let headroom = if chart.callouts.is_empty() { HEADROOM.0 } else { HEADROOM.1 };
    let top = sheet.top() + unit_height;
    // The figures of the axis are known once the axis is; their width changes it no more.
    let trial = Scale::new(chart, Rect::new(0.0, top, 100.0, height), headroom);
    let wide = |value: f64| text_width(&tick_text(value), SIZE, Weight::Regular);
    let left = MARGIN + trial.ticks().into_iter().map(wide).fold(0.0, f64::max) + 5.0;
    let width = (sheet.width - left - names.width - OVERHANG - MARGIN).max(40.0);
    let scale = Scale::new(chart, Rect::new(left, top, width, height), headroom);
    let (mut marks, mut labels) = (Vec::new(), Vec::new());
    draw_counts(&scale, &mut marks, &mut labels);
    draw_bands(chart, &scale, &mut marks);
    draw_line(chart, &scale, &mut marks);
    draw_years(chart, &scale, &mut marks, &mut labels);
    draw_totals(chart, &scale, &mut labels);
    draw_letters(chart, &letters, &scale, &mut labels);
    let named = name_areas(chart, &scale, &mut labels);
    let widest = labels.iter().map(|label| label.rect.right()).fold(scale.plot.right() + OVERHANG, f64::max);
    let beside = Point::new(widest + 5.0, top);
    names.draw(chart, &named, beside, &mut marks, &mut labels);
    let unplaced = draw_callouts(chart, &scale, &mut marks, &mut labels);
    let unit = wrapped(&chart.unit, SIZE, Weight::Bold, width).into_iter().take(1).collect::<Vec<_>>();
    if !unit.is_empty() {
        let at = Point::new(MARGIN, sheet.top());
        labels.push(text_block(LabelKind::Axis, &unit, at, SIZE, Weight::Bold, Ink::Text));
    }
    let mut figure = sheet.finish(scale.plot, marks, labels);
    figure.unplaced_labels = unplaced;
    figure
}

/// The letter of each band, where there are more of them than fills that are told apart.
fn letters(chart: &SeriesChart) -> Vec<char> {
    let classes = chart.bands.iter().map(|band| band.fill).collect();
    letters_for(&chart.captions.theme.scheme, classes).into_iter().map(|(_, letter)| letter).collect()
}

/// The chart with the letters of its bands before their names.
fn lettered(chart: &SeriesChart, letters: &[char]) -> SeriesChart {
    let mut chart = chart.clone();
    for (band, letter) in chart.bands.iter_mut().zip(letters) {
        band.name = format!("{letter}·{}", band.name);
    }
    chart
}

/// A sample of every kind of mark that has no name beside it.
fn legend(chart: &SeriesChart) -> Vec<(Entry, String)> {
    let mut entries: Vec<(Entry, String)> = Vec::new();
    if let [only] = chart.bands.as_slice() {
        entries.push((Entry::Box(band_paint(only.fill)), printable(&only.name)));
    }
    if let Some(line) = &chart.line {
        entries.push((Entry::Line(line_paint()), printable(&line.name)));
    }
    if let (Some(text), [first, .., last]) = (&chart.shared, chart.bands.as_slice()) {
        entries.push((Entry::Split(first.fill, last.fill), printable(text)));
    }
    if chart.slots.iter().skip(1).any(|slot| slot.kind == SlotKind::AfterFold) {
        entries.push((Entry::Fold, printable(&chart.folded)));
    }
    entries
}
