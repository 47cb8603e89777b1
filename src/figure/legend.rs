//! The legend: a sample of every kind of mark in the figure, and of no other.

use std::collections::BTreeSet;

use super::chart::Chart;
use super::chart::EdgeStyle;
use super::chart::NodeShape;
use super::chart::OwnLine;
use super::chart::RuleKind;
use super::drawing::Label;
use super::drawing::LabelKind;
use super::drawing::Mark;
use super::drawing::Paint;
use super::frame;
use super::frame::framed;
use super::frame::stacked;
use super::furniture::text_block;
use super::geometry::Point;
use super::geometry::Rect;
use super::halo::halo_paint;
use super::halo::is_drawn;
use super::metrics::LINE_HEIGHT;
use super::metrics::Weight;
use super::metrics::printable;
use super::metrics::text_width;
use super::metrics::wrapped;
use super::palette::ArrowHead;
use super::palette::LineStyle;
use super::palette::PaletteColor;
use super::scheme::Steps;
use super::tags::tags;
use super::theme::Ink;
use super::theme::Step;

const SAMPLE: f64 = 22.0;

#[derive(Clone, Copy)]
pub(super) enum Entry {
    Edge(EdgeStyle, LineStyle),
    Count,
    Node(NodeShape, Option<PaletteColor>),
    Split(PaletteColor, PaletteColor),
    Fold,
    Rule(RuleKind),
    Halo,
    Frame,
    Stack(NodeShape, Option<PaletteColor>),
    /// A box of this look.
    Box(Paint),
    /// The first so many steps of a wash, side by side.
    Scale(EdgeStyle, usize),
    /// A line of this look.
    Line(Paint),
    /// An empty cell of a matrix.
    Empty,
    /// A cell of a matrix that cannot be filled.
    Absent,
    /// None: the text goes on from the row above, past a sample of this width.
    Continued(f64),
}

/// What the chart uses.
pub(super) struct Legend {
    entries: Vec<(Entry, String)>,
    /// Size of the type in points.
    size: f64,
}

/// Whether years are folded in the figure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Folds {
    Used,
    Unused,
}

impl Legend {
    /// A legend of these entries in this order, their texts wrapped to this width.
    pub(super) fn new(entries: Vec<(Entry, String)>, width: f64, size: f64) -> Self {
        let wrap = |(entry, text): (Entry, String)| {
            let sample = sample_width(entry);
            let lines = wrapped(&text, size, Weight::Regular, (width - sample - 4.0).max(40.0));
            let samples = std::iter::once(entry).chain(std::iter::repeat(Entry::Continued(sample)));
            samples.zip(lines).collect::<Vec<_>>()
        };
        Self { entries: entries.into_iter().flat_map(wrap).collect(), size }
    }

