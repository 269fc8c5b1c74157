//! Dyads: how pairs of countries stand to each other over time.

use account::model::*;
use maud::{Markup, html};

use super::scale::{Scale, short};
use crate::exports::outline::words;

const WIDTH: f64 = 440.0;
const LEFT: f64 = 78.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 124.0;
/// Pairs that are drawn, those with the longest series.
const DRAWN: usize = 4;

/// One drawing a pair; nothing where no pair has two points.
pub(super) fn drawing(account: &Account) -> Markup {
    let mut dyads: Vec<&Dyad> = account
        .dyads
        .iter()
        .filter(|dyad| dyad.series.len() > 1)
        .collect();
    dyads.sort_by_key(|dyad| std::cmp::Reverse(dyad.series.len()));
    dyads.truncate(DRAWN);
    html! {
        @for dyad in dyads { (series(dyad)) }
    }
}

fn series(dyad: &Dyad) -> Markup {
    let days = dyad.series.iter().map(|point| point.days);
    let scale = Scale::new(days, LEFT + 30.0, WIDTH - 34.0);
    let place = |point: &DyadPoint| (scale.at(point.days), height(point.score));
    let path: Vec<String> = dyad
        .series
        .iter()
        .map(|point| {
            let (x, y) = place(point);
            format!("{x:.1},{y:.1}")
        })
        .collect();
    let name = format!("{} and {}", dyad.a, dyad.b);
    html! {
        figure {
            div.drawing {
                svg viewBox={ "0 0 " (WIDTH) " " (BOTTOM + 52.0) } role="img" aria-label={ "How " (name) " stand to each other over time" } {
                    text.strong x="4" y="14" { (name) }
                    (grid())
                    polyline.series points=(path.join(" ")) {}
                    @for point in &dyad.series {
                        @let (x, y) = place(point);
                        circle class={ "mark done " (colour(point.score)) } cx=(x) cy=(y) r="4" {
                            title {
                                (words::days(point.days)) ": " (format!("{:+.1}", point.score))
                                " (" (words::count(point.events.len(), "event")) ")"
                            }
                        }
                    }
                    @for label in scale.labels() {
                        text.small x=(label.place) y=(BOTTOM + 17.0 + label.row as f64 * 15.0) text-anchor="middle" { (label.text) }
                    }
                }
            }
            figcaption {
                "From " (dyad.series.first().map(|point| short(point.days)).unwrap_or_default())
                " to " (dyad.series.last().map(|point| short(point.days)).unwrap_or_default())
                ": mean score of the events between them, from −10 (conflict) to +10 (cooperation)."
            }
        }
    }
}

fn grid() -> Markup {
    html! {
        @for (score, words) in [(10.0, "cooperation"), (0.0, "0"), (-10.0, "conflict")] {
            line.grid x1=(LEFT) y1=(height(score)) x2=(WIDTH - 8.0) y2=(height(score)) {}
            text.small x=(LEFT - 8.0) y=(height(score) + 4.0) text-anchor="end" { (words) }
        }
    }
}

/// Height of a score from -10 to 10.
fn height(score: f64) -> f64 {
    let share = (score.clamp(-10.0, 10.0) + 10.0) / 20.0;
    BOTTOM - (BOTTOM - TOP) * share
}

fn colour(score: f64) -> &'static str {
    if score < 0.0 { "q4" } else { "q1" }
}
