//! `rapporteur stories`: a JSON line an article, with its story, its origin and what it copies.

use std::io::{BufWriter, Write};

use anyhow::Result;

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
    let (copies, stories) = pipeline.stories(&readings);
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in grouped(&readings, &copies, &stories) {
        wire::line(&mut out, &line)?;
    }
    out.flush()?;
    Ok(outcome)
}
