//! Pages against pages that others have read: the body, passages that belong to it or do not.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;

use account::Extractor;
use account::model::{Article, Media, Source};
use account::rules::Rules;
use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use serde_json::Value;

use super::{Bench, Outcome, Suite, flattened};
use crate::train::fitted_without;

/// Bodies are scored as in the article-extraction-benchmark.
pub const SUITE: Suite = Suite {
    stage: "pages",
    run,
};

/// Counts over the pages of one set.
#[derive(Debug, Default)]
struct Tally {
    pages: f64,
    precision: f64,
    recall: f64,
    with: Right,
    without: Right,
}

/// How many of those that the gold set states are right.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Right {
    pub(super) right: f64,
    pub(super) all: f64,
}

impl Right {
    /// Counts one more; says whether it was right.
    pub(super) fn add(&mut self, right: bool) -> bool {
        self.all += 1.0;
        self.right += f64::from(u8::from(right));
        right
    }

    /// How many of all are right.
    pub(super) fn share(self) -> f64 {
        self.right / self.all.max(1.0)
    }
}

/// What counts over the pages of one gold set.
pub(super) trait Pages: Default {
    /// Scores one page; the line says what was right.
    fn page(&mut self, gold: &Value, article: &Article) -> String;

    /// Adds the figures of the whole set.
    fn figures(&self, set: &str, outcome: &mut Outcome);
}

fn run(bench: &Bench) -> Result<Outcome> {
    let mut outcome = run_over::<Tally>(bench, &SETS)?;
    flattened::score(bench, &extractors()?, &mut outcome)?;
    Ok(outcome)
}

/// The gold sets that say what is text of the article.
pub(crate) const SETS: [&str; 3] = ["fundus", "wcxb", "trafilatura"];

/// Scores what somebody else takes for the bodies of a set's pages, by the pages' files.
pub(crate) fn score_texts(
    bench: &Bench,
    set: &str,
    bodies: &BTreeMap<String, String>,
    outcome: &mut Outcome,
) -> Result<()> {
    let mut tally = Tally::default();
    for gold in &bench.lines(&format!("pages/{set}.jsonl"), outcome)? {
        let body = bodies.get(text(gold, "html"));
        tally.body(gold, body.map_or("", String::as_str));
    }
    tally.figures(set, outcome);
    Ok(())
}

/// Scores the pages of some gold sets.
pub(super) fn run_over<T: Pages>(bench: &Bench, sets: &[&str]) -> Result<Outcome> {
    let extractors = extractors()?;
    let mut outcome = Outcome::default();
    for set in sets {
        let lines = bench.lines(&format!("pages/{set}.jsonl"), &mut outcome)?;
        let mut tally = T::default();
        for gold in &lines {
            let extractor = &extractors[part(gold) as usize];
            let article = extractor.extract(&source(bench, gold)?);
            let item = tally.page(gold, &article);
            outcome.items.push(item);
        }
        tally.figures(set, &mut outcome);
    }
    Ok(outcome)
}

/// For each part of the sites one whose trees have not seen them.
fn extractors() -> Result<Vec<Extractor>> {
    let extractors = (0..PARTS).map(|part| {
        let trees = |name| {
            let path = fitted_without(name, part);
            std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
        };
        let rules = Rules::built_in()
            .with("pages/body.forest", trees("pages")?)
            .with("articles/lines.forest", trees("texts")?);
        Ok(Extractor::new(&rules)?)
    });
    extractors.collect()
}

/// The page of a gold line.
pub(crate) fn source(bench: &Bench, gold: &Value) -> Result<Source> {
    let path = bench.path(text(gold, "html"));
    let file = std::fs::File::open(&path).with_context(|| format!("opening {}", path.display()))?;
    let mut bytes = Vec::new();
    GzDecoder::new(file)
        .read_to_end(&mut bytes)
        .with_context(|| format!("unpacking {}", path.display()))?;
    Ok(Source {
        id: text(gold, "url").into(),
        media: Media::Html,
        bytes,
        charset: None,
        url: Some(text(gold, "url").to_owned()),
        fetched: None,
    })
}

/// Parts that the sites are cut into.
pub(crate) const PARTS: u64 = 5;

/// The part of a page's site.
pub(crate) fn part(gold: &Value) -> u64 {
    number(gold) % PARTS
}

