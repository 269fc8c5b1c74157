//! Words by which the text takes somebody up: `rules/mentions/words.toml`.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::rules::{RuleError, Rules};

const FILE: &str = "mentions/words.toml";

/// The groups of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Words {
    pub(super) countries: Group,
    pub(super) cities: Group,
    land: Group,
    pair_of_countries: Group,
    pub(super) pair_of_leaders: Group,
    pub(super) pair_of_persons: Group,
    pub(super) leading: Group,
    pub(super) not_leading: Group,
    pub(super) same_office: Group,
    pub(super) nobody: Group,
    pub(super) plural_bodies: Group,
    pub(super) family_first: Group,
    pub(super) joined: Group,
    pub(super) bodies: Group,
    pub(super) at_large: Group,
    pub(super) empty: Group,
    pub(super) courtesy: Group,
    pub(super) small: Group,
    pub(super) endings: Group,
}

/// Words, with texts that use them and texts that use another word in their place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "the tests read the examples"))]
pub(super) struct Group {
    words: BTreeSet<Box<str>>,
    example: Vec<Example>,
    not: Vec<Example>,
}

/// A text, a phrase in it, and the name of whoever it means, empty for nobody named before.
pub(super) type Example = (String, String, String);

impl Words {
    /// Reads the groups.
    pub(super) fn load(rules: &Rules) -> Result<Self, RuleError> {
        toml::from_str(rules.file(FILE)).map_err(|error| RuleError::new(FILE, error))
    }

    /// Whether a word is for land, which is no body of its own.
    pub(super) fn is_land(&self, word: &str) -> bool {
        [&self.countries, &self.cities, &self.land]
            .iter()
            .any(|group| group.has(word))
    }

    /// Whether two of a word are two countries.
    pub(super) fn pairs_countries(&self, word: &str) -> bool {
        self.is_land(word) || self.pair_of_countries.has(word)
    }

    /// The texts of all groups.
    #[cfg(test)]
    pub(super) fn examples(&self) -> impl Iterator<Item = &Example> {
        let groups = [
            &self.countries,
            &self.cities,
            &self.land,
            &self.pair_of_countries,
            &self.pair_of_leaders,
            &self.pair_of_persons,
            &self.leading,
            &self.not_leading,
            &self.same_office,
            &self.nobody,
            &self.plural_bodies,
            &self.family_first,
            &self.joined,
            &self.bodies,
            &self.at_large,
            &self.empty,
            &self.courtesy,
            &self.small,
            &self.endings,
        ];
        let groups = groups.into_iter();
        groups.flat_map(|group| group.example.iter().chain(&group.not))
    }
}

impl Group {
    /// Whether the word is one of the group.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// The words of the group.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(AsRef::as_ref)
    }
}
