//! The places on an axis of years: which years stand together, and which are left out.

use crate::figure::series::{Slot, SlotKind};

/// How many places a page holds side by side.
const PLACES: usize = 60;
/// The longest period tried.
const LONGEST: i64 = 10_000;

/// Years as places on an axis.
pub(super) struct Years {
    /// How many years one place stands for.
    pub(super) period: i64,
    /// The first year of each place, and how it follows the one before.
    places: Vec<(i64, SlotKind)>,
}

impl Years {
    /// Places for these years, which are sorted, and for those between them but for runs of `fold` places or more
    /// without any. A place is as few years as a page can show: 1, 2, 5, 10, 20 …
    pub(super) fn of(years: &[i32], fold: i64) -> Self {
        let mut unit = 1;
        loop {
            for times in [1, 2, 5] {
                let found = Self::by(years, fold, unit * times);
                if found.places.len() <= PLACES || unit * times >= LONGEST {
                    return found;
                }
            }
            unit *= 10;
        }
    }

    fn by(years: &[i32], fold: i64, period: i64) -> Self {
        let mut places: Vec<(i64, SlotKind)> = Vec::new();
        for year in years.iter().map(|&year| i64::from(year)) {
            let start = year - year.rem_euclid(period);
            let Some(&(last, _)) = places.last() else {
                places.push((start, SlotKind::Next));
                continue;
            };
            let between = (start - last) / period - 1;
            if between >= fold {
                places.push((start, SlotKind::AfterFold));
            } else {
                places.extend((1..=between + 1).map(|step| (last + step * period, SlotKind::Next)));
            }
        }
        Self { period, places }
    }

    /// The place of a year.
    pub(super) fn place(&self, year: i32) -> Option<usize> {
        let start = i64::from(year) - i64::from(year).rem_euclid(self.period);
        self.places.binary_search_by_key(&start, |(start, _)| *start).ok()
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The places as slots of a figure.
    pub(super) fn slots(&self) -> Vec<Slot> {
        let slot = |&(start, kind): &(i64, SlotKind)| Slot {
            label: start.to_string(),
            year: i32::try_from(start).ok(),
            kind,
            total: None,
        };
        self.places.iter().map(slot).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_without_anything_are_folded_where_they_are_many() {
        let years = Years::of(&[1968, 1979, 1981, 1985], 3);
        let starts: Vec<i64> = years.places.iter().map(|(start, _)| *start).collect();
        assert_eq!(starts, [1968, 1979, 1980, 1981, 1985]);
        let folded: Vec<bool> = years.places.iter().map(|(_, kind)| *kind == SlotKind::AfterFold).collect();
        assert_eq!(folded, [false, true, false, false, true]);
        assert_eq!((years.place(1980), years.place(1982)), (Some(2), None));
    }

    #[test]
    fn long_spans_stand_in_periods_that_begin_with_round_years() {
        let every_year: Vec<i32> = (1851..=2024).collect();
        let years = Years::of(&every_year, 3);
        assert_eq!((years.period, years.len()), (5, 35));
        assert_eq!(years.places[0].0, 1850);
        assert!(every_year.iter().all(|&year| years.place(year).is_some()));
        let extremes = Years::of(&[i32::MIN, -1, 0, i32::MAX], 3);
        assert_eq!((extremes.period, extremes.len()), (1, 4));
    }
}
