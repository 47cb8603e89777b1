//! Where slots stand on the page, and the two axes.

use super::super::drawing::Label;
use super::super::drawing::LabelKind;
use super::super::drawing::Mark;
use super::super::drawing::Paint;
use super::super::furniture::centered_block;
use super::super::furniture::flush_right_block;
use super::super::geometry::Point;
use super::super::geometry::Rect;
use super::super::legend::Run;
use super::super::legend::zigzag;
use super::super::metrics::LINE_HEIGHT;
use super::super::metrics::Weight;
use super::super::metrics::printable;
use super::super::metrics::text_width;
use super::super::palette::LineStyle;
use super::super::theme::Ink;
use super::SeriesChart;
use super::SlotKind;

/// Size of the texts along the axes in points.
pub(super) const SIZE: f64 = 6.5;
/// Width in points of a break in the years, and of the space before what stands apart.
const BREAKS: (f64, f64) = (9.0, 12.0);
/// Widest slot in points.
const WIDEST: f64 = 34.0;
/// How far a year may reach beyond the plot in points.
pub(super) const OVERHANG: f64 = 3.0;
/// How many steps the axis of counts has at most.
const TICKS: f64 = 7.0;

/// Where the slots stand across, and how high a count is.
pub(super) struct Scale {
    /// The box of columns and lines.
    pub(super) plot: Rect,
    centers: Vec<f64>,
    /// Width of a slot.
    pub(super) step: f64,
    per_count: f64,
    lowest: f64,
    highest: f64,
}

impl Scale {
    /// `headroom` is kept free above the highest column.
    pub(super) fn new(chart: &SeriesChart, room: Rect, headroom: f64) -> Self {
        let space = |kind: SlotKind| match kind {
            SlotKind::Next => 0.0,
            SlotKind::AfterFold => BREAKS.0,
            SlotKind::Apart => BREAKS.1,
        };
        let breaks: f64 = chart.slots.iter().skip(1).map(|slot| space(slot.kind)).sum();
        let count = chart.slots.len().max(1) as f64;
        let step = ((room.width - breaks) / count).clamp(0.2, WIDEST);
        let mut x = room.x;
        let mut centers = Vec::with_capacity(chart.slots.len());
        for (index, slot) in chart.slots.iter().enumerate() {
            x += if index == 0 { 0.0 } else { space(slot.kind) };
            centers.push(x + step / 2.0);
            x += step;
        }
        let slots = 0..chart.slots.len();
        let lines = || slots.clone().filter_map(|slot| chart.line_value(slot));
        let stacks = slots.clone().map(|slot| chart.stack(slot));
        let highest = stacks.chain(lines()).fold(1.0, f64::max);
        let lowest = lines().fold(0.0, f64::min);
        let per_count = (room.height - headroom) / (highest - lowest);
        let plot = Rect::new(room.x, room.y, (x - room.x).max(step), room.height);
        Self { plot, centers, step, per_count, lowest, highest }
    }

    pub(super) fn x(&self, slot: usize) -> f64 {
        self.centers[slot]
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        self.plot.bottom() - (value - self.lowest) * self.per_count
    }

    /// The distance between two ticks: 1, 2 or 5 times a power of ten.
    fn tick(&self) -> f64 {
        let span = self.highest - self.lowest;
        let mut unit = 1.0;
        loop {
            for times in [1.0, 2.0, 5.0] {
                if span <= unit * times * TICKS {
                    return unit * times;
                }
            }
            unit *= 10.0;
        }
    }

    /// The counts at which the axis has ticks.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let tick = self.tick();
        let first = (self.lowest / tick).ceil();
        let count = ((self.highest / tick).floor() - first).max(0.0) as usize;
        (0..=count).map(|index| (first + index as f64) * tick).collect()
    }
}

pub(super) fn tick_text(value: f64) -> String {
    if value < 0.0 { format!("\u{2212}{}", -value) } else { format!("{}", value.abs()) }
}

