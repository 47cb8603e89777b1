//! How many pairs may be made of the works that have something in common.

/// How many pairs of works a projection makes at most, unless it is told otherwise: ten million, which is half
/// a gigabyte of memory and a few seconds.
pub const PAIR_LIMIT: u64 = 10_000_000;

/// The largest size L such that the pairs inside all groups of at most L members are not more than `most`.
///
/// A work cited by 100,000 others makes five thousand million pairs of them, and says next to nothing of any.
/// Large groups go first, all of a size together, so that the answer does not depend on an order.
///
/// # Complexity
/// O(g log g) for g groups.
pub(super) fn largest_size(sizes: impl IntoIterator<Item = usize>, most: u64) -> usize {
    let mut sizes: Vec<usize> = sizes.into_iter().collect();
    sizes.sort_unstable();
    let mut pairs: u128 = 0;
    let mut largest = 0;
    for same in sizes.chunk_by(|a, b| a == b) {
        let size = same[0] as u128;
        pairs += same.len() as u128 * (size * size.saturating_sub(1) / 2);
        if pairs > u128::from(most) {
            return largest;
        }
        largest = same[0];
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::largest_size;

    #[test]
    fn the_largest_groups_are_left_out_first_and_all_of_a_size_together() {
        let sizes = [100_000, 3, 2, 3, 4];
        assert_eq!(largest_size(sizes, u64::MAX), 100_000);
        // 1 + 3 + 3 + 6 pairs without the largest.
        assert_eq!(largest_size(sizes, 13), 4);
        assert_eq!(largest_size(sizes, 12), 3);
        assert_eq!(largest_size(sizes, 6), 2);
        assert_eq!(largest_size(sizes, 0), 0);
        assert_eq!(largest_size([], 10), 0);
    }
}
