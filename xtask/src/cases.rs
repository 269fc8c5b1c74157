//! Readable tests: Markdown cases under `cases/`, one folder a stage. `cargo xtask cases [--complete] [STAGE...]`
//!
//! A case is a heading that says what must hold, perhaps a line
//! `published: 2026-02-03`, one or several fenced inputs (```` ```article ````,
//! ```` ```html ````, ```` ```text ````, ```` ```markdown ````, with `id=`,
//! `published=` and `outlet=` behind the word) and a fenced ```` ```expect ````
//! with the lines that the stage must give, one a line.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::eval::quality::root;
use crate::stages::{self, Input};

/// One case of a file.
struct Case {
    name: String,
    line: usize,
    inputs: Vec<Input>,
    expected: Vec<String>,
    /// Lines of the file, without the fences, that hold what is expected.
    place: std::ops::Range<usize>,
}

/// Runs the cases of the stages that `arguments` name, or all.
pub fn run(arguments: &[String]) -> Result<()> {
    let complete = arguments.iter().any(|argument| argument == "--complete");
    let stages: Vec<&String> = arguments.iter().filter(|a| *a != "--complete").collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (stage, path) in files(&root().join("cases"))? {
        if stages.is_empty() || stages.iter().any(|named| **named == stage) {
            count += file(&stage, &path, complete, &mut wrong)?;
        }
    }
    match wrong.is_empty() {
        true => {
            println!("{count} cases hold");
            Ok(())
        }
        false => bail!(
            "{} of {count} cases do not hold:\n\n{}",
            wrong.len(),
            wrong.join("\n")
        ),
    }
}

/// All case files with the stage that their folder names.
fn files(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for stage in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let stage = stage?.path();
        if !stage.is_dir() {
            continue;
        }
        let name = stage
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        for file in fs::read_dir(&stage)? {
            let file = file?.path();
            if file.extension().is_some_and(|extension| extension == "md") {
                found.push((name.clone(), file));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Runs the cases of one file; with `complete`, writes what came out in the place of what is expected.
fn file(stage: &str, path: &Path, complete: bool, wrong: &mut Vec<String>) -> Result<usize> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let cases = parse(&text).with_context(|| format!("reading {}", path.display()))?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for case in cases.iter().rev() {
        let found = stages::lines(stage, &case.inputs)
            .with_context(|| format!("{}:{}: {}", path.display(), case.line, case.name))?;
        if found == case.expected {
            continue;
        }
        if complete {
            lines.splice(case.place.clone(), found);
        } else {
            wrong.push(report(path, case, &found));
        }
    }
    if complete {
        fs::write(path, lines.join("\n") + "\n")?;
    }
    Ok(cases.len())
}

/// What is missing and what is too much, a line each.
fn report(path: &Path, case: &Case, found: &[String]) -> String {
    let mut text = format!("{}:{}: {}\n", path.display(), case.line, case.name);
    for line in case.expected.iter().filter(|line| !found.contains(line)) {
        let _ = writeln!(text, "  - {line}");
    }
    for line in found.iter().filter(|line| !case.expected.contains(line)) {
        let _ = writeln!(text, "  + {line}");
    }
    if text.lines().count() == 1 {
        text.push_str("  the same lines in another order or number\n");
    }
    text
}

/// The cases of one file.
fn parse(text: &str) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    let mut open: Option<Case> = None;
    let mut published = None;
    let mut lines = text.lines().enumerate();
    while let Some((n, line)) = lines.next() {
        if let Some(name) = line.strip_prefix("## ") {
            close(open.take(), &mut cases)?;
            published = None;
            let (inputs, expected) = (Vec::new(), Vec::new());
            open = Some(Case {
                name: name.into(),
                line: n + 1,
                inputs,
                expected,
                place: 0..0,
            });
        } else if let Some(date) = line.strip_prefix("published:") {
            published = Some(date.trim().to_owned());
        } else if let Some(info) = line.strip_prefix("```") {
            let block: Vec<&str> = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| *line != "```")
                .collect();
            let case = open
                .as_mut()
                .with_context(|| format!("line {}: no `## ` above", n + 1))?;
            if info.trim() == "expect" {
                case.place = n + 1..n + 1 + block.len();
                case.expected = block.iter().map(|line| (*line).to_owned()).collect();
            } else {
                let input = Input::new(info, block.join("\n"), published.as_deref());
                case.inputs
                    .push(input.with_context(|| format!("line {}", n + 1))?);
            }
        }
    }
    close(open, &mut cases)?;
    Ok(cases)
}

fn close(case: Option<Case>, cases: &mut Vec<Case>) -> Result<()> {
    let Some(case) = case else { return Ok(()) };
    if case.inputs.is_empty() || case.place == (0..0) {
        bail!(
            "line {}: the case {:?} needs an input and an ```expect```",
            case.line,
            case.name
        );
    }
    cases.push(case);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_reads_as_it_is_written() {
        if let Err(error) = run(&[]) {
            panic!("{error:#}\nReview with `cargo xtask cases --complete` and git diff");
        }
    }

    #[test]
    fn a_case_has_a_name_inputs_and_lines_to_expect() {
        let text = "## It reads\npublished: 2026-02-03\n```article id=a\nOne.\n\nTwo.\n```\n\n```expect\nx\ny\n```\n";
        let cases = parse(text).unwrap();
        assert_eq!(cases[0].name, "It reads");
        assert_eq!(cases[0].inputs[0].text, "One.\n\nTwo.");
        assert_eq!(cases[0].expected, ["x", "y"]);
        assert_eq!(cases[0].place, 9..11);
    }

    #[test]
    fn a_case_without_anything_to_expect_is_an_error() {
        assert!(parse("## It reads\n```article\nOne.\n```\n").is_err());
    }
}
