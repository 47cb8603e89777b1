//! Texts around the drawing: title, source, lane titles, years, folds and events.

use super::chart::Chart;
use super::chart::Direction;
use super::chart::RuleKind;
use super::chart::TimeRule;
use super::drawing::Anchor;
use super::drawing::Label;
use super::drawing::LabelKind;
use super::drawing::Mark;
use super::drawing::Paint;
use super::drawing::TextLine;
use super::fitting::LaneHeading;
use super::fitting::lane_title_column;
use super::geometry::Point;
use super::geometry::Rect;
use super::legend::Run;
use super::legend::rule_paint;
use super::legend::zigzag;
use super::metrics::ASCENT;
use super::metrics::LINE_HEIGHT;
use super::metrics::Weight;
use super::metrics::text_width;
use super::metrics::wrapped;
use super::palette::LineStyle;
use super::theme::Ink;
use super::typography::Typography;

/// Width in points of the margin that names a few events in type of 6 points, and of the one that names many.
const RULE_MARGINS: (f64, f64) = (46.0, 92.0);
/// How many events the narrow margin names.
const FEW_RULES: usize = 6;

/// Lines of text set flush left from a top left corner.
pub(super) fn text_block(
    kind: LabelKind,
    lines: &[String],
    at: Point,
    font_size: f64,
    weight: Weight,
    ink: Ink,
) -> Label {
    let lead = font_size * LINE_HEIGHT;
    let lines: Vec<TextLine> = lines
        .iter()
        .enumerate()
        .map(|(number, text)| TextLine {
            text: text.clone(),
            origin: at.moved(0.0, number as f64 * lead + ASCENT * font_size),
            width: text_width(text, font_size, weight),
        })
        .collect();
    let width = lines.iter().map(|line| line.width).fold(0.0, f64::max);
    let rect = Rect::new(at.x, at.y, width, lines.len() as f64 * lead);
    Label { kind, rect, lines, anchor: Anchor::Start, font_size, weight, ink }
}

/// The same, each line centred over `at.x`.
pub(super) fn centered_block(
    kind: LabelKind,
    lines: &[String],
    at: Point,
    font_size: f64,
    weight: Weight,
    ink: Ink,
) -> Label {
    let mut label = text_block(kind, lines, at, font_size, weight, ink);
    for line in &mut label.lines {
        line.origin.x -= line.width / 2.0;
    }
    label.rect.x -= label.rect.width / 2.0;
    label.anchor = Anchor::Middle;
    label
}

/// The same, each line ending at `at.x`.
pub(super) fn flush_right_block(
    kind: LabelKind,
    lines: &[String],
    at: Point,
    font_size: f64,
    weight: Weight,
    ink: Ink,
) -> Label {
    let mut label = text_block(kind, lines, at, font_size, weight, ink);
    for line in &mut label.lines {
        line.origin.x -= line.width;
    }
    label.rect.x -= label.rect.width;
    label.anchor = Anchor::End;
    label
}

/// Title, subtitle and source, wrapped to the page.
pub(super) struct Headings {
    title: Vec<String>,
    subtitle: Vec<String>,
    source: Vec<String>,
    sizes: Typography,
}

impl Headings {
    pub(super) fn of(chart: &Chart, width: f64) -> Self {
        Self::new([&chart.title, &chart.subtitle, &chart.source], width, chart.typography)
    }

    pub(super) fn new([title, subtitle, source]: [&str; 3], width: f64, sizes: Typography) -> Self {
        Self {
            title: wrapped(title, sizes.title, Weight::Bold, width),
            subtitle: wrapped(subtitle, sizes.subtitle, Weight::Regular, width),
            source: wrapped(source, sizes.note, Weight::Regular, width),
            sizes,
        }
    }

    pub(super) fn height_above(&self) -> f64 {
        let text = self.title.len() as f64 * self.sizes.title * LINE_HEIGHT
            + self.subtitle.len() as f64 * self.sizes.subtitle * LINE_HEIGHT;
        if text > 0.0 { text + 7.0 } else { 0.0 }
    }

