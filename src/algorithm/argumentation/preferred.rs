//! Preferred labellings.

use super::Framework;
use super::Labellings;
use super::Semantics;
use super::SemanticsOptions;
use super::decomposition;
use super::search::Goal;
use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;

/// The preferred semantics as a method.
#[derive(Clone, Copy, Debug)]
pub struct Preferred;

impl Semantics for Preferred {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "preferred",
            summary: "every position that answers all attacks on it and cannot be extended",
            reference: "Dung 1995, doi:10.1016/0004-3702(94)00041-X",
            randomness: Randomness::None,
        }
    }

    fn labellings(&self, framework: &Framework, options: &SemanticsOptions) -> Labellings {
        preferred(framework, options)
    }
}

/// Finds the preferred labellings, by backtracking with propagation in each strongly connected component,
/// claims first in and then not.
///
/// A set of claims E is admissible if no member attacks another, E attacks all who attack a member, and E
/// contains what its members need; it is preferred if no admissible set contains it and more. These are the
/// fullest positions a reader can take without contradiction: the camps of the debate. No parameter but the
/// limit.
///
/// Any framework is accepted; an empty one has the empty labelling. There is always at least one, but none is
/// given where the limit cuts before it is found.
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
/// logic programming and n-person games. Definition 7. doi:10.1016/0004-3702(94)00041-X
///
/// S. Nofal, K. Atkinson & P. E. Dunne (2014). Algorithms for decision problems in argument systems under
/// preferred semantics (in before not in, claims that must be out). doi:10.1016/j.artint.2013.11.001
///
/// P. Baroni, M. Giacomin & G. Guida (2005). SCC-recursiveness: a general schema for argumentation semantics.
/// doi:10.1016/j.artint.2005.05.006
///
/// # Examples
/// ```
/// use dissensus::algorithm::argumentation::{Framework, SemanticsOptions, preferred};
/// use dissensus::network::NodeIndex;
/// let [a, b] = [0, 1].map(NodeIndex::new);
/// let framework = Framework::new(2, [(a, b), (b, a)], []);
/// let found = preferred(&framework, &SemanticsOptions::default());
/// let extensions: Vec<_> = found.labellings.iter().map(|labelling| labelling.accepted()).collect();
/// assert_eq!(extensions, [[a], [b]]);
/// ```
#[must_use]
pub fn preferred(framework: &Framework, options: &SemanticsOptions) -> Labellings {
    decomposition::labellings(framework, Goal::Preferred, options)
}
