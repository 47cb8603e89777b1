//! Works, persons and venues by a named measure.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::AccuracyFinding;
use super::accuracy::rounded;
use crate::algorithm::centrality::{
    Accuracy, BetweennessOptions, PageRankOptions, Scores, betweenness, core_numbers, h_index, in_degree,
    page_rank,
};
use crate::model::{Confidence, Corpus, Entity, Presence, Sign, WorkId};
use crate::network::{DirectedNetwork, NodeIndex, UndirectedNetwork};
use crate::projection::{Mention, MentionKinds, MentionNodes, MentionOptions, Mentions, mentions};

/// What is ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RankOf {
    /// Works that have an entry.
    #[default]
    Works,
    /// Authors, or editors of works without authors.
    Persons,
    /// Journals, else books that hold several works, else publishers: see [`Corpus::venue`].
    Venues,
}

impl RankOf {
    /// The word for several.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Persons => "persons",
            Self::Venues => "venues",
        }
    }
}

/// By which number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RankBy {
    /// How many works of the corpus cite it.
    #[default]
    Citations,
    /// The same, without those that share a person with it.
    CitationsWithoutSelf,
    /// How many responses it receives, whatever their sign.
    Responses,
    /// How many of sign +1.
    ResponsesPositive,
    /// How many of sign −1.
    ResponsesNegative,
    /// How often a reader who follows links from work to work comes by it.
    PageRank,
    /// How many shortest chains of links lead through it.
    Betweenness,
    /// How thick the part of the network is in which it lies.
    CoreNumber,
    /// The greatest h such that h of its works are cited h times or more.
    HIndex,
}

impl RankBy {
    /// Every measure.
    pub const ALL: [Self; 9] = [
        Self::Citations,
        Self::CitationsWithoutSelf,
        Self::Responses,
        Self::ResponsesPositive,
        Self::ResponsesNegative,
        Self::PageRank,
        Self::Betweenness,
        Self::CoreNumber,
        Self::HIndex,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Citations => "citations",
            Self::CitationsWithoutSelf => "citations-without-self",
            Self::Responses => "responses",
            Self::ResponsesPositive => "responses-positive",
            Self::ResponsesNegative => "responses-negative",
            Self::PageRank => "page-rank",
            Self::Betweenness => "betweenness",
            Self::CoreNumber => "core-number",
            Self::HIndex => "h-index",
        }
    }

    /// Whether it can be told of such things.
    #[must_use]
    pub fn fits(self, of: RankOf) -> bool {
        match self {
            Self::Betweenness | Self::CoreNumber => of == RankOf::Works,
            Self::HIndex => of != RankOf::Works,
            _ => true,
        }
    }

    /// The statements that it goes by, where the user is not to choose.
    #[must_use]
    pub fn own_kinds(self) -> Option<MentionKinds> {
        match self {
            Self::Citations | Self::CitationsWithoutSelf | Self::HIndex => Some(MentionKinds::Citations),
            Self::Responses | Self::ResponsesPositive | Self::ResponsesNegative => {
                Some(MentionKinds::Responses)
            }
            Self::PageRank | Self::Betweenness | Self::CoreNumber => None,
        }
    }
}

/// What is to be ranked, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankQuery {
    /// What.
    pub of: RankOf,
    /// By which measure.
    pub by: RankBy,
    /// What joins works, for the measures of networks: PageRank, betweenness and core numbers.
    pub kinds: MentionKinds,
    /// The least confidence of a response.
    pub confidence: Confidence,
    /// How betweenness is found.
    pub betweenness: BetweennessOptions,
}

impl Default for RankQuery {
    /// Works by citations.
    fn default() -> Self {
        Self {
            of: RankOf::default(),
            by: RankBy::default(),
            kinds: MentionKinds::default(),
            confidence: Confidence::Low,
            betweenness: BetweennessOptions::default(),
        }
    }
}

/// A measure that cannot be told of such things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RankError {
    /// It looks at several works of one person or venue.
    #[error("a work has no {}: it counts the cited works of a person or venue", .0.name())]
    NeedsSeveralWorks(RankBy),
    /// It is of nodes in the network of works.
    #[error("{} is a measure of works: {} are no nodes in their network", .0.name(), .1.name())]
    NeedsWorks(RankBy, RankOf),
}

/// A score: a count or a measure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum RankScore {
    /// How many.
    Count(u64),
    /// How much.
    Measure(f64),
}

