//! Which type size, label width and number of columns let the nodes stand on the page with room for edges.
//!
//! Two axes are spoken of: *cross* runs over the lanes, *along* runs with the years. Down the page cross is x.

use std::collections::BTreeSet;

use super::chart::Chart;
use super::chart::Direction;
use super::chart::Heads;
use super::chart::Lane;
use super::chart::NodeShape;
use super::chart::TimeAxis;
use super::metrics::LINE_HEIGHT;
use super::metrics::Weight;
use super::metrics::balanced;
use super::metrics::hyphen_room;
use super::metrics::printable;
use super::metrics::text_width;
use super::metrics::wrapped;
use super::routing::ROUTED_UP_TO;
use super::typography::Typography;

/// Smallest gap between boxes of neighbouring lanes, in points, at which a figure is said to fit.
const LEAST_GAP: f64 = 8.0;
/// How much smaller gaps may be along the years than across them: most edges run along.
const ALONG_SHARE: f64 = 0.72;
/// Width in points up to which a single word is never broken.
const UNBROKEN: f64 = 130.0;
/// Space in points between text and outline, left and right, and above and below.
const PADDING: (f64, f64) = (3.2, 2.1);

/// The rows of the figure and what stands in each of their cells.
pub(super) struct Bands {
    /// Year of each row; `None` is the row at the lanes' heads.
    pub(super) times: Vec<Option<i32>>,
    /// Nodes of each cell, row by row: cell of row `b` and lane `l` is `b * lane_count + l`.
    pub(super) cells: Vec<Vec<usize>>,
    pub(super) lane_count: usize,
}

impl Bands {
    pub(super) fn of(chart: &Chart, lanes: &[usize]) -> Self {
        let lane_count = chart.lanes.len().max(1);
        let stacks: BTreeSet<usize> = chart.stacks.iter().map(|stack| stack.node.0).collect();
        // Without years, what stands for several has a row of its own below the others.
        let key = |node: usize| match chart.time_axis {
            TimeAxis::Shown => (chart.nodes[node].time, false),
            TimeAxis::Absent => (None, stacks.contains(&node)),
        };
        let mut rows: Vec<(Option<i32>, bool)> = (0..chart.nodes.len()).map(key).collect();
        rows.sort_unstable();
        rows.dedup();
        let mut cells = vec![Vec::new(); rows.len() * lane_count];
        for (node, lane) in lanes.iter().enumerate() {
            if let Ok(band) = rows.binary_search(&key(node)) {
                cells[band * lane_count + lane].push(node);
            }
        }
        let times = rows.into_iter().map(|(time, _)| time).collect();
        Self { times, cells, lane_count }
    }
}

/// Room on the page in points, and what the lanes' headings take of it.
pub(super) struct Room {
    pub(super) cross: f64,
    pub(super) along: f64,
    pub(super) direction: Direction,
}

/// What was chosen.
pub(super) struct Fitted {
    pub(super) font_size: f64,
    /// Label lines of each node.
    pub(super) lines: Vec<Vec<String>>,
    /// Width and height of each node's box.
    pub(super) boxes: Vec<(f64, f64)>,
    /// Number of places side by side in each lane.
    pub(super) columns: Vec<usize>,
    /// Extent across of one place in each lane.
    pub(super) column_extent: Vec<f64>,
    pub(super) gap_cross: f64,
    pub(super) gap_along: f64,
}

impl Fitted {
    pub(super) fn lane_extent(&self, lane: usize) -> f64 {
        self.columns[lane] as f64 * (self.column_extent[lane] + self.gap_cross)
    }
}

/// How many type sizes and label widths are tried.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effort {
    Full,
    Reduced,
}

/// Labels at one type size and width.
struct Candidate {
    font_size: f64,
    lines: Vec<Vec<String>>,
    boxes: Vec<(f64, f64)>,
    column_extent: Vec<f64>,
}

struct Setting<'a> {
    chart: &'a Chart,
    bands: &'a Bands,
    room: &'a Room,
    lanes: &'a [usize],
}

