//! Centralities against obvious slow versions of themselves.

use std::collections::BTreeSet;

use dissensus::algorithm::centrality::*;
use dissensus::network::DirectedNetwork;
use dissensus::network::GroupIndex;
use dissensus::network::NodeIndex;
use dissensus::network::Partition;
use dissensus::network::SignedNetwork;
use dissensus::network::UndirectedNetwork;
use petgraph::graph::UnGraph;
use petgraph::visit::EdgeRef;
use proptest::collection::vec;
use proptest::prelude::*;
use rand::RngExt;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;

pub(crate) type Edges = Vec<(usize, usize, f64)>;

pub(crate) fn directed(count: usize, edges: &[(usize, usize, f64)]) -> DirectedNetwork {
    DirectedNetwork::new(count, edges.iter().map(|&(a, b, w)| (NodeIndex::new(a), NodeIndex::new(b), w)))
}

pub(crate) fn undirected(count: usize, edges: &[(usize, usize, f64)]) -> UndirectedNetwork {
    UndirectedNetwork::new(count, edges.iter().map(|&(a, b, w)| (NodeIndex::new(a), NodeIndex::new(b), w)))
}

/// Networks with self-loops, parallel edges and lone nodes, the empty one among them.
pub(crate) fn networks(most: usize) -> impl Strategy<Value = (usize, Edges)> {
    (0..=most).prop_flat_map(move |count| {
        let edge = (0..count.max(1), 0..count.max(1), (1..5_u8).prop_map(f64::from));
        let edges = if count == 0 { vec(edge, 0).boxed() } else { vec(edge, 0..4 * count).boxed() };
        (Just(count), edges)
    })
}

fn labels(most: usize) -> impl Strategy<Value = Vec<Option<u8>>> {
    vec(prop_oneof![1 => Just(None), 5 => (0..4_u8).prop_map(Some)], most)
}

/// A network drawn by chance, for what is too large for proptest.
pub(crate) fn random_edges(count: usize, edge_count: usize, seed: u64) -> Edges {
    let mut lots = Pcg64Mcg::seed_from_u64(seed);
    (0..edge_count).map(|_| (lots.random_range(0..count), lots.random_range(0..count), 1.0)).collect()
}

pub(crate) fn assert_close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (node, (a, b)) in found.iter().zip(expected).enumerate() {
        assert!((a - b).abs() <= tolerance * b.abs().max(1.0), "node {node}: found {a}, expected {b}");
    }
}

fn slow_brokerage(network: &DirectedNetwork, membership: &Membership) -> Vec<[u64; 5]> {
    let mut counts = vec![[0; 5]; network.node_count()];
    for i in network.nodes() {
        for j in network.nodes() {
            for k in network.nodes() {
                let groups = (membership.group(i), membership.group(j), membership.group(k));
                let (Some(a), Some(b), Some(c)) = groups else { continue };
                let linked = |from, to| network.weight(from, to).is_some();
                if i == j || j == k || i == k || !linked(i, j) || !linked(j, k) || linked(i, k) {
                    continue;
                }
                let role = match () {
                    () if a == b && b == c => 0,
                    () if a == c => 1,
                    () if a == b => 2,
                    () if b == c => 3,
                    () => 4,
                };
                counts[j.index()][role] += 1;
            }
        }
    }
    counts
}

fn component_count(count: usize, edges: &[(usize, usize)], is_left: impl Fn(usize) -> bool) -> usize {
    let mut label: Vec<usize> = (0..count).collect();
    for _ in 0..count {
        for &(a, b) in edges.iter().filter(|&&(a, b)| is_left(a) && is_left(b)) {
            let lower = label[a].min(label[b]);
            label[a] = lower;
            label[b] = lower;
        }
    }
    (0..count).filter(|&node| is_left(node)).map(|node| label[node]).collect::<BTreeSet<_>>().len()
}

fn simple_pairs(network: &UndirectedNetwork) -> Vec<(usize, usize)> {
    network.edges().filter(|(a, b, _)| a != b).map(|(a, b, _)| (a.index(), b.index())).collect()
}