    pub(super) fn of(chart: &Chart, folds: Folds) -> Self {
        let mut entries: Vec<(Entry, String)> = Vec::new();
        let meaning = printable(&chart.fill_meaning);
        let coloured = chart.nodes.iter().any(|node| !node.fills.is_empty());
        let how = match (chart.theme.scheme.steps, tags(chart).is_empty()) {
            (Steps::ByClass, _) => "coloured",
            (Steps::ByUse, true) => "shaded",
            (Steps::ByUse, false) => "lettered and shaded",
        };
        let filled = |thing: &str| {
            if coloured { format!("{thing}, {how} by {meaning}") } else { thing.to_owned() }
        };
        let (works, persons) = (filled("work"), filled("person"));
        let head = printable(&chart.head_meaning);
        let split = format!("of more than one {meaning}");
        let texts = [
            (EdgeStyle::Supports, "supports"),
            (EdgeStyle::Disputes, "disputes"),
            (EdgeStyle::Mixed, "supports in part"),
            (EdgeStyle::Neutral, "responds, takes no side"),
            (EdgeStyle::Citation, "cites"),
        ];
        for (style, text) in texts {
            let of_style = || chart.edges.iter().filter(|edge| edge.style == style);
            if of_style().any(|edge| edge.own_line.is_none()) {
                entries.push((Entry::Edge(style, style.line()), text.to_owned()));
            }
            let own: BTreeSet<&OwnLine> = of_style().filter_map(|edge| edge.own_line.as_ref()).collect();
            for own in own {
                entries.push((Entry::Edge(style, own.line), printable(&own.meaning)));
            }
        }
        if chart.edges.iter().any(|edge| edge.count > 1) {
            entries.push((Entry::Count, "wider: more responses".to_owned()));
        }
        let shapes = [
            (NodeShape::Position, head.as_str()),
            (NodeShape::Work, works.as_str()),
            (NodeShape::OutsideWork, "cited, but not in the file"),
            (NodeShape::Claim, "claim"),
            (NodeShape::Person, persons.as_str()),
            (NodeShape::Event, "event"),
        ];
        for (shape, text) in shapes {
            // Fills that have names of their own have entries of their own, below.
            let unnamed =
                |fill: Option<&PaletteColor>| !chart.fill_names.iter().any(|(color, _)| Some(color) == fill);
            let is_stack = |index: usize| chart.stacks.iter().any(|stack| stack.node.0 == index);
            let mut of_shape = chart
                .nodes
                .iter()
                .enumerate()
                .filter(|(_, node)| node.shape == shape && unnamed(node.fills.first()))
                .filter(|(index, _)| !is_stack(*index))
                .map(|(_, node)| node);
            // A node without a colour is no sample of what is coloured, if there is a better one.
            let first = of_shape.next();
            let sample = first.into_iter().chain(of_shape).find(|node| !node.fills.is_empty()).or(first);
            if let Some(node) = sample {
                let among_named = shape == NodeShape::Work && !chart.fill_names.is_empty();
                let text = if among_named { format!("without a {meaning}") } else { text.to_owned() };
                entries.push((Entry::Node(shape, node.fills.first().copied()), text));
            }
        }
        for (color, text) in &chart.fill_names {
            if let Some(node) = chart.nodes.iter().find(|node| node.fills.first() == Some(color)) {
                entries.push((Entry::Node(node.shape, Some(*color)), printable(text)));
            }
        }
        if let Some(node) = chart.nodes.iter().find(|node| node.fills.len() > 1 && splits(node.shape)) {
            entries.push((Entry::Split(node.fills[0], node.fills[1]), split));
        }
        if folds == Folds::Used {
            entries.push((Entry::Fold, "years without works".to_owned()));
        }
        for (kind, text) in [(RuleKind::Event, "event"), (RuleKind::Phase, "beginning of a phase")] {
            if chart.rules.iter().any(|rule| rule.kind == kind) {
                entries.push((Entry::Rule(kind), text.to_owned()));
            }
        }
        if let Some(halo) = chart.halo.as_ref().filter(|halo| is_drawn(chart, halo)) {
            entries.push((Entry::Halo, printable(&halo.meaning)));
        }
        if let Some(frame) = chart.frame.as_ref().filter(|frame| frame::is_drawn(chart, frame)) {
            entries.push((Entry::Frame, printable(&frame.meaning)));
        }
        let mut stacks = chart.stacks.iter().filter_map(|stack| chart.nodes.get(stack.node.0));
        if let Some(node) = stacks.next() {
            let sample = Entry::Stack(node.shape, node.fills.first().copied());
            entries.push((sample, printable(&chart.stack_meaning)));
        }
        Self { entries, size: chart.typography.legend }
    }

    fn rows(&self, width: f64) -> Vec<Vec<(Entry, &str, f64)>> {
        let mut rows: Vec<Vec<(Entry, &str, f64)>> = Vec::new();
        let mut x = 0.0;
        for (entry, text) in &self.entries {
            let step = sample_width(*entry) + 4.0 + text_width(text, self.size, Weight::Regular) + 11.0;
            if rows.is_empty() || x + step - 11.0 > width {
                rows.push(Vec::new());
                x = 0.0;
            }
            if let Some(row) = rows.last_mut() {
                row.push((*entry, text, x));
            }
            x += step;
        }
        rows
    }

    /// Height of a row in points.
    fn row(&self) -> f64 {
        11.0 * self.size / 6.5
    }

    /// Height in points when set this wide.
    pub(super) fn height(&self, width: f64) -> f64 {
        self.rows(width).len() as f64 * self.row()
    }

    /// Draws samples and texts and returns the box they fill.
    pub(super) fn draw(&self, at: Point, width: f64, marks: &mut Vec<Mark>, labels: &mut Vec<Label>) -> Rect {
        for (number, row) in self.rows(width).into_iter().enumerate() {
            let middle = at.y + (number as f64 + 0.5) * self.row();
            for (entry, text, x) in row {
                sample(entry, Rect::new(at.x + x, middle - 3.6, sample_width(entry), 7.2), marks);
                let origin =
                    Point::new(at.x + x + sample_width(entry) + 4.0, middle - self.size * LINE_HEIGHT / 2.0);
                let lines = vec![text.to_owned()];
                labels.push(text_block(
                    LabelKind::Legend,
                    &lines,
                    origin,
                    self.size,
                    Weight::Regular,
                    Ink::Text,
                ));
            }
        }
        Rect::new(at.x, at.y, width, self.height(width))
    }
}

