//! Who is on the way between others.

use rayon::prelude::*;

use super::betweenness_sampling::estimated;
use super::path_count::Extended;
use super::path_count::Fit;
use super::path_count::PathCount;
use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;
use crate::algorithm::centrality::Accuracy;
use crate::algorithm::centrality::BetweennessOptions;
use crate::algorithm::centrality::Centrality;
use crate::algorithm::centrality::CentralityOptions;
use crate::algorithm::centrality::Effort;
use crate::algorithm::centrality::Scores;
use crate::network::DirectedNetwork;
use crate::network::NodeIndex;
use crate::network::UndirectedNetwork;

/// Over how many parts the sources are dealt out, whatever the number of threads, and how many of the parts
/// are in memory at a time.
const PARTS: usize = 64;
const PARTS_AT_A_TIME: usize = 16;

/// The betweenness of every node of a directed network, by Brandes' algorithm or, in large networks, from a
/// sample of shortest paths.
///
/// C(v) = Σ_{s ≠ v ≠ t} σ(s,t|v)/σ(s,t), where σ(s,t) is the number of shortest paths from s to t and σ(s,t|v) the
/// number of those that pass through v; pairs that no path joins count 0. A work of high betweenness is the
/// one through which chains of citation lead from one part of the literature to another. Divide by (n − 1)(n − 2)
/// for the share of pairs.
///
/// [`Effort`] decides whether all paths are counted. If not, ⌈ln(2k/δ)/(2ε²)⌉ times an ordered pair of nodes is
/// drawn, all n(n − 1) being equally likely, then one of the shortest paths between them, all being equally
/// likely; a node's estimate is the share of draws in which it is inside the path, times n(n − 1). Here k is the
/// number of nodes that have both a predecessor and a successor; the others are 0, without error. ε and δ come
/// from [`SamplingBound`](super::SamplingBound).
///
/// **All estimates are within ε n(n − 1) of C, with probability 1 − δ or more.** For each draw let X(v) be 1 if v is
/// inside the path and else 0. Its expectation is Σ_{s,t} σ(s,t|v)/σ(s,t) / (n(n − 1)) = C(v)/(n(n − 1)), and draws
/// are independent, so by Hoeffding's inequality the mean of r draws is ε or more away from it with a probability
/// of at most 2 exp(−2rε²). Added up over the k nodes this is at most δ as soon as r ≥ ln(2k/δ)/(2ε²). (The paths
/// are those of Riondato and Kornaropoulos; their own bound on r is often smaller but has a constant that is
/// known from experiments only.)
///
/// Any network is accepted; an empty one has no scores. Weights do not matter, self-loops are on no shortest path.
/// Numbers of paths may be as large as they like.
///
/// # Determinism
/// The network decides when all paths are counted, else the seed besides. Sources and draws are dealt out over
/// the same number of parts on any number of threads, and the parts are added in their order.
///
/// # Complexity
/// Counted: O(n m) time for n nodes and m edges, O(n) memory for each part. Sampled: r searches from both ends,
/// each O(m) at worst and in most networks far less.
///
/// # References
/// U. Brandes (2001), "A faster algorithm for betweenness centrality", doi:10.1080/0022250X.2001.9990249,
/// algorithm 1; L. C. Freeman (1977), "A set of measures of centrality based on betweenness",
/// doi:10.2307/3033543; M. Riondato & E. M. Kornaropoulos (2016), "Fast approximation of betweenness centrality
/// through sampling", doi:10.1007/s10618-015-0423-0; W. Hoeffding (1963), "Probability inequalities for sums of
/// bounded random variables", doi:10.1080/01621459.1963.10500830, theorem 2; the search from both ends:
/// M. Borassi & E. Natale (2019), "KADABRA is an adaptive algorithm for betweenness via random approximation",
/// doi:10.1145/3284359.
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::{BetweennessOptions, betweenness};
/// use dissensus::network::{DirectedNetwork, NodeIndex};
/// let node = NodeIndex::new;
/// let edges = [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)].map(|(a, b)| (node(a), node(b), 1.0));
/// let scores = betweenness(&DirectedNetwork::new(5, edges), &BetweennessOptions::default());
/// assert_eq!(scores.values(), [0.0, 1.0, 1.0, 3.0, 0.0]);
/// ```
#[must_use]
pub fn betweenness(network: &DirectedNetwork, options: &BetweennessOptions) -> Scores {
    scored(network, network.edge_count(), 1.0, options)
}

