//! What stands in a cell: figures, bars of the look of their sign, names, the ground that tells how many.

use super::super::chart::EdgeStyle;
use super::super::drawing::Label;
use super::super::drawing::LabelKind;
use super::super::drawing::Mark;
use super::super::drawing::Paint;
use super::super::furniture::centered_block;
use super::super::furniture::flush_right_block;
use super::super::geometry::Point;
use super::super::geometry::Rect;
use super::super::metrics::LINE_HEIGHT;
use super::super::metrics::Weight;
use super::super::metrics::printable;
use super::super::metrics::text_width;
use super::super::metrics::wrapped;
use super::super::palette::LineStyle;
use super::super::theme::Ink;
use super::super::theme::Step;
use super::Cell;

/// Size of names in points.
pub(super) const NAME_SIZE: f64 = 6.0;
/// The signs in the order in which they stand in a cell.
pub(super) const SIGNS: [EdgeStyle; 5] =
    [EdgeStyle::Supports, EdgeStyle::Mixed, EdgeStyle::Neutral, EdgeStyle::Disputes, EdgeStyle::Citation];

/// A count with the sign that tells it from others without colours.
pub(super) fn figure_text(style: EdgeStyle, count: u32) -> String {
    match style {
        EdgeStyle::Supports => format!("+{count}"),
        EdgeStyle::Mixed => format!("±{count}"),
        EdgeStyle::Disputes => format!("\u{2212}{count}"),
        EdgeStyle::Neutral | EdgeStyle::Citation => count.to_string(),
    }
}

/// The figures of a cell that is counted by signs.
pub(super) fn figures(cell: &Cell) -> Vec<(EdgeStyle, u32)> {
    let Cell::Signed(counts) = cell else { return Vec::new() };
    let of = |sign: EdgeStyle| counts.iter().find(|(style, count)| *style == sign && *count > 0).copied();
    SIGNS.into_iter().filter_map(of).collect()
}

/// Upper bounds of the first three steps of the ground: 1, 2, 3, or an eighth, a quarter and half of the greatest count.
pub(super) fn bounds(greatest: u32) -> [u32; 3] {
    if greatest <= 4 { [1, 2, 3] } else { [8, 4, 2].map(|part| greatest.div_ceil(part)) }
}

fn step(count: u32, bounds: [u32; 3]) -> Step {
    let at = bounds.iter().filter(|&&bound| count > bound).count();
    Step::ALL[at]
}

/// The steps in words: "1–4, 5–8, 9–16, 17–31".
pub(super) fn ranges(greatest: u32) -> Vec<String> {
    let [first, second, third] = bounds(greatest);
    let pairs = [(1, first), (first + 1, second), (second + 1, third), (third + 1, greatest)];
    let sound = pairs.into_iter().filter(|(from, to)| from <= to && *from <= greatest);
    sound
        .map(|(from, to)| if from == to { from.to_string() } else { format!("{from}–{}", to.min(greatest)) })
        .collect()
}

/// The sign that a cell is coloured by: the most frequent one; for and against alike are mixed.
pub(super) fn prevailing(counts: &[(EdgeStyle, u32)]) -> EdgeStyle {
    let of = |sign: EdgeStyle| counts.iter().find(|(style, _)| *style == sign).map_or(0, |(_, count)| *count);
    let (pro, contra) = (of(EdgeStyle::Supports), of(EdgeStyle::Disputes));
    let (mixed, neutral) = (of(EdgeStyle::Mixed), of(EdgeStyle::Neutral) + of(EdgeStyle::Citation));
    let most = pro.max(contra).max(mixed).max(neutral);
    if mixed == most || pro == contra && pro == most {
        EdgeStyle::Mixed
    } else if pro == most {
        EdgeStyle::Supports
    } else if contra == most {
        EdgeStyle::Disputes
    } else {
        EdgeStyle::Neutral
    }
}

/// How all cells of a matrix are set.
pub(super) struct Setting {
    pub(super) size: f64,
    pub(super) pitch: f64,
    /// The greatest total of a cell.
    pub(super) greatest: u32,
    /// The greatest single figure, and how many points long its bar is; none if there is no room for bars.
    pub(super) bars: Option<(u32, f64)>,
    /// Width of the widest figure.
    pub(super) figure_width: f64,
    /// How many names a cell may have.
    pub(super) names: usize,
}

/// Whether a cell is one of the totals, which have no ground.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Inside,
    Margin,
}

/// The look of a bar.
pub(super) fn bar_paint(style: EdgeStyle) -> Paint {
    Paint { stroke: Some(Ink::Edge(style)), fill: None, width: 3.6, line: style.line() }
}

impl Setting {
    pub(super) fn lead(&self) -> f64 {
        self.size * LINE_HEIGHT
    }

