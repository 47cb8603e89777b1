//! From a corpus and a query to its schools.

use std::cmp::Reverse;

use super::agreement::{Comparison, Declared};
use super::cohesion::cohesion;
use super::comparison::compare_lenses;
use super::division::{Division, divide, rounded};
use super::layers::{Joined, Layers};
use super::naming::{Naming, namings};
use super::reasons::{Surroundings, of_edge, of_misfit};
use super::{
    CitationProjection, EdgeFinding, Lens, Misfit, School, SchoolMethod, SchoolsError, SchoolsFinding,
    SchoolsQuery,
};
use crate::algorithm::balance::Exactness;
use crate::model::{Corpus, Entity, Presence, WorkId};
use crate::network::{NodeIndex, Partition};
use crate::projection::{Ground, Normalisation};

/// The schools of a corpus, and what they were found in.
#[derive(Debug)]
pub struct Schools {
    /// What was found.
    pub finding: SchoolsFinding,
    layers: Layers,
    joined: Joined,
    partition: Partition,
    /// The number of every group's school.
    numbers: Vec<usize>,
}

/// Finds the schools of a debate: groups of works that are for one another, or cite the same, more than others.
///
/// Responses join works as [`signed_responses`](crate::projection::signed_responses) says, citations by a
/// [`CitationProjection`]; where both are there, an edge weighs W s + (1 − W) c (see
/// [`ResponseShare`](super::ResponseShare)). The positions that works are filed under decide nothing: they are
/// compared with what was found. Works that nothing joins are in no school.
///
/// # Determinism
/// The seed decides the lots of the method; the same corpus, query and seed give the same finding on any number of
/// threads.
///
/// # Complexity
/// That of the projections and of the method, times the number of seeds; and O(n log n + m) for n works and m
/// edges, besides what the misfits say.
///
/// # Errors
/// If the options of the query contradict one another.
///
/// # Examples
/// ```
/// use dissensus::analysis::{SchoolsQuery, schools};
/// use dissensus::import::{Input, LoadOptions, load};
/// let text = "@book{a, title={A}, supports={b}} @book{b, title={B}} @book{c, title={C}, disputes={a, b}}";
/// let input = Input { name: "debate.bib".to_owned(), bytes: text.as_bytes().to_vec() };
/// let corpus = load(vec![input], LoadOptions::default()).corpus;
/// let found = schools(&corpus, &SchoolsQuery::default()).unwrap().finding;
/// assert_eq!(found.schools[0].members, ["a", "b"]);
/// assert_eq!((found.quality, found.exact), (0.0, true));
/// ```
pub fn schools(corpus: &Corpus, query: &SchoolsQuery) -> Result<Schools, SchoolsError> {
    // What is wrong with the query is said before anything is computed, as far as it can be.
    if let Some(lens) = query.lens_asked_for() {
        query.method_for(lens)?;
    }
    let layers = Layers::new(corpus, query);
    let method = query.method_for(layers.lens)?;
    let joined = layers.joined(corpus);
    let division = divide(&joined.network, method, query);
    let members = division.partition.members();
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|&group| (Reverse(members[group].len()), members[group].first().copied()));
    let mut numbers = vec![0; members.len()];
    for (place, &group) in order.iter().enumerate() {
        numbers[group] = place + 1;
    }
    let finding = finding(corpus, query, &layers, &joined, method, &division, &order, &numbers);
    Ok(Schools { finding, layers, joined, partition: division.partition, numbers })
}

