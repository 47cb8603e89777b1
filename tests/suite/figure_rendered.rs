//! Laws of figures as they are really drawn: letters measured by usvg with the faces that draw them, not by our tables.

#![expect(clippy::disallowed_methods, reason = "tests read the repository")]

use crate::figure_debates as debates;
use crate::figure_files::unquoted;
use crate::figure_formats::{Files, GALLERY};
use crate::repository;
use dissensus::analysis::{MapOptions, MapView, debate_map};
use dissensus::export::ExportSettings;
use dissensus::export::dot::dot_text;
use dissensus::export::rendering::{Rendered, RenderedText, rendered};
use dissensus::export::svg::svg_text;
use dissensus::figure::geometry::{Point, Rect};
use dissensus::figure::metrics::Weight;
use dissensus::figure::{Chart, Direction, Typeface, place};
use dissensus::import::{Input, LoadOptions, load};
use graphviz_rust::dot_structures::{Edge, EdgeTy, Graph, Node, Stmt, Vertex};

/// A figure as drawn, and what it should be.
struct Drawing {
    name: String,
    page: Rect,
    rendered: Rendered,
    /// Identifier and box of every node.
    nodes: Vec<(String, Rect)>,
    edges: Vec<Ends>,
}

/// What an edge joins.
struct Ends {
    id: String,
    from: String,
    to: String,
    width: f64,
    head_shape: String,
}

fn attribute(attributes: &[graphviz_rust::dot_structures::Attribute], name: &str) -> String {
    let found = attributes.iter().find(|attribute| unquoted(&attribute.0) == name);
    unquoted(&found.unwrap_or_else(|| panic!("no {name}")).1)
}

impl Drawing {
    /// From the two files; places are those of the DOT, letters those of the SVG.
    fn of(name: &str, dot: &str, svg: &str, typeface: &Typeface) -> Self {
        let Graph::DiGraph { stmts, .. } = graphviz_rust::parse(dot).unwrap() else { panic!("a digraph") };
        let page = svg.split("viewBox=\"0 0 ").nth(1).unwrap().split('"').next().unwrap();
        let (width, height) = page.split_once(' ').unwrap();
        let page = Rect::new(0.0, 0.0, width.parse().unwrap(), height.parse().unwrap());
        let (mut nodes, mut edges) = (Vec::new(), Vec::new());
        for stmt in &stmts {
            match stmt {
                Stmt::Node(node) => nodes.push(node_box(node, page.height)),
                Stmt::Edge(edge) => edges.push(edge_ends(edge)),
                _ => {}
            }
        }
        let rendered = rendered(svg, typeface).unwrap();
        Self { name: name.to_owned(), page, rendered, nodes, edges }
    }

    fn of_chart(name: &str, chart: &Chart) -> Self {
        let figure = place(chart);
        let svg = svg_text(&figure, &ExportSettings::default()).unwrap();
        Self::of(name, &dot_text(&figure), &svg, &figure.typeface)
    }

    fn node(&self, id: &str) -> Option<Rect> {
        self.nodes.iter().find(|(node, _)| node == id).map(|(_, rect)| *rect)
    }

    fn texts(&self) -> impl Iterator<Item = &RenderedText> {
        self.rendered.texts.iter().filter(|text| text.ink.width > 0.0)
    }

