//! Where a reader who follows links ends up.

use rayon::prelude::*;

use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;
use crate::algorithm::centrality::Accuracy;
use crate::algorithm::centrality::Centrality;
use crate::algorithm::centrality::CentralityOptions;
use crate::algorithm::centrality::PageRankOptions;
use crate::algorithm::centrality::Scores;
use crate::network::DirectedNetwork;
use crate::network::NodeIndex;

/// The PageRank of every node, by the power method.
///
/// r(v) = (1 − d)/n + d · (Σ_{u → v} w(u,v)/W(u) · r(u) + D/n), where n is the number of nodes, d the damping,
/// w(u,v) the weight of a link, W(u) the sum of the weights of the links from u, and D the sum of the ranks of
/// the nodes without such links (dangling: in a network of citations, the works that cite nothing in the
/// corpus). It is the share of time that a reader spends on v who follows a random link with probability d, and
/// else, or at a dead end, starts anew anywhere. A high d trusts long chains of citation, a low one the
/// citations that can be seen. The ranks add up to 1.
///
/// Any network is accepted; an empty one has no ranks. Links whose weight is not positive carry nothing, and
/// self-loops are left out.
///
/// petgraph has a function of this name, but it gives the nodes that a link reaches no share of the new starts
/// and takes O(n² m), so it is neither this quantity nor quick enough.
///
/// # Determinism
/// The network decides; every sum has a fixed order.
///
/// # Complexity
/// O((n + m) log t / log d) time for n nodes, m edges, damping d and tolerance t: 150 rounds at most for 0.85 and
/// 10⁻¹⁰; O(n) memory. The error shrinks by d in each round, so there is no need for a limit on their number.
///
/// # References
/// S. Brin & L. Page (1998), "The anatomy of a large-scale hypertextual web search engine",
/// doi:10.1016/S0169-7552(98)00110-X; A. N. Langville & C. D. Meyer (2005), "A survey of eigenvector methods for
/// web information retrieval", doi:10.1137/S0036144503424786.
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::{PageRankOptions, page_rank};
/// use dissensus::network::{DirectedNetwork, NodeIndex};
/// let node = NodeIndex::new;
/// let network = DirectedNetwork::new(3, [(node(0), node(2), 1.0), (node(1), node(2), 1.0)]);
/// let scores = page_rank(&network, &PageRankOptions::default());
/// assert_eq!(scores.ranking()[0], node(2));
/// ```
#[must_use]
pub fn page_rank(network: &DirectedNetwork, options: &PageRankOptions) -> Scores {
    // `damping` is d, `rank` is r, `outgoing` is W, `dangling` is D.
    let count = network.node_count() as f64;
    let damping = options.damping.probability();
    let tolerance = options.tolerance.max(1e-14);
    if network.node_count() == 0 {
        return Scores::new(Vec::new(), Accuracy::Exact);
    }
    let outgoing: Vec<f64> = network
        .nodes()
        .map(|node| carried(node, network.successors(node), network.successor_weights(node)))
        .map(|links| links.fold(0.0, |total, (_, weight)| total + weight))
        .collect();
    let mut rank = vec![1.0 / count; network.node_count()];
    // After k rounds the distance is at most 2 dᵏ, whatever rounding does to the change that is seen.
    let mut certain = 2.0;
    loop {
        let mut dangling = 0.0;
        let mut given = rank.clone();
        for (given, &total) in given.iter_mut().zip(&outgoing) {
            if total > 0.0 {
                *given /= total;
            } else {
                dangling += *given;
            }
        }
        let everyone = (1.0 - damping + damping * dangling) / count;
        let received = |index: usize| {
            let node = NodeIndex::new(index);
            let links = carried(node, network.predecessors(node), network.predecessor_weights(node));
            everyone + damping * links.fold(0.0, |sum, (from, weight)| sum + weight * given[from.index()])
        };
        let next: Vec<f64> = (0..rank.len()).into_par_iter().with_min_len(256).map(received).collect();
        let change: f64 = next.iter().zip(&rank).map(|(new, old)| (new - old).abs()).sum();
        rank = next;
        certain *= damping;
        // The map shrinks distances by d, so what is left is at most d/(1 − d) times the last step.
        let error = certain.min(change * damping / (1.0 - damping));
        if error <= tolerance {
            return Scores::new(rank, Accuracy::Converged { error: tolerance });
        }
    }
}

/// The links that carry something, self-loops left out.
fn carried<'n>(
    node: NodeIndex,
    ends: &'n [NodeIndex],
    weights: &'n [f64],
) -> impl Iterator<Item = (NodeIndex, f64)> + 'n {
    let links = ends.iter().copied().zip(weights.iter().copied());
    links.filter(move |&(end, weight)| end != node && weight > 0.0)
}

/// [`page_rank`].
#[derive(Clone, Copy, Debug)]
pub struct PageRank;

impl Centrality for PageRank {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "page-rank",
            summary: "how often a reader who follows links comes by each node",
            reference: "Brin & Page 1998, doi:10.1016/S0169-7552(98)00110-X",
            randomness: Randomness::None,
        }
    }

    fn score(&self, network: &DirectedNetwork, options: &CentralityOptions) -> Scores {
        page_rank(network, &options.page_rank)
    }
}
