//! `rapporteur stories`.

use anyhow::{Result, bail};

use super::Outcome;
use crate::cli::StoriesArgs;

/// Runs the command.
pub(crate) fn run(args: StoriesArgs) -> Result<Outcome> {
    let _ = args;
    bail!("`stories` is not built yet")
}
