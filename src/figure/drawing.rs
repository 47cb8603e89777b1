//! The finished figure: every rectangle, text line and curve, in points.

use super::chart::EdgeStyle;
use super::chart::LaneIndex;
use super::chart::NodeShape;
use super::geometry::Point;
use super::geometry::Rect;
use super::metrics::Weight;
use super::palette::LineStyle;
use super::palette::PaletteColor;
use super::provenance::Provenance;
use super::theme::Ink;
use super::theme::Theme;
use super::typeface::Typeface;

/// Everything to be drawn, placed; exporters only write it down.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The page in points; larger than asked for if [`Figure::fits`] says so.
    pub page: Rect,
    /// Whether the figure fits the page that was asked for.
    pub fit: Fit,
    /// Which colours the inks are.
    pub theme: Theme,
    /// How large everything is that exporters have a size for (arrow heads, dashes, outlines), against print.
    pub scale: f64,
    /// What its texts were measured with and are set in.
    pub typeface: Typeface,
    /// Plain text of the title, for the file's own description.
    pub title: String,
    /// Plain text of the subtitle, for the file's own description.
    pub subtitle: String,
    /// Where it comes from, for the file's own description.
    pub provenance: Provenance,
    /// Lanes in the chart's order.
    pub lanes: Vec<PlacedLane>,
    /// The years that have a row, in order along the page, after the row at the lanes' heads.
    pub rows: Vec<PlacedRow>,
    /// What makes nodes and edges stand out, beneath everything but the lanes: of each edge a band along it,
    /// then of each node a plate under it, in the order of [`super::Halo`].
    pub halos: Vec<Mark>,
    /// Lines and fills beneath nodes and edges: rules, fold marks, legend samples.
    pub marks: Vec<Mark>,
    /// Texts outside the nodes: title, lane titles, years, legend.
    pub labels: Vec<Label>,
    /// Nodes in the chart's order.
    pub nodes: Vec<PlacedNode>,
    /// Edges in drawing order.
    pub edges: Vec<PlacedEdge>,
    /// The box of the legend; empty (no height) if there is nothing to explain.
    pub legend: Rect,
    /// The box in which nodes and edges are drawn.
    pub plot: Rect,
    /// Edges that named a node the chart does not have.
    pub lost_edges: usize,
    /// Edge labels for which there was no free place; their tooltips remain.
    pub unplaced_labels: usize,
}

impl Figure {
    /// Whether the figure fits the page that was asked for.
    pub fn fits(&self) -> Fit {
        self.fit
    }
}

/// Whether a figure fits its page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fit {
    /// It fits.
    Fits,
    /// It does not at 6 points, the smallest text allowed; the page was made larger.
    Exceeds {
        /// How many points wider than asked.
        width: f64,
        /// How many points higher than asked.
        height: f64,
    },
}

/// A lane's area.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedLane {
    /// Heading and nodes together.
    pub rect: Rect,
    /// Its colour.
    pub fill: PaletteColor,
}

/// The stretch of the page along which the nodes of one year stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedRow {
    /// The year; `None` for the row at the lanes' heads.
    pub time: Option<i32>,
    /// Where it begins: y where years run down, else x.
    pub start: f64,
    /// Where it ends.
    pub end: f64,
}

/// An ink and a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paint {
    /// Ink of the line; `None` draws none.
    pub stroke: Option<Ink>,
    /// Ink of the inside; `None` leaves it open.
    pub fill: Option<Ink>,
    /// Width of the line in points.
    pub width: f64,
    /// How the line is broken.
    pub line: LineStyle,
}

/// A piece of the drawing that is neither node, edge nor text.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A closed polygon.
    Polygon {
        /// Its corners.
        points: Vec<Point>,
        /// Its look.
        paint: Paint,
    },
    /// An open line through points.
    Line {
        /// Its corners.
        points: Vec<Point>,
        /// Its look.
        paint: Paint,
    },
    /// A chain of cubic curves.
    Curve {
        /// 3n + 1 control points.
        points: Vec<Point>,
        /// Its look.
        paint: Paint,
    },
}

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelKind {
    /// The heading.
    Title,
    /// The second heading.
    Subtitle,
    /// The heading of a lane.
    Lane,
    /// The heading over several lanes.
    Group,
    /// A year.
    Year,
    /// How many years are folded away.
    Fold,
    /// The name of an event across the lanes.
    Rule,
    /// An entry of the legend.
    Legend,
    /// The source line.
    Source,
    /// The text beside an edge.
    Edge,
    /// The heading of a row or column of a matrix.
    Heading,
    /// A figure or a name in a cell of a matrix.
    Cell,
    /// What an axis counts, and the figures along it.
    Axis,
    /// The name of a band, in it or beside it.
    Band,
    /// A remark on a peak.
    Callout,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// The text, without control characters.
    pub text: String,
    /// Left end of the baseline.
    pub origin: Point,
    /// Width in points.
    pub width: f64,
}

/// Which point of a line stays where it is if another typeface makes the line wider or narrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// A text of one or several lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What it is for.
    pub kind: LabelKind,
    /// The box that holds all lines.
    pub rect: Rect,
    /// The lines.
    pub lines: Vec<TextLine>,
    /// How the lines are aligned.
    pub anchor: Anchor,
    /// Size of the type in points.
    pub font_size: f64,
    /// Regular or bold.
    pub weight: Weight,
    /// Ink of the text.
    pub ink: Ink,
}

/// A node in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedNode {
    /// Identifier, unique within the figure and without control characters.
    pub id: String,
    /// The lane it stands in.
    pub lane: LaneIndex,
    /// Its box.
    pub rect: Rect,
    /// What it stands for.
    pub shape: NodeShape,
    /// Its colours.
    pub fills: Vec<PaletteColor>,
    /// Label, wrapped; centred in the box.
    pub lines: Vec<String>,
    /// Size of the type in points.
    pub font_size: f64,
    /// Text shown when pointed at.
    pub tooltip: String,
}

/// An edge in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedEdge {
    /// Position in the chart's edges.
    pub index: usize,
    /// Position of its start in [`Figure::nodes`].
    pub from: usize,
    /// Position of its end in [`Figure::nodes`].
    pub to: usize,
    /// Its look.
    pub style: EdgeStyle,
    /// How its line is broken.
    pub line: LineStyle,
    /// Width of the line in points.
    pub width: f64,
    /// 3n + 1 control points of a chain of cubic curves, from the boundary of one node to that of the other.
    pub points: Vec<Point>,
    /// Text beside it.
    pub label: Option<Label>,
    /// Text shown when pointed at.
    pub tooltip: String,
}
