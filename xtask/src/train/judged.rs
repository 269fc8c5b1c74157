//! Events of the gold sets' news that somebody has judged, as `cargo xtask draw learn` draws them.

use std::collections::BTreeMap;

use account::events::FOUND;
use account::model::Event;
use anyhow::Result;

use super::found::Example;
use crate::draw;
use crate::eval::Bench;

/// What a judged event counts beside one of the gold pairs.
const JUDGED: f64 = 1.0;

/// Verdicts by the keys of the events, and the words that tell no act by article, place and type.
#[derive(Default)]
struct Verdicts {
    events: BTreeMap<String, bool>,
    no_acts: BTreeMap<String, bool>,
    words: BTreeMap<String, bool>,
}

impl Verdicts {
    fn read() -> Result<Self> {
        let mut verdicts = Self::default();
        for draw::Verdict { key, fault } in draw::verdicts()? {
            let word: Vec<&str> = key.split('\t').take(3).collect();
            let word = word.join("\t");
            // Whose parties or status are wrong tells an act of its type all the same.
            let act = !matches!(&*fault, "none" | "type");
            if fault == "none" {
                verdicts.no_acts.insert(word.clone(), false);
            }
            *verdicts.words.entry(word).or_insert(true) &= act;
            verdicts.events.insert(key, act);
        }
        Ok(verdicts)
    }

    /// Whether something of an article was judged.
    fn has(&self, id: &str) -> bool {
        let first = self.events.range(format!("{id}\t")..).next();
        first.is_some_and(|(key, _)| key.split('\t').next() == Some(id))
    }

    /// Whether the word of an event was judged to tell an act, whoever was then said to take part.
    fn of_word(&self, id: &str, event: &Event) -> Option<bool> {
        let word = format!("{id}\t{}\t{}", event.trigger.start, event.kind.as_str());
        self.words.get(&word).copied()
    }

    /// Whether an event was judged right; a word that tells no act tells none whoever takes part.
    fn of(&self, id: &str, event: &Event) -> Option<bool> {
        let key = draw::key(id, event);
        let kind = event.kind.as_str();
        let word = format!("{id}\t{}\t{kind}", event.trigger.start);
        let own = self.events.get(&key);
        own.or_else(|| self.no_acts.get(&word)).copied()
    }
}

/// One article in so many gives what is told of those of its pairs of whom no rule reads an event, and
/// of these one in so many.
const ARTICLES: u64 = 6;
const PAIRS: u64 = 3;

/// What a pair of the news counts between whom no rule reads an event: few of them have one.
const OF_NEWS: f64 = 0.3;

/// Pairs of the news: those of whom an event was judged, and some between whom no rule reads any.
pub(super) fn pairs(bench: &Bench) -> Result<Vec<Example>> {
    let verdicts = Verdicts::read()?;
    let mut examples = Vec::new();
    draw::each(bench, |id, article| {
        let drawn = (draw::lot(id) / 2).is_multiple_of(ARTICLES);
        if draw::is_measured(id) || !(drawn || verdicts.has(id)) {
            return Ok(());
        }
        let reading = bench.pipeline()?.read(article);
        let judged = bench.pipeline()?.undoubted(&reading).into_iter();
        let judged = judged.map(|one| one.event);
        let judged = judged.filter(|event| event.rule.starts_with(FOUND));
        let judged: Vec<(Event, bool)> = judged
            .filter_map(|event| verdicts.of(id, &event).map(|right| (event, right)))
            .collect();
        for (at, candidate) in (0_u64..).zip(bench.pipeline()?.candidates(&reading)) {
            let of = |(event, _): &&(Event, bool)| {
                event.actors.contains(&candidate.actor)
                    && event.recipients.contains(&candidate.recipient)
            };
            let verdict = judged.iter().find(of).map(|(_, right)| *right);
            let some = drawn && at.is_multiple_of(PAIRS) && !candidate.read;
            if verdict.is_some() || some {
                examples.push(Example {
                    features: candidate.features,
                    happens: verdict == Some(true),
                    weight: if verdict.is_some() { JUDGED } else { OF_NEWS },
                });
            }
        }
        Ok(())
    })?;
    Ok(examples)
}

/// The judged events with what is told of them.
pub(super) fn examples(bench: &Bench) -> Result<Vec<Example>> {
    let verdicts = Verdicts::read()?;
    let mut examples = Vec::new();
    draw::each(bench, |id, article| {
        if draw::is_measured(id) || !verdicts.has(id) {
            return Ok(());
        }
        let reading = bench.pipeline()?.read(article);
        for one in bench.pipeline()?.undoubted(&reading) {
            let own = verdicts.of(id, &one.event);
            if let Some(happens) = own.or_else(|| verdicts.of_word(id, &one.event)) {
                examples.push(Example {
                    features: one.act,
                    happens,
                    weight: JUDGED,
                });
            }
        }
        Ok(())
    })?;
    Ok(examples)
}
