//! Remarks on columns, each where nothing else stands.

use super::super::drawing::Label;
use super::super::drawing::LabelKind;
use super::super::drawing::Mark;
use super::super::drawing::Paint;
use super::super::furniture::text_block;
use super::super::geometry::Point;
use super::super::geometry::Rect;
use super::super::legend::corners;
use super::super::metrics::LINE_HEIGHT;
use super::super::metrics::Weight;
use super::super::metrics::text_width;
use super::super::metrics::wrapped;
use super::super::palette::LineStyle;
use super::super::theme::Ink;
use super::SeriesChart;
use super::axis::Scale;
use super::bands::half_width;

/// Size of remarks in points.
const SIZE: f64 = 6.0;
/// Widest remark in points.
const WIDTH: f64 = 112.0;
/// How far a remark moves up to find room, in points a step.
const MOVE: f64 = 2.0;

/// Places the remarks, and counts those for which there is no room.
pub(super) fn draw_callouts(
    chart: &SeriesChart,
    scale: &Scale,
    marks: &mut Vec<Mark>,
    labels: &mut Vec<Label>,
) -> usize {
    let half = half_width(chart, scale);
    // A remark stands over the figure of its column.
    let figure = |slot: usize| if chart.slots[slot].total.is_some() { 9.5 } else { 0.0 };
    let top_of =
        |slot: usize| scale.y(chart.stack(slot).max(chart.line_value(slot).unwrap_or(0.0))) - figure(slot);
    let mut taken: Vec<Rect> = (0..chart.slots.len())
        .filter(|&slot| chart.stack(slot) > 0.0)
        .map(|slot| {
            let top = top_of(slot);
            Rect::new(scale.x(slot) - half, top, 2.0 * half, (scale.plot.bottom() - top).max(0.1))
        })
        .collect();
    for (first, last) in chart.runs() {
        for slot in first..last {
            let (Some(a), Some(b)) = (chart.line_value(slot), chart.line_value(slot + 1)) else { continue };
            taken.extend(pieces(
                Point::new(scale.x(slot), scale.y(a)),
                Point::new(scale.x(slot + 1), scale.y(b)),
            ));
        }
    }
    taken.extend(labels.iter().map(|label| label.rect));
    let mut unplaced = 0;
    for callout in chart.callouts.iter().filter(|callout| callout.slot < chart.slots.len()) {
        let (x, foot) = (scale.x(callout.slot), top_of(callout.slot));
        let lines: Vec<String> =
            callout.lines.iter().flat_map(|line| wrapped(line, SIZE, Weight::Regular, WIDTH)).collect();
        let width = lines.iter().map(|line| text_width(line, SIZE, Weight::Regular)).fold(0.0, f64::max);
        let height = lines.len() as f64 * SIZE * LINE_HEIGHT;
        let starts = [x - width / 2.0, x + 2.0, x - width - 2.0, x + half + 2.0];
        let mut found = None;
        let mut up = 2.0;
        while found.is_none() && foot - up - height >= scale.plot.y {
            found = starts.into_iter().find_map(|start| {
                let rect = Rect::new(start, foot - up - height, width, height);
                let stem = Rect::new(x - 0.2, rect.bottom(), 0.4, (foot - 1.2 - rect.bottom()).max(0.0));
                let inside = start >= scale.plot.x && start + width <= scale.plot.right();
                let free = |own: Rect| taken.iter().all(|other| !own.overlaps(*other));
                (inside && free(rect.inflated(1.0)) && free(stem.inflated(-0.05))).then_some((rect, stem))
            });
            up += MOVE;
        }
        let Some((rect, stem)) = found.filter(|_| !lines.is_empty()) else {
            unplaced += 1;
            continue;
        };
        taken.push(rect.inflated(1.0));
        // The hairlines of the counts end at the remark; nothing else lies there.
        let plate = Paint { stroke: None, fill: Some(Ink::Paper), width: 0.0, line: LineStyle::Solid };
        marks.push(Mark::Polygon { points: corners(rect.inflated(0.8)), paint: plate });
        if stem.height > 4.0 {
            let paint =
                Paint { stroke: Some(Ink::Secondary), fill: None, width: 0.4, line: LineStyle::Solid };
            let top = if rect.x < x && x < rect.right() { rect.bottom() } else { rect.center().y };
            let points = vec![Point::new(x, top), Point::new(x, foot - 1.0)];
            marks.push(Mark::Line { points, paint });
            taken.push(stem.inflated(0.8));
        }
        let at = Point::new(rect.x, rect.y);
        labels.push(text_block(LabelKind::Callout, &lines, at, SIZE, Weight::Regular, Ink::Text));
    }
    unplaced
}

/// Boxes that together cover the straight line between two points.
fn pieces(from: Point, to: Point) -> Vec<Rect> {
    const PIECES: u32 = 6;
    let at = |number: u32| from.toward(to, f64::from(number) / f64::from(PIECES));
    (0..PIECES)
        .map(|number| {
            let (a, b) = (at(number), at(number + 1));
            Rect::new(a.x, a.y.min(b.y), (b.x - a.x).abs(), (b.y - a.y).abs()).inflated(0.6)
        })
        .collect()
}
