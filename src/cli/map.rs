//! `map`: the debate map.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use dissensus::analysis::{
    Citations, MapOptions, MapView, Neighbourhood, Opening, SchoolsQuery, thinned_map,
};
use dissensus::export::{FIGURE_EXPORTERS, FigureExporter, figure_exporter_for};
use dissensus::figure::{Chart, Direction, Figure, Provenance, description, place};
use dissensus::model::Corpus;

use super::charts::{MatrixArguments, draw_matrix, draw_spectroscopy, draw_stream};
use super::drawing::output_help;
use super::figure_arguments::{FigureArguments, Look};
use super::fit_message::{fit_message, page_for, size_message};
use super::progress::Progress;
use super::session::Session;
use super::thinning::{OnlyCitedArgument, ThinningArguments};
use super::who::ResponseFilter;
use super::{InputArguments, Outcome, caption, invocation, keys, output, report, schools, timeline};

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
    #[arg(short, long, value_name = "FILE", help = output_help("The file to write, or with .html a page to explore"))]
    output: PathBuf,
    /// What the nodes are
    #[arg(long, value_enum, default_value_t = ViewArgument::Works)]
    view: ViewArgument,
    /// Which way the years run [default: down in print, across on screens and slides]
    #[arg(long, value_enum)]
    direction: Option<DirectionArgument>,
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
    /// Works that are cited, but have no entry, in the views works and schools; without it, they are drawn of libraries that
    /// people write, and not of databases' exports
    #[arg(long, value_enum)]
    only_cited: Option<OnlyCitedArgument>,
    /// Only the surroundings of this work, position, claim or person
    #[arg(long, value_name = "NAME")]
    around: Option<String>,
    /// How many steps the surroundings reach
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    depth: usize,
    #[command(flatten)]
    thinning: ThinningArguments,
    #[command(flatten)]
    figure: FigureArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ViewArgument {
    /// Works, by position and year
    Works,
    /// Works, by the school that is found for them, and the bridges between schools; see `dissensus schools`
    Schools,
    /// Claims, with what supports and attacks them
    Claims,
    /// Persons, and how often they answer each other
    People,
    /// Works, by position and year, with the main path, events and phases; see `dissensus timeline`
    Timeline,
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
}

impl Map {
    pub(super) fn run(&self) -> Result<Outcome> {
        if report::is_page(&self.output) {
            return self.page();
        }
        let exporter = exporter(&self.output)?;
        let session = Session::open(&self.input)?.reported();
        let corpus = &session.corpus;
        let look = self.figure.look(self.direction.map(DirectionArgument::direction), &session.figure)?;
        let around = match &self.around {
            None => None,
            Some(name) => Some(Neighbourhood { center: keys::entity(corpus, name)?, depth: self.depth }),
        };
        if self.view == ViewArgument::Claims && self.thinning.by_citations() {
            bail!("--by citations has no meaning with --view claims: claims are not cited");
        }
        let options = MapOptions {
            view: match self.view {
                ViewArgument::Claims => MapView::Claims,
                ViewArgument::People => MapView::People,
                _ => MapView::Works,
            },
            direction: look.direction,
            responses: self.filter.query(corpus)?,
            position: keys::position(corpus, self.position.as_deref())?,
            citations: if self.hide_citations { Citations::Hidden } else { Citations::Shown },
            cited: self.only_cited.map(Into::into),
            around,
            title: self.figure.title.clone(),
            page: look.page,
            thinning: self.thinning.thinning(look.top),
        };
        if self.view != ViewArgument::Matrix
            && let Some(name) = self.matrix.given()
        {
            bail!("{name} is for --view matrix");
        }
        let picture = Picture {
            exporter,
            path: &self.output,
            look: &look,
            caption: self.figure.caption.as_deref(),
            narrowing: "--since, --position, --around or --top",
        };
        let surroundings = self.around.as_ref().map(|_| "--around");
        let narrowed = self.filter.given().or(self.position.as_ref().map(|_| "--position")).or(surroundings);
        let said_in_vain = match self.view {
            ViewArgument::Matrix => self.thinning.given_rank(),
            ViewArgument::Stream | ViewArgument::Spectroscopy => self.thinning.given(),
            _ => None,
        };
        if let Some(name) = said_in_vain {
            bail!("{name} is for the views that draw works, claims or people one by one");
        }
        let matrix = (&self.matrix, self.thinning.most());
        match self.view {
            ViewArgument::Matrix => draw_matrix(corpus, &options, matrix, narrowed, &picture)?,
            ViewArgument::Stream => draw_stream(corpus, &options, narrowed, &picture)?,
            ViewArgument::Spectroscopy => draw_spectroscopy(corpus, &options, narrowed, &picture)?,
            ViewArgument::Timeline => self.draw_timeline(corpus, narrowed, &picture)?,
            ViewArgument::Works | ViewArgument::Schools | ViewArgument::Claims | ViewArgument::People => {
                self.draw_lanes(corpus, &options, &picture)?;
            }
        }
        Ok(session.outcome())
    }

