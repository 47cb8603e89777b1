//! The evidence map: which values of two facets were studied together, by which works, and which never.

use std::collections::{BTreeMap, BTreeSet};

use super::{captions, with_provenance};
use crate::analysis::debate_map::counted;
use crate::analysis::debate_map::works_view::labels;
use crate::analysis::facets::{FacetQuery, evidence_matrix, works_where};
use crate::analysis::provenance::{Shown, provenance_of};
use crate::figure::matrix::{Cell, Heading, MatrixWords};
use crate::figure::{MatrixChart, PageSize};
use crate::model::{Corpus, Entity, FacetId, WorkId};

/// What an evidence map shows.
#[derive(Clone, Debug)]
pub struct FacetMatrixOptions {
    /// The facet of the rows.
    pub rows: FacetId,
    /// The facet of the columns.
    pub columns: FacetId,
    /// Which cases count.
    pub query: FacetQuery,
    /// How many values of each facet are drawn: those with most works.
    pub top: usize,
    /// A heading of the user's own.
    pub title: Option<String>,
    /// The page to fit.
    pub page: PageSize,
}

/// The evidence matrix as a chart: a cell counts works and, where there is room, names them; a gap is a cell with a dot.
///
/// A work with several values counts in each. At the margins stand all works that have the value, also those which say
/// nothing of the other facet. The cells are those of [`evidence_matrix`](crate::analysis::evidence_matrix).
///
/// # Determinism
/// A function of corpus and options.
///
/// # Complexity
/// Cases times values.
#[must_use]
pub fn facet_matrix_chart(corpus: &Corpus, options: &FacetMatrixOptions) -> MatrixChart {
    let matrix = evidence_matrix(corpus, options.rows, options.columns, &options.query);
    let rows = Values::of(corpus, options, options.rows, &matrix.rows);
    let columns = Values::of(corpus, options, options.columns, &matrix.columns);
    let names = Names::of(corpus);
    let cells: Vec<Vec<Cell>> = rows
        .shown
        .iter()
        .map(|&row| {
            let cell = |&column: &usize| match matrix.cells[row][column].works.as_slice() {
                [] if rows.works[row].is_empty() || columns.works[column].is_empty() => Cell::Absent,
                [] => Cell::Empty,
                works => counted_cell(works.len(), works.iter().map(|key| names.label(key)).collect()),
            };
            columns.shown.iter().map(cell).collect()
        })
        .collect();
    let total = |values: &Values| -> Vec<Cell> {
        values.shown.iter().map(|&value| counted_cell(values.works[value].len(), Vec::new())).collect()
    };
    let both: BTreeSet<&String> = matrix.cells.iter().flatten().flat_map(|cell| &cell.works).collect();
    let one: BTreeSet<&String> = rows.works.iter().chain(&columns.works).flatten().collect();
    let (row_name, column_name) = (&corpus.facet(options.rows).name, &corpus.facet(options.columns).name);
    let mut subtitle = format!(
        "{} by {row_name} and {column_name}; a work with several values counts in each",
        counted(both.len(), "work")
    );
    let only = one.len() - both.len();
    if only > 0 {
        let (things, verb) = if only == 1 { ("work", "says") } else { ("works", "say") };
        subtitle.push_str(&format!("; {only} more {things} {verb} only one of the two"));
    }
    for (values, name) in [(&rows, row_name), (&columns, column_name)] {
        if values.shown.len() < values.works.len() {
            let (shown, all) = (values.shown.len(), values.works.len());
            subtitle.push_str(&format!("; drawn are the {shown} of {all} values of {name} with most works"));
        }
    }
    let gaps = cells.iter().flatten().filter(|cell| **cell == Cell::Empty).count();
    let drawn = format!(
        "{} in {} × {} cells of {row_name} and {column_name}, {}",
        counted(both.len(), "work"),
        rows.shown.len(),
        columns.shown.len(),
        counted(gaps, "gap")
    );
    let works = corpus.work_ids().filter(|&work| both.contains(&corpus.key(Entity::Work(work)))).collect();
    let provenance = provenance_of(corpus, drawn, &Shown { works, ..Shown::default() });
    let around = captions(corpus, options.title.as_deref(), subtitle, options.page);
    MatrixChart {
        captions: with_provenance(around, provenance),
        rows: rows.headings(&matrix.rows),
        columns: columns.headings(&matrix.columns),
        cells,
        row_totals: total(&rows),
        column_totals: total(&columns),
        total: Some(counted_cell(one.len(), Vec::new())),
        words: MatrixWords {
            rows: row_name.to_string(),
            columns: column_name.to_string(),
            row_total: "works".to_owned(),
            column_total: "works".to_owned(),
            unit: ["work", "works"].map(str::to_owned),
            scale: ", named where there is room".to_owned(),
            hollow: String::new(),
            empty: "gap: no work".to_owned(),
            absent: "no work with this value under these conditions".to_owned(),
            diagonal: None,
        },
    }
}

fn counted_cell(count: usize, names: Vec<String>) -> Cell {
    match u32::try_from(count).unwrap_or(u32::MAX) {
        0 => Cell::Empty,
        count => Cell::Counted { count, names },
    }
}

/// The values of a facet.
struct Values {
    /// The keys of the works that have each.
    works: Vec<BTreeSet<String>>,
    /// Which of them are drawn, in their order.
    shown: Vec<usize>,
}

impl Values {
    fn of(corpus: &Corpus, options: &FacetMatrixOptions, facet: FacetId, values: &[String]) -> Self {
        let mut works: Vec<BTreeSet<String>> = vec![BTreeSet::new(); values.len()];
        let places: BTreeMap<String, usize> =
            values.iter().enumerate().map(|(place, value)| (value.to_lowercase(), place)).collect();
        let name = corpus.facet(facet).name.to_string();
        for case in works_where(corpus, &options.query) {
            for value in case.values.get(&name).into_iter().flatten() {
                if let Some(&place) = places.get(&value.to_lowercase()) {
                    works[place].insert(case.work.clone());
                }
            }
        }
        let mut shown: Vec<usize> = (0..values.len()).collect();
        shown.sort_by_key(|&value| (std::cmp::Reverse(works[value].len()), value));
        shown.truncate(options.top);
        shown.sort_unstable();
        Self { works, shown }
    }

    fn headings(&self, values: &[String]) -> Vec<Heading> {
        let heading = |&value: &usize| Heading { text: values[value].clone(), ..Heading::default() };
        self.shown.iter().map(heading).collect()
    }
}

/// The short names of works by their keys.
struct Names(BTreeMap<String, String>);

impl Names {
    fn of(corpus: &Corpus) -> Self {
        let mut works: Vec<WorkId> = corpus.cases().iter().map(|case| case.work).collect();
        works.sort();
        works.dedup();
        let keys = works.iter().map(|&work| corpus.key(Entity::Work(work)));
        Self(keys.zip(labels(corpus, &works)).collect())
    }

    fn label(&self, key: &str) -> String {
        self.0.get(key).filter(|label| !label.trim().is_empty()).map_or_else(|| key.to_owned(), String::clone)
    }
}
