//! The figure as other programs will show it: its SVG with every text set in the faces of the figure's typeface.
//!
//! resvg's usvg reads the SVG and shapes the texts; `pdf` and `png` draw what it gives. Left to itself it would set a
//! whole line in another face as soon as one character is lacking, wider than measured; so every stretch of text names
//! its face, and there is no other choice. What remains is that usvg shapes neighbouring words of scripts that run from
//! right to left by the script of the first: Arabic right after Hebrew is not joined.

use std::sync::Arc;

use resvg::tiny_skia::PathSegment;
use resvg::usvg;
use resvg::usvg::fontdb;

use super::ExportError;
use super::ExportSettings;
use super::svg::svg_text;
use crate::figure::Figure;
use crate::figure::Typeface;
use crate::figure::geometry::Point;
use crate::figure::geometry::Rect;
use crate::figure::metrics::Weight;

/// Points of a pixel of the 96 to the inch in which SVG is read.
const POINTS_PER_PIXEL: f32 = 0.75;

/// What is drawn, in points of the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rendered {
    /// Every line of text.
    pub texts: Vec<RenderedText>,
    /// Every line and area.
    pub shapes: Vec<RenderedShape>,
}

/// A line of text where it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct RenderedText {
    /// The text.
    pub text: String,
    /// Which node or edge it belongs to: the identifier of the group that it is in.
    pub owner: String,
    /// What its letters cover.
    pub ink: Rect,
}

/// A line or an area where it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct RenderedShape {
    /// Which node or edge it belongs to: the identifier of the group that it is in.
    pub owner: String,
    /// Its corners and the ends of its curves.
    pub points: Vec<Point>,
}

/// What a figure's SVG shows when it is drawn with this typeface, as in PDF and PNG.
///
/// # Errors
///
/// [`ExportError::Layout`] if the SVG cannot be read.
pub fn rendered(svg: &str, typeface: &Typeface) -> Result<Rendered, ExportError> {
    let mut found = Rendered::default();
    collect(tree_of(svg, typeface)?.root(), "", &mut found);
    Ok(found)
}

fn collect(group: &usvg::Group, owner: &str, found: &mut Rendered) {
    // Within a node or an edge the engine makes another group for its tooltip, `a_` before the same identifier.
    let is_inner = group.id().is_empty() || group.id().strip_prefix("a_") == Some(owner);
    let owner = if is_inner { owner } else { group.id() };
    let points = |pixels: f32| f64::from(pixels * POINTS_PER_PIXEL);
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => collect(group, owner, found),
            usvg::Node::Text(text) => {
                let ink = text.abs_stroke_bounding_box();
                found.texts.push(RenderedText {
                    text: text.chunks().iter().map(usvg::TextChunk::text).collect(),
                    owner: owner.to_owned(),
                    ink: Rect::new(
                        points(ink.x()),
                        points(ink.y()),
                        points(ink.width()),
                        points(ink.height()),
                    ),
                });
            }
            usvg::Node::Path(path) => {
                let Some(placed) = path.data().clone().transform(path.abs_transform()) else { continue };
                let corners = placed.segments().filter_map(|segment| match segment {
                    PathSegment::MoveTo(p)
                    | PathSegment::LineTo(p)
                    | PathSegment::QuadTo(_, p)
                    | PathSegment::CubicTo(_, _, p) => Some(Point::new(points(p.x), points(p.y))),
                    PathSegment::Close => None,
                });
                found.shapes.push(RenderedShape { owner: owner.to_owned(), points: corners.collect() });
            }
            usvg::Node::Image(_) => {}
        }
    }
}

/// The figure as a tree of shapes and shaped texts, in pixels of 96 to the inch.
pub(super) fn tree(figure: &Figure, settings: &ExportSettings<'_>) -> Result<usvg::Tree, ExportError> {
    tree_of(&svg_text(figure, settings)?, &figure.typeface)
}

fn tree_of(svg: &str, typeface: &Typeface) -> Result<usvg::Tree, ExportError> {
    let svg = with_faces(svg, typeface);
    let mut fonts = fontdb::Database::new();
    let ids: Vec<Option<fontdb::ID>> = typeface
        .faces()
        .iter()
        .map(|face| {
            let loaded = fonts.load_font_source(fontdb::Source::Binary(Arc::clone(face.bytes())));
            let of_index = |id: &fontdb::ID| fonts.face(*id).is_some_and(|info| info.index == face.index());
            loaded.into_iter().find(of_index)
        })
        .collect();
    let resolver = usvg::FontResolver {
        select_font: Box::new(move |font, _| {
            font.families().iter().find_map(|family| match family {
                usvg::FontFamily::Named(name) => *ids.get(position_of(name)?)?,
                _ => None,
            })
        }),
        select_fallback: Box::new(|_, _, _| None),
    };
    let options = usvg::Options {
        font_resolver: resolver,
        fontdb: Arc::new(fonts),
        // Nothing of a figure is to be fetched from anywhere.
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(&svg, &options).map_err(|error| ExportError::Layout { message: error.to_string() })
}

fn name_of(face: usize) -> String {
    format!("face-{face}")
}

fn position_of(name: &str) -> Option<usize> {
    name.strip_prefix("face-")?.parse().ok()
}

/// The SVG with every stretch of text naming the face that draws it.
fn with_faces(svg: &str, typeface: &Typeface) -> String {
    let mut out = String::with_capacity(svg.len() + svg.len() / 4);
    for line in svg.lines() {
        match text_element(line) {
            Some((attributes, content)) => {
                let weight =
                    if attributes.contains("font-weight=\"bold\"") { Weight::Bold } else { Weight::Regular };
                out.push_str(attributes);
                out.push('>');
                for run in typeface.runs(&content, weight) {
                    // What no face has is drawn as the first face draws the unknown.
                    let face = name_of(run.face.unwrap_or(0));
                    out.push_str(&format!("<tspan font-family=\"{face}\">"));
                    out.push_str(&escaped(&content[run.range]));
                    out.push_str("</tspan>");
                }
                out.push_str("</text>");
            }
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// The beginning of a `<text>` element that stands on a line of its own, and its text.
fn text_element(line: &str) -> Option<(&str, String)> {
    let (attributes, content) = line.strip_suffix("</text>")?.split_once('>')?;
    attributes.starts_with("<text").then(|| (attributes, unescaped(content)))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The text of character data; blanks that may not be broken become plain ones, since a line is never broken.
fn unescaped(data: &str) -> String {
    let mut out = String::with_capacity(data.len());
    let mut rest = data;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(';').unwrap_or(0);
        match character(rest.get(1..end).unwrap_or_default()) {
            Some(c) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out.replace('\u{a0}', " ")
}

/// The character that a reference names.
fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}
