//! Search path link count.

use super::TraversalWeight;
use super::count::Arithmetic;
use super::traversal::Terminal;
use super::traversal::TraversalWeights;
use super::traversal::weigh;
use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;
use crate::network::AcyclicNetwork;

/// Counts, for every arc, the paths from any node to a sink that run through it, by one sweep each way.
///
/// w(u→v) = fₐ(u) · b(v), where fₐ(u) = 1 + Σ fₐ(p) over the predecessors p of u is the number of paths to u
/// from any node (u itself among them), and b(v) the number of paths from v to nodes without successors.
/// Every work may be where an idea began, not the earliest only; ideas are followed up to the latest works.
///
/// Every acyclic network has weights; one without arcs has none. Edge weights play no part. **The direction
/// matters**: arcs run from the cited to the citing. Turned round, they give other weights.
///
/// # Determinism
/// The same bytes on any number of threads.
///
/// # Complexity
/// O(n + m) operations on counts for n nodes and m arcs; memory as for [`spc`](super::spc()).
///
/// # References
/// - Hummon & Doreian (1989), Connectivity in a citation network: the development of DNA theory,
///   doi:10.1016/0378-8733(89)90017-8.
/// - Batagelj (2003), Efficient algorithms for citation network analysis, arXiv:cs/0309023, section 3.
///
/// # Examples
/// ```
/// use dissensus::algorithm::main_path::{Arithmetic, splc};
/// use dissensus::network::{AcyclicNetwork, DirectedNetwork, NodeIndex};
/// let edges = [(0, 1), (1, 2), (1, 3)].map(|(from, to)| (NodeIndex::new(from), NodeIndex::new(to), 1.0));
/// let network = AcyclicNetwork::new(DirectedNetwork::new(4, edges)).unwrap();
/// let weights: Vec<String> = splc(&network, Arithmetic::Automatic).counts().iter().map(|w| w.to_string()).collect();
/// assert_eq!(weights, ["2", "2", "2"]);
/// ```
#[must_use]
pub fn splc(network: &AcyclicNetwork, arithmetic: Arithmetic) -> TraversalWeights {
    // fₐ: paths from anywhere, b: paths to sinks.
    weigh(network, Terminal::Everywhere, Terminal::Extremes, arithmetic)
}

/// [`splc`] among the [`METHODS`](super::METHODS).
pub struct Splc;

impl TraversalWeight for Splc {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "splc",
            summary: "paths from anywhere to sinks through an arc (search path link count)",
            reference: "Hummon & Doreian 1989, doi:10.1016/0378-8733(89)90017-8",
            randomness: Randomness::None,
        }
    }

    fn weigh(&self, network: &AcyclicNetwork) -> TraversalWeights {
        splc(network, Arithmetic::Automatic)
    }
}
