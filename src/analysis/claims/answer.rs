//! What `claims` answers, as it serialises.

use serde::Serialize;

use super::circles::{CircleFinding, circles};
use super::finding::{ClaimFinding, claims_weighed};
use super::labelled::LabellingsFinding;
use super::query::ClaimQuery;
use super::standing::Standing;
use crate::algorithm::argumentation::GradualSemantics;

/// The claims, and what a reader must know of all of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimsFinding {
    /// The claims that were asked for.
    pub claims: Vec<ClaimFinding>,
    /// The method of their degrees.
    pub degrees: &'static str,
    /// Claims that support one another in a circle.
    pub circles: Vec<CircleFinding>,
    /// Which claims can be held together, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labellings: Option<LabellingsFinding>,
}

/// The claims that a query admits, with degrees by a method, without labellings.
///
/// # Complexity
/// As [`claims_weighed`] and [`circles`].
#[must_use]
pub fn claims_found(
    standing: &Standing<'_>,
    query: &ClaimQuery,
    method: &dyn GradualSemantics,
) -> ClaimsFinding {
    ClaimsFinding {
        claims: claims_weighed(standing, query, method),
        degrees: method.info().name,
        circles: circles(standing),
        labellings: None,
    }
}
