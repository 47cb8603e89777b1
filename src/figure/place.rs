//! From a chart to a figure: rooms are measured, nodes seated, edges routed, texts set.

use std::collections::BTreeMap;

use super::arrangement::arrange;
use super::chart::Chart;
use super::chart::Direction;
use super::chart::LaneIndex;
use super::drawing::Figure;
use super::drawing::Fit;
use super::drawing::PlacedNode;
use super::fitting::Bands;
use super::fitting::Fitted;
use super::fitting::fit;
use super::furniture::has_folds;
use super::geometry::Point;
use super::geometry::Rect;
use super::halo::halos;
use super::legend::Folds;
use super::legend::Legend;
use super::metrics::printable;
use super::routing::route;
use super::scene::MARGIN;
use super::scene::Scene;
use super::scene::Surroundings;

/// Places a chart on its page.
///
/// Nodes stand in lanes by years; the type is as large as the page allows (8 to 6 points); empty years are folded;
/// edges are routed round the nodes. If the nodes do not fit at 6 points the page grows, see [`Figure::fits`].
///
/// # Determinism
///
/// No clock, no hash order, no transcendental function: the same chart gives the same figure everywhere.
///
/// # Complexity
///
/// For n nodes and m edges O(n³) to find what is visible from where and O(m n²) to route, up to 150 nodes and 1,500
/// edges; above that edges are simple curves that may run beneath foreign boxes, O(m log m).
pub fn place(chart: &Chart) -> Figure {
    let Seated { mut figure, rects, gaps } = seated(chart);
    let routed = route(chart, &rects, figure.plot, gaps);
    figure.halos = halos(chart, &rects, &routed.edges);
    figure.edges = routed.edges;
    figure.lost_edges = routed.lost;
    figure.unplaced_labels = routed.unplaced_labels;
    figure
}

/// Places everything but the edges and what follows them, for drawings in which lines that are not routed will do: of
/// thousands of nodes.
///
/// # Determinism
///
/// As [`place`].
///
/// # Complexity
///
/// O(n log n + m) for n nodes and m edges, above 160 nodes.
pub fn seat(chart: &Chart) -> Figure {
    seated(chart).figure
}

/// A figure without its edges, and what they are routed by.
struct Seated {
    figure: Figure,
    rects: Vec<Rect>,
    /// Gaps between boxes, from left to right and from top to bottom.
    gaps: (f64, f64),
}

fn seated(chart: &Chart) -> Seated {
    let lane_count = chart.lanes.len().max(1);
    let lanes: Vec<usize> = chart.nodes.iter().map(|node| node.lane.0.min(lane_count - 1)).collect();
    let mut bands = Bands::of(chart, &lanes);
    let folds = if has_folds(&bands.times) { Folds::Used } else { Folds::Unused };
    let legend = Legend::of(chart, folds);
    let (page_width, page_height) = chart.page.points();
    let surroundings = Surroundings::of(chart, &bands, page_width);
    let room = surroundings.room(chart, &legend, page_width, page_height);
    let fitted = fit(chart, &bands, &lanes, &room);

    let scene = Scene::new(chart, &bands, &fitted, &surroundings);
    let places = scene.places(&bands, &fitted);
    arrange(chart, &mut bands.cells, &places);
    let rects = scene.seat(chart.nodes.len(), &bands, &fitted);

    let (body_right, body_bottom) = (scene.body.right(), scene.body.bottom());
    let needed_width = body_right + surroundings.right + MARGIN;
    let needed_height = body_bottom + surroundings.below(&legend, page_width);
    let width = if needed_width > page_width + 0.01 { needed_width } else { page_width };
    let mut page = Rect::new(0.0, 0.0, width, needed_height);

    let mut marks = Vec::new();
    let mut labels = Vec::new();
    scene.draw(chart, &mut marks, &mut labels);
    // Names of crowded events may run past the last row.
    let lowest = labels.iter().map(|label| label.rect.bottom()).fold(body_bottom, f64::max);
    page.height += (lowest - body_bottom - surroundings.axis).max(0.0);
    let legend_top = page.height
        - MARGIN
        - surroundings.headings.height_below()
        - legend.height(page_width - 2.0 * MARGIN);
    let legend_rect =
        legend.draw(Point::new(MARGIN, legend_top), page_width - 2.0 * MARGIN, &mut marks, &mut labels);
    surroundings.headings.draw(page, MARGIN, &mut labels);
    let widest = labels.iter().map(|label| label.rect.right()).fold(0.0, f64::max);
    page.width = page.width.max(widest + MARGIN);

    let plot = scene.plot();
    let nodes = placed_nodes(chart, &lanes, &fitted, &rects);
    let gaps = match chart.direction {
        Direction::Down => (fitted.gap_cross, fitted.gap_along),
        Direction::Across => (fitted.gap_along, fitted.gap_cross),
    };
    let fit = if page.width > page_width + 0.01 || page.height > page_height + 0.01 {
        Fit::Exceeds {
            width: (page.width - page_width).max(0.0),
            height: (page.height - page_height).max(0.0),
        }
    } else {
        Fit::Fits
    };
    let figure = Figure {
        page: page.rounded(),
        fit,
        theme: chart.theme.clone(),
        title: printable(&chart.title),
        subtitle: printable(&chart.subtitle),
        provenance: chart.provenance.clone(),
        lanes: scene.placed_lanes(chart),
        rows: scene.placed_rows(),
        halos: Vec::new(),
        marks,
        labels,
        nodes,
        edges: Vec::new(),
        legend: legend_rect,
        plot,
        lost_edges: 0,
        unplaced_labels: 0,
    };
    Seated { figure, rects, gaps }
}

fn placed_nodes(chart: &Chart, lanes: &[usize], fitted: &Fitted, rects: &[Rect]) -> Vec<PlacedNode> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    chart
        .nodes
        .iter()
        .enumerate()
        .map(|(index, node)| {
            let wanted = printable(&node.id);
            let mut id = if wanted.is_empty() { format!("node {index}") } else { wanted.clone() };
            // A second node of the same name is numbered.
            while let Some(count) = taken.get_mut(&id) {
                *count += 1;
                id = format!("{id} ({count})");
            }
            taken.insert(id.clone(), 1);
            PlacedNode {
                id,
                lane: LaneIndex(lanes[index]),
                rect: rects[index],
                shape: node.shape,
                fills: node.fills.clone(),
                lines: fitted.lines[index].clone(),
                font_size: fitted.font_size,
                tooltip: printable(&node.tooltip),
            }
        })
        .collect()
}
