//! Main paths in a weighted acyclic network.

use super::count::Count;
use super::count::PathCount;
use super::count::Precision;
use super::count::Values;
use super::traversal::TraversalWeights;
use crate::network::AcyclicNetwork;
use crate::network::NodeIndex;

/// Which arcs make up the main path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Search {
    /// From sources along the heaviest arc out of every node: what was taken up most, step by step.
    Forward(Start),
    /// From sinks back along the heaviest arc into every node: what the present leans on most, step by step.
    Backward(Start),
    /// Both ways from these nodes: where their ideas came from and went to.
    Through(Vec<NodeIndex>),
    /// The paths from a source to a sink with the largest sum of weights.
    Global,
    /// The heaviest arcs, each followed both ways: the important steps and what joins them.
    KeyRoute {
        /// How many arcs; more make a finer picture.
        count: usize,
        /// How they are followed to the sources and sinks.
        extension: Extension,
    },
}

/// Where a local search starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// At the sources (backward: sinks) with the heaviest arc.
    #[default]
    Heaviest,
    /// At these nodes.
    Nodes(Vec<NodeIndex>),
}

/// How a key route is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extension {
    /// Along the heaviest arc of every node.
    #[default]
    Local,
    /// Along the paths with the largest sum of weights.
    Global,
}

/// The arcs that a search has found, which is more than one path where weights tie or routes branch.
#[derive(Clone, Debug, PartialEq)]
pub struct MainPath {
    /// The nodes on it, in the network's topological order.
    pub nodes: Vec<NodeIndex>,
    /// The arcs, by the places of their ends in that order.
    pub arcs: Vec<MainPathArc>,
    /// The arcs a key-route search began with, in the order of `arcs`; none for the others.
    pub key_routes: Vec<(NodeIndex, NodeIndex)>,
    /// The largest sum of weights of a path, if the search was [`Search::Global`].
    pub score: Option<PathCount>,
    /// How near to the truth the weights are; those that may be equal within it count as tied.
    pub precision: Precision,
}

/// An arc of a main path.
#[derive(Clone, Debug, PartialEq)]
pub struct MainPathArc {
    /// The earlier end.
    pub from: NodeIndex,
    /// The later end.
    pub to: NodeIndex,
    /// How many paths run through it, by the weights searched.
    pub weight: PathCount,
}

/// Finds the main path of an acyclic network by the search asked for: priority-first (local), by the
/// largest sum (global), or from the heaviest arcs (key routes).
///
/// A local search takes at each node v it reaches the arc v→s (backward p→v) of the largest weight w. The
/// global one maximises Σ w over the arcs of a path. A key-route search takes the `count` heaviest arcs u→v
/// of the network and extends each from v to a sink and from u back to a source: no important arc is
/// missed, as a search that decides step by step may miss it.
///
/// **Ties**: all arcs that tie are followed, whether for the heaviest at a node, for the heaviest at the
/// start, for the largest sum, or for the last of the key routes. Weights that are known up to an error only
/// tie if they may be equal.
///
/// Every acyclic network is accepted; one without arcs has an empty path. Nodes left out of the weights,
/// such as those on cycles under [`CyclePolicy::Keep`](super::CyclePolicy::Keep), are not found. Nodes to
/// start at are part of the path even without arcs.
///
/// # Determinism
/// There is one answer; nothing depends on the order of ties, since all are taken.
///
/// # Complexity
/// O(n + m) time and memory, and O(r log r) to put an answer of r arcs in order, for n nodes
/// and m arcs.
///
/// # Panics
/// If the weights are those of another network, or a node to start at is not in the network.
///
/// # References
/// - Hummon & Doreian (1989), Connectivity in a citation network: the development of DNA theory,
///   doi:10.1016/0378-8733(89)90017-8 (local search).
/// - Liu & Lu (2012), An integrated approach for main path analysis: development of the Hirsch index as an
///   example, doi:10.1002/asi.21692 (global and key-route search).
///
/// # Examples
/// ```
/// use dissensus::algorithm::main_path::{Arithmetic, Search, main_path, spc};
/// use dissensus::network::{AcyclicNetwork, DirectedNetwork, NodeIndex};
/// let edges = [(0, 1), (1, 2), (1, 3), (3, 4)].map(|(from, to)| (NodeIndex::new(from), NodeIndex::new(to), 1.0));
/// let network = AcyclicNetwork::new(DirectedNetwork::new(5, edges)).unwrap();
/// let path = main_path(&network, &spc(&network, Arithmetic::Automatic), &Search::Global);
/// assert_eq!(path.nodes, [0, 1, 3, 4].map(NodeIndex::new));
/// assert_eq!(path.score.unwrap().to_string(), "4");
/// ```
#[must_use]
pub fn main_path(network: &AcyclicNetwork, weights: &TraversalWeights, search: &Search) -> MainPath {
    let same = network.network().edges().map(|(from, to, _)| (from, to)).eq(weights.arcs().iter().copied());
    assert!(same, "the weights are those of the arcs of the network");
    let steps = weights.counts().steps;
    let found = match &weights.counts().values {
        Values::Word(counts) => Walk::new(network, weights, counts, steps).search(search),
        Values::Big(counts) => Walk::new(network, weights, counts, steps).search(search),
        Values::Wide(counts) => Walk::new(network, weights, counts, steps).search(search),
    };
    found.described(network, weights)
}