/// Chooses the largest type at which boxes keep comfortable gaps; failing that the least gap; failing that, the page
/// is exceeded and the gaps alone are kept.
pub(super) fn fit(chart: &Chart, bands: &Bands, lanes: &[usize], room: &Room) -> Fitted {
    let setting = Setting { chart, bands, room, lanes };
    let crowd = chart.edges.len() as f64 / chart.nodes.len().max(1) as f64;
    let comfort = (9.0 + 1.6 * crowd).min(14.0);
    let effort = if chart.nodes.len() > ROUTED_UP_TO { Effort::Reduced } else { Effort::Full };
    let steps = chart.typography.labels.steps();
    let sizes = if effort == Effort::Reduced { &steps[steps.len() - 1..] } else { &steps[..] };
    let mut fallback: Option<(Candidate, Vec<usize>, f64, f64)> = None;
    for &size in sizes {
        let mut best: Option<(Candidate, Vec<usize>, f64, f64)> = None;
        for candidate in setting.candidates(size, effort) {
            let (columns, cross, along) = setting.best_columns(&candidate);
            let score_here = score(cross, along);
            if best.as_ref().is_none_or(|b| score_here > score(b.2, b.3) + 0.01) {
                best = Some((candidate, columns, cross, along));
            }
        }
        if let Some(found) = best {
            let reached = score(found.2, found.3);
            if reached >= comfort {
                return settle(found, comfort);
            }
            let fallback_score = fallback.as_ref().map_or(f64::NEG_INFINITY, |f| score(f.2, f.3));
            // Smaller type must buy real room.
            if reached > fallback_score + 0.5 && fallback_score < LEAST_GAP + 1.0 {
                fallback = Some(found);
            }
        }
    }
    match fallback {
        Some(found) if score(found.2, found.3) >= LEAST_GAP => settle(found, comfort),
        _ => setting.exceeding(effort),
    }
}

/// The gap that counts: the narrower one, gaps along reckoned at what they are worth.
fn score(cross: f64, along: f64) -> f64 {
    cross.min(along / ALONG_SHARE)
}

fn settle(found: (Candidate, Vec<usize>, f64, f64), comfort: f64) -> Fitted {
    let (candidate, columns, gap_cross, gap_along) = found;
    Fitted {
        font_size: candidate.font_size,
        lines: candidate.lines,
        boxes: candidate.boxes,
        columns,
        column_extent: candidate.column_extent,
        gap_cross,
        // Beyond this a taller figure is only emptier.
        gap_along: gap_along.min(comfort * 2.2),
    }
}

