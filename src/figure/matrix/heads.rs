//! The headings of rows and columns: how they are set, how wide and high they are.

use super::super::chart::NodeShape;
use super::super::drawing::Label;
use super::super::drawing::LabelKind;
use super::super::drawing::Mark;
use super::super::drawing::Paint;
use super::super::furniture::centered_block;
use super::super::furniture::flush_right_block;
use super::super::furniture::text_block;
use super::super::geometry::Point;
use super::super::geometry::Rect;
use super::super::legend::corners;
use super::super::legend::node_paint;
use super::super::metrics::LINE_HEIGHT;
use super::super::metrics::Weight;
use super::super::metrics::balanced;
use super::super::metrics::hyphen_room;
use super::super::metrics::printable;
use super::super::metrics::text_width;
use super::super::metrics::wrapped;
use super::super::palette::LineStyle;
use super::super::theme::Ink;
use super::Heading;
use super::Swatch;

/// Size of headings in points.
pub(super) const SIZE: f64 = 6.5;
/// Width in points up to which a single word is never broken.
const UNBROKEN: f64 = 100.0;
/// Widest row heading in points.
const ROW_WIDTH: f64 = 128.0;
/// How far a row is set in for each step down a tree, in points.
const INDENT: f64 = 6.0;
/// Width of the box that shows the colour of a row, with its gap.
const SWATCH: f64 = 9.0;
/// Height of the box that shows the colour of a column, with its gap.
const COLUMN_SWATCH: f64 = 6.0;

/// How the columns are headed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heads {
    /// By their texts, side by side.
    Level,
    /// By their texts, every second one higher, with a line down to its column.
    Stepped,
    /// By numbers; the texts stand in the rows of the same number.
    Numbered,
    /// By numbers; the texts stand below the matrix.
    Keyed,
}

impl Heads {
    /// Whether headings of these texts fit over columns of this pitch, beyond the last of which there are `beyond` points.
    pub(super) fn fits(self, headings: &[Heading], pitch: f64, beyond: f64) -> bool {
        let last = headings.len().saturating_sub(1);
        let fit = |(index, heading): (usize, &Heading)| {
            longest_word(&heading.text) <= limit(self, pitch, if index == last { beyond } else { pitch })
        };
        match self {
            Self::Level => headings.iter().enumerate().all(fit),
            Self::Stepped => headings.len() > 2 && headings.iter().enumerate().all(fit),
            Self::Numbered | Self::Keyed => true,
        }
    }

    fn is_number(self) -> bool {
        matches!(self, Self::Numbered | Self::Keyed)
    }
}

/// Widest line of a column's heading that may reach so far beyond its column.
fn limit(heads: Heads, pitch: f64, beyond: f64) -> f64 {
    match heads {
        Heads::Stepped => (2.0 * pitch - 6.0).min(pitch + 2.0 * beyond),
        _ => pitch - 3.0,
    }
}

fn longest_word(text: &str) -> f64 {
    let words = printable(text);
    words
        .split([' ', '-'])
        .map(|word| text_width(word, SIZE, Weight::Regular) + hyphen_room(SIZE))
        .fold(0.0, f64::max)
        .min(UNBROKEN)
}

/// The headings of rows.
pub(super) struct RowHeads {
    lines: Vec<Vec<String>>,
    numbers: f64,
    swatch: f64,
    /// All of it, with a gap before the cells.
    pub(super) width: f64,
}

