//! The two lenses side by side.

use super::agreement::Comparison;
use super::division::{divide, rounded};
use super::layers::{Joined, Layers};
use super::{Lens, LensComparison, LensFinding, SchoolMethod, SchoolsQuery};
use crate::algorithm::community::ConfusionTable;
use crate::model::Corpus;
use crate::network::{NodeIndex, Partition};
use std::num::NonZeroUsize;

/// What each lens finds alone, by the method that is usual for it, and how far the two say the same; none unless
/// both were looked through and both join works.
pub(super) fn compare_lenses(
    corpus: &Corpus,
    layers: &Layers,
    query: &SchoolsQuery,
) -> Option<LensComparison> {
    if layers.lens != Lens::Both || layers.response_edges == Some(0) || layers.citation_edges == Some(0) {
        return None;
    }
    let query = SchoolsQuery { seeds: Some(NonZeroUsize::MIN), resolution: None, ..query.clone() };
    let alone = |lens: Lens| {
        let joined = layers.joined_by(corpus, lens, (1.0, 1.0));
        let method = SchoolMethod::default_for(lens);
        let partition = divide(&joined.network, method, &query).partition;
        let finding = finding(corpus, &joined, &partition, method, &query);
        (joined, partition, finding)
    };
    let (signed, by_sign, signed_finding) = alone(Lens::Signed);
    let (cited, by_citation, citation_finding) = alone(Lens::Citation);
    let pairs = signed.kept.works.iter().enumerate().filter_map(|(index, &work)| {
        let other = cited.kept.number(work)?;
        Some((by_sign.group(NodeIndex::new(index)), by_citation.group(other)))
    });
    let table = ConfusionTable::from_pairs(pairs);
    let measure = |value: f64| (table.total() >= 2).then(|| rounded(value));
    Some(LensComparison {
        signed: signed_finding,
        citation: citation_finding,
        compared: table.total(),
        ari: measure(table.adjusted_rand_index()),
        nmi: measure(table.normalised_mutual_information()),
    })
}

fn finding(
    corpus: &Corpus,
    joined: &Joined,
    partition: &Partition,
    method: SchoolMethod,
    query: &SchoolsQuery,
) -> LensFinding {
    let confidence = query.responses.confidence;
    let numbers: Vec<usize> = (1..=partition.group_count()).collect();
    let positions = Comparison::new(corpus, joined, partition, confidence);
    let agreement = positions.finding(corpus, joined, partition, &numbers, confidence);
    LensFinding {
        method: method.info().name,
        schools: partition.group_count(),
        works: joined.kept.works.len(),
        ari: agreement.ari,
        nmi: agreement.nmi,
    }
}
