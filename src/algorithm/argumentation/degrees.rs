//! Degrees instead of labels.

/// How degrees are computed.
#[derive(Clone, Debug, PartialEq)]
pub struct DegreeOptions {
    /// What a claim is worth by itself, for the semantics that ask.
    pub base: BaseScores,
    /// A claim has its degree when a round changes it by no more than this.
    pub tolerance: f64,
    /// The greatest number of rounds on a circle of claims.
    pub rounds: usize,
}

/// What claims are worth before any is attacked or supported: numbers from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub enum BaseScores {
    /// The same for all.
    Same(f64),
    /// One for each claim.
    Each(Vec<f64>),
}

/// What a semantics of degrees does with supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Supports {
    /// It knows attacks only.
    Ignored,
    /// They add to a degree.
    Weighed,
}

/// The degrees of claims.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Degrees {
    /// From 0, nothing left of it, to 1, nothing said against it; `None` where the rounds did not settle it.
    pub degrees: Vec<Option<f64>>,
    /// How many rounds were made, of all circles the most.
    pub rounds: usize,
}

impl Default for DegreeOptions {
    /// Base score ½, tolerance 10⁻¹², 2,000 rounds.
    fn default() -> Self {
        Self { base: BaseScores::Same(0.5), tolerance: 1e-12, rounds: 2_000 }
    }
}
