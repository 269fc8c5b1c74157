//! What `docs/formats.md` says of the JSON, held against what the program writes.
//!
//! Needs the language model: `cargo xtask test` installs it. A block of JSON
//! behind `<!-- rapporteur WORDS -->` shows lines that the command writes; the
//! block before it is its standard input. `…` stands for what is left out.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may fail like the tests"
)]

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn document() -> String {
    std::fs::read_to_string(root().join("docs/formats.md")).unwrap()
}

/// The lines that the program writes at the root of the repository.
fn written(words: &[&str], input: &str) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(words)
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads files closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{words:?}");
    values(&String::from_utf8(output.stdout).unwrap())
}

/// JSON values one after the other, over one line or several.
fn values(json: &str) -> Vec<Value> {
    let values = serde_json::Deserializer::from_str(json).into_iter();
    values.collect::<Result<_, _>>().unwrap()
}

/// What a document shows stands for what the program writes.
fn shows(shown: &Value, written: &Value) -> bool {
    match (shown, written) {
        (Value::String(shown), Value::String(written)) => match shown.strip_suffix('…') {
            Some(start) => written.starts_with(start),
            None => shown == written,
        },
        (Value::Number(shown), Value::Number(written)) => {
            // Two places behind the point are shown of a share.
            let apart = shown.as_f64().unwrap() - written.as_f64().unwrap();
            apart.abs() < 0.01
        }
        (Value::Array(shown), Value::Array(written)) => match shown.split_last() {
            Some((last, first)) if last == "…" => {
                first.len() <= written.len() && all_shown(first, written)
            }
            _ => shown.len() == written.len() && all_shown(shown, written),
        },
        (Value::Object(shown), Value::Object(written)) => {
            shown.keys().collect::<BTreeSet<_>>() == written.keys().collect()
                && shown.iter().all(|(key, value)| shows(value, &written[key]))
        }
        (shown, written) => shown == written,
    }
}

fn all_shown(shown: &[Value], written: &[Value]) -> bool {
    shown.iter().zip(written).all(|(a, b)| shows(a, b))
}

#[test]
fn the_samples_are_what_the_program_writes() {
    let document = document();
    let mut tested = 0;
    for (at, _) in document.match_indices("<!-- rapporteur ") {
        let (before, after) = document.split_at(at);
        let (words, after) = after["<!-- rapporteur ".len()..]
            .split_once(" -->")
            .unwrap();
        let block = |text: &str| text.split("```").next().unwrap().to_owned();
        let shown = block(after.split("```json").nth(1).unwrap());
        let input = before.rsplit("```json").next().map(block).unwrap();
        let words: Vec<&str> = words.split(' ').collect();
        let written = written(&words, &input);
        for shown in values(&shown) {
            assert!(
                written.iter().any(|line| shows(&shown, line)),
                "{words:?} does not write\n{shown}\nbut\n{}",
                written
                    .iter()
                    .map(Value::to_string)
                    .collect::<Vec<_>>()
                    .join("\n")
            );
            tested += 1;
        }
    }
    assert!(tested >= 4, "{tested} samples");
}

/// The words between backticks.
fn quoted(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The keys of a value, and of the objects in a list.
fn keys(value: &Value) -> BTreeSet<&str> {
    match value {
        Value::Object(object) => object.keys().map(String::as_str).collect(),
        Value::Array(list) => list.iter().flat_map(keys).collect(),
        _ => BTreeSet::new(),
    }
}

/// Asserts that the table under `heading` names every key that is written, and no other at the top.
fn table(heading: &str, written: &Value) {
    let document = document();
    let section = document.split(heading).nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let mut named = BTreeSet::new();
    for row in section.lines().filter(|line| line.starts_with("| `")) {
        let mut cells = row.split(" | ");
        let (first, rest) = (cells.next().unwrap(), cells.collect::<String>());
        for key in quoted(first) {
            named.insert(key.to_owned());
            if key != "article" {
                let missing: Vec<_> = keys(&written[key])
                    .difference(&quoted(&rest))
                    .copied()
                    .map(str::to_owned)
                    .collect();
                assert!(
                    missing.is_empty(),
                    "{heading}: {key}: {missing:?} are not named"
                );
            }
        }
    }
    let there: BTreeSet<String> = keys(written).into_iter().map(str::to_owned).collect();
    assert_eq!(named, there, "{heading}");
}

#[test]
fn the_tables_name_every_key_that_is_written() {
    let reading = &written(&["read", "examples/summit/06-release.html"], "")[0];
    table("## Reading: one article, read", reading);
    let account = &written(&["report", "examples/summit", "--format", "json"], "")[0];
    table("## Account: one story, reported", account);
}

#[test]
fn a_planned_meeting_is_filed_as_plover_files_it() {
    let text = "The president of Kenya will meet the chancellor of Austria in Vienna on Friday.";
    let read = written(&["read", "-"], text);
    let event = &read[0]["events"][0];
    assert_eq!([&event["type"], &event["status"]], ["CONSULT", "planned"]);
    let filed = &event["plover"];
    assert_eq!(filed["type"], "AGREE");
    assert_eq!(filed["quad"], 1);
}
