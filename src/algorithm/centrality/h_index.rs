//! How many counts reach their own rank.

/// The h-index of a list of counts, by counting.
///
/// h is the greatest number such that h of the counts are at least h: an author with h = 4 has four works cited
/// four times or more, and not five cited five times or more.
///
/// Any list is accepted, in any order; an empty one gives 0.
///
/// # Determinism
/// The counts decide.
///
/// # Complexity
/// O(n) time and memory for n counts.
///
/// # References
/// J. E. Hirsch (2005), "An index to quantify an individual's scientific research output",
/// doi:10.1073/pnas.0507655102.
///
/// # Examples
/// ```
/// use dissensus::algorithm::centrality::h_index;
/// assert_eq!(h_index(&[10, 8, 5, 4, 3]), 4);
/// assert_eq!(h_index(&[25, 8, 5, 3, 3]), 3);
/// ```
#[must_use]
pub fn h_index(counts: &[u64]) -> usize {
    // No h is above the number of counts, so all higher counts are alike.
    let mut having = vec![0_usize; counts.len() + 1];
    for &count in counts {
        let capped = usize::try_from(count).map_or(counts.len(), |count| count.min(counts.len()));
        having[capped] += 1;
    }
    let mut reaching = 0;
    for h in (1..=counts.len()).rev() {
        reaching += having[h];
        if reaching >= h {
            return h;
        }
    }
    0
}
