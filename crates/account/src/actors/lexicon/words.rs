//! Words that say something of an actor beside its role: `rules/actors/words.toml`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::rules::{RuleError, Rules};

pub(super) const FILE: &str = "actors/words.toml";

/// The words of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) over: Group,
    pub(super) sent: Group,
    pub(super) abroad: Group,
    #[serde(rename = "heads-of-state")]
    pub(super) heads_of_state: Group,
    #[serde(rename = "heads-of-government")]
    pub(super) heads_of_government: Group,
    #[serde(rename = "only-in")]
    pub(super) only_in: Offices,
    pub(super) shared: Shared,
    pub(super) acronyms: Acronyms,
    pub(super) regular: Regular,
}

/// Words, phrases that they change, and phrases that they do not, each with its codes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "the tests read the examples"))]
pub(super) struct Group {
    pub(super) words: BTreeSet<String>,
    pub(super) example: Vec<(String, String)>,
    pub(super) not: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "the tests read the examples"))]
pub(super) struct Acronyms {
    pub(super) spellings: BTreeMap<String, String>,
    pub(super) example: Vec<(String, String)>,
    pub(super) not: Vec<(String, String)>,
}

/// Offices that only one country has under their name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Offices {
    pub(super) roles: BTreeMap<String, String>,
}

/// Names of places that several countries have.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shared {
    pub(super) places: BTreeMap<String, Vec<String>>,
}

/// Words in "-man" that take an s.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Regular {
    pub(super) words: Vec<String>,
}

impl Words {
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        toml::from_str(rules.file(FILE)).map_err(|error| RuleError::new(FILE, error))
    }

    /// The phrases of all groups with the codes that they must have.
    #[cfg(test)]
    pub(super) fn examples(&self) -> impl Iterator<Item = &(String, String)> {
        let Self {
            over,
            sent,
            abroad,
            heads_of_state: state,
            heads_of_government: government,
            acronyms,
            ..
        } = self;
        [&over.example, &over.not, &sent.example, &sent.not]
            .into_iter()
            .chain([&abroad.example, &abroad.not])
            .chain([&state.example, &state.not])
            .chain([&government.example, &government.not])
            .chain([&acronyms.example, &acronyms.not])
            .flatten()
    }
}
