//! What is probably not meant, though every ref resolves.

use std::collections::{BTreeMap, BTreeSet};

use super::responses::{response_year, speaker};
use crate::diagnostic::{Diagnostic, Rule};
use crate::model::{Attitude, Corpus, Entity, Response, Sign, WorkId};

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

/// A work that responds to something or holds claims takes part in a debate, and holds some position.
fn works_without_position(corpus: &Corpus, found: &mut Vec<Diagnostic>) {
    if corpus.positions().is_empty() {
        return;
    }
    let holders = corpus.assertions().iter().map(|assertion| assertion.holder);
    let speakers = holders.chain(corpus.responses().iter().map(|response| response.from));
    let taking_part: BTreeSet<WorkId> = speakers
        .filter_map(|entity| if let Entity::Work(work) = entity { Some(work) } else { None })
        .collect();
    for work in taking_part {
        if corpus.stances_of(work).next().is_none() {
            let record = corpus.work(work);
            let message = format!("`{}` takes part in the debate but has no position in it", record.key);
            found.push(
                Diagnostic::new(Rule::WorkWithoutPosition, record.span, message)
                    .with_hint(format!("add position = {{{}}}", suggestion(corpus))),
            );
        }
    }
}

fn suggestion(corpus: &Corpus) -> String {
    let keys = corpus.position_ids().take(3).map(|id| corpus.key(Entity::Position(id)));
    format!("{} …", keys.collect::<Vec<String>>().join(" or "))
}
