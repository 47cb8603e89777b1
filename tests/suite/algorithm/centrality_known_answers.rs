//! Answers that stand in print or in the tests of others.

use dissensus::algorithm::centrality::*;
use dissensus::network::NodeIndex;
use dissensus::network::Partition;
use dissensus::network::SignedNetwork;
use dissensus::network::UndirectedNetwork;

use super::centrality::Edges;
use super::centrality::assert_close;
use super::centrality::directed;
use super::centrality::undirected;

fn plain(edges: &[(usize, usize)]) -> Edges {
    edges.iter().map(|&(a, b)| (a, b, 1.0)).collect()
}

/// Edges of pairs of letters, numbered from A.
fn letters(pairs: &str) -> Edges {
    let number = |letter: u8| usize::from(letter - b'A');
    pairs.split(' ').map(str::as_bytes).map(|pair| (number(pair[0]), number(pair[1]), 1.0)).collect()
}

fn exact() -> BetweennessOptions {
    BetweennessOptions { effort: Effort::Exact, ..Default::default() }
}

#[test]
fn brokerage_of_three_groups_of_three() {
    // No printed source: the answer was found by brute force over all triples, apart from this code.
    let names = ["a1", "a2", "a3", "b1", "b2", "b3", "c1"];
    let place = |name: &str| names.iter().position(|&other| other == name).unwrap();
    let edges: Edges = "a1a2 a2a3 a2b1 b1a3 b1b2 a1c1 c1b2 b2b3 b3c1 c1a3"
        .split(' ')
        .map(|edge| (place(&edge[..2]), place(&edge[2..]), 1.0))
        .collect();
    let membership = Membership::new(names.map(|name| Some(&name[..1])));
    let found = brokerage(&directed(7, &edges), &membership);
    let counts: Vec<[u64; 5]> =
        found.nodes.iter().map(|node| BrokerageRole::ALL.map(|role| node.count(role))).collect();
    // Coordinator, itinerant broker, representative, gatekeeper, liaison.
    let expected = [
        ("a2", [1, 0, 1, 0, 0]),
        ("b1", [0, 0, 0, 1, 0]),
        ("b2", [1, 0, 0, 1, 0]),
        ("b3", [0, 0, 1, 0, 0]),
        ("c1", [0, 2, 0, 0, 2]),
    ];
    for (node, name) in names.iter().enumerate() {
        let expected = expected.iter().find(|(other, _)| other == name).map_or([0; 5], |(_, counts)| *counts);
        assert_eq!(counts[node], expected, "{name}");
    }
    assert_eq!(found.total.total(), 10);
}

fn constraints(count: usize, edges: &[(usize, usize, f64)]) -> Vec<f64> {
    constraint(&undirected(count, edges))
        .into_iter()
        .map(|holes| holes.expect("no node is alone").constraint)
        .collect()
}

#[test]
fn constraint_of_a_path_a_clique_and_two_cliques_with_a_hub() {
    assert_close(&constraints(4, &plain(&[(0, 1), (1, 2), (2, 3)])), &[1.0, 0.5, 0.5, 1.0], 1e-12);
    let clique = |first: usize| {
        let pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];
        pairs.map(|(a, b)| (first + a, first + b))
    };
    // Each of three neighbours: (1/3 + 2 · 1/9)² = 25/81.
    assert_close(&constraints(4, &plain(&clique(0))), &[25.0 / 27.0; 4], 1e-12);
    let mut edges = clique(0).to_vec();
    edges.extend(clique(5));
    edges.extend([(3, 4), (4, 5)]);
    let (side, joint) = (0.865741, 0.583333);
    let expected = [side, side, side, joint, 0.5, joint, side, side, side];
    assert_close(&constraints(9, &plain(&edges)), &expected, 1e-6);
}

#[test]
fn structural_holes_of_borgatti() {
    // Borgatti 1997, "Structural holes: unpacking Burt's redundancy measures", the network of the figure; the
    // constraints are those that networkx tests (test_structuralholes.py).
    let edges = letters("AB AF AG AE EG FG BG BD DG GC");
    let found = constraint(&undirected(7, &edges));
    let at = |letter: u8| found[usize::from(letter - b'A')].unwrap();
    assert_close(
        &[at(b'G').effective_size, at(b'A').effective_size, at(b'C').effective_size],
        &[14.0 / 3.0, 2.5, 1.0],
        1e-12,
    );
    assert_close(
        &[at(b'G').constraint, at(b'A').constraint, at(b'C').constraint],
        &[0.400, 0.595, 1.0],
        1e-3,
    );
}

