//! Words: the names of months, days and zones that a date is written with.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::days::Order;
use crate::rules::{RuleError, Rules};

pub(super) const RULES: &str = "articles/dates.toml";

/// The words of the rules, ready to be asked for.
#[derive(Debug)]
pub(super) struct Words {
    /// Numbers of months by their names.
    pub(super) months: BTreeMap<String, i8>,
    /// Minutes east of Greenwich by the zone's name.
    pub(super) zones: BTreeMap<String, i32>,
    /// What may stand between day, month and year.
    pub(super) joints: BTreeSet<String>,
    /// What stands behind the number of a year, and behind that of a month, where all are counted.
    pub(super) years: BTreeSet<String>,
    pub(super) moons: BTreeSet<String>,
    orders: Orders,
    pub(super) labels: Labels,
    /// What else may stand on a line that holds nothing but a date.
    beside: BTreeSet<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    #[serde(default)]
    month: Vec<Month>,
    #[serde(default)]
    zones: BTreeMap<String, i32>,
    #[serde(default)]
    orders: Orders,
    #[serde(default)]
    labels: Labels,
    #[serde(default)]
    beside: Beside,
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    pub(super) example: Vec<Example>,
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    pub(super) line: Vec<Line>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Month {
    number: i8,
    names: Vec<String>,
}

/// Who writes the month before the day: regions, and languages that are written in several orders.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Orders {
    month_first: BTreeSet<String>,
    either: BTreeSet<String>,
}

/// Words that say what a date on a line of its own is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Labels {
    pub(super) published: Vec<String>,
    pub(super) modified: Vec<String>,
}

/// Words that stand in and around a date and say nothing of it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Beside {
    joints: BTreeSet<String>,
    years: BTreeSet<String>,
    months: BTreeSet<String>,
    days: BTreeSet<String>,
    weekdays: BTreeSet<String>,
    around: BTreeSet<String>,
}

/// A text with the moment that it states.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
pub(super) struct Example {
    pub(super) text: String,
    pub(super) means: String,
}

/// A whole line with what its date is the date of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) dates: String,
}

impl Words {
    /// Reads them from their rule file.
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let file: RuleFile =
            toml::from_str(rules.file(RULES)).map_err(|error| RuleError::new(RULES, error))?;
        let names = |month: Month| {
            let number = month.number;
            month.names.into_iter().map(move |name| (name, number))
        };
        let mut beside = file.beside.weekdays;
        beside.extend(file.beside.years.iter().chain(&file.beside.months).cloned());
        beside.extend(file.beside.days);
        beside.extend(file.beside.around);
        Ok(Self {
            months: file.month.into_iter().flat_map(names).collect(),
            zones: file.zones,
            joints: file.beside.joints,
            years: file.beside.years,
            moons: file.beside.months,
            orders: file.orders,
            labels: file.labels,
            beside,
        })
    }

    /// Which comes first, day or month, in the language of a tag such as "en-US".
    pub(super) fn order(&self, tag: &str) -> Option<Order> {
        let tag = tag.trim().to_lowercase();
        let mut parts = tag.split(['-', '_']);
        let language = parts
            .next()
            .filter(|language| matches!(language.len(), 2 | 3))?;
        let region = parts.next_back().filter(|region| region.len() == 2);
        match region {
            Some(region) if self.orders.month_first.contains(region) => Some(Order::MonthFirst),
            None if self.orders.either.contains(language) => None,
            _ => Some(Order::DayFirst),
        }
    }

    /// Whether a word can be part of a line that holds nothing but a date.
    pub(super) fn of_a_date(&self, word: &str) -> bool {
        self.months.contains_key(word)
            || self.zones.contains_key(word)
            || self.beside.contains(word)
    }
}
