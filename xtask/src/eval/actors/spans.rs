//! The country of the parties of PLV's pairs, as we have labelled 220 of them: a line a party, with the
//! pair, which of its two it is, and the countries that the phrase or its sentence implies (`-`: none).

use std::collections::BTreeMap;

use account::model::Reading;
use account::span::Span;
use anyhow::{Context, Result};

use super::super::events::{Pair, article};
use super::super::{Bench, Outcome, quality};

/// Organisations of states are one class: the labels do not tell them apart.
const OF_STATES: [&str; 3] = ["IGO", "UNO", "EUR"];

/// Codes that stand in a country's place for those who have none; the labels say `-` of them.
const OF_NONE: [&str; 4] = ["NGO", "MNC", "ISM", "IMG"];

pub(super) fn score(bench: &Bench, outcome: &mut Outcome) -> Result<()> {
    let file = quality::root().join("quality/actors/spans.tsv");
    let labels =
        std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    let mut pairs: BTreeMap<String, Pair> = BTreeMap::new();
    for line in bench.lines("events/plover-pairs.jsonl", outcome)? {
        let pair: Pair = serde_json::from_value(line).context("a pair of events")?;
        pairs.insert(pair.id.clone(), pair);
    }
    let (mut all, mut right, mut none, mut none_right) = (0.0, 0.0, 0.0, 0.0);
    for line in labels.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, part, label] = fields[..] else {
            continue;
        };
        let Some(pair) = pairs.get(id) else { continue };
        let span = pair.spans()[usize::from(part == "recipient")];
        let reading = bench.pipeline()?.read(article(&pair.text));
        let coded = countries(&reading, span);
        let wanted: Vec<&str> = label.split('+').filter(|code| *code != "-").collect();
        let fits = match wanted.is_empty() {
            true => coded.is_empty(),
            false => wanted
                .iter()
                .all(|code| coded.iter().any(|own| same(own, code))),
        };
        let (count, hits) = match wanted.is_empty() {
            true => (&mut none, &mut none_right),
            false => (&mut all, &mut right),
        };
        *count += 1.0;
        *hits += f64::from(u8::from(fits));
        let verdict = if fits { "right" } else { "wrong" };
        let coded = coded.join("+");
        outcome
            .items
            .push(format!("span {id} {part}\t{verdict}\t{coded} for {label}"));
    }
    let mut figure = |name: &str, value: f64| outcome.figures.insert(name.to_owned(), value);
    figure("parties of pairs country right", right / f64::max(all, 1.0));
    figure(
        "parties of pairs without a country right",
        none_right / f64::max(none, 1.0),
    );
    Ok(())
}

fn same(own: &str, wanted: &str) -> bool {
    own == wanted || OF_STATES.contains(&own) && OF_STATES.contains(&wanted)
}

/// The countries of whoever the mentions in a span name, the widest mention first to have any.
fn countries(reading: &Reading, span: Span) -> Vec<String> {
    let inside = reading.mentions.mentions.iter();
    let mut inside: Vec<_> = inside
        .filter(|mention| mention.span.overlaps(span))
        .collect();
    inside.sort_by_key(|mention| (mention.span.start.abs_diff(span.start), mention.span.start));
    let mut found: Vec<String> = Vec::new();
    for mention in inside {
        let actor = reading
            .actors
            .iter()
            .find(|actor| actor.entity == mention.entity);
        let codes = actor.into_iter().flat_map(|actor| &actor.codes);
        for country in codes.filter_map(|code| code.country) {
            let country = country.to_string();
            if !found.contains(&country) && !OF_NONE.contains(&country.as_str()) {
                found.push(country);
            }
        }
    }
    found
}
