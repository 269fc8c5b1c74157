//! The worst inputs that are read whole: texts of nearly a megabyte, where they are cut, and a
//! page nested as deep as its eight megabytes let it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Bytes of a text: just under the length at which one is cut.
const LONG: usize = 990_000;

/// An input, and the command that reads it.
pub(super) struct Worst {
    pub(super) what: &'static str,
    pub(super) command: &'static str,
    pub(super) file: PathBuf,
}

/// Writes them to a folder below `folder`; the first is made of these texts.
pub(super) fn prepare(texts: &[String], folder: &Path) -> Result<Vec<Worst>> {
    let folder = folder.join("worst");
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let news = texts.join("\n\n");
    let inputs = [
        ("990 KB of news as one text", "news.txt", &*news),
        ("990 KB of `\"`", "quotes.txt", "\""),
        ("990 KB of `(`", "brackets.txt", "("),
        ("990 KB of lines of one letter", "letters.txt", "a\n"),
        (
            "990 KB of \"He said she met him.\"",
            "sentences.txt",
            "He said she met him. ",
        ),
    ];
    let mut all = Vec::new();
    for (what, file, unit) in inputs {
        let mut text = unit.repeat(LONG.div_ceil(unit.len().max(1)));
        text.truncate(text.floor_char_boundary(LONG));
        all.push(input(&folder, what, "read", file, &text)?);
    }
    let nested = "<div>".repeat(1_000_000) + "The ministers met in Oslo.";
    let what = "a page of `<div>` nested a million deep";
    all.push(input(&folder, what, "extract", "nested.html", &nested)?);
    Ok(all)
}

fn input(
    folder: &Path,
    what: &'static str,
    command: &'static str,
    file: &str,
    text: &str,
) -> Result<Worst> {
    let file = folder.join(file);
    fs::write(&file, text).with_context(|| format!("writing {}", file.display()))?;
    Ok(Worst {
        what,
        command,
        file,
    })
}
