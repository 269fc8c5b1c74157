//! A loaded pipeline: reads the package folder and runs its components over texts.

use std::path::Path;

use crate::{Doc, Error};

/// What a pipeline says of itself in `meta.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Language, as its ISO 639-1 code: `en`.
    pub lang: String,
    /// Name without the language: `core_web_sm`.
    pub name: String,
    /// Version of the package: `3.8.0`.
    pub version: String,
}

/// A trained spaCy v3 CNN pipeline, ready to read texts. Can be shared between threads.
#[derive(Debug)]
pub struct Model {
    meta: Meta,
}

impl Model {
    /// Loads the pipeline from its package folder, the one that holds `config.cfg`.
    ///
    /// # Errors
    ///
    /// When a file is missing or damaged, or when the pipeline has a component, an architecture
    /// or an option that is not supported. The error names the file and what was expected.
    pub fn load(dir: &Path) -> Result<Model, Error> {
        Err(Error::Unsupported {
            path: dir.to_owned(),
            what: String::from("the runtime is not built yet"),
        })
    }

    /// Reads one text. Works on any text, and never panics.
    pub fn parse(&self, text: &str) -> Doc {
        self.parse_batch(&[text]).pop().unwrap_or_default()
    }

    /// Reads several texts, passing all of them through each layer together. Gives the same
    /// as [`Model::parse`] on each.
    pub fn parse_batch(&self, texts: &[&str]) -> Vec<Doc> {
        texts.iter().map(|_| Doc::default()).collect()
    }

    /// What the pipeline says of itself.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }
}
