//! Every command on what it cannot use: the words that say so, and the exit code.
//!
//! Needs the language model: `cargo xtask test` installs it.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may fail like the tests"
)]

mod program;

use std::fs;
use std::process::Command;

use serde_json::Value;
use tempfile::{TempDir, tempdir};

const ARTICLE: &str = "{\"id\": \"a\", \"text\": \"Ministers met in Lima.\"}\n";

/// How the program ended, and what it said.
struct Ended {
    code: i32,
    out: String,
    errors: String,
}

impl Ended {
    /// Asserts the exit code and that standard error says `reason`.
    fn with(self, code: i32, reason: &str) -> Self {
        assert_eq!(self.code, code, "{}", self.errors);
        assert!(self.errors.contains(reason), "{}", self.errors);
        assert!(!self.errors.contains("panicked"), "{}", self.errors);
        self
    }

    fn lines(&self) -> Vec<Value> {
        let line = |line| serde_json::from_str(line).unwrap();
        self.out.lines().map(line).collect()
    }
}

/// Runs the program; stops the test where the language model is missing.
fn run(words: &[&str], input: &[u8]) -> Ended {
    let output = program::run(words, input);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output.status.code().unwrap();
    assert_ne!(code, 4, "`cargo xtask test` installs the model\n{errors}");
    Ended {
        code,
        out: String::from_utf8(output.stdout).unwrap(),
        errors,
    }
}

/// A folder with one file.
fn folder_with(path: &str, text: &str) -> TempDir {
    let folder = tempdir().unwrap();
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    folder
}

#[test]
fn an_output_that_cannot_be_written_is_a_fault_of_usage() {
    let folder = tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let report = |output: &str| run(&["report", "-", "-o", output], ARTICLE.as_bytes());
    report(path).with(2, "it is a folder");
    report(&format!("{path}/no/account.html")).with(2, "there is no folder");
}

#[test]
fn rules_that_cannot_be_used_are_a_fault_of_usage() {
    let with = |folder: &TempDir, command: &str| {
        let rules = folder.path().to_str().unwrap();
        run(&[command, "-", "--rules", rules], ARTICLE.as_bytes())
    };
    let mistyped = folder_with("evnts/typo.toml", "");
    for command in ["extract", "read", "stories", "report", "explain", "code"] {
        with(&mistyped, command).with(2, "evnts/typo.toml");
        run(&[command, "-", "--rules", "no/such"], b"").with(2, "no/such");
    }
    let broken = folder_with("events/consult.toml", "type = [");
    let told = with(&broken, "read").with(2, "events/consult.toml").errors;
    assert!(told.contains(broken.path().to_str().unwrap()), "{told}");
    let broken = folder_with("articles/boilerplate.toml", "type = [");
    with(&broken, "extract").with(2, "articles/boilerplate.toml");
}

#[test]
fn a_rule_file_beside_the_built_in_ones_is_used() {
    let rules = r#"
        type = "CONSULT"
        [[rule]]
        id = "waltz"
        verbs = ["waltz with"]
        recipient = ["with"]
        cameo = "040"
        example = ["[The king] waltzed with {the queen}."]
    "#;
    let folder = folder_with("events/waltz.toml", rules);
    let text = "France waltzed with Peru.";
    let pair = serde_json::json!({"id": 1, "text": text, "actor": [0, 6], "recipient": [20, 24]});
    let rules = folder.path().to_str().unwrap();
    let ended = run(&["code", "--rules", rules], pair.to_string().as_bytes());
    assert_eq!(
        ended.with(0, "").lines()[0]["rule"],
        "events/waltz.toml#waltz"
    );
}

#[test]
fn nothing_on_standard_input_is_said() {
    for command in ["extract", "read", "stories", "report", "explain"] {
        let ended = run(&[command, "-"], b" \n").with(3, "standard input holds no article");
        assert_eq!(ended.out, "", "{command}");
    }
    for command in ["read", "stories"] {
        run(&[command], b"").with(3, "standard input holds no article");
    }
    run(&["code"], b"").with(3, "no pairs");
}

