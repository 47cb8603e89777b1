//! `report`: everything that is known of a debate, on one page to explore.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use dissensus::analysis::{self, Opening, ReportOptions, ReportWork};
use dissensus::export::report::{PlainCell, PlainTable, ReportPage, write_report};
use dissensus::model::{Confidence, Corpus};

use super::invocation::quoted;
use super::progress::Progress;
use super::session::Session;
use super::{ConfidenceArgument, InputArguments, Outcome, files};

/// Write one HTML file to explore the debate: map, timeline, tables, search, and where everything is said
///
/// The file needs no network, no server and no other file; it can be sent by mail and opened from disk. Errors in
/// the input are printed, and stand among the diagnostics of the page.
///
/// Example: dissensus report bib/soft-balancing.bib -o report.html
#[derive(Debug, Args)]
pub(super) struct Report {
    #[command(flatten)]
    input: InputArguments,
    /// The file to write
    #[arg(short, long, value_name = "FILE", default_value = "report.html")]
    output: PathBuf,
    /// A heading of your own
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Drop what is less sure
    #[arg(long, value_enum, default_value_t = ConfidenceArgument::Low)]
    confidence: ConfidenceArgument,
}

impl Report {
    pub(super) fn run(&self) -> Result<Outcome> {
        if !is_page(&self.output) {
            bail!("{} is no name for a report, which is HTML; write -o report.html", self.output.display());
        }
        let session = Session::open(&self.input)?.reported();
        write(&session, &self.output, self.title.as_deref(), self.confidence.into(), Opening::Debate)?;
        Ok(session.outcome())
    }
}

/// Whether a file of this name is to be a page.
pub(super) fn is_page(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ending.eq_ignore_ascii_case("html") || ending.eq_ignore_ascii_case("htm")
}

/// Writes the page of a corpus.
pub(super) fn write(
    session: &Session,
    path: &Path,
    title: Option<&str>,
    confidence: Confidence,
    opening: Opening,
) -> Result<()> {
    let corpus = &session.corpus;
    let found = {
        let _progress = Progress::start("looking at everything");
        let options = ReportOptions {
            diagnostics: &session.diagnostics,
            confidence,
            title: title.map(str::to_owned),
            command: command(corpus, title, confidence),
            opening,
        };
        analysis::report(corpus, &options)
    };
    let page = ReportPage {
        title: &found.title,
        subtitle: &found.subtitle,
        source: &found.source,
        payload: &found,
        tables: vec![works(&found.works), responses(&found.responses)],
    };
    files::write_whole(path, |out| {
        write_report(&page, out).with_context(|| format!("cannot write {}", path.display()))
    })
}

/// The command that makes the same page, whatever the order in which files were named.
fn command(corpus: &Corpus, title: Option<&str>, confidence: Confidence) -> String {
    let mut command = "dissensus report".to_owned();
    for (number, file) in corpus.sources().iter().enumerate() {
        let option = if number < corpus.file_counts().len() { "" } else { " --corrections" };
        command.push_str(&format!("{option} {}", quoted(file.name())));
    }
    if let Some(title) = title {
        command.push_str(&format!(" --title {}", quoted(title)));
    }
    if confidence > Confidence::Low {
        command.push_str(&format!(" --confidence {}", confidence.name()));
    }
    command.push_str(" -o report.html");
    command
}

fn works(works: &[ReportWork]) -> PlainTable {
    let text = |text: &str| PlainCell::Text(text.to_owned());
    let row = |work: &ReportWork| {
        let positions: Vec<&str> = work.positions.iter().map(|stance| stance.position.as_str()).collect();
        vec![
            text(&work.label),
            text(&work.authors.join("; ")),
            text(&work.year.map(|year| year.to_string()).unwrap_or_default()),
            text(work.title.as_deref().unwrap_or_default()),
            text(work.venue.as_deref().unwrap_or_default()),
            text(&positions.join(", ")),
            work.doi.clone().map_or_else(|| text(""), PlainCell::Doi),
        ]
    };
    PlainTable {
        caption: "Works".to_owned(),
        headings: vec!["work", "authors", "year", "title", "in", "positions", "DOI"],
        rows: works.iter().map(row).collect(),
    }
}

fn responses(responses: &[analysis::ReportResponse]) -> PlainTable {
    let row = |found: &analysis::ReportResponse| {
        let response = &found.response;
        let place = response.place.as_deref().map(|place| format!(" {place}")).unwrap_or_default();
        let cells = [
            response.year.map(|year| year.to_string()).unwrap_or_default(),
            response.from.clone(),
            response.relation.clone(),
            response.sign.to_owned(),
            response.to.clone(),
            response.on.clone().unwrap_or_default(),
            response.via.clone().unwrap_or_default(),
            response.locator.clone().unwrap_or_default(),
            format!("{}{place}", response.by),
            response.confidence.to_owned(),
        ];
        cells.into_iter().map(PlainCell::Text).collect()
    };
    PlainTable {
        caption: "Responses".to_owned(),
        headings: vec!["year", "from", "relation", "sign", "to", "on", "via", "at", "said by", "sure"],
        rows: responses.iter().map(row).collect(),
    }
}
