//! Betweenness from a sample of shortest paths; what it is and how good is told at
//! [`betweenness`](super::betweenness()).

use rand::RngExt;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use rayon::prelude::*;

use super::betweenness::Links;
use super::path_count::Extended;
use super::path_count::Fit;
use super::path_count::PathCount;
use crate::algorithm::centrality::Accuracy;
use crate::algorithm::centrality::BetweennessOptions;
use crate::network::NodeIndex;

/// Over how many parts the draws are dealt out, whatever the number of threads.
const PARTS: u64 = 64;

/// Estimates in the unit of ordered pairs, and their accuracy in that unit times the factor.
pub(super) fn estimated(
    network: &impl Links,
    factor: f64,
    options: &BetweennessOptions,
) -> (Vec<f64>, Accuracy) {
    // `epsilon`, `delta`, `inner` and `draws` are ε, δ, k and r.
    let count = network.node_count();
    let (epsilon, delta) = (options.bound.epsilon(), options.bound.delta());
    let nodes = (0..count).map(NodeIndex::new);
    let passable = |node: &NodeIndex| !network.onward(*node).is_empty() && !network.back(*node).is_empty();
    let inner = nodes.filter(passable).count();
    if count < 3 || inner == 0 {
        return (vec![0.0; count], Accuracy::Exact);
    }
    let draws = ((2.0 * inner as f64 / delta).ln() / (2.0 * epsilon * epsilon)).ceil() as u64;
    let parts: Vec<u64> = (0..PARTS).collect();
    let mut hits = vec![0_u64; count];
    for batch in parts.chunks(8) {
        let of_parts: Vec<Vec<u64>> =
            batch.par_iter().map(|&part| hits_of_part(network, part, draws, options.seed)).collect();
        for of_part in of_parts {
            hits.iter_mut().zip(of_part).for_each(|(total, hits)| *total += hits);
        }
    }
    let pairs = count as f64 * (count - 1) as f64;
    let values = hits.into_iter().map(|hits| hits as f64 / draws as f64 * pairs).collect();
    (values, Accuracy::Sampled { draws, error: epsilon * pairs * factor, confidence: 1.0 - delta })
}

/// How often each node is inside one of the paths that a part draws.
fn hits_of_part(network: &impl Links, part: u64, draws: u64, seed: u64) -> Vec<u64> {
    let count = network.node_count();
    let mut hits = vec![0; count];
    // Streams of neighbouring seeds and parts are told apart by the expansion of the seed.
    let mut lots = Pcg64Mcg::seed_from_u64(seed.wrapping_mul(PARTS).wrapping_add(part));
    let mut quick = Meeting::<f64>::new(count);
    let mut patient: Option<Meeting<Extended>> = None;
    for _ in 0..draws / PARTS + u64::from(part < draws % PARTS) {
        let source = lots.random_range(0..count as u32) as usize;
        // One of the others: the target is the last node where it would be the source itself.
        let other = lots.random_range(0..count as u32 - 1) as usize;
        let target = if other == source { count - 1 } else { other };
        let ends = (NodeIndex::new(source), NodeIndex::new(target));
        if quick.draw(network, ends, &mut lots, &mut hits) == Fit::TooLarge {
            let patient = patient.get_or_insert_with(|| Meeting::new(count));
            patient.draw(network, ends, &mut lots, &mut hits);
        }
    }
    hits
}

/// Two searches that grow towards each other.
struct Meeting<C> {
    forward: Side<C>,
    backward: Side<C>,
}

/// A search from one end, level by level.
struct Side<C> {
    states: Vec<(C, u32)>,
    order: Vec<NodeIndex>,
    /// Where in `order` the outermost level begins.
    level: usize,
    depth: u32,
}

const UNSEEN: u32 = u32::MAX;

impl<C: PathCount> Meeting<C> {
    fn new(node_count: usize) -> Self {
        Self { forward: Side::new(node_count), backward: Side::new(node_count) }
    }

