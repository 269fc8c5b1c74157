//! Labels: pronouns and descriptions with whom they stand for, read by hand in texts of ours and of the
//! gold sets: `quality/mentions/labels.tsv`.
//!
//! Half of them only measure: what is wrong there is counted and not shown.

use std::collections::{BTreeMap, BTreeSet};

use account::articles::Given;
use account::model::{Article, EntityId, Mention, MentionKind, Reading};
use account::span::CodePoints;
use anyhow::{Context, Result};

use crate::eval::{Bench, Outcome, quality};

/// The labels, below the root of the repository.
const FILE: &str = "quality/mentions/labels.tsv";

/// The gold sets that labels stand in.
const SETS: [&str; 5] = [
    "quotes/polnear",
    "stories/ecb",
    "times/timebank",
    "times/aquaint",
    "places/toponyms",
];

type Range = (u32, u32);

/// One phrase with whom it stands for: nobody, one, or several together.
struct Label {
    dev: bool,
    text: String,
    phrase: Range,
    meant: Vec<Range>,
}

/// What is counted of one part of the labels.
#[derive(Default)]
struct Count {
    all: f64,
    right: f64,
    given: f64,
    given_right: f64,
}

/// Scores the labels.
pub(super) fn score(bench: &Bench, outcome: &mut Outcome) -> Result<()> {
    let labels = labels()?;
    let texts = texts(bench, &labels, outcome)?;
    let mut readings: BTreeMap<&str, Reading> = BTreeMap::new();
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for label in &labels {
        let text = texts
            .get(&label.text)
            .with_context(|| format!("{FILE}: no text {}", label.text))?;
        let pipeline = bench.pipeline()?;
        let reading = readings
            .entry(&label.text)
            .or_insert_with(|| pipeline.read(article(&label.text, text)));
        let (given, right) = judged(label, reading);
        let part = if label.text.starts_with("quality/") {
            "own"
        } else {
            "gold"
        };
        let half = if label.dev { "dev" } else { "test" };
        let count = counts.entry(format!("labelled {part} {half}")).or_default();
        count.all += 1.0;
        count.right += f64::from(u8::from(right));
        count.given += f64::from(u8::from(given));
        count.given_right += f64::from(u8::from(given && right));
        if label.dev && !right {
            let (start, end) = label.phrase;
            outcome
                .items
                .push(format!("labelled {} {start}-{end}", label.text));
        }
    }
    for (name, count) in counts {
        let mut figure =
            |what: &str, value| outcome.figures.insert(format!("{name} {what}"), value);
        figure("right", count.right / count.all);
        figure("right of given", count.given_right / count.given);
    }
    Ok(())
}

fn labels() -> Result<Vec<Label>> {
    let file = quality::root().join(FILE);
    let text = std::fs::read_to_string(&file).with_context(|| format!("reading {FILE}"))?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let label = || {
                let mut fields = line.split('\t');
                let dev = fields.next()? == "dev";
                let text = fields.next()?.to_owned();
                let phrase = range(fields.next()?)?;
                let meant = fields.next()?.split(',').filter(|one| !one.is_empty());
                let meant = meant.map(range).collect::<Option<_>>()?;
                Some(Label {
                    dev,
                    text,
                    phrase,
                    meant,
                })
            };
            label().with_context(|| format!("{FILE}: {line:?}"))
        })
        .collect()
}

fn range(text: &str) -> Option<Range> {
    let (start, end) = text.split_once('-')?;
    Some((start.parse().ok()?, end.parse().ok()?))
}

/// The texts of the labels by their names.
fn texts(
    bench: &Bench,
    labels: &[Label],
    outcome: &mut Outcome,
) -> Result<BTreeMap<String, String>> {
    let wanted: BTreeSet<&str> = labels.iter().map(|label| label.text.as_str()).collect();
    let mut texts = BTreeMap::new();
    for name in wanted.iter().filter(|name| name.starts_with("quality/")) {
        let text = std::fs::read_to_string(quality::root().join(name))
            .with_context(|| format!("reading {name}"))?;
        texts.insert((*name).to_owned(), text);
    }
    for set in SETS {
        for item in bench.lines(&format!("{set}.jsonl"), outcome)? {
            let id = format!("{set} {}", item["id"].as_str().unwrap_or_default());
            if wanted.contains(id.as_str()) {
                texts.insert(id, item["text"].as_str().unwrap_or_default().to_owned());
            }
        }
    }
    Ok(texts)
}

fn article(name: &str, text: &str) -> Article {
    let given = Given {
        id: name.to_owned(),
        language: Some("en".into()),
        text: text.to_owned(),
        ..Given::default()
    };
    given.into_article()
}

/// Whether the phrase of a label was given anybody, and whether that is right.
fn judged(label: &Label, reading: &Reading) -> (bool, bool) {
    let points = CodePoints::new(&reading.article.text);
    let mentions = &reading.mentions.mentions;
    let (start, end) = label.phrase;
    let own = mentions.iter().find(|one| {
        let (from, to) = points.span(one.span);
        one.kind != MentionKind::Name && (to == end && from >= start || from == start && to <= end)
    });
    // Whoever is spoken of once and never again was not taken up.
    let others = |own: &Mention| {
        let mut same = mentions.iter().filter(|one| one.entity == own.entity);
        let members = &reading.mentions.entities[own.entity.0 as usize].members;
        !members.is_empty() || same.any(|one| one.span != own.span)
    };
    let Some(own) = own.filter(|own| others(own)) else {
        return (false, label.meant.is_empty());
    };
    let meant: Option<BTreeSet<EntityId>> = label
        .meant
        .iter()
        .map(|place| at(&points, mentions, *place))
        .collect();
    let members = &reading.mentions.entities[own.entity.0 as usize].members;
    let right = meant.is_some_and(|meant| match meant.len() {
        0 => false,
        1 => meant.contains(&own.entity),
        _ => members.iter().copied().collect::<BTreeSet<_>>() == meant,
    });
    (true, right)
}

/// Who is spoken of at a place: the name or description that lies nearest to it.
fn at(points: &CodePoints<'_>, mentions: &[Mention], (start, end): Range) -> Option<EntityId> {
    let near = mentions.iter().filter_map(|one| {
        let (from, to) = points.span(one.span);
        let touches = one.kind != MentionKind::Pronoun && from < end && start < to;
        touches.then_some((to.abs_diff(end) * 2 + from.abs_diff(start), one.entity))
    });
    near.min_by_key(|(far, _)| *far).map(|(_, entity)| entity)
}
