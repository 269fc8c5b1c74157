//! The events of an account, and the series of every pair of actors.

use std::collections::BTreeMap;

use account::model::*;
use serde::Serialize;

use super::super::parts::{PlaceJson, place, rounded};
use super::evidence::{EvidenceJson, Texts};
use super::ids::{actor_id, article_ids, event_id};

#[derive(Debug, Serialize)]
pub(super) struct EventJson<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    mode: Option<&'static str>,
    contexts: &'a [&'static str],
    quad: u8,
    score: f64,
    cameo: &'static str,
    actors: Vec<String>,
    recipients: Vec<String>,
    date: Option<DaysJson>,
    place: Option<PlaceJson<'a>>,
    status: &'static str,
    history: Vec<StepJson<'a>>,
    holder: Option<String>,
    origins: u32,
    articles: Vec<&'a str>,
    summary: &'a str,
    weight: f64,
    evidence: Vec<EvidenceJson<'a>>,
}

#[derive(Debug, Serialize)]
struct DaysJson {
    start: String,
    end: String,
}

#[derive(Debug, Serialize)]
struct StepJson<'a> {
    status: &'static str,
    articles: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct DyadJson<'a> {
    a: &'a str,
    b: &'a str,
    series: Vec<PointJson>,
}

#[derive(Debug, Serialize)]
struct PointJson {
    date: String,
    score: f64,
    events: Vec<String>,
}

pub(super) fn event<'a>(
    position: u32,
    claim: &'a Claim<AccountEvent>,
    texts: &Texts<'a>,
) -> EventJson<'a> {
    let event = claim.value();
    let step = |(status, articles): &'a (Status, Vec<ArticleId>)| StepJson {
        status: status.as_str(),
        articles: article_ids(articles),
    };
    EventJson {
        id: event_id(position),
        kind: event.kind.as_str(),
        mode: event.mode,
        contexts: &event.contexts,
        quad: event.kind.quad(),
        score: event.kind.score(event.mode),
        cameo: event.cameo,
        actors: event.actors.iter().copied().map(actor_id).collect(),
        recipients: event.recipients.iter().copied().map(actor_id).collect(),
        date: event.days.map(days),
        place: event.place.as_ref().map(place),
        status: event.status.as_str(),
        history: event.history.iter().map(step).collect(),
        holder: event.holder.map(actor_id),
        origins: event.origins,
        articles: article_ids(&event.articles),
        summary: &event.summary,
        weight: rounded(event.weight),
        evidence: texts.evidence(claim.evidence()),
    }
}

fn days(days: DayRange) -> DaysJson {
    DaysJson {
        start: days.start.to_string(),
        end: days.end.to_string(),
    }
}

pub(super) fn dyad(dyad: &Dyad) -> DyadJson<'_> {
    // Sorted by what is written, and what falls on one day is one point.
    let mut points: BTreeMap<String, Vec<&DyadPoint>> = BTreeMap::new();
    for point in &dyad.series {
        let date = day_or_month(point.days);
        points.entry(date).or_default().push(point);
    }
    DyadJson {
        a: dyad.a.as_str(),
        b: dyad.b.as_str(),
        series: points.into_iter().map(point).collect(),
    }
}

/// The mean over all events that are written under one date.
fn point((date, points): (String, Vec<&DyadPoint>)) -> PointJson {
    let weight = |point: &DyadPoint| point.events.len().max(1) as f64;
    let all: f64 = points.iter().map(|point| weight(point)).sum();
    let sum: f64 = points.iter().map(|one| one.score * weight(one)).sum();
    let events = points.iter().flat_map(|point| &point.events);
    let mut events: Vec<u32> = events.copied().collect();
    events.sort_unstable();
    PointJson {
        date,
        score: rounded(sum / all),
        events: events.into_iter().map(event_id).collect(),
    }
}

/// `2025-10` for a whole month, else the first day: `2026-02-03`.
fn day_or_month(days: DayRange) -> String {
    let month = (days.start.first_of_month(), days.start.last_of_month());
    if (days.start, days.end) == month {
        days.start.strftime("%Y-%m").to_string()
    } else {
        days.start.to_string()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;

    fn series(points: &[(Date, Date, f64, &[u32])]) -> serde_json::Value {
        let point = |(start, end, score, events): &(Date, Date, f64, &[u32])| DyadPoint {
            days: DayRange {
                start: *start,
                end: *end,
            },
            score: *score,
            events: events.to_vec(),
        };
        let code = |code| CountryCode::parse(code).unwrap();
        let pair = Dyad {
            a: code("PRK"),
            b: code("USA"),
            series: points.iter().map(point).collect(),
        };
        serde_json::to_value(dyad(&pair)).unwrap()["series"].clone()
    }

    #[test]
    fn some_days_stand_under_their_first_and_a_whole_month_under_its_name() {
        let day = date(2018, 4, 24);
        let written = series(&[
            (date(2018, 4, 1), date(2018, 4, 1), 1.0, &[3]),
            (date(2018, 4, 1), date(2018, 4, 30), 4.0, &[0]),
            (day, day, 7.0, &[1]),
            (date(2018, 4, 25), date(2018, 5, 9), -2.0, &[2]),
        ]);
        let dates: Vec<&str> = (0..4).filter_map(|n| written[n]["date"].as_str()).collect();
        assert_eq!(dates, ["2018-04", "2018-04-01", "2018-04-24", "2018-04-25"]);
    }

    #[test]
    fn what_falls_on_one_day_is_one_point_with_the_mean_of_its_events() {
        let day = date(2018, 4, 24);
        let written = series(&[
            (day, day, 7.0, &[1]),
            (day, date(2018, 4, 29), 1.0, &[0, 2]),
        ]);
        let one = serde_json::json!([
            {"date": "2018-04-24", "score": 3.0, "events": ["v1", "v2", "v3"]}
        ]);
        assert_eq!(written, one);
    }
}
