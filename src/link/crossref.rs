//! Lists of Crossref: `[{"key": "ref1", "DOI": "10.1056/NEJMp2005835"}, …]`.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;

use super::identifiers::isbn;
use super::json::sequence;
use super::reading::{CitedWork, year};
use crate::model::identifier::doi;

/// The elements of the array.
pub(super) fn divided(list: &str) -> Vec<Range<usize>> {
    let start = usize::from(list.starts_with('['));
    let end = if list.ends_with(']') && list.len() > start { list.len() - 1 } else { list.len() };
    sequence(list, start, end)
}

/// What a reference may say; numbers are text to Crossref.
#[derive(Default, Deserialize)]
struct Object<'a> {
    #[serde(borrow, rename = "DOI")]
    doi: Option<Cow<'a, str>>,
    #[serde(borrow)]
    author: Option<Cow<'a, str>>,
    #[serde(borrow)]
    year: Option<Cow<'a, str>>,
    #[serde(borrow)]
    volume: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "first-page")]
    first_page: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "article-title")]
    article_title: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "volume-title")]
    volume_title: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "journal-title")]
    journal_title: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "ISBN")]
    isbn: Option<Cow<'a, str>>,
}

pub(super) fn read(text: &str) -> CitedWork<'_> {
    let object: Object<'_> = serde_json::from_str(text).unwrap_or_default();
    // The ISBN of a chapter is that of its book.
    let isbn = object.isbn.as_deref().filter(|_| object.article_title.is_none()).and_then(isbn);
    let title = object.article_title.or(object.volume_title);
    CitedWork {
        // `Blasko`, sometimes `J. Blasko`.
        author: object.author,
        year: object.year.and_then(|text| year(text.get(..4).unwrap_or_default())),
        title_within: title.clone(),
        title,
        venue: object.journal_title,
        volume: object.volume,
        page: object.first_page,
        dois: object
            .doi
            .as_deref()
            .and_then(doi)
            .map(|doi| Cow::Owned(doi.into_owned()))
            .into_iter()
            .collect(),
        identifiers: isbn.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{divided, read};

    #[test]
    fn objects_are_read_with_escapes() {
        let list = r#"[{"key": "a", "DOI": "10.1000/ABC"}, {"author": "Kal\u00e9", "year": "2006a", "first-page": "7", "volume": "3", "article-title": "On [it]"}]"#;
        let ranges = divided(list);
        assert_eq!(read(&list[ranges[0].clone()]).dois, ["10.1000/abc"]);
        let cited = read(&list[ranges[1].clone()]);
        assert_eq!(
            (cited.author.as_deref(), cited.year, cited.page.as_deref()),
            (Some("Kal\u{e9}"), Some(2006), Some("7"))
        );
    }
}