    pub(super) fn height_below(&self) -> f64 {
        let text = self.source.len() as f64 * self.sizes.note * LINE_HEIGHT;
        if text > 0.0 { text + 3.0 } else { 0.0 }
    }

    pub(super) fn draw(&self, page: Rect, margin: f64, labels: &mut Vec<Label>) {
        let (regular, bold) = (Weight::Regular, Weight::Bold);
        let mut at = Point::new(page.x + margin, page.y + margin);
        if !self.title.is_empty() {
            labels.push(text_block(LabelKind::Title, &self.title, at, self.sizes.title, bold, Ink::Text));
            at.y += self.title.len() as f64 * self.sizes.title * LINE_HEIGHT;
        }
        if !self.subtitle.is_empty() {
            let label = text_block(
                LabelKind::Subtitle,
                &self.subtitle,
                at,
                self.sizes.subtitle,
                regular,
                Ink::Secondary,
            );
            labels.push(label);
        }
        if !self.source.is_empty() {
            let top = page.bottom() - margin - self.source.len() as f64 * self.sizes.note * LINE_HEIGHT;
            let at = Point::new(page.x + margin, top);
            labels.push(text_block(
                LabelKind::Source,
                &self.source,
                at,
                self.sizes.note,
                regular,
                Ink::Secondary,
            ));
        }
    }
}

/// Lane titles, and headings over neighbouring lanes of one group.
pub(super) fn draw_lane_titles(chart: &Chart, lanes: &[Rect], header: f64, labels: &mut Vec<Label>) {
    let size = chart.typography.lane;
    let column = lane_title_column(size);
    for (lane, rect) in chart.lanes.iter().zip(lanes) {
        let down = chart.direction == Direction::Down;
        let width = if down { rect.width } else { column };
        let heading = LaneHeading::of(lane, chart.typography, width - 5.0);
        let text = heading.height();
        let mut at = if down {
            Point::new(rect.center().x, rect.y + 3.0 + (header - 7.0 - text).max(0.0) / 2.0)
        } else {
            Point::new(rect.x + column / 2.0, rect.center().y - text / 2.0)
        };
        let kind = LabelKind::Lane;
        let parts = [
            (heading.title, size, Weight::Bold, Ink::Text),
            (heading.note, chart.typography.note, Weight::Regular, Ink::Secondary),
        ];
        for (lines, size, weight, ink) in parts {
            if !lines.is_empty() {
                labels.push(centered_block(kind, &lines, at, size, weight, ink));
                at.y += lines.len() as f64 * size * LINE_HEIGHT;
            }
        }
    }
}

/// Runs of neighbouring lanes that name the same group: first and last lane and the heading.
pub(super) fn groups(chart: &Chart) -> Vec<(usize, usize, &str)> {
    let mut runs: Vec<(usize, usize, &str)> = Vec::new();
    for (index, lane) in chart.lanes.iter().enumerate() {
        let Some(group) = lane.group.as_deref().filter(|group| !group.trim().is_empty()) else { continue };
        match runs.last_mut() {
            Some(run) if run.1 + 1 == index && run.2 == group => run.1 = index,
            _ => runs.push((index, index, group)),
        }
    }
    runs
}

/// Height (down) or width (across) in points taken by the groups' headings.
pub(super) fn group_extent(chart: &Chart, lane_extents: &[f64]) -> f64 {
    let runs = groups(chart);
    let size = chart.typography.lane;
    let lead = size * LINE_HEIGHT;
    let rows = runs
        .iter()
        .map(|(first, last, group)| {
            let extent: f64 = lane_extents[*first..=*last].iter().sum();
            group_lines(chart, group, extent).len()
        })
        .max();
    match (rows, chart.direction) {
        (None, _) => 0.0,
        (Some(rows), Direction::Down) => rows as f64 * lead + 5.0,
        (Some(_), Direction::Across) => group_column(size),
    }
}

fn group_column(size: f64) -> f64 {
    46.0 * size / 7.0
}

