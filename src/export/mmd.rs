//! Mermaid: a flowchart for READMEs, drawn by whoever shows them.
//!
//! ```text
//! flowchart LR
//!   subgraph lane1["pro"]
//!     n3["Pape 2005"]:::work-skyblue
//!   end
//!   n16 -.-x n3
//! ```
//!
//! Lanes are subgraphs, the sign of an edge is its line and its end, and the legend is a subgraph with a sample of each.
//! The chart runs from left to right, since pages are narrow and long. Mermaid places the nodes itself, so that years, and marks that are neither node nor edge, are left out; the texts
//! that stand beside them are in comments. A node of several colours has the first as its fill and the second as its
//! outline.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;

use super::ExportError;
use super::ExportSettings;
use super::FigureExporter;
use super::xdot::number;
use crate::figure::EdgeStyle;
use crate::figure::Figure;
use crate::figure::Ink;
use crate::figure::Label;
use crate::figure::LabelKind;
use crate::figure::Mark;
use crate::figure::NodeShape;
use crate::figure::Paint;
use crate::figure::PaletteColor;
use crate::figure::PlacedNode;
use crate::figure::geometry::Point;
use crate::figure::node_paint;
use crate::figure::palette::LineStyle;

/// What Mermaid draws at most where nobody can change its settings.
const MOST_EDGES: usize = 500;
const MOST_CHARACTERS: usize = 50_000;

/// Mermaid.
pub struct Mermaid;

impl FigureExporter for Mermaid {
    fn name(&self) -> &'static str {
        "mmd"
    }

    fn summary(&self) -> &'static str {
        "a Mermaid flowchart for READMEs; years are left out, and it holds at most 500 arrows"
    }

    fn export(
        &self,
        figure: &Figure,
        _settings: &ExportSettings<'_>,
        out: &mut dyn io::Write,
    ) -> Result<(), ExportError> {
        out.write_all(mermaid_text(figure)?.as_bytes())?;
        Ok(())
    }
}

/// The figure as a flowchart.
///
/// # Errors
///
/// [`ExportError::NotCarried`] if the figure has no nodes, or more than Mermaid draws.
pub fn mermaid_text(figure: &Figure) -> Result<String, ExportError> {
    let refused = |message: String| ExportError::NotCarried { message };
    if figure.nodes.is_empty() {
        return Err(refused(
            "Mermaid holds nodes and arrows only, and this figure has none; write .svg, .pdf or .png"
                .to_owned(),
        ));
    }
    let mut chart = Flowchart { figure, body: String::new(), classes: BTreeMap::new(), links: Vec::new() };
    chart.draw();
    let edges = chart.links.len();
    let text = chart.into_text();
    let characters = text.chars().count();
    if edges > MOST_EDGES || characters > MOST_CHARACTERS {
        return Err(refused(format!(
            "Mermaid draws at most {MOST_EDGES} arrows and {MOST_CHARACTERS} characters, and this figure with its legend has {edges} and \
             {characters}; narrow it, or write .svg, .pdf or .png"
        )));
    }
    Ok(text)
}

struct Flowchart<'a> {
    figure: &'a Figure,
    body: String,
    /// What each class of nodes looks like, by its name.
    classes: BTreeMap<String, String>,
    /// What each link looks like, in their order.
    links: Vec<String>,
}

