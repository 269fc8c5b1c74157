//! What the weights of pairs are learned from: the gold pairs, and sentences of our own.

use std::collections::BTreeMap;

use account::events::{CLASSES, Features, WEIGHTS, Weights};
use account::span::{Span, byte_of_code_point};
use anyhow::{Context, Result};

use super::found;
use super::svm::{self, Row};
use crate::eval::events::Pair;
use crate::eval::{Bench, Outcome, quality};

/// A sentence a line, behind its type.
const SENTENCES: &str = include_str!("pairs.txt");

/// Sentences in the manner of news agencies, the parties between `[A:` or `[R:` and `]`.
const NEWS: &str = include_str!("news.txt");

/// What one of these counts beside one of the gold set, whose own way of parting the types is measured:
/// with more the rare ones fall.
const OF_NEWS: f64 = 0.02;

/// What a sentence of our own counts beside one of the gold set: there are as many of them, and each
/// says one thing only.
const OWN: f64 = 0.05;

/// A feature that fewer examples have tells nothing.
const FEWEST: usize = 4;

/// Weights that are smaller change no answer.
const SMALLEST: f32 = 0.03;

/// Who takes part in our own sentences. Names count as names alone, but the parser reads them.
const PARTIES: [&str; 24] = [
    "Kenya",
    "the Peruvian army",
    "Norway",
    "residents of the town",
    "Jordan",
    "Jordanian police",
    "Vietnam",
    "the Canadian prime minister",
    "Ghana",
    "Ghanaian students",
    "Bolivia",
    "the Bolivian president",
    "Finland",
    "the Finnish parliament",
    "Nepal",
    "Nepalese rebels",
    "Chile",
    "Chilean workers",
    "Latvia",
    "the European Union",
    "Morocco",
    "the opposition",
    "Thailand",
    "the United Nations",
];

/// What stands behind our own sentences.
const TAILS: [&str; 3] = [
    ".",
    " on Tuesday, officials said.",
    ", a news agency reported.",
];

/// An example: what is told of it, its type and what it counts.
pub(crate) struct Example {
    pub(crate) features: Features,
    pub(crate) class: String,
    pub(crate) weight: f64,
}

/// Fits the weights to all pairs and writes them.
pub(super) fn run(bench: &Bench) -> Result<()> {
    let mut examples = own(bench)?;
    let mut pairs = Vec::new();
    for (pair, features) in gold(bench, &mut Outcome::default())? {
        examples.push(Example {
            features,
            class: pair.class.clone(),
            weight: 1.0,
        });
        pairs.push(pair);
    }
    found::run(bench, &pairs)?;
    let all: Vec<&Example> = examples.iter().collect();
    let head = "# Learned by `cargo xtask train pairs` from the pairs of PLV (Hu et al. 2024) and from the\n\
                # sentences of xtask/src/train/pairs.txt; not to be edited by hand.\n";
    let file = quality::root().join("rules").join(WEIGHTS);
    std::fs::write(&file, head.to_owned() + &fit(&all).write())
        .with_context(|| format!("writing {}", file.display()))
}

/// The gold pairs with what is told of them.
pub(crate) fn gold(bench: &Bench, outcome: &mut Outcome) -> Result<Vec<(Pair, Features)>> {
    let mut pairs = Vec::new();
    for line in bench.lines("events/plover-pairs.jsonl", outcome)? {
        let pair: Pair = serde_json::from_value(line).context("a pair of events")?;
        let features = pair.features(bench)?;
        pairs.push((pair, features));
    }
    Ok(pairs)
}

/// Our own sentences, each with three pairs of parties.
pub(crate) fn own(bench: &Bench) -> Result<Vec<Example>> {
    let mut examples = Vec::new();
    for (class, text, spans) in typed() {
        examples.push(Example {
            features: features(bench, &text, spans)?,
            class: class.to_owned(),
            weight: OWN,
        });
    }
    for (class, text, spans) in news() {
        examples.push(Example {
            features: features(bench, &text, spans)?,
            class: class.to_owned(),
            weight: OF_NEWS,
        });
    }
    Ok(examples)
}

/// The sentences in the manner of news, each with its type and where its parties stand.
pub(crate) fn news() -> impl Iterator<Item = (&'static str, String, [Span; 2])> {
    let lines = NEWS.lines().filter_map(|line| line.split_once('\t'));
    lines.filter_map(|(class, line)| {
        let (mut text, mut spans) = (String::new(), [None; 2]);
        let mut rest = line;
        while let Some((before, behind)) = rest.split_once('[') {
            let (side, behind) = behind.split_once(':')?;
            let (name, behind) = behind.split_once(']')?;
            text.push_str(before);
            let start = text.len() as u32;
            text.push_str(name);
            spans[usize::from(side == "R")] = Some(Span::new(start, text.len() as u32));
            rest = behind;
        }
        text.push_str(rest);
        let [actor, recipient] = spans;
        Some((class, text, [actor?, recipient?]))
    })
}