    fn draw_lanes(&self, corpus: &Corpus, options: &MapOptions, picture: &Picture<'_>) -> Result<()> {
        let (chart, thinned) = if self.view == ViewArgument::Schools {
            schools::figure(corpus, &SchoolsQuery::sure(self.filter.confidence()), options)?
        } else {
            thinned_map(corpus, options)
        };
        if chart.nodes.is_empty() {
            output::note("nothing to draw: no work, claim or person is left");
        }
        self.thinning.tell(thinned.as_ref());
        picture.draw(chart)
    }

    /// The figure of `dissensus timeline`.
    fn draw_timeline(
        &self,
        corpus: &Corpus,
        narrowed: Option<&'static str>,
        picture: &Picture<'_>,
    ) -> Result<()> {
        if let Some(name) = narrowed.or(self.hide_citations.then_some("--hide-citations")) {
            bail!("{name} has no meaning with --view timeline, which tells the course of the whole debate");
        }
        let title = self.figure.title.as_deref();
        timeline::draw_usual(corpus, self.filter.confidence(), (title, self.thinning), picture)
    }

    /// The page of the whole debate, which narrows the map itself.
    fn page(&self) -> Result<Outcome> {
        let opening = match self.view {
            ViewArgument::Works => Opening::Debate,
            ViewArgument::Claims => Opening::Claims,
            ViewArgument::Matrix => Opening::Matrix,
            ViewArgument::Timeline | ViewArgument::Stream | ViewArgument::Spectroscopy => Opening::Timeline,
            ViewArgument::Schools => Opening::Schools,
            ViewArgument::People => bail!("the page has no view of people; write .svg"),
        };
        let narrowed = self.filter.given().is_some() || self.position.is_some() || self.around.is_some();
        if narrowed
            || self.matrix.given().is_some()
            || self.thinning.given().is_some()
            || self.hide_citations
            || self.direction == Some(DirectionArgument::Across)
        {
            bail!(
                "a page holds the whole debate, and its reader narrows it; leave the options out that choose what is \
                 drawn, or write .svg"
            );
        }
        let session = Session::open(&self.input)?.reported();
        report::write(
            &session,
            &self.output,
            self.figure.title.as_deref(),
            self.filter.confidence(),
            opening,
        )?;
        Ok(session.outcome())
    }
}

/// A figure to be written.
#[derive(Clone, Copy)]
pub(super) struct Picture<'a> {
    pub(super) exporter: &'static dyn FigureExporter,
    pub(super) path: &'a Path,
    pub(super) look: &'a Look,
    pub(super) caption: Option<&'a Path>,
    /// The options that make the figure smaller.
    pub(super) narrowing: &'a str,
}

impl Picture<'_> {
    /// Places a chart and writes it, and its caption.
    pub(super) fn draw(&self, mut chart: Chart) -> Result<()> {
        self.look.dress(&mut chart);
        chart.provenance.command = Some(invocation::command_line());
        let (figure, message) = {
            let _progress = Progress::start("drawing");
            let style = self.look.style;
            let figure = self.look.drawing.placed(|typeface| {
                let chart = Chart { typeface: typeface.clone(), ..chart.clone() };
                place(&Chart { page: page_for(&chart, style), ..chart })
            });
            let message = fit_message(&chart, &figure, style, self.narrowing);
            (figure, message)
        };
        self.write(&figure, &chart.title, &chart.provenance, &description(&chart))?;
        message.iter().for_each(|text| output::note(text));
        Ok(())
    }

    /// Writes a figure of marks only, and its caption; `marks` says what the marks mean.
    pub(super) fn write_marks(&self, figure: &Figure, marks: &str) -> Result<()> {
        self.write(figure, &figure.title, &figure.provenance, marks)?;
        if let Some(text) = size_message(figure, self.look.page, self.look.style, self.narrowing) {
            output::note(&text);
        }
        Ok(())
    }

    fn write(&self, figure: &Figure, title: &str, provenance: &Provenance, marks: &str) -> Result<()> {
        if self.caption == Some(self.path) {
            bail!("figure and caption cannot be one file; give --caption a name of its own");
        }
        self.look.drawing.write(figure, self.exporter, self.path)?;
        if let Some(path) = self.caption {
            caption::write(title, provenance, marks, path)?;
        }
        self.look.remarks.iter().for_each(|text| output::note(text));
        Ok(())
    }
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
