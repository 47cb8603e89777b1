//! Networks of numbered nodes: who is joined to whom, and how strongly. They know nothing of literature.
//!
//! All are built once, from a list of edges in any order, and do not change afterwards. Edges lie in flat
//! rows, those of a node side by side and sorted by the other end; parallel edges are merged, their weights
//! added. The traits of [`petgraph::visit`] are implemented on references, so that the algorithms of that
//! crate run on them. This module names nothing of the crate.
//!
//! # Adding
//! A kind of network is a file with a type whose fields are private, built from edges.

mod acyclic;
mod directed;
mod node;
mod partition;
mod rows;
mod signed;
mod undirected;

pub use acyclic::{AcyclicNetwork, Cyclic};
pub use directed::DirectedNetwork;
pub use node::{NodeIndex, Visited};
pub use partition::{GroupIndex, Partition};
pub use signed::SignedNetwork;
pub use undirected::UndirectedNetwork;
