//! Each claim with all that bears on it, in words.

use serde::Serialize;

use super::query::{ClaimQuery, Holders};
use super::standing::{Attack, Attacker, Standing};
use crate::algorithm::argumentation::{GradualSemantics, HCategoriser};
use crate::analysis::responses::{Reference, owned, reference, speaker};
use crate::model::{Attitude, ClaimId, Corpus, Entity, Evidence};
use crate::projection::{ClaimLink, Utterance};

/// Somebody who asserts or denies a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct HolderFinding {
    /// The key of the work or position.
    pub key: String,
    /// Which of the two it is.
    pub kind: &'static str,
    /// `asserts`, `denies`, or the negative relation by which it responds to the claim.
    pub relation: String,
    /// The claims that somebody who denies this one puts forward against it.
    pub reasons: Vec<String>,
    /// Where in the work.
    pub locator: Option<String>,
    /// Who says so.
    pub by: String,
    /// Where they say so.
    pub place: Option<String>,
    /// The words themselves.
    pub quote: Option<String>,
    /// How sure the annotator is.
    pub confidence: &'static str,
    /// Where it is written.
    pub source: Reference,
}

/// A relation between a claim and something else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ClaimRelationFinding {
    /// What responds.
    pub from: String,
    /// How.
    pub relation: String,
    /// With which sign.
    pub sign: &'static str,
    /// What is responded to.
    pub to: String,
}

/// Something that attacks a claim directly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttackFinding {
    /// The key of the attacking claim; of the work or position where it denies the claim without a claim of
    /// its own.
    pub key: String,
    /// Which of these it is.
    pub kind: &'static str,
    /// By which relation.
    pub relation: String,
    /// `answered`, `open` or `unanswered`: whether the attacker is defeated, unsettled, or holds.
    pub met: &'static str,
    /// What attacks the attacker, or what the attacker needs: at most sixteen, those that hold first. The
    /// attacked claim itself is left out.
    pub answered_by: Vec<AnswerFinding>,
    /// Who says so.
    pub by: String,
    /// Where they say so.
    pub place: Option<String>,
    /// How sure the annotator is.
    pub confidence: &'static str,
    /// Where it is written.
    pub source: Reference,
}

/// Something that attacks an attacker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerFinding {
    /// The key of the claim; of the work or position where it denies the attacker.
    pub key: String,
    /// Which of these it is.
    pub kind: &'static str,
    /// By which relation.
    pub relation: String,
    /// The claim that it attacks, where that is not the attacker but one that the attacker needs.
    pub through: Option<String>,
    /// Whether the answer is `answered` itself, or `open` or `unanswered`.
    pub met: &'static str,
    /// Where it is written.
    pub source: Reference,
}

/// A claim that supports another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SupportFinding {
    /// Its key.
    pub key: String,
    /// By which relation, in the words of the file; of a claim that `extends` this one the two ends are
    /// turned.
    pub relation: String,
    /// Where it stands itself: a claim falls with what it needs.
    pub status: &'static str,
    /// Who says so.
    pub by: String,
    /// Where they say so.
    pub place: Option<String>,
    /// How sure the annotator is.
    pub confidence: &'static str,
    /// Where it is written.
    pub source: Reference,
}

/// A claim and its fate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimFinding {
    /// Its key.
    pub id: String,
    /// The proposition.
    pub text: String,
    /// Those who put it forward.
    pub asserted_by: Vec<HolderFinding>,
    /// Those who reject it.
    pub denied_by: Vec<HolderFinding>,
    /// What attacks it directly: claims, and denials without reasons.
    pub attacked_by: Vec<AttackFinding>,
    /// The claims that it needs.
    pub supported_by: Vec<SupportFinding>,
    /// Where it stands: `standing`, `answered`, `open` or `defeated`.
    pub status: &'static str,
    /// How much of it is left, from 0 to 1, to six decimals; `None` where the method does not settle it.
    pub degree: Option<f64>,
    /// Responses from it and to it.
    pub relations: Vec<ClaimRelationFinding>,
}

/// The claims that a query admits, in the order of the files, with their degrees by the h-categoriser.
///
/// # Complexity
/// As [`Standing::new`] and [`Standing::degrees`], and linear in what is found.
#[must_use]
pub fn claims(corpus: &Corpus, query: &ClaimQuery) -> Vec<ClaimFinding> {
    claims_weighed(&Standing::new(corpus, query.confidence), query, &HCategoriser)
}

/// The same with degrees by a method of one's own, of claims whose standing is known already, with the
/// confidence of the query.
#[must_use]
pub fn claims_weighed(
    standing: &Standing<'_>,
    query: &ClaimQuery,
    method: &dyn GradualSemantics,
) -> Vec<ClaimFinding> {
    let corpus = standing.corpus();
    let holders = Holders::new(corpus, standing);
    let degrees = standing.degrees(method);
    let mut relations: Vec<Vec<ClaimRelationFinding>> = vec![Vec::new(); corpus.claims().len()];
    for response in corpus.responses().iter().filter(|it| it.evidence.confidence >= query.confidence) {
        for end in [response.from, response.to] {
            if let Entity::Claim(claim) = end {
                relations[claim.index()].push(ClaimRelationFinding {
                    from: corpus.key(response.from),
                    relation: corpus.relation(response.relation).name.to_string(),
                    sign: corpus.sign(response).symbol(),
                    to: corpus.key(response.to),
                });
            }
        }
    }
    let strongest: Vec<Vec<Attack>> = corpus.claim_ids().map(|claim| strongest(standing, claim)).collect();
    let admitted = corpus.claim_ids().filter(|&claim| holders.admits(query, standing, claim));
    admitted
        .map(|claim| {
            let asserted = holders.asserted(claim).iter();
            let denied = holders.denied(claim).iter();
            let attacks = standing.attacks_on(claim).iter();
            ClaimFinding {
                id: corpus.key(Entity::Claim(claim)),
                text: corpus.claim(claim).title.to_string(),
                asserted_by: asserted
                    .map(|made| holder(corpus, made.holder, &made.evidence, "asserts", &[]))
                    .collect(),
                denied_by: denied
                    .map(|denial| {
                        let (by, evidence) = (denial.ground.holder(corpus), denial.ground.evidence(corpus));
                        holder(corpus, by, evidence, relation(corpus, denial.ground), &denial.reasons)
                    })
                    .collect(),
                attacked_by: attacks
                    .map(|attack| attack_finding(standing, claim, attack, &strongest))
                    .collect(),
                supported_by: supports(standing, claim),
                status: standing.status(claim).name(),
                degree: degrees[claim.index()].map(|degree| (degree * 1e6).round() / 1e6),
                relations: std::mem::take(&mut relations[claim.index()]),
            }
        })
        .collect()
}

