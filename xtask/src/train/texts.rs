//! What the trees for the lines of texts learn from: gold pages saved as text and as Markdown, whole
//! and with little around the body, and gold bodies alone, of which every line is to be kept.

use std::io::{BufWriter, Write};
use std::path::Path;

use account::Extractor;
use account::model::{Media, Source};
use account::rules::Rules;
use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::eval::flattened::{self, Flat, Form, Label, Saved};
use crate::eval::{Bench, Outcome, pages};

/// What the title counts beside a line of the body. It is none, but where the trees hold it the
/// program finds it.
const TITLE: f64 = 0.5;

/// What a text that holds nothing but an article counts beside a saved page.
const CLEAN: f64 = 4.0;

/// Lines that are left around the body of a clipped page, at most.
const AROUND: u64 = 9;

pub(super) fn write(bench: &Bench, file: &Path) -> Result<()> {
    let rules = Rules::built_in();
    let names = account::articles::features().join(" ");
    // Trees of another time may not fit the features; these fit any.
    let none = format!("{names}\n0\n=0\n");
    let extractor = Extractor::new(&rules.with("articles/lines.forest", none))?;
    let out = std::fs::File::create(file).with_context(|| format!("writing {}", file.display()))?;
    let mut out = BufWriter::new(out);
    writeln!(out, "{}", json!(names))?;
    for set in pages::SETS {
        for gold in bench.lines(&format!("pages/{set}.jsonl"), &mut Outcome::default())? {
            for saved in texts(bench, &gold)? {
                writeln!(out, "{}", example(&extractor, &gold, &saved))?;
            }
        }
    }
    out.flush().context("writing the lines")
}

/// The texts that one gold page gives.
fn texts(bench: &Bench, gold: &Value) -> Result<Vec<Saved>> {
    let mut texts = Vec::new();
    for form in [Form::Text, Form::Markdown] {
        if !gold["text"].is_string() {
            texts.push(passages(Flat::of(bench, gold, form)?, gold));
        } else if let Some(saved) = flattened::saved(bench, gold, form)? {
            let labels: Vec<Label> = saved.labels.clone();
            texts.push(saved);
            texts.extend(clipped(Flat::of(bench, gold, form)?, labels, gold));
        }
    }
    if let Some(body) = gold["text"].as_str() {
        let page = pages::source(bench, gold)?;
        let lines: Vec<&str> = body
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        let number = pages::number(gold) as usize;
        let start = number % lines.len().max(1);
        let parts = [
            &lines[..],
            &lines[..lines.len().min(3)],
            &lines[start..(start + 2 + number % 5).min(lines.len())],
        ];
        texts.extend(parts.map(|lines| clean(page.clone(), lines)));
    }
    Ok(texts)
}

/// A page of which only passages are known.
fn passages(page: Flat, gold: &Value) -> Saved {
    let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let list = |key: &str| -> Vec<String> {
        let list = gold[key].as_array().into_iter().flatten();
        list.filter_map(Value::as_str).map(spaced).collect()
    };
    let (with, without) = (list("with"), list("without"));
    let label = |line: &&str| {
        let holds = |passages: &[String]| {
            passages
                .iter()
                .any(|passage| line.contains(passage.as_str()))
        };
        match (holds(&with), holds(&without)) {
            (true, false) => Label::Body,
            (false, true) => Label::Clutter,
            _ => Label::Open,
        }
    };
    let labels = page.shown().iter().map(label).collect();
    page.saved(labels)
}

/// The page with few lines around its body.
fn clipped(page: Flat, labels: Vec<Label>, gold: &Value) -> Option<Saved> {
    let first = labels.iter().position(|label| *label == Label::Body)?;
    let last = labels.iter().rposition(|label| *label == Label::Body)?;
    let number = pages::number(gold) / 7;
    let before = (number % AROUND) as usize;
    let behind = (number / AROUND % AROUND) as usize;
    let places = first.saturating_sub(before)..(last + 1 + behind).min(labels.len());
    let labels = labels[places.clone()].to_vec();
    Some(page.clipped(places).saved(labels))
}

/// A text that holds nothing but an article.
fn clean(page: Source, lines: &[&str]) -> Saved {
    Saved {
        source: flattened::written(page, Media::Text, lines.join("\n\n")),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        labels: vec![Label::Body; lines.len()],
        weight: CLEAN,
    }
}

/// What is told of the lines of a text, what each is, and what it counts.
fn example(extractor: &Extractor, gold: &Value, saved: &Saved) -> Value {
    let told = extractor.lines(&saved.source);
    let lines: Vec<&str> = saved.lines.iter().map(String::as_str).collect();
    let blocks: Vec<&str> = told.iter().map(|(text, _)| text.as_str()).collect();
    // A page of a thousand lines says more than one of a hundred, but not ten times as much.
    let weight = saved.weight / (saved.lines.len() as f64).sqrt();
    let (mut rows, mut found, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    for (label, place) in saved.labels.iter().zip(flattened::places(&lines, &blocks)) {
        let (value, weight) = match label {
            Label::Body => (1, weight),
            Label::Clutter => (0, weight),
            Label::Title => (1, weight * TITLE),
            Label::Open => continue,
        };
        if let Some(place) = place {
            rows.push(&told[place].1);
            found.push(value);
            weights.push(weight);
        }
    }
    json!({
        "part": pages::part(gold), "rows": rows, "found": found, "weights": weights,
    })
}
