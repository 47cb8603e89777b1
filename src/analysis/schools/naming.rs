//! Names for schools: their most central works, and the words that set their titles apart.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::layers::{Joined, Network};
use crate::analysis::title_words::title_words;
use crate::model::{Corpus, WorkId};
use crate::network::{NodeIndex, Partition};

/// What a school is called by.
pub(super) struct Naming {
    pub(super) central: Vec<WorkId>,
    pub(super) words: Vec<String>,
}

/// How many works and how many words name a school.
const NAMED: usize = 3;

/// The least G² of a word that names a school: the point that chance passes in one case of twenty.
const LEAST_DISTINCTION: f64 = 3.84;

/// Names for every group.
pub(super) fn namings(corpus: &Corpus, joined: &Joined, partition: &Partition) -> Vec<Naming> {
    let words = distinctive_words(corpus, joined, partition);
    let members = partition.members();
    let central = members.iter().map(|members| central(joined, partition, members));
    central.zip(words).map(|(central, words)| Naming { central, words }).collect()
}

/// The works with the greatest sum of the weights of their edges inside the school; of equals, those with more
/// weight, signs dropped, to anybody, and then those that come first in the files.
fn central(joined: &Joined, partition: &Partition, members: &[NodeIndex]) -> Vec<WorkId> {
    let weight = |network: &Network, node: NodeIndex| {
        let (mut inside, mut all) = (0.0, 0.0);
        for (other, weight) in network.neighbours(node) {
            all += weight.abs();
            if partition.group(other) == partition.group(node) {
                inside += weight;
            }
        }
        (inside, all)
    };
    let mut ranked: Vec<((f64, f64), NodeIndex)> =
        members.iter().map(|&node| (weight(&joined.network, node), node)).collect();
    let descending = |a: f64, b: f64| b.total_cmp(&a);
    ranked.sort_by(|(a, first), (b, second)| {
        descending(a.0, b.0).then(descending(a.1, b.1)).then(first.cmp(second))
    });
    ranked.iter().take(NAMED).map(|&(_, node)| joined.kept.work(node)).collect()
}

/// The words that set the titles of each group apart from those of all others together, by Dunning's
/// log-likelihood ratio
///
/// G² = 2 Σ O ln (O / E),
///
/// summed over the four cells of the table "title in the group or not, title with the word or not", O being how many
/// titles are in a cell and E how many were expected there if the word fell on titles at random. Only words that
/// stand in at least two titles of the group, more often there than elsewhere, with a G² of at least 3.84 (which
/// chance passes in one case of twenty, for one word), are named; of equals, the first by the alphabet. Which
/// words count is told at [`title_words`].
///
/// Dunning (1993), Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19(1),
/// 61–74, <https://aclanthology.org/J93-1003/>.
fn distinctive_words(corpus: &Corpus, joined: &Joined, partition: &Partition) -> Vec<Vec<String>> {
    let mut titles = vec![0_usize; partition.group_count()];
    let mut all: BTreeMap<String, usize> = BTreeMap::new();
    let mut of_group: Vec<BTreeMap<String, usize>> = vec![BTreeMap::new(); partition.group_count()];
    for (index, &work) in joined.kept.works.iter().enumerate() {
        let Some(title) = corpus.title(work) else { continue };
        let group = partition.group(NodeIndex::new(index)).index();
        titles[group] += 1;
        for word in title_words(&title) {
            *all.entry(word.clone()).or_default() += 1;
            *of_group[group].entry(word).or_default() += 1;
        }
    }
    let total: usize = titles.iter().sum();
    let of_one = |(counts, &inside): (&BTreeMap<String, usize>, &usize)| {
        let mut scored: Vec<(f64, &str)> = counts
            .iter()
            .filter(|&(_, &here)| here >= 2)
            .map(|(word, &here)| (distinction(here, all[word], inside, total), word.as_str()))
            .filter(|&(score, _)| score >= LEAST_DISTINCTION)
            .collect();
        scored.sort_by(|a, b| match b.0.total_cmp(&a.0) {
            Ordering::Equal => a.1.cmp(b.1),
            unequal => unequal,
        });
        scored.iter().take(NAMED).map(|(_, word)| (*word).to_owned()).collect()
    };
    of_group.iter().zip(&titles).map(of_one).collect()
}

/// G² of a word that stands in `here` of the `inside` titles of a group and in `anywhere` of all `total`; 0 if it is
/// not more frequent in the group than elsewhere.
fn distinction(here: usize, anywhere: usize, inside: usize, total: usize) -> f64 {
    let [here, anywhere, inside, total] = [here, anywhere, inside, total].map(|count| count as f64);
    if here * total <= anywhere * inside {
        return 0.0;
    }
    let cells = [
        (here, anywhere * inside),
        (anywhere - here, anywhere * (total - inside)),
        (inside - here, (total - anywhere) * inside),
        (total - inside - anywhere + here, (total - anywhere) * (total - inside)),
    ];
    let term = |&(observed, product): &(f64, f64)| {
        if observed > 0.0 { observed * (observed * total / product).ln() } else { 0.0 }
    };
    2.0 * cells.iter().map(term).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::distinction;

    /// 10 titles, 4 of them of the group; the word stands in 3 of these and in 1 other. Expected 1.6, 2.4, 2.4, 3.6.
    #[test]
    fn distinction_is_the_likelihood_ratio_of_the_four_cells() {
        let by_hand = 2.0
            * (3.0 * (3.0_f64 / 1.6).ln()
                + 1.0 * (1.0_f64 / 2.4).ln()
                + 1.0 * (1.0_f64 / 2.4).ln()
                + 5.0 * (5.0_f64 / 3.6).ln());
        assert!((distinction(3, 4, 4, 10) - by_hand).abs() < 1e-12);
        // As frequent as elsewhere, or less, says nothing.
        assert_eq!(distinction(2, 5, 4, 10), 0.0);
        assert_eq!(distinction(1, 5, 4, 10), 0.0);
        // A group that is everything is not set apart.
        assert_eq!(distinction(4, 4, 10, 10), 0.0);
    }
}
