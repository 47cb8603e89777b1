//! What stands out: broad bands beneath edges and plates beneath nodes.

use super::chart::Chart;
use super::chart::Halo;
use super::drawing::Mark;
use super::drawing::Paint;
use super::drawing::PlacedEdge;
use super::geometry::Point;
use super::geometry::Rect;
use super::palette::LineStyle;
use super::theme::Ink;

/// How far a plate reaches beyond its node, in points: less than half of the smallest gap between boxes.
const REACH: f64 = 2.4;
/// Width of a band in points.
const WIDTH: f64 = 5.0;
/// How much is taken off the corners of a plate, in points.
const CORNER: f64 = 2.0;

/// The look of a band.
pub(super) fn halo_paint() -> Paint {
    Paint { stroke: Some(Ink::Halo), fill: None, width: WIDTH, line: LineStyle::Solid }
}

/// Whether any of it is in the chart.
pub(super) fn is_drawn(chart: &Chart, halo: &Halo) -> bool {
    halo.nodes.iter().any(|node| node.0 < chart.nodes.len())
        || halo.edges.iter().any(|edge| edge.0 < chart.edges.len())
}

/// The bands and plates of a chart whose nodes have these boxes.
pub(super) fn halos(chart: &Chart, rects: &[Rect], edges: &[PlacedEdge]) -> Vec<Mark> {
    let Some(halo) = &chart.halo else { return Vec::new() };
    let band = |points: &[Point]| Mark::Curve { points: points.to_vec(), paint: halo_paint() };
    let of = |index: usize| edges.iter().find(|edge| edge.index == index);
    let bands = halo.edges.iter().filter_map(|edge| of(edge.0)).map(|edge| band(&edge.points));
    let plates = halo.nodes.iter().filter_map(|node| rects.get(node.0)).map(|rect| plate(*rect));
    bands.chain(plates).collect()
}

fn plate(rect: Rect) -> Mark {
    let r = rect.inflated(REACH);
    let points = [
        (r.x + CORNER, r.y),
        (r.right() - CORNER, r.y),
        (r.right(), r.y + CORNER),
        (r.right(), r.bottom() - CORNER),
        (r.right() - CORNER, r.bottom()),
        (r.x + CORNER, r.bottom()),
        (r.x, r.bottom() - CORNER),
        (r.x, r.y + CORNER),
    ];
    Mark::Polygon {
        points: points.into_iter().map(|(x, y)| Point::new(x, y).rounded()).collect(),
        paint: Paint { stroke: None, fill: Some(Ink::Halo), width: 0.0, line: LineStyle::Solid },
    }
}
