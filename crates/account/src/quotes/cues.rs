//! Cues: the words that report speech, from `rules/quotes/cues.toml`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::rules::{RuleError, Rules};

/// Where they stand.
pub(super) const PATH: &str = "quotes/cues.toml";

/// What kind of report a verb makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// Said or written: "said".
    Speech,
    /// Called something: "labelled".
    Naming,
    /// Speech is what the act consists of: "accused".
    Judging,
    /// Thought, wanted, known: "believes".
    Thought,
}

/// The cues.
#[derive(Debug)]
pub(super) struct Cues {
    verbs: BTreeMap<Box<str>, Group>,
    continuing: BTreeSet<Box<str>>,
    documents: BTreeSet<Box<str>>,
    intent: BTreeSet<Box<str>>,
    nouns: BTreeSet<Box<str>>,
    /// Phrases as words; the last one is what the source hangs on.
    pub(super) phrases: Vec<Vec<Box<str>>>,
    /// What stands before words in marks that are no speech.
    pub(super) terms: Vec<Vec<Box<str>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) speech: Verbs,
    pub(super) continuing: Verbs,
    pub(super) naming: Verbs,
    pub(super) judging: Verbs,
    pub(super) thought: Verbs,
    pub(super) intent: Verbs,
    nouns: Nouns,
    phrases: Words,
    documents: Nouns,
    terms: Before,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Verbs {
    verbs: Vec<Box<str>>,
    pub(super) example: Vec<(String, String)>,
    pub(super) not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
    example: Vec<(String, String)>,
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nouns {
    nouns: Vec<Box<str>>,
    example: Vec<(String, String)>,
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Before {
    before: Vec<String>,
    example: Vec<(String, String)>,
    not: Vec<String>,
}

/// The file as it stands.
pub(super) fn file(rules: &Rules) -> Result<File, RuleError> {
    toml::from_str(rules.file(PATH)).map_err(|error| RuleError::new(PATH, error))
}

/// The sentences of the rule file: each with the speaker that it must give, or none.
///
/// # Errors
/// A rule file that cannot be used as it stands.
pub fn examples(rules: &Rules) -> Result<Vec<(String, Option<String>)>, RuleError> {
    let file = file(rules)?;
    let verbs = [
        file.speech,
        file.continuing,
        file.naming,
        file.judging,
        file.thought,
        file.intent,
    ];
    let mut groups: Vec<_> = verbs
        .into_iter()
        .map(|group| (group.example, group.not))
        .collect();
    groups.push((file.phrases.example, file.phrases.not));
    groups.push((file.nouns.example, file.nouns.not));
    groups.push((file.documents.example, file.documents.not));
    groups.push((file.terms.example, file.terms.not));
    let mut examples = Vec::new();
    for (matching, other) in groups {
        examples.extend(
            matching
                .into_iter()
                .map(|(text, speaker)| (text, Some(speaker).filter(|speaker| !speaker.is_empty()))),
        );
        examples.extend(other.into_iter().map(|text| (text, None)));
    }
    Ok(examples)
}

impl Cues {
    /// Reads `cues.toml`.
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let file = file(rules)?;
        let mut verbs = BTreeMap::new();
        let groups = [
            (Group::Thought, file.thought.verbs),
            (Group::Judging, file.judging.verbs),
            (Group::Naming, file.naming.verbs),
            (Group::Speech, file.speech.verbs),
        ];
        for (group, named) in groups {
            verbs.extend(named.into_iter().map(|verb| (verb, group)));
        }
        let words = |phrases: Vec<String>| {
            phrases
                .iter()
                .map(|phrase| phrase.split_whitespace().map(Into::into).collect())
                .collect()
        };
        Ok(Self {
            verbs,
            continuing: file.continuing.verbs.into_iter().collect(),
            documents: file.documents.nouns.into_iter().collect(),
            intent: file.intent.verbs.into_iter().collect(),
            nouns: file.nouns.nouns.into_iter().collect(),
            phrases: words(file.phrases.words),
            terms: words(file.terms.before),
        })
    }

    /// The group of a verb, by its dictionary form.
    pub(super) fn group(&self, lemma: &str) -> Option<Group> {
        self.verbs.get(lemma).copied()
    }

    /// Whether the verb carries on what somebody was saying.
    pub(super) fn continues(&self, lemma: &str) -> bool {
        self.continuing.contains(lemma)
    }

    /// Whether the verb with an infinitive says what somebody means or asks to be done.
    pub(super) fn intends(&self, lemma: &str) -> bool {
        self.intent.contains(lemma)
    }

    /// Whether the noun carries a clause that somebody says or thinks.
    pub(super) fn carries_clause(&self, lemma: &str) -> bool {
        self.nouns.contains(lemma)
    }

    /// Whether the noun names something that carries words.
    pub(super) fn is_document(&self, lemma: &str) -> bool {
        self.documents.contains(lemma)
    }
}
