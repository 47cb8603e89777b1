//! Networks of a corpus: which works are joined, and how strongly, by what they say of one another and by what
//! they cite; and which claims attack and support one another.
//!
//! Every network but that of [`mentions()`], which leaves works out and takes positions in, and that of
//! [`claim_network`], has one node for each work of the corpus, numbered as the works are, so that networks of
//! one corpus can be laid on top of one another; [`node_of`] and [`work_of`] lead from the one to the other. Works
//! that nothing joins are nodes without edges. This module may name `model` and `network`; what is made of the
//! networks is the matter of `analysis`.
//!
//! # Adding
//! A projection is a file with a plain function from a corpus (or from another projection) to a network, its
//! `mod` line and its `pub use` here, both in alphabetical order. It says what an edge and its weight mean, and
//! what it leaves out.

mod citations;
mod claims;
mod coupling;
mod descent;
mod mentions;
mod pairs;
mod responses;

pub use citations::{CitedWorks, direct_citation};
pub use claims::{ClaimLink, ClaimNetwork, Contrary, Denial, Rejoinder, claim_network};
pub use coupling::{Coupling, CouplingOptions, Normalisation, bibliographic_coupling, co_citation};
pub use descent::{Descent, Links, descent};
pub use mentions::{Mention, MentionEdge, MentionKinds, MentionNodes, MentionOptions, Mentions, mentions};
pub use pairs::PAIR_LIMIT;
pub use responses::{
    Ground, ResponseArc, ResponseNetwork, ResponseOptions, Statement, Tie, Utterance, response_arcs,
    signed_responses,
};

use crate::model::WorkId;
use crate::network::NodeIndex;

/// The node of a work.
#[must_use]
pub fn node_of(work: WorkId) -> NodeIndex {
    NodeIndex::new(work.index())
}

/// The work of a node.
#[must_use]
pub fn work_of(node: NodeIndex) -> WorkId {
    WorkId::new(node.index())
}
