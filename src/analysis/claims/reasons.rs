//! Why a claim stands where it does, as facts.

use super::circles::circle_members;
use super::finding::{attacker, relation};
use super::standing::{Attack, Attacker, Cause, Standing};
use crate::algorithm::argumentation::Status;
use crate::model::{ClaimId, Confidence, Corpus, Entity};
use crate::projection::Utterance;

/// One thing that bears on a claim's status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Reason {
    /// `status`, `attack`, `answer` or `need`.
    pub(in crate::analysis) kind: &'static str,
    /// In words.
    pub(in crate::analysis) text: String,
    /// The statement it is read from; none for the status itself.
    pub(in crate::analysis) ground: Option<Utterance>,
}

/// The status of a claim; the attacks on it with what answers them; and, where the status is decided at a
/// claim that it needs, the way there and the attacks on that one.
pub(in crate::analysis) fn reasons(corpus: &Corpus, claim: ClaimId, confidence: Confidence) -> Vec<Reason> {
    let standing = Standing::new(corpus, confidence);
    let mut teller = Teller { standing: &standing, reasons: Vec::new() };
    let text = teller.verdict(claim);
    teller.reasons.push(Reason { kind: "status", text, ground: None });
    teller.attacks(claim);
    let mut here = claim;
    while let Some(next) = standing.decided_through(here) {
        teller.need(here, next);
        here = next;
    }
    if here != claim {
        teller.attacks(here);
    }
    teller.circle(here);
    teller.reasons
}

struct Teller<'a> {
    standing: &'a Standing<'a>,
    reasons: Vec<Reason>,
}

impl Teller<'_> {
    fn key(&self, claim: ClaimId) -> String {
        self.standing.corpus().key(Entity::Claim(claim))
    }

    fn verdict(&self, claim: ClaimId) -> String {
        let status = self.standing.status(claim);
        let end = self.standing.decided_at(claim);
        let subject = match end.filter(|&end| end != claim) {
            Some(end) => format!("{}, which it needs,", self.key(end)),
            None => "it".to_owned(),
        };
        let why = match status {
            Status::Standing => "nothing attacks it or what it needs".to_owned(),
            Status::Answered => format!("{subject} is attacked, and what attacks it is defeated"),
            Status::Open => format!("{subject} is attacked, and neither side is settled"),
            Status::Defeated => match self.standing.decided_by(claim) {
                Cause::Attack => format!("{subject} is attacked, and nobody answered"),
                Cause::Circle => format!("{subject} stands in a circle of supports, on nothing"),
            },
        };
        format!("{}: {why}", status.name())
    }

    fn attacks(&mut self, claim: ClaimId) {
        let standing = self.standing;
        for attack in standing.attacks_on(claim) {
            let text = format!("{} [{}]", self.sentence(attack, claim), standing.met(attack).name());
            self.reasons.push(Reason { kind: "attack", text, ground: Some(attack.ground) });
            let Attacker::Claim(by) = attack.by else { continue };
            let end = standing.decided_at(by).filter(|&end| end != by);
            for attacked in std::iter::once(by).chain(end) {
                let needed =
                    if attacked == by { String::new() } else { format!(", which {} needs", self.key(by)) };
                let others = standing.attacks_on(attacked).iter();
                for answer in others.filter(|answer| answer.by != Attacker::Claim(claim)) {
                    let met = standing.met(answer).name();
                    let text = format!("{}{needed} [{met}]", self.sentence(answer, attacked));
                    self.reasons.push(Reason { kind: "answer", text, ground: Some(answer.ground) });
                }
            }
        }
    }

    /// "no-fear disputes fear", "whitaker2010 denies fear".
    fn sentence(&self, attack: &Attack, claim: ClaimId) -> String {
        let corpus = self.standing.corpus();
        let word = match attack.ground {
            Utterance::Assertion(_) => relation(corpus, attack.ground),
            Utterance::Response(id) => &*corpus.relation(corpus.response(id).relation).label,
        };
        format!("{} {word} {}", corpus.key(attacker(corpus, attack)), self.key(claim))
    }

    fn need(&mut self, claim: ClaimId, needed: ClaimId) {
        let standing = self.standing;
        let link = standing.supports_of(claim).iter().find(|link| link.from == needed);
        let text =
            format!("{} needs {} [{}]", self.key(claim), self.key(needed), standing.status(needed).name());
        let ground = link.map(|link| Utterance::Response(link.ground));
        self.reasons.push(Reason { kind: "need", text, ground });
    }

    /// The supports of a claim that is out for standing in a circle of them.
    fn circle(&mut self, claim: ClaimId) {
        let standing = self.standing;
        if standing.decided_by(claim) != Cause::Circle {
            return;
        }
        let (network, node) = (standing.network(), standing.network().node(claim));
        let circles = circle_members(standing.framework());
        let Some(members) = circles.into_iter().find(|members| members.contains(&node)) else { return };
        let is_member = |claim: ClaimId| members.binary_search(&network.node(claim)).is_ok();
        for link in network.supports.iter().filter(|link| is_member(link.from) && is_member(link.to)) {
            self.need(link.to, link.from);
        }
    }
}
