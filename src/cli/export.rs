//! `export`: out to the programs that its users already have.

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{ArgAction, Args};
use dissensus::analysis::{DatasetOptions, OutsideWorks, dataset};
use dissensus::dataset::{Dataset, Subject};
use dissensus::export::{
    CORPUS_EXPORTERS, Content, CorpusExporter, NETWORK_EXPORTERS, NetworkExporter, Part, corpus_exporter_for,
    network_exporter_for,
};
use dissensus::library;

use super::progress::Progress;
use super::session::Session;
use super::{ConfidenceArgument, InputArguments, Outcome, files, output};

/// Write works, claims or persons and what joins them for another program
///
/// Every attribute is carried that the format has room for; `--help` says what each cannot carry. Formats of several
/// files put them side by side and need --output.
///
/// Example: dissensus export bib/soft-balancing.bib --to graphml -o debate.graphml
#[derive(Debug, Args)]
#[command(after_long_help = formats())]
pub(super) struct Export {
    #[command(flatten)]
    input: InputArguments,
    /// The format
    #[arg(long, value_name = "FORMAT", value_parser = format_names(), hide_possible_values = true,
          help = short_formats())]
    to: String,
    /// What to write [default: what the format is for, else works]
    #[arg(long, value_name = "WHAT", value_parser = subject_names())]
    of: Option<String>,
    /// The file; without it, standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Leave works out that are only cited and have no entry
    #[arg(long, action = ArgAction::SetTrue)]
    inside: bool,
    /// Only stances, assertions and responses that are as sure
    #[arg(long, value_enum, default_value_t = ConfidenceArgument::Low)]
    confidence: ConfidenceArgument,
}

/// A format, and what it is made from.
#[derive(Clone, Copy)]
enum Format {
    Network(&'static dyn NetworkExporter),
    Corpus(&'static dyn CorpusExporter),
    /// The corpus written back.
    Library,
}

impl Format {
    /// Every format, by name.
    fn all() -> Vec<Self> {
        let networks = NETWORK_EXPORTERS.iter().map(|exporter| Self::Network(*exporter));
        let corpora = CORPUS_EXPORTERS.iter().map(|exporter| Self::Corpus(*exporter));
        let mut all: Vec<Self> = networks.chain(corpora).chain([Self::Library]).collect();
        all.sort_by_key(|format| format.name());
        all
    }

    fn find(name: &str) -> Option<Self> {
        let network = network_exporter_for(name).map(Self::Network);
        let corpus = || corpus_exporter_for(name).map(Self::Corpus);
        network.or_else(corpus).or_else(|| (name == library::NAME).then_some(Self::Library))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Network(exporter) => exporter.name(),
            Self::Corpus(exporter) => exporter.name(),
            Self::Library => library::NAME,
        }
    }

    fn summary(self) -> &'static str {
        match self {
            Self::Network(exporter) => exporter.summary(),
            Self::Corpus(exporter) => exporter.summary(),
            Self::Library => library::SUMMARY,
        }
    }

    fn cannot_carry(self) -> &'static str {
        match self {
            Self::Network(exporter) => exporter.cannot_carry(),
            Self::Corpus(exporter) => exporter.cannot_carry(),
            Self::Library => library::CANNOT_CARRY,
        }
    }
}

fn format_names() -> PossibleValuesParser {
    let formats = Format::all().into_iter();
    PossibleValuesParser::new(formats.map(|format| PossibleValue::new(format.name()).help(format.summary())))
}

fn subject_names() -> PossibleValuesParser {
    let subjects = Subject::ALL.into_iter();
    PossibleValuesParser::new(subjects.map(|it| PossibleValue::new(it.name()).help(it.summary())))
}

fn short_formats() -> String {
    let names: Vec<&str> = Format::all().into_iter().map(Format::name).collect();
    format!("The format: {}", names.join(", "))
}

/// What `--help` says of every format.
fn formats() -> String {
    let mut text = String::from("Formats:\n");
    for format in Format::all() {
        let _ = write!(text, "  {}: {}", format.name(), format.summary());
        match format {
            Format::Network(exporter) => {
                let parts = exporter.parts();
                if parts.len() > 1 {
                    let names: Vec<String> =
                        parts.iter().map(|it| format!("FILE{} ({})", it.suffix, it.holds)).collect();
                    let _ = write!(text, "\n      files: {}", names.join("; "));
                }
                if exporter.subjects() != Subject::ALL {
                    let _ = write!(text, "\n      only --of {}", subjects(exporter));
                }
            }
            Format::Corpus(_) => {
                text.push_str("\n      always everything: without --of, --inside, --confidence")
            }
            Format::Library => {
                let _ = write!(
                    text,
                    "\n      {}\n      always everything: without --of, --inside, --confidence",
                    library::ORDER
                );
            }
        }
        let _ = writeln!(text, "\n      cannot carry: {}", format.cannot_carry());
    }
    text
}

