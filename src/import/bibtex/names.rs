//! Lists of names as BibTeX reads them.
//!
//! The rules are those of Oren Patashnik, *BibTeXing* (1988), section 4, and Nicolas Markey, *Tame the BeaST*
//! (2009), part 3; `family=..., given=...` is the extended format of `biblatex` (manual, section 3.4).

use std::borrow::Cow;

use crate::latex;

mod affiliations;
mod list;
#[cfg(test)]
mod tests;

pub use crate::model::{Name, NameKind, NameParts};
pub(in crate::import::bibtex) use affiliations::without_affiliations;
pub use list::{AndOthers, NameList, NameOddity, NameOddityKind, split_names};
pub(super) use list::{only_name, pieces};

/// The plain text of a piece of a name.
fn decoded(source: &str) -> Cow<'_, str> {
    if source.is_empty() { Cow::Borrowed("") } else { latex::to_unicode(source) }
}
