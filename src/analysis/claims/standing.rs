//! Where each claim stands, and what decides it.

use std::collections::VecDeque;

use super::circles::circle_members;
use crate::algorithm::argumentation::{
    DegreeOptions, Framework, GradualSemantics, Label, Labelling, Status, Supports, grounded, statuses,
};
use crate::model::{ClaimId, Confidence, Corpus};
use crate::network::NodeIndex;
use crate::projection::{ClaimLink, ClaimNetwork, Rejoinder, Utterance, claim_network};

/// The claims of a corpus with their attacks, their supports and their status.
///
/// # Examples
/// ```
/// use dissensus::algorithm::argumentation::Status;
/// use dissensus::analysis::Standing;
/// use dissensus::import::{Input, LoadOptions, load};
/// use dissensus::model::{ClaimId, Confidence};
/// let text = "@debate{d, title = {D}} @claim{a, title = {A}} @claim{b, title = {B}, disputes = {a}}";
/// let input = Input { name: "a.bib".to_owned(), bytes: text.as_bytes().to_vec() };
/// let corpus = load(vec![input], LoadOptions::default()).corpus;
/// let standing = Standing::new(&corpus, Confidence::Low);
/// assert_eq!(standing.status(ClaimId::new(0)), Status::Defeated);
/// assert_eq!(standing.status(ClaimId::new(1)), Status::Standing);
/// ```
#[derive(Debug)]
pub struct Standing<'a> {
    corpus: &'a Corpus,
    confidence: Confidence,
    network: ClaimNetwork,
    framework: Framework,
    labelling: Labelling,
    statuses: Vec<Status>,
    attacks_on: Vec<Vec<Attack>>,
    supports_of: Vec<Vec<ClaimLink>>,
    towards: Vec<Toward>,
}

/// The greatest number of attacks, on claims or what they need, that degrees are found of.
const ATTACKS: usize = 2_000_000;

/// An attack on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attack {
    /// What attacks.
    pub(super) by: Attacker,
    /// Why.
    pub(super) ground: Utterance,
}

/// What attacks a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attacker {
    /// Another claim.
    Claim(ClaimId),
    /// The claim's contrary, at this node, which somebody asserts by denying the claim.
    Contrary(NodeIndex),
}

/// Whether an attack has been met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Met {
    /// The attacker is out.
    Answered,
    /// The attacker is neither in nor out.
    Open,
    /// The attacker is in.
    Unanswered,
}

impl Met {
    /// Its name in the output.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Open => "open",
            Self::Unanswered => "unanswered",
        }
    }
}

/// Where what decides a claim's status is to be looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Toward {
    /// The claim that this one needs and that leads there.
    next: Option<NodeIndex>,
    /// The claim that is attacked, or stands in a circle of supports; itself where that is so.
    end: Option<NodeIndex>,
    /// Which of the two.
    cause: Cause,
}

/// What decides a claim's status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Cause {
    /// Attacks, and whether they were met.
    #[default]
    Attack,
    /// A circle of supports.
    Circle,
}

impl<'a> Standing<'a> {
    /// Reads the claims of a corpus and finds their status. What is less sure than `confidence` counts for
    /// nothing.
    ///
    /// # Complexity
    /// O(n + m log m) for n claims and m assertions and responses, but for denials by positions, see
    /// [`claim_network`].
    #[must_use]
    pub fn new(corpus: &'a Corpus, confidence: Confidence) -> Self {
        let network = claim_network(corpus, confidence);
        let framework = Framework::new(network.node_count(), network.attack_edges(), network.support_edges());
        let labelling = grounded(&framework);
        let statuses = statuses(&framework);
        let attacks_on = attacks_on(corpus, &network);
        let mut supports_of: Vec<Vec<ClaimLink>> = vec![Vec::new(); corpus.claims().len()];
        for link in &network.supports {
            supports_of[link.to.index()].push(*link);
        }
        let towards = towards(&framework, &labelling);
        Self { corpus, confidence, network, framework, labelling, statuses, attacks_on, supports_of, towards }
    }

    /// Where a claim stands.
    #[must_use]
    pub fn status(&self, claim: ClaimId) -> Status {
        self.statuses[claim.index()]
    }

    /// The least confidence of what counts.
    #[must_use]
    pub fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// The claims with what joins them.
    #[must_use]
    pub fn network(&self) -> &ClaimNetwork {
        &self.network
    }

    /// The same as arguments.
    #[must_use]
    pub fn framework(&self) -> &Framework {
        &self.framework
    }

