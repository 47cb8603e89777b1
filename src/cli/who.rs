//! `who`: who responds to whom.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use dissensus::analysis::{
    Group, MapOptions, MatrixOf, ResponseFinding, ResponseQuery, UnansweredFinding, response_matrix,
    responses, responses_found, threads_found, unanswered,
};
use dissensus::model::{Confidence, Corpus, Sign};
use serde_json::json;

use super::charts::draw_responses;
use super::drawing::output_help;
use super::figure_arguments::FigureArguments;
use super::map::{Picture, exporter};
use super::output::{self, Table};
use super::session::Session;
use super::{ConfidenceArgument, Format, InputArguments, Outcome, keys};

/// Say who responds to whom, how, on what, and who says so
///
/// Names are keys of works, positions (which include the positions below them and their works) or claims,
/// or names of persons; a beginning will do while it is unambiguous.
///
/// Example: dissensus who --to pape2005 --relation disputes
#[derive(Debug, Args)]
pub(super) struct Who {
    #[command(flatten)]
    input: InputArguments,
    /// Responses of this work, position, claim or person
    #[arg(long, value_name = "NAME")]
    from: Option<String>,
    /// Responses to this work, position, claim or person
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// Responses between two parties, in either direction
    #[arg(long, value_names = ["A", "B"], num_args = 2)]
    between: Vec<String>,
    #[command(flatten)]
    filter: ResponseFilter,
    /// Only challenges (responses of sign -1) that nobody answered: no response, of the same year or later,
    /// of an author of the challenged work or of a work of its position (or one below it) to the
    /// challenger, or to the claim that the challenge is about
    #[arg(long, conflicts_with_all = ["threads", "matrix"])]
    unanswered: bool,
    /// Exchanges: critique, reply, rejoinder
    #[arg(long, conflicts_with = "matrix")]
    threads: bool,
    /// Count responses between works, people or positions
    #[arg(long, value_enum, value_name = "OF")]
    matrix: Option<MatrixArgument>,
    #[arg(short, long, value_name = "FILE", requires = "matrix", help = output_help("Draw the matrix into this file"))]
    output: Option<PathBuf>,
    #[command(flatten)]
    figure: FigureArguments,
    /// How to print
    #[arg(long, value_enum, default_value_t = WhoFormat::Table)]
    format: WhoFormat,
}

/// Which responses are meant; also of `map`.
#[derive(Debug, Args)]
pub(super) struct ResponseFilter {
    /// Only this relation, in any spelling (disagreeswith, cito:disagreesWith)
    #[arg(long, value_name = "RELATION")]
    relation: Option<String>,
    /// Only this sign: +1, -1, 0 or mixed
    #[arg(long, value_name = "SIGN", allow_hyphen_values = true)]
    sign: Option<String>,
    /// Only responses on something that contains this word
    #[arg(long, value_name = "WORD")]
    on: Option<String>,
    /// Only responses made in or after this year
    #[arg(long, value_name = "YEAR", allow_hyphen_values = true)]
    since: Option<i32>,
    /// Only responses made in or before this year
    #[arg(long, value_name = "YEAR", allow_hyphen_values = true)]
    until: Option<i32>,
    /// Drop what is less sure
    #[arg(long, value_enum, default_value_t = ConfidenceArgument::Low)]
    confidence: ConfidenceArgument,
}

