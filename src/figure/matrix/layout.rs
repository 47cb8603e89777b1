//! A matrix on its page.

use super::super::chart::EdgeStyle;
use super::super::chart::NodeShape;
use super::super::drawing::Figure;
use super::super::drawing::Label;
use super::super::drawing::LabelKind;
use super::super::drawing::Mark;
use super::super::drawing::Paint;
use super::super::furniture::text_block;
use super::super::geometry::Point;
use super::super::geometry::Rect;
use super::super::legend::Entry;
use super::super::legend::absent_cell;
use super::super::legend::corners;
use super::super::legend::empty_cell;
use super::super::legend::node_paint;
use super::super::metrics::LINE_HEIGHT;
use super::super::metrics::Weight;
use super::super::metrics::printable;
use super::super::metrics::set_in;
use super::super::metrics::text_width;
use super::super::metrics::wrapped;
use super::super::palette::LineStyle;
use super::super::scene::MARGIN;
use super::super::sheet::Sheet;
use super::super::theme::Ink;
use super::Cell;
use super::MatrixChart;
use super::Swatch;
use super::cells::Place;
use super::cells::SIGNS;
use super::cells::Setting;
use super::cells::bar_paint;
use super::cells::figure_text;
use super::cells::figures;
use super::cells::ranges;
use super::heads::ColumnHeads;
use super::heads::Heads;
use super::heads::RowHeads;
use super::heads::SIZE;

/// Widest column in points.
const PITCH: f64 = 84.0;
/// Least room in points for the longest bar.
const BAR: f64 = 14.0;
/// The count whose bar is the longest, where there are only smaller ones.
const LONG_BAR: u32 = 8;
/// Sizes of figures in points, where there is room and where there is not.
const SIZES: (f64, f64) = (7.0, 6.0);
/// How many names a cell may have, as many of these as the page has room for.
const NAMES: [usize; 6] = [6, 4, 3, 2, 1, 0];
/// Space between the cells and the totals.
const GAP: f64 = 3.0;
/// Least height of a row in which there is room for bars.
const TALL: f64 = 20.0;

pub(super) fn place(chart: &MatrixChart) -> Figure {
    set_in(&chart.captions.typeface, || placed(chart))
}

fn placed(chart: &MatrixChart) -> Figure {
    let measure = Measure::of(chart);
    let (heads, setting) = measure.setting(chart);
    let most = Setting { names: NAMES[0], ..setting };
    let sheet = Sheet::new(&chart.captions, legend(chart, &most));
    let rows = RowHeads::of(&chart.rows, heads, side_words(chart));
    let columns = ColumnHeads::of(&chart.columns, heads, most.pitch, measure.beyond());
    let tiers = measure.tiers(most.pitch);
    let mut grid = Grid {
        chart,
        heads,
        setting,
        rows,
        columns,
        slots: slots(chart),
        totals: measure.totals,
        foot: measure.foot,
        tiers,
    };
    // As many names as the page has room for.
    for names in NAMES {
        grid.setting.names = names;
        if grid.height() <= sheet.room() {
            break;
        }
    }
    let (mut marks, mut labels) = (Vec::new(), Vec::new());
    let plot = grid.draw(Point::new(MARGIN, sheet.top()), sheet.width, &mut marks, &mut labels);
    sheet.finish(plot, marks, labels)
}

/// What stands above and below the headings of the rows.
fn side_words(chart: &MatrixChart) -> [&str; 2] {
    [&chart.words.rows, &chart.words.column_total]
}

/// The signs of each row, and of the totals at the foot.
fn slots(chart: &MatrixChart) -> Vec<Vec<EdgeStyle>> {
    let of = |row: usize| {
        let cells = (0..=chart.columns.len()).filter_map(|column| chart.cell(row, column));
        let used: Vec<EdgeStyle> = cells.flat_map(figures).map(|(style, _)| style).collect();
        SIGNS.into_iter().filter(|sign| used.contains(sign)).collect()
    };
    (0..=chart.rows.len()).map(of).collect()
}

