//! Responses counted between works, people or positions.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{Corpus, Entity, PersonId, PositionId, Response, Sign};

/// What the rows and columns are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixOf {
    /// Works, positions and claims as they stand.
    Works,
    /// The authors of works.
    People,
    /// The positions of works, and positions themselves.
    Positions,
    /// The same, every position as the one at the top of its tree.
    Roots,
}

impl MatrixOf {
    /// What an end of a response stands for, each once.
    fn ends(self, corpus: &Corpus, end: Entity) -> Vec<Entity> {
        let root = |position: PositionId| corpus.ancestry(position).last().unwrap_or(position);
        match (self, end) {
            (Self::Works, end) => vec![end],
            (Self::People, Entity::Work(work)) => {
                let persons: BTreeSet<PersonId> = corpus.work(work).persons.iter().copied().collect();
                persons.into_iter().map(Entity::Person).collect()
            }
            (Self::Positions, Entity::Work(work)) => {
                corpus.positions_of(work).into_iter().map(Entity::Position).collect()
            }
            (Self::Roots, Entity::Work(work)) => {
                let roots: BTreeSet<PositionId> = corpus.positions_of(work).into_iter().map(root).collect();
                roots.into_iter().map(Entity::Position).collect()
            }
            (Self::Positions, end @ Entity::Position(_)) => vec![end],
            (Self::Roots, Entity::Position(position)) => vec![Entity::Position(root(position))],
            _ => Vec::new(),
        }
    }
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
    /// Adds the counts of another.
    pub fn add_all(&mut self, other: Self) {
        self.positive += other.positive;
        self.mixed += other.mixed;
        self.neutral += other.neutral;
        self.negative += other.negative;
    }

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

/// Responses by what their ends stand for.
pub(super) struct PairCounts<'a> {
    /// From and to.
    pub(super) pairs: BTreeMap<(Entity, Entity), SignCounts>,
    /// The responses that are in any of them.
    pub(super) responses: Vec<&'a Response>,
}

/// Counts a response once for every pair of what its two ends stand for.
pub(super) fn count_pairs<'a>(corpus: &Corpus, responses: &[&'a Response], of: MatrixOf) -> PairCounts<'a> {
    let mut found = PairCounts { pairs: BTreeMap::new(), responses: Vec::new() };
    for response in responses {
        let (from, to) = (of.ends(corpus, response.from), of.ends(corpus, response.to));
        for (from, to) in from.iter().flat_map(|from| to.iter().map(move |to| (*from, *to))) {
            found.pairs.entry((from, to)).or_default().add(corpus.sign(response));
        }
        if !from.is_empty() && !to.is_empty() {
            found.responses.push(response);
        }
    }
    found
}

/// Counts responses between the ends that `of` makes of them. A work of several authors or positions
/// counts once for each; responses with an end that has none are left out.
///
/// # Complexity
/// Linear in the responses times the authors or positions of an end, plus rows times columns for the cells.
#[must_use]
pub fn response_matrix(corpus: &Corpus, responses: &[&Response], of: MatrixOf) -> ResponseMatrix {
    let PairCounts { pairs: counts, .. } = count_pairs(corpus, responses, of);
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