    /// Everything that is wrong with it.
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let texts: Vec<&RenderedText> = self.texts().collect();
        for (first, text) in texts.iter().enumerate() {
            let said = format!("{}: {:?} at {:?}", self.name, text.text, text.ink);
            if !self.page.encloses(text.ink, 0.0) {
                faults.push(format!("{said} leaves the page"));
            }
            match self.node(&text.owner) {
                // Half a point is left between letters and outline.
                Some(rect) if !rect.inflated(-0.5).encloses(text.ink, 0.0) => {
                    faults.push(format!("{said} is cut by its box {rect:?}"));
                }
                Some(_) => {}
                None => faults.extend(
                    self.nodes
                        .iter()
                        .filter(|(_, rect)| rect.overlaps(text.ink))
                        .map(|(id, _)| format!("{said} lies on {id}")),
                ),
            }
            for other in &texts[first + 1..] {
                // Lines of one text may touch where an accent meets a descender.
                let slack = if text.owner == other.owner { 0.9 } else { 0.0 };
                if lower(text.ink, slack).overlaps(lower(other.ink, slack)) {
                    faults.push(format!("{said} meets {:?} at {:?}", other.text, other.ink));
                }
            }
        }
        faults.extend(self.edges.iter().flat_map(|edge| self.loose_ends(edge)));
        faults
    }

    fn loose_ends(&self, edge: &Ends) -> Vec<String> {
        let Ends { id, from, to, width, head_shape } = edge;
        let shapes: Vec<&[Point]> = self
            .rendered
            .shapes
            .iter()
            .filter(|shape| shape.owner == *id)
            .map(|shape| shape.points.as_slice())
            .collect();
        let (Some(line), Some(head)) = (shapes.first(), shapes.last()) else {
            return vec![format!("{}: {id} is not drawn", self.name)];
        };
        let mut faults = Vec::new();
        let near = |points: &[Point], node: &str| {
            let rect = self.node(node).unwrap();
            points.iter().map(|point| distance_to_edge(rect, *point)).fold(f64::INFINITY, f64::min)
        };
        let begin = near(&line[..1], from);
        if begin > 0.4 {
            faults.push(format!("{}: {id} begins {begin:.2} points from {from}", self.name));
        }
        let end = near(head, to);
        // The outline of a head of 2.8 by 4.2 points runs out beyond its tip by half its width over the sine of half the
        // angle there; a bar stands a little before the box, to be told from it.
        let (reach, gap) = match head_shape.as_str() {
            "tee" => (width / 2.0, 0.9),
            _ => (width / 2.0 / (1.4_f64 / 4.2).atan().sin(), 0.4),
        };
        if end - reach > gap {
            faults.push(format!("{}: {id} ends {end:.2} points from {to}", self.name));
        }
        faults
    }
}

/// The box made less high by this at top and bottom.
fn lower(rect: Rect, by: f64) -> Rect {
    Rect::new(rect.x, rect.y + by, rect.width, rect.height - 2.0 * by)
}

/// How far a point is from the outline of a box.
fn distance_to_edge(rect: Rect, point: Point) -> f64 {
    let outside = |value: f64, low: f64, high: f64| (low - value).max(value - high).max(0.0);
    let (dx, dy) = (outside(point.x, rect.x, rect.right()), outside(point.y, rect.y, rect.bottom()));
    if dx > 0.0 || dy > 0.0 {
        return (dx * dx + dy * dy).sqrt();
    }
    [point.x - rect.x, rect.right() - point.x, point.y - rect.y, rect.bottom() - point.y]
        .into_iter()
        .fold(f64::INFINITY, f64::min)
}

fn node_box(node: &Node, page_height: f64) -> (String, Rect) {
    let number = |text: &str| text.parse::<f64>().unwrap();
    let place = attribute(&node.attributes, "pos");
    let (x, y) = place.split_once(',').unwrap();
    let width = number(&attribute(&node.attributes, "width")) * 72.0;
    let height = number(&attribute(&node.attributes, "height")) * 72.0;
    let (x, y) = (number(x), page_height - number(y));
    // Entities stand for ampersands in the identifiers of the SVG.
    let id = attribute(&node.attributes, "id").replace("&amp;", "&");
    (id, Rect::new(x - width / 2.0, y - height / 2.0, width, height))
}

fn edge_ends(edge: &Edge) -> Ends {
    let end = |vertex: &Vertex| match vertex {
        Vertex::N(node) => unquoted(&node.0),
        Vertex::S(_) => panic!("an edge ends at a node"),
    };
    let EdgeTy::Pair(from, to) = &edge.ty else { panic!("a pair") };
    let width = attribute(&edge.attributes, "penwidth").parse().unwrap();
    let text = |name| attribute(&edge.attributes, name);
    Ends { id: text("id"), from: end(from), to: end(to), width, head_shape: text("arrowhead") }
}

fn fixture(name: &str, options: &MapOptions) -> Chart {
    let input = Input { name: name.to_owned(), bytes: repository::text(name).into_bytes() };
    debate_map(&load(vec![input], LoadOptions::default()).corpus, options)
}

