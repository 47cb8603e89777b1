//! `path`: how one thing leads to another.

use anyhow::Result;
use clap::{Args, ValueEnum};
use dissensus::analysis::{PathQuery, Through, Toward, shortest_paths};
use serde_json::json;

use super::output::{self, Table};
use super::session::Session;
use super::{ConfidenceArgument, Format, InputOption, Outcome, keys};

/// Show the shortest ways from one thing to another through responses, citations or both
///
/// Example: dissensus path whitaker2010 walt1987 --through responses
#[derive(Debug, Args)]
pub(super) struct Path {
    /// Where the path starts
    #[arg(value_name = "A")]
    from: String,
    /// Where it ends
    #[arg(value_name = "B")]
    to: String,
    #[command(flatten)]
    input: InputOption,
    /// The links it may take
    #[arg(long, value_enum, default_value_t = ThroughArgument::Both)]
    through: ThroughArgument,
    /// Take links against their direction too
    #[arg(long)]
    undirected: bool,
    /// Every shortest path, not just the first
    #[arg(long)]
    all: bool,
    /// Drop what is less sure; citations carry no confidence and may be taken
    #[arg(long, value_enum, default_value_t = ConfidenceArgument::Low)]
    confidence: ConfidenceArgument,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ThroughArgument {
    Responses,
    Citations,
    Both,
}

/// How many paths `--all` lists.
const PATHS: usize = 1000;

impl Path {
    pub(super) fn run(&self) -> Result<Outcome> {
        let session = Session::open_option(&self.input)?.reported();
        let corpus = &session.corpus;
        let ends = (keys::entity(corpus, &self.from)?, keys::entity(corpus, &self.to)?);
        let through = match self.through {
            ThroughArgument::Responses => Through::Responses,
            ThroughArgument::Citations => Through::Citations,
            ThroughArgument::Both => Through::Both,
        };
        let toward = if self.undirected { Toward::Any } else { Toward::Forward };
        let limit = if self.all { PATHS } else { 1 };
        let query = PathQuery { through, toward, limit, confidence: self.confidence.into() };
        let paths = shortest_paths(corpus, ends, &query);
        let mut table = Table::new(&["path", "step", "from", "relation", "to"]);
        for (number, path) in paths.iter().enumerate() {
            for (step, taken) in path.iter().enumerate() {
                table.rows.push(vec![
                    (number + 1).to_string(),
                    (step + 1).to_string(),
                    taken.from.clone(),
                    taken.label.clone(),
                    taken.to.clone(),
                ]);
            }
        }
        if ends.0 == ends.1 {
            table.notes.push("the two are one".to_owned());
        } else if paths.is_empty() {
            let reverse = !shortest_paths(corpus, (ends.1, ends.0), &query).is_empty();
            let (from, to) = (corpus.key(ends.0), corpus.key(ends.1));
            let hint = match (reverse, self.undirected) {
                (true, _) => format!("; there is one from {to} to {from}"),
                (false, false) => "; try --undirected".to_owned(),
                (false, true) => String::new(),
            };
            table.notes.push(format!("no path from {from} to {to}{hint}"));
        } else if paths.len() == PATHS {
            table.notes.push(format!("the first {PATHS} paths"));
        }
        output::print(self.format, &json!({ "paths": paths }), &table)?;
        Ok(session.outcome())
    }
}
