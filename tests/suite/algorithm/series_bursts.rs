//! Bursts: the series of the R package, and all sequences of states one by one.

use dissensus::algorithm::series::{Batch, BurstError, BurstOptions, Bursts, batch_bursts, event_bursts};
use proptest::prelude::*;

/// The example of the R package `bursts` (Jeff Binder), `kleinberg(offsets)`: 71 events.
fn offsets() -> Vec<f64> {
    let row = |from: u32, to: u32, step: usize| (from..=to).step_by(step).map(f64::from).collect::<Vec<_>>();
    [
        row(0, 400, 100),
        row(410, 450, 5),
        row(451, 470, 2),
        row(480, 600, 5),
        vec![700.0],
        row(710, 800, 5),
        vec![900.0, 1000.0],
    ]
    .concat()
}

fn runs(levels: &[usize]) -> Vec<(usize, usize)> {
    levels.chunk_by(|a, b| a == b).map(|run| (run[0], run.len())).collect()
}

#[test]
fn the_series_of_the_r_package_has_its_levels() {
    let times = offsets();
    assert_eq!(times.len(), 71);
    let found = event_bursts(&times, &BurstOptions::default()).unwrap();
    // The reference has a state for each event, the first being the one before all gaps.
    let states = [&[0], &found.levels[..]].concat();
    assert_eq!(runs(&states), [(0, 6), (1, 8), (2, 10), (1, 25), (0, 2), (1, 18), (0, 2)]);
    // As the package tells it: from the event before the first short gap to the one after the last.
    let told: Vec<_> = found.bursts.iter().map(|b| (b.level, times[b.start], times[b.end])).collect();
    assert_eq!(told, [(1, 410.0, 600.0), (2, 450.0, 469.0), (1, 710.0, 800.0)]);
}

/// The least cost of all sequences of states, each tried.
fn least(length: usize, states: usize, rise: f64, cost: &dyn Fn(usize, usize) -> f64) -> f64 {
    let mut least = f64::INFINITY;
    for number in 0..states.pow(length as u32) {
        let sequence: Vec<usize> =
            (0..length).map(|place| number / states.pow(place as u32) % states).collect();
        least = least.min(price(&sequence, rise, cost));
    }
    least
}

fn price(sequence: &[usize], rise: f64, cost: &dyn Fn(usize, usize) -> f64) -> f64 {
    let before = [0].into_iter().chain(sequence.iter().copied());
    let rises: usize = before.zip(sequence).map(|(before, &state)| state.saturating_sub(before)).sum();
    rises as f64 * rise + (0..sequence.len()).map(|place| cost(sequence[place], place)).sum::<f64>()
}

fn bursts_agree_with_levels(found: &Bursts) -> bool {
    let mut rebuilt = vec![0; found.levels.len()];
    for burst in &found.bursts {
        let is_longest = |place: Option<usize>| {
            place.and_then(|place| found.levels.get(place)).is_none_or(|&level| level < burst.level)
        };
        let inside = found.levels[burst.start..burst.end].iter().all(|&level| level >= burst.level);
        if !inside || !is_longest(burst.start.checked_sub(1)) || !is_longest(Some(burst.end)) {
            return false;
        }
        rebuilt[burst.start..burst.end].iter_mut().for_each(|level| *level += 1);
    }
    rebuilt == found.levels && found.bursts.is_sorted_by_key(|burst| (burst.start, burst.level))
}