fn group_lines(chart: &Chart, group: &str, extent: f64) -> Vec<String> {
    let size = chart.typography.lane;
    let limit = if chart.direction == Direction::Down { extent - 6.0 } else { group_column(size) - 6.0 };
    wrapped(group, size, Weight::Regular, limit.max(12.0))
}

/// The headings of groups, each with a line along its lanes.
pub(super) fn draw_groups(
    chart: &Chart,
    lanes: &[Rect],
    extent: f64,
    marks: &mut Vec<Mark>,
    labels: &mut Vec<Label>,
) {
    let size = chart.typography.lane;
    let paint = Paint { stroke: Some(Ink::Secondary), fill: None, width: 0.5, line: LineStyle::Solid };
    for (first, last, group) in groups(chart) {
        let (a, b) = (lanes[first], lanes[last]);
        if chart.direction == Direction::Down {
            let lines = group_lines(chart, group, b.right() - a.x);
            let at = Point::new((a.x + b.right()) / 2.0, a.y - extent);
            let kind = LabelKind::Group;
            labels.push(centered_block(kind, &lines, at, size, Weight::Regular, Ink::Text));
            let y = a.y - 2.5;
            let points = vec![Point::new(a.x + 3.0, y), Point::new(b.right() - 3.0, y)];
            marks.push(Mark::Line { points, paint });
        } else {
            let lines = group_lines(chart, group, 0.0);
            let height = lines.len() as f64 * size * LINE_HEIGHT;
            let at = Point::new(a.x - extent, (a.y + b.bottom() - height) / 2.0);
            let kind = LabelKind::Group;
            labels.push(text_block(kind, &lines, at, size, Weight::Regular, Ink::Text));
            let x = a.x - 2.5;
            let points = vec![Point::new(x, a.y + 3.0), Point::new(x, b.bottom() - 3.0)];
            marks.push(Mark::Line { points, paint });
        }
    }
}

/// A row of the figure on the page: its year, where it starts and ends along the axis.
pub(super) struct Row {
    pub(super) time: Option<i32>,
    pub(super) start: f64,
    pub(super) end: f64,
}

/// Years, hairlines between rows, and fold marks where years are left out.
pub(super) fn draw_axis(
    chart: &Chart,
    rows: &[Row],
    plot: Rect,
    marks: &mut Vec<Mark>,
    labels: &mut Vec<Label>,
) {
    let hairline = Paint { stroke: Some(Ink::Hairline), fill: None, width: 0.4, line: LineStyle::Solid };
    let size = chart.typography.year;
    let half = size * LINE_HEIGHT / 2.0;
    let down = chart.direction == Direction::Down;
    let mut before: Option<&Row> = None;
    for row in rows {
        if before.is_some() {
            let points = if down {
                vec![Point::new(plot.x, row.start), Point::new(plot.right(), row.start)]
            } else {
                vec![Point::new(row.start, plot.y), Point::new(row.start, plot.bottom())]
            };
            marks.push(Mark::Line { points, paint: hairline });
        }
        if let Some(year) = row.time {
            let text = [year.to_string()];
            let middle = (row.start + row.end) / 2.0;
            labels.push(if down {
                let at = Point::new(plot.x - 7.0, middle - half);
                flush_right_block(LabelKind::Year, &text, at, size, Weight::Regular, Ink::Text)
            } else {
                let at = Point::new(middle, plot.bottom() + 7.0);
                centered_block(LabelKind::Year, &text, at, size, Weight::Regular, Ink::Text)
            });
        }
        let skipped = match (before.and_then(|b| b.time), row.time) {
            (Some(last), Some(year)) => i64::from(year) - i64::from(last) - 1,
            _ => 0,
        };
        if skipped > 0 {
            let (center, run) = if down {
                (Point::new(plot.x - 3.2, row.start), Run::Down)
            } else {
                (Point::new(row.start, plot.bottom() + 3.2), Run::Across)
            };
            marks.push(zigzag(center, run));
        }
        before = Some(row);
    }
}

/// Whether any stretch of empty years is folded.
pub(super) fn has_folds(times: &[Option<i32>]) -> bool {
    times.windows(2).any(|pair| match (pair[0], pair[1]) {
        (Some(a), Some(b)) => i64::from(b) - i64::from(a) > 1,
        _ => false,
    })
}

