//! Takes the corpus of the fuzz targets, among it everything that they ever found, through the
//! functions that they call.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail so, and reads its corpus"
)]

#[allow(unreachable_pub, reason = "the fuzz targets use it too")]
#[path = "../../../fuzz/src/pages.rs"]
mod pages;

use std::path::Path;

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
fn the_corpus_of_feeds_is_read() {
    replay("feed", pages::check_feed);
}

#[test]
fn the_corpus_of_front_matter_is_read() {
    replay("front_matter", pages::check_front_matter);
}

#[test]
fn the_corpus_of_mails_is_read() {
    replay("mail", pages::check_mail);
}

#[test]
fn the_corpus_of_pages_is_read() {
    replay("html", pages::check_html);
}
