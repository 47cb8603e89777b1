//! What is probably not meant, though every ref resolves.

use std::collections::{BTreeMap, BTreeSet};

use super::responses::{response_year, speaker};
use crate::diagnostic::{Diagnostic, Rule, Span};
use crate::model::{Attitude, Corpus, DebateId, Entity, Response, Sign, WorkId};

/// Findings about a corpus as a whole: responses to later works, contradictory signs, claims that nobody
/// holds, works without a position in their debate. In file order.
///
/// # Complexity
/// Expected n log n in responses, assertions and claims.
#[must_use]
pub fn check(corpus: &Corpus) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    later_works(corpus, &mut found);
    contradictory_signs(corpus, &mut found);
    asserted_and_denied(corpus, &mut found);
    unused_claims(corpus, &mut found);
    works_without_position(corpus, &mut found);
    found.sort();
    found
}

fn later_works(corpus: &Corpus, found: &mut Vec<Diagnostic>) {
    for response in corpus.responses() {
        let (Entity::Work(_), Entity::Work(to)) = (response.from, response.to) else { continue };
        let years = (response_year(corpus, response), corpus.work(to).year());
        if let (Some(year), Some(later)) = years
            && later > year
        {
            let message = format!(
                "{} of {year} {} {} of {later}, which appeared after it",
                corpus.key(response.from),
                corpus.relation(response.relation).label,
                corpus.key(response.to)
            );
            found.push(
                Diagnostic::new(Rule::ResponseToLaterWork, response.evidence.span, message)
                    .with_hint("check the two years, or give the response its own: [date=2006]"),
            );
        }
    }
}

fn contradictory_signs(corpus: &Corpus, found: &mut Vec<Diagnostic>) {
    type Topic<'a> = (Entity, Entity, String, Option<&'a str>, Option<crate::model::ClaimId>);
    let mut first: BTreeMap<Topic<'_>, &Response> = BTreeMap::new();
    for response in corpus.responses() {
        let sign = corpus.sign(response);
        if !matches!(sign, Sign::Positive | Sign::Negative) {
            continue;
        }
        let by = speaker(corpus, &response.evidence, response.from);
        let topic = (response.from, response.to, by, response.on.as_deref(), response.via);
        match first.get(&topic) {
            Some(earlier) if corpus.sign(earlier) != sign => {
                let on = response.on.as_deref().map(|on| format!(" on {on}")).unwrap_or_default();
                let message = format!(
                    "{} {} {}{on}, but elsewhere the same source says that it {} it",
                    corpus.key(response.from),
                    corpus.relation(response.relation).label,
                    corpus.key(response.to),
                    corpus.relation(earlier.relation).label,
                );
                found.push(
                    Diagnostic::new(Rule::ContradictorySigns, response.evidence.span, message)
                        .with_hint("say what each is on: [on=theory], [on=consequences]; or write qualifies"),
                );
            }
            Some(_) => {}
            None => {
                first.insert(topic, response);
            }
        }
    }
}

fn asserted_and_denied(corpus: &Corpus, found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<(Entity, crate::model::ClaimId, String), Attitude> = BTreeMap::new();
    for assertion in corpus.assertions() {
        let by = speaker(corpus, &assertion.evidence, assertion.holder);
        let attitude = *first.entry((assertion.holder, assertion.claim, by)).or_insert(assertion.attitude);
        if attitude != assertion.attitude {
            let message = format!(
                "{} both asserts and denies {}, if the same source is right",
                corpus.key(assertion.holder),
                corpus.key(Entity::Claim(assertion.claim))
            );
            found.push(
                Diagnostic::new(Rule::AssertedAndDenied, assertion.evidence.span, message)
                    .with_hint("take one out, or divide the claim in two"),
            );
        }
    }
}

fn unused_claims(corpus: &Corpus, found: &mut Vec<Diagnostic>) {
    let used: BTreeSet<_> = corpus.assertions().iter().map(|assertion| assertion.claim).collect();
    for id in corpus.claim_ids().filter(|id| !used.contains(id)) {
        let claim = corpus.claim(id);
        let message = format!("nobody asserts or denies `{}`", claim.key);
        found.push(
            Diagnostic::new(Rule::UnusedClaim, claim.span, message)
                .with_hint(format!("add asserts = {{{}}} to a work or position", claim.key)),
        );
    }
}

