//! Which claims stand, when claims attack and support one another.
//!
//! A [`Framework`] holds the attacks and the supports; a [`Semantics`] turns it into [`Labellings`], in which
//! every claim is in, out or undecided; a [`GradualSemantics`] gives every claim a degree instead. What a
//! single claim is to a reader is its [`Status`]. This module names [`network`](crate::network) only.
//!
//! Run these methods on claims and positions, never on citations: citations point back in time, so their
//! attacks have no cycle, and without cycles all semantics agree (Dung 1995, theorem 30): whoever spoke last
//! and was not answered is in.
//!
//! The semantics nest: the grounded extension lies in every preferred one; a stable one is preferred, and a
//! preferred one complete. Every framework has exactly one grounded extension, at least one preferred one and
//! perhaps no stable one. Enumerations are kept within a [`Limit`] and say whether they are whole.
//!
//! # References
//! P. M. Dung (1995). On the acceptability of arguments and its fundamental role in nonmonotonic reasoning,
//! logic programming and n-person games. doi:10.1016/0004-3702(94)00041-X
//!
//! M. Caminada & D. M. Gabbay (2009). A logical account of formal argumentation (labellings).
//! doi:10.1007/s11225-009-9218-x
//!
//! # Adding
//! A semantics is a file with a plain function and a unit struct that adapts it to [`Semantics`] or
//! [`GradualSemantics`], a `mod` line and an entry in [`METHODS`] or [`DEGREES`], both alphabetical.

use super::MethodInfo;

mod acceptance;
mod complete;
mod covers;
mod decomposition;
mod degrees;
mod df_quad;
mod domains;
mod framework;
mod grounded;
mod h_categoriser;
mod labelling;
mod limit;
mod preferred;
mod residue;
mod search;
mod stable;
mod status;

pub use acceptance::{Acceptance, acceptance};
pub use complete::{Complete, complete};
pub use degrees::{BaseScores, DegreeOptions, Degrees, Supports};
pub use df_quad::{DfQuad, df_quad};
pub use framework::{Framework, SupportedAttack};
pub use grounded::{Grounded, grounded};
pub use h_categoriser::{HCategoriser, h_categoriser};
pub use labelling::{Enumeration, Label, Labelling, Labellings};
pub use limit::{Limit, SemanticsOptions};
pub use preferred::{Preferred, preferred};
pub use stable::{Stable, stable};
pub use status::{Status, statuses};

/// A way to say which claims can be held together.
pub trait Semantics: Sync {
    /// What it is and where it comes from.
    fn info(&self) -> MethodInfo;

    /// Its labellings of a framework, sorted by the claims they accept.
    fn labellings(&self, framework: &Framework, options: &SemanticsOptions) -> Labellings;
}

/// A way to say how strongly each claim holds.
pub trait GradualSemantics: Sync {
    /// What it is and where it comes from.
    fn info(&self) -> MethodInfo;

    /// Whether it looks at supports.
    fn supports(&self) -> Supports;

    /// The degree of every claim.
    fn degrees(&self, framework: &Framework, options: &DegreeOptions) -> Degrees;
}

/// Every semantics of labellings.
pub const METHODS: &[&dyn Semantics] = &[&Complete, &Grounded, &Preferred, &Stable];

/// Every semantics of degrees.
pub const DEGREES: &[&dyn GradualSemantics] = &[&DfQuad, &HCategoriser];
