//! Short texts beside edges, where there is room for them.

use super::visibility::Obstacles;
use crate::figure::chart::Chart;
use crate::figure::drawing::LabelKind;
use crate::figure::drawing::PlacedEdge;
use crate::figure::furniture::centered_block;
use crate::figure::geometry::Point;
use crate::figure::geometry::Rect;
use crate::figure::geometry::at_fraction;
use crate::figure::geometry::flattened;
use crate::figure::metrics::LINE_HEIGHT;
use crate::figure::metrics::Weight;
use crate::figure::metrics::printable;
use crate::figure::metrics::text_width;
use crate::figure::theme::Ink;

/// Number of labels up to which they are kept off other edges as well.
const CAREFUL_UP_TO: usize = 400;

/// Sets the labels of the edges that have one; returns how many found no place.
pub(super) fn place(chart: &Chart, edges: &mut [PlacedEdge], obstacles: &Obstacles<'_>) -> usize {
    let wanted: Vec<Option<String>> = edges
        .iter()
        .map(|edge| {
            let text = chart.edges[edge.index].label.as_deref().map(printable)?;
            (!text.is_empty()).then_some(text)
        })
        .collect();
    let count = wanted.iter().flatten().count();
    let lines: Vec<Vec<Point>> =
        if count == 0 { Vec::new() } else { edges.iter().map(|edge| flattened(&edge.points, 8)).collect() };
    let mut taken: Vec<Rect> = Vec::new();
    let mut unplaced = 0;
    let size = chart.typography.note;
    for (position, text) in wanted.into_iter().enumerate() {
        let Some(text) = text else { continue };
        let width = text_width(&text, size, Weight::Regular);
        let height = size * LINE_HEIGHT;
        let mut best: Option<(usize, Rect)> = None;
        for fraction in [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82] {
            for side in [1.0, -1.0] {
                let rect = beside(&edges[position].points, fraction, side, width, height);
                let covered = obstacles.rects.iter().any(|other| other.inflated(0.6).overlaps(rect))
                    || taken.iter().any(|other| other.inflated(0.6).overlaps(rect))
                    || !obstacles.plot.encloses(rect, 0.0);
                if covered {
                    continue;
                }
                let crossed = if count > CAREFUL_UP_TO {
                    0
                } else {
                    lines
                        .iter()
                        .filter(|line| line.windows(2).any(|pair| rect.is_crossed_by(pair[0], pair[1])))
                        .count()
                };
                if best.is_none_or(|b| crossed < b.0) {
                    best = Some((crossed, rect));
                }
            }
        }
        match best {
            Some((_, rect)) => {
                taken.push(rect);
                let top = Point::new(rect.center().x, rect.y);
                let label = centered_block(LabelKind::Edge, &[text], top, size, Weight::Regular, Ink::Text);
                edges[position].label = Some(label);
            }
            None => unplaced += 1,
        }
    }
    unplaced
}

/// A box of this size that touches the edge at a fraction of its length, on one of its sides.
fn beside(points: &[Point], fraction: f64, side: f64, width: f64, height: f64) -> Rect {
    let (here, ahead) = (at_fraction(points, fraction), at_fraction(points, fraction + 0.02));
    let (dx, dy) = here.direction(ahead);
    let (nx, ny) = (-dy * side, dx * side);
    let away = (width / 2.0) * nx.abs() + (height / 2.0) * ny.abs() + 1.2;
    let center = here.moved(nx * away, ny * away);
    Rect::new(center.x - width / 2.0, center.y - height / 2.0, width, height)
}
