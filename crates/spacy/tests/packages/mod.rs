//! Where the tests and benchmarks find pipelines in other languages.

use std::path::{Path, PathBuf};

/// The folders in which packages may lie: `$RAPPORTEUR_PIPELINES`, which is laid out as Python's
/// `site-packages`, or where `cargo xtask parity` installs them.
fn folders() -> Vec<PathBuf> {
    if let Some(folder) = std::env::var_os("RAPPORTEUR_PIPELINES") {
        return vec![PathBuf::from(folder)];
    }
    // This program lies in `deps` in the folder of its profile, in Cargo's own.
    let program = std::env::current_exe().unwrap_or_default();
    let target = program.ancestors().nth(3).unwrap_or(Path::new(""));
    let target = target.join("parity-venv");
    let versions = std::fs::read_dir(target.join("lib")).into_iter().flatten();
    let versions = versions.flatten().map(|version| version.path());
    versions
        .chain([target.join("Lib")])
        .map(|folder| folder.join("site-packages"))
        .collect()
}

/// The folder of the pipeline in a package; `None`, with a word on why, when it is not there.
pub(crate) fn package(name: &str, version: &str) -> Option<PathBuf> {
    let inside = Path::new(name).join(format!("{name}-{version}"));
    let folders = folders().into_iter().map(|folder| folder.join(&inside));
    let folder = folders.into_iter().find(|folder| folder.is_dir());
    if folder.is_none() {
        eprintln!("passed over: no {name} {version}; `cargo xtask parity` installs it");
    }
    folder
}
