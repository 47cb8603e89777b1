//! The methods on citation networks of 27,000, 1,000,000 and 10,000,000 works, about eleven references each.
//!
//! `cargo bench --bench networks`; a size as an argument, as in `cargo bench --bench networks -- 27000`, leaves the
//! others out. The largest needs about eight gigabytes.

mod citations;

use std::sync::OnceLock;

use dissensus::algorithm::centrality::{
    BetweennessOptions, CentralityOptions, Effort, METHODS, Membership, betweenness, brokerage, cuts,
};
use dissensus::algorithm::community::{CommunityOptions, QualityFunction, leiden};
use dissensus::algorithm::main_path::{Arithmetic, CyclePolicy, Search, main_path, open, spc};
use dissensus::algorithm::series::{DisruptionOptions, disruption};
use dissensus::network::{DirectedNetwork, UndirectedNetwork};
use divan::Bencher;

const SIZES: [usize; 3] = [27_000, 1_000_000, 10_000_000];

fn main() {
    divan::main();
}

/// The network of a size, made once.
fn network(works: usize) -> &'static DirectedNetwork {
    static NETWORKS: [OnceLock<DirectedNetwork>; 3] = [const { OnceLock::new() }; 3];
    let place = SIZES.iter().position(|&size| size == works).expect("a size of the list");
    NETWORKS[place].get_or_init(|| citations::citations(works))
}

fn undirected(works: usize) -> UndirectedNetwork {
    let network = network(works);
    UndirectedNetwork::new(network.node_count(), network.edges())
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn main_path_by_spc(bencher: Bencher<'_, '_>, works: usize) {
    let reversed = network(works).reversed();
    bencher.bench(|| {
        let opened = open(&reversed, CyclePolicy::Condense);
        let weights = spc(&opened.network, Arithmetic::Automatic);
        main_path(&opened.network, &weights, &Search::Global)
    });
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn communities_by_leiden(bencher: Bencher<'_, '_>, works: usize) {
    let network = undirected(works);
    bencher.bench(|| leiden(&network, QualityFunction::Modularity, &CommunityOptions::default()));
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn page_rank(bencher: Bencher<'_, '_>, works: usize) {
    score(bencher, works, "page-rank");
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn core_number(bencher: Bencher<'_, '_>, works: usize) {
    score(bencher, works, "core-number");
}

fn score(bencher: Bencher<'_, '_>, works: usize, name: &str) {
    let network = network(works);
    let method = METHODS.iter().find(|method| method.info().name == name).expect("a method of the list");
    bencher.bench(|| method.score(network, &CentralityOptions::default()));
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn betweenness_sampled(bencher: Bencher<'_, '_>, works: usize) {
    let network = network(works);
    let options = BetweennessOptions { effort: Effort::Sampled, ..BetweennessOptions::default() };
    bencher.bench(|| betweenness(network, &options));
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn cut_edges(bencher: Bencher<'_, '_>, works: usize) {
    let network = undirected(works);
    bencher.bench(|| cuts(&network));
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn brokerage_roles(bencher: Bencher<'_, '_>, works: usize) {
    let network = network(works);
    let fields = works.isqrt();
    let groups = Membership::new((0..works).map(|work| Some(work % fields)));
    bencher.bench(|| brokerage(network, &groups));
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn disruption_of_all(bencher: Bencher<'_, '_>, works: usize) {
    let network = network(works);
    let years: Vec<Option<i32>> =
        (0..works).map(|work| i32::try_from(1950 + work * 70 / works).ok()).collect();
    bencher.bench(|| disruption(network, &years, &DisruptionOptions::default()));
}
