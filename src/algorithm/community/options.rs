//! What a reader may choose when looking for communities.

use std::num::NonZeroUsize;

use super::Resolution;

/// How finely to look, with which lots, and for how long.
///
/// # Examples
/// ```
/// use dissensus::algorithm::community::{CommunityOptions, Iterations, Resolution};
/// let options = CommunityOptions { seed: 7, iterations: Iterations::UntilStable, ..CommunityOptions::default() };
/// assert_eq!(options.resolution, Resolution::new(1.0).unwrap());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CommunityOptions {
    /// How small the communities should be.
    pub resolution: Resolution,
    /// What decides the lots: the same seed, the same communities.
    pub seed: u64,
    /// How often to improve what was found.
    pub iterations: Iterations,
}

impl Default for CommunityOptions {
    /// Resolution 1, seed 0, two iterations.
    fn default() -> Self {
        Self { resolution: Resolution::default(), seed: 0, iterations: Iterations::default() }
    }
}

/// How often a method starts anew from what it found before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Iterations {
    /// As often as it takes until an iteration moves no node.
    UntilStable,
    /// Not more often than this, and less if an iteration moves no node.
    AtMost(NonZeroUsize),
}

impl Default for Iterations {
    /// Two: the second still gains, later ones little.
    fn default() -> Self {
        Self::AtMost(NonZeroUsize::MIN.saturating_add(1))
    }
}
