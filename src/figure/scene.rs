//! The lanes and rows of a figure on its page, and the room that what surrounds them takes.

use std::collections::BTreeMap;

use super::chart::Chart;
use super::chart::Direction;
use super::chart::Heads;
use super::chart::NodeIndex;
use super::chart::NodeShape;
use super::chart::TimeAxis;
use super::drawing::Label;
use super::drawing::Mark;
use super::drawing::PlacedLane;
use super::drawing::PlacedRow;
use super::fitting::Bands;
use super::fitting::Fitted;
use super::fitting::LaneHeading;
use super::fitting::Room;
use super::fitting::header_height;
use super::fitting::lane_title_column;
use super::furniture::Headings;
use super::furniture::Row;
use super::furniture::draw_axis;
use super::furniture::draw_groups;
use super::furniture::draw_lane_titles;
use super::furniture::draw_rules;
use super::furniture::group_extent;
use super::furniture::rule_header;
use super::furniture::rule_margin;
use super::geometry::Rect;
use super::legend::Legend;
use super::metrics::Weight;
use super::metrics::text_width;
use super::palette::PaletteColor;
use super::routing::LABELLED_APART;

/// Margin of the page in points.
pub(super) const MARGIN: f64 = 4.0;
/// Space in points between the drawing and the legend.
const ABOVE_LEGEND: f64 = 8.0;

/// Space in points above and below the arrows from head to head.
const HEAD_MARGIN: f64 = 18.0;
/// How far the middles of bowed arrows are apart, as a share of their bows.
const MIDDLE: f64 = 0.56;

/// What stands round the lanes and how much room it takes, in points.
pub(super) struct Surroundings {
    pub(super) headings: Headings,
    /// Left of the lanes: years, or titles of groups.
    left: f64,
    /// Right of the lanes: names of events.
    pub(super) right: f64,
    /// Above the lanes' own headings.
    top: f64,
    /// Below the lanes: years, where they run across.
    pub(super) axis: f64,
}

impl Surroundings {
    pub(super) fn of(chart: &Chart, bands: &Bands, page_width: f64) -> Self {
        let headings = Headings::of(chart, page_width - 2.0 * MARGIN);
        let years = bands.times.iter().flatten();
        let size = chart.typography.year;
        let year_width =
            years.map(|year| text_width(&year.to_string(), size, Weight::Regular)).fold(0.0, f64::max);
        let down = chart.direction == Direction::Down;
        let shown = chart.time_axis == TimeAxis::Shown && year_width > 0.0;
        let top = MARGIN + headings.height_above();
        if down {
            let left = MARGIN + if shown { year_width + 8.0 } else { 0.0 };
            let right = if chart.rules.is_empty() { 0.0 } else { rule_margin(chart) };
            Self { headings, left, right, top, axis: 0.0 }
        } else {
            let axis = if shown { size * 1.2 + 8.0 } else { 0.0 };
            Self { headings, left: MARGIN, right: 0.0, top: top + rule_header(chart), axis }
        }
    }

    pub(super) fn below(&self, legend: &Legend, page_width: f64) -> f64 {
        let legend = legend.height(page_width - 2.0 * MARGIN);
        let gap = if legend > 0.0 { ABOVE_LEGEND } else { 0.0 };
        self.axis + gap + legend + self.headings.height_below() + MARGIN
    }

    pub(super) fn room(&self, chart: &Chart, legend: &Legend, page_width: f64, page_height: f64) -> Room {
        let width = page_width - self.left - self.right - MARGIN;
        let height = page_height - self.top - self.below(legend, page_width);
        let even = vec![width / chart.lanes.len().max(1) as f64; chart.lanes.len()];
        let groups = group_extent(chart, &even);
        let (cross, along) = match chart.direction {
            Direction::Down => (width, height - groups),
            Direction::Across => (height, width - groups - lane_title_column(chart.typography.lane)),
        };
        Room { cross, along: along - head_room(chart), direction: chart.direction }
    }
}

/// The lanes and rows on the page.
pub(super) struct Scene {
    direction: Direction,
    /// Lanes with their headings.
    pub(super) body: Rect,
    lanes: Vec<Rect>,
    header: f64,
    groups: f64,
    rows: Vec<Row>,
}

