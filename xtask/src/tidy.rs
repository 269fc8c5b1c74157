//! Checks that no compiler makes: headers, links, names, lists in documents, dependencies, rules.

mod lists;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// What each crate may depend on, outside its tests. A new dependency is an architectural change.
const DEPENDENCIES: &[(&str, &[&str])] = &[
    (
        "crates/spacy",
        &["regex", "regex-syntax", "serde", "serde_json"],
    ),
    (
        "crates/account",
        &[
            "chardetng",
            "encoding_rs",
            "html5ever",
            "jiff",
            "mail-parser",
            "pulldown-cmark",
            "regex",
            "saphyr-parser",
            "serde",
            "serde_json",
            "similar",
            "spacy",
            "toml",
            "whatlang",
        ],
    ),
    (
        "crates/rapporteur",
        &[
            "account",
            "anyhow",
            "brotli-decompressor",
            "clap",
            "flate2",
            "glob",
            "jiff",
            "maud",
            "ruzstd",
            "serde",
            "serde_json",
            "sha2",
            "spacy",
            "tempfile",
            "terminal_size",
            "zip",
        ],
    ),
    (
        "xtask",
        &[
            "account",
            "anyhow",
            "flate2",
            "jiff",
            "serde",
            "serde_json",
            "sha2",
            "spacy",
            "toml",
        ],
    ),
    // No member of the workspace, so its one version stands in its own manifest.
    ("fuzz", &["account", "libfuzzer-sys", "rapporteur", "spacy"]),
    // No member either: criterion says how sure a figure is, but takes longer to build than most
    // of the tests, and only those who measure need it.
    ("benches", &["criterion", "spacy"]),
];

/// Names that say nothing and stay wrong for years.
const EMPTY_NAMES: [&str; 6] = ["core", "common", "utils", "types", "helpers", "new"];

/// What belongs to one machine and not to the project; put together so as not to find itself.
const FOREIGN: [&str; 3] = [
    concat!("/wo", "rk/"),
    concat!("arti", "factory"),
    concat!("/ro", "ot/"),
];

/// Runs every check and prints what is not tidy.
pub fn run(_arguments: &[String]) -> Result<()> {
    let found = check(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))?;
    match found.is_empty() {
        true => Ok(()),
        false => bail!(
            "{} things are not tidy:\n  {}",
            found.len(),
            found.join("\n  ")
        ),
    }
}

/// Everything in the tree below `root` that is not tidy, a line each.
fn check(root: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let files = files(root, root)?;
    let explained = Explained::new(root)?;
    for path in &files {
        let Ok(text) = fs::read_to_string(root.join(path)) else {
            continue;
        };
        let name = path.to_string_lossy().replace('\\', "/");
        names(&name, &mut found);
        foreign(&name, &text, &mut found);
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => {
                header(&name, &text, &mut found);
                variables(&explained, &name, &text, &mut found);
            }
            Some("md") => links(root, &name, &text, &mut found),
            _ => {}
        }
    }
    dependencies(root, &mut found)?;
    rules(&files, &mut found);
    lists::check(root, &mut found)?;
    found.sort();
    Ok(found)
}

/// All files of the project, by their path below `root`; build folders and hidden ones left out.
fn files(root: &Path, folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name == "target" || name == "corpus" || name == ".git" {
            continue;
        }
        if path.is_dir() {
            found.extend(files(root, &path)?);
        } else {
            found.push(path.strip_prefix(root).unwrap_or(&path).to_owned());
        }
    }
    found.sort();
    Ok(found)
}

fn names(path: &str, found: &mut Vec<String>) {
    if !path.ends_with(".rs") {
        return;
    }
    for part in path.split(['/', '.']) {
        if EMPTY_NAMES.contains(&part) {
            found.push(format!(
                "{path}: `{part}` says nothing; name it after what it makes"
            ));
        }
    }
}

fn foreign(path: &str, text: &str, found: &mut Vec<String>) {
    for (n, line) in text.lines().enumerate() {
        for word in FOREIGN.iter().filter(|word| line.contains(**word)) {
            found.push(format!("{path}:{}: `{word}` belongs to one machine", n + 1));
        }
    }
}

/// Every module begins with `//!`; that of a stage's folder with its contract.
fn header(path: &str, text: &str, found: &mut Vec<String>) {
    let first = text.lines().next().unwrap_or_default();
    if !first.starts_with("//!") {
        found.push(format!(
            "{path}:1: a module begins with `//!` and what it is for"
        ));
    }
    let inside = path.strip_prefix("crates/account/src/").unwrap_or_default();
    let is_stage = inside.ends_with("/mod.rs") && inside.matches('/').count() == 1;
    if is_stage && text.contains("impl Stage for") && !first.contains(" -> ") {
        found.push(format!(
            "{path}:1: a stage begins with its contract: `In -> Out`"
        ));
    }
}

