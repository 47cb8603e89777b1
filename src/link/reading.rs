//! What one string of a list of references says.

use std::borrow::Cow;

use super::{crossref, dimensions, identifiers, scopus, web_of_science};
use crate::model::ReferenceFormat;

/// What a reference says of the work it means. Texts are as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitedWork<'a> {
    /// The first author, family name first: `BRANS JP`, `Amgoud`, `Abdullah M.`
    pub author: Option<Cow<'a, str>>,
    /// The year it appeared.
    pub year: Option<i32>,
    /// A stretch of the reference in which the title stands, after the names of all authors.
    pub title_within: Option<Cow<'a, str>>,
    /// What is probably the title.
    pub title: Option<Cow<'a, str>>,
    /// The journal or book, as abbreviated.
    pub venue: Option<Cow<'a, str>>,
    /// The volume.
    pub volume: Option<Cow<'a, str>>,
    /// The first page, or the number of the article.
    pub page: Option<Cow<'a, str>>,
    /// Its DOIs, normalised; databases give some references several.
    pub dois: Vec<Cow<'a, str>>,
    /// Its other identifiers, each in one spelling: `arxiv:1711.05590`, `pmid:12734659`, `isbn:9780306406157`.
    pub identifiers: Vec<Box<str>>,
}

/// Reads one string of a list of references.
///
/// Never fails: what cannot be told is missing.
///
/// # Complexity
/// Linear in the string.
///
/// # Examples
/// ```
/// use dissensus::link::read;
/// use dissensus::model::ReferenceFormat;
///
/// let cited = read(ReferenceFormat::WebOfScience, "RYAN RM, 2000, AM PSYCHOL, V55, P68.");
/// assert_eq!((cited.author.as_deref(), cited.year), (Some("RYAN RM"), Some(2000)));
/// assert_eq!((cited.volume.as_deref(), cited.page.as_deref()), (Some("55"), Some("68")));
/// ```
#[must_use]
pub fn read(format: ReferenceFormat, text: &str) -> CitedWork<'_> {
    let mut cited = match format {
        ReferenceFormat::WebOfScience
        | ReferenceFormat::WebOfScienceLines
        | ReferenceFormat::WebOfScienceSemicolons => web_of_science::read(text),
        ReferenceFormat::Crossref => crossref::read(text),
        ReferenceFormat::Dimensions => dimensions::read(text),
        ReferenceFormat::Scopus => scopus::read(text),
    };
    cited.identifiers.extend(identifiers::in_text(text));
    cited.identifiers.extend(cited.dois.iter().filter_map(|doi| identifiers::arxiv_of_doi(doi)));
    cited
}

/// A year of four digits, if the text is one.
pub(super) fn year(text: &str) -> Option<i32> {
    let text = text.trim();
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| is_year && (1000..=2100).contains(year))
}