proptest! {
    #[test]
    fn no_sequence_of_states_for_events_is_cheaper(
        gaps in prop::collection::vec(1_u32..60, 1..7), scaling in 1.3_f64..4.0, transition_cost in 0.0_f64..2.0
    ) {
        let mut times = vec![0.0];
        gaps.iter().for_each(|&gap| times.push(times[times.len() - 1] + f64::from(gap)));
        let options = BurstOptions { scaling, transition_cost, levels: Some(3) };
        let found = event_bursts(&times, &options).unwrap();
        let base = gaps.len() as f64 / f64::from(gaps.iter().sum::<u32>());
        let rise = transition_cost * (gaps.len() as f64).ln();
        // −ln of the exponential density.
        let cost = |state: usize, place: usize| {
            let rate = base * scaling.powi(state as i32);
            -(rate * (-rate * f64::from(gaps[place])).exp()).ln()
        };
        let (own, best) = (price(&found.levels, rise, &cost), least(gaps.len(), 4, rise, &cost));
        prop_assert!((own - best).abs() <= 1e-9 * best.abs().max(1.0), "{own} is not {best}");
        prop_assert!(bursts_agree_with_levels(&found));
        // States beyond those that are looked at would not be used either.
        let free = event_bursts(&times, &BurstOptions { levels: None, ..options }).unwrap();
        let more = event_bursts(&times, &BurstOptions { levels: Some(200), ..options }).unwrap();
        prop_assert_eq!(free, more);
    }

    #[test]
    fn no_sequence_of_states_for_batches_is_cheaper(
        rows in prop::collection::vec((0_u64..12, 0_u64..12), 1..7), scaling in 1.3_f64..4.0, transition_cost in 0.0_f64..2.0
    ) {
        let batches: Vec<Batch> =
            rows.iter().map(|&(relevant, others)| Batch { relevant, total: relevant + others }).collect();
        let options = BurstOptions { scaling, transition_cost, levels: Some(2) };
        let found = batch_bursts(&batches, &options).unwrap();
        let sum = |of: fn(&Batch) -> u64| batches.iter().map(of).sum::<u64>() as f64;
        let usual = sum(|b| b.relevant) / sum(|b| b.total).max(1.0);
        let rise = transition_cost * (batches.len() as f64).ln();
        // −ln of the binomial probability, coefficient and all.
        let cost = |state: usize, place: usize| {
            let Batch { relevant, total } = batches[place];
            let share = usual * scaling.powi(state as i32);
            let coefficient: f64 = (1..=relevant).map(|i| ((total - relevant + i) as f64 / i as f64).ln()).sum();
            let density = share.powi(relevant as i32) * (1.0 - share).powi((total - relevant) as i32);
            if share > 1.0 { f64::INFINITY } else { -coefficient - density.ln() }
        };
        let (own, best) = (price(&found.levels, rise, &cost), least(batches.len(), 3, rise, &cost));
        prop_assert!((own - best).abs() <= 1e-9 * best.abs().max(1.0), "{own} is not {best}");
        prop_assert!(bursts_agree_with_levels(&found));
        for burst in &found.bursts {
            let gain: f64 = (burst.start..burst.end).map(|at| cost(burst.level - 1, at) - cost(burst.level, at)).sum();
            prop_assert!((burst.weight - gain).abs() <= 1e-9 * gain.abs().max(1.0));
        }
    }
}

#[test]
fn the_unit_of_time_does_not_matter() {
    let hours: Vec<f64> = offsets().iter().map(|day| day * 24.0).collect();
    let options = BurstOptions { scaling: 3.0, ..BurstOptions::default() };
    assert_eq!(
        event_bursts(&hours, &options).unwrap().levels,
        event_bursts(&offsets(), &options).unwrap().levels
    );
}

#[test]
fn short_and_empty_series_have_no_bursts() {
    let options = BurstOptions::default();
    assert_eq!(event_bursts(&[], &options), Ok(Bursts::default()));
    assert_eq!(event_bursts(&[1990.0], &options), Ok(Bursts::default()));
    assert_eq!(event_bursts(&[1990.0, 1991.0], &options).unwrap().levels, [0]);
    assert_eq!(batch_bursts(&[], &options), Ok(Bursts::default()));
    let nothing = [Batch { relevant: 0, total: 3 }, Batch { relevant: 0, total: 0 }];
    assert_eq!(batch_bursts(&nothing, &options).unwrap().levels, [0, 0]);
    let everything = [Batch { relevant: 3, total: 3 }; 4];
    assert_eq!(batch_bursts(&everything, &options).unwrap().levels, [0; 4]);
}

#[test]
fn series_that_make_no_sense_are_refused() {
    let options = BurstOptions::default();
    assert_eq!(event_bursts(&[2.0, 1.0], &options), Err(BurstError::Unordered));
    assert_eq!(event_bursts(&[1.0, f64::NAN], &options), Err(BurstError::Unordered));
    assert_eq!(event_bursts(&[1.0, 1.0], &options), Err(BurstError::Simultaneous));
    assert_eq!(batch_bursts(&[Batch { relevant: 2, total: 1 }], &options), Err(BurstError::MoreThanAll));
    for (scaling, transition_cost) in [(1.0, 1.0), (f64::NAN, 1.0), (2.0, -1.0), (2.0, f64::INFINITY)] {
        let options = BurstOptions { scaling, transition_cost, levels: None };
        assert_eq!(event_bursts(&[1.0, 2.0], &options), Err(BurstError::Options));
        assert_eq!(batch_bursts(&[], &options), Err(BurstError::Options));
    }
}
