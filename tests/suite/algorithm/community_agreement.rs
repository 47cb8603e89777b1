//! How far two partitions say the same.

use dissensus::algorithm::community::ConfusionTable;
use dissensus::algorithm::community::adjusted_rand_index;
use dissensus::algorithm::community::normalised_mutual_information;
use dissensus::network::GroupIndex;
use dissensus::network::NodeIndex;
use dissensus::network::Partition;
use proptest::prelude::*;

fn partitions() -> impl Strategy<Value = (Partition, Partition)> {
    let labels = prop::collection::vec((0..4_u32, 0..4_u32), 0..30);
    labels.prop_map(|pairs| {
        (Partition::new(pairs.iter().map(|pair| pair.0)), Partition::new(pairs.iter().map(|pair| pair.1)))
    })
}

/// The examples in the documentation of scikit-learn's `adjusted_rand_score`, `v_measure_score` (which equals the
/// normalised mutual information with the arithmetic mean) and `normalized_mutual_info_score`.
#[test]
fn agreement_is_that_of_scikit_learn() {
    let compare = |first: &[u32], second: &[u32]| {
        let (first, second) = (Partition::new(first), Partition::new(second));
        (adjusted_rand_index(&first, &second), normalised_mutual_information(&first, &second))
    };
    assert_eq!(compare(&[0, 0, 1, 1], &[1, 1, 0, 0]), (1.0, 1.0));
    let (rand, shared) = compare(&[0, 0, 1, 1], &[0, 0, 1, 2]);
    assert!((rand - 4.0 / 7.0).abs() < 1e-15 && (shared - 0.8).abs() < 1e-12);
    let (rand, shared) = compare(&[0, 0, 1, 1], &[0, 1, 2, 3]);
    assert!(rand == 0.0 && (shared - 2.0 / 3.0).abs() < 1e-12);
    assert_eq!(compare(&[0, 0, 0, 0], &[0, 1, 2, 3]), (0.0, 0.0));
    assert_eq!(compare(&[0, 0, 1, 1], &[0, 1, 0, 1]), (-0.5, 0.0));
}

/// Hubert and Arabie (1985): the index is (S − E)/(M − E). Two partitions of ten things with groups of 4, 3, 3 and
/// of 5, 5 that meet in 4, 0; 1, 2; 0, 3: S = 6 + 1 + 3, A = 6 + 3 + 3, B = 10 + 10, T = 45.
#[test]
fn the_adjusted_rand_index_of_a_table_is_that_of_its_formula() {
    let cells = [(0, 0, 4), (1, 0, 1), (1, 1, 2), (2, 1, 3)];
    let things = cells.iter().flat_map(|&(row, column, count)| vec![(row, column); count]);
    let table = ConfusionTable::from_pairs(things);
    let chance = 12.0 * 20.0 / 45.0;
    let expected = (10.0 - chance) / ((12.0 + 20.0) / 2.0 - chance);
    assert!((table.adjusted_rand_index() - expected).abs() < 1e-15);
    assert_eq!(table.rows(), [(0, 4), (1, 3), (2, 3)]);
    assert_eq!(table.columns(), [(0, 5), (1, 5)]);
    assert!(table.cells().map(|(&row, &column, count)| (row, column, count)).eq(cells));
}

#[test]
fn where_nothing_is_divided_the_conventions_hold() {
    for count in 0..4 {
        let (one, alone) = (Partition::new((0..count).map(|_| 0)), Partition::singletons(count));
        assert_eq!(adjusted_rand_index(&one, &one), 1.0);
        assert_eq!(normalised_mutual_information(&one, &one), 1.0);
        assert_eq!(adjusted_rand_index(&alone, &alone), 1.0);
        assert_eq!(normalised_mutual_information(&alone, &alone), 1.0);
        let different = if count < 2 { 1.0 } else { 0.0 };
        assert_eq!(adjusted_rand_index(&one, &alone), different);
        assert_eq!(normalised_mutual_information(&one, &alone), different);
    }
}

#[test]
#[should_panic(expected = "the partitions are of the same nodes")]
fn partitions_of_different_networks_are_refused() {
    let _ = adjusted_rand_index(&Partition::singletons(2), &Partition::singletons(3));
}

