//! Runs spaCy in a Python interpreter.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};

use super::compare::Answer;

/// The version of spaCy that an interpreter has.
pub(super) fn version(python: &Path) -> anyhow::Result<String> {
    let output = Command::new(python)
        .args(["-c", "import spacy; print(spacy.__version__)"])
        .output();
    let output = output.with_context(|| format!("cannot run {}", python.display()))?;
    ensure!(output.status.success(), "{} has no spaCy", python.display());
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// What spaCy says of each text.
pub(super) fn read(
    python: &Path,
    package: &str,
    texts: &[(String, String)],
) -> anyhow::Result<Vec<Vec<Answer>>> {
    let lines = texts
        .iter()
        .map(|(_, text)| json!({"text": text}).to_string() + "\n")
        .collect();
    let output = exchange(python, &[include_str!("spacy.py"), package], lines)?;
    let answers: Vec<Vec<Answer>> = output.lines().map(answers).collect::<anyhow::Result<_>>()?;
    ensure!(
        answers.len() == texts.len(),
        "spaCy answered {} of {} texts",
        answers.len(),
        texts.len()
    );
    Ok(answers)
}

/// What a script writes when it is given these lines; the script comes first, then its arguments.
pub(super) fn exchange(python: &Path, script: &[&str], lines: String) -> anyhow::Result<String> {
    let mut command = Command::new(python);
    command.arg("-c").args(script);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let input = child.stdin.take().context("no way to write to Python")?;
    // Python writes while it still reads: both pipes must be served at once.
    let writer = std::thread::spawn(move || {
        let mut input = input;
        input.write_all(lines.as_bytes())
    });
    let output = child.wait_with_output()?;
    let written = writer.join();
    ensure!(
        output.status.success(),
        "spaCy in {} failed",
        python.display()
    );
    if !matches!(written, Ok(Ok(()))) {
        bail!("the texts could not be passed to Python");
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn answers(line: &str) -> anyhow::Result<Vec<Answer>> {
    let value: Value = serde_json::from_str(line)?;
    let tokens = value["tokens"]
        .as_array()
        .context("tokens expected from Python")?;
    let heads: Vec<usize> = tokens
        .iter()
        .map(|token| token["head"].as_u64().unwrap_or(0) as usize)
        .collect();
    let number = |token: &Value, key: &str| token[key].as_u64().unwrap_or(0) as u32;
    let word = |token: &Value, key: &str| token[key].as_str().unwrap_or("").to_owned();
    Ok(tokens
        .iter()
        .zip(&heads)
        .map(|(token, &head)| Answer {
            span: (number(token, "start"), number(token, "end")),
            values: [
                word(token, "tag"),
                word(token, "pos"),
                word(token, "morph"),
                word(token, "lemma"),
                tokens
                    .get(head)
                    .map_or(0, |head| number(head, "start"))
                    .to_string(),
                word(token, "dep"),
                token["sentence"].to_string(),
                word(token, "entity"),
            ],
        })
        .collect())
}
