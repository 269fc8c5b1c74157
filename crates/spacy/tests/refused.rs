//! Damages the files of small pipelines in every way that has a name, one at a time: each is
//! refused with an error that names the file and what was expected in it.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "the fuzz targets use all of it"
)]
#[path = "../../../fuzz/src/lib.rs"]
mod checks;

use checks::Folder;

/// The message for a file in another state; its path is relative to the folder.
fn error(folder: &Folder, file: &str, bytes: &[u8]) -> String {
    match folder.load_with(folder.file(file).0, bytes) {
        Ok(_) => panic!("{file}: {bytes:?} is accepted"),
        Err(error) => {
            checks::check_error(&error, folder.dir());
            let message = error.to_string();
            assert!(message.contains(&path(folder, file)), "{message}");
            message
        }
    }
}

fn path(folder: &Folder, file: &str) -> String {
    folder.dir().join(file).display().to_string()
}

/// The bytes of a file with one piece, which must be there, replaced.
fn replaced(folder: &Folder, file: &str, from: &[u8], to: &[u8]) -> Vec<u8> {
    let bytes = folder.file(file).1;
    let at = bytes.windows(from.len()).position(|piece| piece == from);
    let at = at.unwrap_or_else(|| panic!("{from:?} is not in {file}"));
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

fn english() -> Folder {
    Folder::new(checks::small::english())
}

/// The small pipelines.
fn folders() -> [Folder; 3] {
    checks::small::all().map(Folder::new)
}

#[test]
fn a_file_cut_at_any_place_is_named() {
    for folder in folders() {
        for (number, (file, bytes)) in folder.files().iter().enumerate().skip(1) {
            let step = 1 + bytes.len() / 60;
            for end in (0..bytes.len()).step_by(step).chain([bytes.len() - 1]) {
                assert!(error(&folder, file, &bytes[..end]).contains("expected"));
            }
            assert!(folder.load_with(number, bytes).is_ok(), "{file}");
        }
        // A configuration that ends early may be one: it is a good one or refused by some name.
        let (number, bytes) = folder.file("config.cfg");
        for end in (0..bytes.len()).step_by(1 + bytes.len() / 400) {
            if let Err(error) = folder.load_with(number, &bytes[..end]) {
                checks::check_error(&error, folder.dir());
            }
        }
    }
}

#[test]
fn a_byte_behind_a_file_is_refused() {
    for folder in folders() {
        for (file, bytes) in folder.files().iter().skip(1) {
            let more = [&bytes[..], b"}"].concat();
            let message = error(&folder, file, &more);
            let named = ["expected", "trailing characters"];
            assert!(named.iter().any(|what| message.contains(what)), "{message}");
        }
    }
}

/// Files that another one may stand for.
fn fits(file: &str, other: &str) -> bool {
    match file {
        // Settings of which none is needed.
        "parser/cfg" | "ner/cfg" | "senter/cfg" | "vocab/vectors.cfg" => {
            other.ends_with("cfg") && other != "config.cfg" || other == "meta.json"
        }
        // Tables of which none is needed.
        "vocab/lookups.bin" => other == "lemmatizer/lookups/lookups.bin",
        // The same empty map.
        "vocab/key2row" => other == "vocab/lookups.bin",
        _ => false,
    }
}

#[test]
fn a_file_in_the_place_of_another_is_refused() {
    for folder in folders() {
        for (number, (file, good)) in folder.files().iter().enumerate() {
            for (other, bytes) in folder.files().iter().filter(|(_, bytes)| bytes != good) {
                match folder.load_with(number, bytes) {
                    Ok(_) => assert!(fits(file, other), "{other} is accepted for {file}"),
                    Err(error) => {
                        assert!(!fits(file, other), "{error}");
                        checks::check_error(&error, folder.dir());
                    }
                }
            }
        }
    }
}

#[test]
fn lengths_beyond_the_file_are_refused() {
    for folder in folders() {
        let binary = |file: &&str| !file.ends_with("cfg") && !file.ends_with("json");
        let files = folder.files().iter().map(|(file, _)| *file).filter(binary);
        for file in files.collect::<Vec<_>>() {
            for sign in [0xdd, 0xdf, 0xdb, 0xc6] {
                let claimed = [sign, 0xff, 0xff, 0xff, 0xff, 0xc0];
                let message = error(&folder, file, &claimed);
                // What reads only maps or only NumPy's format says so, and looks at no length.
                let named = ["4294967295", "a map expected", "NumPy"];
                let named = named.iter().any(|what| message.contains(what));
                assert!(named, "{message}");
            }
            assert!(error(&folder, file, &[0x91; 100_000]).contains("expected"));
        }
    }
}

#[test]
fn weights_that_are_no_numbers_are_refused() {
    for folder in folders() {
        let files = folder.files().iter().map(|(file, _)| *file);
        let files = files.filter(|file| file.ends_with("/model") || *file == "vocab/vectors");
        for file in files {
            for number in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
                let mut bytes = folder.file(file).1.to_vec();
                let end = bytes.len();
                bytes[end - 4..].copy_from_slice(&number.to_le_bytes());
                assert!(error(&folder, file, &bytes).contains("finite numbers expected"));
            }
        }
    }
}

