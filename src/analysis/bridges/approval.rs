//! Works that opposed positions both build on.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::{ApprovalFinding, SidesFinding};
use crate::analysis::responses::{Reference, finding, reference};
use crate::model::{Confidence, Corpus, Entity, PositionId, Presence, Response, Sign, WorkId};

/// Two positions of which one is against the other.
struct Opposed {
    ends: [PositionId; 2],
    words: String,
    source: Reference,
}

/// The positions that are against each other, each two once: those of which one declares that it `opposes` the other,
/// and those of which one responds to the other with a negative sign. Positions below them are on their sides.
///
/// Negative responses of works do not count: one critic does not set two camps against each other.
fn oppositions(corpus: &Corpus, confidence: Confidence) -> Vec<Opposed> {
    let mut found: BTreeMap<[PositionId; 2], Opposed> = BTreeMap::new();
    let mut add = |from: PositionId, to: PositionId, verb: &str, source: Reference| {
        if from != to {
            let words =
                format!("{} {verb} {}", corpus.key(Entity::Position(from)), corpus.key(Entity::Position(to)));
            found.entry([from.min(to), from.max(to)]).or_insert(Opposed { ends: [from, to], words, source });
        }
    };
    for opposition in corpus.oppositions().iter().filter(|it| it.evidence.confidence >= confidence) {
        let source = reference(corpus, opposition.evidence.span, opposition.evidence.field);
        add(opposition.from, opposition.to, "opposes", source);
    }
    for response in corpus.responses().iter().filter(|it| it.evidence.confidence >= confidence) {
        if let (Entity::Position(from), Entity::Position(to)) = (response.from, response.to)
            && corpus.sign(response) == Sign::Negative
        {
            let source = reference(corpus, response.evidence.span, response.evidence.field);
            add(from, to, &corpus.relation(response.relation).label, source);
        }
    }
    found.into_values().collect()
}

/// The works that receive positive responses from others than their authors, with the positions these come from,
/// by key; those that are approved by both sides first.
///
/// **Approved by both sides** is a work that receives a positive response from each of two opposed positions, sent by
/// two different works or positions. A position sends what it says itself, what positions below it say, and
/// what the works say that hold any of them. Two positions are opposed if one declares that it `opposes` the
/// other or responds to it with a negative sign, or if this holds of positions above them. A response of a work that
/// shares a person with the approved one does not count; nor do responses and stances less sure than `confidence`, or
/// anything of or to the works of `without`.
///
/// # Determinism
/// The corpus decides.
///
/// # Complexity
/// Linear in responses, times the depth of the tree, plus pairs of opposed positions that approve of one work.
///
/// # References
/// Signs are those of CiTO's properties as [`Relations`](crate::model::Relations) has them (S. Peroni & D. Shotton
/// (2012), doi:10.1016/j.websem.2012.08.001); the question is this program's own.
///
/// # Examples
/// ```
/// use dissensus::analysis::approvals;
/// use dissensus::import::{Input, LoadOptions, load};
/// use dissensus::model::Confidence;
/// let text = "@position{pro, title = {P}} @position{anti, title = {N}, opposes = {pro}}
///     @book{a, title = {A}, year = 1990}
///     @book{b, title = {B}, year = 1991, position = {pro}, extends = {a}}
///     @book{c, title = {C}, year = 1992, position = {anti}, supports = {a}}";
/// let input = Input { name: "a.bib".to_owned(), bytes: text.into() };
/// let corpus = load(vec![input], LoadOptions::default()).corpus;
/// let found = approvals(&corpus, Confidence::Low, &Default::default());
/// assert_eq!((found[0].work.as_str(), found[0].sides[0].sides.join("+").as_str()), ("a", "anti+pro"));
/// ```
#[must_use]
pub fn approvals(
    corpus: &Corpus,
    confidence: Confidence,
    without: &BTreeSet<WorkId>,
) -> Vec<ApprovalFinding> {
    by_work(corpus, confidence, without).into_iter().map(|(_, found)| found).collect()
}

