//! `schools`: groups of works found in responses and citations.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};
use dissensus::algorithm::community::Resolution;
use dissensus::analysis::{
    self, Because, CitationProjection, Citations, Lens, MapOptions, PositionCount, ResponseQuery,
    ResponseShare, School, SchoolMethod, SchoolsFinding, SchoolsQuery, Thinned, schools_map,
};
use dissensus::figure::Chart;
use dissensus::model::{Corpus, Entity, KeyMatch, WorkId};
use dissensus::projection::{CitedWorks, Ground, Normalisation, ResponseOptions};
use serde_json::json;

use super::check::counted;
use super::figure_arguments::FigureArguments;
use super::map::{DirectionArgument, Picture, exporter};
use super::output::{self, Table};
use super::progress::Progress;
use super::session::Session;
use super::thinning::{OnlyCitedArgument, ThinningArguments};
use super::{ConfidenceArgument, Format, InputArguments, Outcome, keys};

mod remarks;

/// Find schools: works that agree, or cite the same, more than others; and compare them with the positions
///
/// Two works are joined by the responses of one to the other, and by taking sides on the same claim or
/// position (lens signed); by their citations (lens citation); or by both. The positions that works are
/// filed under decide nothing: they are compared with what was found. A misfit is a work that holds
/// another position than most works of its school. With -o, the figure is drawn: schools as clusters of
/// works filled by position, and the bridges between them.
///
/// Example: dissensus schools bib/soft-balancing.bib
#[derive(Debug, Args)]
pub(super) struct Schools {
    #[command(flatten)]
    input: InputArguments,
    /// What joins works; without it, both where both are there
    #[arg(long, value_enum)]
    lens: Option<LensArgument>,
    /// How they are divided: frustration, correlation-clustering or signed-modularity with the lens signed
    /// or both; leiden-modularity or leiden-cpm with the lens citation. Without it, correlation-clustering
    /// (signed), signed-modularity (both), leiden-modularity (citation)
    #[arg(long, value_name = "METHOD", value_parser = method)]
    method: Option<SchoolMethod>,
    /// What responses join works on
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        value_name = "GROUNDS",
        default_value = "works,claims,positions"
    )]
    grounds: Vec<GroundArgument>,
    /// How citations join works: one cites the other, both cite the same, both are cited by the same;
    /// without it, coupling
    #[arg(long, value_enum)]
    projection: Option<ProjectionArgument>,
    /// What a common reference is worth: 1; divided by the length of the lists (Salton's cosine); or shared
    /// out among all who have it. Without it, cosine
    #[arg(long, value_enum)]
    normalisation: Option<NormalisationArgument>,
    /// How small communities are to be, with leiden-modularity (without it, 1) or leiden-cpm (without it,
    /// the density of the network)
    #[arg(long, value_name = "NUMBER", value_parser = resolution)]
    resolution: Option<Resolution>,
    /// With both: an edge weighs WEIGHT times its responses and 1 - WEIGHT times its citations; without it,
    /// 0.5
    #[arg(long, value_name = "WEIGHT", value_parser = share)]
    weight: Option<ResponseShare>,
    /// What decides the lots; the same seed, the same schools
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    seed: u64,
    /// How many seeds to compare, from --seed on; without it, 10, or 1 above a million edges
    #[arg(long, value_name = "COUNT")]
    seeds: Option<NonZeroUsize>,
    /// Show the edges behind a school (by its number) or a work (by its key), each with file and line
    #[arg(long, value_name = "SCHOOL|KEY")]
    explain: Option<String>,
    /// Drop what is less sure
    #[arg(long, value_enum, default_value_t = ConfidenceArgument::Low)]
    confidence: ConfidenceArgument,
    /// Draw the schools into this file; its ending (.dot, .svg) is the format
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Which way the years of the figure run [default: down in print, across on screens and slides]
    #[arg(long, value_enum, requires = "output")]
    direction: Option<DirectionArgument>,
    /// Leave untyped citations out of the figure
    #[arg(long, requires = "output")]
    hide_citations: bool,
    /// Works that are cited, but have no entry: with the projection cocitation, whether they are in schools; in the figure,
    /// whether those in no school are drawn. Without it, cocitation has them, and figures of databases' exports do not
    #[arg(long, value_enum)]
    only_cited: Option<OnlyCitedArgument>,
    #[command(flatten)]
    thinning: ThinningArguments,
    #[command(flatten)]
    figure: FigureArguments,
    /// How to print; csv has a row for each work [default: table]
    #[arg(long, value_enum)]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LensArgument {
    Signed,
    Citation,
    Both,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum GroundArgument {
    Works,
    Claims,
    Positions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ProjectionArgument {
    Direct,
    Coupling,
    Cocitation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum NormalisationArgument {
    Counts,
    Cosine,
    Fractional,
}

fn method(text: &str) -> Result<SchoolMethod> {
    SchoolMethod::find(text).ok_or_else(|| {
        let names: Vec<&str> = SchoolMethod::all().map(|method| method.info().name).collect();
        anyhow!("the methods are {}", names.join(", "))
    })
}

fn resolution(text: &str) -> Result<Resolution> {
    let value = text.trim().parse().ok().and_then(Resolution::new);
    value.ok_or_else(|| anyhow!("a resolution is a number that is not below 0"))
}

fn share(text: &str) -> Result<ResponseShare> {
    let value = text.trim().parse().ok().and_then(ResponseShare::new);
    value.ok_or_else(|| anyhow!("a weight is a number from 0 to 1"))
}

/// How many schools, works of one, misfits and reasons for each a table shows.
const SCHOOLS: usize = 25;
const MEMBERS: usize = 30;
const MISFITS: usize = 25;
const REASONS: usize = 3;

/// How many places a reason of a misfit shows.
const SOURCES: usize = 3;

/// How many edges `--explain` tells.
const EDGES: usize = 1000;

/// Whether edges have signs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Signs {
    Both,
    None,
}

fn found(corpus: &Corpus, query: &SchoolsQuery) -> Result<analysis::Schools> {
    let _progress = Progress::start("looking for schools");
    Ok(analysis::schools(corpus, query)?)
}

/// The figure of the schools that a query finds; also of `map`.
pub(super) fn figure(
    corpus: &Corpus,
    query: &SchoolsQuery,
    options: &MapOptions,
) -> Result<(Chart, Option<Thinned>)> {
    let found = found(corpus, &for_figure(query.clone()))?;
    Ok(drawn(corpus, &found, options))
}

/// The query without the comparison of seeds, which a figure does not show.
fn for_figure(query: SchoolsQuery) -> SchoolsQuery {
    SchoolsQuery { seeds: Some(NonZeroUsize::MIN), ..query }
}

fn drawn(corpus: &Corpus, found: &analysis::Schools, options: &MapOptions) -> (Chart, Option<Thinned>) {
    let _progress = Progress::start("looking for bridges");
    let (chart, thinned) = schools_map(corpus, found, options);
    if found.finding.schools.is_empty() {
        output::note("no school was found; `dissensus schools` says why");
    }
    (chart, thinned)
}

impl Schools {
    pub(super) fn run(&self) -> Result<Outcome> {
        let exporter = self.output.as_deref().map(exporter).transpose()?;
        let session = Session::open(&self.input)?.reported();
        let corpus = &session.corpus;
        let only_drawn = self.output.is_some() && self.format.is_none() && self.explain.is_none();
        let query = if only_drawn { for_figure(self.query()) } else { self.query() };
        let found = found(corpus, &query)?;
        if let (Some(exporter), Some(path)) = (exporter, &self.output) {
            let look = self.figure.look(self.direction.map(DirectionArgument::direction), &session.figure)?;
            let caption = self.figure.caption.as_deref();
            let narrowing = "--top or fewer files";
            self.draw(corpus, &found, &Picture { exporter, path, look: &look, caption, narrowing })?;
        }
        if let Some(subject) = &self.explain {
            self.explain(corpus, &found, subject)?;
            return Ok(session.outcome());
        }
        if only_drawn {
            return Ok(session.outcome());
        }
        let finding = &found.finding;
        match self.format() {
            Format::Table => self.print_tables(corpus, finding)?,
            format => output::print(format, finding, &works_table(corpus, &found))?,
        }
        Ok(session.outcome())
    }

    fn draw(&self, corpus: &Corpus, found: &analysis::Schools, picture: &Picture<'_>) -> Result<()> {
        let options = MapOptions {
            direction: picture.look.direction,
            responses: ResponseQuery { confidence: self.confidence.into(), ..ResponseQuery::default() },
            citations: if self.hide_citations { Citations::Hidden } else { Citations::Shown },
            cited: self.only_cited.map(Into::into),
            title: self.figure.title.clone(),
            page: picture.look.page,
            thinning: self.thinning.thinning(picture.look.top),
            ..MapOptions::default()
        };
        let (chart, thinned) = drawn(corpus, found, &options);
        self.thinning.tell(thinned.as_ref());
        picture.draw(chart)
    }

    fn format(&self) -> Format {
        self.format.unwrap_or(Format::Table)
    }

    fn query(&self) -> SchoolsQuery {
        let ground = |ground: &GroundArgument| match ground {
            GroundArgument::Works => Ground::Works,
            GroundArgument::Claims => Ground::Claims,
            GroundArgument::Positions => Ground::Positions,
        };
        SchoolsQuery {
            lens: self.lens.map(|lens| match lens {
                LensArgument::Signed => Lens::Signed,
                LensArgument::Citation => Lens::Citation,
                LensArgument::Both => Lens::Both,
            }),
            method: self.method,
            projection: self.projection.map(|projection| match projection {
                ProjectionArgument::Direct => CitationProjection::Direct,
                ProjectionArgument::Coupling => CitationProjection::Coupling,
                ProjectionArgument::Cocitation => CitationProjection::CoCitation,
            }),
            normalisation: self.normalisation.map(|normalisation| match normalisation {
                NormalisationArgument::Counts => Normalisation::Counts,
                NormalisationArgument::Cosine => Normalisation::Cosine,
                NormalisationArgument::Fractional => Normalisation::Fractional,
            }),
            resolution: self.resolution,
            seed: self.seed,
            seeds: self.seeds,
            share: self.weight,
            cited: self.only_cited.map_or(CitedWorks::All, Into::into),
            responses: ResponseOptions {
                grounds: self.grounds.iter().map(ground).collect(),
                confidence: self.confidence.into(),
                ..ResponseOptions::default()
            },
        }
    }

    fn print_tables(&self, corpus: &Corpus, finding: &SchoolsFinding) -> Result<()> {
        let signs = if finding.lens == "citation" { Signs::None } else { Signs::Both };
        let mut table = Table::new(match signs {
            Signs::Both => &["school", "name", "works", "for", "against", "balance"],
            Signs::None => &["school", "name", "works", "weight", "balance"],
        });
        if finding.schools.iter().any(|school| school.without_position < school.members.len()) {
            table.headings.push("positions".to_owned());
        }
        let several = finding.schools.partition_point(|school| school.members.len() > 1);
        let shown = &finding.schools[..several.min(SCHOOLS)];
        let columns = table.headings.len();
        table.rows = shown.iter().map(|school| row(school, signs)).collect();
        table.rows.iter_mut().for_each(|row| row.truncate(columns));
        let more = &finding.schools[shown.len()..several];
        if !more.is_empty() {
            let works = more.iter().map(|school| school.members.len()).sum();
            table.notes.push(format!(
                "and {} more with {}; --format json has them all",
                counted(more.len(), "school"),
                counted(works, "work")
            ));
        }
        let alone: Vec<String> =
            finding.schools[several..].iter().flat_map(|it| it.members.clone()).collect();
        if !alone.is_empty() {
            let each =
                if alone.len() == 1 { "is a school of its own" } else { "are each a school of their own" };
            table.notes.push(format!("{} {each}: {}", counted(alone.len(), "work"), some(&alone, MEMBERS)));
        }
        let mut members = Table::new(&["school", "members"]);
        for school in shown {
            members.rows.push(vec![school.id.to_string(), some(&school.members, MEMBERS)]);
        }
        let mut misfits = Table::new(&["misfit", "position", "school", "of", "pull", "because", "source"]);
        for misfit in finding.misfits.iter().take(MISFITS) {
            for (place, because) in misfit.because.iter().take(REASONS).enumerate() {
                let first = |text: &str| if place == 0 { text.to_owned() } else { String::new() };
                misfits.rows.push(vec![
                    first(&misfit.work),
                    first(&misfit.position),
                    first(&misfit.school.to_string()),
                    first(&misfit.school_positions.join(", ")),
                    signed(because.weight),
                    because.text.clone(),
                    source(because, Some(SOURCES)),
                ]);
            }
        }
        if finding.misfits.len() > MISFITS {
            misfits.notes.push(format!(
                "and {} more; --format json has them all",
                counted(finding.misfits.len() - MISFITS, "misfit")
            ));
        }
        misfits.notes.extend(remarks::remarks(corpus, finding, self.query().projection.unwrap_or_default()));
        let mut printed = false;
        for table in [&table, &members, &misfits] {
            if table.rows.is_empty() && table.notes.is_empty() {
                continue;
            }
            if printed {
                output::print_blank_line()?;
            }
            output::print(Format::Table, &(), table)?;
            printed = true;
        }
        Ok(())
    }

    fn explain(&self, corpus: &Corpus, found: &analysis::Schools, subject: &str) -> Result<()> {
        let count = found.finding.schools.len();
        let number = subject.trim().parse::<usize>().ok();
        let as_school = number.filter(|id| (1..=count).contains(id));
        if number.is_some() && as_school.is_none() && matches!(corpus.find(subject), KeyMatch::None(_)) {
            bail!("there is no school {subject}; they are numbered from 1 to {count}");
        }
        let (edges, about) = match as_school {
            Some(id) => {
                let label = &found.finding.schools[id - 1].label;
                (found.edges_of_school(corpus, id, EDGES), format!("school {id}: {label}"))
            }
            None => match keys::entity(corpus, subject)? {
                Entity::Work(work) => {
                    let key = corpus.key(Entity::Work(work));
                    let about = match found.school_of(work) {
                        Some(school) => format!("{key} is in school {school}"),
                        None => format!("{key} is in no school: nothing here joins it to another work"),
                    };
                    (found.edges_of_work(corpus, work, EDGES), about)
                }
                other => bail!(
                    "`{subject}` is a {}; name a work, or a school by its number from 1 to {count}",
                    other.kind()
                ),
            },
        };
        let mut table =
            Table::new(&["a", "school", "b", "school", "weight", "fits", "pull", "because", "source"]);
        for edge in &edges {
            for because in &edge.because {
                table.rows.push(vec![
                    edge.a.clone(),
                    edge.a_school.to_string(),
                    edge.b.clone(),
                    edge.b_school.to_string(),
                    signed(edge.weight),
                    if edge.frustrated { "no" } else { "yes" }.to_owned(),
                    signed(because.weight),
                    because.text.clone(),
                    source(because, None),
                ]);
            }
        }
        table.notes.push(about.clone());
        if edges.len() == EDGES {
            table.notes.push(format!("the {EDGES} heaviest edges"));
        }
        output::print(self.format(), &json!({ "subject": about, "edges": edges }), &table)
    }
}

fn row(school: &School, signs: Signs) -> Vec<String> {
    let cohesion = &school.cohesion;
    let inside_and_outside =
        |inside: f64, outside: f64| format!("{} in, {} out", number(inside), number(outside));
    let mut row = vec![
        school.id.to_string(),
        school.label.clone(),
        school.members.len().to_string(),
        inside_and_outside(cohesion.for_inside, cohesion.for_outside),
    ];
    if signs == Signs::Both {
        row.push(inside_and_outside(cohesion.against_inside, cohesion.against_outside));
    }
    row.push(cohesion.balance().map_or_else(String::new, |balance| format!("{balance:.2}")));
    row.push(positions(school));
    row
}

/// "anti 3, critique 1, several 1".
fn positions(school: &School) -> String {
    let one = |count: &PositionCount| format!("{} {}", count.position, count.works);
    let mut positions: Vec<String> = school.positions.iter().map(one).collect();
    for (word, works) in [("several", school.several_positions), ("none", school.without_position)] {
        if works > 0 {
            positions.push(format!("({word} {works})"));
        }
    }
    positions.join(", ")
}

/// A row for each work that is in a school.
fn works_table(corpus: &Corpus, found: &analysis::Schools) -> Table {
    let mut table = Table::new(&["school", "label", "work", "central", "positions", "misfit"]);
    let misfits: BTreeSet<&str> = found.finding.misfits.iter().map(|misfit| misfit.work.as_str()).collect();
    let mut placed: Vec<(usize, WorkId)> =
        corpus.work_ids().filter_map(|work| Some((found.school_of(work)?, work))).collect();
    placed.sort();
    for (id, work) in placed {
        let school = &found.finding.schools[id - 1];
        let key = corpus.key(Entity::Work(work));
        let place = school.central.iter().position(|central| *central == key);
        let positions = corpus.positions_of(work).into_iter();
        let positions: Vec<String> = positions.map(|it| corpus.key(Entity::Position(it))).collect();
        table.rows.push(vec![
            id.to_string(),
            school.label.clone(),
            key.clone(),
            place.map_or_else(String::new, |place| (place + 1).to_string()),
            positions.join("; "),
            if misfits.contains(key.as_str()) { "yes" } else { "no" }.to_owned(),
        ]);
    }
    table
}

/// "bib/soft-balancing.bib:2512 agreeswith, 2518 disputes"; a file is named once.
fn source(because: &Because, most: Option<usize>) -> String {
    let most = most.unwrap_or(because.sources.len());
    let mut text = String::new();
    let mut file = "";
    for source in because.sources.iter().take(most) {
        if !text.is_empty() {
            text.push_str(", ");
        }
        if source.file != file {
            text.push_str(&format!("{}:", source.file));
            file = &source.file;
        }
        text.push_str(&source.line.to_string());
        if !source.field.is_empty() {
            text.push_str(&format!(" {}", source.field));
        }
    }
    match because.sources.len().saturating_sub(most) {
        0 => text,
        more => format!("{text} and {more} more"),
    }
}

fn some(keys: &[String], most: usize) -> String {
    let shown = keys.iter().take(most).map(String::as_str).collect::<Vec<_>>().join(", ");
    match keys.len().saturating_sub(most) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// A weight without needless decimals.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.strip_suffix(".00").unwrap_or(&text);
    text.to_owned()
}

fn signed(value: f64) -> String {
    if value > 0.0 { format!("+{}", number(value)) } else { number(value) }
}