impl Flowchart<'_> {
    fn draw(&mut self) {
        let figure = self.figure;
        for (lane, placed) in figure.lanes.iter().enumerate() {
            let members = figure.nodes.iter().enumerate().filter(|(_, node)| node.lane.0 == lane);
            let members: Vec<(usize, &PlacedNode)> = members.collect();
            if members.is_empty() {
                continue;
            }
            let title = figure
                .labels
                .iter()
                .find(|label| label.kind == LabelKind::Lane && placed.rect.contains(label.rect.center()));
            let title = title.map_or_else(|| "\" \"".to_owned(), |label| quoted(&words(label)));
            let _ = writeln!(self.body, "  subgraph lane{lane}[{title}]");
            for (index, node) in members {
                self.node(&format!("n{index}"), node.shape, &node.fills, &node.lines);
            }
            self.body.push_str("  end\n");
            let tint = figure.theme.color(Ink::Lane(placed.fill)).hex();
            let text = figure.theme.color(Ink::Text).hex();
            let _ = writeln!(self.body, "  style lane{lane} fill:{tint},stroke:none,color:{text}");
        }
        for edge in &figure.edges {
            let label = edge.label.as_ref().map(words);
            let ends = [format!("n{}", edge.from), format!("n{}", edge.to)];
            self.link(&ends, edge.style, edge.line, edge.width, label.as_deref());
        }
        self.legend();
    }

    fn node(&mut self, name: &str, shape: NodeShape, fills: &[PaletteColor], lines: &[String]) {
        let class = self.class(shape, fills);
        let text = quoted(&lines.join("\n"));
        let (open, close) = match shape {
            NodeShape::Position | NodeShape::Person => ("(", ")"),
            _ => ("[", "]"),
        };
        let _ = writeln!(self.body, "    {name}{open}{text}{close}:::{class}");
    }

    /// The name of the look of such nodes.
    fn class(&mut self, shape: NodeShape, fills: &[PaletteColor]) -> String {
        let theme = &self.figure.theme;
        let paint = node_paint(shape, fills.first().copied());
        let mut name = format!("{shape:?}").to_lowercase();
        for fill in fills.iter().take(2) {
            let _ = write!(name, "-{}", format!("{fill:?}").to_lowercase());
        }
        let stroke = match fills.get(1) {
            Some(second) => Some(Ink::Outline(*second)),
            None => paint.stroke,
        };
        let width = if fills.len() > 1 { 2.5 } else { paint.width * 1.5 };
        let mut look = format!(
            "fill:{},color:{},stroke-width:{}px",
            theme.color(paint.fill.unwrap_or(Ink::Paper)).hex(),
            theme.color(Ink::Text).hex(),
            number(width)
        );
        if let Some(stroke) = stroke {
            let _ = write!(look, ",stroke:{}", theme.color(stroke).hex());
        }
        if paint.line != LineStyle::Solid {
            look.push_str(",stroke-dasharray:4 2");
        }
        self.classes.insert(name.clone(), look);
        name
    }

    fn link(
        &mut self,
        ends: &[String; 2],
        style: EdgeStyle,
        line: LineStyle,
        width: f64,
        label: Option<&str>,
    ) {
        let arrow = match style {
            EdgeStyle::Supports | EdgeStyle::Citation => "-->",
            EdgeStyle::Disputes => "-.-x",
            EdgeStyle::Mixed => "--o",
            EdgeStyle::Neutral => "-.->",
        };
        let label = label.map_or_else(String::new, |label| format!("|{}|", quoted(label)));
        let _ = writeln!(self.body, "  {} {arrow}{label} {}", ends[0], ends[1]);
        let dashes = match line {
            LineStyle::Solid => "0",
            LineStyle::Dashed => "6 3",
            LineStyle::Dotted => "1.5 3",
            LineStyle::DashDotted => "8 3 1.5 3",
        };
        let color = self.figure.theme.color(Ink::Edge(style)).hex();
        let width = number(width * 2.0);
        self.links
            .push(format!("stroke:{color},stroke-width:{width}px,stroke-dasharray:{dashes},color:{color}"));
    }

    /// Every entry of the legend with the sample that stands before it.
    fn legend(&mut self) {
        let figure = self.figure;
        let entries: Vec<&Label> =
            figure.labels.iter().filter(|label| label.kind == LabelKind::Legend).collect();
        if entries.is_empty() {
            return;
        }
        let mut samples = Vec::new();
        self.body.push_str("  subgraph legend[\" \"]\n    direction TB\n");
        for (number, label) in entries.into_iter().enumerate() {
            let text = words(label);
            let paints: Vec<&Paint> = samples_of(figure, label).map(paint_of).collect();
            let is_round = samples_of(figure, label).any(|mark| corners(mark) > 4);
            let edge = paints.iter().find_map(|paint| match paint.stroke {
                Some(Ink::Edge(style)) if paint.fill.is_none() => Some((style, *paint)),
                _ => None,
            });
            let fills: Vec<PaletteColor> = paints.iter().filter_map(fill_of).collect();
            match edge {
                Some((style, paint)) => {
                    let _ =
                        writeln!(self.body, "    k{number}a[\" \"]:::sample\n    k{number}b[\" \"]:::sample");
                    let ends = [format!("k{number}a"), format!("k{number}b")];
                    samples.push((ends, style, paint.line, paint.width, text));
                }
                None if fills.is_empty() => {
                    let _ = writeln!(self.body, "    k{number}[{}]:::sample", quoted(&text));
                }
                None => {
                    let shape = match paints.iter().find(|paint| paint.stroke.is_some()) {
                        Some(paint) if paint.width > figure.scale => NodeShape::Position,
                        _ if is_round => NodeShape::Person,
                        _ => NodeShape::Work,
                    };
                    self.node(&format!("k{number}"), shape, &fills, &[text]);
                }
            }
        }
        self.body.push_str("  end\n");
        for (ends, style, line, width, text) in samples {
            self.link(&ends, style, line, width, Some(&text));
        }
        let text = figure.theme.color(Ink::Text).hex();
        self.classes.insert("sample".to_owned(), format!("fill:none,stroke:none,color:{text}"));
        let _ = writeln!(self.body, "  style legend fill:none,stroke:none");
    }

    fn into_text(self) -> String {
        let figure = self.figure;
        let mut out = String::new();
        if !figure.title.is_empty() {
            let _ = writeln!(out, "---\ntitle: {}\n---", yaml(&figure.title));
        }
        for label in &figure.labels {
            let beside = matches!(
                label.kind,
                LabelKind::Subtitle | LabelKind::Group | LabelKind::Rule | LabelKind::Source
            );
            if beside {
                let _ = writeln!(out, "%% {}", comment(&words(label)));
            }
        }
        for (name, value) in figure.provenance.entries() {
            let _ = writeln!(out, "%% {name}: {}", comment(&value));
        }
        out.push_str("flowchart LR\n");
        out.push_str(&self.body);
        for (name, look) in &self.classes {
            let _ = writeln!(out, "  classDef {name} {look}");
        }
        // Links of one look together.
        let mut alike: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (position, look) in self.links.iter().enumerate() {
            alike.entry(look).or_default().push(position.to_string());
        }
        for (look, positions) in alike {
            let _ = writeln!(out, "  linkStyle {} {look}", positions.join(","));
        }
        out
    }
}

