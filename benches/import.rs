//! Import of an annotated library into a corpus, beside bibtex-parser's strict parse of the same text.
//!
//! `cargo bench --bench import` prints time and peak of allocated memory for 1,000, 100,000 and 1,000,000
//! works; `cargo bench --bench import 1000000` only the last. The import is given the file's bytes, so
//! that its peak includes them.

mod library;

use bibtex_parser::Library;
use dissensus::import::{Input, LoadOptions, load};
use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher};

#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn corpus(bencher: Bencher<'_, '_>, works: usize) {
    let text = library::library(works);
    bencher
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| vec![Input { name: "library.bib".to_owned(), bytes: text.clone().into_bytes() }])
        .bench_values(|inputs| load(inputs, LoadOptions::default()));
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn strict_parse(bencher: Bencher<'_, '_>, works: usize) {
    let text = library::library(works);
    bencher.counter(BytesCount::of_str(&text)).bench(|| Library::parse(&text).is_ok());
}
