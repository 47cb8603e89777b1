//! What a centrality answers with.

use crate::network::NodeIndex;

/// A number for every node, and how far to trust it.
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::{Accuracy, Scores};
/// use dissensus::network::NodeIndex;
/// let node = NodeIndex::new;
/// let scores = Scores::new(vec![1.0, 3.0, 1.0], Accuracy::Exact);
/// assert_eq!(scores.value(node(1)), 3.0);
/// assert_eq!(scores.ranking(), [node(1), node(0), node(2)]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    values: Vec<f64>,
    accuracy: Accuracy,
}

/// How far scores may be from the quantity that their method defines, rounding aside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Accuracy {
    /// Not at all.
    Exact,
    /// An iteration was stopped: the distances of all scores from their limits add up to no more than this.
    Converged {
        /// The bound, in the unit of the scores.
        error: f64,
    },
    /// The scores were estimated from a sample.
    Sampled {
        /// How many draws.
        draws: u64,
        /// The bound on the distance of every single score, in the unit of the scores.
        error: f64,
        /// The probability, over the seeds, that all scores keep the bound at once.
        confidence: f64,
    },
}

impl Scores {
    /// The scores of the nodes, in their order.
    #[must_use]
    pub fn new(values: Vec<f64>, accuracy: Accuracy) -> Self {
        Self { values, accuracy }
    }

    /// How many nodes.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.values.len()
    }

    /// The score of a node.
    #[must_use]
    pub fn value(&self, node: NodeIndex) -> f64 {
        self.values[node.index()]
    }

    /// The score of every node.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// How far the scores may be off.
    #[must_use]
    pub fn accuracy(&self) -> Accuracy {
        self.accuracy
    }

    /// The nodes from the highest score to the lowest; of equals the lower number comes first.
    #[must_use]
    pub fn ranking(&self) -> Vec<NodeIndex> {
        let mut nodes: Vec<NodeIndex> = (0..self.values.len()).map(NodeIndex::new).collect();
        // A stable sort keeps the order of the numbers among equals.
        nodes.sort_by(|&a, &b| self.value(b).total_cmp(&self.value(a)));
        nodes
    }
}
