//! How numbers are written: words, digits, bounds and units, from `rules/numbers/words.toml`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::model::Bound;
use crate::rules::{RuleError, Rules};

const FILE: &str = "numbers/words.toml";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    values: BTreeMap<String, f64>,
    multipliers: BTreeMap<String, f64>,
    vague: BTreeMap<String, f64>,
    bounds: Bounds,
    units: BTreeMap<String, String>,
    signs: BTreeMap<String, String>,
    persons: Persons,
    time: Time,
    before: Before,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    about: Vec<String>,
    #[serde(rename = "at-least")]
    at_least: Vec<String>,
    #[serde(rename = "at-most")]
    at_most: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Persons {
    verbs: BTreeSet<String>,
    rise: BTreeSet<String>,
    tolls: BTreeSet<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Time {
    nouns: BTreeSet<String>,
}

/// Words before a number that say that it counts nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Before {
    back: BTreeSet<String>,
    names: BTreeSet<String>,
}

/// The words of numbers.
#[derive(Debug)]
pub(super) struct Written {
    file: File,
    bounds: BTreeMap<String, Bound>,
}

impl Written {
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let file: File =
            toml::from_str(rules.file(FILE)).map_err(|error| RuleError::new(FILE, error))?;
        let lists = [
            (&file.bounds.about, Bound::About),
            (&file.bounds.at_least, Bound::AtLeast),
            (&file.bounds.at_most, Bound::AtMost),
        ];
        let bounds = lists
            .into_iter()
            .flat_map(|(words, bound)| words.iter().map(move |word| (word.clone(), bound)))
            .collect();
        Ok(Self { file, bounds })
    }

    /// Whether a verb says to which number something has come: "rose to five".
    pub(super) fn rises(&self, verb: &str) -> bool {
        self.file.persons.rise.contains(verb)
    }

    /// Whether a noun is a number of persons by itself: "the toll".
    pub(super) fn is_toll(&self, noun: &str) -> bool {
        self.file.persons.tolls.contains(noun)
    }

    /// The value of one token, a word or digits: "thirty", "1,367", "2.5".
    pub(super) fn value(&self, lower: &str) -> Option<f64> {
        self.word(lower).or_else(|| digits(lower))
    }

    /// The value of a number word.
    pub(super) fn word(&self, lower: &str) -> Option<f64> {
        self.file.values.get(lower).copied()
    }

    /// What a word such as "million" multiplies by.
    pub(super) fn multiplier(&self, lower: &str) -> Option<f64> {
        self.file.multipliers.get(lower).copied()
    }

    /// About how many a word such as "dozens" means.
    pub(super) fn vague(&self, lower: &str) -> Option<f64> {
        self.file.vague.get(lower).copied()
    }

    pub(super) fn bound(&self, words: &str) -> Option<Bound> {
        self.bounds.get(words).copied()
    }

    /// The name under which a unit is reported.
    pub(super) fn unit(&self, lower: &str) -> Option<&str> {
        self.file.units.get(lower).map(String::as_str)
    }

    /// The unit that a sign before the number gives: "$".
    pub(super) fn sign(&self, lower: &str) -> Option<&str> {
        self.file.signs.get(lower).map(String::as_str)
    }

    /// Whether a small number behind this word points back to those who were named before.
    pub(super) fn points_back(&self, lower: &str) -> bool {
        self.file.before.back.contains(lower)
    }

    /// Whether a number behind this word is an age or a name: "aged 42", "No. 10".
    pub(super) fn names(&self, lower: &str) -> bool {
        self.file.before.names.contains(lower)
    }

    /// Whether a bare number beside this verb counts persons.
    pub(super) fn counts_persons(&self, lemma: &str) -> bool {
        self.file.persons.verbs.contains(lemma)
    }

    /// Whether a noun measures time or age.
    pub(super) fn is_time(&self, lower: &str) -> bool {
        let singular = lower.strip_suffix('s').unwrap_or(lower);
        self.file.time.nouns.contains(lower) || self.file.time.nouns.contains(singular)
    }
}

/// Digits with separators of thousands, perhaps with decimals; nothing for ordinals, clock times
/// and anything else with letters in it.
fn digits(lower: &str) -> Option<f64> {
    let first = lower.as_bytes().first()?;
    let plain = lower
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
    if !first.is_ascii_digit() || !plain || lower.len() > 20 || lower.matches('.').count() > 1 {
        return None;
    }
    let whole = lower.split('.').next().unwrap_or(lower);
    let mut groups = whole.split(',');
    let head = groups.next().map_or(0, str::len);
    let grouped = whole.contains(',');
    if grouped && (head > 3 || !groups.all(|group| group.len() == 3 || group.len() == 2)) {
        return None;
    }
    lower.replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_and_digits_have_values() {
        let written = Written::new(&Rules::built_in()).unwrap();
        assert_eq!(written.value("1,367"), Some(1367.0));
        assert_eq!(written.value("thirty"), Some(30.0));
        assert_eq!(written.value("2.5"), Some(2.5));
        assert_eq!(written.value("3rd"), None);
        assert_eq!(written.bound("at least"), Some(Bound::AtLeast));
    }
}
