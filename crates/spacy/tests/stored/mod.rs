//! The texts in `tests/sample` with what spaCy says of them, which `cargo xtask parity --sample`
//! writes.

use std::path::Path;

use serde_json::{Value, json};
use spacy::{Doc, Iob, Model, Token};

fn sample(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/sample")
        .join(file);
    std::fs::read_to_string(path).unwrap()
}

/// The texts in a language.
pub(crate) fn texts(language: &str) -> Vec<String> {
    serde_json::from_str(&sample(&format!("{language}/texts.json"))).unwrap()
}

/// Reads the texts in a language and compares with spaCy's answers in a file, a line a text.
pub(crate) fn compare(model: &Model, language: &str, file: &str) {
    let (texts, stored) = (texts(language), sample(&format!("{language}/{file}")));
    let expected: Vec<Vec<Value>> = stored
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

/// The reading in the form in which spaCy's answers are stored.
fn answers(doc: &Doc) -> Vec<Value> {
    let entity = |token: &Token| match token.entity_iob {
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
