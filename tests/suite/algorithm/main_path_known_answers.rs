//! Main paths whose answers are known from elsewhere.

use std::path::Path;
use std::path::PathBuf;

use dissensus::algorithm::main_path::{
    Arithmetic, CyclePolicy, Extension, METHODS, MainPath, PathCounts, Precision, Search, Start, condense,
    main_path, open, paths_into, source_to_sink_paths, spc, splc, spnp,
};
use dissensus::network::{AcyclicNetwork, DirectedNetwork, NodeIndex};
use num_bigint::BigUint;

fn edges(arcs: &[(usize, usize)]) -> Vec<(NodeIndex, NodeIndex, f64)> {
    arcs.iter().map(|&(from, to)| (NodeIndex::new(from), NodeIndex::new(to), 1.0)).collect()
}

/// Networks of the literature number their nodes from 1; node 0 is an isolate here.
fn acyclic(node_count: usize, arcs: &[(usize, usize)]) -> AcyclicNetwork {
    AcyclicNetwork::new(DirectedNetwork::new(node_count + 1, edges(arcs))).unwrap()
}

fn numbers(counts: &PathCounts) -> Vec<u64> {
    counts.iter().map(|count| count.to_string().parse().unwrap()).collect()
}

fn weights(network: &AcyclicNetwork) -> [Vec<u64>; 3] {
    ["spc", "splc", "spnp"].map(|name| {
        let method = METHODS.iter().find(|method| method.info().name == name).unwrap();
        numbers(method.weigh(network).counts())
    })
}

fn nodes(path: &MainPath) -> Vec<usize> {
    let mut nodes: Vec<usize> = path.nodes.iter().map(|node| node.index()).collect();
    nodes.sort_unstable();
    nodes
}

fn arcs(path: &MainPath) -> Vec<(usize, usize)> {
    let mut arcs: Vec<_> = path.arcs.iter().map(|arc| (arc.from.index(), arc.to.index())).collect();
    arcs.sort_unstable();
    arcs
}

fn corpora() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora");
    let folder = std::env::var_os("DISSENSUS_CORPORA").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    if !folder.is_dir() {
        eprintln!("skipped: there is no folder {}", folder.display());
        return None;
    }
    Some(folder)
}

#[expect(clippy::disallowed_methods, reason = "a test reads the files it checks against")]
fn text_of(file: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned()
}

/// The arcs of the network that the test of MainPaths.jl (jfb-h) weighs, in part against Pajek.
const ELEVEN: [(usize, usize); 12] =
    [(1, 3), (2, 3), (2, 4), (3, 5), (3, 7), (4, 6), (4, 10), (4, 11), (5, 8), (5, 9), (6, 9), (6, 10)];

#[test]
fn a_diamond_behind_a_stem_is_weighed_by_hand() {
    // f = 1 1 1 1 2, b = 2 2 1 1 1; with every node a beginning 1 2 3 3 7, with every node an end 6 5 2 2 1.
    let network = acyclic(5, &[(1, 2), (2, 3), (2, 4), (3, 5), (4, 5)]);
    assert_eq!(weights(&network), [vec![2, 1, 1, 1, 1], vec![2, 2, 2, 3, 3], vec![5, 4, 4, 3, 3]]);
}

#[test]
fn the_network_of_mainpaths_jl_is_weighed_as_there() {
    // spnp: by enumerating the paths.
    assert_eq!(
        weights(&acyclic(11, &ELEVEN)),
        [
            vec![3, 3, 4, 4, 2, 2, 1, 1, 2, 2, 1, 1],
            vec![3, 3, 4, 6, 3, 4, 2, 2, 4, 4, 3, 3],
            vec![5, 5, 6, 9, 3, 6, 2, 2, 4, 4, 3, 3],
        ]
    );
    assert_eq!(source_to_sink_paths(&acyclic(11, &ELEVEN)).to_string(), "10");
}

