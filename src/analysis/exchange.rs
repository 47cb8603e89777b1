//! Challenges and whether they were met; threads of critique, reply and rejoinder.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::responses::response_year;
use crate::model::{Attitude, ClaimId, Confidence, Corpus, Entity, PositionId, Response, Sign, WorkId};

/// Whether a challenge was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answered {
    /// It cannot be told: the challenge has no year, since a position makes it or an undated work.
    Undated,
    /// By nobody.
    No,
    /// Only by responses of the same year, whose order is unknown.
    SameYear,
    /// By a later response.
    Later,
}

/// A negative response, with what answers it.
#[derive(Clone, Debug)]
pub struct Challenge<'a> {
    /// The challenge.
    pub response: &'a Response,
    /// Whether it was met.
    pub answered: Answered,
    /// The responses that meet it.
    pub answers: Vec<&'a Response>,
}

/// Responses by what they respond to, and claims by who asserts them.
struct Index<'a> {
    corpus: &'a Corpus,
    by_target: FxHashMap<Entity, Vec<&'a Response>>,
    holders: FxHashMap<ClaimId, Vec<Entity>>,
}

impl<'a> Index<'a> {
    fn new(corpus: &'a Corpus, confidence: Confidence) -> Self {
        let mut by_target: FxHashMap<Entity, Vec<&Response>> = FxHashMap::default();
        for response in sure_responses(corpus, confidence) {
            by_target.entry(response.to).or_default().push(response);
        }
        let mut holders: FxHashMap<ClaimId, Vec<Entity>> = FxHashMap::default();
        for assertion in corpus.assertions() {
            let known = holders.entry(assertion.claim).or_default();
            if assertion.attitude == Attitude::Asserts && !known.contains(&assertion.holder) {
                known.push(assertion.holder);
            }
        }
        Self { corpus, by_target, holders }
    }

    fn responses_to(&self, entity: Entity) -> &[&'a Response] {
        self.by_target.get(&entity).map_or(&[], Vec::as_slice)
    }

    /// Whether somebody may speak for what was challenged: its authors, or a work of its position.
    fn defends(&self, defender: Entity, challenged: Entity) -> bool {
        match (challenged, defender) {
            (Entity::Work(challenged), Entity::Work(defender)) => {
                self.shares_author(challenged, defender)
                    || self.corpus.stances_of(challenged).any(|stance| self.holds(defender, stance.position))
            }
            (Entity::Work(challenged), Entity::Position(defender)) => self
                .corpus
                .stances_of(challenged)
                .any(|stance| self.corpus.is_within(defender, stance.position)),
            (Entity::Position(challenged), Entity::Work(defender)) => self.holds(defender, challenged),
            (Entity::Position(challenged), Entity::Position(defender)) => {
                self.corpus.is_within(defender, challenged)
            }
            (Entity::Claim(challenged), defender) => {
                let holders = self.holders.get(&challenged).map_or(&[][..], Vec::as_slice);
                holders.iter().any(|&holder| holder == defender || self.defends(defender, holder))
            }
            _ => false,
        }
    }

    fn holds(&self, work: WorkId, position: PositionId) -> bool {
        self.corpus.stances_of(work).any(|stance| self.corpus.is_within(stance.position, position))
    }

    fn shares_author(&self, a: WorkId, b: WorkId) -> bool {
        let persons = &self.corpus.work(b).persons;
        a == b || self.corpus.work(a).persons.iter().any(|person| persons.contains(person))
    }

    /// The responses that meet a challenge.
    fn answers(&self, challenge: &Response) -> Vec<&'a Response> {
        let Some(year) = response_year(self.corpus, challenge) else { return Vec::new() };
        let claim = challenge.via.map(Entity::Claim);
        let targets: BTreeSet<Entity> = std::iter::once(challenge.from).chain(claim).collect();
        let candidates = targets.iter().flat_map(|target| self.responses_to(*target));
        candidates
            .copied()
            .filter(|answer| answer.from != challenge.from && !std::ptr::eq(*answer, challenge))
            .filter(|answer| response_year(self.corpus, answer).is_some_and(|later| later >= year))
            .filter(|answer| self.defends(answer.from, challenge.to))
            .collect()
    }
}

