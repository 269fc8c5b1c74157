//! Persons: which capitalised words beside a date can be an author's name, and which name a place
//! or a section.

use std::collections::BTreeSet;

use crate::actors::lexicon::{Lexicon, fold};
use crate::rules::{RuleError, Rules};

/// The lists of places that the lexicon does not hold.
const PLACES: [&str; 2] = ["places/cities.tsv", "places/regions.tsv"];

/// Knows given names and places.
#[derive(Debug)]
pub(crate) struct Persons {
    lexicon: Lexicon,
    places: BTreeSet<String>,
    sections: BTreeSet<String>,
}

impl Persons {
    /// Reads the lists of the rules; `sections` are the words of the names of sections.
    pub(crate) fn new(rules: &Rules, sections: &[String]) -> Result<Self, RuleError> {
        let lines = PLACES.iter().flat_map(|path| rules.file(path).lines());
        let names = lines.filter(|line| !line.starts_with('#'));
        let names = names.filter_map(|line| line.split('\t').next());
        let places = names.flat_map(|names| names.split('|')).map(key);
        Ok(Self {
            lexicon: Lexicon::load(rules)?,
            places: places.collect(),
            sections: sections.iter().cloned().collect(),
        })
    }

    /// Whether words can be somebody's name: they name no place, no body and no section.
    pub(crate) fn may_be(&self, name: &str) -> bool {
        if self.is_place(name) || self.lexicon.body_named(name).is_some() {
            return false;
        }
        let words = || name.split_whitespace();
        let section = words().any(|word| self.is_section(word));
        let other = words().all(|word| self.is_section(word) || self.is_place(word));
        // "Chad Jordan" is somebody, "Virginia Politics" nobody.
        match self.has_given_name(name) {
            true => !(section && other),
            false => !section && !other,
        }
    }

    /// Whether the first word is a given name.
    pub(crate) fn has_given_name(&self, name: &str) -> bool {
        let first = name.split_whitespace().next().unwrap_or_default();
        self.lexicon.gender_of_given_name(first).is_some()
    }

    fn is_section(&self, word: &str) -> bool {
        self.sections.contains(&word.to_lowercase())
    }

    fn is_place(&self, name: &str) -> bool {
        self.places.contains(&key(name)) || self.lexicon.country_of(name).is_some()
    }
}

/// A name as it is looked up.
fn key(name: &str) -> String {
    fold(name).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_may_be_called_like_places_and_places_are_none() {
        let persons = Persons::new(
            &Rules::built_in(),
            &["affairs", "politics"].map(str::to_owned),
        )
        .unwrap();
        for name in ["Chad Jordan", "Ann Oak", "Xylo Oak", "Jordan Fir"] {
            assert!(persons.may_be(name), "{name}");
        }
        for name in [
            "Latin America",
            "LATIN AMERICA",
            "São Paulo",
            "Buenos Aires",
            "South Africa",
            "European Union",
            "Virginia Politics",
            "Foreign Affairs",
        ] {
            assert!(!persons.may_be(name), "{name}");
        }
    }
}