fn holder(
    corpus: &Corpus,
    holder: Entity,
    evidence: &Evidence,
    relation: &str,
    reasons: &[ClaimId],
) -> HolderFinding {
    HolderFinding {
        key: corpus.key(holder),
        kind: holder.kind(),
        relation: relation.to_owned(),
        reasons: reasons.iter().map(|&claim| corpus.key(Entity::Claim(claim))).collect(),
        locator: owned(evidence.locator.as_deref()),
        by: speaker(corpus, evidence, holder),
        place: owned(evidence.place.as_deref()),
        quote: owned(evidence.quote.as_deref()),
        confidence: evidence.confidence.name(),
        source: reference(corpus, evidence.span, evidence.field),
    }
}

/// The name of the relation that a ground states.
pub(super) fn relation(corpus: &Corpus, ground: Utterance) -> &str {
    match ground {
        Utterance::Assertion(id) => match corpus.assertion(id).attitude {
            Attitude::Asserts => "asserts",
            Attitude::Denies => "denies",
        },
        Utterance::Response(id) => &corpus.relation(corpus.response(id).relation).name,
    }
}

/// What attacks: the claim, or whoever asserts the contrary.
pub(super) fn attacker(corpus: &Corpus, attack: &Attack) -> Entity {
    match attack.by {
        Attacker::Claim(claim) => Entity::Claim(claim),
        Attacker::Contrary(_) => attack.ground.holder(corpus),
    }
}

fn attack_finding(
    standing: &Standing<'_>,
    claim: ClaimId,
    attack: &Attack,
    strongest: &[Vec<Attack>],
) -> AttackFinding {
    let corpus = standing.corpus();
    let by = attacker(corpus, attack);
    let answered_by = match attack.by {
        Attacker::Contrary(_) => Vec::new(),
        Attacker::Claim(attacker) => {
            let on = |claim: ClaimId, through: Option<ClaimId>| {
                strongest[claim.index()].iter().map(move |answer| (answer, through))
            };
            let needed = standing.decided_at(attacker).filter(|&end| end != attacker);
            let needed = needed.into_iter().flat_map(|end| on(end, Some(end)));
            let of_others = on(attacker, None).chain(needed);
            let of_others = of_others.filter(|(answer, _)| answer.by != Attacker::Claim(claim));
            let listed = of_others.take(ANSWERS);
            listed.map(|(answer, through)| answer_finding(standing, answer, through)).collect()
        }
    };
    let evidence = attack.ground.evidence(corpus);
    AttackFinding {
        key: corpus.key(by),
        kind: by.kind(),
        relation: relation(corpus, attack.ground).to_owned(),
        met: standing.met(attack).name(),
        answered_by,
        by: speaker(corpus, evidence, attack.ground.holder(corpus)),
        place: owned(evidence.place.as_deref()),
        confidence: evidence.confidence.name(),
        source: reference(corpus, evidence.span, evidence.field),
    }
}

/// The greatest number of answers to one attack that are listed.
const ANSWERS: usize = 16;

/// The attacks on a claim, those that hold first, and no more than can be listed as answers to it.
fn strongest(standing: &Standing<'_>, claim: ClaimId) -> Vec<Attack> {
    let mut found = standing.attacks_on(claim).to_vec();
    found.sort_by_key(|attack| std::cmp::Reverse(standing.met(attack)));
    // One of them may be the claim that is answered for, by `contraryof` stated from both ends.
    found.truncate(ANSWERS + 2);
    found
}

fn answer_finding(standing: &Standing<'_>, answer: &Attack, through: Option<ClaimId>) -> AnswerFinding {
    let corpus = standing.corpus();
    let by = attacker(corpus, answer);
    let evidence = answer.ground.evidence(corpus);
    AnswerFinding {
        key: corpus.key(by),
        kind: by.kind(),
        relation: relation(corpus, answer.ground).to_owned(),
        through: through.map(|claim| corpus.key(Entity::Claim(claim))),
        met: standing.met(answer).name(),
        source: reference(corpus, evidence.span, evidence.field),
    }
}

fn supports(standing: &Standing<'_>, claim: ClaimId) -> Vec<SupportFinding> {
    let corpus = standing.corpus();
    let finding = |link: &ClaimLink| {
        let response = corpus.response(link.ground);
        let evidence = &response.evidence;
        SupportFinding {
            key: corpus.key(Entity::Claim(link.from)),
            relation: corpus.relation(response.relation).name.to_string(),
            status: standing.status(link.from).name(),
            by: speaker(corpus, evidence, response.from),
            place: owned(evidence.place.as_deref()),
            confidence: evidence.confidence.name(),
            source: reference(corpus, evidence.span, evidence.field),
        }
    };
    standing.supports_of(claim).iter().map(finding).collect()
}
