//! `cargo xtask bench pages`: the bodies that published extractors find on the gold sets' pages,
//! scored as our own are. The table goes to `quality/pages.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::eval::{self, Bench, Outcome, pages, quality};
use crate::parity::environment::{self, Contents};

/// The extractors, and what shows that they are there.
const PEERS: Contents = Contents {
    packages: &[
        "trafilatura==2.*",
        "resiliparse==2.*",
        // A part of lxml that trafilatura needs and lxml has parted with.
        "lxml_html_clean",
    ],
    imports: "import trafilatura, resiliparse.extract.html2text",
};

/// As `extractors.py` calls them.
const NAMES: [&str; 3] = ["trafilatura", "trafilatura, precision", "resiliparse"];

/// The figures that are compared.
const COLUMNS: [&str; 3] = ["fundus body F1", "wcxb body F1", "trafilatura passages F1"];

const MARKS: [&str; 2] = ["<!-- cargo xtask bench pages -->\n", "<!-- end -->\n"];

/// Measures all of them and writes the table.
pub(super) fn run() -> Result<()> {
    let shared = eval::shared().context("no shared folder: set RAPPORTEUR_SHARED to it")?;
    let gold = shared.join("gold");
    let bench = Bench::new(gold.clone(), eval::model());
    let python = environment::set_up(&environment::target().join("extractors-venv"), &PEERS)?;
    let mut table = String::from("\n| extractor | ");
    let _ = write!(table, "{} |\n|---|---|---|---|\n", COLUMNS.join(" | "));
    for name in NAMES {
        let mut outcome = Outcome::default();
        for set in pages::SETS {
            let bodies = bodies(&python, name, &gold, set)?;
            pages::score_texts(&bench, set, &bodies, &mut outcome)?;
        }
        let figures = COLUMNS.map(|column| outcome.figures.get(column).copied());
        let cells = figures.map(|figure| figure.map_or(String::new(), |f| format!("{f:.3}")));
        let row = format!("| {name} | {} |", cells.join(" | "));
        println!("{row}");
        table += &row;
        table += "\n";
    }
    record(&quality::root().join("quality/pages.md"), &(table + "\n"))
}

/// The body of each page of a set, by the page's file.
fn bodies(python: &Path, name: &str, gold: &Path, set: &str) -> Result<BTreeMap<String, String>> {
    let output = Command::new(python)
        .args(["-c", include_str!("extractors.py"), name])
        .arg(gold)
        .arg(set)
        .output()
        .with_context(|| format!("cannot run {}", python.display()))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{name} on {set}: {errors}");
    let lines = String::from_utf8(output.stdout)?;
    let bodies = lines.lines().map(|line| {
        let page: Value = serde_json::from_str(line)?;
        Ok((
            pages::text(&page, "html").to_owned(),
            pages::text(&page, "text").to_owned(),
        ))
    });
    bodies.collect()
}

fn record(path: &PathBuf, table: &str) -> Result<()> {
    let page = std::fs::read_to_string(path)?;
    let parts = page.split_once(MARKS[0]).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(MARKS[1])?;
        Some((before, after))
    });
    let (before, after) = parts.context("quality/pages.md has not the marks of the table")?;
    std::fs::write(path, [before, MARKS[0], table, MARKS[1], after].concat())
        .with_context(|| format!("writing {}", path.display()))
}
