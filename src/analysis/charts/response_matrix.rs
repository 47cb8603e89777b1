//! Who responds to whom as a matrix: positions, persons or works against themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::{captions, with_provenance};
use crate::analysis::debate_map::lanes::Lanes;
use crate::analysis::debate_map::works_view::labels;
use crate::analysis::debate_map::{MapOptions, Scope, counted};
use crate::analysis::matrix::{MatrixOf, PairCounts, SignCounts, count_pairs};
use crate::analysis::provenance::{Shown as Drawn, provenance_of};
use crate::figure::matrix::{Cell, Heading, MatrixWords, Swatch};
use crate::figure::{EdgeStyle, MatrixChart, Provenance};
use crate::model::{Corpus, Entity, PositionId, Presence, Response, WorkId};

/// The responses between positions, persons or works, counted by sign: who responds in the rows, to whom in the columns.
///
/// Rows and columns are the same. Positions stand in the order of their trees, each below the one it belongs to; persons
/// and works by their position, those with most responses first. Of more than `top`, those with most responses,
/// made and received, are drawn, and the subtitle says so. The cells are those of
/// [`response_matrix`](crate::analysis::response_matrix).
///
/// # Determinism
/// A function of corpus and options; of equals, the first in the corpus.
///
/// # Complexity
/// Linear in the responses times the positions or authors of their ends, plus `top` squared.
#[must_use]
pub fn response_matrix_chart(corpus: &Corpus, options: &MapOptions, of: MatrixOf, top: usize) -> MatrixChart {
    let scope = Scope::new(corpus, options);
    let responses: Vec<&Response> = scope.responses().collect();
    let found = count_pairs(corpus, &responses, of);
    let shown = Shown::of(corpus, &found, of, top);
    let headings = shown.headings(corpus, of);
    let cells: Vec<Vec<SignCounts>> = shown
        .ends
        .iter()
        .map(|from| {
            let cell = |to: &Entity| found.pairs.get(&(*from, *to)).copied().unwrap_or_default();
            shown.ends.iter().map(cell).collect()
        })
        .collect();
    let sum = |counts: &mut dyn Iterator<Item = SignCounts>| {
        let mut sum = SignCounts::default();
        counts.for_each(|one| sum.add_all(one));
        sum
    };
    let made: Vec<SignCounts> = cells.iter().map(|row| sum(&mut row.iter().copied())).collect();
    let received = (0..shown.ends.len()).map(|column| sum(&mut cells.iter().map(|row| row[column])));
    let column_totals = received.map(cell_of).collect();
    let speechless: Vec<bool> = shown
        .ends
        .iter()
        .zip(&made)
        .map(|(&end, made)| made.total() == 0 && is_speechless(corpus, end))
        .collect();
    let drawn = |row: usize, counts: SignCounts| match cell_of(counts) {
        Cell::Empty if speechless[row] => Cell::Absent,
        cell => cell,
    };
    let around = captions(
        corpus,
        options.title.as_deref(),
        subtitle(of, &found, &shown, responses.len()),
        options.page,
    );
    let provenance = shown.provenance(corpus, &found, of);
    MatrixChart {
        captions: with_provenance(around, provenance),
        rows: headings.clone(),
        columns: headings,
        cells: cells
            .iter()
            .enumerate()
            .map(|(row, cells)| cells.iter().map(|&counts| drawn(row, counts)).collect())
            .collect(),
        total: Some(cell_of(sum(&mut made.iter().copied()))),
        row_totals: made.into_iter().map(cell_of).collect(),
        column_totals,
        words: words(of),
    }
}

/// What the cells count, in the colours and lines of the signs.
fn cell_of(counts: SignCounts) -> Cell {
    let signed = [
        (EdgeStyle::Supports, counts.positive),
        (EdgeStyle::Mixed, counts.mixed),
        (EdgeStyle::Neutral, counts.neutral),
        (EdgeStyle::Disputes, counts.negative),
    ];
    let some = signed.into_iter().filter(|(_, count)| *count > 0);
    let some: Vec<(EdgeStyle, u32)> =
        some.map(|(style, count)| (style, u32::try_from(count).unwrap_or(u32::MAX))).collect();
    if some.is_empty() { Cell::Empty } else { Cell::Signed(some) }
}

