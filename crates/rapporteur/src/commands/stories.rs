//! `rapporteur stories`: a JSON line an article, with its story, its origin and what it copies.

use std::io::Write;

use anyhow::Result;

use super::output::Standard;
use super::{Outcome, work};
use crate::cli::ReadArgs;
use crate::exports::wire::{self, stories::grouped};
use crate::model::Missing;

/// Runs the command.
pub(crate) fn run(args: ReadArgs) -> Result<Outcome> {
    let pipeline = work::pipeline(&args.flow, Missing::Stop)?;
    let mut readings = Vec::new();
    let outcome = work::readings(&args.input.paths, &args.flow.work, &pipeline, |reading| {
        readings.push(reading);
        Ok(())
    })?;
    let readings = account::versions::merge(readings);
    let (copies, stories) = pipeline.stories(&readings);
    let mut out = Standard::new();
    for line in grouped(&readings, &copies, &stories) {
        wire::line(&mut out, &line)?;
    }
    out.flush()?;
    Ok(outcome)
}
