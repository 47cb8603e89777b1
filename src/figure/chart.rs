//! What is to be drawn, in words of drawing: lanes, nodes, edges, years.

use super::palette::LineStyle;
use super::palette::PaletteColor;
use super::provenance::Provenance;
use super::theme::Theme;
use super::typeface::Typeface;
use super::typography::Typography;

/// Position of a lane in [`Chart::lanes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LaneIndex(pub usize);

/// Position of a node in [`Chart::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIndex(pub usize);

/// A column (or, [`Direction::Across`], a row) of the figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Heading; wrapped to as many lines as it needs.
    pub title: String,
    /// Colour of the lane's tint; the nodes' own fills are in [`ChartNode::fills`].
    pub fill: PaletteColor,
    /// A heading over neighbouring lanes that name the same group.
    pub group: Option<String>,
    /// Smaller text under the heading; may be empty.
    pub note: String,
}

/// What a node stands for, and so what it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeShape {
    /// A work: a filled box.
    Work,
    /// A work cited but not in the file: hollow, with a dashed outline.
    OutsideWork,
    /// A position: a rounded pill, at the head of its lane.
    Position,
    /// A claim: a box of running text.
    Claim,
    /// A person: a rounded box.
    Person,
    /// An event: a white box with a heavy outline.
    Event,
}

impl NodeShape {
    /// The word for it: `outside-work`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::OutsideWork => "outside-work",
            Self::Position => "position",
            Self::Claim => "claim",
            Self::Person => "person",
            Self::Event => "event",
        }
    }
}

/// How the heads of lanes stand, the nodes of the shape [`NodeShape::Position`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heads {
    /// As wide as the other boxes of their lanes.
    InLine,
    /// As narrow as their text, in a row with room for counted edges from head to head.
    Joined,
}

/// A node to be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartNode {
    /// Stable identifier; any text. It names the node in the files.
    pub id: String,
    /// The label in its preferred lines; each is wrapped further where room is short, never cut.
    pub lines: Vec<String>,
    /// The lane; an index beyond the last lane means the last.
    pub lane: LaneIndex,
    /// The year; `None` puts the node at the head of its lane.
    pub time: Option<i32>,
    /// What it stands for.
    pub shape: NodeShape,
    /// One colour, or several for a split fill; none is drawn white.
    pub fills: Vec<PaletteColor>,
    /// Text shown when pointed at.
    pub tooltip: String,
}

/// The sign of a relation, and so the look of its edge: colour, line and arrow head all differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeStyle {
    /// An untyped citation: thin, light, beneath the others.
    Citation,
    /// A response that takes no side: grey, dotted, open arrow.
    Neutral,
    /// A response that supports: blue, solid, filled arrow.
    Supports,
    /// A response that supports in part: purple, dash and dot, diamond.
    Mixed,
    /// A response that disputes: vermillion, dashed, a bar.
    Disputes,
}

impl EdgeStyle {
    /// Its position in [`Self::ALL`].
    pub fn number(self) -> usize {
        match self {
            Self::Citation => 0,
            Self::Neutral => 1,
            Self::Supports => 2,
            Self::Mixed => 3,
            Self::Disputes => 4,
        }
    }

    /// All styles, in drawing order: what comes later lies on top.
    pub const ALL: [Self; 5] = [Self::Citation, Self::Neutral, Self::Supports, Self::Mixed, Self::Disputes];
}

/// A line that some edges have instead of that of their style, and its own entry in the legend.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OwnLine {
    /// How the line is broken; colour and arrow head remain those of the style.
    pub line: LineStyle,
    /// What it means, in the legend.
    pub meaning: String,
}

/// An edge to be routed. Several may join the same two nodes; the two ends may be one node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartEdge {
    /// Where it starts.
    pub from: NodeIndex,
    /// Where its arrow points.
    pub to: NodeIndex,
    /// Its look.
    pub style: EdgeStyle,
    /// A line unlike that of its style.
    pub own_line: Option<OwnLine>,
    /// Short text beside the edge; left out where there is no room (see [`super::Figure::unplaced_labels`]).
    pub label: Option<String>,
    /// Text shown when pointed at.
    pub tooltip: String,
    /// How many responses the edge stands for; more than one widens it.
    pub count: u32,
}

impl ChartEdge {
    /// How its line is broken.
    pub fn line(&self) -> LineStyle {
        self.own_line.as_ref().map_or(self.style.line(), |own| own.line)
    }
}

/// Position of an edge in [`Chart::edges`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeIndex(pub usize);

/// What a line across the lanes stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleKind {
    /// A dated happening: a thin line.
    Event,
    /// The beginning of a phase: a heavier, dashed line.
    Phase,
}

impl RuleKind {
    /// The word for it: `event`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Phase => "phase",
        }
    }
}

/// A line across the lanes at a year, named in the margin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeRule {
    /// The year.
    pub time: i32,
    /// The last year, of what lasts longer than one; it is written, not drawn.
    pub until: Option<i32>,
    /// What happened.
    pub label: String,
    /// What it stands for.
    pub kind: RuleKind,
}

