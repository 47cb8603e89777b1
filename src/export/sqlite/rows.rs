//! What there is: files, relations, persons, debates with what belongs to them, works.

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Result, Statement, ToSql, params, params_from_iter};

use crate::model::{
    Contribution, Corpus, Date, DebateId, Entity, LinkRule, NameKind, NameParts, NamesGiven, Presence,
    ReferenceOutcome, Symmetry, WorkId,
};

/// The number that a thing has in its table.
pub(super) fn number(index: usize) -> i64 {
    i64::try_from(index).map_or(i64::MAX, |index| index.saturating_add(1))
}

/// A table while it is filled.
pub(super) struct Table<'a> {
    insert: Statement<'a>,
}

impl<'a> Table<'a> {
    /// A table of so many columns.
    pub(super) fn open(database: &'a Connection, name: &str, columns: usize) -> Result<Self> {
        let places = vec!["?"; columns].join(", ");
        let insert = database.prepare(&format!("INSERT INTO {name} VALUES ({places})"))?;
        Ok(Self { insert })
    }

    /// Adds a row.
    pub(super) fn add(&mut self, row: &[&dyn ToSql]) -> Result<()> {
        self.insert.execute(row).map(|_| ())
    }

    /// Adds a row that was put together.
    pub(super) fn add_cells(&mut self, row: Vec<ToSqlOutput<'_>>) -> Result<()> {
        self.insert.execute(params_from_iter(row)).map(|_| ())
    }
}

fn year(date: Option<Date>) -> Option<i32> {
    date.map(|date| date.start.year)
}