#[test]
fn pairs_that_cannot_be_read_cost_only_their_lines() {
    let pair = |id: u32, text: &str, actor: &str, recipient: &str| {
        format!(
            "{{\"id\": {id}, \"text\": \"{text}\", \"actor\": {actor}, \"recipient\": {recipient}}}\n"
        )
    };
    let text = "France condemned Peru.";
    let mut input = b"\xef\xbb\xbf".to_vec();
    input.extend(pair(1, text, "[0, 6]", "[17, 21]").bytes());
    input.extend(b"{\"id\": 2, \"text\": \"caf\xe9\", \"actor\": [0, 2], \"recipient\": [0, 2]}\n");
    input.extend(pair(3, text, "[100, 200]", "[17, 21]").bytes());
    input.extend(pair(4, text, "[6, 0]", "[17, 21]").bytes());
    input.extend(pair(5, "", "[0, 0]", "[0, 0]").bytes());
    input.extend(b"nonsense\n\n");
    input.extend(pair(6, "France, Peru.", "[0, 6]", "[8, 12]").bytes());
    let ended = run(&["code", "--pairs"], &input).with(1, "standard input, line 2");
    for line in 3..=6 {
        let place = format!("standard input, line {line}: ");
        assert!(ended.errors.contains(&place), "{}", ended.errors);
    }
    assert_eq!(ended.errors.lines().count(), 5, "{}", ended.errors);
    let lines = ended.lines();
    let ids: Vec<&Value> = lines.iter().map(|line| &line["id"]).collect();
    assert_eq!(ids, [1, 6]);
    assert_eq!(
        (&lines[0]["type"], &lines[0]["guess"]),
        (&"ACCUSE".into(), &false.into())
    );
    assert_eq!(
        (&lines[1]["rule"], &lines[1]["guess"]),
        (&Value::Null, &true.into())
    );
}

#[test]
fn pairs_that_are_not_there_cannot_be_read() {
    run(&["code", "no/such.jsonl"], b"").with(3, "no/such.jsonl");
    let folder = tempdir().unwrap();
    run(&["code", folder.path().to_str().unwrap()], b"").with(3, "cannot be read");
}

#[test]
fn the_number_of_threads_changes_no_pair_and_may_be_any() {
    let text = "France condemned Peru and Chile.";
    let pairs: String = (0..60)
        .map(|id| format!("{{\"id\": {id}, \"text\": \"{text}\", \"actor\": [0, 6], \"recipient\": [17, 21]}}\n"))
        .collect();
    let with = |threads| {
        run(&["code", "--threads", threads], pairs.as_bytes())
            .with(0, "")
            .out
    };
    let one = with("1");
    assert_eq!(one.lines().count(), 60);
    assert!(one == with("1000000"));
    run(&["code", "--threads", "0"], b"").with(2, "--threads");
}

#[test]
fn the_installed_model_can_be_brought_to_another_machine_as_a_folder() {
    let here = run(&["model", "path"], b"").out;
    let data = tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(["model", "install", "en", "--from", here.trim_end()])
        .env("RAPPORTEUR_DATA", data.path())
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    assert!(
        data.path()
            .join("models/en_core_web_sm-3.8.0/config.cfg")
            .is_file()
    );
}

#[test]
fn a_dash_is_standard_output_too() {
    let words = ["report", "-", "--format", "json", "-o", "-"];
    let ended = run(&words, ARTICLE.as_bytes()).with(0, "");
    assert_eq!(ended.lines().len(), 1);
}

#[test]
fn a_language_without_a_model_is_a_fault_of_usage() {
    run(&["model", "install", "tlh"], b"").with(2, "only of: en");
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_said_with_its_place() {
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = program::run_into(full.into(), &["extract", "-"], ARTICLE.as_bytes());
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        errors.contains("cannot write to standard output"),
        "{errors}"
    );
}

