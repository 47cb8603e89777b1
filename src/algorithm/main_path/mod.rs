//! Main paths: the chains of citations that carry most of a literature's descent.
//!
//! Three steps. A citation network is first made acyclic under a stated [`CyclePolicy`], with a report of
//! what was done. Its arcs are then weighed by how many paths run through them ([`TraversalWeight`],
//! [`METHODS`]). A [`Search`] finally picks the arcs to be shown.
//!
//! **Direction.** Every arc runs from the cited to the citing: along time. The weights `spc` and `spnp` do
//! not change when all arcs are turned round, `splc` does: it counts paths from every node, but to the
//! sinks only. On a network that points the other way it answers another question.
//!
//! **Numbers.** Paths multiply exponentially. Counts are exact integers of any size where memory allows,
//! and else numbers of 64 significant bits with a stated bound on their error; [`Precision`] tells which.
//!
//! This module names `network` and nothing else.
//!
//! # Adding
//! A weight is a file with a plain function and a unit struct that implements [`TraversalWeight`], a `mod`
//! line, and an entry in [`METHODS`].

mod count;
mod cycles;
mod feedback;
mod paths;
mod search;
mod spc;
mod splc;
mod spnp;
mod traversal;
mod wide;

pub use count::{Arithmetic, PathCount, PathCounts, Precision};
pub use cycles::{CyclePolicy, Opened, break_cycles, condense, leave_out_cycles, open};
pub use paths::{paths_into, source_to_sink_paths};
pub use search::{Extension, MainPath, MainPathArc, Search, Start, main_path};
pub use spc::{Spc, spc};
pub use splc::{Splc, splc};
pub use spnp::{Spnp, spnp};
pub use traversal::TraversalWeights;

use crate::algorithm::MethodInfo;
use crate::network::AcyclicNetwork;

/// A way of weighing the arcs of an acyclic network by the paths that run through them.
pub trait TraversalWeight: Sync {
    /// What it is and where it comes from.
    fn info(&self) -> MethodInfo;

    /// The weight of every arc, in [`Arithmetic::Automatic`]. The weights of the network's edges play no
    /// part: an arc is there or not.
    fn weigh(&self, network: &AcyclicNetwork) -> TraversalWeights;
}

/// All traversal weights, by name.
pub const METHODS: &[&dyn TraversalWeight] = &[&Spc, &Splc, &Spnp];
