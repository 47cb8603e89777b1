//! Where a network comes apart.

use crate::network::NodeIndex;
use crate::network::UndirectedNetwork;

/// What holds the parts of a network together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cuts {
    /// The articulation points, ascending: nodes whose removal takes a component apart.
    pub nodes: Vec<NodeIndex>,
    /// The cut edges, the lower end first, ascending: edges whose removal takes a component apart. (Elsewhere they are
    /// called bridges, which here are works between schools.)
    pub edges: Vec<(NodeIndex, NodeIndex)>,
}

/// The articulation points and the cut edges, by depth-first search with low points, after Hopcroft and Tarjan.
///
/// A node or an edge is listed if the network has more components without it. In a debate these are the only
/// ways from one part to another: a cut edge is the one citation, a cut node the one work, by which a side branch
/// hangs on the rest.
///
/// Any network is accepted; an empty one has neither. Weights do not matter, so two nodes that are joined by
/// many parallel edges are joined by one; self-loops are left out.
///
/// petgraph's functions of this kind ask for traits that a network in rows does not have; they serve as oracles.
///
/// # Determinism
/// The network decides.
///
/// # Complexity
/// O(n + m) time for n nodes and m edges, O(n) memory; nothing is called recursively.
///
/// # References
/// J. Hopcroft & R. Tarjan (1973), "Algorithm 447: efficient algorithms for graph manipulation",
/// doi:10.1145/362248.362272; cut edges: R. E. Tarjan (1974), "A note on finding the bridges of a graph",
/// doi:10.1016/0020-0190(74)90003-9.
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::cuts;
/// use dissensus::network::{NodeIndex, UndirectedNetwork};
/// let node = NodeIndex::new;
/// let edges = [(0, 1), (1, 2), (2, 0), (2, 3)].map(|(a, b)| (node(a), node(b), 1.0));
/// let found = cuts(&UndirectedNetwork::new(4, edges));
/// assert_eq!(found.nodes, [node(2)]);
/// assert_eq!(found.edges, [(node(2), node(3))]);
/// ```
#[must_use]
pub fn cuts(network: &UndirectedNetwork) -> Cuts {
    // `arrival` is the number of a node in the search and `low` its low point: the lowest number that it or
    // a descendant in the tree has an edge to, that of its parent aside.
    let count = network.node_count();
    let mut arrival = vec![None; count];
    let mut low = vec![0; count];
    let mut is_cut = vec![false; count];
    let mut edges = Vec::new();
    let mut clock = 0_usize;
    let mut path: Vec<Step> = Vec::new();
    for root in network.nodes() {
        if arrival[root.index()].is_some() {
            continue;
        }
        let mut branches = 0;
        path.push(Step { node: root, parent: None, at: 0 });
        while let Some(step) = path.last_mut() {
            let &mut Step { node, parent, at } = step;
            if at == 0 && arrival[node.index()].is_none() {
                arrival[node.index()] = Some(clock);
                low[node.index()] = clock;
                clock += 1;
            }
            if let Some(&next) = network.neighbours(node).get(at) {
                step.at += 1;
                match arrival[next.index()] {
                    _ if Some(next) == parent => {}
                    Some(number) => low[node.index()] = low[node.index()].min(number),
                    None => path.push(Step { node: next, parent: Some(node), at: 0 }),
                }
                continue;
            }
            path.pop();
            let Some(parent) = parent else { continue };
            low[parent.index()] = low[parent.index()].min(low[node.index()]);
            let above = arrival[parent.index()].expect("a parent has been searched before its children");
            if low[node.index()] > above {
                edges.push((node.min(parent), node.max(parent)));
            }
            if parent == root {
                branches += 1;
            } else if low[node.index()] >= above {
                is_cut[parent.index()] = true;
            }
        }
        // The root has nothing above it, so it matters if it has more than one branch.
        is_cut[root.index()] = branches > 1;
    }
    edges.sort_unstable();
    Cuts { nodes: network.nodes().filter(|node| is_cut[node.index()]).collect(), edges }
}

/// A node on the path from the root, and which of its neighbours comes next.
struct Step {
    node: NodeIndex,
    parent: Option<NodeIndex>,
    at: usize,
}
