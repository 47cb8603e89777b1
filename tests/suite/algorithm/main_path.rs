//! Laws of main paths, and comparison with slow ways.

use dissensus::algorithm::main_path::{
    Arithmetic, CyclePolicy, Extension, METHODS, MainPath, Precision, Search, Start, TraversalWeights,
    break_cycles, condense, leave_out_cycles, main_path, open, paths_into, source_to_sink_paths, spc, splc,
    spnp,
};
use dissensus::network::{AcyclicNetwork, DirectedNetwork, NodeIndex};
use proptest::prelude::*;
use std::collections::BTreeSet;

type Arcs = BTreeSet<(usize, usize)>;
type Weigh = fn(&AcyclicNetwork, Arithmetic) -> TraversalWeights;

fn directed(node_count: usize, arcs: &Arcs) -> DirectedNetwork {
    let edges = arcs.iter().map(|&(from, to)| (NodeIndex::new(from), NodeIndex::new(to), 1.0));
    DirectedNetwork::new(node_count, edges)
}

fn acyclic(node_count: usize, arcs: &Arcs) -> AcyclicNetwork {
    AcyclicNetwork::new(directed(node_count, arcs)).unwrap()
}

fn number(weights: &TraversalWeights, place: usize) -> u64 {
    weights.counts().get(place).to_string().parse().unwrap()
}

fn weight(weights: &TraversalWeights, (from, to): (usize, usize)) -> u64 {
    weights.weight(NodeIndex::new(from), NodeIndex::new(to)).unwrap().to_string().parse().unwrap()
}

/// Arcs among up to nine nodes that all run along some order of the nodes.
fn small_acyclic() -> impl Strategy<Value = (usize, Arcs)> {
    (1_usize..9).prop_flat_map(|count| {
        let order = Just((0..count).collect::<Vec<_>>()).prop_shuffle();
        let pairs = prop::collection::btree_set((0..count, 0..count), 0..20);
        (order, pairs).prop_map(move |(order, pairs)| {
            let arcs = pairs.into_iter().filter(|(a, b)| a < b).map(|(a, b)| (order[a], order[b]));
            (count, arcs.collect())
        })
    })
}

/// Arcs among up to eleven nodes, cycles and loops included.
fn small_directed() -> impl Strategy<Value = (usize, Arcs)> {
    (1_usize..12)
        .prop_flat_map(|count| (Just(count), prop::collection::btree_set((0..count, 0..count), 0..40)))
}

/// Every path of at least one arc, one after the other.
fn all_paths(node_count: usize, arcs: &Arcs) -> Vec<Vec<usize>> {
    let mut paths: Vec<Vec<usize>> = Vec::new();
    let mut open: Vec<Vec<usize>> = (0..node_count).map(|node| vec![node]).collect();
    while let Some(path) = open.pop() {
        for &(from, to) in arcs {
            if Some(&from) == path.last() {
                let mut longer = path.clone();
                longer.push(to);
                paths.push(longer.clone());
                open.push(longer);
            }
        }
    }
    paths
}

fn reached(start: usize, arcs: &Arcs) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start];
    while let Some(node) = open.pop() {
        for &(_, to) in arcs.iter().filter(|arc| arc.0 == node) {
            if reached.insert(to) {
                open.push(to);
            }
        }
    }
    reached
}

fn runs_through(path: &[usize], (from, to): (usize, usize)) -> bool {
    path.windows(2).any(|step| step == [from, to])
}

fn found_arcs(path: &MainPath) -> Arcs {
    path.arcs.iter().map(|arc| (arc.from.index(), arc.to.index())).collect()
}

fn every_search() -> Vec<Search> {
    let mut searches =
        vec![Search::Forward(Start::Heaviest), Search::Backward(Start::Heaviest), Search::Global];
    for extension in [Extension::Local, Extension::Global] {
        searches.extend([1, 3].map(|count| Search::KeyRoute { count, extension }));
    }
    searches
}

