//! Who is for whom and who is against whom.

use std::cmp::Ordering;

use super::node_of;
use super::pairs::{PAIR_LIMIT, largest_size};
use crate::model::{
    AssertionId, Attitude, Confidence, Corpus, Entity, Relations, Response, ResponseId, Sign, WorkId,
};
use crate::network::{NodeIndex, SignedNetwork};

/// What may join two works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// One responds to the other.
    Works,
    /// Both take a side on one claim: they assert it, deny it or respond to it.
    Claims,
    /// Both respond to one position.
    Positions,
}

/// Which statements join works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseOptions {
    /// What may join two works.
    pub grounds: Vec<Ground>,
    /// Statements that are less sure are left out.
    pub confidence: Confidence,
    /// How many pairs of works claims and positions may make. Where there would be more, those that most works
    /// speak of are left out; see [`ResponseNetwork::left_out`].
    pub most_pairs: u64,
}

impl Default for ResponseOptions {
    /// Works and claims; everything, however unsure; ten million pairs.
    fn default() -> Self {
        Self {
            grounds: vec![Ground::Works, Ground::Claims],
            confidence: Confidence::Low,
            most_pairs: PAIR_LIMIT,
        }
    }
}

/// One thing that a file says of a work, or of a position or claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Utterance {
    /// That it responds.
    Response(ResponseId),
    /// That it asserts or denies a claim.
    Assertion(AssertionId),
}

/// All that one work says of one other thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The work.
    pub work: WorkId,
    /// What it speaks of: a work, claim or position.
    pub about: Entity,
    /// How many times more often it is for than against; below 0 if it is rather against.
    pub balance: i64,
    /// Where it says so.
    pub utterances: Vec<Utterance>,
}

/// Why two works are joined, and with which weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie<'a> {
    /// What the tie adds to the weight of the edge.
    pub weight: i64,
    /// What is said: by one work of the other, or by the two of one claim or position.
    pub statements: Vec<&'a Statement>,
}

/// The works of a corpus, joined by agreement and disagreement.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseNetwork {
    /// The network.
    pub network: SignedNetwork,
    /// What works say on the grounds asked for, by work and then by what it is about; also what sums up to 0.
    pub statements: Vec<Statement>,
    /// The claims and positions that too many works speak of, ascending; they join no works.
    pub left_out: Vec<Entity>,
}

/// A response of one work to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseArc {
    /// The work that responds.
    pub from: NodeIndex,
    /// The work that is responded to.
    pub to: NodeIndex,
    /// How.
    pub sign: Sign,
    /// The response.
    pub response: ResponseId,
}

/// The responses of works to other works that are sure enough, in the order of the corpus, whatever their sign.
///
/// # Complexity
/// Linear in the responses.
pub fn response_arcs(corpus: &Corpus, confidence: Confidence) -> impl Iterator<Item = ResponseArc> + '_ {
    sure_responses(corpus, confidence).filter_map(|(id, response)| match (response.from, response.to) {
        (Entity::Work(from), Entity::Work(to)) if from != to => Some(ResponseArc {
            from: node_of(from),
            to: node_of(to),
            sign: corpus.sign(response),
            response: id,
        }),
        _ => None,
    })
}

fn sure_responses(
    corpus: &Corpus,
    confidence: Confidence,
) -> impl Iterator<Item = (ResponseId, &Response)> + '_ {
    let all = corpus.responses().iter().enumerate().map(|(index, it)| (ResponseId::new(index), it));
    all.filter(move |(_, response)| response.evidence.confidence >= confidence)
}

/// Joins works that agree and works that disagree.
///
/// sᵢⱼ = Σ responses of i to j or of j to i + Σ_c sgn(bᵢ(c)) sgn(bⱼ(c)),
///
/// where a response counts 1 if its relation is positive, −1 if it is negative, and 0 if it is mixed or neutral;
/// c runs over the claims and positions that the options admit as grounds; and bᵢ(c) is how many times more often
/// i is for c than against it, a claim that is asserted counting 1 and one that is denied −1. Two works that assert
/// one claim, or deny it, are drawn together by 1; one that asserts what the other denies is driven apart by 1. An
/// edge has no direction. Pairs whose sum is 0 are not joined: they agree as much as they disagree.
///
/// The positions that works are filed under are never looked at, so that groups found in this network may be
/// compared with them. A response to a position is no response to the works that hold it. Several statements
/// about one relation, by different speakers, count each.
///
/// # Determinism
/// The corpus alone decides; all sums are of whole numbers.
///
/// # Complexity
/// O(n + m log m + p log p) for n works, m responses and assertions, and p pairs that claims and positions make; p
/// is limited by the options.
///
/// # Examples
/// ```
/// use dissensus::import::{Input, LoadOptions, load};
/// use dissensus::projection::{ResponseOptions, signed_responses};
/// let text = "@claim{c, title={C}} @book{a, title={A}, asserts={c}} @book{b, title={B}, denies={c}, disputes={a}}";
/// let input = Input { name: "debate.bib".to_owned(), bytes: text.as_bytes().to_vec() };
/// let corpus = load(vec![input], LoadOptions::default()).corpus;
/// let found = signed_responses(&corpus, &ResponseOptions::default());
/// let (a, b, weight) = found.network.edges().next().unwrap();
/// assert_eq!(weight, -2.0);
/// assert_eq!(found.ties(a, b).len(), 2);
/// ```
#[must_use]
pub fn signed_responses(corpus: &Corpus, options: &ResponseOptions) -> ResponseNetwork {
    let statements = statements(corpus, options);
    let mut edges = Vec::new();
    for statement in &statements {
        if let Entity::Work(to) = statement.about {
            edges.push((node_of(statement.work), node_of(to), statement.balance as f64));
        }
    }
    // Those who take a side on the same thing, side by side.
    let mut sides: Vec<(Entity, WorkId, i64)> = statements
        .iter()
        .filter(|it| !matches!(it.about, Entity::Work(_)) && it.balance != 0)
        .map(|it| (it.about, it.work, it.balance.signum()))
        .collect();
    sides.sort_unstable();
    let groups = || sides.chunk_by(|a, b| a.0 == b.0);
    let largest = largest_size(groups().map(<[_]>::len), options.most_pairs);
    let mut left_out = Vec::new();
    for group in groups() {
        if group.len() > largest {
            left_out.push(group[0].0);
            continue;
        }
        for (place, &(_, a, side)) in group.iter().enumerate() {
            let later = &group[place + 1..];
            edges.extend(later.iter().map(|&(_, b, other)| (node_of(a), node_of(b), (side * other) as f64)));
        }
    }
    ResponseNetwork { network: SignedNetwork::new(corpus.works().len(), edges), statements, left_out }
}

