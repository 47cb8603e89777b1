//! TeX: the figure in TikZ, in the fonts of the document that takes it in.
//!
//! ```text
//! \input{debate}        in a document that loads tikz, where the figure is to stand
//! pdflatex debate.tex   alone: a page of the figure's size
//! ```
//!
//! Colours have names (`dissensus-edge-disputes`), and those that the document has defined before are kept. A text that
//! is wider in the document's font than measured is made smaller until it fits. Characters that pdflatex lacks are put
//! together from letter and accents where that can be; for other scripts than Latin, lualatex or xelatex is needed.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;

use super::ExportError;
use super::ExportSettings;
use super::FigureExporter;
use super::dot::shortened;
use super::tex_text::Engine;
use super::tex_text::escaped;
use super::tex_text::needed_engine;
use super::xdot::number;
use crate::figure::Anchor;
use crate::figure::Background;
use crate::figure::Figure;
use crate::figure::Ink;
use crate::figure::Label;
use crate::figure::Mark;
use crate::figure::NodeShape;
use crate::figure::Paint;
use crate::figure::PlacedEdge;
use crate::figure::PlacedNode;
use crate::figure::geometry::Point;
use crate::figure::geometry::Rect;
use crate::figure::metrics::ASCENT;
use crate::figure::metrics::LINE_HEIGHT;
use crate::figure::metrics::Weight;
use crate::figure::node_paint;
use crate::figure::palette::ArrowHead;
use crate::figure::palette::LineStyle;

/// TikZ.
pub struct Tex;

impl FigureExporter for Tex {
    fn name(&self) -> &'static str {
        "tex"
    }

    fn summary(&self) -> &'static str {
        "TikZ for LaTeX, in the fonts of the document; scripts other than Latin need lualatex"
    }

    fn export(
        &self,
        figure: &Figure,
        _settings: &ExportSettings<'_>,
        out: &mut dyn io::Write,
    ) -> Result<(), ExportError> {
        out.write_all(tex_text(figure).as_bytes())?;
        Ok(())
    }
}

/// Room in points that a text may take on either side beyond what was measured.
const SLACK: f64 = 0.2;
/// Room in points left between the text of a node and its outline.
const INSET: f64 = 1.4;

/// The figure as TikZ.
pub fn tex_text(figure: &Figure) -> String {
    let mut picture = Picture { figure, body: String::new(), inks: BTreeMap::new() };
    picture.draw();
    let mut out = head(figure);
    for (name, color) in &picture.inks {
        let _ = writeln!(out, "\\providecolor{{{name}}}{{HTML}}{{{}}}%", color.to_uppercase());
    }
    out.push_str("\\begin{tikzpicture}[x=1bp,y=-1bp,line cap=butt,line join=miter]\n");
    let (width, height) = (number(figure.page.width), number(figure.page.height));
    let _ = writeln!(out, "\\useasboundingbox (0,0) rectangle ({width},{height});");
    out.push_str(&picture.body);
    out.push_str(FOOT);
    out
}

