//! Versions that databases state by DOI.

use super::works::WorkIndex;
use crate::model::identifier::doi;
use crate::model::{Corpus, Direction, Version, VersionKind, WorkId};

/// Adds the versions that records of Crossref state, as far as both works are in the files.
pub(super) fn state(corpus: &mut Corpus, works: &WorkIndex) {
    let listed = works.listed_count();
    let mut found = Vec::new();
    for work in (0..listed).map(WorkId::new) {
        for word in VersionKind::crossref_words() {
            let (Some(field), Some((kind, direction))) =
                (corpus.field(work, word), VersionKind::of_word(word))
            else {
                continue;
            };
            for other in field.split_whitespace().filter_map(doi) {
                let [other] = works.of_doi(&other) else { continue };
                let (from, to) = match direction {
                    Direction::Forward => (work, *other),
                    Direction::Inverse => (*other, work),
                };
                if from != to {
                    found.push(Version { from, to, kind, span: corpus.work(work).span });
                }
            }
        }
    }
    corpus.versions.append(&mut found);
    corpus.versions.sort();
    corpus.versions.dedup_by_key(|version| (version.from, version.to, version.kind));
}