/// Our own sentences with the names in their places, each once, and where its parties stand.
pub(crate) fn sentences() -> impl Iterator<Item = (String, [Span; 2])> {
    typed()
        .step_by(TAILS.len())
        .map(|(_, text, spans)| (text, spans))
}

/// Our own sentences, each with its type and with three pairs of parties.
fn typed() -> impl Iterator<Item = (&'static str, String, [Span; 2])> {
    let lines = SENTENCES.lines();
    let lines = lines.filter_map(|line| line.split_once('\t'));
    lines.enumerate().flat_map(|(at, (class, sentence))| {
        TAILS.iter().enumerate().map(move |(turn, tail)| {
            let place = at * 7 + turn * 11;
            let step = 1 + (at + turn * 5) % (PARTIES.len() - 1);
            let names = [place, place + step].map(|at| PARTIES[at % PARTIES.len()]);
            let (text, spans) = filled(&format!("{sentence}{tail}"), names);
            (class, text, spans)
        })
    })
}

/// A sentence with the names in their places, and where they stand.
fn filled(sentence: &str, names: [&str; 2]) -> (String, [Span; 2]) {
    let mut text = sentence.to_owned();
    let marks = ["<A>", "<R>"];
    let places = marks.map(|mark| sentence.find(mark).unwrap_or(0));
    let later = usize::from(places[1] > places[0]);
    for side in [later, 1 - later] {
        text = text.replacen(marks[side], names[side], 1);
    }
    let shift = names[1 - later].len() as isize - marks[0].len() as isize;
    let mut starts = places;
    starts[later] = starts[later].saturating_add_signed(shift);
    let span = |side: usize| {
        let end = starts[side] + names[side].len();
        Span::new(starts[side] as u32, end as u32)
    };
    let first = text
        .chars()
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    let rest = text.char_indices().nth(1).map_or("", |(at, _)| &text[at..]);
    let spans = [span(0), span(1)];
    (first.unwrap_or_default() + rest, spans)
}

impl Pair {
    /// What is told of the pair.
    fn features(&self, bench: &Bench) -> Result<Features> {
        features(bench, &self.text, self.spans())
    }

    /// Where its parties stand, in bytes.
    pub(crate) fn spans(&self) -> [Span; 2] {
        [self.actor, self.recipient].map(|(start, end)| {
            let byte = |at| byte_of_code_point(&self.text, at);
            Span::new(byte(start), byte(end))
        })
    }
}

fn features(bench: &Bench, text: &str, [actor, recipient]: [Span; 2]) -> Result<Features> {
    let article = crate::eval::events::article(text);
    Ok(bench.pipeline()?.pair_features(&article, actor, recipient))
}

/// The weights that part the examples best.
pub(crate) fn fit(examples: &[&Example]) -> Weights {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in examples.iter().flat_map(|one| one.features.keys()) {
        *counts.entry(name).or_default() += 1;
    }
    let kept = counts.into_iter().filter(|(_, count)| *count >= FEWEST);
    let names: Vec<&str> = kept.map(|(name, _)| name).collect();
    let places: BTreeMap<&str, u32> = names.iter().copied().zip(0..).collect();
    let rows: Vec<Row> = examples
        .iter()
        .filter_map(|one| {
            let known = one.features.iter();
            let known =
                known.filter_map(|(name, value)| Some((*places.get(name.as_str())?, *value)));
            Some(Row {
                features: known.collect(),
                class: CLASSES.iter().position(|class| *class == one.class)?,
                weight: one.weight,
            })
        })
        .collect();
    let mut weights = Weights::default();
    for class in 0..CLASSES.len() {
        let fitted = svm::fit(&rows, class, CLASSES.len(), names.len());
        for (name, weight) in names.iter().copied().chain([""]).zip(fitted) {
            let weight = weight as f32;
            if weight.abs() >= SMALLEST {
                weights.features.entry(name.to_owned()).or_default()[class] = weight;
            }
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_has_a_type_and_both_parties() {
        let lines = SENTENCES.lines();
        let lines = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
        for line in lines {
            let (class, sentence) = line.split_once('\t').expect(line);
            assert!(CLASSES.contains(&class), "{line}");
            assert_eq!(sentence.matches("<A>").count(), 1, "{line}");
            assert_eq!(sentence.matches("<R>").count(), 1, "{line}");
            for names in [["the army", "Peru"], ["Peru", "the army"]] {
                let (text, spans) = filled(sentence, names);
                let shown = spans.map(|span| span.of(&text).to_lowercase());
                assert_eq!(shown, names.map(str::to_lowercase), "{line}");
            }
        }
    }
}
