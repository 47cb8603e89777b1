//! Dates as BibTeX files write them.
//!
//! The forms of ISO 8601-2:2019 (Extended Date/Time Format, levels 0 and 1) that `biblatex` reads (manual,
//! section 2.3.8), and what stands in `year` fields besides.

use thiserror::Error;

#[cfg(test)]
mod tests;

pub use crate::model::{CalendarDate, Certainty, Date, Openness};

/// Why a work has no date yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unpublished {
    /// `in press`: accepted and being printed.
    InPress,
    /// `forthcoming`, `to appear`: accepted.
    Forthcoming,
    /// `submitted`, `under review`, `in preparation`, `unpublished`: not accepted.
    Unaccepted,
    /// `n.d.`: published, nobody knows when.
    Undated,
}

/// Why a field holds no date.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DateProblem {
    /// Nothing there.
    #[error("expected a year, found nothing")]
    Empty,
    /// A word for a date to come, or for one that is lost.
    #[error("no date: the work is described as not yet published or undated")]
    Unpublished(Unpublished),
    /// Something else.
    #[error("expected a year or a date such as 2005-03-20, found `{found}`")]
    NotADate {
        /// The beginning of it.
        found: String,
    },
    /// Month 13, or 30 February.
    #[error("no such day or month: `{found}`")]
    NotInCalendar {
        /// The date.
        found: String,
    },
    /// A range such as `2006/2005`.
    #[error("the range ends before it begins: `{found}`")]
    EndsBeforeItBegins {
        /// The range.
        found: String,
    },
}

/// Reads the value of a `date` or `year` field.
///
/// - `2005`, `2005-03`, `2005-03-20` (a time of day after `T` is ignored), `-0350`, `350 BC`, `2016a` (the letter
///   is ignored); seasons (`2001-21`) count as the year, `199X` and `19XX` as ranges.
/// - Ranges: `1898/1936`, `2005--2006`, `2005-2006`, `2005/06`; open ones: `2005/`, `2005/..`, `/2005`.
/// - `2005?`, `1850~`, `1850%`, `~1850`, `c. 1850`, `[1998]` set the [certainty](Certainty).
///
/// Braces around or inside do not matter.
///
/// # Errors
///
/// [`DateProblem::Unpublished`] for `in press`, `forthcoming`, `n.d.` and their like, another [`DateProblem`] for
/// what cannot be read.
///
/// # Complexity
///
/// Time O(n) for n bytes.
///
/// # Examples
///
/// ```
/// use dissensus::import::bibtex::date::{Certainty, DateProblem, Unpublished, parse};
///
/// let range = parse("1898/1936")?;
/// assert_eq!((range.start.year, range.end.map(|end| end.year)), (1898, Some(1936)));
/// assert_eq!(parse("c. 1850")?.certainty, Certainty::Approximate);
/// assert_eq!(parse("in press"), Err(DateProblem::Unpublished(Unpublished::InPress)));
/// # Ok::<(), DateProblem>(())
/// ```
pub fn parse(date_field: &str) -> Result<Date, DateProblem> {
    // Nearly every date is a year.
    if let [b'1' | b'2', _, _, _] = date_field.as_bytes()
        && let Ok(year) = date_field.parse()
    {
        let start = CalendarDate { year, month: None, day: None };
        return Ok(Date { start, end: None, openness: Openness::Closed, certainty: Certainty::Certain });
    }
    let text: String = date_field.chars().filter(|c| !matches!(c, '{' | '}' | '\\')).collect();
    let text = text.trim();
    if text.is_empty() {
        return Err(DateProblem::Empty);
    }
    if let Some(word) = unpublished(text) {
        return Err(DateProblem::Unpublished(word));
    }
    let (text, certainty) = without_marks(text);
    let Some((start, end)) = ends(text) else {
        let ((start, certainty), end) = one(&text.replace('/', "-"), certainty)?;
        return Ok(Date { start, end, openness: Openness::Closed, certainty });
    };
    match (is_open(start), is_open(end)) {
        (true, true) => Err(not_a_date(text)),
        (true, false) => open(end, certainty, Openness::OpenStart),
        (false, true) => open(start, certainty, Openness::OpenEnd),
        (false, false) => range(text, start, end, certainty),
    }
}