    pub(super) fn corpus(&self) -> &'a Corpus {
        self.corpus
    }

    /// The degree of every claim, by id; `None` where it cannot be told.
    ///
    /// The h-categoriser knows no supports: it is given the attacks on what a claim needs as attacks on the
    /// claim, and an attacker for claims in circles of supports, so that it weighs what the status rests on.
    /// DF-QuAD weighs supports itself, as strength and not as need. Where chains of supports make more than two
    /// million attacks of those that are declared, the h-categoriser is not asked.
    ///
    /// # Complexity
    /// That of the method and of [`Framework::reduced_within`].
    #[must_use]
    pub fn degrees(&self, method: &dyn GradualSemantics) -> Vec<Option<f64>> {
        let options = DegreeOptions::default();
        let framework = &self.framework;
        let mut found = match method.supports() {
            Supports::Weighed => method.degrees(framework, &options),
            Supports::Ignored => {
                let Some(reduced) = framework.reduced_within(ATTACKS) else {
                    return vec![None; self.corpus.claims().len()];
                };
                let against = NodeIndex::new(framework.node_count());
                let attacks = reduced
                    .nodes()
                    .flat_map(|node| reduced.attackers(node).iter().map(move |&attacker| (attacker, node)));
                let groundless = framework.unfounded().iter().map(|&node| (against, node));
                let attacks = Framework::new(framework.node_count() + 1, attacks.chain(groundless), []);
                method.degrees(&attacks, &options)
            }
        };
        found.degrees.truncate(self.corpus.claims().len());
        found.degrees
    }

    /// What attacks a claim directly, claims first.
    pub(super) fn attacks_on(&self, claim: ClaimId) -> &[Attack] {
        &self.attacks_on[claim.index()]
    }

    /// Whether an attack has been met.
    pub(super) fn met(&self, attack: &Attack) -> Met {
        let node = match attack.by {
            Attacker::Claim(claim) => self.network.node(claim),
            Attacker::Contrary(node) => node,
        };
        match self.labelling.label(node) {
            Label::In => Met::Unanswered,
            Label::Out => Met::Answered,
            Label::Undecided => Met::Open,
        }
    }

    /// The claim where its status is decided, it itself or one that it needs: the nearest that is attacked, for a
    /// claim that is in or undecided; the first that falls to an attack or for a circle of supports, for one
    /// that is out. None for a claim that nothing speaks against.
    pub(super) fn decided_at(&self, claim: ClaimId) -> Option<ClaimId> {
        self.towards[claim.index()].end.and_then(|node| self.network.claim(node))
    }

    /// The claim that a claim needs, on the way to where its status is decided.
    pub(super) fn decided_through(&self, claim: ClaimId) -> Option<ClaimId> {
        self.towards[claim.index()].next.and_then(|node| self.network.claim(node))
    }

    /// What decides a claim's status there.
    pub(super) fn decided_by(&self, claim: ClaimId) -> Cause {
        self.towards[claim.index()].cause
    }

    /// The supports of a claim.
    pub(super) fn supports_of(&self, claim: ClaimId) -> &[ClaimLink] {
        &self.supports_of[claim.index()]
    }
}

fn attacks_on(corpus: &Corpus, network: &ClaimNetwork) -> Vec<Vec<Attack>> {
    let mut attacks: Vec<Vec<Attack>> = vec![Vec::new(); corpus.claims().len()];
    for link in &network.attacks {
        let ground = Utterance::Response(link.ground);
        attacks[link.to.index()].push(Attack { by: Attacker::Claim(link.from), ground });
    }
    let mut contraries = network.contraries.iter().enumerate().peekable();
    for denial in &network.denials {
        while contraries.next_if(|(_, contrary)| contrary.claim < denial.claim).is_some() {}
        // Those who give reasons attack by these, unless nobody asserts the claim.
        if let Some((place, contrary)) = contraries.peek()
            && contrary.claim == denial.claim
            && (denial.reasons.is_empty() || contrary.rejoinder == Rejoinder::Absent)
        {
            let by = Attacker::Contrary(network.contrary_node(*place));
            attacks[denial.claim.index()].push(Attack { by, ground: denial.ground });
        }
    }
    attacks
}

/// For each node, the way to where its label is decided, through nodes of the same label.
fn towards(framework: &Framework, labelling: &Labelling) -> Vec<Toward> {
    let mut towards = rejections(framework);
    let mut waiting = VecDeque::new();
    for node in framework.nodes() {
        let attackers = framework.attackers(node);
        let decides = match labelling.label(node) {
            Label::In => !attackers.is_empty(),
            Label::Undecided => {
                attackers.iter().any(|&attacker| labelling.label(attacker) == Label::Undecided)
            }
            Label::Out => false,
        };
        if decides {
            towards[node.index()] = Toward { next: None, end: Some(node), cause: Cause::Attack };
            waiting.push_back(node);
        }
    }
    while let Some(node) = waiting.pop_front() {
        for &next in framework.supported(node) {
            if towards[next.index()].end.is_none() && labelling.label(next) == labelling.label(node) {
                towards[next.index()] = Toward { next: Some(node), ..towards[node.index()] };
                waiting.push_back(next);
            }
        }
    }
    towards
}

/// The first cause that puts each node out, as the grounded labelling is built up step by step; so an attacker that
/// is in only because the node is out is never given as the cause.
fn rejections(framework: &Framework) -> Vec<Toward> {
    let mut towards = vec![Toward::default(); framework.node_count()];
    let mut accepted = vec![false; framework.node_count()];
    let mut missing: Vec<usize> = framework
        .nodes()
        .map(|node| framework.attackers(node).len() + framework.supporters(node).len())
        .collect();
    let mut waiting = VecDeque::new();
    for node in circle_members(framework).into_iter().flatten() {
        towards[node.index()] = Toward { next: None, end: Some(node), cause: Cause::Circle };
        waiting.push_back(node);
    }
    for node in framework.nodes().filter(|node| missing[node.index()] == 0) {
        accepted[node.index()] = true;
        waiting.push_back(node);
    }
    while let Some(node) = waiting.pop_front() {
        let is_in = accepted[node.index()];
        let (refused, helped) = if is_in {
            (framework.attacked(node), framework.supported(node))
        } else {
            (framework.supported(node), framework.attacked(node))
        };
        for &next in refused {
            if towards[next.index()].end.is_none() {
                towards[next.index()] = if is_in {
                    Toward { next: None, end: Some(next), cause: Cause::Attack }
                } else {
                    Toward { next: Some(node), ..towards[node.index()] }
                };
                waiting.push_back(next);
            }
        }
        for &next in helped {
            missing[next.index()] -= 1;
            if missing[next.index()] == 0 && towards[next.index()].end.is_none() {
                accepted[next.index()] = true;
                waiting.push_back(next);
            }
        }
    }
    towards
}