/// The same, each with its work.
pub(super) fn by_work(
    corpus: &Corpus,
    confidence: Confidence,
    without: &BTreeSet<WorkId>,
) -> Vec<(WorkId, ApprovalFinding)> {
    let oppositions = oppositions(corpus, confidence);
    let mut against: BTreeMap<PositionId, Vec<&Opposed>> = BTreeMap::new();
    for opposed in &oppositions {
        against.entry(opposed.ends[0]).or_default().push(opposed);
    }
    let mut received: BTreeMap<WorkId, Vec<&Response>> = BTreeMap::new();
    for response in corpus.responses().iter().filter(|it| it.evidence.confidence >= confidence) {
        if let Entity::Work(work) = response.to
            && corpus.work(work).presence == Presence::Listed
            && corpus.sign(response) == Sign::Positive
            && !without.contains(&work)
            && !matches!(response.from, Entity::Work(sender) if without.contains(&sender))
            && !is_own(corpus, response.from, work)
        {
            received.entry(work).or_default().push(response);
        }
    }
    let mut found: Vec<(WorkId, ApprovalFinding)> = received
        .into_iter()
        .map(|(work, responses)| (work, approval(corpus, work, &responses, &against, confidence)))
        .collect();
    found.sort_by(|(_, a), (_, b)| b.sides.len().cmp(&a.sides.len()).then_with(|| a.work.cmp(&b.work)));
    found
}

fn approval(
    corpus: &Corpus,
    work: WorkId,
    responses: &[&Response],
    against: &BTreeMap<PositionId, Vec<&Opposed>>,
    confidence: Confidence,
) -> ApprovalFinding {
    let mut from: BTreeSet<String> = BTreeSet::new();
    let mut sent: BTreeMap<PositionId, Vec<&Response>> = BTreeMap::new();
    for &response in responses {
        let stated = positions(corpus, response.from, confidence);
        from.extend(stated.iter().map(|&position| corpus.key(Entity::Position(position))));
        let above: BTreeSet<PositionId> = stated.iter().flat_map(|&id| corpus.ancestry(id)).collect();
        for position in above {
            sent.entry(position).or_default().push(response);
        }
    }
    let mut sides = Vec::new();
    for (position, ours) in &sent {
        for opposed in against.get(position).into_iter().flatten() {
            let Some(theirs) = sent.get(&opposed.ends[1]) else { continue };
            if ours.iter().any(|our| theirs.iter().any(|their| their.from != our.from)) {
                let words =
                    |responses: &[&Response]| responses.iter().map(|one| finding(corpus, one)).collect();
                sides.push(SidesFinding {
                    sides: opposed.ends.map(|end| corpus.key(Entity::Position(end))),
                    opposed: opposed.words.clone(),
                    source: opposed.source.clone(),
                    responses: [words(ours), words(theirs)],
                });
            }
        }
    }
    let responses = responses.iter().map(|response| finding(corpus, response)).collect();
    ApprovalFinding {
        work: corpus.key(Entity::Work(work)),
        from: from.into_iter().collect(),
        responses,
        sides,
    }
}

/// Whether a response of this sender would be praise of oneself.
fn is_own(corpus: &Corpus, sender: Entity, work: WorkId) -> bool {
    let Entity::Work(sender) = sender else { return false };
    let persons = &corpus.work(work).persons;
    sender == work || corpus.work(sender).persons.iter().any(|person| persons.contains(person))
}

/// The positions for which something speaks.
fn positions(corpus: &Corpus, sender: Entity, confidence: Confidence) -> Vec<PositionId> {
    match sender {
        Entity::Position(position) => vec![position],
        Entity::Work(work) => corpus
            .stances_of(work)
            .filter(|stance| stance.evidence.confidence >= confidence)
            .map(|stance| stance.position)
            .collect(),
        _ => Vec::new(),
    }
}

/// The positions that are opposed, in words, by key: "pro opposes anti".
#[must_use]
pub fn opposed_positions(corpus: &Corpus, confidence: Confidence) -> Vec<String> {
    let mut words: Vec<String> =
        oppositions(corpus, confidence).into_iter().map(|opposed| opposed.words).collect();
    words.sort();
    words
}
