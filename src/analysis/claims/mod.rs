//! Claims: who asserts and denies them, what attacks and supports them, and which of them stand.
//!
//! # The reading
//! Semantics run on claims, never on works or citations. What attacks, supports and denies what is decided by
//! [`claim_network`](crate::projection::claim_network): a negative relation between claims is an attack,
//! `contraryof` a mutual one, a positive relation a support; a denial counts as the reasons that the denier
//! gives, or else as the claim's contrary. A support is *necessary*: the supported claim needs all that
//! supports it, and falls with it, see [`Framework`](crate::algorithm::argumentation::Framework). A claim's
//! status is read off the grounded labelling, see [`Status`](crate::algorithm::argumentation::Status).

mod answer;
mod circles;
mod finding;
mod labelled;
mod query;
mod reasons;
mod standing;

pub use answer::{ClaimsFinding, claims_found};
pub use circles::{CircleFinding, NeedFinding, circles};
pub use finding::{
    AnswerFinding, AttackFinding, ClaimFinding, ClaimRelationFinding, HolderFinding, SupportFinding, claims,
    claims_weighed,
};
pub use labelled::{LabelledClaims, LabellingsFinding, labelled_claims};
pub use query::{ClaimQuery, ClaimScope};
pub(super) use reasons::reasons;
pub use standing::Standing;
