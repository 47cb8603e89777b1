//! Search path node pair.

use super::TraversalWeight;
use super::count::Arithmetic;
use super::traversal::Terminal;
use super::traversal::TraversalWeights;
use super::traversal::weigh;
use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;
use crate::network::AcyclicNetwork;

/// Counts, for every arc, the paths between any two nodes that run through it, by one sweep each way.
///
/// w(u→v) = fₐ(u) · bₐ(v), where fₐ(u) = 1 + Σ fₐ(p) over the predecessors p of u is the number of paths to u
/// from any node, and bₐ(v) = 1 + Σ bₐ(s) over the successors s of v the number of paths from v to any node.
/// Arcs in the middle of a literature weigh more than under the other two counts. Paths are counted, not
/// pairs of nodes joined by some path, which is another and smaller number wherever two paths join a pair.
///
/// Every acyclic network has weights; one without arcs has none. Edge weights play no part. The weights are
/// the same if all arcs are turned round.
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
/// use dissensus::algorithm::main_path::{Arithmetic, spnp};
/// use dissensus::network::{AcyclicNetwork, DirectedNetwork, NodeIndex};
/// let edges = [(0, 1), (1, 2), (1, 3)].map(|(from, to)| (NodeIndex::new(from), NodeIndex::new(to), 1.0));
/// let network = AcyclicNetwork::new(DirectedNetwork::new(4, edges)).unwrap();
/// let weights: Vec<String> = spnp(&network, Arithmetic::Automatic).counts().iter().map(|w| w.to_string()).collect();
/// assert_eq!(weights, ["3", "2", "2"]);
/// ```
#[must_use]
pub fn spnp(network: &AcyclicNetwork, arithmetic: Arithmetic) -> TraversalWeights {
    // fₐ: paths from anywhere, bₐ: paths to anywhere.
    weigh(network, Terminal::Everywhere, Terminal::Everywhere, arithmetic)
}

/// [`spnp`] among the [`METHODS`](super::METHODS).
pub struct Spnp;

impl TraversalWeight for Spnp {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "spnp",
            summary: "paths between any two nodes through an arc (search path node pair)",
            reference: "Hummon & Doreian 1989, doi:10.1016/0378-8733(89)90017-8",
            randomness: Randomness::None,
        }
    }

    fn weigh(&self, network: &AcyclicNetwork) -> TraversalWeights {
        spnp(network, Arithmetic::Automatic)
    }
}
