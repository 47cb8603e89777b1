//! Responses counted between works, people or positions.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{Corpus, Entity, Response, Sign};

/// What the rows and columns are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixOf {
    /// Works, positions and claims as they stand.
    Works,
    /// The authors of works.
    People,
    /// The positions of works, and positions themselves.
    Positions,
}

/// Counts by sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SignCounts {
    /// +1
    pub positive: usize,
    /// ±
    pub mixed: usize,
    /// 0
    pub neutral: usize,
    /// −1
    pub negative: usize,
}

impl SignCounts {
    /// Counts one more of a sign.
    pub fn add(&mut self, sign: Sign) {
        *match sign {
            Sign::Positive => &mut self.positive,
            Sign::Mixed => &mut self.mixed,
            Sign::Neutral => &mut self.neutral,
            Sign::Negative => &mut self.negative,
        } += 1;
    }

    /// All together.
    #[must_use]
    pub fn total(self) -> usize {
        self.positive + self.mixed + self.neutral + self.negative
    }
}

/// Who responds to whom, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResponseMatrix {
    /// Those who respond, sorted.
    pub rows: Vec<String>,
    /// Those who are responded to, sorted.
    pub columns: Vec<String>,
    /// `cells[row][column]`.
    pub cells: Vec<Vec<SignCounts>>,
}

/// Counts responses between the ends that `of` makes of them. A work of several authors or positions
/// counts once for each; responses with an end that has none are left out.
///
/// # Complexity
/// Linear in the responses times the authors or positions of an end, plus rows times columns for the cells.
#[must_use]
pub fn response_matrix(corpus: &Corpus, responses: &[&Response], of: MatrixOf) -> ResponseMatrix {
    let ends = |end: Entity| -> Vec<Entity> {
        match (of, end) {
            (MatrixOf::Works, end) => vec![end],
            (MatrixOf::People, Entity::Work(work)) => {
                corpus.work(work).persons.iter().map(|&person| Entity::Person(person)).collect()
            }
            (MatrixOf::Positions, Entity::Work(work)) => {
                corpus.positions_of(work).into_iter().map(Entity::Position).collect()
            }
            (MatrixOf::Positions, end @ Entity::Position(_)) => vec![end],
            _ => Vec::new(),
        }
    };
    let mut counts: BTreeMap<(Entity, Entity), SignCounts> = BTreeMap::new();
    for response in responses {
        let (from, to) = (ends(response.from), ends(response.to));
        for (from, to) in from.iter().flat_map(|from| to.iter().map(move |to| (*from, *to))) {
            counts.entry((from, to)).or_default().add(corpus.sign(response));
        }
    }
    let sorted = |found: BTreeSet<Entity>| {
        let mut named: Vec<(String, Entity)> = found.into_iter().map(|one| (corpus.key(one), one)).collect();
        named.sort();
        named
    };
    let rows = sorted(counts.keys().map(|(from, _)| *from).collect());
    let columns = sorted(counts.keys().map(|(_, to)| *to).collect());
    let cell = |row: Entity, column: Entity| counts.get(&(row, column)).copied().unwrap_or_default();
    let cells =
        rows.iter().map(|(_, row)| columns.iter().map(|(_, column)| cell(*row, *column)).collect()).collect();
    ResponseMatrix {
        cells,
        rows: rows.into_iter().map(|(name, _)| name).collect(),
        columns: columns.into_iter().map(|(name, _)| name).collect(),
    }
}