/// Replaces pieces of files, each given with what the error must say.
fn refused(folder: &Folder, cases: &[(&str, &[u8], &[u8], &str)]) {
    for (file, from, to, expected) in cases {
        let message = error(folder, file, &replaced(folder, file, from, to));
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn static_vectors_that_do_not_fit_are_refused() {
    let folder = Folder::new(checks::small::french());
    let gone = folder.file("vocab/key2row").1.len() - 1;
    let gone = &folder.file("vocab/key2row").1[gone - 9..];
    refused(
        &folder,
        &[
            ("vocab/vectors", b"NUMPY\x01", b"NUMPY\x04", "a NumPy file"),
            // The length of the header takes four bytes.
            ("vocab/vectors", b"NUMPY\x01", b"NUMPY\x02", "a NumPy file"),
            (
                "vocab/vectors",
                b"'<f4'",
                b"'>f4'",
                "a matrix of numbers `<f4`",
            ),
            ("vocab/vectors", b"False", b"True ", "a NumPy file"),
            ("vocab/vectors", b"(3, 3)", b"(9,  )", "a NumPy file"),
            ("vocab/vectors", b"(3, 3)", b"(3, 4)", "3 rows of 4 numbers"),
            ("vocab/vectors", b"(3, 3)", b"(-3,3)", "a NumPy file"),
            ("vocab/key2row", gone, b"\xcf\x00\x00", "bytes expected"),
            ("vocab/key2row", b"\x85", b"\x84", "the end at byte"),
            ("vocab/key2row", b"\x85", b"\x86", "1 bytes expected"),
            (
                "vocab/key2row",
                b"\x85\xcf",
                b"\x85\xca",
                "the id of a string",
            ),
            (
                "vocab/vectors.cfg",
                b"default",
                b"floret",
                "mode = \"floret\"",
            ),
            ("vocab/vectors.cfg", b"\"default\"", b"7", "mode"),
            (
                "vocab/vectors.cfg",
                b"\"mode\"",
                b"\"attr\"",
                "attr = \"default\"",
            ),
        ],
    );
    // The networks are told otherwise than by the files.
    let config = |from: &[u8], to: &[u8]| replaced(&folder, "config.cfg", from, to);
    let flag = config(
        b"include_static_vectors = true",
        b"include_static_vectors = false",
    );
    let number = folder.file("config.cfg").0;
    let message = folder.load_with(number, &flag).unwrap_err().to_string();
    assert!(message.contains("0 static_vectors expected"), "{message}");
    assert!(message.contains("tok2vec"), "{message}");
}

#[test]
fn vectors_of_another_width_than_the_network_takes_are_refused() {
    let folder = Folder::new(checks::small::french());
    let bytes = replaced(&folder, "vocab/vectors", b"(3, 3)", b"(9, 1)");
    let number = folder.file("vocab/vectors").0;
    let error = folder.load_with(number, &bytes).unwrap_err();
    checks::check_error(&error, folder.dir());
    let message = error.to_string();
    let expected = "(static_vectors): vectors of 3 numbers expected, found 1";
    assert!(message.contains(expected), "{message}");
}

#[test]
fn labels_of_morphology_that_do_not_fit_are_refused() {
    for files in [checks::small::french(), checks::small::spanish()] {
        let folder = Folder::new(files);
        let file = "morphologizer/cfg";
        refused(
            &folder,
            &[
                (
                    file,
                    b"labels_morph",
                    b"labels",
                    "missing field `labels_morph`",
                ),
                (file, b"labels_pos", b"labels", "missing field `labels_pos`"),
                (
                    file,
                    b":92",
                    b":92000",
                    "a part of speech of \"Number=Plur|POS=NOUN\"",
                ),
                (file, b":92", b":-1", "expected u64"),
                (file, b":\"_\"", b":0", "expected a string"),
            ],
        );
        // One label less.
        let bytes = replaced(
            &folder,
            file,
            b"\"Number=Plur|POS=NOUN\":\"Number=Plur\",",
            b"",
        );
        let error = folder.load_with(folder.file(file).0, &bytes).unwrap_err();
        checks::check_error(&error, folder.dir());
        let message = error.to_string();
        assert!(message.contains("labels expected, found"), "{message}");
        assert!(message.contains("morphologizer"), "{message}");
    }
}

#[test]
fn tables_of_a_lemmatizer_that_do_not_fit_are_refused() {
    let file = "lemmatizer/lookups/lookups.bin";
    let missing: [(checks::small::Pipeline, &[&str]); 3] = [
        (checks::small::english(), &["lemma_rules"]),
        (
            checks::small::french(),
            &["lemma_lookup", "lemma_rules", "lemma_exc", "lemma_index"],
        ),
        (
            checks::small::spanish(),
            &[
                "lemma_rules",
                "lemma_rules_groups",
                "lemma_exc",
                "lemma_index",
            ],
        ),
    ];
    for (files, tables) in missing {
        let folder = Folder::new(files);
        for table in tables {
            let name = [&[0xa0 | table.len() as u8], table.as_bytes()].concat();
            let mut other = name.clone();
            *other.last_mut().unwrap() = b'_';
            let expected = format!("a table `{table}` expected");
            refused(&folder, &[(file, &name, &other, &expected)]);
        }
    }
    refused(
        &Folder::new(checks::small::french()),
        &[
            (file, b"\xa2il", b"\x02il", "table `lemma_lookup`, byte"),
            (
                file,
                b"\x92\xa1s\xa0",
                b"\x92\xa1s\xc0",
                "table `lemma_rules`, byte",
            ),
            (
                file,
                b"\x92\xa3aux\xa2al",
                b"\x91\xa6aux al",
                "an ending and what replaces it",
            ),
            (
                file,
                b"\xa6parler",
                b"\x7fparler",
                "table `lemma_index`, byte",
            ),
            (file, b"\x92\xa3win", b"\x93\xa3win", "a table's name, byte"),
        ],
    );
    refused(
        &Folder::new(checks::small::spanish()),
        &[
            (
                file,
                b"\x91\xabNumber=Plur",
                b"\xabNumber=Plur",
                "names of rules",
            ),
            // Without end, if there were sixty of them.
            (
                file,
                b"\x92\xa2\xc3\xad\xa1i",
                b"\x92\xa1i\xa2ii",
                "accents",
            ),
            (
                file,
                b"\xa8any_verb\x90",
                b"\xa8any_verb\xc0",
                "names of rules",
            ),
        ],
    );
}

#[test]
fn labels_of_a_sentence_recogniser_are_two() {
    let folder = Folder::new(checks::small::spanish());
    let file = "senter/model";
    let shape: &[u8] = b"shape\x92\x02\x04";
    refused(
        &folder,
        &[
            (
                file,
                shape,
                b"shape\x92\x04\x02",
                "4 inputs expected, found 2",
            ),
            (file, b"softmax", b"softmin", "a node `softmax` expected"),
        ],
    );
}

#[test]
fn weights_of_another_shape_are_refused() {
    let folder = english();
    let shapes: [(&str, &[u8], &[u8], &str); 5] = [
        (
            "tagger/model",
            b"shape\x92\x04\x04",
            b"shape\x92\x04\x05",
            "[4, 5]",
        ),
        (
            "tagger/model",
            b"shape\x92\x04\x04",
            b"shape\x92\x02\x08",
            "4 inputs",
        ),
        (
            "tagger/model",
            b"shape\x92\x04\x04",
            b"shape\x91\x10",
            "2 dimensions",
        ),
        (
            "parser/model",
            b"shape\x94\x08\x04",
            b"shape\x94\x04\x08",
            "8 features",
        ),
        (
            "tok2vec/model",
            b"shape\x92\x07\x04",
            b"shape\x92\x04\x07",
            "one width",
        ),
    ];
    for (file, from, to, expected) in shapes {
        let message = error(&folder, file, &replaced(&folder, file, from, to));
        assert!(message.contains(expected), "{message}");
    }
    let other = replaced(&folder, "ner/model", b"<f4", b"<f8");
    assert!(error(&folder, "ner/model", &other).contains("`<f4`"));
}

#[test]
fn moves_and_labels_that_do_not_fit_are_refused() {
    let folder = english();
    let cases: [(&str, &str, &str, &str); 6] = [
        (
            "parser/moves",
            "\"det\":7,",
            "\"det\" :7",
            "by action expected",
        ),
        ("parser/moves", "\"subtok\":2", "\"prep\"  :2", "9 moves"),
        ("parser/moves", "\"4\":{", "\"7\":{", "9 moves"),
        ("ner/moves", "\"5\":{", "\"6\":{", "9 moves"),
        ("tagger/cfg", "\"VBD\",", "", "3 labels"),
        ("tagger/cfg", "\"labels\"", "\"names\"", "`labels`"),
    ];
    for (file, from, to, expected) in cases {
        let bytes = replaced(&folder, file, from.as_bytes(), to.as_bytes());
        let error = folder.load_with(folder.file(file).0, &bytes).unwrap_err();
        checks::check_error(&error, folder.dir());
        let message = error.to_string();
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn settings_that_lead_round_in_a_circle_are_refused() {
    let folder = english();
    let cases = [
        (
            "depth = 2",
            "depth = ${components.tok2vec.model.encode:depth}",
        ),
        ("pipeline = [", "pipeline = ${nlp.pipeline}\nx = ["),
    ];
    for (from, to) in cases {
        let bytes = replaced(&folder, "config.cfg", from.as_bytes(), to.as_bytes());
        let message = error(&folder, "config.cfg", &bytes);
        assert!(
            message.contains("a reference that ends at a value"),
            "{message}"
        );
    }
}

/// What a file says may be as long as it likes; what is said of it fits a screen.
#[test]
fn long_names_in_a_file_are_cut_in_the_error() {
    let folder = Folder::new(checks::small::french());
    let long = "x".repeat(30_000);
    let bytes = |text: &str| text.replace("LONG", &long).into_bytes();
    let table = |entry: &[u8]| {
        let name = [&[0xda][..], &(long.len() as u16).to_be_bytes()].concat();
        [b"\x81", &name[..], long.as_bytes(), entry].concat()
    };
    let pattern = [b"\x91\x82\xa8patterns\x90\xa5attrs", &table(b"\xa0")[..]].concat();
    let moves = r#"{"labels_morph":{"LONG":""},"labels_pos":{"LONG":9000}}"#;
    let component = "[nlp]\npipeline=[\"LONG\"]\ntokenizer={\"@tokenizers\":\"spacy.Tokenizer.v1\"}\n\
        [components.LONG]\nfactory=\"tok2vec\"\n";
    let cases = [
        ("lemmatizer/lookups/lookups.bin", table(b"\xc1")),
        ("attribute_ruler/patterns", pattern),
        ("morphologizer/cfg", bytes(moves)),
        ("morphologizer/cfg", bytes(r#"{"labels_morph":"LONG"}"#)),
        ("vocab/vectors.cfg", bytes(r#"{"mode":"LONG"}"#)),
        ("config.cfg", bytes("[nlp]\ntokenizer=\"LONG\"\n")),
        ("config.cfg", bytes(component)),
        ("config.cfg", bytes(&component.replace("tok2vec", "LONG"))),
    ];
    for (file, bytes) in cases {
        let error = folder.load_with(folder.file(file).0, &bytes).unwrap_err();
        checks::check_error(&error, folder.dir());
    }
}
