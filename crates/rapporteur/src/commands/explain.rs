//! `rapporteur explain`: how one article was read, and what was left out and why.

use std::io::Write;

use account::span::CodePoints;
use anyhow::Result;

use super::output::Standard;
use super::{Misused, Outcome, terminal, work};
use crate::cli::ExplainArgs;
use crate::exports::explain;
use crate::model::Missing;

/// Runs the command.
pub(crate) fn run(args: ExplainArgs) -> Result<Outcome> {
    let pipeline = work::pipeline(&args.flow, Missing::Stop)?;
    let width = terminal::width();
    let mut out = Standard::new();
    // A file may hold several articles: it is enough that one of them is as long.
    let (mut inside, mut outside) = (false, Vec::new());
    let outcome = work::readings(&[args.path], &args.flow.work, &pipeline, |reading| {
        let article = &reading.article;
        let all = CodePoints::new(&article.text).at(u32::MAX);
        if args.at.is_some_and(|at| at >= all) {
            outside.push(format!("{}: its text has {all} characters", article.id));
            return Ok(());
        }
        inside = true;
        out.write_all(explain::render(&reading, args.at, width).as_bytes())?;
        Ok(())
    })?;
    out.flush()?;
    match args.at {
        Some(at) if !inside && !outside.is_empty() => {
            let articles = outside.join("; ");
            Err(Misused(format!("--at {at} lies behind the end of {articles}")).into())
        }
        _ => Ok(outcome),
    }
}
