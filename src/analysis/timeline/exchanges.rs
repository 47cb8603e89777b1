//! Exchanges of critique, reply and rejoinder, and how long each answer took.

use serde::Serialize;

use crate::analysis::responses::response_year;
use crate::analysis::{ResponseFinding, finding, threads};
use crate::model::{Confidence, Corpus};

/// A step of an exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExchangeStep {
    /// How many steps it is from the critique that opened the exchange: 0 the critique, 1 a reply, 2 a rejoinder.
    pub depth: usize,
    /// The place in the exchange of the step it answers; none for the critique.
    pub answers: Option<usize>,
    /// How many years after the step it answers it was made: 0 in the same year, none for the critique and
    /// where a year is unknown.
    pub latency: Option<i32>,
    /// Whether it is of the same year as the step it answers, so that their order is unknown.
    pub same_year: bool,
    /// The response.
    pub response: ResponseFinding,
}

/// An exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExchangeFinding {
    /// The year of the critique, where it is known.
    pub from: Option<i32>,
    /// The year of the last answer.
    pub to: Option<i32>,
    /// The steps, depth first.
    pub steps: Vec<ExchangeStep>,
}

/// The exchanges of at least two steps, as [`threads`] finds them, with the years that each answer took.
///
/// # Complexity
/// That of [`threads`].
#[must_use]
pub fn exchanges(corpus: &Corpus, confidence: Confidence) -> Vec<ExchangeFinding> {
    let mut found = Vec::new();
    for thread in threads(corpus, confidence) {
        let years: Vec<Option<i32>> =
            thread.steps.iter().map(|step| response_year(corpus, step.response)).collect();
        let mut steps: Vec<ExchangeStep> = Vec::new();
        for (place, step) in thread.steps.iter().enumerate() {
            // Depth first: what a step answers is the last one before it that is one step nearer the critique.
            let answers = (0..place).rev().find(|&earlier| thread.steps[earlier].depth + 1 == step.depth);
            let latency = answers.and_then(|earlier| years[place]?.checked_sub(years[earlier]?));
            steps.push(ExchangeStep {
                depth: step.depth,
                answers,
                latency,
                same_year: step.same_year,
                response: finding(corpus, step.response),
            });
        }
        found.push(ExchangeFinding {
            from: years.first().copied().flatten(),
            to: years.iter().copied().flatten().max(),
            steps,
        });
    }
    found
}