impl RankScore {
    fn value(self) -> f64 {
        match self {
            Self::Count(count) => count as f64,
            Self::Measure(measure) => measure,
        }
    }
}

/// One place of a ranking.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankFinding {
    /// Its rank from 1; equals share the first of theirs.
    pub rank: usize,
    /// The key of the work, the name of the person or venue.
    pub key: String,
    /// The short name of a work; the same as the key for others.
    pub label: String,
    /// The score.
    pub score: RankScore,
    /// The keys of the works that were counted.
    pub works: Vec<String>,
}

/// An order of works, persons or venues.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ranking {
    /// What is ranked: `works`, `persons`, `venues`.
    pub of: &'static str,
    /// The name of the measure.
    pub by: &'static str,
    /// How far the scores may be trusted.
    pub accuracy: AccuracyFinding,
    /// Those with a score above 0, highest first, equals by key.
    pub ranking: Vec<RankFinding>,
    /// How many have a score of 0.
    pub without_score: usize,
    /// How many works have no person or no venue, where these are ranked.
    pub works_left_out: usize,
    /// How many statements of one work about another the scores rest on.
    pub links: usize,
    /// How many works cite or respond to another, as far as that is looked at.
    pub works_speaking: usize,
    /// How many works there are.
    pub works: usize,
}

/// Ranks works, persons or venues by a measure.
///
/// - **citations**: the number of works with an entry that cite it. For a person or venue, the sum over its works,
///   each counted whole however many authors it has. A citation is one that `cites` states; responses are counted
///   apart. **citations-without-self** leaves out those whose citing and cited work share a person.
/// - **responses**, **responses-positive**, **responses-negative**: how many responses of works and positions a work
///   receives, each part that is responded to counted; its own to itself are left out.
/// - **page-rank**, **betweenness**, **core-number**: see [`page_rank`], [`betweenness`] and [`core_numbers`], on
///   the works as they respond to and cite one another, each pair once in each direction. The PageRank of a
///   person or venue is the sum over its works: the share of a reader's time that is spent on them. The other two are
///   of works only.
/// - **h-index**: see [`h_index`], of the citations of the works of a person or venue.
///
/// # Determinism
/// The corpus decides, and the seed where betweenness is sampled.
///
/// # Complexity
/// That of the measure, and O(w log w) for w works, persons or venues.
///
/// # Errors
/// If the measure cannot be told of what is to be ranked.
///
/// # References
/// Those of the measures; local citation counts, with self-citations and without: E. Garfield, A. I. Pudovkin & V. S.
/// Istomin (2003), "Why do we need algorithmic historiography?", doi:10.1002/asi.10226.
///
/// # Examples
/// ```
/// use dissensus::analysis::{RankBy, RankOf, RankQuery, RankScore, rank};
/// use dissensus::import::{Input, LoadOptions, load};
/// let text = "@book{a, title = {A}, author = {Ash, Ann}, year = 1990}
///     @book{b, title = {B}, author = {Ash, Ann}, year = 1991, cites = {a}}
///     @book{c, title = {C}, author = {Elm, El}, year = 1992, cites = {a, b}}";
/// let input = Input { name: "a.bib".to_owned(), bytes: text.into() };
/// let corpus = load(vec![input], LoadOptions::default()).corpus;
/// let query = RankQuery { of: RankOf::Persons, by: RankBy::CitationsWithoutSelf, ..RankQuery::default() };
/// let found = rank(&corpus, &query).unwrap();
/// assert_eq!((found.ranking[0].key.as_str(), found.ranking[0].score), ("Ash, Ann", RankScore::Count(2)));
/// let works = RankQuery { by: RankBy::HIndex, ..RankQuery::default() };
/// assert!(rank(&corpus, &works).is_err());
/// ```
pub fn rank(corpus: &Corpus, query: &RankQuery) -> Result<Ranking, RankError> {
    if !query.by.fits(query.of) {
        return Err(match query.of {
            RankOf::Works => RankError::NeedsSeveralWorks(query.by),
            of => RankError::NeedsWorks(query.by, of),
        });
    }
    let mentions = mentions_for(corpus, query);
    let works: Vec<WorkId> = mentions.entities().iter().filter_map(|entity| work_of(*entity)).collect();
    let (scores, links) = scores_of_works(corpus, query, &mentions);
    let accuracy = scores.accuracy().into();
    let (named, works_left_out) = members(corpus, query.of, &works);
    let is_count = !matches!(query.by, RankBy::PageRank | RankBy::Betweenness);
    let mut ranking: Vec<RankFinding> = Vec::new();
    let mut without_score = 0;
    for (key, members) in named {
        let scores = members.iter().map(|member| scores.values()[*member]);
        let value = if query.by == RankBy::HIndex {
            let counts: Vec<u64> = scores.map(|score| score as u64).collect();
            h_index(&counts) as f64
        } else {
            scores.fold(0.0, |sum, score| sum + score)
        };
        // Where nothing is joined every work has the same PageRank, which says nothing.
        if value <= 0.0 || links == 0 {
            without_score += 1;
            continue;
        }
        let score =
            if is_count { RankScore::Count(value as u64) } else { RankScore::Measure(rounded(value)) };
        let mut keys: Vec<String> =
            members.iter().map(|&member| corpus.key(Entity::Work(works[member]))).collect();
        keys.sort();
        let label = match query.of {
            RankOf::Works => corpus.label(works[members[0]]),
            RankOf::Persons | RankOf::Venues => key.clone(),
        };
        ranking.push(RankFinding { rank: 0, key, label, score, works: keys });
    }
    // A stable sort keeps the order of the keys among equals.
    ranking.sort_by(|a, b| b.score.value().total_cmp(&a.score.value()));
    for place in 0..ranking.len() {
        let shared = place > 0 && ranking[place].score == ranking[place - 1].score;
        ranking[place].rank = if shared { ranking[place - 1].rank } else { place + 1 };
    }
    let (of, by) = (query.of.name(), query.by.name());
    let mut speaking: Vec<NodeIndex> = mentions.edges().iter().map(|edge| edge.from).collect();
    speaking.dedup();
    let works_speaking =
        speaking.into_iter().filter(|&node| work_of(mentions.entity(node)).is_some()).count();
    Ok(Ranking {
        of,
        by,
        accuracy,
        ranking,
        without_score,
        works_left_out,
        links,
        works_speaking,
        works: works.len(),
    })
}