impl RowHeads {
    /// Headings of rows; `words` stand above and below them.
    pub(super) fn of(headings: &[Heading], heads: Heads, words: [&str; 2]) -> Self {
        let numbers = if heads == Heads::Numbered {
            text_width(&headings.len().to_string(), SIZE, Weight::Regular) + 4.0
        } else {
            0.0
        };
        let swatch =
            if headings.iter().any(|heading| heading.swatch != Swatch::Absent) { SWATCH } else { 0.0 };
        let room = |heading: &Heading| (ROW_WIDTH - heading.depth.min(6) as f64 * INDENT).max(40.0);
        let lines: Vec<Vec<String>> = headings
            .iter()
            .map(|heading| balanced(&heading.text, SIZE, Weight::Regular, room(heading)))
            .collect();
        let wide = |(lines, heading): (&Vec<String>, &Heading)| {
            let text = lines.iter().map(|line| text_width(line, SIZE, Weight::Regular)).fold(0.0, f64::max);
            text + heading.depth.min(6) as f64 * INDENT
        };
        let texts = lines.iter().zip(headings).map(wide).fold(0.0, f64::max);
        let words = words.map(|word| text_width(&printable(word), SIZE, Weight::Bold).min(ROW_WIDTH));
        Self { width: (numbers + swatch + texts).max(words[0]).max(words[1]) + 5.0, lines, numbers, swatch }
    }

    pub(super) fn height(&self, row: usize) -> f64 {
        self.lines[row].len() as f64 * SIZE * LINE_HEIGHT
    }

    pub(super) fn draw(
        &self,
        (row, heading): (usize, &Heading),
        rect: Rect,
        marks: &mut Vec<Mark>,
        labels: &mut Vec<Label>,
    ) {
        let height = self.height(row);
        let top = rect.center().y - height / 2.0;
        if self.numbers > 0.0 {
            let number = [(row + 1).to_string()];
            let middle = rect.center().y - SIZE * LINE_HEIGHT / 2.0;
            let at = Point::new(rect.x + self.numbers - 4.0, middle);
            let kind = LabelKind::Heading;
            labels.push(flush_right_block(kind, &number, at, SIZE, Weight::Regular, Ink::Secondary));
        }
        let x = rect.x + self.numbers + heading.depth.min(6) as f64 * INDENT;
        marks.extend(swatch(Rect::new(x, rect.center().y - 3.0, SWATCH - 3.0, 6.0), heading.swatch));
        if !self.lines[row].is_empty() {
            let weight = Weight::Regular;
            let at = Point::new(x + self.swatch, top);
            labels.push(text_block(LabelKind::Heading, &self.lines[row], at, SIZE, weight, Ink::Text));
        }
    }
}

/// The box beside a heading, of the look of a node.
fn swatch(rect: Rect, swatch: Swatch) -> Option<Mark> {
    let paint = match swatch {
        Swatch::Absent => return None,
        Swatch::Filled(fill) => node_paint(NodeShape::Work, Some(fill)),
        Swatch::Hollow => node_paint(NodeShape::OutsideWork, None),
    };
    Some(Mark::Polygon { points: corners(rect), paint })
}

/// The headings of columns.
pub(super) struct ColumnHeads<'a> {
    headings: &'a [Heading],
    heads: Heads,
    lines: Vec<Vec<String>>,
    pitch: f64,
    swatch: f64,
    groups: f64,
    /// All of it, with a gap above the cells.
    pub(super) height: f64,
}

impl<'a> ColumnHeads<'a> {
    pub(super) fn of(headings: &'a [Heading], heads: Heads, pitch: f64, beyond: f64) -> Self {
        let last = headings.len().saturating_sub(1);
        let lines: Vec<Vec<String>> = headings
            .iter()
            .enumerate()
            .map(|(index, heading)| {
                if heads.is_number() {
                    vec![(index + 1).to_string()]
                } else {
                    let beyond = if index == last { beyond } else { pitch };
                    balanced(&heading.text, SIZE, Weight::Regular, limit(heads, pitch, beyond).max(8.0))
                }
            })
            .collect();
        let swatch =
            if headings.iter().any(|heading| heading.swatch != Swatch::Absent) { COLUMN_SWATCH } else { 0.0 };
        let lead = SIZE * LINE_HEIGHT;
        let highest = |odd: usize| {
            let own = lines.iter().skip(odd).step_by(if heads == Heads::Stepped { 2 } else { 1 });
            own.map(Vec::len).max().unwrap_or(0) as f64 * lead
        };
        let texts = if heads == Heads::Stepped { highest(0) + highest(1) + 3.0 } else { highest(0) };
        let mut placed = Self { headings, heads, lines, pitch, swatch, groups: 0.0, height: 0.0 };
        let rows = placed.runs().iter().map(|(_, _, lines)| lines.len()).max().unwrap_or(0);
        placed.groups = if rows > 0 { rows as f64 * lead + 4.0 } else { 0.0 };
        placed.height = placed.groups + texts + swatch + 3.0;
        placed
    }