/// The half of a page's site: 0 where rules may be tuned, 1 where they are only measured.
pub(crate) fn half(gold: &Value) -> usize {
    usize::from(number(gold) / PARTS % 2 == 1)
}

/// A number that the pages of a site share.
pub(crate) fn number(gold: &Value) -> u64 {
    let step = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    site(text(gold, "url"))
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, step)
}

/// The site of an address: the last names of its host, three where the one before the last is
/// short ("example.co.uk").
fn site(url: &str) -> String {
    let host = url.split("://").nth(1).unwrap_or(url);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let mut names: Vec<&str> = host.rsplit('.').collect();
    let short = names.get(1).is_some_and(|name| name.len() <= 3);
    names.truncate(if short { 3 } else { 2 });
    names.reverse();
    names.join(".").to_lowercase()
}

/// A value of a gold line, empty where there is none.
pub(crate) fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

impl Pages for Tally {
    fn page(&mut self, gold: &Value, article: &Article) -> String {
        self.body(gold, &article.text)
    }

    fn figures(&self, set: &str, outcome: &mut Outcome) {
        let mut figure = |name: &str, value: f64| {
            outcome.figures.insert(format!("{set} {name}"), value);
        };
        if self.pages > 0.0 {
            let (precision, recall) = (self.precision / self.pages, self.recall / self.pages);
            figure("body precision", precision);
            figure("body recall", recall);
            figure(
                "body F1",
                2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE),
            );
        }
        if self.with.all > 0.0 {
            figure("passages kept", self.with.share());
            figure("clutter left out", self.without.share());
            // As trafilatura scores itself: clutter that is there is a false positive.
            let errors = self.without.all - self.without.right + self.with.all - self.with.right;
            let right = 2.0 * self.with.right;
            figure("passages F1", right / (right + errors).max(1.0));
        }
    }
}

impl Tally {
    fn body(&mut self, gold: &Value, body: &str) -> String {
        let mut item = text(gold, "html").to_owned();
        if gold["text"].is_string() {
            let (precision, recall) = score(body, text(gold, "text"));
            self.pages += 1.0;
            self.precision += precision;
            self.recall += recall;
            item += &format!("\tbody {precision:.2} {recall:.2}");
        }
        self.passages(gold, body);
        item
    }

    /// Passages that must be there and passages that must not.
    fn passages(&mut self, gold: &Value, body: &str) {
        let body = spaced(body);
        let list = |key: &str| gold[key].as_array().cloned().unwrap_or_default();
        for passage in list("with") {
            self.with
                .add(body.contains(&spaced(passage.as_str().unwrap_or_default())));
        }
        for passage in list("without") {
            self.without
                .add(!body.contains(&spaced(passage.as_str().unwrap_or_default())));
        }
    }
}

/// Letters and digits alone, in small letters.
pub(super) fn bare(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Words parted by single spaces.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Precision and recall of a body: 4-gram shingles of words as multisets.
fn score(found: &str, gold: &str) -> (f64, f64) {
    let (found, gold) = (shingles(found), shingles(gold));
    let common: usize = found
        .iter()
        .map(|(shingle, count)| count.min(gold.get(shingle).unwrap_or(&0)))
        .sum();
    let share = |all: &HashMap<Vec<String>, usize>| {
        let all: usize = all.values().sum();
        match (all, found.is_empty() && gold.is_empty()) {
            (_, true) => 1.0,
            (0, _) => 0.0,
            (all, _) => common as f64 / all as f64,
        }
    };
    (share(&found), share(&gold))
}

/// Every four words in a row, with how often they stand so; of a shorter text all its words.
fn shingles(text: &str) -> HashMap<Vec<String>, usize> {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let mut counts = HashMap::new();
    let whole = words.len().min(4);
    if whole > 0 {
        for window in words.windows(whole) {
            *counts.entry(window.to_vec()).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_body_is_perfect_and_half_of_it_is_precise() {
        let text = "one two three four five six seven eight";
        assert_eq!(score(text, text), (1.0, 1.0));
        let (precision, recall) = score("one two three four", text);
        assert_eq!((precision, recall), (1.0, 0.2));
        assert_eq!(score("", text), (0.0, 0.0));
    }
}
