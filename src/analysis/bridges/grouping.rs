//! Which group a work or position belongs to.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use crate::algorithm::centrality::Membership;
use crate::model::{Confidence, Corpus, Entity, PositionId, Stance, WorkId};
use crate::network::NodeIndex;
use crate::projection::Mentions;

/// The groups of every node, the one in which it plays its roles first.
pub(super) struct Grouping<'a> {
    names: Vec<String>,
    held: Vec<Vec<Held<'a>>>,
}

/// That a node belongs to a group.
#[derive(Clone, Copy)]
pub(super) struct Held<'a> {
    /// The number of the group.
    pub(super) group: usize,
    /// The stance that puts a work there; a position is there of itself.
    pub(super) stance: Option<&'a Stance>,
}

impl<'a> Grouping<'a> {
    /// Groups are the positions at a depth of their trees, 1 being the roots, and those above it that hold works
    /// themselves. A work is in the groups of all its positions, first of all in that of the one it states first,
    /// as on the map.
    pub(super) fn by_positions(
        corpus: &'a Corpus,
        mentions: &Mentions,
        depth: NonZeroUsize,
        confidence: Confidence,
    ) -> Self {
        let group_of = |position: PositionId| {
            let mut line: Vec<PositionId> = corpus.ancestry(position).collect();
            line.reverse();
            line[(depth.get() - 1).min(line.len() - 1)]
        };
        let mut held = Vec::with_capacity(mentions.node_count());
        for &entity in mentions.entities() {
            let mut groups: Vec<Held<'a>> = Vec::new();
            match entity {
                Entity::Work(work) => {
                    for stance in
                        corpus.stances_of(work).filter(|stance| stance.evidence.confidence >= confidence)
                    {
                        let group = group_of(stance.position).index();
                        if groups.iter().all(|held| held.group != group) {
                            groups.push(Held { group, stance: Some(stance) });
                        }
                    }
                }
                Entity::Position(position) => {
                    groups.push(Held { group: group_of(position).index(), stance: None });
                }
                _ => {}
            }
            held.push(groups);
        }
        let names = corpus.position_ids().map(|id| corpus.key(Entity::Position(id))).collect();
        Self { names, held }
    }

    /// Groups that were found, of which a work has one or none.
    pub(super) fn found(mentions: &Mentions, groups: &BTreeMap<WorkId, String>) -> Self {
        let mut names: Vec<String> = groups.values().cloned().collect();
        names.sort();
        names.dedup();
        let group_of = |entity: &Entity| {
            let Entity::Work(work) = entity else { return Vec::new() };
            let group = groups.get(work).and_then(|name| names.binary_search(name).ok());
            group.map(|group| Held { group, stance: None }).into_iter().collect()
        };
        let held = mentions.entities().iter().map(group_of).collect();
        Self { names, held }
    }

    /// The groups of a node.
    pub(super) fn of(&self, node: NodeIndex) -> &[Held<'a>] {
        &self.held[node.index()]
    }

    /// The group in which a node plays its roles.
    pub(super) fn own(&self, node: NodeIndex) -> Option<usize> {
        self.of(node).first().map(|held| held.group)
    }

    pub(super) fn name(&self, group: usize) -> &str {
        &self.names[group]
    }

    /// The name of the group of a node.
    pub(super) fn own_name(&self, node: NodeIndex) -> Option<String> {
        self.own(node).map(|group| self.name(group).to_owned())
    }

    /// The own group of every node.
    pub(super) fn labels(&self) -> impl Iterator<Item = Option<usize>> + '_ {
        self.held.iter().map(|held| held.first().map(|held| held.group))
    }

    pub(super) fn membership(&self) -> Membership {
        Membership::new(self.labels())
    }
}
