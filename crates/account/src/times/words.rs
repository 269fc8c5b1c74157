//! Words: the text cut into words and numbers, and the vocabulary that the patterns name.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::feasts::Feast;
use crate::model::Span;
use crate::rules::{RuleError, Rules};

/// Where the vocabulary stands.
pub(super) const PATH: &str = "times/words.toml";

/// A word, a run of digits, or one sign.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) span: Span,
    /// Lower case; a curly apostrophe straightened.
    pub(super) lower: Box<str>,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// Whether it consists of digits.
    pub(super) digits: bool,
    /// Whether no white space parts it from what stands before it.
    pub(super) glued: bool,
}

impl Word {
    /// The number that the digits write.
    pub(super) fn number(&self) -> Option<u32> {
        if self.digits && self.lower.len() <= 9 {
            self.lower.parse().ok()
        } else {
            None
        }
    }
}

/// Cuts the piece of a text that begins at byte `offset`.
pub(super) fn cut(piece: &str, offset: u32) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = piece;
    let mut at = 0;
    let mut glued = false;
    while let Some(first) = rest.chars().next() {
        let length = length(rest, first);
        let surface = &rest[..length];
        if !first.is_whitespace() {
            words.push(Word {
                span: Span::new(offset + at as u32, offset + (at + length) as u32),
                lower: surface.to_lowercase().replace('\u{2019}', "'").into(),
                capital: first.is_uppercase(),
                digits: first.is_ascii_digit(),
                glued,
            });
        }
        glued = !first.is_whitespace();
        at += length;
        rest = &rest[length..];
    }
    words
}

/// Bytes of the word at the beginning of `rest`.
fn length(rest: &str, first: char) -> usize {
    let run = |inside: fn(char) -> bool| rest.find(|c| !inside(c)).unwrap_or(rest.len());
    if first.is_ascii_digit() {
        return run(|c| c.is_ascii_digit());
    }
    if first.is_alphabetic() {
        return run(char::is_alphabetic);
    }
    if matches!(first, '\'' | '\u{2019}') {
        let mut after = rest[first.len_utf8()..].chars();
        if after.next() == Some('s') && !after.next().is_some_and(char::is_alphanumeric) {
            return first.len_utf8() + 1;
        }
    }
    first.len_utf8()
}

/// Phrases with what they stand for, found by their first word.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases<T> {
    by_first: BTreeMap<Box<str>, Vec<Phrase<T>>>,
}

/// The words of a phrase and what it stands for.
type Phrase<T> = (Vec<Box<str>>, T);

impl<T: Clone> Phrases<T> {
    fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut by_first: BTreeMap<Box<str>, Vec<Phrase<T>>> = BTreeMap::new();
        for (phrase, value) in entries {
            let words: Vec<Box<str>> = cut(&phrase, 0).into_iter().map(|word| word.lower).collect();
            if let Some(first) = words.first().cloned() {
                by_first.entry(first).or_default().push((words, value));
            }
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Self { by_first }
    }

    /// The longest phrase at `at`: the word behind it and its value.
    pub(super) fn read(&self, words: &[Word], at: usize) -> Option<(usize, T)> {
        let phrases = self.by_first.get(&words.get(at)?.lower)?;
        let fits = |phrase: &[Box<str>]| {
            let here = words.get(at..at + phrase.len());
            here.is_some_and(|here| {
                here.iter()
                    .zip(phrase)
                    .all(|(word, part)| word.lower == *part)
            })
        };
        let (phrase, value) = phrases.iter().find(|(phrase, _)| fits(phrase))?;
        Some((at + phrase.len(), value.clone()))
    }

    /// The words that begin a phrase.
    pub(super) fn firsts(&self) -> impl Iterator<Item = &str> {
        self.by_first.keys().map(AsRef::as_ref)
    }

    /// What a single word stands for.
    pub(super) fn word(&self, lower: &str) -> Option<&T> {
        let phrases = self.by_first.get(lower)?;
        let single = phrases.iter().find(|(phrase, _)| phrase.len() == 1)?;
        Some(&single.1)
    }
}

