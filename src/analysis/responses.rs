//! Who responds to whom.

use serde::Serialize;

use crate::diagnostic::Span;
use crate::model::{
    Confidence, Corpus, Entity, Evidence, PersonId, PositionId, Relation, Response, Sign, Speaker,
};

/// The things that a name given by a user stands for.
///
/// A work, claim, debate or event stands for itself; a person for their works; a position for itself, the
/// positions below it, and the works that hold any of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group(pub Entity);

impl Group {
    /// Whether an end of a response belongs to the group.
    #[must_use]
    pub fn contains(self, corpus: &Corpus, end: Entity) -> bool {
        match (self.0, end) {
            (group, end) if group == end => true,
            (Entity::Position(group), Entity::Position(position)) => corpus.is_within(position, group),
            (Entity::Position(group), Entity::Work(work)) => {
                corpus.stances_of(work).any(|stance| corpus.is_within(stance.position, group))
            }
            (Entity::Person(person), Entity::Work(work)) => corpus.work(work).persons.contains(&person),
            _ => false,
        }
    }
}

/// Which responses are asked for; every condition must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseQuery {
    /// Who responds.
    pub from: Option<Group>,
    /// Who is responded to.
    pub to: Option<Group>,
    /// Two parties, in either direction.
    pub between: Option<(Group, Group)>,
    /// How.
    pub relation: Option<Relation>,
    /// With which sign.
    pub sign: Option<Sign>,
    /// A word that what the response is on contains, in any case.
    pub on: Option<String>,
    /// The first year in which the responding work may have appeared.
    pub since: Option<i32>,
    /// The last year.
    pub until: Option<i32>,
    /// The least confidence.
    pub confidence: Confidence,
}

impl Default for ResponseQuery {
    fn default() -> Self {
        Self {
            from: None,
            to: None,
            between: None,
            relation: None,
            sign: None,
            on: None,
            since: None,
            until: None,
            confidence: Confidence::Low,
        }
    }
}

impl ResponseQuery {
    /// Whether a response meets every condition.
    #[must_use]
    pub fn admits(&self, corpus: &Corpus, response: &Response) -> bool {
        let within = |group: Group, end: Entity| group.contains(corpus, end);
        let (from, to) = (response.from, response.to);
        let between = self
            .between
            .is_none_or(|(a, b)| within(a, from) && within(b, to) || within(b, from) && within(a, to));
        let year = response_year(corpus, response);
        between
            && self.from.is_none_or(|group| within(group, from))
            && self.to.is_none_or(|group| within(group, to))
            && self.relation.is_none_or(|relation| relation == response.relation)
            && self.sign.is_none_or(|sign| sign == corpus.sign(response))
            && self.on.as_ref().is_none_or(|wanted| {
                let on = response.on.as_deref().unwrap_or_default().to_lowercase();
                on.contains(&wanted.to_lowercase())
            })
            && self.since.is_none_or(|since| year.is_some_and(|year| year >= since))
            && self.until.is_none_or(|until| year.is_some_and(|year| year <= until))
            && response.evidence.confidence >= self.confidence
    }
}

/// The year in which a response was made: its own date's, else the responding work's.
#[must_use]
pub(crate) fn response_year(corpus: &Corpus, response: &Response) -> Option<i32> {
    response.date.map(|date| date.start.year).or(match response.from {
        Entity::Work(work) => corpus.work(work).year(),
        _ => None,
    })
}

/// Where a statement stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Reference {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The field.
    pub field: String,
}

/// One response, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResponseFinding {
    /// The key of what responds.
    pub from: String,
    /// Its kind: work, position or claim.
    pub from_kind: &'static str,
    /// The key of what is responded to.
    pub to: String,
    /// Its kind.
    pub to_kind: &'static str,
    /// The relation's name.
    pub relation: String,
    /// Its sign: `+1`, `0`, `-1` or `mixed`.
    pub sign: &'static str,
    /// What it is on.
    pub on: Option<String>,
    /// The claim it is about.
    pub via: Option<String>,
    /// Who says so: a key; the responding thing's own where nobody else does.
    pub by: String,
    /// Where `by` says so.
    pub place: Option<String>,
    /// Where in the responding work.
    pub locator: Option<String>,
    /// The words themselves.
    pub quote: Option<String>,
    /// How sure the annotator is.
    pub confidence: &'static str,
    /// The year in which it was made.
    pub year: Option<i32>,
    /// Where it is written.
    pub source: Reference,
}

/// The place of a statement.
pub(crate) fn reference(corpus: &Corpus, span: Span, field: Span) -> Reference {
    let (file, place) = corpus.locate(span);
    Reference {
        file: file.name().to_owned(),
        line: place.line,
        field: corpus.text(field).trim().to_lowercase(),
    }
}

/// Who says so, as a key.
pub(crate) fn speaker(corpus: &Corpus, evidence: &Evidence, own: Entity) -> String {
    match &evidence.speaker {
        Speaker::Itself => corpus.key(own),
        Speaker::Work(work) => corpus.key(Entity::Work(*work)),
        Speaker::Named(name) => name.to_string(),
    }
}

pub(crate) fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

/// A response in words.
#[must_use]
pub fn finding(corpus: &Corpus, response: &Response) -> ResponseFinding {
    let evidence = &response.evidence;
    ResponseFinding {
        from: corpus.key(response.from),
        from_kind: response.from.kind(),
        to: corpus.key(response.to),
        to_kind: response.to.kind(),
        relation: corpus.relation(response.relation).name.to_string(),
        sign: corpus.sign(response).symbol(),
        on: owned(response.on.as_deref()),
        via: response.via.map(|claim| corpus.key(Entity::Claim(claim))),
        by: speaker(corpus, evidence, response.from),
        place: owned(evidence.place.as_deref()),
        locator: owned(evidence.locator.as_deref()),
        quote: owned(evidence.quote.as_deref()),
        confidence: evidence.confidence.name(),
        year: response_year(corpus, response),
        source: reference(corpus, evidence.span, evidence.field),
    }
}

/// The responses that a query admits, by year, then sender, then receiver, then place in the file.
///
/// Claim-to-claim relations are responses too.
///
/// # Complexity
/// Linear in the responses, times the depth of the position tree.
#[must_use]
pub fn responses<'a>(corpus: &'a Corpus, query: &ResponseQuery) -> Vec<&'a Response> {
    let mut found: Vec<&Response> =
        corpus.responses().iter().filter(|response| query.admits(corpus, response)).collect();
    found.sort_by_cached_key(|response| {
        let year = response_year(corpus, response);
        (year.is_none(), year, corpus.key(response.from), corpus.key(response.to), response.evidence.span)
    });
    found
}

/// The works of a person.
pub(crate) fn works_of(corpus: &Corpus, person: PersonId) -> impl Iterator<Item = Entity> + '_ {
    corpus.work_ids().filter(move |&work| corpus.work(work).persons.contains(&person)).map(Entity::Work)
}

/// The positions directly below one.
pub(crate) fn children(corpus: &Corpus, parent: PositionId) -> impl Iterator<Item = PositionId> + '_ {
    corpus.position_ids().filter(move |&id| corpus.position(id).parent == Some(parent))
}
