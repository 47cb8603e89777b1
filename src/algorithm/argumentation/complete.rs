//! Complete labellings.

use super::Enumeration;
use super::Framework;
use super::Labellings;
use super::Semantics;
use super::SemanticsOptions;
use super::decomposition;
use super::grounded;
use super::search::Goal;
use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;

/// The complete semantics as a method.
#[derive(Clone, Copy, Debug)]
pub struct Complete;

impl Semantics for Complete {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "complete",
            summary: "every position that answers all attacks on it and holds whatever it defends",
            reference: "Dung 1995, doi:10.1016/0004-3702(94)00041-X",
            randomness: Randomness::None,
        }
    }

    fn labellings(&self, framework: &Framework, options: &SemanticsOptions) -> Labellings {
        complete(framework, options)
    }
}

/// Finds the complete labellings, by backtracking with propagation in each strongly connected component.
///
/// A labelling is complete if every label is as [`Label`](super::Label) defines it. Its extension E is free of
/// conflict and E = F(E), where F(E) are the claims that E defends: all positions a consistent reader can
/// take, from the most cautious, which is the grounded one, to the preferred ones. No parameter but the limit.
///
/// Any framework is accepted; an empty one has the empty labelling. There is always at least one; where the
/// limit cuts before the first is found, the grounded labelling is given.
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
/// logic programming and n-person games. Definition 23. doi:10.1016/0004-3702(94)00041-X
///
/// M. Caminada (2006). On the issue of reinstatement in argumentation. doi:10.1007/11853886_11
///
/// # Examples
/// ```
/// use dissensus::algorithm::argumentation::{Framework, SemanticsOptions, complete};
/// use dissensus::network::NodeIndex;
/// let [a, b] = [0, 1].map(NodeIndex::new);
/// let framework = Framework::new(2, [(a, b), (b, a)], []);
/// let found = complete(&framework, &SemanticsOptions::default());
/// let extensions: Vec<_> = found.labellings.iter().map(|labelling| labelling.accepted()).collect();
/// assert_eq!(extensions, [vec![], vec![a], vec![b]]);
/// ```
#[must_use]
pub fn complete(framework: &Framework, options: &SemanticsOptions) -> Labellings {
    let mut found = decomposition::labellings(framework, Goal::Complete, options);
    if found.labellings.is_empty() && options.limit.labellings != Some(0) {
        debug_assert_eq!(found.enumeration, Enumeration::Cut, "every framework has a complete labelling");
        found.labellings.push(grounded(framework));
    }
    found
}