#[test]
fn structural_holes_of_a_directed_network() {
    // networkx 3.6, test_structuralholes.py: test_constraint_directed, …_weighted_directed.
    let node = NodeIndex::new;
    for (weights, constraints, sizes) in [
        ([1.0, 1.0, 1.0, 1.0], [1.003, 1.003, 1.389], [1.167, 1.167, 1.0]),
        ([2.0, 2.0, 1.0, 1.0], [0.840, 1.143, 1.378], [1.567, 1.083, 1.0]),
    ] {
        let edges = [(0, 1), (0, 2), (1, 0), (2, 1)];
        let edges = edges.into_iter().zip(weights).map(|((a, b), weight)| (node(a), node(b), weight));
        let found = constraint(&UndirectedNetwork::new(3, edges));
        for (index, holes) in found.into_iter().enumerate() {
            let holes = holes.unwrap();
            assert_close(
                &[holes.constraint, holes.effective_size],
                &[constraints[index], sizes[index]],
                1e-3,
            );
        }
    }
}

#[test]
fn participation_in_a_matrix_of_ones() {
    let all: Edges = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)].map(|(a, b)| (a, b, 1.0)).to_vec();
    let found = participation(&undirected(3, &all), &Partition::new([1, 1, 2]));
    assert_close(&found, &[1.0 - 5.0 / 9.0; 3], 1e-12);
}

#[test]
fn signed_participation_keeps_the_signs_apart() {
    let node = NodeIndex::new;
    let edges = [(0, 1, 1.0), (0, 2, 1.0), (0, 3, -1.0), (0, 4, -3.0), (1, 2, -1.0)];
    let edges = edges.map(|(a, b, weight)| (node(a), node(b), weight));
    let found = signed_participation(&SignedNetwork::new(5, edges), &Partition::new([0, 0, 1, 1, 2]));
    // 1 − (1/2)² − (1/2)², and 1 − (1/4)² − (3/4)².
    assert_close(&found.positive, &[0.5, 0.0, 0.0, 0.0, 0.0], 1e-12);
    assert_close(&found.negative, &[0.375, 0.0, 0.0, 0.0, 0.0], 1e-12);
}

const KITE: [(usize, usize); 18] = [
    (0, 1),
    (0, 2),
    (0, 3),
    (0, 5),
    (1, 3),
    (1, 4),
    (1, 6),
    (2, 3),
    (2, 5),
    (3, 4),
    (3, 5),
    (3, 6),
    (4, 6),
    (5, 6),
    (5, 7),
    (6, 7),
    (7, 8),
    (8, 9),
];

#[test]
fn betweenness_in_krackhardts_kite() {
    // Krackhardt 1990; the values are those of networkx, test_krackhardt_kite_graph.
    let expected = [1.667, 1.667, 0.0, 7.333, 0.0, 16.667, 16.667, 28.0, 16.0, 0.0].map(|twice| twice / 2.0);
    let found = undirected_betweenness(&undirected(10, &plain(&KITE)), &exact());
    assert_close(found.values(), &expected, 1e-3);
}

