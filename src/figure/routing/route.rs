//! The order of work: corners, distances, ports, curves, labels.

use super::curve;
use super::edge_label;
use super::parallel;
use super::port;
use super::visibility;
use super::visibility::Corner;
use super::visibility::Obstacles;
use super::visibility::VisibilityGraph;
use crate::figure::chart::Chart;
use crate::figure::chart::ChartEdge;
use crate::figure::chart::EdgeStyle;
use crate::figure::drawing::PlacedEdge;
use crate::figure::geometry::Point;
use crate::figure::geometry::Rect;
use crate::figure::geometry::hundredths;
use crate::figure::metrics::printable;
use crate::figure::theme::EdgeTone;

/// Number of nodes up to which edges are routed round boxes; above it they are simple curves.
pub(in crate::figure) const ROUTED_UP_TO: usize = 150;
/// Number of edges up to which they are routed.
const ROUTED_EDGES: usize = 1_500;

/// How wide a light line is, as a share of its usual width.
const LIGHT: f64 = 0.7;

/// Distance in points between neighbouring paths round one corner.
const STEP: f64 = 2.2;
/// Distance in points of the innermost path from a corner.
const INNERMOST: f64 = 2.4;

/// Edges in drawing order, and what could not be drawn.
pub(in crate::figure) struct Routed {
    pub(in crate::figure) edges: Vec<PlacedEdge>,
    pub(in crate::figure) lost: usize,
    pub(in crate::figure) unplaced_labels: usize,
}

/// An edge on its way: the corners it takes, then its bends on the page.
#[derive(Clone)]
pub(super) struct Path {
    /// Position in the chart's edges.
    pub(super) index: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) corners: Vec<Corner>,
    pub(super) bends: Vec<Point>,
    /// Where it starts and ends on the boxes' boundaries.
    pub(super) ports: [Point; 2],
    /// How far the middle is bowed to the left of the way from the smaller to the larger node, in points.
    pub(super) bow: f64,
}

/// Routes all edges of a chart whose nodes have these boxes and keep these gaps (left and right, above and below).
pub(in crate::figure) fn route(chart: &Chart, rects: &[Rect], plot: Rect, gaps: (f64, f64)) -> Routed {
    let known = |edge: &ChartEdge| edge.from.0 < rects.len() && edge.to.0 < rects.len();
    let lost = chart.edges.iter().filter(|edge| !known(edge)).count();
    let obstacles = Obstacles { rects, plot };
    let routed = rects.len() <= ROUTED_UP_TO && chart.edges.len() <= ROUTED_EDGES;
    let mut paths: Vec<Path> = Vec::new();
    let mut loops: Vec<(usize, usize)> = Vec::new();
    for (index, edge) in chart.edges.iter().enumerate().filter(|(_, edge)| known(edge)) {
        if edge.from == edge.to {
            loops.push((index, edge.from.0));
            continue;
        }
        let ports = [rects[edge.from.0].center(), rects[edge.to.0].center()];
        let (from, to) = (edge.from.0, edge.to.0);
        paths.push(Path { index, from, to, corners: Vec::new(), bends: Vec::new(), ports, bow: 0.0 });
    }
    if routed {
        find_corners(&mut paths, &obstacles);
        spread_at_corners(&mut paths, &obstacles, gaps);
    }
    parallel::bow(chart, &mut paths);
    port::assign(&mut paths, &obstacles);
    let smooth = |path: &Path| if routed { curve::smooth(path, &obstacles) } else { curve::simple(path) };
    let mut curves: Vec<Vec<Point>> = paths.iter().map(smooth).collect();
    if routed {
        parallel::part(&paths, &mut curves, &obstacles, &distances(gaps));
    }
    let mut edges: Vec<PlacedEdge> = Vec::new();
    for (path, points) in paths.iter().zip(curves) {
        edges.push(placed(chart, path.index, path.from, path.to, points));
    }
    let mut loop_counts = vec![0_usize; rects.len()];
    for (index, node) in loops {
        let points = curve::self_loop(node, loop_counts[node], &obstacles, gaps.0.min(gaps.1));
        loop_counts[node] += 1;
        edges.push(placed(chart, index, node, node, points));
    }
    edges.sort_by_key(|edge| (edge.style, edge.index));
    let unplaced_labels = edge_label::place(chart, &mut edges, &obstacles);
    Routed { edges, lost, unplaced_labels }
}