/// Sizes that depend on what is counted only.
struct Measure {
    /// The widest figure in a cell, per point of type.
    figure: f64,
    /// The widest count in a cell, per point of type.
    count: f64,
    /// The widest figure at the foot, per point of type.
    foot: f64,
    /// Width of the column of totals.
    totals: f64,
    greatest: u32,
    greatest_figure: u32,
}

impl Measure {
    fn of(chart: &MatrixChart) -> Self {
        let inside = || chart.cells.iter().flatten();
        let wide = |text: &str| text_width(text, 1.0, Weight::Regular);
        let figure_of = |cell: &Cell| {
            figures(cell)
                .into_iter()
                .map(|(style, count)| wide(&figure_text(style, count)))
                .fold(0.0, f64::max)
        };
        let count_of = |cell: &Cell| match cell {
            Cell::Counted { count, .. } => text_width(&count.to_string(), 1.0, Weight::Bold),
            _ => 0.0,
        };
        let totals = chart.row_totals.iter().chain(&chart.total);
        let total = totals.map(|cell| figure_of(cell).max(count_of(cell))).fold(0.0, f64::max);
        let foot = chart.column_totals.iter().map(|cell| figure_of(cell).max(count_of(cell)));
        let word = text_width(&printable(&chart.words.row_total), SIZE, Weight::Bold);
        Self {
            figure: inside().map(figure_of).fold(0.0, f64::max),
            count: inside().map(count_of).fold(0.0, f64::max),
            foot: foot.fold(0.0, f64::max),
            totals: match (chart.row_totals.is_empty(), &chart.total) {
                (true, None) => 0.0,
                (true, Some(_)) => total * SIZES.0 + 4.0,
                (false, _) => (total * SIZES.0).max(word) + 4.0,
            },
            greatest: inside().map(Cell::total).max().unwrap_or(0),
            greatest_figure: inside().flat_map(figures).map(|(_, count)| count).max().unwrap_or(0),
        }
    }

    /// How far a heading may reach beyond the last column.
    fn beyond(&self) -> f64 {
        GAP + self.totals
    }

    /// On how many levels the totals at the foot stand: figures wider than their column take turns.
    fn tiers(&self, pitch: f64) -> usize {
        let wide = self.foot * SIZES.1 + 2.0;
        (1..4).find(|tiers| wide <= pitch * *tiers as f64).unwrap_or(4)
    }

    /// How columns are headed and cells are set: the first way of heading for which the columns are wide enough.
    fn setting(&self, chart: &MatrixChart) -> (Heads, Setting) {
        let (page, _) = chart.captions.page.points();
        let numbers = if chart.is_square() { Heads::Numbered } else { Heads::Keyed };
        let pitch = |heads: Heads| {
            let left = RowHeads::of(&chart.rows, heads, side_words(chart)).width;
            let room = page - 2.0 * MARGIN - left - GAP - self.totals;
            (room / chart.columns.len().max(1) as f64).min(PITCH)
        };
        let fits = |heads: &Heads| heads.fits(&chart.columns, pitch(*heads), self.beyond());
        let heads = [Heads::Level, Heads::Stepped].into_iter().find(fits).unwrap_or(numbers);
        let least = (self.figure.max(self.count) * SIZES.1 + 1.5).max(self.foot * SIZES.1 / 3.0);
        let pitch = pitch(heads).max(least).max(9.0);
        let wide = pitch - self.figure * SIZES.0 - 10.0;
        let bars = (self.figure > 0.0 && wide >= BAR).then_some((self.greatest_figure.max(LONG_BAR), wide));
        let roomy = pitch >= self.figure.max(self.count).max(self.foot) * SIZES.0 + 6.0;
        let size = if roomy { SIZES.0 } else { SIZES.1 };
        let figure_width = self.figure * size;
        (heads, Setting { size, pitch, greatest: self.greatest, bars, figure_width, names: 0 })
    }
}

