//! What the seeds must show, from the file that the program's own tests read too.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::eval::accounts::sets;
use crate::eval::quality::root;

/// Where it is written down.
const FILE: &str = "crates/rapporteur/tests/seeds/expected.toml";

/// The whole of it; an article goes by the digits that its name begins with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expected {
    pub(super) articles: usize,
    pub(super) origins: usize,
    pub(super) undated: Vec<String>,
    pub(super) copy: Copied,
    pub(super) meeting: Meeting,
    pub(super) difference: Told,
    pub(super) clutter: Vec<Clutter>,
    pub(super) head: Vec<Head>,
    pub(super) event: Vec<Act>,
    pub(super) actor: Vec<Coded>,
    /// The first words of whole sentences, and their speakers.
    pub(super) said: BTreeMap<String, String>,
    /// Shorter pieces, and their speakers.
    pub(super) short: BTreeMap<String, String>,
}

/// The only copy.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Copied {
    pub(super) copy: String,
    pub(super) source: String,
    pub(super) kind: String,
    /// The fewest aligned passages.
    pub(super) pairs: usize,
}

/// The event that the story is about, first planned and then actual.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Meeting {
    pub(super) r#type: String,
    pub(super) date: String,
    pub(super) sides: Vec<String>,
    pub(super) planned: String,
    pub(super) actual: String,
    pub(super) before: Vec<String>,
}

/// What two articles tell differently about somebody.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    pub(super) about: String,
    pub(super) told: BTreeMap<String, String>,
}

/// Words of the page that do not belong to an article's text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Clutter {
    pub(super) article: String,
    pub(super) words: String,
}

/// What stands above an article's text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) article: String,
    /// How the title ends.
    pub(super) title: String,
    pub(super) byline: String,
    pub(super) published: Option<String>,
}

/// An event told in a passage with all `words`; "" stands for anybody and any time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Act {
    pub(super) name: String,
    pub(super) types: Vec<String>,
    pub(super) words: Vec<String>,
    pub(super) actor: String,
    pub(super) recipient: String,
    pub(super) date: String,
    /// A status that no event told so has.
    pub(super) never: Option<String>,
    /// The part that is known not to be found yet; the program's tests do not ask for it.
    pub(super) open: Option<String>,
}

/// Somebody with country and sector: "USA GOV".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Coded {
    pub(super) name: String,
    pub(super) code: String,
}

impl Expected {
    /// Reads the file; its bytes come with it.
    pub(super) fn load() -> Result<(Self, Vec<u8>)> {
        let path: PathBuf = root().join(FILE);
        let bytes = sets::read(&path)?;
        let text = std::str::from_utf8(&bytes).with_context(|| format!("reading {FILE}"))?;
        let expected = toml::from_str(text).with_context(|| format!("reading {FILE}"))?;
        Ok((expected, bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_expected_can_be_read_and_every_open_part_is_one_of_an_event() {
        let (expected, _) = Expected::load().unwrap();
        assert!(expected.event.len() > 10 && expected.said.len() >= 18);
        for act in &expected.event {
            let parts = ["actor", "recipient", "date"];
            let known = |open: &String| parts.contains(&open.as_str());
            assert!(act.open.as_ref().is_none_or(known), "{}", act.name);
            assert!(!act.types.is_empty() && !act.words.is_empty());
        }
    }
}
