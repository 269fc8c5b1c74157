//! Where the user's models lie.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::Known;

/// The user's data folder: `RAPPORTEUR_DATA`, else the place that the system sets aside for it.
///
/// # Errors
/// An environment that names no home folder.
pub(crate) fn data() -> Result<PathBuf> {
    data_of(|name| std::env::var_os(name).filter(|value| !value.is_empty())).context(
        "no folder for the user's data: set RAPPORTEUR_DATA to a folder, or HOME to the home folder",
    )
}

/// The folder in which `known` is, or would be, installed.
///
/// # Errors
/// As [`data`].
pub(crate) fn installed_in(known: &Known) -> Result<PathBuf> {
    Ok(data()?.join("models").join(known.folder()))
}

fn data_of(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    if let Some(ours) = variable("RAPPORTEUR_DATA") {
        return Some(ours.into());
    }
    if let Some(data) = variable("XDG_DATA_HOME") {
        return Some(PathBuf::from(data).join("rapporteur"));
    }
    let below = |variable: Option<OsString>, path: &str| Some(PathBuf::from(variable?).join(path));
    if cfg!(windows) {
        below(variable("LOCALAPPDATA"), "rapporteur")
    } else if cfg!(target_os = "macos") {
        below(variable("HOME"), "Library/Application Support/rapporteur")
    } else {
        below(variable("HOME"), ".local/share/rapporteur")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data_with(set: &[(&str, &str)]) -> Option<PathBuf> {
        let find = |name: &str| set.iter().find(|(key, _)| *key == name);
        data_of(|name| find(name).map(|(_, value)| value.into()))
    }

    #[test]
    fn our_own_variable_comes_before_the_systems() {
        let set = [("RAPPORTEUR_DATA", "/a"), ("XDG_DATA_HOME", "/b")];
        assert_eq!(data_with(&set), Some("/a".into()));
        assert_eq!(data_with(&set[1..]), Some("/b/rapporteur".into()));
    }

    #[test]
    fn without_any_home_there_is_no_data_folder() {
        assert_eq!(data_with(&[]), None);
    }
}
