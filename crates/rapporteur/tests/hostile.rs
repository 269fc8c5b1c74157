//! Names and words that would steer a terminal: none of them reaches it through the program.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may fail like the tests"
)]

mod program;

use std::process::Output;

const CLEAR: &str = "\u{1b}[2J\u{7}\u{9b}2J";

fn extract(words: &[&str], input: &str) -> Output {
    program::run(&[&["extract"], words].concat(), input.as_bytes())
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
    for (head, sign) in [
        ("<p>", "<"),
        ("<p>", "&"),
        ("<p>", "\u{a0}"),
        ("<p>", "<a"),
        ("<p>", "<div/>"),
        ("<p>", "<p title=\""),
        ("<p title=\"", "&"),
        ("<textarea>", "&"),
        ("<title></titles>", "&"),
        ("<svg><title>", "<div>"),
        ("<svg><![CDATA[", "&"),
    ] {
        ends(&format!("{head}{}", sign.repeat(4_000_000 / sign.len())));
    }
}

#[test]
fn attributes_without_end_cost_no_more_than_words_without_end() {
    let names: String = (0..400_000).map(|n| format!(" a{n}")).collect();
    ends(&format!("<p{names}>The ministers met again.</p>"));
    ends(&format!("<p>The ministers met again.</p{names}>"));
}

#[test]
fn tables_and_styles_without_end_cost_no_more_than_words_without_end() {
    let row = format!("<tr>{}", "<td>1".repeat(1_000));
    ends(&format!("<table>{}", row.repeat(1_000)));
    ends(&"<table><tr><td>".repeat(200_000));
    let rules: String = (0..100_000)
        .map(|n| format!(".a{n}{{color:#fff}}"))
        .collect();
    let texts = "<font class='a1 a2' bgcolor=#fff>one<b style='font-size:0'>two</b></font>";
    ends(&format!("<style>{rules}</style>{}", texts.repeat(40_000)));
    ends(&format!("<style>{}", "@media a{".repeat(400_000)));
}

#[test]
fn entities_that_a_page_declares_stand_for_nothing() {
    let page = "<!DOCTYPE html [<!ENTITY ten 'bomb'><!ENTITY far SYSTEM 'file:///etc/hostname'>]>\
        <p>The ministers met &ten; and &far; again on Tuesday in the hall of the town.</p>";
    let article = serde_json::json!({"id": "a", "html": page});
    let output = extract(&["-"], &format!("{article}\n"));
    let line = harmless(&output.stdout, "ministers");
    let read: serde_json::Value = serde_json::from_str(&line).unwrap();
    let text = read["text"].as_str().unwrap();
    assert!(text.contains("met &ten; and &far; again"), "{text}");
}

/// Asserts that the program itself ends its work on a page that holds `markup`, and in time.
fn ends(markup: &str) {
    let page = format!("<p>The ministers met.</p>{markup}");
    let article = serde_json::json!({"id": "a", "html": page});
    let output = extract(&["-"], &article.to_string());
    let ended = output.status.code().is_some_and(|code| code <= 3);
    assert!(ended, "{:?} on {markup:.40}", output.status);
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
