//! How pairs of countries stand to each other over time, by the scores of PLOVER.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::actors::Cast;
use crate::model::*;

/// Days that all events of a pair may span for a series by days instead of months.
const DAILY: i32 = 31;

/// Events of one pair of countries: position, days, score.
type Scored = (u32, DayRange, f64);

/// The series of every pair of countries between which something dated has happened.
pub(super) fn dyads(events: &[Claim<AccountEvent>], cast: &Cast) -> Vec<Dyad> {
    let mut pairs: BTreeMap<(CountryCode, CountryCode), Vec<Scored>> = BTreeMap::new();
    for (n, event) in (0..).zip(events) {
        let event = event.value();
        let Some(days) = event.days.filter(|_| event.status == Status::Actual) else {
            continue;
        };
        for pair in countries(event, cast) {
            let score = event.kind.score(event.mode);
            pairs.entry(pair).or_default().push((n, days, score));
        }
    }
    let dyad = |((a, b), scored): ((CountryCode, CountryCode), Vec<Scored>)| Dyad {
        a,
        b,
        series: series(&scored),
    };
    pairs.into_iter().map(dyad).collect()
}

/// Pairs of the primary countries of actors and recipients, the first in the alphabet first.
fn countries(event: &AccountEvent, cast: &Cast) -> BTreeSet<(CountryCode, CountryCode)> {
    let primary = |side: &[ActorId]| -> BTreeSet<CountryCode> {
        side.iter()
            .filter_map(|actor| cast.countries(*actor).next())
            .collect()
    };
    let (actors, recipients) = (primary(&event.actors), primary(&event.recipients));
    let other = match recipients.is_empty() {
        true => &actors,
        false => &recipients,
    };
    let pairs = actors
        .iter()
        .flat_map(|a| other.iter().map(move |b| (*a.min(b), *a.max(b))));
    pairs.filter(|(a, b)| a != b).collect()
}

fn series(scored: &[Scored]) -> Vec<DyadPoint> {
    let first = scored.iter().map(|(_, days, _)| days.start).min();
    let last = scored.iter().map(|(_, days, _)| days.end).max();
    let daily = match (first, last) {
        (Some(first), Some(last)) => (last - first).get_days() < DAILY,
        _ => false,
    };
    let mut points: BTreeMap<DayRange, Vec<&Scored>> = BTreeMap::new();
    for one in scored {
        let days = if daily { one.1 } else { month(one.1.start) };
        points.entry(days).or_default().push(one);
    }
    let point = |(days, scored): (DayRange, Vec<&Scored>)| DyadPoint {
        days,
        score: scored.iter().map(|(_, _, score)| score).sum::<f64>() / scored.len() as f64,
        events: scored.iter().map(|(n, ..)| *n).collect(),
    };
    points.into_iter().map(point).collect()
}

fn month(day: Date) -> DayRange {
    DayRange {
        start: day.first_of_month(),
        end: day.last_of_month(),
    }
}
