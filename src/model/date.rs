//! Dates as bibliographies give them.

use std::fmt;

/// A day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarDate {
    /// The astronomical year: 0 is 1 BCE, -350 is 351 BCE.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31, never without a month.
    pub day: Option<u8>,
}

/// How sure a date is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// As given.
    #[default]
    Certain,
    /// `1998?`.
    Uncertain,
    /// `c. 1850`, `1850~`.
    Approximate,
    /// `1850%`: both.
    UncertainAndApproximate,
    /// `[1998]`: the date is not in the work, somebody found it out.
    Supplied,
}

/// Whether both ends of a date are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Openness {
    /// Both, or there is but one.
    #[default]
    Closed,
    /// `/2005`: until [`Date::start`].
    OpenStart,
    /// `2005/`: from [`Date::start`] on.
    OpenEnd,
}

/// When a work appeared, or began and ceased to appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The date, or the first of a range; of a range without beginning, its end.
    pub start: CalendarDate,
    /// The last of a range of two ends, never before the start.
    pub end: Option<CalendarDate>,
    /// Whether an end is left open.
    pub openness: Openness,
    /// How sure it is.
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
        match (self.openness, self.end) {
            (Openness::OpenStart, _) => write!(f, "/{}", self.start)?,
            (Openness::OpenEnd, _) => write!(f, "{}/", self.start)?,
            (Openness::Closed, Some(end)) => write!(f, "{}/{end}", self.start)?,
            (Openness::Closed, None) => write!(f, "{}", self.start)?,
        }
        if self.certainty != Certainty::Certain {
            f.write_str("?")?;
        }
        Ok(())
    }
}
