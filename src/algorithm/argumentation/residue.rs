//! What the grounded labelling leaves undecided, as attacks only.

use super::Framework;
use super::Label;
use super::Labelling;
use crate::network::DirectedNetwork;
use crate::network::NodeIndex;

/// The undecided claims, first, and for each of them that another undecided claim needs its *absence*.
///
/// A support of c by b becomes b → absence of b → c: the absence is in when b is out and the other way round,
/// so c cannot be in unless b is, and is out when b is. That takes as many attacks as there are supports,
/// where extended attacks can be quadratically many. Circles of supports, for which it would not do, are
/// unfounded and so never undecided.
#[derive(Clone, Debug)]
pub(super) struct Residue {
    claims: Vec<NodeIndex>,
    attacks: DirectedNetwork,
}

impl Residue {
    pub(super) fn new(framework: &Framework, grounded: &Labelling) -> Self {
        // Attackers that are out and supporters that are in do not matter any more; others that are settled
        // would have settled the claim.
        let claims = grounded.labelled(Label::Undecided);
        let mut places = vec![None; framework.node_count()];
        for (place, claim) in claims.iter().enumerate() {
            places[claim.index()] = Some(NodeIndex::new(place));
        }
        let undecided = |row: &[NodeIndex]| -> Vec<NodeIndex> {
            row.iter().filter_map(|node| places[node.index()]).collect()
        };
        let mut node_count = claims.len();
        let mut attacks = Vec::new();
        for (place, &claim) in claims.iter().enumerate() {
            let place = NodeIndex::new(place);
            attacks.extend(undecided(framework.attacked(claim)).into_iter().map(|next| (place, next, 1.0)));
            let supported = undecided(framework.supported(claim));
            if !supported.is_empty() {
                let absence = NodeIndex::new(node_count);
                node_count += 1;
                attacks.push((place, absence, 1.0));
                attacks.extend(supported.into_iter().map(|next| (absence, next, 1.0)));
            }
        }
        Self { claims, attacks: DirectedNetwork::new(node_count, attacks) }
    }

    /// Who attacks whom, absences among them.
    pub(super) fn attacks(&self) -> &DirectedNetwork {
        &self.attacks
    }

    /// The grounded labelling with the labels of the residue written over its undecided ones.
    pub(super) fn completed(&self, grounded: &Labelling, labels: &[Label]) -> Labelling {
        let mut completed = grounded.labels().to_vec();
        for (claim, &label) in self.claims.iter().zip(labels) {
            completed[claim.index()] = label;
        }
        Labelling::new(completed)
    }
}
