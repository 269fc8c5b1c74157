//! `cargo xtask draw HALF N SEED`: events of the gold sets' news, drawn at random for a reader who
//! judges them.
//!
//! `cargo xtask draw kept` counts how many of the events judged before are still told, and lists those
//! judged right that are not.
//!
//! The articles are in two halves: what is judged of `learn` may teach the weights, what is judged of
//! `measure` measures and nothing else.
//!
//! Every event of every article has a number made of the set, the article, the place in it and the
//! seed; the N smallest are drawn. One event is a block: what is coded, the sentence before, and the
//! sentence with the words that name the act between `>>` and `<<`.

use std::collections::{BTreeMap, BTreeSet};

use account::articles::Given;
use account::model::{Article, Event, Moment, Participant, Reading};
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::eval::{self, Bench, Outcome, quality};

/// The gold sets that hold news as whole articles.
const SETS: [&str; 6] = [
    "times/timebank",
    "times/aquaint",
    "quotes/polnear",
    "stories/ecb",
    "stories/newswcl50",
    "places/toponyms",
];

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if arguments == ["kept"] {
        return kept();
    }
    let [half, count, seed] = arguments else {
        bail!("`cargo xtask draw learn|measure N SEED`, or `cargo xtask draw kept`");
    };
    ensure!(
        ["learn", "measure"].contains(&half.as_str()),
        "learn or measure, not {half:?}"
    );
    let count: usize = count.parse().context("N is a number of events")?;
    let shared = eval::shared().context("no shared folder: set RAPPORTEUR_SHARED to it")?;
    let bench = Bench::new(shared.join("gold"), eval::model());
    let mut drawn: Vec<(u64, String)> = Vec::new();
    each(&bench, |id, article| {
        if is_measured(id) != (half == "measure") {
            return Ok(());
        }
        let reading = bench.pipeline()?.read(article);
        for event in &reading.events {
            let lot = lot(&format!("{} {seed}", key(id, event)));
            drawn.push((lot, block(id, &reading, event)));
        }
        Ok(())
    })?;
    drawn.sort();
    // Some sets hold an article twice.
    drawn.dedup();
    let all = drawn.len();
    println!("{count} of {all} events, seed {seed}\n");
    for (at, (_, block)) in (1..).zip(drawn.iter().take(count)) {
        println!("{at}. {block}");
    }
    Ok(())
}

/// The verdicts on events of the half that may be learned from: a line an event, its [`key`], right or
/// wrong, and what is wrong.
const JUDGED: [&str; 2] = [
    "quality/events/judged.tsv",
    "quality/events/judged-later.tsv",
];

/// What somebody said of an event.
pub(crate) struct Verdict {
    /// The event's [`key`].
    pub(crate) key: String,
    /// What is wrong: `none` (no such act), `type`, `actor`, `recipient`, `status`; `-` where it is right.
    pub(crate) fault: String,
}

/// All verdicts that may be learned from.
pub(crate) fn verdicts() -> Result<Vec<Verdict>> {
    let mut all = Vec::new();
    for file in JUDGED {
        let text = std::fs::read_to_string(quality::root().join(file))
            .with_context(|| format!("reading {file}"))?;
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [key @ .., _, fault] = &fields[..] else {
                continue;
            };
            all.push(Verdict {
                key: key.join("\t"),
                fault: (*fault).to_owned(),
            });
        }
    }
    Ok(all)
}

/// Counts the judged events that are still told: all, and those that a rule tells.
fn kept() -> Result<()> {
    let shared = eval::shared().context("no shared folder: set RAPPORTEUR_SHARED to it")?;
    let bench = Bench::new(shared.join("gold"), eval::model());
    let verdicts = verdicts()?.into_iter();
    let verdicts: BTreeMap<String, bool> =
        verdicts.map(|one| (one.key, one.fault == "-")).collect();
    let judged: BTreeSet<&str> = verdicts
        .keys()
        .filter_map(|key| key.split('\t').next())
        .collect();
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut all = 0;
    each(&bench, |id, article| {
        if judged.contains(id) {
            let reading = bench.pipeline()?.read(article);
            all += reading.events.len();
            told.extend(reading.events.iter().map(|event| key(id, event)));
        }
        Ok(())
    })?;
    for (verdict, name) in [(true, "right"), (false, "wrong")] {
        let of = verdicts.iter().filter(|(_, right)| **right == verdict);
        let (still, lost): (Vec<_>, Vec<_>) = of.partition(|(key, _)| told.contains(*key));
        println!(
            "{name}: {} of {} still told",
            still.len(),
            still.len() + lost.len()
        );
        for (key, _) in lost.iter().filter(|_| verdict) {
            println!("lost\t{key}");
        }
    }
    println!("{all} events in the judged articles");
    Ok(())
}

