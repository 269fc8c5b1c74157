//! Takes the corpus of the fuzz targets, among it everything that they ever found, through the
//! functions that they call.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail so"
)]

#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "the fuzz targets use all of it"
)]
#[path = "../../../fuzz/src/lib.rs"]
mod checks;

use std::path::Path;

use checks::{Configs, Files, Folder, Patterns, Texts};
use spacy::Model;

/// Checks every file of a target's corpus.
fn replay(target: &str, check: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let mut files: Vec<_> = std::fs::read_dir(folder.join(target))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() > 5, "{} files for {target}", files.len());
    for file in files {
        // The test shows what it prints only when it fails, and the last line then says where.
        println!("{}", file.display());
        check(&std::fs::read(file).unwrap());
    }
}

#[test]
fn the_small_pipeline_loads_and_reads() {
    let folder = Folder::new(checks::small());
    let doc = Model::load(folder.dir()).unwrap().parse(checks::TEXT);
    assert!(doc.len() > 30 && doc.sentences().count() > 1);
    assert!(doc.entities().len() > 0);
    let told = |token: &spacy::Token| !token.lemma.is_empty() && !token.dep.is_empty();
    assert!(doc.as_tokens().iter().all(told));
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