#[expect(clippy::too_many_arguments, reason = "each is a stage of the search")]
fn finding(
    corpus: &Corpus,
    query: &SchoolsQuery,
    layers: &Layers,
    joined: &Joined,
    method: SchoolMethod,
    division: &Division,
    order: &[usize],
    numbers: &[usize],
) -> SchoolsFinding {
    let confidence = query.responses.confidence;
    let partition = &division.partition;
    let members = partition.members();
    let comparison = Comparison::new(corpus, joined, partition, confidence);
    let namings = namings(corpus, joined, partition);
    let cohesion = cohesion(&joined.network, partition);
    let school = |&group: &usize| School {
        id: numbers[group],
        label: label(corpus, &namings[group]),
        members: keys(corpus, members[group].iter().map(|&node| joined.kept.work(node))),
        central: keys(corpus, namings[group].central.iter().copied()),
        words: namings[group].words.clone(),
        cohesion: cohesion[group].rounded(),
        positions: comparison.positions(corpus, group),
        several_positions: comparison.count(Declared::Several, &members[group]),
        without_position: comparison.count(Declared::None, &members[group]),
    };
    let (mut all, mut frustrated, mut frustrated_edges, mut negative_edges) = (0.0, 0.0, 0, 0);
    for (a, b, weight) in joined.network.edges() {
        all += weight.abs();
        negative_edges += usize::from(weight < 0.0);
        if is_frustrated(partition, a, b, weight) {
            frustrated += weight.abs();
            frustrated_edges += 1;
        }
    }
    let citations = layers.citations.as_ref();
    let is_unplaced =
        |&work: &WorkId| corpus.work(work).presence == Presence::Listed && joined.kept.number(work).is_none();
    SchoolsFinding {
        lens: layers.lens.name(),
        method: method.info().name,
        seed: query.seed,
        quality: rounded(division.quality),
        bound: division.bound.map(rounded),
        exact: division.exactness == Exactness::Proved,
        frustrated_weight: rounded(frustrated),
        frustrated_edges,
        balance: rounded(if all > 0.0 { 1.0 - frustrated / all } else { 1.0 }),
        works: joined.kept.works.len(),
        edges: joined.network.edge_count(),
        negative_edges,
        response_edges: layers.response_edges,
        citation_edges: layers.citation_edges,
        resolution: division.resolution.map(rounded),
        weight: (layers.lens == Lens::Both).then_some(layers.shares.0),
        projection: citations.map(|layer| layer.projection.name()),
        normalisation: citations.and_then(|layer| match (layer.projection, layer.options.normalisation) {
            (CitationProjection::Direct, _) => None,
            (_, Normalisation::Counts) => Some("counts"),
            (_, Normalisation::Cosine) => Some("cosine"),
            (_, Normalisation::Fractional) => Some("fractional"),
        }),
        grounds: layers.responses.iter().flat_map(|_| grounds(query)).collect(),
        stability: division.stability,
        schools: order.iter().map(school).collect(),
        agreement: comparison.finding(corpus, joined, partition, numbers, confidence),
        lenses: compare_lenses(corpus, layers, query),
        misfits: misfits(corpus, layers, joined, partition, &comparison, numbers),
        unplaced: keys(corpus, corpus.work_ids().filter(is_unplaced)),
        left_out: layers.left_out(corpus),
    }
}

fn keys(corpus: &Corpus, works: impl Iterator<Item = WorkId>) -> Vec<String> {
    works.map(|work| corpus.key(Entity::Work(work))).collect()
}

fn grounds(query: &SchoolsQuery) -> impl Iterator<Item = &'static str> + '_ {
    let all = [(Ground::Works, "works"), (Ground::Claims, "claims"), (Ground::Positions, "positions")];
    all.into_iter().filter(|(ground, _)| query.responses.grounds.contains(ground)).map(|(_, name)| name)
}

/// "Pape 2005, Walt 2005: power, restraint".
fn label(corpus: &Corpus, naming: &Naming) -> String {
    let works: Vec<String> = naming.central.iter().map(|&work| corpus.label(work)).collect();
    let works = works.join(", ");
    if naming.words.is_empty() { works } else { format!("{works}: {}", naming.words.join(", ")) }
}

fn is_frustrated(partition: &Partition, a: NodeIndex, b: NodeIndex, weight: f64) -> bool {
    (partition.group(a) == partition.group(b)) == (weight < 0.0)
}

