//! Texts: any bytes, read as a text by whole pipelines.

use std::fs;
use std::path::PathBuf;

use spacy::Model;

use super::Folder;
use super::answer::check_model;
use super::patterns::CONFIG;
use super::small::{self, Pipeline};

#[path = "../../crates/spacy/tests/model_dir/mod.rs"]
mod model_dir;

/// Files of the small pipeline for which the installed one has larger ones that fit.
const RULES: [&str; 4] = [
    "tokenizer",
    "vocab/lookups.bin",
    "attribute_ruler/patterns",
    "lemmatizer/lookups/lookups.bin",
];

/// The folder of the installed pipeline.
///
/// # Panics
///
/// When there is none.
pub fn installed() -> PathBuf {
    model_dir::model_dir()
}

/// The rules of the installed pipeline over the networks of the small one, which are fast, and
/// wild: they show what the rules cost, and come upon trees that no trained network builds.
///
/// # Panics
///
/// When no pipeline is installed.
pub fn installed_rules() -> Model {
    load(with_rules(small::english()))
}

/// The tokenizer of the installed pipeline alone.
///
/// # Panics
///
/// When no pipeline is installed.
pub fn installed_tokenizer() -> Model {
    let mut files = with_rules(small::english());
    files[0].1 = CONFIG.into();
    load(files)
}

fn with_rules(mut files: Pipeline) -> Pipeline {
    let installed = installed();
    for (name, bytes) in files.iter_mut().filter(|(name, _)| RULES.contains(name)) {
        *bytes = fs::read(installed.join(name)).expect("a whole pipeline is installed");
    }
    files
}

/// Reads texts with the small pipelines of other languages, and with [`installed_rules`].
#[derive(Debug)]
pub struct Texts {
    models: [Model; 3],
}

impl Texts {
    /// Loads the pipelines.
    ///
    /// # Panics
    ///
    /// When no pipeline is installed.
    pub fn new() -> Texts {
        Texts {
            models: [
                load(small::french()),
                load(small::spanish()),
                installed_rules(),
            ],
        }
    }

    /// Reads the bytes, those that are no text replaced.
    pub fn check(&self, data: &[u8]) {
        let text = String::from_utf8_lossy(data);
        for model in &self.models {
            check_model(model, &text);
        }
    }
}

impl Default for Texts {
    fn default() -> Texts {
        Texts::new()
    }
}

fn load(files: Pipeline) -> Model {
    Model::load(Folder::new(files).dir()).expect("the small pipeline is a good one")
}
