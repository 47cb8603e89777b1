//! What is said: responses, stances, oppositions, assertions, cases, each with its grounds.

use std::collections::BTreeMap;

use rusqlite::types::{Null, ToSqlOutput};
use rusqlite::{Connection, Result, params};

use super::rows::{Table, number};
use crate::model::{Attitude, Corpus, Entity, Evidence, Relation, Speaker};

/// How many columns the grounds take.
const GROUNDS: usize = 10;

/// The columns of a row.
type Cells<'a> = Vec<ToSqlOutput<'a>>;

fn text(text: Option<&str>) -> ToSqlOutput<'_> {
    text.map_or_else(|| ToSqlOutput::from(Null), ToSqlOutput::from)
}

fn count(index: Option<usize>) -> ToSqlOutput<'static> {
    index.map_or_else(|| ToSqlOutput::from(Null), |index| ToSqlOutput::from(number(index)))
}

/// Who says so, where, how sure, and where it is written.
fn grounds<'a>(corpus: &'a Corpus, evidence: &'a Evidence, own: Entity) -> Cells<'a> {
    let (speaker, work) = match &evidence.speaker {
        Speaker::Itself => (corpus.key(own), Some(own)),
        Speaker::Work(work) => (corpus.key(Entity::Work(*work)), Some(Entity::Work(*work))),
        Speaker::Named(name) => (name.to_string(), None),
    };
    let (file, line) = corpus.file_and_line(evidence.span);
    vec![
        ToSqlOutput::from(speaker),
        count(match work {
            Some(Entity::Work(work)) => Some(work.index()),
            _ => None,
        }),
        text(evidence.place.as_deref()),
        text(evidence.locator.as_deref()),
        text(evidence.quote.as_deref()),
        ToSqlOutput::from(evidence.confidence.name()),
        ToSqlOutput::from(corpus.text(evidence.span)),
        ToSqlOutput::from(number(file)),
        ToSqlOutput::from(line),
        ToSqlOutput::from(corpus.text(evidence.field).trim().to_lowercase()),
    ]
}

/// The columns for a work, a position and a claim, of which one is given.
fn ends(entity: Entity) -> [ToSqlOutput<'static>; 3] {
    let (work, position, claim) = match entity {
        Entity::Work(id) => (Some(id.index()), None, None),
        Entity::Position(id) => (None, Some(id.index()), None),
        Entity::Claim(id) => (None, None, Some(id.index())),
        Entity::Person(_) | Entity::Debate(_) | Entity::Event(_) => (None, None, None),
    };
    [count(work), count(position), count(claim)]
}

pub(super) fn fill(corpus: &Corpus, database: &Connection) -> Result<()> {
    let relations: BTreeMap<Relation, usize> =
        corpus.relations().iter().enumerate().map(|(index, (relation, _))| (relation, index)).collect();
    let mut table = Table::open(database, "responses", 12 + GROUNDS)?;
    for (index, response) in corpus.responses().iter().enumerate() {
        let mut row = vec![ToSqlOutput::from(number(index))];
        row.extend(ends(response.from));
        row.extend(ends(response.to));
        row.push(count(relations.get(&response.relation).copied()));
        row.push(text(response.on.as_deref()));
        row.push(count(response.via.map(|claim| claim.index())));
        let date = response.date.map(|date| date.to_string());
        row.push(date.map_or_else(|| ToSqlOutput::from(Null), ToSqlOutput::from));
        let year = response.date.map(|date| date.start.year);
        row.push(year.map_or_else(|| ToSqlOutput::from(Null), ToSqlOutput::from));
        row.extend(grounds(corpus, &response.evidence, response.from));
        table.add_cells(row)?;
    }
    let mut table = Table::open(database, "stances", 3 + GROUNDS)?;
    for (index, stance) in corpus.stances().iter().enumerate() {
        let places = [index, stance.work.index(), stance.position.index()];
        let mut row: Cells<'_> = places.map(|place| ToSqlOutput::from(number(place))).into();
        row.extend(grounds(corpus, &stance.evidence, Entity::Work(stance.work)));
        table.add_cells(row)?;
    }
    let mut table = Table::open(database, "oppositions", 3 + GROUNDS)?;
    for (index, opposition) in corpus.oppositions().iter().enumerate() {
        let places = [index, opposition.from.index(), opposition.to.index()];
        let mut row: Cells<'_> = places.map(|place| ToSqlOutput::from(number(place))).into();
        row.extend(grounds(corpus, &opposition.evidence, Entity::Position(opposition.from)));
        table.add_cells(row)?;
    }
    let mut table = Table::open(database, "assertions", 5 + GROUNDS)?;
    for (index, assertion) in corpus.assertions().iter().enumerate() {
        let [work, position, _] = ends(assertion.holder);
        let claim = ToSqlOutput::from(number(assertion.claim.index()));
        let attitude = match assertion.attitude {
            Attitude::Asserts => "asserts",
            Attitude::Denies => "denies",
        };
        let mut row =
            vec![ToSqlOutput::from(number(index)), work, position, claim, ToSqlOutput::from(attitude)];
        row.extend(grounds(corpus, &assertion.evidence, assertion.holder));
        table.add_cells(row)?;
    }
    cases(corpus, database)
}

fn cases(corpus: &Corpus, database: &Connection) -> Result<()> {
    let mut table = Table::open(database, "cases", 3 + GROUNDS)?;
    let mut values = Table::open(database, "case_values", 5)?;
    for (index, case) in corpus.cases().iter().enumerate() {
        let id = number(index);
        let mut row = vec![ToSqlOutput::from(id), count(Some(case.work.index())), text(case.name.as_deref())];
        row.extend(grounds(corpus, &case.evidence, Entity::Work(case.work)));
        table.add_cells(row)?;
        for (place, (facet, value)) in case.values.iter().enumerate() {
            let folded = value.to_lowercase();
            values.add(params![id, number(place), number(facet.index()), value, folded])?;
        }
    }
    Ok(())
}