/// A range of two known ends.
fn range(text: &str, start: &str, end: &str, said: Certainty) -> Result<Date, DateProblem> {
    let ((start, certainty), _) = one(start, said)?;
    let ((end, also), last) = match short_year(start.year, end) {
        Some(year) => ((CalendarDate { year, month: None, day: None }, said), None),
        None => one(end, said)?,
    };
    let end = last.unwrap_or(end);
    // What the end leaves open cannot be before the start.
    let as_precise = CalendarDate { month: end.month.and(start.month), day: end.day.and(start.day), ..start };
    if end < as_precise {
        return Err(DateProblem::EndsBeforeItBegins { found: shortened(text) });
    }
    Ok(Date { start, end: Some(end), openness: Openness::Closed, certainty: certainty.max(also) })
}

fn open(text: &str, certainty: Certainty, openness: Openness) -> Result<Date, DateProblem> {
    let ((start, certainty), _) = one(text, certainty)?;
    Ok(Date { start, end: None, openness, certainty })
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

fn not_a_date(text: &str) -> DateProblem {
    DateProblem::NotADate { found: shortened(text) }
}

/// The words for no date, compared by their letters.
fn unpublished(text: &str) -> Option<Unpublished> {
    if text.len() > 40 {
        return None;
    }
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some(match &*letters {
        "inpress" | "inprint" | "imdruck" | "souspresse" => Unpublished::InPress,
        "forthcoming" | "toappear" | "accepted" | "erscheint" | "àparaître" | "tobepublished" => {
            Unpublished::Forthcoming
        }
        "submitted" | "underreview" | "inpreparation" | "unpublished" | "inreview" | "workingpaper" => {
            Unpublished::Unaccepted
        }
        "nd" | "nodate" | "undated" | "sd" | "oj" | "unknown" => Unpublished::Undated,
        _ => return None,
    })
}

/// Takes off what is said about the whole date: brackets and words for `about`.
fn without_marks(text: &str) -> (&str, Certainty) {
    let bare = text.trim_end_matches(['.', ',', ';']).trim_end();
    for (open, close) in [('[', ']'), ('(', ')')] {
        if let Some(inner) = bare.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) {
            let (inner, certainty) = without_about(inner.trim());
            let supplied = if open == '[' { Certainty::Supplied } else { Certainty::Certain };
            return (inner, certainty.max(supplied));
        }
    }
    without_about(bare)
}

fn without_about(text: &str) -> (&str, Certainty) {
    if let Some(rest) = text.strip_prefix(['~', '≈']) {
        return (rest.trim_start(), Certainty::Approximate);
    }
    for word in ["circa", "about", "ca.", "ca", "c.", "c", "©"] {
        let Some(rest) = text.get(word.len()..).filter(|_| text[..word.len()].eq_ignore_ascii_case(word))
        else {
            continue;
        };
        let rest = rest.trim_start_matches(['.', ' ', '~', '\u{a0}']);
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            let certainty = if word == "©" { Certainty::Certain } else { Certainty::Approximate };
            return (rest, certainty);
        }
    }
    (text, Certainty::Certain)
}

