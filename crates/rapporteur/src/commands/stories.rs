//! `rapporteur stories`: a JSON line an article, with its story, its origin and what it copies.

use std::io::{BufWriter, Write};

use anyhow::Result;

use super::{Outcome, work};
use crate::cli::StoriesArgs;
use crate::exports::wire::stories::grouped;
use crate::model::Missing;

/// Runs the command.
pub(crate) fn run(args: StoriesArgs) -> Result<Outcome> {
    let pipeline = work::pipeline(&args.language, &args.work, Missing::Stop)?;
    let mut readings = Vec::new();
    let outcome = work::readings(&args.input.paths, &args.work, &pipeline, |reading| {
        readings.push(reading);
        Ok(())
    })?;
    let (copies, stories) = pipeline.stories(&readings);
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in grouped(&readings, &copies, &stories) {
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(outcome)
}
