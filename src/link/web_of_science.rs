//! Lists of Web of Science: `BRANS JP, 1985, MANAGE SCI, V31, P647, DOI 10.1287/mnsc.31.6.647.`

use std::borrow::Cow;
use std::ops::Range;

use super::reading::{CitedWork, year};
use crate::model::identifier::doi;

/// One reference a line, each with a full stop at its end; a line without one goes on in the next. A list on one line
/// is divided by semicolons, if more than one of its pieces has a year.
pub(super) fn divided(list: &str) -> Vec<Range<usize>> {
    let dated = |piece: &&str| piece.split(',').any(|part| year(part).is_some());
    if !list.trim().contains('\n') && list.split(';').filter(dated).count() > 1 {
        return semicolons(list);
    }
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in list.split_inclusive('\n') {
        at += line.len();
        if line.trim_end().ends_with('.') || line.trim().is_empty() {
            ranges.push(start..at);
            start = at;
        }
    }
    ranges.push(start..list.len());
    ranges
}

/// One reference a line.
pub(super) fn lines(list: &str) -> Vec<Range<usize>> {
    between(list, '\n')
}

/// One reference between two semicolons.
pub(super) fn semicolons(list: &str) -> Vec<Range<usize>> {
    between(list, ';')
}

fn between(list: &str, mark: char) -> Vec<Range<usize>> {
    let mut start = 0;
    let ends = list.match_indices(mark).map(|(at, _)| at).chain([list.len()]);
    ends.map(|end| std::mem::replace(&mut start, end + 1)..end).collect()
}

pub(super) fn read(text: &str) -> CitedWork<'_> {
    let text = text.trim().trim_end_matches('.');
    let mut cited = CitedWork::default();
    // `DOI 10.1/x`, `DOI DOI 10.1/x`, `DOI [10.1/x, 10.1/y]`
    let (described, identifiers) = match text.find(", DOI ").or_else(|| text.find(",DOI ")) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    if !identifiers.is_empty() {
        for piece in identifiers.split([',', '[', ']']) {
            let Some(found) = doi(piece.trim()) else { continue };
            if !cited.dois.contains(&found) {
                cited.dois.push(found);
            }
        }
    }
    let pieces = || described.split(',').map(str::trim);
    let year_at = pieces().take(4).position(|piece| year(piece).is_some());
    cited.year = year_at.and_then(|at| pieces().nth(at)).and_then(year);
    cited.author = match year_at {
        Some(0) => None,
        _ => pieces().next().map(Cow::Borrowed),
    };
    cited.author = cited.author.filter(|author| !is_anonymous(author));
    let after = year_at.map_or(1, |at| at + 1);
    let mut rest = pieces().skip(after);
    if let Some(venue) = rest.next() {
        match kind(venue) {
            Kind::Text => cited.venue = Some(venue.into()),
            Kind::Volume(volume) => cited.volume = Some(volume.into()),
            Kind::Page(page) => cited.page = Some(page.into()),
        }
    }
    for piece in rest {
        match kind(piece) {
            Kind::Volume(volume) => cited.volume = cited.volume.or(Some(volume.into())),
            Kind::Page(page) => cited.page = cited.page.or(Some(page.into())),
            Kind::Text => {}
        }
    }
    cited
}

enum Kind<'a> {
    Volume(&'a str),
    Page(&'a str),
    Text,
}

/// `V31`, `P647`, `ARTN 104512`, or something else.
fn kind(piece: &str) -> Kind<'_> {
    if let Some(number) = ["ARTN ", "ARTN. ", "UNSP "].iter().find_map(|prefix| piece.strip_prefix(prefix)) {
        return Kind::Page(number.trim());
    }
    let holds_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let is_one_word = |text: &str| !text.is_empty() && !text.contains(char::is_whitespace);
    match piece.as_bytes().first() {
        Some(b'V') if is_one_word(&piece[1..]) && holds_digit(&piece[1..]) => Kind::Volume(&piece[1..]),
        Some(b'P') if is_one_word(&piece[1..]) && holds_digit(&piece[1..]) => Kind::Page(&piece[1..]),
        _ => Kind::Text,
    }
}

/// `[Anonymous]`, also as BibTeX writes it, and its like.
fn is_anonymous(author: &str) -> bool {
    let bare = author.trim_matches(|c: char| !c.is_alphanumeric());
    bare.is_empty() || bare.eq_ignore_ascii_case("anonymous") || bare.eq_ignore_ascii_case("anon")
}

#[cfg(test)]
mod tests {
    use super::{divided, read};

    #[test]
    fn a_line_is_a_reference_and_a_line_without_a_full_stop_goes_on() {
        let list = "A B, 2000, X, V1, P2.\n   C D, 2001,\n   Y, V3.\n   E F, 2002, Z.";
        let pieces: Vec<&str> = divided(list).into_iter().map(|range| list[range].trim()).collect();
        assert_eq!(pieces, ["A B, 2000, X, V1, P2.", "C D, 2001,\n   Y, V3.", "E F, 2002, Z.", ""]);
        assert_eq!(divided("A, 2000, X; B, 2001, Y").len(), 2);
        let one = divided("A, 2000, X; Y.");
        assert_eq!(one.iter().filter(|range| !range.is_empty()).count(), 1);
    }

    #[test]
    fn every_doi_of_a_reference_is_read() {
        let cited = read("Bana E, 1994, INT T OPER RES, V1, P489, DOI DOI 10.1016/0969-6016(94)90010-8.");
        assert_eq!(cited.dois, ["10.1016/0969-6016(94)90010-8"]);
        let cited = read("X Y, 2010, J Z, V1, DOI {[}10.1000/A, 10.1000/b].");
        assert_eq!(cited.dois, ["10.1000/a", "10.1000/b"]);
        assert_eq!((cited.volume.as_deref(), cited.page), (Some("1"), None));
    }

    #[test]
    fn an_anonymous_work_has_no_author() {
        let cited = read("{[}Anonymous], 2000, B WORLD HEALTH ORGAN, V78, P868.");
        assert_eq!((cited.author, cited.year, cited.page.as_deref()), (None, Some(2000), Some("868")));
        assert_eq!(read("2005, PLAIN TITLE").author, None);
    }
}
