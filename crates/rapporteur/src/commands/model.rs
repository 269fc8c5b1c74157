//! `rapporteur model`.

use anyhow::{Result, bail};

use super::Outcome;
use crate::cli::ModelArgs;

/// Runs the command.
pub(crate) fn run(args: ModelArgs) -> Result<Outcome> {
    let _ = args;
    bail!("`model` is not built yet")
}
