//! Takes the corpus of the fuzz targets, among it everything that they ever found, through the
//! functions that they call.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail so"
)]

#[allow(unreachable_pub, reason = "three crates use it")]
#[path = "../../../fuzz/src/replay.rs"]
mod replay;

#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "the fuzz targets use all of it"
)]
#[path = "../../../fuzz/src/lib.rs"]
mod checks;

use checks::{Configs, Files, Folder, Patterns, Texts};
use replay::replay;
use spacy::{Doc, Model};

/// The text of the checks, read by a small pipeline; each finds something of every kind in it.
fn read(files: checks::small::Pipeline) -> Doc {
    let folder = Folder::new(files);
    let doc = Model::load(folder.dir()).unwrap().parse(checks::TEXT);
    assert!(doc.len() > 45 && doc.sentences().count() > 3);
    assert!(doc.entities().len() > 0);
    assert!(doc.as_tokens().iter().all(|token| !token.lemma.is_empty()));
    doc
}

/// The base form of a word of the text.
fn lemma<'d>(doc: &'d Doc, word: &str) -> &'d str {
    let token = doc.tokens().find(|token| token.text() == word);
    &token.unwrap().data().lemma
}

#[test]
fn the_small_english_pipeline_reads() {
    let doc = read(checks::small::english());
    assert!(doc.as_tokens().iter().all(|token| !token.dep.is_empty()));
    assert_eq!((lemma(&doc, "plans"), lemma(&doc, "Men")), ("plan", "man"));
}

#[test]
fn the_small_french_pipeline_reads_and_sees_static_vectors() {
    let mut files = checks::small::french();
    let doc = read(files.clone());
    assert!(doc.as_tokens().iter().all(|token| !token.dep.is_empty()));
    assert!(
        doc.as_tokens()
            .iter()
            .any(|token| token.morph == "VerbForm=Inf")
    );
    assert_eq!(lemma(&doc, "chevaux"), "cheval");
    assert_eq!(lemma(&doc, "parlons"), "parler");
    // Without a row for any word it reads otherwise.
    let rows = files.iter_mut().find(|(name, _)| *name == "vocab/key2row");
    rows.unwrap().1 = vec![0x80];
    assert_ne!(read(files), doc);
}

#[test]
fn the_small_spanish_pipeline_reads() {
    let doc = read(checks::small::spanish());
    assert!(
        doc.as_tokens()
            .iter()
            .any(|token| token.morph == "PronType=Prs|VerbForm=Inf")
    );
    assert_eq!(lemma(&doc, "órdenes"), "orden");
    assert_eq!(lemma(&doc, "Dígamelo"), "decir yo él");
    assert_eq!(lemma(&doc, "duermo"), "dormir");
}

#[test]
fn the_corpus_of_texts_is_read() {
    let texts = Texts::new();
    replay("text", |data| texts.check(data));
}

#[test]
fn the_corpus_of_texts_is_read_by_the_installed_pipeline() {
    let model = Model::load(checks::installed()).unwrap();
    replay("text", |data| {
        checks::check_model(&model, &String::from_utf8_lossy(data));
    });
}

#[test]
fn the_corpus_of_damaged_files_is_answered() {
    let files = Files::new();
    replay("model_file", |data| files.check(data));
}

#[test]
fn the_corpus_of_configurations_is_answered() {
    let configs = Configs::new();
    replay("config", |data| configs.check(data));
}

#[test]
fn the_corpus_of_patterns_is_answered() {
    let patterns = Patterns::new();
    replay("tokenizer", |data| patterns.check(data));
}
