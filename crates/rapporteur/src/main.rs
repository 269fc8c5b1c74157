//! The program: commands over the flow of `account`. The only place with files, environment and terminal.

mod cli;
mod commands;
mod exports;
mod inputs;
mod model;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
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
