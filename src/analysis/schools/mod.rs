//! Schools: groups of works found in what they say of one another and in what they cite, never declared.
//!
//! [`schools`] answers the question: it lays the networks of [`projection`](crate::projection) on top of one
//! another as a [`Lens`] asks (`layers`), runs a method of [`algorithm`](crate::algorithm) on them (`division`),
//! names what it found (`naming`), measures how it holds together (`cohesion`), compares it with the positions
//! that the files declare (`agreement`) and with what each lens finds alone (`comparison`), and gives its reasons, with
//! file and line (`reasons`).
//!
//! # Adding
//! A method that parts signed networks or finds communities is offered as soon as it is registered in its family.
//! A projection of citations is a variant of [`CitationProjection`] and an arm in `layers`.

mod agreement;
mod cohesion;
mod comparison;
mod division;
mod find;
mod findings;
mod layers;
mod naming;
mod query;
mod reasons;

pub use cohesion::Cohesion;
pub use find::{Schools, schools};
pub use findings::{
    AgreementFinding, Because, ConfusionCell, EdgeFinding, LensComparison, LensFinding, Misfit,
    PositionCount, School, SchoolsFinding, StabilityFinding,
};
pub use query::{CitationProjection, Lens, ResponseShare, SchoolMethod, SchoolsError, SchoolsQuery};
