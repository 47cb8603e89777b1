//! The command line of `dissensus`.

use std::process::ExitCode;

mod cli;

fn main() -> ExitCode {
    cli::main()
}
