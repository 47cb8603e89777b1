//! Bridges: works that join positions or schools, why they do, and the edges on which a debate hangs.
//!
//! [`bridges`] puts works into groups, joins them by what they say of one another, measures each, and ranks those
//! that join two groups or more. [`approvals`] asks besides which works opposed positions both build on. Every
//! finding names the statements behind it, with file and line.
//!
//! # Adding
//! A measure is computed in `measures.rs`, has a field in `findings.rs` and, to be ranked by, a variant of
//! [`BridgesBy`] and an arm in `order.rs`.

mod answer;
mod approval;
mod cut_edges;
mod findings;
mod grouping;
mod measures;
mod order;
mod reasons;

pub use answer::{BridgesFinding, BridgesPart, bridges_found};
pub use approval::{approvals, opposed_positions};
pub use findings::{
    ApprovalFinding, BridgeFinding, BridgeGroupFinding, BridgeScore, Bridges, CutEdgeFinding, MentionFinding,
    RoleFinding, RolesFinding, SidesFinding,
};
pub use order::{BridgeGroups, BridgeQuery, BridgesBy, bridges};
