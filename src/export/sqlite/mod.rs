//! SQLite: the whole corpus as tables with foreign keys, and a view for every common question.
//!
//! ```sql
//! SELECT year, sender, relation, receiver, said_by, place FROM who_answers_whom ORDER BY year;
//! SELECT * FROM works_of_positions WHERE position = 'pro';
//! ```
//!
//! `tables.sql` has the tables, `views.sql` indexes and views; the table `contents` says in the file itself what each holds.
//! The database is made in memory and handed over as the bytes of its file. Numbers are places in the corpus, from 1, so
//! that the same corpus gives the same bytes. rusqlite is used here alone.
//!
//! # References
//! *Database File Format*, <https://www.sqlite.org/fileformat2.html>.

mod rows;
mod statements;

use std::io;

use rusqlite::Connection;

use super::{Content, CorpusExporter};
use crate::model::Corpus;

/// The format.
pub(super) struct Sqlite;

impl CorpusExporter for Sqlite {
    fn name(&self) -> &'static str {
        "sqlite"
    }

    fn summary(&self) -> &'static str {
        "SQLite database of all works, persons, positions, claims and statements, with a view for every common question, \
         for any SQL tool, R, pandas, Datasette"
    }

    fn cannot_carry(&self) -> &'static str {
        "fields of entries that are no part of a citation or annotation, such as abstracts; schools, which depend on how \
         they are looked for"
    }

    fn content(&self) -> Content {
        Content::Binary
    }

    fn export(&self, corpus: &Corpus, out: &mut dyn io::Write) -> io::Result<()> {
        let mut database = filled(corpus).map_err(io::Error::other)?;
        let bytes = database.serialize(rusqlite::MAIN_DB).map_err(io::Error::other)?;
        out.write_all(&bytes)
    }
}

/// What every statement has: its grounds.
const EVIDENCE: &str = "said_by TEXT NOT NULL,          -- a key, or a name
  by_work INTEGER REFERENCES works (id),  -- the same, if that is a work
  place TEXT,                     -- where said_by says so, if that is another work
  locator TEXT,                   -- where in the work that it is said of
  quote TEXT,
  confidence TEXT NOT NULL CHECK (confidence IN ('low', 'medium', 'high')),
  annotation TEXT NOT NULL,       -- as written in the file
  file INTEGER NOT NULL REFERENCES files (id),
  line INTEGER NOT NULL,
  field TEXT NOT NULL";

fn filled(corpus: &Corpus) -> rusqlite::Result<Connection> {
    let mut database = Connection::open_in_memory()?;
    database.execute_batch(&include_str!("tables.sql").replace("{evidence}", EVIDENCE))?;
    let transaction = database.transaction()?;
    rows::fill(corpus, &transaction)?;
    statements::fill(corpus, &transaction)?;
    transaction.execute_batch(include_str!("views.sql"))?;
    let note = concat!("made by ", env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    transaction.execute("INSERT INTO contents VALUES ('program', 'note', ?)", [note])?;
    transaction.commit()?;
    Ok(database)
}
