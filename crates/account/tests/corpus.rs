//! Takes the corpus of the fuzz targets, among it everything that they ever found, through the
//! functions that they call.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail so, and reads its corpus"
)]

#[allow(unreachable_pub, reason = "three crates use it")]
#[path = "../../../fuzz/src/replay.rs"]
mod replay;

#[allow(unreachable_pub, reason = "the fuzz targets use it too")]
#[path = "../../../fuzz/src/pages.rs"]
mod pages;

use replay::replay;

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
