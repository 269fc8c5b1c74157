//! `rapporteur extract`: the article of each page, a JSON line an article.

use std::io::Write;

use account::span::CodePoints;
use anyhow::Result;

use super::output::Standard;
use super::{Outcome, work};
use crate::cli::ExtractArgs;
use crate::exports::wire;

/// Runs the command.
pub(crate) fn run(args: ExtractArgs) -> Result<Outcome> {
    let mut out = Standard::new();
    let outcome = work::articles(&args.input.paths, &args.work, |article| {
        let points = CodePoints::new(&article.text);
        wire::line(&mut out, &wire::article(&article, &points))
    })?;
    out.flush()?;
    Ok(outcome)
}
