//! The program: commands over the flow of `account`. The only place with files, environment and terminal.
//!
//! A library only so that what reads foreign bytes can be fuzzed and tested apart from it.

mod cli;
mod commands;
mod exports;
mod inputs;
mod model;

use std::process::ExitCode;

use clap::Parser;

#[doc(hidden)]
pub use inputs::{Found, found, found_in_stream};

/// Does what the command line asks for.
pub fn run() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return cli::usage(&error),
    };
    match commands::run(cli.command) {
        Ok(outcome) => outcome.into(),
        Err(error) if commands::reader_is_gone(&error) => ExitCode::SUCCESS,
        Err(error) => {
            commands::complain(&format!("{error:#}"));
            commands::exit_code(&error)
        }
    }
}
