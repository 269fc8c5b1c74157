//! Towns: the small places of `rules/places/towns.tsv`, counties and divisions, sought in the files as they stand.
//!
//! The files are sorted by the folded name, so that nothing is built from their many lines: a name
//! is found by halving.

use crate::actors::lexicon::plain;
use crate::model::CountryCode;
use crate::rules::{RuleError, Rules};

use super::gazetteer::{code_of, degrees};

/// A sorted file of places.
#[derive(Debug)]
pub(super) struct Towns {
    text: String,
    /// Where the lines begin that hold a place.
    starts: Vec<u32>,
    level: Level,
}

/// What a place is beside its country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// A town, a building, a sea: anything that holds no towns of a country.
    Other,
    /// A part of a division.
    County,
    /// A state or province.
    Division,
}

/// One line of such a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Town<'t> {
    pub(super) name: &'t str,
    pub(super) country: CountryCode,
    /// First-level division of its country, by its code.
    pub(super) division: &'t str,
    pub(super) at: (f64, f64),
    pub(super) people: u32,
    pub(super) level: Level,
}

impl Towns {
    /// Reads the file at `path`.
    pub(super) fn new(rules: &Rules, path: &str, level: Level) -> Result<Self, RuleError> {
        let text = rules.file(path).to_owned();
        let mut starts = Vec::new();
        let mut at = 0;
        let mut before = "";
        for (number, line) in text.split('\n').enumerate() {
            if !line.is_empty() && !line.starts_with('#') {
                let key = line.split('\t').next().unwrap_or_default();
                if key < before {
                    let message = format!("line {}: `{key}` must stand before", number + 1);
                    return Err(RuleError::new(path, message));
                }
                before = key;
                starts.push(at);
            }
            at += line.len() as u32 + 1;
        }
        Ok(Self {
            text,
            starts,
            level,
        })
    }

    /// The places of this name, the largest first; `key` is as [`key`] makes it.
    pub(super) fn named(&self, key: &str) -> impl Iterator<Item = Town<'_>> {
        let first = self.starts.partition_point(|start| self.key(*start) < key);
        let same = self.starts[first..]
            .iter()
            .take_while(move |start| self.key(**start) == key);
        same.filter_map(|start| self.town(*start))
    }

    fn line(&self, start: u32) -> &str {
        let rest = &self.text[start as usize..];
        rest.split('\n').next().unwrap_or(rest)
    }

    fn key(&self, start: u32) -> &str {
        let rest = &self.text[start as usize..];
        rest.split(['\t', '\n']).next().unwrap_or(rest)
    }

    fn town(&self, start: u32) -> Option<Town<'_>> {
        let mut columns = self.line(start).split('\t');
        let mut next = || columns.next();
        let (_, name, country) = (next()?, next()?, code_of(next()?)?);
        Some(Town {
            name,
            country,
            division: next()?,
            at: degrees(next()?)?,
            people: next()?.parse().ok()?,
            level: self.level,
        })
    }
}

/// A name as the files are sorted by: without accents and signs, "Saint" and the like shortened.
pub(super) fn key(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–')) {
        let letters = word.chars().map(plain);
        let bare: String = letters
            .filter(|c| !matches!(c, '.' | '\''))
            .flat_map(char::to_lowercase)
            .collect();
        let short = match bare.as_str() {
            "" => continue,
            "saint" => "st",
            "fort" => "ft",
            "mount" => "mt",
            other => other,
        };
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(short);
    }
    folded
}

/// A name with capitals out of a folded one: "baton rouge".
pub(super) fn capitals(key: &str) -> String {
    let mut name = String::with_capacity(key.len());
    let mut begins = true;
    for c in key.chars() {
        name.push(if begins { c.to_ascii_uppercase() } else { c });
        begins = c == ' ';
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn towns(text: &str) -> Result<Towns, RuleError> {
        let rules = Rules::built_in().with("places/towns.tsv", text.into());
        Towns::new(&rules, "places/towns.tsv", Level::Other)
    }

    #[test]
    fn a_town_is_found_under_its_name_in_any_spelling() {
        let rules = Rules::built_in();
        let towns = Towns::new(&rules, "places/towns.tsv", Level::Other).unwrap();
        let divisions: Vec<_> = towns
            .named(&key("Baton-Rouge"))
            .map(|town| town.division)
            .collect();
        assert_eq!(divisions, ["LA"]);
        assert!(towns.named(&key("Saint Cloud")).count() > 1);
        assert_eq!(towns.named("nowhere in particular").count(), 0);
    }

    #[test]
    fn a_file_out_of_order_is_named_with_its_line() {
        let error = towns("# two\nb\t\tUSA\tTX\t1,1\t1\na\t\tUSA\tTX\t1,1\t1\n").unwrap_err();
        assert!(error.message.starts_with("line 3"), "{error}");
    }

    #[test]
    fn the_files_are_sorted_by_the_names_as_they_are_sought() {
        let rules = Rules::built_in();
        for path in ["towns", "counties", "divisions"] {
            let path = format!("places/{path}.tsv");
            let towns = Towns::new(&rules, &path, Level::Other).unwrap();
            for start in &towns.starts {
                let town = towns.town(*start).unwrap();
                let name = match town.name {
                    "" => towns.key(*start),
                    name => name,
                };
                assert_eq!(key(name), towns.key(*start), "{path}");
            }
        }
    }

    #[test]
    fn a_damaged_line_is_no_place() {
        assert_eq!(towns("a\t\tUSA\n").unwrap().named("a").count(), 0);
        assert_eq!(capitals("baton rouge"), "Baton Rouge");
    }
}