proptest! {
    #[test]
    fn weights_are_the_numbers_of_paths_enumerated((count, arcs) in small_acyclic()) {
        let network = acyclic(count, &arcs);
        let paths = all_paths(count, &arcs);
        let is_source = |node: usize| arcs.iter().all(|&(_, to)| to != node);
        let is_sink = |node: usize| arcs.iter().all(|&(from, _)| from != node);
        let all = [Arithmetic::Automatic, Arithmetic::Exact, Arithmetic::Wide];
        for arithmetic in all {
            let [whole, linked, any] = [spc, splc, spnp].map(|method| method(&network, arithmetic));
            for &arc in &arcs {
                let through: Vec<_> = paths.iter().filter(|path| runs_through(path, arc)).collect();
                let to_sink = through.iter().filter(|path| is_sink(*path.last().unwrap()));
                let end_to_end = to_sink.clone().filter(|path| is_source(path[0]));
                prop_assert_eq!(weight(&whole, arc), end_to_end.count() as u64);
                prop_assert_eq!(weight(&linked, arc), to_sink.count() as u64);
                prop_assert_eq!(weight(&any, arc), through.len() as u64);
            }
            let into = paths_into(&network, arithmetic);
            for node in 0..count {
                let ending = paths.iter().filter(|path| path.last() == Some(&node)).count();
                prop_assert_eq!(into.get(node).to_string(), ending.to_string());
            }
        }
        let through = paths.iter().filter(|path| is_source(path[0]) && is_sink(*path.last().unwrap()));
        prop_assert_eq!(source_to_sink_paths(&network).to_string(), through.count().to_string());
    }

    #[test]
    fn global_paths_are_the_largest_of_all_enumerated((count, arcs) in small_acyclic()) {
        let network = acyclic(count, &arcs);
        let paths = all_paths(count, &arcs);
        for method in METHODS {
            let weights = method.weigh(&network);
            let sum = |path: &Vec<usize>| -> u64 { path.windows(2).map(|step| weight(&weights, (step[0], step[1]))).sum() };
            let largest = paths.iter().map(sum).max();
            let best: Arcs = paths.iter().filter(|path| Some(sum(path)) == largest)
                .flat_map(|path| path.windows(2).map(|step| (step[0], step[1]))).collect();
            let found = main_path(&network, &weights, &Search::Global);
            prop_assert_eq!(found.score.as_ref().map(ToString::to_string), largest.map(|sum| sum.to_string()));
            prop_assert_eq!(found_arcs(&found), best);
        }
    }

    #[test]
    fn global_key_routes_are_the_largest_paths_through_them((count, arcs) in small_acyclic(), wanted in 1_usize..4) {
        let network = acyclic(count, &arcs);
        let paths = all_paths(count, &arcs);
        for method in METHODS {
            let weights = method.weigh(&network);
            let sum = |path: &Vec<usize>| -> u64 { path.windows(2).map(|step| weight(&weights, (step[0], step[1]))).sum() };
            let mut sorted: Vec<u64> = arcs.iter().map(|&arc| weight(&weights, arc)).collect();
            sorted.sort_unstable_by(|a, b| b.cmp(a));
            let least = sorted.get(wanted - 1).or(sorted.last()).copied().unwrap_or(0);
            let mut best = Arcs::new();
            for &arc in arcs.iter().filter(|&&arc| weight(&weights, arc) >= least) {
                let through: Vec<_> = paths.iter().filter(|path| runs_through(path, arc)).collect();
                let largest = through.iter().map(|path| sum(path)).max();
                let chosen = through.iter().filter(|path| Some(sum(path)) == largest);
                best.extend(chosen.flat_map(|path| path.windows(2).map(|step| (step[0], step[1]))));
            }
            let search = Search::KeyRoute { count: wanted, extension: Extension::Global };
            prop_assert_eq!(found_arcs(&main_path(&network, &weights, &search)), best);
        }
    }

    #[test]
    fn local_paths_take_every_heaviest_arc_and_no_other((count, arcs) in small_acyclic()) {
        let network = acyclic(count, &arcs);
        let nodes = network.network();
        for method in METHODS {
            let weights = method.weigh(&network);
            let sources: Vec<usize> = (0..count).filter(|&n| arcs.iter().all(|&(_, to)| to != n)).collect();
            let first = arcs.iter().filter(|(from, _)| sources.contains(from)).map(|&arc| weight(&weights, arc)).max();
            let mut expected = Arcs::new();
            for node in network.order().iter().map(|node| node.index()) {
                let best = arcs.iter().filter(|arc| arc.0 == node).map(|&arc| weight(&weights, arc)).max();
                let reached = expected.iter().any(|&(_, to)| to == node) || (sources.contains(&node) && best == first);
                if reached {
                    expected.extend(arcs.iter().filter(|&&arc| arc.0 == node && Some(weight(&weights, arc)) == best));
                }
            }
            let found = main_path(&network, &weights, &Search::Forward(Start::Heaviest));
            prop_assert_eq!(found_arcs(&found), expected);
        }
        prop_assert_eq!(nodes.edge_count(), arcs.len());
    }

    #[test]
    fn inner_nodes_pass_on_the_flow_they_get((count, arcs) in small_acyclic()) {
        let network = acyclic(count, &arcs);
        let weights = spc(&network, Arithmetic::Automatic);
        for node in 0..count {
            let into = arcs.iter().filter(|arc| arc.1 == node).map(|&arc| weight(&weights, arc)).sum::<u64>();
            let out = arcs.iter().filter(|arc| arc.0 == node).map(|&arc| weight(&weights, arc)).sum::<u64>();
            prop_assert!(into == 0 || out == 0 || into == out);
        }
    }

    #[test]
    fn turning_all_arcs_round_leaves_spc_and_spnp_alone((count, arcs) in small_acyclic()) {
        let network = acyclic(count, &arcs);
        let turned = AcyclicNetwork::new(network.network().reversed()).unwrap();
        for method in METHODS.iter().filter(|method| method.info().name != "splc") {
            let (along, against) = (method.weigh(&network), method.weigh(&turned));
            for &(from, to) in &arcs {
                prop_assert_eq!(weight(&along, (from, to)), weight(&against, (to, from)));
            }
        }
    }

    #[test]
    fn relabelling_permutes_weights_and_paths(
        ((count, arcs), order) in small_acyclic().prop_flat_map(|(count, arcs)| {
            (Just((count, arcs)), Just((0..count).collect::<Vec<_>>()).prop_shuffle())
        })
    ) {
        let renamed: Arcs = arcs.iter().map(|&(from, to)| (order[from], order[to])).collect();
        let (one, other) = (acyclic(count, &arcs), acyclic(count, &renamed));
        for method in METHODS {
            let (weights, new_weights) = (method.weigh(&one), method.weigh(&other));
            for &(from, to) in &arcs {
                prop_assert_eq!(weight(&weights, (from, to)), weight(&new_weights, (order[from], order[to])));
            }
            for search in every_search() {
                let path = found_arcs(&main_path(&one, &weights, &search));
                let moved: Arcs = path.into_iter().map(|(from, to)| (order[from], order[to])).collect();
                prop_assert_eq!(moved, found_arcs(&main_path(&other, &new_weights, &search)));
            }
        }
    }

    #[test]
    fn a_main_path_begins_at_a_source_and_ends_at_a_sink((count, arcs) in small_acyclic()) {
        let network = acyclic(count, &arcs);
        for method in METHODS {
            for search in every_search() {
                let path = main_path(&network, &method.weigh(&network), &search);
                prop_assert_eq!(path.nodes.is_empty(), arcs.is_empty());
                let found = found_arcs(&path);
                for node in path.nodes.iter().map(|node| node.index()) {
                    prop_assert!(found.iter().any(|arc| arc.0 == node) || arcs.iter().all(|arc| arc.0 != node));
                    prop_assert!(found.iter().any(|arc| arc.1 == node) || arcs.iter().all(|arc| arc.1 != node));
                }
                prop_assert!(path.arcs.iter().all(|arc| path.nodes.contains(&arc.from) && path.nodes.contains(&arc.to)));
            }
        }
    }

    #[test]
    fn broken_networks_lose_the_reported_edges_and_no_other((count, arcs) in small_directed()) {
        let network = directed(count, &arcs);
        for opened in [break_cycles(&network), leave_out_cycles(&network)] {
            prop_assert_eq!(opened.network.order().len(), count);
            let left = opened.network.network().edges().chain(opened.removed.iter().copied());
            let mut left: Vec<_> = left.map(|(from, to, _)| (from.index(), to.index())).collect();
            left.sort_unstable();
            prop_assert_eq!(left, arcs.iter().copied().collect::<Vec<_>>());
            prop_assert!(opened.was_acyclic() == opened.removed.is_empty());
        }
        let opened = break_cycles(&network);
        // By the greedy rule at most half of the edges inside components point backward.
        let inside = condense(&network).removed.len() - opened.loops.len();
        prop_assert!(opened.removed.len() - opened.loops.len() <= inside / 2);
    }

    #[test]
    fn condensed_networks_keep_what_joins_components((count, arcs) in small_directed()) {
        let opened = condense(&directed(count, &arcs));
        let reach: Arcs = (0..count).flat_map(|from| reached(from, &arcs).into_iter().map(move |to| (from, to))).collect();
        let group = |node: usize| opened.nodes.group(NodeIndex::new(node));
        let mut across = Arcs::new();
        let mut inside = Vec::new();
        for &(from, to) in &arcs {
            if group(from) == group(to) {
                inside.push((NodeIndex::new(from), NodeIndex::new(to), 1.0));
            } else {
                across.insert((group(from).index(), group(to).index()));
            }
        }
        for a in 0..count {
            for b in 0..count {
                prop_assert_eq!(group(a) == group(b), a == b || (reach.contains(&(a, b)) && reach.contains(&(b, a))));
            }
        }
        let found: Arcs = opened.network.network().edges().map(|(from, to, _)| (from.index(), to.index())).collect();
        prop_assert_eq!(found, across);
        prop_assert_eq!(opened.removed, inside);
        prop_assert_eq!(opened.cycles, opened.nodes.members().into_iter().filter(|m| m.len() > 1).collect::<Vec<_>>());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn wide_searches_miss_nothing_that_exact_ones_find((count, arcs) in small_acyclic()) {
        // Sixty times three ways in a row lead to every source: counts around 3^60 do not fit 64 bits.
        let mut arcs = arcs;
        let sources: Vec<usize> = (0..count).filter(|&n| arcs.iter().all(|&(_, to)| to != n)).collect();
        let begin = |step: usize| count + 4 * step;
        for at in (0..60).map(begin) {
            arcs.extend((1..4).flat_map(|way| [(at, at + way), (at + way, at + 4)]));
        }
        arcs.extend(sources.into_iter().map(|source| (begin(60), source)));
        let network = acyclic(begin(60) + 1, &arcs);
        let methods = [("spc", spc as Weigh), ("splc", splc), ("spnp", spnp)];
        for (name, method) in methods {
            let (exact, wide) = (method(&network, Arithmetic::Exact), method(&network, Arithmetic::Wide));
            prop_assert_eq!(exact.precision(), Precision::Exact);
            prop_assert!(matches!(wide.precision(), Precision::Relative(error) if error < 1e-16 * 400.0));
            for search in every_search() {
                let (one, other) = (main_path(&network, &exact, &search), main_path(&network, &wide, &search));
                // Nothing is missed, and by spc, whose counts here are equal or far apart, nothing added.
                prop_assert!(found_arcs(&one).is_subset(&found_arcs(&other)));
                prop_assert!(one.key_routes.iter().all(|arc| other.key_routes.contains(arc)));
                if name == "spc" {
                    prop_assert_eq!((one.nodes, one.key_routes), (other.nodes, other.key_routes));
                }
            }
        }
    }
}

#[test]
fn turning_all_arcs_round_changes_splc() {
    let network = acyclic(3, &[(0, 1), (1, 2)].into_iter().collect());
    let turned = AcyclicNetwork::new(network.network().reversed()).unwrap();
    let along = splc(&network, Arithmetic::Exact);
    assert_eq!((number(&along, 0), number(&along, 1)), (1, 2));
    let against = splc(&turned, Arithmetic::Exact);
    assert_eq!((weight(&against, (1, 0)), weight(&against, (2, 1))), (2, 1));
}

#[test]
fn networks_without_arcs_have_an_empty_path() {
    for count in [0, 1, 3] {
        let network = acyclic(count, &Arcs::new());
        assert_eq!(source_to_sink_paths(&network).to_string(), "0");
        for method in METHODS {
            let weights = method.weigh(&network);
            assert!(weights.counts().is_empty());
            for search in every_search() {
                let path = main_path(&network, &weights, &search);
                assert!(path.nodes.is_empty() && path.arcs.is_empty() && path.score.is_none());
            }
        }
        for policy in [CyclePolicy::Keep, CyclePolicy::Condense, CyclePolicy::Break] {
            let opened = open(network.network(), policy);
            assert!(opened.was_acyclic() && opened.policy == policy && opened.network == network);
        }
    }
}

#[test]
fn few_edges_are_dropped_from_a_tournament_with_one_upset() {
    // Everyone beats whoever comes later, but the last beats the first: one edge breaks all cycles.
    let mut arcs: Arcs = (0..9).flat_map(|a| (a + 1..9).map(move |b| (a, b))).collect();
    arcs.remove(&(0, 8));
    arcs.insert((8, 0));
    let opened = break_cycles(&directed(9, &arcs));
    assert_eq!(opened.removed, [(NodeIndex::new(8), NodeIndex::new(0), 1.0)]);
    assert_eq!(opened.cycles.len(), 1);
}

#[test]
fn weights_of_edges_play_no_part() {
    let edges = |weight: f64| [(0, 1), (1, 2)].map(|(a, b)| (NodeIndex::new(a), NodeIndex::new(b), weight));
    let network = |weight| AcyclicNetwork::new(DirectedNetwork::new(3, edges(weight))).unwrap();
    for method in METHODS {
        assert_eq!(method.weigh(&network(1.0)), method.weigh(&network(7.0)));
    }
}

#[test]
fn a_million_nodes_in_a_chain_are_walked_without_recursion() {
    let count = 1_000_000;
    let edges = (1..count).map(|node| (NodeIndex::new(node - 1), NodeIndex::new(node), 1.0));
    let opened = condense(&DirectedNetwork::new(count, edges));
    let weights = spnp(&opened.network, Arithmetic::Automatic);
    let path = main_path(&opened.network, &weights, &Search::Global);
    assert_eq!((path.nodes.len(), weights.precision()), (count, Precision::Exact));
}
