//! Lines that belong to the page and not to the article. The lines are `rules/articles/boilerplate.toml`.

use regex::{RegexSet, RegexSetBuilder};
use serde::Deserialize;

use crate::rules::{RuleError, Rules};

const RULES: &str = "articles/boilerplate.toml";

/// A longer block is never a line of the page; in bytes.
const LONGEST: usize = 300;

/// What kind of line of the page a block is, and how much goes with it; nothing for the article's own.
pub(crate) type Hit<'r> = Option<(&'r str, Takes)>;

/// Knows the lines of a page.
#[derive(Debug)]
pub(crate) struct Boilerplate {
    rules: Vec<Rule>,
    set: RegexSet,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    rule: Vec<Rule>,
}

/// One kind of line.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    name: String,
    takes: Takes,
    pattern: String,
    #[serde(default)]
    sentences: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    example: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    counter: Vec<String>,
}

/// How much goes with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Takes {
    /// The line alone.
    Line,
    /// The line and the links under it.
    List,
    /// The line and everything after it.
    Rest,
}

impl Boilerplate {
    /// Prepares the patterns of the rules.
    pub(crate) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let text = rules.file(RULES);
        let file: RuleFile = if text.is_empty() {
            RuleFile { rule: Vec::new() }
        } else {
            toml::from_str(text).map_err(|error| RuleError::new(RULES, error))?
        };
        let whole = file
            .rule
            .iter()
            .map(|rule| format!("^(?:{})$", rule.pattern));
        let set = RegexSetBuilder::new(whole)
            .case_insensitive(true)
            .build()
            .map_err(|error| RuleError::new(RULES, error))?;
        Ok(Self {
            rules: file.rule,
            set,
        })
    }

    /// What kind of line of the page `block` is, and how much goes with it; nothing for the article's own.
    pub(crate) fn of(&self, block: &str) -> Hit<'_> {
        if block.len() > LONGEST {
            return None;
        }
        let line = block.replace(['’', '‘'], "'");
        let fitting = self.set.matches(line.trim());
        let sentence = is_sentence(line.trim());
        let rules = fitting.iter().filter_map(|at| self.rules.get(at));
        rules
            .filter(|rule| rule.sentences || !sentence)
            .max_by_key(|rule| rule.takes)
            .map(|rule| (rule.name.as_str(), rule.takes))
    }
}

/// Five words and more that end where a sentence ends.
fn is_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '\'', ')']);
    bare.ends_with(['.', '!', '?']) && line.split_whitespace().count() >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_takes_its_examples_and_leaves_its_counter_examples() {
        let rules = Rules::built_in();
        let all = Boilerplate::new(&rules).unwrap();
        assert!(all.rules.len() > 10);
        for rule in &all.rules {
            assert!(
                !rule.example.is_empty() && !rule.counter.is_empty(),
                "{}",
                rule.name
            );
            for line in &rule.example {
                assert!(all.of(line).is_some(), "{}: {line}", rule.name);
            }
            for line in &rule.counter {
                assert_eq!(all.of(line), None, "{}: {line}", rule.name);
            }
        }
    }

    #[test]
    fn sentences_of_articles_are_left() {
        let all = Boilerplate::new(&Rules::built_in()).unwrap();
        for line in [
            "The ministers met.",
            "Nothing new",
            "“We will not leave,” she said.",
            "A Harbour at War",
            "What happens next?",
            "Why it matters",
            "The toll",
        ] {
            assert_eq!(all.of(line), None, "{line}");
        }
    }
}
