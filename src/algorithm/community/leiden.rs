//! The Leiden algorithm.

mod components;
mod level;
mod moving;
mod refinement;

use rand::Rng;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;

use self::level::Level;
use self::refinement::Refined;
use super::CommunityDetection;
use super::CommunityOptions;
use super::Iterations;
use super::QualityFunction;
use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;
use crate::network::Partition;
use crate::network::UndirectedNetwork;

/// How freely the refinement draws, in units of the mean weight of an edge.
const RANDOMNESS: f64 = 0.01;

/// [`leiden`] with the constant Potts model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeidenConstantPotts;

impl CommunityDetection for LeidenConstantPotts {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "leiden-cpm",
            summary: "connected communities denser than the resolution (Leiden, constant Potts model)",
            reference: "Traag, Waltman and van Eck 2019, doi:10.1038/s41598-019-41695-z",
            randomness: Randomness::Seeded,
        }
    }

    fn detect(&self, network: &UndirectedNetwork, options: &CommunityOptions) -> Partition {
        leiden(network, QualityFunction::ConstantPotts, options)
    }
}

/// [`leiden`] with modularity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeidenModularity;

impl CommunityDetection for LeidenModularity {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "leiden-modularity",
            summary: "connected communities with more weight inside than by chance (Leiden, modularity)",
            reference: "Traag, Waltman and van Eck 2019, doi:10.1038/s41598-019-41695-z",
            randomness: Randomness::Seeded,
        }
    }

    fn detect(&self, network: &UndirectedNetwork, options: &CommunityOptions) -> Partition {
        leiden(network, QualityFunction::Modularity, options)
    }
}

/// The communities of a network by the Leiden algorithm: a partition of high quality whose groups are connected.
///
/// It looks for a partition with a large H = Σ_c (W_c − γ n_c²), the sum over the groups c, where W_c is the
/// weight inside c with each edge counted from both its ends. For [`QualityFunction::ConstantPotts`], n_c is the
/// number of nodes of c and γ the resolution: the least density of a community. For
/// [`QualityFunction::Modularity`], n_c is the sum of the strengths of its nodes and γ the resolution divided by
/// 2m, m being the weight of all edges; there the resolution says how many times more than by chance a community
/// should hold inside. In both the reader who wants smaller communities takes a larger resolution.
///
/// An iteration moves single nodes to the group where that gains most, puts the nodes of each group together once
/// more by drawing among the mergers that lose nothing, makes every such part a node of a smaller network, and does
/// the same there until nothing can be put together. The next iteration starts from what came out, so that quality
/// never falls. When an iteration moves nothing, no node gains by a move of its own and no two groups gain by
/// joining. The largest quality is not promised; run several seeds ([`stability`](super::stability)).
///
/// Every network without negative weights is accepted; edges of weight 0 join nothing. An empty one gives an empty
/// partition, nodes without edges are groups of their own.
///
/// # Determinism
/// The seed decides in which order nodes are looked at and what the refinement draws. The result is the same on
/// any number of threads. Between moves that gain the same, staying goes first, then the group of the neighbour
/// that comes first. All weights multiplied by a power of two (and the resolution with them, in the constant
/// Potts model) leave the result as it is.
///
/// # Complexity
/// About O(n + m) for an iteration, as measured, no bound being known; O(n + m) memory, for n nodes and m edges.
/// The refinement and the smaller networks use all threads.
///
/// # Panics
/// If a weight is negative, infinite or not a number.
///
/// # References
/// Traag, Waltman and van Eck (2019), From Louvain to Leiden: guaranteeing well-connected communities,
/// [doi:10.1038/s41598-019-41695-z](https://doi.org/10.1038/s41598-019-41695-z), algorithm A.2 of the supplement.
///
/// # Examples
/// ```
/// use dissensus::algorithm::community::{CommunityOptions, QualityFunction, leiden};
/// use dissensus::network::{NodeIndex, Partition, UndirectedNetwork};
/// let edges = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)];
/// let edges = edges.map(|(a, b)| (NodeIndex::new(a), NodeIndex::new(b), 1.0));
/// let network = UndirectedNetwork::new(6, edges);
/// let communities = leiden(&network, QualityFunction::Modularity, &CommunityOptions::default());
/// assert_eq!(communities, Partition::new([0, 0, 0, 1, 1, 1]));
/// ```
#[must_use]
pub fn leiden(
    network: &UndirectedNetwork,
    quality: QualityFunction,
    options: &CommunityOptions,
) -> Partition {
    let level = match quality {
        QualityFunction::Modularity => Level::with_strengths(network),
        QualityFunction::ConstantPotts => Level::with_node_weights(network, vec![1.0; network.node_count()]),
    };
    let resolution = match quality {
        QualityFunction::ConstantPotts => options.resolution.value(),
        // Without weight there is nothing to divide, and nothing to move.
        QualityFunction::Modularity if level.total_node_weight() == 0.0 => 0.0,
        QualityFunction::Modularity => options.resolution.value() / level.total_node_weight(),
    };
    run(&level, resolution, options)
}

