//! Times against TempEval-3's gold: expressions found, strictly and by overlap, and their values.

use account::articles::Given;
use account::model::{Moment, TimeExpression};
use account::span::CodePoints;
use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Bench, Outcome, Suite};

/// Scores `times` as TempEval-3's scorer does, each corpus by itself and both together.
pub const SUITE: Suite = Suite {
    stage: "times",
    run,
};

#[derive(Deserialize)]
struct Text {
    id: String,
    dct: Option<String>,
    text: String,
    expressions: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: String,
    value: String,
}

/// Counts over the expressions of a corpus.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    found: usize,
    gold: usize,
    strict: usize,
    relaxed: usize,
    value: usize,
}

impl Counts {
    fn f1(self, hits: usize) -> f64 {
        2.0 * hits as f64 / ((self.found + self.gold) as f64).max(1.0)
    }

    fn plus(self, other: Self) -> Self {
        Self {
            found: self.found + other.found,
            gold: self.gold + other.gold,
            strict: self.strict + other.strict,
            relaxed: self.relaxed + other.relaxed,
            value: self.value + other.value,
        }
    }
}

fn run(bench: &Bench) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut all = Counts::default();
    for corpus in ["timebank", "aquaint"] {
        let mut counts = Counts::default();
        for line in bench.lines(&format!("times/{corpus}.jsonl"), &mut outcome)? {
            let text: Text = serde_json::from_value(line).context("a text of times")?;
            counts = counts.plus(score(bench, text, &mut outcome.items)?);
        }
        figures(corpus, counts, &mut outcome);
        all = all.plus(counts);
    }
    figures("both", all, &mut outcome);
    Ok(outcome)
}

fn figures(corpus: &str, counts: Counts, outcome: &mut Outcome) {
    let hits = [
        ("strict", counts.strict),
        ("relaxed", counts.relaxed),
        ("value", counts.value),
    ];
    for (name, hits) in hits {
        outcome
            .figures
            .insert(format!("{corpus} {name} F1"), counts.f1(hits));
    }
}

/// Reads one text and pairs what was found with the gold, one to one, in order.
fn score(bench: &Bench, text: Text, items: &mut Vec<String>) -> Result<Counts> {
    let date = text
        .dct
        .as_deref()
        .and_then(|date| date.get(..10)?.parse().ok());
    let published = date.map(|date| Moment { date, time: None });
    let given = Given {
        id: text.id,
        published,
        language: Some("en".into()),
        text: text.text,
        ..Given::default()
    };
    let reading = bench.pipeline()?.read(given.into_article());
    let points = CodePoints::new(&reading.article.text);
    let mut found: Vec<(&TimeExpression, (u32, u32))> = reading
        .times
        .iter()
        .map(|time| (time, points.span(time.span)))
        .collect();
    let mut counts = Counts {
        found: found.len(),
        gold: text.expressions.len(),
        ..Counts::default()
    };
    for gold in &text.expressions {
        let overlaps = |(start, end): (u32, u32)| start < gold.end && gold.start < end;
        let place = found
            .iter()
            .position(|(_, span)| *span == (gold.start, gold.end));
        let Some(place) = place.or_else(|| found.iter().position(|(_, span)| overlaps(*span)))
        else {
            items.push(format!(
                "{}\t{}\tmissing\t{} {}",
                reading.article.id, gold.start, gold.kind, gold.value
            ));
            continue;
        };
        let (time, span) = found.remove(place);
        let strict = span == (gold.start, gold.end);
        let value = time.value == gold.value;
        counts.relaxed += 1;
        counts.strict += usize::from(strict);
        counts.value += usize::from(value);
        let verdict = match (strict, value) {
            (true, true) => "right",
            (false, true) => "right value, other words",
            (_, false) => "wrong value",
        };
        items.push(format!(
            "{}\t{}\t{verdict}\t{} for {}",
            reading.article.id, gold.start, time.value, gold.value
        ));
    }
    for (time, (start, _)) in found {
        items.push(format!(
            "{}\t{start}\ttoo much\t{} {}",
            reading.article.id,
            time.span
                .of(&reading.article.text)
                .replace(['\n', '\t'], " "),
            time.value
        ));
    }
    Ok(counts)
}