impl TimeRule {
    /// The text in the margin: "2002–2003 Resistance".
    pub fn text(&self) -> String {
        match self.until.filter(|&until| until != self.time) {
            Some(until) => format!("{}–{until} {}", self.time, self.label),
            None => format!("{} {}", self.time, self.label),
        }
    }
}

/// Nodes and edges that stand out: a broad band of light colour beneath them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halo {
    /// What it tells, for the legend: `main path`.
    pub meaning: String,
    /// The nodes; those the chart does not have are passed over.
    pub nodes: Vec<NodeIndex>,
    /// The edges; those the chart does not have are passed over.
    pub edges: Vec<EdgeIndex>,
}

/// A node that stands for several: drawn as a stack of boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stack {
    /// The node; one that the chart does not have is passed over.
    pub node: NodeIndex,
    /// How many it stands for.
    pub count: usize,
}

/// Nodes with a second outline round them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What it tells, for the legend: `bridge between schools`.
    pub meaning: String,
    /// The nodes; those the chart does not have are passed over.
    pub nodes: Vec<NodeIndex>,
}

/// Which way the years run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Years run down the page; lanes are columns.
    Down,
    /// Years run across the page; lanes are rows.
    Across,
}

/// Whether the nodes stand in years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeAxis {
    /// Rows by year, with labels; empty stretches are folded.
    Shown,
    /// No years: nodes are packed in their lanes, whatever their time.
    Absent,
}

/// The page a figure should fit, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageSize {
    /// Width in millimetres.
    pub width_mm: f64,
    /// Height in millimetres.
    pub height_mm: f64,
}

impl Default for PageSize {
    /// The type area of a journal page: 174 × 234 mm.
    fn default() -> Self {
        Self { width_mm: 174.0, height_mm: 234.0 }
    }
}

impl PageSize {
    /// Width and height in points; sizes that are not positive and finite are taken as the default's.
    pub fn points(self) -> (f64, f64) {
        let sound = |value: f64, otherwise: f64| {
            let value = if value.is_finite() && value > 0.0 { value } else { otherwise };
            (value.clamp(20.0, 100_000.0) * 72.0 / 25.4 * 100.0).round() / 100.0
        };
        (sound(self.width_mm, 174.0), sound(self.height_mm, 234.0))
    }
}

/// What is to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Heading; may be empty.
    pub title: String,
    /// Second heading; may be empty.
    pub subtitle: String,
    /// Where the facts come from, at the foot; may be empty.
    pub source: String,
    /// What the fill of a node tells, one word for the legend: `position`, `school`, `debate`.
    pub fill_meaning: String,
    /// What a lane stands for, one word for captions: `position`, `school`.
    pub lane_meaning: String,
    /// What each fill means, for the legend, where nodes are filled by something other than their lane: the
    /// colour and its words.
    pub fill_names: Vec<(PaletteColor, String)>,
    /// What a [`NodeShape::Position`] stands for, for the legend: `position`, `school`.
    pub head_meaning: String,
    /// How the heads of lanes stand.
    pub heads: Heads,
    /// Lanes from left to right (or top to bottom).
    pub lanes: Vec<Lane>,
    /// Nodes; where nothing else decides, their order is kept.
    pub nodes: Vec<ChartNode>,
    /// Edges.
    pub edges: Vec<ChartEdge>,
    /// Events and phases across the lanes.
    pub rules: Vec<TimeRule>,
    /// What stands out.
    pub halo: Option<Halo>,
    /// What is framed.
    pub frame: Option<Frame>,
    /// What stands for several.
    pub stacks: Vec<Stack>,
    /// What a stack tells, for the legend: `several works, counted`.
    pub stack_meaning: String,
    /// Which way the years run.
    pub direction: Direction,
    /// The page to fit.
    pub page: PageSize,
    /// Whether there are years.
    pub time_axis: TimeAxis,
    /// Its colours.
    pub theme: Theme,
    /// Its sizes of type and, with them, of lines and gaps.
    pub typography: Typography,
    /// Where it comes from, for the file's own description.
    pub provenance: Provenance,
    /// What its texts are set in.
    pub typeface: Typeface,
}

impl Default for Chart {
    fn default() -> Self {
        Self {
            title: String::new(),
            subtitle: String::new(),
            source: String::new(),
            fill_meaning: "position".to_owned(),
            lane_meaning: "position".to_owned(),
            fill_names: Vec::new(),
            head_meaning: "position".to_owned(),
            heads: Heads::InLine,
            lanes: Vec::new(),
            nodes: Vec::new(),
            edges: Vec::new(),
            rules: Vec::new(),
            halo: None,
            frame: None,
            stacks: Vec::new(),
            stack_meaning: "several, counted".to_owned(),
            direction: Direction::Down,
            page: PageSize::default(),
            time_axis: TimeAxis::Shown,
            theme: Theme::default(),
            typography: Typography::default(),
            provenance: Provenance::default(),
            typeface: Typeface::default(),
        }
    }
}
