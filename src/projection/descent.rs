//! Works joined along time, from what is taken up to what takes it up.

use std::borrow::Cow;

use super::CitedWorks;
use crate::model::{Citation, Confidence, Corpus, Entity, Presence, Response, WorkId};
use crate::network::{DirectedNetwork, NodeIndex};

/// Which statements join two works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Links {
    /// Citations.
    Citations,
    /// Responses of a work to a work, of any relation and sign.
    Responses,
    /// Both: who responds to a work refers to it, whether or not a citation is written down.
    #[default]
    Both,
}

impl Links {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Citations => "citations",
            Self::Responses => "responses",
            Self::Both => "both",
        }
    }

    fn has_citations(self) -> bool {
        self != Self::Responses
    }

    fn has_responses(self) -> bool {
        self != Self::Citations
    }
}

/// Works joined along time.
#[derive(Clone, Debug, PartialEq)]
pub struct Descent {
    /// Node k is the k-th work of the corpus. An arc runs from the work that is cited or responded to, to
    /// the one that cites or responds; its weight is the number of such statements.
    pub network: DirectedNetwork,
    /// Which works take part in [`Descent::lines`].
    pub cited: CitedWorks,
    /// Which statements were asked for.
    pub links: Links,
    /// The least confidence of a response.
    pub confidence: Confidence,
    /// How many citations there are.
    pub citations: usize,
    /// How many responses of works to works.
    pub responses: usize,
    /// How many responses have an end that is no work, and so join no two works.
    pub other_responses: usize,
}

impl Descent {
    /// The citations, in the order of the corpus.
    pub fn citations<'a>(&self, corpus: &'a Corpus) -> impl Iterator<Item = &'a Citation> + use<'a> {
        let wanted = self.links.has_citations();
        corpus.citations().iter().filter(move |_| wanted)
    }

    /// The responses between works, with the work responded to and the one that responds, in the order of
    /// the corpus.
    pub fn responses<'a>(
        &self,
        corpus: &'a Corpus,
    ) -> impl Iterator<Item = (WorkId, WorkId, &'a Response)> + use<'a> {
        let (wanted, confidence) = (self.links.has_responses(), self.confidence);
        let sure = corpus
            .responses()
            .iter()
            .filter(move |response| wanted && response.evidence.confidence >= confidence);
        sure.filter_map(|response| match (response.from, response.to) {
            (Entity::Work(from), Entity::Work(to)) => Some((to, from, response)),
            _ => None,
        })
    }

    /// What lines of descent run through: everything, or what joins works that have an entry. A work that is only cited
    /// is known to take up none, so that it would be the beginning of a line whatever it took up.
    #[must_use]
    pub fn lines(&self, corpus: &Corpus) -> Cow<'_, Self> {
        if self.cited == CitedWorks::All {
            return Cow::Borrowed(self);
        }
        let is_listed = |work: WorkId| corpus.work(work).presence == Presence::Listed;
        let edges = self.network.edges();
        let kept = edges.filter(|&(from, to, _)| is_listed(Self::work(from)) && is_listed(Self::work(to)));
        let citations = self.citations(corpus).filter(|it| is_listed(it.from) && is_listed(it.to)).count();
        let responses = self.responses(corpus).filter(|it| is_listed(it.0) && is_listed(it.1)).count();
        let network = DirectedNetwork::new(self.network.node_count(), kept);
        Cow::Owned(Self { network, citations, responses, ..*self })
    }

    /// The node of a work.
    #[must_use]
    pub fn node(work: WorkId) -> NodeIndex {
        NodeIndex::new(work.index())
    }

    /// The work of a node.
    #[must_use]
    pub fn work(node: NodeIndex) -> WorkId {
        WorkId::new(node.index())
    }
}

/// The works of a corpus, joined from the one taken up to the one that takes it up.
///
/// Every work is a node, those only cited among them. Responses less sure than `confidence` join nothing;
/// citations have no confidence. Responses to or from positions and claims join no two works: they are
/// counted in [`Descent::other_responses`] and nothing is inferred from them.
///
/// # Complexity
/// O(n + m log m) for n works and m statements.
///
/// # Examples
/// ```
/// use dissensus::import::{Input, LoadOptions, load};
/// use dissensus::model::Confidence;
/// use dissensus::network::NodeIndex;
/// use dissensus::projection::{Links, descent};
/// let text = "@book{a, title = {A}, year = 2001}\n@book{b, title = {B}, year = 2003, disputes = {a}, cites = {a}}";
/// let input = Input { name: "a.bib".to_owned(), bytes: text.into() };
/// let corpus = load(vec![input], LoadOptions::default()).corpus;
/// let both = descent(&corpus, Links::Both, Confidence::Low);
/// assert_eq!(both.network.weight(NodeIndex::new(0), NodeIndex::new(1)), Some(2.0));
/// ```
#[must_use]
pub fn descent(corpus: &Corpus, links: Links, confidence: Confidence) -> Descent {
    let mut made = Descent {
        network: DirectedNetwork::default(),
        cited: CitedWorks::usual(corpus),
        links,
        confidence,
        citations: 0,
        responses: 0,
        other_responses: 0,
    };
    let mut edges: Vec<(NodeIndex, NodeIndex, f64)> = made
        .citations(corpus)
        .map(|citation| (Descent::node(citation.to), Descent::node(citation.from), 1.0))
        .collect();
    made.citations = edges.len();
    edges.extend(made.responses(corpus).map(|(from, to, _)| (Descent::node(from), Descent::node(to), 1.0)));
    made.responses = edges.len() - made.citations;
    if links.has_responses() {
        let sure = corpus.responses().iter().filter(|it| it.evidence.confidence >= confidence);
        made.other_responses = sure.count() - made.responses;
    }
    made.network = DirectedNetwork::new(corpus.works().len(), edges);
    made
}
