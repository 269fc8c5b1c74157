//! Whatever a model has read before, and whatever it reads at once: a text is read the same.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod model_dir;

use spacy::{Doc, Model};

/// Words that no other text has: more than a network keeps.
const NEW_WORDS: usize = 6000;

/// Short and awkward texts, some of them empty and some twice.
const AWKWARD: [&str; 16] = [
    "The envoy left Oslo.",
    "",
    "the envoy left oslo",
    " ",
    "THE ENVOY LEFT OSLO!!!",
    "\r\n\r\nThe envoy\tleft  Oslo .\n",
    "\"\"\"''``«»((([]))){}",
    "a\u{301}\u{301}\u{301}\u{301} \u{301}",
    "NUL \0 and \u{202e}reversed\u{202c} \u{feff}mark",
    "👨\u{200d}👩\u{200d}👧🇳🇴😀 🚀",
    "قال الوزير إن المفاوضات بدأت. השר אמר.",
    "外交部长周二抵达日内瓦。",
    "http://a:b@www.a.example/b?c=d&e.f.g don't:-)1,000,000km",
    "",
    "The envoy left Oslo.",
    "\u{3000}\u{a0}\u{2028}\u{85}",
];

/// Awkward texts, among them some that are long, and some that make a network forget all others.
fn texts() -> Vec<String> {
    let mut texts: Vec<String> = AWKWARD.map(String::from).into();
    let words: Vec<String> = (0..NEW_WORDS).map(|i| format!("Word{i}s")).collect();
    for words in words.chunks(1000) {
        texts.push(words.join(" "));
        texts.push(format!("{} left, said {}.", words[0], words[1]));
    }
    texts.push("x".repeat(20_000));
    texts.push("Ministers of Norway met in Oslo. ".repeat(700));
    texts.extend(AWKWARD.map(|text| text.repeat(3)));
    texts
}

#[test]
fn what_was_read_before_changes_nothing() {
    let model = Model::load(model_dir::model_dir()).unwrap();
    let texts = texts();
    let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut expected: Vec<Doc> = texts.iter().map(|text| model.parse(text)).collect();
    // A model that knows no word yet says the same of those that were read late.
    let other = Model::load(model_dir::model_dir()).unwrap();
    let roads = |model: &Model, texts: &[&str], expected: &[Doc]| {
        for size in [3, 16] {
            let batches = texts.chunks(size);
            let docs: Vec<Doc> = batches.flat_map(|some| model.parse_batch(some)).collect();
            assert!(docs == expected, "batches of {size}");
        }
        let docs: Vec<Doc> = model.pipe(texts.iter().copied()).threads(3).collect();
        assert!(docs == expected, "a stream");
    };
    roads(&model, &texts, &expected);
    texts.reverse();
    expected.reverse();
    for (text, doc) in texts.iter().zip(&expected) {
        assert_eq!(other.parse(text), *doc);
    }
    roads(&other, &texts, &expected);
}
