//! Graphviz DOT with every place written in, so that any Graphviz draws the same figure (`dot` reads `layout=nop2`).
//!
//! ```text
//! digraph debate {
//!   graph[layout=nop2,bb="0,0,493.23,663.31",_background="…"]
//!   "pape2005"[id="pape2005",class="work",tooltip="…",pos="120,431",width="0.76",height="0.3",…]
//!   "paul2005" -> "pape2005"[id="edge-4",class="supports",pos="e,120,440 …"]
//! }
//! ```
//!
//! Comments before it say where the figure comes from. Lanes, years and legend are in `_background`; DOT knows no dash-dot line, so such edges are dashed there.

use std::io;

use graphviz_rust::dot_structures::Attribute;
use graphviz_rust::dot_structures::Edge;
use graphviz_rust::dot_structures::EdgeTy;
use graphviz_rust::dot_structures::Graph;
use graphviz_rust::dot_structures::GraphAttributes;
use graphviz_rust::dot_structures::Id;
use graphviz_rust::dot_structures::Node;
use graphviz_rust::dot_structures::NodeId;
use graphviz_rust::dot_structures::Stmt;
use graphviz_rust::dot_structures::Vertex;
use graphviz_rust::printer::DotPrinter;
use graphviz_rust::printer::PrinterContext;

use super::ExportError;
use super::ExportSettings;
use super::FigureExporter;
use super::xdot::Operations;
use super::xdot::number;
use crate::figure::Background;
use crate::figure::Figure;
use crate::figure::Ink;
use crate::figure::Label;
use crate::figure::NodeShape;
use crate::figure::PlacedEdge;
use crate::figure::PlacedNode;
use crate::figure::geometry::Point;
use crate::figure::geometry::Rect;
use crate::figure::geometry::cubic_at;
use crate::figure::geometry::cubic_start;
use crate::figure::palette::ArrowHead;
use crate::figure::palette::LineStyle;

/// The family that the file names. Graphviz measures Arimo with its own tables, the same as ours; any other it need not
/// know, since all places are given.
pub(super) fn family(figure: &Figure) -> &str {
    figure.typeface.families().next().unwrap_or("Arimo")
}

/// Graphviz DOT.
pub struct Dot;

impl FigureExporter for Dot {
    fn name(&self) -> &'static str {
        "dot"
    }

    fn summary(&self) -> &'static str {
        "Graphviz DOT with all places written in, to be changed by hand or drawn by any Graphviz"
    }

    fn export(
        &self,
        figure: &Figure,
        _settings: &ExportSettings<'_>,
        out: &mut dyn io::Write,
    ) -> Result<(), ExportError> {
        out.write_all(comments(figure).as_bytes())?;
        out.write_all(dot_text(figure).as_bytes())?;
        Ok(())
    }
}

/// Where the figure comes from, each entry on a line of its own; none has a line end.
fn comments(figure: &Figure) -> String {
    let entries = figure.provenance.entries();
    entries.iter().map(|(name, value)| format!("// {name}: {value}\n")).collect()
}

/// The figure as DOT.
pub fn dot_text(figure: &Figure) -> String {
    let height = figure.page.height;
    let mut of_graph = vec![
        plain("layout", "nop2"),
        raw("bb", &format!("0,0,{},{}", number(figure.page.width), number(height))),
        plain("pad", "0"),
        plain("outputorder", "edgesfirst"),
        fontname(figure),
    ];
    if figure.theme.background == Background::Transparent {
        of_graph.push(plain("bgcolor", "transparent"));
    }
    of_graph.push(raw("_background", &background(figure)));
    let mut stmts = vec![
        Stmt::GAttribute(GraphAttributes::Graph(of_graph)),
        Stmt::GAttribute(GraphAttributes::Node(vec![
            plain("shape", "box"),
            plain("fixedsize", "true"),
            plain("margin", "0"),
            fontname(figure),
            escaped("fontcolor", &figure.theme.color(Ink::Text).hex()),
        ])),
        Stmt::GAttribute(GraphAttributes::Edge(vec![
            fontname(figure),
            plain("fontsize", &number(edge_font_size(figure))),
        ])),
    ];
    stmts.extend(figure.nodes.iter().map(|node| Stmt::Node(dot_node(node, figure))));
    stmts.extend(figure.edges.iter().map(|edge| Stmt::Edge(dot_edge(edge, figure))));
    let graph = Graph::DiGraph { id: Id::Plain("debate".to_owned()), strict: false, stmts };
    let mut text = graph.print(&mut PrinterContext::default());
    text.push('\n');
    text
}