#[test]
fn betweenness_of_the_florentine_families() {
    // Padgett's marriages; shares of pairs as in networkx, test_florentine_families_graph.
    let families = [
        ("Acciaiuoli", 0.000),
        ("Albizzi", 0.212),
        ("Barbadori", 0.093),
        ("Bischeri", 0.104),
        ("Castellani", 0.055),
        ("Ginori", 0.000),
        ("Guadagni", 0.255),
        ("Lamberteschi", 0.000),
        ("Medici", 0.522),
        ("Pazzi", 0.000),
        ("Peruzzi", 0.022),
        ("Ridolfi", 0.114),
        ("Salviati", 0.143),
        ("Strozzi", 0.103),
        ("Tornabuoni", 0.092),
    ];
    let marriages = "Acciaiuoli-Medici Albizzi-Ginori Albizzi-Guadagni Bischeri-Guadagni Castellani-Barbadori \
        Castellani-Peruzzi Castellani-Strozzi Guadagni-Lamberteschi Medici-Albizzi Medici-Barbadori Medici-Ridolfi \
        Medici-Salviati Medici-Tornabuoni Peruzzi-Bischeri Peruzzi-Strozzi Ridolfi-Tornabuoni Salviati-Pazzi \
        Strozzi-Bischeri Strozzi-Ridolfi Tornabuoni-Guadagni";
    let place = |name: &str| families.iter().position(|family| family.0 == name).unwrap();
    let edges: Edges = marriages
        .split_whitespace()
        .map(|pair| pair.split_once('-').unwrap())
        .map(|(a, b)| (place(a), place(b), 1.0))
        .collect();
    let found = undirected_betweenness(&undirected(15, &edges), &exact());
    let shares: Vec<f64> = found.values().iter().map(|score| score / (14.0 * 13.0 / 2.0)).collect();
    assert_close(&shares, &families.map(|family| family.1), 1e-3);
}

#[test]
fn page_rank_of_langville_and_meyer() {
    // Langville & Meyer 2005, doi:10.1137/S0036144503424786, α = 0.9; digits from networkx,
    // test_pagerank.py. Node 1 (the second) is dangling.
    let edges = [(1, 2), (1, 3), (3, 1), (3, 2), (3, 5), (4, 5), (4, 6), (5, 4), (5, 6), (6, 4)];
    let edges = plain(&edges.map(|(a, b): (usize, usize)| (a - 1, b - 1)));
    let options = PageRankOptions { damping: Damping::new(0.9).unwrap(), tolerance: 1e-12 };
    let found = page_rank(&directed(6, &edges), &options);
    let expected = [0.03721197, 0.05395735, 0.04150565, 0.37508082, 0.20599833, 0.28624589];
    assert_close(found.values(), &expected, 1e-8);
}

