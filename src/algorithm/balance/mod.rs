//! Balance: how well a network of agreement and disagreement falls into camps.
//!
//! Edges that agree should run inside camps and edges that disagree between them; an edge that does not is
//! frustrated. Every method parts the nodes and says how good the parting is, and what no parting can better.
//! [`count_triads`] and [`walk_balance`] tell how balanced a network is without parting it. This module may name
//! `network` and the parent module only.
//!
//! # Adding
//! A method is a plain function in a file of this folder, a unit struct that implements [`BalanceMethod`], a
//! `mod` line and an entry in [`METHODS`]. Tests run over `METHODS`, so that a new method is tested at once.

mod blocks;
mod branching;
mod correlation_clustering;
mod cycles;
mod flipping;
mod frustration;
mod kernel;
mod moving;
mod packing;
mod piece;
mod result;
mod signed_modularity;
mod triads;
mod walks;

pub use correlation_clustering::CorrelationClustering;
pub use correlation_clustering::correlation_clustering;
pub use frustration::Frustration;
pub use frustration::frustration;
pub use result::Balance;
pub use result::BalanceOptions;
pub use result::Exactness;
pub use result::Goal;
pub use result::frustrated_edges;
pub use signed_modularity::SignedModularity;
pub use signed_modularity::maximise_signed_modularity;
pub use signed_modularity::signed_modularity;
pub use triads::TriadCounts;
pub use triads::count_triads;
pub use walks::TooManyNodes;
pub use walks::WALK_BALANCE_NODE_LIMIT;
pub use walks::walk_balance;

use crate::algorithm::MethodInfo;
use crate::network::SignedNetwork;

/// A way to part a signed network.
pub trait BalanceMethod: Sync {
    /// What it is and where it comes from.
    fn info(&self) -> MethodInfo;

    /// Whether its quality is better when it is less or when it is greater.
    fn goal(&self) -> Goal;

    /// Parts a network.
    fn part(&self, network: &SignedNetwork, options: &BalanceOptions) -> Balance;
}

/// Every method of the family, by name.
pub const METHODS: &[&dyn BalanceMethod] = &[&CorrelationClustering, &Frustration, &SignedModularity];