/// As [`leiden`] with the constant Potts model, for nodes that stand for several things each: n_c is the sum of
/// the weights of the nodes of c, and the quality is
/// [`weighted_constant_potts`](super::weighted_constant_potts).
///
/// # Panics
/// If a weight of an edge or of a node is negative, infinite or not a number, or if there is not one node weight
/// for each node.
///
/// # Examples
/// Two nodes that stand for three and five make fifteen pairs, and one edge is too little for them:
/// ```
/// use dissensus::algorithm::community::{CommunityOptions, Resolution, leiden_with_node_weights};
/// use dissensus::network::{NodeIndex, UndirectedNetwork};
/// let network = UndirectedNetwork::new(2, [(NodeIndex::new(0), NodeIndex::new(1), 1.0)]);
/// let options = CommunityOptions { resolution: Resolution::new(0.1).unwrap(), ..CommunityOptions::default() };
/// assert_eq!(leiden_with_node_weights(&network, &[3.0, 5.0], &options).group_count(), 2);
/// assert_eq!(leiden_with_node_weights(&network, &[1.0, 1.0], &options).group_count(), 1);
/// ```
#[must_use]
pub fn leiden_with_node_weights(
    network: &UndirectedNetwork,
    node_weights: &[f64],
    options: &CommunityOptions,
) -> Partition {
    assert_eq!(node_weights.len(), network.node_count(), "every node has a weight");
    assert!(
        node_weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0),
        "node weights are not negative"
    );
    let level = Level::with_node_weights(network, node_weights.to_vec());
    run(&level, options.resolution.value(), options)
}

/// The iterations.
fn run(level: &Level, resolution: f64, options: &CommunityOptions) -> Partition {
    // `search.resolution` is γ, `search.randomness` is θ.
    let mut random = Pcg64Mcg::seed_from_u64(options.seed);
    let search = Search { resolution, randomness: RANDOMNESS * level.mean_weight() };
    let mut groups: Vec<u32> = (0..level.node_count()).map(level::number).collect();
    let mut left = match options.iterations {
        Iterations::UntilStable => None,
        Iterations::AtMost(count) => Some(count.get()),
    };
    while left != Some(0) {
        if search.iterate(level, &mut groups, &mut random) == Progress::Still {
            break;
        }
        left = left.map(|left| left - 1);
    }
    Partition::new(groups)
}

/// What stays the same from the first iteration to the last.
#[derive(Clone, Copy, Debug)]
struct Search {
    resolution: f64,
    randomness: f64,
}

/// Whether an iteration changed anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    Moved,
    Still,
}