#[test]
fn core_numbers_of_batagelj_and_zaversnik() {
    // Figure 1 of arXiv:cs/0310049, numbered from 1 as in networkx, test_core.py.
    let clique =
        |first: usize| [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)].map(|(a, b)| (first + a, first + b));
    let mut edges = clique(1).to_vec();
    edges.extend(clique(5));
    edges.extend([
        (3, 7),
        (2, 11),
        (11, 5),
        (11, 12),
        (5, 12),
        (12, 19),
        (12, 18),
        (3, 9),
        (7, 9),
        (7, 10),
        (9, 10),
    ]);
    edges.extend([(9, 20), (17, 13), (13, 14), (14, 15), (15, 16), (16, 13)]);
    let found = core_numbers(&undirected(22, &plain(&edges)));
    let core = |k: usize| (1..22).filter(|&node| found[node] == k).collect::<Vec<_>>();
    assert_eq!(core(0), [21]);
    assert_eq!(core(1), [17, 18, 19, 20]);
    assert_eq!(core(2), [9, 10, 11, 12, 13, 14, 15, 16]);
    assert_eq!(core(3), [1, 2, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn cuts_of_a_kite_are_its_tail() {
    let found = cuts(&undirected(10, &plain(&KITE)));
    assert_eq!(found.nodes, [7, 8].map(NodeIndex::new));
    assert_eq!(found.edges, [(7, 8), (8, 9)].map(|(a, b)| (NodeIndex::new(a), NodeIndex::new(b))));
}

#[test]
fn external_internal_index_at_its_ends() {
    // Krackhardt & Stern 1988: −1 where all links are internal, 1 where all are external, 0 where both are as many.
    let groups = || Membership::new([Some(0), Some(0), Some(1), Some(1)]);
    for (edges, index) in
        [(&[(0, 1), (2, 3)][..], -1.0), (&[(0, 2), (1, 3), (0, 3)], 1.0), (&[(0, 1), (1, 2)], 0.0)]
    {
        let found = external_internal(&undirected(4, &plain(edges)), &groups());
        assert_eq!(found.total.external_internal_index(), Some(index));
    }
    let lone = external_internal(&undirected(4, &[]), &groups());
    assert_eq!(lone.total.external_internal_index(), None);
    assert_eq!(lone.nodes[0].external_share(), None);
}

#[test]
fn heterocitation_of_a_work_is_the_share_of_references_to_others() {
    // Vincenot 2018: a school's share is the mean of its works'. That works without links are left out is our rule.
    let edges = plain(&[(0, 1), (0, 3), (1, 3), (1, 4), (1, 2), (1, 0), (3, 4), (4, 5)]);
    let membership = Membership::new([Some("a"), Some("a"), Some("a"), Some("b"), Some("b"), None]);
    let found = heterocitation(&directed(6, &edges), &membership);
    assert_eq!(found.nodes[0].external_share(), Some(0.5));
    assert_eq!(found.nodes[1].external_share(), Some(0.5));
    assert_eq!(found.nodes[2].external_share(), None);
    assert_eq!(found.nodes[4].external_share(), None);
    assert_eq!(found.group_means, [Some(0.5), Some(0.0)]);
    assert_eq!(found.mean, Some(1.0 / 3.0));
    assert_eq!(found.total, LinkCounts { internal: 4, external: 3 });
}

#[test]
fn h_index_of_hirsch() {
    // From the definition: four counts reach 4 and no five reach 5; three reach 3 and no four reach 4.
    assert_eq!(h_index(&[3, 10, 8, 4, 5]), 4);
    assert_eq!(h_index(&[25, 8, 5, 3, 3]), 3);
    assert_eq!(h_index(&[100]), 1);
    assert_eq!(h_index(&[0, 0]), 0);
}

/// A file of the corpora, unless they are elsewhere.
#[expect(clippy::disallowed_methods, reason = "the tests read files, the library does not")]
fn corpus(path: &str) -> Option<String> {
    let near = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora");
    let folder = std::env::var("DISSENSUS_CORPORA").unwrap_or_else(|_| near.to_owned());
    let text = std::fs::read(format!("{folder}/{path}"))
        .ok()
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    if text.is_none() {
        eprintln!("skipped: {folder}/{path} is not there");
    }
    text
}

fn karate() -> Option<UndirectedNetwork> {
    let text = corpus("networks/Zachary.DAT")?;
    let rows = text.lines().skip_while(|line| line.trim() != "DATA:").skip(1).take(34);
    let ones = rows.enumerate().flat_map(|(row, line)| {
        let entries = line.split_whitespace().map(|entry| entry == "1").collect::<Vec<_>>();
        (0..row).filter(|&column| entries[column]).map(|column| (row, column, 1.0)).collect::<Edges>()
    });
    let network = undirected(34, &ones.collect::<Edges>());
    assert_eq!(network.edge_count(), 78);
    Some(network)
}

#[test]
fn karate_club() {
    let Some(network) = karate() else { return };
    // Zachary 1977, doi:10.1086/jar.33.4.3629752; the sides are the "club" of networkx' karate_club_graph.
    let of_the_instructor = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21];
    let clubs = Partition::new((0..34).map(|node| of_the_instructor.contains(&node)));
    let found = participation(&network, &clubs);
    // 15 of 16 friends in the own club; 14 of 17; 6 of 10.
    let expected = [30.0 / 256.0, 84.0 / 289.0, 0.48];
    assert_close(&[found[0], found[33], found[2]], &expected, 1e-12);
    assert_close(&expected, &[0.117188, 0.290657, 0.48], 1e-6);
    // networkx 3.6: betweenness_centrality(karate_club_graph(), normalized=False).
    let scores = undirected_betweenness(&network, &exact());
    let values = [0, 2, 32, 33].map(|node| scores.value(NodeIndex::new(node)));
    let expected = [231.0714285714286, 75.85079365079366, 76.69047619047619, 160.5515873015873];
    assert_close(&values, &expected, 1e-12);
    // networkx 3.6: 11 edges join nodes of different "club".
    let ties = external_internal(&network, &Membership::from(&clubs));
    assert_eq!(ties.total, LinkCounts { internal: 67, external: 11 });
    // Node 11 has one friend only, node 0.
    let cuts = cuts(&network);
    assert_eq!(cuts.nodes, [NodeIndex::new(0)]);
    assert_eq!(cuts.edges, [(NodeIndex::new(0), NodeIndex::new(11))]);
}
