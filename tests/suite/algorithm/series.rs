//! Spectra, sleeping beauties and phases: known answers, and all segmentations one by one.

use dissensus::algorithm::series::{METHODS, beauty, phases, spectroscopy};
use proptest::prelude::*;

#[test]
fn methods_are_listed_by_name_with_their_sources() {
    assert!(METHODS.is_sorted_by_key(|method| method.name));
    assert!(METHODS.iter().all(|method| method.reference.contains("doi:10.")));
}

#[test]
fn deviations_from_the_five_year_median_are_worked_by_hand() {
    // 1900 to 1907; the medians of five are 2, 3, 4 and 4, those at the ends 2, 2.5, 4.5 and 5.
    let spectrum = spectroscopy(&[1, 2, 10, 3, 2, 4, 20, 5]);
    let deviations: Vec<f64> = spectrum.iter().map(|year| year.deviation).collect();
    assert_eq!(deviations[2..6], [8.0, 0.0, -2.0, 0.0]);
    assert_eq!((deviations[0], deviations[1], deviations[6], deviations[7]), (-1.0, -0.5, 15.5, 0.0));
    assert_eq!(spectrum.iter().map(|year| year.window).collect::<Vec<_>>(), [3, 4, 5, 5, 5, 5, 4, 3]);
    let peaks: Vec<usize> = (0..8).filter(|&year| spectrum[year].is_peak).collect();
    assert_eq!(peaks, [2, 6]);
    assert!(spectroscopy(&[]).is_empty());
    assert_eq!(spectroscopy(&[7])[0].deviation, 0.0);
}

#[test]
fn beauties_are_worked_by_hand() {
    // Ke et al. 2015: no citations until the peak, the straight line, and a slow start with an early one.
    let [late, even, slow] = [&[0, 0, 0, 0, 10][..], &[0, 2, 4, 6, 8], &[1, 0, 0, 2, 0, 1, 12, 5]]
        .map(|citations| beauty(citations).unwrap());
    assert_eq!((late.coefficient, late.peak, late.awakening), (15.0, 4, Some(3)));
    assert_eq!((even.coefficient, even.awakening), (0.0, None));
    assert!((slow.coefficient - 27.25).abs() < 1e-12);
    assert_eq!((slow.peak, slow.awakening), (6, Some(5)));
    assert_eq!(beauty(&[]), None);
    assert_eq!(beauty(&[0, 0, 0]), None);
    let at_once = beauty(&[5, 3, 5]).unwrap();
    assert_eq!((at_once.coefficient, at_once.peak, at_once.awakening), (0.0, 0, None));
}

/// BIC/2 of a segmentation: −ln of the multinomial likelihood without its constant coefficients, and half
/// the logarithm of the number of items for every parameter.
fn criterion(years: &[Vec<u64>], starts: &[usize]) -> f64 {
    let categories = (0..years[0].len()).filter(|&c| years.iter().any(|row| row[c] > 0)).count();
    let items: u64 = years.iter().flatten().sum();
    let mut cost = 0.0;
    for (place, &start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(years.len());
        let total: u64 = years[start..end].iter().flatten().sum();
        for row in &years[start..end] {
            for (category, &count) in row.iter().enumerate().filter(|(_, count)| **count > 0) {
                let in_phase: u64 = years[start..end].iter().map(|row| row[category]).sum();
                cost -= count as f64 * (in_phase as f64 / total as f64).ln();
            }
        }
    }
    let parameters = starts.len() * categories.saturating_sub(1) + starts.len() - 1;
    cost + 0.5 * parameters as f64 * (items.max(1) as f64).ln()
}

proptest! {
    #[test]
    fn no_segmentation_has_a_smaller_criterion(
        years in (1_usize..4).prop_flat_map(|categories| {
            let empty = prop::collection::vec(Just(0_u64), categories);
            let full = prop::collection::vec(prop_oneof![0_u64..3, 5_u64..40], categories);
            prop::collection::vec(prop_oneof![1 => empty, 4 => full], 1..9)
        })
    ) {
        let found = phases(&years);
        let starts: Vec<usize> = found.phases.iter().map(|phase| phase.start).collect();
        let mut least = f64::INFINITY;
        for set in 0..1_u32 << (years.len() - 1) {
            let chosen = (1..years.len()).filter(|&year| set >> (year - 1) & 1 == 1);
            let starts: Vec<usize> = [0].into_iter().chain(chosen).collect();
            least = least.min(criterion(&years, &starts));
        }
        let tolerance = 1e-9 * least.abs().max(1.0);
        prop_assert!((criterion(&years, &starts) - least).abs() <= tolerance);
        prop_assert!((found.criterion - least).abs() <= tolerance);
        prop_assert!((found.gain - (criterion(&years, &[0]) - least)).abs() <= tolerance);
        prop_assert!(found.gain >= 0.0);
        // Every year is in one phase, and a change comes at a year with items.
        prop_assert_eq!(starts[0], 0);
        prop_assert_eq!(found.phases.last().unwrap().end, years.len());
        prop_assert!(found.phases.windows(2).all(|pair| pair[0].end == pair[1].start));
        prop_assert!(starts[1..].iter().all(|&start| years[start].iter().any(|&count| count > 0)));
        for phase in &found.phases {
            let sums: Vec<u64> = (0..years[0].len()).map(|c| years[phase.start..phase.end].iter().map(|row| row[c]).sum()).collect();
            prop_assert_eq!(&phase.counts, &sums);
        }
    }

    #[test]
    fn one_mix_throughout_is_one_phase(row in prop::collection::vec(0_u64..30, 1..5), years in 1_usize..30) {
        let found = phases(&vec![row; years]);
        prop_assert_eq!((found.phases.len(), found.gain), (1, 0.0));
    }

    #[test]
    fn the_order_of_categories_does_not_matter(years in prop::collection::vec((0_u64..20, 0_u64..20, 0_u64..20), 1..12)) {
        let one = phases(&years.iter().map(|&(a, b, c)| vec![a, b, c]).collect::<Vec<_>>());
        let other = phases(&years.iter().map(|&(a, b, c)| vec![c, 0, a, b]).collect::<Vec<_>>());
        prop_assert!((one.criterion - other.criterion).abs() <= 1e-9 * one.criterion.max(1.0));
    }
}

#[test]
fn empty_years_belong_to_the_phase_before_them() {
    let (before, after, empty) = (vec![30, 0], vec![0, 30], vec![0, 0]);
    let years = [empty.clone(), before.clone(), before, empty.clone(), empty.clone(), after, empty];
    let found = phases(&years);
    let ranges: Vec<_> = found.phases.iter().map(|phase| (phase.start, phase.end)).collect();
    assert_eq!(ranges, [(0, 5), (5, 7)]);
    assert_eq!(found.phases[1].shares(), Some(vec![0.0, 1.0]));
    // One share and one change more, against 90 items, 60 of one kind: −ln L = 60 ln(90/60) + 30 ln(90/30).
    let gain = 60.0 * 1.5_f64.ln() + 30.0 * 3.0_f64.ln() - 0.5 * 2.0 * 90.0_f64.ln();
    assert!((found.gain - gain).abs() < 1e-9);
}

#[test]
fn series_without_years_or_items_are_answered() {
    assert!(phases(&[]).phases.is_empty());
    let nothing = phases(&[vec![0, 0], vec![0, 0]]);
    assert_eq!((nothing.phases.len(), nothing.criterion, nothing.phases[0].shares()), (1, 0.0, None));
    assert_eq!(phases(&[vec![], vec![]]).phases.len(), 1);
}
