//! `rapporteur code`.

use anyhow::{Result, bail};

use super::Outcome;
use crate::cli::CodeArgs;

/// Runs the command.
pub(crate) fn run(args: CodeArgs) -> Result<Outcome> {
    let _ = args;
    bail!("`code` is not built yet")
}
