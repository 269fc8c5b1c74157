//! Mentions: which names of a text mean the same, B-cubed over the names of the GUM corpus.

pub(crate) mod anaphora;
mod labels;

use std::collections::HashMap;

use account::actors::lexicon::Lexicon;
use account::articles::Given;
use account::mentions::PRONOUNS;
use account::model::{Article, MentionKind, Reading};
use account::rules::Rules;
use account::span::CodePoints;
use anyhow::Result;
use serde_json::Value;

use super::{Bench, Outcome, Suite};
use crate::train::pronouns;

/// Parts of the texts; each is read with weights fitted to the others.
const PARTS: usize = 5;

/// The suite.
pub(super) const SUITE: Suite = Suite {
    stage: "mentions",
    run,
};

/// One name of the gold set: where it stands, whom it means, what was found there.
struct GoldName {
    start: u32,
    end: u32,
    group: String,
    found: String,
}

fn run(bench: &Bench) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let lexicon = Lexicon::load(&Rules::built_in())?;
    let (mut all, mut news) = (Sums::default(), Sums::default());
    let mut anaphora = anaphora::Counts::default();
    let texts = texts(bench, &mut outcome)?;
    let readings = readings(bench, &texts)?;
    for (text, reading) in texts.iter().zip(readings) {
        let names = matched(&gold_names(&lexicon, text), &reading);
        let here = sums(&names);
        outcome.items.push(format!(
            "{}\t{} names\t{} found\t{:.3}",
            text["id"].as_str().unwrap_or_default(),
            names.len(),
            here.found,
            here.f1()
        ));
        outcome.items.extend(anaphora.add(text, &reading));
        all.add(&here);
        if text["genre"] == "news" {
            news.add(&here);
        }
    }
    outcome.figures.extend(anaphora.figures());
    labels::score(bench, &mut outcome)?;
    for (set, sums) in [("names", all), ("names in news", news)] {
        let mut figure = |name: &str, value| outcome.figures.insert(format!("{set} {name}"), value);
        figure("B-cubed precision", sums.precision / sums.count);
        figure("B-cubed recall", sums.recall / sums.count);
        figure("B-cubed F1", sums.f1());
        figure("found", sums.found / sums.count);
    }
    Ok(outcome)
}

/// The texts of GUM.
pub(crate) fn texts(bench: &Bench, outcome: &mut Outcome) -> Result<Vec<Value>> {
    bench.lines("entities/gum.jsonl", outcome)
}

/// A text as an article.
pub(crate) fn article(text: &Value) -> Article {
    let given = Given {
        id: text["id"].as_str().unwrap_or_default().to_owned(),
        language: Some("en".into()),
        text: text["text"].as_str().unwrap_or_default().to_owned(),
        ..Given::default()
    };
    given.into_article()
}

/// What is read of each text, with weights that have not seen it.
fn readings(bench: &Bench, texts: &[Value]) -> Result<Vec<Reading>> {
    let mut readings: Vec<Option<Reading>> = texts.iter().map(|_| None).collect();
    for part in 0..PARTS {
        let others: Vec<&Value> = (0..)
            .zip(texts)
            .filter(|(at, _)| at % PARTS != part)
            .map(|(_, text)| text)
            .collect();
        let weights = pronouns::learned(bench, &others)?;
        let pipeline = bench.pipeline_with(&Rules::built_in().with(PRONOUNS, weights))?;
        for (at, reading) in readings.iter_mut().enumerate() {
            if at % PARTS == part {
                *reading = Some(pipeline.read(article(&texts[at])));
            }
        }
    }
    Ok(readings.into_iter().flatten().collect())
}

/// Names of persons, organisations and places: every word of weight begins with a capital.
fn gold_names(lexicon: &Lexicon, text: &Value) -> Vec<GoldName> {
    let entities = text["entities"].as_array().map_or(&[][..], Vec::as_slice);
    let mut names = Vec::new();
    for entity in entities {
        let kind = entity["type"].as_str().unwrap_or_default();
        let written = entity["text"].as_str().unwrap_or_default();
        if !matches!(kind, "person" | "organization" | "place")
            || !is_name(written)
            || is_role(lexicon, written)
        {
            continue;
        }
        let number = |key: &str| entity[key].as_u64().unwrap_or_default() as u32;
        // "Paris, France" is Paris.
        let first = written.split(", ").next().unwrap_or(written);
        let comma = kind == "place" && first.len() < written.len();
        let short = number("start") + first.chars().count() as u32;
        names.push(GoldName {
            start: number("start"),
            end: if comma { short } else { number("end") },
            group: entity["group"].to_string(),
            found: String::new(),
        });
    }
    names
}

