//! From a chart to a figure: rooms are measured, nodes seated, edges routed, texts set.

use super::arrangement::arrange;
use super::chart::Chart;
use super::chart::Direction;
use super::chart::TimeAxis;
use super::drawing::Figure;
use super::drawing::Fit;
use super::drawing::Label;
use super::drawing::LabelKind;
use super::drawing::Mark;
use super::drawing::PlacedLane;
use super::drawing::PlacedNode;
use super::fitting::Bands;
use super::fitting::Fitted;
use super::fitting::LANE_TITLE_COLUMN;
use super::fitting::Room;
use super::fitting::fit;
use super::fitting::header_height;
use super::furniture::Headings;
use super::furniture::RULE_MARGIN;
use super::furniture::Row;
use super::furniture::YEAR_SIZE;
use super::furniture::draw_axis;
use super::furniture::draw_groups;
use super::furniture::draw_lane_titles;
use super::furniture::draw_rules;
use super::furniture::group_extent;
use super::furniture::has_folds;
use super::furniture::rule_header;
use super::geometry::Point;
use super::geometry::Rect;
use super::legend::Folds;
use super::legend::Legend;
use super::metrics::Weight;
use super::metrics::printable;
use super::metrics::text_width;
use super::palette::PaletteColor;
use super::routing::route;

/// Margin of the page in points.
const MARGIN: f64 = 4.0;
/// Space in points between the drawing and the legend.
const ABOVE_LEGEND: f64 = 8.0;

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
/// For n nodes and m edges O(n²) to find what is visible from where and O(m n²) to route, up to
/// [`super::routing::ROUTED_UP_TO`] nodes; above that edges are simple curves, O(m).
pub fn place(chart: &Chart) -> Figure {
    let lane_count = chart.lanes.len().max(1);
    let lanes: Vec<usize> = chart.nodes.iter().map(|node| node.lane.0.min(lane_count - 1)).collect();
    let mut bands = Bands::of(chart, &lanes);
    let folds = if has_folds(&bands.times) { Folds::Used } else { Folds::Unused };
    let legend = Legend::of(chart, folds);
    let (page_width, page_height) = chart.page.points();
    let surroundings = Surroundings::of(chart, &bands, &legend, page_width);
    let room = surroundings.room(chart, page_width, page_height);
    let fitted = fit(chart, &bands, &lanes, &room);

    let mut scene = Scene::new(chart, &bands, &fitted, &surroundings);
    let places = scene.places(&bands, &fitted);
    arrange(chart, &mut bands.cells, &places);
    let rects = scene.seat(chart, &bands, &fitted);

    let cross = if chart.direction == Direction::Down { scene.body.right() } else { scene.body.bottom() };
    let (body_right, body_bottom) = match chart.direction {
        Direction::Down => (cross, scene.end),
        Direction::Across => (scene.end, cross),
    };
    scene.body.width = body_right - scene.body.x;
    scene.body.height = body_bottom - scene.body.y;
    let needed_width = body_right + surroundings.right + MARGIN;
    let needed_height = body_bottom + surroundings.below(&legend, page_width);
    let width = if needed_width > page_width + 0.01 { needed_width } else { page_width };
    let mut page = Rect::new(0.0, 0.0, width, needed_height);

    let mut marks = Vec::new();
    let mut labels = Vec::new();
    scene.draw(chart, &surroundings, &mut marks, &mut labels);
    // Names of crowded events may run past the last row.
    let lowest = labels.iter().map(|label| label.rect.bottom()).fold(body_bottom, f64::max);
    page.height += lowest - body_bottom.max(lowest.min(body_bottom + surroundings.axis_below()));
    let legend_top = page.height
        - MARGIN
        - surroundings.headings.height_below()
        - legend.height(page_width - 2.0 * MARGIN);
    let legend_rect =
        legend.draw(Point::new(MARGIN, legend_top), page_width - 2.0 * MARGIN, &mut marks, &mut labels);
    surroundings.headings.draw(page, MARGIN, &mut labels);
    let widest = labels.iter().map(|label| label.rect.right()).fold(0.0, f64::max);
    page.width = page.width.max(widest + MARGIN);

    let plot = scene.plot(chart, &surroundings);
    let nodes = placed_nodes(chart, &lanes, &fitted, &rects);
    let gaps = match chart.direction {
        Direction::Down => (fitted.gap_cross, fitted.gap_along),
        Direction::Across => (fitted.gap_along, fitted.gap_cross),
    };
    let routed = route(chart, &rects, plot, gaps);
    let fit = if page.width > page_width + 0.01 || page.height > page_height + 0.01 {
        Fit::Exceeds {
            width: (page.width - page_width).max(0.0),
            height: (page.height - page_height).max(0.0),
        }
    } else {
        Fit::Fits
    };
    Figure {
        page: page.rounded(),
        fit,
        title: printable(&chart.title),
        subtitle: printable(&chart.subtitle),
        lanes: scene.placed_lanes(chart),
        marks,
        labels,
        nodes,
        edges: routed.edges,
        legend: legend_rect,
        plot,
        lost_edges: routed.lost,
        unplaced_labels: routed.unplaced_labels,
    }
}

