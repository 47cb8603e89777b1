//! `facets`: works by what they studied.

use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};
use clap::Args;
use dissensus::analysis::{
    Condition, FacetMatrixOptions, FacetQuery, evidence_matrix, facet_named, facet_values, facets_found,
};
use dissensus::model::{Corpus, FacetId};
use serde_json::json;

use super::charts::{VALUES, draw_facets};
use super::drawing::output_help;
use super::figure_arguments::FigureArguments;
use super::map::{Picture, exporter};
use super::output::{self, Table};
use super::session::Session;
use super::{ConfidenceArgument, Format, InputArguments, Outcome};

/// List works by case: where, with which instrument, between whom; or count two facets against each other
///
/// All conditions must hold within one case of a work.
///
/// Example: dissensus facets --where region=Africa --where instrument=institutions
#[derive(Debug, Args)]
pub(super) struct Facets {
    #[command(flatten)]
    input: InputArguments,
    /// A facet and its value, in any case of letters; may be repeated
    #[arg(long = "where", value_name = "FACET=VALUE")]
    conditions: Vec<String>,
    /// The facet whose values are the rows of the evidence matrix
    #[arg(long, value_name = "FACET", requires = "columns")]
    rows: Option<String>,
    /// The facet whose values are its columns
    #[arg(long, value_name = "FACET", requires = "rows")]
    columns: Option<String>,
    #[arg(short, long, value_name = "FILE", requires = "rows", help = output_help("Draw the evidence matrix into this file"))]
    output: Option<PathBuf>,
    #[command(flatten)]
    figure: FigureArguments,
    /// Drop what is less sure
    #[arg(long, value_enum, default_value_t = ConfidenceArgument::Low)]
    confidence: ConfidenceArgument,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

impl Facets {
    pub(super) fn run(&self) -> Result<Outcome> {
        let exporter = self.output.as_deref().map(exporter).transpose()?;
        let session = Session::open(&self.input)?.reported();
        let corpus = &session.corpus;
        let mut conditions = Vec::new();
        for condition in &self.conditions {
            let Some((name, value)) = condition.split_once('=') else {
                bail!("`{condition}` is no condition; write facet=value, as in region=Africa");
            };
            conditions.push(Condition { facet: facet(corpus, name)?, value: value.to_owned() });
        }
        let query = FacetQuery { conditions, confidence: self.confidence.into() };
        match (&self.rows, &self.columns) {
            (Some(rows), Some(columns)) => {
                let (row_facet, column_facet) = (facet(corpus, rows)?, facet(corpus, columns)?);
                match (exporter, &self.output) {
                    (Some(exporter), Some(path)) => {
                        let look = self.figure.look(None, &session.figure)?;
                        let options = FacetMatrixOptions {
                            rows: row_facet,
                            columns: column_facet,
                            query,
                            top: VALUES,
                            title: self.figure.title.clone(),
                            page: look.page,
                        };
                        let caption = self.figure.caption.as_deref();
                        let picture = Picture { exporter, path, look: &look, caption, narrowing: "--where" };
                        draw_facets(corpus, &options, None, &picture)?;
                    }
                    _ => self.print_matrix(corpus, (rows, row_facet), column_facet, &query)?,
                }
            }
            _ => self.print_works(corpus, &query)?,
        }
        Ok(session.outcome())
    }

    fn print_works(&self, corpus: &Corpus, query: &FacetQuery) -> Result<()> {
        let answer = facets_found(corpus, query);
        let found = &answer.works;
        let mut table = Table::new(&["work", "case", "values", "said by", "sure"]);
        for case in found {
            let values: Vec<String> =
                case.values.iter().map(|(facet, values)| format!("{facet}: {}", values.join(", "))).collect();
            let place = case.place.as_deref().map(|place| format!(" {place}")).unwrap_or_default();
            table.rows.push(vec![
                case.work.clone(),
                case.case.clone().unwrap_or_default(),
                values.join("; "),
                format!("{}{place}", case.by),
                case.confidence.to_owned(),
            ]);
        }
        if found.is_empty() {
            table.notes.push("no case".to_owned());
            for condition in &query.conditions {
                let values = facet_values(corpus, condition.facet, query.confidence);
                let name = &corpus.facet(condition.facet).name;
                table.notes.push(format!("the values of {name} are {}", values.join(", ")));
            }
        }
        output::print(self.format, &json!(answer), &table)
    }

    fn print_matrix(
        &self,
        corpus: &Corpus,
        (name, rows): (&str, FacetId),
        columns: FacetId,
        query: &FacetQuery,
    ) -> Result<()> {
        let matrix = evidence_matrix(corpus, rows, columns, query);
        let headings = std::iter::once(name.to_owned()).chain(matrix.columns.iter().cloned()).collect();
        let mut table = Table { headings, ..Table::default() };
        for (row, cells) in matrix.rows.iter().zip(&matrix.cells) {
            let cells = cells.iter().map(|cell| match cell.works.len() {
                0 => "·".to_owned(),
                count => count.to_string(),
            });
            table.rows.push(std::iter::once(row.clone()).chain(cells).collect());
        }
        output::print(self.format, &matrix, &table)
    }
}

pub(super) fn facet(corpus: &Corpus, name: &str) -> Result<FacetId> {
    facet_named(corpus, name).map_err(|unknown| match unknown.known.as_slice() {
        [] => anyhow!("no debate names facets; add facets = {{region, …}} to its @debate entry"),
        known => anyhow!("`{}` is no facet; there are {}", unknown.name, known.join(", ")),
    })
}
