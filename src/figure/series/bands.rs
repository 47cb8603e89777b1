//! Columns, areas and lines, and the names of the bands.

use super::super::drawing::Label;
use super::super::drawing::LabelKind;
use super::super::drawing::Mark;
use super::super::drawing::Paint;
use super::super::furniture::centered_block;
use super::super::furniture::text_block;
use super::super::geometry::Point;
use super::super::geometry::Rect;
use super::super::legend::corners;
use super::super::metrics::LINE_HEIGHT;
use super::super::metrics::Weight;
use super::super::metrics::balanced;
use super::super::metrics::printable;
use super::super::metrics::text_width;
use super::super::palette::LineStyle;
use super::super::palette::PaletteColor;
use super::super::theme::Ink;
use super::BandShape;
use super::SeriesChart;
use super::axis::OVERHANG;
use super::axis::SIZE;
use super::axis::Scale;

/// Widest name of a band beside the plot, in points.
const NAME: f64 = 84.0;
/// Width of the box before it, with its gap.
const SWATCH: f64 = 11.0;

pub(super) fn band_paint(fill: PaletteColor) -> Paint {
    let (stroke, fill) = (Some(Ink::Outline(fill)), Some(Ink::Node(fill)));
    Paint { stroke, fill, width: 0.4, line: LineStyle::Solid }
}

pub(super) fn line_paint() -> Paint {
    Paint { stroke: Some(Ink::Text), fill: None, width: 0.9, line: LineStyle::Solid }
}

/// Half the width of a column.
pub(super) fn half_width(chart: &SeriesChart, scale: &Scale) -> f64 {
    match chart.shape {
        BandShape::Columns | BandShape::Areas => scale.step * 0.41,
        BandShape::Needles => (scale.step * 0.3).min(2.2),
    }
}

pub(super) fn draw_bands(chart: &SeriesChart, scale: &Scale, marks: &mut Vec<Mark>) {
    for (band, look) in chart.bands.iter().enumerate() {
        let paint = band_paint(look.fill);
        if chart.shape == BandShape::Areas {
            for run in chart.runs() {
                let points = area(chart, scale, band, run);
                if (run.0..=run.1).any(|slot| chart.value(band, slot) > 0.0) {
                    marks.push(Mark::Polygon { points, paint });
                }
            }
            continue;
        }
        let half = half_width(chart, scale);
        for slot in 0..chart.slots.len() {
            let (value, below) = (chart.value(band, slot), chart.below(band, slot));
            if value > 0.0 {
                let top = scale.y(below + value);
                let rect = Rect::new(scale.x(slot) - half, top, 2.0 * half, scale.y(below) - top);
                marks.push(Mark::Polygon { points: corners(rect), paint });
            }
        }
    }
}

/// Writes the letter of its band into every part of a column that has room for it.
pub(super) fn draw_letters(chart: &SeriesChart, letters: &[char], scale: &Scale, labels: &mut Vec<Label>) {
    if chart.shape == BandShape::Areas {
        // Areas have their names within them, letters included.
        return;
    }
    let lead = SIZE * LINE_HEIGHT;
    for (band, letter) in letters.iter().enumerate() {
        let text = [letter.to_string()];
        let width = text_width(&text[0], SIZE, Weight::Regular);
        for slot in 0..chart.slots.len() {
            let below = chart.below(band, slot);
            let (bottom, top) = (scale.y(below), scale.y(below + chart.value(band, slot)));
            if bottom - top >= lead && 2.0 * half_width(chart, scale) >= width + 1.0 {
                let at = Point::new(scale.x(slot), (top + bottom - lead) / 2.0);
                labels.push(centered_block(LabelKind::Band, &text, at, SIZE, Weight::Regular, Ink::Text));
            }
        }
    }
}

/// The outline of a band over a run: level to the edges of its first and last slot, straight between.
fn area(chart: &SeriesChart, scale: &Scale, band: usize, (first, last): (usize, usize)) -> Vec<Point> {
    let edge = |heights: &dyn Fn(usize) -> f64| -> Vec<Point> {
        let at = |x: f64, slot: usize| Point::new(x, scale.y(heights(slot)));
        let start = at(scale.x(first) - scale.step / 2.0, first);
        let end = at(scale.x(last) + scale.step / 2.0, last);
        let between = (first..=last).map(|slot| at(scale.x(slot), slot));
        std::iter::once(start).chain(between).chain(std::iter::once(end)).collect()
    };
    let mut points = edge(&|slot| chart.below(band + 1, slot));
    points.extend(edge(&|slot| chart.below(band, slot)).into_iter().rev());
    points
}

pub(super) fn draw_line(chart: &SeriesChart, scale: &Scale, marks: &mut Vec<Mark>) {
    for (first, last) in chart.runs() {
        let point = |slot: usize| Some(Point::new(scale.x(slot), scale.y(chart.line_value(slot)?)));
        let points: Vec<Point> = (first..=last).filter_map(point).collect();
        if points.len() > 1 {
            marks.push(Mark::Line { points, paint: line_paint() });
        }
    }
}

