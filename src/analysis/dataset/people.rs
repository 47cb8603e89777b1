//! Persons, joined by what their works say of one another.

use std::collections::{BTreeMap, BTreeSet};

use super::records::{EdgeValues, one_line, place_values};
use super::{DatasetOptions, Ids, count_received, empty, leave_out};
use crate::dataset::{
    Dataset, Edge, EdgeAttribute, EdgeDirection, Node, NodeAttribute, NodeNumber, Spell, Value,
};
use crate::diagnostic::Span;
use crate::model::{Corpus, Entity, PersonId, PositionId, Relation, Sign, WorkId};

/// All that works of one person say of works of another in one way.
struct Said {
    count: u64,
    first: Span,
    years: Option<(i32, i32)>,
}

/// How one person is joined to another; citations come last.
type Way = (PersonId, PersonId, Option<Relation>);

pub(super) fn people(corpus: &Corpus, options: &DatasetOptions) -> Dataset {
    let mut made = empty(corpus, options, EdgeDirection::Directed);
    let mut works: Vec<Vec<WorkId>> = vec![Vec::new(); corpus.persons().len()];
    for work in corpus.work_ids() {
        for &person in corpus.work(work).persons.iter() {
            if works[person.index()].last() != Some(&work) {
                works[person.index()].push(work);
            }
        }
    }
    let mut ids = Ids::new();
    let persons = works.iter().enumerate();
    made.nodes = persons
        .map(|(index, works)| person_node(corpus, PersonId::new(index), works, options, &mut ids))
        .collect();
    let mut ways: BTreeMap<Way, Said> = BTreeMap::new();
    let mut say = |from: WorkId, to: WorkId, relation: Option<Relation>, span: Span, year: Option<i32>| {
        // A name may stand twice on a work.
        let persons =
            |work: WorkId| corpus.work(work).persons.iter().copied().collect::<BTreeSet<PersonId>>();
        let others = persons(to);
        for speaker in persons(from) {
            for &other in &others {
                let said = ways.entry((speaker, other, relation)).or_insert(Said {
                    count: 0,
                    first: span,
                    years: None,
                });
                said.count += 1;
                if let Some(year) = year {
                    let (first, last) = said.years.unwrap_or((year, year));
                    said.years = Some((first.min(year), last.max(year)));
                }
            }
        }
    };
    let mut elsewhere = 0;
    for response in corpus.responses().iter().filter(|it| it.evidence.confidence >= options.confidence) {
        if let (Entity::Work(from), Entity::Work(to)) = (response.from, response.to) {
            let year = crate::analysis::responses::response_year(corpus, response);
            say(from, to, Some(response.relation), response.evidence.span, year);
        } else {
            elsewhere += 1;
        }
    }
    for citation in corpus.citations() {
        say(citation.from, citation.to, None, citation.span, corpus.work(citation.from).year());
    }
    made.edges = ways.into_iter().map(|(way, said)| edge(corpus, way, &said)).collect();
    count_received(&mut made.nodes, &made.edges);
    leave_out(&mut made, elsewhere, "response", "to or from positions and claims, which join no two persons");
    made
}

fn edge(corpus: &Corpus, (from, to, relation): Way, said: &Said) -> Edge {
    let sign = relation.map_or(Sign::Neutral, |relation| corpus.relation(relation).sign);
    let name = relation.map_or("cites", |relation| &*corpus.relation(relation).name);
    let mut values = EdgeValues::from([
        (EdgeAttribute::Relation, Value::Text(name.to_owned())),
        (EdgeAttribute::Sign, Value::Text(sign.symbol().to_owned())),
        (EdgeAttribute::Annotation, Value::Text(one_line(corpus.text(said.first)))),
        (EdgeAttribute::Count, Value::Count(said.count)),
    ]);
    if let Some((first, _)) = said.years {
        values.insert(EdgeAttribute::Year, Value::Year(first));
    }
    values.extend(place_values(corpus, said.first));
    Edge {
        from: NodeNumber(from.index()),
        to: NodeNumber(to.index()),
        weight: said.count as f64,
        sign: Some(sign),
        bearing: None,
        spell: said.years.map(|(first, _)| Spell { first, last: None }),
        values,
    }
}

fn person_node(
    corpus: &Corpus,
    person: PersonId,
    works: &[WorkId],
    options: &DatasetOptions,
    ids: &mut Ids,
) -> Node {
    let name = corpus.person(person).name.full();
    let mut values = BTreeMap::from([
        (NodeAttribute::Kind, Value::Text("person".to_owned())),
        (NodeAttribute::Key, Value::Text(name.clone())),
        (NodeAttribute::Works, Value::Count(works.len() as u64)),
    ]);
    let mut held: BTreeMap<PositionId, usize> = BTreeMap::new();
    for &work in works {
        let stances = corpus.stances_of(work).filter(|it| it.evidence.confidence >= options.confidence);
        let mut positions: Vec<PositionId> = stances.map(|stance| stance.position).collect();
        positions.sort_unstable();
        positions.dedup();
        for position in positions {
            *held.entry(position).or_default() += 1;
        }
    }
    let mut positions: Vec<PositionId> = held.keys().copied().collect();
    positions.sort_by_key(|position| (std::cmp::Reverse(held[position]), *position));
    if !positions.is_empty() {
        let keys = positions.iter().map(|&position| corpus.key(Entity::Position(position))).collect();
        values.insert(NodeAttribute::Positions, Value::Texts(keys));
    }
    let years = || works.iter().filter_map(|&work| corpus.work(work).year());
    let first = years().min();
    for (attribute, year) in [(NodeAttribute::FirstYear, first), (NodeAttribute::LastYear, years().max())] {
        if let Some(year) = year {
            values.insert(attribute, Value::Year(year));
        }
    }
    Node {
        id: ids.unique(&name, "person"),
        label: one_line(&name),
        group: None,
        spell: first.map(|first| Spell { first, last: None }),
        names: Vec::new(),
        values,
    }
}
