//! Takes the corpus of the fuzz targets for archives through the functions that they call.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail so"
)]

#[allow(unreachable_pub, reason = "three crates use it")]
#[path = "../../../fuzz/src/replay.rs"]
mod replay;

#[allow(unreachable_pub, reason = "the fuzz targets use it too")]
#[path = "../../../fuzz/src/inputs.rs"]
mod inputs;

use replay::replay;

#[test]
fn the_corpus_of_web_archives_holds() {
    replay("warc", inputs::check_warc);
}

#[test]
fn the_corpus_of_archives_holds() {
    replay("archive", inputs::check_archive);
}
