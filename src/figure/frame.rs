//! Second outlines: a frame round a node that is marked, and the boxes behind a node that stands for several.

use super::chart::Chart;
use super::chart::Frame;
use super::chart::NodeIndex;
use super::drawing::Mark;
use super::drawing::Paint;
use super::geometry::Point;
use super::geometry::Rect;
use super::legend::corners;
use super::legend::node_paint;
use super::palette::LineStyle;
use super::theme::Ink;

/// How far a frame stands off its node, in points: less than a halo's plate reaches.
const OFF: f64 = 1.5;
/// How far each box of a stack is moved from the one before it, to the right and down, in points.
const STEP: f64 = 1.5;
/// How many boxes lie behind the node.
const BEHIND: usize = 2;

/// Whether any of it is in the chart.
pub(super) fn is_drawn(chart: &Chart, frame: &Frame) -> bool {
    frame.nodes.iter().any(|node| node.0 < chart.nodes.len())
}

/// The frame of a box.
pub(super) fn framed(rect: Rect) -> Mark {
    let paint = Paint { stroke: Some(Ink::Text), fill: None, width: 1.0, line: LineStyle::Solid };
    Mark::Polygon { points: rounded(corners(rect.inflated(OFF))), paint }
}

/// The boxes behind a box, the hindmost first.
pub(super) fn stacked(rect: Rect, paint: Paint) -> Vec<Mark> {
    let behind = (1..=BEHIND).rev().map(|number| {
        let by = number as f64 * STEP;
        let moved = Rect::new(rect.x + by, rect.y + by, rect.width, rect.height);
        Mark::Polygon { points: rounded(corners(moved)), paint }
    });
    behind.collect()
}

/// How much of a box that shows a stack is taken by the boxes behind.
pub(super) const STACK_REACH: f64 = STEP * BEHIND as f64;

/// The marks beneath the nodes of a chart that have these boxes.
pub(super) fn outlines(chart: &Chart, rects: &[Rect]) -> Vec<Mark> {
    let known = |node: NodeIndex| Some((chart.nodes.get(node.0)?, *rects.get(node.0)?));
    let stacks = chart
        .stacks
        .iter()
        .filter_map(|stack| known(stack.node))
        .flat_map(|(node, rect)| stacked(rect, node_paint(node.shape, node.fills.first().copied())));
    let framed_nodes = chart.frame.iter().flat_map(|frame| &frame.nodes);
    let frames = framed_nodes.filter_map(|&node| known(node)).map(|(_, rect)| framed(rect));
    stacks.chain(frames).collect()
}

fn rounded(points: Vec<Point>) -> Vec<Point> {
    points.into_iter().map(Point::rounded).collect()
}
