//! How far a number may be trusted, in words that serialise.

use serde::Serialize;

use crate::algorithm::centrality::Accuracy;

/// How far scores may be from what their measure defines.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum AccuracyFinding {
    /// Not at all, rounding aside.
    Exact,
    /// An iteration was stopped when all scores together were no further than `error` from their limits.
    Converged {
        /// The bound, in the unit of the scores.
        error: f64,
    },
    /// They were estimated from a sample.
    Sampled {
        /// How many shortest paths were drawn.
        draws: u64,
        /// No score is further off than this,
        error: f64,
        /// except with one less this probability.
        confidence: f64,
    },
}

impl From<Accuracy> for AccuracyFinding {
    fn from(accuracy: Accuracy) -> Self {
        match accuracy {
            Accuracy::Exact => Self::Exact,
            Accuracy::Converged { error } => Self::Converged { error },
            Accuracy::Sampled { draws, error, confidence } => Self::Sampled { draws, error, confidence },
        }
    }
}

impl std::fmt::Display for AccuracyFinding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Exact => f.write_str("exact"),
            Self::Converged { error } => {
                write!(f, "converged: all scores together are within {error:e} of their limits")
            }
            Self::Sampled { draws, error, confidence } => write!(
                f,
                "sampled: every score is within ± {error:.1} with a probability of {:.0} % ({draws} draws)",
                confidence * 100.0
            ),
        }
    }
}

/// A number without the digits that nobody can rely on, and without a negative zero.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 1e9).round() / 1e9 + 0.0
}
