//! Responses and citations on top of one another, as a lens asks.

use super::{CitationProjection, Lens, SchoolsQuery};
use crate::model::{Corpus, Entity, WorkId};
use crate::network::{DirectedNetwork, NodeIndex, SignedNetwork, UndirectedNetwork};
use crate::projection::{
    CitedWorks, CouplingOptions, ResponseNetwork, bibliographic_coupling, co_citation, direct_citation,
    node_of, signed_responses, work_of,
};

/// Works joined by citations.
#[derive(Debug)]
pub(super) struct CitationLayer {
    pub(super) projection: CitationProjection,
    pub(super) options: CouplingOptions,
    pub(super) citations: DirectedNetwork,
    pub(super) network: UndirectedNetwork,
    /// The works that would have joined too many, ascending.
    pub(super) left_out: Vec<NodeIndex>,
}

impl CitationLayer {
    fn new(corpus: &Corpus, query: &SchoolsQuery) -> Self {
        let projection = query.projection.unwrap_or_default();
        let normalisation = query.normalisation.unwrap_or_default();
        let options = CouplingOptions { normalisation, ..CouplingOptions::default() };
        let cited = match projection {
            CitationProjection::Direct => CitedWorks::Listed,
            CitationProjection::CoCitation if query.cited == CitedWorks::Listed => CitedWorks::Listed,
            CitationProjection::Coupling | CitationProjection::CoCitation => CitedWorks::All,
        };
        let citations = direct_citation(corpus, cited);
        let (network, left_out) = match projection {
            CitationProjection::Direct => {
                // Two works that cite one another are joined once.
                let first = |&(a, b, _): &(NodeIndex, NodeIndex, f64)| {
                    a < b || citations.successors(b).binary_search(&a).is_err()
                };
                let edges = citations.edges().filter(first);
                (UndirectedNetwork::new(citations.node_count(), edges), Vec::new())
            }
            CitationProjection::Coupling => {
                let coupled = bibliographic_coupling(&citations, &options);
                (coupled.network, coupled.left_out)
            }
            CitationProjection::CoCitation => {
                let cocited = co_citation(&citations, &options);
                (cocited.network, cocited.left_out)
            }
        };
        Self { projection, options, citations, network, left_out }
    }
}

/// What joins the works of a corpus.
#[derive(Debug)]
pub(super) struct Layers {
    pub(super) lens: Lens,
    pub(super) responses: Option<ResponseNetwork>,
    pub(super) citations: Option<CitationLayer>,
    /// How many pairs each layer joins, if it was looked at.
    pub(super) response_edges: Option<usize>,
    pub(super) citation_edges: Option<usize>,
    /// What a weight of each layer is multiplied by.
    pub(super) shares: (f64, f64),
}

impl Layers {
    /// The layers that a query asks for; where it leaves the lens open, those that join anything, and the
    /// responses if none does.
    pub(super) fn new(corpus: &Corpus, query: &SchoolsQuery) -> Self {
        let asked = query.lens_asked_for();
        let responses = (asked != Some(Lens::Citation)).then(|| signed_responses(corpus, &query.responses));
        let citations = (asked != Some(Lens::Signed)).then(|| CitationLayer::new(corpus, query));
        let response_edges = responses.as_ref().map(|layer| layer.network.edge_count());
        let citation_edges = citations.as_ref().map(|layer| layer.network.edge_count());
        let joins = |edges: Option<usize>| edges.is_some_and(|count| count > 0);
        // A method for signs finds nothing in citations alone.
        let for_signs = query.method.is_some();
        let lens = asked.unwrap_or(match (joins(response_edges), joins(citation_edges)) {
            (true, true) => Lens::Both,
            (false, true) if !for_signs => Lens::Citation,
            _ => Lens::Signed,
        });
        let shares = match lens {
            Lens::Signed => (1.0, 0.0),
            Lens::Citation => (0.0, 1.0),
            Lens::Both => {
                let share = query.share.unwrap_or_default().value();
                (share, 1.0 - share)
            }
        };
        Self {
            lens,
            response_edges,
            citation_edges,
            responses: responses.filter(|_| lens != Lens::Citation),
            citations: citations.filter(|_| lens != Lens::Signed),
            shares,
        }
    }

    /// The works that anything joins, and their network.
    pub(super) fn joined(&self, corpus: &Corpus) -> Joined {
        self.joined_by(corpus, self.lens, self.shares)
    }