impl Setting<'_> {
    fn candidates(&self, size: f64, effort: Effort) -> impl Iterator<Item = Candidate> + '_ {
        let wordy = self
            .chart
            .nodes
            .iter()
            .any(|node| node.lines.iter().map(|line| line.chars().count()).sum::<usize>() > 40);
        let limits: &[f64] = match (wordy, effort) {
            (true, Effort::Full) => &[190.0, 160.0, 135.0, 115.0, 100.0, 84.0, 70.0, 58.0, 48.0],
            (true, Effort::Reduced) => &[160.0, 100.0, 58.0],
            (false, Effort::Full) => &[120.0, 90.0, 76.0, 66.0, 58.0, 51.0, 45.0, 39.0],
            (false, Effort::Reduced) => &[90.0, 58.0, 39.0],
        };
        limits.iter().map(move |limit| self.candidate(size, limit * size / 7.0))
    }

    fn candidate(&self, font_size: f64, limit: f64) -> Candidate {
        let inner = limit - 2.0 * PADDING.0;
        let lines: Vec<Vec<String>> = self
            .chart
            .nodes
            .iter()
            .map(|node| {
                let whole = printable(&node.lines.join(" "));
                let longest = whole
                    .split([' ', '-'])
                    .map(|word| text_width(word, font_size, Weight::Regular) + hyphen_room(font_size))
                    .fold(0.0, f64::max);
                let inner = inner.max(longest.min(UNBROKEN));
                if text_width(&whole, font_size, Weight::Regular) <= inner {
                    vec![whole]
                } else if node.shape == NodeShape::Claim || node.lines.len() < 2 {
                    balanced(&whole, font_size, Weight::Regular, inner)
                } else {
                    node.lines
                        .iter()
                        .flat_map(|line| wrapped(line, font_size, Weight::Regular, inner))
                        .collect()
                }
            })
            .collect();
        let mut boxes: Vec<(f64, f64)> = lines
            .iter()
            .map(|lines| {
                let text = lines
                    .iter()
                    .map(|line| text_width(line, font_size, Weight::Regular))
                    .fold(font_size * 1.2, f64::max);
                let height = lines.len().max(1) as f64 * font_size * LINE_HEIGHT;
                (text + 2.0 * PADDING.0, height + 2.0 * PADDING.1)
            })
            .collect();
        // Boxes of one lane are equally wide: they stand in line. Heads that counted arrows join leave them room.
        let lane_count = self.bands.lane_count;
        let is_narrow = |node: usize| {
            self.chart.heads == Heads::Joined && self.chart.nodes[node].shape == NodeShape::Position
        };
        let mut widest = vec![0.0_f64; lane_count];
        for (node, size) in boxes.iter().enumerate() {
            let lane = self.lanes[node];
            widest[lane] = widest[lane].max(size.0);
        }
        for (node, size) in boxes.iter_mut().enumerate().filter(|(node, _)| !is_narrow(*node)) {
            size.0 = widest[self.lanes[node]];
        }
        let mut column_extent = vec![24.0_f64; lane_count];
        for (node, size) in boxes.iter().enumerate() {
            let lane = self.lanes[node];
            let extent = if self.room.direction == Direction::Down { size.0 } else { size.1 };
            column_extent[lane] = column_extent[lane].max(extent);
        }
        Candidate { font_size, lines, boxes, column_extent }
    }

    fn fullest(&self, lane: usize) -> usize {
        self.bands.cells.iter().skip(lane).step_by(self.bands.lane_count).map(Vec::len).max().unwrap_or(0)
    }

    /// Numbers of columns that make the smaller of the two gaps as large as can be.
    fn best_columns(&self, candidate: &Candidate) -> (Vec<usize>, f64, f64) {
        let fullest: Vec<usize> = (0..self.bands.lane_count).map(|lane| self.fullest(lane)).collect();
        let most = fullest.iter().copied().max().unwrap_or(1).max(1);
        let gaps = |columns: &[usize]| {
            let cross = self.gap_cross(candidate, columns);
            let header = header_extent(self.chart, self.room.direction, candidate, columns, cross);
            (cross, self.gap_along(candidate, columns, self.room.along - header))
        };
        let mut best: Option<(Vec<usize>, f64, f64)> = None;
        let better = |(cross, along): (f64, f64), best: &Option<(Vec<usize>, f64, f64)>| {
            best.as_ref().is_none_or(|b| score(cross, along) > score(b.1, b.2) + 0.05)
        };
        for rows in (1..=most.min(60)).rev() {
            let columns: Vec<usize> = fullest.iter().map(|n| n.div_ceil(rows).max(1)).collect();
            let scored = gaps(&columns);
            if better(scored, &best) {
                best = Some((columns, scored.0, scored.1));
            }
        }
        let mut current = best.unwrap_or_else(|| (vec![1; self.bands.lane_count], 0.0, 0.0));
        for _ in 0..24 {
            let mut next = Some(current.clone());
            let mut improved = false;
            for lane in 0..self.bands.lane_count {
                for columns_here in [current.0[lane] + 1, current.0[lane].saturating_sub(1)] {
                    if columns_here == 0 || columns_here > fullest[lane] {
                        continue;
                    }
                    let mut columns = current.0.clone();
                    columns[lane] = columns_here;
                    let scored = gaps(&columns);
                    if better(scored, &next) {
                        next = Some((columns, scored.0, scored.1));
                        improved = true;
                    }
                }
            }
            match next {
                Some(found) if improved => current = found,
                _ => break,
            }
        }
        current
    }

    fn gap_cross(&self, candidate: &Candidate, columns: &[usize]) -> f64 {
        let boxes: f64 = columns.iter().zip(&candidate.column_extent).map(|(k, e)| *k as f64 * e).sum();
        (self.room.cross - boxes) / columns.iter().sum::<usize>().max(1) as f64
    }

    fn gap_along(&self, candidate: &Candidate, columns: &[usize], room: f64) -> f64 {
        let stacks = self.stacks(candidate, columns);
        let (mut low, mut high) = (-200.0, 400.0);
        for _ in 0..22 {
            let gap = (low + high) / 2.0;
            if total_extent(&stacks, gap) <= room {
                low = gap;
            } else {
                high = gap;
            }
        }
        low
    }

    /// For each row of the figure, the highest stack for each number of boxes in a stack.
    fn stacks(&self, candidate: &Candidate, columns: &[usize]) -> Vec<Vec<(usize, f64)>> {
        let down = self.room.direction == Direction::Down;
        self.bands
            .cells
            .chunks(self.bands.lane_count)
            .map(|row| {
                row.iter()
                    .enumerate()
                    .filter(|(_, cell)| !cell.is_empty())
                    .map(|(lane, cell)| {
                        let rows = cell.len().div_ceil(columns[lane]);
                        let extent = |node: &usize| {
                            if down { candidate.boxes[*node].1 } else { candidate.boxes[*node].0 }
                        };
                        let height = cell
                            .chunks(columns[lane])
                            .map(|c| c.iter().map(extent).fold(0.0, f64::max))
                            .sum();
                        (rows, height)
                    })
                    .collect()
            })
            .collect()
    }

    /// The page is too small: keep the gaps, let the figure grow.
    fn exceeding(&self, effort: Effort) -> Fitted {
        const GAP: f64 = 12.0;
        let steps = self.chart.typography.labels.steps();
        let size =
            if effort == Effort::Reduced { steps[steps.len() - 1] } else { steps[steps.len().max(2) - 2] };
        let mut best: Option<(f64, Fitted)> = None;
        for candidate in self.candidates(size, effort) {
            let mut columns = vec![1; self.bands.lane_count];
            // More columns wherever they shorten the figure, as long as the page is wide enough.
            loop {
                let mut next: Option<(usize, f64)> = None;
                let now = total_extent(&self.stacks(&candidate, &columns), GAP);
                for lane in 0..columns.len() {
                    if columns[lane] >= self.fullest(lane) {
                        continue;
                    }
                    columns[lane] += 1;
                    let longest = self.fullest(lane).div_ceil(columns[lane]) as f64 / 1e6;
                    let total = total_extent(&self.stacks(&candidate, &columns), GAP);
                    if self.gap_cross(&candidate, &columns) >= GAP
                        && next.is_none_or(|n| total - longest < n.1)
                        && total <= now
                    {
                        next = Some((lane, total - longest));
                    }
                    columns[lane] -= 1;
                }
                match next {
                    Some((lane, _)) => columns[lane] += 1,
                    None => break,
                }
            }
            let gap_cross = self.gap_cross(&candidate, &columns);
            let total = total_extent(&self.stacks(&candidate, &columns), GAP);
            let cost = total + if gap_cross < GAP { 1e6 + (GAP - gap_cross) * 1e4 } else { 0.0 };
            if best.as_ref().is_none_or(|b| cost < b.0) {
                let fitted = Fitted {
                    font_size: candidate.font_size,
                    lines: candidate.lines,
                    boxes: candidate.boxes,
                    columns,
                    column_extent: candidate.column_extent,
                    gap_cross: gap_cross.max(GAP),
                    gap_along: GAP,
                };
                best = Some((cost, fitted));
            }
        }
        best.expect("there is at least one label width to try").1
    }
}