const GERMAN: &str = "Die Außenminister der beiden Länder trafen sich am Donnerstag in Lund, um \
    über die Grenze zu sprechen. Die Polizei von Estmark nahm vier Demonstranten fest, und die \
    Regierung von Peru verurteilte den Angriff auf die Botschaft.";
const SPANISH: &str = "Los ministros de Exteriores de los dos países se reunieron el jueves en \
    Lima para hablar de la frontera. La policía de Perú detuvo a cuatro manifestantes y el \
    gobierno de Francia condenó el ataque contra la embajada.";
const QUOTING: &str = "Ministers of France and Peru met in Lima on 5 May 2024. “No vamos a \
    retirarnos de la frontera mientras no haya un acuerdo firmado por todos”, the foreign \
    minister of Peru said. The president of France condemned the attack on the embassy.";

/// A JSON line an article, its id the beginning of its text.
fn articles(texts: &[&str]) -> String {
    let line = |text: &&str| serde_json::json!({"id": text[..3], "text": text}).to_string() + "\n";
    texts.iter().map(line).collect()
}

#[test]
fn an_article_in_another_language_is_listed_and_not_coded() {
    let input = articles(&[GERMAN, SPANISH, QUOTING]);
    let read = run(&["read", "-"], input.as_bytes()).with(1, "seems to be in German (de)");
    assert!(read.errors.contains("seems to be in Spanish (es)"));
    assert!(!read.errors.contains("Min:"), "{}", read.errors);
    let lines = read.lines();
    for (line, coded) in lines.iter().zip([false, false, true]) {
        let notes = line["notes"].as_array().unwrap();
        let noted = notes.iter().any(|note| note["reason"] == "other-language");
        let events = line["events"].as_array().unwrap();
        assert_eq!((noted, events.is_empty()), (!coded, !coded), "{line}");
    }
    let accounts = run(&["report", "-"], input.as_bytes())
        .with(1, "German")
        .out;
    let remark = "in a language that the model does not read";
    assert!(accounts.matches(remark).count() >= 2, "{accounts}");
}

#[test]
fn the_language_that_an_article_is_said_to_be_in_keeps_no_english_from_being_coded() {
    let text = "France condemned Peru on Thursday.";
    let long = format!(
        "{text} The ministers of the two countries met in Lima to speak about the \
        border, and agreed to meet again before the end of the year."
    );
    let page = format!("<html lang=\"de\"><title>Ministers</title><p>{text}</p></html>");
    for article in [
        serde_json::json!({"id": "a", "text": text, "language": "de"}),
        serde_json::json!({"id": "a", "text": text, "language": "en-GB"}),
        serde_json::json!({"id": "a", "text": long, "language": "de"}),
        serde_json::json!({"id": "a", "html": page}),
    ] {
        let line = article.to_string();
        let read = run(&["read", "-"], line.as_bytes()).with(0, "").lines();
        assert_ne!(read[0]["events"], serde_json::json!([]), "{line}");
    }
    let wrong = serde_json::json!({"id": "a", "text": SPANISH, "language": "en"}).to_string();
    run(&["read", "-"], wrong.as_bytes()).with(3, "seems to be in Spanish (es)");
}

#[test]
fn articles_that_are_all_in_another_language_are_nothing_to_report() {
    let input = articles(&[SPANISH]);
    run(&["report", "-"], input.as_bytes()).with(3, "seems to be in Spanish (es)");
}

#[test]
fn an_offset_behind_the_end_of_the_text_is_a_fault_of_usage() {
    let explain = |at: &str| run(&["explain", "-", "--at", at], ARTICLE.as_bytes());
    assert!(explain("3").with(0, "").out.contains("Ministers"));
    assert!(explain("21").with(0, "").out.contains("Ministers"));
    explain("22").with(2, "a: its text has 22 characters");
}