/// Hairlines and figures of the counts.
pub(super) fn draw_counts(scale: &Scale, marks: &mut Vec<Mark>, labels: &mut Vec<Label>) {
    let half = SIZE * LINE_HEIGHT / 2.0;
    for value in scale.ticks() {
        let ink = if value == 0.0 { Ink::Secondary } else { Ink::Hairline };
        let paint = Paint { stroke: Some(ink), fill: None, width: 0.4, line: LineStyle::Solid };
        let y = scale.y(value);
        let points = vec![Point::new(scale.plot.x, y), Point::new(scale.plot.right(), y)];
        marks.push(Mark::Line { points, paint });
        let at = Point::new(scale.plot.x - 4.0, y - half);
        let text = [tick_text(value)];
        labels.push(flush_right_block(LabelKind::Axis, &text, at, SIZE, Weight::Regular, Ink::Text));
    }
}

/// The years below, and the marks of years left out.
pub(super) fn draw_years(chart: &SeriesChart, scale: &Scale, marks: &mut Vec<Mark>, labels: &mut Vec<Label>) {
    let top = scale.plot.bottom() + 6.0;
    for (index, slot) in chart.slots.iter().enumerate().skip(1) {
        if slot.kind == SlotKind::AfterFold {
            let between = (scale.x(index - 1) + scale.x(index)) / 2.0;
            marks.push(zigzag(Point::new(between, scale.plot.bottom() + 3.2), Run::Across));
        }
    }
    let width = |slot: usize| text_width(&printable(&chart.slots[slot].label), SIZE, Weight::Regular);
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for slot in by_importance(chart, scale.step) {
        let (center, half) = (scale.x(slot), width(slot) / 2.0);
        let right = (scale.plot.right() + OVERHANG - center - half).min(0.0);
        let shift = (scale.plot.x - 6.0 - (center - half)).max(right);
        let (start, end) = (center - half + shift, center + half + shift);
        let is_free = taken.iter().all(|(from, to)| end + 3.0 <= *from || *to + 3.0 <= start);
        let text = printable(&chart.slots[slot].label);
        if !is_free || text.is_empty() {
            continue;
        }
        taken.push((start, end));
        let at = Point::new(center + shift, top);
        labels.push(centered_block(LabelKind::Year, &[text], at, SIZE, Weight::Regular, Ink::Text));
        let tick = Paint { stroke: Some(Ink::Secondary), fill: None, width: 0.4, line: LineStyle::Solid };
        let foot = scale.plot.bottom();
        let points = vec![Point::new(center, foot), Point::new(center, foot + 2.0)];
        marks.push(Mark::Line { points, paint: tick });
    }
}

/// The slots that may have labels, in the order in which they are given: what stands apart, beginnings of runs, years that
/// are round enough, the ends.
fn by_importance(chart: &SeriesChart, step: f64) -> Vec<usize> {
    let last = chart.slots.len().saturating_sub(1);
    let widest = chart.slots.iter().filter(|slot| slot.year.is_some());
    let widest =
        widest.map(|slot| text_width(&printable(&slot.label), SIZE, Weight::Regular)).fold(0.0, f64::max);
    // Neighbours may stand for several years each.
    let period = chart
        .slots
        .windows(2)
        .filter(|pair| pair[1].kind == SlotKind::Next)
        .filter_map(|pair| Some(pair[1].year?.saturating_sub(pair[0].year?)))
        .find(|period| *period > 0)
        .unwrap_or(1);
    let rounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
    let fits = |unit: &i32| {
        let slots = f64::from(*unit) / f64::from(period);
        slots >= 1.0 && slots * step >= widest + 8.0
    };
    let unit = rounds.into_iter().find(fits).unwrap_or(1000);
    let rank = |index: usize| {
        let slot = &chart.slots[index];
        match slot.kind {
            SlotKind::Apart => Some(0),
            SlotKind::AfterFold => Some(1),
            SlotKind::Next if slot.year.is_some_and(|year| year.rem_euclid(unit) == 0) => Some(2),
            SlotKind::Next => (index == 0 || index == last).then_some(3),
        }
    };
    let mut order: Vec<(u8, usize)> =
        (0..chart.slots.len()).filter_map(|index| Some((rank(index)?, index))).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, index)| index).collect()
}
