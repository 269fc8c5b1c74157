//! Stories: B-cubed over the articles of the gold sets, grouped by one setting for all.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use account::articles::Given;
use account::model::{Article, Mentions, Moment, Parse, Reading, Story};
use account::parses::Parses;
use account::stage::{Notes, Stage};
use anyhow::{Context, Result};
use serde_json::Value;

use super::{Bench, Outcome, Suite};

/// The suite.
pub(super) const SUITE: Suite = Suite {
    stage: "stories",
    run,
};

fn run(bench: &Bench) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    for set in ["ecb", "newswcl50"] {
        let lines = bench.lines(&format!("stories/{set}.jsonl"), &mut outcome)?;
        let (readings, clusters) = read(bench, &lines)?;
        let (_, stories) = bench.pipeline()?.stories(&readings);
        let found = numbers(&readings, &stories);
        let score = bcubed(&found, &clusters);
        let mut figure = |name: &str, value: f64| {
            outcome
                .figures
                .insert(format!("{set} B-cubed {name}"), value);
        };
        figure("F1", score.f1());
        figure("precision", score.precision);
        figure("recall", score.recall);
        for (reading, (found, cluster)) in readings.iter().zip(found.iter().zip(&clusters)) {
            let id = &reading.article.id;
            outcome
                .items
                .push(format!("{set}\t{id}\t{cluster}\t{found}"));
        }
    }
    Ok(outcome)
}

/// The articles of a set, parsed and nothing more, with the cluster of each.
pub(super) fn read(bench: &Bench, lines: &[Value]) -> Result<(Vec<Reading>, Vec<String>)> {
    let reading = |line: &Value| {
        let article = article(line);
        let parse = parse(bench, &article)?;
        Ok(bare(article, parse))
    };
    let cluster = |line: &Value| line["cluster"].to_string();
    let readings: Result<Vec<Reading>> = lines.iter().map(reading).collect();
    Ok((readings?, lines.iter().map(cluster).collect()))
}

/// Parses an article with a stage of our own: the flow would read it whole.
pub(super) fn parse(bench: &Bench, article: &Article) -> Result<Parse> {
    static PARSES: OnceLock<Parses> = OnceLock::new();
    if PARSES.get().is_none() {
        let model = spacy::Model::load(&bench.model)
            .with_context(|| format!("loading the language model in {}", bench.model.display()))?;
        // Another thread may have been faster: then this one is dropped.
        let _ = PARSES.set(Parses::new(Arc::new(model)));
    }
    let parses = PARSES.get().context("the language model is loaded above")?;
    Ok(parses.run(article, &mut Notes::default()))
}

/// The first sentence of an article of ECB+ stands in `title`: it is part of the text.
fn article(line: &Value) -> Article {
    let text = line["text"]
        .as_str()
        .unwrap_or_default()
        .replace("\\n", "\n");
    let title = line["title"].as_str();
    let date = line["date"].as_str().and_then(|date| date.parse().ok());
    Given {
        id: line["id"].as_str().unwrap_or_default().into(),
        published: date.map(|date| Moment { date, time: None }),
        outlet: line["outlet"].as_str().map(str::to_owned),
        text: match title {
            Some(title) => format!("{title}\n\n{text}"),
            None => text,
        },
        ..Given::default()
    }
    .into_article()
}

/// A reading of which only the parse is known.
pub(super) fn bare(article: Article, parse: Parse) -> Reading {
    Reading {
        article,
        parse,
        mentions: Mentions::default(),
        times: Vec::new(),
        places: Vec::new(),
        actors: Vec::new(),
        quotes: Vec::new(),
        events: Vec::new(),
        numbers: Vec::new(),
        notes: Vec::new(),
    }
}

/// The number of the story of each article.
fn numbers(readings: &[Reading], stories: &[Story]) -> Vec<usize> {
    let of = |reading: &Reading| {
        let mut stories = stories.iter();
        let at = stories.position(|story| story.articles.contains(&reading.article.id));
        at.unwrap_or(usize::MAX)
    };
    readings.iter().map(of).collect()
}

/// B-cubed precision and recall (Bagga and Baldwin 1998).
struct Score {
    precision: f64,
    recall: f64,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall)
    }
}

fn bcubed(found: &[usize], gold: &[String]) -> Score {
    let mut sizes: BTreeMap<usize, f64> = BTreeMap::new();
    let mut golden: BTreeMap<&str, f64> = BTreeMap::new();
    let mut both: BTreeMap<(usize, &str), f64> = BTreeMap::new();
    for (found, gold) in found.iter().zip(gold) {
        *sizes.entry(*found).or_default() += 1.0;
        *golden.entry(gold).or_default() += 1.0;
        *both.entry((*found, gold)).or_default() += 1.0;
    }
    let all = found.len().max(1) as f64;
    let sum = |of: &dyn Fn(usize, &str) -> f64| -> f64 {
        let shares = both
            .iter()
            .map(|((found, gold), n)| n * n / of(*found, gold));
        shares.sum::<f64>() / all
    };
    Score {
        precision: sum(&|found, _| sizes[&found]),
        recall: sum(&|_, gold| golden[gold]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b_cubed_counts_an_article_by_its_neighbours() {
        let gold = ["a", "a", "b", "b"].map(str::to_owned);
        let same = bcubed(&[0, 0, 1, 1], &gold);
        assert_eq!((same.precision, same.recall), (1.0, 1.0));
        let one = bcubed(&[0, 0, 0, 0], &gold);
        assert_eq!((one.precision, one.recall), (0.5, 1.0));
    }
}
