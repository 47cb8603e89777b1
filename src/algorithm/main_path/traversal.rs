//! Path counts by two sweeps along the topological order, and the weights made of them.

use petgraph::Direction;
use rayon::prelude::*;

use num_bigint::BigUint;

use super::count::Arithmetic;
use super::count::Count;
use super::count::PathCount;
use super::count::PathCounts;
use super::count::Precision;
use super::count::Width;
use super::count::width;
use super::wide::Wide;
use crate::network::AcyclicNetwork;
use crate::network::NodeIndex;

/// A weight for every arc of an acyclic network: how many paths run through it.
#[derive(Clone, Debug, PartialEq)]
pub struct TraversalWeights {
    arcs: Vec<(NodeIndex, NodeIndex)>,
    counts: PathCounts,
}

impl TraversalWeights {
    /// The arcs, by first node and then by second, as in the network.
    #[must_use]
    pub fn arcs(&self) -> &[(NodeIndex, NodeIndex)] {
        &self.arcs
    }

    /// The weights, in the order of the arcs.
    #[must_use]
    pub fn counts(&self) -> &PathCounts {
        &self.counts
    }

    /// The weight of an arc, if there is one.
    #[must_use]
    pub fn weight(&self, from: NodeIndex, to: NodeIndex) -> Option<PathCount> {
        let place = self.arcs.binary_search(&(from, to)).ok()?;
        Some(self.counts.get(place))
    }

    /// How near to the truth the weights are.
    #[must_use]
    pub fn precision(&self) -> Precision {
        self.counts.precision()
    }
}

/// Where the paths of a count may begin (or, swept backward, end).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Terminal {
    /// At nodes without predecessors only (or without successors).
    Extremes,
    /// At every node.
    Everywhere,
    /// At every node but the one in question: paths have at least one arc.
    Arrivals,
}

/// The weight of every arc u→v: (paths to u, beginning where `beginnings` says) times (paths from v,
/// ending where `ends` says).
///
/// The rough counts come first: they tell how many digits the exact ones need.
pub(super) fn weigh(
    network: &AcyclicNetwork,
    beginnings: Terminal,
    ends: Terminal,
    arithmetic: Arithmetic,
) -> TraversalWeights {
    let nodes = network.network();
    let mut arcs = Vec::with_capacity(nodes.edge_count());
    nodes.nodes().for_each(|from| arcs.extend(nodes.successors(from).iter().map(|&to| (from, to))));
    let rough: Vec<Wide> = products(network, &arcs, beginnings, ends);
    let counts = match width(&rough, network.order().len(), arithmetic) {
        Width::Word => u128::gathered(products(network, &arcs, beginnings, ends), 0),
        Width::Big => BigUint::gathered(products(network, &arcs, beginnings, ends), 0),
        Width::Wide => {
            let (before, after) = rayon::join(
                || steps(network, Direction::Incoming, beginnings),
                || steps(network, Direction::Outgoing, ends),
            );
            let most = arcs.iter().map(|(from, to)| before[from.index()] + after[to.index()] + 1).max();
            Wide::gathered(rough, most.unwrap_or(0))
        }
    };
    TraversalWeights { arcs, counts }
}

/// For every node the number of paths to it (looking at `Incoming` arcs) or from it (`Outgoing`).
pub(super) fn node_counts(
    network: &AcyclicNetwork,
    direction: Direction,
    terminal: Terminal,
    arithmetic: Arithmetic,
) -> PathCounts {
    let rough: Vec<Wide> = sweep(network, direction, terminal);
    match width(&rough, network.order().len(), arithmetic) {
        Width::Word => u128::gathered(sweep(network, direction, terminal), 0),
        Width::Big => BigUint::gathered(sweep(network, direction, terminal), 0),
        Width::Wide => {
            let most = steps(network, direction, terminal).into_iter().max().unwrap_or(0);
            Wide::gathered(rough, most)
        }
    }
}

fn products<C: Count>(
    network: &AcyclicNetwork,
    arcs: &[(NodeIndex, NodeIndex)],
    beginnings: Terminal,
    ends: Terminal,
) -> Vec<C> {
    let (before, after): (Vec<C>, Vec<C>) = rayon::join(
        || sweep(network, Direction::Incoming, beginnings),
        || sweep(network, Direction::Outgoing, ends),
    );
    arcs.par_iter()
        .with_min_len(4096)
        .map(|(from, to)| before[from.index()].product(&after[to.index()]))
        .collect()
}

fn sweep<C: Count>(network: &AcyclicNetwork, direction: Direction, terminal: Terminal) -> Vec<C> {
    let mut counts = vec![C::of(0); network.order().len()];
    visit(network, direction, |node, behind| {
        let mut count = match terminal {
            Terminal::Extremes if behind.is_empty() => C::of(1),
            Terminal::Extremes => C::of(0),
            Terminal::Everywhere => C::of(1),
            Terminal::Arrivals => C::of(behind.len()),
        };
        for other in behind {
            count.add(&counts[other.index()]);
        }
        counts[node.index()] = count;
    });
    counts
}

/// How many sums that may cut off lie behind the count of each node. Adding to zero cuts nothing off.
fn steps(network: &AcyclicNetwork, direction: Direction, terminal: Terminal) -> Vec<u64> {
    let mut steps = vec![0_u64; network.order().len()];
    visit(network, direction, |node, behind| {
        let earlier = behind.iter().map(|other| steps[other.index()]).max().unwrap_or(0);
        let sums = match terminal {
            Terminal::Extremes => behind.len().saturating_sub(1),
            Terminal::Everywhere | Terminal::Arrivals => behind.len(),
        };
        steps[node.index()] = earlier + sums as u64;
    });
    steps
}

/// Every node, after all those its arcs of this direction lead to.
fn visit(network: &AcyclicNetwork, direction: Direction, mut at: impl FnMut(NodeIndex, &[NodeIndex])) {
    let nodes = network.network();
    match direction {
        Direction::Incoming => {
            network.order().iter().for_each(|&node| at(node, nodes.predecessors(node)));
        }
        Direction::Outgoing => {
            network.order().iter().rev().for_each(|&node| at(node, nodes.successors(node)))
        }
    }
}
