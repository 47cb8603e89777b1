//! `timeline`: the course of a debate.

mod hints;
mod overview;
mod tables;

pub(super) use hints::no_links;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use dissensus::algorithm::main_path::{CyclePolicy, METHODS, TraversalWeight};
use dissensus::analysis::timeline::{
    ArcsShown, BurstOf, MainPathFinding, MainPathOptions, PathSearch, PhasesFinding, TimelineChart,
    TimelineFinding, TimelinePart, TimelineQuestion, bursts, events, exchanges, lanes, main_path,
    phase_starts, phases, reception, spectrum, timeline_chart, timeline_found, turning_points,
};
use dissensus::figure::Direction;
use dissensus::model::{Confidence, Corpus, Entity};
use dissensus::projection::{Descent, Links, descent};
use serde_json::{Value, json};

use super::drawing::output_help;
use super::figure_arguments::FigureArguments;
use super::map::{DirectionArgument, Picture, exporter};
use super::output;
use super::progress::Progress;
use super::session::Session;
use super::thinning::{OnlyCitedArgument, ThinningArguments};
use super::{ConfidenceArgument, Format, InputArguments, Outcome, keys};

/// Tell the course of the debate: phases, events, main path, turning points, bursts, exchanges
///
/// An overview of everything, or with one of --phases, --lanes, --main-path, --threads, --bursts, --turning-points,
/// --spectroscopy and --citations that part in full. What joins two works is said once, by --links: whoever responds to a work refers to it, so that by default a response between two works counts like a
/// citation. With -o, the figure is drawn: lanes by position and years, the main path in a halo, phases and events
/// across.
///
/// Example: dissensus timeline bib/soft-balancing.bib
#[derive(Debug, Args)]
pub(super) struct Timeline {
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    view: ViewArguments,
    /// What joins two works
    #[arg(long, value_enum, default_value_t = LinksArgument::Both)]
    links: LinksArgument,
    #[command(flatten)]
    path: PathArguments,
    /// What bursts are looked for, separated by commas; all of them by default
    #[arg(long, value_enum, value_name = "KIND", value_delimiter = ',')]
    of: Vec<BurstArgument>,
    /// Drop what is less sure; citations and words of titles are never unsure
    #[arg(long, value_enum, default_value_t = ConfidenceArgument::Low)]
    confidence: ConfidenceArgument,
    #[arg(short, long, value_name = "FILE", help = output_help("Draw the timeline into this file"))]
    output: Option<PathBuf>,
    /// Which way the years of the figure run [default: down in print, across on screens and slides]
    #[arg(long, value_enum, requires = "output")]
    direction: Option<DirectionArgument>,
    /// How to print [default: table]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Works that are cited, but have no entry, in main path, turning points and figure; without it, they are there in
    /// libraries that people write, and not in databases' exports
    #[arg(long, value_enum)]
    only_cited: Option<OnlyCitedArgument>,
    #[command(flatten)]
    thinning: ThinningArguments,
    #[command(flatten)]
    figure: FigureArguments,
}

/// One part in full instead of the overview.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct ViewArguments {
    /// The phases: where the yearly mix of positions and relations changes by more than chance (smallest Bayesian
    /// information criterion), and what grows in each; declared events beside them
    #[arg(long)]
    phases: bool,
    /// How many works each position had in each year
    #[arg(long)]
    lanes: bool,
    /// The main path: the works that most lines of descent run through, and what is behind each arc
    #[arg(long)]
    main_path: bool,
    /// Exchanges of critique, reply and rejoinder, and how many years each answer took
    #[arg(long)]
    threads: bool,
    /// Words of titles, positions and cited works that for some years had twice their usual share (Kleinberg 2002,
    /// s = 2, γ = 1)
    #[arg(long)]
    bursts: bool,
    /// Works that take up others and are taken up, by the share of all lines of descent that run through them
    #[arg(long)]
    turning_points: bool,
    /// From which years the references come, and which years stand out (Marx et al. 2014)
    #[arg(long)]
    spectroscopy: bool,
    /// How often each work is referred to within the files and when, its disruption (CD) and its beauty coefficient
    #[arg(long)]
    citations: bool,
}

