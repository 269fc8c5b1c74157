//! `rapporteur explain`.

use anyhow::{Result, bail};

use super::Outcome;
use crate::cli::ExplainArgs;

/// Runs the command.
pub(crate) fn run(args: ExplainArgs) -> Result<Outcome> {
    let _ = args;
    bail!("`explain` is not built yet")
}