/// The beginning: what the file is, a document of its own where it is not taken into another, and its own commands.
fn head(figure: &Figure) -> String {
    let (width, height) = (number(figure.page.width), number(figure.page.height));
    let mut out = String::new();
    for line in [figure.title.as_str(), figure.subtitle.as_str()].iter().filter(|line| !line.is_empty()) {
        let _ = writeln!(out, "% {line}");
    }
    for (name, value) in figure.provenance.entries() {
        let _ = writeln!(out, "% {name}: {value}");
    }
    out.push_str(
        "% \\input this file where the figure is to stand, in a document with \\usepackage{tikz}; or compile it alone.\n\
         % It takes the font of the document. A colour defined before under a name below is kept.\n",
    );
    let beyond = needed_engine(figure);
    if let Engine::Unicode(characters) = &beyond {
        let shown: String = characters.iter().take(40).collect();
        let _ = writeln!(
            out,
            "% Some characters ({shown}) are beyond pdflatex: compile with lualatex and a font that has them, for example\n\
             % \\usepackage{{fontspec}} \\setsansfont{{DejaVu Sans}}; pdflatex draws a box in place of each."
        );
    }
    let _ = writeln!(
        out,
        "\\expandafter\\ifx\\csname @nodocument\\endcsname\\relax\n\
         \\expandafter\\ifx\\csname tikzpicture\\endcsname\\relax\n\
         \\errmessage{{This figure is drawn with TikZ: write \\string\\usepackage{{tikz}} before \
         \\string\\begin{{document}}}}%\n\
         \\fi\n\
         \\else\n\
         \\documentclass{{article}}\n\
         \\expandafter\\ifx\\csname Umathchar\\endcsname\\relax\n\
         \\usepackage[T1]{{fontenc}}\\IfFileExists{{lmodern.sty}}{{\\usepackage{{lmodern}}}}{{\\usepackage{{fix-cm}}}}\n\
         \\else\n\
         \\usepackage{{fontspec}}\n\
         \\fi\n\
         \\renewcommand{{\\familydefault}}{{\\sfdefault}}\n\
         \\usepackage{{tikz}}\n\
         \\usepackage[paperwidth={width}bp,paperheight={height}bp,margin=0bp]{{geometry}}\n\
         \\pagestyle{{empty}}\\parindent=0pt\\topskip=0pt\n\
         \\def\\dissensusend{{\\end{{document}}}}\n\
         \\begin{{document}}\n\
         \\fi"
    );
    out.push_str(COMMANDS);
    out
}

