//! What the analyses make of a work, and the statements behind it.

use std::num::NonZeroUsize;

use super::responses::reference;
use super::timeline::{MainPathOptions, main_path};
use super::{BridgeGroups, BridgeQuery, Explanation, Fact, SchoolsQuery, bridges, schools};
use crate::model::{Confidence, Corpus, Entity, WorkId};
use crate::projection::{Links, descent};

/// How many ties of a work to others are told.
const TIES: usize = 40;

/// Which school a work is in, what it joins as a bridge, and whether the main path runs through it, each with the
/// statements behind it: as `schools`, `bridges` and `timeline --main-path` find them if nothing else is asked of them.
///
/// The facts are of the kinds `school` and `misfit`, each followed by its `reason`s, `bridge`, followed by its
/// `link`s, and `main-path`.
///
/// # Complexity
/// That of the three analyses.
///
/// # Examples
/// ```
/// use dissensus::analysis::roles;
/// use dissensus::import::{Input, LoadOptions, load};
/// use dissensus::model::{Confidence, WorkId};
/// let text = "@book{a, year=1999} @book{b, year=2000, supports={a}} @book{c, year=2001, disputes={a, b}}";
/// let input = Input { name: "debate.bib".to_owned(), bytes: text.as_bytes().to_vec() };
/// let corpus = load(vec![input], LoadOptions::default()).corpus;
/// let found = roles(&corpus, WorkId::new(0), Confidence::Low);
/// assert_eq!(found.facts[0].kind, "school");
/// assert_eq!(found.facts[0].text, "in school 1 with b");
/// ```
#[must_use]
pub fn roles(corpus: &Corpus, work: WorkId, confidence: Confidence) -> Explanation {
    let subject = corpus.key(Entity::Work(work));
    let mut teller = Teller { corpus, work, key: &subject, facts: Vec::new() };
    teller.school(confidence);
    teller.bridge(confidence);
    teller.main_path(confidence);
    let facts = teller.facts;
    Explanation { subject, facts }
}

struct Teller<'a> {
    corpus: &'a Corpus,
    work: WorkId,
    key: &'a str,
    facts: Vec<Fact>,
}

impl Teller<'_> {
    /// Something that stands nowhere but follows from the rest; its place is that of the work.
    fn found(&mut self, kind: &'static str, text: String) {
        let start = self.corpus.work(self.work).span;
        let nothing = crate::diagnostic::Span::new(start.file, start.start, start.start);
        let source = reference(self.corpus, start, nothing);
        self.facts.push(Fact { kind, text, by: None, source });
    }

    fn school(&mut self, confidence: Confidence) {
        let mut query = SchoolsQuery { seeds: NonZeroUsize::new(1), ..SchoolsQuery::default() };
        query.responses.confidence = confidence;
        // A query that asks for nothing in particular contradicts itself nowhere.
        let Ok(found) = schools(self.corpus, &query) else { return };
        let Some(number) = found.school_of(self.work) else { return };
        let Some(school) = found.finding.schools.iter().find(|school| school.id == number) else { return };
        let others: Vec<&str> =
            school.members.iter().map(String::as_str).filter(|member| *member != self.key).collect();
        let with = if others.is_empty() { "alone".to_owned() } else { format!("with {}", others.join(", ")) };
        self.found("school", format!("in school {number} {with}"));
        let key = self.key;
        for misfit in found.finding.misfits.iter().filter(|misfit| misfit.work == key) {
            let theirs = misfit.school_positions.join(", ");
            self.found("misfit", format!("holds {}, while its school is of {theirs}", misfit.position));
        }
        for edge in found.edges_of_work(self.corpus, self.work, TIES) {
            let (other, school) =
                if edge.a == self.key { (edge.b, edge.b_school) } else { (edge.a, edge.a_school) };
            for because in edge.because {
                let Some(source) = because.sources.into_iter().next() else { continue };
                let text = format!("{:+} with {other} of school {school}: {}", because.weight, because.text);
                self.facts.push(Fact { kind: "reason", text, by: None, source });
            }
        }
    }

    fn bridge(&mut self, confidence: Confidence) {
        let mut query = BridgeQuery::new(BridgeGroups::Positions(NonZeroUsize::MIN));
        query.confidence = confidence;
        query.top = NonZeroUsize::MAX;
        let found = bridges(self.corpus, &query);
        let count = found.bridge_count;
        let Some(bridge) = found.bridges.into_iter().find(|bridge| bridge.work == self.key) else { return };
        let joins = bridge.joins.join(", ");
        self.found("bridge", format!("{} of {count} between {joins}: {}", bridge.rank, bridge.because));
        for mention in bridge.evidence {
            // A work that holds a position need not be told that it is that position's.
            let group = mention.group.filter(|group| !mention.text.ends_with(group.as_str()));
            let group = group.map(|group| format!(" of {group}")).unwrap_or_default();
            let text = format!("{}{group}", mention.text);
            self.facts.push(Fact { kind: "link", text, by: None, source: mention.source });
        }
    }

    fn main_path(&mut self, confidence: Confidence) {
        let descent = descent(self.corpus, Links::Both, confidence);
        let found = main_path(self.corpus, &descent, &MainPathOptions::default());
        for arc in found.arcs.into_iter().filter(|arc| arc.on_path) {
            for link in arc.because.into_iter().filter(|link| link.from == self.key || link.to == self.key) {
                let text = format!(
                    "{} {} {}, on an arc of weight {}",
                    link.from, link.relation, link.to, arc.weight.0
                );
                self.facts.push(Fact { kind: "main-path", text, by: link.by, source: link.source });
            }
        }
    }
}
