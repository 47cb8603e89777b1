//! Holes in the circle of a node's neighbours.

use rayon::prelude::*;

use crate::network::NodeIndex;
use crate::network::UndirectedNetwork;

/// Burt's two measures of a node's structural holes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StructuralHoles {
    /// How far the node's links are bound up with one another: the lower, the more holes it spans.
    pub constraint: f64,
    /// How many of its neighbours are not redundant: all of them where none is linked to another.
    pub effective_size: f64,
}

/// Burt's constraint and effective size of every node; `None` for a node without neighbours.
///
/// constraint(i) = Σⱼ (p(i,j) + Σ_q p(i,q) p(q,j))², with p(i,j) = z(i,j)/Σₖ z(i,k), z(i,j) the weight of the link
/// of i and j, j any neighbour of i and q any neighbour of both. It is high where a node's links go to nodes that are
/// themselves linked, and low for one between circles that do not know each other: the place where, in a debate,
/// arguments are carried over.
///
/// effective size(i) = Σⱼ (1 − Σ_q p(i,q) m(j,q)), with m(j,q) = z(j,q)/maxₖ z(j,k): the number of neighbours less
/// the redundancy of each.
///
/// Any network is accepted; an empty one has no measures. Self-loops, and links whose weight is not positive, are
/// left out first. For a directed network Burt takes the sum a(i,j) + a(j,i) for z(i,j): that is what an
/// [`UndirectedNetwork`] of its edges has for weights.
///
/// # Determinism
/// The network decides; every sum is in the order of the nodes.
///
/// # Complexity
/// O(Σ d²) time over the degrees d, O(n) memory for each thread and n nodes.
///
/// # References
/// R. S. Burt (1992), "Structural Holes: The Social Structure of Competition", Harvard University Press, chapter
/// 2; S. P. Borgatti (1997), "Structural holes: unpacking Burt's redundancy measures", Connections 20(1).
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::constraint;
/// use dissensus::network::{NodeIndex, UndirectedNetwork};
/// let node = NodeIndex::new;
/// let star = UndirectedNetwork::new(4, [(node(0), node(1), 1.0), (node(0), node(2), 1.0)]);
/// let holes = constraint(&star);
/// assert_eq!(holes[0].unwrap().constraint, 0.5);
/// assert_eq!(holes[0].unwrap().effective_size, 2.0);
/// assert_eq!(holes[3], None);
/// ```
#[must_use]
pub fn constraint(network: &UndirectedNetwork) -> Vec<Option<StructuralHoles>> {
    let totals: Vec<(f64, f64)> = network
        .nodes()
        .map(|node| links(network, node).fold((0.0, 0.0), |(sum, max), (_, z)| (sum + z, f64::max(max, z))))
        .collect();
    (0..network.node_count())
        .into_par_iter()
        .with_min_len(16)
        .map_init(
            || vec![Shares::default(); network.node_count()],
            |shares, node| holes(network, &totals, shares, NodeIndex::new(node)),
        )
        .collect()
}

/// What the node in hand has to do with another; all 0 between two nodes.
#[derive(Clone, Copy, Debug, Default)]
struct Shares {
    direct: f64,
    by_others: f64,
}

fn links(network: &UndirectedNetwork, node: NodeIndex) -> impl Iterator<Item = (NodeIndex, f64)> + '_ {
    let links = network.neighbours(node).iter().copied().zip(network.weights(node).iter().copied());
    links.filter(move |&(other, weight)| other != node && weight > 0.0)
}

fn holes(
    network: &UndirectedNetwork,
    totals: &[(f64, f64)],
    shares: &mut [Shares],
    node: NodeIndex,
) -> Option<StructuralHoles> {
    // `node`, `other` and `third` are i, j and q; `direct` is p(i,j) and `by_others` Σ_q p(i,q) p(q,j); `totals` has
    // Σₖ z and maxₖ z of every node.
    let (sum, _) = totals[node.index()];
    links(network, node).next()?;
    for (other, weight) in links(network, node) {
        shares[other.index()].direct = weight / sum;
    }
    let mut effective_size = 0.0;
    for (third, _) in links(network, node) {
        let direct = shares[third.index()].direct;
        let (their_sum, their_max) = totals[third.index()];
        let mut redundancy = 0.0;
        for (other, weight) in links(network, third) {
            let share = &mut shares[other.index()];
            // What is no neighbour of the node has a direct share of 0; the node itself has too.
            if share.direct > 0.0 {
                share.by_others += direct * weight / their_sum;
                redundancy += share.direct * weight / their_max;
            }
        }
        effective_size += 1.0 - redundancy;
    }
    let mut constraint = 0.0;
    for (other, _) in links(network, node) {
        let Shares { direct, by_others } = std::mem::take(&mut shares[other.index()]);
        constraint += (direct + by_others).powi(2);
    }
    Some(StructuralHoles { constraint, effective_size })
}
