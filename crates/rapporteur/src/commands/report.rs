//! `rapporteur report`: articles in, the account of each of their stories out.

use std::io::{IsTerminal, Write};

use account::model::Reading;
use account::versions;
use anyhow::Result;

use super::output::{writable, write};
use super::{Outcome, complain, terminal, work};
use crate::cli::ReportArgs;
use crate::exports::outline::{Extent, words};
use crate::exports::text::Style;
use crate::exports::{self, Look};
use crate::model::Missing;

/// Runs the command.
pub(crate) fn run(args: ReportArgs) -> Result<Outcome> {
    let output = args.output.filter(|path| path.as_os_str() != "-");
    if let Some(path) = &output {
        writable(path, &args.input.paths)?;
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
    let readings = versions::merge(readings);
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
        style: match output {
            Some(_) => Style::default(),
            None => terminal::style(),
        },
    };
    let page = exports::render(&accounts, &readings, look)?;
    write(output.as_deref(), &page)?;
    Ok(outcome)
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
