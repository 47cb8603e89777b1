//! Lists of Scopus. Until 2023: `Brans, J.P., Vincke, P., A preference … (1985) Management Science, 31 (6), pp. 647-656`;
//! since then: `Brans J.P., Vincke P., A preference …, Management Science, 31, 6, pp. 647-656, (1985)`; and lately the names
//! too are divided by semicolons: `Brans J.P.; Vincke P., A preference …, Management Science, 31, 6, pp. 647-656, (1985)`.

use std::borrow::Cow;
use std::ops::Range;

use super::reading::{CitedWork, year};
use crate::model::identifier::doi;

/// References are divided by semicolons, which titles may hold, too: what goes on in small letters after a piece without a
/// year belongs to it. So do names to the name or the reference that follows them.
pub(super) fn divided(list: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    // Whether the last range has a year.
    let mut dated = false;
    // Whether it ends in a name.
    let mut named = false;
    for (at, _) in list.match_indices(';').chain([(list.len(), "")]) {
        let piece = &list[start..at];
        let goes_on = piece.trim_start().starts_with(|c: char| c.is_lowercase());
        match ranges.last_mut().filter(|_| named || goes_on && !dated) {
            Some(last) => last.end = at,
            None => {
                ranges.push(start..at);
                dated = false;
            }
        }
        dated |= year_place(piece).is_some();
        named = is_name(piece.trim()) && !dated;
        start = at + 1;
    }
    ranges
}

/// The year in brackets, and where the brackets stand.
fn year_place(text: &str) -> Option<(i32, Range<usize>)> {
    let mut places = memchr::memchr_iter(b'(', text.as_bytes()).filter_map(|at| {
        let inside = text.get(at + 1..at + 5)?;
        let after = text.as_bytes().get(at + 5)?;
        let found = year(inside).filter(|_| *after == b')')?;
        Some((found, at..at + 6))
    });
    // The year of the newer lists is the last thing; in the older ones the title, which may hold one, comes before it.
    places.next_back()
}

pub(super) fn read(text: &str) -> CitedWork<'_> {
    let text = text.trim().trim_end_matches(['.', ',']);
    let mut cited = CitedWork::default();
    let (head, tail) = match year_place(text) {
        Some((found, place)) => {
            cited.year = Some(found);
            (&text[..place.start], &text[place.end..])
        }
        None => (text, ""),
    };
    let is_older = !tail.trim().is_empty();
    let author = head.split(',').next().map(str::trim);
    let author = author.map(|names| names.split(';').next().unwrap_or_default().trim());
    cited.author = author.filter(|author| !author.is_empty() && *author != head.trim()).map(Cow::Borrowed);
    let within = head.trim().trim_end_matches(',');
    cited.title_within = Some(within).filter(|head| !head.is_empty()).map(Cow::Borrowed);
    cited.title = if is_older { older_title(head) } else { newer_title(head) }.map(Cow::Borrowed);
    let data = if is_older { tail } else { head };
    let mut pieces = data.split(',').map(str::trim);
    if is_older {
        cited.venue = pieces.next().filter(|venue| !venue.is_empty()).map(Cow::Borrowed);
    }
    for piece in pieces {
        if let Some(pages) = ["pp. ", "p. ", "pp.", "art. no. ", "Art. no. "]
            .iter()
            .find_map(|prefix| piece.strip_prefix(prefix))
        {
            cited.page = cited.page.or(Some(pages.trim().into()));
        } else if cited.volume.is_none() && cited.page.is_none() {
            let number = piece.split(['(', ' ']).next().unwrap_or_default();
            let is_number =
                !number.is_empty() && number.len() <= 6 && number.bytes().all(|b| b.is_ascii_digit());
            cited.volume = is_number.then_some(number.into());
        }
    }
    if let Some(at) = find_doi(text) {
        cited.dois.extend(doi(&text[at..]));
    }
    cited
}

/// What follows the names: `Brans, J.P., Vincke, P., ` are families, each with initials.
fn older_title(head: &str) -> Option<&str> {
    let mut rest = head.trim();
    while let Some((_, after)) = rest.split_once(", ") {
        let initials = after.split(", ").next().unwrap_or_default();
        if !is_initials(initials) || initials.len() == after.len() {
            break;
        }
        rest = after[initials.len()..].trim_start_matches([',', ' ']);
    }
    Some(rest).filter(|title| !title.is_empty())
}

