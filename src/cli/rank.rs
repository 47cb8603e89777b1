//! `rank`: works, persons and venues by a named measure.

use std::num::NonZeroUsize;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use dissensus::algorithm::centrality::{BetweennessOptions, Effort};
use dissensus::analysis::{RankBy, RankError, RankOf, RankQuery, RankScore, Ranking, rank, why_no_links};
use dissensus::model::Corpus;
use dissensus::projection::MentionKinds;
use serde_json::{Value, json};

use super::check::counted;
use super::output::{self, Table};
use super::progress::Progress;
use super::session::Session;
use super::{ConfidenceArgument, Format, InputArguments, Outcome};

/// Rank works, persons or venues by a named measure, inside the files
///
/// Only what the files say counts: a work that the whole world cites has no citations here unless works of
/// these files cite it. Of persons and venues, every work counts whole.
///
/// Example: dissensus rank --by responses-negative --top 5
#[derive(Debug, Args)]
pub(super) struct Rank {
    #[command(flatten)]
    input: InputArguments,
    /// What to rank
    #[arg(long, value_enum, default_value_t = OfArgument::Works)]
    of: OfArgument,
    /// By which measure
    #[arg(long, value_enum, default_value_t = ByArgument::Citations)]
    by: ByArgument,
    /// How many to list
    #[arg(long, value_name = "N", default_value = "20")]
    top: NonZeroUsize,
    /// What joins works, for page-rank, betweenness and core-number
    #[arg(long, value_enum)]
    links: Option<LinksArgument>,
    #[command(flatten)]
    effort: EffortArguments,
    /// Drop responses that are less sure
    #[arg(long, value_enum, default_value_t = ConfidenceArgument::Low)]
    confidence: ConfidenceArgument,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OfArgument {
    /// Works that have an entry
    Works,
    /// Their authors or editors
    Persons,
    /// Journals, else the books they stand in, else publishers
    Venues,
}

/// The measures; also of `init`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ByArgument {
    /// How many works cite it
    Citations,
    /// The same, without those that share a person with it
    CitationsWithoutSelf,
    /// How many responses it receives
    Responses,
    /// How many of sign +1
    ResponsesPositive,
    /// How many of sign -1
    ResponsesNegative,
    /// How often a reader who follows links comes by it
    PageRank,
    /// Through how many shortest chains of links it connects others (works only)
    Betweenness,
    /// How thick the part of the network is in which it lies (works only)
    CoreNumber,
    /// The most works that are cited as many times (persons and venues only)
    HIndex,
}

/// What joins works; also of `bridges`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LinksArgument {
    /// Responses, whatever their sign
    Responses,
    /// Citations
    Citations,
    /// Both
    Both,
}

impl From<LinksArgument> for MentionKinds {
    fn from(argument: LinksArgument) -> Self {
        match argument {
            LinksArgument::Responses => Self::Responses,
            LinksArgument::Citations => Self::Citations,
            LinksArgument::Both => Self::Both,
        }
    }
}

/// How betweenness is found; also of `bridges`.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct EffortArguments {
    /// Whether betweenness counts all shortest paths or draws a sample; auto counts where that takes seconds
    #[arg(long, value_enum, default_value_t = EffortArgument::Auto)]
    paths: EffortArgument,
    /// Where a sample starts
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EffortArgument {
    Auto,
    Exact,
    Sampled,
}

impl From<EffortArguments> for BetweennessOptions {
    fn from(arguments: EffortArguments) -> Self {
        let effort = match arguments.paths {
            EffortArgument::Auto => Effort::default(),
            EffortArgument::Exact => Effort::Exact,
            EffortArgument::Sampled => Effort::Sampled,
        };
        Self { effort, seed: arguments.seed, ..Self::default() }
    }
}

impl ByArgument {
    pub(super) fn measure(self) -> RankBy {
        match self {
            Self::Citations => RankBy::Citations,
            Self::CitationsWithoutSelf => RankBy::CitationsWithoutSelf,
            Self::Responses => RankBy::Responses,
            Self::ResponsesPositive => RankBy::ResponsesPositive,
            Self::ResponsesNegative => RankBy::ResponsesNegative,
            Self::PageRank => RankBy::PageRank,
            Self::Betweenness => RankBy::Betweenness,
            Self::CoreNumber => RankBy::CoreNumber,
            Self::HIndex => RankBy::HIndex,
        }
    }
}

impl Rank {
    pub(super) fn run(&self) -> Result<Outcome> {
        let (of, by) = (self.of(), self.by.measure());
        if let (Some(_), Some(_)) = (self.links, by.own_kinds()) {
            bail!(
                "--links is for page-rank, betweenness and core-number; {} has links of its own",
                by.name()
            );
        }
        let session = Session::open(&self.input)?.reported();
        let corpus = &session.corpus;
        let query = RankQuery {
            of,
            by,
            kinds: self.links.map_or(MentionKinds::Both, MentionKinds::from),
            confidence: self.confidence.into(),
            betweenness: self.effort.into(),
        };
        let found = {
            let _progress = Progress::start("ranking");
            rank(corpus, &query)
        };
        let found = match found {
            Ok(found) => found,
            Err(error) => bail!("{error}; {}", hint(error)),
        };
        self.print(corpus, &query, found)?;
        Ok(session.outcome())
    }

