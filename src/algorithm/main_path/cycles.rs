//! Networks with cycles made acyclic, and what it took.

use petgraph::algo::kosaraju_scc;

use super::feedback::small_feedback_order;
use crate::network::AcyclicNetwork;
use crate::network::DirectedNetwork;
use crate::network::NodeIndex;
use crate::network::Partition;

/// What to do with cycles. Real citation networks have them: works of the same year that cite each other, a
/// comment and its rejoinder, editions, errors of matching.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CyclePolicy {
    /// Nothing: whoever needs no order takes the network as it is. Where paths are counted, which cannot be
    /// done on cycles, the nodes on cycles are left out and reported ([`leave_out_cycles`]).
    Keep,
    /// The nodes of a cycle become one node ([`condense`]). No edge between different cycles is lost.
    #[default]
    Condense,
    /// Few edges are dropped and listed ([`break_cycles`]). No node is lost.
    Break,
}

/// A network without cycles, made from one that may have had some, and the report of the difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// What was done.
    pub policy: CyclePolicy,
    /// The acyclic network.
    pub network: AcyclicNetwork,
    /// Which nodes of the given network each node of the acyclic one stands for: group 0 for node 0, and so
    /// on. Under [`CyclePolicy::Condense`] a cycle is one group; under the others every node is its own.
    pub nodes: Partition,
    /// The nodes of every strongly connected component with more than one node, ascending; components in
    /// the order of their first nodes.
    pub cycles: Vec<Vec<NodeIndex>>,
    /// The nodes with an edge to themselves, ascending.
    pub loops: Vec<NodeIndex>,
    /// The edges of the given network that have none in the acyclic one, in order, self-loops among them.
    pub removed: Vec<(NodeIndex, NodeIndex, f64)>,
}

impl Opened {
    /// Whether the given network was acyclic already.
    #[must_use]
    pub fn was_acyclic(&self) -> bool {
        self.cycles.is_empty() && self.loops.is_empty()
    }
}

/// Makes a network acyclic in the way asked for.
///
/// # Complexity
/// That of [`leave_out_cycles`], [`condense`] or [`break_cycles`].
///
/// # Examples
/// ```
/// use dissensus::algorithm::main_path::{CyclePolicy, open};
/// use dissensus::network::{DirectedNetwork, NodeIndex};
/// let edges = [(0, 1), (1, 2), (2, 1)].map(|(from, to)| (NodeIndex::new(from), NodeIndex::new(to), 1.0));
/// let network = DirectedNetwork::new(3, edges);
/// assert_eq!(open(&network, CyclePolicy::Condense).network.order().len(), 2);
/// assert_eq!(open(&network, CyclePolicy::Break).removed.len(), 1);
/// assert_eq!(open(&network, CyclePolicy::Keep).removed.len(), 3);
/// ```
#[must_use]
pub fn open(network: &DirectedNetwork, policy: CyclePolicy) -> Opened {
    match policy {
        CyclePolicy::Keep => leave_out_cycles(network),
        CyclePolicy::Condense => condense(network),
        CyclePolicy::Break => break_cycles(network),
    }
}

/// Makes every strongly connected component one node, by Kosaraju's and Sharir's two searches.
///
/// Two nodes are in one component if each can be reached from the other: an exchange in which everyone has
/// answered everyone, however indirectly, becomes a single node of the descent. Node k of the new network
/// stands for group k of [`Opened::nodes`]; parallel edges that arise are merged, their weights added. The
/// edges inside components are [`Opened::removed`].
///
/// Every network is accepted. An acyclic one keeps its nodes and their numbers.
///
/// # Determinism
/// There is one answer; components are numbered by their lowest nodes.
///
/// # Complexity
/// O(m + n log n) for n nodes and m edges.
///
/// # References
/// - Sharir (1981), A strong-connectivity algorithm and its applications in data flow analysis,
///   doi:10.1016/0898-1221(81)90008-0.
///
/// # Examples
/// ```
/// use dissensus::algorithm::main_path::condense;
/// use dissensus::network::{DirectedNetwork, NodeIndex};
/// let node = NodeIndex::new;
/// let edges = [(0, 1), (1, 2), (2, 1)].map(|(from, to)| (node(from), node(to), 1.0));
/// let opened = condense(&DirectedNetwork::new(3, edges));
/// assert_eq!(opened.cycles, [[node(1), node(2)]]);
/// assert_eq!(opened.removed, [(node(1), node(2), 1.0), (node(2), node(1), 1.0)]);
/// ```
#[must_use]
pub fn condense(network: &DirectedNetwork) -> Opened {
    let nodes = components(network);
    let image = |node: NodeIndex| NodeIndex::new(nodes.group(node).index());
    let across = network
        .edges()
        .map(|(from, to, weight)| (image(from), image(to), weight))
        .filter(|(from, to, _)| from != to);
    let acyclic = acyclic(DirectedNetwork::new(nodes.group_count(), across));
    let removed = network.edges().filter(|&(from, to, _)| image(from) == image(to)).collect();
    let (cycles, loops) = (cycles_of(&nodes), loops_of(network));
    Opened { policy: CyclePolicy::Condense, network: acyclic, nodes, cycles, loops, removed }
}

