//! Places against GeoVirus and LGL: names found, how far off they are put, and in what country.

mod nearest;

use std::collections::BTreeMap;

use account::articles::Given;
use account::model::Place;
use account::span::CodePoints;
use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Bench, Outcome, Suite};
use nearest::Nearest;

/// Scores `places`: a name counts where the spans overlap, one to one; it is put right within 161 km
/// (100 miles), and one that is put nowhere is not.
///
/// The gold sets give degrees and no countries: the gold country is that of the town of
/// `rules/places/towns.tsv` nearest to the gold degrees, in steps of three more degrees to each
/// side. Not counted are names that we put in no country at all, which are seas and continents
/// (their middle falls into some country or other).
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
    /// Names with a gold country.
    countries: usize,
    country_right: usize,
}

/// Kilometres up to which a place is put right, as the literature has it.
const NEAR: f64 = 161.0;

fn run(bench: &Bench) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut sets = BTreeMap::<String, Counts>::new();
    let nearest = Nearest::built_in();
    for line in bench.lines("places/toponyms.jsonl", &mut outcome)? {
        let text: Text = serde_json::from_value(line).context("a text of places")?;
        let counts = sets.entry(text.set.clone()).or_default();
        score(bench, text, &nearest, (counts, &mut outcome.items))?;
    }
    let mut both = Counts::default();
    for (set, counts) in sets {
        let f1 = 2.0 * counts.matched as f64 / ((counts.found + counts.gold) as f64).max(1.0);
        outcome.figures.insert(format!("{set} found F1"), f1);
        counts.figures(&set, &mut outcome);
        both.add(counts);
    }
    both.figures("both", &mut outcome);
    Ok(outcome)
}

impl Counts {
    fn figures(&self, set: &str, outcome: &mut Outcome) {
        let near = self.near as f64 / (self.located as f64).max(1.0);
        let country = self.country_right as f64 / (self.countries as f64).max(1.0);
        let mut figure = |what: &str, value| {
            let name = format!("{set} {what} of those found");
            outcome.figures.insert(name, value);
        };
        figure("within 161 km", near);
        figure("country right", country);
    }

    fn add(&mut self, other: Self) {
        self.located += other.located;
        self.near += other.near;
        self.countries += other.countries;
        self.country_right += other.country_right;
    }

    /// Counts a name that is found.
    fn found(&mut self, place: &Place, gold: &Gold, nearest: &Nearest) -> &'static str {
        self.matched += 1;
        let (Some(north), Some(east)) = (gold.lat, gold.lon) else {
            return "found";
        };
        self.located += 1;
        let near = distance(place, (north, east)).is_some_and(|distance| distance <= NEAR);
        self.near += usize::from(near);
        let country = place.country.zip(nearest.country((north, east)));
        self.countries += usize::from(country.is_some());
        let right = country.is_none_or(|(ours, gold)| ours.0 == gold);
        self.country_right += usize::from(country.is_some() && right);
        match (near, right) {
            (true, true) => "near",
            (false, true) => "far",
            (true, false) => "near, other country",
            (false, false) => "far, other country",
        }
    }
}

fn score(
    bench: &Bench,
    text: Text,
    nearest: &Nearest,
    (counts, items): (&mut Counts, &mut Vec<String>),
) -> Result<()> {
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
            None => "missing",
            Some(place) => counts.found(place, gold, nearest),
        };
        items.push(format!("{}\t{}\t{verdict}", reading.article.id, gold.start));
    }
    Ok(())
}

/// Kilometres between a place and the gold, on a sphere.
fn distance(place: &Place, (north, east): (f64, f64)) -> Option<f64> {
    let (a, b) = (place.lat?.to_radians(), north.to_radians());
    let east = (east - place.lon?).to_radians();
    let half = ((b - a) / 2.0).sin().powi(2) + a.cos() * b.cos() * (east / 2.0).sin().powi(2);
    Some(2.0 * 6371.0 * half.sqrt().asin())
}
