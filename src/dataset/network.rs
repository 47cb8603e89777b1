//! Nodes, edges, and what they are of.

use std::collections::{BTreeMap, BTreeSet};

use super::{Attribute, EdgeAttribute, NodeAttribute, Value};
use crate::model::{Attitude, Name, Sign};

/// What the nodes and edges are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Works, joined by responses and citations.
    Works,
    /// Claims, joined by what attacks and supports them.
    Claims,
    /// Persons, joined by the responses and citations of their works.
    People,
    /// Works that the same works cite.
    CoCitation,
    /// Works that cite the same works.
    Coupling,
    /// Works in their schools, joined by what the schools were found in.
    Schools,
}

impl Subject {
    /// Every subject.
    pub const ALL: [Self; 6] =
        [Self::Works, Self::Claims, Self::People, Self::CoCitation, Self::Coupling, Self::Schools];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Claims => "claims",
            Self::People => "people",
            Self::CoCitation => "cocitation",
            Self::Coupling => "coupling",
            Self::Schools => "schools",
        }
    }

    /// What nodes and edges are, in one line.
    #[must_use]
    pub fn summary(self) -> &'static str {
        match self {
            Self::Works => "works, joined by responses and citations",
            Self::Claims => "claims, and what attacks and supports them",
            Self::People => "persons, and how often their works respond to and cite one another",
            Self::CoCitation => "works that are cited together, by how many works",
            Self::Coupling => "works that cite the same, and how much of it",
            Self::Schools => "works in their schools, and what draws them together and apart",
        }
    }

    /// The subject of a word.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.name() == name)
    }
}

/// The place of a node in [`Dataset::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeNumber(pub usize);

/// From which year to which something is there; without an end it stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// The first year.
    pub first: i32,
    /// The last year, if it ends.
    pub last: Option<i32>,
}

/// A node.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its name in files, which no other node has.
    pub id: String,
    /// What a picture writes on it.
    pub label: String,
    /// Its place in [`Groups::names`], if it is in a group.
    pub group: Option<usize>,
    /// When it was there, where that is known.
    pub spell: Option<Spell>,
    /// The names of its authors or editors in their parts.
    pub names: Vec<Name>,
    /// What is said of it, by attribute.
    pub values: BTreeMap<NodeAttribute, Value>,
}

/// What an edge does to the claim that it points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bearing {
    /// It speaks against it.
    Attack,
    /// It speaks for it.
    Support,
    /// It leans on it: the claim that the edge comes from stands only with the other.
    Need,
}

impl Bearing {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Attack => "attack",
            Self::Support => "support",
            Self::Need => "need",
        }
    }
}

/// An edge. Several may join the same two nodes, and a node may be joined to itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Where it comes from.
    pub from: NodeNumber,
    /// Where it points to.
    pub to: NodeNumber,
    /// How heavy it is, never below 0.
    pub weight: f64,
    /// Whether it is for or against, where it is either.
    pub sign: Option<Sign>,
    /// What it does to a claim.
    pub bearing: Option<Bearing>,
    /// When it was there, where that is known.
    pub spell: Option<Spell>,
    /// What is said of it, by attribute.
    pub values: BTreeMap<EdgeAttribute, Value>,
}

/// That somebody asserts or denies a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Locution {
    /// The key of the work or position that does.
    pub speaker: String,
    /// What a picture calls it.
    pub label: String,
    /// Which of the two.
    pub attitude: Attitude,
    /// The claim.
    pub claim: NodeNumber,
    /// What is said of it, by attribute.
    pub values: BTreeMap<EdgeAttribute, Value>,
}

/// Whether the two ends of an edge differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeDirection {
    /// They do.
    Directed,
    /// They do not.
    Undirected,
}

/// What nodes are grouped by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// The word for a group: `school`.
    pub word: &'static str,
    /// What the groups are called; the first is number 1 in files.
    pub names: Vec<String>,
}

