//! What a program costs: processor time and the peak of its memory.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// What one run of a program cost, and what it wrote.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Cost {
    code: i32,
    /// Seconds of the processor in the program itself.
    pub(super) user: f64,
    /// Bytes of memory at most.
    pub(super) peak: f64,
    #[serde(skip)]
    written: String,
}

impl Cost {
    /// Keeps the cheaper of two runs.
    pub(super) fn keep(best: &mut Option<Self>, cost: Self) {
        if best.as_ref().is_none_or(|best| cost.user < best.user) {
            *best = Some(cost);
        }
    }

    /// What the program wrote.
    pub(super) fn written(&self) -> &str {
        &self.written
    }

    /// The number that the program wrote.
    pub(super) fn count(&self) -> Result<f64> {
        let written = self.written.trim();
        written
            .parse()
            .with_context(|| format!("a number expected, not {written:?}"))
    }

    /// The same with the number of the lines that the program wrote in their place.
    pub(super) fn lines(&self) -> Self {
        let written = self.written.lines().count().to_string();
        Self {
            written,
            ..self.clone()
        }
    }
}

/// Runs programs and takes their costs, through Python: the standard library of Rust has no way to
/// ask what a child cost.
pub(super) struct Meter {
    /// An interpreter, which has the peers too.
    pub(super) python: PathBuf,
    /// Where it leaves the costs.
    file: PathBuf,
}

impl Meter {
    /// Costs are left in `folder`.
    pub(super) fn new(python: PathBuf, folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        Ok(Self {
            python,
            file: folder.join("cost.json"),
        })
    }

    /// What `command` costs.
    ///
    /// # Errors
    /// A program that does not end well.
    pub(super) fn cost(&self, command: &Command) -> Result<Cost> {
        self.cost_on("", command)
    }

    /// What `command` costs when it is kept on these processors, where the system can do so: their
    /// numbers between commas, or any for none.
    ///
    /// # Errors
    /// A program that does not end well.
    pub(super) fn cost_on(&self, processors: &str, command: &Command) -> Result<Cost> {
        let output = Command::new(&self.python)
            .args(["-c", include_str!("measure.py")])
            .arg(&self.file)
            .arg(processors)
            .arg(command.get_program())
            .args(command.get_args())
            .envs(super::ONE_THREAD)
            .output()
            .with_context(|| format!("cannot run {}", self.python.display()))?;
        let errors = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{command:?}: {errors}");
        let mut cost: Cost = serde_json::from_str(&std::fs::read_to_string(&self.file)?)?;
        // 1: some page had no article, which is no less work.
        ensure!((0..=1).contains(&cost.code), "{command:?}: {errors}");
        cost.written = String::from_utf8(output.stdout)?;
        Ok(cost)
    }
}