/// The works that have an entry, by a measure, highest first, equals in the order of the files, each with its score.
///
/// What [`rank`] says of works in words; see there for determinism and cost.
///
/// # Errors
/// If the measure cannot be told of works.
///
/// # Examples
/// ```
/// use dissensus::analysis::{RankQuery, works_by_rank};
/// use dissensus::import::{Input, LoadOptions, load};
/// let text = "@book{a, title = {A}, cites = {b}} @book{b, title = {B}}";
/// let input = Input { name: "a.bib".to_owned(), bytes: text.into() };
/// let corpus = load(vec![input], LoadOptions::default()).corpus;
/// let ranked = works_by_rank(&corpus, &RankQuery::default()).unwrap();
/// assert_eq!(ranked.iter().map(|(work, score)| (work.index(), *score)).collect::<Vec<_>>(), [(1, 1.0), (0, 0.0)]);
/// ```
pub fn works_by_rank(corpus: &Corpus, query: &RankQuery) -> Result<Vec<(WorkId, f64)>, RankError> {
    if !query.by.fits(RankOf::Works) {
        return Err(RankError::NeedsSeveralWorks(query.by));
    }
    let mentions = mentions_for(corpus, query);
    let (scores, links) = scores_of_works(corpus, query, &mentions);
    let works = mentions.entities().iter().zip(scores.values());
    let works = works.filter_map(|(entity, score)| Some((work_of(*entity)?, *score)));
    // Where nothing is joined every work has the same PageRank, which says nothing.
    let told = |(work, score)| (work, if links == 0 { 0.0 } else { score });
    let mut ranked: Vec<(WorkId, f64)> =
        works.filter(|(work, _)| corpus.work(*work).presence == Presence::Listed).map(told).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    Ok(ranked)
}

/// Who speaks of whom, as far as a measure looks at it.
fn mentions_for(corpus: &Corpus, query: &RankQuery) -> Mentions {
    let options = MentionOptions {
        kinds: query.by.own_kinds().unwrap_or(query.kinds),
        // Positions respond to works too.
        nodes: if query.by.own_kinds() == Some(MentionKinds::Responses) {
            MentionNodes::WorksAndPositions
        } else {
            MentionNodes::Works
        },
        confidence: query.confidence,
        ..MentionOptions::default()
    };
    mentions(corpus, &options)
}

