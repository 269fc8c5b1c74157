//! Names and words that would steer a terminal: none of them reaches it through the program.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may fail like the tests"
)]

use std::io::Write;
use std::process::{Command, Output, Stdio};

const CLEAR: &str = "\u{1b}[2J\u{7}\u{9b}2J";

fn extract(words: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .arg("extract")
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

/// Asserts that `bytes` hold `word` and nothing that a terminal obeys.
fn harmless(bytes: &[u8], word: &str) -> String {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let obeyed = |c: char| c.is_control() && c != '\n';
    assert!(text.contains(word) && !text.contains(obeyed), "{text:?}");
    text
}

#[test]
fn signs_without_end_cost_no_more_than_words_without_end() {
    // What looks at all that follows at each of them takes minutes.
    for sign in ["<", "&", "\u{a0}", "<a"] {
        let page = format!(
            "<p>The ministers met.</p><p>{}",
            sign.repeat(4_000_000 / sign.len())
        );
        let article = serde_json::json!({"id": "a", "html": page});
        let output = extract(&["-"], &article.to_string());
        assert!(output.status.code() <= Some(3), "{sign}");
    }
}

#[test]
fn the_name_of_a_file_does_not_steer_the_terminal() {
    let name = format!("no{CLEAR}such\nrapporteur: all is well");
    let output = extract(&[&name], "");
    let told = harmless(&output.stderr, "such");
    assert!(told.contains("\n  rapporteur: all is well"), "{told:?}");
}

#[test]
fn a_file_that_is_taken_for_an_option_does_not_steer_the_terminal() {
    let output = extract(&[&format!("--no{CLEAR}option")], "");
    assert_eq!(output.status.code(), Some(2));
    harmless(&output.stderr, "option");
}

#[test]
fn the_id_of_an_article_does_not_steer_the_terminal() {
    let empty = serde_json::json!({"id": format!("a{CLEAR}z"), "text": ""});
    let output = extract(&["-"], &format!("{empty}\n"));
    assert_eq!(output.status.code(), Some(3));
    harmless(&output.stderr, "z: ");
}

#[test]
fn json_keeps_what_an_article_says_and_writes_no_sign_of_control() {
    let text = format!("The ministers{CLEAR} met.");
    let article = serde_json::json!({"id": "a", "text": text});
    let output = extract(&["-"], &format!("{article}\n"));
    let line = harmless(&output.stdout, "ministers");
    let read: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(read["text"], text);
}