fn sample_width(entry: Entry) -> f64 {
    match entry {
        Entry::Fold => 6.0,
        Entry::Box(_) | Entry::Empty | Entry::Absent => 11.0,
        Entry::Scale(_, steps) => 11.0 * steps as f64,
        Entry::Continued(width) => width,
        _ => SAMPLE,
    }
}

/// Whether several colours split a node of this shape.
pub(super) fn splits(shape: NodeShape) -> bool {
    matches!(shape, NodeShape::Work | NodeShape::Claim)
}

fn sample(entry: Entry, rect: Rect, marks: &mut Vec<Mark>) {
    let (left, right) = (Point::new(rect.x, rect.center().y), Point::new(rect.right(), rect.center().y));
    match entry {
        Entry::Edge(style, line) => arrow(style, line, left, right, marks),
        Entry::Count => {
            let paint =
                Paint { stroke: Some(Ink::Secondary), fill: None, width: 1.8, line: LineStyle::Solid };
            marks.push(Mark::Line { points: vec![left, right], paint });
        }
        Entry::Node(shape, fill) => {
            let round = matches!(shape, NodeShape::Position | NodeShape::Person);
            let points = if round { rounded_corners(rect) } else { corners(rect) };
            marks.push(Mark::Polygon { points, paint: node_paint(shape, fill) });
        }
        Entry::Split(first, second) => {
            let half = Rect::new(rect.x, rect.y, rect.width / 2.0, rect.height);
            let other = Rect::new(half.right(), rect.y, rect.width / 2.0, rect.height);
            for (part, color) in [(half, first), (other, second)] {
                let paint =
                    Paint { stroke: None, fill: Some(Ink::Node(color)), width: 0.0, line: LineStyle::Solid };
                marks.push(Mark::Polygon { points: corners(part), paint });
            }
            let outline = Paint { fill: None, ..node_paint(NodeShape::Work, Some(first)) };
            marks.push(Mark::Polygon { points: corners(rect), paint: outline });
        }
        Entry::Fold => marks.push(zigzag(rect.center(), Run::Down)),
        Entry::Rule(kind) => marks.push(Mark::Line { points: vec![left, right], paint: rule_paint(kind) }),
        Entry::Frame => {
            let inner = rect.inflated(-1.5);
            marks.push(Mark::Polygon { points: corners(inner), paint: node_paint(NodeShape::Work, None) });
            marks.push(framed(inner));
        }
        Entry::Stack(shape, fill) => {
            let room =
                Rect::new(rect.x, rect.y, rect.width - frame::STACK_REACH, rect.height - frame::STACK_REACH);
            let paint = node_paint(shape, fill);
            marks.extend(stacked(room, paint));
            marks.push(Mark::Polygon { points: corners(room), paint });
        }
        Entry::Halo => marks.push(Mark::Line { points: vec![left, right], paint: halo_paint() }),
        Entry::Box(paint) => marks.push(Mark::Polygon { points: corners(rect), paint }),
        Entry::Scale(style, steps) => {
            let width = rect.width / steps.max(1) as f64;
            for (place, step) in Step::ALL.into_iter().take(steps).enumerate() {
                let part = Rect::new(rect.x + place as f64 * width, rect.y, width, rect.height);
                let (stroke, fill) = (Some(Ink::Hairline), Some(Ink::Wash(style, step)));
                let paint = Paint { stroke, fill, width: 0.4, line: LineStyle::Solid };
                marks.push(Mark::Polygon { points: corners(part), paint });
            }
        }
        Entry::Line(paint) => marks.push(Mark::Line { points: vec![left, right], paint }),
        Entry::Empty => empty_cell(rect, marks),
        Entry::Absent => absent_cell(rect, marks),
        Entry::Continued(_) => {}
    }
}

/// A cell in which nothing was found: a hairline round it and a light dot.
pub(super) fn empty_cell(rect: Rect, marks: &mut Vec<Mark>) {
    let paint = Paint { stroke: Some(Ink::Hairline), fill: None, width: 0.4, line: LineStyle::Solid };
    marks.push(Mark::Polygon { points: corners(rect), paint });
    let dot = Rect::new(rect.center().x - 0.6, rect.center().y - 0.6, 1.2, 1.2);
    let paint = Paint { stroke: None, fill: Some(Ink::Secondary), width: 0.0, line: LineStyle::Solid };
    marks.push(Mark::Polygon { points: corners(dot), paint });
}

/// A cell that cannot be filled: crossed out.
pub(super) fn absent_cell(rect: Rect, marks: &mut Vec<Mark>) {
    let paint = Paint { stroke: Some(Ink::Hairline), fill: None, width: 0.4, line: LineStyle::Solid };
    marks.push(Mark::Polygon { points: corners(rect), paint });
    let points = vec![Point::new(rect.x, rect.bottom()), Point::new(rect.right(), rect.y)];
    marks.push(Mark::Line { points, paint });
}

