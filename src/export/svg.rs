//! SVG: the DOT of the figure drawn by the embedded engine, its size and description put right.

use std::collections::BTreeMap;
use std::io;

use super::ExportError;
use super::ExportSettings;
use super::FigureExporter;
use super::dot::dot_text;
use super::dot::family;
use super::metadata::rdf;
use super::metadata::xml_text;
use super::xdot::number;
use crate::figure::EdgeStyle;
use crate::figure::Figure;
use crate::figure::Mark;
use crate::figure::palette::LineStyle;

/// Typefaces of the same widths, tried in turn.
const FAMILIES: &str = "Arimo, 'Liberation Sans', Helvetica, Arial, sans-serif";

/// Scalable Vector Graphics.
pub struct Svg;

impl FigureExporter for Svg {
    fn name(&self) -> &'static str {
        "svg"
    }

    fn summary(&self) -> &'static str {
        "a drawing for print and screen; text stays text"
    }

    fn export(
        &self,
        figure: &Figure,
        settings: &ExportSettings<'_>,
        out: &mut dyn io::Write,
    ) -> Result<(), ExportError> {
        out.write_all(svg_text(figure, settings)?.as_bytes())?;
        Ok(())
    }
}

/// The figure as SVG.
///
/// # Errors
///
/// [`ExportError::Layout`] if the engine refuses the figure or loses an edge.
pub fn svg_text(figure: &Figure, settings: &ExportSettings<'_>) -> Result<String, ExportError> {
    let drawn = settings.engine.svg(&dot_text(figure)).map_err(|message| ExportError::Layout { message })?;
    let body = drawn
        .find("<svg")
        .and_then(|start| drawn[start..].find('>').map(|end| &drawn[start + end + 1..]))
        .ok_or_else(|| ExportError::Layout { message: "no drawing came back".to_owned() })?;
    let drawn_count = |class: &str| body.matches(class).count();
    let found = (drawn_count("class=\"node"), drawn_count("class=\"edge"));
    if found != (figure.nodes.len(), figure.edges.len()) {
        let message = format!(
            "{} of {} nodes and {} of {} edges came back",
            found.0,
            figure.nodes.len(),
            found.1,
            figure.edges.len()
        );
        return Err(ExportError::Layout { message });
    }
    let (width, height) = (number(figure.page.width), number(figure.page.height));
    let mut svg = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\" \
         xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" role=\"img\">\n"
    );
    svg.push_str(&format!("<title>{}</title>\n", xml_text(&figure.title)));
    svg.push_str(&format!("<desc>{}</desc>", xml_text(&description(figure))));
    let metadata = rdf(figure);
    if !metadata.is_empty() {
        svg.push_str(&format!("\n<metadata>\n{metadata}\n</metadata>"));
    }
    svg.push_str(&finished(&without_comments(body), figure));
    Ok(svg)
}

fn description(figure: &Figure) -> String {
    let count = |style: EdgeStyle| figure.edges.iter().filter(|edge| edge.style == style).count();
    let mut text = figure.subtitle.clone();
    if !text.is_empty() {
        text.push_str(". ");
    }
    if figure.nodes.is_empty() && figure.lanes.is_empty() {
        return text.trim_end().to_owned();
    }
    text.push_str(&format!("{} nodes in {} lanes", figure.nodes.len(), figure.lanes.len()));
    for style in EdgeStyle::ALL {
        if count(style) > 0 {
            text.push_str(&format!("; {}: {}", style.name(), count(style)));
        }
    }
    text.push('.');
    text
}

/// The engine's comments repeat the names of nodes; nobody reads them.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<!--") {
        out.push_str(&rest[..start]);
        match rest[start..].find("-->") {
            Some(end) => rest = rest[start + end + 3..].trim_start_matches('\n'),
            None => return out,
        }
    }
    out.push_str(rest);
    out
}

/// Typefaces and dashes: the engine's dashes are made for lines twice as heavy, and it has one pattern where a figure
/// has two.
fn finished(text: &str, figure: &Figure) -> String {
    let mut lines = Lines::of(figure);
    let named = format!("font-family=\"{}\"", family(figure));
    let families = match family(figure) {
        "Arimo" => format!("font-family=\"{FAMILIES}\""),
        own => format!("font-family=\"'{own}', {FAMILIES}\""),
    };
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for line in text.lines() {
        lines.enter(line);
        if line.starts_with("<text") {
            out.push_str(&line.replacen(&named, &families, 1));
        } else if line.contains("stroke-dasharray=\"5,2\"") {
            let dashes = match lines.next_dashed() {
                LineStyle::DashDotted => dashes(&[4.5, 1.4, 0.9, 1.4], figure),
                _ => dashes(&[3.2, 1.6], figure),
            };
            out.push_str(&line.replacen("5,2", &dashes, 1));
        } else if line.contains("stroke-dasharray=\"1,5\"") {
            out.push_str(&line.replacen("1,5", &dashes(&[0.8, 1.5], figure), 1));
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// A pattern of dashes and gaps in points, at the figure's scale.
fn dashes(lengths: &[f64], figure: &Figure) -> String {
    let lengths: Vec<String> = lengths.iter().map(|length| number(length * figure.scale)).collect();
    lengths.join(",")
}

/// Which of its two patterns each line has that the engine dashed: it draws first the figure's marks, in their order,
/// and then groups that bear the ids of edges and nodes.
struct Lines<'a> {
    marks: Box<dyn Iterator<Item = LineStyle> + 'a>,
    edges: BTreeMap<usize, LineStyle>,
    /// That of the group begun last.
    group: Option<LineStyle>,
}

impl<'a> Lines<'a> {
    fn of(figure: &'a Figure) -> Self {
        let marks = figure.marks.iter().map(|mark| match mark {
            Mark::Polygon { paint, .. } | Mark::Line { paint, .. } | Mark::Curve { paint, .. } => paint.line,
        });
        let dashed = marks.filter(|line| matches!(line, LineStyle::Dashed | LineStyle::DashDotted));
        let edges = figure.edges.iter().map(|edge| (edge.index, edge.line)).collect();
        Self { marks: Box::new(dashed), edges, group: None }
    }

    /// Takes note of a line that begins a node or an edge.
    fn enter(&mut self, line: &str) {
        let Some(rest) = line.strip_prefix("<g id=\"") else { return };
        if rest.contains("class=\"node") {
            self.group = Some(LineStyle::Dashed);
        } else if rest.contains("class=\"edge") {
            // The engine writes the hyphen of `edge-4` as a reference.
            let number = rest.split(['-', ';', '"']).nth(1).and_then(|number| number.parse().ok());
            self.group = number.and_then(|number: usize| self.edges.get(&number).copied());
        }
    }

    fn next_dashed(&mut self) -> LineStyle {
        self.group.or_else(|| self.marks.next()).unwrap_or(LineStyle::Dashed)
    }
}