/// What stands round the lanes and how much room it takes, in points.
struct Surroundings {
    headings: Headings,
    /// Left of the lanes: years, or titles of groups.
    left: f64,
    /// Right of the lanes: names of events.
    right: f64,
    /// Above the lanes' own headings.
    top: f64,
    /// Below the lanes: years, where they run across.
    axis: f64,
}

impl Surroundings {
    fn of(chart: &Chart, bands: &Bands, _legend: &Legend, page_width: f64) -> Self {
        let headings = Headings::of(chart, page_width - 2.0 * MARGIN);
        let years = bands.times.iter().flatten();
        let year_width =
            years.map(|year| text_width(&year.to_string(), YEAR_SIZE, Weight::Regular)).fold(0.0, f64::max);
        let down = chart.direction == Direction::Down;
        let shown = chart.time_axis == TimeAxis::Shown && year_width > 0.0;
        let top = MARGIN + headings.height_above();
        if down {
            let left = MARGIN + if shown { year_width + 8.0 } else { 0.0 };
            let right = if chart.rules.is_empty() { 0.0 } else { RULE_MARGIN };
            Self { headings, left, right, top, axis: 0.0 }
        } else {
            let axis = if shown { YEAR_SIZE * 1.2 + 8.0 } else { 0.0 };
            Self { headings, left: MARGIN, right: 0.0, top: top + rule_header(chart), axis }
        }
    }

    fn below(&self, legend: &Legend, page_width: f64) -> f64 {
        let legend = legend.height(page_width - 2.0 * MARGIN);
        let gap = if legend > 0.0 { ABOVE_LEGEND } else { 0.0 };
        self.axis + gap + legend + self.headings.height_below() + MARGIN
    }

    fn axis_below(&self) -> f64 {
        self.axis
    }

    fn room(&self, chart: &Chart, page_width: f64, page_height: f64) -> Room {
        let folds = Folds::Used;
        let legend = Legend::of(chart, folds);
        let width = page_width - self.left - self.right - MARGIN;
        let height = page_height - self.top - self.below(&legend, page_width);
        let even = vec![width / chart.lanes.len().max(1) as f64; chart.lanes.len()];
        let groups = group_extent(chart, &even);
        let (cross, along) = match chart.direction {
            Direction::Down => (width, height - groups),
            Direction::Across => (height, width - groups - LANE_TITLE_COLUMN),
        };
        Room { cross, along, direction: chart.direction }
    }
}

/// The lanes and rows on the page.
struct Scene {
    direction: Direction,
    /// Lanes with their headings.
    body: Rect,
    lanes: Vec<Rect>,
    header: f64,
    groups: f64,
    rows: Vec<Row>,
    end: f64,
}

impl Scene {
    fn new(chart: &Chart, bands: &Bands, fitted: &Fitted, surroundings: &Surroundings) -> Self {
        let down = chart.direction == Direction::Down;
        let mut extents: Vec<f64> = (0..bands.lane_count).map(|lane| fitted.lane_extent(lane)).collect();
        if !down {
            for (lane, extent) in chart.lanes.iter().zip(extents.iter_mut()) {
                let lines = super::fitting::lane_title(&lane.title, LANE_TITLE_COLUMN - 5.0).len();
                *extent = extent.max(lines as f64 * super::fitting::LANE_TITLE_SIZE * 1.16 + 4.0);
            }
        }
        let groups = group_extent(chart, &extents);
        let header = match chart.direction {
            Direction::Down => header_height(chart, &extents),
            Direction::Across if chart.lanes.is_empty() => 0.0,
            Direction::Across => LANE_TITLE_COLUMN,
        };
        let (x, y) = match chart.direction {
            Direction::Down => (surroundings.left, surroundings.top + groups),
            Direction::Across => (surroundings.left + groups, surroundings.top),
        };
        let mut along = if down { y + header } else { x + header };
        let mut rows = Vec::new();
        for (row, time) in bands.cells.chunks(bands.lane_count).zip(&bands.times) {
            let need = row
                .iter()
                .enumerate()
                .map(|(lane, cell)| {
                    cell.chunks(fitted.columns[lane])
                        .map(|boxes| stack_step(boxes, fitted, chart.direction))
                        .sum::<f64>()
                })
                .fold(4.0, f64::max);
            rows.push(Row { time: *time, start: along, end: along + need });
            along += need;
        }
        if rows.is_empty() {
            along += 12.0;
        }
        let mut lanes = Vec::new();
        let mut cross = if down { x } else { y };
        for extent in &extents {
            lanes.push(if down {
                Rect::new(cross, y, *extent, along - y)
            } else {
                Rect::new(x, cross, along - x, *extent)
            });
            cross += extent;
        }
        let body =
            if down { Rect::new(x, y, cross - x, along - y) } else { Rect::new(x, y, along - x, cross - y) };
        Self { direction: chart.direction, body, lanes, header, groups, rows, end: along }
    }

