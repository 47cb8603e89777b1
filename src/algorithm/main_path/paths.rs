//! How many paths lead to a node, and through a whole network.

use petgraph::Direction;

use super::count::Arithmetic;
use super::count::PathCount;
use super::count::PathCounts;
use super::count::total;
use super::traversal::Terminal;
use super::traversal::node_counts;
use crate::network::AcyclicNetwork;
use crate::network::NodeIndex;

/// Counts, for every node, the paths of at least one arc that end at it, by one sweep.
///
/// p(w) = Σ (1 + p(u)) over the predecessors u of w. On a network whose arcs run from the citing to the
/// cited, p(w) is the number of chains of citation that end in w: how much of a literature leans on it,
/// however indirectly. A claim can have few citations and yet hundreds of thousands of paths, which is how
/// unfounded authority grows.
///
/// Every acyclic network is accepted; a node without predecessors has 0, an empty network no counts. Mind
/// the direction: along time (from cited to citing) p counts the ancestry of a work instead.
///
/// # Determinism
/// There is one answer.
///
/// # Complexity
/// O(n + m) operations on counts for n nodes and m arcs; memory as for [`spc`](super::spc()).
///
/// # References
/// - Greenberg (2009), How citation distortions create unfounded authority: analysis of a citation network,
///   doi:10.1136/bmj.b2680.
///
/// # Examples
/// ```
/// use dissensus::algorithm::main_path::{Arithmetic, paths_into};
/// use dissensus::network::{AcyclicNetwork, DirectedNetwork, NodeIndex};
/// // 2 cites 1 and 0, 1 cites 0: the chains into 0 are 1→0, 2→0 and 2→1→0.
/// let edges = [(1, 0), (2, 0), (2, 1)].map(|(from, to)| (NodeIndex::new(from), NodeIndex::new(to), 1.0));
/// let network = AcyclicNetwork::new(DirectedNetwork::new(3, edges)).unwrap();
/// let counts: Vec<String> = paths_into(&network, Arithmetic::Automatic).iter().map(|p| p.to_string()).collect();
/// assert_eq!(counts, ["3", "1", "0"]);
/// ```
#[must_use]
pub fn paths_into(network: &AcyclicNetwork, arithmetic: Arithmetic) -> PathCounts {
    // p: arrivals.
    node_counts(network, Direction::Incoming, Terminal::Arrivals, arithmetic)
}

/// Counts the paths from nodes without predecessors to nodes without successors, by one sweep.
///
/// The total flow F = Σ b(s) over the sources s, where b(s) is the number of paths from s to nodes without
/// successors. It is the whole of which an arc's [`spc`](super::spc()) is a part. A node without arcs is
/// no path.
///
/// Every acyclic network is accepted; one without arcs has 0.
///
/// # Determinism
/// There is one answer.
///
/// # Complexity
/// O(n + m) operations on counts for n nodes and m arcs; memory as for [`spc`](super::spc()).
///
/// # References
/// - Batagelj (2003), Efficient algorithms for citation network analysis, arXiv:cs/0309023, section 3.
///
/// # Examples
/// ```
/// use dissensus::algorithm::main_path::source_to_sink_paths;
/// use dissensus::network::{AcyclicNetwork, DirectedNetwork, NodeIndex};
/// let edges = [(0, 1), (1, 2), (1, 3)].map(|(from, to)| (NodeIndex::new(from), NodeIndex::new(to), 1.0));
/// let network = AcyclicNetwork::new(DirectedNetwork::new(5, edges)).unwrap();
/// assert_eq!(source_to_sink_paths(&network).to_string(), "2");
/// ```
#[must_use]
pub fn source_to_sink_paths(network: &AcyclicNetwork) -> PathCount {
    // b: paths to sinks.
    let onward = node_counts(network, Direction::Outgoing, Terminal::Extremes, Arithmetic::Automatic);
    let nodes = network.network();
    let is_source =
        |node: &NodeIndex| nodes.predecessors(*node).is_empty() && !nodes.successors(*node).is_empty();
    let sources: Vec<usize> = nodes.nodes().filter(is_source).map(NodeIndex::index).collect();
    total(&onward, &sources)
}
