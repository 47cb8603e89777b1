//! Balance of closed walks.

use std::fmt;

use crate::network::SignedNetwork;

/// The most nodes for which [`walk_balance`] is answered.
pub const WALK_BALANCE_NODE_LIMIT: usize = 512;

/// A network has more nodes than [`WALK_BALANCE_NODE_LIMIT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyNodes {
    /// How many it has.
    pub node_count: usize,
}

impl fmt::Display for TooManyNodes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} nodes, at most {WALK_BALANCE_NODE_LIMIT} expected", self.node_count)
    }
}

impl std::error::Error for TooManyNodes {}

/// Finds what share of closed walks is balanced beyond the unbalanced ones, from the eigenvalues by Jacobi's
/// rotations.
///
/// K = Σ exp(λᵢ) / Σ exp(μᵢ) = tr e^A / tr e^|A|,
///
/// where A is the matrix of weights with their signs, λᵢ its eigenvalues, |A| that of the weights without, μᵢ
/// its eigenvalues. A closed walk of length k counts 1/k!, with the product of its weights: positive if it
/// comes over an even number of negative edges. K is 1 if and only if the network is balanced, and the nearer
/// to 0 the more its walks contradict each other; long cycles count, unlike in triangles.
///
/// Every signed network up to the limit is accepted; one without nodes is balanced: 1. The authors' index is
/// that of weights 1 and −1; greater weights let long walks count for more.
///
/// # Determinism
/// No lots are drawn; sums have a fixed order.
///
/// # Complexity
/// O(n³) time, O(n²) memory, for n nodes.
///
/// # Errors
/// [`TooManyNodes`] above [`WALK_BALANCE_NODE_LIMIT`].
///
/// # References
/// Estrada, E., & Benzi, M. (2014). Walk-based measure of balance in signed networks: detecting lack of
/// balance in social networks. doi:10.1103/PhysRevE.90.042802.
///
/// # Examples
/// ```
/// use dissensus::algorithm::balance::walk_balance;
/// use dissensus::network::{NodeIndex, SignedNetwork};
/// let node = NodeIndex::new;
/// let enemies = SignedNetwork::new(2, [(node(0), node(1), -1.0)]);
/// assert!((walk_balance(&enemies)? - 1.0).abs() < 1e-12);
/// # Ok::<(), dissensus::algorithm::balance::TooManyNodes>(())
/// ```
pub fn walk_balance(network: &SignedNetwork) -> Result<f64, TooManyNodes> {
    let node_count = network.node_count();
    if node_count > WALK_BALANCE_NODE_LIMIT {
        return Err(TooManyNodes { node_count });
    }
    if node_count == 0 {
        return Ok(1.0);
    }
    let mut signed = vec![vec![0.0; node_count]; node_count];
    let mut unsigned = signed.clone();
    for (a, b, weight) in network.edges() {
        for (from, to) in [(a.index(), b.index()), (b.index(), a.index())] {
            signed[from][to] = weight;
            unsigned[from][to] = weight.abs();
        }
    }
    let (lambda, mu) = (eigenvalues(signed), eigenvalues(unsigned));
    // Both sums are divided by the exponential of the greatest eigenvalue, which is one of the second.
    let greatest = mu.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum = |values: &[f64]| values.iter().map(|value| (value - greatest).exp()).sum::<f64>();
    Ok(sum(&lambda) / sum(&mu))
}

/// The eigenvalues of a symmetric matrix, in no particular order: rotations in the planes of two axes, row by
/// row, make one entry after the other vanish until nothing is left beside the diagonal (Jacobi 1846).
fn eigenvalues(mut matrix: Vec<Vec<f64>>) -> Vec<f64> {
    /// Sweeps converge quadratically; a dozen is plenty.
    const SWEEP_LIMIT: usize = 60;
    let size = matrix.len();
    let norm: f64 = matrix.iter().flatten().map(|entry| entry * entry).sum();
    for _ in 0..SWEEP_LIMIT {
        let beside: f64 =
            (0..size).flat_map(|row| matrix[row][..row].iter()).map(|entry| entry * entry).sum();
        if beside <= norm * 1e-30 {
            break;
        }
        for p in 0..size {
            for q in p + 1..size {
                rotate(&mut matrix, p, q);
            }
        }
    }
    (0..size).map(|place| matrix[place][place]).collect()
}

/// Turns two axes so that the entry of both vanishes.
fn rotate(matrix: &mut [Vec<f64>], p: usize, q: usize) {
    let entry = matrix[p][q];
    if entry == 0.0 {
        return;
    }
    let theta = (matrix[q][q] - matrix[p][p]) / (2.0 * entry);
    let tangent = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let cosine = 1.0 / tangent.hypot(1.0);
    let sine = tangent * cosine;
    for row in matrix.iter_mut() {
        let (a, b) = (row[p], row[q]);
        row[p] = cosine * a - sine * b;
        row[q] = sine * a + cosine * b;
    }
    let (above, below) = matrix.split_at_mut(q);
    for (a, b) in above[p].iter_mut().zip(&mut below[0]) {
        (*a, *b) = (cosine * *a - sine * *b, sine * *a + cosine * *b);
    }
}
