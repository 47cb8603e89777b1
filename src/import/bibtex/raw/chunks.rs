//! Cuts a text on several threads.

use rayon::prelude::*;

use super::cut::Cutter;
use super::cut::Piece;
use super::head;

/// How long a chunk is at least.
const CHUNK: usize = 1 << 18;

/// How many chunks there are for each thread, so that none waits long for another.
const PER_THREAD: usize = 4;

/// The pieces of a text, in its order.
///
/// # Determinism
/// The pieces are those that one cutter finds from the start of the text, whatever the number of threads.
///
/// # Complexity
/// Linear: what was cut at a guessed place is used only from where it is known to be in step.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    pieces_of_chunks(text, (text.len() / CHUNK).min(PER_THREAD * rayon::current_num_threads()))
}

fn pieces_of_chunks(text: &str, count: usize) -> Vec<Piece> {
    // Every chunk but the first begins at a line that looks like the head of an entry.
    let mut bounds = vec![0];
    for index in 1..count {
        let near =
            (index * (text.len() / count)..).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        let bound = head::next_head(text, near);
        if bounds.last() < Some(&bound) && bound < text.len() {
            bounds.push(bound);
        }
    }
    bounds.push(text.len());
    let runs: Vec<Vec<Piece>> = bounds.par_windows(2).map(|bounds| run(text, bounds[0], bounds[1])).collect();
    let mut pieces: Vec<Piece> = Vec::with_capacity(runs.iter().map(Vec::len).sum());
    for (run, bounds) in runs.into_iter().zip(bounds.windows(2)) {
        let place = pieces.last().map_or(0, |piece| piece.end as usize);
        if place <= bounds[0] {
            pieces.extend(run);
        } else {
            // The last piece reaches into this chunk, which was cut from inside it.
            catch_up(text, place, bounds[1], &run, &mut pieces);
        }
    }
    pieces
}

/// The pieces that begin in `from..to`, if `from` is between two pieces.
fn run(text: &str, from: usize, to: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut cutter = Cutter::new(text, from);
    while cutter.place() < to {
        match cutter.next() {
            Some(piece) if (piece.start as usize) < to => pieces.push(piece),
            _ => break,
        }
    }
    pieces
}

/// Cuts from `place` on until a piece begins where one of `run` does, and takes the rest from there.
fn catch_up(text: &str, place: usize, to: usize, run: &[Piece], pieces: &mut Vec<Piece>) {
    let mut cutter = Cutter::new(text, place);
    while cutter.place() < to {
        let Some(piece) = cutter.next().filter(|piece| (piece.start as usize) < to) else { return };
        if let Ok(index) = run.binary_search_by_key(&piece.start, |piece| piece.start) {
            pieces.extend(&run[index..]);
            return;
        }
        pieces.push(piece);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PARTS: &[&str] = &[
        "@article{",
        "\n@book{k,",
        "\n @misc(k,",
        "\n@comment{",
        "@string{a=",
        "\n%@x{",
        "{",
        "}",
        "}}\n",
        ")",
        "\"",
        "%",
        "\n",
        "=",
        ",",
        " a",
        "\u{fc}",
        "@misc{a, b={c}}\n",
        "\n@article{x, y=\"z\"}",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn chunks_yield_what_one_cutter_does(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..80), count in 1_usize..9) {
            let text = parts.concat();
            let whole: Vec<Piece> = Cutter::new(&text, 0).collect();
            prop_assert_eq!(pieces_of_chunks(&text, count), whole);
        }
    }
}