/// Drops few edges so that no cycle is left, by the greedy rule of Eades, Lin and Smyth in every strongly
/// connected component.
///
/// The nodes of a component are put in an order such that few edges point backward, and those are dropped:
/// at most half of them, and as a rule far fewer. The set is small, not the smallest possible, which is
/// hard to find. An edge counts as one whatever its weight. Edges between components are never dropped,
/// self-loops always. All that is dropped is listed in [`Opened::removed`].
///
/// Every network is accepted; an acyclic one stays as it is. Nodes keep their numbers.
///
/// # Determinism
/// Of nodes that are equal by the rule the lowest comes first.
///
/// # Complexity
/// O((n + m) log n) for n nodes and m edges.
///
/// # References
/// - Eades, Lin & Smyth (1993), A fast and effective heuristic for the feedback arc set problem,
///   doi:10.1016/0020-0190(93)90079-O.
///
/// # Examples
/// ```
/// use dissensus::algorithm::main_path::break_cycles;
/// use dissensus::network::{DirectedNetwork, NodeIndex};
/// let node = NodeIndex::new;
/// let edges = [(0, 1), (1, 2), (2, 0), (0, 2)].map(|(from, to)| (node(from), node(to), 1.0));
/// assert_eq!(break_cycles(&DirectedNetwork::new(3, edges)).removed, [(node(2), node(0), 1.0)]);
/// ```
#[must_use]
pub fn break_cycles(network: &DirectedNetwork) -> Opened {
    let components = components(network);
    let cycles = cycles_of(&components);
    // The place of each node inside its component: first among its members, then in the chosen order.
    let mut place = vec![0; network.node_count()];
    for members in &cycles {
        for (position, node) in members.iter().enumerate() {
            place[node.index()] = position;
        }
        let inside = |node: NodeIndex, ends: &[NodeIndex]| -> Vec<usize> {
            let group = components.group(node);
            let kept = ends.iter().filter(|&&end| end != node && components.group(end) == group);
            kept.map(|end| place[end.index()]).collect()
        };
        let successors: Vec<_> = members.iter().map(|&node| inside(node, network.successors(node))).collect();
        let predecessors: Vec<_> =
            members.iter().map(|&node| inside(node, network.predecessors(node))).collect();
        for (position, member) in small_feedback_order(&successors, &predecessors).into_iter().enumerate() {
            place[members[member].index()] = position;
        }
    }
    let is_dropped = |from: NodeIndex, to: NodeIndex| {
        components.group(from) == components.group(to) && place[from.index()] >= place[to.index()]
    };
    let kept = network.edges().filter(|&(from, to, _)| !is_dropped(from, to));
    let acyclic = acyclic(DirectedNetwork::new(network.node_count(), kept));
    let removed = network.edges().filter(|&(from, to, _)| is_dropped(from, to)).collect();
    let nodes = Partition::singletons(network.node_count());
    let loops = loops_of(network);
    Opened { policy: CyclePolicy::Break, network: acyclic, nodes, cycles, loops, removed }
}

/// Leaves out what lies on cycles: every node of a strongly connected component with more than one node
/// loses all its edges.
///
/// What remains are the paths that meet no cycle. They are fewer than all paths, and the report says where
/// they were cut: [`Opened::cycles`] are the nodes left out, [`Opened::removed`] the edges. An edge from a
/// node to itself is left out too, but not its node: no path without repetition uses it.
///
/// Every network is accepted; an acyclic one stays as it is. Nodes keep their numbers.
///
/// # Determinism
/// There is one answer.
///
/// # Complexity
/// O(m + n log n) for n nodes and m edges.
///
/// # References
/// - Batagelj (2003), Efficient algorithms for citation network analysis, arXiv:cs/0309023, where it
///   discusses networks that are not acyclic.
///
/// # Examples
/// ```
/// use dissensus::algorithm::main_path::leave_out_cycles;
/// use dissensus::network::{DirectedNetwork, NodeIndex};
/// let node = NodeIndex::new;
/// let edges = [(0, 1), (1, 2), (2, 1), (0, 3)].map(|(from, to)| (node(from), node(to), 1.0));
/// let opened = leave_out_cycles(&DirectedNetwork::new(4, edges));
/// assert_eq!(opened.network.network().edges().collect::<Vec<_>>(), [(node(0), node(3), 1.0)]);
/// ```
#[must_use]
pub fn leave_out_cycles(network: &DirectedNetwork) -> Opened {
    let cycles = cycles_of(&components(network));
    let mut on_cycle = vec![false; network.node_count()];
    cycles.iter().flatten().for_each(|node| on_cycle[node.index()] = true);
    let is_left_out =
        |from: NodeIndex, to: NodeIndex| on_cycle[from.index()] || on_cycle[to.index()] || from == to;
    let kept = network.edges().filter(|&(from, to, _)| !is_left_out(from, to));
    let acyclic = acyclic(DirectedNetwork::new(network.node_count(), kept));
    let removed = network.edges().filter(|&(from, to, _)| is_left_out(from, to)).collect();
    let nodes = Partition::singletons(network.node_count());
    let loops = loops_of(network);
    Opened { policy: CyclePolicy::Keep, network: acyclic, nodes, cycles, loops, removed }
}

/// The strongly connected components.
fn components(network: &DirectedNetwork) -> Partition {
    let mut labels = vec![0; network.node_count()];
    for (label, members) in kosaraju_scc(network).into_iter().enumerate() {
        members.into_iter().for_each(|node| labels[node.index()] = label);
    }
    Partition::new(labels)
}

fn cycles_of(components: &Partition) -> Vec<Vec<NodeIndex>> {
    components.members().into_iter().filter(|members| members.len() > 1).collect()
}

fn loops_of(network: &DirectedNetwork) -> Vec<NodeIndex> {
    network.nodes().filter(|&node| network.successors(node).binary_search(&node).is_ok()).collect()
}

fn acyclic(network: DirectedNetwork) -> AcyclicNetwork {
    AcyclicNetwork::new(network).expect("every cycle lies inside one strongly connected component")
}
