//! What must hold of every answer, whatever the model and the text.

use std::path::Path;

use spacy::{Doc, Error, Iob, Model, Token};

/// Longest message of an error, in bytes: it must fit a screen, whatever the file says.
const MAX_MESSAGE: usize = 1000;

/// An error names a file of the folder and says something about it.
///
/// # Panics
///
/// When it does not.
pub fn check_error(error: &Error, dir: &Path) {
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
///
/// # Panics
///
/// When something in it is wrong.
pub fn check_model(model: &Model, text: &str) {
    let whole = model.parse(text);
    check_doc(&whole, text);
    let middle = text.floor_char_boundary(text.len() / 2);
    let (head, tail) = text.split_at(middle);
    let docs = model.parse_batch(&[head, "", text, tail]);
    let alone = [model.parse(head), model.parse(""), whole, model.parse(tail)];
    for (doc, text) in docs.iter().zip([head, "", text, tail]) {
        check_doc(doc, text);
    }
    assert!(docs == alone, "texts are read in another way among others");
}

fn check_doc(doc: &Doc, text: &str) {
    assert_eq!(doc.text(), text);
    check_tokens(doc);
    check_sentences(doc);
    check_trees(doc);
    check_entities(doc);
    check_exports(doc);
    let chunks: Vec<_> = doc.noun_chunks().map(|chunk| chunk.range()).collect();
    assert!(chunks.iter().all(|chunk| chunk.start < chunk.end));
    assert!(chunks.windows(2).all(|two| two[0].end <= two[1].start));
}

/// JSON is one line without control characters, and CoNLL-U has ten fields in a line.
fn check_exports(doc: &Doc) {
    assert!(
        doc.to_json()
            .trim_end_matches('\n')
            .chars()
            .all(|c| c >= ' ')
    );
    let conllu = doc.to_conllu();
    let words = conllu
        .split('\n')
        .filter(|line| !line.is_empty() && !line.starts_with("# "));
    for line in words {
        assert_eq!(line.split('\t').count(), 10, "{line:?}");
    }
}

/// Tokens stand in order, on character boundaries, and leave out nothing but single spaces.
fn check_tokens(doc: &Doc) {
    let text = doc.text();
    let mut end = 0;
    for token in doc.tokens() {
        let bytes = token.bytes();
        let between = text.get(end..bytes.start).expect("tokens in order");
        assert!(matches!(between, "" | " "), "{between:?} is in no token");
        let word = text
            .get(bytes.clone())
            .expect("a token of whole characters");
        assert!(!word.is_empty() && token.text() == word);
        end = bytes.end;
    }
    assert!(matches!(&text[end..], "" | " "), "the end is in no token");
}

/// Sentences cover all tokens, and no arc leaves its sentence.
fn check_sentences(doc: &Doc) {
    let mut at = 0;
    for sentence in doc.sentences() {
        assert_eq!(sentence.range().start, at);
        assert!(!sentence.is_empty() && doc.as_tokens()[at].sentence_start);
        at = sentence.range().end;
        let inside = |token: &Token| sentence.range().contains(&(token.head as usize));
        assert!(doc.as_tokens()[sentence.range()].iter().all(inside));
    }
    assert_eq!(at, doc.len());
}

/// Heads are tokens of the text, and lead to a root.
fn check_trees(doc: &Doc) {
    let mut below = vec![0; doc.len()];
    let mut ready = Vec::new();
    for token in doc.tokens() {
        assert!((token.head as usize) < doc.len(), "a head outside");
        below[token.index()] = token.children().len();
        ready.extend((token.children().len() == 0).then_some(token));
    }
    let mut done = 0;
    while let Some(token) = ready.pop() {
        done += 1;
        let head = token.head();
        assert!(token.left_edge().index() <= token.index());
        assert!(token.index() <= token.right_edge().index());
        if head != token {
            below[head.index()] -= 1;
            ready.extend((below[head.index()] == 0).then_some(head));
        }
    }
    assert_eq!(done, doc.len(), "heads lead round in a circle");
}

/// Entities stand in order, do not overlap, and their tokens say the same as they do.
fn check_entities(doc: &Doc) {
    let outside = |token: &Token| token.entity_iob == Iob::O && token.entity_type.is_empty();
    let tokens = doc.as_tokens();
    let mut at = 0;
    for entity in doc.entities() {
        assert!(!entity.is_empty() && !entity.label().is_empty());
        assert!(tokens[at..entity.range().start].iter().all(outside));
        for (i, token) in entity.tokens().enumerate() {
            let iob = if i == 0 { Iob::B } else { Iob::I };
            assert_eq!(token.entity_iob, iob);
            assert_eq!(token.entity_type, entity.label());
        }
        at = entity.range().end;
    }
    assert!(tokens[at..].iter().all(outside));
}
