//! Takes the corpus of the fuzz targets for archives through the functions that they call.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail so"
)]

#[allow(unreachable_pub, reason = "the fuzz targets use it too")]
#[path = "../../../fuzz/src/inputs.rs"]
mod inputs;

use std::path::Path;

/// Checks every file of a target's corpus.
fn replay(target: &str, check: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let files = std::fs::read_dir(folder.join(target)).unwrap();
    let mut files: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 5, "{} files for {target}", files.len());
    for file in files {
        // The test shows what it prints only when it fails, and the last line then says where.
        println!("{}", file.display());
        check(&std::fs::read(file).unwrap());
    }
}

#[test]
fn the_corpus_of_web_archives_holds() {
    replay("warc", inputs::check_warc);
}

#[test]
fn the_corpus_of_archives_holds() {
    replay("archive", inputs::check_archive);
}
