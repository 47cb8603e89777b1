//! From a chart to a figure: rooms are measured, nodes seated, edges routed, texts set.

use std::collections::BTreeMap;

use super::arrangement::arrange;
use super::chart::Chart;
use super::chart::Direction;
use super::chart::LaneIndex;
use super::drawing::Figure;
use super::drawing::Fit;
use super::drawing::Label;
use super::drawing::Mark;
use super::drawing::PlacedNode;
use super::fitting::Bands;
use super::fitting::Fitted;
use super::fitting::fit;
use super::frame::outlines;
use super::furniture::has_folds;
use super::geometry::Point;
use super::geometry::Rect;
use super::growth::beyond;
use super::growth::grown;
use super::halo::halos;
use super::legend::Folds;
use super::legend::Legend;
use super::metrics::printable;
use super::metrics::set_in;
use super::routing::route;
use super::scene::MARGIN;
use super::scene::Scene;
use super::scene::Surroundings;
use super::tags::tagged;
use super::tags::used_classes;
use super::typography::Typography;

/// Places a chart on its page.
///
/// Nodes stand in lanes by years; the type is as large as the page allows (see [`super::LabelSizes`]); empty years are
/// folded; edges are routed round the nodes. If the nodes do not fit with the smallest type the page grows, see
/// [`Figure::fits`]: of more than 150 nodes both ways, else in length.
///
/// # Determinism
///
/// No clock, no hash order, no transcendental function: the same chart gives the same figure everywhere.
///
/// # Complexity
///
/// For n nodes and m edges O(n³) to find what is visible from where and O(m n²) to route, up to 150 nodes and 1,500
/// edges; above that edges are simple, light curves that may run beneath foreign boxes, O(m log m).
pub fn place(chart: &Chart) -> Figure {
    set_in(&chart.typeface, || placed(chart))
}

fn placed(chart: &Chart) -> Figure {
    match grown(chart) {
        None => place_on_page(chart),
        Some(larger) => {
            let figure = place_on_page(&larger);
            Figure { fit: beyond(figure.page, chart.page.points()), ..figure }
        }
    }
}

fn place_on_page(chart: &Chart) -> Figure {
    let scale = sound_scale(chart.typography);
    let chart = &prepared(chart);
    let Seated { mut figure, rects, gaps } = seated(chart);
    let routed = route(chart, &rects, figure.plot, gaps);
    figure.halos = halos(chart, &rects, &routed.edges);
    figure.edges = routed.edges;
    figure.lost_edges = routed.lost;
    figure.unplaced_labels = routed.unplaced_labels;
    if scale == 1.0 { figure } else { figure.scaled(scale) }
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
    let scale = sound_scale(chart.typography);
    let figure = seated(&prepared(chart)).figure;
    if scale == 1.0 { figure } else { figure.scaled(scale) }
}

/// A figure without its edges, and what they are routed by.
struct Seated {
    figure: Figure,
    rects: Vec<Rect>,
    /// Gaps between boxes, from left to right and from top to bottom.
    gaps: (f64, f64),
}

/// `chart` is prepared.
fn seated(chart: &Chart) -> Seated {
    let mut sheet = Sheet::of(chart);
    let places = sheet.scene.places(&sheet.bands, &sheet.fitted);
    arrange(chart, &mut sheet.bands.cells, &places);
    let rects = sheet.scene.seat(chart.nodes.len(), &sheet.bands, &sheet.fitted);

    let plot = sheet.scene.plot();
    let nodes = placed_nodes(chart, &sheet.lanes, &sheet.fitted, &rects);
    sheet.marks.extend(outlines(chart, &rects));
    let gaps = match chart.direction {
        Direction::Down => (sheet.fitted.gap_cross, sheet.fitted.gap_along),
        Direction::Across => (sheet.fitted.gap_along, sheet.fitted.gap_cross),
    };
    let figure = Figure {
        page: sheet.page.rounded(),
        fit: sheet.fit,
        theme: chart.theme.clone(),
        typeface: chart.typeface.clone(),
        scale: 1.0,
        title: printable(&chart.title),
        subtitle: printable(&chart.subtitle),
        provenance: chart.provenance.clone(),
        lanes: sheet.scene.placed_lanes(chart),
        rows: sheet.scene.placed_rows(),
        halos: Vec::new(),
        marks: sheet.marks,
        labels: sheet.labels,
        nodes,
        edges: Vec::new(),
        legend: sheet.legend,
        plot,
        lost_edges: 0,
        unplaced_labels: 0,
    };
    Seated { figure, rects, gaps }
}

/// Whether a chart fits its page, without drawing it: what [`Figure::fits`] would say.
///
/// # Complexity
///
/// O(n log n) for n nodes, times the type sizes and label widths tried.
pub fn fit_of(chart: &Chart) -> Fit {
    let scale = sound_scale(chart.typography);
    match set_in(&chart.typeface, || Sheet::of(&prepared(chart)).fit) {
        Fit::Fits => Fit::Fits,
        Fit::Exceeds { width, height } => Fit::Exceeds { width: width * scale, height: height * scale },
    }
}

/// The scale of a typography; what is none is 1.
pub(super) fn sound_scale(typography: Typography) -> f64 {
    let scale = typography.scale;
    if scale.is_finite() && scale > 0.0 { scale } else { 1.0 }
}

/// The chart as it is laid out: at the scale of print, with the colours and letters of the classes it uses.
fn prepared(chart: &Chart) -> Chart {
    let scale = sound_scale(chart.typography);
    let mut prepared = tagged(chart);
    prepared.theme.scheme = chart.theme.scheme.for_classes(&used_classes(chart));
    if scale != 1.0 {
        prepared.typography = chart.typography.unscaled();
        prepared.page.width_mm /= scale;
        prepared.page.height_mm /= scale;
    }
    prepared
}

/// Everything on the page but the nodes in their order and the edges, none of which change its size.
struct Sheet {
    lanes: Vec<usize>,
    bands: Bands,
    fitted: Fitted,
    scene: Scene,
    page: Rect,
    fit: Fit,
    marks: Vec<Mark>,
    labels: Vec<Label>,
    legend: Rect,
}

impl Sheet {
    fn of(chart: &Chart) -> Self {
        let lane_count = chart.lanes.len().max(1);
        let lanes: Vec<usize> = chart.nodes.iter().map(|node| node.lane.0.min(lane_count - 1)).collect();
        let bands = Bands::of(chart, &lanes);
        let folds = if has_folds(&bands.times) { Folds::Used } else { Folds::Unused };
        let legend = Legend::of(chart, folds);
        let (page_width, page_height) = chart.page.points();
        let surroundings = Surroundings::of(chart, &bands, page_width);
        let room = surroundings.room(chart, &legend, page_width, page_height);
        let fitted = fit(chart, &bands, &lanes, &room);
        let scene = Scene::new(chart, &bands, &fitted, &surroundings);

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
        let inner = page_width - 2.0 * MARGIN;
        let legend_top = page.height - MARGIN - surroundings.headings.height_below() - legend.height(inner);
        let legend = legend.draw(Point::new(MARGIN, legend_top), inner, &mut marks, &mut labels);
        surroundings.headings.draw(page, MARGIN, &mut labels);
        let widest = labels.iter().map(|label| label.rect.right()).fold(0.0, f64::max);
        page.width = page.width.max(widest + MARGIN);
        let fit = beyond(page, (page_width, page_height));
        Self { lanes, bands, fitted, scene, page, fit, marks, labels, legend }
    }
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
