//! Who cites whom.

use super::node_of;
use crate::model::{Corpus, Presence, WorkId};
use crate::network::DirectedNetwork;

/// Which cited works count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CitedWorks {
    /// Those with an entry of their own and those without.
    All,
    /// Those with an entry of their own.
    Listed,
}

impl CitedWorks {
    /// Those that are expected to count where nobody says: all where people wrote down what works cite; where lists of a
    /// database's export name thousands, of which nothing else is known, those with an entry.
    #[must_use]
    pub fn usual(corpus: &Corpus) -> Self {
        let is_export = !corpus.reference_lists.is_empty() || !corpus.numbered_files.is_empty();
        if is_export { Self::Listed } else { Self::All }
    }
}

/// The network of direct citation: an edge from every work to every work that it cites, of weight 1.
///
/// A citation that is stated twice is one edge. Citations of a work by itself are left out. Responses are not
/// citations here, though whoever responds will have cited. Works that cite one another have an edge each way.
///
/// # Determinism
/// The corpus alone decides.
///
/// # Complexity
/// O(n + m log m) for n works and m citations.
///
/// # Examples
/// ```
/// use dissensus::import::{Input, LoadOptions, load};
/// use dissensus::projection::{CitedWorks, direct_citation};
/// let text = "@book{a, title={A}, cites={b, c, b}} @book{b, title={B}, cites={b}}";
/// let input = Input { name: "debate.bib".to_owned(), bytes: text.as_bytes().to_vec() };
/// let corpus = load(vec![input], LoadOptions::default()).corpus;
/// assert_eq!(direct_citation(&corpus, CitedWorks::All).edge_count(), 2);
/// assert_eq!(direct_citation(&corpus, CitedWorks::Listed).edge_count(), 1);
/// ```
#[must_use]
pub fn direct_citation(corpus: &Corpus, cited: CitedWorks) -> DirectedNetwork {
    let counts = |work: WorkId| cited == CitedWorks::All || corpus.work(work).presence == Presence::Listed;
    let citations = corpus.citations().iter().filter(|it| it.from != it.to && counts(it.to));
    let mut pairs: Vec<(WorkId, WorkId)> = citations.map(|it| (it.from, it.to)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let edges = pairs.into_iter().map(|(from, to)| (node_of(from), node_of(to), 1.0));
    DirectedNetwork::new(corpus.works().len(), edges)
}
