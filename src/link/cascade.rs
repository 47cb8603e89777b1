//! Which work of the files a reference means: the rules, surest first.

use super::folding::{Folded, first_page, volume};
use super::reading::CitedWork;
use super::similarity::{AuthorNamed, TitleShare, score, share_in_order};
use super::works::{Facts, WorkIndex, ending};
use crate::model::{LinkRule, LinkScore, WorkId};

/// What was found of a reference among the works of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// It means this one.
    Linked(WorkId, LinkRule, LinkScore),
    /// It may mean this one or others.
    Ambiguous(WorkId),
    /// None of them.
    Unresolved,
    /// It says too little to mean any.
    Ignored,
}

/// Letters and words from which on a title is one of its own: "Introduction" is not.
const OWN_TITLE: (usize, usize) = (12, 2);
/// The same for titles that are only nearly the same, or whose first author is another.
const LONG_TITLE: (usize, usize) = (30, 5);
/// The same for what stands before the colon of a title.
const MAIN_TITLE: (usize, usize) = (20, 3);

/// The work that a reference means.
pub(super) fn find(works: &WorkIndex, cited: &CitedWork<'_>, pen: &mut Folded) -> Found {
    let mut answer = None;
    let mut take = |candidates: &[WorkId], rule: LinkRule, score: u8| -> bool {
        answer = match candidates {
            [] => return false,
            [first, ..] if works.is_one(candidates.iter().copied()) => {
                Some(Found::Linked(*first, rule, LinkScore::new(score)))
            }
            [first, ..] => Some(Found::Ambiguous(*first)),
        };
        true
    };
    let is_found = cited.dois.iter().any(|doi| take(works.of_doi(doi), LinkRule::Doi, 100))
        || cited.identifiers.iter().any(|id| take(works.of_identifier(id), LinkRule::Identifier, 100));
    if !is_found {
        answer = by_description(works, cited, pen);
    }
    let answer = answer.map(|found| match found {
        Found::Linked(record, rule, score) => Found::Linked(works.work(record), rule, score),
        Found::Ambiguous(record) => Found::Ambiguous(works.work(record)),
        other => other,
    });
    answer.unwrap_or(if says_enough(cited) { Found::Unresolved } else { Found::Ignored })
}

/// Whether a reference could mean some work: it has an identifier, or a year and an author, a title or a journal.
fn says_enough(cited: &CitedWork<'_>) -> bool {
    let described = cited.author.is_some() || cited.title_within.is_some() || cited.venue.is_some();
    !cited.dois.is_empty() || !cited.identifiers.is_empty() || cited.year.is_some() && described
}

