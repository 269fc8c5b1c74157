//! `rapporteur read`: what each article says, a JSON line an article.

use std::io::Write;

use anyhow::Result;

use super::output::Standard;
use super::{Outcome, work};
use crate::cli::ReadArgs;
use crate::exports::wire;
use crate::model::Missing;

/// Runs the command.
pub(crate) fn run(args: ReadArgs) -> Result<Outcome> {
    let pipeline = work::pipeline(&args.flow, Missing::Stop)?;
    let mut out = Standard::new();
    let outcome = work::readings(&args.input.paths, &args.flow.work, &pipeline, |reading| {
        wire::line(&mut out, &wire::reading(&reading))
    })?;
    out.flush()?;
    Ok(outcome)
}