    /// Neighbours of one group, and the lines of its heading; none where it does not fit over them.
    fn runs(&self) -> Vec<(usize, usize, Vec<String>)> {
        let mut runs: Vec<(usize, usize, &str)> = Vec::new();
        for (index, heading) in self.headings.iter().enumerate() {
            let Some(group) = heading.group.as_deref() else { continue };
            match runs.last_mut() {
                Some(run) if run.1 + 1 == index && run.2 == group => run.1 = index,
                _ => runs.push((index, index, group)),
            }
        }
        let lines = |first: usize, last: usize, group: &str| {
            let room = (last + 1 - first) as f64 * self.pitch - 2.0;
            let own = if longest_word(group) - hyphen_room(SIZE) <= room {
                wrapped(group, SIZE, Weight::Regular, room)
            } else {
                Vec::new()
            };
            if own.len() > 2 { Vec::new() } else { own }
        };
        runs.into_iter().map(|(first, last, group)| (first, last, lines(first, last, group))).collect()
    }

    pub(super) fn draw(&self, at: Point, marks: &mut Vec<Mark>, labels: &mut Vec<Label>) {
        let lead = SIZE * LINE_HEIGHT;
        let hairline = Paint { stroke: Some(Ink::Secondary), fill: None, width: 0.4, line: LineStyle::Solid };
        for (first, last, lines) in self.runs() {
            let (left, right) = (at.x + first as f64 * self.pitch, at.x + (last + 1) as f64 * self.pitch);
            let y = at.y + self.groups - 2.0;
            let points = vec![Point::new(left + 1.0, y), Point::new(right - 1.0, y)];
            marks.push(Mark::Line { points, paint: hairline });
            if !lines.is_empty() {
                let top = y - 1.0 - lines.len() as f64 * lead;
                let middle = Point::new((left + right) / 2.0, top);
                let kind = LabelKind::Group;
                labels.push(centered_block(kind, &lines, middle, SIZE, Weight::Regular, Ink::Text));
            }
        }
        let foot = at.y + self.height - 3.0 - self.swatch;
        let lower = self.lines.iter().skip(1).step_by(2).map(Vec::len).max().unwrap_or(0) as f64 * lead;
        for (index, (heading, lines)) in self.headings.iter().zip(&self.lines).enumerate() {
            let middle = at.x + (index as f64 + 0.5) * self.pitch;
            let raised = self.heads == Heads::Stepped && index % 2 == 0;
            let bottom = if raised { foot - lower - 3.0 } else { foot };
            let ink = if self.heads.is_number() { Ink::Secondary } else { Ink::Text };
            if !lines.is_empty() {
                let top = Point::new(middle, bottom - lines.len() as f64 * lead);
                let kind = LabelKind::Heading;
                labels.push(centered_block(kind, lines, top, SIZE, Weight::Regular, ink));
            }
            if raised {
                let points = vec![Point::new(middle, bottom + 0.5), Point::new(middle, foot)];
                marks.push(Mark::Line { points, paint: hairline });
            }
            let width = (self.pitch - 4.0).min(16.0);
            marks.extend(swatch(Rect::new(middle - width / 2.0, foot + 1.5, width, 4.0), heading.swatch));
        }
    }

    /// The key to the numbers, to be set below the matrix.
    pub(super) fn key(&self, width: f64) -> Vec<String> {
        if self.heads != Heads::Keyed {
            return Vec::new();
        }
        let entries = self
            .headings
            .iter()
            .enumerate()
            .map(|(index, heading)| format!("{} {}", index + 1, heading.text));
        wrapped(&entries.collect::<Vec<_>>().join(" · "), SIZE, Weight::Regular, width)
    }
}
