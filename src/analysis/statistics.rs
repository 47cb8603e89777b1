//! What is in a corpus and how complete it is.

use std::collections::BTreeMap;

use serde::Serialize;

use super::links::stated_by_key;
use crate::model::{Attitude, Confidence, Corpus, Entity, Evidence, Presence, Response, Stance};

/// A count for a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct YearCount {
    /// The year.
    pub year: i32,
    /// Works of that year.
    pub works: usize,
}

/// What one file gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileStatistics {
    /// The file's name.
    pub file: String,
    /// Entries in it: the sum of the four below.
    pub entries: usize,
    /// Works.
    pub works: usize,
    /// Overlays.
    pub overlays: usize,
    /// Declarations.
    pub declarations: usize,
    /// Entries that could not be read.
    pub rejected: usize,
}

/// Counts of everything.
///
/// "States no citations" is not "cites nothing": works whose entry has no list of citations are counted
/// apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statistics {
    /// Works with an entry.
    pub works: usize,
    /// Works that are only cited.
    pub outside_works: usize,
    /// Persons.
    pub persons: usize,
    /// Debates.
    pub debates: usize,
    /// Positions.
    pub positions: usize,
    /// Claims.
    pub claims: usize,
    /// Events.
    pub events: usize,
    /// Typed responses, claim-to-claim relations included.
    pub responses: usize,
    /// Responses between claims.
    pub claim_relations: usize,
    /// Statements that a work holds a position.
    pub stances: usize,
    /// Assertions.
    pub assertions: usize,
    /// Denials.
    pub denials: usize,
    /// Cases.
    pub cases: usize,
    /// Statements that a work is a translation, a reprint or another version of a work.
    pub versions: usize,
    /// Untyped citations.
    pub citations: usize,
    /// Citations with both ends in the corpus.
    pub citations_inside: usize,
    /// Works that state what they cite.
    pub works_stating_citations: usize,
    /// What works state that they cite: the strings of their lists of references, and the keys of their `cites`.
    pub references: usize,
    /// Cited works, each once, in the corpus or outside.
    pub cited_works: usize,
    /// Works with an entry but without a year.
    pub works_without_year: usize,
    /// Works with an entry that hold no position.
    pub works_without_position: usize,
    /// Works with a year, by year.
    pub years: Vec<YearCount>,
    /// Responses by relation, most first.
    pub relations: Vec<(String, usize)>,
    /// Works by position, the positions below it included.
    pub works_by_position: Vec<(String, usize)>,
    /// The files.
    pub files: Vec<FileStatistics>,
}

/// Counts everything. Stances, assertions, denials, responses and cases count where they are at least as sure as
/// `confidence`, and so do works by position; nothing else carries a confidence.
///
/// # Complexity
/// Linear in the corpus, and in stances times the depth of their positions.
#[must_use]
pub fn statistics(corpus: &Corpus, confidence: Confidence) -> Statistics {
    let is_sure = |evidence: &Evidence| evidence.confidence >= confidence;
    let responses: Vec<&Response> =
        corpus.responses().iter().filter(|response| is_sure(&response.evidence)).collect();
    let stances: Vec<&Stance> = corpus.stances().iter().filter(|stance| is_sure(&stance.evidence)).collect();
    let attitudes = |attitude: Attitude| {
        let made = corpus.assertions().iter().filter(|assertion| assertion.attitude == attitude);
        made.filter(|assertion| is_sure(&assertion.evidence)).count()
    };
    let listed = |work: &&crate::model::Work| work.presence == Presence::Listed;
    let works = corpus.works().iter().filter(listed).count();
    let mut years: BTreeMap<i32, usize> = BTreeMap::new();
    for year in corpus.works().iter().filter(listed).filter_map(crate::model::Work::year) {
        *years.entry(year).or_default() += 1;
    }
    let mut by_relation: BTreeMap<&str, usize> = BTreeMap::new();
    for response in &responses {
        *by_relation.entry(&corpus.relation(response.relation).name).or_default() += 1;
    }
    let mut relations: Vec<(String, usize)> =
        by_relation.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    relations.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let inside = |work: crate::model::WorkId| corpus.work(work).presence == Presence::Listed;
    let mut cited: Vec<_> = corpus.citations().iter().map(|citation| citation.to).collect();
    cited.sort();
    cited.dedup();
    // A reference that means no work is stated all the same.
    let mut citing: Vec<_> = corpus.citations().iter().map(|citation| citation.from).collect();
    citing.extend(corpus.references().iter().map(|reference| reference.from));
    citing.sort();
    citing.dedup();
    let mut placed: Vec<_> = stances.iter().map(|stance| stance.work).filter(|&work| inside(work)).collect();
    placed.sort();
    placed.dedup();
    let is_claim = |end: Entity| matches!(end, Entity::Claim(_));
    Statistics {
        works,
        outside_works: corpus.works().len() - works,
        persons: corpus.persons().len(),
        debates: corpus.debates().len(),
        positions: corpus.positions().len(),
        claims: corpus.claims().len(),
        events: corpus.events().len(),
        responses: responses.len(),
        claim_relations: responses.iter().filter(|r| is_claim(r.from) && is_claim(r.to)).count(),
        stances: stances.len(),
        assertions: attitudes(Attitude::Asserts),
        denials: attitudes(Attitude::Denies),
        cases: corpus.cases().iter().filter(|case| is_sure(&case.evidence)).count(),
        versions: corpus.versions().len(),
        citations: corpus.citations().len(),
        citations_inside: corpus.citations().iter().filter(|c| inside(c.from) && inside(c.to)).count(),
        works_stating_citations: citing.len(),
        references: references(corpus),
        cited_works: cited.len(),
        works_without_year: works - years.values().sum::<usize>(),
        works_without_position: works - placed.len(),
        years: years.into_iter().map(|(year, works)| YearCount { year, works }).collect(),
        relations,
        works_by_position: works_by_position(corpus, &stances),
        files: corpus
            .sources()
            .iter()
            .zip(corpus.file_counts())
            .map(|(file, counts)| FileStatistics {
                file: file.name().to_owned(),
                entries: counts.entries(),
                works: counts.works,
                overlays: counts.overlays,
                declarations: counts.declarations,
                rejected: counts.rejected,
            })
            .collect(),
    }
}

/// The strings of lists, and the citations that come of none.
fn references(corpus: &Corpus) -> usize {
    corpus.references().len() + stated_by_key(corpus).count()
}

/// The works of each position, those of the positions below it included.
fn works_by_position(corpus: &Corpus, stances: &[&Stance]) -> Vec<(String, usize)> {
    let mut counts = vec![0_usize; corpus.positions().len()];
    let mut stances: Vec<_> = stances.iter().map(|stance| (stance.work, stance.position)).collect();
    stances.sort();
    for stances in stances.chunk_by(|a, b| a.0 == b.0) {
        let mut held: Vec<_> = stances.iter().flat_map(|(_, position)| corpus.ancestry(*position)).collect();
        held.sort();
        held.dedup();
        for position in held {
            counts[position.index()] += 1;
        }
    }
    corpus.position_ids().zip(counts).map(|(id, count)| (corpus.key(Entity::Position(id)), count)).collect()
}
