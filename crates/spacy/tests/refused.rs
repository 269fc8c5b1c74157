//! Damages the files of a small pipeline in every way that has a name, one at a time: each is
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

#[test]
fn a_file_cut_at_any_place_is_named() {
    let folder = Folder::new(checks::small());
    for (number, (file, bytes)) in folder.files().iter().enumerate().skip(1) {
        let step = 1 + bytes.len() / 60;
        for end in (0..bytes.len()).step_by(step).chain([bytes.len() - 1]) {
            assert!(error(&folder, file, &bytes[..end]).contains("expected"));
        }
        assert!(folder.load_with(number, bytes).is_ok(), "{file}");
    }
    // A configuration that ends early may be one: it is a good one or refused by some name.
    let (number, bytes) = folder.file("config.cfg");
    for end in 0..bytes.len() {
        if let Err(error) = folder.load_with(number, &bytes[..end]) {
            checks::check_error(&error, folder.dir());
        }
    }
}

/// Files that another one may stand for: settings of which none is needed, and tables of which
/// none is.
const FITS: [(&str, &str); 5] = [
    ("parser/cfg", "meta.json"),
    ("parser/cfg", "tagger/cfg"),
    ("ner/cfg", "meta.json"),
    ("ner/cfg", "tagger/cfg"),
    ("vocab/lookups.bin", "lemmatizer/lookups/lookups.bin"),
];

#[test]
fn a_file_in_the_place_of_another_is_refused() {
    let folder = Folder::new(checks::small());
    for (number, (file, good)) in folder.files().iter().enumerate() {
        for (other, bytes) in folder.files().iter().filter(|(_, bytes)| bytes != good) {
            if FITS.contains(&(file, other)) {
                continue;
            }
            match folder.load_with(number, bytes) {
                Ok(_) => panic!("{other} is accepted for {file}"),
                Err(error) => checks::check_error(&error, folder.dir()),
            }
        }
    }
}

#[test]
fn lengths_beyond_the_file_are_refused() {
    let folder = Folder::new(checks::small());
    let binary = |file: &&str| !file.ends_with("cfg") && !file.ends_with("json");
    let files = folder.files().iter().map(|(file, _)| *file).filter(binary);
    for file in files.collect::<Vec<_>>() {
        for sign in [0xdd, 0xdf, 0xdb, 0xc6] {
            let claimed = [sign, 0xff, 0xff, 0xff, 0xff, 0xc0];
            let message = error(&folder, file, &claimed);
            // What reads only maps says so, and looks at no length.
            let named = ["4294967295", "a map expected"];
            let named = named.iter().any(|what| message.contains(what));
            assert!(named, "{message}");
        }
        assert!(error(&folder, file, &[0x91; 100_000]).contains("expected"));
    }
}

#[test]
fn weights_that_are_no_numbers_are_refused() {
    let folder = Folder::new(checks::small());
    for file in ["tok2vec/model", "tagger/model", "parser/model", "ner/model"] {
        for number in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            let mut bytes = folder.file(file).1.to_vec();
            let end = bytes.len();
            bytes[end - 4..].copy_from_slice(&number.to_le_bytes());
            assert!(error(&folder, file, &bytes).contains("finite numbers expected"));
        }
    }
}

#[test]
fn weights_of_another_shape_are_refused() {
    let folder = Folder::new(checks::small());
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
    let folder = Folder::new(checks::small());
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
    let folder = Folder::new(checks::small());
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
