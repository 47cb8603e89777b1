//! Import of an annotated library into a corpus, beside bibtex-parser's strict parse of the same text.
//!
//! `cargo bench --bench import` first prints the peak of resident memory for each size, the file included
//! (on Linux, each in a process of its own), then the times, side by side. A size as an argument, as in
//! `cargo bench --bench import -- 1000000`, leaves the others out of the times.

mod library;
mod peak;
mod random;

use bibtex_parser::Library;
use dissensus::import::{Input, LoadOptions, load};
use divan::Bencher;
use divan::counter::BytesCount;

const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];

fn main() {
    let measure = |works| {
        let input = inputs(works);
        let size = input[0].bytes.len();
        let corpus = load(input, LoadOptions::default()).corpus;
        (format!("{} works", corpus.works().len()), size)
    };
    if !peak::measured(&SIZES, measure) {
        divan::main();
    }
}

fn inputs(works: usize) -> Vec<Input> {
    vec![Input { name: "library.bib".to_owned(), bytes: library::library(works).into_bytes() }]
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn corpus(bencher: Bencher<'_, '_>, works: usize) {
    let inputs = inputs(works);
    bencher
        .counter(BytesCount::new(inputs[0].bytes.len()))
        .with_inputs(|| inputs.clone())
        .bench_values(|inputs| load(inputs, LoadOptions::default()));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn strict_parse(bencher: Bencher<'_, '_>, works: usize) {
    let text = library::library(works);
    bencher.counter(BytesCount::of_str(&text)).bench(|| Library::parse(&text).is_ok());
}