/// The size of the texts beside edges, which is one in a figure.
fn edge_font_size(figure: &Figure) -> f64 {
    figure.edges.iter().find_map(|edge| edge.label.as_ref()).map_or(6.0, |label| label.font_size)
}

/// The name of a family needs quotation marks only if it is of several words.
fn fontname(figure: &Figure) -> Attribute {
    let family = family(figure);
    let one_word = family.chars().all(|c| c.is_ascii_alphanumeric());
    if one_word { plain("fontname", family) } else { escaped("fontname", family) }
}

fn background(figure: &Figure) -> String {
    let mut operations = Operations::new(figure.page.height, &figure.theme, family(figure));
    let corners = |r: Rect| {
        [
            Point::new(r.x, r.y),
            Point::new(r.right(), r.y),
            Point::new(r.right(), r.bottom()),
            Point::new(r.x, r.bottom()),
        ]
    };
    match figure.theme.background {
        Background::Painted => operations.polygon(&corners(figure.page), Ink::Paper),
        Background::Transparent => operations.extent(&corners(figure.page)),
    }
    for lane in &figure.lanes {
        // A white line is left between lanes.
        operations.polygon(&corners(lane.rect.inflated(-0.75 * figure.scale)), Ink::Lane(lane.fill));
    }
    for mark in figure.halos.iter().chain(&figure.marks) {
        operations.mark(mark);
    }
    for label in &figure.labels {
        operations.label(label);
    }
    operations.into_string()
}

fn dot_node(node: &PlacedNode, figure: &Figure) -> Node {
    let page_height = figure.page.height;
    let hex = |ink: Ink| figure.theme.color(ink).hex();
    let center = node.rect.center();
    let label = node.lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("\\n");
    let (class, paint) =
        (class_of(node.shape), crate::figure::node_paint(node.shape, node.fills.first().copied()));
    let mut attributes = vec![
        escaped("id", &node.id),
        plain("class", class),
        escaped("tooltip", &node.tooltip),
        Attribute(Id::Plain("label".to_owned()), Id::Escaped(format!("\"{label}\""))),
        raw("pos", &format!("{},{}", number(center.x), number(page_height - center.y))),
        raw("width", &inches(node.rect.width)),
        raw("height", &inches(node.rect.height)),
        raw("fontsize", &number(node.font_size)),
        raw("penwidth", &number(paint.width * figure.scale)),
    ];
    if let Some(stroke) = paint.stroke {
        attributes.push(raw("color", &hex(stroke)));
    }
    let fills: Vec<String> = node.fills.iter().map(|fill| hex(Ink::Node(*fill))).collect();
    let (style, fill) = match node.shape {
        NodeShape::OutsideWork => ("filled,dashed", hex(Ink::Paper)),
        NodeShape::Position | NodeShape::Person => {
            ("filled,rounded", fills.first().cloned().unwrap_or_else(|| hex(Ink::Paper)))
        }
        NodeShape::Event => ("filled", hex(Ink::Paper)),
        NodeShape::Work | NodeShape::Claim if fills.len() > 1 => ("filled,striped", fills.join(":")),
        NodeShape::Work | NodeShape::Claim => {
            ("filled", fills.first().cloned().unwrap_or_else(|| hex(Ink::Paper)))
        }
    };
    attributes.push(raw("style", style));
    attributes.push(raw("fillcolor", &fill));
    Node { id: node_id(&node.id), attributes }
}

fn class_of(shape: NodeShape) -> &'static str {
    match shape {
        NodeShape::Work => "work",
        NodeShape::OutsideWork => "outside",
        NodeShape::Position => "position",
        NodeShape::Claim => "claim",
        NodeShape::Person => "person",
        NodeShape::Event => "event",
    }
}

