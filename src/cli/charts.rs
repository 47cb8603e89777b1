//! The views of `map` that count: matrix, stream, spectroscopy; also `who --matrix -o` and `facets --rows -o`.

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use dissensus::analysis::{
    Citations, FacetMatrixOptions, FacetQuery, MapOptions, MatrixOf, facet_matrix_chart,
    response_matrix_chart, spectroscopy_chart, stream_chart,
};
use dissensus::figure::{Captions, Fit, MatrixChart, SeriesChart, place_matrix, place_series};
use dissensus::model::Corpus;
use dissensus::projection::{Links, descent};

use super::facets::facet;
use super::map::Picture;
use super::timeline::no_links;
use super::{invocation, output};

/// How many persons, works or values a matrix shows, and how many positions.
const TOP: (usize, usize) = (12, 20);
/// How many of them at least, though they need more than a page.
const LEAST: usize = 4;
/// How many values of each facet.
pub(super) const VALUES: usize = 24;

/// What the matrix shows.
#[derive(Debug, Args)]
pub(super) struct MatrixArguments {
    /// What responds to what in the matrix [default: roots]
    #[arg(long, value_enum, value_name = "OF", conflicts_with_all = ["rows", "columns"])]
    of: Option<MatrixOfArgument>,
    /// The facet whose values are the rows of the matrix
    #[arg(long, value_name = "FACET", requires = "columns")]
    rows: Option<String>,
    /// The facet whose values are its columns
    #[arg(long, value_name = "FACET", requires = "rows")]
    columns: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MatrixOfArgument {
    /// Positions at the top of their trees, with all below them
    Roots,
    /// Every position by itself, in trees
    Positions,
    /// The authors of works
    People,
    /// Works
    Works,
}

impl MatrixArguments {
    /// Whether anything was asked of a matrix.
    pub(super) fn given(&self) -> Option<&'static str> {
        let all = [
            ("--of", self.of.is_some()),
            ("--rows", self.rows.is_some()),
            ("--columns", self.columns.is_some()),
        ];
        all.into_iter().find(|(_, given)| *given).map(|(name, _)| name)
    }
}

/// Draws a matrix, of `top` rows and columns at most if it is said; `given` are the filters that were given and choose
/// responses.
pub(super) fn draw_matrix(
    corpus: &Corpus,
    options: &MapOptions,
    (arguments, top): (&MatrixArguments, Option<usize>),
    given: Option<&str>,
    picture: &Picture<'_>,
) -> Result<()> {
    if let (Some(rows), Some(columns)) = (&arguments.rows, &arguments.columns) {
        if let Some(name) = given {
            bail!(
                "{name} chooses responses, and a matrix of facets counts works; see `dissensus facets --where`"
            );
        }
        let query = FacetQuery { confidence: options.responses.confidence, ..FacetQuery::default() };
        let options = FacetMatrixOptions {
            rows: facet(corpus, rows)?,
            columns: facet(corpus, columns)?,
            query,
            top: VALUES,
            title: options.title.clone(),
            page: options.page,
        };
        return draw_facets(corpus, &options, top, picture);
    }
    let of = match arguments.of {
        None | Some(MatrixOfArgument::Roots) => MatrixOf::Roots,
        Some(MatrixOfArgument::Positions) => MatrixOf::Positions,
        Some(MatrixOfArgument::People) => MatrixOf::People,
        Some(MatrixOfArgument::Works) => MatrixOf::Works,
    };
    draw_responses(corpus, options, (of, top), picture)
}

/// Draws who responds to whom.
pub(super) fn draw_responses(
    corpus: &Corpus,
    options: &MapOptions,
    (of, top): (MatrixOf, Option<usize>),
    picture: &Picture<'_>,
) -> Result<()> {
    let most = match of {
        MatrixOf::Positions | MatrixOf::Roots => TOP.1,
        MatrixOf::People | MatrixOf::Works => TOP.0,
    };
    let chart = as_many_as_fit(top, most, |top| response_matrix_chart(corpus, options, of, top));
    if chart.rows.is_empty() {
        output::note(match of {
            MatrixOf::Positions | MatrixOf::Roots => {
                "nothing to draw: no response joins positions or works that hold one; give works a position = {key} \
                 and write, say, disputes = {key}"
            }
            MatrixOf::People => {
                "nothing to draw: no response joins works whose authors are known; write, say, disputes = {key}"
            }
            MatrixOf::Works => "nothing to draw: no response is left; write, say, disputes = {key}",
        });
    }
    write_matrix(
        chart,
        picture,
        "--top, --since or --position",
        "Rows respond to columns; a dot means that none does, a stroke that there is nothing to respond",
    )
}

