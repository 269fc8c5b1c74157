//! What the weights of where events are, are learned from: of the gold sentences and of our own every
//! two who can act, with whether an event stands between them.
//!
//! The gold set marks one pair of a sentence and not all, so that pairs of which a rule reads an
//! event, or which name the marked ones in other words, are neither examples nor counter-examples.

use std::collections::BTreeMap;
use std::fmt::Write;

use account::events::{ACTS, Candidate, FOUND, Features, SIDES, Undoubted};
use account::model::{Participant, Reading};
use account::span::Span;
use anyhow::{Context, Result};

use super::judged;
use super::pairs;
use super::sides;
use super::svm::{self, Row};
use crate::eval::events::{Pair, article};
use crate::eval::{Bench, quality};

/// Sentences in which nothing political happens between anybody.
const NOTHING: &str = include_str!("nothing.txt");

/// What an example counts beside one of the gold set: a pair of a sentence in which nothing happens,
/// and one of a sentence of the types' own.
const OF_NOTHING: f64 = 2.0;
const OWN: f64 = 0.1;

/// What a pair of a sentence in the manner of news counts.
const OF_NEWS: f64 = 0.5;

/// What an event of a gold sentence counts that is not the marked pair's.
const OF_OTHERS: f64 = 0.3;

/// How much more an event counts than none.
const EVENT: f64 = 2.0;

/// A feature that fewer examples have tells nothing.
const FEWEST: usize = 4;

/// Weights that are smaller change no answer.
const SMALLEST: f64 = 0.01;

/// Two of a sentence, and whether something happens between them.
pub(crate) struct Example {
    pub(super) features: Features,
    pub(super) happens: bool,
    pub(super) weight: f64,
}

/// The examples of a gold sentence.
pub(crate) fn of_gold(bench: &Bench, text: &str, pairs: &[&Pair]) -> Result<Vec<Example>> {
    let spans: Vec<[Span; 2]> = pairs.iter().map(|pair| pair.spans()).collect();
    examples(bench, text, &spans, 1.0)
}

/// The examples of our own sentences and of the news.
pub(crate) fn own(bench: &Bench) -> Result<Vec<Example>> {
    let mut all = judged::pairs(bench)?;
    for text in NOTHING.lines().filter(|line| !line.starts_with('#')) {
        all.extend(examples(bench, text, &[], OF_NOTHING)?);
    }
    for (text, spans) in pairs::sentences() {
        all.extend(examples(bench, &text, &[spans], OWN)?);
    }
    for (_, text, spans) in pairs::news() {
        all.extend(examples(bench, &text, &[spans], OF_NEWS)?);
    }
    Ok(all)
}

/// Every two of a sentence: an example where they are `known`, else a counter-example.
fn examples(bench: &Bench, text: &str, known: &[[Span; 2]], weight: f64) -> Result<Vec<Example>> {
    let reading = bench.pipeline()?.read(article(text));
    let candidates = bench.pipeline()?.candidates(&reading);
    let marked: Vec<Option<usize>> = known
        .iter()
        .map(|spans| best(&candidates, *spans))
        .collect();
    let mut examples = Vec::new();
    for (at, candidate) in candidates.into_iter().enumerate() {
        let happens = marked.contains(&Some(at));
        let same = |spans: &[Span; 2]| names(&reading, &candidate, *spans);
        if !happens && (known.iter().any(same) || candidate.read && !known.is_empty()) {
            continue;
        }
        examples.push(Example {
            features: candidate.features,
            happens,
            weight: weight * if happens { EVENT } else { 1.0 },
        });
    }
    Ok(examples)
}

/// The events of a gold sentence: right where they are the pair's; those of rules that are of other
/// pairs are likely to be.
pub(crate) fn acts_of_gold(bench: &Bench, text: &str, pairs: &[&Pair]) -> Result<Vec<Example>> {
    let mut examples = Vec::new();
    for one in undoubted(bench, text)? {
        let own = pairs.iter().any(|pair| pair.is_told_by(&one.event));
        if own || !one.event.rule.starts_with(FOUND) {
            examples.push(Example {
                features: one.act,
                happens: true,
                weight: if own { 2.0 } else { 2.0 * OF_OTHERS },
            });
        }
    }
    Ok(examples)
}

/// The events of our own sentences: right in those of the types, wrong in the others; and those of the
/// news that somebody has judged.
pub(crate) fn own_acts(bench: &Bench) -> Result<Vec<Example>> {
    let mut all = judged::examples(bench)?;
    for text in NOTHING.lines().filter(|line| !line.starts_with('#')) {
        all.extend(acts(bench, text, false, 1.0)?);
    }
    for (text, _) in pairs::sentences() {
        all.extend(acts(bench, &text, true, 5.0 * OWN)?);
    }
    Ok(all)
}