/// Whether nobody could have responded: no work holds the position or one below it.
fn is_speechless(corpus: &Corpus, end: Entity) -> bool {
    let Entity::Position(position) = end else { return false };
    !corpus.stances().iter().any(|stance| corpus.is_within(stance.position, position))
}

/// Who has a row and a column.
struct Shown {
    ends: Vec<Entity>,
    /// How many take part.
    all: usize,
    /// How many of those have a row.
    chosen: usize,
}

impl Shown {
    fn of(corpus: &Corpus, found: &PairCounts<'_>, of: MatrixOf, top: usize) -> Self {
        let mut involved: BTreeMap<Entity, usize> = BTreeMap::new();
        for (&(from, to), counts) in &found.pairs {
            *involved.entry(from).or_default() += counts.total();
            *involved.entry(to).or_default() += if from == to { 0 } else { counts.total() };
        }
        let all = involved.len();
        let mut ends: Vec<(usize, Entity)> = involved.into_iter().map(|(end, count)| (count, end)).collect();
        ends.sort_by_key(|&(count, end)| (std::cmp::Reverse(count), end));
        ends.truncate(top);
        let chosen = ends.len();
        let ends: Vec<Entity> = ends.into_iter().map(|(_, end)| end).collect();
        let ends = match of {
            MatrixOf::Positions | MatrixOf::Roots => in_trees(corpus, &ends),
            MatrixOf::Works | MatrixOf::People => by_lane(corpus, ends),
        };
        Self { ends, all, chosen }
    }

    fn provenance(&self, corpus: &Corpus, found: &PairCounts<'_>, of: MatrixOf) -> Provenance {
        let responses = found.responses.clone();
        let drawn = format!(
            "{} {} against each other, {}",
            self.ends.len(),
            things(of),
            counted(responses.len(), "response")
        );
        let works: BTreeSet<WorkId> =
            responses.iter().flat_map(|response| [response.from, response.to]).filter_map(work_of).collect();
        let fewer = self.all - self.chosen;
        let left_out =
            if fewer > 0 { vec![format!("{fewer} {} with fewer responses", things(of))] } else { Vec::new() };
        provenance_of(corpus, drawn, &Drawn { responses, works: works.into_iter().collect(), left_out })
    }

    fn headings(&self, corpus: &Corpus, of: MatrixOf) -> Vec<Heading> {
        let held: Vec<Vec<PositionId>> = self.ends.iter().map(|&end| positions(corpus, end)).collect();
        let lanes = Lanes::new(corpus, &held);
        let titles = lanes.lanes(corpus);
        let works: Vec<WorkId> = self.ends.iter().filter_map(|end| work_of(*end)).collect();
        let mut names = labels(corpus, &works).into_iter();
        let heading = |(&end, held): (&Entity, &Vec<PositionId>)| {
            let (depth, group) = match (of, end) {
                (MatrixOf::Positions, Entity::Position(position)) => {
                    let root = corpus.ancestry(position).last().unwrap_or(position);
                    (corpus.ancestry(position).count() - 1, Some(corpus.key(Entity::Position(root))))
                }
                (MatrixOf::Roots, Entity::Position(position)) if corpus.debates().len() > 1 => {
                    let debate = corpus.position(position).debate;
                    (0, debate.map(|debate| corpus.key(Entity::Debate(debate))))
                }
                (MatrixOf::Positions | MatrixOf::Roots, _) => (0, None),
                _ => {
                    let lane = lanes.lane_of(corpus, held);
                    (0, titles.get(lane.0).map(|lane| lane.title.clone()).filter(|title| !title.is_empty()))
                }
            };
            let name = work_of(end).and_then(|_| names.next());
            let text = name.filter(|name| !name.is_empty()).unwrap_or_else(|| corpus.key(end));
            let is_outside = work_of(end).is_some_and(|work| corpus.work(work).presence == Presence::Outside);
            let fill = lanes.fills(corpus, held).first().map(|&fill| Swatch::Filled(fill));
            let swatch = if is_outside { Swatch::Hollow } else { fill.unwrap_or_default() };
            Heading { text, swatch, depth, group }
        };
        self.ends.iter().zip(&held).map(heading).collect()
    }
}