/// A matrix of the size asked for, else the largest up to `most` that fits its page.
fn as_many_as_fit(asked: Option<usize>, most: usize, chart: impl Fn(usize) -> MatrixChart) -> MatrixChart {
    let (least, most) = asked.map_or((LEAST, most), |asked| (asked, asked));
    let mut top = most;
    loop {
        let chart = chart(top);
        if top <= least || place_matrix(&chart).fits() == Fit::Fits {
            return chart;
        }
        top -= 1;
    }
}

/// Draws which values of two facets were studied together.
pub(super) fn draw_facets(
    corpus: &Corpus,
    options: &FacetMatrixOptions,
    top: Option<usize>,
    picture: &Picture<'_>,
) -> Result<()> {
    let chart = as_many_as_fit(top, VALUES, |top| {
        facet_matrix_chart(corpus, &FacetMatrixOptions { top, ..options.clone() })
    });
    if chart.rows.is_empty() || chart.columns.is_empty() {
        output::note(
            "nothing to draw: no case gives these facets values; write case = {NAME [region=Africa]}",
        );
    }
    write_matrix(chart, picture, "--top", "Cells count works; a dot marks a gap")
}

/// Draws works by year and position.
pub(super) fn draw_stream(
    corpus: &Corpus,
    options: &MapOptions,
    given: Option<&str>,
    picture: &Picture<'_>,
) -> Result<()> {
    if let Some(name @ ("--relation" | "--sign" | "--on")) = given {
        bail!("{name} chooses responses, and a stream counts works");
    }
    let chart = stream_chart(corpus, options);
    if chart.slots.is_empty() {
        output::note("nothing to draw: no work is left");
    }
    write_series(chart, picture, "--since, --position or --around")
}

/// Draws from which years the references come.
pub(super) fn draw_spectroscopy(
    corpus: &Corpus,
    options: &MapOptions,
    given: Option<&str>,
    picture: &Picture<'_>,
) -> Result<()> {
    if let Some(name) = given {
        bail!("{name} does not narrow a spectroscopy, which counts all references; leave it out");
    }
    let links = match options.citations {
        Citations::Shown => Links::Both,
        Citations::Hidden => Links::Responses,
    };
    let descent = descent(corpus, links, options.responses.confidence);
    let chart = spectroscopy_chart(corpus, &descent, options);
    if chart.slots.is_empty() {
        output::note(&format!("nothing to draw: {}", no_links(corpus, &descent)));
    }
    write_series(chart, picture, "fewer files")
}

fn write_matrix(mut chart: MatrixChart, picture: &Picture<'_>, narrowing: &str, marks: &str) -> Result<()> {
    dress(&mut chart.captions, picture);
    let figure = picture.look.drawing.placed(|typeface| {
        let captions = Captions { typeface: typeface.clone(), ..chart.captions.clone() };
        place_matrix(&MatrixChart { captions, ..chart.clone() })
    });
    Picture { narrowing, ..*picture }.write_marks(&figure, marks)
}

fn write_series(mut chart: SeriesChart, picture: &Picture<'_>, narrowing: &str) -> Result<()> {
    dress(&mut chart.captions, picture);
    let figure = picture.look.drawing.placed(|typeface| {
        let captions = Captions { typeface: typeface.clone(), ..chart.captions.clone() };
        place_series(&SeriesChart { captions, ..chart.clone() })
    });
    Picture { narrowing, ..*picture }.write_marks(&figure, "Heights are counts, from zero")
}

/// Gives a chart the look that was asked for.
fn dress(captions: &mut Captions, picture: &Picture<'_>) {
    captions.theme = picture.look.theme.clone();
    captions.typography = picture.look.typography;
    captions.typeface = picture.look.drawing.typeface().clone();
    captions.page = picture.look.page;
    captions.provenance.command = Some(invocation::command_line());
}
