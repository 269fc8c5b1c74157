//! Lines: the places of a reading, one line each, for people.

use std::fmt::Write as _;

use crate::model::*;

/// One line a place: its words, its name, what it is, its country and where it lies.
#[must_use]
pub fn lines(reading: &Reading) -> Vec<String> {
    reading
        .places
        .iter()
        .map(|place| line(place, &reading.article.text))
        .collect()
}

/// `"Lyons" city Lyon, FRA, 45.76 4.84`
fn line(place: &Place, text: &str) -> String {
    let kind = match place.kind {
        PlaceKind::Country => "country",
        PlaceKind::City => "city",
        PlaceKind::Seat => "seat",
        PlaceKind::Region => "region",
    };
    let mut line = format!("\"{}\" {kind} {}", place.span.of(text), place.name);
    if let Some(country) = place.country {
        let _ = write!(line, ", {}", String::from_utf8_lossy(&country.0));
    }
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        let _ = write!(line, ", {lat} {lon}");
    }
    line
}
