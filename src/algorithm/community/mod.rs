//! Communities: a network's nodes in groups that hold together more than they hold to the rest.
//!
//! A method takes an [`UndirectedNetwork`] whose weights are not negative and gives a [`Partition`]. How good a
//! partition is, a [`QualityFunction`] says; how far two partitions say the same, a [`ConfusionTable`]; how far a
//! method says the same when its lots fall otherwise, [`stability`]. This folder may name `network` and the
//! descriptions of methods in the folder above.
//!
//! # Adding
//! A method is a plain function in a file here, a unit struct that adapts it to [`CommunityDetection`], a `mod`
//! line and an entry in [`METHODS`], which stands in alphabetical order. The laws of the test program run over
//! every entry; a known answer with its source comes with the method.

mod agreement;
mod leiden;
mod options;
mod quality;
mod stability;

pub use agreement::ConfusionTable;
pub use agreement::adjusted_rand_index;
pub use agreement::normalised_mutual_information;
pub use leiden::LeidenConstantPotts;
pub use leiden::LeidenModularity;
pub use leiden::leiden;
pub use leiden::leiden_with_node_weights;
pub use options::CommunityOptions;
pub use options::Iterations;
pub use quality::QualityFunction;
pub use quality::Resolution;
pub use quality::constant_potts;
pub use quality::modularity;
pub use quality::weighted_constant_potts;
pub use stability::Spread;
pub use stability::Stability;
pub use stability::stability;

use crate::algorithm::MethodInfo;
use crate::network::Partition;
use crate::network::UndirectedNetwork;

/// A method that finds communities.
pub trait CommunityDetection: Sync {
    /// What the method is.
    fn info(&self) -> MethodInfo;

    /// The communities of a network: every node in exactly one, each connected.
    ///
    /// # Panics
    /// If a weight of the network is negative, infinite or not a number. The strengths of a signed network are
    /// had without their signs from [`SignedNetwork::unsigned`](crate::network::SignedNetwork::unsigned).
    fn detect(&self, network: &UndirectedNetwork, options: &CommunityOptions) -> Partition;
}

/// Every method of the family, by name.
pub const METHODS: &[&dyn CommunityDetection] = &[&LeidenConstantPotts, &LeidenModularity];
