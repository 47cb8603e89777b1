//! Signed networks for the tests of balance.

use std::collections::BTreeMap;
use std::path::PathBuf;

use dissensus::network::NodeIndex;
use dissensus::network::SignedNetwork;
use proptest::prelude::*;

pub(crate) fn network(node_count: usize, edges: &[(usize, usize, f64)]) -> SignedNetwork {
    SignedNetwork::new(
        node_count,
        edges.iter().map(|&(a, b, weight)| (NodeIndex::new(a), NodeIndex::new(b), weight)),
    )
}

pub(crate) const TRIBES: [&str; 16] = [
    "Gavev", "Kotun", "Ove", "Alika", "Nagam", "Gahuk", "Masil", "Ukudz", "Notoh", "Kohik", "Geham", "Asaro",
    "Uheto", "Seuve", "Nagad", "Gama",
];

/// Alliances and enmities of sixteen tribes of the highlands of New Guinea: Read (1954), Cultures of the
/// Central Highlands; as in UCINET's data set `gama`, KONECT's `ucidata-gama` and the R package signnet.
pub(crate) fn tribes() -> SignedNetwork {
    let allies = [
        "Gavev Kotun Nagad Gama",
        "Kotun Nagad Gama",
        "Ove Alika Gahuk Masil Ukudz",
        "Alika Ukudz",
        "Nagam Masil Notoh Seuve",
        "Gahuk Masil Ukudz Geham Asaro",
        "Masil Ukudz Geham Asaro Uheto",
        "Ukudz Geham Asaro",
        "Notoh Kohik Uheto",
        "Kohik Uheto",
        "Geham Asaro",
        "Uheto Seuve",
        "Nagad Gama",
    ];
    let enemies = [
        "Gavev Ove Alika Nagam Gahuk Asaro",
        "Kotun Ove Nagam Gahuk Notoh Kohik",
        "Nagam Nagad Gama",
        "Gahuk Notoh Uheto Gama",
        "Ukudz Seuve",
        "Notoh Geham Nagad",
        "Kohik Geham Nagad",
        "Geham Uheto Nagad Gama",
        "Asaro Seuve Nagad Gama",
        "Uheto Nagad Gama",
        "Seuve Gama",
    ];
    let number =
        |name: &str| TRIBES.iter().position(|tribe| *tribe == name).expect("the lists name the tribes");
    let mut edges = Vec::new();
    for (lines, sign) in [(&allies[..], 1.0), (&enemies[..], -1.0)] {
        for line in lines {
            let mut names = line.split(' ');
            let first = number(names.next().expect("a line has a first name"));
            edges.extend(names.map(|name| (first, number(name), sign)));
        }
    }
    network(16, &edges)
}

/// A file of edges, `from,to,weight`, below a heading; none, and a word about it, if the folder is absent.
pub(crate) fn corpus(name: &str) -> Option<SignedNetwork> {
    #[expect(clippy::disallowed_methods, reason = "tests read the folder of real data")]
    let folder = std::env::var("DISSENSUS_CORPORA")
        .map_or_else(|_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"), PathBuf::from);
    let path = folder.join("networks").join(name);
    #[expect(clippy::disallowed_methods, reason = "tests read the folder of real data")]
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: there is no {}", path.display());
        return None;
    };
    let mut numbers = BTreeMap::new();
    let mut edges = Vec::new();
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.trim().split(',').collect();
        let mut number = |field: &str| {
            let next = numbers.len();
            *numbers.entry(field.to_owned()).or_insert(next)
        };
        edges.push((number(fields[0]), number(fields[1]), fields[2].parse().expect("a weight is a number")));
    }
    Some(network(numbers.len(), &edges))
}

/// Any signed network of some nodes, weights whole and small.
pub(crate) fn whole(nodes: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = SignedNetwork> {
    nodes.prop_flat_map(|node_count| {
        let edge = (0..node_count, 0..node_count, -3_i8..=3);
        prop::collection::vec(edge, 0..=node_count * 3).prop_map(move |edges| {
            let edges: Vec<_> = edges.into_iter().map(|(a, b, weight)| (a, b, f64::from(weight))).collect();
            network(node_count, &edges)
        })
    })
}

/// Any signed network of some nodes, weights 1 and −1, most pairs joined.
pub(crate) fn dense(nodes: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = SignedNetwork> {
    nodes.prop_flat_map(|node_count| {
        prop::collection::vec(0_u8..5, node_count * node_count).prop_map(move |lots| {
            let weight = |place: usize| [0.0, 1.0, 1.0, -1.0, -1.0][usize::from(lots[place])];
            let pairs = (0..node_count).flat_map(|a| (0..a).map(move |b| (a, b)));
            let edges: Vec<_> = pairs.map(|(a, b)| (a, b, weight(a * node_count + b))).collect();
            network(node_count, &edges)
        })
    })
}

/// Any signed network of some nodes, weights real.
pub(crate) fn real(nodes: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = SignedNetwork> {
    nodes.prop_flat_map(|node_count| {
        let edge = (0..node_count, 0..node_count, -2.0..2.0_f64);
        prop::collection::vec(edge, 0..=node_count * 3).prop_map(move |edges| network(node_count, &edges))
    })
}
