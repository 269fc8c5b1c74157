//! Scores every stage on the gold sets: `cargo xtask eval [--check|--write|--page] [STAGE...]`.

mod accounts;
mod actors;
mod articles;
mod copies;
mod differences;
pub(crate) mod events;
pub(crate) mod flattened;
pub(crate) mod mentions;
mod numbers;
mod outlets;
pub(crate) mod pages;
mod places;
pub mod quality;
mod quotes;
mod seeds;
mod stories;
mod times;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use anyhow::{Context, Result, bail};

/// What a suite measured on its gold sets.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The figures, by name: "polnear direct span exact F1".
    pub figures: BTreeMap<String, f64>,
    /// What each gold set's file hashes to, by path below the gold folder.
    pub corpora: BTreeMap<String, String>,
    /// A line an item, tab-separated, for diffs: what was found right, wrong, missing.
    pub items: Vec<String>,
}

/// One stage's evaluation.
pub struct Suite {
    /// The stage's folder name.
    pub stage: &'static str,
    /// Runs the stage over its gold sets.
    pub run: fn(&Bench) -> Result<Outcome>,
}

/// Every evaluation, in the order of the flow. A new one is named here and nowhere else.
pub const SUITES: &[Suite] = &[
    pages::SUITE,
    articles::SUITE,
    times::SUITE,
    actors::SUITE,
    places::SUITE,
    quotes::SUITE,
    mentions::SUITE,
    events::SUITE,
    numbers::SUITE,
    copies::SUITE,
    stories::SUITE,
    differences::SUITE,
    accounts::SUITE,
    seeds::SUITE,
];

/// What the suites share: the gold sets and the flow, loaded once.
pub struct Bench {
    gold: PathBuf,
    model: PathBuf,
    pipeline: OnceLock<account::Pipeline>,
}

impl Bench {
    /// Gold sets below `gold`, the language model in `model`.
    #[must_use]
    pub fn new(gold: PathBuf, model: PathBuf) -> Self {
        Self {
            gold,
            model,
            pipeline: OnceLock::new(),
        }
    }

    /// The whole flow.
    pub fn pipeline(&self) -> Result<&account::Pipeline> {
        if let Some(pipeline) = self.pipeline.get() {
            return Ok(pipeline);
        }
        let pipeline = self.pipeline_with(&account::rules::Rules::built_in())?;
        Ok(self.pipeline.get_or_init(|| pipeline))
    }

    /// The whole flow with other rules than the built-in ones.
    pub fn pipeline_with(&self, rules: &account::rules::Rules) -> Result<account::Pipeline> {
        let model = spacy::Model::load(&self.model)
            .with_context(|| format!("loading the language model in {}", self.model.display()))?;
        Ok(account::Pipeline::new(Arc::new(model), rules)?)
    }

    /// The path of a gold file: `quotes/polnear.jsonl`.
    #[must_use]
    pub fn path(&self, file: &str) -> PathBuf {
        self.gold.join(file)
    }

    /// The lines of a gold file as JSON, its hash noted in `outcome`. A damaged line is skipped; how
    /// many were, is a figure.
    pub fn lines(&self, file: &str, outcome: &mut Outcome) -> Result<Vec<serde_json::Value>> {
        let path = self.path(file);
        let bytes = std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        outcome.corpora.insert(file.to_owned(), hash(&bytes));
        let text =
            String::from_utf8(bytes).with_context(|| format!("reading {}", path.display()))?;
        let (values, damaged) = parsed(&text);
        for (line, error) in &damaged {
            eprintln!("{}: line {line} is skipped: {error}", path.display());
        }
        if !damaged.is_empty() {
            let name = format!("{file} damaged lines");
            outcome.figures.insert(name, damaged.len() as f64);
        }
        Ok(values)
    }
}

/// The values of JSON Lines; the damaged ones by their number.
fn parsed(text: &str) -> (Vec<serde_json::Value>, Vec<(usize, serde_json::Error)>) {
    let mut values = Vec::new();
    let mut damaged = Vec::new();
    for (number, line) in text.lines().enumerate() {
        match serde_json::from_str(line) {
            Ok(value) => values.push(value),
            Err(error) => damaged.push((number + 1, error)),
        }
    }
    (values, damaged)
}

/// The folder of the shared gold sets, where there is one.
#[must_use]
pub fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("RAPPORTEUR_SHARED").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    named
        .or(Some(beside))
        .filter(|path| path.join("gold").is_dir())
}

/// FNV-1a, 64 bits: tells one version of a gold set from another.
fn hash(bytes: &[u8]) -> String {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    format!("{:016x}", bytes.iter().fold(0xcbf2_9ce4_8422_2325, step))
}

/// The folder of the language model: `RAPPORTEUR_MODEL`, else where the program installs it.
#[must_use]
pub fn model() -> PathBuf {
    if let Some(model) = std::env::var_os("RAPPORTEUR_MODEL") {
        return model.into();
    }
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
    let data = std::env::var_os("XDG_DATA_HOME")
        .map(PathBuf::from)
        .or_else(home);
    let ours = data.unwrap_or_default().join("rapporteur");
    let ours = std::env::var_os("RAPPORTEUR_DATA").map_or(ours, PathBuf::from);
    ours.join("models/en_core_web_sm-3.8.0")
}

/// What to do with the figures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Print,
    Check,
    Write,
}

/// Runs the suites that `arguments` name, or all; prints, checks or records their figures.
pub fn run(arguments: &[String]) -> Result<()> {
    let all: Vec<&str> = SUITES.iter().map(|suite| suite.stage).collect();
    let mut mode = Mode::Print;
    let mut stages = Vec::new();
    for argument in arguments {
        match argument.as_str() {
            "--check" => mode = Mode::Check,
            "--write" => mode = Mode::Write,
            "--page" => return quality::write_page(&all),
            stage if all.contains(&stage) => stages.push(stage),
            other => bail!(
                "no stage or option {other:?}; the stages are {}",
                all.join(", ")
            ),
        }
    }
    let stages = if stages.is_empty() {
        all.clone()
    } else {
        stages
    };
    measure(&stages, mode)?;
    if mode == Mode::Write {
        quality::write_page(&all)?;
    }
    Ok(())
}

fn measure(stages: &[&str], mode: Mode) -> Result<()> {
    let shared = shared().context("no shared folder: set RAPPORTEUR_SHARED to it")?;
    let bench = Bench::new(shared.join("gold"), model());
    let mut fallen = Vec::new();
    for suite in SUITES.iter().filter(|suite| stages.contains(&suite.stage)) {
        let outcome = (suite.run)(&bench)?;
        for (name, value) in &outcome.figures {
            println!("{:<10} {name:<60} {value:.4}", suite.stage);
        }
        match mode {
            Mode::Print => {}
            Mode::Write => quality::record(suite.stage, &outcome)?,
            Mode::Check => fallen.extend(quality::check(suite.stage, &outcome).err()),
        }
    }
    match fallen.is_empty() {
        true => Ok(()),
        false => bail!(
            "{}",
            fallen
                .iter()
                .map(|e| format!("{e:#}"))
                .collect::<Vec<_>>()
                .join("\n")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_line_of_a_gold_file_is_skipped_and_named() {
        let (values, damaged) = parsed("{\"date\": 1}\n{\"date\": NaN}\n{\"date\": 2}\n");
        assert_eq!(values.len(), 2);
        assert_eq!(damaged.len(), 1);
        assert_eq!(damaged[0].0, 2);
    }
}
