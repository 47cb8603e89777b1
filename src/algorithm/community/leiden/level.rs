//! A network as the Leiden algorithm works on it, and smaller networks made from it.

use rayon::prelude::*;

use crate::network::UndirectedNetwork;

/// A network in flat rows, without self-loops and without edges of weight 0, with a weight for each node.
///
/// A self-loop stays inside its group wherever the node goes, so no gain depends on it; where it counts is the
/// strength of its node, which the node weight may be.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Level {
    /// Where each node's row begins; one more than there are nodes.
    offsets: Vec<usize>,
    ends: Vec<u32>,
    weights: Weights,
    node_weights: Vec<f64>,
}

/// The weights of all entries of all rows.
#[derive(Clone, Debug, PartialEq)]
enum Weights {
    /// Every one is this, as where each edge counts once; rows are then a third as long in memory.
    Equal(f64),
    Each(Vec<f64>),
}

impl Weights {
    fn new(weights: Vec<f64>) -> Self {
        match weights.first() {
            Some(&first) if weights.iter().all(|&weight| weight == first) => Self::Equal(first),
            _ => Self::Each(weights),
        }
    }
}

/// A position as the number it is kept as.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).expect("a network has fewer than 2^32 nodes")
}

impl Level {
    /// A network whose nodes weigh what is given for each.
    pub(super) fn with_node_weights(network: &UndirectedNetwork, node_weights: Vec<f64>) -> Self {
        let mut offsets = Vec::with_capacity(network.node_count() + 1);
        let mut ends = Vec::with_capacity(2 * network.edge_count());
        let mut weights = Vec::with_capacity(2 * network.edge_count());
        offsets.push(0);
        for node in network.nodes() {
            for (&end, &weight) in network.neighbours(node).iter().zip(network.weights(node)) {
                assert!(weight.is_finite() && weight >= 0.0, "weights are finite and not negative");
                if end != node && weight > 0.0 {
                    ends.push(number(end.index()));
                    weights.push(weight);
                }
            }
            offsets.push(ends.len());
        }
        Self { offsets, ends, weights: Weights::new(weights), node_weights }
    }

    /// A network whose nodes weigh what their edges do, self-loops counted twice.
    pub(super) fn with_strengths(network: &UndirectedNetwork) -> Self {
        let strength = |node| {
            let row = network.neighbours(node).iter().zip(network.weights(node));
            row.map(|(&end, &weight)| if end == node { 2.0 * weight } else { weight }).sum()
        };
        Self::with_node_weights(network, network.nodes().map(strength).collect())
    }

    pub(super) fn node_count(&self) -> usize {
        self.node_weights.len()
    }

    pub(super) fn node_weight(&self, node: u32) -> f64 {
        self.node_weights[node as usize]
    }

    /// The weight of all nodes together.
    pub(super) fn total_node_weight(&self) -> f64 {
        self.node_weights.iter().sum()
    }

    /// The mean weight of an edge, 0 if there is none.
    pub(super) fn mean_weight(&self) -> f64 {
        match &self.weights {
            Weights::Equal(weight) => *weight,
            Weights::Each(weights) if weights.is_empty() => 0.0,
            Weights::Each(weights) => weights.iter().sum::<f64>() / weights.len() as f64,
        }
    }

    pub(super) fn degree(&self, node: u32) -> usize {
        self.offsets[node as usize + 1] - self.offsets[node as usize]
    }

    /// The other ends of a node's edges with their weights.
    #[inline]
    pub(super) fn row(&self, node: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
        let row = self.offsets[node as usize]..self.offsets[node as usize + 1];
        let (equal, each) = match &self.weights {
            Weights::Equal(weight) => (*weight, [].as_slice()),
            Weights::Each(weights) => (0.0, &weights[row.clone()]),
        };
        let ends = self.ends[row].iter().enumerate();
        ends.map(move |(place, &end)| (end, each.get(place).copied().unwrap_or(equal)))
    }

    /// The network whose nodes are the parts of this one: edges between two parts become one, their weights added,
    /// edges inside a part go, and a part weighs what its nodes weigh together.
    pub(super) fn aggregate(&self, parts: &[u32], part_count: usize) -> Self {
        let members = Members::new(parts, part_count);
        let node_weights = (0..part_count)
            .map(|part| members.of(part).iter().map(|&node| self.node_weight(node)).sum())
            .collect();
        // Each row is made by itself, so that how many pieces there are does not matter to the result.
        let pieces = 4 * rayon::current_num_threads();
        let step = part_count.div_ceil(pieces).max(1);
        let made: Vec<RowPiece> = (0..part_count.div_ceil(step))
            .into_par_iter()
            .map(|piece| {
                self.rows_of_parts(parts, &members, piece * step..part_count.min((piece + 1) * step))
            })
            .collect();
        let entries = made.iter().map(|piece| piece.ends.len()).sum();
        let mut offsets = Vec::with_capacity(part_count + 1);
        let mut ends = Vec::with_capacity(entries);
        let mut weights = Vec::with_capacity(entries);
        offsets.push(0);
        for piece in made {
            let before = ends.len();
            offsets.extend(piece.row_ends.iter().map(|end| before + end));
            ends.extend_from_slice(&piece.ends);
            weights.extend_from_slice(&piece.weights);
        }
        Self { offsets, ends, weights: Weights::new(weights), node_weights }
    }

