//! `rapporteur explain`: how one article was read, and what was left out and why.

use std::io::Write;

use anyhow::Result;

use super::output::Standard;
use super::{Outcome, terminal, work};
use crate::cli::ExplainArgs;
use crate::exports::explain;
use crate::model::Missing;

/// Runs the command.
pub(crate) fn run(args: ExplainArgs) -> Result<Outcome> {
    let pipeline = work::pipeline(&args.flow, Missing::Stop)?;
    let width = terminal::width();
    let mut out = Standard::new();
    let outcome = work::readings(&[args.path], &args.flow.work, &pipeline, |reading| {
        out.write_all(explain::render(&reading, args.at, width).as_bytes())?;
        Ok(())
    })?;
    out.flush()?;
    Ok(outcome)
}
