//! Edges in compressed rows, those of a node side by side.

use super::NodeIndex;

/// For every node the other ends of its edges, ascending and each once, with their weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rows {
    /// Where each node's edges begin; one more than there are nodes.
    offsets: Vec<usize>,
    ends: Vec<NodeIndex>,
    weights: Vec<f64>,
}

impl Rows {
    /// The rows of edges in any order; the weights of parallel edges are added in the order they come in.
    ///
    /// # Panics
    /// If an edge names a node that is not among the first `node_count`.
    pub(super) fn new(node_count: usize, edges: &[(NodeIndex, NodeIndex, f64)]) -> Self {
        let mut starts = vec![0_usize; node_count + 1];
        for (from, to, _) in edges {
            assert!(to.index() < node_count, "an edge ends at a node of its network");
            starts[from.index() + 1] += 1;
        }
        for node in 0..node_count {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut entries = vec![(NodeIndex::default(), 0.0); edges.len()];
        for &(from, to, weight) in edges {
            entries[next[from.index()]] = (to, weight);
            next[from.index()] += 1;
        }
        let mut rows =
            Self { offsets: Vec::with_capacity(node_count + 1), ends: Vec::new(), weights: Vec::new() };
        rows.ends.reserve(edges.len());
        rows.weights.reserve(edges.len());
        rows.offsets.push(0);
        for node in 0..node_count {
            let row = &mut entries[starts[node]..starts[node + 1]];
            row.sort_by_key(|&(end, _)| end);
            for &(end, weight) in &*row {
                let begin = rows.offsets[node];
                if rows.ends.len() > begin && rows.ends.last() == Some(&end) {
                    *rows.weights.last_mut().expect("every end has a weight") += weight;
                } else {
                    rows.ends.push(end);
                    rows.weights.push(weight);
                }
            }
            rows.offsets.push(rows.ends.len());
        }
        rows
    }

    pub(super) fn node_count(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    pub(super) fn entry_count(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn ends(&self, node: NodeIndex) -> &[NodeIndex] {
        &self.ends[self.offsets[node.index()]..self.offsets[node.index() + 1]]
    }

    pub(super) fn weights(&self, node: NodeIndex) -> &[f64] {
        &self.weights[self.offsets[node.index()]..self.offsets[node.index() + 1]]
    }

    pub(super) fn weight(&self, from: NodeIndex, to: NodeIndex) -> Option<f64> {
        let place = self.ends(from).binary_search(&to).ok()?;
        Some(self.weights(from)[place])
    }

    /// Every entry, by row.
    pub(super) fn entries(&self) -> impl Iterator<Item = (NodeIndex, NodeIndex, f64)> + '_ {
        (0..self.node_count()).map(NodeIndex::new).flat_map(move |node| {
            self.ends(node).iter().zip(self.weights(node)).map(move |(&end, &weight)| (node, end, weight))
        })
    }
}
