//! Divides a text into chunks that are read one beside the other.

use rayon::prelude::*;

use super::head;

/// How long a chunk is at least, so that what one costs by itself is little.
const SHORTEST: usize = 3 << 14;

/// How long a chunk is at most, so that what is kept of one while it is read fits the cache.
const LONGEST: usize = 3 << 16;

/// How many chunks a text has that is neither short nor long, so that no thread waits long for another.
const CHUNKS: usize = 16;

/// Where the chunks of a text begin, each but the first at a line that looks like the head of an entry, and
/// the text's end. No function of the number of threads.
pub(super) fn bounds(text: &str) -> Vec<usize> {
    bounds_of(text, (text.len() / CHUNKS).clamp(SHORTEST, LONGEST))
}

fn bounds_of(text: &str, length: usize) -> Vec<usize> {
    let mut bounds = vec![0];
    for near in (length..text.len()).step_by(length) {
        if bounds.last() >= Some(&near) {
            continue;
        }
        let near = (near..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        let bound = head::next_head(text, near);
        if bound == text.len() {
            break;
        }
        bounds.push(bound);
    }
    bounds.push(text.len());
    bounds
}

/// What `read` makes of each chunk, given its beginning and its end; it also says where the last piece ends that begins
/// in the chunk.
///
/// # Determinism
/// Every chunk is read from a place between two pieces, as if the text were read in one go, whatever the number
/// of threads.
///
/// # Complexity
/// No chunk is read more than twice: a second time, by one thread, if its beginning turns out to be inside a piece. What
/// `read` does besides what it returns, it may do for what is no piece.
pub(super) fn read_each<T: Send>(
    bounds: &[usize],
    read: impl Fn(usize, usize) -> (T, usize) + Sync,
) -> Vec<T> {
    let mut chunks: Vec<(T, usize)> =
        bounds.par_windows(2).map(|bounds| read(bounds[0], bounds[1])).collect();
    let mut place = 0;
    for (chunk, bounds) in chunks.iter_mut().zip(bounds.windows(2)) {
        if place > bounds[0] {
            *chunk = read(place.min(bounds[1]), bounds[1]);
        }
        place = place.max(chunk.1);
    }
    chunks.into_iter().map(|(read, _)| read).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{bounds_of, read_each};
    use crate::import::bibtex::raw::cut::{Cut, Cutter, OpenBraces, Piece};
    use crate::import::bibtex::raw::entry::EntryReader;

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
        "\n@book{k, t = {a {b} \\{ c}, u = \"a {\" b\", v = 1 # jan",
        ", w = {x}}",
        "\\}",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn chunks_yield_what_one_cutter_does(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..80), length in 8_usize..200) {
            let text = parts.concat();
            let braces = OpenBraces::default();
            let chunks = read_each(&bounds_of(&text, length), |from, to| {
                let pieces: Vec<Piece> = Cutter::new(&text, from..to, &braces).collect();
                let end = pieces.last().map_or(from, |piece| piece.end as usize);
                (pieces, end)
            });
            let whole: Vec<Piece> = Cutter::new(&text, 0..text.len(), &OpenBraces::default()).collect();
            prop_assert_eq!(chunks.concat(), whole);
        }

        #[test]
        fn what_is_read_before_its_end_is_known_ends_where_the_cutter_says(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..80)) {
            let text = parts.concat();
            let mut reader = EntryReader::default();
            let braces = OpenBraces::default();
            let mut cutter = Cutter::new(&text, 0..text.len(), &braces);
            let (mut pieces, mut fields) = (Vec::new(), Vec::new());
            while let Some(cut) = cutter.next_with(|start, _, limit| {
                reader.whole(&text, start, limit, &mut fields).map(|whole| (whole.end, ()))
            }) {
                pieces.push(match cut {
                    Cut::Read(piece, ..) | Cut::Piece(piece) => piece,
                });
            }
            let whole: Vec<Piece> = Cutter::new(&text, 0..text.len(), &braces).collect();
            prop_assert_eq!(pieces, whole);
        }
    }
}