/// The two ends of a range, if it is one. `2005/03/20` is none.
fn ends(text: &str) -> Option<(&str, &str)> {
    let ends = match text.bytes().filter(|&byte| byte == b'/').count() {
        0 => ["--", "–", "—"].iter().find_map(|dash| {
            let (start, end) = text.split_once(dash)?;
            Some((start, end.trim_start_matches('-')))
        }),
        1 => text.split_once('/'),
        _ => return None,
    };
    // A hyphen between two years: no month has four digits.
    let years = || text.split_once('-').filter(|(start, end)| is_year(start.trim()) && is_year(end.trim()));
    ends.or_else(years).map(|(start, end)| (start.trim(), end.trim()))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_open(text: &str) -> bool {
    matches!(text, "" | ".." | "open" | "unknown" | "present" | "*")
}

/// `06` after `2005/`.
fn short_year(start: i32, end: &str) -> Option<i32> {
    let short: i32 =
        Some(end).filter(|end| end.len() == 2 && end.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let year = start - start.rem_euclid(100) + short;
    Some(if year < start { year + 100 } else { year })
}

/// A date with what is said about its certainty.
type Said = (CalendarDate, Certainty);

/// One date, which is a range if its last digits are left open.
fn one(text: &str, said: Certainty) -> Result<(Said, Option<CalendarDate>), DateProblem> {
    let year_only = |year| CalendarDate { year, month: None, day: None };
    let (bare, certainty) = match text.trim().char_indices().last() {
        Some((at, '?')) => (&text.trim()[..at], Certainty::Uncertain),
        Some((at, '~')) => (&text.trim()[..at], Certainty::Approximate),
        Some((at, '%')) => (&text.trim()[..at], Certainty::UncertainAndApproximate),
        _ => (text.trim(), Certainty::Certain),
    };
    let certainty = certainty.max(said);
    if let Some(year) = with_era(bare) {
        return Ok(((year_only(year), certainty), None));
    }
    let (sign, unsigned) = match bare.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, bare),
    };
    let unsigned = unsigned.split_once('T').map_or(unsigned, |(day, _)| day).trim_end();
    let mut parts = unsigned.split(['-', '.']).map(str::trim);
    let year = parts.next().unwrap_or_default();
    if let Some((first, last)) = decade(year) {
        let (first, last) = if sign < 0 { (-last, -first) } else { (first, last) };
        return Ok(((year_only(first), certainty), Some(year_only(last))));
    }
    let year = year.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(year);
    if !(3..=4).contains(&year.len()) {
        return Err(not_a_date(text));
    }
    let year = sign * digits(year).ok_or_else(|| not_a_date(text))?;
    let (month, day) = (parts.next().filter(|part| *part != "XX"), parts.next().filter(|part| *part != "XX"));
    if parts.next().is_some() {
        return Err(not_a_date(text));
    }
    let number =
        |part: Option<&str>| part.map(|part| digits(part).ok_or_else(|| not_a_date(text))).transpose();
    let outside = || DateProblem::NotInCalendar { found: shortened(text) };
    let date = match (number(month)?, number(day)?) {
        (None, _) | (Some(21..=24), None) => year_only(year),
        (Some(month @ 1..=12), day) => {
            if day.is_some_and(|day| !(1..=days(year, month)).contains(&day)) {
                return Err(outside());
            }
            CalendarDate {
                year,
                month: u8::try_from(month).ok(),
                day: day.and_then(|day| u8::try_from(day).ok()),
            }
        }
        _ => return Err(outside()),
    };
    Ok(((date, certainty), None))
}

/// A number of at most four digits.
fn digits(text: &str) -> Option<i32> {
    let fits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

/// `350 BC`, `CE 50`.
fn with_era(text: &str) -> Option<i32> {
    let number = text.trim_matches(|c: char| !c.is_ascii_digit());
    let era: String = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    match &*era {
        // There is no year 0 before the astronomers'.
        "bc" | "bce" | "vchr" => Some(1 - digits(number)?),
        "ad" | "ce" | "nchr" => digits(number),
        _ => None,
    }
}

/// `199X`, `19XX`: the first and the last year that it can be.
fn decade(text: &str) -> Option<(i32, i32)> {
    let known = text.trim_end_matches(['X', 'x', 'u']);
    let open = text.len() - known.len();
    if text.len() != 4 || !(1..=3).contains(&open) {
        return None;
    }
    let span = [1, 10, 100, 1000][open];
    let first = digits(known)? * span;
    Some((first, first + span - 1))
}

/// The days of a month in the Gregorian calendar, which the format extends to all years.
fn days(year: i32, month: i32) -> i32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        _ => 31,
    }
}