/// Relative links resolve, and so do paths between backticks in ARCHITECTURE.md.
fn links(root: &Path, path: &str, text: &str, found: &mut Vec<String>) {
    let folder = Path::new(path).parent().unwrap_or(Path::new(""));
    let mut fenced = false;
    for (n, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced || path.starts_with("cases/") {
            continue;
        }
        for link in line
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let target = link.split('#').next().unwrap_or_default();
            let outside = target.is_empty() || target.contains("://");
            if !outside && !root.join(folder).join(target).exists() {
                found.push(format!("{path}:{}: the link {target} leads nowhere", n + 1));
            }
        }
        if path != "ARCHITECTURE.md" && path != "CONTRIBUTING.md" {
            continue;
        }
        for quoted in line.split('`').skip(1).step_by(2) {
            let is_path = quoted.contains('/') && !quoted.contains([' ', '<', '*', '$', ':']);
            if is_path && !root.join(quoted).exists() {
                found.push(format!("{path}:{}: there is no {quoted}", n + 1));
            }
        }
    }
}

fn dependencies(root: &Path, found: &mut Vec<String>) -> Result<()> {
    for (folder, allowed) in DEPENDENCIES {
        let path = root.join(folder).join("Cargo.toml");
        let text =
            fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let section = text.split("\n[dependencies]").nth(1).unwrap_or_default();
        let section = section.split("\n[").next().unwrap_or_default();
        for line in section.lines().filter(|line| !line.starts_with('#')) {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if !name.is_empty() && !allowed.contains(&name) {
                found.push(format!(
                    "{folder}/Cargo.toml: {name} is not in xtask/src/tidy.rs"
                ));
            }
        }
    }
    Ok(())
}

/// Where the variables of the environment are explained.
struct Explained {
    /// Those of the program.
    guide: String,
    /// Those of the tests and tasks.
    contributing: String,
}

impl Explained {
    fn new(root: &Path) -> Result<Self> {
        let document = |path: &str| {
            fs::read_to_string(root.join(path)).with_context(|| format!("reading {path}"))
        };
        Ok(Self {
            guide: document("docs/guide.md")?,
            contributing: document("CONTRIBUTING.md")?,
        })
    }
}

/// Every variable of the environment that is ours is explained where its readers look.
fn variables(explained: &Explained, path: &str, text: &str, found: &mut Vec<String>) {
    let (document, name) = match path.starts_with("crates/rapporteur/src/") {
        true => (&explained.guide, "docs/guide.md"),
        false => (&explained.contributing, "CONTRIBUTING.md"),
    };
    for variable in variables_in(text) {
        if !document.contains(variable) {
            found.push(format!("{path}: {variable} is not explained in {name}"));
        }
    }
}

/// The names of our own variables in a text.
fn variables_in(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !c.is_ascii_uppercase() && c != '_');
    let ours = |word: &&str| {
        let own = word
            .strip_prefix("RAPPORTEUR_")
            .is_some_and(|rest| !rest.is_empty());
        own || *word == "NO_COLOR"
    };
    words.filter(ours).collect()
}

/// Every rule file is built in, and nothing else is.
fn rules(files: &[PathBuf], found: &mut Vec<String>) {
    let there: BTreeSet<String> = files
        .iter()
        .filter_map(|path| path.strip_prefix("rules").ok())
        .filter(|path| path.extension().is_none_or(|extension| extension != "md"))
        .map(|path| path.to_string_lossy().replace('\\', "/"))
        .collect();
    let rules = account::rules::Rules::built_in();
    let built_in: BTreeSet<String> = rules.folder("").map(|(path, _)| path.to_owned()).collect();
    for path in there.symmetric_difference(&built_in) {
        found.push(format!(
            "rules/{path}: not both a file and an entry of BUILT_IN in rules.rs"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_tidy() {
        let found = check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap();
        assert!(found.is_empty(), "not tidy:\n  {}", found.join("\n  "));
    }

    #[test]
    fn a_module_without_a_header_and_an_empty_name_are_found() {
        let mut found = Vec::new();
        header(
            "crates/account/src/quotes/mod.rs",
            "use std;\nimpl Stage for",
            &mut found,
        );
        names("crates/account/src/utils/mod.rs", &mut found);
        foreign("a.md", concat!("see /wo", "rk/main"), &mut found);
        assert_eq!(found.len(), 4, "{found:?}");
    }

    #[test]
    fn a_variable_that_no_document_explains_is_found() {
        let explained = Explained {
            guide: "`NO_COLOR`".to_owned(),
            contributing: String::new(),
        };
        let text = r#"set("NO_COLOR"), [env: RAPPORTEUR_MODEL], "RAPPORTEUR_", HOME"#;
        let mut found = Vec::new();
        variables(&explained, "crates/rapporteur/src/cli.rs", text, &mut found);
        assert_eq!(
            found,
            ["crates/rapporteur/src/cli.rs: RAPPORTEUR_MODEL is not explained in docs/guide.md"]
        );
        variables(
            &explained,
            "crates/rapporteur/tests/inputs.rs",
            text,
            &mut found,
        );
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        let mut found = Vec::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        links(
            &root,
            "README.md",
            "[a](Cargo.toml) [b](no/such.md) [c](https://x)",
            &mut found,
        );
        assert_eq!(found, ["README.md:1: the link no/such.md leads nowhere"]);
    }
}
