//! `rapporteur model`: installs, lists and finds the language model.

use std::io::Write;

use anyhow::Result;

use super::output::Standard;
use super::{Misused, Outcome};
use crate::cli::{InstallArgs, LanguageArgs, ModelArgs, ModelTask};
use crate::model::{Installed, KNOWN, Known, Unusable, install, installed_in, load, named};

/// Runs the command.
pub(crate) fn run(args: ModelArgs) -> Result<Outcome> {
    let text = match args.task {
        ModelTask::Install(args) => installed(&args)?,
        ModelTask::List => list()?,
        ModelTask::Path => path()?,
    };
    let mut out = Standard::new();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Outcome::Done)
}

fn installed(args: &InstallArgs) -> Result<String> {
    let known = find(&args.language)?;
    let said = format!("{} {}", known.name, known.version);
    Ok(match install(known, args.from.as_deref())? {
        Installed::Before(folder) => {
            format!("{said} is already installed in {}\n", folder.display())
        }
        Installed::Now(folder) => format!("{said} is now installed in {}\n", folder.display()),
    })
}

fn find(language: &str) -> Result<&'static Known> {
    let named = |known: &&Known| known.language == language || known.name == language;
    KNOWN.iter().find(named).ok_or_else(|| {
        let all: Vec<&str> = KNOWN.iter().map(|known| known.language).collect();
        Misused(format!(
            "no model of the language {language:?} can be installed, only of: {}; any spaCy v3 \
             pipeline can be used with `--model DIR`",
            all.join(", ")
        ))
        .into()
    })
}

fn list() -> Result<String> {
    let mut text = String::new();
    for known in KNOWN {
        let folder = installed_in(known)?;
        let state = match (folder.exists(), load(&folder)) {
            (false, _) => "not installed",
            (true, Ok(_)) => "installed",
            (true, Err(_)) => "damaged",
        };
        text += &format!(
            "{}\t{} {}\t{state}\t{}\n",
            known.language,
            known.name,
            known.version,
            folder.display()
        );
    }
    Ok(text)
}

fn path() -> Result<String> {
    let unnamed = LanguageArgs {
        model: None,
        offline: true,
    };
    let folder = match named(&unnamed) {
        Some(folder) => folder,
        None => installed_in(&KNOWN[0])?,
    };
    if !folder.is_dir() {
        return Err(Unusable(format!(
            "no language model in {}; `rapporteur model install en` installs it",
            folder.display()
        ))
        .into());
    }
    Ok(format!("{}\n", folder.display()))
}