fn total_extent(stacks: &[Vec<(usize, f64)>], gap: f64) -> f64 {
    stacks
        .iter()
        .map(|row| row.iter().map(|(rows, extent)| extent + *rows as f64 * gap).fold(0.0, f64::max).max(4.0))
        .sum()
}

/// Width of the column of lane titles where lanes are rows, for type of this size; both in points.
pub(super) fn lane_title_column(size: f64) -> f64 {
    64.0 * size / 7.0
}

/// The lines of a lane's heading.
pub(super) struct LaneHeading {
    pub(super) title: Vec<String>,
    pub(super) note: Vec<String>,
    sizes: (f64, f64),
}

impl LaneHeading {
    /// The heading of a lane with this much room.
    pub(super) fn of(lane: &Lane, typography: Typography, width: f64) -> Self {
        let (width, sizes) = (width.max(12.0), (typography.lane, typography.note));
        Self {
            title: balanced(&lane.title, sizes.0, Weight::Bold, width),
            note: balanced(&lane.note, sizes.1, Weight::Regular, width),
            sizes,
        }
    }

    pub(super) fn height(&self) -> f64 {
        (self.title.len() as f64 * self.sizes.0 + self.note.len() as f64 * self.sizes.1) * LINE_HEIGHT
    }
}

/// Height in points of the lanes' headings above the first row; where lanes are rows they stand beside.
pub(super) fn header_height(chart: &Chart, lane_extents: &[f64]) -> f64 {
    let heights = chart
        .lanes
        .iter()
        .zip(lane_extents)
        .map(|(lane, extent)| LaneHeading::of(lane, chart.typography, extent - 5.0).height());
    let highest = heights.fold(0.0, f64::max);
    if highest > 0.0 { highest + 7.0 } else { 0.0 }
}

fn header_extent(
    chart: &Chart,
    direction: Direction,
    candidate: &Candidate,
    columns: &[usize],
    gap: f64,
) -> f64 {
    match direction {
        Direction::Across => 0.0,
        Direction::Down => {
            let extents: Vec<f64> = columns
                .iter()
                .zip(&candidate.column_extent)
                .map(|(k, extent)| *k as f64 * (extent + gap.max(0.0)))
                .collect();
            header_height(chart, &extents)
        }
    }
}
