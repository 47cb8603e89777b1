//! Claims in, out or undecided.

use std::cmp::Ordering;

use super::Framework;
use crate::network::NodeIndex;

/// What a labelling says of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Accepted: all its attackers are out and all claims it needs are in.
    In,
    /// Rejected: an attacker is in, or a claim it needs is out, or it is unfounded.
    Out,
    /// Neither can be said.
    Undecided,
}

/// A label for every claim of a framework.
///
/// # Examples
/// ```
/// use dissensus::algorithm::argumentation::{Framework, Label, Labelling};
/// use dissensus::network::NodeIndex;
/// let [a, b] = [0, 1].map(NodeIndex::new);
/// let framework = Framework::new(2, [(a, b)], []);
/// let labelling = Labelling::new(vec![Label::In, Label::Out]);
/// assert!(labelling.is_legal(&framework));
/// assert_eq!(labelling.accepted(), [a]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Labelling {
    labels: Vec<Label>,
}

/// The labellings of a framework under a semantics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labellings {
    /// Sorted by the claims they accept, as ascending lists. Each belongs to the semantics, even where the
    /// enumeration was cut.
    pub labellings: Vec<Labelling>,
    /// Whether these are all.
    pub enumeration: Enumeration,
}

/// Whether an enumeration is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Enumeration {
    /// There are no others.
    All,
    /// The limit was reached; there may be others.
    Cut,
}

impl Labelling {
    /// The labelling with these labels, in the order of the claims.
    #[must_use]
    pub fn new(labels: Vec<Label>) -> Self {
        Self { labels }
    }

    /// The label of a claim.
    #[must_use]
    pub fn label(&self, node: NodeIndex) -> Label {
        self.labels[node.index()]
    }

    /// The label of every claim.
    #[must_use]
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The claims that are in, ascending: the extension.
    #[must_use]
    pub fn accepted(&self) -> Vec<NodeIndex> {
        self.labelled(Label::In)
    }

    /// The claims with a label, ascending.
    #[must_use]
    pub fn labelled(&self, label: Label) -> Vec<NodeIndex> {
        let nodes = (0..self.labels.len()).map(NodeIndex::new);
        nodes.filter(|&node| self.label(node) == label).collect()
    }

    /// Whether every label is as [`Label`] defines it, that is, whether this is a complete labelling.
    ///
    /// # Complexity
    /// O(n + m) for n claims and m attacks and supports.
    ///
    /// # Panics
    /// If the framework has more claims than there are labels.
    #[must_use]
    pub fn is_legal(&self, framework: &Framework) -> bool {
        let mut unfounded = vec![false; framework.node_count()];
        for node in framework.unfounded() {
            unfounded[node.index()] = true;
        }
        framework.nodes().all(|node| {
            let attackers = framework.attackers(node).iter().map(|&attacker| self.label(attacker));
            let needed = framework.supporters(node).iter().map(|&supporter| self.label(supporter));
            let is_out = unfounded[node.index()]
                || attackers.clone().any(|label| label == Label::In)
                || needed.clone().any(|label| label == Label::Out);
            let is_in = !is_out
                && attackers.clone().all(|label| label == Label::Out)
                && needed.clone().all(|label| label == Label::In);
            let lawful = match (is_in, is_out) {
                (true, _) => Label::In,
                (_, true) => Label::Out,
                _ => Label::Undecided,
            };
            self.label(node) == lawful
        })
    }
}

impl Labellings {
    /// Labellings in any order, sorted.
    pub(super) fn sorted(mut labellings: Vec<Labelling>, enumeration: Enumeration) -> Self {
        labellings.sort_by(by_accepted);
        Self { labellings, enumeration }
    }
}

/// Compares the ascending lists of accepted claims without writing them down.
fn by_accepted(a: &Labelling, b: &Labelling) -> Ordering {
    let is_in = |label: &Label| *label == Label::In;
    let Some(place) = a.labels.iter().zip(&b.labels).position(|(a, b)| is_in(a) != is_in(b)) else {
        return Ordering::Equal;
    };
    // The list with this claim is the lesser, unless the other has ended, as a list that goes on is greater.
    let goes_on = |labelling: &Labelling| labelling.labels[place + 1..].iter().any(is_in);
    match (is_in(&a.labels[place]), goes_on(a), goes_on(b)) {
        (true, _, true) | (false, false, _) => Ordering::Less,
        (true, _, false) | (false, true, _) => Ordering::Greater,
    }
}
