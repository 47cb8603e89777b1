//! Disruption: whether a work replaces what it builds on.

use std::num::NonZeroUsize;

use rayon::prelude::*;

use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;
use crate::network::DirectedNetwork;
use crate::network::NodeIndex;

/// What [`disruption`] is and where it comes from.
pub(super) const INFO: MethodInfo = MethodInfo {
    name: "disruption",
    summary: "whether those who cite a work still cite what it cites (CD index, mCD, DI5)",
    reference: "Funk & Owen-Smith 2017, doi:10.1287/mnsc.2015.2366",
    randomness: Randomness::None,
};

/// What counts for disruption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisruptionOptions {
    /// How many years after a work its citing works are looked at; all later ones if none is given.
    pub window: Option<u32>,
    /// How many of a work's references one who cites it must share to count as consolidating it: 1 is the
    /// CD index, 5 the variant DI5.
    pub shared: NonZeroUsize,
}

impl Default for DisruptionOptions {
    /// Five years, one reference.
    fn default() -> Self {
        Self { window: Some(5), shared: NonZeroUsize::MIN }
    }
}

/// How later works take up a work and its references.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Disruption {
    /// How many cite the work and none of its references.
    pub only_work: usize,
    /// How many cite the work and at least as many of its references as asked for.
    pub both: usize,
    /// How many cite the work and some of its references, but fewer than asked for. With 1 asked for, none.
    pub between: usize,
    /// How many cite some of its references and not the work.
    pub only_references: usize,
}

impl Disruption {
    /// CD: from −1, where all who cite the work cite its references too, to 1, where none does; nothing if
    /// no one cites either.
    #[must_use]
    pub fn cd(&self) -> Option<f64> {
        let considered = self.only_work + self.both + self.only_references;
        (considered > 0).then(|| (self.only_work as f64 - self.both as f64) / considered as f64)
    }

    /// mCD: CD times the number of works that cite the work, which tells the great from the small.
    #[must_use]
    pub fn mcd(&self) -> Option<f64> {
        self.cd().map(|cd| cd * (self.only_work + self.both) as f64)
    }
}

/// Measures for every work whether it displaces or consolidates what it builds on, by the CD index.
///
/// CD = 1/n Σ (f_i − 2 f_i b_i) over the n later works i that cite the work or some of its references, where
/// f_i = 1 if i cites the work and b_i = 1 if it cites at least one of its references: (n_F − n_B)/(n_F + n_B + n_R)
/// with n_F citing the work only, n_B both, n_R references only. mCD = m · CD with m = n_F + n_B. With `shared` = l
/// above 1, those who share fewer than l references count nowhere, as in DI_l.
///
/// **Direction**: edges run from the citing to the cited. `years` has the year of each node where it is
/// known. A later work is one of a later year, at most `window` years later; works of the same year, and of
/// unknown years, are not looked at. A work of unknown year has no answer. Self-loops are passed over, edge
/// weights play no part; cycles do no harm.
///
/// # Determinism
/// The same bytes on any number of threads.
///
/// # Complexity
/// O(Σ i(r)) time over all references r of all works, i(r) being how often r is cited: Σ i(r)² over the
/// network; O(n) memory for n nodes and each thread.
///
/// # Panics
/// If there are not as many years as nodes.
///
/// # References
/// - Funk & Owen-Smith (2017), A dynamic network measure of technological change,
///   doi:10.1287/mnsc.2015.2366, equations 1 and 2.
/// - Bornmann, Devarakonda, Tekles & Chacko (2020), Are disruption index indicators convergently valid?,
///   doi:10.1162/qss_a_00068 (DI_l).
///
/// # Examples
/// ```
/// use dissensus::algorithm::series::{DisruptionOptions, disruption};
/// use dissensus::network::{DirectedNetwork, NodeIndex};
/// // 1 cites 0; of the three who cite 1, one cites 0 too.
/// let edges = [(1, 0), (2, 1), (3, 1), (4, 1), (4, 0)].map(|(from, to)| (NodeIndex::new(from), NodeIndex::new(to), 1.0));
/// let years = [1990, 1995, 1996, 1997, 1998].map(Some);
/// let measured = disruption(&DirectedNetwork::new(5, edges), &years, &DisruptionOptions::default());
/// assert_eq!(measured[1].unwrap().cd(), Some((2.0 - 1.0) / 3.0));
/// ```
#[must_use]
pub fn disruption(
    network: &DirectedNetwork,
    years: &[Option<i32>],
    options: &DisruptionOptions,
) -> Vec<Option<Disruption>> {
    // only_work: n_F, both: n_B, only_references: n_R, options.shared: l.
    assert_eq!(years.len(), network.node_count(), "every node has its year, known or not");
    let node_count = network.node_count();
    // A tally is as long as the network: few shares, so that few are made.
    let share = (node_count / 128).max(64);
    (0..node_count)
        .into_par_iter()
        .with_min_len(share)
        .map_init(
            || Tally { shared: vec![0; node_count], cites_work: vec![false; node_count], seen: Vec::new() },
            |tally, node| Some(tally.measure(network, years, years[node]?, NodeIndex::new(node), options)),
        )
        .collect()
}

/// What each later work cites, kept between works to save its room.
struct Tally {
    shared: Vec<usize>,
    cites_work: Vec<bool>,
    seen: Vec<NodeIndex>,
}

impl Tally {
    fn measure(
        &mut self,
        network: &DirectedNetwork,
        years: &[Option<i32>],
        year: i32,
        work: NodeIndex,
        options: &DisruptionOptions,
    ) -> Disruption {
        let is_later = |citing: &&NodeIndex| {
            years[citing.index()].is_some_and(|citing_year| {
                let later = i64::from(citing_year) - i64::from(year);
                later > 0 && options.window.is_none_or(|window| later <= i64::from(window))
            })
        };
        for &citing in network.predecessors(work).iter().filter(is_later) {
            self.cites_work[citing.index()] = true;
            self.seen.push(citing);
        }
        for &reference in network.successors(work).iter().filter(|&&reference| reference != work) {
            for &citing in network.predecessors(reference).iter().filter(is_later) {
                if self.shared[citing.index()] == 0 && !self.cites_work[citing.index()] {
                    self.seen.push(citing);
                }
                self.shared[citing.index()] += 1;
            }
        }
        let mut found = Disruption::default();
        for citing in self.seen.drain(..).map(NodeIndex::index) {
            let cites_work = std::mem::replace(&mut self.cites_work[citing], false);
            let shared = std::mem::replace(&mut self.shared[citing], 0);
            match (cites_work, shared) {
                (false, _) => found.only_references += 1,
                (true, 0) => found.only_work += 1,
                (true, shared) if shared >= options.shared.get() => found.both += 1,
                (true, _) => found.between += 1,
            }
        }
        found
    }
}
