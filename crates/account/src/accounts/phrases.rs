//! The words with which an account tells an event: tables of `rules/accounts/`.

use std::collections::BTreeMap;

use crate::model::EventType;
use crate::rules::{RuleError, Rules};

const ACTS: &str = "accounts/acts.tsv";
const CARRIERS: &str = "accounts/carriers.tsv";
const TYPES: &str = "accounts/types.tsv";
const VERBS: &str = "accounts/verbs.tsv";

/// How a sentence is made with one act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) base: String,
    pub(super) past: String,
    /// Empty where the act has no passive.
    pub(super) participle: String,
    /// Between act and recipient: "with"; or behind the recipient.
    pub(super) link: String,
    pub(super) link_after: bool,
    /// Whether the parties do it together: "A and B met".
    pub(super) mutual: bool,
    /// Base and past where there is no recipient.
    pub(super) alone: Option<(String, String)>,
}

/// All phrases.
#[derive(Debug)]
pub(super) struct Phrases {
    acts: BTreeMap<String, Phrase>,
    types: BTreeMap<(EventType, String), Phrase>,
    verbs: BTreeMap<String, (String, String)>,
    received: BTreeMap<EventType, String>,
    carriers: BTreeMap<String, String>,
}

impl Phrases {
    /// Reads the tables.
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let mut acts = BTreeMap::new();
        for cells in rows(rules, ACTS) {
            let phrase = Phrase {
                mutual: cell(&cells, 5) == "mutual",
                ..phrase(&cells[1..])
            };
            for word in cell(&cells, 0).split(' ') {
                acts.insert(word.to_owned(), phrase.clone());
            }
        }
        let mut types = BTreeMap::new();
        let mut received = BTreeMap::new();
        for cells in rows(rules, TYPES) {
            let kind = EventType::parse(cell(&cells, 0)).ok_or_else(|| {
                RuleError::new(
                    TYPES,
                    format!("{:?}: expected a type of PLOVER", cell(&cells, 0)),
                )
            })?;
            let mode = cell(&cells, 1).to_owned();
            if !mode.is_empty() && kind.mode(&mode).is_none() {
                return Err(RuleError::new(
                    TYPES,
                    format!("{mode:?} is no mode of {kind}"),
                ));
            }
            if mode.is_empty() {
                received.insert(kind, cell(&cells, 9).to_owned());
            }
            let alone = (cell(&cells, 6).to_owned(), cell(&cells, 7).to_owned());
            let phrase = Phrase {
                mutual: cell(&cells, 8) == "mutual",
                link_after: cell(&cells, 8) == "after",
                alone: Some(alone),
                ..phrase(&cells[2..])
            };
            types.insert((kind, mode), phrase);
        }
        let verb = |cells: Vec<&str>| {
            let forms = (cell(&cells, 1).to_owned(), cell(&cells, 2).to_owned());
            (cell(&cells, 0).to_owned(), forms)
        };
        let mut carriers = BTreeMap::new();
        for cells in rows(rules, CARRIERS) {
            for noun in cell(&cells, 1).split(' ') {
                carriers.insert(noun.to_owned(), cell(&cells, 0).to_owned());
            }
        }
        let verbs = rows(rules, VERBS).into_iter().map(verb).collect();
        Ok(Self {
            acts,
            types,
            verbs,
            received,
            carriers,
        })
    }

    /// The act that a word names by itself.
    pub(super) fn act(&self, lemma: &str) -> Option<&Phrase> {
        self.acts.get(lemma)
    }

    /// One name for the act of all words that name it; another word stands for itself.
    pub(super) fn name_of(&self, lemma: &str) -> String {
        let act = self.act(lemma).map(|phrase| phrase.base.as_str());
        act.unwrap_or(lemma).to_owned()
    }

    /// The phrase of a type and mode.
    pub(super) fn of_type(&self, kind: EventType, mode: Option<&str>) -> Phrase {
        let exact = mode.and_then(|mode| self.types.get(&(kind, mode.to_owned())));
        let any = || self.types.get(&(kind, String::new()));
        exact.or_else(any).cloned().unwrap_or_default()
    }

    /// Base and past of what befalls the recipient of such an event: "face protests".
    pub(super) fn received(&self, kind: EventType) -> (String, String) {
        let base = self.received.get(&kind).cloned().unwrap_or_default();
        let (verb, rest) = base.split_once(' ').unwrap_or((&base, ""));
        let past = format!("{} {rest}", self.past(verb));
        (base.clone(), past.trim_end().to_owned())
    }

    /// The verb that carries a noun: "carry out" a strike.
    pub(super) fn carrier(&self, noun: &str) -> Option<&str> {
        self.carriers.get(&noun.to_lowercase()).map(String::as_str)
    }

    /// The past tense of a verb.
    pub(super) fn past(&self, lemma: &str) -> String {
        match self.verbs.get(lemma) {
            Some((past, _)) => past.clone(),
            None => regular(lemma),
        }
    }
}