fn placed(chart: &Chart, index: usize, from: usize, to: usize, points: Vec<Point>) -> PlacedEdge {
    let edge = &chart.edges[index];
    let light = if chart.theme.edges == EdgeTone::Light { LIGHT } else { 1.0 };
    let base = edge.style.width() * light;
    let growth = if edge.style == EdgeStyle::Citation { 0.15 } else { 0.38 };
    // Width grows with the root of the count: nine responses are twice as wide again as one, not nine times.
    let width = base + growth * (f64::from(edge.count.max(1)).sqrt() - 1.0).min(6.0);
    PlacedEdge {
        index,
        from,
        to,
        style: edge.style,
        line: edge.line(),
        width: hundredths(width),
        points: points.into_iter().map(Point::rounded).collect(),
        label: None,
        tooltip: printable(&edge.tooltip),
    }
}

fn find_corners(paths: &mut [Path], obstacles: &Obstacles<'_>) {
    let blocked = |path: &Path| {
        let (a, b) = (obstacles.rects[path.from].center(), obstacles.rects[path.to].center());
        !obstacles.is_free(a, b, &[path.from, path.to], visibility::CLEARANCE)
    };
    let mut order: Vec<usize> = (0..paths.len()).filter(|i| blocked(&paths[*i])).collect();
    if order.is_empty() {
        return;
    }
    let length =
        |path: &Path| obstacles.rects[path.from].center().distance(obstacles.rects[path.to].center());
    order.sort_by(|a, b| length(&paths[*a]).total_cmp(&length(&paths[*b])));
    let mut graph = VisibilityGraph::new(obstacles, INNERMOST);
    for index in order {
        let (from, to) = (paths[index].from, paths[index].to);
        if let Some(corners) = graph.shortest(from, to, obstacles) {
            paths[index].corners = corners;
        }
    }
}

/// Gives each path a distance from its corners that no other path has there.
fn spread_at_corners(paths: &mut [Path], obstacles: &Obstacles<'_>, gaps: (f64, f64)) {
    let distances = distances(gaps);
    let mut used: std::collections::BTreeMap<(usize, usize), Vec<usize>> = Default::default();
    let mut order: Vec<usize> = (0..paths.len()).filter(|i| !paths[*i].corners.is_empty()).collect();
    let length = |path: &Path| -> f64 {
        let mut way = vec![path.ports[0]];
        way.extend(path.corners.iter().map(|corner| corner.at(obstacles.rects, (INNERMOST, INNERMOST))));
        way.push(path.ports[1]);
        way.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
    };
    order.sort_by(|a, b| length(&paths[*a]).total_cmp(&length(&paths[*b])));
    for index in order {
        let path = &paths[index];
        let mut levels: Vec<usize> = (0..distances.len()).collect();
        let load = |level: usize| -> usize {
            path.corners.iter().map(|corner| used.get(&corner.key()).map_or(0, |counts| counts[level])).sum()
        };
        levels.sort_by_key(|level| (load(*level), *level));
        let chosen = levels.into_iter().find_map(|level| {
            let bends: Vec<Point> =
                path.corners.iter().map(|corner| corner.at(obstacles.rects, distances[level])).collect();
            obstacles.is_way_free(path, &bends, 0.8).then_some((level, bends))
        });
        let (level, bends) = chosen.unwrap_or_else(|| {
            (
                0,
                path.corners
                    .iter()
                    .map(|corner| corner.at(obstacles.rects, (INNERMOST, INNERMOST)))
                    .collect(),
            )
        });
        for corner in &path.corners {
            used.entry(corner.key()).or_insert_with(|| vec![0; distances.len()])[level] += 1;
        }
        paths[index].bends = bends;
    }
}

/// Distances from a corner, sideways and up or down, of paths that turn there, the innermost first.
fn distances(gaps: (f64, f64)) -> Vec<(f64, f64)> {
    let room = |gap: f64| (gap - 1.8 - INNERMOST).max(0.0);
    let (wide, high) = (room(gaps.0), room(gaps.1));
    let mut count = 1;
    while count < 12 && f64::from(count) * STEP <= wide.max(high) {
        count += 1;
    }
    let step = |room: f64| STEP.min(room / f64::from((count - 1).max(1)));
    let (dx, dy) = (step(wide), step(high));
    (0..count).map(|level| (INNERMOST + f64::from(level) * dx, INNERMOST + f64::from(level) * dy)).collect()
}