/// The vocabulary of `words.toml`.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) months: Phrases<i8>,
    pub(super) weekdays: Phrases<i8>,
    pub(super) units: Phrases<Box<str>>,
    pub(super) seasons: Phrases<Box<str>>,
    pub(super) parts: Phrases<Box<str>>,
    pub(super) numbers: Phrases<u32>,
    pub(super) ordinals: Phrases<u32>,
    pub(super) decades: Phrases<i16>,
    pub(super) holidays: Phrases<Feast>,
    pub(super) shifts: Phrases<i32>,
    pub(super) portions: Phrases<Box<str>>,
    pub(super) approximations: Phrases<()>,
    pub(super) vague: Phrases<()>,
    pub(super) couples: Phrases<()>,
    pub(super) ahead: Vec<Box<str>>,
    pub(super) same: Vec<Box<str>>,
    /// Nouns that a number before them counts.
    pub(super) counted: Group,
    /// Words before "a year" that make it a rate.
    pub(super) rates: Group,
    /// What stands behind a time of day for its zone.
    pub(super) zones: Group,
    /// Words for now, and for what is to come.
    pub(super) present: Group,
    pub(super) future: Group,
    pub(super) calls: Vec<Box<str>>,
    /// Words of results, and those of whom there is one "of the year".
    pub(super) results: Group,
    pub(super) honours: Group,
    /// Verbs whose present tense stands for what a timetable holds.
    pub(super) timetabled: Vec<Box<str>>,
    /// Words before a date that is to come.
    pub(super) leads: Vec<Box<str>>,
    /// What is called after a holiday.
    pub(super) treaties: Group,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    months: BTreeMap<String, i8>,
    weekdays: BTreeMap<String, i8>,
    units: BTreeMap<String, Box<str>>,
    seasons: BTreeMap<String, Box<str>>,
    parts: BTreeMap<String, Box<str>>,
    numbers: BTreeMap<String, u32>,
    ordinals: BTreeMap<String, u32>,
    decades: BTreeMap<String, i16>,
    holidays: BTreeMap<String, Feast>,
    shifts: BTreeMap<String, i32>,
    portions: BTreeMap<String, Box<str>>,
    approximations: List,
    vague: List,
    couples: List,
    ahead: Ahead,
    counted: Group,
    rates: Group,
    zones: Group,
    present: Group,
    future: Group,
    results: Group,
    honours: Group,
    treaties: Group,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    words: Vec<String>,
}

/// Words with sentences in which they count, and sentences in which others stand in their place;
/// each with the expressions that are found in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub(super) words: BTreeSet<Box<str>>,
    #[cfg_attr(not(test), allow(dead_code))] // the tests run them
    pub(super) example: Vec<(String, String)>,
    #[cfg_attr(not(test), allow(dead_code))]
    pub(super) not: Vec<(String, String)>,
}

impl Group {
    /// Whether the word is one of them.
    pub(super) fn has(&self, lower: &str) -> bool {
        self.words.contains(lower)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ahead {
    verbs: Vec<Box<str>>,
    same: Vec<Box<str>>,
    calls: Vec<Box<str>>,
    timetabled: Vec<Box<str>>,
    leads: Vec<Box<str>>,
}

impl Vocabulary {
    /// Reads `words.toml`.
    pub(super) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let file: File =
            toml::from_str(rules.file(PATH)).map_err(|error| RuleError::new(PATH, error))?;
        let set = |list: List| Phrases::new(list.words.into_iter().map(|word| (word, ())));
        Ok(Self {
            months: Phrases::new(file.months),
            weekdays: Phrases::new(file.weekdays),
            units: Phrases::new(file.units),
            seasons: Phrases::new(file.seasons),
            parts: Phrases::new(file.parts),
            numbers: Phrases::new(file.numbers),
            ordinals: Phrases::new(file.ordinals),
            decades: Phrases::new(file.decades),
            holidays: Phrases::new(file.holidays),
            shifts: Phrases::new(file.shifts),
            portions: Phrases::new(file.portions),
            approximations: set(file.approximations),
            vague: set(file.vague),
            couples: set(file.couples),
            ahead: file.ahead.verbs,
            same: file.ahead.same,
            counted: file.counted,
            rates: file.rates,
            zones: file.zones,
            present: file.present,
            future: file.future,
            results: file.results,
            honours: file.honours,
            timetabled: file.ahead.timetabled,
            leads: file.ahead.leads,
            treaties: file.treaties,
            calls: file.ahead.calls,
        })
    }
}
