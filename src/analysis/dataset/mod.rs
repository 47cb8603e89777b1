//! What is handed over to other programs: works, claims or persons with all that is known of them and of what joins them.

mod claims;
mod pairs;
mod people;
mod records;
mod works;

use std::collections::{BTreeMap, BTreeSet};

use super::debate_map::counted;
use super::provenance::source_names;
use crate::dataset::{Dataset, EdgeDirection, Groups, Node, NodeNumber, Subject};
use crate::model::{Confidence, Corpus, Presence, WorkId};

/// Whether works that are only cited are handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutsideWorks {
    /// They are.
    Kept,
    /// They are not, and nor are citations of them.
    LeftOut,
}

/// What is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatasetOptions {
    /// What nodes and edges are.
    pub subject: Subject,
    /// Statements that are less sure are left out.
    pub confidence: Confidence,
    /// Whether works that are only cited are in it.
    pub outside: OutsideWorks,
}

impl Default for DatasetOptions {
    /// Works, everything, however unsure.
    fn default() -> Self {
        Self { subject: Subject::Works, confidence: Confidence::Low, outside: OutsideWorks::Kept }
    }
}

/// Makes the nodes and edges of a subject.
///
/// - *works*: an edge for every response of one work to another, and one for every two works of which one cites the other.
/// - *claims*: an edge for every response of one claim to another; claims that are denied have their contrary as a node
///   where [`claim_network`](crate::projection::claim_network) has it.
/// - *people*: an edge for all responses of one relation, or all citations, from works of one person to works of another.
/// - *co-citation* and *coupling*: an edge without direction for every two works that are cited together, or cite the
///   same; works that nothing joins are left out.
/// - *schools*: the works of [`schools`](super::schools) as they are found by default, with seed 0, and what joins them.
///
/// # Determinism
/// The corpus and the options alone decide.
///
/// # Complexity
/// O(n log n + m log m) for n nodes and m edges, and what the schools, the projection or the status of claims costs.
///
/// # Examples
/// ```
/// use dissensus::analysis::{DatasetOptions, dataset};
/// use dissensus::import::{Input, LoadOptions, load};
/// let text = "@book{a, title={A}} @book{b, title={B}, disputes={a [p. 3]}, cites={a}}";
/// let input = Input { name: "debate.bib".to_owned(), bytes: text.as_bytes().to_vec() };
/// let corpus = load(vec![input], LoadOptions::default()).corpus;
/// let found = dataset(&corpus, &DatasetOptions::default());
/// assert_eq!(found.description(), "works of debate.bib: 2 nodes, 2 edges");
/// ```
#[must_use]
pub fn dataset(corpus: &Corpus, options: &DatasetOptions) -> Dataset {
    match options.subject {
        Subject::Works => works::works(corpus, options),
        Subject::Claims => claims::claims(corpus, options),
        Subject::People => people::people(corpus, options),
        Subject::CoCitation | Subject::Coupling => pairs::pairs(corpus, options),
        Subject::Schools => pairs::schools_dataset(corpus, options),
    }
}

/// A dataset without nodes and edges.
fn empty(corpus: &Corpus, options: &DatasetOptions, direction: EdgeDirection) -> Dataset {
    Dataset {
        subject: options.subject,
        direction,
        nodes: Vec::new(),
        edges: Vec::new(),
        locutions: Vec::new(),
        attacks: Vec::new(),
        groups: Groups::default(),
        sources: source_names(corpus),
        program: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned(),
        left_out: Vec::new(),
    }
}

/// Makes sure that no two nodes have the same id: of several of one key, all but the first get a number.
struct Ids {
    taken: BTreeSet<String>,
}

impl Ids {
    fn new() -> Self {
        Self { taken: BTreeSet::new() }
    }

    /// An id like the key; `kind` stands for one that is missing.
    fn unique(&mut self, key: &str, kind: &str) -> String {
        let key = key.trim();
        let wanted = if key.is_empty() { kind.to_owned() } else { key.to_owned() };
        let mut id = wanted.clone();
        let mut number = 1_usize;
        while !self.taken.insert(id.clone()) {
            number += 1;
            id = format!("{wanted}#{number}");
        }
        id
    }
}

/// The works that are nodes, with their numbers.
struct WorkNodes {
    works: Vec<WorkId>,
    numbers: BTreeMap<WorkId, NodeNumber>,
}

impl WorkNodes {
    /// Some works, in their order.
    fn new(works: Vec<WorkId>) -> Self {
        let numbers = works.iter().enumerate().map(|(index, &work)| (work, NodeNumber(index))).collect();
        Self { works, numbers }
    }

    /// Whether a work that may be only cited is wanted.
    fn wants(corpus: &Corpus, options: &DatasetOptions, work: WorkId) -> bool {
        options.outside == OutsideWorks::Kept || corpus.work(work).presence == Presence::Listed
    }

    fn number(&self, work: WorkId) -> Option<NodeNumber> {
        self.numbers.get(&work).copied()
    }
}

/// Counts, for every node, the statements that point to it.
fn count_received(nodes: &mut [Node], edges: &[crate::dataset::Edge]) {
    use crate::dataset::{EdgeAttribute, NodeAttribute, Value};
    let mut received = vec![0_u64; nodes.len()];
    for edge in edges {
        let count = match edge.values.get(&EdgeAttribute::Count) {
            Some(Value::Count(count)) => *count,
            _ => 1,
        };
        received[edge.to.0] += count;
    }
    for (node, count) in nodes.iter_mut().zip(received) {
        node.values.insert(NodeAttribute::Received, Value::Count(count));
    }
}

/// Says that some things are not there, if any are not.
fn leave_out(dataset: &mut Dataset, count: usize, thing: &str, why: &str) {
    if count > 0 {
        dataset.left_out.push(format!("{} {why}", counted(count, thing)));
    }
}