impl Search {
    /// One iteration: from the network as it is to one whose nodes are the groups.
    ///
    /// Every step before the last makes the network smaller: some two nodes share a group, and so either some part
    /// has two nodes or a component of a group has.
    fn iterate(self, first: &Level, groups: &mut [u32], random: &mut Pcg64Mcg) -> Progress {
        let mut progress = Progress::Still;
        // The node of the present level that holds each node of the first; none needed on the first.
        let mut places: Option<Vec<u32>> = None;
        let mut smaller: Option<Level> = None;
        let mut current = groups.to_vec();
        loop {
            let level = smaller.as_ref().unwrap_or(first);
            if moving::move_nodes(level, &mut current, self.resolution, random) > 0 {
                progress = Progress::Moved;
            }
            let group_count = level::renumber(&mut current);
            if group_count == level.node_count() {
                break;
            }
            let mut refined = refinement::refine(level, &current, group_count, self, random.next_u64());
            if refined.part_count() == level.node_count() {
                // The lots fell so that nothing was merged; the groups themselves are parts once they are connected.
                components::split(level, &mut current);
                let component_count = level::renumber(&mut current);
                if component_count == level.node_count() {
                    break;
                }
                refined = Refined { groups: (0..level::number(component_count)).collect(), parts: current };
            }
            let next = level.aggregate(&refined.parts, refined.part_count());
            match &mut places {
                None => places = Some(refined.parts),
                Some(places) => places.iter_mut().for_each(|place| *place = refined.parts[*place as usize]),
            }
            current = refined.groups;
            smaller = Some(next);
        }
        match places {
            None => groups.copy_from_slice(&current),
            Some(places) => {
                for (group, place) in groups.iter_mut().zip(places) {
                    *group = current[place as usize];
                }
            }
        }
        progress
    }
}

#[cfg(test)]
mod tests {
    use rand::RngExt;

    use super::*;
    use crate::network::NodeIndex;

    /// What a partition loses: the weight between groups, each edge from both its ends, and γ Σ n_c². The weight of
    /// all edges less this is H, so that differences of the two are the same but for the sign.
    pub(super) fn cost(level: &Level, groups: &[u32], resolution: f64) -> f64 {
        let mut cut = 0.0;
        let mut weights = vec![0.0; groups.len()];
        for node in 0..level::number(level.node_count()) {
            weights[groups[node as usize] as usize] += level.node_weight(node);
            let away = level.row(node).filter(|&(end, _)| groups[end as usize] != groups[node as usize]);
            cut += away.map(|(_, weight)| weight).sum::<f64>();
        }
        cut + resolution * weights.iter().map(|weight| weight * weight).sum::<f64>()
    }

    /// A random network with weights and self-loops, and random groups of its nodes without gaps.
    pub(super) fn random_network(
        seed: u64,
        nodes: usize,
        density: f64,
        groups: u32,
    ) -> (UndirectedNetwork, Vec<u32>, usize) {
        let mut random = Pcg64Mcg::seed_from_u64(seed);
        let mut edges = Vec::new();
        for a in 0..nodes {
            for b in a..nodes {
                if random.random::<f64>() < density {
                    edges.push((NodeIndex::new(a), NodeIndex::new(b), 0.1 + random.random::<f64>()));
                }
            }
        }
        let mut labels: Vec<u32> = (0..nodes).map(|_| random.random_range(0..groups)).collect();
        let group_count = level::renumber(&mut labels);
        (UndirectedNetwork::new(nodes, edges), labels, group_count)
    }

    #[test]
    fn no_iteration_loses_quality() {
        for seed in 0..30 {
            let (network, _, _) = random_network(seed, 60, 0.08, 1);
            let level = Level::with_strengths(&network);
            let search = Search { resolution: 1.0 / level.total_node_weight(), randomness: 0.01 };
            let mut random = Pcg64Mcg::seed_from_u64(seed);
            let mut groups: Vec<u32> = (0..60).collect();
            let mut before = cost(&level, &groups, search.resolution);
            for _ in 0..5 {
                let progress = search.iterate(&level, &mut groups, &mut random);
                let after = cost(&level, &groups, search.resolution);
                assert!(after <= before + 1e-9);
                assert!(progress == Progress::Moved || after >= before - 1e-9);
                before = after;
            }
        }
    }
}
