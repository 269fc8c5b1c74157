//! Events against the pairs of PLV: the type between two spans, and the share found in bare text.

use std::collections::{BTreeMap, BTreeSet};

use account::articles::Given;
use account::events::PairCoding;
use account::model::EventType;
use account::span::{Span, byte_of_code_point};
use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Bench, Outcome, Suite};

/// Scores `events` on given pairs: macro-F1 over 15 classes and quad accuracy, as Zero-Shot-PLOVER.
pub const SUITE: Suite = Suite {
    stage: "events",
    run,
};

#[derive(Deserialize)]
struct Pair {
    id: String,
    text: String,
    actor: (u32, u32),
    recipient: (u32, u32),
    #[serde(rename = "type")]
    class: String,
    quad: u8,
}

/// True positives, false positives and false negatives of one class.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    right: f64,
    found: f64,
    gold: f64,
}

fn run(bench: &Bench) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut classes: BTreeMap<String, Counts> = BTreeMap::new();
    let (mut all, mut types, mut quads, mut bare, mut coded) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for line in bench.lines("events/plover-pairs.jsonl", &mut outcome)? {
        let pair: Pair = serde_json::from_value(line).context("a pair of events")?;
        let coding = code(bench, &pair)?;
        let class = class(coding.kind);
        let right = class == pair.class;
        all += 1.0;
        types += f64::from(u8::from(right));
        quads += f64::from(u8::from(quad(coding.kind) == pair.quad));
        bare += f64::from(u8::from(right && coding.sure));
        coded += f64::from(u8::from(coding.sure));
        classes.entry(class.to_owned()).or_default().found += 1.0;
        let gold = classes.entry(pair.class.clone()).or_default();
        gold.gold += 1.0;
        gold.right += f64::from(u8::from(right));
        let verdict = if right { "right" } else { "wrong" };
        let (gold, rule) = (&pair.class, &coding.rule);
        let item = format!("{}\t{verdict}\t{class} for {gold}\t{rule}", pair.id);
        outcome.items.push(item);
    }
    let named: BTreeSet<&String> = classes.keys().collect();
    let f1 = |counts: &Counts| 2.0 * counts.right / (counts.found + counts.gold).max(1.0);
    let macro_f1 = classes.values().map(f1).sum::<f64>() / (named.len() as f64).max(1.0);
    let mut figure = |name: &str, value: f64| outcome.figures.insert(name.to_owned(), value);
    figure("pairs macro F1", macro_f1);
    figure("pairs accuracy", types / f64::max(all, 1.0));
    figure("pairs quad accuracy", quads / f64::max(all, 1.0));
    figure("bare text recall", bare / f64::max(all, 1.0));
    figure("bare text precision", bare / f64::max(coded, 1.0));
    for (class, counts) in &classes {
        figure(&format!("pairs {class} F1"), f1(counts));
    }
    Ok(outcome)
}

fn code(bench: &Bench, pair: &Pair) -> Result<PairCoding> {
    let span = |(start, end): (u32, u32)| {
        let byte = |at| byte_of_code_point(&pair.text, at);
        Span::new(byte(start), byte(end))
    };
    let given = Given {
        id: pair.id.clone(),
        language: Some("en".into()),
        text: pair.text.clone(),
        ..Given::default()
    };
    let article = given.into_article();
    let pipeline = bench.pipeline()?;
    Ok(pipeline.code_pair(&article, span(pair.actor), span(pair.recipient)))
}

/// The set's class of a type: it joins CONCEDE and RETREAT.
fn class(kind: EventType) -> &'static str {
    match kind {
        EventType::Concede | EventType::Retreat => "YIELD",
        kind => kind.as_str(),
    }
}

fn quad(kind: EventType) -> u8 {
    match kind {
        EventType::Concede => EventType::Retreat.quad(),
        kind => kind.quad(),
    }
}