#[test]
fn the_test_network_of_pajek_is_weighed_as_there() {
    let network =
        acyclic(22, &[(3, 5), (3, 21), (5, 12), (12, 15), (12, 20), (15, 22), (20, 21), (20, 22), (21, 22)]);
    // Pajek lists 12→20 before 12→15, and 15→22 after the arcs from 20.
    let as_listed = |row: Vec<u64>| [0, 1, 2, 4, 3, 6, 7, 5, 8].map(|place: usize| row[place]);
    assert_eq!(
        weights(&network).map(as_listed),
        [[3, 1, 3, 2, 1, 1, 1, 1, 2], [3, 1, 6, 6, 3, 4, 4, 4, 6], [8, 2, 14, 12, 6, 8, 4, 4, 6]]
    );
}

#[test]
fn local_searches_find_what_mainpaths_jl_finds() {
    let network = acyclic(11, &ELEVEN);
    let weights = spc(&network, Arithmetic::Automatic);
    let find = |search: Search| nodes(&main_path(&network, &weights, &search));
    let at = |starts: &[usize]| starts.iter().copied().map(NodeIndex::new).collect::<Vec<_>>();
    assert_eq!(find(Search::Forward(Start::Heaviest)), [2, 4, 6, 9, 10]);
    assert_eq!(find(Search::Forward(Start::Nodes(at(&[1, 2])))), [1, 2, 3, 4, 5, 6, 8, 9, 10]);
    assert_eq!(find(Search::Backward(Start::Nodes(at(&[10])))), [2, 4, 6, 10]);
    assert_eq!(find(Search::Through(at(&[5]))), [1, 2, 3, 5, 8, 9]);
}