/// The works that hold one position, in a school in which another is held by more. One school that holds all works is
/// nobody's.
fn misfits(
    corpus: &Corpus,
    layers: &Layers,
    joined: &Joined,
    partition: &Partition,
    comparison: &Comparison,
    numbers: &[usize],
) -> Vec<Misfit> {
    let leading: Vec<_> = (0..partition.group_count()).map(|group| comparison.leading(group)).collect();
    let key = |position| corpus.key(Entity::Position(position));
    let mut found = Vec::new();
    if partition.group_count() < 2 {
        return found;
    }
    for (index, &work) in joined.kept.works.iter().enumerate() {
        let node = NodeIndex::new(index);
        let group = partition.group(node).index();
        let Declared::One(position) = comparison.declared[index] else { continue };
        if leading[group].contains(&position) {
            continue;
        }
        let around = Surroundings {
            joined,
            partition,
            declared: &comparison.declared,
            school: format!("school {}", numbers[group]),
        };
        found.push(Misfit {
            work: corpus.key(Entity::Work(work)),
            position: key(position),
            school: numbers[group],
            school_positions: leading[group].iter().map(|&position| key(position)).collect(),
            because: of_misfit(corpus, layers, &around, node),
        });
    }
    found
}

impl Schools {
    /// The number of the school of a work, if it is in one.
    #[must_use]
    pub fn school_of(&self, work: WorkId) -> Option<usize> {
        let node = self.joined.kept.number(work)?;
        Some(self.numbers[self.partition.group(node).index()])
    }

    /// The works that something joins, ascending.
    #[must_use]
    pub fn works(&self) -> &[WorkId] {
        &self.joined.kept.works
    }

    /// Every two works that something joins, with the weight of what does, below 0 if they are rather apart.
    pub fn ties(&self) -> impl Iterator<Item = (WorkId, WorkId, f64)> + '_ {
        let work = |node: NodeIndex| self.joined.kept.work(node);
        self.joined.network.edges().map(move |(a, b, weight)| (work(a), work(b), weight))
    }

    /// The edges of a work and why they are there, `most` of them, heaviest first; none for a work that nothing joins.
    #[must_use]
    pub fn edges_of_work(&self, corpus: &Corpus, work: WorkId, most: usize) -> Vec<EdgeFinding> {
        let Some(node) = self.joined.kept.number(work) else { return Vec::new() };
        let edges = self.joined.network.neighbours(node).map(|(other, weight)| (node, other, weight));
        self.told(corpus, edges.collect(), most)
    }

    /// The edges inside a school, and those between it and others that are at odds with the schools, and why they are
    /// there; `most` of them, heaviest first.
    #[must_use]
    pub fn edges_of_school(&self, corpus: &Corpus, school: usize, most: usize) -> Vec<EdgeFinding> {
        let is_in = |node: NodeIndex| self.numbers[self.partition.group(node).index()] == school;
        let edges = self.joined.network.edges().filter(|&(a, b, weight)| {
            is_in(a) && is_in(b) || (is_in(a) || is_in(b)) && is_frustrated(&self.partition, a, b, weight)
        });
        self.told(corpus, edges.collect(), most)
    }

    fn told(
        &self,
        corpus: &Corpus,
        mut edges: Vec<(NodeIndex, NodeIndex, f64)>,
        most: usize,
    ) -> Vec<EdgeFinding> {
        edges.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()).then_with(|| (a.0, a.1).cmp(&(b.0, b.1))));
        let number = |node: NodeIndex| self.numbers[self.partition.group(node).index()];
        let told = edges.into_iter().take(most).map(|(a, b, weight)| {
            let [first, second] = [a, b].map(|node| self.joined.kept.work(node));
            EdgeFinding {
                a: corpus.key(Entity::Work(first)),
                a_school: number(a),
                b: corpus.key(Entity::Work(second)),
                b_school: number(b),
                weight: rounded(weight),
                frustrated: is_frustrated(&self.partition, a, b, weight),
                because: of_edge(corpus, &self.layers, first, second),
            }
        });
        told.collect()
    }
}