    fn rows_of_parts(&self, parts: &[u32], members: &Members, range: std::ops::Range<usize>) -> RowPiece {
        let mut links = vec![0.0; members.group_count()];
        let mut piece = RowPiece::default();
        for part in range {
            let begin = piece.ends.len();
            for &node in members.of(part) {
                for (end, weight) in self.row(node) {
                    let other = parts[end as usize];
                    if other as usize == part {
                        continue;
                    }
                    let link: &mut f64 = &mut links[other as usize];
                    if *link == 0.0 {
                        piece.ends.push(other);
                    }
                    *link += weight;
                }
            }
            let taken = piece.ends[begin..].iter().map(|&other| std::mem::take(&mut links[other as usize]));
            piece.weights.extend(taken);
            piece.row_ends.push(piece.ends.len());
        }
        piece
    }
}

/// The rows of some consecutive parts.
#[derive(Default)]
struct RowPiece {
    row_ends: Vec<usize>,
    ends: Vec<u32>,
    weights: Vec<f64>,
}

/// The nodes of every group, those of a group side by side and ascending.
pub(super) struct Members {
    starts: Vec<usize>,
    nodes: Vec<u32>,
}

impl Members {
    pub(super) fn new(groups: &[u32], group_count: usize) -> Self {
        let mut starts = vec![0_usize; group_count + 1];
        for &group in groups {
            starts[group as usize + 1] += 1;
        }
        for group in 0..group_count {
            starts[group + 1] += starts[group];
        }
        let mut next = starts.clone();
        let mut nodes = vec![0; groups.len()];
        for (node, &group) in groups.iter().enumerate() {
            nodes[next[group as usize]] = number(node);
            next[group as usize] += 1;
        }
        Self { starts, nodes }
    }

    pub(super) fn group_count(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn of(&self, group: usize) -> &[u32] {
        &self.nodes[self.starts[group]..self.starts[group + 1]]
    }

    /// Where the nodes of a group begin among all nodes in this order.
    pub(super) fn start(&self, group: usize) -> usize {
        self.starts[group]
    }
}

/// Numbers groups by their first nodes, from 0 and without gaps, and tells how many there are.
///
/// Every number is below the length of the slice.
pub(super) fn renumber(groups: &mut [u32]) -> usize {
    let mut numbers: Vec<Option<u32>> = vec![None; groups.len()];
    let mut count = 0;
    for group in groups {
        *group = *numbers[*group as usize].get_or_insert_with(|| {
            count += 1;
            number(count - 1)
        });
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algorithm::community::leiden::tests::cost;
    use crate::algorithm::community::leiden::tests::random_network;

    #[test]
    fn aggregation_keeps_quality() {
        for seed in 0..40 {
            let (network, groups, group_count) = random_network(seed, 30, 0.2, 9);
            let level = Level::with_strengths(&network);
            let aggregated = level.aggregate(&groups, group_count);
            for divisor in 1..5 {
                let coarse: Vec<u32> = (0..number(group_count)).map(|group| group % divisor).collect();
                let fine: Vec<u32> = groups.iter().map(|&group| coarse[group as usize]).collect();
                let (before, after) = (cost(&level, &fine, 0.03), cost(&aggregated, &coarse, 0.03));
                assert!((before - after).abs() < 1e-9 * before.max(1.0), "{before} {after}");
            }
        }
    }

    #[test]
    fn an_aggregated_network_is_undirected_and_has_no_loops() {
        let (network, groups, group_count) = random_network(3, 40, 0.2, 7);
        let aggregated = Level::with_strengths(&network).aggregate(&groups, group_count);
        for node in 0..number(aggregated.node_count()) {
            for (end, weight) in aggregated.row(node) {
                assert_ne!(end, node);
                let (_, back) = aggregated.row(end).find(|&(other, _)| other == node).unwrap();
                assert!((back - weight).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn renumbering_follows_first_nodes() {
        let mut groups = [4, 1, 4, 0, 1];
        assert_eq!(renumber(&mut groups), 3);
        assert_eq!(groups, [0, 1, 0, 2, 1]);
    }
}