impl Scene {
    pub(super) fn new(chart: &Chart, bands: &Bands, fitted: &Fitted, surroundings: &Surroundings) -> Self {
        let down = chart.direction == Direction::Down;
        let size = chart.typography.lane;
        let mut extents: Vec<f64> = (0..bands.lane_count).map(|lane| fitted.lane_extent(lane)).collect();
        if !down {
            for (lane, extent) in chart.lanes.iter().zip(extents.iter_mut()) {
                let heading = LaneHeading::of(lane, chart.typography, lane_title_column(size) - 5.0);
                *extent = extent.max(heading.height() + 4.0);
            }
        }
        let groups = group_extent(chart, &extents);
        let header = match chart.direction {
            Direction::Down => header_height(chart, &extents),
            Direction::Across if chart.lanes.is_empty() => 0.0,
            Direction::Across => lane_title_column(size),
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
                        .map(|boxes| stack_extent(boxes, fitted, chart.direction) + fitted.gap_along)
                        .sum::<f64>()
                })
                .fold(4.0, f64::max);
            let heads = if time.is_none() && rows.is_empty() { head_room(chart) } else { 0.0 };
            let need = need.max(heads);
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
        Self { direction: chart.direction, body, lanes, header, groups, rows }
    }

    /// The box of each place of each cell, if all boxes were alike; enough to choose an order by.
    pub(super) fn places(&self, bands: &Bands, fitted: &Fitted) -> Vec<Vec<Rect>> {
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
        let stacks = cell.len().div_ceil(columns) as f64;
        let boxes: f64 = cell.chunks(columns).map(|boxes| stack_extent(boxes, fitted, self.direction)).sum();
        // Another order than the row was measured with may need more room; the gaps give it.
        let spare = (row.end - row.start - boxes) / stacks.max(1.0);
        let gap = fitted.gap_along.min(spare.max(fitted.gap_along / 3.0));
        let mut along = (row.start + row.end - boxes - gap * stacks) / 2.0;
        let center = self.lanes[lane].center();
        let pitch = fitted.column_extent[lane] + fitted.gap_cross;
        let mut rects = Vec::new();
        for boxes in cell.chunks(columns) {
            let step = stack_extent(boxes, fitted, self.direction) + gap;
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

    pub(super) fn seat(&self, node_count: usize, bands: &Bands, fitted: &Fitted) -> Vec<Rect> {
        let mut rects = vec![Rect::new(0.0, 0.0, 0.0, 0.0); node_count];
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
    pub(super) fn plot(&self) -> Rect {
        let mut plot = self.body;
        if self.direction == Direction::Down {
            plot.y += self.header;
            plot.height -= self.header;
        } else {
            plot.x += self.header;
            plot.width -= self.header;
        }
        plot
    }

    pub(super) fn draw(&self, chart: &Chart, marks: &mut Vec<Mark>, labels: &mut Vec<Label>) {
        let plot = self.plot();
        draw_axis(chart, &self.rows, plot, marks, labels);
        draw_rules(chart, &self.rows, plot, marks, labels);
        draw_groups(chart, &self.lanes, self.groups, marks, labels);
        draw_lane_titles(chart, &self.lanes, self.header, labels);
    }

    pub(super) fn placed_rows(&self) -> Vec<PlacedRow> {
        let placed = |row: &Row| PlacedRow { time: row.time, start: row.start, end: row.end };
        self.rows.iter().map(placed).collect()
    }

    pub(super) fn placed_lanes(&self, chart: &Chart) -> Vec<PlacedLane> {
        let fill = |lane: usize| chart.lanes.get(lane).map_or(PaletteColor::Grey, |lane| lane.fill);
        self.lanes
            .iter()
            .enumerate()
            .map(|(lane, rect)| PlacedLane { rect: rect.rounded(), fill: fill(lane) })
            .collect()
    }
}

/// Extent along of one row of boxes in a cell.
fn stack_extent(boxes: &[usize], fitted: &Fitted, direction: Direction) -> f64 {
    let extent = |node: &usize| match direction {
        Direction::Down => fitted.boxes[*node].1,
        Direction::Across => fitted.boxes[*node].0,
    };
    boxes.iter().map(extent).fold(0.0, f64::max)
}

/// Extent along that arrows from head to head need: where most join two heads, each needs room for its count, and half of
/// them bow to one side.
fn head_room(chart: &Chart) -> f64 {
    if chart.heads == Heads::InLine {
        return 0.0;
    }
    let is_head =
        |node: NodeIndex| chart.nodes.get(node.0).is_some_and(|node| node.shape == NodeShape::Position);
    let mut counts: BTreeMap<(NodeIndex, NodeIndex), usize> = BTreeMap::new();
    for edge in
        chart.edges.iter().filter(|edge| edge.label.is_some() && is_head(edge.from) && is_head(edge.to))
    {
        *counts.entry((edge.from.min(edge.to), edge.from.max(edge.to))).or_default() += 1;
    }
    counts.into_values().max().map_or(0.0, |most| most as f64 * LABELLED_APART * MIDDLE + HEAD_MARGIN)
}
