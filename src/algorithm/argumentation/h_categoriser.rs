//! The h-Categoriser.

use rayon::prelude::*;

use super::DegreeOptions;
use super::Degrees;
use super::Framework;
use super::GradualSemantics;
use super::Supports;
use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;

/// The h-Categoriser as a method.
#[derive(Clone, Copy, Debug)]
pub struct HCategoriser;

impl GradualSemantics for HCategoriser {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "h-categoriser",
            summary: "how much is left of a claim when all that attack it are weighed",
            reference: "Besnard & Hunter 2001, doi:10.1016/S0004-3702(01)00071-6",
            randomness: Randomness::None,
        }
    }

    fn supports(&self) -> Supports {
        Supports::Ignored
    }

    fn degrees(&self, framework: &Framework, options: &DegreeOptions) -> Degrees {
        h_categoriser(framework, options)
    }
}

/// Fewer claims than this are not worth a second thread.
const CLAIMS_PER_THREAD: usize = 4096;

/// Finds how much is left of each claim, by the h-Categoriser, iterated to its fixpoint.
///
/// s(a) = 1 / (1 + Σ s(b)), the sum over the direct attackers b of a. A claim that nobody attacks has degree 1,
/// and the more and the stronger its attackers are, the less is left; it never comes to 0. Supports do not
/// count: use [`Framework::reduced`] first if attacks on what a claim needs shall weigh. The options bound the
/// error and the rounds; base scores are not asked for.
///
/// On every finite framework there is exactly one solution, and the iteration from 1 reaches it (Pu, Luo, Zhang
/// & Luo 2014). The map turns order round, so two rounds in succession lie on either side of the solution:
/// what one changes bounds the error. Claims that still change by more than the tolerance after the last round
/// have no degree. Any framework is accepted; an empty one has no degrees.
///
/// # Determinism
/// The framework and the options alone decide, on any number of threads.
///
/// # Complexity
/// O(r (n + m)) time for r rounds, n claims and m attacks, and O(n) memory. Some thirty to a hundred rounds
/// are usual; they grow with the root of the number of attackers of one claim.
///
/// # References
/// P. Besnard & A. Hunter (2001). A logic-based theory of deductive arguments.
/// doi:10.1016/S0004-3702(01)00071-6
///
/// F. Pu, J. Luo, Y. Zhang & G. Luo (2014). Argument ranking with categoriser function.
/// doi:10.1007/978-3-319-12096-6_26
///
/// # Examples
/// ```
/// use dissensus::algorithm::argumentation::{DegreeOptions, Framework, h_categoriser};
/// use dissensus::network::NodeIndex;
/// let [a, b, c] = [0, 1, 2].map(NodeIndex::new);
/// let framework = Framework::new(3, [(b, a), (c, b)], []);
/// let found = h_categoriser(&framework, &DegreeOptions::default());
/// assert_eq!(found.degrees, [Some(2.0 / 3.0), Some(0.5), Some(1.0)]);
/// ```
#[must_use]
pub fn h_categoriser(framework: &Framework, options: &DegreeOptions) -> Degrees {
    // strengths: s, before a round; next: s after it.
    let nodes: Vec<_> = framework.nodes().collect();
    let mut strengths = vec![1.0_f64; nodes.len()];
    let mut next = strengths.clone();
    let mut rounds = 0;
    loop {
        let change = nodes
            .par_iter()
            .zip(&mut next)
            .with_min_len(CLAIMS_PER_THREAD)
            .map(|(&node, next)| {
                let attackers = framework.attackers(node).iter();
                *next = 1.0 / (1.0 + attackers.map(|attacker| strengths[attacker.index()]).sum::<f64>());
                (*next - strengths[node.index()]).abs()
            })
            .reduce(|| 0.0, f64::max);
        if change <= options.tolerance || rounds >= options.rounds {
            break;
        }
        rounds += 1;
        std::mem::swap(&mut strengths, &mut next);
    }
    let settled =
        |(&before, &after): (&f64, &f64)| ((after - before).abs() <= options.tolerance).then_some(after);
    Degrees { degrees: strengths.iter().zip(&next).map(settled).collect(), rounds }
}