/// What works say on the grounds asked for, by work and then by what it is about.
fn statements(corpus: &Corpus, options: &ResponseOptions) -> Vec<Statement> {
    let admits = |about: Entity| {
        options.grounds.contains(&match about {
            Entity::Work(_) => Ground::Works,
            Entity::Claim(_) => Ground::Claims,
            Entity::Position(_) => Ground::Positions,
            Entity::Person(_) | Entity::Debate(_) | Entity::Event(_) => return false,
        })
    };
    let mut found: Vec<(WorkId, Entity, Utterance, i64)> = Vec::new();
    for (id, response) in sure_responses(corpus, options.confidence) {
        if let Entity::Work(work) = response.from
            && admits(response.to)
            && response.to != response.from
        {
            let value = value(corpus.relations(), response);
            found.push((work, response.to, Utterance::Response(id), value));
        }
    }
    for (index, assertion) in corpus.assertions().iter().enumerate() {
        let claim = Entity::Claim(assertion.claim);
        if let Entity::Work(work) = assertion.holder
            && admits(claim)
            && assertion.evidence.confidence >= options.confidence
        {
            let value = match assertion.attitude {
                Attitude::Asserts => 1,
                Attitude::Denies => -1,
            };
            found.push((work, claim, Utterance::Assertion(AssertionId::new(index)), value));
        }
    }
    found.sort_unstable();
    found
        .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .map(|same| Statement {
            work: same[0].0,
            about: same[0].1,
            balance: same.iter().map(|it| it.3).sum(),
            utterances: same.iter().map(|it| it.2).collect(),
        })
        .collect()
}

/// What a response counts.
fn value(relations: &Relations, response: &Response) -> i64 {
    match relations.sign(response.relation) {
        Sign::Positive => 1,
        Sign::Negative => -1,
        Sign::Mixed | Sign::Neutral => 0,
    }
}

impl ResponseNetwork {
    /// Why two works are joined: ties that add 0 are left out, and the weights of the others add up to the weight
    /// of the edge.
    ///
    /// # Complexity
    /// Linear in what the two say.
    #[must_use]
    pub fn ties(&self, a: NodeIndex, b: NodeIndex) -> Vec<Tie<'_>> {
        let (of_a, of_b) = (self.statements_of(a), self.statements_of(b));
        let direct = |statements: &'_ [Statement], other: NodeIndex| -> Option<usize> {
            let other = Entity::Work(super::work_of(other));
            statements.binary_search_by_key(&other, |statement| statement.about).ok()
        };
        let mut ties = Vec::new();
        for (statements, other) in [(of_a, b), (of_b, a)] {
            if let Some(place) = direct(statements, other) {
                let statement = &statements[place];
                ties.push(Tie { weight: statement.balance, statements: vec![statement] });
            }
        }
        let (mut left, mut right) = (of_a.iter().peekable(), of_b.iter().peekable());
        while let (Some(&mine), Some(&theirs)) = (left.peek(), right.peek()) {
            match mine.about.cmp(&theirs.about) {
                Ordering::Less => drop(left.next()),
                Ordering::Greater => drop(right.next()),
                Ordering::Equal => {
                    let joins = !matches!(mine.about, Entity::Work(_))
                        && self.left_out.binary_search(&mine.about).is_err();
                    if joins {
                        let weight = mine.balance.signum() * theirs.balance.signum();
                        ties.push(Tie { weight, statements: vec![mine, theirs] });
                    }
                    left.next();
                    right.next();
                }
            }
        }
        ties.retain(|tie| tie.weight != 0);
        ties
    }

    /// What a work says, by what it is about.
    #[must_use]
    pub fn statements_of(&self, node: NodeIndex) -> &[Statement] {
        let work = super::work_of(node);
        let start = self.statements.partition_point(|statement| statement.work < work);
        let end = self.statements.partition_point(|statement| statement.work <= work);
        &self.statements[start..end]
    }
}