/// What follows the names: `Brans J.P., Vincke P., ` each end in initials.
fn newer_title(head: &str) -> Option<&str> {
    let is_name = |at: usize, piece: &str| {
        let is_list = at == 0 && piece.rsplit(';').all(|name| is_name(name.trim()));
        is_list || piece.rsplit(' ').next().is_some_and(is_initials)
    };
    let mut pieces = head.trim().split(", ").enumerate();
    pieces.find(|(at, piece)| !is_name(*at, piece)).map(|(_, title)| title).filter(|title| !title.is_empty())
}

/// `van Stiphout R.G.`, `Lin C-WR`: one to five words and initials, with dots or without.
fn is_name(text: &str) -> bool {
    let Some((family, last)) = text.rsplit_once(' ') else { return false };
    let capitals = last.chars().filter(|&c| c != '-').count();
    let is_bare = (1..=4).contains(&capitals) && last.chars().all(|c| c.is_uppercase() || c == '-');
    (is_bare || is_initials(last)) && !text.contains([',', '(', ':']) && family.split(' ').count() <= 5
}

/// `J.P.`, `J.-P.`, `M. H.`
fn is_initials(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    text.ends_with('.')
        && (1..=6).contains(&letters)
        && text.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | ' '))
        && text.split(['.', ' ', '-']).all(|part| part.chars().count() <= 2)
}

/// Where a DOI may begin.
fn find_doi(text: &str) -> Option<usize> {
    memchr::memmem::find_iter(text.as_bytes(), b"10.").find(|&at| {
        let digits = text.as_bytes()[at + 3..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        (4..=9).contains(&digits)
            && text.as_bytes().get(at + 3 + digits).is_some_and(|&b| matches!(b, b'/' | b'.'))
    })
}

#[cfg(test)]
mod tests {
    use super::{divided, read};

    #[test]
    fn both_headers_are_read() {
        let older = read(
            "Brans, J.P., Vincke, P., A preference ranking (1985) Management Science, 31 (6), pp. 647-656",
        );
        assert_eq!((older.author.as_deref(), older.year), (Some("Brans"), Some(1985)));
        assert_eq!(
            (older.venue.as_deref(), older.volume.as_deref(), older.page.as_deref()),
            (Some("Management Science"), Some("31"), Some("647-656"))
        );
        let newer =
            read("Abdullah M., Evolution in waqf, Journal of Islamic Finance, 4, 1, pp. 161-182, (2018)");
        assert_eq!((newer.author.as_deref(), newer.year), (Some("Abdullah M."), Some(2018)));
        assert_eq!((newer.volume.as_deref(), newer.page.as_deref()), (Some("4"), Some("161-182")));
    }

    #[test]
    fn names_divided_by_semicolons_belong_to_their_reference() {
        let list = "The epidemic, Lancet, 5, (2023); Cheng M.; van der Xue Y.-L.; Cui M., Global burden; a study, Spine (Phila), 50, \
                    pp. E128-E139, (2025); Calin GA; Lin C-WR, A signature, N Engl J Med, 353, pp. 1793-801, (2005)";
        let ranges = divided(list);
        assert_eq!(ranges.len(), 3, "{ranges:?}");
        let cited = read(&list[ranges[1].clone()]);
        assert_eq!((cited.author.as_deref(), cited.year), (Some("Cheng M."), Some(2025)));
        assert_eq!(
            (cited.title.as_deref(), cited.page.as_deref()),
            (Some("Global burden; a study"), Some("E128-E139"))
        );
        let bare = read(&list[ranges[2].clone()]);
        assert_eq!((bare.author.as_deref(), bare.title.as_deref()), (Some("Calin GA"), Some("A signature")));
    }

    #[test]
    fn a_title_may_hold_a_semicolon() {
        let list = "A, B., One; two and three (1999) J, 1, p. 2; C, D., Four (2000) K";
        assert_eq!(divided(list).len(), 2);
    }
}
