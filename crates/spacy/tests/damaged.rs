//! Loads model folders in which something is missing, cut short, wrong or not supported: each
//! is refused with an error that names the file, none with a panic.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod model_dir;

use std::fs;
use std::path::{Path, PathBuf};

use spacy::{Error, Model};

/// A copy of the model's folder, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let dir = std::env::temp_dir().join(format!("spacy-{name}-{}", std::process::id()));
        copy(&model_dir::model_dir(), &dir);
        Folder(dir)
    }

    fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.0.join(file)).unwrap()
    }

    /// Loads with a file in another state, and puts the file back.
    fn with(&self, file: &str, bytes: Option<&[u8]>) -> Result<Model, Error> {
        let path = self.0.join(file);
        let kept = fs::read(&path).unwrap();
        match bytes {
            Some(bytes) => fs::write(&path, bytes).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        let loaded = Model::load(&self.0);
        fs::write(&path, kept).unwrap();
        loaded
    }

    fn error(&self, file: &str, bytes: Option<&[u8]>) -> String {
        match self.with(file, bytes) {
            Ok(_) => panic!("{file}: a damaged file is accepted"),
            Err(error) => error.to_string(),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::write(target, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

/// The files that are read.
const FILES: [&str; 15] = [
    "config.cfg",
    "meta.json",
    "tokenizer",
    "vocab/lookups.bin",
    "tok2vec/model",
    "tagger/model",
    "tagger/cfg",
    "parser/model",
    "parser/cfg",
    "parser/moves",
    "ner/model",
    "ner/cfg",
    "ner/moves",
    "attribute_ruler/patterns",
    "lemmatizer/lookups/lookups.bin",
];

#[test]
fn a_missing_or_shortened_file_is_named() {
    let folder = Folder::new("short");
    for file in &FILES {
        let whole = folder.read(file);
        // A configuration that ends early may still be one.
        let cuts: &[usize] = match *file {
            "config.cfg" => &[0, 1, 150],
            _ => &[0, 1, whole.len() / 2, whole.len() - 2],
        };
        let name = file.replace('/', std::path::MAIN_SEPARATOR_STR);
        for &cut in cuts {
            let error = folder.error(file, Some(&whole[..cut]));
            assert!(error.contains(&name), "{error}");
        }
        let error = folder.error(file, None);
        assert!(
            error.contains(&name) && error.contains("cannot read"),
            "{error}"
        );
    }
}

#[test]
fn a_folder_that_is_none_is_named() {
    let error = Model::load(Path::new("no/such/folder"))
        .unwrap_err()
        .to_string();
    assert!(error.contains("no/such/folder"), "{error}");
}

#[test]
fn damaged_bytes_never_lead_to_a_panic() {
    let folder = Folder::new("bytes");
    let mut draw = 1u64;
    let mut below = |limit: usize| {
        draw = draw
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (draw >> 33) as usize % limit
    };
    let (mut accepted, mut refused) = (0, 0);
    for round in 0..90 {
        let file = FILES[round % FILES.len()];
        let mut bytes = folder.read(file);
        for _ in 0..=below(3) {
            // The lengths and names stand mostly at the beginning.
            let reach = if below(2) == 0 {
                bytes.len()
            } else {
                bytes.len().min(4000)
            };
            bytes[below(reach)] = [0xff, 0x00, 0xdd, 0xc6, 0x7f, 0x81][below(6)];
        }
        match folder.with(file, Some(&bytes)) {
            Ok(model) => {
                accepted += 1;
                let doc = model.parse(
                    "Envoy Lia Torm met (on 3 May) 20 rebels' leaders in Oslo. They agreed.",
                );
                assert!(doc.sentences().count() > 0);
            }
            Err(error) => {
                refused += 1;
                assert!(error.to_string().len() > 20, "{error}");
            }
        }
    }
    assert!(
        accepted > 10 && refused > 10,
        "{accepted} accepted, {refused} refused"
    );
}

#[test]
fn what_is_not_supported_is_refused_by_name() {
    let folder = Folder::new("names");
    let config = String::from_utf8(folder.read("config.cfg")).unwrap();
    let cases = [
        ("factory = \"ner\"", "factory = \"textcat\"", "textcat"),
        (
            "factory = \"tok2vec\"",
            "factory = \"transformer\"",
            "transformer",
        ),
        (
            "spacy.TransitionBasedParser.v2",
            "spacy.TransitionBasedParser.v9",
            "component `parser`, architecture \"spacy.TransitionBasedParser.v9\"",
        ),
        (
            "spacy.MultiHashEmbed.v2",
            "spacy.CharacterEmbed.v2",
            "spacy.CharacterEmbed.v2",
        ),
        (
            "spacy.MaxoutWindowEncoder.v2",
            "spacy.MishWindowEncoder.v2",
            "component `tok2vec`, architecture \"spacy.MishWindowEncoder.v2\"",
        ),
        (
            "spacy.Tokenizer.v1",
            "spacy.zh.ChineseTokenizer",
            "ChineseTokenizer",
        ),
        (
            "\"SHAPE\",\"SPACY\",\"IS_SPACE\"",
            "\"SHAPE\",\"SPACY\",\"LIKE_NUM\"",
            "LIKE_NUM",
        ),
        ("lang = \"en\"", "lang = \"el\"", "\"el\""),
        ("mode = \"rule\"", "mode = \"magic\"", "magic"),
        ("[\"tok2vec\",\"tagger\"", "[\"tagger\"", "Tok2VecListener"),
        (
            "extra_state_tokens = false",
            "extra_state_tokens = true",
            "extra_state_tokens",
        ),
    ];
    for (from, to, named) in cases {
        assert!(config.contains(from), "{from}");
        let error = folder.error("config.cfg", Some(config.replace(from, to).as_bytes()));
        assert!(
            error.contains(named) && error.contains("config.cfg"),
            "{error}"
        );
    }
}

#[test]
fn sizes_that_contradict_the_configuration_are_refused() {
    let folder = Folder::new("sizes");
    let config = String::from_utf8(folder.read("config.cfg")).unwrap();
    for (from, to) in [
        ("depth = 4", "depth = 3"),
        (
            "include_static_vectors = false",
            "include_static_vectors = true",
        ),
        ("window_size = 1", "window_size = 2"),
        ("\"NORM\",", "\"NORM\",\"NORM\","),
    ] {
        let error = folder.error("config.cfg", Some(config.replace(from, to).as_bytes()));
        assert!(error.contains("model"), "{error}");
    }
    let tagger = folder.read("tagger/model");
    let error = folder.error("parser/model", Some(&tagger));
    assert!(
        error.contains("parser") && error.contains("lower"),
        "{error}"
    );
}