/// A role with capitals names nobody: "the Secretary", "Professor of Law at ...".
fn is_role(lexicon: &Lexicon, text: &str) -> bool {
    let bare = text.trim_end_matches("'s").trim_end_matches("’s").trim();
    let bare = ["the ", "The ", "a ", "A ", "an "]
        .iter()
        .find_map(|article| bare.strip_prefix(article))
        .unwrap_or(bare);
    let head = [" of ", " at ", " for "]
        .iter()
        .find_map(|link| bare.split_once(link))
        .map_or(bare, |(head, _)| head);
    let office = lexicon
        .role_named(head)
        .is_some_and(|(role, _)| role.kind == account::actors::lexicon::RoleKind::Person);
    lexicon.role_named(bare).is_some() || head != bare && office
}

fn is_name(text: &str) -> bool {
    const SMALL: [&str; 14] = [
        "of", "the", "and", "for", "de", "la", "in", "on", "at", "'s", "’s", "von", "van", "a",
    ];
    const PRONOUNS: [&str; 20] = [
        "I", "He", "She", "They", "It", "We", "You", "His", "Her", "Their", "My", "Our", "Its",
        "This", "That", "Who", "Your", "Yours", "Sir", "Madam",
    ];
    let mut words = text
        .split_whitespace()
        .filter(|word| !SMALL.contains(word))
        .peekable();
    let first_small = text.starts_with("The ") || text.starts_with("A ");
    let words: Vec<&str> = words.by_ref().skip(usize::from(first_small)).collect();
    let capital = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    !words.is_empty()
        && words.iter().all(capital)
        && words
            .iter()
            .any(|word| word.starts_with(char::is_uppercase))
        && !words.iter().any(|word| PRONOUNS.contains(word))
}

/// The gold names with the entity found at each; one not found is an entity of its own.
fn matched(gold: &[GoldName], reading: &Reading) -> Vec<GoldName> {
    let points = CodePoints::new(&reading.article.text);
    let found: Vec<(u32, u32, u32)> = reading
        .mentions
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Name)
        .map(|mention| {
            let (start, end) = points.span(mention.span);
            (start, end, mention.entity.0)
        })
        .collect();
    let matching = |name: &GoldName| {
        let overlap =
            |start: u32, end: u32| end.min(name.end).saturating_sub(start.max(name.start));
        // More than half of both; or, titles in front not counted, the same end.
        let alike = |(start, end, _): &&(u32, u32, u32)| {
            let shared = overlap(*start, *end) * 2;
            shared > name.end - name.start && shared > end - start
                || *end == name.end && *start >= name.start
        };
        found
            .iter()
            .filter(alike)
            .min_by_key(|(start, end, _)| end.abs_diff(name.end) * 2 + start.abs_diff(name.start))
            .map(|(_, _, entity)| *entity)
    };
    (0..)
        .zip(gold)
        .map(|(n, name): (u32, _)| GoldName {
            start: name.start,
            end: name.end,
            group: name.group.clone(),
            found: matching(name).map_or(format!("alone {n}"), |entity| entity.to_string()),
        })
        .collect()
}

/// Sums over names, to be divided by their count.
#[derive(Default)]
struct Sums {
    precision: f64,
    recall: f64,
    count: f64,
    found: f64,
}

impl Sums {
    fn add(&mut self, other: &Self) {
        self.precision += other.precision;
        self.recall += other.recall;
        self.count += other.count;
        self.found += other.found;
    }

    fn f1(&self) -> f64 {
        let (p, r) = (self.precision / self.count, self.recall / self.count);
        2.0 * p * r / (p + r)
    }
}

/// B-cubed (Bagga and Baldwin, 1998) over the names of one text.
fn sums(names: &[GoldName]) -> Sums {
    let mut sums = Sums::default();
    let mut groups: HashMap<&str, f64> = HashMap::new();
    let mut clusters: HashMap<&str, f64> = HashMap::new();
    let mut both: HashMap<(&str, &str), f64> = HashMap::new();
    for name in names {
        *groups.entry(&name.group).or_default() += 1.0;
        *clusters.entry(&name.found).or_default() += 1.0;
        *both.entry((&name.group, &name.found)).or_default() += 1.0;
    }
    for name in names {
        let shared = both[&(name.group.as_str(), name.found.as_str())];
        sums.precision += shared / clusters[name.found.as_str()];
        sums.recall += shared / groups[name.group.as_str()];
        sums.count += 1.0;
        sums.found += f64::from(u8::from(!name.found.starts_with("alone")));
    }
    sums
}
