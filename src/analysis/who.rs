//! What `who` answers, as it serialises: responses, challenges that nobody met, exchanges.

use serde::Serialize;

use super::exchange::{Answered, Challenge, challenges, threads};
use super::responses::{ResponseFinding, ResponseQuery, finding, responses};
use crate::model::Corpus;

/// Responses, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResponsesFinding {
    /// By year, then sender, then receiver, then place in the file.
    pub responses: Vec<ResponseFinding>,
}

/// Challenges that were not met for certain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnansweredFinding {
    /// Those that nobody met.
    pub responses: Vec<ResponseFinding>,
    /// Those met in their own year only, so that the order is unknown.
    pub same_year: Vec<ResponseFinding>,
    /// Those without a year, of which nobody can tell.
    pub undated: Vec<ResponseFinding>,
    /// How many challenges were looked at, met or not.
    #[serde(skip)]
    pub asked: usize,
}

/// One step of an exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ThreadStepFinding {
    /// 0 the critique, 1 a reply, 2 a rejoinder, and so on.
    pub depth: usize,
    /// Whether it is of the same year as the step it answers.
    pub same_year: bool,
    /// The response.
    pub response: ResponseFinding,
}

/// An exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ThreadFinding {
    /// Its steps, each below the one it answers.
    pub steps: Vec<ThreadStepFinding>,
}

/// Exchanges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ThreadsFinding {
    /// In the order of their first steps.
    pub threads: Vec<ThreadFinding>,
}

/// The responses that a query admits, in words; as [`responses`].
#[must_use]
pub fn responses_found(corpus: &Corpus, query: &ResponseQuery) -> ResponsesFinding {
    let found = responses(corpus, query);
    ResponsesFinding { responses: found.iter().map(|response| finding(corpus, response)).collect() }
}

/// The challenges that a query admits and that nobody met for certain; as [`challenges`].
#[must_use]
pub fn unanswered(corpus: &Corpus, query: &ResponseQuery) -> UnansweredFinding {
    let all = challenges(corpus, query.confidence);
    let mut asked: Vec<(&Challenge<'_>, ResponseFinding)> = all
        .iter()
        .filter(|challenge| query.admits(corpus, challenge.response))
        .map(|challenge| (challenge, finding(corpus, challenge.response)))
        .collect();
    let order = |found: &ResponseFinding| {
        let ResponseFinding { year, from, to, source, .. } = found;
        (year.is_none(), *year, from.clone(), to.clone(), source.clone())
    };
    asked.sort_by_cached_key(|(_, found)| order(found));
    let of = |answered: Answered| -> Vec<ResponseFinding> {
        let some = asked.iter().filter(|(challenge, _)| challenge.answered == answered);
        some.map(|(_, found)| found.clone()).collect()
    };
    UnansweredFinding {
        responses: of(Answered::No),
        same_year: of(Answered::SameYear),
        undated: of(Answered::Undated),
        asked: asked.len(),
    }
}

/// The exchanges of which a query admits a step; as [`threads`].
#[must_use]
pub fn threads_found(corpus: &Corpus, query: &ResponseQuery) -> ThreadsFinding {
    let admitted = threads(corpus, query.confidence)
        .into_iter()
        .filter(|thread| thread.steps.iter().any(|step| query.admits(corpus, step.response)));
    let told = admitted.map(|thread| ThreadFinding {
        steps: thread
            .steps
            .iter()
            .map(|step| ThreadStepFinding {
                depth: step.depth,
                same_year: step.same_year,
                response: finding(corpus, step.response),
            })
            .collect(),
    });
    ThreadsFinding { threads: told.collect() }
}