    /// The lines of names of a cell; empty if it shows none.
    pub(super) fn name_lines(&self, cell: &Cell) -> Vec<String> {
        let Cell::Counted { names, .. } = cell else { return Vec::new() };
        let room = self.pitch - 4.0;
        let fits = |name: &String| {
            let text = printable(name);
            let mut words = text.split([' ', '-']);
            words.all(|word| text_width(word, NAME_SIZE, Weight::Regular) + 2.0 <= room)
        };
        if names.len() > self.names || !names.iter().all(fits) {
            return Vec::new();
        }
        names.iter().flat_map(|name| wrapped(name, NAME_SIZE, Weight::Regular, room)).collect()
    }

    /// Height that a cell needs, when `slots` are the signs of its row.
    pub(super) fn height(&self, cell: &Cell, slots: &[EdgeStyle]) -> f64 {
        match cell {
            Cell::Absent | Cell::Empty => self.lead(),
            Cell::Signed(_) => slots.len().max(1) as f64 * self.lead() + 4.0,
            Cell::Counted { count, .. } => self.counted_height(*count, self.name_lines(cell).len()) + 5.0,
        }
    }

    /// The ground of a cell.
    pub(super) fn ground(&self, cell: &Cell, rect: Rect) -> Option<Mark> {
        let style = match cell {
            Cell::Absent | Cell::Empty => return None,
            Cell::Signed(_) => prevailing(&figures(cell)),
            Cell::Counted { .. } => EdgeStyle::Neutral,
        };
        let fill = Some(Ink::Wash(style, step(cell.total(), bounds(self.greatest))));
        let paint = Paint { stroke: Some(Ink::Hairline), fill, width: 0.4, line: LineStyle::Solid };
        Some(Mark::Polygon { points: super::super::legend::corners(rect), paint })
    }

    /// Figures, bars and names.
    pub(super) fn draw(
        &self,
        (cell, place): (&Cell, Place),
        rect: Rect,
        slots: &[EdgeStyle],
        marks: &mut Vec<Mark>,
        labels: &mut Vec<Label>,
    ) {
        let (kind, weight) = (LabelKind::Cell, Weight::Regular);
        match cell {
            Cell::Absent | Cell::Empty if place == Place::Margin => {
                let at = Point::new(rect.center().x, rect.center().y - self.lead() / 2.0);
                let none = ["0".to_owned()];
                labels.push(centered_block(kind, &none, at, self.size, weight, Ink::Secondary));
            }
            Cell::Absent | Cell::Empty => {}
            Cell::Signed(_) => {
                let top = rect.center().y - slots.len() as f64 * self.lead() / 2.0;
                let widths = figures(cell)
                    .into_iter()
                    .map(|(style, count)| text_width(&figure_text(style, count), self.size, weight));
                let widest = widths.fold(0.0, f64::max);
                for (style, count) in figures(cell) {
                    let slot = slots.iter().position(|sign| *sign == style).unwrap_or_default();
                    let y = top + slot as f64 * self.lead();
                    let text = [figure_text(style, count)];
                    match self.bars.filter(|_| place == Place::Inside) {
                        Some((greatest, longest)) => {
                            let right = rect.x + 4.0 + self.figure_width;
                            let at = Point::new(right, y);
                            labels.push(flush_right_block(kind, &text, at, self.size, weight, Ink::Text));
                            let length = longest * f64::from(count) / f64::from(greatest.max(1));
                            let middle = y + self.lead() / 2.0;
                            let start = Point::new(right + 3.0, middle);
                            let points = vec![start, start.moved(length.max(0.6), 0.0)];
                            marks.push(Mark::Line { points, paint: bar_paint(style) });
                        }
                        None => {
                            let at = Point::new(rect.center().x + widest / 2.0, y);
                            labels.push(flush_right_block(kind, &text, at, self.size, weight, Ink::Text));
                        }
                    }
                }
            }
            Cell::Counted { count, .. } => {
                let names = if place == Place::Inside { self.name_lines(cell) } else { Vec::new() };
                let height = self.counted_height(*count, names.len());
                let mut at = Point::new(rect.center().x, rect.center().y - height / 2.0);
                let bold = if place == Place::Inside { Weight::Bold } else { weight };
                if names.is_empty() || *count > 1 {
                    labels.push(centered_block(kind, &[count.to_string()], at, self.size, bold, Ink::Text));
                    at.y += self.lead();
                }
                if !names.is_empty() {
                    labels.push(centered_block(kind, &names, at, NAME_SIZE, weight, Ink::Text));
                }
            }
        }
    }

    /// Height of a count and so many lines of names; a single name needs no count.
    fn counted_height(&self, count: u32, lines: usize) -> f64 {
        let figure = if lines == 0 || count > 1 { self.lead() } else { 0.0 };
        figure + lines as f64 * NAME_SIZE * LINE_HEIGHT
    }
}
