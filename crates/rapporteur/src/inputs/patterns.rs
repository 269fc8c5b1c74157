//! Patterns for paths, where no shell has put in what they stand for: `news/**/*.html`.

use std::path::{Path, PathBuf};

use glob::MatchOptions;

use super::{Named, Problem, Waiting};

/// As a shell has it: hidden files are named by those who want them.
const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// What a pattern stands for, sorted, and what was wrong on the way. Nothing where the path is
/// none: a path that is there is taken as it is, whatever its name.
pub(super) fn matches(path: &str) -> Option<(Vec<Waiting>, Vec<Problem>)> {
    if !path.contains(['*', '?', '[']) || Path::new(path).symlink_metadata().is_ok() {
        return None;
    }
    let found = match glob::glob_with(path, OPTIONS) {
        Ok(found) => found,
        Err(error) => {
            let reason = format!(
                "no such file or folder, and no pattern either: {} (character {})",
                error.msg,
                error.pos + 1
            );
            return Some((Vec::new(), vec![Problem::new(path, reason)]));
        }
    };
    let (mut paths, mut problems) = (Vec::new(), Vec::new());
    for item in found {
        match item {
            Ok(path) => paths.push(path),
            Err(error) => {
                let place = error.path().display().to_string();
                problems.push(Problem::new(place, super::files::said(error.error())));
            }
        }
    }
    if paths.is_empty() && problems.is_empty() {
        problems.push(Problem::new(path, nothing(path)));
    }
    Some((waiting(paths), problems))
}

/// What is to be read: what lies in a folder that matches too is read with that folder.
fn waiting(mut paths: Vec<PathBuf>) -> Vec<Waiting> {
    paths.sort();
    let mut all: Vec<Waiting> = Vec::new();
    let mut folder: Option<PathBuf> = None;
    for path in paths {
        if folder
            .as_ref()
            .is_some_and(|folder| path.starts_with(folder))
        {
            continue;
        }
        if path.is_dir() && !path.is_symlink() {
            folder = Some(path.clone());
        }
        all.push(Waiting {
            shown: path.to_string_lossy().into_owned(),
            path,
            named: Named::ByFolder,
        });
    }
    all
}

/// Why nothing was found.
fn nothing(path: &str) -> String {
    let first = path.split(['*', '?', '[']).next().unwrap_or_default();
    let folder = first.rfind('/').map_or(".", |end| &path[..end.max(1)]);
    match Path::new(folder).is_dir() {
        true => String::from("no file or folder matches this pattern"),
        false => format!(
            "no file or folder matches this pattern: there is no folder {}",
            folder
        ),
    }
}