/// Which way a zigzag runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    Down,
    Across,
}

/// The mark of folded years, centred on a point of the axis.
pub(super) fn zigzag(center: Point, run: Run) -> Mark {
    let offsets = [(0.0, -4.0), (2.0, -2.4), (-2.0, -0.8), (2.0, 0.8), (-2.0, 2.4), (0.0, 4.0)];
    let points = offsets
        .iter()
        .map(|(dx, dy)| if run == Run::Down { center.moved(*dx, *dy) } else { center.moved(*dy, *dx) })
        .collect();
    let paint = Paint { stroke: Some(Ink::Secondary), fill: None, width: 0.5, line: LineStyle::Solid };
    Mark::Line { points, paint }
}

/// The line of an event or phase.
pub(super) fn rule_paint(kind: RuleKind) -> Paint {
    match kind {
        RuleKind::Event => {
            Paint { stroke: Some(Ink::Secondary), fill: None, width: 0.6, line: LineStyle::Solid }
        }
        RuleKind::Phase => Paint { stroke: Some(Ink::Text), fill: None, width: 1.0, line: LineStyle::Dashed },
    }
}

/// Outline and fill of a node.
pub fn node_paint(shape: NodeShape, fill: Option<PaletteColor>) -> Paint {
    let fill_color = fill.map_or(Ink::Paper, Ink::Node);
    let outline = fill.map_or(Ink::Secondary, Ink::Outline);
    match shape {
        NodeShape::OutsideWork => Paint {
            stroke: Some(Ink::Secondary),
            fill: Some(Ink::Paper),
            width: 0.6,
            line: LineStyle::Dashed,
        },
        NodeShape::Event => {
            Paint { stroke: Some(Ink::Text), fill: Some(Ink::Paper), width: 1.2, line: LineStyle::Solid }
        }
        NodeShape::Position => {
            Paint { stroke: Some(outline), fill: Some(fill_color), width: 1.1, line: LineStyle::Solid }
        }
        NodeShape::Work | NodeShape::Claim | NodeShape::Person => {
            Paint { stroke: Some(outline), fill: Some(fill_color), width: 0.5, line: LineStyle::Solid }
        }
    }
}

/// A straight arrow, drawn as the engine draws the edges.
fn arrow(style: EdgeStyle, line: LineStyle, from: Point, to: Point, marks: &mut Vec<Mark>) {
    let (length, half) = style.head().extent();
    let color = Ink::Edge(style);
    let neck = to.moved(-length, 0.0);
    let line = Paint { stroke: Some(color), fill: None, width: style.width(), line };
    let solid = Paint { stroke: Some(color), fill: Some(color), width: 0.3, line: LineStyle::Solid };
    let end = if style.head() == ArrowHead::Chevron { to } else { neck };
    marks.push(Mark::Line { points: vec![from, end], paint: line });
    let (points, paint) = match style.head() {
        ArrowHead::Triangle => (vec![neck.moved(0.0, -half), to, neck.moved(0.0, half)], solid),
        ArrowHead::Bar => {
            (corners(Rect::new(to.x - length * 0.8, to.y - half, length * 0.6, 2.0 * half)), solid)
        }
        ArrowHead::Diamond => {
            (vec![neck, neck.moved(length / 2.0, -half), to, neck.moved(length / 2.0, half)], solid)
        }
        ArrowHead::Chevron => {
            (vec![to, neck.moved(0.0, -half), neck.moved(length * 0.35, 0.0), neck.moved(0.0, half)], solid)
        }
    };
    marks.push(Mark::Polygon { points, paint });
}

/// The four corners of a box, clockwise from the top left.
pub(super) fn corners(r: Rect) -> Vec<Point> {
    vec![
        Point::new(r.x, r.y),
        Point::new(r.right(), r.y),
        Point::new(r.right(), r.bottom()),
        Point::new(r.x, r.bottom()),
    ]
}

/// A box with its corners taken off in short straight pieces.
fn rounded_corners(r: Rect) -> Vec<Point> {
    let c = r.height / 2.0;
    let steps = [(1.0, 0.0), (0.62, 0.08), (0.29, 0.29), (0.08, 0.62), (0.0, 1.0)];
    let mut points = Vec::new();
    points.extend(steps.iter().rev().map(|(a, b)| Point::new(r.x + a * c, r.y + b * c)));
    points.extend(steps.iter().map(|(a, b)| Point::new(r.right() - a * c, r.y + b * c)));
    points.extend(steps.iter().rev().map(|(a, b)| Point::new(r.right() - a * c, r.bottom() - b * c)));
    points.extend(steps.iter().map(|(a, b)| Point::new(r.x + a * c, r.bottom() - b * c)));
    points
}
