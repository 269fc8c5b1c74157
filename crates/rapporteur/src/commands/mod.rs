//! Commands: one file each, and how they end.

mod code;
mod explain;
mod extract;
mod model;
mod output;
mod read;
mod report;
mod rules;
mod stories;
mod terminal;
mod threads;
mod work;

use std::fmt;
use std::process::ExitCode;

use anyhow::Result;

use crate::cli::Command;
use crate::exports::clean::clean;

/// Runs the command.
pub(crate) fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Report(args) => report::run(args),
        Command::Read(args) => read::run(args),
        Command::Extract(args) => extract::run(args),
        Command::Stories(args) => stories::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Code(args) => code::run(args),
        Command::Model(args) => model::run(args),
    }
}

/// How a command that ran to its end ends; its number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All that was named is done.
    Done = 0,
    /// Done, but something that the user named could not be read.
    LeftOut = 1,
    /// Nothing could be read.
    Nothing = 3,
}

impl From<threads::Tally> for Outcome {
    fn from(tally: threads::Tally) -> Self {
        match (tally.done, tally.left_out) {
            (0, _) => Outcome::Nothing,
            (_, 0) => Outcome::Done,
            _ => Outcome::LeftOut,
        }
    }
}

/// The command line is understood, and what it asks for cannot be: nothing was begun.
#[derive(Debug)]
pub(crate) struct Misused(pub(crate) String);

impl fmt::Display for Misused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Misused {}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(outcome as u8)
    }
}

/// Says on standard error what went wrong.
pub(crate) fn complain(message: &str) {
    use std::io::Write;
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(std::io::stderr(), "{}", complaint(message));
}

/// A message that steers no terminal; further lines are indented, so that a
/// file's name cannot make one up.
fn complaint(message: &str) -> String {
    let lines: Vec<String> = message.lines().map(clean).collect();
    format!("rapporteur: {}", lines.join("\n  "))
}

/// Whether the output went to a program that has stopped reading, such as `head`.
pub(crate) fn reader_is_gone(error: &anyhow::Error) -> bool {
    let broken = |cause: &(dyn std::error::Error + 'static)| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
    };
    error.chain().any(broken)
}

/// 4 where the language model is missing or cannot be used, 2 where the command line asks for
/// what cannot be, 1 for any other failure.
pub(crate) fn exit_code(error: &anyhow::Error) -> ExitCode {
    if error.is::<crate::model::Unusable>() {
        ExitCode::from(4)
    } else if error.is::<Misused>() {
        ExitCode::from(2)
    } else {
        ExitCode::from(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_file_cannot_steer_the_terminal_or_make_up_a_message() {
        assert_eq!(
            complaint("a\u{1b}[2J\nrapporteur: done.txt: empty"),
            "rapporteur: a [2J\n  rapporteur: done.txt: empty"
        );
    }
}
