//! The README's second command: all the set-up, then every test. `cargo xtask test [ARGUMENT...]`

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::parity::environment::target;
use crate::parity::others::install_in;

/// Installs the language model and the pipelines that the tests of the runtime read, if they are
/// missing, then runs `cargo test --workspace`.
pub fn run(arguments: &[String]) -> Result<()> {
    install_model()?;
    if std::env::var_os("RAPPORTEUR_PIPELINES").is_none() {
        // Where crates/spacy/tests/packages looks for them.
        install_in(&target().join("pipelines"))?;
    }
    let mut test = vec!["test", "--workspace"];
    test.extend(arguments.iter().map(String::as_str));
    cargo(&test)
}

/// Installs the language model where the program looks for it, unless it is there.
pub fn install_model() -> Result<()> {
    if !crate::eval::model().join("config.cfg").is_file() {
        cargo(&[
            "run",
            "--quiet",
            "--package",
            "rapporteur",
            "--",
            "model",
            "install",
            "en",
        ])?;
    }
    Ok(())
}

/// Runs Cargo at the project's root.
pub(crate) fn cargo(arguments: &[&str]) -> Result<()> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(&program)
        .args(arguments)
        .current_dir(crate::eval::quality::root())
        .status()
        .with_context(|| format!("starting {}", program.display()))?;
    if !status.success() {
        bail!("`cargo {}` failed: {status}", arguments.join(" "));
    }
    Ok(())
}