fn subjects(exporter: &dyn NetworkExporter) -> String {
    exporter.subjects().iter().map(|subject| subject.name()).collect::<Vec<_>>().join(", ")
}

impl Export {
    pub(super) fn run(&self) -> Result<Outcome> {
        match Format::find(&self.to).context("clap admits names of formats only")? {
            Format::Network(exporter) => self.network(exporter),
            Format::Corpus(exporter) => self.corpus(exporter),
            Format::Library => self.library(),
        }
    }

    fn library(&self) -> Result<Outcome> {
        self.refuse_choices(library::NAME)?;
        let session = Session::open(&self.input)?.reported();
        let written = {
            let _progress = Progress::start("writing");
            library::write(&session.corpus)
        };
        match &self.output {
            None => output::print_text(&written.text)?,
            Some(path) => files::write_whole(path, |out| Ok(out.write_all(written.text.as_bytes())?))?,
        }
        for note in &written.notes {
            output::note(note);
        }
        Ok(session.outcome())
    }

    fn network(&self, exporter: &dyn NetworkExporter) -> Result<Outcome> {
        let subject = match self.of.as_deref().and_then(Subject::find) {
            None => exporter.subjects()[0],
            Some(subject) if exporter.subjects().contains(&subject) => subject,
            Some(subject) => {
                bail!("{} cannot hold {}; write --of {}", exporter.name(), subject.name(), subjects(exporter))
            }
        };
        if self.output.is_none() && exporter.parts().len() > 1 {
            bail!("{} is several files; name them with --output", exporter.name());
        }
        let session = Session::open(&self.input)?.reported();
        let options = DatasetOptions {
            subject,
            confidence: self.confidence.into(),
            outside: if self.inside { OutsideWorks::LeftOut } else { OutsideWorks::Kept },
        };
        let found = {
            let _progress = Progress::start("gathering");
            dataset(&session.corpus, &options)
        };
        match &self.output {
            None => write_out(exporter, &found)?,
            Some(path) => write_files(exporter, &found, path)?,
        }
        if found.nodes.is_empty() {
            let (things, _) = subject.summary().split_once(',').unwrap_or((subject.summary(), ""));
            output::note(&format!("nothing to write: the files have no {things}"));
        }
        for what in &found.left_out {
            output::note(&format!("left out: {what}"));
        }
        Ok(session.outcome())
    }

    /// A format that holds everything leaves nothing to choose.
    fn refuse_choices(&self, name: &str) -> Result<()> {
        let choices = [
            ("--of", self.of.is_some()),
            ("--inside", self.inside),
            ("--confidence", self.confidence != ConfidenceArgument::Low),
        ];
        if let Some((choice, _)) = choices.into_iter().find(|(_, is_given)| *is_given) {
            bail!("{name} holds everything that the files say; leave {choice} out");
        }
        Ok(())
    }

    fn corpus(&self, exporter: &dyn CorpusExporter) -> Result<Outcome> {
        let name = exporter.name();
        self.refuse_choices(name)?;
        if self.output.is_none() && exporter.content() == Content::Binary && io::stdout().is_terminal() {
            bail!("{name} is no text; name a file with --output");
        }
        let session = Session::open(&self.input)?.reported();
        let write = |out: &mut dyn io::Write| {
            let _progress = Progress::start("writing");
            exporter.export(&session.corpus, out)
        };
        match &self.output {
            None => {
                let mut out = io::BufWriter::new(io::stdout().lock());
                write(&mut out)?;
                out.flush()?;
            }
            Some(path) => files::write_whole(path, |out| Ok(write(out)?))?,
        }
        Ok(session.outcome())
    }
}

fn write_out(exporter: &dyn NetworkExporter, found: &Dataset) -> Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for part in exporter.parts() {
        (part.write)(found, &mut out)?;
    }
    out.flush()?;
    Ok(())
}

fn write_files(exporter: &dyn NetworkExporter, found: &Dataset, path: &Path) -> Result<()> {
    let parts = exporter.parts();
    let mut written = Vec::new();
    for part in parts {
        let name = if parts.len() == 1 { path.to_owned() } else { beside(path, parts, part) };
        files::write_whole(&name, |out| Ok((part.write)(found, out)?))?;
        written.push(format!("{} ({})", name.display(), part.holds));
    }
    if parts.len() > 1 {
        output::note(&format!("wrote {}", written.join(", ")));
    }
    Ok(())
}

/// The name of one of several files: that of the user, with the part's ending for one that the format knows.
fn beside(path: &Path, parts: &[Part], part: &Part) -> PathBuf {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    let is_known = |ending: &String| parts.iter().any(|it| it.suffix.ends_with(&format!(".{ending}")));
    let stem = if ending.as_ref().is_some_and(is_known) { path.with_extension("") } else { path.to_owned() };
    let mut name = stem.file_name().unwrap_or_default().to_owned();
    name.push(part.suffix);
    stem.with_file_name(name)
}
