//! How alike a reference and a work must be, where not everything that both give is the same.
//!
//! Score = 100 − t − s − 5 y − 7 n. Here t is the share of the title's words, in per cent, that the reference lacks or has out
//! of order; 10 if it has all before the colon and ends there or gives the same volume or page; 5 if it gives no title,
//! and author, volume and page are the same. s is how many long words of the title differ by a letter, y is the number of years between the two, and n is 1 if not the first
//! author is named but another one.
//! A title counts only together with an author and a year at most one apart: never alone.

use crate::model::LinkScore;

/// The score from which on a reference means a work.
pub(super) const THRESHOLD: u8 = 85;

/// What a year's difference costs.
const YEAR: u8 = 5;
/// What it costs if the first author is spelt otherwise, or left out, and another author is named.
const OTHER_AUTHOR: u8 = 7;
/// What it costs if a title is known by the part before its colon alone.
const MAIN_TITLE: u8 = 10;
/// What it costs if a reference gives no title, so that volume and page speak for it.
const NO_TITLE: u8 = 5;

/// From how many letters on a word may have one letter more, less or other.
const LONG_WORD: usize = 7;

/// What of a title a reference has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TitleShare {
    /// This share of its words, in per cent, and of them this many with a slip.
    Words { percent: u8, slips: u8 },
    /// What stands before its colon.
    Main,
    /// It gives none; author, volume and page are the same.
    NotGiven,
}

/// Which author of a work a reference names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AuthorNamed {
    First,
    Another,
}

/// How much agrees; none if that is below the [`THRESHOLD`].
pub(super) fn score(title: TitleShare, years_apart: u8, author: AuthorNamed) -> Option<LinkScore> {
    let title = match title {
        TitleShare::Words { percent, slips } => (100 - percent.min(100)).saturating_add(slips),
        TitleShare::Main => MAIN_TITLE,
        TitleShare::NotGiven => NO_TITLE,
    };
    let author = if author == AuthorNamed::Another { OTHER_AUTHOR } else { 0 };
    let cost = u32::from(title) + u32::from(YEAR) * u32::from(years_apart) + u32::from(author);
    let score = u8::try_from(100_u32.saturating_sub(cost)).unwrap_or(0);
    (score >= THRESHOLD).then(|| LinkScore::new(score))
}

/// How many of a title's words, in per cent, stand in a text in their order. Long words may differ by a letter.
pub(super) fn share_in_order(text: &str, title: &str) -> TitleShare {
    let mut rest = text.split(' ');
    let (mut found, mut count, mut slips) = (0_usize, 0_usize, 0_u8);
    for word in title.split(' ') {
        count += 1;
        let mut ahead = rest.clone();
        if let Some(met) = ahead.find(|other| is_nearly(other, word)) {
            rest = ahead;
            found += 1;
            slips = slips.saturating_add(u8::from(met != word));
        }
    }
    TitleShare::Words { percent: u8::try_from(found * 100 / count.max(1)).unwrap_or(100), slips }
}

fn is_nearly(a: &str, b: &str) -> bool {
    a == b
        || a.len().min(b.len()) >= LONG_WORD
            && a.len().abs_diff(b.len()) <= 1
            && strsim::osa_distance(a, b) <= 1
}

#[cfg(test)]
mod tests {
    use super::{AuthorNamed, THRESHOLD, TitleShare, score, share_in_order};

    const fn words(percent: u8, slips: u8) -> TitleShare {
        TitleShare::Words { percent, slips }
    }

    #[test]
    fn words_count_in_their_order_and_long_ones_with_a_slip() {
        assert_eq!(share_in_order("a b c d", "b d"), words(100, 0));
        assert_eq!(share_in_order("a b c d", "d b"), words(50, 0));
        assert_eq!(share_in_order("roy the outrankng approach", "the outranking approaches"), words(66, 1));
        assert_eq!(share_in_order("the outranking aproach", "the outranking approach"), words(100, 1));
        // A short word is another: "soft" is not "sort".
        assert_eq!(share_in_order("sort balancing", "soft balancing"), words(50, 0));
    }

    #[test]
    fn what_disagrees_is_taken_off_until_too_little_is_left() {
        let of = |share, years, author| score(words(share, 0), years, author).map(|it| it.percent());
        assert_eq!(of(100, 0, AuthorNamed::First), Some(100));
        assert_eq!(of(92, 1, AuthorNamed::First), Some(87));
        assert_eq!(of(100, 1, AuthorNamed::Another), Some(88));
        assert_eq!(of(89, 1, AuthorNamed::First), None);
        assert_eq!(of(THRESHOLD, 0, AuthorNamed::First), Some(THRESHOLD));
        assert_eq!(of(THRESHOLD - 1, 0, AuthorNamed::First), None);
        assert_eq!(score(words(THRESHOLD, 1), 0, AuthorNamed::First), None);
        assert_eq!(score(TitleShare::NotGiven, 1, AuthorNamed::First).map(|it| it.percent()), Some(90));
    }
}
