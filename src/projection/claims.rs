//! Claims, what attacks and what supports each, and who denies it.

use std::collections::BTreeMap;

use super::Utterance;
use crate::model::{
    AssertionId, Attitude, ClaimId, Confidence, Corpus, Entity, Evidence, Relation, ResponseId, Sign,
    Symmetry,
};
use crate::network::NodeIndex;

impl Utterance {
    /// Who says so, where, how sure.
    #[must_use]
    pub fn evidence(self, corpus: &Corpus) -> &Evidence {
        match self {
            Self::Assertion(id) => &corpus.assertion(id).evidence,
            Self::Response(id) => &corpus.response(id).evidence,
        }
    }

    /// The thing on whose entry it stands.
    #[must_use]
    pub fn holder(self, corpus: &Corpus) -> Entity {
        match self {
            Self::Assertion(id) => corpus.assertion(id).holder,
            Self::Response(id) => corpus.response(id).from,
        }
    }
}

/// A claim that attacks or supports another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimLink {
    /// What attacks, or is needed.
    pub from: ClaimId,
    /// What is attacked, or needs it.
    pub to: ClaimId,
    /// Why: a relation between the two, in either direction.
    pub ground: ResponseId,
}

/// Somebody who denies a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denial {
    /// What is denied.
    pub claim: ClaimId,
    /// By whom: a work or position that denies it, or responds to it negatively.
    pub ground: Utterance,
    /// The claims that the denier puts forward against it, ascending. A position puts forward what its works
    /// and the positions below it do.
    pub reasons: Vec<ClaimId>,
}

/// Whether a claim speaks for itself against its contrary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rejoinder {
    /// Somebody asserts it: the two attack each other.
    Asserted,
    /// Nobody does: it is attacked, and attacks nothing.
    Absent,
}

/// The contrary of a claim, "not c", which no `@claim` declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contrary {
    /// The claim.
    pub claim: ClaimId,
    /// Whether the claim attacks it in turn.
    pub rejoinder: Rejoinder,
}

/// Claims with their attacks, supports and denials.
///
/// The first nodes are the claims, by id; the contraries follow, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimNetwork {
    claim_count: usize,
    /// Which claim attacks which, in the order of the corpus. `contraryof` is here twice, once each way.
    pub attacks: Vec<ClaimLink>,
    /// Which claim needs which, in the order of the corpus.
    pub supports: Vec<ClaimLink>,
    /// Who denies what, by claim; then those who write `denies`, then those who respond.
    pub denials: Vec<Denial>,
    /// The contraries of claims that somebody denies without a reason that could be answered, by claim.
    pub contraries: Vec<Contrary>,
}

impl ClaimNetwork {
    /// How many nodes: claims and contraries.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.claim_count + self.contraries.len()
    }

    /// The node of a claim.
    #[must_use]
    pub fn node(&self, claim: ClaimId) -> NodeIndex {
        NodeIndex::new(claim.index())
    }

    /// The node of a contrary, by its place in the list.
    #[must_use]
    pub fn contrary_node(&self, place: usize) -> NodeIndex {
        NodeIndex::new(self.claim_count + place)
    }

    /// The claim of a node; none for a contrary.
    #[must_use]
    pub fn claim(&self, node: NodeIndex) -> Option<ClaimId> {
        (node.index() < self.claim_count).then(|| ClaimId::new(node.index()))
    }

    /// Every attack, those of contraries and on them included.
    pub fn attack_edges(&self) -> impl Iterator<Item = (NodeIndex, NodeIndex)> + '_ {
        let declared = self.attacks.iter().map(|link| (self.node(link.from), self.node(link.to)));
        let contrary = self.contraries.iter().enumerate().flat_map(|(place, contrary)| {
            let (this, claim) = (self.contrary_node(place), self.node(contrary.claim));
            let back = (contrary.rejoinder == Rejoinder::Asserted).then_some((claim, this));
            std::iter::once((this, claim)).chain(back)
        });
        declared.chain(contrary)
    }

    /// Every support, from what is needed to what needs it.
    pub fn support_edges(&self) -> impl Iterator<Item = (NodeIndex, NodeIndex)> + '_ {
        self.supports.iter().map(|link| (self.node(link.from), self.node(link.to)))
    }
}

/// Approving relations by which the responding claim leans on the other, instead of lending it weight.
const LEANING: [&str; 6] = [
    "applies",
    "citesasauthority",
    "citesasevidence",
    "extends",
    "obtainssupportfrom",
    "usesconclusionsfrom",
];

