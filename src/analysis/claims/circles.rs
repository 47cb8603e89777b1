//! Claims that need one another in a circle.

use petgraph::algo::kosaraju_scc;
use serde::Serialize;

use super::standing::Standing;
use crate::algorithm::argumentation::Framework;
use crate::analysis::responses::{Reference, reference};
use crate::model::Entity;
use crate::network::{DirectedNetwork, NodeIndex};
use crate::projection::ClaimLink;

/// A claim of a circle and another one of it that it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NeedFinding {
    /// The claim.
    pub id: String,
    /// What supports it.
    pub needs: String,
    /// Where the support is written.
    pub source: Reference,
}

/// Claims that need one another, and so stand on nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CircleFinding {
    /// The supports that make the circle, by claim and then by what it needs.
    pub supports: Vec<NeedFinding>,
    /// Claims that are outside the circle and need a claim in it, directly or by a chain of supports.
    pub resting: Vec<String>,
}

/// The circles of supports, each with the supports that make it and with what rests on it, by their first
/// claims. All these claims are defeated.
///
/// # Complexity
/// O(n + m) for n claims and m supports, for each circle.
#[must_use]
pub fn circles(standing: &Standing<'_>) -> Vec<CircleFinding> {
    let (corpus, network, framework) = (standing.corpus(), standing.network(), standing.framework());
    let key = |node: NodeIndex| network.claim(node).map(|claim| corpus.key(Entity::Claim(claim)));
    let mut found = Vec::new();
    let mut circle_of = vec![None; framework.node_count()];
    for (number, members) in circle_members(framework).into_iter().enumerate() {
        for &member in &members {
            circle_of[member.index()] = Some(number);
        }
        let claims = members.iter().filter_map(|&member| network.claim(member));
        let within = |link: &&ClaimLink| circle_of[network.node(link.from).index()] == Some(number);
        let needs = claims.flat_map(|claim| standing.supports_of(claim).iter().filter(within));
        let supports = needs.map(|link| {
            let evidence = &corpus.response(link.ground).evidence;
            NeedFinding {
                id: corpus.key(Entity::Claim(link.to)),
                needs: corpus.key(Entity::Claim(link.from)),
                source: reference(corpus, evidence.span, evidence.field),
            }
        });
        let supports = supports.collect();
        let mut seen = vec![false; framework.node_count()];
        let mut resting = Vec::new();
        let mut waiting = members.clone();
        members.iter().for_each(|member| seen[member.index()] = true);
        while let Some(node) = waiting.pop() {
            for &next in framework.supported(node) {
                if !std::mem::replace(&mut seen[next.index()], true) {
                    resting.push(next);
                    waiting.push(next);
                }
            }
        }
        resting.sort_unstable();
        found.push(CircleFinding { supports, resting: resting.into_iter().filter_map(key).collect() });
    }
    found
}

/// The nodes of each circle of supports, ascending, by their first.
pub(super) fn circle_members(framework: &Framework) -> Vec<Vec<NodeIndex>> {
    if framework.unfounded().is_empty() {
        return Vec::new();
    }
    let supports = framework
        .unfounded()
        .iter()
        .flat_map(|&node| framework.supported(node).iter().map(move |&next| (node, next, 1.0)));
    let supports = DirectedNetwork::new(framework.node_count(), supports);
    let mut circles: Vec<Vec<NodeIndex>> = kosaraju_scc(&supports)
        .into_iter()
        .filter(|members| members.len() > 1 || supports.weight(members[0], members[0]).is_some())
        .collect();
    for members in &mut circles {
        members.sort_unstable();
    }
    circles.sort_unstable();
    circles
}
