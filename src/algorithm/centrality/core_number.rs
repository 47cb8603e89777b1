//! How deep in the network a node lies.

use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;
use crate::algorithm::centrality::Accuracy;
use crate::algorithm::centrality::Centrality;
use crate::algorithm::centrality::CentralityOptions;
use crate::algorithm::centrality::Scores;
use crate::network::DirectedNetwork;
use crate::network::NodeIndex;
use crate::network::UndirectedNetwork;

/// The core number of every node, by the bucket algorithm of Batagelj and Zaveršnik.
///
/// The k-core is what is left when nodes with fewer than k neighbours are taken away until there are none; the
/// core number of a node is the greatest k whose core it is in. High numbers are the thick of a debate, where
/// everybody is joined to many who are joined to many; a work that many cite but that are themselves
/// marginal has a low number.
///
/// Any network is accepted; an empty one has no numbers. Weights do not matter, self-loops are left out.
///
/// # Determinism
/// The network decides.
///
/// # Complexity
/// O(n + m) time for n nodes and m edges, O(n) memory.
///
/// # References
/// V. Batagelj & M. Zaveršnik (2003), "An O(m) algorithm for cores decomposition of networks",
/// arXiv:cs/0310049; the same (2011), "Fast algorithms for determining (generalized) core groups in social networks",
/// doi:10.1007/s11634-010-0079-y. The notion: S. B. Seidman (1983), "Network
/// structure and minimum degree", doi:10.1016/0378-8733(83)90028-X.
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::core_numbers;
/// use dissensus::network::{NodeIndex, UndirectedNetwork};
/// let node = NodeIndex::new;
/// let edges = [(0, 1), (1, 2), (2, 0), (2, 3)].map(|(a, b)| (node(a), node(b), 1.0));
/// assert_eq!(core_numbers(&UndirectedNetwork::new(5, edges)), [2, 2, 2, 1, 0]);
/// ```
#[must_use]
pub fn core_numbers(network: &UndirectedNetwork) -> Vec<usize> {
    // `core` is deg, `place` is pos, `queue` is vert and `starts` is bin.
    let neighbours = |node: NodeIndex| network.neighbours(node).iter().filter(move |&&other| other != node);
    let mut core: Vec<usize> = network.nodes().map(|node| neighbours(node).count()).collect();
    let highest = core.iter().copied().max().unwrap_or(0);
    let mut starts = vec![0; highest + 2];
    for &degree in &core {
        starts[degree + 1] += 1;
    }
    for degree in 0..=highest {
        starts[degree + 1] += starts[degree];
    }
    let mut free = starts.clone();
    let mut queue = vec![NodeIndex::default(); core.len()];
    let mut place = vec![0; core.len()];
    for node in network.nodes() {
        let slot = &mut free[core[node.index()]];
        place[node.index()] = *slot;
        queue[*slot] = node;
        *slot += 1;
    }
    for at in 0..queue.len() {
        let node = queue[at];
        for &other in neighbours(node) {
            let degree = core[other.index()];
            if degree > core[node.index()] {
                // The other node moves to the front of its bucket, which then begins after it.
                let front = starts[degree];
                let moved = queue[front];
                queue.swap(place[other.index()], front);
                place[moved.index()] = place[other.index()];
                place[other.index()] = front;
                starts[degree] = front + 1;
                core[other.index()] -= 1;
            }
        }
    }
    core
}

/// [`core_numbers`] of the network without its directions.
#[derive(Clone, Copy, Debug)]
pub struct CoreNumber;

impl Centrality for CoreNumber {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "core-number",
            summary: "how thick the part of the network is that each node lies in, directions aside",
            reference: "Batagelj & Zaveršnik 2011, doi:10.1007/s11634-010-0079-y",
            randomness: Randomness::None,
        }
    }

    fn score(&self, network: &DirectedNetwork, _: &CentralityOptions) -> Scores {
        let undirected = UndirectedNetwork::new(network.node_count(), network.edges());
        let numbers = core_numbers(&undirected);
        Scores::new(numbers.into_iter().map(|number| number as f64).collect(), Accuracy::Exact)
    }
}
