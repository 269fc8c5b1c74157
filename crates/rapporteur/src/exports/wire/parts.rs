//! Parts: what articles, readings and accounts write in the same way.

use account::model::{ActorCode, Moment, Place, Sector};
use serde::Serialize;

/// Country and sector of an actor.
#[derive(Debug, Serialize)]
pub(crate) struct CodeJson {
    country: Option<String>,
    sector: Option<&'static str>,
}

/// A code, ready to be written.
pub(crate) fn code(code: &ActorCode) -> CodeJson {
    CodeJson {
        country: code.country.map(|country| country.to_string()),
        sector: code.sector.map(Sector::as_str),
    }
}

/// A place, in degrees of WGS 84.
#[derive(Debug, Serialize)]
pub(crate) struct PlaceJson<'a> {
    name: &'a str,
    country: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    geonameid: Option<u32>,
}

/// A place, ready to be written.
pub(crate) fn place(place: &Place) -> PlaceJson<'_> {
    PlaceJson {
        name: &place.name,
        country: place.country.map(|country| country.to_string()),
        lat: place.lat,
        lon: place.lon,
        geonameid: place.geonameid,
    }
}

/// RFC 3339 where the time of day is known, the day alone where it is not.
pub(crate) fn moment(moment: Moment) -> String {
    match moment.time {
        Some(time) => time.to_string(),
        None => moment.date.to_string(),
    }
}

/// Three places behind the point: more would only be noise of the reckoning.
pub(crate) fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// What the thing at a position is called: `v1` is the first event.
pub(crate) fn numbered(prefix: char, position: u32) -> String {
    format!("{prefix}{}", position + 1)
}

/// What is written of each, given its position.
pub(crate) fn each<'a, T, J>(all: &'a [T], write: impl Fn(u32, &'a T) -> J) -> Vec<J> {
    (0..).zip(all).map(|(n, one)| write(n, one)).collect()
}