struct Grid<'a> {
    chart: &'a MatrixChart,
    heads: Heads,
    setting: Setting,
    rows: RowHeads,
    columns: ColumnHeads<'a>,
    slots: Vec<Vec<EdgeStyle>>,
    totals: f64,
    /// The widest figure at the foot, per point of type.
    foot: f64,
    tiers: usize,
}

impl Grid<'_> {
    fn row_height(&self, row: usize) -> f64 {
        let cells = (0..=self.chart.columns.len()).filter_map(|column| self.chart.cell(row, column));
        let need = cells.map(|cell| self.setting.height(cell, &self.slots[row])).fold(0.0, f64::max);
        let heading = if row < self.chart.rows.len() {
            self.rows.height(row)
        } else {
            self.foot_word().len() as f64 * SIZE * LINE_HEIGHT
        };
        let least = if self.setting.bars.is_some() { TALL } else { self.setting.lead() };
        need.max(heading + 3.0).max(least).max(self.setting.lead() + 2.0)
    }

    /// What is above the headings of columns.
    fn words_height(&self) -> f64 {
        self.column_word().len() as f64 * SIZE * LINE_HEIGHT + 3.0
    }

    fn column_word(&self) -> Vec<String> {
        let room = match self.heads {
            Heads::Stepped => self.chart.columns.len() as f64 * self.setting.pitch,
            _ => self.inner_width() - self.rows.width,
        };
        if self.chart.columns.is_empty() {
            return Vec::new();
        }
        wrapped(&self.chart.words.columns, SIZE, Weight::Bold, room.max(40.0))
    }

    /// What the rows are.
    fn row_word(&self) -> Vec<String> {
        wrapped(&self.chart.words.rows, SIZE, Weight::Bold, self.rows.width - 4.0)
    }

    /// What the totals at the foot are; the first of them may reach out of its column.
    fn foot_word(&self) -> Vec<String> {
        let beyond = (self.foot * self.setting.size - self.setting.pitch).max(0.0) / 2.0;
        wrapped(
            &self.chart.words.column_total,
            SIZE,
            Weight::Bold,
            (self.rows.width - 4.0 - beyond).max(10.0),
        )
    }

    /// Height of the headings of columns, of what the rows are, and of what the totals are, which stand side by side.
    fn heads_height(&self) -> f64 {
        let words = self.row_word().len().max(1) as f64 * SIZE * LINE_HEIGHT + 4.0;
        self.columns.height.max(words)
    }

    fn height(&self) -> f64 {
        let rows: f64 = (0..self.chart.rows.len()).map(|row| self.row_height(row)).sum();
        let foot = if self.chart.column_totals.is_empty() {
            0.0
        } else {
            GAP + self.row_height(self.chart.rows.len())
        };
        let key = self.columns.key(self.inner_width()).len() as f64 * SIZE * LINE_HEIGHT;
        self.words_height() + self.heads_height() + rows + foot + key + 8.0
    }

    fn inner_width(&self) -> f64 {
        self.chart.captions.page.points().0 - 2.0 * MARGIN
    }

    fn draw(&self, at: Point, width: f64, marks: &mut Vec<Mark>, labels: &mut Vec<Label>) -> Rect {
        let (chart, pitch) = (self.chart, self.setting.pitch);
        let left = at.x + self.rows.width;
        let top = at.y + self.words_height() + self.heads_height();
        let right = left + chart.columns.len() as f64 * pitch;
        self.columns.draw(Point::new(left, top - self.columns.height), marks, labels);
        self.draw_words(at, Point::new(left, top), right, labels);
        let mut y = top;
        let mut grounds = Vec::new();
        for (row, heading) in chart.rows.iter().enumerate() {
            let height = self.row_height(row);
            self.rows.draw((row, heading), Rect::new(at.x, y, self.rows.width, height), marks, labels);
            for column in 0..chart.columns.len() {
                let rect = Rect::new(left + column as f64 * pitch, y, pitch, height);
                let cell = chart.cell(row, column).unwrap_or(&Cell::Empty);
                match cell {
                    Cell::Absent => absent_cell(rect, marks),
                    Cell::Empty => empty_cell(rect, marks),
                    _ => grounds.extend(self.setting.ground(cell, rect)),
                }
                marks.append(&mut grounds);
                if chart.words.diagonal.is_some() && chart.is_square() && row == column {
                    marks.push(Mark::Polygon {
                        points: corners(rect.inflated(-0.9)),
                        paint: diagonal_paint(),
                    });
                }
                self.setting.draw((cell, Place::Inside), rect, &self.slots[row], marks, labels);
            }
            if let Some(total) = chart.row_totals.get(row) {
                let rect = Rect::new(right + GAP, y, self.totals, height);
                self.setting.draw((total, Place::Margin), rect, &self.slots[row], marks, labels);
            }
            y += height;
        }
        self.draw_groups(Rect::new(at.x, top, right - at.x, y - top), left, marks);
        if !chart.column_totals.is_empty() {
            y += GAP;
            y += self.draw_foot(Point::new(at.x, y), left, marks, labels);
        }
        let key = self.columns.key(width - 2.0 * MARGIN);
        if !key.is_empty() {
            let origin = Point::new(at.x, y + 6.0);
            let label = text_block(LabelKind::Heading, &key, origin, SIZE, Weight::Regular, Ink::Text);
            y = label.rect.bottom();
            labels.push(label);
        }
        let edge = if self.totals > 0.0 { right + GAP + self.totals } else { right };
        Rect::new(at.x, at.y, edge - at.x, y - at.y)
    }

    /// What rows, columns and totals are.
    fn draw_words(&self, at: Point, grid: Point, right: f64, labels: &mut Vec<Label>) {
        let words = &self.chart.words;
        let lead = SIZE * LINE_HEIGHT;
        let (kind, weight) = (LabelKind::Axis, Weight::Bold);
        let mut word = |lines: Vec<String>, at: Point| {
            if !lines.is_empty() {
                labels.push(text_block(kind, &lines, at, SIZE, weight, Ink::Text));
            }
        };
        let rows = self.row_word();
        let above = rows.len() as f64 * lead;
        word(rows, Point::new(at.x, grid.y - 3.0 - above));
        word(self.column_word(), Point::new(grid.x, at.y));
        if !self.chart.row_totals.is_empty() {
            // A heading that reaches beyond the last column would meet it on its own line.
            let y = if self.heads == Heads::Stepped { at.y } else { grid.y - 3.0 - lead };
            let total = wrapped(&words.row_total, SIZE, weight, self.totals);
            word(total, Point::new(right + GAP + 1.0, y));
        }
    }

    /// Heavier lines between groups of rows and of columns.
    fn draw_groups(&self, grid: Rect, left: f64, marks: &mut Vec<Mark>) {
        let paint = Paint { stroke: Some(Ink::Secondary), fill: None, width: 0.6, line: LineStyle::Solid };
        let changes = |headings: &[super::Heading]| -> Vec<usize> {
            (1..headings.len()).filter(|&at| headings[at - 1].group != headings[at].group).collect()
        };
        for row in changes(&self.chart.rows) {
            let y = grid.y + (0..row).map(|before| self.row_height(before)).sum::<f64>();
            marks
                .push(Mark::Line { points: vec![Point::new(grid.x, y), Point::new(grid.right(), y)], paint });
        }
        for column in changes(&self.chart.columns) {
            let x = left + column as f64 * self.setting.pitch;
            marks.push(Mark::Line {
                points: vec![Point::new(x, grid.y), Point::new(x, grid.bottom())],
                paint,
            });
        }
    }

    /// The totals at the foot; returns their height.
    fn draw_foot(&self, at: Point, left: f64, marks: &mut Vec<Mark>, labels: &mut Vec<Label>) -> f64 {
        let chart = self.chart;
        let row = chart.rows.len();
        let height = self.row_height(row);
        let lines = self.foot_word();
        if !lines.is_empty() {
            let middle = at.y + (height - lines.len() as f64 * SIZE * LINE_HEIGHT) / 2.0;
            let origin = Point::new(at.x, middle);
            labels.push(text_block(LabelKind::Axis, &lines, origin, SIZE, Weight::Bold, Ink::Text));
        }
        for column in 0..=chart.columns.len() {
            let Some(total) = chart.cell(row, column) else { continue };
            let inside = column < chart.columns.len();
            let x = left + column as f64 * self.setting.pitch + if inside { 0.0 } else { GAP };
            let width = if inside { self.setting.pitch } else { self.totals };
            let tier = column % self.tiers;
            let rect = Rect::new(x, at.y + tier as f64 * height, width, height);
            self.setting.draw((total, Place::Margin), rect, &self.slots[row], marks, labels);
        }
        height * self.tiers as f64
    }
}

