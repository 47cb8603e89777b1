//! Which positions have a lane of their own.

use std::collections::BTreeSet;

use crate::analysis::responses::children;
use crate::figure::{Lane, LaneIndex, PaletteColor};
use crate::model::{Corpus, Entity, PositionId};

/// How many lanes a page holds side by side.
const LANES: usize = 7;

/// The lanes of a map: the roots of the position trees, those with most members divided into their
/// children while the page has room.
pub(in crate::analysis) struct Lanes {
    positions: Vec<PositionId>,
    colors: Vec<PaletteColor>,
    /// Whether a lane for what has no position is needed.
    unplaced: bool,
}

impl Lanes {
    /// Lanes for members with these positions; a member without any needs a lane too.
    pub(in crate::analysis) fn new(corpus: &Corpus, members: &[Vec<PositionId>]) -> Self {
        let held = |position: PositionId| {
            members.iter().filter(|held| held.iter().any(|&one| corpus.is_within(one, position))).count()
        };
        let mut lanes: Vec<PositionId> = corpus
            .position_ids()
            .filter(|&id| corpus.position(id).parent.is_none() && held(id) > 0)
            .collect();
        let mut divisible: BTreeSet<PositionId> = lanes.iter().copied().collect();
        while let Some(&largest) = divisible.iter().max_by_key(|&&id| (held(id), std::cmp::Reverse(id))) {
            divisible.remove(&largest);
            let parts: Vec<PositionId> = children(corpus, largest).filter(|&child| held(child) > 0).collect();
            let itself = members.iter().any(|held| {
                held.contains(&largest)
                    && !parts.iter().any(|&part| held.iter().any(|&one| corpus.is_within(one, part)))
            });
            let at = lanes.iter().position(|&lane| lane == largest).unwrap_or_default();
            if parts.len() < 2
                || lanes.len() - 1 + parts.len() + usize::from(itself) > LANES
                || held(largest) < 6
            {
                continue;
            }
            let own = itself.then_some(largest);
            lanes.splice(at..=at, own.into_iter().chain(parts));
        }
        Self { colors: colors(corpus, &lanes), positions: lanes, unplaced: members.iter().any(Vec::is_empty) }
    }

    /// The lane of somebody with these positions: the first position that has one.
    pub(in crate::analysis) fn lane_of(&self, corpus: &Corpus, held: &[PositionId]) -> LaneIndex {
        let own = held.iter().find_map(|&position| self.lane_of_position(corpus, position));
        LaneIndex(own.unwrap_or(self.positions.len()))
    }

    /// The lane nearest above a position; for a position above lanes, its first lane.
    pub(in crate::analysis) fn lane_of_position(
        &self,
        corpus: &Corpus,
        position: PositionId,
    ) -> Option<usize> {
        let at = |id: PositionId| self.positions.iter().position(|&lane| lane == id);
        corpus
            .ancestry(position)
            .find_map(at)
            .or_else(|| self.positions.iter().position(|&lane| corpus.is_within(lane, position)))
    }

    /// The colours of somebody with these positions, one for each lane they belong to.
    pub(in crate::analysis) fn fills(&self, corpus: &Corpus, held: &[PositionId]) -> Vec<PaletteColor> {
        let mut fills = Vec::new();
        for &position in held {
            if let Some(lane) = self.lane_of_position(corpus, position)
                && !fills.contains(&self.colors[lane])
            {
                fills.push(self.colors[lane]);
            }
        }
        fills
    }

    /// Each colour that is given out, and the position it tells of: where all lanes are of one tree the lane's own,
    /// else the root of its tree.
    pub(in crate::analysis) fn colored_roots(&self, corpus: &Corpus) -> Vec<(PaletteColor, String)> {
        let root = |id: PositionId| corpus.ancestry(id).last().unwrap_or(id);
        let one_tree = self.positions.windows(2).all(|pair| root(pair[0]) == root(pair[1]));
        let named = self.positions.iter().zip(&self.colors).map(|(&lane, &color)| {
            let position = if one_tree { lane } else { root(lane) };
            (color, corpus.key(Entity::Position(position)))
        });
        named.collect()
    }

    pub(in crate::analysis) fn lanes(&self, corpus: &Corpus) -> Vec<Lane> {
        let divided: BTreeSet<PositionId> =
            self.positions.iter().filter_map(|&id| corpus.position(id).parent).collect();
        let mut lanes: Vec<Lane> = self
            .positions
            .iter()
            .enumerate()
            .map(|(index, &id)| {
                let parent = corpus.position(id).parent;
                let group = parent.or_else(|| divided.contains(&id).then_some(id));
                Lane {
                    title: corpus.key(Entity::Position(id)),
                    fill: self.colors[index],
                    group: group.map(|group| corpus.key(Entity::Position(group))),
                    note: String::new(),
                }
            })
            .collect();
        if self.unplaced || lanes.is_empty() {
            let title = if lanes.is_empty() { String::new() } else { "no position".to_owned() };
            lanes.push(Lane { title, fill: PaletteColor::Grey, group: None, note: String::new() });
        }
        lanes
    }
}

/// The colours of lanes: those of their roots, counted over the whole corpus, so that a position has the
/// same colour in every map; where all lanes have one root, each its own. Grey, the last of the palette, is
/// kept for what has no position.
fn colors(corpus: &Corpus, lanes: &[PositionId]) -> Vec<PaletteColor> {
    let roots: Vec<PositionId> =
        corpus.position_ids().filter(|&id| corpus.position(id).parent.is_none()).collect();
    let number = |id: PositionId| {
        let root = corpus.ancestry(id).last().unwrap_or(id);
        roots.iter().position(|&known| known == root).unwrap_or_default()
    };
    let mut numbers: Vec<usize> = lanes.iter().map(|&lane| number(lane)).collect();
    if numbers.windows(2).all(|pair| pair[0] == pair[1]) {
        numbers = (0..lanes.len()).collect();
    }
    numbers.into_iter().map(|number| PaletteColor::nth(number % (PaletteColor::ALL.len() - 1))).collect()
}
