//! How much mediation chance alone would bring about.

use crate::algorithm::centrality::BrokerageRole;
use crate::algorithm::centrality::Membership;
use crate::network::DirectedNetwork;
use crate::network::GroupIndex;

/// The mean and the variance of a count.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    /// What the count is on average.
    pub mean: f64,
    /// The mean square of its distance from that.
    pub variance: f64,
}

impl Moments {
    /// By how many standard deviations a count is above the mean; `None` where counts cannot vary.
    #[must_use]
    pub fn z_score(self, count: u64) -> Option<f64> {
        (self.variance > 0.0).then(|| (count as f64 - self.mean) / self.variance.sqrt())
    }
}

/// What each role counts on average in networks of chance.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedBrokerage {
    groups: Vec<[Moments; 5]>,
    total_means: [f64; 5],
}

impl ExpectedBrokerage {
    /// For a broker of a group; all are alike.
    #[must_use]
    pub fn of_broker(&self, group: GroupIndex, role: BrokerageRole) -> Moments {
        self.groups[group.index()][role as usize]
    }

    /// The mean for all brokers together.
    #[must_use]
    pub fn total_mean(&self, role: BrokerageRole) -> f64 {
        self.total_means[role as usize]
    }
}

/// The mean and the variance of each role under chance, given the groups and the number of links.
///
/// Chance is the uniform distribution over all networks without self-loops that have as many nodes and as many
/// links as this one; the groups stay what they are. To set counts against chance is the proposal of Gould and
/// Fernandez; the formulas are derived here, exactly, for this distribution. A count far above
/// its mean says that the node mediates more than a network of this size and density makes anyone of its group do.
///
/// Let N = n(n − 1) be the number of ordered pairs of n nodes and m the number of links, and let q(a, b) =
/// m⁽ᵃ⁾ (N − m)⁽ᵇ⁾ / N⁽ᵃ⁺ᵇ⁾, with x⁽ᵃ⁾ = x(x − 1)…(x − a + 1), be the probability that a pairs of nodes are linked and
/// b others are not. For a broker j let S be the set of the pairs (i, k) for which it would play the role, by
/// the groups. Its count is X = Σ_S X(i, k), where X(i, k) is 1 if i → j → k without i → k, so
///
/// E X = |S| q(2, 1).
///
/// Two different pairs of S that share their first node, or their last, need three links and two gaps; all others,
/// (i, k) and (k, l) and (k, i) among them, need four links and two gaps, no link being the same. With R
/// ordered couples of pairs that share one of the two,
///
/// E X² = |S| q(2, 1) + R q(3, 2) + (|S|² − |S| − R) q(4, 2).
///
/// With a = n_g − 1 others in the group of j, and n_h in each other group h, b of them together:
///
/// | role | S | R |
/// |---|---|---|
/// | coordinator | a(a − 1) | 2 a(a − 1)(a − 2) |
/// | itinerant broker | Σ_h n_h(n_h − 1) | 2 Σ_h n_h(n_h − 1)(n_h − 2) |
/// | representative, gatekeeper | a b | a b(b − 1) + b a(a − 1) |
/// | liaison | Σ_h n_h(b − n_h) | 2 Σ_h n_h(b − n_h)(b − n_h − 1) |
///
/// Nodes without a group are in n and m, as links to them are links, but in no S. The total of a role over all
/// brokers has the sum of the means for its mean; its variance is not given, as counts of different brokers
/// depend on one another.
///
/// Any network is accepted; one with fewer than three nodes gives means of 0. Self-loops are left out.
///
/// # Determinism
/// The groups and the number of links decide.
///
/// # Complexity
/// O(m + n) time for n nodes and m edges, O(g) memory for g groups.
///
/// # Panics
/// If the membership is of another number of nodes.
///
/// # References
/// R. V. Gould & R. M. Fernandez (1989), "Structures of mediation: a formal approach to brokerage in transaction
/// networks", doi:10.2307/270949.
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::{BrokerageRole, Membership, expected_brokerage};
/// use dissensus::network::{DirectedNetwork, GroupIndex, NodeIndex};
/// let node = NodeIndex::new;
/// let network = DirectedNetwork::new(3, [(node(0), node(1), 1.0), (node(1), node(2), 1.0)]);
/// let expected = expected_brokerage(&network, &Membership::new([Some("a"), Some("b"), Some("c")]));
/// // Two pairs, each with the probability 2 · 1 · 4 / (6 · 5 · 4).
/// let liaison = expected.of_broker(GroupIndex::new(1), BrokerageRole::Liaison);
/// assert!((liaison.mean - 2.0 * 8.0 / 120.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn expected_brokerage(network: &DirectedNetwork, membership: &Membership) -> ExpectedBrokerage {
    // `pairs`, `links`, `triple`, `five` and `six` are N, m, q(2,1), q(3,2) and q(4,2).
    assert_eq!(network.node_count(), membership.node_count(), "every node has a group or none");
    let count = network.node_count() as f64;
    let pairs = (count * (count - 1.0)).max(0.0);
    let links = network.edges().filter(|(from, to, _)| from != to).count() as f64;
    let triple = linked_and_not(links, pairs, 2, 1);
    let five = linked_and_not(links, pairs, 3, 2);
    let six = linked_and_not(links, pairs, 4, 2);
    let moments = |places: Places| {
        let Places { single, coupled } = places;
        let mean = single * triple;
        let square = mean + coupled * five + (single * single - single - coupled) * six;
        // Rounding can leave a trace of variance only where the mean is nothing.
        let variance = if mean > 0.0 { (square - mean * mean).max(0.0) } else { 0.0 };
        Moments { mean, variance }
    };
    let sizes: Vec<f64> = membership.sizes().iter().map(|&size| size as f64).collect();
    let sums = Sums::new(&sizes);
    let groups: Vec<[Moments; 5]> =
        sizes.iter().map(|&size| BrokerageRole::ALL.map(|role| moments(sums.places(size, role)))).collect();
    let total_of = |role: BrokerageRole| {
        groups
            .iter()
            .zip(&sizes)
            .fold(0.0, |total, (of_group, size)| total + size * of_group[role as usize].mean)
    };
    ExpectedBrokerage { total_means: BrokerageRole::ALL.map(total_of), groups }
}

