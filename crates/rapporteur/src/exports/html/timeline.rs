//! Timeline: a mark for every event over its days.

use account::model::*;
use maud::{Markup, html};

use super::scale::Scale;
use super::{Names, lines};
use crate::exports::outline::words;
use crate::exports::outline::{Section, Sources};

const WIDTH: f64 = 440.0;
const MARGIN: f64 = 38.0;
/// Distance of the marks over one another.
const STEP: f64 = 14.0;

/// What the colours stand for, by quad class.
const CLASSES: [&str; 4] = [
    "talks, agreements, support",
    "aid, releases, cooperation",
    "criticism, demands, refusals, threats",
    "protest, sanctions, force",
];

/// The dated events of the section; nothing where there are fewer than two.
pub(super) fn drawing(sources: &Sources<'_>, section: &Section, names: Names) -> Markup {
    let events: Vec<(usize, &AccountEvent, DayRange)> = section
        .lines()
        .filter_map(|line| {
            let event = sources.account.events.get(line.event?)?.value();
            Some((line.event?, event, event.days?))
        })
        .collect();
    if events.len() < 2 {
        return html! {};
    }
    let days = events.iter().map(|(_, _, days)| *days);
    let scale = Scale::new(days, MARGIN, WIDTH - MARGIN);
    let highest = tallest(&events) as f64;
    let axis = highest * STEP + 14.0;
    let height = axis + 54.0;
    html! {
        figure {
            div.drawing {
                svg viewBox={ "0 0 " (WIDTH) " " (height) } role="group" aria-label="Timeline of the events" {
                    title { "Timeline of the events" }
                    line.axis x1="8" y1=(axis) x2=(WIDTH - 8.0) y2=(axis) {}
                    (labels(&scale, axis))
                    (marks(&events, &scale, axis, names))
                }
            }
            figcaption {
                div.legend {
                    @for (class, quad) in CLASSES.iter().zip(1..) {
                        span { span class={ "dot done q" (quad) } {} (class) }
                    }
                }
                "Filled: it happened. Ring: planned, threatened, demanded, possible or denied. Long gaps are shortened."
            }
        }
    }
}

/// Most events on the same days.
fn tallest(events: &[(usize, &AccountEvent, DayRange)]) -> usize {
    let on = |days: DayRange| events.iter().filter(|(_, _, other)| *other == days).count();
    events
        .iter()
        .map(|(_, _, days)| on(*days))
        .max()
        .unwrap_or(1)
}

fn labels(scale: &Scale, axis: f64) -> Markup {
    html! {
        @for (_, place) in scale.columns() {
            line.axis x1=(place) y1=(axis - 3.0) x2=(place) y2=(axis + 3.0) {}
        }
        @for label in scale.labels() {
            text.small x=(label.place) y=(axis + 17.0 + label.row as f64 * 15.0) text-anchor="middle" { (label.text) }
        }
    }
}

fn marks(
    events: &[(usize, &AccountEvent, DayRange)],
    scale: &Scale,
    axis: f64,
    names: Names,
) -> Markup {
    let below = |n: usize| {
        let same = events[..n]
            .iter()
            .filter(|(_, _, days)| *days == events[n].2);
        same.count() as f64
    };
    html! {
        @for (n, (position, event, days)) in events.iter().enumerate() {
            a href={ "#" (names.event(*position)) } {
                title { (words::days(*days)) ": " (event.summary) " (" (words::status_or_done(event.status)) ")" }
                circle class={ "mark " (lines::mark(event.kind.quad(), event.status)) }
                    cx=(scale.at(*days)) cy=(axis - 11.0 - below(n) * STEP) r="5" {}
            }
        }
    }
}