#[derive(Debug, Args)]
struct PathArguments {
    /// How the arcs of the main path are weighed: by paths from first works to last (spc), from any work to last
    /// (splc), or between any two (spnp)
    #[arg(long, default_value = "spc", value_parser = weight_names())]
    weights: String,
    /// Which arcs make up the main path
    #[arg(long, value_enum, default_value_t = SearchArgument::Global)]
    search: SearchArgument,
    /// How many of the heaviest arcs a key-route search begins with
    #[arg(long, value_name = "K", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    key_routes: u32,
    /// The main path through this work, both ways, instead of --search
    #[arg(long, value_name = "WORK", conflicts_with = "search")]
    through: Option<String>,
    /// List all arcs with their weights, heaviest first
    #[arg(long, requires = "main_path")]
    all_arcs: bool,
    /// What is done with works that lead to each other; whatever it touches is reported
    #[arg(long, value_enum, default_value_t = CyclesArgument::Condense)]
    cycles: CyclesArgument,
}

fn weight_names() -> PossibleValuesParser {
    PossibleValuesParser::new(METHODS.iter().map(|method| method.info().name))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LinksArgument {
    /// Citations only
    Citations,
    /// Responses of works to works only
    Responses,
    /// Citations, and responses of works to works
    Both,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SearchArgument {
    /// From the first works on, always along the heaviest arc
    Local,
    /// From the last works back, always along the heaviest arc
    LocalBackward,
    /// The path with the largest sum of weights
    Global,
    /// The heaviest arcs of all, each followed both ways
    KeyRoute,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CyclesArgument {
    /// Leave their works out of the count
    Keep,
    /// Make the works of a cycle one node
    Condense,
    /// Drop few arcs, so that no cycle is left
    Break,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum BurstArgument {
    /// Words of titles
    Word,
    /// Positions, with those below them
    Position,
    /// Works that are referred to
    Cited,
}

impl ViewArguments {
    fn view(&self) -> Option<TimelinePart> {
        let flags = [
            (self.phases, TimelinePart::Phases),
            (self.lanes, TimelinePart::Lanes),
            (self.main_path, TimelinePart::MainPath),
            (self.threads, TimelinePart::Threads),
            (self.bursts, TimelinePart::Bursts),
            (self.turning_points, TimelinePart::TurningPoints),
            (self.spectroscopy, TimelinePart::Spectroscopy),
            (self.citations, TimelinePart::Citations),
        ];
        flags.into_iter().find(|(given, _)| *given).map(|(_, view)| view)
    }
}

/// What the parts are found from.
struct Question<'a> {
    corpus: &'a Corpus,
    confidence: Confidence,
    descent: Descent,
    path: MainPathOptions,
    bursts: Vec<BurstOf>,
}

/// Draws the figure that `timeline -o` draws without further options, under this heading and thinned like this.
pub(super) fn draw_usual(
    corpus: &Corpus,
    confidence: Confidence,
    chosen: (Option<&str>, ThinningArguments),
    picture: &Picture<'_>,
) -> Result<()> {
    let path = MainPathOptions::default();
    let descent = descent(corpus, Links::Both, confidence);
    Question { corpus, confidence, descent, path, bursts: Vec::new() }.draw(chosen, picture)
}

impl Timeline {
    pub(super) fn run(&self) -> Result<Outcome> {
        let exporter = self.output.as_deref().map(exporter).transpose()?;
        let session = Session::open(&self.input)?.reported();
        let corpus = &session.corpus;
        let question = self.question(corpus)?;
        if let (Some(exporter), Some(path)) = (exporter, &self.output) {
            let look = self.figure.look(self.direction.map(DirectionArgument::direction), &session.figure)?;
            let caption = self.figure.caption.as_deref();
            let picture = Picture { exporter, path, look: &look, caption, narrowing: "" };
            question.draw((self.figure.title.as_deref(), self.thinning), &picture)?;
        }
        let view = self.view.view();
        if self.output.is_none() || view.is_some() || self.format.is_some() {
            question.print(view, self.format.unwrap_or(Format::Table))?;
        }
        Ok(session.outcome())
    }

    fn question<'a>(&self, corpus: &'a Corpus) -> Result<Question<'a>> {
        let confidence = self.confidence.into();
        let links = match self.links {
            LinksArgument::Citations => Links::Citations,
            LinksArgument::Responses => Links::Responses,
            LinksArgument::Both => Links::Both,
        };
        let bursts = match self.of.as_slice() {
            [] => BurstOf::ALL.to_vec(),
            some => some.iter().map(|kind| kind.kind()).collect(),
        };
        let path = self.path.options(corpus)?;
        let mut descent = descent(corpus, links, confidence);
        if let Some(asked) = self.only_cited {
            descent.cited = asked.into();
        }
        Ok(Question { corpus, confidence, descent, path, bursts })
    }
}

impl BurstArgument {
    fn kind(self) -> BurstOf {
        match self {
            Self::Word => BurstOf::Word,
            Self::Position => BurstOf::Position,
            Self::Cited => BurstOf::Cited,
        }
    }
}

impl PathArguments {
    fn options(&self, corpus: &Corpus) -> Result<MainPathOptions> {
        let named = |method: &&&'static dyn TraversalWeight| method.info().name == self.weights;
        let weights = *METHODS.iter().find(named).expect("the parser admits the names of the methods only");
        let search = match (&self.through, self.search) {
            (Some(typed), _) => match keys::entity(corpus, typed)? {
                Entity::Work(work) => PathSearch::Through(work),
                other => bail!("`{typed}` is a {}, and a main path runs through works", other.kind()),
            },
            (None, SearchArgument::Local) => PathSearch::Forward,
            (None, SearchArgument::LocalBackward) => PathSearch::Backward,
            (None, SearchArgument::Global) => PathSearch::Global,
            (None, SearchArgument::KeyRoute) => PathSearch::KeyRoute(self.key_routes as usize),
        };
        let cycles = match self.cycles {
            CyclesArgument::Keep => CyclePolicy::Keep,
            CyclesArgument::Condense => CyclePolicy::Condense,
            CyclesArgument::Break => CyclePolicy::Break,
        };
        let arcs = if self.all_arcs { ArcsShown::All } else { ArcsShown::MainPath };
        Ok(MainPathOptions { weights, search, cycles, arcs })
    }
}

impl Question<'_> {
    fn phases(&self) -> PhasesFinding {
        phases(self.corpus, self.confidence)
    }

    fn main_path(&self) -> MainPathFinding {
        main_path(self.corpus, &self.descent, &self.path)
    }

    fn draw(
        &self,
        (title, thinning): (Option<&str>, ThinningArguments),
        picture: &Picture<'_>,
    ) -> Result<()> {
        let look = picture.look;
        let (chart, thinned) = {
            let _progress = Progress::start("measuring");
            timeline_chart(
                self.corpus,
                &TimelineChart {
                    descent: &self.descent,
                    path: &self.main_path(),
                    phases: &self.phases(),
                    direction: look.direction,
                    page: look.page,
                    title,
                    thinning: thinning.thinning(look.top),
                },
            )
        };
        if chart.nodes.is_empty() {
            output::note("nothing to draw: the files hold no work");
        }
        thinning.tell(thinned.as_ref());
        let narrowing = match look.direction {
            Direction::Down => "--top or fewer files",
            Direction::Across => "--direction down, --top or fewer files",
        };
        Picture { narrowing, ..*picture }.draw(chart)
    }

    fn print(&self, view: Option<TimelinePart>, format: Format) -> Result<()> {
        let (answer, table) = {
            let _progress = Progress::start("measuring");
            match view {
                Some(view) => (json!(self.found(&[view])), self.table(view)),
                None if format == Format::Json => {
                    (json!(self.found(&TimelinePart::ALL)), output::Table::default())
                }
                None => (Value::Null, overview::table(self)),
            }
        };
        output::print(format, &answer, &table)
    }

    fn table(&self, view: TimelinePart) -> output::Table {
        let (corpus, descent) = (self.corpus, &self.descent);
        match view {
            TimelinePart::Phases => tables::phases(corpus, &self.phases(), &events(corpus)),
            TimelinePart::Lanes => tables::lanes(corpus, &lanes(corpus, self.confidence)),
            TimelinePart::MainPath => tables::main_path(corpus, descent, &self.main_path()),
            TimelinePart::Threads => {
                tables::threads(corpus, self.confidence, &exchanges(corpus, self.confidence))
            }
            TimelinePart::Bursts => tables::bursts(corpus, descent, &bursts(corpus, descent, &self.bursts)),
            TimelinePart::TurningPoints => {
                let starts = phase_starts(&self.phases().phases);
                tables::turning_points(corpus, descent, &turning_points(corpus, descent, &starts))
            }
            TimelinePart::Spectroscopy => tables::spectroscopy(corpus, descent, &spectrum(corpus, descent)),
            TimelinePart::Citations => tables::citations(corpus, descent, &reception(corpus, descent)),
        }
    }

    /// The parts as they serialise.
    fn found(&self, parts: &[TimelinePart]) -> TimelineFinding {
        let question = TimelineQuestion {
            confidence: self.confidence,
            descent: &self.descent,
            path: self.path,
            bursts: &self.bursts,
        };
        timeline_found(self.corpus, &question, parts)
    }
}
