//! Why works are joined: the statements and citations behind an edge, with file and line.

use std::collections::{BTreeMap, BTreeSet};

use super::agreement::Declared;
use super::division::rounded;
use super::layers::{CitationLayer, Joined, Layers};
use super::{Because, CitationProjection};
use crate::analysis::Reference;
use crate::analysis::responses::reference;
use crate::model::{Attitude, Corpus, Entity, WorkId};
use crate::network::{NodeIndex, Partition};
use crate::projection::{ResponseNetwork, Statement, Tie, Utterance, node_of, work_of};

/// How many keys a reason names, and how many joined works citations are explained for.
const NAMED: usize = 5;

/// Everything that joins two works.
pub(super) fn of_edge(corpus: &Corpus, layers: &Layers, a: WorkId, b: WorkId) -> Vec<Because> {
    let mut reasons = Vec::new();
    if let Some(responses) = &layers.responses {
        for tie in responses.ties(node_of(a), node_of(b)) {
            reasons.push(Because {
                text: tie.statements.iter().map(|it| told(corpus, it)).collect::<Vec<_>>().join("; "),
                weight: rounded(tie.weight as f64 * layers.shares.0),
                works: [a, b].map(|work| corpus.key(Entity::Work(work))).to_vec(),
                sources: each_once(tie.statements.iter().flat_map(|it| sources(corpus, it))),
            });
        }
    }
    if let Some(citations) = &layers.citations {
        reasons.extend(by_citations(corpus, citations, layers.shares.1, a, b));
    }
    reasons
}

/// Works that stand on either side of a work that sits oddly.
pub(super) struct Surroundings<'a> {
    pub(super) joined: &'a Joined,
    pub(super) partition: &'a Partition,
    pub(super) declared: &'a [Declared],
    /// How the school is called in a sentence: "school 2".
    pub(super) school: String,
}

/// What draws a work to its school, and what drives it from the works of its position elsewhere, strongest first.
///
/// What the work says of one thing is one reason, however many others say the same of it.
pub(super) fn of_misfit(
    corpus: &Corpus,
    layers: &Layers,
    around: &Surroundings<'_>,
    node: NodeIndex,
) -> Vec<Because> {
    let work = around.joined.kept.work(node);
    let own = around.declared[node.index()];
    let mut drawn = Vec::new();
    let mut driven = Vec::new();
    for (other, weight) in around.joined.network.neighbours(node) {
        if around.partition.group(other) == around.partition.group(node) {
            drawn.push((around.joined.kept.work(other), weight));
        } else if around.declared[other.index()] == own {
            driven.push((around.joined.kept.work(other), weight));
        }
    }
    let mut reasons = Vec::new();
    if let Some(responses) = &layers.responses {
        let own = match own {
            Declared::One(position) => corpus.key(Entity::Position(position)),
            Declared::None | Declared::Several => "no position".to_owned(),
        };
        let sides = [(&drawn, Sense::Together, around.school.clone()), (&driven, Sense::Apart, own)];
        for (others, sense, name) in sides {
            let gathered = Gathered::new(responses, work, others, sense);
            reasons.extend(gathered.reasons(corpus, work, sense, &name, layers.shares.0));
        }
    }
    if let Some(citations) = &layers.citations {
        let mut strongest: Vec<(WorkId, f64)> =
            drawn.into_iter().filter(|&(_, weight)| weight > 0.0).collect();
        strongest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for (other, _) in strongest.into_iter().take(NAMED) {
            reasons.extend(by_citations(corpus, citations, layers.shares.1, work, other));
        }
    }
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then_with(|| a.text.cmp(&b.text)));
    reasons
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    Together,
    Apart,
}

/// The ties of one work to others in one sense, by what they are about.
struct Gathered<'a> {
    /// What one says of the other.
    direct: Vec<Tie<'a>>,
    /// By thing: what the work says of it, and those who say something of it too.
    common: BTreeMap<Entity, (&'a Statement, Vec<&'a Statement>)>,
}

impl<'a> Gathered<'a> {
    fn new(responses: &'a ResponseNetwork, work: WorkId, others: &[(WorkId, f64)], sense: Sense) -> Self {
        let mut gathered = Self { direct: Vec::new(), common: BTreeMap::new() };
        for &(other, _) in others {
            for tie in responses.ties(node_of(work), node_of(other)) {
                if (tie.weight > 0) != (sense == Sense::Together) {
                    continue;
                }
                match tie.statements.as_slice() {
                    &[mine, theirs] => {
                        gathered.common.entry(mine.about).or_insert((mine, Vec::new())).1.push(theirs);
                    }
                    _ => gathered.direct.push(tie),
                }
            }
        }
        gathered
    }

