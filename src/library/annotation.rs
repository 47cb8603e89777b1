//! Empty annotation fields in the entries of a library, for somebody to fill.

use std::collections::BTreeSet;

use super::edit::Edits;
use super::insertion::add_fields;
use crate::diagnostic::FileId;
use crate::import::bibtex::raw::{RawEntry, read};
use crate::model::Relations;

/// The fields: where a work stands, what it claims and rejects, whom it follows and whom it disputes.
pub const FIELDS: [&str; 5] = ["position", "asserts", "denies", "supports", "disputes"];

/// A library with empty fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// Its text.
    pub text: String,
    /// How many entries were given a field.
    pub changed: usize,
    /// How many have them all already.
    pub complete: usize,
}

/// Adds those of [`FIELDS`] that they lack to the entries that begin at some places of a library.
///
/// Not a byte is changed but that fields are put in, written like the entry's last field. A field counts as there in any
/// spelling, filled or not, so that whoever runs this twice gets the same. An empty field says nothing.
///
/// # Complexity
/// Linear in the text.
///
/// # Examples
/// ```
/// use dissensus::library::annotate;
/// use dissensus::model::Relations;
/// let text = "@book{a,\r\n\ttitle={A},\r\n\tPosition={pro}\r\n}";
/// let annotated = annotate(text, &[0].into(), &Relations::default());
/// let added = ",\r\n\tasserts={},\r\n\tdenies={},\r\n\tsupports={},\r\n\tdisputes={}";
/// assert_eq!(annotated.text, format!("@book{{a,\r\n\ttitle={{A}},\r\n\tPosition={{pro}}{added}\r\n}}"));
/// ```
#[must_use]
pub fn annotate(text: &str, places: &BTreeSet<u32>, relations: &Relations) -> Annotated {
    let mut edits = Edits::default();
    let (mut changed, mut complete) = (0, 0);
    for entry in read(text, FileId(0), |entry| entry).items {
        if !places.contains(&entry.span.start) {
            continue;
        }
        let missing: Vec<(&str, &str)> =
            FIELDS.iter().filter(|name| !has(&entry, name, relations)).map(|name| (*name, "")).collect();
        if missing.is_empty() {
            complete += 1;
        } else {
            changed += 1;
            add_fields(text, &entry, &missing, &mut edits);
        }
    }
    Annotated { text: edits.applied(text), changed, complete }
}

/// Whether an entry has a field, in whatever spelling.
fn has(entry: &RawEntry<'_>, name: &str, relations: &Relations) -> bool {
    let is_same = |written: &str| {
        let written = written.trim();
        written.eq_ignore_ascii_case(name)
            || name == "position" && written.eq_ignore_ascii_case("positions")
            || relations.find(name).is_some_and(|wanted| relations.find(written) == Some(wanted))
    };
    entry.fields.iter().any(|field| is_same(field.name))
}
