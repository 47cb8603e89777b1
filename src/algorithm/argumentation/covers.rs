//! What the preferred labellings found so far accept.

/// The nodes that are in in the preferred labellings found so far, as bits.
#[derive(Default)]
pub(super) struct Covers {
    pub(super) found: Vec<Vec<u64>>,
    /// The place of the last that covered everything, which often does so again.
    last: usize,
}

impl Covers {
    /// Of the labellings found that accept all that are in, the one that leaves the fewest outside of all that
    /// may be, with how many.
    pub(super) fn tightest(&mut self, hopeful: &[u64], accepted: &[u64]) -> Option<(i32, usize)> {
        let outside = |cover: &Vec<u64>| -> Option<i32> {
            let escapes = accepted.iter().zip(cover).any(|(accepted, cover)| accepted & !cover != 0);
            let left = || {
                hopeful
                    .iter()
                    .zip(cover)
                    .map(|(hopeful, cover)| (hopeful & !cover).count_ones().cast_signed())
                    .sum()
            };
            (!escapes).then(left)
        };
        if self.found.get(self.last).and_then(outside) == Some(0) {
            return Some((0, self.last));
        }
        let mut tightest: Option<(i32, usize)> = None;
        for (place, cover) in self.found.iter().enumerate() {
            if let Some(size) = outside(cover)
                && tightest.is_none_or(|(least, _)| size < least)
            {
                tightest = Some((size, place));
                if size == 0 {
                    self.last = place;
                    break;
                }
            }
        }
        tightest
    }
}
