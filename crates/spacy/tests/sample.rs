//! Reads texts written for this purpose, and compares with what spaCy says of them.
//!
//! `sample/en` holds the texts and spaCy's answers.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod model_dir;

mod stored;

use spacy::{Doc, Iob, Model, Span};

#[test]
fn every_token_of_the_sample_is_as_in_spacy() {
    let model = Model::load(model_dir::model_dir()).unwrap();
    stored::compare(&model, "en", "answers.jsonl");
    assert!(model.parse_batch(&[]).is_empty());
}

#[test]
fn tokens_entities_and_sentences_agree_with_each_other() {
    let model = Model::load(model_dir::model_dir()).unwrap();
    for text in stored::texts("en") {
        let doc = model.parse(&text);
        assert_eq!(doc.text(), text);
        let mut end = 0;
        for token in doc.tokens() {
            let between = &text[end..token.bytes().start];
            assert!(matches!(between, "" | " "), "{between:?} lost in {text:?}");
            assert!(!token.text().is_empty());
            assert!((token.head as usize) < doc.len());
            end = token.bytes().end;
        }
        let sentences: Vec<_> = doc.sentences().collect();
        assert_eq!(sentences.iter().map(Span::len).sum::<usize>(), doc.len());
        for entity in doc.entities() {
            let tokens = &doc.as_tokens()[entity.range()];
            assert_eq!(tokens[0].entity_iob, Iob::B);
            assert!(tokens[1..].iter().all(|token| token.entity_iob == Iob::I));
            assert!(
                tokens
                    .iter()
                    .all(|token| token.entity_type == entity.label())
            );
        }
        for token in doc.tokens() {
            let inside = token.entity().is_some();
            assert_eq!(inside, token.entity_iob != Iob::O, "{token:?}");
        }
    }
}

#[test]
fn a_stream_gives_the_same_documents_in_order_on_any_number_of_threads() {
    let model = Model::load(model_dir::model_dir()).unwrap();
    // Texts of many lengths, so that portions are done out of turn; some are empty.
    let texts: Vec<String> = (0..300)
        .map(|i| "Ministers met in Oslo. ".repeat(i * i * 7 % 90))
        .collect();
    let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
    let expected = model.parse_batch(&borrowed);
    for threads in [0, 1, 2, 5] {
        let docs: Vec<Doc> = model.pipe(texts.clone()).threads(threads).collect();
        assert_eq!(docs, expected, "{threads} threads");
    }
    let mut stream = model.pipe(borrowed);
    assert_eq!(stream.by_ref().count(), texts.len());
    assert_eq!(stream.next(), None);
}

#[test]
fn a_stream_asks_for_texts_only_a_little_ahead() {
    let model = Model::load(model_dir::model_dir()).unwrap();
    let asked = std::cell::Cell::new(0);
    let endless = std::iter::repeat_with(|| {
        asked.set(asked.get() + 1);
        "Ministers met in Oslo on Friday. ".repeat(300)
    });
    let mut stream = model.pipe(endless).threads(2);
    assert_eq!(stream.by_ref().take(20).count(), 20);
    assert!(asked.get() < 100, "{} texts", asked.get());
}

#[test]
fn a_stream_keeps_to_its_threads_and_loses_no_text() {
    let model = Model::load(model_dir::model_dir()).unwrap();
    let texts = || (0..40).map(|i| format!("Minister {i} left. ").repeat(150));
    for (before, after) in [(4, 1), (1, 4)] {
        let mut stream = model.pipe(texts()).threads(before);
        let first = stream.next().unwrap();
        let docs: Vec<Doc> = stream.threads(after).collect();
        assert_eq!(first.text(), texts().next().unwrap());
        let read: Vec<&str> = docs.iter().map(Doc::text).collect();
        assert_eq!(read, texts().skip(1).collect::<Vec<_>>());
    }
}
