//! Works that are one, though several files describe them.

use super::{Corpus, Entity, Evidence, Speaker, WorkId};
use crate::diagnostic::Span;

/// Why two records are one work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MergeRule {
    /// A line of the user's correction file says so.
    Correction,
    /// Both have the same DOI.
    Doi,
    /// Both have the same identifier of Web of Science, OpenAlex, PubMed or arXiv, or ISBN.
    Identifier,
    /// Title, year and an author are the same, and neither venue, volume and page nor DOI speak against it.
    Title,
    /// One of them says so.
    Stated,
}

impl MergeRule {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Doi => "doi",
            Self::Identifier => "id",
            Self::Title => "title",
            Self::Stated => "stated",
        }
    }
}

/// A record that was taken for another description of a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The work, which keeps its own record.
    pub kept: WorkId,
    /// The key of the other record.
    pub key: Box<str>,
    /// What a correction file calls the work's own record, and the other one.
    pub names: [Box<str>; 2],
    /// The other record in its file.
    pub span: Span,
    /// Why they are one.
    pub rule: MergeRule,
    /// The line of the correction file that says so, if one does.
    pub correction: Option<Span>,
}

impl Corpus {
    /// Takes works out of the corpus and gives all that is said of them to the works that they are; `targets` names for
    /// each work the one that it is, which is never a later one. Gives back where each of them is now.
    pub(crate) fn fold_works(&mut self, targets: &[WorkId]) -> Vec<WorkId> {
        let mut place = vec![WorkId::new(0); targets.len()];
        let mut kept = Vec::with_capacity(targets.len());
        for (index, work) in std::mem::take(&mut self.works).into_iter().enumerate() {
            let target = targets[index];
            if target.index() == index {
                place[index] = WorkId::new(kept.len());
                kept.push(work);
            } else {
                place[index] = place[target.index()];
                let same = &mut kept[place[target.index()].index()];
                same.doi = same.doi.take().or(work.doi);
                same.date = same.date.or(work.date);
                if same.persons.is_empty() {
                    same.persons = work.persons;
                    same.contribution = work.contribution;
                    same.names_given = work.names_given;
                }
            }
        }
        self.works = kept;
        let moved = |work: &mut WorkId| *work = place[work.index()];
        let moved_entity = |entity: &mut Entity| {
            if let Entity::Work(work) = entity {
                moved(work);
            }
        };
        let moved_evidence = |evidence: &mut Evidence| {
            if let Speaker::Work(work) = &mut evidence.speaker {
                moved(work);
            }
        };
        for stance in &mut self.stances {
            moved(&mut stance.work);
            moved_evidence(&mut stance.evidence);
        }
        self.stances.sort_by_key(|stance| stance.work);
        for assertion in &mut self.assertions {
            moved_entity(&mut assertion.holder);
            moved_evidence(&mut assertion.evidence);
        }
        for response in &mut self.responses {
            moved_entity(&mut response.from);
            moved_entity(&mut response.to);
            moved_evidence(&mut response.evidence);
        }
        self.responses.retain(|response| response.from != response.to);
        for opposition in &mut self.oppositions {
            moved_evidence(&mut opposition.evidence);
        }
        for case in &mut self.cases {
            moved(&mut case.work);
            moved_evidence(&mut case.evidence);
        }
        self.cases
            .sort_by(|a, b| (a.work, &a.name, a.evidence.span).cmp(&(b.work, &b.name, b.evidence.span)));
        for citation in &mut self.citations {
            moved(&mut citation.from);
            moved(&mut citation.to);
        }
        self.citations.retain(|citation| citation.from != citation.to);
        self.citations.sort_by_key(|citation| (citation.from, citation.span));
        for version in &mut self.versions {
            moved(&mut version.from);
            moved(&mut version.to);
        }
        self.versions.retain(|version| version.from != version.to);
        self.versions.sort();
        self.versions.dedup_by_key(|version| (version.from, version.to, version.kind));
        for list in &mut self.reference_lists {
            moved(&mut list.work);
        }
        for merge in &mut self.merges {
            moved(&mut merge.kept);
        }
        place
    }
}
