//! Events against the pairs of PLV: the type between two spans, by five-fold cross-validation;
//! and what is found of them in bare text.

mod bare;
mod status;

use std::collections::BTreeMap;

use account::articles::Given;
use account::events::plover::plover_type;
use account::events::{ACTS, FOUND, SIDES, WEIGHTS, YIELD};
use account::model::{Event, EventType};
use account::rules::Rules;
use anyhow::Result;
use serde::Deserialize;

use super::{Bench, Outcome, Suite};
use crate::train::pairs::{self, Example};
use crate::train::{found, sides};

/// Scores `events` on given pairs: macro-F1 over 15 classes and quad accuracy, as Zero-Shot-PLOVER.
pub const SUITE: Suite = Suite {
    stage: "events",
    run,
};

/// Two parties of a sentence and the type of what one does to the other.
#[derive(Deserialize)]
pub(crate) struct Pair {
    pub(crate) id: String,
    pub(crate) text: String,
    /// Code points, as the gold set counts.
    pub(crate) actor: (u32, u32),
    pub(crate) recipient: (u32, u32),
    #[serde(rename = "type")]
    pub(crate) class: String,
    quad: u8,
}

impl Pair {
    /// Whether an event is the one of the pair.
    pub(crate) fn is_told_by(&self, event: &Event) -> bool {
        bare::has(event, self.spans()) && class(plover_type(event).0) == self.class
    }
}

/// True positives, false positives and false negatives of one class.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    right: f64,
    found: f64,
    gold: f64,
}

/// Parts into which the sentences are cut; the pairs of each are coded with the weights fitted to the
/// others.
const FOLDS: u64 = 5;

fn run(bench: &Bench) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let own = pairs::own(bench)?;
    let mut gold: Vec<(Pair, u64, Example)> = Vec::new();
    for (pair, features) in pairs::gold(bench, &mut outcome)? {
        let class = pair.class.clone();
        let example = Example {
            features,
            class,
            weight: 1.0,
        };
        let fold = fold(&pair.text);
        gold.push((pair, fold, example));
    }
    let mut classes: BTreeMap<&str, Counts> = BTreeMap::new();
    let (mut types, mut quads) = (0.0, 0.0);
    let found = Found::new(bench, gold.iter().map(|(pair, _, _)| pair))?;
    let mut bare = bare::Score::default();
    for part in 0..FOLDS {
        let fold = part;
        let others = gold.iter().filter(|(_, own, _)| *own != fold);
        let others: Vec<&Example> = others.map(|(_, _, example)| example).chain(&own).collect();
        let weights = pairs::fit(&others);
        let rules = found.without(part).with(WEIGHTS, weights.write());
        let pipeline = bench.pipeline_with(&rules)?;
        for sentence in found.part(part) {
            bare.add(&pipeline, sentence.text, &sentence.pairs, &mut outcome);
        }
        for (pair, _, example) in gold.iter().filter(|(_, own, _)| *own == fold) {
            let class = weights.best(&example.features);
            let right = class == pair.class;
            types += f64::from(u8::from(right));
            quads += f64::from(u8::from(quad(class) == pair.quad));
            classes.entry(class).or_default().found += 1.0;
            let counts = classes.entry(&pair.class).or_default();
            counts.gold += 1.0;
            counts.right += f64::from(u8::from(right));
            let verdict = if right { "right" } else { "wrong" };
            let item = format!("{}\t{verdict}\t{class} for {}", pair.id, pair.class);
            outcome.items.push(item);
        }
    }
    outcome.items.sort();
    let all = f64::max(gold.len() as f64, 1.0);
    let f1 = |counts: &Counts| 2.0 * counts.right / (counts.found + counts.gold).max(1.0);
    let macro_f1 = classes.values().map(f1).sum::<f64>() / (classes.len() as f64).max(1.0);
    let mut figure = |name: &str, value: f64| outcome.figures.insert(name.to_owned(), value);
    figure("pairs macro F1", macro_f1);
    figure("pairs accuracy", types / all);
    figure("pairs quad accuracy", quads / all);
    for (class, counts) in &classes {
        figure(&format!("pairs {class} F1"), f1(counts));
    }
    rules(bench, &gold, &mut outcome)?;
    bare.figures("bare text", &mut outcome);
    bare::nothing(bench, &mut outcome)?;
    status::score(bench, &mut outcome)?;
    Ok(outcome)
}