impl ResponseFilter {
    /// The first of the conditions that was given, but for the confidence.
    pub(super) fn given(&self) -> Option<&'static str> {
        let all = [
            ("--relation", self.relation.is_some()),
            ("--sign", self.sign.is_some()),
            ("--on", self.on.is_some()),
            ("--since", self.since.is_some()),
            ("--until", self.until.is_some()),
        ];
        all.into_iter().find(|(_, given)| *given).map(|(name, _)| name)
    }

    pub(super) fn confidence(&self) -> Confidence {
        self.confidence.into()
    }

    pub(super) fn query(&self, corpus: &Corpus) -> Result<ResponseQuery> {
        let sign = match &self.sign {
            None => None,
            Some(text) => match Sign::parse(text) {
                Some(sign) => Some(sign),
                None => bail!("`{text}` is no sign; write +1, -1, 0 or mixed"),
            },
        };
        Ok(ResponseQuery {
            relation: keys::relation(corpus, self.relation.as_deref())?,
            sign,
            on: self.on.clone(),
            since: self.since,
            until: self.until,
            confidence: self.confidence.into(),
            ..ResponseQuery::default()
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MatrixArgument {
    Works,
    People,
    Positions,
    /// Positions at the top of their trees, with all below them
    Roots,
}

impl MatrixArgument {
    fn of(self) -> MatrixOf {
        match self {
            Self::Works => MatrixOf::Works,
            Self::People => MatrixOf::People,
            Self::Positions => MatrixOf::Positions,
            Self::Roots => MatrixOf::Roots,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum WhoFormat {
    /// For reading
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
    /// For a Markdown appendix
    Markdown,
    /// For a LaTeX appendix
    Latex,
}

impl Who {
    pub(super) fn run(&self) -> Result<Outcome> {
        let exporter = self.output.as_deref().map(exporter).transpose()?;
        let session = Session::open(&self.input)?.reported();
        let corpus = &session.corpus;
        let between: Option<(Group, Group)> = match self.between.as_slice() {
            [a, b] => Some((keys::group(corpus, a)?, keys::group(corpus, b)?)),
            _ => None,
        };
        let query = ResponseQuery {
            from: keys::optional_group(corpus, self.from.as_deref())?,
            to: keys::optional_group(corpus, self.to.as_deref())?,
            between,
            ..self.filter.query(corpus)?
        };
        match (self.matrix, exporter.zip(self.output.as_deref())) {
            (Some(of), Some((exporter, path))) => {
                let look = self.figure.look(None, &session.figure)?;
                let title = self.figure.title.clone();
                let options =
                    MapOptions { responses: query, page: look.page, title, ..MapOptions::default() };
                let caption = self.figure.caption.as_deref();
                let picture =
                    Picture { exporter, path, look: &look, caption, narrowing: "--from, --to or --since" };
                draw_responses(corpus, &options, (of.of(), None), &picture)?;
            }
            (Some(of), None) => self.print_matrix(corpus, &query, of)?,
            (None, _) if self.unanswered => self.print_unanswered(corpus, &query)?,
            (None, _) if self.threads => self.print_threads(corpus, &query)?,
            (None, _) => {
                let found = responses_found(corpus, &query);
                let mut table = response_table(&found.responses);
                if found.responses.is_empty() {
                    table.notes.push("no response".to_owned());
                }
                self.print(&json!(found), &table)?;
            }
        }
        Ok(session.outcome())
    }

    fn print(&self, json: &serde_json::Value, table: &Table) -> Result<()> {
        match self.format {
            WhoFormat::Table => output::print(Format::Table, json, table),
            WhoFormat::Json => output::print(Format::Json, json, table),
            WhoFormat::Csv => output::print(Format::Csv, json, table),
            WhoFormat::Markdown => output::print_markdown(table),
            WhoFormat::Latex => output::print_latex(table),
        }
    }

    fn print_unanswered(&self, corpus: &Corpus, query: &ResponseQuery) -> Result<()> {
        let found = unanswered(corpus, query);
        let UnansweredFinding { responses: open, same_year, undated, asked } = &found;
        let mut table = response_table(open);
        table.headings.push("answered".to_owned());
        table.rows.iter_mut().for_each(|row| row.push("no".to_owned()));
        for (found, word) in [(same_year, "same year"), (undated, "undated")] {
            let rows = response_table(found).rows.into_iter();
            table.rows.extend(rows.map(|mut row| {
                row.push(word.to_owned());
                row
            }));
        }
        let dated = asked - undated.len();
        table.notes.push(format!("{} of {dated} challenges unanswered", open.len()));
        if !same_year.is_empty() {
            table
                .notes
                .push(format!("{} answered in the same year, so that the order is unknown", same_year.len()));
        }
        if !undated.is_empty() {
            table.notes.push(format!("{} undated, so that nobody can tell", undated.len()));
        }
        self.print(&json!(found), &table)
    }

    fn print_threads(&self, corpus: &Corpus, query: &ResponseQuery) -> Result<()> {
        let mut table = Table::new(&["step", "year", "from", "relation", "to", "on", "said by"]);
        let found = threads_found(corpus, query);
        for step in found.threads.iter().flat_map(|thread| &thread.steps) {
            let response = &step.response;
            let word = match step.depth {
                0 => "critique".to_owned(),
                1 => "  reply".to_owned(),
                2 => "    rejoinder".to_owned(),
                depth => format!("{}answer {depth}", "  ".repeat(depth)),
            };
            let word = if step.same_year { format!("{word} (same year)") } else { word };
            table.rows.push(vec![
                word,
                response.year.map_or_else(String::new, |year| year.to_string()),
                response.from.clone(),
                response.relation.clone(),
                response.to.clone(),
                response.on.clone().unwrap_or_default(),
                said_by(response),
            ]);
        }
        if found.threads.is_empty() {
            table.notes.push("no exchange of two steps or more".to_owned());
        }
        self.print(&json!(found), &table)
    }

    fn print_matrix(&self, corpus: &Corpus, query: &ResponseQuery, of: MatrixArgument) -> Result<()> {
        let matrix = response_matrix(corpus, &responses(corpus, query), of.of());
        let mut table = Table::new(&["from", "to", "+1", "mixed", "0", "-1"]);
        for (row, cells) in matrix.rows.iter().zip(&matrix.cells) {
            for (column, cell) in matrix.columns.iter().zip(cells).filter(|(_, cell)| cell.total() > 0) {
                let counts = [cell.positive, cell.mixed, cell.neutral, cell.negative];
                let counts = counts.map(|count| if count == 0 { "·".to_owned() } else { count.to_string() });
                table.rows.push([[row.clone(), column.clone()].as_slice(), &counts].concat());
            }
        }
        if table.rows.is_empty() {
            table.notes.push("no response".to_owned());
        }
        self.print(&serde_json::to_value(&matrix)?, &table)
    }
}

/// "ore2017 ¶21": who says so, and where.
fn said_by(found: &ResponseFinding) -> String {
    match &found.place {
        Some(place) => format!("{} {place}", found.by),
        None => found.by.clone(),
    }
}

fn response_table(rows: &[ResponseFinding]) -> Table {
    let mut table =
        Table::new(&["year", "from", "relation", "sign", "to", "on", "via", "at", "said by", "sure"]);
    for row in rows {
        table.rows.push(vec![
            row.year.map_or_else(String::new, |year| year.to_string()),
            row.from.clone(),
            row.relation.clone(),
            row.sign.to_owned(),
            row.to.clone(),
            row.on.clone().unwrap_or_default(),
            row.via.clone().unwrap_or_default(),
            row.locator.clone().unwrap_or_default(),
            said_by(row),
            row.confidence.to_owned(),
        ]);
    }
    table
}