/// The responses that are sure enough.
fn sure_responses(corpus: &Corpus, confidence: Confidence) -> impl Iterator<Item = &Response> {
    corpus.responses().iter().filter(move |response| response.evidence.confidence >= confidence)
}

/// Every challenge, in the order of the corpus, and what answers it.
///
/// A challenge is a negative response of a work or position. It is answered by any response, of the same
/// year or later, that comes from the challenged work's authors or from a work of its position's subtree
/// (for a claim: of those who assert it), and goes to the challenger or to the claim that the challenge is
/// about. Whether a challenge without a year was answered cannot be told. What is less sure than
/// `confidence` neither challenges nor answers.
///
/// # Complexity
/// Linear in challenges times the responses to their senders.
#[must_use]
pub fn challenges(corpus: &Corpus, confidence: Confidence) -> Vec<Challenge<'_>> {
    let index = Index::new(corpus, confidence);
    let negative = sure_responses(corpus, confidence).filter(|response| {
        corpus.sign(response) == Sign::Negative && !matches!(response.from, Entity::Claim(_))
    });
    negative
        .map(|response| {
            let answers = index.answers(response);
            let year = response_year(corpus, response);
            let later = answers.iter().any(|answer| response_year(corpus, answer) > year);
            let answered = match (year, answers.is_empty(), later) {
                (None, ..) => Answered::Undated,
                (_, true, _) => Answered::No,
                (_, false, false) => Answered::SameYear,
                (_, false, true) => Answered::Later,
            };
            Challenge { response, answered, answers }
        })
        .collect()
}

/// One step of a thread.
#[derive(Clone, Copy, Debug)]
pub struct ThreadStep<'a> {
    /// How many steps it is from the critique that opened the thread: 0 the critique, 1 a reply, 2 a
    /// rejoinder, and so on.
    pub depth: usize,
    /// The response.
    pub response: &'a Response,
    /// Whether it is of the same year as the step it answers, so that their order is unknown.
    pub same_year: bool,
}

/// A critique with the replies and rejoinders that it drew, each below the one it answers.
#[derive(Clone, Debug)]
pub struct Thread<'a> {
    /// The steps, depth first.
    pub steps: Vec<ThreadStep<'a>>,
}

/// The exchanges of at least two steps, opened by a critique, in the order of their first steps.
///
/// A step answers another under the rule of [`challenges`]. A response stands in one thread only, the
/// earliest that it fits.
#[must_use]
pub fn threads(corpus: &Corpus, confidence: Confidence) -> Vec<Thread<'_>> {
    let index = Index::new(corpus, confidence);
    let place = |response: &Response| response.evidence.span;
    let mut openings: Vec<&Response> = sure_responses(corpus, confidence)
        .filter(|response| {
            corpus.sign(response) == Sign::Negative && !matches!(response.from, Entity::Claim(_))
        })
        .collect();
    openings.sort_by_key(|response| (response_year(corpus, response), place(response)));
    let mut placed: FxHashSet<*const Response> = FxHashSet::default();
    let name = |response: &Response| std::ptr::from_ref(response);
    let mut threads = Vec::new();
    for opening in openings {
        if placed.contains(&name(opening)) {
            continue;
        }
        let mut steps = Vec::new();
        let mut stack = vec![ThreadStep { depth: 0, response: opening, same_year: false }];
        let mut seen = FxHashSet::from_iter([name(opening)]);
        while let Some(step) = stack.pop() {
            steps.push(step);
            let mut answers = index.answers(step.response);
            answers.sort_by_key(|answer| std::cmp::Reverse((response_year(corpus, answer), place(answer))));
            for answer in answers {
                if !placed.contains(&name(answer)) && seen.insert(name(answer)) {
                    let same_year = response_year(corpus, answer) == response_year(corpus, step.response);
                    stack.push(ThreadStep { depth: step.depth + 1, response: answer, same_year });
                }
            }
        }
        if steps.len() > 1 {
            placed.extend(seen);
            threads.push(Thread { steps });
        }
    }
    threads
}
