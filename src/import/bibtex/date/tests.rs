//! Tests by table.

use proptest::prelude::*;

use super::{CalendarDate, Certainty, Date, DateProblem, Openness, Unpublished, parse};

fn day(year: i32, month: u8, day: u8) -> CalendarDate {
    CalendarDate { year, month: (month > 0).then_some(month), day: (day > 0).then_some(day) }
}

fn single(start: CalendarDate) -> Date {
    Date { start, end: None, openness: Openness::Closed, certainty: Certainty::Certain }
}

#[test]
fn single_dates_are_read() {
    for (text, expected) in [
        ("2005", day(2005, 0, 0)),
        ("{2005}", day(2005, 0, 0)),
        (" 2005. ", day(2005, 0, 0)),
        ("2005-03", day(2005, 3, 0)),
        ("2005-3", day(2005, 3, 0)),
        ("2005-03-20", day(2005, 3, 20)),
        ("2005/03/20", day(2005, 3, 20)),
        ("2005-03-20T10:00:00Z", day(2005, 3, 20)),
        ("2004-02-29", day(2004, 2, 29)),
        ("2000-02-29", day(2000, 2, 29)),
        ("2016a", day(2016, 0, 0)),
        ("(2016)", day(2016, 0, 0)),
        ("-0350", day(-350, 0, 0)),
        ("350 BC", day(-349, 0, 0)),
        ("AD 79", day(79, 0, 0)),
        ("2001-21", day(2001, 0, 0)),
        ("2001-XX-XX", day(2001, 0, 0)),
        ("850", day(850, 0, 0)),
    ] {
        assert_eq!(parse(text), Ok(single(expected)), "{text}");
    }
}

#[test]
fn ranges_are_read() {
    for (text, start, end) in [
        ("1898/1936", day(1898, 0, 0), day(1936, 0, 0)),
        ("2005/2006", day(2005, 0, 0), day(2006, 0, 0)),
        ("2005--2006", day(2005, 0, 0), day(2006, 0, 0)),
        ("2005-2006", day(2005, 0, 0), day(2006, 0, 0)),
        ("2005–2006", day(2005, 0, 0), day(2006, 0, 0)),
        ("2005/06", day(2005, 0, 0), day(2006, 0, 0)),
        ("1999/00", day(1999, 0, 0), day(2000, 0, 0)),
        ("2005-03-20/2005-04", day(2005, 3, 20), day(2005, 4, 0)),
        ("2005-03/2005", day(2005, 3, 0), day(2005, 0, 0)),
        ("-0350/-0300", day(-350, 0, 0), day(-300, 0, 0)),
        ("199X", day(1990, 0, 0), day(1999, 0, 0)),
        ("19XX", day(1900, 0, 0), day(1999, 0, 0)),
    ] {
        assert_eq!(parse(text), Ok(Date { end: Some(end), ..single(start) }), "{text}");
    }
    for (text, openness) in [
        ("2005/", Openness::OpenEnd),
        ("2005/..", Openness::OpenEnd),
        ("2005--", Openness::OpenEnd),
        ("/2005", Openness::OpenStart),
        ("../2005", Openness::OpenStart),
    ] {
        assert_eq!(parse(text), Ok(Date { openness, ..single(day(2005, 0, 0)) }), "{text}");
    }
}

#[test]
fn doubt_is_kept() {
    for (text, certainty) in [
        ("1850?", Certainty::Uncertain),
        ("c. 1850", Certainty::Approximate),
        ("c.~1850", Certainty::Approximate),
        ("ca 1850", Certainty::Approximate),
        ("Circa 1850", Certainty::Approximate),
        ("~1850", Certainty::Approximate),
        ("1850~", Certainty::Approximate),
        ("1850%", Certainty::UncertainAndApproximate),
        ("[1850]", Certainty::Supplied),
        ("[c. 1850]", Certainty::Supplied),
        ("1850", Certainty::Certain),
    ] {
        assert_eq!(parse(text), Ok(Date { certainty, ..single(day(1850, 0, 0)) }), "{text}");
    }
}

#[test]
fn works_without_a_date_say_why() {
    for (text, expected) in [
        ("in press", Unpublished::InPress),
        ("In-Press", Unpublished::InPress),
        ("{Forthcoming}", Unpublished::Forthcoming),
        ("to appear", Unpublished::Forthcoming),
        ("n.d.", Unpublished::Undated),
        ("submitted", Unpublished::Unaccepted),
    ] {
        assert_eq!(parse(text), Err(DateProblem::Unpublished(expected)), "{text}");
    }
}

#[test]
fn what_is_no_date_is_refused_by_kind() {
    assert_eq!(parse(" {} "), Err(DateProblem::Empty));
    for text in
        ["soon", "20", "20056", "2005-03-20-1", "/", "../..", "2005-ab", "1/2/3/4", "é", "X", "2016ab"]
    {
        assert!(matches!(parse(text), Err(DateProblem::NotADate { .. })), "{text}: {:?}", parse(text));
    }
    for text in ["2005-13", "2005-00", "2005-02-29", "1900-02-29", "2005-04-31", "2005-01-00", "2001-21-01"] {
        assert!(matches!(parse(text), Err(DateProblem::NotInCalendar { .. })), "{text}");
    }
    for text in ["2006/2005", "2005-03/2005-02"] {
        assert!(matches!(parse(text), Err(DateProblem::EndsBeforeItBegins { .. })), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "(?s).*|[0-9X/~?%\\-\\[\\]. TBCac]{0,14}") {
        if let Ok(date) = parse(&text) {
            prop_assert!(date.end.is_none_or(|end| end.year >= date.start.year));
            prop_assert!(date.start.month.is_some() || date.start.day.is_none());
        }
    }

    #[test]
    fn dates_come_back(year in -9999..=9999_i32, month in 1..=12_u8, number in 1..=28_u8) {
        let sign = if year < 0 { "-" } else { "" };
        let text = format!("{sign}{:04}-{month:02}-{number:02}", year.abs());
        prop_assert_eq!(parse(&text), Ok(single(day(year, month, number))));
    }
}