fn written(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

pub(super) fn fill(corpus: &Corpus, database: &Connection) -> Result<()> {
    files_and_relations(corpus, database)?;
    persons(corpus, database)?;
    debates(corpus, database)?;
    works(corpus, database)?;
    references(corpus, database)
}

fn files_and_relations(corpus: &Corpus, database: &Connection) -> Result<()> {
    let mut table = Table::open(database, "files", 6)?;
    for (index, (file, counts)) in corpus.sources().iter().zip(corpus.file_counts()).enumerate() {
        let counts =
            [counts.works, counts.overlays, counts.declarations, counts.rejected].map(|it| it as i64);
        table.add(params![number(index), file.name(), counts[0], counts[1], counts[2], counts[3]])?;
    }
    let mut table = Table::open(database, "relations", 6)?;
    for (index, (_, info)) in corpus.relations().iter().enumerate() {
        let symmetric = info.symmetry == Symmetry::Symmetric;
        let sign = info.sign.symbol();
        table.add(params![number(index), info.name, info.label, info.inverse_label, sign, symmetric])?;
    }
    Ok(())
}

fn persons(corpus: &Corpus, database: &Connection) -> Result<()> {
    let mut table = Table::open(database, "persons", 7)?;
    let mut names = Table::open(database, "person_names", 2)?;
    for (index, person) in corpus.persons().iter().enumerate() {
        let (id, name) = (number(index), &person.name);
        let kind = match name.kind {
            NameKind::Person => "person",
            NameKind::Organisation => "organisation",
        };
        let full = name.full();
        let NameParts { given, particle, family, suffix } = name.parts();
        table.add(params![id, full, given, particle, family, suffix, kind])?;
        let mut written: Vec<String> = person.variants().iter().map(|name| name.full()).collect();
        written.push(full);
        written.sort_unstable();
        written.dedup();
        for name in written {
            names.add(params![id, name])?;
        }
    }
    Ok(())
}

fn debates(corpus: &Corpus, database: &Connection) -> Result<()> {
    let number_of = |debate: Option<DebateId>| debate.map(|debate| number(debate.index()));
    let mut table = Table::open(database, "debates", 5)?;
    for (index, debate) in corpus.debates().iter().enumerate() {
        let (file, line) = corpus.file_and_line(debate.span);
        table.add(params![number(index), debate.key, debate.title, number(file), line])?;
    }
    let mut table = Table::open(database, "positions", 7)?;
    for (index, id) in corpus.position_ids().enumerate() {
        let position = corpus.position(id);
        let (file, line) = corpus.file_and_line(position.span);
        let key = corpus.key(Entity::Position(id));
        let parent = position.parent.map(|parent| number(parent.index()));
        let debate = number_of(position.debate);
        table.add(params![number(index), key, position.title, debate, parent, number(file), line])?;
    }
    let mut table = Table::open(database, "claims", 6)?;
    for (index, id) in corpus.claim_ids().enumerate() {
        let claim = corpus.claim(id);
        let (file, line) = corpus.file_and_line(claim.span);
        let key = corpus.key(Entity::Claim(id));
        table.add(params![number(index), key, claim.title, number_of(claim.debate), number(file), line])?;
    }
    let mut table = Table::open(database, "events", 8)?;
    for (index, event) in corpus.events().iter().enumerate() {
        let (file, line) = corpus.file_and_line(event.span);
        let (date, year) = (written(event.date), year(event.date));
        let debate = number_of(event.debate);
        table.add(params![number(index), event.key, event.title, date, year, debate, number(file), line])?;
    }
    let mut table = Table::open(database, "facets", 2)?;
    for (index, facet) in corpus.facets().iter().enumerate() {
        table.add(params![number(index), facet.name])?;
    }
    let mut table = Table::open(database, "debate_facets", 2)?;
    for (index, debate) in corpus.debates().iter().enumerate() {
        let mut facets = debate.facets.clone();
        facets.sort_unstable();
        facets.dedup();
        for facet in facets {
            table.add(params![number(index), number(facet.index())])?;
        }
    }
    Ok(())
}

fn works(corpus: &Corpus, database: &Connection) -> Result<()> {
    let mut table = Table::open(database, "works", 16)?;
    let mut authorship = Table::open(database, "authorship", 4)?;
    for id in corpus.work_ids() {
        let record = corpus.work(id);
        let is_outside = record.presence == Presence::Outside;
        let field = |names: &[&str]| names.iter().find_map(|name| corpus.plain_field(id, name));
        let (file, line) = corpus.file_and_line(record.span);
        table.add(params![
            number(id.index()),
            corpus.key(Entity::Work(id)),
            corpus.label(id),
            (!is_outside).then_some(record.entry_type.as_ref()),
            is_outside,
            corpus.title(id).as_deref(),
            record.year(),
            written(record.date),
            corpus.venue(id),
            field(&["volume"]),
            field(&["number", "issue"]),
            field(&["pages"]),
            record.doi.as_deref(),
            record.names_given == NamesGiven::All,
            number(file),
            line,
        ])?;
        let role = match record.contribution {
            Contribution::Authors => "author",
            Contribution::Editors => "editor",
        };
        for (place, person) in record.persons.iter().enumerate() {
            authorship.add(params![number(id.index()), number(place), number(person.index()), role])?;
        }
    }
    let mut table = Table::open(database, "other_records", 6)?;
    for (index, merge) in corpus.merges().iter().enumerate() {
        let (file, line) = corpus.file_and_line(merge.span);
        let work = number(merge.kept.index());
        table.add(params![number(index), work, merge.key, merge.rule.name(), number(file), line])?;
    }
    Ok(())
}

fn references(corpus: &Corpus, database: &Connection) -> Result<()> {
    let mut table = Table::open(database, "cited_references", 9)?;
    let of = |work: WorkId| Some(number(work.index()));
    for (index, reference) in corpus.references().iter().enumerate() {
        let (outcome, means, found): (_, _, Option<(LinkRule, u8)>) = match reference.outcome {
            ReferenceOutcome::Linked { to, rule, score } => ("linked", of(to), Some((rule, score.percent()))),
            ReferenceOutcome::Ambiguous { first } => ("ambiguous", of(first), None),
            ReferenceOutcome::Unresolved { to } => ("unresolved", of(to), None),
            ReferenceOutcome::Ignored => ("ignored", None, None),
        };
        let (rule, score) = (found.map(|(rule, _)| rule.name()), found.map(|(_, score)| score));
        let text = corpus.text(reference.span);
        let (file, line) = corpus.file_and_line(reference.span);
        let work = of(reference.from);
        table.add(params![number(index), work, text, outcome, means, rule, score, number(file), line])?;
    }
    let mut table = Table::open(database, "citations", 6)?;
    for (index, citation) in corpus.citations().iter().enumerate() {
        let reference = corpus.reference_number_at(citation.span).map(number);
        let (file, line) = corpus.file_and_line(citation.span);
        table.add(params![
            number(index),
            of(citation.from),
            of(citation.to),
            reference,
            number(file),
            line
        ])?;
    }
    Ok(())
}