/// Nodes and edges with everything that is said of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// What they are.
    pub subject: Subject,
    /// Whether edges point anywhere.
    pub direction: EdgeDirection,
    /// The nodes, in the order of the corpus.
    pub nodes: Vec<Node>,
    /// The edges, in the order of the corpus.
    pub edges: Vec<Edge>,
    /// Who asserts and who denies which claim, in the order of the corpus.
    pub locutions: Vec<Locution>,
    /// Which claim attacks which, for formats that know nothing else: what follows from supports included.
    pub attacks: Vec<(NodeNumber, NodeNumber)>,
    /// What nodes are grouped by.
    pub groups: Groups,
    /// The files that all comes from.
    pub sources: Vec<String>,
    /// The program and its version.
    pub program: String,
    /// What is not in it, each in a few words.
    pub left_out: Vec<String>,
}

/// All edges between two nodes as one, for formats that know no more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnitedLink {
    /// The node of the smaller number.
    pub a: NodeNumber,
    /// The other.
    pub b: NodeNumber,
    /// The sum of their weights.
    pub weight: f64,
}

impl Node {
    /// What is said of it, as formats without types write it.
    #[must_use]
    pub fn text(&self, attribute: NodeAttribute) -> Option<String> {
        self.values.get(&attribute).map(Value::to_string)
    }

    /// A list that is said of it.
    #[must_use]
    pub fn texts(&self, attribute: NodeAttribute) -> &[String] {
        match self.values.get(&attribute) {
            Some(Value::Texts(texts)) => texts,
            _ => &[],
        }
    }
}

impl Edge {
    /// What is said of it, as formats without types write it.
    #[must_use]
    pub fn text(&self, attribute: EdgeAttribute) -> Option<String> {
        self.values.get(&attribute).map(Value::to_string)
    }
}

impl Dataset {
    /// The attributes that some node has, in their order.
    #[must_use]
    pub fn node_attributes(&self) -> Vec<NodeAttribute> {
        let met: BTreeSet<_> = self.nodes.iter().flat_map(|node| node.values.keys().copied()).collect();
        NodeAttribute::ALL.iter().copied().filter(|attribute| met.contains(attribute)).collect()
    }

    /// The attributes that some edge has, in their order.
    #[must_use]
    pub fn edge_attributes(&self) -> Vec<EdgeAttribute> {
        let met: BTreeSet<_> = self.edges.iter().flat_map(|edge| edge.values.keys().copied()).collect();
        EdgeAttribute::ALL.iter().copied().filter(|attribute| met.contains(attribute)).collect()
    }

    /// A node.
    #[must_use]
    pub fn node(&self, number: NodeNumber) -> &Node {
        &self.nodes[number.0]
    }

    /// What it is, in one line: `works of soft-balancing.bib: 41 nodes, 116 edges`.
    #[must_use]
    pub fn description(&self) -> String {
        let counted =
            |count: usize, thing: &str| format!("{count} {thing}{}", if count == 1 { "" } else { "s" });
        format!(
            "{} of {}: {}, {}",
            self.subject.name(),
            self.sources.join(", "),
            counted(self.nodes.len(), "node"),
            counted(self.edges.len(), "edge"),
        )
    }

    /// The edges of every two different nodes as one without direction or sign, by node.
    #[must_use]
    pub fn united_links(&self) -> Vec<UnitedLink> {
        let mut weights: BTreeMap<(NodeNumber, NodeNumber), f64> = BTreeMap::new();
        for edge in self.edges.iter().filter(|edge| edge.from != edge.to) {
            let ends = (edge.from.min(edge.to), edge.from.max(edge.to));
            *weights.entry(ends).or_default() += edge.weight;
        }
        weights.into_iter().map(|((a, b), weight)| UnitedLink { a, b, weight }).collect()
    }

    /// The last year that a spell names.
    #[must_use]
    pub fn last_year(&self) -> Option<i32> {
        let of_nodes = self.nodes.iter().filter_map(|node| node.spell);
        let of_edges = self.edges.iter().filter_map(|edge| edge.spell);
        of_nodes.chain(of_edges).map(|spell| spell.last.unwrap_or(spell.first)).max()
    }
}
