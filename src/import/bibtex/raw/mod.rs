//! BibTeX as it is written: entries with their types, keys and fields, nothing of it interpreted.
//!
//! Owns the way from bytes to [`RawEntry`]: [`decode`] finds the encoding; [`read()`] has bibtex-parser parse each
//! entry, takes the original text back by offset, and expands abbreviations.
//!
//! ```text
//! text -> chunks -> heads -> an entry as most are: parsed to its end at once ------------> RawEntry
//!                         -> any other: cut by BibTeX's own rules -> masked -> parsed ---> RawEntry, or a diagnostic
//! ```
//!
//! What is masked is what bibtex-parser would refuse (keys such as `DBLP:journals/x`, comments, numbers, quotes inside
//! braces). A broken entry costs itself and one diagnostic. Of the crate it uses only `diagnostic`.
//!
//! # Adding
//! - Something else that bibtex-parser refuses: a `Patch` in `mask.rs`, with an entry of its kind in
//!   the suite's module `bibtex_raw`.
//! - A mistake that can be put right: a kind of problem in `mask.rs` and its words in `report.rs`.

mod chunks;
mod cut;
mod decode;
mod encode;
mod entry;
mod head;
mod macros;
mod mask;
mod read;
mod report;
mod scan;
mod value;

pub use decode::Decoded;
pub use decode::EncodingChoice;
pub use decode::declared_encoding;
pub use decode::decode;
pub use encode::with_text_changed;
pub(crate) use macros::MONTHS;
pub use read::EntryCounts;
pub use read::Read;
pub use read::Repair;
pub use read::read;
pub(super) use read::read_by_windows;
pub(super) use scan::table_of;
pub use value::RawEntry;
pub use value::RawField;
pub use value::RawValue;
pub use value::fold_white_space;
pub(super) use value::in_small_letters;
