//! How far two partitions say the same.

use crate::network::GroupIndex;
use crate::network::Partition;

/// How many things carry each label of one kind together with each label of another.
///
/// The measures on it are those of two partitions of the things that the table counts.
///
/// # Examples
/// Labels that some nodes lack are compared on the nodes that have both:
/// ```
/// use dissensus::algorithm::community::ConfusionTable;
/// let found = [0, 0, 1, 1, 1];
/// let declared = [Some("for"), Some("for"), None, Some("against"), Some("for")];
/// let both = found.into_iter().zip(declared).filter_map(|(found, declared)| Some((found, declared?)));
/// let table = ConfusionTable::from_pairs(both);
/// assert_eq!(table.total(), 4);
/// assert_eq!(table.cells().collect::<Vec<_>>(), [(&0, &"for", 2), (&1, &"against", 1), (&1, &"for", 1)]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfusionTable<A = GroupIndex, B = GroupIndex> {
    rows: Vec<(A, usize)>,
    columns: Vec<(B, usize)>,
    /// Place among the rows, place among the columns, count; ascending, no count 0.
    cells: Vec<(usize, usize, usize)>,
    total: usize,
}

impl ConfusionTable {
    /// The table of two partitions of the same nodes.
    ///
    /// # Complexity
    /// O(n log n) for n nodes.
    ///
    /// # Panics
    /// If the partitions are of different numbers of nodes.
    #[must_use]
    pub fn new(first: &Partition, second: &Partition) -> Self {
        assert_eq!(first.node_count(), second.node_count(), "the partitions are of the same nodes");
        Self::from_pairs(first.groups().iter().copied().zip(second.groups().iter().copied()))
    }
}

impl<A: Ord, B: Ord> ConfusionTable<A, B> {
    /// The table of things given by their two labels.
    ///
    /// # Complexity
    /// O(n log n) for n things.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (A, B)>) -> Self {
        let mut pairs: Vec<(A, B)> = pairs.into_iter().collect();
        pairs.sort_unstable();
        let total = pairs.len();
        let mut distinct: Vec<(A, B, usize)> = Vec::new();
        for (a, b) in pairs {
            match distinct.last_mut() {
                Some((last_a, last_b, count)) if *last_a == a && *last_b == b => *count += 1,
                _ => distinct.push((a, b, 1)),
            }
        }
        let mut rows: Vec<(A, usize)> = Vec::new();
        let mut cells = Vec::with_capacity(distinct.len());
        let mut by_column = Vec::with_capacity(distinct.len());
        for (cell, (a, b, count)) in distinct.into_iter().enumerate() {
            match rows.last_mut() {
                Some((last, of_row)) if *last == a => *of_row += count,
                _ => rows.push((a, count)),
            }
            cells.push((rows.len() - 1, 0, count));
            by_column.push((b, cell));
        }
        by_column.sort_unstable();
        let mut columns: Vec<(B, usize)> = Vec::new();
        for (b, cell) in by_column {
            let (_, column, count) = &mut cells[cell];
            match columns.last_mut() {
                Some((last, of_column)) if *last == b => *of_column += *count,
                _ => columns.push((b, *count)),
            }
            *column = columns.len() - 1;
        }
        Self { rows, columns, cells, total }
    }
}

impl<A, B> ConfusionTable<A, B> {
    /// The labels of the first kind, ascending, with how many things carry each.
    #[must_use]
    pub fn rows(&self) -> &[(A, usize)] {
        &self.rows
    }

    /// The labels of the second kind, ascending, with how many things carry each.
    #[must_use]
    pub fn columns(&self) -> &[(B, usize)] {
        &self.columns
    }

