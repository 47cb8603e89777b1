//! A network divided by a method, and how sure that is.

use std::num::NonZeroUsize;

use petgraph::unionfind::UnionFind;
use rayon::prelude::*;

use super::layers::Network;
use super::{SchoolMethod, SchoolsQuery, StabilityFinding};
use crate::algorithm::balance::{Balance, BalanceMethod, BalanceOptions, Exactness, Frustration, Goal};
use crate::algorithm::community::{
    CommunityDetection, CommunityOptions, QualityFunction, Resolution, adjusted_rand_index, stability,
};
use crate::network::{Partition, SignedNetwork, UndirectedNetwork};

/// How many edges a network may have to be divided ten times where nobody asked for it.
const COMPARED_EDGES: usize = 1_000_000;

/// A division of the joined works.
pub(super) struct Division {
    pub(super) partition: Partition,
    pub(super) quality: f64,
    pub(super) bound: Option<f64>,
    pub(super) exactness: Exactness,
    pub(super) resolution: Option<f64>,
    pub(super) stability: Option<StabilityFinding>,
}

/// Divides a network by a method that goes with it.
pub(super) fn divide(network: &Network, method: SchoolMethod, query: &SchoolsQuery) -> Division {
    let usual = if network.edge_count() > COMPARED_EDGES { 1 } else { 10 };
    let runs = query.seeds.or(NonZeroUsize::new(usual)).unwrap_or(NonZeroUsize::MIN);
    match (network, method) {
        (Network::Signed(network), SchoolMethod::Balance(method)) => {
            divide_signed(network, method, query, runs)
        }
        (Network::Plain(network), SchoolMethod::Community(found)) => {
            divide_plain(network, found, method.quality_function(), query, runs)
        }
        _ => unreachable!("a query settles on a method that goes with its lens"),
    }
}

fn divide_signed(
    network: &SignedNetwork,
    method: &dyn BalanceMethod,
    query: &SchoolsQuery,
    runs: NonZeroUsize,
) -> Division {
    let options = BalanceOptions { seed: query.seed, ..BalanceOptions::default() };
    let first = method.part(network, &options);
    // Where a proof was too dear once, it is not tried again.
    let budget = match first.exactness {
        Exactness::Proved => options.budget,
        Exactness::Bounded => 0,
    };
    let other = |run: usize| {
        let seed = query.seed.wrapping_add(run as u64);
        method.part(network, &BalanceOptions { seed, budget, ..options })
    };
    // Each run is decided by its seed, so that they may run beside one another.
    let others: Vec<Balance> = (1..runs.get()).into_par_iter().map(other).collect();
    let found: Vec<Balance> = std::iter::once(first).chain(others).collect();
    let divisions: Vec<Partition> =
        found.iter().map(|it| schools_of(network, method, &it.partition)).collect();
    let qualities: Vec<f64> = found.iter().map(|it| it.quality).collect();
    let values: Vec<f64> = (0..divisions.len())
        .flat_map(|a| (0..a).map(move |b| (b, a)))
        .map(|(a, b)| adjusted_rand_index(&divisions[a], &divisions[b]))
        .collect();
    let stability = stability_of(&values, &qualities, method.goal(), query.seed);
    let first = &found[0];
    Division {
        quality: first.quality,
        bound: Some(first.bound),
        exactness: first.exactness,
        resolution: None,
        stability,
        partition: divisions.into_iter().next().expect("there is a first run"),
    }
}

/// The groups of a balance; of two sides, the parts that hang together by edges of either sign, since nothing says
/// which side of one part goes with which side of another.
fn schools_of(network: &SignedNetwork, method: &dyn BalanceMethod, partition: &Partition) -> Partition {
    if method.info().name != Frustration.info().name {
        return partition.clone();
    }
    let mut parts = UnionFind::<usize>::new(network.node_count());
    for (a, b, _) in network.edges() {
        parts.union(a.index(), b.index());
    }
    Partition::new(network.nodes().map(|node| (parts.find(node.index()), partition.group(node))))
}

fn divide_plain(
    network: &UndirectedNetwork,
    method: &dyn CommunityDetection,
    function: QualityFunction,
    query: &SchoolsQuery,
    runs: NonZeroUsize,
) -> Division {
    let resolution = query.resolution.unwrap_or_else(|| match function {
        QualityFunction::Modularity => Resolution::default(),
        QualityFunction::ConstantPotts => density(network),
    });
    let options = CommunityOptions { resolution, seed: query.seed, ..CommunityOptions::default() };
    let found = stability(method, network, &options, runs);
    let quality = |partition: &Partition| function.quality(network, partition, resolution);
    let qualities: Vec<f64> = found.partitions.iter().map(quality).collect();
    let (best, best_quality) = best_of(&qualities, Goal::Greatest);
    let stability = found.agreement.map(|spread| StabilityFinding {
        seeds: runs.get(),
        least: rounded(spread.least),
        mean: rounded(spread.mean),
        greatest: rounded(spread.greatest),
        best_quality: rounded(best_quality),
        best_seed: query.seed.wrapping_add(best as u64),
    });
    Division {
        quality: qualities[0],
        bound: None,
        exactness: Exactness::Bounded,
        resolution: Some(resolution.value()),
        stability,
        partition: found.partitions.into_iter().next().expect("there is a first run"),
    }
}

/// The weight of a network divided by the number of pairs of its nodes.
fn density(network: &UndirectedNetwork) -> Resolution {
    let nodes = network.node_count() as f64;
    let pairs = nodes * (nodes - 1.0) / 2.0;
    let density = if pairs > 0.0 { network.total_weight() / pairs } else { 0.0 };
    Resolution::new(density).unwrap_or_default()
}

fn stability_of(values: &[f64], qualities: &[f64], goal: Goal, seed: u64) -> Option<StabilityFinding> {
    let least = values.iter().copied().reduce(f64::min)?;
    let greatest = values.iter().copied().reduce(f64::max)?;
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let (best, best_quality) = best_of(qualities, goal);
    Some(StabilityFinding {
        seeds: qualities.len(),
        least: rounded(least),
        mean: rounded(mean),
        greatest: rounded(greatest),
        best_quality: rounded(best_quality),
        best_seed: seed.wrapping_add(best as u64),
    })
}

/// The first of the best.
fn best_of(qualities: &[f64], goal: Goal) -> (usize, f64) {
    let mut best = (0, qualities[0]);
    for (run, &quality) in qualities.iter().enumerate().skip(1) {
        let is_better = match goal {
            Goal::Least => quality < best.1 - TINY,
            Goal::Greatest => quality > best.1 + TINY,
        };
        if is_better {
            best = (run, quality);
        }
    }
    best
}

/// Below this, two qualities are the same.
const TINY: f64 = 1e-9;

/// Six decimals, and no negative zero.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6 + 0.0
}
