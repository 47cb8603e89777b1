//! `explain`: why something is there.

use anyhow::{Result, bail};
use clap::Args;
use dissensus::analysis;
use dissensus::model::Entity;

use super::output::{self, Table};
use super::progress::Progress;
use super::session::Session;
use super::{ConfidenceArgument, Format, InputOption, Outcome, keys};

/// Tell everything that is known of a work, position, claim or person, or between two of them
///
/// Every fact comes with file, line and field. A person is told by their works: positions, claims, and responses from
/// and to them.
///
/// Example: dissensus explain whitaker2010 pape2005
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// A work, position, claim, person, debate or event
    #[arg(value_name = "A")]
    first: String,
    /// Another one
    #[arg(value_name = "B")]
    second: Option<String>,
    #[command(flatten)]
    input: InputOption,
    /// Tell what the analyses make of a work instead: its school, what it joins as a bridge, its place on the main
    /// path, each with the statements behind it
    #[arg(long, conflicts_with = "second")]
    roles: bool,
    /// Drop what is less sure; declarations, records and citations carry no confidence
    #[arg(long, value_enum, default_value_t = ConfidenceArgument::Low)]
    confidence: ConfidenceArgument,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

impl Explain {
    pub(super) fn run(&self) -> Result<Outcome> {
        let session = Session::open_option(&self.input)?.reported();
        let corpus = &session.corpus;
        let first = keys::entity(corpus, &self.first)?;
        let confidence = self.confidence.into();
        let found = match &self.second {
            None if self.roles => match first {
                Entity::Work(work) => {
                    let _progress = Progress::start("looking for schools, bridges and the main path");
                    analysis::roles(corpus, work, confidence)
                }
                other => bail!("`{}` is a {}; only works play roles", self.first, other.kind()),
            },
            None => analysis::explain(corpus, first, confidence),
            Some(second) => {
                analysis::explain_between(corpus, first, keys::entity(corpus, second)?, confidence)
            }
        };
        let mut table = Table::new(&["fact", "text", "said by", "source"]);
        for fact in &found.facts {
            let field =
                if fact.source.field.is_empty() { String::new() } else { format!(" {}", fact.source.field) };
            table.rows.push(vec![
                fact.kind.to_owned(),
                fact.text.clone(),
                fact.by.clone().unwrap_or_default(),
                format!("{}:{}{field}", fact.source.file, fact.source.line),
            ]);
        }
        if found.facts.is_empty() && self.roles {
            table.notes.push(format!(
                "{} is in no school, joins no positions and is on no main path",
                found.subject
            ));
        } else if found.facts.is_empty() {
            table.notes.push(format!("nothing is known of {}", found.subject));
        }
        output::print(self.format, &found, &table)?;
        Ok(session.outcome())
    }
}
