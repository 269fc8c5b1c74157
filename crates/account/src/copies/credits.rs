//! Credit lines: whose report an article says that it takes over.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::model::Article;
use crate::rules::{RuleError, Rules};

const FILE: &str = "copies/credits.toml";

#[derive(Deserialize)]
struct Table {
    credit: Vec<Phrase>,
    agency: Vec<Agency>,
}

#[derive(Deserialize)]
struct Phrase {
    phrase: String,
    matches: String,
    not: String,
}

#[derive(Debug, Deserialize)]
struct Agency {
    names: Vec<String>,
}

/// The phrases and agencies of `rules/copies/credits.toml`.
#[derive(Debug)]
pub(super) struct Credits {
    phrases: Vec<(String, String)>,
    agencies: Vec<Agency>,
}

impl Credits {
    /// Reads the phrases, and holds each against its examples.
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let table: Table =
            toml::from_str(rules.file(FILE)).map_err(|error| RuleError::new(FILE, error))?;
        let split = |entry: &Phrase| {
            let (before, after) = entry.phrase.split_once("{outlet}").ok_or_else(|| {
                let message = format!("credit {:?}: expected {{outlet}} in it", entry.phrase);
                RuleError::new(FILE, message)
            })?;
            Ok((before.to_lowercase(), after.to_lowercase()))
        };
        let phrases = table.credit.iter().map(split).collect::<Result<_, _>>()?;
        let credits = Self {
            phrases,
            agencies: table.agency,
        };
        for (entry, phrase) in table.credit.iter().zip(&credits.phrases) {
            let found = |text: &str| says(&fold(text), phrase, "harbour post");
            if !found(&entry.matches) || found(&entry.not) {
                let message = format!("credit {:?}: its examples do not hold", entry.phrase);
                return Err(RuleError::new(FILE, message));
            }
        }
        Ok(credits)
    }

    /// The agencies and those of `outlets` that `article` credits, its own outlet aside.
    pub(super) fn of(&self, article: &Article, outlets: &BTreeSet<String>) -> BTreeSet<String> {
        let own = article.outlet.as_deref().map(|name| self.canonical(name));
        let text = fold(&[&article.text, "\n", &article.edges.join("\n")].concat());
        let heads = article.dateline.iter().chain(&article.byline);
        let heads: Vec<String> = heads.map(|head| self.canonical(head)).collect();
        let names = self.agencies.iter().flat_map(|agency| agency.names.iter());
        let names = names.map(|name| fold(name)).chain(outlets.iter().cloned());
        let credited = names.filter(|name| {
            let said = |phrase| says(&text, phrase, name);
            self.phrases.iter().any(said) || heads.contains(&self.canonical(name))
        });
        let credited = credited.map(|name| self.canonical(&name));
        credited.filter(|name| Some(name) != own.as_ref()).collect()
    }

    /// One name for an outlet however it is written: lower case, no article, agencies in full.
    pub(super) fn canonical(&self, outlet: &str) -> String {
        let folded = fold(outlet);
        let plain = folded.strip_prefix("the ").unwrap_or(&folded);
        let agency = self.agencies.iter().find(|agency| {
            let mut names = agency.names.iter();
            names.any(|name| fold(name) == plain)
        });
        let full = agency.and_then(|agency| agency.names.first());
        full.map_or_else(|| plain.to_owned(), |name| fold(name))
    }
}

fn fold(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// Whether the folded `text` has the phrase about `name`.
fn says(text: &str, (before, after): &(String, String), name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let head = &text[..at];
        let head = head.strip_suffix("the ").unwrap_or(head);
        let Some(left) = head.strip_suffix(before.as_str()) else {
            return false;
        };
        let Some(right) = text[at + name.len()..].strip_prefix(after.as_str()) else {
            return false;
        };
        let word = char::is_alphanumeric;
        let inside = (before.is_empty() || before.starts_with(word)) && left.ends_with(word);
        !inside && !right.starts_with(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_credits_keep_their_examples() {
        assert!(Credits::new(&Rules::built_in()).is_ok());
    }

    #[test]
    fn an_agency_is_one_under_all_its_names() {
        let credits = Credits::new(&Rules::built_in()).unwrap();
        assert_eq!(credits.canonical("The AP"), "associated press");
        assert_eq!(credits.canonical("The Ellery Courier"), "ellery courier");
    }
}