/// A work that responds to something or holds claims takes part in a debate, and holds some position in it.
fn works_without_position(corpus: &Corpus, found: &mut Vec<Diagnostic>) {
    if corpus.positions().is_empty() {
        return;
    }
    let debates_with_positions: BTreeSet<DebateId> =
        corpus.positions().iter().filter_map(|position| position.debate).collect();
    let has_positions =
        |debate: Option<DebateId>| debate.is_none_or(|debate| debates_with_positions.contains(&debate));
    for (work, debates) in taking_part(corpus) {
        let key = &corpus.work(work).key;
        let mut report = |span: Span, which: String, wanted: &dyn Fn(Option<DebateId>) -> bool| {
            let message = format!("`{key}` takes part in the debate{which} but has no position in it");
            found.push(
                Diagnostic::new(Rule::WorkWithoutPosition, span, message)
                    .with_hint(format!("add position = {{{}}}", suggestion(corpus, wanted))),
            );
        };
        if corpus.stances_of(work).next().is_none() {
            if debates.keys().any(|&debate| has_positions(debate)) {
                let is_known = debates.keys().all(Option::is_some);
                let wanted = |debate| !is_known || debates.contains_key(&debate);
                report(corpus.work(work).span, String::new(), &wanted);
            }
            continue;
        }
        let held = debates_of(corpus, work);
        for (debate, span) in debates {
            if let Some(known) = debate.filter(|known| has_positions(debate) && !held.contains(known)) {
                let which = format!(" `{}`", corpus.debate(known).key);
                report(span, which, &|of| of == debate);
            }
        }
    }
}

/// The works that take part in debates, in which, and the first statement of each by which it does; `None` where the
/// debate cannot be told.
fn taking_part(corpus: &Corpus) -> BTreeMap<WorkId, BTreeMap<Option<DebateId>, Span>> {
    let mut found: BTreeMap<WorkId, BTreeMap<Option<DebateId>, Span>> = BTreeMap::new();
    let mut takes_part = |work: WorkId, debate: Option<DebateId>, span: Span| {
        let first = found.entry(work).or_default().entry(debate).or_insert(span);
        *first = span.min(*first);
    };
    for assertion in corpus.assertions() {
        if let Entity::Work(work) = assertion.holder {
            takes_part(work, corpus.claim(assertion.claim).debate, assertion.evidence.span);
        }
    }
    for response in corpus.responses() {
        if let Entity::Work(work) = response.from {
            takes_part(work, debate_of(corpus, response, work), response.evidence.span);
        }
    }
    found
}

/// The debate in which a work responds: that of the claim in question, else of what is responded to. A response that
/// takes no side tells none, nor does one to a work of the same debate or of several others.
fn debate_of(corpus: &Corpus, response: &Response, from: WorkId) -> Option<DebateId> {
    if corpus.sign(response) == Sign::Neutral {
        return None;
    }
    if let Some(claim) = response.via {
        return corpus.claim(claim).debate;
    }
    match response.to {
        Entity::Claim(claim) => corpus.claim(claim).debate,
        Entity::Position(position) => corpus.position(position).debate,
        Entity::Work(work) => {
            let (own, others) = (debates_of(corpus, from), debates_of(corpus, work));
            if others.len() == 1 && own.is_disjoint(&others) { others.first().copied() } else { None }
        }
        _ => None,
    }
}

/// The debates in which a work holds a position.
fn debates_of(corpus: &Corpus, work: WorkId) -> BTreeSet<DebateId> {
    corpus.stances_of(work).filter_map(|stance| corpus.position(stance.position).debate).collect()
}

fn suggestion(corpus: &Corpus, wanted: &dyn Fn(Option<DebateId>) -> bool) -> String {
    let ids = corpus.position_ids().filter(|&id| wanted(corpus.position(id).debate)).take(3);
    let keys = ids.map(|id| corpus.key(Entity::Position(id)));
    format!("{} …", keys.collect::<Vec<String>>().join(" or "))
}
