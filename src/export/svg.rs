//! SVG: the DOT of the figure drawn by the embedded engine, its size and description put right.

use std::io;

use super::ExportError;
use super::FigureExporter;
use super::dot::FONT;
use super::dot::dot_text;
use super::layout_engine::Embedded;
use super::layout_engine::LayoutEngine;
use super::xdot::number;
use crate::figure::EdgeStyle;
use crate::figure::Figure;

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

    fn export(&self, figure: &Figure, out: &mut dyn io::Write) -> Result<(), ExportError> {
        out.write_all(svg_text(figure)?.as_bytes())?;
        Ok(())
    }
}

/// The figure as SVG.
///
/// # Errors
///
/// [`ExportError::Layout`] if the engine refuses the figure or loses an edge.
pub fn svg_text(figure: &Figure) -> Result<String, ExportError> {
    let drawn = Embedded.svg(&dot_text(figure)).map_err(|message| ExportError::Layout { message })?;
    let body = drawn
        .find("<svg")
        .and_then(|start| drawn[start..].find('>').map(|end| &drawn[start + end + 1..]))
        .ok_or_else(|| ExportError::Layout { message: "no drawing came back".to_owned() })?;
    let (width, height) = (number(figure.page.width), number(figure.page.height));
    let mut svg = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\" \
         xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" role=\"img\">\n"
    );
    svg.push_str(&format!("<title>{}</title>\n", xml_text(&figure.title)));
    svg.push_str(&format!("<desc>{}</desc>", xml_text(&description(figure))));
    svg.push_str(&finished(&without_comments(body)));
    Ok(svg)
}

fn description(figure: &Figure) -> String {
    let count = |style: EdgeStyle| figure.edges.iter().filter(|edge| edge.style == style).count();
    let mut text = figure.subtitle.clone();
    if !text.is_empty() {
        text.push_str(". ");
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

/// Typefaces and dashes: the engine's dashes are made for lines twice as heavy.
fn finished(text: &str) -> String {
    let mixed = EdgeStyle::Mixed.color().hex();
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for line in text.lines() {
        if line.starts_with("<text") {
            out.push_str(&line.replacen(
                &format!("font-family=\"{FONT}\""),
                &format!("font-family=\"{FAMILIES}\""),
                1,
            ));
        } else if line.contains("stroke-dasharray=\"5,2\"") {
            let dashes =
                if line.contains(&format!("stroke=\"{mixed}\"")) { "4.5,1.4,0.9,1.4" } else { "3.2,1.6" };
            out.push_str(&line.replacen("5,2", dashes, 1));
        } else if line.contains("stroke-dasharray=\"1,5\"") {
            out.push_str(&line.replacen("1,5", "0.8,1.5", 1));
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// Text as XML character data; what XML 1.0 cannot hold becomes U+FFFD.
fn xml_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