/// Makes the network of claims, of what is at least as sure as `confidence`.
///
/// # Attacks and supports
/// A negative relation from claim to claim is an attack; `contraryof` is one in both directions. A positive
/// relation is a support: of a claim that supports, agrees with, confirms or credits another, of the other;
/// of a claim that extends, applies, cites as authority or evidence, obtains support from or uses
/// conclusions from another, of itself; of a relation that the user declares, of the other. Mixed and
/// neutral relations are neither, and so are relations between claims and works or positions.
///
/// # Denials
/// A work or position that denies a claim, or responds to it negatively, is no node: it makes no attack by
/// having spoken last. Where it also puts forward a claim that attacks the denied one, that claim is its
/// reason, and stands or falls among claims. Where it does not, the denial asserts the claim's *contrary*,
/// one for all such deniers: the two attack each other, and neither can settle it. A claim that is denied
/// and that nobody asserts has its contrary against it in any case and does not attack it back.
///
/// # Determinism
/// A function of the corpus and the confidence.
///
/// # Complexity
/// O(n + m log m) for n claims and m assertions and responses; for a denial by a position, those who assert
/// what attacks the claim are looked through.
#[must_use]
pub fn claim_network(corpus: &Corpus, confidence: Confidence) -> ClaimNetwork {
    let relations = corpus.relations();
    let named = |name: &str| relations.find(name).map(|(relation, _)| relation);
    let leaning: Vec<Relation> = LEANING.iter().filter_map(|name| named(name)).collect();
    let mut network = ClaimNetwork { claim_count: corpus.claims().len(), ..ClaimNetwork::default() };
    for (index, response) in corpus.responses().iter().enumerate() {
        if response.evidence.confidence < confidence {
            continue;
        }
        let ground = ResponseId::new(index);
        match (response.from, response.to, corpus.sign(response)) {
            (Entity::Claim(from), Entity::Claim(to), Sign::Negative) => {
                network.attacks.push(ClaimLink { from, to, ground });
                if corpus.relation(response.relation).symmetry == Symmetry::Symmetric {
                    network.attacks.push(ClaimLink { from: to, to: from, ground });
                }
            }
            (Entity::Claim(from), Entity::Claim(to), Sign::Positive) => {
                let (from, to) = if leaning.contains(&response.relation) { (to, from) } else { (from, to) };
                network.supports.push(ClaimLink { from, to, ground });
            }
            (Entity::Work(_) | Entity::Position(_), Entity::Claim(claim), Sign::Negative) => {
                let ground = Utterance::Response(ground);
                network.denials.push(Denial { claim, ground, reasons: Vec::new() });
            }
            _ => {}
        }
    }
    let mut asserters: Vec<Vec<Entity>> = vec![Vec::new(); corpus.claims().len()];
    for (index, assertion) in corpus.assertions().iter().enumerate() {
        if assertion.evidence.confidence < confidence {
            continue;
        }
        match assertion.attitude {
            Attitude::Asserts => asserters[assertion.claim.index()].push(assertion.holder),
            Attitude::Denies => {
                let ground = Utterance::Assertion(AssertionId::new(index));
                network.denials.push(Denial { claim: assertion.claim, ground, reasons: Vec::new() });
            }
        }
    }
    let is_response = |denial: &Denial| matches!(denial.ground, Utterance::Response(_));
    network.denials.sort_by_key(|denial| (denial.claim, is_response(denial), denial.ground));
    find_reasons(corpus, &mut network, &asserters);
    for denial in &network.denials {
        let rejoinder =
            if asserters[denial.claim.index()].is_empty() { Rejoinder::Absent } else { Rejoinder::Asserted };
        let is_new = network.contraries.last().is_none_or(|last| last.claim != denial.claim);
        if is_new && (rejoinder == Rejoinder::Absent || denial.reasons.is_empty()) {
            network.contraries.push(Contrary { claim: denial.claim, rejoinder });
        }
    }
    network
}

/// What those who deny a claim put forward against it.
fn find_reasons(corpus: &Corpus, network: &mut ClaimNetwork, asserters: &[Vec<Entity>]) {
    let mut attackers: Vec<Vec<ClaimId>> = vec![Vec::new(); asserters.len()];
    for link in &network.attacks {
        attackers[link.to.index()].push(link.from);
    }
    for of_claim in network.denials.chunk_by_mut(|a, b| a.claim == b.claim) {
        let mut held: BTreeMap<Entity, Vec<ClaimId>> = BTreeMap::new();
        for &attacker in &attackers[of_claim[0].claim.index()] {
            for &holder in &asserters[attacker.index()] {
                held.entry(holder).or_default().push(attacker);
            }
        }
        for denial in of_claim {
            denial.reasons = match denial.ground.holder(corpus) {
                denier @ Entity::Position(_) => {
                    let of_members = held.iter().filter(|(holder, _)| is_member(corpus, **holder, denier));
                    of_members.flat_map(|(_, claims)| claims).copied().collect()
                }
                denier => held.get(&denier).cloned().unwrap_or_default(),
            };
            denial.reasons.sort_unstable();
            denial.reasons.dedup();
        }
    }
}

/// Whether a holder is a position, lies below it or holds it.
fn is_member(corpus: &Corpus, holder: Entity, group: Entity) -> bool {
    let Entity::Position(group) = group else { return false };
    match holder {
        Entity::Position(position) => corpus.is_within(position, group),
        Entity::Work(work) => corpus.stances_of(work).any(|stance| corpus.is_within(stance.position, group)),
        _ => false,
    }
}
