//! Stable labellings.

use super::Framework;
use super::Labellings;
use super::Semantics;
use super::SemanticsOptions;
use super::decomposition;
use super::search::Goal;
use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;

/// The stable semantics as a method.
#[derive(Clone, Copy, Debug)]
pub struct Stable;

impl Semantics for Stable {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "stable",
            summary: "every position that contradicts all it does not hold",
            reference: "Dung 1995, doi:10.1016/0004-3702(94)00041-X",
            randomness: Randomness::None,
        }
    }

    fn labellings(&self, framework: &Framework, options: &SemanticsOptions) -> Labellings {
        stable(framework, options)
    }
}

/// Finds the stable labellings, by backtracking with propagation in each strongly connected component.
///
/// A complete labelling is stable if it leaves no claim undecided: its extension attacks every claim outside
/// that is not out already for what it needs. A reader who takes such a position has an answer to every claim
/// of the debate. No parameter but the limit.
///
/// Any framework is accepted; an empty one has the empty labelling. There may be none, as with a circle of
/// three attacks; [`Enumeration`](super::Enumeration) tells that from a limit that cut too early.
///
/// # Determinism
/// The framework and the limit alone decide, also which labellings are given where it cuts.
///
/// # Complexity
/// Exponential in the size of the largest strongly connected component of what the grounded labelling leaves
/// undecided, and in the number of labellings; the limit bounds both. O(n + m) memory and n for each labelling.
///
/// # References
/// P. M. Dung (1995). On the acceptability of arguments and its fundamental role in nonmonotonic reasoning,
/// logic programming and n-person games. Definition 13. doi:10.1016/0004-3702(94)00041-X
///
/// # Examples
/// ```
/// use dissensus::algorithm::argumentation::{Enumeration, Framework, SemanticsOptions, stable};
/// use dissensus::network::NodeIndex;
/// let [a, b, c] = [0, 1, 2].map(NodeIndex::new);
/// let circle = Framework::new(3, [(a, b), (b, c), (c, a)], []);
/// let found = stable(&circle, &SemanticsOptions::default());
/// assert!(found.labellings.is_empty());
/// assert_eq!(found.enumeration, Enumeration::All);
/// ```
#[must_use]
pub fn stable(framework: &Framework, options: &SemanticsOptions) -> Labellings {
    decomposition::labellings(framework, Goal::Stable, options)
}
