//! Works that cite the same, and works that are cited by the same.

use super::pairs::{PAIR_LIMIT, largest_size};
use crate::network::{DirectedNetwork, NodeIndex, UndirectedNetwork};

/// What a common reference is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Normalisation {
    /// 1, whoever else cites it: the weight of an edge is the number of common references.
    Counts,
    /// The number of common references divided by √(rᵢ rⱼ), where rᵢ is how many references i has: Salton's
    /// cosine, 1 for equal lists. Long lists gain nothing by being long.
    #[default]
    Cosine,
    /// 1/(k − 1) where k works cite it, so that every work shares out 1 for each of its references.
    Fractional,
}

/// How works are joined by common references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CouplingOptions {
    /// What a common reference is worth.
    pub normalisation: Normalisation,
    /// How many pairs of works may be made. Where there would be more, the references that most works cite are
    /// left out; see [`Coupling::largest`].
    pub most_pairs: u64,
}

impl Default for CouplingOptions {
    /// Salton's cosine, ten million pairs.
    fn default() -> Self {
        Self { normalisation: Normalisation::default(), most_pairs: PAIR_LIMIT }
    }
}

/// Works joined by what they have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Coupling {
    /// The network.
    pub network: UndirectedNetwork,
    /// References cited by more works than this were left out.
    pub largest: usize,
    /// The references that were left out, ascending.
    pub left_out: Vec<NodeIndex>,
}

/// Joins the works that cite the same works: bibliographic coupling.
///
/// cᵢⱼ = Σ_r aᵢᵣ aⱼᵣ v(r), where aᵢᵣ is 1 if i cites r and else 0, and v(r) what a common reference is worth: see
/// [`Normalisation`]. Weights of citations are not looked at. A work that nobody shares a reference with has no
/// edge, and no work is joined to itself.
///
/// A reference with k citing works makes k(k − 1)/2 pairs. Where all of them together pass
/// [`CouplingOptions::most_pairs`], the references with the largest k are left out until they do not, all of a size
/// together; they then count nowhere, not in the rᵢ of the cosine either. Which they were is part of the answer.
///
/// Every network is accepted.
///
/// # Determinism
/// The network alone decides; sums run in the order of the references.
///
/// # Complexity
/// O(n + m + p log p) time and O(n + m + p) memory for n nodes, m edges and p pairs, p being limited by the
/// options.
///
/// # References
/// - Kessler (1963), Bibliographic coupling between scientific papers,
///   [doi:10.1002/asi.5090140103](https://doi.org/10.1002/asi.5090140103).
/// - Fractional counting: Perianes-Rodriguez, Waltman and van Eck (2016), Constructing bibliometric networks,
///   [doi:10.1016/j.joi.2016.10.006](https://doi.org/10.1016/j.joi.2016.10.006).
///
/// # Examples
/// ```
/// use dissensus::network::{DirectedNetwork, NodeIndex};
/// use dissensus::projection::{CouplingOptions, bibliographic_coupling};
/// let node = NodeIndex::new;
/// let cites = [(0, 2), (0, 3), (1, 2), (1, 3)].map(|(a, b)| (node(a), node(b), 1.0));
/// let coupled = bibliographic_coupling(&DirectedNetwork::new(4, cites), &CouplingOptions::default());
/// assert_eq!(coupled.network.edges().collect::<Vec<_>>(), [(node(0), node(1), 1.0)]);
/// ```
#[must_use]
pub fn bibliographic_coupling(citations: &DirectedNetwork, options: &CouplingOptions) -> Coupling {
    let citing = |reference: NodeIndex| citations.predecessors(reference);
    let largest = largest_size(citations.nodes().map(|node| citing(node).len()), options.most_pairs);
    let counts = |reference: NodeIndex| citing(reference).len() <= largest;
    let left_out = citations.nodes().filter(|&node| !counts(node)).collect();
    let worth = |reference: NodeIndex| match options.normalisation {
        Normalisation::Counts | Normalisation::Cosine => 1.0,
        Normalisation::Fractional => 1.0 / (citing(reference).len() as f64 - 1.0),
    };
    let references = |node: NodeIndex| citations.successors(node).iter().copied().filter(|&it| counts(it));
    let lengths: Vec<f64> = citations.nodes().map(|node| references(node).count() as f64).collect();
    let mut edges = Vec::new();
    let mut shared = vec![0.0; citations.node_count()];
    let mut met: Vec<NodeIndex> = Vec::new();
    for a in citations.nodes() {
        for reference in references(a) {
            let others = citing(reference);
            // Each pair is met from its lower end.
            for &b in &others[others.partition_point(|&other| other <= a)..] {
                if shared[b.index()] == 0.0 {
                    met.push(b);
                }
                shared[b.index()] += worth(reference);
            }
        }
        for b in met.drain(..) {
            let shared = std::mem::take(&mut shared[b.index()]);
            let weight = match options.normalisation {
                Normalisation::Counts | Normalisation::Fractional => shared,
                Normalisation::Cosine => shared / (lengths[a.index()] * lengths[b.index()]).sqrt(),
            };
            edges.push((a, b, weight));
        }
    }
    Coupling { network: UndirectedNetwork::new(citations.node_count(), edges), largest, left_out }
}

/// Joins the works that the same works cite: co-citation.
///
/// It is the [bibliographic coupling](bibliographic_coupling) of the network with every citation turned round:
/// what is said there of common references holds here of common citing works, so that a bibliography that cites
/// everything is what may be left out.
///
/// # Determinism
/// The network alone decides; sums run in the order of the citing works.
///
/// # Complexity
/// That of bibliographic coupling.
///
/// # References
/// Small (1973), Co-citation in the scientific literature,
/// [doi:10.1002/asi.4630240406](https://doi.org/10.1002/asi.4630240406).
///
/// # Examples
/// ```
/// use dissensus::network::{DirectedNetwork, NodeIndex};
/// use dissensus::projection::{CouplingOptions, Normalisation, co_citation};
/// let node = NodeIndex::new;
/// let cites = [(0, 2), (0, 3), (1, 2), (1, 3)].map(|(a, b)| (node(a), node(b), 1.0));
/// let options = CouplingOptions { normalisation: Normalisation::Counts, ..CouplingOptions::default() };
/// let cocited = co_citation(&DirectedNetwork::new(4, cites), &options);
/// assert_eq!(cocited.network.edges().collect::<Vec<_>>(), [(node(2), node(3), 2.0)]);
/// ```
#[must_use]
pub fn co_citation(citations: &DirectedNetwork, options: &CouplingOptions) -> Coupling {
    bibliographic_coupling(&citations.reversed(), options)
}
