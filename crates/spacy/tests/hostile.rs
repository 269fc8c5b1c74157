//! Reads texts that nobody writes: none leads to a panic, and none takes more time for its
//! length than twice its length would.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod model_dir;

use std::time::Instant;

use spacy::Model;

#[test]
fn a_megabyte_without_space_is_read() {
    let model = Model::load(&model_dir::model_dir()).unwrap();
    let started = Instant::now();
    for unit in [
        "a",
        "\0",
        "\u{301}",
        ".",
        "a.",
        "1,",
        "a@",
        "www.a.example/",
        ":-)",
        " ",
        "\n",
        "\u{3000}\n",
    ] {
        let text = unit.repeat(1_000_000 / unit.len());
        let doc = model.parse(&text);
        let covered: usize = doc.tokens().map(|token| token.text().len()).sum();
        assert_eq!(covered, text.len(), "{unit:?}");
    }
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

#[test]
fn many_small_tokens_are_read() {
    let model = Model::load(&model_dir::model_dir()).unwrap();
    for unit in [
        "\"",
        "'s",
        "(",
        "a-",
        "a.B",
        "😀",
        "\u{1F468}\u{200D}",
        "don't ",
        "...",
        "$",
        "\r\n\t a",
    ] {
        let text = unit.repeat(600);
        let doc = model.parse(&text);
        assert!(!doc.is_empty(), "{unit:?}");
        let starts = doc.sentences().map(|sentence| sentence.range().start);
        assert!(starts.is_sorted(), "{unit:?}");
    }
}

#[test]
fn time_grows_with_length_and_not_faster() {
    let model = Model::load(&model_dir::model_dir()).unwrap();
    let time = |unit: &str, bytes: usize| {
        let text = unit.repeat(bytes / unit.len());
        let started = Instant::now();
        std::hint::black_box(model.parse(&text));
        started.elapsed().as_secs_f64()
    };
    for unit in ["\"", "a-", "a,b;"] {
        // Sixteen times the time would be that of a quadratic algorithm.
        let (short, long) = (time(unit, 2_000), time(unit, 8_000));
        assert!(
            long < 12.0 * short + 0.5,
            "{unit:?}: {short} s, then {long} s"
        );
    }
}

#[test]
fn every_character_is_read() {
    let model = Model::load(&model_dir::model_dir()).unwrap();
    let all: Vec<char> = (0..0x3_0000u32)
        .filter_map(char::from_u32)
        .step_by(97)
        .collect();
    for chars in all.chunks(500) {
        let text: String = chars.iter().flat_map(|c| ['a', *c, ' ', *c]).collect();
        assert_eq!(model.parse(&text).text(), text);
    }
}
