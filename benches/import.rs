//! Import of an annotated library into a corpus, beside bibtex-parser's strict parse of the same text.
//!
//! `cargo bench --bench import` first prints the peak of resident memory for each size, the file included
//! (on Linux, each in a process of its own), then the times, side by side. A size as an argument, as in
//! `cargo bench --bench import -- 1000000`, leaves the others out of the times.

mod library;

use std::process::Command;

use bibtex_parser::Library;
use dissensus::import::{Input, LoadOptions, load};
use divan::Bencher;
use divan::counter::BytesCount;

const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];

/// The argument that makes this program measure its own peak for one size.
const PEAK: &str = "--peak-of";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some([_, works]) = arguments.windows(2).find(|pair| pair[0] == PEAK) {
        print_peak(works.parse().expect("a number of works"));
        return;
    }
    if arguments.iter().any(|argument| argument == "--bench") {
        for works in SIZES {
            let this = std::env::current_exe().expect("this program has a path");
            let ran = Command::new(this).args([PEAK, &works.to_string()]).status();
            ran.expect("this program can be started");
        }
    }
    divan::main();
}

/// Loads one library and prints the most memory that was resident.
fn print_peak(works: usize) {
    let input = inputs(works);
    let size = input[0].bytes.len();
    let corpus = load(input, LoadOptions::default()).corpus;
    #[expect(clippy::disallowed_methods, reason = "the kernel tells a process's peak in a file")]
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
    let Some(peak) = peak.and_then(|kilobytes| kilobytes.parse::<usize>().ok()) else { return };
    // Hundredths, without rounding errors.
    let ratio = peak * 1024 * 100 / size;
    println!(
        "peak of {} works: {} MB, {}.{:02} times the file's {} MB",
        corpus.works().len(),
        peak / 1000,
        ratio / 100,
        ratio % 100,
        size / 1_000_000
    );
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