#[test]
fn the_answer_on_file_is_found() {
    let Some(folder) = corpora() else { return };
    let text = text_of(&folder.join("networks/main-path-known-answer.json"));
    // The file is read by name of its fields: every row is a flat list of numbers.
    let row = |name: &str| -> Vec<u64> {
        let begin = text.find(&format!("\"{name}\"")).unwrap();
        let open = begin + text[begin..].find('[').unwrap();
        let mut depth = 0;
        let length = text[open..].find(|letter| {
            depth += i32::from(letter == '[') - i32::from(letter == ']');
            depth == 0
        });
        let list = &text[open..open + length.unwrap()];
        list.split(|letter: char| !letter.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect()
    };
    let listed: Vec<(usize, usize)> =
        row("arcs_in_row_major_order").chunks(2).map(|arc| (arc[0] as usize, arc[1] as usize)).collect();
    let network = acyclic(11, &listed);
    assert_eq!(weights(&network), ["SPC_arc", "SPLC_arc", "SPNP_arc_computed_here"].map(row));
    let weights = spc(&network, Arithmetic::Exact);
    let from = |starts: &[usize]| Start::Nodes(starts.iter().copied().map(NodeIndex::new).collect());
    let find =
        |search| nodes(&main_path(&network, &weights, &search)).iter().map(|&n| n as u64).collect::<Vec<_>>();
    assert_eq!(find(Search::Forward(from(&[1, 2]))), row("forward_local_from_1_2"));
    assert_eq!(find(Search::Backward(from(&[10]))), row("backward_local_from_10"));
    assert_eq!(find(Search::Through(vec![NodeIndex::new(5)])), row("forward_backward_local_from_5"));
}

#[test]
fn a_heavy_arc_off_the_stepwise_path_is_a_key_route() {
    // From 0 the step to 1 carries 3 paths and the one to 2 carries 2; beyond 2 joins 6 from two more
    // sources, so that 2→6 carries 3·2 paths.
    let network =
        acyclic(11, &[(0, 1), (1, 3), (1, 4), (1, 5), (0, 2), (7, 2), (8, 2), (2, 6), (6, 9), (6, 10)]);
    let weights = spc(&network, Arithmetic::Automatic);
    let find = |search: Search| main_path(&network, &weights, &search);
    assert_eq!(find(Search::Forward(Start::Nodes(vec![NodeIndex::new(0)]))).arcs.len(), 4);
    for extension in [Extension::Local, Extension::Global] {
        let path = find(Search::KeyRoute { count: 1, extension });
        assert_eq!(path.key_routes, [(NodeIndex::new(2), NodeIndex::new(6))]);
        assert_eq!(arcs(&path), [(0, 2), (2, 6), (6, 9), (6, 10), (7, 2), (8, 2)]);
    }
    // The second key route ties: 0→1, 6→9 and 6→10 carry 3 paths each.
    let second = find(Search::KeyRoute { count: 2, extension: Extension::Local });
    assert_eq!(second.key_routes.len(), 4);
    assert_eq!(second.arcs.len(), 10);
    let none = find(Search::KeyRoute { count: 0, extension: Extension::Local });
    assert_eq!((none.nodes.len(), none.arcs.len()), (0, 0));
}

#[test]
fn the_global_path_can_differ_from_the_stepwise_one() {
    // Stepwise 0→1 (3 paths) ends soon; the sum along 0→2→3→4→5 is 2 + 2 + 2 + 1.
    let network = acyclic(9, &[(0, 1), (1, 7), (1, 8), (1, 9), (0, 2), (2, 3), (3, 4), (4, 5), (4, 6)]);
    let weights = spc(&network, Arithmetic::Automatic);
    let stepwise = main_path(&network, &weights, &Search::Forward(Start::Heaviest));
    assert_eq!(nodes(&stepwise), [0, 1, 7, 8, 9]);
    let global = main_path(&network, &weights, &Search::Global);
    assert_eq!(nodes(&global), [0, 2, 3, 4, 5, 6]);
    assert_eq!(global.score.unwrap().to_string(), "7");
}

/// Diamonds in a row: 3k + 1 nodes, and two ways through each.
fn ladder(diamonds: usize) -> AcyclicNetwork {
    let arcs: Vec<_> = (0..diamonds)
        .flat_map(|k| {
            let at = 3 * k;
            [(at, at + 1), (at, at + 2), (at + 1, at + 3), (at + 2, at + 3)]
        })
        .collect();
    AcyclicNetwork::new(DirectedNetwork::new(3 * diamonds + 1, edges(&arcs))).unwrap()
}

#[test]
fn a_ladder_of_500_diamonds_has_2_to_the_500_paths() {
    let network = ladder(500);
    let power = |exponent: u32| BigUint::from(2_u8).pow(exponent);
    assert_eq!(source_to_sink_paths(&network).exact(), Some(&power(500)));
    let weights = spc(&network, Arithmetic::Automatic);
    assert_eq!(weights.precision(), Precision::Exact);
    assert!(weights.counts().iter().all(|weight| weight.exact() == Some(&power(499))));
    // Every path has the largest sum, and all are followed.
    let path = main_path(&network, &weights, &Search::Global);
    assert_eq!((path.arcs.len(), path.score.unwrap().exact().cloned()), (2000, Some(power(500) * 500_u32)));
    // Behind a node with p chains, both its successors have 1 + p, and where they meet end 2(1 + (1 + p)).
    let into = paths_into(&network, Arithmetic::Exact);
    let by_recurrence = (0..500).fold(BigUint::ZERO, |paths, _| (paths + 2_u8) * 2_u8);
    assert_eq!(into.get(1500).exact(), Some(&by_recurrence));
}

#[test]
fn wide_numbers_keep_their_promise_on_long_ladders() {
    let network = ladder(500);
    for method in [spc, splc, spnp] {
        let (exact, wide) = (method(&network, Arithmetic::Exact), method(&network, Arithmetic::Wide));
        let Precision::Relative(bound) = wide.precision() else { panic!("wide counts are not exact") };
        assert!(bound < 1e-14);
        for (true_count, count) in exact.counts().iter().zip(wide.counts().iter()) {
            let fraction = count.fraction_of(&true_count).unwrap();
            assert!(fraction <= 1.0 + 1e-15 && fraction >= 1.0 - bound - 1e-15, "{count} of {true_count}");
        }
    }
    // A hundred thousand diamonds: 2^100000 paths, beyond every double.
    let long = ladder(100_000);
    let weights = spc(&long, Arithmetic::Automatic);
    assert!(matches!(weights.precision(), Precision::Relative(_)));
    assert_eq!(weights.counts().get(0).log2(), Some(99_999.0));
    assert_eq!(weights.counts().get(0).to_string(), "4.995e30102");
    let path = main_path(&long, &weights, &Search::Global);
    assert_eq!(path.arcs.len(), 400_000);
}

#[test]
fn every_chain_into_a_node_counts() {
    // Into 0 by hand: 1→0, 2→0, 2→1→0, 3→2→0, 3→2→1→0, 3→0.
    let network = acyclic(3, &[(1, 0), (2, 0), (2, 1), (3, 2), (3, 0)]);
    assert_eq!(numbers(&paths_into(&network, Arithmetic::Automatic)), [6, 2, 1, 0]);
}

/// The citations to Small & Griffith in Pajek's format of arc lists: the first of each line is cited by the
/// others.
fn small_and_griffith() -> Option<DirectedNetwork> {
    let file = corpora()?.join("networks/SmaGri/SmaGri.net");
    let text = text_of(&file);
    let (_, rows) = text.split_once("*arcslist").unwrap();
    let rows =
        rows.lines().map(|line| line.split_whitespace().filter_map(|word| word.parse().ok()).collect());
    let arcs: Vec<(usize, usize)> = rows
        .filter(|row: &Vec<usize>| !row.is_empty())
        .flat_map(|row| row[1..].iter().map(|to| (row[0] - 1, to - 1)).collect::<Vec<_>>())
        .collect();
    assert_eq!(arcs.len(), 4922);
    Some(DirectedNetwork::new(1059, edges(&arcs)))
}

#[test]
fn the_loop_and_the_two_cycles_of_small_and_griffith_are_reported() {
    let Some(network) = small_and_griffith() else { return };
    // Three of the 4,922 arcs stand twice in the file.
    assert_eq!(network.edge_count(), 4919);
    let pair = |a: usize, b: usize| vec![NodeIndex::new(a - 1), NodeIndex::new(b - 1)];
    for (policy, nodes, removed) in [
        (CyclePolicy::Keep, 1059, None),
        (CyclePolicy::Condense, 1057, Some(5)),
        (CyclePolicy::Break, 1059, Some(3)),
    ] {
        let opened = open(&network, policy);
        assert_eq!(opened.cycles, [pair(263, 264), pair(564, 565)]);
        assert_eq!(opened.loops, [NodeIndex::new(310)]);
        assert_eq!(opened.network.order().len(), nodes);
        if let Some(removed) = removed {
            assert_eq!(opened.removed.len(), removed);
        }
        for method in METHODS {
            let weights = method.weigh(&opened.network);
            let path = main_path(&opened.network, &weights, &Search::Global);
            assert!(!path.arcs.is_empty() && path.precision == Precision::Exact);
        }
    }
}

#[test]
fn the_flow_of_small_and_griffith_is_that_of_the_condensed_network() {
    let Some(network) = small_and_griffith() else { return };
    let opened = condense(&network);
    let weights = spc(&opened.network, Arithmetic::Exact);
    let total = source_to_sink_paths(&opened.network);
    let at = opened.network.network();
    let out_of_sources: BigUint = weights
        .arcs()
        .iter()
        .zip(weights.counts().iter())
        .filter(|((from, _), _)| at.predecessors(*from).is_empty())
        .map(|(_, weight)| weight.exact().unwrap().clone())
        .sum();
    assert_eq!(Some(&out_of_sources), total.exact());
}