proptest! {
    #[test]
    fn brokerage_is_what_three_loops_find((count, edges) in networks(12), labels in labels(12)) {
        let network = directed(count, &edges);
        let membership = Membership::new(labels.into_iter().take(count));
        let found = brokerage(&network, &membership);
        let counts: Vec<[u64; 5]> =
            found.nodes.iter().map(|node| BrokerageRole::ALL.map(|role| node.count(role))).collect();
        prop_assert_eq!(&counts, &slow_brokerage(&network, &membership));
        for (place, role) in BrokerageRole::ALL.into_iter().enumerate() {
            prop_assert_eq!(found.total.count(role), counts.iter().map(|node| node[place]).sum::<u64>());
        }
    }

    #[test]
    fn brokerage_around_a_node_of_many_links_is_what_three_loops_find(
        (count, mut edges) in networks(40),
        labels in labels(40),
    ) {
        // The first node links to all and the last is linked from it, so that both ways to intersect are taken.
        edges.extend((1..count).map(|node| (0, node, 1.0)));
        let network = directed(count, &edges);
        let membership = Membership::new(labels.into_iter().take(count));
        let found = brokerage(&network, &membership);
        let counts: Vec<[u64; 5]> =
            found.nodes.iter().map(|node| BrokerageRole::ALL.map(|role| node.count(role))).collect();
        prop_assert_eq!(counts, slow_brokerage(&network, &membership));
    }

    #[test]
    fn cuts_are_what_takes_components_apart((count, edges) in networks(14)) {
        let network = undirected(count, &edges);
        let pairs = simple_pairs(&network);
        let whole = component_count(count, &pairs, |_| true);
        let found = cuts(&network);
        let nodes: Vec<NodeIndex> = network
            .nodes()
            .filter(|cut| {
                // A lone node takes its own component away with it, an articulation point leaves more.
                component_count(count, &pairs, |node| node != cut.index()) > whole
            })
            .collect();
        prop_assert_eq!(found.nodes, nodes);
        let edges: Vec<(NodeIndex, NodeIndex)> = pairs
            .iter()
            .filter(|&cut| {
                let left: Vec<(usize, usize)> = pairs.iter().copied().filter(|pair| pair != cut).collect();
                component_count(count, &left, |_| true) > whole
            })
            .map(|&(a, b)| (NodeIndex::new(a), NodeIndex::new(b)))
            .collect();
        prop_assert_eq!(found.edges, edges);
    }

    #[test]
    fn cuts_are_those_of_petgraph((count, edges) in networks(60)) {
        let network = undirected(count, &edges);
        let pairs: Vec<(u32, u32)> = simple_pairs(&network).iter().map(|&(a, b)| (a as u32, b as u32)).collect();
        let mut graph = UnGraph::<(), ()>::new_undirected();
        for _ in 0..count {
            graph.add_node(());
        }
        graph.extend_with_edges(&pairs);
        let found = cuts(&network);
        let points = petgraph::algo::articulation_points::articulation_points(&graph);
        let points: BTreeSet<usize> = points.into_iter().map(|node| node.index()).collect();
        prop_assert_eq!(found.nodes.iter().map(|node| node.index()).collect::<BTreeSet<_>>(), points);
        let bridges: BTreeSet<(usize, usize)> = petgraph::algo::bridges::bridges(&graph)
            .map(|edge| (edge.source().index(), edge.target().index()))
            .map(|(a, b)| (a.min(b), a.max(b)))
            .collect();
        prop_assert_eq!(found.edges.iter().map(|(a, b)| (a.index(), b.index())).collect::<BTreeSet<_>>(), bridges);
    }

    #[test]
    fn core_numbers_are_what_peeling_leaves((count, edges) in networks(20)) {
        let network = undirected(count, &edges);
        let pairs = simple_pairs(&network);
        let mut expected = vec![0; count];
        for k in 1..=count {
            let mut left: BTreeSet<usize> = (0..count).collect();
            loop {
                let degree = |node: usize| {
                    pairs.iter().filter(|(a, b)| left.contains(a) && left.contains(b) && (*a == node || *b == node)).count()
                };
                let kept: BTreeSet<usize> = left.iter().copied().filter(|&node| degree(node) >= k).collect();
                if kept == left {
                    break;
                }
                left = kept;
            }
            left.into_iter().for_each(|node| expected[node] = k);
        }
        prop_assert_eq!(core_numbers(&network), expected);
    }

    #[test]
    fn page_rank_is_the_solution_of_its_equations((count, edges) in networks(9), damping in 0.0..0.99_f64) {
        let network = directed(count, &edges);
        let options = PageRankOptions { damping: Damping::new(damping).unwrap(), tolerance: 1e-12 };
        let expected = dense_page_rank(&network, damping);
        assert_close(page_rank(&network, &options).values(), &expected, 1e-9);
        let coarse = page_rank(&network, &PageRankOptions { tolerance: 1e-3, ..options });
        let distance: f64 = coarse.values().iter().zip(&expected).map(|(found, limit)| (found - limit).abs()).sum();
        prop_assert!(distance <= 1e-3, "{distance}");
    }

    #[test]
    fn constraint_is_what_its_formula_says((count, edges) in networks(9)) {
        let network = undirected(count, &edges);
        let z = |i: usize, j: usize| {
            if i == j { 0.0 } else { network.weight(NodeIndex::new(i), NodeIndex::new(j)).unwrap_or(0.0) }
        };
        let sum = |i: usize| (0..count).map(|k| z(i, k)).sum::<f64>();
        let max = |i: usize| (0..count).map(|k| z(i, k)).fold(0.0, f64::max);
        for (i, found) in constraint(&network).into_iter().enumerate() {
            let near: Vec<usize> = (0..count).filter(|&j| z(i, j) > 0.0).collect();
            let p = |a: usize, b: usize| z(a, b) / sum(a);
            let constraint: f64 = near
                .iter()
                .map(|&j| (p(i, j) + near.iter().filter(|&&q| q != j).map(|&q| p(i, q) * p(q, j)).sum::<f64>()).powi(2))
                .sum();
            let size: f64 = near
                .iter()
                .map(|&j| 1.0 - near.iter().filter(|&&q| q != j).map(|&q| p(i, q) * z(j, q) / max(j)).sum::<f64>())
                .sum();
            prop_assert_eq!(found.is_some(), !near.is_empty());
            if let Some(found) = found {
                assert_close(&[found.constraint, found.effective_size], &[constraint, size], 1e-12);
            }
        }
    }

    #[test]
    fn participation_is_what_its_formula_says((count, edges) in networks(9), groups in vec(0..4_u8, 9)) {
        let network = undirected(count, &edges);
        let partition = Partition::new(groups.into_iter().take(count));
        let weight = |i, j| network.weight(NodeIndex::new(i), NodeIndex::new(j)).unwrap_or(0.0);
        for (i, found) in participation(&network, &partition).into_iter().enumerate() {
            let total: f64 = (0..count).map(|j| weight(i, j)).sum();
            let square = |group| {
                let members = (0..count).filter(|&j| partition.group(NodeIndex::new(j)) == GroupIndex::new(group));
                (members.map(|j| weight(i, j)).sum::<f64>() / total).powi(2)
            };
            let expected = if total == 0.0 { 0.0 } else { 1.0 - (0..partition.group_count()).map(square).sum::<f64>() };
            prop_assert!((found - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn signed_participation_is_that_of_the_two_halves((count, edges) in networks(9), groups in vec(0..4_u8, 9)) {
        let partition = Partition::new(groups.into_iter().take(count));
        let signed = edges.iter().map(|&(a, b, w)| (NodeIndex::new(a), NodeIndex::new(b), w - 2.5));
        let signed = SignedNetwork::new(count, signed);
        let half = |sign: f64| {
            let edges = signed.edges().filter(|edge| edge.2 * sign > 0.0).map(|(a, b, w)| (a, b, w.abs()));
            participation(&UndirectedNetwork::new(count, edges), &partition)
        };
        let found = signed_participation(&signed, &partition);
        prop_assert_eq!(found.positive, half(1.0));
        prop_assert_eq!(found.negative, half(-1.0));
    }

    #[test]
    fn links_are_inside_or_outside_or_not_counted((count, edges) in networks(12), labels in labels(12)) {
        let membership = Membership::new(labels.into_iter().take(count));
        let network = directed(count, &edges);
        let found = heterocitation(&network, &membership);
        let group = |node| membership.group(NodeIndex::new(node));
        let distinct: BTreeSet<(usize, usize)> =
            edges.iter().map(|&(a, b, _)| (a, b)).filter(|(a, b)| a != b).collect();
        for node in 0..count {
            let inside = |to: usize| (group(node).is_some() && group(to).is_some()).then(|| group(node) == group(to));
            let links = distinct.iter().filter(|link| link.0 == node).filter_map(|link| inside(link.1));
            let (internal, external): (Vec<bool>, Vec<bool>) = links.partition(|&inside| inside);
            let expected = LinkCounts { internal: internal.len() as u64, external: external.len() as u64 };
            prop_assert_eq!(found.nodes[node], expected);
        }
        let total: u64 = found.groups.iter().map(|group| group.internal + group.external).sum();
        prop_assert_eq!(total, found.total.internal + found.total.external);
        let shares: Vec<f64> = found.nodes.iter().filter_map(|node| node.external_share()).collect();
        prop_assert_eq!(found.mean.is_some(), !shares.is_empty());
        if let Some(mean) = found.mean {
            prop_assert!((mean - shares.iter().sum::<f64>() / shares.len() as f64).abs() < 1e-12);
        }
        let ties = external_internal(&undirected(count, &edges), &membership);
        let ends: u64 = ties.nodes.iter().map(|node| node.internal + node.external).sum();
        prop_assert_eq!(ends, 2 * (ties.total.internal + ties.total.external));
        let (inside, across): (u64, u64) =
            ties.groups.iter().fold((0, 0), |sum, group| (sum.0 + group.internal, sum.1 + group.external));
        prop_assert_eq!((inside, across), (ties.total.internal, 2 * ties.total.external));
    }

    #[test]
    fn h_index_is_the_greatest_that_holds(counts in vec(prop_oneof![0..12_u64, Just(u64::MAX)], 0..15)) {
        let holds = |h: usize| counts.iter().filter(|&&count| count >= h as u64).count() >= h;
        prop_assert_eq!(h_index(&counts), (0..=counts.len()).rev().find(|&h| holds(h)).unwrap());
    }
}

/// PageRank by Gaussian elimination of (I − d Mᵀ) r = (1 − d)/n.
fn dense_page_rank(network: &DirectedNetwork, damping: f64) -> Vec<f64> {
    let count = network.node_count();
    let weight = |from: usize, to: usize| {
        if from == to { 0.0 } else { network.weight(NodeIndex::new(from), NodeIndex::new(to)).unwrap_or(0.0) }
    };
    let mut rows: Vec<Vec<f64>> = (0..count)
        .map(|to| {
            let mut row: Vec<f64> = (0..count)
                .map(|from| {
                    let total: f64 = (0..count).map(|end| weight(from, end)).sum();
                    let step = if total > 0.0 { weight(from, to) / total } else { 1.0 / count as f64 };
                    f64::from(u8::from(from == to)) - damping * step
                })
                .collect();
            row.push((1.0 - damping) / count as f64);
            row
        })
        .collect();
    for pivot in 0..count {
        let best = (pivot..count).max_by(|&a, &b| rows[a][pivot].abs().total_cmp(&rows[b][pivot].abs()));
        let best = best.expect("there is the pivot's own row at least");
        rows.swap(pivot, best);
        let pivot_row = rows[pivot].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|(index, _)| *index != pivot) {
            let factor = row[pivot] / pivot_row[pivot];
            row.iter_mut().zip(&pivot_row).for_each(|(entry, above)| *entry -= factor * above);
        }
    }
    rows.iter().enumerate().map(|(node, row)| row[count] / row[node]).collect()
}

/// All ways to choose some of so many places.
fn choices(places: usize, chosen: usize) -> Vec<Vec<usize>> {
    let masks = (0..1_u32 << places).filter(|mask| mask.count_ones() as usize == chosen);
    masks.map(|mask| (0..places).filter(|place| mask >> place & 1 == 1).collect()).collect()
}

#[test]
fn expected_brokerage_is_the_mean_over_all_networks_of_the_size() {
    let cases: [(&[Option<u8>], usize); 9] = [
        (&[Some(0), Some(0), Some(0), Some(0)], 6),
        (&[Some(0), Some(1), Some(1), Some(1)], 5),
        (&[Some(0), Some(1), Some(2), Some(3)], 6),
        (&[Some(0), Some(0), Some(1), None], 7),
        (&[Some(0), Some(0), Some(0), Some(1), Some(1)], 4),
        (&[Some(0), Some(1), Some(1), Some(2), Some(2)], 4),
        (&[Some(0), Some(1), Some(1), Some(2), Some(3)], 3),
        (&[Some(0), Some(1), Some(2)], 2),
        (&[Some(0), None], 1),
    ];
    for (labels, link_count) in cases {
        let count = labels.len();
        let membership = Membership::new(labels.iter().copied());
        let pairs: Vec<(usize, usize)> =
            (0..count).flat_map(|a| (0..count).filter(move |&b| a != b).map(move |b| (a, b))).collect();
        let mut sums = vec![[(0.0, 0.0); 5]; count];
        let mut totals = [0.0; 5];
        let all = choices(pairs.len(), link_count);
        let network_of = |links: &[usize]| {
            let edges: Edges = links.iter().map(|&link| (pairs[link].0, pairs[link].1, 1.0)).collect();
            directed(count, &edges)
        };
        for links in &all {
            for (node, counts) in slow_brokerage(&network_of(links), &membership).into_iter().enumerate() {
                for (role, found) in counts.into_iter().enumerate() {
                    sums[node][role].0 += found as f64;
                    sums[node][role].1 += (found * found) as f64;
                    totals[role] += found as f64;
                }
            }
        }
        let expected = expected_brokerage(&network_of(&all[0]), &membership);
        let number = all.len() as f64;
        for (place, role) in BrokerageRole::ALL.into_iter().enumerate() {
            assert!(
                (expected.total_mean(role) - totals[place] / number).abs() < 1e-12,
                "{labels:?} {role:?}"
            );
            for (node, sums) in sums.iter().enumerate() {
                let Some(group) = membership.group(NodeIndex::new(node)) else { continue };
                let mean = sums[place].0 / number;
                let variance = sums[place].1 / number - mean * mean;
                let found = expected.of_broker(group, role);
                assert!(
                    (found.mean - mean).abs() < 1e-12,
                    "{labels:?} node {node} {role:?}: {found:?}, {mean}"
                );
                assert!(
                    (found.variance - variance).abs() < 1e-12,
                    "{labels:?} node {node} {role:?}: {found:?}, {variance}"
                );
            }
        }
    }
}

#[test]
fn scores_above_the_mean_have_a_positive_z_and_what_cannot_vary_has_none() {
    let moments = Moments { mean: 2.0, variance: 4.0 };
    assert_eq!(moments.z_score(5), Some(1.5));
    assert_eq!(Moments { mean: 0.0, variance: 0.0 }.z_score(0), None);
    let full: Edges = (0..4).flat_map(|a| (0..4).map(move |b| (a, b, 1.0))).collect();
    let expected = expected_brokerage(&directed(4, &full), &Membership::new([Some(0); 4]));
    assert_eq!(expected.of_broker(GroupIndex::new(0), BrokerageRole::Coordinator), Moments::default());
}

#[test]
fn chains_of_a_million_nodes_are_answered() {
    let count = 1_000_000;
    let chain: Edges = (1..count).map(|node| (node, node - 1, 1.0)).collect();
    let network = undirected(count, &chain);
    let found = cuts(&network);
    assert_eq!((found.nodes.len(), found.edges.len()), (count - 2, count - 1));
    assert!(core_numbers(&network).iter().all(|&core| core == 1));
    let citations = directed(count, &chain);
    assert_eq!(brokerage(&citations, &Membership::new(vec![Some(0); count])).total.total(), count as u64 - 2);
    let ranks = page_rank(&citations, &PageRankOptions { tolerance: 1e-3, ..Default::default() });
    assert!((ranks.values().iter().sum::<f64>() - 1.0).abs() < 1e-9);
}
