//! Exports of a database with their references, read and linked: time and the most memory.
//!
//! `cargo bench --bench link` first prints, for each number of records, how many references meant what and the peak of
//! resident memory, the files included (on Linux, each in a process of its own), then the times. A size as an
//! argument, as in `cargo bench --bench link -- 30000`, leaves the others out of the times.

mod exports;
mod peak;
mod random;

use dissensus::import::{LoadOptions, load};
use dissensus::model::ReferenceOutcome;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

const SIZES: [usize; 3] = [1_000, 30_000, 300_000];

fn main() {
    let measure = |records| {
        let made = exports::exports(records);
        let (references, inside) = (made.references, made.inside);
        let bytes = made.files.iter().map(|file| file.bytes.len()).sum();
        let corpus = load(made.files, LoadOptions::default()).corpus;
        let linked = |outcome: &ReferenceOutcome| matches!(outcome, ReferenceOutcome::Linked { .. });
        let found = corpus.references().iter().filter(|reference| linked(&reference.outcome)).count();
        let works = corpus.works().len();
        let what = format!(
            "{records} records with {references} references, {inside} of them to each other, {found} linked, {works} works"
        );
        (what, bytes)
    };
    if !peak::measured(&SIZES, measure) {
        divan::main();
    }
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn read_and_linked(bencher: Bencher<'_, '_>, records: usize) {
    let made = exports::exports(records);
    let bytes: usize = made.files.iter().map(|file| file.bytes.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .counter(ItemsCount::new(made.references))
        .with_inputs(|| made.files.clone())
        .bench_values(|files| load(files, LoadOptions::default()));
}