    /// The box of each place of each cell, if all boxes were alike; enough to choose an order by.
    fn places(&self, bands: &Bands, fitted: &Fitted) -> Vec<Vec<Rect>> {
        let mut places = Vec::new();
        for (band, cells) in bands.cells.chunks(bands.lane_count).enumerate() {
            for (lane, cell) in cells.iter().enumerate() {
                places.push(self.cell_rects(band, lane, cell, fitted));
            }
        }
        places
    }

    fn cell_rects(&self, band: usize, lane: usize, cell: &[usize], fitted: &Fitted) -> Vec<Rect> {
        let down = self.direction == Direction::Down;
        let columns = fitted.columns[lane];
        let row = &self.rows[band];
        let need: f64 = cell.chunks(columns).map(|boxes| stack_step(boxes, fitted, self.direction)).sum();
        let mut along = (row.start + row.end - need) / 2.0;
        let center = self.lanes[lane].center();
        let pitch = fitted.column_extent[lane] + fitted.gap_cross;
        let mut rects = Vec::new();
        for boxes in cell.chunks(columns) {
            let step = stack_step(boxes, fitted, self.direction);
            let middle = along + step / 2.0;
            for (place, node) in boxes.iter().enumerate() {
                let offset = (place as f64 - (boxes.len() - 1) as f64 / 2.0) * pitch;
                let (width, height) = fitted.boxes[*node];
                let (x, y) = if down { (center.x + offset, middle) } else { (middle, center.y + offset) };
                rects.push(Rect::new(x - width / 2.0, y - height / 2.0, width, height).rounded());
            }
            along += step;
        }
        rects
    }

    fn seat(&self, chart: &Chart, bands: &Bands, fitted: &Fitted) -> Vec<Rect> {
        let mut rects = vec![Rect::new(0.0, 0.0, 0.0, 0.0); chart.nodes.len()];
        for (band, cells) in bands.cells.chunks(bands.lane_count).enumerate() {
            for (lane, cell) in cells.iter().enumerate() {
                for (node, rect) in cell.iter().zip(self.cell_rects(band, lane, cell, fitted)) {
                    rects[*node] = rect;
                }
            }
        }
        rects
    }

    /// Where nodes and edges may be.
    fn plot(&self, chart: &Chart, _surroundings: &Surroundings) -> Rect {
        let mut plot = self.body;
        if chart.direction == Direction::Down {
            plot.y += self.header;
            plot.height -= self.header;
        } else {
            plot.x += self.header;
            plot.width -= self.header;
        }
        plot
    }

    fn draw(
        &self,
        chart: &Chart,
        surroundings: &Surroundings,
        marks: &mut Vec<Mark>,
        labels: &mut Vec<Label>,
    ) {
        let plot = self.plot(chart, surroundings);
        draw_axis(self.direction, &self.rows, plot, marks, labels);
        draw_rules(chart, &self.rows, plot, marks, labels);
        draw_groups(chart, &self.lanes, self.groups, marks, labels);
        draw_lane_titles(chart, &self.lanes, self.header, labels);
        debug_assert!(labels.iter().all(|label| label.kind != LabelKind::Legend));
    }

    fn placed_lanes(&self, chart: &Chart) -> Vec<PlacedLane> {
        let fill = |lane: usize| chart.lanes.get(lane).map_or(PaletteColor::Grey, |lane| lane.fill);
        self.lanes
            .iter()
            .enumerate()
            .map(|(lane, rect)| PlacedLane { rect: rect.rounded(), fill: fill(lane) })
            .collect()
    }
}

/// Extent along of one row of boxes in a cell, with its gap.
fn stack_step(boxes: &[usize], fitted: &Fitted, direction: Direction) -> f64 {
    let extent = |node: &usize| match direction {
        Direction::Down => fitted.boxes[*node].1,
        Direction::Across => fitted.boxes[*node].0,
    };
    boxes.iter().map(extent).fold(0.0, f64::max) + fitted.gap_along
}

fn placed_nodes(chart: &Chart, lanes: &[usize], fitted: &Fitted, rects: &[Rect]) -> Vec<PlacedNode> {
    let mut taken = std::collections::BTreeSet::new();
    chart
        .nodes
        .iter()
        .enumerate()
        .map(|(index, node)| {
            let wanted = printable(&node.id);
            let mut id = if wanted.is_empty() { format!("node {index}") } else { wanted.clone() };
            let mut number = 2;
            while !taken.insert(id.clone()) {
                id = format!("{wanted} ({number})");
                number += 1;
            }
            PlacedNode {
                id,
                lane: super::chart::LaneIndex(lanes[index]),
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
