//! `map`: the debate map.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use dissensus::analysis::{Citations, MapOptions, MapView, Neighbourhood, Opening, debate_map};
use dissensus::export::{ExportSettings, FIGURE_EXPORTERS, FigureExporter, figure_exporter_for};
use dissensus::figure::{Chart, Direction, Figure, Fit, PageSize, place};
use dissensus::model::Corpus;

use super::charts::{MatrixArguments, Target, draw_matrix, draw_spectroscopy, draw_stream};
use super::progress::Progress;
use super::session::Session;
use super::who::ResponseFilter;
use super::{InputArguments, Outcome, files, invocation, keys, output, report};

/// Draw the debate map
///
/// Works stand in lanes by position and in years; the format is the ending of the file. Errors in the
/// input are printed, and what is sound is drawn all the same. A file that ends in .html is the page of `report`.
///
/// Example: dissensus map bib/soft-balancing.bib -o map.svg
#[derive(Debug, Args)]
pub(super) struct Map {
    #[command(flatten)]
    input: InputArguments,
    /// The file to write; its ending (.dot, .html, .svg) is the format
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// What the nodes are
    #[arg(long, value_enum, default_value_t = ViewArgument::Works)]
    view: ViewArgument,
    /// Which way the years run
    #[arg(long, value_enum, default_value_t = DirectionArgument::Down)]
    direction: DirectionArgument,
    #[command(flatten)]
    matrix: MatrixArguments,
    #[command(flatten)]
    filter: ResponseFilter,
    /// Only responses of or to this position
    #[arg(long, value_name = "POSITION")]
    position: Option<String>,
    /// Leave untyped citations out
    #[arg(long)]
    hide_citations: bool,
    /// Only the surroundings of this work, position, claim or person
    #[arg(long, value_name = "NAME")]
    around: Option<String>,
    /// How many steps the surroundings reach
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    depth: usize,
    /// A heading of your own
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ViewArgument {
    /// Works, by position and year
    Works,
    /// Claims, with what supports and attacks them
    Claims,
    /// Persons, and how often they answer each other
    People,
    /// Who responds to whom, counted by sign; or, with --rows and --columns, what was studied together
    Matrix,
    /// Works per year by position
    Stream,
    /// References by the year of what they refer to
    Spectroscopy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DirectionArgument {
    /// Down the page, for print
    Down,
    /// Across the page, for screens
    Across,
}

impl DirectionArgument {
    pub(super) fn direction(self) -> Direction {
        match self {
            Self::Down => Direction::Down,
            Self::Across => Direction::Across,
        }
    }

    /// A page of a journal, or a screen.
    pub(super) fn page(self) -> PageSize {
        match self {
            Self::Down => PageSize::default(),
            Self::Across => PageSize { width_mm: 297.0, height_mm: 174.0 },
        }
    }
}

impl Map {
    pub(super) fn run(&self) -> Result<Outcome> {
        if report::is_page(&self.output) {
            return self.page();
        }
        let exporter = exporter(&self.output)?;
        let session = Session::open(&self.input)?.reported();
        let corpus = &session.corpus;
        let around = match &self.around {
            None => None,
            Some(name) => Some(Neighbourhood { center: keys::entity(corpus, name)?, depth: self.depth }),
        };
        let options = MapOptions {
            view: match self.view {
                ViewArgument::Claims => MapView::Claims,
                ViewArgument::People => MapView::People,
                _ => MapView::Works,
            },
            direction: self.direction.direction(),
            responses: self.filter.query(corpus)?,
            position: keys::position(corpus, self.position.as_deref())?,
            citations: if self.hide_citations { Citations::Hidden } else { Citations::Shown },
            around,
            title: self.title.clone(),
            page: self.direction.page(),
        };
        if self.view != ViewArgument::Matrix
            && let Some(name) = self.matrix.given()
        {
            bail!("{name} is for --view matrix");
        }
        let target = Target { exporter, path: &self.output };
        let surroundings = self.around.as_ref().map(|_| "--around");
        let narrowed = self.filter.given().or(self.position.as_ref().map(|_| "--position")).or(surroundings);
        match self.view {
            ViewArgument::Matrix => draw_matrix(corpus, &options, &self.matrix, narrowed, target)?,
            ViewArgument::Stream => draw_stream(corpus, &options, narrowed, target)?,
            ViewArgument::Spectroscopy => draw_spectroscopy(corpus, &options, narrowed, target)?,
            ViewArgument::Works | ViewArgument::Claims | ViewArgument::People => {
                self.draw_lanes(corpus, &options, exporter)?;
            }
        }
        Ok(session.outcome())
    }

    fn draw_lanes(&self, corpus: &Corpus, options: &MapOptions, exporter: &dyn FigureExporter) -> Result<()> {
        let mut chart = debate_map(corpus, options);
        if chart.nodes.is_empty() {
            output::note("nothing to draw: no work, claim or person is left");
        }
        chart.provenance.command = Some(invocation::command_line());
        draw(&chart, exporter, &self.output, "--since, --position or --around")
    }

    /// The page of the whole debate, which narrows the map itself.
    fn page(&self) -> Result<Outcome> {
        let opening = match self.view {
            ViewArgument::Works => Opening::Debate,
            ViewArgument::Claims => Opening::Claims,
            ViewArgument::Matrix => Opening::Matrix,
            ViewArgument::Stream | ViewArgument::Spectroscopy => Opening::Timeline,
            ViewArgument::People => bail!("the page has no view of people; write .svg"),
        };
        let narrowed = self.filter.given().is_some() || self.position.is_some() || self.around.is_some();
        if narrowed
            || self.matrix.given().is_some()
            || self.hide_citations
            || self.direction != DirectionArgument::Down
        {
            bail!(
                "a page holds the whole debate, and its reader narrows it; leave the options out that choose what is \
                 drawn, or write .svg"
            );
        }
        let session = Session::open(&self.input)?.reported();
        report::write(&session, &self.output, self.title.as_deref(), self.filter.confidence(), opening)?;
        Ok(session.outcome())
    }
}

/// Places a chart and writes it; `narrowing` are the options that make a figure smaller.
pub(super) fn draw(chart: &Chart, exporter: &dyn FigureExporter, path: &Path, narrowing: &str) -> Result<()> {
    let figure = {
        let _progress = Progress::start("drawing");
        place(chart)
    };
    write_figure(&figure, Target { exporter, path }, narrowing)
}

/// Writes a figure, and says so if it needs more than its page.
pub(super) fn write_figure(figure: &Figure, target: Target<'_>, narrowing: &str) -> Result<()> {
    let Target { exporter, path } = target;
    files::write_whole(path, |out| {
        exporter
            .export(figure, &ExportSettings::default(), out)
            .with_context(|| format!("cannot draw {}", path.display()))
    })?;
    if let Fit::Exceeds { .. } = figure.fits() {
        let page = (figure.page.width, figure.page.height);
        let millimetres = |points: f64| points * 25.4 / 72.0;
        output::note(&format!(
            "the figure needs {:.0} × {:.0} mm, more than its page; narrow it with {narrowing}",
            millimetres(page.0),
            millimetres(page.1)
        ));
    }
    Ok(())
}

/// The writer for a file's ending.
pub(super) fn exporter(path: &Path) -> Result<&'static dyn FigureExporter> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if let Some(exporter) = figure_exporter_for(ending) {
        return Ok(exporter);
    }
    let known: Vec<&str> = FIGURE_EXPORTERS.iter().map(|exporter| exporter.name()).collect();
    match ending {
        _ if report::is_page(path) => bail!("HTML is written by `dissensus report` and `dissensus map`"),
        "" => bail!("{} has no ending; write one of .{}", path.display(), known.join(", .")),
        _ => bail!("cannot draw .{ending}; write one of .{}", known.join(", .")),
    }
}
