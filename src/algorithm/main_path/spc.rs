//! Search path count.

use super::TraversalWeight;
use super::count::Arithmetic;
use super::traversal::Terminal;
use super::traversal::TraversalWeights;
use super::traversal::weigh;
use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;
use crate::network::AcyclicNetwork;

/// Counts, for every arc, the paths from a source to a sink that run through it, by one sweep each way.
///
/// w(u→v) = f(u) · b(v), where f(u) is the number of paths to u from nodes without predecessors (1 for such
/// a node itself), and b(v) the number of paths from v to nodes without successors. An arc that carries half
/// of all the lines of descent, from the first works to the latest, has half of the total flow. As with a
/// liquid, what comes into a node that is neither source nor sink is what goes out.
///
/// Every acyclic network has weights; one without arcs has none. Edge weights play no part. The weights are
/// the same if all arcs are turned round.
///
/// # Determinism
/// The same bytes on any number of threads.
///
/// # Complexity
/// O(n + m) operations on counts for n nodes and m arcs. A count takes 16 bytes while it has at most some
/// 100 digits in binary; beyond, as many digits as it has, or 16 bytes again in [`Arithmetic::Wide`].
///
/// # References
/// - Batagelj (2003), Efficient algorithms for citation network analysis, arXiv:cs/0309023, section 3.
/// - Hummon & Doreian (1989), Connectivity in a citation network: the development of DNA theory,
///   doi:10.1016/0378-8733(89)90017-8.
///
/// # Examples
/// ```
/// use dissensus::algorithm::main_path::{Arithmetic, spc};
/// use dissensus::network::{AcyclicNetwork, DirectedNetwork, NodeIndex};
/// let edges = [(0, 1), (1, 2), (1, 3)].map(|(from, to)| (NodeIndex::new(from), NodeIndex::new(to), 1.0));
/// let network = AcyclicNetwork::new(DirectedNetwork::new(4, edges)).unwrap();
/// let weights: Vec<String> = spc(&network, Arithmetic::Automatic).counts().iter().map(|w| w.to_string()).collect();
/// assert_eq!(weights, ["2", "1", "1"]);
/// ```
#[must_use]
pub fn spc(network: &AcyclicNetwork, arithmetic: Arithmetic) -> TraversalWeights {
    // f: paths from sources, b: paths to sinks.
    weigh(network, Terminal::Extremes, Terminal::Extremes, arithmetic)
}

/// [`spc`] among the [`METHODS`](super::METHODS).
pub struct Spc;

impl TraversalWeight for Spc {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "spc",
            summary: "paths from sources to sinks through an arc (search path count)",
            reference: "Batagelj 2003, arXiv:cs/0309023",
            randomness: Randomness::None,
        }
    }

    fn weigh(&self, network: &AcyclicNetwork) -> TraversalWeights {
        spc(network, Arithmetic::Automatic)
    }
}
