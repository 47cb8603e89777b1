//! Graphviz's drawing operations, in which DOT's `_background` says what lies beneath the graph: lanes, years, legend.

use std::fmt::Write;

use crate::figure::Ink;
use crate::figure::Label;
use crate::figure::Mark;
use crate::figure::Paint;
use crate::figure::Theme;
use crate::figure::geometry::Point;
use crate::figure::metrics::Weight;
use crate::figure::palette::LineStyle;

/// Operations written one after another. y runs up, as everywhere in DOT.
pub(super) struct Operations<'a> {
    text: String,
    theme: &'a Theme,
    family: &'a str,
    page_height: f64,
}

impl<'a> Operations<'a> {
    pub(super) fn new(page_height: f64, theme: &'a Theme, family: &'a str) -> Self {
        Self { text: String::new(), theme, family, page_height }
    }

    pub(super) fn into_string(self) -> String {
        self.text
    }

    /// Counted text, as xdot wants it: bytes, not characters.
    fn counted(&mut self, operation: &str, value: &str) {
        let _ = write!(self.text, "{operation} {} -{value} ", value.len());
    }

    fn points(&mut self, operation: char, points: &[Point]) {
        let _ = write!(self.text, "{operation} {} ", points.len());
        for point in points {
            let _ = write!(self.text, "{} {} ", number(point.x), number(self.page_height - point.y));
        }
    }

    fn paint(&mut self, paint: &Paint) {
        if let Some(fill) = paint.fill {
            self.counted("C", &self.theme.color(fill).hex());
        }
        // A fill without an outline is outlined in its own colour, as thinly as can be.
        if let Some(stroke) = paint.stroke.or(paint.fill) {
            self.counted("c", &self.theme.color(stroke).hex());
        }
        let style = match paint.line {
            LineStyle::Solid => "solid",
            LineStyle::Dashed | LineStyle::DashDotted => "dashed",
            LineStyle::Dotted => "dotted",
        };
        self.counted("S", style);
        let width = if paint.stroke.is_some() { paint.width } else { 0.0 };
        self.counted("S", &format!("setlinewidth({})", number(width)));
    }

    pub(super) fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Polygon { points, paint } => {
                self.paint(paint);
                self.points(if paint.fill.is_some() { 'P' } else { 'p' }, points);
            }
            Mark::Line { points, paint } => {
                self.paint(paint);
                self.points('L', points);
            }
            Mark::Curve { points, paint } => {
                self.paint(paint);
                self.points('B', points);
            }
        }
    }

    pub(super) fn polygon(&mut self, points: &[Point], fill: Ink) {
        self.paint(&Paint { stroke: None, fill: Some(fill), width: 0.0, line: LineStyle::Solid });
        self.points('P', points);
    }

    /// A box that is not seen, but within which the engine keeps the drawing.
    pub(super) fn extent(&mut self, points: &[Point]) {
        self.counted("c", "transparent");
        self.points('p', points);
    }

    pub(super) fn label(&mut self, label: &Label) {
        self.counted(&format!("F {}", number(label.font_size)), self.family);
        self.counted("c", &self.theme.color(label.ink).hex());
        let _ = write!(self.text, "t {} ", if label.weight == Weight::Bold { 1 } else { 0 });
        // A text of no letters would end the reading of all that follows.
        for line in label.lines.iter().filter(|line| !line.text.is_empty()) {
            let (x, y) = (number(line.origin.x), number(self.page_height - line.origin.y));
            let operation = format!("T {x} {y} -1 {}", number(line.width));
            self.counted(&operation, &unambiguous(&line.text));
        }
    }
}

/// A number with at most two decimals and no negative zero.
pub(super) fn number(value: f64) -> String {
    let text = format!("{:.2}", crate::figure::geometry::hundredths(value));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text.is_empty() || text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Graphviz versions differ in whether a backslash counts among the bytes of a text, so the set-minus sign, which looks
/// alike, stands for it.
fn unambiguous(text: &str) -> String {
    text.replace('\\', "\u{2216}")
}
