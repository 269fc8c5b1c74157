//! The country of a point: that of the nearest town of the gazetteer.

use std::collections::BTreeMap;

use account::rules::Rules;

/// Towns by the squares of a degree that they lie in.
pub(super) struct Nearest {
    squares: BTreeMap<(i32, i32), Vec<Town>>,
}

struct Town {
    at: (f64, f64),
    country: [u8; 3],
}

/// Degrees to each side within which a town is sought.
const REACH: [i32; 5] = [1, 3, 6, 9, 12];

impl Nearest {
    /// The towns of the built-in gazetteer.
    pub(super) fn built_in() -> Self {
        let rules = Rules::built_in();
        let mut squares = BTreeMap::<_, Vec<Town>>::new();
        for town in rules.file("places/towns.tsv").lines().filter_map(town) {
            squares.entry(square(town.at)).or_default().push(town);
        }
        Self { squares }
    }

    /// The country of the nearest town.
    pub(super) fn country(&self, at: (f64, f64)) -> Option<[u8; 3]> {
        REACH.iter().find_map(|reach| self.within(at, *reach))
    }

    fn within(&self, at: (f64, f64), reach: i32) -> Option<[u8; 3]> {
        let (north, east) = square(at);
        let rows = north - reach..=north + reach;
        let towns = rows.flat_map(|row| {
            let columns = (row, east - reach)..=(row, east + reach);
            self.squares.range(columns).flat_map(|(_, towns)| towns)
        });
        let nearest = towns.min_by(|a, b| far(a.at, at).total_cmp(&far(b.at, at)));
        nearest.map(|town| town.country)
    }
}

fn town(line: &str) -> Option<Town> {
    let mut columns = line.split('\t').skip(2);
    let country = columns.next()?.as_bytes().try_into().ok()?;
    let (north, east) = columns.nth(1)?.split_once(',')?;
    let at = (north.parse().ok()?, east.parse().ok()?);
    Some(Town { at, country })
}

fn square((north, east): (f64, f64)) -> (i32, i32) {
    (north.floor() as i32, east.floor() as i32)
}

/// How far apart two points near each other are, in squared degrees of the meridian.
fn far(a: (f64, f64), b: (f64, f64)) -> f64 {
    let east = (a.1 - b.1) * a.0.to_radians().cos();
    (a.0 - b.0).powi(2) + east.powi(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_lies_in_the_country_of_the_town_beside_it() {
        let nearest = Nearest::built_in();
        assert_eq!(nearest.country((46.2, 6.1)), Some(*b"CHE"));
        assert_eq!(nearest.country((39.8, -98.5)), Some(*b"USA"));
        assert_eq!(nearest.country((-60.0, -140.0)), None);
    }
}
