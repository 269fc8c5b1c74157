//! The program on the example articles: what the README, the guide and the formats promise.
//!
//! Needs the language model: `cargo xtask test` installs it. `RAPPORTEUR_UPDATE=1`
//! writes the account that the README shows anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;

/// The root of the repository, so that paths read as in the documents.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs the program at the root; stops the test where the language model is missing.
fn run(arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("the program starts");
    assert_ne!(
        output.status.code(),
        Some(4),
        "no language model; `cargo xtask test` installs it and runs the tests\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// What the program writes when all goes well.
fn written(arguments: &[&str]) -> String {
    let output = run(arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    assert_eq!(errors, "", "{arguments:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn lines(text: &str) -> Vec<Value> {
    let parse = |line| serde_json::from_str(line).expect("a line of JSON");
    text.lines().map(parse).collect()
}

/// The account of an example as JSON, made once.
fn summit() -> &'static Value {
    static ACCOUNT: OnceLock<Value> = OnceLock::new();
    ACCOUNT.get_or_init(|| account("examples/summit"))
}

fn protest() -> &'static Value {
    static ACCOUNT: OnceLock<Value> = OnceLock::new();
    ACCOUNT.get_or_init(|| account("examples/protest"))
}

fn account(folder: &str) -> Value {
    let text = written(&["report", "--offline", "--format", "json", folder]);
    let mut accounts = lines(&text);
    assert_eq!(accounts.len(), 1, "{folder} tells one story");
    accounts.remove(0)
}

fn array<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

/// The articles' texts by id, from `extract`.
fn texts(folder: &str) -> BTreeMap<String, Vec<char>> {
    lines(&written(&["extract", folder]))
        .iter()
        .map(|article| {
            (
                text(article, "id").to_owned(),
                text(article, "text").chars().collect(),
            )
        })
        .collect()
}

#[test]
fn the_readme_shows_the_account_that_the_program_writes() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).expect("README.md");
    let begin = "<!-- rapporteur report examples/summit -->\n```text\n";
    let (before, rest) = readme
        .split_once(begin)
        .expect("the mark before the account");
    let (shown, after) = rest.split_once("```\n").expect("the end of the account");
    let account = written(&["report", "--offline", "examples/summit"]);
    if std::env::var_os("RAPPORTEUR_UPDATE").is_some() {
        let readme = format!("{before}{begin}{account}```\n{after}");
        std::fs::write(&path, readme).expect("README.md can be written");
        return;
    }
    assert_eq!(
        shown, account,
        "RAPPORTEUR_UPDATE=1 brings the README up to date"
    );
}

#[test]
fn one_thread_writes_what_four_write_in_every_format() {
    for format in ["text", "markdown", "html", "json"] {
        let with = |threads: &str| {
            written(&[
                "report",
                "--offline",
                "--full",
                "--format",
                format,
                "--threads",
                threads,
                "examples/protest",
            ])
        };
        assert_eq!(with("1"), with("4"), "{format}");
    }
}

#[test]
fn the_order_of_the_files_changes_no_byte() {
    for example in ["examples/protest", "examples/summit"] {
        let folder = std::fs::read_dir(root().join(example)).expect("the example");
        let names = folder.map(|entry| entry.expect("an entry").file_name());
        let names = names.map(|name| name.to_string_lossy().into_owned());
        let mut paths: Vec<String> = names
            .filter(|name| name.starts_with('0'))
            .map(|name| format!("{example}/{name}"))
            .collect();
        paths.sort();
        let told = |paths: &[String]| {
            let mut arguments = vec!["report", "--offline", "--format", "json"];
            arguments.extend(paths.iter().map(String::as_str));
            written(&arguments)
        };
        let forward = told(&paths);
        paths.reverse();
        assert!(forward == told(&paths), "{example} reversed");
        paths.rotate_left(2);
        assert!(forward == told(&paths), "{example} rotated");
    }
}

#[test]
fn every_quotation_is_a_verbatim_piece_of_its_article() {
    for (account, folder) in [
        (summit(), "examples/summit"),
        (protest(), "examples/protest"),
    ] {
        let texts = texts(folder);
        let quotes = array(account, "quotes");
        assert!(quotes.len() > 5, "{folder} has quotations");
        for quote in quotes {
            let evidence = &array(quote, "evidence")[0];
            let article = &texts[text(evidence, "article")];
            let at = |key: &str| evidence[key].as_u64().expect("an offset") as usize;
            let passage: String = article[at("start")..at("end")].iter().collect();
            assert_eq!(passage, text(quote, "text"));
        }
    }
}