fn dot_edge(edge: &PlacedEdge, figure: &Figure) -> Edge {
    let height = figure.page.height;
    let (arrow, scale) = match edge.style.head() {
        ArrowHead::Triangle => ("normal", 0.42),
        ArrowHead::Bar => ("tee", 0.44),
        ArrowHead::Diamond => ("diamond", 0.4),
        ArrowHead::Chevron => ("vee", 0.4),
    };
    let style = match edge.line {
        LineStyle::Solid => "solid",
        LineStyle::Dashed | LineStyle::DashDotted => "dashed",
        LineStyle::Dotted => "dotted",
    };
    let length = edge.style.head().extent().0 * figure.scale;
    let (curve, tip) = shortened(&edge.points, length);
    let mut pos = format!("e,{},{}", number(tip.x), number(height - tip.y));
    for point in curve {
        pos.push_str(&format!(" {},{}", number(point.x), number(height - point.y)));
    }
    let mut attributes = vec![
        raw("id", &format!("edge-{}", edge.index)),
        plain("class", edge.style.name()),
        escaped("tooltip", &edge.tooltip),
        raw("color", &figure.theme.color(Ink::Edge(edge.style)).hex()),
        plain("style", style),
        raw("penwidth", &number(edge.width)),
        plain("arrowhead", arrow),
        raw("arrowsize", &number(scale * figure.scale)),
        raw("pos", &pos),
    ];
    if let Some(label) = &edge.label {
        attributes.extend(label_attributes(label, figure));
    }
    let end = |node: usize| Vertex::N(node_id(&figure.nodes[node].id));
    Edge { ty: EdgeTy::Pair(end(edge.from), end(edge.to)), attributes }
}

fn label_attributes(label: &Label, figure: &Figure) -> [Attribute; 3] {
    let text = label.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    let center = label.rect.center();
    [
        escaped("label", &text),
        raw("lp", &format!("{},{}", number(center.x), number(figure.page.height - center.y))),
        raw("fontcolor", &figure.theme.color(label.ink).hex()),
    ]
}

/// The curve without its last `length` points, where the arrow head is drawn, and the arrow's tip.
pub(super) fn shortened(points: &[Point], length: f64) -> (Vec<Point>, Point) {
    let tip = points.last().copied().unwrap_or(Point::new(0.0, 0.0));
    let mut kept = points.to_vec();
    // Whole pieces nearer than the arrow is long make way; the next one is cut where it comes within reach.
    while kept.len() > 4 && kept[kept.len() - 4].distance(tip) <= length {
        kept.truncate(kept.len() - 3);
    }
    if kept.len() < 4 {
        return (kept, tip);
    }
    let start = kept.len() - 4;
    let piece = [kept[start], kept[start + 1], kept[start + 2], kept[start + 3]];
    let reach = length.min(piece[0].distance(tip) * 0.8);
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..30 {
        let middle = (low + high) / 2.0;
        if cubic_at(piece, middle).distance(tip) > reach {
            low = middle;
        } else {
            high = middle;
        }
    }
    kept.truncate(start);
    kept.extend(cubic_start(piece, high));
    (kept, tip)
}

fn inches(points: f64) -> String {
    format!("{:.6}", points / 72.0)
}

fn node_id(id: &str) -> NodeId {
    NodeId(Id::Escaped(format!("\"{}\"", escape_name(id))), None)
}

/// An attribute whose value is one of our own words.
fn plain(name: &str, word: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Plain(word.to_owned()))
}

/// An attribute Graphviz reads as it stands: numbers, colours, drawing operations.
fn raw(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Escaped(format!("\"{}\"", value.replace('"', "\\\""))))
}

/// An attribute of the reader's text, in which Graphviz would interpret `\N`, `\l` and `&amp;`.
fn escaped(name: &str, text: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Escaped(format!("\"{}\"", escape(text))))
}

/// Text within a quoted DOT string that Graphviz shows exactly as given: quotation marks and backslashes are escaped,
/// ampersands are made entities, line ends and control characters become spaces.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// The same for names, which are not read for entities.
fn escape_name(name: &str) -> String {
    escape(name).replace("&amp;", "&")
}