fn acts(bench: &Bench, text: &str, happens: bool, weight: f64) -> Result<Vec<Example>> {
    let acts = undoubted(bench, text)?.into_iter();
    let example = |one: Undoubted| Example {
        features: one.act,
        happens,
        weight,
    };
    Ok(acts.map(example).collect())
}

pub(super) fn undoubted(bench: &Bench, text: &str) -> Result<Vec<Undoubted>> {
    let reading = bench.pipeline()?.read(article(text));
    Ok(bench.pipeline()?.undoubted(&reading))
}

/// The candidate that covers most of two spans.
fn best(candidates: &[Candidate], [actor, recipient]: [Span; 2]) -> Option<usize> {
    let common = |one: Participant, span: Span| {
        let (start, end) = (one.span.start.max(span.start), one.span.end.min(span.end));
        end.saturating_sub(start)
    };
    let both = |one: &Candidate| {
        let (actor, recipient) = (common(one.actor, actor), common(one.recipient, recipient));
        if actor == 0 || recipient == 0 {
            0
        } else {
            actor + recipient
        }
    };
    let found = candidates.iter().enumerate().rev();
    let found = found.max_by_key(|(_, one)| both(one))?;
    (both(found.1) > 0).then_some(found.0)
}

/// Whether a candidate names two spans, perhaps in other words.
fn names(reading: &Reading, candidate: &Candidate, [actor, recipient]: [Span; 2]) -> bool {
    let named = |one: Participant, span: Span| {
        let mentions = reading.mentions.mentions.iter();
        let mut own = mentions.filter(|mention| mention.entity == one.entity);
        one.span.overlaps(span) || own.any(|mention| mention.span.overlaps(span))
    };
    named(candidate.actor, actor) && named(candidate.recipient, recipient)
}

/// The file of the weights that part the examples best.
pub(crate) fn fit(examples: &[&Example]) -> String {
    let mut text = String::new();
    for (name, weight) in weights(examples) {
        if weight.abs() >= SMALLEST {
            // Writing to a string never fails.
            let _ = writeln!(text, "{name}\t{weight:.2}");
        }
    }
    text
}

/// The weights that part the examples best, by the names of their features; the one without a name
/// always counts.
pub(super) fn weights<'e>(examples: &[&'e Example]) -> BTreeMap<&'e str, f64> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in examples.iter().flat_map(|one| one.features.keys()) {
        *counts.entry(name).or_default() += 1;
    }
    let kept = counts.into_iter().filter(|(_, count)| *count >= FEWEST);
    let names: Vec<&str> = kept.map(|(name, _)| name).collect();
    let places: BTreeMap<&str, u32> = names.iter().copied().zip(0..).collect();
    let row = |one: &&Example| {
        let known = one.features.iter();
        let known = known.filter_map(|(name, value)| Some((*places.get(name.as_str())?, *value)));
        Row {
            features: known.collect(),
            class: usize::from(one.happens),
            weight: one.weight,
        }
    };
    let rows: Vec<Row> = examples.iter().map(row).collect();
    let fitted = svm::part(&rows, 1, names.len(), 1.0);
    names.into_iter().chain([""]).zip(fitted).collect()
}

/// Fits the weights to all examples and writes them.
pub(super) fn run(bench: &Bench, gold: &[Pair]) -> Result<()> {
    let (mut found, mut acts) = (own(bench)?, own_acts(bench)?);
    let (mut sides, judged) = (sides::own(bench)?, sides::of_judged(bench)?);
    for (text, pairs) in sentences(gold) {
        found.extend(of_gold(bench, text, &pairs)?);
        acts.extend(acts_of_gold(bench, text, &pairs)?);
        sides.extend(sides::of_gold(bench, text, &pairs)?);
    }
    let head = "# Learned by `cargo xtask train pairs` from the sentences of PLV's pairs (Hu et al. 2024) and from\n\
                # those of xtask/src/train/{pairs,nothing}.txt; not to be edited by hand.\n";
    let all = |examples: &'_ [Example]| fit(&examples.iter().collect::<Vec<_>>());
    let sides: Vec<&Example> = sides.iter().collect();
    let files = [
        (FOUND, all(&found)),
        (ACTS, all(&acts)),
        (SIDES, sides::file(&sides, &judged)),
    ];
    for (path, weights) in files {
        let file = quality::root().join("rules").join(path);
        std::fs::write(&file, head.to_owned() + &weights)
            .with_context(|| format!("writing {}", file.display()))?;
    }
    Ok(())
}

/// The pairs by their sentences.
pub(crate) fn sentences<'p>(
    pairs: impl IntoIterator<Item = &'p Pair>,
) -> BTreeMap<&'p str, Vec<&'p Pair>> {
    let mut sentences: BTreeMap<&str, Vec<&Pair>> = BTreeMap::new();
    for pair in pairs {
        sentences.entry(&pair.text).or_default().push(pair);
    }
    sentences
}