#[test]
fn everything_in_the_json_has_evidence_inside_its_article() {
    for (account, folder) in [
        (summit(), "examples/summit"),
        (protest(), "examples/protest"),
    ] {
        let texts = texts(folder);
        let values = array(account, "differences")
            .iter()
            .flat_map(|difference| array(difference, "values"));
        let claims = array(account, "events")
            .iter()
            .chain(array(account, "quotes"))
            .chain(values);
        for claim in claims {
            let evidence = array(claim, "evidence");
            assert!(!evidence.is_empty(), "{claim}");
            for piece in evidence {
                let length = texts[text(piece, "article")].len() as u64;
                let (start, end) = (piece["start"].as_u64(), piece["end"].as_u64());
                assert!(start < end && end <= Some(length), "{piece}");
                assert!(piece["sentence"].is_u64(), "{piece}");
            }
        }
    }
}

#[test]
fn every_reference_in_the_text_is_explained_at_its_end() {
    let account = written(&["report", "--offline", "--full", "examples/protest"]);
    let (body, list) = account.split_once("REFERENCES\n").expect("the list");
    let listed: BTreeSet<&str> = list
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix('['))
        .filter_map(|line| line.split_once(']'))
        .map(|(label, _)| label)
        .collect();
    let cited: BTreeSet<&str> = body
        .split('[')
        .skip(1)
        .filter_map(|rest| rest.split_once(']'))
        .map(|(label, _)| label)
        .filter(|label| label.contains(':'))
        .collect();
    assert!(cited.len() > 20, "{cited:?}");
    for label in cited {
        assert!(listed.contains(label), "[{label}] is not in the list");
    }
}

#[test]
fn a_page_is_written_whole_to_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("account.html");
    let name = path.to_string_lossy();
    let nothing = written(&[
        "report",
        "--offline",
        "examples/protest",
        "--format",
        "html",
        "-o",
        &name,
    ]);
    assert_eq!(nothing, "");
    let page = std::fs::read_to_string(&path).expect("the page");
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>"));
    assert!(!page.contains("<script"));
}

#[test]
fn a_file_that_is_missing_is_told_and_the_others_are_reported() {
    let output = run(&[
        "report",
        "--offline",
        "examples/protest/01-first-report.html",
        "examples/protest/none.txt",
    ]);
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("none.txt"), "{errors}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("REFERENCES"));
}

#[test]
fn nothing_that_can_be_read_ends_with_its_own_code() {
    let output = run(&["report", "--offline", "examples/none.txt"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(output.stdout.is_empty());
}

/// Runs every `console` block of the guide: each line of output shown must come, in order.
#[cfg(unix)]
#[test]
fn the_guide_shows_what_the_program_does() {
    let guide = std::fs::read_to_string(root().join("docs/guide.md")).expect("docs/guide.md");
    // The guide writes there; builds may go elsewhere.
    std::fs::create_dir_all(root().join("target")).expect("a folder for what is written");
    let mut commands = 0;
    for block in guide.split("```console\n").skip(1) {
        let block = block.split("```").next().expect("the end of the block");
        for shown in block.split("$ ").skip(1) {
            let (command, expected) = shown.split_once('\n').expect("a line");
            check(command, expected);
            commands += 1;
        }
    }
    assert!(commands > 5, "the guide has examples");
}

#[cfg(unix)]
fn check(command: &str, expected: &str) {
    let program = Path::new(env!("CARGO_BIN_EXE_rapporteur"));
    let folder = program.parent().expect("a folder").display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", command])
        .env("PATH", format!("{folder}:{path}"))
        .current_dir(root())
        .output()
        .expect("a shell");
    let out = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command}: {errors}");
    let mut rest = out.lines();
    for line in expected.lines().filter(|line| *line != "…") {
        let found = rest.any(|written| match line.strip_suffix('…') {
            Some(start) => written.starts_with(start),
            None => written == line,
        });
        assert!(
            found,
            "{command}\ndoes not write {line:?} where expected in\n{out}"
        );
    }
}