/// Figures over the columns.
pub(super) fn draw_totals(chart: &SeriesChart, scale: &Scale, labels: &mut Vec<Label>) {
    let mut end = f64::NEG_INFINITY;
    for (index, slot) in chart.slots.iter().enumerate() {
        let Some(total) = slot.total else { continue };
        let text = [total.to_string()];
        let half = text_width(&text[0], SIZE, Weight::Regular) / 2.0;
        let (start, stop) = (scale.x(index) - half, scale.x(index) + half);
        let plot = scale.plot;
        if start < end + 1.5 || start < plot.x - OVERHANG || stop > plot.right() + OVERHANG {
            continue;
        }
        end = stop;
        let at = Point::new(scale.x(index), scale.y(chart.stack(index)) - SIZE * LINE_HEIGHT - 0.8);
        labels.push(centered_block(LabelKind::Axis, &text, at, SIZE, Weight::Regular, Ink::Text));
    }
}

/// The names of the bands beside the plot, those that stand highest first.
pub(super) struct Names {
    lines: Vec<Vec<String>>,
    pub(super) width: f64,
}

impl Names {
    pub(super) fn of(chart: &SeriesChart) -> Self {
        let set = |name: &String| balanced(name, SIZE, Weight::Regular, NAME);
        let lines: Vec<Vec<String>> = chart.bands.iter().map(|band| set(&band.name)).collect();
        if chart.bands.len() < 2 {
            return Self { lines, width: 0.0 };
        }
        let wide = |lines: &Vec<String>| {
            lines.iter().map(|line| text_width(line, SIZE, Weight::Regular)).fold(0.0, f64::max)
        };
        let width = lines.iter().map(wide).fold(0.0, f64::max) + SWATCH + 8.0;
        Self { lines, width }
    }

    /// Names those bands that have no name within them.
    pub(super) fn draw(
        &self,
        chart: &SeriesChart,
        named: &[bool],
        at: Point,
        marks: &mut Vec<Mark>,
        labels: &mut Vec<Label>,
    ) {
        if self.width <= 0.0 {
            return;
        }
        let mut y = at.y;
        for (band, lines) in self.lines.iter().enumerate().rev() {
            if named.get(band) == Some(&true) || lines.is_empty() {
                continue;
            }
            let own = Rect::new(at.x, y + 0.6, SWATCH - 4.0, SIZE * LINE_HEIGHT - 1.2);
            marks.push(Mark::Polygon { points: corners(own), paint: band_paint(chart.bands[band].fill) });
            let origin = Point::new(at.x + SWATCH, y);
            let label = text_block(LabelKind::Band, lines, origin, SIZE, Weight::Regular, Ink::Text);
            y = label.rect.bottom() + 2.5;
            labels.push(label);
        }
    }
}

/// Writes names into the areas that have room for them; tells for each band whether it has its name.
pub(super) fn name_areas(chart: &SeriesChart, scale: &Scale, labels: &mut Vec<Label>) -> Vec<bool> {
    let mut named = vec![false; chart.bands.len()];
    if chart.shape != BandShape::Areas || chart.bands.len() < 2 {
        return named;
    }
    let height = SIZE * LINE_HEIGHT;
    for (band, look) in chart.bands.iter().enumerate() {
        let text = printable(&look.name);
        let width = text_width(&text, SIZE, Weight::Regular);
        let mut best: Option<(f64, f64, f64)> = None;
        for (first, last) in chart.runs() {
            for slot in first..=last {
                // The name stands over all slots that it touches; between two, the band is as thick as at the ends at least.
                let reach = (width / 2.0 / scale.step).ceil() as usize;
                if slot < first + reach || slot + reach > last || text.is_empty() {
                    continue;
                }
                let touched = slot - reach..=slot + reach;
                let bottom =
                    touched.clone().map(|at| scale.y(chart.below(band, at))).fold(f64::INFINITY, f64::min);
                let top = touched.map(|at| scale.y(chart.below(band + 1, at))).fold(0.0, f64::max);
                let slack = bottom - top - height;
                let (x, y) = (scale.x(slot), (top + bottom - height) / 2.0);
                let own = Rect::new(x - width / 2.0, y, width, height);
                let free = || labels.iter().all(|label| !label.rect.overlaps(own));
                if slack >= 1.5 && best.is_none_or(|(most, ..)| slack > most) && free() {
                    best = Some((slack, x, y));
                }
            }
        }
        if let Some((_, x, y)) = best {
            let at = Point::new(x, y);
            labels.push(centered_block(LabelKind::Band, &[text], at, SIZE, Weight::Regular, Ink::Text));
            named[band] = true;
        }
    }
    named
}
