//! Schools beside the positions that works are filed under.

use std::collections::BTreeMap;

use super::division::rounded;
use super::layers::Joined;
use super::{AgreementFinding, ConfusionCell, PositionCount};
use crate::algorithm::community::ConfusionTable;
use crate::model::{Confidence, Corpus, Entity, PositionId, Presence, WorkId};
use crate::network::{NodeIndex, Partition};

/// What the files say of the positions of a work, at the top of their trees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Declared {
    /// Nothing.
    None,
    /// One.
    One(PositionId),
    /// Positions of several trees.
    Several,
}

/// The declared position of a work.
pub(super) fn declared(corpus: &Corpus, work: WorkId, confidence: Confidence) -> Declared {
    let mut found = Declared::None;
    for stance in corpus.stances_of(work).filter(|stance| stance.evidence.confidence >= confidence) {
        let top = corpus.ancestry(stance.position).last().unwrap_or(stance.position);
        found = match found {
            Declared::None => Declared::One(top),
            Declared::One(other) if other == top => found,
            _ => Declared::Several,
        };
    }
    found
}

/// Positions beside groups.
pub(super) struct Comparison {
    /// The declared position of every joined work.
    pub(super) declared: Vec<Declared>,
    /// The positions of every group, most works first; those without and those with several are left out.
    by_group: Vec<Vec<(PositionId, usize)>>,
}

impl Comparison {
    pub(super) fn new(
        corpus: &Corpus,
        joined: &Joined,
        partition: &Partition,
        confidence: Confidence,
    ) -> Self {
        let declared: Vec<Declared> =
            joined.kept.works.iter().map(|&work| declared(corpus, work, confidence)).collect();
        let mut counts = vec![BTreeMap::<PositionId, usize>::new(); partition.group_count()];
        for (declared, group) in declared.iter().zip(partition.groups()) {
            if let Declared::One(position) = declared {
                *counts[group.index()].entry(*position).or_default() += 1;
            }
        }
        let by_group = counts.into_iter().map(|counts| {
            let mut counts: Vec<(PositionId, usize)> = counts.into_iter().collect();
            counts.sort_by_key(|&(position, works)| (std::cmp::Reverse(works), position));
            counts
        });
        Self { by_group: by_group.collect(), declared }
    }

    /// The positions that most works of a group hold.
    pub(super) fn leading(&self, group: usize) -> Vec<PositionId> {
        let counts = &self.by_group[group];
        let most = counts.first().map_or(0, |&(_, works)| works);
        counts.iter().take_while(|&&(_, works)| works == most).map(|&(position, _)| position).collect()
    }

    /// The positions of a group, most first.
    pub(super) fn positions(&self, corpus: &Corpus, group: usize) -> Vec<PositionCount> {
        let named = self.by_group[group].iter().map(|&(position, works)| PositionCount {
            position: corpus.key(Entity::Position(position)),
            works,
        });
        named.collect()
    }

    /// How many of some works are in a state.
    pub(super) fn count(&self, state: Declared, members: &[NodeIndex]) -> usize {
        members.iter().filter(|node| self.declared[node.index()] == state).count()
    }

    /// The measures, and the table behind them; `number` gives the number of a group's school.
    pub(super) fn finding(
        &self,
        corpus: &Corpus,
        joined: &Joined,
        partition: &Partition,
        number: &[usize],
        confidence: Confidence,
    ) -> AgreementFinding {
        let pairs =
            self.declared.iter().zip(partition.groups()).filter_map(|(declared, group)| match declared {
                Declared::One(position) => Some((number[group.index()], *position)),
                _ => None,
            });
        let table = ConfusionTable::from_pairs(pairs);
        let compared = table.total();
        let measure = |value: f64| (compared >= 2).then(|| rounded(value));
        let count = |state: Declared| self.declared.iter().filter(|&&declared| declared == state).count();
        let outside = corpus.work_ids().filter(|&work| {
            corpus.work(work).presence == Presence::Listed
                && joined.kept.number(work).is_none()
                && declared(corpus, work, confidence) != Declared::None
        });
        AgreementFinding {
            ari: measure(table.adjusted_rand_index()),
            nmi: measure(table.normalised_mutual_information()),
            compared,
            without_position: count(Declared::None),
            several_positions: count(Declared::Several),
            outside_schools: outside.count(),
            table: table
                .cells()
                .map(|(&school, &position, works)| ConfusionCell {
                    school,
                    position: corpus.key(Entity::Position(position)),
                    works,
                })
                .collect(),
        }
    }
}