/// The betweenness of every node of an undirected network, every pair counted once: half of what
/// [`betweenness`] gives for the network with every edge in both directions, and otherwise the same. The
/// error of a sample is halved as well.
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::{BetweennessOptions, undirected_betweenness};
/// use dissensus::network::{NodeIndex, UndirectedNetwork};
/// let node = NodeIndex::new;
/// let path = UndirectedNetwork::new(3, [(node(0), node(1), 1.0), (node(1), node(2), 1.0)]);
/// assert_eq!(undirected_betweenness(&path, &BetweennessOptions::default()).values(), [0.0, 1.0, 0.0]);
/// ```
#[must_use]
pub fn undirected_betweenness(network: &UndirectedNetwork, options: &BetweennessOptions) -> Scores {
    scored(network, network.edge_count(), 0.5, options)
}

/// A network as paths see it.
pub(super) trait Links: Sync {
    fn node_count(&self) -> usize;

    /// The nodes one step after a node.
    fn onward(&self, node: NodeIndex) -> &[NodeIndex];

    /// The nodes one step before a node.
    fn back(&self, node: NodeIndex) -> &[NodeIndex];
}

impl Links for DirectedNetwork {
    fn node_count(&self) -> usize {
        self.node_count()
    }

    fn onward(&self, node: NodeIndex) -> &[NodeIndex] {
        self.successors(node)
    }

    fn back(&self, node: NodeIndex) -> &[NodeIndex] {
        self.predecessors(node)
    }
}

impl Links for UndirectedNetwork {
    fn node_count(&self) -> usize {
        self.node_count()
    }

    fn onward(&self, node: NodeIndex) -> &[NodeIndex] {
        self.neighbours(node)
    }

    fn back(&self, node: NodeIndex) -> &[NodeIndex] {
        self.neighbours(node)
    }
}

fn scored(network: &impl Links, edge_count: usize, factor: f64, options: &BetweennessOptions) -> Scores {
    let work = (network.node_count() as u64).saturating_mul(edge_count as u64);
    let exact = match options.effort {
        Effort::Exact => true,
        Effort::ExactUpTo(limit) => work <= limit,
        Effort::Sampled => false,
    };
    let (mut values, accuracy) =
        if exact { (counted(network), Accuracy::Exact) } else { estimated(network, factor, options) };
    values.iter_mut().for_each(|value| *value *= factor);
    Scores::new(values, accuracy)
}

fn counted(network: &impl Links) -> Vec<f64> {
    let count = network.node_count();
    let mut totals = vec![0.0; count];
    let parts: Vec<usize> = (0..PARTS.min(count)).collect();
    for batch in parts.chunks(PARTS_AT_A_TIME) {
        let of_parts: Vec<Vec<f64>> = batch.par_iter().map(|&part| from_part(network, part)).collect();
        for of_part in of_parts {
            totals.iter_mut().zip(of_part).for_each(|(total, value)| *total += value);
        }
    }
    totals
}

/// What the paths from every source of a part add to each node.
fn from_part(network: &impl Links, part: usize) -> Vec<f64> {
    let mut totals = vec![0.0; network.node_count()];
    let mut quick = Search::<f64>::new(network.node_count());
    let mut patient: Option<Search<Extended>> = None;
    // Old works reach little and new ones much, so each part takes some of all ages.
    for source in (part..network.node_count()).step_by(PARTS).map(NodeIndex::new) {
        if quick.add_paths_from(network, source, &mut totals) == Fit::TooLarge {
            let search = patient.get_or_insert_with(|| Search::new(network.node_count()));
            search.add_paths_from(network, source, &mut totals);
        }
    }
    totals
}