/// What the weights of where events are, are learned from.
struct Found<'p> {
    own: [Vec<found::Example>; 2],
    judged: Vec<sides::Judged>,
    news: Vec<found::Example>,
    gold: Vec<Sentence<'p>>,
}

/// A gold sentence: its part, its pairs, and what is learned from its pairs and acts.
struct Sentence<'p> {
    text: &'p str,
    part: u64,
    pairs: Vec<&'p Pair>,
    examples: [Vec<found::Example>; 3],
}

impl<'p> Found<'p> {
    fn new(bench: &Bench, pairs: impl Iterator<Item = &'p Pair>) -> Result<Self> {
        let mut gold = Vec::new();
        for (text, pairs) in found::sentences(pairs) {
            gold.push(Sentence {
                text,
                part: fold(text),
                examples: [
                    found::of_gold(bench, text, &pairs)?,
                    found::acts_of_gold(bench, text, &pairs)?,
                    sides::of_gold(bench, text, &pairs)?,
                ],
                pairs,
            });
        }
        let own = [found::own(bench)?, found::own_acts(bench)?];
        let judged = sides::of_judged(bench)?;
        let news = sides::own(bench)?;
        Ok(Self {
            own,
            judged,
            news,
            gold,
        })
    }

    /// The weights fitted to all sentences but those of a part, as rules.
    fn without(&self, part: u64) -> Rules {
        let others = |at: usize| {
            let others = self.gold.iter().filter(|one| one.part != part);
            others.flat_map(move |one| &one.examples[at])
        };
        let fitted = |at: usize| {
            let examples: Vec<&found::Example> = others(at).chain(&self.own[at]).collect();
            found::fit(&examples)
        };
        let sides: Vec<&found::Example> = others(2).chain(&self.news).collect();
        Rules::built_in()
            .with(FOUND, fitted(0))
            .with(ACTS, fitted(1))
            .with(SIDES, sides::file(&sides, &self.judged))
    }

    fn part(&self, part: u64) -> impl Iterator<Item = &Sentence<'p>> {
        self.gold.iter().filter(move |one| one.part == part)
    }
}

/// What the rules alone find between the parties: the share of the pairs, and how much of it is right.
fn rules(bench: &Bench, gold: &[(Pair, u64, Example)], outcome: &mut Outcome) -> Result<()> {
    let (mut right, mut coded) = (0.0, 0.0);
    for (pair, _, _) in gold {
        let article = article(&pair.text);
        let [actor, recipient] = pair.spans();
        let read = bench.pipeline()?.read_pair(&article, actor, recipient);
        if let Some(kind) = read {
            coded += 1.0;
            right += f64::from(u8::from(class(kind) == pair.class));
        }
    }
    let mut figure = |name: &str, value: f64| outcome.figures.insert(name.to_owned(), value);
    figure(
        "rules alone recall",
        right / f64::max(gold.len() as f64, 1.0),
    );
    figure("rules alone precision", right / f64::max(coded, 1.0));
    Ok(())
}

/// An English text as an article.
pub(crate) fn article(text: &str) -> account::model::Article {
    let given = Given {
        language: Some("en".into()),
        text: text.to_owned(),
        ..Given::default()
    };
    given.into_article()
}

/// The part of a sentence: FNV-1a, so that it is the same on every machine.
fn fold(text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 8) % FOLDS
}

/// The set's class of a type: it joins CONCEDE and RETREAT.
pub(crate) fn class(kind: EventType) -> &'static str {
    match kind {
        EventType::Concede | EventType::Retreat => YIELD,
        kind => kind.as_str(),
    }
}

fn quad(class: &str) -> u8 {
    let yields = (class == YIELD).then_some(EventType::Retreat);
    let kind = yields.or_else(|| EventType::parse(class));
    kind.map_or(0, EventType::quad)
}
