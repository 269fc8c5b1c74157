//! Lists in the documents that repeat one of the program's closed lists: both must say the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Where the closed lists are.
const MODEL: &str = "crates/account/src/model.rs";
/// Where they are told.
const FORMATS: &str = "docs/formats.md";
/// The closed lists whose names stand between backticks somewhere in [`FORMATS`].
const NAMED: [&str; 14] = [
    "ActorBasis",
    "CopyKind",
    "DateBasis",
    "DifferenceKind",
    "Direction",
    "EntityKind",
    "EventType",
    "MentionKind",
    "QuoteKind",
    "Relation",
    "Sector",
    "Status",
    "TimeBasis",
    "TimeKind",
];
/// Those that are written in capitals.
const CAPITALS: [&str; 4] = ["EntityKind", "EventType", "Sector", "TimeKind"];
/// Where the exit codes are given, and where they are told.
const CODES: [&str; 2] = [
    "crates/rapporteur/src/commands/mod.rs",
    "crates/rapporteur/src/cli.rs",
];

/// Every list that says something else than the program.
pub(super) fn check(root: &Path, found: &mut Vec<String>) -> Result<()> {
    let read = |path: &str| {
        let path = root.join(path);
        fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    };
    let (model, formats) = (read(MODEL)?, read(FORMATS)?);
    reasons(&variants(&model, "Reason"), &formats, found);
    let told = runs(&formats);
    for list in NAMED {
        named(list, &variants(&model, list), &told, found);
    }
    let given: BTreeSet<u32> = CODES
        .iter()
        .map(|path| Ok(codes_given(&read(path)?)))
        .collect::<Result<Vec<_>>>()?
        .concat()
        .into_iter()
        .collect();
    let tables = [
        (FORMATS, codes_of_table(&formats)),
        ("docs/guide.md", codes_of_sentence(&read("docs/guide.md")?)),
    ];
    for (document, told) in tables {
        if told != given {
            found.push(format!(
                "{document}: tells the exit codes {told:?}, the program has {given:?}"
            ));
        }
    }
    Ok(())
}

/// One name of a closed list, as it is written out, with its documentation on one line.
#[derive(Debug, PartialEq, Eq)]
struct Variant {
    name: String,
    about: String,
}

/// The variants of an enum without fields.
fn variants(source: &str, list: &str) -> Vec<Variant> {
    let start = format!("pub enum {list} {{");
    let body = source.split_once(&start).map_or("", |(_, rest)| rest);
    let body = body.split_once("\n}").map_or(body, |(body, _)| body);
    let mut about = Vec::new();
    let mut found = Vec::new();
    for line in body.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            about.push(text.trim().to_owned());
        } else if let Some(name) = line.strip_suffix(',') {
            found.push(Variant {
                name: hyphened(name),
                about: std::mem::take(&mut about).join(" "),
            });
        }
    }
    found
}

/// `CommonOrigin` as `common-origin`.
fn hyphened(name: &str) -> String {
    let mut written = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !written.is_empty() {
            written.push('-');
        }
        written.extend(letter.to_lowercase());
    }
    written
}

/// The table of reasons has a row for each, in order, in the words of the model.
fn reasons(variants: &[Variant], formats: &str, found: &mut Vec<String>) {
    let section = formats
        .split_once("\n## Reasons\n")
        .map_or("", |(_, rest)| rest);
    let section = section.split("\n## ").next().unwrap_or_default();
    let told: BTreeSet<&str> = section
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    let rows: BTreeSet<String> = variants
        .iter()
        .map(|variant| format!("| `{}` | {} |", variant.name, variant.about))
        .collect();
    for row in rows.iter().filter(|row| !told.contains(row.as_str())) {
        found.push(format!("{FORMATS}: the table of reasons lacks {row}"));
    }
    for row in told.iter().filter(|row| !rows.contains(**row)) {
        found.push(format!("{FORMATS}: the program has no such reason: {row}"));
    }
}