/// Whatever babel made of these characters, here they are themselves.
const COMMANDS: &str = "\\begingroup
\\catcode`\\;=12 \\catcode`\\:=12 \\catcode`\\!=12 \\catcode`\\?=12 \\catcode`\\\"=12 \\catcode`\\'=12 \\catcode`\\`=12
\\catcode`\\<=12 \\catcode`\\>=12 \\catcode`\\==12 \\catcode`\\-=12 \\catcode`\\/=12 \\catcode`\\|=12 \\catcode`\\*=12
% A character, and what stands for it where the engine does not know it.
\\def\\dissensuschar#1#2{\\expandafter\\ifx\\csname Umathchar\\endcsname\\relax
\\expandafter\\ifx\\csname u8:\\detokenize{#1}\\endcsname\\relax#2\\else#1\\fi\\else#1\\fi}%
\\def\\dissensusbox{\\kern.05em{\\fboxsep0pt\\fboxrule.04em\\fbox{\\phantom{\\rule{.38em}{.6em}}}}\\kern.05em}%
% A text of this size, made smaller where it is wider than this.
\\def\\dissensusfit#1#2#3{\\setbox0\\hbox{\\fontsize{#2bp}{#2bp}\\selectfont#3}%
\\ifdim\\wd0>#1bp\\resizebox{#1bp}{!}{\\copy0}\\else\\copy0\\fi}%
";

const FOOT: &str = "\\end{tikzpicture}%
\\endgroup
\\expandafter\\ifx\\csname dissensusend\\endcsname\\relax\\else\\expandafter\\dissensusend\\fi
";

struct Picture<'a> {
    figure: &'a Figure,
    body: String,
    /// Names of the colours used, and what they are.
    inks: BTreeMap<String, String>,
}

impl Picture<'_> {
    fn draw(&mut self) {
        let figure = self.figure;
        if figure.theme.background == Background::Painted {
            self.filled(figure.page, Ink::Paper);
        }
        for lane in &figure.lanes {
            // A white line is left between lanes.
            self.filled(lane.rect.inflated(-0.75 * figure.scale), Ink::Lane(lane.fill));
        }
        for mark in figure.halos.iter().chain(&figure.marks) {
            self.mark(mark);
        }
        for label in &figure.labels {
            self.label(label);
        }
        for edge in &figure.edges {
            self.edge(edge);
        }
        for node in &figure.nodes {
            self.node(node);
        }
    }

    /// The name of an ink's colour.
    fn name(&mut self, ink: Ink) -> String {
        let mut name = String::from("dissensus");
        for word in
            format!("{ink:?}").split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
        {
            name.push('-');
            name.push_str(&word.to_ascii_lowercase());
        }
        let color = self.figure.theme.color(ink).hex();
        self.inks.insert(name.clone(), color.trim_start_matches('#').to_owned());
        name
    }

    fn options(&mut self, paint: &Paint) -> String {
        let mut options = Vec::new();
        if let Some(fill) = paint.fill {
            options.push(format!("fill={}", self.name(fill)));
        }
        if let Some(stroke) = paint.stroke {
            options.push(format!("draw={}", self.name(stroke)));
            options.push(format!("line width={}bp", number(paint.width)));
            options.extend(dashes(paint.line, self.figure.scale));
        }
        options.join(",")
    }

    fn path(&mut self, options: &str, path: &str) {
        let _ = writeln!(self.body, "\\path[{options}] {path};");
    }

    fn filled(&mut self, rect: Rect, ink: Ink) {
        let paint = Paint { stroke: None, fill: Some(ink), width: 0.0, line: LineStyle::Solid };
        let options = self.options(&paint);
        self.path(&options, &rectangle(rect));
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Polygon { points, paint } => {
                let options = self.options(paint);
                self.path(&options, &format!("{} -- cycle", joined(points)));
            }
            Mark::Line { points, paint } => {
                let options = self.options(paint);
                self.path(&options, &joined(points));
            }
            Mark::Curve { points, paint } => {
                let options = self.options(paint);
                self.path(&options, &curve(points));
            }
        }
    }

    fn label(&mut self, label: &Label) {
        let ink = self.name(label.ink);
        for line in &label.lines {
            let (anchor, x) = match label.anchor {
                Anchor::Start => ("base west", line.origin.x),
                Anchor::Middle => ("base", line.origin.x + line.width / 2.0),
                Anchor::End => ("base east", line.origin.x + line.width),
            };
            let at = Point::new(x, line.origin.y);
            self.text(anchor, at, line.width + 2.0 * SLACK, label.font_size, label.weight, &ink, &line.text);
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "what a text needs; a struct for two callers says it twice"
    )]
    fn text(
        &mut self,
        anchor: &str,
        at: Point,
        width: f64,
        size: f64,
        weight: Weight,
        ink: &str,
        text: &str,
    ) {
        let bold = if weight == Weight::Bold { "\\bfseries " } else { "" };
        let _ = writeln!(
            self.body,
            "\\node[anchor={anchor},inner sep=0,outer sep=0,text={ink}] at {} {{\\dissensusfit{{{}}}{{{}}}{{{bold}{}}}}};",
            place(at),
            number(width.max(1.0)),
            number(size),
            escaped(text)
        );
    }

    fn edge(&mut self, edge: &PlacedEdge) {
        let ends = [edge.from, edge.to].map(|node| self.figure.nodes[node].id.as_str());
        let _ = writeln!(self.body, "% edge {} {} {}", ends[0], edge.style.name(), ends[1]);
        let head = edge.style.head();
        let (length, half) = head.extent();
        let (length, half) = (length * self.figure.scale, half * self.figure.scale);
        let (line, tip) = shortened(&edge.points, length);
        let ink = Ink::Edge(edge.style);
        let stroke = Paint { stroke: Some(ink), fill: None, width: edge.width, line: edge.line };
        let options = self.options(&stroke);
        self.path(&options, &curve(&line));
        if let Some(&neck) = line.last() {
            let paint = Paint {
                stroke: Some(ink),
                fill: Some(ink),
                width: 0.3 * self.figure.scale,
                line: LineStyle::Solid,
            };
            let options = self.options(&paint);
            self.path(&options, &format!("{} -- cycle", joined(&arrow_head(head, neck, tip, length, half))));
        }
        if let Some(label) = &edge.label {
            self.label(label);
        }
    }

    fn node(&mut self, node: &PlacedNode) {
        let _ = writeln!(self.body, "% node {}", node.id);
        let mut paint = node_paint(node.shape, node.fills.first().copied());
        paint.width *= self.figure.scale;
        let split = matches!(node.shape, NodeShape::Work | NodeShape::Claim) && node.fills.len() > 1;
        if split {
            let part = node.rect.width / node.fills.len() as f64;
            for (position, fill) in node.fills.iter().enumerate() {
                let x = node.rect.x + part * position as f64;
                self.filled(Rect::new(x, node.rect.y, part, node.rect.height), Ink::Node(*fill));
            }
        }
        let mut options = self.options(&Paint { fill: paint.fill.filter(|_| !split), ..paint });
        if matches!(node.shape, NodeShape::Position | NodeShape::Person) {
            let radius = (node.rect.width.min(node.rect.height) / 3.0).min(12.0 * self.figure.scale);
            let _ = write!(options, ",rounded corners={}bp", number(radius));
        }
        self.path(&options, &rectangle(node.rect));
        let ink = self.name(Ink::Text);
        let lead = node.font_size * LINE_HEIGHT;
        let center = node.rect.center();
        let top = center.y - node.lines.len() as f64 * lead / 2.0;
        for (number, line) in node.lines.iter().enumerate() {
            let at = Point::new(center.x, top + number as f64 * lead + ASCENT * node.font_size);
            self.text(
                "base",
                at,
                node.rect.width - 2.0 * INSET * self.figure.scale,
                node.font_size,
                Weight::Regular,
                &ink,
                line,
            );
        }
    }
}

/// The same breaks as in SVG, at the figure's scale.
fn dashes(line: LineStyle, scale: f64) -> Option<String> {
    let lengths: &[f64] = match line {
        LineStyle::Solid => return None,
        LineStyle::Dashed => &[3.2, 1.6],
        LineStyle::Dotted => &[0.8, 1.5],
        LineStyle::DashDotted => &[4.5, 1.4, 0.9, 1.4],
    };
    let pattern = lengths.chunks(2).map(|pair| {
        let [on, off] = [pair[0], pair[1]].map(|length| number(length * scale));
        format!("on {on}bp off {off}bp")
    });
    Some(format!("dash pattern={}", pattern.collect::<Vec<_>>().join(" ")))
}

fn place(point: Point) -> String {
    format!("({},{})", number(point.x), number(point.y))
}

fn joined(points: &[Point]) -> String {
    points.iter().map(|point| place(*point)).collect::<Vec<_>>().join(" -- ")
}

fn rectangle(rect: Rect) -> String {
    format!(
        "{} rectangle {}",
        place(Point::new(rect.x, rect.y)),
        place(Point::new(rect.right(), rect.bottom()))
    )
}

fn curve(points: &[Point]) -> String {
    let mut path = points.first().map_or(String::new(), |start| place(*start));
    for piece in points.get(1..).unwrap_or_default().chunks_exact(3) {
        let _ =
            write!(path, " .. controls {} and {} .. {}", place(piece[0]), place(piece[1]), place(piece[2]));
    }
    path
}

/// The corners of an arrow's head between the end of the line and the tip.
fn arrow_head(head: ArrowHead, neck: Point, tip: Point, length: f64, half: f64) -> Vec<Point> {
    let (dx, dy) = neck.direction(tip);
    // So far along the line and so far to its left.
    let at = |along: f64, across: f64| neck.moved(dx * along - dy * across, dy * along + dx * across);
    match head {
        ArrowHead::Triangle => vec![at(0.0, -half), tip, at(0.0, half)],
        ArrowHead::Bar => {
            vec![
                at(0.2 * length, -half),
                at(0.8 * length, -half),
                at(0.8 * length, half),
                at(0.2 * length, half),
            ]
        }
        ArrowHead::Diamond => vec![neck, at(length / 2.0, -half), tip, at(length / 2.0, half)],
        ArrowHead::Chevron => vec![tip, at(0.0, -half), at(0.35 * length, 0.0), at(0.0, half)],
    }
}

/// Every text of a figure.
pub(super) fn texts(figure: &Figure) -> impl Iterator<Item = &str> {
    let labels = figure.labels.iter().chain(figure.edges.iter().filter_map(|edge| edge.label.as_ref()));
    let outside = labels.flat_map(|label| &label.lines).map(|line| line.text.as_str());
    outside.chain(figure.nodes.iter().flat_map(|node| node.lines.iter().map(String::as_str)))
}
