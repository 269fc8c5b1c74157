//! Where the tests and benchmarks find pipelines in other languages.

use std::path::{Path, PathBuf};

/// The folder in which packages lie as in Python's `site-packages`: `$RAPPORTEUR_PIPELINES`, or
/// where `cargo xtask test` installs them.
fn packages() -> PathBuf {
    if let Some(folder) = std::env::var_os("RAPPORTEUR_PIPELINES") {
        return PathBuf::from(folder);
    }
    // This program lies in `deps` in the folder of its profile, in Cargo's own.
    let program = std::env::current_exe().unwrap_or_default();
    let target = program.ancestors().nth(3).unwrap_or(Path::new(""));
    target.join("pipelines")
}

/// The folder of the pipeline in a package.
///
/// # Panics
///
/// When it is not there.
pub(crate) fn package(name: &str, version: &str) -> PathBuf {
    let folder = packages().join(name).join(format!("{name}-{version}"));
    assert!(
        folder.join("config.cfg").is_file(),
        "no pipeline in {}: run `cargo xtask test`, which installs it",
        folder.display()
    );
    folder
}
