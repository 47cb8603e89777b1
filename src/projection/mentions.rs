//! Works, and positions beside them, joined by what they say of one another.

use std::collections::BTreeSet;

use crate::model::{CitationId, Confidence, Corpus, Entity, Presence, Response, ResponseId, WorkId};
use crate::network::{DirectedNetwork, NodeIndex};

/// Which statements join two nodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MentionKinds {
    /// Responses, whatever their sign.
    Responses,
    /// Citations.
    Citations,
    /// Both.
    #[default]
    Both,
}

/// What the nodes are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MentionNodes {
    /// The works that have an entry.
    #[default]
    Works,
    /// The same, and every position that responds to one of them or to another position, or is responded to so.
    WorksAndPositions,
}

/// What a projection is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionOptions {
    /// Which statements join.
    pub kinds: MentionKinds,
    /// What is joined.
    pub nodes: MentionNodes,
    /// The least confidence of a response. Citations carry none and always count.
    pub confidence: Confidence,
    /// Works that are left out, with all that they say and that is said of them.
    pub without: BTreeSet<WorkId>,
}

impl Default for MentionOptions {
    /// Everything between works.
    fn default() -> Self {
        Self {
            kinds: MentionKinds::default(),
            nodes: MentionNodes::default(),
            confidence: Confidence::Low,
            without: BTreeSet::new(),
        }
    }
}

/// The statement behind an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mention {
    /// A response.
    Response(ResponseId),
    /// A citation.
    Citation(CitationId),
}

/// One statement of one node about another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MentionEdge {
    /// Who says it.
    pub from: NodeIndex,
    /// Of whom.
    pub to: NodeIndex,
    /// What is said.
    pub mention: Mention,
}

/// Numbered works and positions, and every statement between two of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentions {
    entities: Vec<Entity>,
    node_of_work: Vec<Option<NodeIndex>>,
    node_of_position: Vec<Option<NodeIndex>>,
    edges: Vec<MentionEdge>,
}

/// Joins works, and if asked positions, by responses, citations or both.
///
/// Nodes are the works that have an entry, in the order of the corpus, and after them the positions. A work that is
/// only cited is no node; nor is a claim. What a node says of itself is left out. A response to a
/// position is a statement about that position, not about the works that hold it.
///
/// # Determinism
/// The corpus decides.
///
/// # Complexity
/// O(n + m log m) for n works and positions and m responses and citations.
///
/// # Examples
/// ```
/// use dissensus::import::{Input, LoadOptions, load};
/// use dissensus::projection::{MentionKinds, MentionOptions, mentions};
/// let text = "@book{a, title = {A}, year = 1990}
///     @book{b, title = {B}, year = 1991, disputes = {a}, cites = {a}}";
/// let input = Input { name: "a.bib".to_owned(), bytes: text.into() };
/// let corpus = load(vec![input], LoadOptions::default()).corpus;
/// let both = mentions(&corpus, &MentionOptions::default());
/// assert_eq!((both.edges().len(), both.network().edge_count()), (2, 1));
/// let options = MentionOptions { kinds: MentionKinds::Citations, ..MentionOptions::default() };
/// assert_eq!(mentions(&corpus, &options).edges().len(), 1);
/// ```
#[must_use]
pub fn mentions(corpus: &Corpus, options: &MentionOptions) -> Mentions {
    let mut made = Mentions {
        entities: Vec::new(),
        node_of_work: vec![None; corpus.works().len()],
        node_of_position: vec![None; corpus.positions().len()],
        edges: Vec::new(),
    };
    for work in corpus.work_ids() {
        if corpus.work(work).presence == Presence::Listed && !options.without.contains(&work) {
            made.node_of_work[work.index()] = Some(NodeIndex::new(made.entities.len()));
            made.entities.push(Entity::Work(work));
        }
    }
    let sure = |response: &&Response| response.evidence.confidence >= options.confidence;
    if options.nodes == MentionNodes::WorksAndPositions && options.kinds != MentionKinds::Citations {
        let is_node = |end| matches!(end, Entity::Position(_)) || made.node(end).is_some();
        let joined = corpus.responses().iter().filter(sure).filter(|it| is_node(it.from) && is_node(it.to));
        let speaking: BTreeSet<Entity> = joined.flat_map(|response| [response.from, response.to]).collect();
        for entity in speaking {
            if let Entity::Position(position) = entity {
                made.node_of_position[position.index()] = Some(NodeIndex::new(made.entities.len()));
                made.entities.push(entity);
            }
        }
    }
    if options.kinds != MentionKinds::Citations {
        for (index, response) in corpus.responses().iter().enumerate().filter(|(_, it)| sure(it)) {
            made.join(response.from, response.to, Mention::Response(ResponseId::new(index)));
        }
    }
    if options.kinds != MentionKinds::Responses {
        for (index, citation) in corpus.citations().iter().enumerate() {
            let (from, to) = (Entity::Work(citation.from), Entity::Work(citation.to));
            made.join(from, to, Mention::Citation(CitationId::new(index)));
        }
    }
    made.edges.sort_unstable();
    made
}

impl Mentions {
    fn join(&mut self, from: Entity, to: Entity, mention: Mention) {
        if let (Some(from), Some(to)) = (self.node(from), self.node(to))
            && from != to
        {
            self.edges.push(MentionEdge { from, to, mention });
        }
    }

    /// How many nodes.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.entities.len()
    }

    /// What every node stands for.
    #[must_use]
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// What a node stands for.
    #[must_use]
    pub fn entity(&self, node: NodeIndex) -> Entity {
        self.entities[node.index()]
    }

    /// The node of a work or position, if it is one.
    #[must_use]
    pub fn node(&self, entity: Entity) -> Option<NodeIndex> {
        match entity {
            Entity::Work(work) => self.node_of_work[work.index()],
            Entity::Position(position) => self.node_of_position[position.index()],
            _ => None,
        }
    }

    /// Every statement, by who says it and of whom; several may join the same two.
    #[must_use]
    pub fn edges(&self) -> &[MentionEdge] {
        &self.edges
    }

    /// Who says anything of whom: one edge of weight 1, however much is said.
    #[must_use]
    pub fn network(&self) -> DirectedNetwork {
        self.network_of(|_| true)
    }

    /// The same for some of the statements.
    #[must_use]
    pub fn network_of(&self, counts: impl Fn(Mention) -> bool) -> DirectedNetwork {
        let mut pairs: Vec<(NodeIndex, NodeIndex)> =
            self.edges.iter().filter(|edge| counts(edge.mention)).map(|edge| (edge.from, edge.to)).collect();
        // Sorted they are already, since the edges are.
        pairs.dedup();
        DirectedNetwork::new(self.node_count(), pairs.into_iter().map(|(from, to)| (from, to, 1.0)))
    }
}
