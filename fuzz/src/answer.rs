//! What must hold of every answer, whatever the model and the text.

use std::path::Path;

use spacy::{Doc, Error, Iob, Model};

/// Longest message of an error, in bytes: it must fit a screen, whatever the file says.
const MAX_MESSAGE: usize = 1000;

/// An error names a file of the folder and says something about it.
pub(crate) fn check_error(error: &Error, dir: &Path) {
    let message = error.to_string();
    let dir = dir.display().to_string();
    assert!(message.contains(&dir), "no file is named: {message}");
    assert!(message.len() > dir.len() + 20, "nothing is said: {message}");
    assert!(
        message.len() < dir.len() + MAX_MESSAGE,
        "an error of {} bytes: {message}",
        message.len()
    );
}

/// Reads a text alone and among others, and checks what comes out.
pub(crate) fn check_model(model: &Model, text: &str) {
    let whole = model.parse(text);
    check_doc(&whole, text);
    let mut middle = text.len() / 2;
    while !text.is_char_boundary(middle) {
        middle -= 1;
    }
    let (head, tail) = text.split_at(middle);
    let docs = model.parse_batch(&[head, "", text, tail]);
    let alone = [model.parse(head), Doc::default(), whole, model.parse(tail)];
    assert_eq!(docs.len(), alone.len());
    for (i, (doc, alone)) in docs.iter().zip(&alone).enumerate() {
        check_doc(doc, [head, "", text, tail][i]);
        assert!(
            doc.tokens == alone.tokens && doc.entities == alone.entities,
            "text {i} is read in another way among others"
        );
    }
}

fn check_doc(doc: &Doc, text: &str) {
    check_tokens(doc, text);
    check_sentences(doc);
    check_entities(doc);
}

/// Tokens stand in order, on character boundaries, and leave out nothing but single spaces.
fn check_tokens(doc: &Doc, text: &str) {
    let mut end = 0;
    for token in &doc.tokens {
        let (first, last) = (token.start as usize, token.end as usize);
        let between = text.get(end..first).expect("tokens in order");
        assert!(matches!(between, "" | " "), "{between:?} is in no token");
        let word = text.get(first..last).expect("a token of whole characters");
        assert!(!word.is_empty(), "an empty token");
        end = last;
    }
    assert!(matches!(&text[end..], "" | " "), "the end is in no token");
}

/// Sentences cover all tokens, and no arc leaves the text.
fn check_sentences(doc: &Doc) {
    let mut at = 0;
    for sentence in doc.sentences() {
        assert!(sentence.start == at && sentence.end > at, "{sentence:?}");
        assert!(doc.tokens[at as usize].sentence_start);
        at = sentence.end;
    }
    assert_eq!(at as usize, doc.tokens.len());
    for token in &doc.tokens {
        assert!((token.head as usize) < doc.tokens.len(), "a head outside");
    }
}

/// Entities stand in order, do not overlap, and their tokens say the same as they do.
fn check_entities(doc: &Doc) {
    let mut at = 0;
    for entity in &doc.entities {
        let (start, end) = (entity.tokens.start as usize, entity.tokens.end as usize);
        assert!(at <= start && start < end, "{:?}", entity.tokens);
        assert!(!entity.label.is_empty());
        check_outside(doc, at..start);
        for (i, token) in doc.tokens[start..end].iter().enumerate() {
            let iob = if i == 0 { Iob::B } else { Iob::I };
            assert_eq!(token.entity_iob, iob);
            assert_eq!(token.entity_type, entity.label);
        }
        at = end;
    }
    check_outside(doc, at..doc.tokens.len());
}

fn check_outside(doc: &Doc, tokens: std::ops::Range<usize>) {
    for token in &doc.tokens[tokens] {
        assert!(token.entity_iob == Iob::O && token.entity_type.is_empty());
    }
}