/// What a search has marked.
struct Found {
    nodes: Vec<bool>,
    arcs: Vec<bool>,
    key_routes: Vec<usize>,
    score: Option<PathCount>,
}

impl Found {
    fn described(self, network: &AcyclicNetwork, weights: &TraversalWeights) -> MainPath {
        let mut place = vec![0; self.nodes.len()];
        for (position, node) in network.order().iter().enumerate() {
            place[node.index()] = position;
        }
        let by_place = |arc: &usize| {
            let (from, to) = weights.arcs()[*arc];
            (place[from.index()], place[to.index()])
        };
        let mut arcs: Vec<usize> = (0..self.arcs.len()).filter(|&arc| self.arcs[arc]).collect();
        arcs.sort_by_key(by_place);
        let mut key_routes = self.key_routes;
        key_routes.sort_by_key(by_place);
        let told = |arc: usize| {
            let (from, to) = weights.arcs()[arc];
            MainPathArc { from, to, weight: weights.counts().get(arc) }
        };
        MainPath {
            nodes: network.order().iter().copied().filter(|node| self.nodes[node.index()]).collect(),
            arcs: arcs.into_iter().map(told).collect(),
            key_routes: key_routes.into_iter().map(|arc| weights.arcs()[arc]).collect(),
            score: self.score,
            precision: weights.precision(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Onward,
    Back,
}

/// The network with the weights of its arcs at hand from both ends. An arc is known by its place among all.
struct Walk<'a, C> {
    network: &'a AcyclicNetwork,
    arcs: &'a [(NodeIndex, NodeIndex)],
    weights: &'a [C],
    steps: u64,
    /// Where the arcs out of each node begin.
    outgoing: Vec<usize>,
    /// The arcs into each node, and where they begin.
    incoming: Vec<usize>,
    incoming_starts: Vec<usize>,
}

impl<'a, C: Count> Walk<'a, C> {
    fn new(network: &'a AcyclicNetwork, weighed: &'a TraversalWeights, weights: &'a [C], steps: u64) -> Self {
        let nodes = network.network();
        let begin = |degree: &dyn Fn(NodeIndex) -> usize| {
            let mut starts = vec![0];
            starts.extend(nodes.nodes().scan(0, |sum, node| {
                *sum += degree(node);
                Some(*sum)
            }));
            starts
        };
        let outgoing = begin(&|node| nodes.successors(node).len());
        let incoming_starts = begin(&|node| nodes.predecessors(node).len());
        let mut next = incoming_starts.clone();
        let mut incoming = vec![0; weighed.arcs().len()];
        for (arc, (_, to)) in weighed.arcs().iter().enumerate() {
            incoming[next[to.index()]] = arc;
            next[to.index()] += 1;
        }
        Self { network, arcs: weighed.arcs(), weights, steps, outgoing, incoming, incoming_starts }
    }

    fn search(&self, search: &Search) -> Found {
        let (node_count, arc_count) = (self.network.order().len(), self.arcs.len());
        let (nodes, arcs) = (vec![false; node_count], vec![false; arc_count]);
        let mut found = Found { nodes, arcs, key_routes: Vec::new(), score: None };
        match search {
            Search::Forward(start) => {
                let starts = self.starts(start, Way::Onward);
                self.follow_heaviest(Way::Onward, &starts, &mut found);
            }
            Search::Backward(start) => {
                let starts = self.starts(start, Way::Back);
                self.follow_heaviest(Way::Back, &starts, &mut found);
            }
            Search::Through(starts) => {
                self.follow_heaviest(Way::Onward, starts, &mut found);
                self.follow_heaviest(Way::Back, starts, &mut found);
            }
            Search::Global => {
                let sums = self.largest_sums(Way::Onward);
                let is_start = |node: &NodeIndex| self.at(Way::Back, *node).len() == 0;
                let sources: Vec<NodeIndex> = self.network.network().nodes().filter(is_start).collect();
                let best = sources.iter().map(|source| &sums[source.index()]).max();
                let Some(best) = best.filter(|_| arc_count > 0) else { return found };
                let is_best = |node: &NodeIndex| best.may_equal(&sums[node.index()], self.sum_steps());
                let starts: Vec<NodeIndex> = sources.iter().copied().filter(is_best).collect();
                self.follow_largest(Way::Onward, &starts, &sums, &mut found);
                found.score = Some(best.shown());
            }
            Search::KeyRoute { count, extension } => self.key_routes(*count, *extension, &mut found),
        }
        found
    }

    /// The arcs at a node that lead the given way.
    fn at(&self, way: Way, node: NodeIndex) -> impl ExactSizeIterator<Item = usize> + Clone + '_ {
        let starts = match way {
            Way::Onward => &self.outgoing,
            Way::Back => &self.incoming_starts,
        };
        (starts[node.index()]..starts[node.index() + 1]).map(move |place| match way {
            Way::Onward => place,
            Way::Back => self.incoming[place],
        })
    }

    /// Where an arc leads.
    fn end(&self, way: Way, arc: usize) -> NodeIndex {
        let (from, to) = self.arcs[arc];
        match way {
            Way::Onward => to,
            Way::Back => from,
        }
    }

    fn heaviest(&self, arcs: impl Iterator<Item = usize>) -> Option<&C> {
        arcs.map(|arc| &self.weights[arc]).max()
    }

    fn starts(&self, start: &Start, way: Way) -> Vec<NodeIndex> {
        if let Start::Nodes(nodes) = start {
            return nodes.clone();
        }
        let against = if way == Way::Onward { Way::Back } else { Way::Onward };
        let is_extreme = |node: &NodeIndex| self.at(against, *node).len() == 0;
        let extremes: Vec<NodeIndex> = self.network.network().nodes().filter(is_extreme).collect();
        let best = self.heaviest(extremes.iter().flat_map(|&node| self.at(way, node)));
        let is_best = |node: &NodeIndex| {
            let own = self.heaviest(self.at(way, *node));
            best.zip(own).is_some_and(|(best, own)| best.may_equal(own, self.steps))
        };
        extremes.into_iter().filter(is_best).collect()
    }

    fn follow_heaviest(&self, way: Way, starts: &[NodeIndex], found: &mut Found) {
        self.follow(way, starts, found, |node| {
            let best = self.heaviest(self.at(way, node));
            let is_best =
                |arc: &usize| best.is_some_and(|best| best.may_equal(&self.weights[*arc], self.steps));
            self.at(way, node).filter(is_best).collect()
        });
    }

    fn follow_largest(&self, way: Way, starts: &[NodeIndex], sums: &[C], found: &mut Found) {
        self.follow(way, starts, found, |node| {
            let is_best = |arc: &usize| {
                let mut sum = self.weights[*arc].clone();
                sum.add(&sums[self.end(way, *arc).index()]);
                sums[node.index()].may_equal(&sum, self.sum_steps())
            };
            self.at(way, node).filter(is_best).collect()
        });
    }

    /// Marks what can be reached from the starts along the arcs chosen at every node.
    fn follow(
        &self,
        way: Way,
        starts: &[NodeIndex],
        found: &mut Found,
        chosen: impl Fn(NodeIndex) -> Vec<usize>,
    ) {
        let mut seen = vec![false; found.nodes.len()];
        let mut waiting: Vec<NodeIndex> = starts.to_vec();
        while let Some(node) = waiting.pop() {
            if std::mem::replace(&mut seen[node.index()], true) {
                continue;
            }
            found.nodes[node.index()] = true;
            for arc in chosen(node) {
                found.arcs[arc] = true;
                waiting.push(self.end(way, arc));
            }
        }
    }

    /// For every node the largest sum of weights on a path from it, leading the given way to an end.
    fn largest_sums(&self, way: Way) -> Vec<C> {
        let mut sums = vec![C::of(0); self.network.order().len()];
        let mut visit = |node: NodeIndex| {
            let best = self.at(way, node).map(|arc| {
                let mut sum = self.weights[arc].clone();
                sum.add(&sums[self.end(way, arc).index()]);
                sum
            });
            if let Some(best) = best.max() {
                sums[node.index()] = best;
            }
        };
        match way {
            Way::Onward => self.network.order().iter().rev().for_each(|&node| visit(node)),
            Way::Back => self.network.order().iter().for_each(|&node| visit(node)),
        }
        sums
    }

    /// How many operations lie behind a sum of weights along a path.
    fn sum_steps(&self) -> u64 {
        self.steps + self.network.order().len() as u64
    }

    fn key_routes(&self, count: usize, extension: Extension, found: &mut Found) {
        let mut by_weight: Vec<usize> = (0..self.arcs.len()).collect();
        let Some(last) = count.min(by_weight.len()).checked_sub(1) else { return };
        // The arcs are put in order only as far as to know the last of the heaviest.
        let (_, &mut least, _) =
            by_weight.select_nth_unstable_by(last, |&a, &b| self.weights[b].cmp(&self.weights[a]));
        let least = &self.weights[least];
        by_weight.retain(|&arc| {
            let weight = &self.weights[arc];
            weight >= least || least.may_equal(weight, self.steps)
        });
        for &arc in &by_weight {
            let (from, to) = self.arcs[arc];
            found.arcs[arc] = true;
            found.nodes[from.index()] = true;
            found.nodes[to.index()] = true;
        }
        for way in [Way::Onward, Way::Back] {
            let starts: Vec<NodeIndex> = by_weight.iter().map(|&arc| self.end(way, arc)).collect();
            match extension {
                Extension::Local => self.follow_heaviest(way, &starts, found),
                Extension::Global => self.follow_largest(way, &starts, &self.largest_sums(way), found),
            }
        }
        found.key_routes = by_weight;
    }
}
