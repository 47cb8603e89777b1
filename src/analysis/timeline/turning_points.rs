//! Turning points: the works that a literature's lines of descent run through.

use serde::Serialize;

use super::{node_name, rounded};
use crate::algorithm::main_path::Arithmetic;
use crate::algorithm::main_path::{CyclePolicy, open, source_to_sink_paths, spc};
use crate::model::Corpus;
use crate::projection::Descent;

/// A work that joins what came before it to what came after.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TurningPointFinding {
    /// Its key; the first keys of works that lead to each other, and so are one node, joined by ` + `.
    pub work: String,
    /// The year it appeared (the last, of several).
    pub year: Option<i32>,
    /// The share of all lines of descent, from the earliest works to the latest, that run through it.
    pub share: f64,
    /// How many works it takes up.
    pub takes_up: usize,
    /// How many works take it up.
    pub taken_up_by: usize,
    /// Why, in a sentence.
    pub because: String,
    /// The first year of the phase that it opens, if it appeared in one.
    pub opens_phase: Option<i32>,
}

/// Ranks the works that take up others and are taken up themselves by the share of the lines of descent that run
/// through them.
///
/// A turning point joins what was before it to what came after (Chen 2004, who looks for it by betweenness, on
/// shortest paths). Here the weight of a work v is its search path count, w(v) = f(v) · b(v) over the number of
/// all paths from a source to a sink (Batagelj 2003, section 3): ideas descend along all paths, not the shortest.
/// Works on a cycle are one node. A work where paths begin or end is none, however many.
///
/// `phase_starts` are the first years of the phases but the first; a turning point of such a year opens the phase.
/// The largest share comes first, equal ones by year and key.
///
/// # Complexity
/// That of [`spc`], and O(r log r) for r works.
///
/// # References
/// - Batagelj (2003), Efficient algorithms for citation network analysis, arXiv:cs/0309023.
/// - Chen (2004), Searching for intellectual turning points, doi:10.1073/pnas.0307513100.
#[must_use]
pub fn turning_points(corpus: &Corpus, descent: &Descent, phase_starts: &[i32]) -> Vec<TurningPointFinding> {
    let lines = descent.lines(corpus);
    let opened = open(&lines.network, CyclePolicy::Condense);
    let weights = spc(&opened.network, Arithmetic::Automatic);
    let paths = source_to_sink_paths(&opened.network);
    let network = opened.network.network();
    let mut shares = vec![0.0_f64; network.node_count()];
    for (&(_, to), weight) in weights.arcs().iter().zip(weights.counts().iter()) {
        shares[to.index()] += weight.fraction_of(&paths).unwrap_or(0.0);
    }
    let members = opened.nodes.members();
    let mut found = Vec::new();
    for node in network.nodes() {
        let (before, after) = (network.predecessors(node).len(), network.successors(node).len());
        if before == 0 || after == 0 {
            continue;
        }
        let works: Vec<_> = members[node.index()].iter().map(|&node| Descent::work(node)).collect();
        let year = works.iter().filter_map(|&work| corpus.work(work).year()).max();
        let share = rounded(shares[node.index()]);
        found.push(TurningPointFinding {
            work: node_name(corpus, &members[node.index()]),
            year,
            share,
            takes_up: before,
            taken_up_by: after,
            because: format!(
                "{:.1} % of all lines of descent run through it, from {before} before it to {after} after it",
                share * 100.0
            ),
            opens_phase: year.filter(|year| phase_starts.contains(year)),
        });
    }
    found.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| (a.year, &a.work).cmp(&(b.year, &b.work))));
    found
}
