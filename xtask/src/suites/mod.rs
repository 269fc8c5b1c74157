//! Public test suites of others, taken through our readers: `cargo xtask suites --feedparser PATH`.
//!
//! The suites are not in this repository. `quality/suites.md` says what came of them.

mod feedparser;
mod html5lib;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Runs the suite whose folder is given.
pub fn run(arguments: &[String]) -> Result<()> {
    let shown = |rest: &[String]| rest.first().cloned();
    match arguments {
        [option, path, rest @ ..] if option == "--feedparser" && rest.len() <= 1 => {
            feedparser::run(Path::new(path), shown(rest).as_deref())
        }
        [option, path, rest @ ..] if option == "--html5lib" && rest.len() <= 1 => {
            html5lib::run(Path::new(path), shown(rest).as_deref())
        }
        _ => bail!(
            "usage: cargo xtask suites --feedparser PATH [KEY]: the folder of feedparser's `tests`\n       \
             cargo xtask suites --html5lib PATH [FILE]: the folder `tree-construction` of html5lib's tests"
        ),
    }
}

/// The files in a folder and in those below it whose names end so, in order.
fn below(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder);
        for entry in entries.with_context(|| format!("reading {}", folder.display()))? {
            let path = entry?.path();
            match path.extension() {
                _ if path.is_dir() => folders.push(path),
                Some(known) if known == ending => files.push(path),
                _ => {}
            }
        }
    }
    files.sort();
    Ok(files)
}
