//! What the weights of pronouns are learned from: the pronouns of the GUM corpus, each with everybody
//! it may stand for. A log-linear model, fitted by gradient steps of their own length for every weight
//! (Duchi et al. 2011).

use std::collections::BTreeMap;
use std::fmt::Write;

use account::mentions::{Anaphor, PRONOUNS};
use account::model::Article;
use account::span::CodePoints;
use anyhow::{Context, Result};
use serde_json::Value;

use crate::eval::mentions::anaphora::{Gold, is_pronoun};
use crate::eval::mentions::{article, texts};
use crate::eval::{Bench, Outcome, quality};

/// A feature that fewer choices have tells nothing.
const FEWEST: usize = 5;

/// What large weights cost beside errors.
const COST: f64 = 1.0;

/// Many of the pronouns that stand for persons stand in few texts.
const COST_OF_PERSONS: f64 = 20.0;

/// Steps, and how long the first ones are.
const STEPS: usize = 400;
const STEP: f64 = 0.3;

/// Weights that are smaller change no answer.
const SMALLEST: f64 = 0.01;

/// The weights are fitted, and all texts read again with them, so many times: whom a pronoun can
/// stand for hangs on whom those before it were given to.
const TURNS: usize = 3;

/// A pronoun of a text: for each choice whether it is right and what is told of it.
pub(crate) struct Example {
    class: &'static str,
    choices: Vec<(bool, Vec<&'static str>)>,
}

/// Fits the weights to all texts and writes them.
pub(super) fn run(bench: &Bench) -> Result<()> {
    let texts = texts(bench, &mut Outcome::default())?;
    let weights = learned(bench, &texts.iter().collect::<Vec<_>>())?;
    let file = quality::root().join("rules").join(PRONOUNS);
    std::fs::write(&file, weights).with_context(|| format!("writing {}", file.display()))
}

/// The weights fitted to some texts, as their file has them.
pub(crate) fn learned(bench: &Bench, texts: &[&Value]) -> Result<String> {
    let mut weights = String::new();
    for turn in 0..TURNS {
        let rules = account::rules::Rules::built_in();
        let rules = match turn {
            0 => rules,
            _ => rules.with(PRONOUNS, weights),
        };
        let pipeline = bench.pipeline_with(&rules)?;
        let mut examples = Vec::new();
        for text in texts {
            let article = article(text);
            let anaphora = pipeline.anaphora(&article);
            examples.extend(of_text(text, &article, anaphora));
        }
        weights = fit(&examples);
    }
    Ok(weights)
}

/// The pronouns of a text with what is right.
fn of_text(text: &Value, article: &Article, anaphora: Vec<Anaphor>) -> Vec<Example> {
    let points = CodePoints::new(&article.text);
    let gold = Gold::all(text);
    let example = |anaphor: Anaphor| {
        let (start, end) = points.span(anaphor.span);
        let own = gold.iter().find(|one| one.start == start && one.end == end);
        let class = anaphor.class.as_str();
        if own.is_none() && class != "it" {
            return None;
        }
        let group = own.map(|own| own.group.as_str());
        let together = gold.iter().any(|one| {
            Some(one.group.as_str()) == group && one.end < start && one.text.contains(" and ")
        });
        let right = |told: &account::mentions::Told| {
            let called = told.called.first().map(|span| points.span(*span));
            let named = called.and_then(|span| Gold::smallest(&gold, span));
            named.is_some_and(|named| Some(named.group.as_str()) == group)
        };
        let mut choices: Vec<(bool, Vec<&'static str>)> = anaphor
            .choices
            .into_iter()
            .map(|told| (right(&told) || told.pair && together, told.features))
            .collect();
        if !choices.iter().any(|(right, _)| *right) {
            // "he" is somebody, whom the text may not name in a way that was understood.
            if class == "he" {
                return None;
            }
            let nobody = choices.last_mut()?;
            nobody.0 = true;
        }
        Some(Example { class, choices })
    };
    let pronouns = anaphora
        .into_iter()
        .filter(|one| is_pronoun(one.span.of(&article.text)));
    pronouns.filter_map(example).collect()
}

/// The weights that make the right choices likeliest, as their file has them.
fn fit(examples: &[Example]) -> String {
    let mut file = "# Learned by `cargo xtask train pronouns` from the texts of GUM; not to be edited by hand.\n"
        .to_owned();
    let mut classes: BTreeMap<&str, Vec<&Example>> = BTreeMap::new();
    for example in examples {
        classes.entry(example.class).or_default().push(example);
    }
    for (class, examples) in classes {
        let cost = if class == "he" { COST_OF_PERSONS } else { COST };
        for (name, weight) in fit_class(&examples, cost) {
            if weight.abs() >= SMALLEST {
                // A string takes what is written to it.
                let _ = writeln!(file, "{class}\t{name}\t{weight:.3}");
            }
        }
    }
    file
}

fn fit_class<'e>(examples: &[&'e Example], cost: f64) -> Vec<(&'e str, f64)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, features) in examples.iter().flat_map(|one| &one.choices) {
        for name in features {
            *counts.entry(name).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count >= FEWEST);
    let names: Vec<&str> = counts.into_keys().collect();
    let rows: Vec<Vec<(bool, Vec<usize>)>> = examples
        .iter()
        .map(|one| {
            let choices = one.choices.iter().map(|(right, features)| {
                let known = features
                    .iter()
                    .filter_map(|name| names.binary_search(name).ok());
                (*right, known.collect())
            });
            choices.collect()
        })
        .collect();
    let mut weights = vec![0.0; names.len()];
    let mut squares = vec![1e-8; names.len()];
    for _ in 0..STEPS {
        let slopes = slopes(&rows, &weights, cost);
        for ((weight, square), slope) in weights.iter_mut().zip(&mut squares).zip(slopes) {
            let slope: f64 = slope;
            *square += slope * slope;
            *weight += STEP * slope / f64::sqrt(*square);
        }
    }
    names.into_iter().zip(weights).collect()
}

/// How the likelihood of the right choices, less the cost of the weights, grows with each weight.
fn slopes(rows: &[Vec<(bool, Vec<usize>)>], weights: &[f64], cost: f64) -> Vec<f64> {
    let mut slopes: Vec<f64> = weights.iter().map(|w| -cost * w).collect();
    for choices in rows {
        let sum = |features: &[usize]| features.iter().map(|at| weights[*at]).sum::<f64>();
        let sums: Vec<f64> = choices.iter().map(|(_, features)| sum(features)).collect();
        let most = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let odds: Vec<f64> = sums.iter().map(|sum| (sum - most).exp()).collect();
        let all: f64 = odds.iter().sum();
        let right: f64 = odds
            .iter()
            .zip(choices)
            .filter(|(_, (right, _))| *right)
            .map(|(odds, _)| odds)
            .sum();
        for (odds, (is_right, features)) in odds.iter().zip(choices) {
            let wanted = if *is_right {
                odds / right.max(1e-12)
            } else {
                0.0
            };
            for at in features {
                slopes[*at] += wanted - odds / all;
            }
        }
    }
    slopes
}
