//! What the user may set.

/// What the centralities may be told; each reads its own part.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CentralityOptions {
    /// For betweenness.
    pub betweenness: BetweennessOptions,
    /// For PageRank.
    pub page_rank: PageRankOptions,
}

/// How betweenness is to be found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BetweennessOptions {
    /// When to count all shortest paths and when to sample them.
    pub effort: Effort,
    /// How good a sample has to be.
    pub bound: SamplingBound,
    /// Where the sample starts.
    pub seed: u64,
}

/// When to count and when to sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Count, however long it takes.
    Exact,
    /// Count if the number of nodes times the number of edges is no more than this, else sample.
    ExactUpTo(u64),
    /// Sample.
    Sampled,
}

impl Default for Effort {
    /// Exact up to two thousand million, such as 20,000 nodes with 100,000 edges: some ten seconds of work.
    fn default() -> Self {
        Self::ExactUpTo(2_000_000_000)
    }
}

/// An error ε that all estimated scores keep at once, except with probability δ.
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::SamplingBound;
/// assert!(SamplingBound::new(0.01, 0.05).is_some());
/// assert_eq!(SamplingBound::new(0.0, 0.05), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SamplingBound {
    epsilon: f64,
    delta: f64,
}

impl SamplingBound {
    /// A bound, if both numbers are between 0 and 1 and neither.
    #[must_use]
    pub fn new(epsilon: f64, delta: f64) -> Option<Self> {
        let proper = |number: f64| number > 0.0 && number < 1.0;
        (proper(epsilon) && proper(delta)).then_some(Self { epsilon, delta })
    }

    /// ε, as a share of all ordered pairs of nodes.
    #[must_use]
    pub fn epsilon(self) -> f64 {
        self.epsilon
    }

    /// δ, the probability that some score is further off.
    #[must_use]
    pub fn delta(self) -> f64 {
        self.delta
    }
}

impl Default for SamplingBound {
    /// One pair in two hundred, nine times in ten.
    fn default() -> Self {
        Self { epsilon: 0.005, delta: 0.1 }
    }
}

/// How PageRank is to be found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageRankOptions {
    /// How likely the reader is to follow a link.
    pub damping: Damping,
    /// The scores of all nodes together are no further than this from the limit. What is below 10⁻¹⁴ is taken
    /// for 10⁻¹⁴, as more digits cannot be had.
    pub tolerance: f64,
}

impl Default for PageRankOptions {
    /// A damping of 0.85 and a tolerance of 10⁻¹⁰.
    fn default() -> Self {
        Self { damping: Damping::default(), tolerance: 1e-10 }
    }
}

/// The probability with which a reader follows a link instead of starting anew anywhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Damping(f64);

impl Damping {
    /// A damping, if it is at least 0 and less than 1.
    #[must_use]
    pub fn new(probability: f64) -> Option<Self> {
        (0.0..1.0).contains(&probability).then_some(Self(probability))
    }

    /// The probability.
    #[must_use]
    pub fn probability(self) -> f64 {
        self.0
    }
}

impl Default for Damping {
    /// 0.85, as Brin and Page chose.
    fn default() -> Self {
        Self(0.85)
    }
}
