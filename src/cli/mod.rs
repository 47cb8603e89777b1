//! The binary: arguments, one file per subcommand, and the only code that opens, prints and exits.

mod bridges;
mod caption;
mod charts;
mod check;
mod claims;
mod configuration;
mod drawing;
mod explain;
mod export;
mod facets;
mod figure_arguments;
mod figure_settings;
mod files;
mod fit_message;
mod fonts;
mod init;
mod invocation;
mod keys;
mod length;
mod link;
mod map;
mod mistakes;
mod output;
mod palette_file;
mod path;
mod progress;
mod rank;
mod render_diagnostics;
mod report;
mod schools;
mod session;
mod stats;
mod system_engine;
mod thinning;
mod timeline;
mod who;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use self::mistakes::MistakesFound;

/// Maps scholarly debates: who holds which position, who answers whom, and where it says so.
#[derive(Debug, Parser)]
#[command(
    name = "dissensus",
    version,
    max_term_width = 100,
    after_help = "FILES are .bib files, exports of databases, folders, or - for standard input; without any, those that\n\
                  dissensus.toml names. Formats are told by content.\n\
                  Exit codes: 0 done, 1 errors in the input, 2 usage or unreadable files."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Bridges(bridges::Bridges),
    Check(check::Check),
    Claims(claims::Claims),
    Explain(explain::Explain),
    Export(export::Export),
    Facets(facets::Facets),
    Init(init::Init),
    Link(link::Link),
    Map(map::Map),
    Path(path::Path),
    Rank(rank::Rank),
    Report(report::Report),
    Schools(schools::Schools),
    Stats(stats::Stats),
    Timeline(timeline::Timeline),
    Who(who::Who),
}

/// Where the literature is read from.
#[derive(Debug, Args)]
struct InputArguments {
    /// .bib files, exports of databases (told by content), folders, or - for standard input
    #[arg(value_name = "FILES")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
}

/// The same for commands whose operands are keys.
#[derive(Debug, Args)]
struct InputOption {
    /// A .bib file, folder, or - for standard input; may be repeated
    #[arg(short, long = "file", value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
}

#[derive(Debug, Args)]
struct ReadingArguments {
    /// The encoding of all files, instead of finding it out (utf-8, windows-1252, …)
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// What you decided over the rules that link references and merge records: lines of merge, keep-apart, link and
    /// unlink (see `dissensus link --help`)
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    /// The settings file
    #[arg(long, value_name = "FILE", default_value = "dissensus.toml")]
    config: String,
}

/// How an answer is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

/// How sure a statement must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ConfidenceArgument {
    /// Everything
    Low,
    /// What is at least implied
    Medium,
    /// What is stated
    High,
}

impl From<ConfidenceArgument> for dissensus::model::Confidence {
    fn from(argument: ConfidenceArgument) -> Self {
        match argument {
            ConfidenceArgument::Low => Self::Low,
            ConfidenceArgument::Medium => Self::Medium,
            ConfidenceArgument::High => Self::High,
        }
    }
}

/// How a command ended, when it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Clean,
    ErrorsInInput,
}

pub(crate) fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match &arguments.command {
        Command::Bridges(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Claims(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Export(command) => command.run(),
        Command::Facets(command) => command.run(),
        Command::Init(command) => command.run(),
        Command::Link(command) => command.run(),
        Command::Map(command) => command.run(),
        Command::Path(command) => command.run(),
        Command::Rank(command) => command.run(),
        Command::Report(command) => command.run(),
        Command::Schools(command) => command.run(),
        Command::Stats(command) => command.run(),
        Command::Timeline(command) => command.run(),
        Command::Who(command) => command.run(),
    };
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::ErrorsInInput) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            match error.downcast_ref::<MistakesFound>() {
                Some(MistakesFound(mistakes)) => {
                    mistakes.iter().for_each(|mistake| output::complain(mistake))
                }
                None => output::complain(&format!("{error:#}")),
            }
            ExitCode::from(2)
        }
    }
}

/// Whoever read our output has gone; that is their business.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kinds = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    kinds.into_iter().any(|kind| kind == io::ErrorKind::BrokenPipe)
}
