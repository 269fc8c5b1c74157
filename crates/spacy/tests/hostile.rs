//! Reads texts that nobody writes: none leads to a panic, and the time that one takes grows
//! with its length and not faster.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "the fuzz targets use all of it"
)]
#[path = "../../../fuzz/src/lib.rs"]
mod checks;

use std::time::Instant;

use checks::{Folder, small};
use spacy::Model;

/// What hostile texts repeat.
const UNITS: &[&str] = &[
    "a",
    "A",
    "\"",
    "'",
    "`",
    "“",
    "”",
    "’",
    "«»",
    "„‚",
    "(",
    ")",
    "()",
    "[",
    "{}",
    "<",
    ".",
    "…",
    ".…",
    "-",
    "–",
    "—",
    "a-",
    "a--",
    "\u{301}",
    "a\u{301}",
    "ש",
    "שלום ",
    "سلام",
    "سلام، ",
    "👩\u{200d}🚀",
    "👨\u{200d}👩\u{200d}👧\u{200d}👦 ",
    "🇳🇴",
    "😀",
    "\0",
    "\0 ",
    "!?;:,.@#$%^&*()_+-=[]{}|\\/<>~`\"'",
    "www.a.example/b?c=d&",
    "http://a:b@",
    "a.",
    "a.B",
    "abc.",
    "a.b.c.d.",
    "a@",
    "a/",
    "http://",
    "'s",
    "a's",
    "1,",
    "1,000,",
    "1.",
    "1",
    "1+",
    "+",
    "5km",
    "l'an",
    "l'an d'un ",
    "\n",
    " ",
    "\t",
    "\n ",
    "and ",
    "a\n",
    "don't ",
    "don't",
    ":-)",
    "US$",
    "$",
    "a,",
    "a,b;",
    "€",
    ":",
    "a:",
    "中",
    "中。",
    "3°C.",
    "5%",
    "_",
    "a_",
    "*",
    "1*",
    "=",
    "a=",
    "&",
    "10 a.m. ",
    "he said that ",
    "who ",
    "a\n\n",
];

/// How many times as long the longer of two texts is.
const LONGER: usize = 16;
/// How many times the time of the shorter text the longer one may take. An algorithm that is
/// quadratic takes 256 times the time. One that is linear takes 16 times, and up to five times
/// of that because a short text stays in the processor's caches and is foreseen by it.
const MOST: f64 = 100.0;

fn text(unit: &str, bytes: usize) -> String {
    unit.repeat(bytes / unit.len())
}

/// How many times as long a model takes for the longer text, by the fastest of some runs: what
/// else the machine does only makes them slower.
fn ratio(model: &Model, unit: &str, short: usize, runs: usize) -> f64 {
    let time = |bytes: usize| {
        let text = text(unit, bytes);
        let started = Instant::now();
        std::hint::black_box(model.parse(&text));
        started.elapsed().as_secs_f64()
    };
    let fastest = |bytes: usize| (0..runs).map(|_| time(bytes)).fold(f64::MAX, f64::min);
    fastest(short * LONGER) / fastest(short)
}

/// Whether the time is linear; measured again where it does not look so.
fn is_linear(model: &Model, unit: &str, short: usize) -> bool {
    let mut runs = [1, 4, 16].iter();
    runs.any(|&runs| ratio(model, unit, short, runs) < MOST)
}

#[test]
fn the_tokenizer_takes_time_by_the_length_of_a_text() {
    let model = checks::installed_tokenizer();
    for unit in UNITS {
        assert!(is_linear(&model, unit, 8_000), "{unit:?}");
    }
}

#[test]
fn a_pipeline_takes_time_by_the_length_of_a_text() {
    // The networks are those of the small pipelines: the installed one's take so long for every
    // token that little else is seen.
    for model in [checks::installed_rules(), french(), spanish()] {
        for unit in UNITS {
            let lang = &model.meta().lang;
            assert!(is_linear(&model, unit, 1_500), "{unit:?}, {lang}");
        }
    }
}

fn french() -> Model {
    Model::load(Folder::new(small::french()).dir()).unwrap()
}

fn spanish() -> Model {
    Model::load(Folder::new(small::spanish()).dir()).unwrap()
}

/// Parts of speech by number: ADJ, ADP, ADV, AUX, DET, NOUN, NUM, PRON, VERB.
const PARTS: [u32; 9] = [84, 85, 86, 87, 90, 92, 93, 95, 100];

/// A small pipeline whose morphologizer says the same of every word, whichever label it finds.
fn says(mut files: small::Pipeline, part: u32, morph: &str) -> Model {
    let cfg = files
        .iter_mut()
        .find(|(name, _)| *name == "morphologizer/cfg");
    let cfg = &mut cfg.unwrap().1;
    let mut json: serde_json::Value = serde_json::from_slice(cfg).unwrap();
    for label in json["labels_morph"].as_object_mut().unwrap().values_mut() {
        *label = morph.into();
    }
    for label in json["labels_pos"].as_object_mut().unwrap().values_mut() {
        *label = part.into();
    }
    *cfg = json.to_string().into_bytes();
    Model::load(Folder::new(files).dir()).unwrap()
}

#[test]
fn a_base_form_takes_time_by_the_length_of_its_word() {
    for part in PARTS {
        for morph in ["", "Number=Plur", "PronType=Prs"] {
            for files in [small::french(), small::spanish()] {
                let model = says(files, part, morph);
                for unit in ["u", "uo", "ieo", "é", "lo", "as", "1", "1.", "ons", "aux"] {
                    assert!(is_linear(&model, unit, 1_500), "{unit:?}, {part}, {morph}");
                }
            }
        }
    }
}

#[test]
fn a_megabyte_without_space_is_read() {
    let models = [checks::installed_rules(), french(), spanish()];
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
        "ש",
    ] {
        let text = text(unit, 1_000_000);
        for model in &models {
            let doc = model.parse(&text);
            let covered: usize = doc.tokens().map(|token| token.text().len()).sum();
            assert_eq!(covered, text.len(), "{unit:?}");
        }
    }
}

#[test]
fn answers_to_hostile_texts_agree_with_themselves() {
    let model = Model::load(checks::installed()).unwrap();
    for unit in UNITS {
        checks::check_model(&model, &text(unit, 300));
    }
}

/// A parser's stack then reaches back to the beginning of the text.
#[test]
fn endless_sentences_are_read_by_the_trained_networks() {
    let model = Model::load(checks::installed()).unwrap();
    let mut units = vec![
        "the ", "if ", "New ", "old ", "because ", "$ ", "( ", "\" ", "and ",
    ];
    units.extend(["a\n", "\"", "(", "- ", "(a ", "x, "]);
    for unit in units {
        let text = unit.repeat(3_000) + "men left the town. They said: no.";
        let doc = model.parse(&text);
        assert_eq!(doc.text(), text);
        let heads = doc.as_tokens().iter().map(|token| token.head as usize);
        assert!(heads.max().unwrap_or(0) < doc.tokens().len(), "{unit:?}");
    }
}

#[test]
fn every_character_is_read() {
    let model = Model::load(checks::installed()).unwrap();
    let all: Vec<char> = (0..0x3_0000u32)
        .filter_map(char::from_u32)
        .step_by(97)
        .collect();
    for chars in all.chunks(500) {
        let text: String = chars.iter().flat_map(|c| ['a', *c, ' ', *c]).collect();
        assert_eq!(model.parse(&text).text(), text);
    }
}
