//! `rapporteur report`: articles in, the account of each of their stories out.

use std::io::{IsTerminal, Write};
use std::path::Path;

use account::model::Reading;
use anyhow::Result;

use super::output::{writable, write};
use super::{Outcome, complain, work};
use crate::cli::ReportArgs;
use crate::exports::outline::{Extent, words};
use crate::exports::text::{Ink, Style};
use crate::exports::{self, Look};
use crate::model::Missing;

/// Narrowest and widest text on a terminal; wider lines are hard to read.
const WIDTHS: (usize, usize) = (40, 120);

/// Runs the command.
pub(crate) fn run(args: ReportArgs) -> Result<Outcome> {
    if let Some(path) = &args.output {
        writable(path)?;
    }
    let pipeline = work::pipeline(&args.flow, Missing::Install)?;
    let progress = Progress::new();
    let mut readings: Vec<Reading> = Vec::new();
    let outcome = work::readings(&args.input.paths, &args.flow.work, &pipeline, |reading| {
        readings.push(reading);
        progress.say(readings.len());
        Ok(())
    });
    progress.end();
    let outcome = outcome?;
    if outcome == Outcome::Nothing {
        return Ok(outcome);
    }
    let accounts = pipeline.report(&readings);
    if accounts.is_empty() {
        complain("the articles tell no story that an account could be made of");
    }
    let look = Look {
        format: args.format,
        extent: if args.full {
            Extent::Full
        } else {
            Extent::Brief
        },
        style: style(args.output.as_deref()),
    };
    let page = exports::render(&accounts, &readings, look)?;
    write(args.output.as_deref(), &page)?;
    Ok(outcome)
}

/// How text is set: as wide as the terminal, with weights where it shows them and nobody objects.
fn style(output: Option<&Path>) -> Style {
    if output.is_some() || !std::io::stdout().is_terminal() {
        return Style::default();
    }
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let dumb = set("TERM").is_some_and(|terminal| terminal == "dumb");
    let plain = set("NO_COLOR").is_some() || dumb;
    let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    Style {
        width: width.map_or(Style::default().width, |width| {
            width.clamp(WIDTHS.0, WIDTHS.1)
        }),
        ink: if plain { Ink::Plain } else { Ink::Weighted },
    }
}

/// How far the reading is, on standard error where that is a terminal.
struct Progress {
    shown: bool,
}

impl Progress {
    fn new() -> Self {
        Self {
            shown: std::io::stderr().is_terminal(),
        }
    }

    fn say(&self, read: usize) {
        if self.shown {
            // A terminal that is gone needs no progress.
            let _ = write!(std::io::stderr(), "\r{}", so_far(read));
        }
    }

    fn end(&self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}

fn so_far(read: usize) -> String {
    format!("read {}", words::count(read, "article"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_article_is_no_articles() {
        assert_eq!(so_far(1), "read 1 article");
        assert_eq!(so_far(2), "read 2 articles");
    }
}
