//! Edges round the nodes: shortest taut paths by the nodes' corners, spread where they would coincide, drawn as
//! cubic curves.
//!
//! 1. An edge whose ends see each other is straight. Any other takes the shortest path over corners of boxes
//!    (a visibility graph), short edges first; corners already taken cost more.
//! 2. Edges that turn at one corner are given different distances from it, the longer path the outer one.
//! 3. Ends are spread along the sides of the boxes; parallel edges get a port each and bow apart.
//! 4. Paths are smoothed as far as the curve stays clear of every box.
//!
//! # References
//!
//! Lozano-Pérez and Wesley (1979), "An algorithm for planning collision-free paths among polyhedral obstacles",
//! *Communications of the ACM* 22(10): 560–570, doi:10.1145/359156.359164 (shortest paths by corners).

mod curve;
mod edge_label;
mod parallel;
mod port;
mod route;
mod visibility;

pub(super) use parallel::LABELLED_APART;
pub(super) use route::ROUTED_UP_TO;
pub(super) use route::route;
