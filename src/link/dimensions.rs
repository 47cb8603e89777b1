//! Lists of Dimensions: `[Brans, J. P.; Vincke, Ph.|ur.01; |Management Science|1985|31|6|647-656|10.1287/mnsc.31.6.647|pub.1|9];[…]`.
//!
//! Authors, their ids, journal or book, year, volume, issue, pages, DOI, id of Dimensions, times cited. No title.

use std::borrow::Cow;
use std::ops::Range;

use super::reading::{CitedWork, year};
use crate::model::identifier::doi;

/// What stands between the brackets that a semicolon follows and another bracket.
pub(super) fn divided(list: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let ends = list.match_indices(';').filter(|(at, _)| {
        list[..*at].trim_end_matches(' ').ends_with(']')
            && list[at + 1..].trim_start_matches(' ').starts_with('[')
    });
    let ends = ends.map(|(at, _)| at).chain([list.len()]);
    ends.map(|end| std::mem::replace(&mut start, end + 1)..end).collect()
}

pub(super) fn read(text: &str) -> CitedWork<'_> {
    let inside = text.trim().trim_start_matches('[').trim_end_matches(']');
    let parts: Vec<&str> = inside.split('|').map(str::trim).collect();
    let given = |at: usize| parts.get(at).copied().filter(|part| !part.is_empty());
    // Year and what follows it are found by the year, should a column be added before it.
    let year_at = (2..parts.len()).find(|&at| year(parts[at]).is_some()).unwrap_or(YEAR);
    let title = given(2).filter(|_| year_at > YEAR).map(Cow::Borrowed);
    CitedWork {
        author: given(0).and_then(first_author).map(Cow::Owned),
        year: given(year_at).and_then(year),
        title_within: title.clone(),
        title,
        venue: given(year_at - 1).map(Cow::Borrowed),
        volume: given(year_at + 1).map(Cow::Borrowed),
        page: given(year_at + 3).map(Cow::Borrowed),
        dois: given(year_at + 4).and_then(doi).into_iter().collect(),
        identifiers: Vec::new(),
    }
}

/// The usual place of the year.
const YEAR: usize = 3;

/// `Brans, J. P.; Vincke, Ph.` is `Brans JP`, as others write it.
fn first_author(list: &str) -> Option<String> {
    let first = list.split(';').next()?.trim();
    let Some((family, given)) = first.split_once(',') else {
        return (!first.is_empty()).then(|| first.to_owned());
    };
    let initials: String =
        given.split([' ', '.', '-']).filter_map(|word| word.chars().find(|c| c.is_alphabetic())).collect();
    Some(format!("{} {}", family.trim(), initials.to_uppercase()).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{divided, read};

    #[test]
    fn every_part_has_its_place() {
        let list = "[Brans, J. P.; Vincke, Ph.|ur.01; |Manage [Sci]; x|1985|31|6|647-656|10.1287/MNSC.31.6.647|pub.1|9]; \
                    [van der Ven, A.||Omega|1999||||| pub.2|0];[|||||||||]";
        let ranges = divided(list);
        assert_eq!(ranges.len(), 3);
        let cited = read(&list[ranges[0].clone()]);
        assert_eq!((cited.author.as_deref(), cited.year), (Some("Brans JP"), Some(1985)));
        assert_eq!(
            (cited.venue.as_deref(), cited.volume.as_deref(), cited.page.as_deref()),
            (Some("Manage [Sci]; x"), Some("31"), Some("647-656"))
        );
        assert_eq!(cited.dois, ["10.1287/mnsc.31.6.647"]);
        let sparse = read(&list[ranges[1].clone()]);
        assert_eq!((sparse.author.as_deref(), sparse.year), (Some("van der Ven A"), Some(1999)));
        assert_eq!((sparse.volume, sparse.page, sparse.dois.len()), (None, None, 0));
        assert_eq!(read(&list[ranges[2].clone()]), crate::link::CitedWork::default());
    }

    #[test]
    fn a_title_before_the_year_is_read_too() {
        let cited = read("[A, B||A title|A journal|2001|1|2|3-4|10.1000/x|pub.3|1]");
        assert_eq!((cited.title.as_deref(), cited.venue.as_deref()), (Some("A title"), Some("A journal")));
        assert_eq!((cited.year, cited.dois), (Some(2001), vec!["10.1000/x".into()]));
    }
}
