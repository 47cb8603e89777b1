//! Who matters in a network, and who stands between its groups.
//!
//! A centrality gives every node a number ([`Scores`]) and is registered in [`METHODS`]. What needs groups,
//! signs or an undirected network besides, or answers with more than a number, is a plain function with a
//! result of its own:
//!
//! | function | for every node |
//! |---|---|
//! | [`brokerage`] | how often it mediates, in which of five roles; what chance would give: [`expected_brokerage`] |
//! | [`constraint`] | how closed the circle of its neighbours is |
//! | [`participation`], [`signed_participation`] | how evenly its links are spread over the groups |
//! | [`heterocitation`], [`external_internal`] | how many of its links leave its group |
//! | [`cuts`] | whether the network falls apart without it |
//! | [`h_index`] | (of a list of counts) how many counts reach their own rank |
//!
//! Self-loops are left out by every method here except [`participation`]: nobody is a bridge to himself. This
//! module may name `network` only.
//!
//! # Adding
//! A file with a function, a unit struct that implements [`Centrality`], a `mod` line and an entry in
//! [`METHODS`], which is kept in the order of the names. The laws of `tests/suite/centrality_laws.rs` then hold
//! for it: relabelled nodes keep their scores, self-loops change nothing, and any number of threads gives
//! the same bytes.

mod betweenness;
mod betweenness_sampling;
mod brokerage;
mod constraint;
mod core_number;
mod cuts;
mod degree;
mod expected_brokerage;
mod groups;
mod h_index;
mod membership;
mod options;
mod page_rank;
mod participation;
mod path_count;
mod scores;

use crate::algorithm::MethodInfo;
use crate::network::DirectedNetwork;

pub use betweenness::{Betweenness, BetweennessUndirected, betweenness, undirected_betweenness};
pub use brokerage::{Brokerage, BrokerageRole, RoleCounts, brokerage};
pub use constraint::{StructuralHoles, constraint};
pub use core_number::{CoreNumber, core_numbers};
pub use cuts::{Cuts, cuts};
pub use degree::{
    InDegree, InStrength, OutDegree, OutStrength, in_degree, in_strength, out_degree, out_strength,
};
pub use expected_brokerage::{ExpectedBrokerage, Moments, expected_brokerage};
pub use groups::{ExternalInternal, Heterocitation, LinkCounts, external_internal, heterocitation};
pub use h_index::h_index;
pub use membership::Membership;
pub use options::{BetweennessOptions, CentralityOptions, Damping, Effort, PageRankOptions, SamplingBound};
pub use page_rank::{PageRank, page_rank};
pub use participation::{SignedParticipation, participation, signed_participation};
pub use scores::{Accuracy, Scores};

/// A method that gives every node of a directed network a number, the higher the more central.
pub trait Centrality: Sync {
    /// What it is.
    fn info(&self) -> MethodInfo;

    /// The score of every node.
    fn score(&self, network: &DirectedNetwork, options: &CentralityOptions) -> Scores;
}

/// Every centrality, by name.
pub const METHODS: &[&dyn Centrality] = &[
    &Betweenness,
    &BetweennessUndirected,
    &CoreNumber,
    &InDegree,
    &InStrength,
    &OutDegree,
    &OutStrength,
    &PageRank,
];
