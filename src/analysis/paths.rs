//! How one thing leads to another.

use std::collections::VecDeque;

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use serde::Serialize;

use super::responses::works_of;
use crate::model::{Confidence, Corpus, DebateGraph, Entity, Link, Symmetry};

/// Which links a path may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Through {
    /// Responses.
    Responses,
    /// Citations.
    Citations,
    /// Both.
    Both,
}

/// In which direction a path may take a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// From the one who responds to the one responded to; a symmetric relation either way.
    Forward,
    /// Either way.
    Any,
}

/// Which paths are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathQuery {
    /// Which links they may take.
    pub through: Through,
    /// In which direction.
    pub toward: Toward,
    /// How many are listed at most.
    pub limit: usize,
    /// The least confidence of a response; citations carry none, and may be taken.
    pub confidence: Confidence,
}

impl Default for PathQuery {
    /// The first path through responses and citations in their direction.
    fn default() -> Self {
        Self { through: Through::Both, toward: Toward::Forward, limit: 1, confidence: Confidence::Low }
    }
}

impl PathQuery {
    /// Whether a path may take a link that leaves the node where it is in this direction.
    fn takes(&self, corpus: &Corpus, link: &Link, direction: Direction) -> bool {
        let (wanted, symmetry) = match *link {
            Link::Response(id) => {
                let response = corpus.response(id);
                let is_sure = response.evidence.confidence >= self.confidence;
                let wanted = self.through != Through::Citations && is_sure;
                (wanted, corpus.relation(response.relation).symmetry)
            }
            Link::Citation(_) => (self.through != Through::Responses, Symmetry::Directed),
            _ => (false, Symmetry::Directed),
        };
        let is_way = direction == Direction::Outgoing || self.toward == Toward::Any;
        wanted && (is_way || symmetry == Symmetry::Symmetric)
    }
}

/// Whether a step goes with a relation or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StepDirection {
    /// From the one who responds.
    Forward,
    /// From the one responded to.
    Backward,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PathStep {
    /// The key it leaves.
    pub from: String,
    /// The key it reaches.
    pub to: String,
    /// The relation's name; `cites` for a citation.
    pub relation: String,
    /// Whether the step goes with the relation or against it.
    pub direction: StepDirection,
    /// How the step reads: "disputes", "is disputed by".
    #[serde(skip)]
    pub label: String,
}

const DIRECTIONS: [Direction; 2] = [Direction::Outgoing, Direction::Incoming];

/// The shortest paths between two things, a person standing for their works: all of the least number of steps, as many
/// as the query wants, sorted.
///
/// Parallel links give one path each where their relations differ.
///
/// # Complexity
/// A breadth-first search over petgraph's graph of the corpus, linear in links, plus the paths listed.
#[must_use]
pub fn shortest_paths(corpus: &Corpus, ends: (Entity, Entity), query: &PathQuery) -> Vec<Vec<PathStep>> {
    let debate = DebateGraph::new(corpus);
    let graph = &debate.graph;
    let starts = nodes(corpus, &debate, ends.0);
    let goals = nodes(corpus, &debate, ends.1);
    let usable = |link: &Link, direction: Direction| query.takes(corpus, link, direction);
    let mut distance = vec![usize::MAX; graph.node_count()];
    for start in &starts {
        distance[start.index()] = 0;
    }
    let mut queue = VecDeque::from(starts.clone());
    while let Some(node) = queue.pop_front() {
        if goals.contains(&node) {
            break;
        }
        for direction in DIRECTIONS {
            let edges = graph.edges_directed(node, direction);
            for edge in edges.filter(|edge| usable(edge.weight(), direction)) {
                let next = if direction == Direction::Outgoing { edge.target() } else { edge.source() };
                if distance[next.index()] == usize::MAX {
                    distance[next.index()] = distance[node.index()] + 1;
                    queue.push_back(next);
                }
            }
        }
    }
    let shortest = goals.iter().map(|goal| distance[goal.index()]).min().unwrap_or(usize::MAX);
    if matches!(shortest, 0 | usize::MAX) {
        return Vec::new();
    }
    let useful = useful_nodes(graph, &distance, &goals, shortest, usable);
    let step = |edge: petgraph::graph::EdgeReference<'_, Link>, direction: Direction| {
        let forward = direction == Direction::Outgoing;
        let (relation, label) = match *edge.weight() {
            Link::Response(id) => {
                let info = corpus.relation(corpus.response(id).relation);
                let label = if forward { &info.label } else { &info.inverse_label };
                (info.name.to_string(), label.to_string())
            }
            _ => ("cites".to_owned(), if forward { "cites" } else { "is cited by" }.to_owned()),
        };
        let (from, to, direction) = if forward {
            (edge.source(), edge.target(), StepDirection::Forward)
        } else {
            (edge.target(), edge.source(), StepDirection::Backward)
        };
        let (from, end) = (corpus.key(graph[from]), corpus.key(graph[to]));
        (to, PathStep { from, to: end, relation, direction, label })
    };
    let mut paths: Vec<Vec<PathStep>> = Vec::new();
    let mut stack: Vec<_> = starts.into_iter().rev().map(|start| (start, Vec::<PathStep>::new())).collect();
    while let Some((node, taken)) = stack.pop() {
        if taken.len() == shortest {
            paths.push(taken);
            if paths.len() >= query.limit {
                break;
            }
            continue;
        }
        let mut next = Vec::new();
        for direction in DIRECTIONS {
            let edges = graph.edges_directed(node, direction).filter(|edge| usable(edge.weight(), direction));
            next.extend(edges.map(|edge| step(edge, direction)));
        }
        next.retain(|(to, _)| distance[to.index()] == taken.len() + 1 && useful[to.index()]);
        next.sort_by(|a, b| b.1.cmp(&a.1));
        next.dedup_by(|a, b| a.1 == b.1);
        for (to, step) in next {
            stack.push((to, [taken.as_slice(), &[step]].concat()));
        }
    }
    paths.sort();
    paths
}

/// The nodes that a name stands for: a person is where their works are.
fn nodes(corpus: &Corpus, debate: &DebateGraph, entity: Entity) -> Vec<NodeIndex> {
    match entity {
        Entity::Person(person) => works_of(corpus, person).map(|work| debate.node(work)).collect(),
        other => vec![debate.node(other)],
    }
}

/// The nodes that lie on a shortest path: walked back from the goals, so that no listing runs into a dead end.
fn useful_nodes(
    graph: &DiGraph<Entity, Link>,
    distance: &[usize],
    goals: &[NodeIndex],
    shortest: usize,
    usable: impl Fn(&Link, Direction) -> bool,
) -> Vec<bool> {
    let mut useful = vec![false; graph.node_count()];
    let mut stack: Vec<NodeIndex> =
        goals.iter().copied().filter(|goal| distance[goal.index()] == shortest).collect();
    for goal in &stack {
        useful[goal.index()] = true;
    }
    while let Some(node) = stack.pop() {
        for direction in DIRECTIONS {
            let edges = graph.edges_directed(node, direction.opposite());
            for edge in edges.filter(|edge| usable(edge.weight(), direction)) {
                let before = if edge.target() == node { edge.source() } else { edge.target() };
                let step = distance[before.index()].checked_add(1);
                if step == Some(distance[node.index()]) && !useful[before.index()] {
                    useful[before.index()] = true;
                    stack.push(before);
                }
            }
        }
    }
    useful
}
