//! Disruption: the example of the cdindex package, and the definition taken literally.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use dissensus::algorithm::series::{Disruption, DisruptionOptions, disruption};
use dissensus::network::{DirectedNetwork, NodeIndex};
use proptest::prelude::*;

fn directed(node_count: usize, edges: impl IntoIterator<Item = (usize, usize)>) -> DirectedNetwork {
    let edges = edges.into_iter().map(|(from, to)| (NodeIndex::new(from), NodeIndex::new(to), 1.0));
    DirectedNetwork::new(node_count, edges)
}

#[test]
fn the_example_of_cdindex_is_measured_as_there() {
    // README of cdindex (Russell Funk): years and citations of works 0Z to 10Z.
    let years = [1992, 1992, 1993, 1993, 1995, 1997, 1998, 1999, 1999, 1998, 1997].map(Some);
    let edges = [
        (4, 2),
        (4, 0),
        (4, 1),
        (4, 3),
        (5, 2),
        (6, 2),
        (6, 4),
        (7, 4),
        (8, 4),
        (9, 4),
        (9, 1),
        (9, 3),
        (10, 4),
    ];
    let measured = disruption(&directed(11, edges), &years, &DisruptionOptions::default());
    let focal = measured[4].unwrap();
    assert_eq!(focal, Disruption { only_work: 3, both: 2, between: 0, only_references: 1 });
    assert_eq!(focal.cd(), Some(1.0 / 6.0));
    assert!((focal.mcd().unwrap() - 5.0 / 6.0).abs() < 1e-15);
    // Within two years only 5Z and 10Z have appeared.
    let short = DisruptionOptions { window: Some(2), ..DisruptionOptions::default() };
    assert_eq!(disruption(&directed(11, edges), &years, &short)[4].unwrap().cd(), Some(1.0 / 2.0));
    // No one cites 10Z or anything it cites later than it but ... 4Z is cited by 6Z, 7Z, 8Z and 9Z.
    assert_eq!(measured[10].unwrap().cd(), Some(0.0));
    assert_eq!(measured[7].unwrap().cd(), None);
}

#[test]
fn those_who_share_too_few_references_count_nowhere_in_the_stricter_variant() {
    // 2 cites 0 and 1; of its three citing works one shares both references, one shares one, one none.
    let edges = [(2, 0), (2, 1), (3, 2), (3, 0), (3, 1), (4, 2), (4, 0), (5, 2), (6, 1)];
    let years = [1, 1, 2, 3, 3, 3, 3].map(Some);
    let options = DisruptionOptions { window: None, shared: NonZeroUsize::new(2).unwrap() };
    let focal = disruption(&directed(7, edges), &years, &options)[2].unwrap();
    assert_eq!(focal, Disruption { only_work: 1, both: 1, between: 1, only_references: 1 });
    assert_eq!(focal.cd(), Some(0.0));
}

#[test]
fn networks_without_nodes_or_years_are_answered() {
    assert!(disruption(&directed(0, []), &[], &DisruptionOptions::default()).is_empty());
    assert_eq!(
        disruption(&directed(2, [(1, 0)]), &[None, None], &DisruptionOptions::default()),
        [None, None]
    );
    let extremes = [Some(i32::MIN), Some(i32::MAX)];
    let all = DisruptionOptions { window: None, ..DisruptionOptions::default() };
    assert_eq!(disruption(&directed(2, [(1, 0)]), &extremes, &all)[0].unwrap().cd(), Some(1.0));
}

proptest! {
    #[test]
    fn the_definition_taken_literally_agrees(
        (count, edges, years) in (1_usize..9).prop_flat_map(|count| (
            Just(count),
            prop::collection::btree_set((0..count, 0..count), 0..30),
            prop::collection::vec(prop::option::weighted(0.9, 1990..1998), count),
        )),
        window in prop::option::of(0_u32..6),
        shared in 1_usize..3,
    ) {
        let options = DisruptionOptions { window, shared: NonZeroUsize::new(shared).unwrap() };
        let measured = disruption(&directed(count, edges.iter().copied()), &years, &options);
        for work in 0..count {
            let Some(year) = years[work] else {
                prop_assert_eq!(measured[work], None);
                continue;
            };
            let cites = |from: usize, to: usize| edges.contains(&(from, to));
            let references: BTreeSet<usize> = (0..count).filter(|&to| to != work && cites(work, to)).collect();
            let later = (0..count).filter(|&other| years[other].is_some_and(|then| {
                then > year && window.is_none_or(|window| then <= year + window as i32)
            }));
            let mut sums = (0, 0, 0);
            for other in later {
                let b = references.iter().filter(|&&reference| cites(other, reference)).count();
                let f = i64::from(cites(other, work));
                if (f, b) == (0, 0) || (f == 1 && b > 0 && b < shared) {
                    continue;
                }
                sums = (sums.0 + f - 2 * f * i64::from(b > 0), sums.1 + 1, sums.2 + f);
            }
            let cd = (sums.1 > 0).then(|| sums.0 as f64 / sums.1 as f64);
            prop_assert_eq!(measured[work].unwrap().cd(), cd);
            prop_assert_eq!(measured[work].unwrap().mcd(), cd.map(|cd| cd * sums.2 as f64));
        }
    }
}
