//! What a ref means: works, positions and claims by key, the debate at hand first.

use rustc_hash::FxHashMap;

use super::work_keys::{Sought, WorkKeys};
use crate::model::corpus::nearest;
use crate::model::{ClaimId, Corpus, DebateId, Entity, PositionId, WorkId};

/// What a field's refs may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Works, positions, claims.
    Any,
    /// Positions.
    Position,
    /// Claims.
    Claim,
}

/// What a key turned out to mean.
pub(super) enum Resolution {
    Found(Entity),
    /// The best reading, and the others.
    Ambiguous(Entity, Vec<Entity>),
    Missing,
}

/// The debates that a ref is likely to be about.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// Those that the speaker takes part in.
    pub(super) own: &'a [DebateId],
    /// Those that the ref's file declares.
    pub(super) home: &'a [DebateId],
}

/// Every key of the corpus.
pub(super) struct Keys<'a> {
    works: &'a WorkKeys,
    positions: FxHashMap<&'a str, Vec<PositionId>>,
    claims: FxHashMap<&'a str, Vec<ClaimId>>,
    debates: FxHashMap<&'a str, DebateId>,
    corpus: &'a Corpus,
}

impl<'a> Keys<'a> {
    pub(super) fn new(corpus: &'a Corpus, works: &'a WorkKeys) -> Self {
        let mut positions: FxHashMap<&str, Vec<PositionId>> = FxHashMap::default();
        for id in corpus.position_ids() {
            positions.entry(&corpus.position(id).key).or_default().push(id);
        }
        let mut claims: FxHashMap<&str, Vec<ClaimId>> = FxHashMap::default();
        for id in corpus.claim_ids() {
            claims.entry(&corpus.claim(id).key).or_default().push(id);
        }
        let debates = corpus.debates.iter().enumerate();
        let debates = debates.map(|(index, debate)| (debate.key.as_ref(), DebateId::new(index))).collect();
        Self { works, positions, claims, debates, corpus }
    }

    /// The work of a key.
    pub(super) fn work(&self, key: &str) -> Option<WorkId> {
        self.works.get(&self.corpus.works, Sought::new(key)?)
    }

    /// The works of many keys. Lookups that do not wait for one another are several times as fast.
    pub(super) fn each<'k>(&self, keys: impl Iterator<Item = Option<&'k str>>) -> Vec<Option<WorkId>> {
        let sought: Vec<Option<Sought<'k>>> = keys.map(|key| Sought::new(key?)).collect();
        let get = |sought: Option<Sought<'k>>| self.works.get(&self.corpus.works, sought?);
        sought.into_iter().map(get).collect()
    }

    /// The meaning of `key` said in a context; `work` is the work of this key.
    pub(super) fn resolve(
        &self,
        key: &str,
        work: Option<WorkId>,
        context: Context<'_>,
        wanted: Wanted,
    ) -> Resolution {
        let work = work.filter(|_| wanted == Wanted::Any).map(Entity::Work);
        let (positions, claims) = (self.positions_of(key, wanted), self.claims_of(key, wanted));
        // Nearly every key means one thing.
        match (work, positions, claims) {
            (Some(entity), [], []) => return Resolution::Found(entity),
            (None, [position], []) => return Resolution::Found(Entity::Position(*position)),
            (None, [], [claim]) => return Resolution::Found(Entity::Claim(*claim)),
            _ => {}
        }
        let mut hits: Vec<Entity> = work.into_iter().collect();
        self.declared(key, context, wanted, &mut hits);
        if hits.is_empty()
            && let Some((debate, bare)) = key.split_once(':')
            && let Some(&debate) = self.debates.get(debate)
        {
            self.declared(bare, Context { own: &[debate], home: &[] }, wanted, &mut hits);
            hits.retain(|&hit| self.debate_of(hit) == Some(debate));
        }
        match hits.as_slice() {
            [] => Resolution::Missing,
            [one] => Resolution::Found(*one),
            [best, others @ ..] => Resolution::Ambiguous(*best, others.to_vec()),
        }
    }

    fn positions_of(&self, key: &str, wanted: Wanted) -> &[PositionId] {
        if wanted == Wanted::Claim { &[] } else { self.positions.get(key).map_or(&[], Vec::as_slice) }
    }

    fn claims_of(&self, key: &str, wanted: Wanted) -> &[ClaimId] {
        if wanted == Wanted::Position { &[] } else { self.claims.get(key).map_or(&[], Vec::as_slice) }
    }

    /// Positions and claims of this key: those of the speaker's debates if there are any, and of these
    /// those of the file's debates if there are any.
    fn declared(&self, key: &str, context: Context<'_>, wanted: Wanted, hits: &mut Vec<Entity>) {
        let start = hits.len();
        hits.extend(self.positions_of(key, wanted).iter().map(|&id| Entity::Position(id)));
        hits.extend(self.claims_of(key, wanted).iter().map(|&id| Entity::Claim(id)));
        for debates in [context.own, context.home] {
            let at_hand = |hit: &Entity| self.debate_of(*hit).is_some_and(|debate| debates.contains(&debate));
            if hits.len() > start + 1 && hits[start..].iter().any(at_hand) {
                let kept: Vec<Entity> = hits.drain(start..).filter(at_hand).collect();
                hits.extend(kept);
            }
        }
    }

    pub(super) fn debate_of(&self, entity: Entity) -> Option<DebateId> {
        match entity {
            Entity::Position(id) => self.corpus.position(id).debate,
            Entity::Claim(id) => self.corpus.claim(id).debate,
            _ => None,
        }
    }

    /// The keys most like one that names nothing.
    pub(super) fn nearest(&self, key: &str, wanted: Wanted) -> Vec<String> {
        let corpus = self.corpus;
        let works = corpus.works.iter().filter(|_| wanted == Wanted::Any).map(|work| &*work.key);
        let positions = corpus.positions.iter().filter(|_| wanted != Wanted::Claim).map(|p| &*p.key);
        let claims = corpus.claims.iter().filter(|_| wanted != Wanted::Position).map(|claim| &*claim.key);
        nearest(key, works.chain(positions).chain(claims).filter(|key| !key.is_empty()))
    }

    /// The key of an entry that differs from a word by one letter.
    pub(super) fn nearest_work(&self, key: &str) -> Option<String> {
        let near =
            nearest(key, self.corpus.works.iter().map(|work| &work.key).filter(|known| !known.is_empty()));
        near.into_iter().find(|near| strsim::osa_distance(&near.to_lowercase(), &key.to_lowercase()) <= 1)
    }
}
