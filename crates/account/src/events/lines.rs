//! Events as lines for a person, a line an event.

use crate::model::*;

/// `CONSULT/phone actual 2026-01 | Ruiz (PER GOV) -> Okafor (NGA GOV) | "accepted a call" | events/consult.toml#call`
#[must_use]
pub fn lines(reading: &Reading) -> Vec<String> {
    reading
        .events
        .iter()
        .map(|event| line(reading, event))
        .collect()
}

fn line(reading: &Reading, event: &Event) -> String {
    let mode = event
        .mode
        .map(|mode| format!("/{mode}"))
        .unwrap_or_default();
    let date = event.date.days.map(days).unwrap_or_else(|| "-".to_owned());
    let mut line = format!(
        "{}{mode} {} {date} | {} -> {} | \"{}\" | {}",
        event.kind,
        event.status,
        names(reading, &event.actors),
        names(reading, &event.recipients),
        event.trigger.of(&reading.article.text),
        event.rule,
    );
    let place = event
        .place
        .and_then(|place| reading.places.get(place as usize));
    if let Some(place) = place {
        line.push_str(&format!(" | in {}", place.name));
    }
    if let Some(holder) = event.holder {
        line.push_str(&format!(" | says {}", name(reading, holder)));
    }
    line
}

fn names(reading: &Reading, parties: &[Participant]) -> String {
    let names: Vec<String> = parties
        .iter()
        .map(|one| name(reading, one.entity))
        .collect();
    if names.is_empty() {
        "-".to_owned()
    } else {
        names.join(", ")
    }
}

fn name(reading: &Reading, entity: EntityId) -> String {
    let known = reading.mentions.entities.get(entity.0 as usize);
    let name = known.map_or("?", |entity| &entity.name);
    let actor = reading.actors.iter().find(|actor| actor.entity == entity);
    match actor.and_then(|actor| actor.codes.first()) {
        Some(code) => format!("{name} ({})", code_of(code)),
        None => name.to_owned(),
    }
}

fn code_of(code: &ActorCode) -> String {
    let parts = [
        code.country.map(|country| country.to_string()),
        code.sector.map(|sector| sector.to_string()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" ")
}

/// A day, a month or a year, else both ends.
fn days(days: DayRange) -> String {
    let (start, end) = (days.start, days.end);
    if start == end {
        start.to_string()
    } else if start.first_of_month() == start && start.last_of_month() == end {
        format!("{:04}-{:02}", start.year(), start.month())
    } else if start.first_of_year() == start && start.last_of_year() == end {
        format!("{:04}", start.year())
    } else {
        format!("{start}/{end}")
    }
}
