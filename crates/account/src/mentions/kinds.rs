//! Which words take up which others: `rules/mentions/`.

use std::collections::{HashMap, HashSet};

use super::antecedents::Weights;
use super::words::Words;
use crate::rules::{RuleError, Rules};

const KINDS: &str = "mentions/kinds.tsv";
const SPEECH: &str = "mentions/speech.tsv";

/// The stage's own rules.
#[derive(Debug)]
pub(super) struct Kinds {
    pub(super) words: Words,
    pub(super) pronouns: Weights,
    narrower: HashMap<String, Vec<String>>,
    speech: HashSet<String>,
}

impl Kinds {
    pub(super) fn load(rules: &Rules) -> Result<Self, RuleError> {
        let mut kinds = Self {
            words: Words::load(rules)?,
            pronouns: Weights::load(rules)?,
            narrower: HashMap::new(),
            speech: HashSet::new(),
        };
        for (line, text) in lines(rules.file(KINDS)) {
            let (word, narrower) = text.split_once('\t').ok_or_else(|| {
                let message = format!(
                    "line {line}: `{text}` needs a tab between a word and those it takes up"
                );
                RuleError::new(KINDS, message)
            })?;
            let narrower = narrower.split('|').map(|word| word.trim().to_owned());
            kinds
                .narrower
                .insert(word.trim().to_owned(), narrower.collect());
        }
        for (_, text) in lines(rules.file(SPEECH)) {
            kinds
                .speech
                .extend(text.split_whitespace().map(str::to_owned));
        }
        Ok(kinds)
    }

    /// Whether `word` ("leader") can take up somebody whom a role phrase calls otherwise.
    pub(super) fn takes_up(&self, word: &str, role: &str) -> bool {
        let narrower = self.narrower.get(word);
        narrower.is_some_and(|words| words.iter().any(|word| holds(role, word)))
    }

    /// Whether a verb, by its lemma, reports speech.
    pub(super) fn is_speech(&self, lemma: &str) -> bool {
        self.speech.contains(lemma)
    }
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

/// Whether `phrase` holds `word` as whole words.
pub(super) fn holds(phrase: &str, word: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    phrase.match_indices(word).any(|(at, _)| {
        edge(phrase[..at].chars().next_back()) && edge(phrase[at + word.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leader_can_be_a_president_and_a_senator_cannot() {
        let kinds = Kinds::load(&Rules::built_in()).unwrap();
        assert!(kinds.takes_up("leader", "bolivian president"));
        assert!(!kinds.takes_up("leader", "senator"));
        assert!(kinds.is_speech("say") && !kinds.is_speech("eat"));
    }

    #[test]
    fn words_are_found_whole() {
        assert!(holds("us senator for ohio", "senator"));
        assert!(!holds("senatorial aide", "senator"));
    }

    #[test]
    fn a_line_without_a_tab_is_reported() {
        let rules = Rules::built_in().with(KINDS, "leader president".to_owned());
        let error = Kinds::load(&rules).unwrap_err().to_string();
        assert!(error.contains("mentions/kinds.tsv: line 1"), "{error}");
    }
}
