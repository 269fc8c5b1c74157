//! `rapporteur read`.

use anyhow::{Result, bail};

use super::Outcome;
use crate::cli::ReadArgs;

/// Runs the command.
pub(crate) fn run(args: ReadArgs) -> Result<Outcome> {
    let _ = args;
    bail!("`read` is not built yet")
}
