//! The events of an account, and the series of every pair of actors.

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
    let point = |point: &DyadPoint| PointJson {
        date: day_or_month(point.days),
        score: rounded(point.score),
        events: point.events.iter().copied().map(event_id).collect(),
    };
    DyadJson {
        a: dyad.a.as_str(),
        b: dyad.b.as_str(),
        series: dyad.series.iter().map(point).collect(),
    }
}

/// `2026-02-03` for a day, `2025-10` for anything longer.
fn day_or_month(days: DayRange) -> String {
    if days.start == days.end {
        days.start.to_string()
    } else {
        days.start.strftime("%Y-%m").to_string()
    }
}