    /// Draws one of the shortest paths and counts the nodes inside, unless numbers of paths are too large.
    fn draw(
        &mut self,
        network: &impl Links,
        (source, target): (NodeIndex, NodeIndex),
        lots: &mut Pcg64Mcg,
        hits: &mut [u64],
    ) -> Fit {
        let Self { forward, backward } = self;
        forward.start(source);
        backward.start(target);
        let onward = |node| network.onward(node);
        let back = |node| network.back(node);
        let mut fit = Fit::Fits;
        // As long as no node is in both, every path is longer than both depths together.
        while !forward.frontier().is_empty() && !backward.frontier().is_empty() {
            let ahead: usize = forward.frontier().iter().map(|&node| onward(node).len()).sum();
            let behind: usize = backward.frontier().iter().map(|&node| back(node).len()).sum();
            let (grown, still) = if ahead <= behind {
                fit = forward.grow(onward);
                (&*forward, &*backward)
            } else {
                fit = backward.grow(back);
                (&*backward, &*forward)
            };
            if fit == Fit::TooLarge {
                break;
            }
            // Each shortest path has exactly one node in the new level, and there it meets the other side.
            let met = grown.frontier().iter().filter(|node| still.distance(**node) != UNSEEN);
            let meeting =
                chosen(met.map(|&node| (node, forward.paths(node).times(backward.paths(node)))), lots);
            if let Some(meeting) = meeting {
                let inside = |node: NodeIndex| node != source && node != target;
                hits[meeting.index()] += u64::from(inside(meeting));
                forward.retrace(meeting, back, lots, hits);
                backward.retrace(meeting, onward, lots, hits);
                break;
            }
        }
        forward.clear();
        backward.clear();
        fit
    }
}

impl<C: PathCount> Side<C> {
    fn new(node_count: usize) -> Self {
        Self { states: vec![(C::NONE, UNSEEN); node_count], order: Vec::new(), level: 0, depth: 0 }
    }

    fn start(&mut self, node: NodeIndex) {
        self.states[node.index()] = (C::ONE, 0);
        self.order.push(node);
        self.level = 0;
        self.depth = 0;
    }

    fn clear(&mut self) {
        for node in self.order.drain(..) {
            self.states[node.index()].1 = UNSEEN;
        }
    }

    fn frontier(&self) -> &[NodeIndex] {
        &self.order[self.level..]
    }

    fn distance(&self, node: NodeIndex) -> u32 {
        self.states[node.index()].1
    }

    fn paths(&self, node: NodeIndex) -> C {
        self.states[node.index()].0
    }

    /// One level further.
    fn grow<'n>(&mut self, links: impl Fn(NodeIndex) -> &'n [NodeIndex]) -> Fit {
        let end = self.order.len();
        self.depth += 1;
        for at in self.level..end {
            let node = self.order[at];
            let paths = self.paths(node);
            if paths.fits() == Fit::TooLarge {
                return Fit::TooLarge;
            }
            for &next in links(node) {
                let (there, distance) = &mut self.states[next.index()];
                if *distance == UNSEEN {
                    *distance = self.depth;
                    *there = paths;
                    self.order.push(next);
                } else if *distance == self.depth {
                    *there = there.plus(paths);
                }
            }
        }
        self.level = end;
        Fit::Fits
    }

    /// Walks from a node back to the start by a random path, all being equally likely, and counts the nodes
    /// between the two.
    fn retrace<'n>(
        &self,
        mut node: NodeIndex,
        links: impl Fn(NodeIndex) -> &'n [NodeIndex],
        lots: &mut Pcg64Mcg,
        hits: &mut [u64],
    ) {
        for distance in (1..self.distance(node)).rev() {
            let nearer = links(node).iter().filter(|before| self.distance(**before) == distance);
            node = chosen(nearer.map(|&before| (before, self.paths(before))), lots)
                .expect("a node that a search has reached has one that is nearer to the start");
            hits[node.index()] += 1;
        }
    }
}

/// One of some nodes, in proportion to their weights.
fn chosen<C: PathCount>(
    candidates: impl Iterator<Item = (NodeIndex, C)>,
    lots: &mut Pcg64Mcg,
) -> Option<NodeIndex> {
    let mut total = C::NONE;
    let mut choice = None;
    for (node, weight) in candidates {
        total = total.plus(weight);
        // Each takes the place of the one before with its share of the weight so far; the first one always.
        if choice.is_none() || lots.random::<f64>() < weight.times(total.dividing(1.0)).to_f64() {
            choice = Some(node);
        }
    }
    choice
}