fn diagonal_paint() -> Paint {
    Paint { stroke: Some(Ink::Secondary), fill: None, width: 0.7, line: LineStyle::Solid }
}

/// A sample of every kind of mark in the matrix, and of no other.
fn legend(chart: &MatrixChart, setting: &Setting) -> Vec<(Entry, String)> {
    let cells = || chart.cells.iter().flatten();
    let words = &chart.words;
    let mut entries: Vec<(Entry, String)> = Vec::new();
    for (style, text) in [
        (EdgeStyle::Supports, "+ supports"),
        (EdgeStyle::Mixed, "± supports in part"),
        (EdgeStyle::Neutral, "no sign: takes no side"),
        (EdgeStyle::Disputes, "\u{2212} disputes"),
        (EdgeStyle::Citation, "cites"),
    ] {
        if cells().flat_map(figures).any(|(used, _)| used == style) {
            let wash = Ink::Wash(style, super::super::theme::Step::Fourth);
            let ground =
                Paint { stroke: Some(Ink::Hairline), fill: Some(wash), width: 0.4, line: LineStyle::Solid };
            let entry =
                if setting.bars.is_some() { Entry::Line(bar_paint(style)) } else { Entry::Box(ground) };
            entries.push((entry, text.to_owned()));
        }
    }
    if setting.greatest > 0 {
        let ranges = ranges(setting.greatest);
        let signed = cells().any(|cell| matches!(cell, Cell::Signed(_)));
        let colour = if signed { ", in the colour of the commonest sign" } else { "" };
        let [one, several] = &words.unit;
        let unit = if setting.greatest == 1 { one } else { several };
        let named = cells().any(|cell| !setting.name_lines(cell).is_empty());
        let scale = if named || signed { printable(&words.scale) } else { String::new() };
        let text = format!("{} {}{scale}{colour}", ranges.join(", "), printable(unit));
        entries.push((Entry::Scale(EdgeStyle::Neutral, ranges.len()), text));
    }
    if cells().any(|cell| *cell == Cell::Empty) {
        entries.push((Entry::Empty, printable(&words.empty)));
    }
    if cells().any(|cell| *cell == Cell::Absent) {
        entries.push((Entry::Absent, printable(&words.absent)));
    }
    if chart.rows.iter().chain(&chart.columns).any(|heading| heading.swatch == Swatch::Hollow) {
        entries.push((Entry::Box(node_paint(NodeShape::OutsideWork, None)), printable(&words.hollow)));
    }
    if let Some(text) = words.diagonal.as_ref().filter(|_| chart.is_square() && !chart.rows.is_empty()) {
        entries.push((Entry::Box(diagonal_paint()), printable(text)));
    }
    entries
}
