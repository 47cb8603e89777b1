//! Networks that the tests of communities run on.

use std::path::PathBuf;

use dissensus::algorithm::community::Resolution;
use dissensus::network::NodeIndex;
use dissensus::network::Partition;
use dissensus::network::UndirectedNetwork;
use proptest::prelude::*;

/// The resolution of a value that is one.
pub(crate) fn resolution(value: f64) -> Resolution {
    Resolution::new(value).expect("the value is finite and not negative")
}

/// A network of edges of weight 1.
pub(crate) fn plain(node_count: usize, edges: impl IntoIterator<Item = (usize, usize)>) -> UndirectedNetwork {
    weighted(node_count, edges.into_iter().map(|(a, b)| (a, b, 1.0)))
}

/// A network of edges with weights.
pub(crate) fn weighted(
    node_count: usize,
    edges: impl IntoIterator<Item = (usize, usize, f64)>,
) -> UndirectedNetwork {
    let edges = edges.into_iter().map(|(a, b, weight)| (NodeIndex::new(a), NodeIndex::new(b), weight));
    UndirectedNetwork::new(node_count, edges)
}

/// Cliques of `size` nodes in a ring, each joined to the next by an edge between one node of each.
pub(crate) fn ring_of_cliques(count: usize, size: usize) -> (UndirectedNetwork, Partition) {
    let mut edges = Vec::new();
    for clique in 0..count {
        let first = clique * size;
        for a in first..first + size {
            edges.extend((a + 1..first + size).map(|b| (a, b)));
        }
        edges.push((first, (first + size + 1) % (count * size)));
    }
    let cliques = Partition::new((0..count * size).map(|node| node / size));
    (plain(count * size, edges), cliques)
}

/// Whether every group holds together by edges with a weight.
pub(crate) fn is_connected(network: &UndirectedNetwork, partition: &Partition) -> bool {
    let mut reached = vec![false; network.node_count()];
    let mut pieces = 0;
    for start in network.nodes() {
        if std::mem::replace(&mut reached[start.index()], true) {
            continue;
        }
        pieces += 1;
        let mut waiting = vec![start];
        while let Some(node) = waiting.pop() {
            for (&end, &weight) in network.neighbours(node).iter().zip(network.weights(node)) {
                let inside = partition.group(end) == partition.group(node) && weight > 0.0;
                if inside && !std::mem::replace(&mut reached[end.index()], true) {
                    waiting.push(end);
                }
            }
        }
    }
    pieces == partition.group_count()
}

prop_compose! {
    /// Networks of up to `most` nodes, empty ones among them, with self-loops, parallel edges and edges of weight 0.
    pub(crate) fn networks(most: usize)(node_count in 0..=most)(
        edges in prop::collection::vec(
            (0..node_count.max(1), 0..node_count.max(1), prop_oneof![4 => Just(1.0), 1 => Just(0.0), 3 => 0.1..4.0]),
            0..=if node_count == 0 { 0 } else { 3 * node_count },
        ),
        node_count in Just(node_count),
    ) -> UndirectedNetwork {
        weighted(node_count, edges)
    }
}

prop_compose! {
    /// As [`networks`], with any partition of the nodes.
    pub(crate) fn divided_networks(most: usize)(network in networks(most))(
        labels in prop::collection::vec(0..5_u32, network.node_count()),
        network in Just(network),
    ) -> (UndirectedNetwork, Partition) {
        (network, Partition::new(labels))
    }
}

/// The text of a file of the corpora, if they are there.
#[expect(clippy::disallowed_methods, reason = "tests read real data where it lies")]
pub(crate) fn corpus(path: &str) -> Option<String> {
    let folder = std::env::var_os("DISSENSUS_CORPORA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"), PathBuf::from);
    let text = std::fs::read(folder.join(path)).ok();
    if text.is_none() {
        eprintln!("skipped: there is no {path} in {}", folder.display());
    }
    text.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// Zachary's karate club without weights.
pub(crate) fn karate() -> Option<UndirectedNetwork> {
    let text = corpus("networks/Zachary.DAT")?;
    let numbers: Vec<u32> = text
        .lines()
        .skip(7)
        .flat_map(|line| {
            line.split_whitespace().map(|number| number.parse().expect("the matrix is of numbers"))
        })
        .collect();
    let edges = (0..34).flat_map(|a| (a..34).map(move |b| (a, b))).filter(|&(a, b)| numbers[34 * a + b] == 1);
    Some(plain(34, edges))
}

/// Krebs's books on politics.
pub(crate) fn political_books() -> Option<UndirectedNetwork> {
    let text = corpus("networks/polBooks.paj")?;
    let edges = text.lines().skip_while(|line| *line != "*edges").skip(1).map_while(|line| {
        let mut ends = line.split_whitespace().map_while(|end| end.parse::<usize>().ok());
        Some((ends.next()? - 1, ends.next()? - 1))
    });
    Some(plain(105, edges))
}

/// The football games of Girvan and Newman.
pub(crate) fn football() -> Option<UndirectedNetwork> {
    let text = corpus("networks/football.gml")?;
    let ends: Vec<usize> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("source ").or(line.trim().strip_prefix("target ")))
        .map(|end| end.parse().expect("ends are numbers"))
        .collect();
    Some(plain(115, ends.chunks(2).map(|pair| (pair[0], pair[1]))))
}
