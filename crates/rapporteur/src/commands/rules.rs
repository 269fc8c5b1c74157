//! Rules: the user's files in the places of the built-in ones.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use account::rules::{RuleError, Rules};

use super::Misused;

/// The folder that is read whole, so that a file beside the built-in ones counts too.
const WHOLE: &str = "events/";

/// The built-in rules, with the files of `folder` in their places.
///
/// # Errors
/// A folder without rules, a file that cannot be read, and one that nothing would read.
pub(super) fn rules(folder: Option<&Path>) -> Result<Rules, Misused> {
    let built_in = Rules::built_in();
    let Some(folder) = folder else {
        return Ok(built_in);
    };
    let known: BTreeSet<&str> = built_in.folder("").map(|(path, _)| path).collect();
    let files = files(folder)?;
    if files.is_empty() {
        return Err(Misused(format!("{}: holds no rules", folder.display())));
    }
    let mut rules = built_in.clone();
    for file in files {
        let path = below(folder, &file);
        if !known.contains(&*path) && !path.starts_with(WHOLE) {
            return Err(Misused(unknown(&file, &path, &known)));
        }
        let text = std::fs::read_to_string(&file).map_err(|error| cannot_read(&file, &error))?;
        rules = rules.with(&path, text);
    }
    Ok(rules)
}

/// A rule file of the user's that cannot be used as it stands.
pub(super) fn unusable(folder: Option<&Path>, error: &RuleError) -> Misused {
    let whose = folder.map(|folder| format!("with the rules in {}: ", folder.display()));
    Misused(format!("{}{error}", whose.unwrap_or_default()))
}

/// All files below `folder`, sorted; what is hidden and what is written for people left out.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Misused> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        let entries = std::fs::read_dir(&next).map_err(|error| cannot_read(&next, &error))?;
        for entry in entries {
            let path = entry.map_err(|error| cannot_read(&next, &error))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with('.') || name.ends_with(".md") {
                continue;
            }
            match path.is_dir() {
                true => open.push(path),
                false => files.push(path),
            }
        }
    }
    files.sort();
    Ok(files)
}

fn cannot_read(path: &Path, error: &std::io::Error) -> Misused {
    Misused(format!(
        "cannot read the rules in {}: {error}",
        path.display()
    ))
}

/// The path of a rule file below its folder, with slashes on every system.
fn below(folder: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(folder).unwrap_or(path);
    let parts = inner
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// What is said of a file that nothing would read, with the names that are read in its place.
fn unknown(file: &Path, path: &str, known: &BTreeSet<&str>) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let inside = |known: &&str| known.rsplit_once('/').map_or("", |(at, _)| at) == folder;
    let mut names: BTreeSet<&str> = known.iter().copied().filter(inside).collect();
    if names.is_empty() {
        names = known
            .iter()
            .filter_map(|path| path.split('/').next())
            .collect();
    }
    let names: Vec<&str> = names.into_iter().collect();
    format!(
        "{}: there is no rule file {path}, only {}",
        file.display(),
        names.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(files: &[(&str, &str)]) -> Result<Rules, Misused> {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        rules(Some(folder.path()))
    }

    #[test]
    fn a_file_replaces_the_built_in_one_and_new_events_stand_beside_them() {
        let files = [
            ("quotes/cues.toml", "mine"),
            ("events/mine.toml", "new"),
            ("README.md", "for people"),
            (".hidden/cues.toml", "nothing"),
        ];
        let rules = with(&files).unwrap();
        assert_eq!(rules.file("quotes/cues.toml"), "mine");
        assert_eq!(rules.file("events/mine.toml"), "new");
        let before = Rules::built_in().folder("").count();
        assert_eq!(rules.folder("").count(), before + 1);
    }

    #[test]
    fn a_path_that_nothing_reads_is_refused_with_those_that_are() {
        let told = |path| with(&[(path, "")]).unwrap_err().0;
        let folder = told("evnts/consult.toml");
        assert!(folder.contains("evnts/consult.toml"), "{folder}");
        assert!(folder.contains("actors, articles"), "{folder}");
        let file = told("actors/role.tsv");
        assert!(file.contains("actors/roles.tsv"), "{file}");
        assert!(told("cues.toml").contains("quotes"));
    }

    #[test]
    fn a_folder_without_rules_is_refused() {
        assert!(with(&[]).unwrap_err().0.contains("holds no rules"));
        let missing = rules(Some(Path::new("no/such"))).unwrap_err();
        assert!(missing.0.contains("no/such"), "{missing}");
    }
}