    /// Every pair of labels that occurs, ascending, with how many things carry it.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = (&A, &B, usize)> {
        self.cells.iter().map(|&(row, column, count)| (&self.rows[row].0, &self.columns[column].0, count))
    }

    /// How many things.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// The adjusted Rand index: how much more often than by chance the two partitions agree on whether two things
    /// belong together.
    ///
    /// (S − A B / T) / ((A + B)/2 − A B / T), where S = Σ C(n_ij, 2) counts the pairs of things together in both,
    /// A = Σ C(a_i, 2) those together in the first, B = Σ C(b_j, 2) those together in the second, T = C(n, 2) all;
    /// C(x, 2) = x (x − 1)/2. It is 1 if and only if the partitions are equal, 0 on average if groups of these
    /// sizes are filled at random, and below 0 if they agree less than that; it is not below −1.
    ///
    /// Where the quotient is 0/0, the partitions are equal and the answer is 1: fewer than two things, everything
    /// in one group in both, everything alone in both.
    ///
    /// # Determinism
    /// Numerator and denominator are whole numbers and exact; the order of the two does not matter.
    ///
    /// # Complexity
    /// O(k) for k cells that are not empty.
    ///
    /// # References
    /// Hubert and Arabie (1985), Comparing partitions,
    /// [doi:10.1007/BF01908075](https://doi.org/10.1007/BF01908075), equation 5.
    ///
    /// # Examples
    /// ```
    /// use dissensus::algorithm::community::ConfusionTable;
    /// let table = ConfusionTable::from_pairs([(0, 0), (0, 0), (1, 0), (1, 1)]);
    /// assert_eq!(table.adjusted_rand_index(), 0.0);
    /// ```
    #[must_use]
    pub fn adjusted_rand_index(&self) -> f64 {
        let pairs = |count: usize| {
            let count = count as i128;
            count * (count - 1) / 2
        };
        let together: i128 = self.cells.iter().map(|&(_, _, count)| pairs(count)).sum();
        let first: i128 = self.rows.iter().map(|&(_, count)| pairs(count)).sum();
        let second: i128 = self.columns.iter().map(|&(_, count)| pairs(count)).sum();
        let all = pairs(self.total);
        // Numerator and denominator times 2 T; for fewer than 2^32 things neither leaves 128 bits.
        let above = 2 * (together * all - first * second);
        let below = (first + second) * all - 2 * first * second;
        if below == 0 { 1.0 } else { above as f64 / below as f64 }
    }

    /// The normalised mutual information: how much of what one partition tells of a thing the other tells too.
    ///
    /// 2 I / (H₁ + H₂), the mutual information I = Σ (n_ij/n) ln(n n_ij / (a_i b_j)) divided by the arithmetic mean
    /// of the entropies H₁ = −Σ (a_i/n) ln(a_i/n) and H₂ = −Σ (b_j/n) ln(b_j/n); n_ij counts the things in group i
    /// of the first and group j of the second partition, a_i and b_j those in each, n all. It is between 0 and 1,
    /// and 1 if and only if the partitions are equal. Unlike the [adjusted Rand
    /// index](Self::adjusted_rand_index) it is above 0 for random partitions, the more so the more groups they have.
    ///
    /// If both partitions have one group or none, they are equal and the answer is 1; if only one has one group, it
    /// tells nothing and the answer is 0.
    ///
    /// # Determinism
    /// Terms are added in ascending order; the order of the two does not matter.
    ///
    /// # Complexity
    /// O(k log k) for k cells that are not empty.
    ///
    /// # References
    /// Danon, Díaz-Guilera, Duch and Arenas (2005), Comparing community structure identification,
    /// [doi:10.1088/1742-5468/2005/09/P09008](https://doi.org/10.1088/1742-5468/2005/09/P09008).
    ///
    /// # Examples
    /// ```
    /// use dissensus::algorithm::community::ConfusionTable;
    /// let crossed = ConfusionTable::from_pairs([(0, 0), (0, 1), (1, 0), (1, 1)]);
    /// assert_eq!(crossed.normalised_mutual_information(), 0.0);
    /// let renamed = ConfusionTable::from_pairs([(0, 'b'), (0, 'b'), (1, 'a'), (1, 'a')]);
    /// assert_eq!(renamed.normalised_mutual_information(), 1.0);
    /// ```
    #[must_use]
    pub fn normalised_mutual_information(&self) -> f64 {
        // `shared` is n I, `entropies` n (H₁ + H₂).
        if self.cells.len() == self.rows.len() && self.cells.len() == self.columns.len() {
            return 1.0;
        }
        let all = self.total as f64;
        let shared = sum_ascending(self.cells.iter().map(|&(row, column, count)| {
            let (count, of_both) = (count as f64, self.rows[row].1 as f64 * self.columns[column].1 as f64);
            count * (all * count / of_both).ln()
        }));
        let entropy = |counts: &mut dyn Iterator<Item = usize>| {
            sum_ascending(counts.map(|count| count as f64 * (all / count as f64).ln()))
        };
        let entropies = entropy(&mut self.rows.iter().map(|&(_, count)| count))
            + entropy(&mut self.columns.iter().map(|&(_, count)| count));
        (2.0 * shared / entropies).clamp(0.0, 1.0)
    }
}

/// A sum that does not depend on the order of its terms.
fn sum_ascending(terms: impl Iterator<Item = f64>) -> f64 {
    let mut terms: Vec<f64> = terms.collect();
    terms.sort_unstable_by(f64::total_cmp);
    terms.iter().sum()
}

/// The adjusted Rand index of two partitions of the same nodes, see [`ConfusionTable::adjusted_rand_index`].
///
/// # Panics
/// If the partitions are of different numbers of nodes.
///
/// # Examples
/// ```
/// use dissensus::algorithm::community::adjusted_rand_index;
/// use dissensus::network::Partition;
/// let (halves, alone) = (Partition::new([0, 0, 1, 1]), Partition::singletons(4));
/// assert_eq!(adjusted_rand_index(&halves, &halves), 1.0);
/// assert_eq!(adjusted_rand_index(&halves, &alone), 0.0);
/// ```
#[must_use]
pub fn adjusted_rand_index(first: &Partition, second: &Partition) -> f64 {
    ConfusionTable::new(first, second).adjusted_rand_index()
}

/// The normalised mutual information of two partitions of the same nodes, see
/// [`ConfusionTable::normalised_mutual_information`].
///
/// # Panics
/// If the partitions are of different numbers of nodes.
#[must_use]
pub fn normalised_mutual_information(first: &Partition, second: &Partition) -> f64 {
    ConfusionTable::new(first, second).normalised_mutual_information()
}