#[test]
fn letters_of_the_gallery_are_neither_cut_nor_covered_and_edges_end_at_their_nodes() {
    let drawn = |files: &Files| Drawing::of(&files.name, &files.dot, &files.svg, &Typeface::embedded());
    let faults: Vec<String> = GALLERY.iter().flat_map(|files| drawn(files).faults()).collect();
    repository::assert_nothing(&faults, "look at the figures as PNG");
}

#[test]
fn letters_of_invented_debates_are_neither_cut_nor_covered_and_edges_end_at_their_nodes() {
    let mut charts = vec![
        ("like the reference", debates::reference_like()),
        ("two years", debates::crowded_years()),
        ("fifty years", debates::long_debate()),
        ("people", debates::people()),
        ("claims", debates::claims(30)),
        ("many claims", debates::claims(130)),
        ("across", debates::across()),
    ];
    charts.extend((0..12).map(|seed| ("seeded", debates::seeded(seed))));
    let faults: Vec<String> =
        charts.iter().flat_map(|(name, chart)| Drawing::of_chart(name, chart).faults()).collect();
    repository::assert_nothing(&faults, "look at the figures as PNG");
}

#[test]
fn every_script_stays_in_its_box() {
    let mut faults = Vec::new();
    for direction in [Direction::Down, Direction::Across] {
        for view in [MapView::Works, MapView::Claims, MapView::People] {
            let options = MapOptions { view, direction, ..MapOptions::default() };
            let chart = fixture("tests/fixtures/scripts.bib", &options);
            assert!(!chart.nodes.is_empty());
            faults.extend(Drawing::of_chart("scripts", &chart).faults());
        }
    }
    repository::assert_nothing(&faults, "look at the figures as PNG");
}

#[test]
fn letters_are_drawn_about_as_wide_as_they_are_measured() {
    let chart = fixture("tests/fixtures/scripts.bib", &MapOptions::default());
    let figure = place(&chart);
    let svg = svg_text(&figure, &ExportSettings::default()).unwrap();
    let drawn = rendered(&svg, &figure.typeface).unwrap();
    let mut compared = 0;
    for node in &figure.nodes {
        for line in &node.lines {
            let text = drawn.texts.iter().find(|text| text.text == *line).unwrap();
            let measured = figure.typeface.text_width(line, node.font_size, Weight::Regular);
            if figure.typeface.lacking(line).is_empty() {
                // Bearings and kerning make the letters a little narrower, and in Arabic that they are joined.
                let least = if line.contains('ن') { 0.8 } else { 0.9 };
                let share = text.ink.width / measured;
                assert!((least..=1.0).contains(&share), "{line}: {:.2} of {measured:.2}", text.ink.width);
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 8, "of ten, two are in a script that no face of the program has");
}

#[test]
fn a_font_of_the_users_is_measured_named_and_put_into_the_file() {
    // Another face of the program under its own name: wider than Arimo.
    let wide = std::fs::read(repository::root().join("src/figure/fonts/DejaVuSans.ttf")).unwrap();
    let mut chart = debates::reference_like();
    let narrow = place(&chart);
    chart.typeface = Typeface::of_files([wide]).unwrap();
    let figure = place(&chart);
    let width = |figure: &dissensus::figure::Figure| figure.labels[0].lines[0].width;
    assert!(width(&figure) > width(&narrow) * 1.05, "{} and {}", width(&figure), width(&narrow));
    let lines = figure.nodes.iter().flat_map(|node| &node.lines);
    assert!(
        lines.clone().any(|line| line.ends_with('-')) && !lines.clone().any(|line| line.starts_with('-'))
    );
    let drawing = Drawing::of_chart("DejaVu", &chart);
    repository::assert_nothing(&drawing.faults(), "labels are measured with the font that draws them");
    let svg = svg_text(&figure, &ExportSettings::default()).unwrap();
    assert!(svg.contains("font-family=\"'DejaVu Sans', Arimo, "), "the SVG does not name it");
    assert!(dot_text(&figure).contains("fontname=\"DejaVu Sans\""));
    let pdf = crate::figure_pages::exported(&figure, "pdf", &ExportSettings::default());
    assert!(String::from_utf8_lossy(&pdf).contains("+DejaVuSans"));
}
