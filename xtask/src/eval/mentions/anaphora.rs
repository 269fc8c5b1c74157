//! Pronouns and descriptions: whether they are joined to whom they stand for, on the GUM corpus.
//!
//! A pronoun is right where what our entity is called or described by, nearest before it, belongs to
//! the pronoun's group in the gold set. Asked are those with a name or a description before them.

use std::collections::BTreeMap;

use account::model::{Mention, MentionKind, Reading};
use account::span::CodePoints;
use serde_json::Value;

/// What is asked of one kind of phrase.
#[derive(Default)]
struct Count {
    asked: f64,
    given: f64,
    right: f64,
}

/// Counts by kind of phrase.
#[derive(Default)]
pub(super) struct Counts(BTreeMap<&'static str, Count>);

/// A gold mention, in code points.
pub(crate) struct Gold {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) group: String,
    kind: String,
    pub(crate) text: String,
}

impl Gold {
    /// The gold mentions of a text.
    pub(crate) fn all(text: &Value) -> Vec<Self> {
        let entities = text["entities"].as_array().map_or(&[][..], Vec::as_slice);
        let word =
            |entity: &Value, name: &str| entity[name].as_str().unwrap_or_default().to_owned();
        let number = |entity: &Value, name: &str| entity[name].as_u64().unwrap_or_default() as u32;
        entities
            .iter()
            .map(|entity| Self {
                start: number(entity, "start"),
                end: number(entity, "end"),
                group: entity["group"].to_string(),
                kind: word(entity, "type"),
                text: word(entity, "text"),
            })
            .collect()
    }

    /// The smallest of `gold` that holds a phrase.
    pub(crate) fn smallest(gold: &[Self], (start, end): (u32, u32)) -> Option<&Self> {
        gold.iter()
            .filter(|one| one.start <= start && end <= one.end)
            .min_by_key(|one| one.end - one.start)
    }
}

impl Counts {
    /// The figures by name: how many were given anybody, and how many of these the right one.
    pub(super) fn figures(&self) -> impl Iterator<Item = (String, f64)> + '_ {
        self.0.iter().flat_map(|(kind, count)| {
            [
                (format!("{kind} given"), count.given / count.asked),
                (format!("{kind} right"), count.right / count.given),
            ]
        })
    }

    /// Counts the pronouns and descriptions of one text; a line for every wrong one.
    pub(super) fn add(&mut self, text: &Value, reading: &Reading) -> Vec<String> {
        let points = CodePoints::new(&reading.article.text);
        let gold = Gold::all(text);
        let mentions = &reading.mentions.mentions;
        let mut wrong = Vec::new();
        for asked in &gold {
            let Some(kind) = asked_of(asked) else {
                continue;
            };
            let known = gold.iter().any(|other| {
                other.group == asked.group && other.start < asked.start && !is_pronoun(&other.text)
            });
            if !known {
                continue;
            }
            let count = self.0.entry(kind).or_default();
            count.asked += 1.0;
            let span = |one: &Mention| points.span(one.span);
            let own = mentions.iter().find(|one| {
                let (start, end) = span(one);
                one.kind != MentionKind::Name && end == asked.end && start >= asked.start
                    || one.kind == MentionKind::Nominal && start == asked.start && end <= asked.end
            });
            let called = own.and_then(|own| {
                let same = mentions.iter().filter(|one| {
                    one.entity == own.entity
                        && one.kind != MentionKind::Pronoun
                        && one.span != own.span
                });
                let before = |one: &&Mention| one.span.start < own.span.start;
                let last = same.clone().filter(before).max_by_key(|one| one.span.start);
                last.or_else(|| same.min_by_key(|one| one.span.start))
            });
            let Some(called) = called else {
                continue;
            };
            count.given += 1.0;
            let named = Gold::smallest(&gold, span(called));
            if named.is_some_and(|named| named.group == asked.group) {
                count.right += 1.0;
            } else {
                let name = called.span.of(&reading.article.text);
                wrong.push(format!("{kind} {} {:?}: {name:?}", asked.start, asked.text));
            }
        }
        wrong
    }
}

const PRONOUNS: [&str; 26] = [
    "i",
    "me",
    "my",
    "we",
    "us",
    "our",
    "you",
    "your",
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "herself",
    "they",
    "them",
    "their",
    "themselves",
    "it",
    "its",
    "itself",
    "who",
    "whom",
    "that",
    "which",
];

pub(crate) fn is_pronoun(text: &str) -> bool {
    PRONOUNS.contains(&text.to_lowercase().as_str())
}

/// What is asked of a gold mention, if anything is.
fn asked_of(gold: &Gold) -> Option<&'static str> {
    let somebody = matches!(gold.kind.as_str(), "person" | "organization" | "place");
    if !somebody {
        return None;
    }
    match gold.text.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" => Some("he and she"),
        "they" | "them" | "their" | "themselves" => Some("they"),
        "it" | "its" | "itself" => Some("it"),
        text if gold.kind == "person"
            && text.starts_with("the ")
            && text.split(' ').count() < 6 =>
        {
            Some("descriptions")
        }
        _ => None,
    }
}