    fn of(&self) -> RankOf {
        match self.of {
            OfArgument::Works => RankOf::Works,
            OfArgument::Persons => RankOf::Persons,
            OfArgument::Venues => RankOf::Venues,
        }
    }

    fn print(&self, corpus: &Corpus, query: &RankQuery, mut found: Ranking) -> Result<()> {
        let notes = notes(corpus, query, &found, self.top.get());
        found.ranking.truncate(self.top.get());
        let mut table = match query.of {
            RankOf::Works => Table::new(&["rank", found.by, "work", "name"]),
            RankOf::Persons => Table::new(&["rank", found.by, "person", "works"]),
            RankOf::Venues => Table::new(&["rank", found.by, "venue", "works"]),
        };
        for place in &found.ranking {
            let last = match query.of {
                RankOf::Works => place.label.clone(),
                RankOf::Persons | RankOf::Venues => place.works.len().to_string(),
            };
            table.rows.push(vec![
                place.rank.to_string(),
                score(query.by, place.score),
                place.key.clone(),
                last,
            ]);
        }
        let mut answer = serde_json::to_value(&found)?;
        if let Value::Object(members) = &mut answer {
            members.insert("notes".to_owned(), json!(notes));
        }
        table.notes = notes;
        output::print(self.format, &answer, &table)
    }
}

fn score(by: RankBy, score: RankScore) -> String {
    match (by, score) {
        (_, RankScore::Count(count)) => count.to_string(),
        (RankBy::PageRank, RankScore::Measure(measure)) => format!("{measure:.6}"),
        (_, RankScore::Measure(measure)) => format!("{measure:.2}"),
    }
}

/// What to choose instead.
fn hint(error: RankError) -> String {
    let (of, names) = match error {
        RankError::NeedsSeveralWorks(_) => (RankOf::Works, "choose --of persons or --of venues, or --by"),
        RankError::NeedsWorks(_, of) => (of, "choose --of works, or --by"),
        _ => return "see `dissensus rank --help`".to_owned(),
    };
    let fitting: Vec<&str> = RankBy::ALL.into_iter().filter(|by| by.fits(of)).map(RankBy::name).collect();
    format!("{names} {}", fitting.join(", "))
}

/// What a reader must know to use the numbers.
fn notes(corpus: &Corpus, query: &RankQuery, found: &Ranking, top: usize) -> Vec<String> {
    let mut notes = Vec::new();
    if found.links == 0 {
        let kinds = query.by.own_kinds().unwrap_or(query.kinds);
        notes.push(format!("nothing to rank {} by {}", found.of, found.by));
        // What narrows the question may be all that is in the way.
        let wider = match query.by {
            RankBy::ResponsesPositive | RankBy::ResponsesNegative => Some(RankBy::Responses),
            RankBy::CitationsWithoutSelf => Some(RankBy::Citations),
            _ => None,
        };
        let others = wider.and_then(|by| rank(corpus, &RankQuery { by, ..*query }).ok());
        match others.filter(|others| others.links > 0) {
            Some(others) => {
                notes.push(format!("there are {} of another kind: see --by {}", others.links, others.by));
            }
            None => notes.extend(why_no_links(corpus, kinds)),
        }
        return notes;
    }
    let basis = match query.by.own_kinds().unwrap_or(query.kinds) {
        MentionKinds::Responses => counted(found.links, "response"),
        MentionKinds::Citations => {
            format!("{} between works of these files", counted(found.links, "citation"))
        }
        MentionKinds::Both => {
            format!("{} of works that respond to or cite one another", counted(found.links, "pair"))
        }
    };
    notes.push(format!("{}, of {basis}", found.accuracy));
    if query.by.own_kinds() == Some(MentionKinds::Citations) && found.works_speaking < found.works {
        notes.push(format!(
            "{} of {} said to cite others of these files",
            found.works_speaking,
            counted(found.works, "work")
        ));
    }
    if let (Some(last), Some(next)) = (found.ranking.get(top - 1), found.ranking.get(top)) {
        let tied = if last.rank == next.rank { ", the next of which share the last rank" } else { "" };
        notes.push(format!("{top} of {}{tied}; see more with --top", found.ranking.len()));
    }
    if found.without_score > 0 {
        notes.push(format!("{} more have none", found.without_score));
    }
    if found.works_left_out > 0 {
        let missing = if query.of == RankOf::Persons { "author or editor" } else { "venue" };
        notes.push(format!("{} without {missing} left out", counted(found.works_left_out, "work")));
    }
    notes
}
