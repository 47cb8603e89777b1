//! How many links a node has, and how strong they are.

use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;
use crate::algorithm::centrality::Accuracy;
use crate::algorithm::centrality::Centrality;
use crate::algorithm::centrality::CentralityOptions;
use crate::algorithm::centrality::Scores;
use crate::network::DirectedNetwork;
use crate::network::NodeIndex;

/// The number of nodes that link to each node: Freeman's degree, of a directed network.
///
/// C(v) = |{u ≠ v : u → v}|. In a network of citations, how many works of the corpus cite this one.
///
/// Any network is accepted; an empty one has no scores. Self-loops are left out.
///
/// # Determinism
/// The network decides.
///
/// # Complexity
/// O(n + m) time for n nodes and m edges, O(n) memory.
///
/// # References
/// L. C. Freeman (1978), "Centrality in social networks: conceptual clarification",
/// doi:10.1016/0378-8733(78)90021-7.
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::in_degree;
/// use dissensus::network::{DirectedNetwork, NodeIndex};
/// let node = NodeIndex::new;
/// let network = DirectedNetwork::new(2, [(node(0), node(1), 3.0), (node(1), node(1), 1.0)]);
/// assert_eq!(in_degree(&network).values(), [0.0, 1.0]);
/// ```
#[must_use]
pub fn in_degree(network: &DirectedNetwork) -> Scores {
    counted(network, |node| network.predecessors(node))
}

/// The number of nodes that each node links to; otherwise as [`in_degree`].
#[must_use]
pub fn out_degree(network: &DirectedNetwork) -> Scores {
    counted(network, |node| network.successors(node))
}

/// The sum of the weights of the links to each node; otherwise as [`in_degree`].
#[must_use]
pub fn in_strength(network: &DirectedNetwork) -> Scores {
    summed(network, |node| (network.predecessors(node), network.predecessor_weights(node)))
}

/// The sum of the weights of the links from each node; otherwise as [`in_degree`].
#[must_use]
pub fn out_strength(network: &DirectedNetwork) -> Scores {
    summed(network, |node| (network.successors(node), network.successor_weights(node)))
}

fn counted<'n>(network: &DirectedNetwork, ends: impl Fn(NodeIndex) -> &'n [NodeIndex]) -> Scores {
    let count = |node| ends(node).iter().filter(|&&end| end != node).count() as f64;
    Scores::new(network.nodes().map(count).collect(), Accuracy::Exact)
}

fn summed<'n>(
    network: &DirectedNetwork,
    links: impl Fn(NodeIndex) -> (&'n [NodeIndex], &'n [f64]),
) -> Scores {
    let sum = |node| {
        let (ends, weights) = links(node);
        let others = ends.iter().zip(weights).filter(|&(&end, _)| end != node);
        // Starting from 0 rather than with `sum`, whose empty total is -0.
        others.fold(0.0, |total, (_, weight)| total + weight)
    };
    Scores::new(network.nodes().map(sum).collect(), Accuracy::Exact)
}

/// [`in_degree`].
#[derive(Clone, Copy, Debug)]
pub struct InDegree;

impl Centrality for InDegree {
    fn info(&self) -> MethodInfo {
        freeman("in-degree", "how many nodes link to each")
    }

    fn score(&self, network: &DirectedNetwork, _: &CentralityOptions) -> Scores {
        in_degree(network)
    }
}

/// [`in_strength`].
#[derive(Clone, Copy, Debug)]
pub struct InStrength;

impl Centrality for InStrength {
    fn info(&self) -> MethodInfo {
        barrat("in-strength", "how strong the links to each node are together")
    }

    fn score(&self, network: &DirectedNetwork, _: &CentralityOptions) -> Scores {
        in_strength(network)
    }
}

/// [`out_degree`].
#[derive(Clone, Copy, Debug)]
pub struct OutDegree;

impl Centrality for OutDegree {
    fn info(&self) -> MethodInfo {
        freeman("out-degree", "how many nodes each links to")
    }

    fn score(&self, network: &DirectedNetwork, _: &CentralityOptions) -> Scores {
        out_degree(network)
    }
}

/// [`out_strength`].
#[derive(Clone, Copy, Debug)]
pub struct OutStrength;

impl Centrality for OutStrength {
    fn info(&self) -> MethodInfo {
        barrat("out-strength", "how strong the links from each node are together")
    }

    fn score(&self, network: &DirectedNetwork, _: &CentralityOptions) -> Scores {
        out_strength(network)
    }
}

fn freeman(name: &'static str, summary: &'static str) -> MethodInfo {
    let reference = "Freeman 1978, doi:10.1016/0378-8733(78)90021-7";
    MethodInfo { name, summary, reference, randomness: Randomness::None }
}

fn barrat(name: &'static str, summary: &'static str) -> MethodInfo {
    let reference = "Barrat, Barthélemy, Pastor-Satorras & Vespignani 2004, doi:10.1073/pnas.0400087101";
    MethodInfo { name, summary, reference, randomness: Randomness::None }
}