fn phrase(cells: &[&str]) -> Phrase {
    Phrase {
        base: cell(cells, 0).to_owned(),
        past: cell(cells, 1).to_owned(),
        participle: cell(cells, 2).to_owned(),
        link: cell(cells, 3).to_owned(),
        ..Phrase::default()
    }
}

fn rows<'r>(rules: &'r Rules, file: &str) -> Vec<Vec<&'r str>> {
    let lines = rules.file(file).lines();
    let rows = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|line| line.split('\t').collect()).collect()
}

fn cell<'c>(cells: &[&'c str], n: usize) -> &'c str {
    cells.get(n).copied().unwrap_or("")
}

/// The regular past tense.
fn regular(lemma: &str) -> String {
    let before_y = lemma
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match (before_y, lemma.ends_with('e')) {
        (Some(stem), _) => format!("{stem}ied"),
        (None, true) => format!("{lemma}d"),
        (None, false) if doubles(lemma) => format!("{lemma}{}ed", &lemma[lemma.len() - 1..]),
        (None, false) => format!("{lemma}ed"),
    }
}

/// Whether a verb of one syllable ends in one vowel and one consonant: "stab", "ban".
fn doubles(lemma: &str) -> bool {
    let vowel = |byte: u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u');
    let bytes = lemma.as_bytes();
    let [.., before, middle, last] = bytes else {
        return false;
    };
    let vowels = bytes
        .iter()
        .filter(|byte| vowel(**byte) || **byte == b'y')
        .count();
    let closed = last.is_ascii_lowercase() && !vowel(*last) && !matches!(last, b'w' | b'x' | b'y');
    vowels == 1 && closed && vowel(*middle) && !vowel(*before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::plover;

    #[test]
    fn every_type_has_a_phrase() {
        let phrases = Phrases::new(&Rules::built_in()).unwrap();
        for kind in plover::types() {
            let phrase = phrases.of_type(kind, None);
            assert!(!phrase.past.is_empty(), "{kind}");
            assert!(phrases.received(kind).1.contains(' '), "{kind}");
            assert!(
                phrase.alone.is_some_and(|(_, past)| !past.is_empty()),
                "{kind}"
            );
        }
    }

    #[test]
    fn verbs_have_their_past_tense() {
        let phrases = Phrases::new(&Rules::built_in()).unwrap();
        assert_eq!(phrases.past("order"), "ordered");
        assert_eq!(phrases.past("deny"), "denied");
        assert_eq!(phrases.past("deploy"), "deployed");
        assert_eq!(phrases.past("strike"), "struck");
        assert_eq!(phrases.past("stab"), "stabbed");
        assert_eq!(phrases.past("transfer"), "transferred");
        assert_eq!(phrases.past("storm"), "stormed");
        assert_eq!(phrases.past("veto"), "vetoed");
        assert_eq!(phrases.past("freeze"), "froze");
    }
}