/// A search from one source after the other.
struct Search<C> {
    /// How far each node is from the source, `UNSEEN` if not reached. Apart from the rest, as most links only ask this.
    distances: Vec<u32>,
    states: Vec<State<C>>,
    order: Vec<NodeIndex>,
}

#[derive(Clone, Copy)]
struct State<C> {
    /// How many paths lead here, σ.
    paths: C,
    /// (1 + δ) / σ, on the way back.
    share: C,
}

const UNSEEN: u32 = u32::MAX;

impl<C: PathCount> Search<C> {
    fn new(node_count: usize) -> Self {
        let states = vec![State { paths: C::NONE, share: C::NONE }; node_count];
        Self { distances: vec![UNSEEN; node_count], states, order: Vec::with_capacity(node_count) }
    }

    /// Adds the dependency of a source on each node, unless some number of paths is too large for `C`.
    fn add_paths_from(&mut self, network: &impl Links, source: NodeIndex, totals: &mut [f64]) -> Fit {
        // `distances` is d, `order` is the stack S; δ is kept as (1 + δ)/σ, which each predecessor multiplies with its
        // own σ. Predecessors are found again by their distance.
        let Self { distances, states, order } = self;
        distances[source.index()] = 0;
        states[source.index()].paths = C::ONE;
        order.push(source);
        let mut at = 0;
        let mut fit = Fit::Fits;
        while let Some(&node) = order.get(at) {
            at += 1;
            let further = distances[node.index()] + 1;
            let paths = states[node.index()].paths;
            if paths.fits() == Fit::TooLarge {
                fit = Fit::TooLarge;
                break;
            }
            for &next in network.onward(node) {
                let distance = &mut distances[next.index()];
                if *distance == UNSEEN {
                    *distance = further;
                    states[next.index()].paths = paths;
                    order.push(next);
                } else if *distance == further {
                    let state = &mut states[next.index()];
                    state.paths = state.paths.plus(paths);
                }
            }
        }
        if fit == Fit::Fits {
            for &node in order.iter().rev() {
                let further = distances[node.index()] + 1;
                let mut shares = C::NONE;
                for &next in network.onward(node) {
                    if distances[next.index()] == further {
                        shares = shares.plus(states[next.index()].share);
                    }
                }
                let state = &mut states[node.index()];
                let dependency = state.paths.times(shares).to_f64();
                state.share = state.paths.dividing(1.0 + dependency);
                if node != source {
                    totals[node.index()] += dependency;
                }
            }
        }
        for node in order.drain(..) {
            distances[node.index()] = UNSEEN;
        }
        fit
    }
}

/// [`betweenness`].
#[derive(Clone, Copy, Debug)]
pub struct Betweenness;

impl Centrality for Betweenness {
    fn info(&self) -> MethodInfo {
        brandes("betweenness", "how many shortest chains of links lead through each node")
    }

    fn score(&self, network: &DirectedNetwork, options: &CentralityOptions) -> Scores {
        betweenness(network, &options.betweenness)
    }
}

/// [`undirected_betweenness`] of the network without its directions.
#[derive(Clone, Copy, Debug)]
pub struct BetweennessUndirected;

impl Centrality for BetweennessUndirected {
    fn info(&self) -> MethodInfo {
        brandes("betweenness-undirected", "how many shortest paths lead through each node, directions aside")
    }

    fn score(&self, network: &DirectedNetwork, options: &CentralityOptions) -> Scores {
        let undirected = UndirectedNetwork::new(network.node_count(), network.edges());
        undirected_betweenness(&undirected, &options.betweenness)
    }
}

fn brandes(name: &'static str, summary: &'static str) -> MethodInfo {
    let reference = "Brandes 2001, doi:10.1080/0022250X.2001.9990249";
    MethodInfo { name, summary, reference, randomness: Randomness::Seeded }
}
