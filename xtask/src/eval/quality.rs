//! Quality as files in git: `quality/STAGE.json`, `quality/STAGE.tsv` and `docs/quality.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::Outcome;

/// How far a figure may lie below the recorded one: the last digit that is written.
const SLACK: f64 = 0.000_5;

/// The workspace's root folder.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Records what `stage` reached: the figures, which are its floors from now on, and the items.
pub fn record(stage: &str, outcome: &Outcome) -> Result<()> {
    let figures: BTreeMap<_, _> = outcome
        .figures
        .iter()
        .map(|(name, value)| (name, rounded(*value)))
        .collect();
    let record = json!({ "corpora": outcome.corpora, "figures": figures });
    let text = serde_json::to_string_pretty(&record)? + "\n";
    write(&root().join("quality").join(format!("{stage}.json")), &text)?;
    if outcome.items.is_empty() {
        return Ok(());
    }
    let items = outcome.items.join("\n") + "\n";
    write(&root().join("quality").join(format!("{stage}.tsv")), &items)
}

/// Compares what `stage` reaches with its floors; the error names every figure that fell.
pub fn check(stage: &str, outcome: &Outcome) -> Result<()> {
    let fallen = fallen(&recorded(stage)?, outcome);
    if fallen.is_empty() {
        return Ok(());
    }
    bail!(
        "{stage} fell below quality/{stage}.json:\n  {}\nMend it, or record it with \
         `cargo xtask eval --write {stage}` and say why in CHANGELOG.md",
        fallen.join("\n  ")
    )
}

/// What fell below a record, or was not measured on its gold sets.
fn fallen(recorded: &Value, outcome: &Outcome) -> Vec<String> {
    let mut fallen = Vec::new();
    for (name, floor) in figures(recorded) {
        match outcome.figures.get(&name) {
            None => fallen.push(format!("{name}: no longer measured, was {floor:.4}")),
            Some(value) if *value < floor - SLACK => {
                fallen.push(format!("{name}: {value:.4}, was {floor:.4}"));
            }
            Some(_) => {}
        }
    }
    for (name, hash) in &outcome.corpora {
        if recorded["corpora"][name].as_str() != Some(hash) {
            fallen.push(format!(
                "{name}: another version of the gold set than the recorded one"
            ));
        }
    }
    fallen
}

fn recorded(stage: &str) -> Result<Value> {
    let path = root().join("quality").join(format!("{stage}.json"));
    let text = std::fs::read_to_string(&path).with_context(|| {
        format!(
            "reading {}: record it with `cargo xtask eval --write {stage}`",
            path.display()
        )
    })?;
    serde_json::from_str(&text).with_context(|| format!("reading {}", path.display()))
}

fn figures(record: &Value) -> Vec<(String, f64)> {
    let object = record["figures"].as_object();
    let entries = object.into_iter().flatten();
    entries
        .filter_map(|(name, value)| Some((name.clone(), value.as_f64()?)))
        .collect()
}

/// `docs/quality.md` as the recorded figures make it; `before` and `after` are written by hand.
pub fn page(stages: &[&str]) -> Result<String> {
    let folder = root().join("quality");
    let part = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    };
    let mut page = part("intro.md")?;
    for stage in stages {
        let Ok(record) = recorded(stage) else {
            continue;
        };
        let _ = write!(page, "\n## {stage}\n\n`cargo xtask eval {stage}`\n\n");
        if let Ok(remarks) = part(&format!("{stage}.md")) {
            let _ = write!(page, "{}\n\n", remarks.trim());
        }
        page.push_str("| figure | value |\n|---|---|\n");
        for (name, value) in figures(&record) {
            let _ = writeln!(page, "| {name} | {value} |");
        }
    }
    if let Ok(suites) = part("suites.md") {
        let _ = write!(page, "\n{}", suites.trim_start());
    }
    if let Ok(parity) = part("parity.md") {
        let _ = write!(page, "\n{}", parity.trim_start());
    }
    if let Ok(warcio) = part("warcio.md") {
        let _ = write!(page, "\n{}", warcio.trim_start());
    }
    Ok(page)
}

/// Writes the page; with [`page`] compared to it, a test keeps it fresh.
pub fn write_page(stages: &[&str]) -> Result<()> {
    write(&root().join("docs/quality.md"), &page(stages)?)
}

fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quality_page_is_made_from_the_recorded_figures() {
        let stages: Vec<&str> = super::super::SUITES
            .iter()
            .map(|suite| suite.stage)
            .collect();
        let written = std::fs::read_to_string(root().join("docs/quality.md")).unwrap();
        assert_eq!(
            page(&stages).unwrap(),
            written,
            "run `cargo xtask eval --page`"
        );
    }

    #[test]
    fn a_figure_that_fell_or_is_gone_and_another_gold_set_are_refused() {
        let recorded = json!({"corpora": {"a": "1"}, "figures": {"F1": 0.9}});
        let outcome = |figure: &str, value: f64, hash: &str| Outcome {
            figures: BTreeMap::from([(figure.into(), value)]),
            corpora: BTreeMap::from([("a".into(), hash.into())]),
            ..Outcome::default()
        };
        assert_eq!(fallen(&recorded, &outcome("F1", 0.9, "1")), [""; 0]);
        assert_eq!(fallen(&recorded, &outcome("F1", 0.95, "1")), [""; 0]);
        let told = |outcome| fallen(&recorded, &outcome).join("; ");
        assert_eq!(told(outcome("F1", 0.8, "1")), "F1: 0.8000, was 0.9000");
        assert!(told(outcome("F2", 0.9, "1")).contains("no longer measured"));
        assert!(told(outcome("F1", 0.9, "2")).contains("another version"));
    }

    #[test]
    fn a_stage_without_a_record_is_refused() {
        assert!(check("no such stage", &Outcome::default()).is_err());
    }
}