fn by_description(works: &WorkIndex, cited: &CitedWork<'_>, pen: &mut Folded) -> Option<Found> {
    let families = families(cited.author.as_deref().unwrap_or_default(), pen);
    let year = cited.year?;
    let (cited_volume, cited_page) =
        (cited.volume.as_deref().and_then(volume), cited.page.as_deref().and_then(first_page));
    let head = cited.title_within.as_deref().map(|head| pen.words(head).to_owned()).unwrap_or_default();
    let candidates = |of: &dyn Fn(&str) -> Vec<WorkId>| -> Vec<WorkId> {
        let mut all: Vec<WorkId> = families.iter().flat_map(|family| of(family)).collect();
        all.sort();
        all.dedup();
        all
    };
    // Those of the same place whose year is one off.
    let mut near_place: Vec<WorkId> = Vec::new();
    if let (Some(volume), Some(page)) = (&cited_volume, &cited_page) {
        let all = candidates(&|family| works.of_page(family, volume, page).to_vec());
        let distance = |work: &WorkId| works.facts(*work).year.map(|own| (own - year).abs());
        let same: Vec<WorkId> = all.iter().copied().filter(|work| distance(work) == Some(0)).collect();
        if let Some(found) = one_of(works, &same, &head, LinkRule::VolumePage, 98) {
            return Some(found);
        }
        near_place.extend(all.iter().copied().filter(|work| distance(work) == Some(1)));
    }
    let of_place = |works_there: &[WorkId]| {
        let score = score(TitleShare::NotGiven, 1, AuthorNamed::First)?;
        one_of(works, works_there, &head, LinkRule::Similar, score.percent())
    };
    if head.is_empty() {
        return of_place(&near_place);
    }
    let of_year = candidates(&|family| works.of_author(family, year).to_vec());
    let titled: Vec<WorkId> = of_year
        .iter()
        .copied()
        .filter(|&work| {
            let facts = works.facts(work);
            let confirmed = facts.page.is_some() && facts.page.as_deref() == cited_page.as_deref();
            holds_words(&head, &facts.title) && (is_long(&facts.title, OWN_TITLE) || confirmed)
        })
        .collect();
    if let Some(found) = longest(works, &titled, LinkRule::Title, 97) {
        return Some(found);
    }
    // A reference that gives a title gives that of the work, or the place is wrong.
    near_place.retain(|&work| has_half(&head, &works.facts(work).title));
    if let Some(found) = of_place(&near_place) {
        return Some(found);
    }
    let mut near: Vec<(WorkId, LinkScore)> = Vec::new();
    for apart in [0_u8, 1] {
        let of_years = match apart {
            0 => of_year.clone(),
            _ => [year - 1, year + 1]
                .iter()
                .flat_map(|&other| candidates(&|family| works.of_author(family, other).to_vec()))
                .collect(),
        };
        for work in of_years {
            let facts = works.facts(work);
            // What came out a year earlier on other pages was a talk or a paper of its own.
            let elsewhere = facts.page.is_some()
                && cited_page.is_some()
                && facts.page.as_deref() != cited_page.as_deref();
            if apart > 0 && (elsewhere || !is_long(&facts.title, LONG_TITLE)) {
                continue;
            }
            let has_main = facts.main_title.as_deref().is_some_and(|main| {
                is_long(main, MAIN_TITLE)
                    && (head.ends_with(main)
                        || holds_words(&head, main) && same_place(facts, &cited_volume, &cited_page))
            });
            let share = is_long(&facts.title, LONG_TITLE).then(|| share_in_order(&head, &facts.title));
            let by_words = share.and_then(|share| score(share, apart, AuthorNamed::First));
            let by_main = has_main.then(|| score(TitleShare::Main, apart, AuthorNamed::First)).flatten();
            near.extend(by_words.max(by_main).map(|score| (work, score)));
        }
    }
    if let Some(found) = most_alike(works, &near) {
        return Some(found);
    }
    // The title at the end of the head, and the first author spelt otherwise or left out.
    let endings = ending(&head).map(|ending| works.of_ending(year, ending)).unwrap_or_default();
    let score = score(TitleShare::Words { percent: 100, slips: 0 }, 0, AuthorNamed::Another)?;
    let of_title: Vec<(WorkId, LinkScore)> = endings
        .iter()
        .copied()
        .filter(|&work| {
            let facts = works.facts(work);
            head.ends_with(facts.title.as_ref())
                && is_long(&facts.title, LONG_TITLE)
                && facts.authors.iter().any(|family| holds_name(&head, family))
        })
        .map(|work| (work, score))
        .collect();
    most_alike(works, &of_title)
}

/// The one with the highest score, and of equals with the longest title.
fn most_alike(works: &WorkIndex, all: &[(WorkId, LinkScore)]) -> Option<Found> {
    let rank = |(work, score): &(WorkId, LinkScore)| (*score, works.facts(*work).title.len());
    let most = all.iter().map(rank).max()?;
    let mut best = all.iter().filter(|one| rank(one) == most);
    let &(first, score) = best.next()?;
    let is_one = best.all(|(record, _)| works.work(*record) == works.work(first));
    Some(match is_one {
        true => Found::Linked(first, LinkRule::Similar, score),
        false => Found::Ambiguous(first),
    })
}

/// Whether half of a title's words stand in a text.
fn has_half(text: &str, title: &str) -> bool {
    matches!(share_in_order(text, title), TitleShare::Words { percent: 50.., .. })
}

/// The only one of some works, or the only one whose title the reference has, too.
fn one_of(works: &WorkIndex, all: &[WorkId], head: &str, rule: LinkRule, score: u8) -> Option<Found> {
    let first = *all.first()?;
    let linked = |record| Some(Found::Linked(record, rule, LinkScore::new(score)));
    if works.is_one(all.iter().copied()) {
        return linked(first);
    }
    let is_titled = |record: &WorkId| holds_words(head, &works.facts(*record).title);
    let titled: Vec<WorkId> = all.iter().copied().filter(is_titled).collect();
    match titled.first() {
        Some(&record) if works.is_one(titled.iter().copied()) => linked(record),
        _ => Some(Found::Ambiguous(first)),
    }
}