/// Lines of events and phases across the lanes, named in the margin beyond them.
///
/// Phases are named at their lines; the names of events, which may be many, go where there is room after theirs.
pub(super) fn draw_rules(
    chart: &Chart,
    rows: &[Row],
    plot: Rect,
    marks: &mut Vec<Mark>,
    labels: &mut Vec<Label>,
) {
    let mut order: Vec<&TimeRule> = chart.rules.iter().collect();
    // Phases first: events make way for them.
    order.sort_by_key(|rule| (std::cmp::Reverse(rule.kind), rule.time));
    let down = chart.direction == Direction::Down;
    let (begin, end) = if down { (plot.y, plot.bottom()) } else { (plot.x, plot.right()) };
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let mut drawn: Vec<(f64, RuleKind)> = Vec::new();
    let mut free = (begin, RuleKind::Phase);
    for rule in order {
        let at = rows
            .iter()
            .find(|row| row.time.is_some_and(|time| time >= rule.time))
            .map_or(end, |row| row.start);
        if drawn.last() != Some(&(at, rule.kind)) {
            let points = if down {
                vec![Point::new(plot.x, at), Point::new(plot.right() + 3.0, at)]
            } else {
                vec![Point::new(at, plot.y - 3.0), Point::new(at, plot.bottom())]
            };
            marks.push(Mark::Line { points, paint: rule_paint(rule.kind) });
            drawn.push((at, rule.kind));
        }
        let lines = rule_lines(chart, rule);
        let size = chart.typography.note;
        let lead = size * LINE_HEIGHT;
        let ink = match rule.kind {
            RuleKind::Event => Ink::Secondary,
            RuleKind::Phase => Ink::Text,
        };
        let height = lines.len() as f64 * lead;
        let origin = if down {
            Point::new(plot.right() + 6.0, at - lead / 2.0)
        } else {
            Point::new(at, plot.y - 4.0 - height)
        };
        let mut label = text_block(LabelKind::Rule, &lines, origin, size, Weight::Regular, ink);
        let (start, length, gap) =
            if down { (origin.y, height, 2.0) } else { (origin.x, label.rect.width, 4.0) };
        if free.1 != rule.kind {
            free = (begin, rule.kind);
        }
        let place = first_room(start.max(free.0), length, gap, &taken);
        free.0 = place + length + gap;
        taken.push((place, place + length));
        let (dx, dy) = if down { (0.0, place - start) } else { (place - start, 0.0) };
        label.rect = Rect::new(label.rect.x + dx, label.rect.y + dy, label.rect.width, label.rect.height);
        label.lines.iter_mut().for_each(|line| line.origin = line.origin.moved(dx, dy));
        labels.push(label);
    }
}

/// The first place from `start` on where something of this length keeps its distance from all that is taken.
fn first_room(start: f64, length: f64, gap: f64, taken: &[(f64, f64)]) -> f64 {
    let mut place = start;
    let mut sorted = taken.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (from, to) in sorted {
        if place < to + gap && from < place + length + gap {
            place = to + gap;
        }
    }
    place
}

/// Width in points of the margin that names the events.
pub(super) fn rule_margin(chart: &Chart) -> f64 {
    let narrow = chart.rules.len() <= FEW_RULES || chart.direction == Direction::Across;
    let width = if narrow { RULE_MARGINS.0 } else { RULE_MARGINS.1 };
    width * chart.typography.note / 6.0
}

fn rule_lines(chart: &Chart, rule: &TimeRule) -> Vec<String> {
    wrapped(&rule.text(), chart.typography.note, Weight::Regular, rule_margin(chart) - 7.0)
}

/// Height in points of the tallest event name, where years run across.
pub(super) fn rule_header(chart: &Chart) -> f64 {
    chart
        .rules
        .iter()
        .map(|rule| rule_lines(chart, rule).len() as f64 * chart.typography.note * LINE_HEIGHT + 6.0)
        .fold(0.0, f64::max)
}
