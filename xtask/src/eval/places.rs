//! Places against GeoVirus and LGL: names found, and how far off they are put.

use account::articles::Given;
use account::model::Place;
use account::span::CodePoints;
use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Bench, Outcome, Suite};

/// Scores `places`: a name counts where the spans overlap, one to one; it is put right within 161 km (100 miles).
pub const SUITE: Suite = Suite {
    stage: "places",
    run,
};

#[derive(Deserialize)]
struct Text {
    set: String,
    id: String,
    text: String,
    toponyms: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    start: u32,
    end: u32,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// Counts over one set.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    found: usize,
    gold: usize,
    matched: usize,
    located: usize,
    near: usize,
}

/// Kilometres up to which a place is put right, as the literature has it.
const NEAR: f64 = 161.0;

fn run(bench: &Bench) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut sets = std::collections::BTreeMap::<String, Counts>::new();
    for line in bench.lines("places/toponyms.jsonl", &mut outcome)? {
        let text: Text = serde_json::from_value(line).context("a text of places")?;
        let counts = sets.entry(text.set.clone()).or_default();
        score(bench, text, counts, &mut outcome.items)?;
    }
    for (set, counts) in sets {
        let f1 = 2.0 * counts.matched as f64 / ((counts.found + counts.gold) as f64).max(1.0);
        let near = counts.near as f64 / (counts.located as f64).max(1.0);
        outcome.figures.insert(format!("{set} found F1"), f1);
        outcome
            .figures
            .insert(format!("{set} within 161 km of those found"), near);
    }
    Ok(outcome)
}

fn score(bench: &Bench, text: Text, counts: &mut Counts, items: &mut Vec<String>) -> Result<()> {
    let given = Given {
        id: text.id,
        language: Some("en".into()),
        text: text.text,
        ..Given::default()
    };
    let reading = bench.pipeline()?.read(given.into_article());
    let points = CodePoints::new(&reading.article.text);
    let mut left: Vec<&Place> = reading.places.iter().collect();
    counts.found += left.len();
    counts.gold += text.toponyms.len();
    for gold in &text.toponyms {
        let overlaps = |place: &&Place| {
            let (start, end) = points.span(place.span);
            start < gold.end && gold.start < end
        };
        let verdict = match left.iter().position(overlaps).map(|at| left.remove(at)) {
            None => "missing".to_owned(),
            Some(place) => {
                counts.matched += 1;
                let distance = distance(place, gold);
                counts.located += usize::from(distance.is_some());
                counts.near += usize::from(distance.is_some_and(|distance| distance <= NEAR));
                distance.map_or("found".to_owned(), |distance| {
                    if distance <= NEAR {
                        "near".into()
                    } else {
                        "far".into()
                    }
                })
            }
        };
        items.push(format!("{}\t{}\t{verdict}", reading.article.id, gold.start));
    }
    Ok(())
}

/// Kilometres between a place and the gold, on a sphere.
fn distance(place: &Place, gold: &Gold) -> Option<f64> {
    let (a, b) = (place.lat?.to_radians(), gold.lat?.to_radians());
    let east = (gold.lon? - place.lon?).to_radians();
    let half = ((b - a) / 2.0).sin().powi(2) + a.cos() * b.cos() * (east / 2.0).sin().powi(2);
    Some(2.0 * 6371.0 * half.sqrt().asin())
}