fn work_of(entity: Entity) -> Option<WorkId> {
    match entity {
        Entity::Work(work) => Some(work),
        _ => None,
    }
}

/// The score of every node, and how many statements it rests on.
fn scores_of_works(corpus: &Corpus, query: &RankQuery, mentions: &Mentions) -> (Scores, usize) {
    let persons = |node: NodeIndex| match mentions.entity(node) {
        Entity::Work(work) => &corpus.work(work).persons[..],
        _ => &[],
    };
    let share_person = |from, to| persons(from).iter().any(|person| persons(to).contains(person));
    let is_of = |mention: Mention, wanted: Sign| matches!(mention, Mention::Response(id) if corpus.sign(corpus.response(id)) == wanted);
    let responses = |wanted: Option<Sign>| {
        let mut counts = vec![0.0; mentions.node_count()];
        let counted =
            mentions.edges().iter().filter(|edge| wanted.is_none_or(|sign| is_of(edge.mention, sign)));
        let mut links = 0;
        for edge in counted {
            counts[edge.to.index()] += 1.0;
            links += usize::from(work_of(mentions.entity(edge.to)).is_some());
        }
        (Scores::new(counts, Accuracy::Exact), links)
    };
    let network = || mentions.network();
    let with_links = |network: &DirectedNetwork, scores| (scores, network.edge_count());
    match query.by {
        RankBy::Citations | RankBy::HIndex => {
            let network = network();
            with_links(&network, in_degree(&network))
        }
        RankBy::CitationsWithoutSelf => {
            let all = network();
            let others = all.edges().filter(|&(from, to, _)| !share_person(from, to));
            let others = DirectedNetwork::new(all.node_count(), others);
            with_links(&others, in_degree(&others))
        }
        RankBy::Responses => responses(None),
        RankBy::ResponsesPositive => responses(Some(Sign::Positive)),
        RankBy::ResponsesNegative => responses(Some(Sign::Negative)),
        RankBy::PageRank => {
            let network = network();
            with_links(&network, page_rank(&network, &PageRankOptions::default()))
        }
        RankBy::Betweenness => {
            let network = network();
            with_links(&network, betweenness(&network, &query.betweenness))
        }
        RankBy::CoreNumber => {
            let network = network();
            let numbers = core_numbers(&UndirectedNetwork::new(network.node_count(), network.edges()));
            let numbers = numbers.into_iter().map(|number| number as f64).collect();
            with_links(&network, Scores::new(numbers, Accuracy::Exact))
        }
    }
}

/// Those that are ranked, by key, each with the places of its works; and how many works belong to none.
fn members(corpus: &Corpus, of: RankOf, works: &[WorkId]) -> (Vec<(String, Vec<usize>)>, usize) {
    let places = works.iter().enumerate();
    let mut left_out = 0;
    let mut found: Vec<(String, Vec<usize>)> = match of {
        RankOf::Works => places.map(|(place, &work)| (corpus.key(Entity::Work(work)), vec![place])).collect(),
        RankOf::Persons => {
            let mut by_person = BTreeMap::new();
            for (place, &work) in places {
                let mut persons = corpus.work(work).persons.to_vec();
                persons.sort();
                persons.dedup();
                left_out += usize::from(persons.is_empty());
                for person in persons {
                    by_person.entry(person).or_insert_with(Vec::new).push(place);
                }
            }
            by_person.into_iter().map(|(id, places)| (corpus.key(Entity::Person(id)), places)).collect()
        }
        RankOf::Venues => {
            let mut by_venue: BTreeMap<String, Venue> = BTreeMap::new();
            for (place, &work) in places {
                let Some(name) = corpus.venue(work) else {
                    left_out += 1;
                    continue;
                };
                let venue = by_venue.entry(name.to_lowercase()).or_default();
                *venue.spellings.entry(name).or_default() += 1;
                venue.works.push(place);
            }
            by_venue.into_values().map(Venue::named).collect()
        }
    };
    found.sort();
    (found, left_out)
}

/// The works of a venue, and how often its name is written how.
#[derive(Default)]
struct Venue {
    spellings: BTreeMap<String, usize>,
    works: Vec<usize>,
}

impl Venue {
    /// Under the spelling that is met most, of equals the first in the alphabet.
    fn named(self) -> (String, Vec<usize>) {
        let most = self.spellings.into_iter().min_by_key(|(_, count)| Reverse(*count));
        (most.map_or_else(String::new, |(name, _)| name), self.works)
    }
}