#[test]
fn many_things_do_not_overflow() {
    let count = 3_000_000_usize;
    let table = ConfusionTable::from_pairs((0..count).map(|thing| (thing % 2, thing % 2)));
    assert_eq!(table.adjusted_rand_index(), 1.0);
}

proptest! {
    #[test]
    fn a_partition_agrees_with_itself((first, _) in partitions()) {
        prop_assert_eq!(adjusted_rand_index(&first, &first), 1.0);
        prop_assert_eq!(normalised_mutual_information(&first, &first), 1.0);
    }

    #[test]
    fn agreement_is_mutual_and_bounded((first, second) in partitions()) {
        let rand = adjusted_rand_index(&first, &second);
        let shared = normalised_mutual_information(&first, &second);
        prop_assert_eq!(rand, adjusted_rand_index(&second, &first));
        prop_assert_eq!(shared, normalised_mutual_information(&second, &first));
        prop_assert!((-1.0..=1.0).contains(&rand) && (0.0..=1.0).contains(&shared));
        prop_assert_eq!(rand == 1.0, first == second);
        prop_assert_eq!(shared == 1.0, first == second);
    }

    /// By every pair of nodes: together in both, in the first, in the second.
    #[test]
    fn the_adjusted_rand_index_is_that_of_all_pairs((first, second) in partitions()) {
        let mut counts = [0.0; 4];
        for a in (0..first.node_count()).map(NodeIndex::new) {
            for b in (0..a.index()).map(NodeIndex::new) {
                let (in_first, in_second) = (first.group(a) == first.group(b), second.group(a) == second.group(b));
                counts[0] += f64::from(u8::from(in_first && in_second));
                counts[1] += f64::from(u8::from(in_first));
                counts[2] += f64::from(u8::from(in_second));
                counts[3] += 1.0;
            }
        }
        let [both, one, other, all] = counts;
        let chance = one * other / all;
        let most = (one + other) / 2.0;
        prop_assume!(all > 0.0 && most > chance);
        let slow = (both - chance) / (most - chance);
        prop_assert!((adjusted_rand_index(&first, &second) - slow).abs() < 1e-9);
    }

    /// By the probabilities of groups, straight from the definitions of entropy and mutual information.
    #[test]
    fn the_mutual_information_is_that_of_its_definition((first, second) in partitions()) {
        prop_assume!(first.group_count() > 1 && second.group_count() > 1);
        let all = first.node_count() as f64;
        let share = |holds: &dyn Fn(usize) -> bool| (0..first.node_count()).filter(|&node| holds(node)).count() as f64 / all;
        let is = |partition: &Partition, node: usize, group: usize| partition.group(NodeIndex::new(node)) == GroupIndex::new(group);
        let entropy = |partition: &Partition| -> f64 {
            (0..partition.group_count()).map(|group| share(&|node| is(partition, node, group))).map(|p| -p * p.ln()).sum()
        };
        let mut joint = 0.0;
        for a in 0..first.group_count() {
            for b in 0..second.group_count() {
                let p = share(&|node| is(&first, node, a) && is(&second, node, b));
                joint -= if p > 0.0 { p * p.ln() } else { 0.0 };
            }
        }
        let (one, other) = (entropy(&first), entropy(&second));
        let slow = (one + other - joint) / ((one + other) / 2.0);
        prop_assert!((normalised_mutual_information(&first, &second) - slow).abs() < 1e-9);
    }

    #[test]
    fn a_table_counts_every_node_once((first, second) in partitions()) {
        let table = ConfusionTable::new(&first, &second);
        prop_assert_eq!(table.total(), first.node_count());
        prop_assert_eq!(table.cells().map(|(_, _, count)| count).sum::<usize>(), table.total());
        for (place, members) in first.members().iter().enumerate() {
            prop_assert_eq!(table.rows()[place], (GroupIndex::new(place), members.len()));
        }
        for (place, members) in second.members().iter().enumerate() {
            prop_assert_eq!(table.columns()[place], (GroupIndex::new(place), members.len()));
        }
        for (&row, &column, count) in table.cells() {
            let nodes = (0..first.node_count()).map(NodeIndex::new);
            prop_assert_eq!(nodes.filter(|&node| first.group(node) == row && second.group(node) == column).count(), count);
        }
    }
}