/// The marks that show what an entry of the legend is about.
fn samples_of<'a>(figure: &'a Figure, label: &'a Label) -> impl Iterator<Item = &'a Mark> {
    figure.marks.iter().filter(move |mark| stands_before(mark, label, 32.0 * figure.scale))
}

fn corners(mark: &Mark) -> usize {
    match mark {
        Mark::Polygon { points, .. } => points.len(),
        Mark::Line { .. } | Mark::Curve { .. } => 0,
    }
}

/// Whether a mark is the sample of an entry of the legend: near to its left, at its height.
fn stands_before(mark: &Mark, label: &Label, reach: f64) -> bool {
    let (Mark::Polygon { points, .. } | Mark::Line { points, .. } | Mark::Curve { points, .. }) = mark;
    let before = |point: &Point| {
        point.x < label.rect.x
            && label.rect.x - point.x < reach
            && (point.y - label.rect.center().y).abs() < label.rect.height
    };
    !points.is_empty() && points.iter().all(before)
}

fn paint_of(mark: &Mark) -> &Paint {
    let (Mark::Polygon { paint, .. } | Mark::Line { paint, .. } | Mark::Curve { paint, .. }) = mark;
    paint
}

fn fill_of(paint: &&Paint) -> Option<PaletteColor> {
    match paint.fill {
        Some(Ink::Node(color)) => Some(color),
        _ => None,
    }
}

/// The lines of a label as one.
fn words(label: &Label) -> String {
    label.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Text within quotation marks, line ends as breaks. Whatever Mermaid, Markdown or HTML would read as more than text is
/// a numbered reference.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    let mut first = true;
    for c in text.chars() {
        // At the beginning of a text a number and a full stop would make a list.
        let plain = c.is_alphanumeric()
            || matches!(c, ' ' | ',' | '\'' | '(' | ')' | ':' | '/')
            || (matches!(c, '.' | '-' | '&') && !first)
            || !c.is_ascii();
        match c {
            '\n' => out.push_str("<br>"),
            c if plain => out.push(c),
            c => {
                let _ = write!(out, "#{};", u32::from(c));
            }
        }
        first = first && (c.is_ascii_digit() || c == ' ');
    }
    if out.len() == 1 {
        out.push(' ');
    }
    out.push('"');
    out
}

/// A comment, in which `%%{` would still be a command.
fn comment(text: &str) -> String {
    text.replace('%', "#37;").replace('{', "#123;").replace('}', "#125;")
}

/// A double-quoted scalar of YAML.
fn yaml(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '%' | '{' | '}' => {
                let _ = write!(out, "\\x{:02x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
