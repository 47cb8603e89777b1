//! Dates as bibliographies give them.

use std::fmt;

/// A day, a month or a year; years before the common era are astronomical (year 0 is 1 BCE).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarDate {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12, where known.
    pub month: Option<u8>,
    /// The day, 1 to 31, where known.
    pub day: Option<u8>,
}

/// Whether a date is stated or guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Stated.
    Stated,
    /// Marked as doubtful or approximate (`1850?`, `c. 1850`, `[1850]`).
    Approximate,
}

/// A date, or a range of dates with its end where it has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The date, or the start of the range.
    pub start: CalendarDate,
    /// The end of the range.
    pub end: Option<CalendarDate>,
    /// Whether it is stated.
    pub certainty: Certainty,
}

impl fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.start)?;
        if let Some(end) = self.end {
            write!(f, "/{end}")?;
        }
        if self.certainty == Certainty::Approximate {
            f.write_str("?")?;
        }
        Ok(())
    }
}