    /// The same through a lens that sees no more than that of the layers.
    pub(super) fn joined_by(&self, corpus: &Corpus, lens: Lens, shares: (f64, f64)) -> Joined {
        let (of_responses, of_citations) = shares;
        let responses = self.responses.iter().filter(|_| lens != Lens::Citation);
        let responses = responses.flat_map(|layer| layer.network.edges());
        let citations = self.citations.iter().filter(|_| lens != Lens::Signed);
        let citations = citations.flat_map(|layer| layer.network.edges());
        let scaled =
            move |share: f64| move |(a, b, weight): (NodeIndex, NodeIndex, f64)| (a, b, weight * share);
        let edges = responses.map(scaled(of_responses)).chain(citations.map(scaled(of_citations)));
        let count = corpus.works().len();
        match lens {
            Lens::Citation => {
                let whole = UndirectedNetwork::new(count, edges);
                let kept = Kept::new(whole.nodes().filter(|&node| !whole.neighbours(node).is_empty()), count);
                let network = UndirectedNetwork::new(kept.works.len(), kept.renumbered(whole.edges()));
                Joined { kept, network: Network::Plain(network) }
            }
            Lens::Signed | Lens::Both => {
                let whole = SignedNetwork::new(count, edges);
                let kept = Kept::new(whole.nodes().filter(|&node| !whole.neighbours(node).is_empty()), count);
                let network = SignedNetwork::new(kept.works.len(), kept.renumbered(whole.edges()));
                Joined { kept, network: Network::Signed(network) }
            }
        }
    }

    /// What would have joined too many works, as keys.
    pub(super) fn left_out(&self, corpus: &Corpus) -> Vec<String> {
        let said = self.responses.iter().flat_map(|layer| layer.left_out.iter().copied());
        let cited = self.citations.iter().flat_map(|layer| &layer.left_out);
        let entities = said.chain(cited.map(|&node| Entity::Work(work_of(node))));
        entities.map(|entity| corpus.key(entity)).collect()
    }
}

/// Works that something joins, numbered anew.
#[derive(Debug)]
pub(super) struct Kept {
    /// The works, ascending.
    pub(super) works: Vec<WorkId>,
    numbers: Vec<Option<NodeIndex>>,
}

impl Kept {
    fn new(nodes: impl Iterator<Item = NodeIndex>, count: usize) -> Self {
        let mut kept = Self { works: Vec::new(), numbers: vec![None; count] };
        for node in nodes {
            kept.numbers[node.index()] = Some(NodeIndex::new(kept.works.len()));
            kept.works.push(work_of(node));
        }
        kept
    }

    fn renumbered<'a>(
        &'a self,
        edges: impl Iterator<Item = (NodeIndex, NodeIndex, f64)> + 'a,
    ) -> impl Iterator<Item = (NodeIndex, NodeIndex, f64)> + 'a {
        let number = |node: NodeIndex| self.numbers[node.index()].expect("the ends of edges are kept");
        edges.map(move |(a, b, weight)| (number(a), number(b), weight))
    }

    /// The number of a work, if anything joins it.
    pub(super) fn number(&self, work: WorkId) -> Option<NodeIndex> {
        self.numbers[node_of(work).index()]
    }

    /// The work of a number.
    pub(super) fn work(&self, node: NodeIndex) -> WorkId {
        self.works[node.index()]
    }
}

/// The works that something joins, and how.
#[derive(Debug)]
pub(super) struct Joined {
    pub(super) kept: Kept,
    pub(super) network: Network,
}

/// A network with or without signs.
#[derive(Debug)]
pub(super) enum Network {
    Signed(SignedNetwork),
    Plain(UndirectedNetwork),
}

impl Network {
    pub(super) fn node_count(&self) -> usize {
        match self {
            Self::Signed(network) => network.node_count(),
            Self::Plain(network) => network.node_count(),
        }
    }

    pub(super) fn edge_count(&self) -> usize {
        match self {
            Self::Signed(network) => network.edge_count(),
            Self::Plain(network) => network.edge_count(),
        }
    }

    /// The other ends of a node's edges with their weights, ascending.
    pub(super) fn neighbours(&self, node: NodeIndex) -> impl Iterator<Item = (NodeIndex, f64)> + '_ {
        let (ends, weights) = match self {
            Self::Signed(network) => (network.neighbours(node), network.weights(node)),
            Self::Plain(network) => (network.neighbours(node), network.weights(node)),
        };
        ends.iter().copied().zip(weights.iter().copied())
    }

    /// Every edge once, its lower end first, in ascending order.
    pub(super) fn edges(&self) -> impl Iterator<Item = (NodeIndex, NodeIndex, f64)> + '_ {
        let nodes = (0..self.node_count()).map(NodeIndex::new);
        nodes.flat_map(|a| {
            self.neighbours(a).filter(move |&(b, _)| a <= b).map(move |(b, weight)| (a, b, weight))
        })
    }
}
