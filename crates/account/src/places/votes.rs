//! Votes: where an article plays, by country, by first-level division and by spot.

use std::collections::BTreeMap;

use super::lookup::Candidate;
use super::towns::Level;
use crate::model::{CountryCode, PlaceKind};

/// How much of what an article names lies where.
#[derive(Debug, Default)]
pub(super) struct Votes<'g> {
    countries: BTreeMap<CountryCode, f64>,
    divisions: BTreeMap<(CountryCode, &'g str), f64>,
    /// By squares of a degree.
    squares: BTreeMap<(i16, i16), f64>,
}

impl<'g> Votes<'g> {
    /// Counts a country that is named otherwise than as a place.
    pub(super) fn add_country(&mut self, country: CountryCode, weight: f64) {
        *self.countries.entry(country).or_default() += weight;
    }

    /// Counts a place; a negative weight takes it out again.
    pub(super) fn add(&mut self, place: &Candidate<'g>, weight: f64) {
        let Some(country) = place.country else {
            return;
        };
        self.add_country(country, weight);
        if !place.division.is_empty() {
            *self.divisions.entry((country, place.division)).or_default() += weight;
        }
        if let Some(square) = square(place) {
            *self.squares.entry(square).or_default() += weight;
        }
    }

    /// What lies in the square of a place and those around it.
    fn around(&self, place: &Candidate<'_>) -> f64 {
        let Some((north, east)) = square(place) else {
            return 0.0;
        };
        let rows = north - 1..=north + 1;
        rows.flat_map(|row| self.squares.range((row, east - 1)..=(row, east + 1)))
            .map(|(_, weight)| weight)
            .sum()
    }

    /// How far the votes speak for a place: one and more. Products alone, so that every machine
    /// comes to the same.
    pub(super) fn support(&self, place: &Candidate<'g>) -> f64 {
        let Some(country) = place.country else {
            return 1.0;
        };
        let of_country = 1.0
            + self
                .countries
                .get(&country)
                .copied()
                .unwrap_or(0.0)
                .max(0.0);
        let division = self.divisions.get(&(country, place.division));
        let of_division = 1.0 + division.copied().unwrap_or(0.0).max(0.0);
        let of_square = 1.0 + self.around(place).max(0.0);
        of_country * of_country * of_division * of_division * of_square * of_square
    }
}

/// The square that a place lies in; a country or a sea lies in none.
fn square(place: &Candidate<'_>) -> Option<(i16, i16)> {
    let (north, east) = place.at?;
    let small = matches!(place.kind, PlaceKind::City | PlaceKind::Seat);
    (small || place.level == Level::County).then(|| (north.floor() as i16, east.floor() as i16))
}