/// Every article of the sets, with the set and its name there.
pub(crate) fn each(bench: &Bench, mut see: impl FnMut(&str, Article) -> Result<()>) -> Result<()> {
    for set in SETS {
        for item in bench.lines(&format!("{set}.jsonl"), &mut Outcome::default())? {
            let id = format!("{set} {}", item["id"].as_str().unwrap_or_default());
            see(&id, given(&item).into_article())?;
        }
    }
    Ok(())
}

fn given(item: &Value) -> Given {
    let word = |name: &str| item[name].as_str().map(str::to_owned);
    let date = word("dct").or_else(|| word("date"));
    Given {
        language: Some("en".into()),
        text: word("text").unwrap_or_default(),
        published: date.and_then(|date| {
            Some(Moment {
                date: date.get(..10)?.parse().ok()?,
                time: None,
            })
        }),
        ..Given::default()
    }
}

/// Whether an article is of the half that only measures.
pub(crate) fn is_measured(id: &str) -> bool {
    lot(id).is_multiple_of(2)
}

/// FNV-1a, so that the draw is the same on every machine.
pub(crate) fn lot(text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    // The last bytes have hardly touched the upper bits: mixed once more (splitmix64).
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^ (hash >> 31)
}

fn block(id: &str, reading: &Reading, event: &Event) -> String {
    let text = &reading.article.text;
    let mode = event
        .mode
        .map(|mode| format!("/{mode}"))
        .unwrap_or_default();
    let coded = format!(
        "{}{mode} ({}) | {} -> {} | {} | {}",
        event.kind.as_str(),
        event.status.as_str(),
        side(reading, &event.actors),
        side(reading, &event.recipients),
        event.rule,
        id,
    );
    let at = event.sentence.0 as usize;
    let sentences = &reading.parse.sentences;
    let before = at.checked_sub(1).and_then(|at| sentences.get(at));
    let before = before.map_or("", |sentence| sentence.span.of(text));
    let own = sentences
        .get(at)
        .map(|sentence| sentence.span)
        .unwrap_or_default();
    let (start, end) = (event.trigger.start as usize, event.trigger.end as usize);
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let marked = format!(
        "{}>>{}<<{}",
        part(own.start as usize, start),
        part(start, end),
        part(end, own.end as usize)
    );
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let key = key(id, event);
    format!(
        "{coded}\n   key: {key}\n   before: {}\n   {}\n",
        line(before),
        line(&marked)
    )
}

/// Tells an event of one article from every other coding of the same words.
pub(crate) fn key(id: &str, event: &Event) -> String {
    let side = |parties: &[Participant]| {
        let spans = parties
            .iter()
            .map(|one| format!("{}-{}", one.span.start, one.span.end));
        spans.collect::<Vec<_>>().join(",")
    };
    let (kind, status) = (event.kind.as_str(), event.status.as_str());
    let (actors, recipients) = (side(&event.actors), side(&event.recipients));
    format!(
        "{id}\t{}\t{kind}\t{status}\t{actors}\t{recipients}",
        event.trigger.start
    )
}

/// Who is on one side: the phrase, and the fullest name where it is another.
fn side(reading: &Reading, parties: &[Participant]) -> String {
    let text = &reading.article.text;
    let named = parties.iter().map(|one| {
        let phrase = one.span.of(text);
        let entity = &reading.mentions.entities[one.entity.0 as usize];
        match entity.name == phrase {
            true => phrase.to_owned(),
            false => format!("{phrase} (= {})", entity.name),
        }
    });
    let named = named.collect::<Vec<_>>().join("; ");
    if named.is_empty() {
        "nobody".into()
    } else {
        named
    }
}
