//! Whether a method says the same when its lots fall otherwise.

use std::num::NonZeroUsize;

use rayon::prelude::*;

use super::CommunityDetection;
use super::CommunityOptions;
use super::adjusted_rand_index;
use crate::network::Partition;
use crate::network::UndirectedNetwork;

/// What a method found with several seeds, and how far that is the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Stability {
    /// What was found with each seed, in the order of the seeds.
    pub partitions: Vec<Partition>,
    /// The adjusted Rand index of every two of them; none for a single run.
    pub agreement: Option<Spread>,
}

/// The smallest, the mean and the largest of some numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The smallest.
    pub least: f64,
    /// The mean.
    pub mean: f64,
    /// The largest.
    pub greatest: f64,
}

/// Runs a method with several seeds and compares what it finds each time with what it finds each other time.
///
/// The agreement is the adjusted Rand index (see
/// [`ConfusionTable::adjusted_rand_index`](super::ConfusionTable::adjusted_rand_index)) of every two of the k
/// partitions, k (k − 1)/2 values in all. A mean near 1 says that the communities are the network's; a low one, or
/// a low least value, that other divisions are about as good, and that a single run should not be relied on.
/// Which of the partitions is the best, the method's quality function tells.
///
/// Every network that the method accepts is accepted.
///
/// # Determinism
/// The seeds are those of the options and the next `run_count` − 1 after it; past the largest they go on from 0.
/// Runs are made at the same time but stand, and are added up, in the order of the seeds.
///
/// # Complexity
/// k runs, and O(k² n log n) for the comparison of partitions of n nodes; O(k n) memory besides that of the runs.
///
/// # Panics
/// As the method does.
///
/// # Examples
/// ```
/// use std::num::NonZeroUsize;
/// use dissensus::algorithm::community::{CommunityOptions, LeidenModularity, stability};
/// use dissensus::network::{NodeIndex, UndirectedNetwork};
/// let edges = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)];
/// let edges = edges.map(|(a, b)| (NodeIndex::new(a), NodeIndex::new(b), 1.0));
/// let network = UndirectedNetwork::new(6, edges);
/// let runs = NonZeroUsize::new(10).unwrap();
/// let found = stability(&LeidenModularity, &network, &CommunityOptions::default(), runs);
/// assert_eq!(found.agreement.unwrap().least, 1.0);
/// ```
#[must_use]
pub fn stability(
    method: &dyn CommunityDetection,
    network: &UndirectedNetwork,
    options: &CommunityOptions,
    run_count: NonZeroUsize,
) -> Stability {
    let partitions: Vec<Partition> = (0..run_count.get())
        .into_par_iter()
        .map(|run| {
            let seed = options.seed.wrapping_add(run as u64);
            method.detect(network, &CommunityOptions { seed, ..*options })
        })
        .collect();
    let pairs: Vec<(usize, usize)> =
        (0..partitions.len()).flat_map(|first| (0..first).map(move |second| (second, first))).collect();
    let values: Vec<f64> = pairs
        .into_par_iter()
        .map(|(first, second)| adjusted_rand_index(&partitions[first], &partitions[second]))
        .collect();
    Stability { agreement: Spread::of(&values), partitions }
}

impl Spread {
    /// Of some numbers, if there are any.
    fn of(values: &[f64]) -> Option<Self> {
        let least = values.iter().copied().reduce(f64::min)?;
        let greatest = values.iter().copied().reduce(f64::max)?;
        Some(Self { least, mean: values.iter().sum::<f64>() / values.len() as f64, greatest })
    }
}