    fn reasons(&self, corpus: &Corpus, work: WorkId, sense: Sense, name: &str, share: f64) -> Vec<Because> {
        let direct = self.direct.iter().map(|tie| {
            let others = tie.statements.iter().map(|it| {
                let about = match it.about {
                    Entity::Work(about) => about,
                    _ => it.work,
                };
                corpus.key(Entity::Work(if it.work == work { about } else { it.work }))
            });
            Because {
                text: tie.statements.iter().map(|it| told(corpus, it)).collect::<Vec<_>>().join("; "),
                weight: rounded(tie.weight as f64 * share),
                works: others.collect(),
                sources: each_once(tie.statements.iter().flat_map(|it| sources(corpus, it))),
            }
        });
        let common = self.common.values().map(|(mine, theirs)| {
            let side = match (sense, mine.balance > 0) {
                (Sense::Together, true) => "for it too",
                (Sense::Together, false) => "against it too",
                (Sense::Apart, true) => "against it",
                (Sense::Apart, false) => "for it",
            };
            let works: Vec<String> = theirs.iter().map(|it| corpus.key(Entity::Work(it.work))).collect();
            let (noun, verb) = if works.len() == 1 { ("work", "is") } else { ("works", "are") };
            let weight = works.len() as f64 * if sense == Sense::Together { share } else { -share };
            let text = format!(
                "{}; {} {noun} of {name} {verb} {side}: {}",
                told(corpus, mine),
                works.len(),
                some(&works)
            );
            let said = std::iter::once(*mine).chain(theirs.iter().copied());
            Because {
                text,
                weight: rounded(weight),
                sources: each_once(said.flat_map(|it| sources(corpus, it))),
                works,
            }
        });
        direct.chain(common).collect()
    }
}

/// "brookswohlforth2005 disputes and critiques pro".
fn told(corpus: &Corpus, statement: &Statement) -> String {
    let mut verbs: Vec<&str> = Vec::new();
    for utterance in &statement.utterances {
        let verb = match utterance {
            Utterance::Response(id) => &*corpus.relation(corpus.response(*id).relation).label,
            Utterance::Assertion(id) => match corpus.assertion(*id).attitude {
                Attitude::Asserts => "asserts",
                Attitude::Denies => "denies",
            },
        };
        if !verbs.contains(&verb) {
            verbs.push(verb);
        }
    }
    let (work, about) = (corpus.key(Entity::Work(statement.work)), corpus.key(statement.about));
    format!("{work} {} {about}", verbs.join(" and "))
}

fn sources(corpus: &Corpus, statement: &Statement) -> Vec<Reference> {
    let evidence = statement.utterances.iter().map(|utterance| match utterance {
        Utterance::Response(id) => &corpus.response(*id).evidence,
        Utterance::Assertion(id) => &corpus.assertion(*id).evidence,
    });
    evidence.map(|it| reference(corpus, it.span, it.field)).collect()
}

/// Places in the order given, without repetition.
fn each_once(places: impl Iterator<Item = Reference>) -> Vec<Reference> {
    let mut seen = BTreeSet::new();
    places.filter(|place| seen.insert(place.clone())).collect()
}

/// The first of some keys, and how many more there are.
fn some(keys: &[String]) -> String {
    let shown = keys.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    match keys.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// What citations join two works by, if they do.
fn by_citations(corpus: &Corpus, layer: &CitationLayer, share: f64, a: WorkId, b: WorkId) -> Option<Because> {
    let (from, to) = (node_of(a), node_of(b));
    let weight = layer.network.weight(from, to)?;
    let key = |work: WorkId| corpus.key(Entity::Work(work));
    let citations = &layer.citations;
    let common = |mine: &[NodeIndex], theirs: &[NodeIndex]| -> Vec<WorkId> {
        let shared = mine.iter().filter(|it| theirs.binary_search(it).is_ok());
        shared.filter(|it| layer.left_out.binary_search(it).is_err()).map(|&it| work_of(it)).collect()
    };
    let (text, pairs): (String, Vec<(WorkId, WorkId)>) = match layer.projection {
        CitationProjection::Direct => {
            let is_cited = |(citing, cited): &(WorkId, WorkId)| {
                citations.successors(node_of(*citing)).binary_search(&node_of(*cited)).is_ok()
            };
            let pairs: Vec<_> = [(a, b), (b, a)].into_iter().filter(is_cited).collect();
            let told: Vec<String> = pairs
                .iter()
                .map(|&(citing, cited)| format!("{} cites {}", key(citing), key(cited)))
                .collect();
            (told.join("; "), pairs)
        }
        CitationProjection::Coupling => {
            let shared = common(citations.successors(from), citations.successors(to));
            let keys: Vec<String> = shared.iter().map(|&work| key(work)).collect();
            let text = format!("{} and {} both cite {}", key(a), key(b), some(&keys));
            (text, shared.iter().flat_map(|&cited| [(a, cited), (b, cited)]).collect())
        }
        CitationProjection::CoCitation => {
            let shared = common(citations.predecessors(from), citations.predecessors(to));
            let keys: Vec<String> = shared.iter().map(|&work| key(work)).collect();
            let text = format!("{} and {} are both cited by {}", key(a), key(b), some(&keys));
            (text, shared.iter().flat_map(|&citing| [(citing, a), (citing, b)]).collect())
        }
    };
    let sources = pairs.into_iter().filter_map(|(citing, cited)| citation_source(corpus, citing, cited));
    Some(Because {
        text,
        weight: rounded(weight * share),
        works: vec![key(a), key(b)],
        sources: each_once(sources),
    })
}

/// Where it is written that one work cites another.
fn citation_source(corpus: &Corpus, citing: WorkId, cited: WorkId) -> Option<Reference> {
    let all = corpus.citations();
    let start = all.partition_point(|citation| citation.from < citing);
    let own = all[start..].iter().take_while(|citation| citation.from == citing);
    let citation = own.into_iter().find(|citation| citation.to == cited)?;
    let (file, place) = corpus.locate(citation.span);
    Some(Reference { file: file.name().to_owned(), line: place.line, field: String::new() })
}
