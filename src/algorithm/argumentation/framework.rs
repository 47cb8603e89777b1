//! Claims, their attacks and their supports.

use std::collections::VecDeque;

use crate::network::DirectedNetwork;
use crate::network::NodeIndex;

/// Claims that attack and support one another: a bipolar framework under *necessary support*.
///
/// # How a support is read
/// "b supports c" says that **c needs b**: whoever accepts c accepts b, and when b falls, c falls with it. The
/// converse is not said: b can be held without c, and an attack on c leaves b alone. A claim of several
/// supporters needs all of them.
///
/// # What follows for attacks
/// If a attacks b and b supports c, directly or by a chain of supports, then a attacks c: an *extended* (also
/// secondary) attack. [`Framework::reduced`] adds all of them and drops the supports; the framework of attacks
/// that results has the same labellings, under every semantics here, as this one.
/// [`Framework::attack_path`] tells which attack and which supports an attack comes from.
///
/// The literature has a second rule: if b attacks c and b supports a, then a attacks c. It is not added,
/// because it changes no complete labelling: all who attack b attack a as well, so where a is in, b is in and
/// has put c out already, and where b is out, a is out.
///
/// # Supports in circles
/// Claims that need one another in a circle, and those that need one of these, stand on nothing: no order
/// exists in which they could be accepted one after the other. They are *unfounded*, and out in every
/// labelling, as if a further claim that nobody attacks attacked each. The first papers exclude such circles;
/// later ones give them this reading, under which the labellings are those of the logic program with one rule
/// "c if all its supporters and none of its attackers" for each claim. A claim that supports itself is such a
/// circle. [`Framework::unfounded`] lists them, so that a reader can be told.
///
/// # References
/// F. Nouioua & V. Risch (2010). Bipolar argumentation frameworks with specialized supports.
/// doi:10.1109/ICTAI.2010.37
///
/// F. Nouioua & V. Risch (2011). Argumentation frameworks with necessities. SUM 2011, LNCS 6929, pages 163–176.
///
/// C. Cayrol & M.-C. Lagasquie-Schiex (2013). Bipolarity in argumentation graphs: towards a better
/// understanding. doi:10.1016/j.ijar.2013.03.001
///
/// F. Nouioua & S. Boutouhami (2023). Argumentation frameworks with necessities and their relationship with
/// logic programs. doi:10.3233/AAC-210028
///
/// # Examples
/// ```
/// use dissensus::algorithm::argumentation::Framework;
/// use dissensus::network::NodeIndex;
/// let [a, b, c] = [0, 1, 2].map(NodeIndex::new);
/// let framework = Framework::new(3, [(a, b)], [(b, c)]);
/// assert_eq!(framework.attackers(c), []);
/// assert_eq!(framework.reduced().attackers(c), [a]);
/// assert_eq!(framework.attack_path(a, c).unwrap().chain, [b, c]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Framework {
    attacks: DirectedNetwork,
    supports: DirectedNetwork,
    /// Ascending.
    unfounded: Vec<NodeIndex>,
}

/// An attack on a claim, or on one that it needs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SupportedAttack {
    /// The claim that attacks.
    pub attacker: NodeIndex,
    /// From the claim that it attacks directly, by supports, to the claim that falls with it. An attack
    /// without supports has one claim here.
    pub chain: Vec<NodeIndex>,
}

impl Framework {
    /// The framework of some attacks and supports, each from its first claim to its second. One that is given
    /// several times counts once; a claim may attack itself.
    ///
    /// # Complexity
    /// O(n + m log m) for n claims and m attacks and supports.
    ///
    /// # Panics
    /// If an attack or a support names a claim that is not among the first `node_count`.
    #[must_use]
    pub fn new(
        node_count: usize,
        attacks: impl IntoIterator<Item = (NodeIndex, NodeIndex)>,
        supports: impl IntoIterator<Item = (NodeIndex, NodeIndex)>,
    ) -> Self {
        let supports = unweighted(node_count, supports);
        let unfounded = unfounded(&supports);
        Self { attacks: unweighted(node_count, attacks), supports, unfounded }
    }