/// What has a row.
fn things(of: MatrixOf) -> &'static str {
    match of {
        MatrixOf::Positions | MatrixOf::Roots => "positions",
        MatrixOf::People => "persons",
        MatrixOf::Works => "works, positions and claims",
    }
}

fn work_of(end: Entity) -> Option<WorkId> {
    if let Entity::Work(work) = end { Some(work) } else { None }
}

/// The positions that colour somebody.
fn positions(corpus: &Corpus, end: Entity) -> Vec<PositionId> {
    match end {
        Entity::Position(position) => vec![position],
        Entity::Work(work) => corpus.positions_of(work),
        Entity::Person(person) => {
            let own = corpus.work_ids().filter(|&work| corpus.work(work).persons.contains(&person));
            own.flat_map(|work| corpus.positions_of(work)).collect()
        }
        _ => Vec::new(),
    }
}

/// Positions with those above them, each tree in one piece, from the top down.
fn in_trees(corpus: &Corpus, ends: &[Entity]) -> Vec<Entity> {
    let chosen = ends.iter().filter_map(|end| if let Entity::Position(id) = end { Some(*id) } else { None });
    let wanted: BTreeSet<PositionId> =
        chosen.flat_map(|id| corpus.ancestry(id).collect::<Vec<PositionId>>()).collect();
    let mut paths: Vec<Vec<PositionId>> = wanted
        .into_iter()
        .map(|id| {
            let mut path: Vec<PositionId> = corpus.ancestry(id).collect();
            path.reverse();
            path
        })
        .collect();
    paths.sort();
    paths.iter().filter_map(|path| path.last()).map(|&id| Entity::Position(id)).collect()
}

/// In the order of the lanes; within one, as they come.
fn by_lane(corpus: &Corpus, ends: Vec<Entity>) -> Vec<Entity> {
    let held: Vec<Vec<PositionId>> = ends.iter().map(|&end| positions(corpus, end)).collect();
    let lanes = Lanes::new(corpus, &held);
    let mut placed: Vec<(usize, usize, Entity)> = ends
        .into_iter()
        .zip(&held)
        .enumerate()
        .map(|(place, (end, held))| (lanes.lane_of(corpus, held).0, place, end))
        .collect();
    placed.sort();
    placed.into_iter().map(|(_, _, end)| end).collect()
}

fn words(of: MatrixOf) -> MatrixWords {
    let diagonal = match of {
        MatrixOf::Positions | MatrixOf::Roots => "within one position",
        MatrixOf::People => "to oneself",
        MatrixOf::Works => "to itself",
    };
    MatrixWords {
        rows: "who responds".to_owned(),
        columns: "to whom".to_owned(),
        row_total: "made".to_owned(),
        column_total: "received".to_owned(),
        unit: ["response", "responses"].map(str::to_owned),
        scale: String::new(),
        hollow: "cited, but not in the file".to_owned(),
        empty: "no response".to_owned(),
        absent: "no work holds this position".to_owned(),
        diagonal: Some(diagonal.to_owned()),
    }
}

fn subtitle(of: MatrixOf, found: &PairCounts<'_>, shown: &Shown, all: usize) -> String {
    let ends = match of {
        MatrixOf::Positions => "from and to positions and works that hold one",
        MatrixOf::Roots => "from and to positions, those below them and works that hold one",
        MatrixOf::People => "between works whose authors are known",
        MatrixOf::Works => "of works, positions and claims",
    };
    let several = match of {
        MatrixOf::Positions | MatrixOf::Roots => "; a work of several positions counts in each",
        MatrixOf::People => "; a work of several authors counts for each",
        MatrixOf::Works => "",
    };
    let drawn = found.responses.len();
    let mut text = if drawn == all {
        format!("{} {ends}{several}", counted(all, "response"))
    } else {
        format!("{drawn} of {} {ends}{several}", counted(all, "response"))
    };
    if shown.chosen < shown.all {
        let things = things(of);
        let (chosen, all) = (shown.chosen, shown.all);
        text.push_str(&format!("; drawn are the {chosen} of {all} {things} with most of them"));
    }
    text
}
