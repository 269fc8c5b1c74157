//! `rapporteur report`.

use anyhow::{Result, bail};

use super::Outcome;
use crate::cli::ReportArgs;

/// Runs the command.
pub(crate) fn run(args: ReportArgs) -> Result<Outcome> {
    let _ = args;
    bail!("`report` is not built yet")
}
