//! The corpus as one typed multigraph.

use petgraph::graph::{DiGraph, NodeIndex};

use super::{
    AssertionId, CitationId, ClaimId, Corpus, DebateId, EventId, PersonId, PositionId, ResponseId, StanceId,
    WorkId,
};

/// Anything that a debate graph has as a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// A work.
    Work(WorkId),
    /// A position.
    Position(PositionId),
    /// A claim.
    Claim(ClaimId),
    /// A person.
    Person(PersonId),
    /// A debate.
    Debate(DebateId),
    /// An event.
    Event(EventId),
}

impl Entity {
    /// The word for its kind.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Work(_) => "work",
            Self::Position(_) => "position",
            Self::Claim(_) => "claim",
            Self::Person(_) => "person",
            Self::Debate(_) => "debate",
            Self::Event(_) => "event",
        }
    }
}

/// Why two nodes are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    /// A work cites a work.
    Citation(CitationId),
    /// Something responds to something.
    Response(ResponseId),
    /// A work holds a position.
    Stance(StanceId),
    /// A work or position asserts or denies a claim.
    Assertion(AssertionId),
    /// A work is a person's.
    Authorship,
    /// A position refines another.
    Refinement,
    /// A position declares itself against another.
    Opposition,
    /// A position, claim or event belongs to a debate.
    Membership,
}

/// The corpus as a directed multigraph of petgraph, one node for each entity and one edge for each link.
///
/// Built on demand; node indices follow the corpus's lists, so that they are as deterministic as it is.
#[derive(Debug)]
pub struct DebateGraph {
    /// The graph.
    pub graph: DiGraph<Entity, Link>,
    starts: [usize; 6],
}

impl DebateGraph {
    /// The graph of a corpus.
    ///
    /// # Complexity
    /// Linear in entities and links: 4 bytes of payload and 16 of petgraph's for a link.
    #[must_use]
    pub fn new(corpus: &Corpus) -> Self {
        let sizes = [
            corpus.works().len(),
            corpus.positions().len(),
            corpus.claims().len(),
            corpus.persons().len(),
            corpus.debates().len(),
            corpus.events().len(),
        ];
        let mut starts = [0; 6];
        for kind in 1..6 {
            starts[kind] = starts[kind - 1] + sizes[kind - 1];
        }
        let links = corpus.citations().len() + corpus.responses().len() + corpus.assertions().len();
        let mut this = Self { graph: DiGraph::with_capacity(sizes.iter().sum(), links), starts };
        this.add_nodes(sizes);
        this.add_links(corpus);
        this
    }

    /// The node of an entity.
    #[must_use]
    pub fn node(&self, entity: Entity) -> NodeIndex {
        let (kind, index) = match entity {
            Entity::Work(id) => (0, id.index()),
            Entity::Position(id) => (1, id.index()),
            Entity::Claim(id) => (2, id.index()),
            Entity::Person(id) => (3, id.index()),
            Entity::Debate(id) => (4, id.index()),
            Entity::Event(id) => (5, id.index()),
        };
        NodeIndex::new(self.starts[kind] + index)
    }

    fn add_nodes(&mut self, sizes: [usize; 6]) {
        let makers: [fn(usize) -> Entity; 6] = [
            |index| Entity::Work(WorkId::new(index)),
            |index| Entity::Position(PositionId::new(index)),
            |index| Entity::Claim(ClaimId::new(index)),
            |index| Entity::Person(PersonId::new(index)),
            |index| Entity::Debate(DebateId::new(index)),
            |index| Entity::Event(EventId::new(index)),
        ];
        for (make, size) in makers.into_iter().zip(sizes) {
            for index in 0..size {
                self.graph.add_node(make(index));
            }
        }
    }

    fn add_links(&mut self, corpus: &Corpus) {
        for (index, citation) in corpus.citations().iter().enumerate() {
            let link = Link::Citation(CitationId::new(index));
            self.link(Entity::Work(citation.from), Entity::Work(citation.to), link);
        }
        for (index, response) in corpus.responses().iter().enumerate() {
            self.link(response.from, response.to, Link::Response(ResponseId::new(index)));
        }
        for (index, stance) in corpus.stances().iter().enumerate() {
            let link = Link::Stance(StanceId::new(index));
            self.link(Entity::Work(stance.work), Entity::Position(stance.position), link);
        }
        for (index, assertion) in corpus.assertions().iter().enumerate() {
            let link = Link::Assertion(AssertionId::new(index));
            self.link(assertion.holder, Entity::Claim(assertion.claim), link);
        }
        for (index, work) in corpus.works().iter().enumerate() {
            for &person in &work.persons {
                self.link(Entity::Person(person), Entity::Work(WorkId::new(index)), Link::Authorship);
            }
        }
        for (index, position) in corpus.positions().iter().enumerate() {
            let this = Entity::Position(PositionId::new(index));
            if let Some(parent) = position.parent {
                self.link(this, Entity::Position(parent), Link::Refinement);
            }
            if let Some(debate) = position.debate {
                self.link(this, Entity::Debate(debate), Link::Membership);
            }
        }
        for opposition in corpus.oppositions() {
            self.link(Entity::Position(opposition.from), Entity::Position(opposition.to), Link::Opposition);
        }
        let claims = corpus.claims().iter().enumerate();
        let claims = claims.map(|(index, claim)| (Entity::Claim(ClaimId::new(index)), claim.debate));
        let events = corpus.events().iter().enumerate();
        let events = events.map(|(index, event)| (Entity::Event(EventId::new(index)), event.debate));
        for (entity, debate) in claims.chain(events) {
            if let Some(debate) = debate {
                self.link(entity, Entity::Debate(debate), Link::Membership);
            }
        }
    }

    fn link(&mut self, from: Entity, to: Entity, link: Link) {
        let (from, to) = (self.node(from), self.node(to));
        self.graph.add_edge(from, to, link);
    }
}
