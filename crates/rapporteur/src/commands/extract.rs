//! `rapporteur extract`.

use anyhow::{Result, bail};

use super::Outcome;
use crate::cli::ExtractArgs;

/// Runs the command.
pub(crate) fn run(args: ExtractArgs) -> Result<Outcome> {
    let _ = args;
    bail!("`extract` is not built yet")
}