    /// How many claims.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.attacks.node_count()
    }

    /// How many attacks.
    #[must_use]
    pub fn attack_count(&self) -> usize {
        self.attacks.edge_count()
    }

    /// How many supports.
    #[must_use]
    pub fn support_count(&self) -> usize {
        self.supports.edge_count()
    }

    /// The claims.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = NodeIndex> + use<> {
        self.attacks.nodes()
    }

    /// The claims that attack a claim directly, ascending.
    #[must_use]
    pub fn attackers(&self, node: NodeIndex) -> &[NodeIndex] {
        self.attacks.predecessors(node)
    }

    /// The claims that a claim attacks directly, ascending.
    #[must_use]
    pub fn attacked(&self, node: NodeIndex) -> &[NodeIndex] {
        self.attacks.successors(node)
    }

    /// The claims that a claim needs, ascending.
    #[must_use]
    pub fn supporters(&self, node: NodeIndex) -> &[NodeIndex] {
        self.supports.predecessors(node)
    }

    /// The claims that need a claim, ascending.
    #[must_use]
    pub fn supported(&self, node: NodeIndex) -> &[NodeIndex] {
        self.supports.successors(node)
    }

    /// The claims on a circle of supports and those that need one of them, ascending. No labelling accepts
    /// them.
    #[must_use]
    pub fn unfounded(&self) -> &[NodeIndex] {
        &self.unfounded
    }

    /// The same claims with all extended attacks and no supports. Unfounded claims stay unfounded.
    ///
    /// Every semantics gives the same labellings here and there. The semantics do not build it; it is for
    /// methods that know attacks only, and for display.
    ///
    /// # Complexity
    /// O(n + m + r d) for n claims, m attacks and supports, r attacks in the result before equal ones are
    /// merged, and d supports of one claim; r can reach m n.
    #[must_use]
    pub fn reduced(&self) -> Self {
        self.reduced_within(usize::MAX).expect("no framework has more attacks than can be counted")
    }

    /// The same, unless there are more than so many attacks before equal ones are merged; then the search
    /// stops when it has found that out.
    ///
    /// # Examples
    /// ```
    /// use dissensus::algorithm::argumentation::Framework;
    /// use dissensus::network::NodeIndex;
    /// let [a, b, c, d] = [0, 1, 2, 3].map(NodeIndex::new);
    /// // One attack on b is one on c and one on d, too.
    /// let framework = Framework::new(4, [(a, b)], [(b, c), (c, d)]);
    /// assert_eq!(framework.reduced_within(3), Some(framework.reduced()));
    /// assert_eq!(framework.reduced_within(2), None);
    /// ```
    #[must_use]
    pub fn reduced_within(&self, most: usize) -> Option<Self> {
        let mut attacks: Vec<_> = self.attacks.edges().map(|(a, b, _)| (a, b)).collect();
        let mut last_seen = vec![None; self.node_count()];
        for start in self.nodes().filter(|&node| !self.attackers(node).is_empty()) {
            last_seen[start.index()] = Some(start);
            let mut waiting = vec![start];
            while let Some(node) = waiting.pop() {
                for &next in self.supported(node) {
                    if last_seen[next.index()] != Some(start) {
                        last_seen[next.index()] = Some(start);
                        attacks.extend(self.attackers(start).iter().map(|&attacker| (attacker, next)));
                        waiting.push(next);
                    }
                }
                if attacks.len() > most {
                    return None;
                }
            }
        }
        Some(Self {
            attacks: unweighted(self.node_count(), attacks),
            supports: unweighted(self.node_count(), []),
            unfounded: self.unfounded.clone(),
        })
    }

    /// How a claim attacks another, if it does: directly, or by the fewest supports; among equal chains, the
    /// one whose claims, read from the far end, have the lowest numbers.
    ///
    /// # Complexity
    /// O(n + m) for n claims and m attacks and supports.
    #[must_use]
    pub fn attack_path(&self, from: NodeIndex, to: NodeIndex) -> Option<SupportedAttack> {
        let mut needed_by = vec![None; self.node_count()];
        needed_by[to.index()] = Some(to);
        let mut waiting = VecDeque::from([to]);
        while let Some(node) = waiting.pop_front() {
            if self.attackers(node).binary_search(&from).is_ok() {
                let mut chain = vec![node];
                let mut last = node;
                while last != to {
                    last = needed_by[last.index()].expect("every claim in the queue is needed by another");
                    chain.push(last);
                }
                return Some(SupportedAttack { attacker: from, chain });
            }
            for &needed in self.supporters(node) {
                if needed_by[needed.index()].is_none() {
                    needed_by[needed.index()] = Some(node);
                    waiting.push_back(needed);
                }
            }
        }
        None
    }
}

fn unweighted(node_count: usize, edges: impl IntoIterator<Item = (NodeIndex, NodeIndex)>) -> DirectedNetwork {
    // Equal ones would add up to other weights.
    let mut edges: Vec<_> = edges.into_iter().collect();
    edges.sort_unstable();
    edges.dedup();
    DirectedNetwork::new(node_count, edges.into_iter().map(|(from, to)| (from, to, 1.0)))
}

/// What remains when claims whose supporters have all been taken are taken, again and again.
fn unfounded(supports: &DirectedNetwork) -> Vec<NodeIndex> {
    let mut missing: Vec<usize> = supports.nodes().map(|node| supports.predecessors(node).len()).collect();
    let mut founded: Vec<NodeIndex> = supports.nodes().filter(|node| missing[node.index()] == 0).collect();
    while let Some(node) = founded.pop() {
        for &next in supports.successors(node) {
            missing[next.index()] -= 1;
            if missing[next.index()] == 0 {
                founded.push(next);
            }
        }
    }
    supports.nodes().filter(|node| missing[node.index()] > 0).collect()
}