/// The one with the longest title: what holds a title holds also a shorter one that is part of it.
fn longest(works: &WorkIndex, all: &[WorkId], rule: LinkRule, score: u8) -> Option<Found> {
    let length = |work: &WorkId| works.facts(*work).title.len();
    let most = all.iter().map(length).max()?;
    let best: Vec<WorkId> = all.iter().copied().filter(|work| length(work) == most).collect();
    Some(match works.is_one(best.iter().copied()) {
        true => Found::Linked(best[0], rule, LinkScore::new(score)),
        false => Found::Ambiguous(best[0]),
    })
}

fn same_place(facts: &Facts, volume: &Option<String>, page: &Option<String>) -> bool {
    facts.page.is_some() && facts.page.as_deref() == page.as_deref()
        || facts.volume.is_some() && facts.volume.as_deref() == volume.as_deref()
}

/// Whether a folded title has this many letters and words.
fn is_long(title: &str, (letters, words): (usize, usize)) -> bool {
    title.len() >= letters && title.split(' ').count() >= words
}

/// Whether a folded text holds another as whole words.
fn holds_words(text: &str, part: &str) -> bool {
    !part.is_empty()
        && memchr::memmem::find_iter(text.as_bytes(), part.as_bytes()).any(|at| {
            let end = at + part.len();
            (at == 0 || text.as_bytes()[at - 1] == b' ')
                && (end == text.len() || text.as_bytes()[end] == b' ')
        })
}

/// Whether the words of a text spell a folded family name, which has no blanks.
fn holds_name(text: &str, family: &str) -> bool {
    holds_words(text, family)
        || text.len() < 4000 && {
            let words: Vec<&str> = text.split(' ').collect();
            words.windows(2).any(|pair| pair.concat() == family)
                || words.windows(3).any(|three| three.concat() == family)
        }
}

/// What the family name of a first author may be, folded: `BRANS JP` is `brans`, `Del Vasto-Terrientes L` is
/// `delvastoterrientes`, `Clancy David J.` may be `clancydavid` or `clancy`.
pub(super) fn families(author: &str, pen: &mut Folded) -> Vec<String> {
    let tokens: Vec<&str> = author.split_whitespace().collect();
    let mut end = tokens.len();
    while end > 1 && is_initials(tokens[end - 1]) {
        end -= 1;
    }
    let mut found: Vec<String> = Vec::new();
    let mut add = |text: &str| {
        let word = pen.word(text);
        if !word.is_empty() && !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
    };
    add(&tokens[..end].join(" "));
    if end > 1 {
        add(tokens[0]);
        add(tokens[end - 1]);
        // Without a particle.
        add(&tokens[1..end].join(" "));
    }
    found
}

/// `JP`, `J.P.`, `J.-P.`, `Jr.`
fn is_initials(token: &str) -> bool {
    let letters: Vec<char> = token.chars().filter(|c| c.is_alphabetic()).collect();
    let has_dot = token.contains('.');
    let all_capital = letters.iter().all(|c| c.is_uppercase());
    !letters.is_empty() && (letters.len() <= 4 && all_capital || has_dot && letters.len() <= 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(author: &str) -> Vec<String> {
        families(author, &mut Folded::default())
    }

    #[test]
    fn a_family_name_is_what_comes_before_the_initials() {
        assert_eq!(of("BRANS JP"), ["brans"]);
        assert_eq!(of("Abdullah M."), ["abdullah"]);
        assert_eq!(of("Del Vasto-Terrientes L")[0], "delvastoterrientes");
        assert!(of("Clancy David J.").contains(&"clancy".to_owned()));
        assert_eq!(of("LI Y"), ["li"]);
    }

    #[test]
    fn a_title_is_held_as_whole_words_only() {
        assert!(holds_words("roy b the outranking approach", "the outranking approach"));
        assert!(!holds_words("roy b the outranking approaches", "the outranking approach"));
    }
}