/// q(a, b); 0 where there are not as many links or gaps.
fn linked_and_not(links: f64, pairs: f64, linked: usize, unlinked: usize) -> f64 {
    let mut probability = 1.0;
    for taken in 0..linked + unlinked {
        let (from, used) = if taken < linked { (links, taken) } else { (pairs - links, taken - linked) };
        let left = from - used as f64;
        if left <= 0.0 {
            return 0.0;
        }
        probability *= left / (pairs - taken as f64);
    }
    probability
}

/// The pairs of a role, |S|, and the couples of them that share an end, R.
struct Places {
    single: f64,
    coupled: f64,
}

/// Sums of the first, second and third powers of the sizes of groups.
struct Sums {
    first: f64,
    second: f64,
    third: f64,
}

impl Sums {
    fn new(sizes: &[f64]) -> Self {
        let sum = |power: i32| sizes.iter().fold(0.0, |sum, size| sum + size.powi(power));
        Self { first: sum(1), second: sum(2), third: sum(3) }
    }

    fn places(&self, own: f64, role: BrokerageRole) -> Places {
        // `others` is a, `outside` is b; the sums run over all other groups.
        let others = own - 1.0;
        let outside = self.first - own;
        let second = self.second - own.powi(2);
        let third = self.third - own.powi(3);
        match role {
            BrokerageRole::Coordinator => {
                let single = others * (others - 1.0);
                Places { single, coupled: 2.0 * single * (others - 2.0) }
            }
            BrokerageRole::ItinerantBroker => {
                Places { single: second - outside, coupled: 2.0 * (third - 3.0 * second + 2.0 * outside) }
            }
            BrokerageRole::Representative | BrokerageRole::Gatekeeper => {
                let single = others * outside;
                Places { single, coupled: single * (outside - 1.0) + single * (others - 1.0) }
            }
            BrokerageRole::Liaison => {
                // Of n(b − n)(b − n − 1), multiplied out by powers of n.
                let coupled = outside * outside * (outside - 1.0) - (2.0 * outside - 1.0) * second + third;
                Places { single: outside * outside - second, coupled: 2.0 * coupled }
            }
        }
    }
}