/// Every run of words between backticks that commas or "or" part.
fn runs(document: &str) -> Vec<BTreeSet<String>> {
    let document = document.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut runs = vec![BTreeSet::new()];
    for (at, part) in document.split('`').enumerate() {
        if at % 2 == 1 {
            if let Some(run) = runs.last_mut() {
                run.insert(part.to_owned());
            }
        } else if !matches!(part, ", " | " or " | " and ") {
            runs.push(BTreeSet::new());
        }
    }
    runs
}

/// Some list of the document has exactly the names of the program's.
fn named(list: &str, variants: &[Variant], told: &[BTreeSet<String>], found: &mut Vec<String>) {
    let written = |variant: &Variant| match CAPITALS.contains(&list) {
        true => variant.name.to_uppercase(),
        false => variant.name.clone(),
    };
    let names: BTreeSet<String> = variants.iter().map(written).collect();
    if names.is_empty() || !told.contains(&names) {
        let names: Vec<String> = names.into_iter().collect();
        found.push(format!(
            "{FORMATS}: no list says what {list} can be: `{}`",
            names.join("`, `")
        ));
    }
}

/// The codes with which the program ends: variants with a number, and numbers given directly.
fn codes_given(source: &str) -> Vec<u32> {
    let numbered = source.lines().filter_map(|line| {
        let (_, number) = line.trim().strip_suffix(',')?.split_once(" = ")?;
        number.parse().ok()
    });
    let direct = source.split("ExitCode::from(").skip(1);
    let direct = direct.filter_map(|rest| rest.split(')').next()?.parse().ok());
    numbered.chain(direct).collect()
}

/// The codes in the first column of the table under "Exit codes".
fn codes_of_table(document: &str) -> BTreeSet<u32> {
    let rest = document
        .split_once("Exit codes")
        .map_or("", |(_, rest)| rest);
    let section = rest.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| "));
    rows.filter_map(|row| row.split(" |").next()?.parse().ok())
        .collect()
}

/// The codes of a sentence: "Exit codes: 0 done; 1 done, but …".
fn codes_of_sentence(document: &str) -> BTreeSet<u32> {
    let rest = document
        .split_once("Exit codes: ")
        .map_or("", |(_, rest)| rest);
    let parts = rest.split('.').next().unwrap_or_default().split(';');
    parts
        .filter_map(|part| part.split_whitespace().next()?.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "/// Why.\npub enum Reason {\n    /// One\n    /// thing.\n    TooLong,\n    /// Two.\n    NoText,\n}\n";

    #[test]
    fn names_and_documentation_of_a_list_are_read() {
        let found = variants(SOURCE, "Reason");
        assert_eq!(found.len(), 2);
        assert_eq!(
            (&*found[0].name, &*found[0].about),
            ("too-long", "One thing.")
        );
    }

    #[test]
    fn a_reason_that_is_missing_or_told_otherwise_is_found() {
        let mut found = Vec::new();
        let table = "\n## Reasons\n\n| `too-long` | One thing. |\n| `no-text` | 2. |\n";
        reasons(&variants(SOURCE, "Reason"), table, &mut found);
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn a_list_that_lacks_a_name_is_found() {
        let variants = variants(SOURCE, "Reason");
        let mut found = Vec::new();
        named(
            "Reason",
            &variants,
            &runs("is `no-text` or\n`too-long`."),
            &mut found,
        );
        assert_eq!(found, [""; 0]);
        named(
            "Reason",
            &variants,
            &runs("is `no-text`, `other`"),
            &mut found,
        );
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn exit_codes_are_found_where_they_are_given_and_told() {
        assert_eq!(codes_given("    Done = 0,\n ExitCode::from(2)\n"), [0, 2]);
        let table = "Exit codes\n\n| code | meaning |\n|---|---|\n| 0 | done |\n| 2 | no |\n";
        assert_eq!(codes_of_table(table), BTreeSet::from([0, 2]));
        let sentence = "Exit codes: 0 done; 1 done, but;\n  4 no.";
        assert_eq!(codes_of_sentence(sentence), BTreeSet::from([0, 1, 4]));
    }
}
