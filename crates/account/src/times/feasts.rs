//! Feasts: holidays, and the day on which each falls in a year.

use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use super::calendar::days_later;

/// How the day of a holiday is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Feast {
    /// Month, the how manieth (-1 for the last), day of the week: the fourth Thursday of November.
    Weekday(i8, i8, i8),
    /// Month and day.
    Fixed(i8, i8),
    /// Days behind Easter Sunday.
    Easter(i16),
}

impl Feast {
    /// The day in `year`.
    pub(super) fn day(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).ok(),
            Self::Weekday(month, nth, weekday) => {
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                let first = Date::new(year, month, 1).ok()?;
                first.nth_weekday_of_month(nth, weekday).ok()
            }
            Self::Easter(behind) => days_later(easter(year)?, i64::from(behind)),
        }
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous computus of 1876).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        let known = [
            date(1961, 4, 2),
            date(2000, 4, 23),
            date(2008, 3, 23),
            date(2024, 3, 31),
            date(2038, 4, 25),
        ];
        for day in known {
            assert_eq!(easter(day.year()), Some(day));
        }
    }

    #[test]
    fn a_holiday_moves_with_its_day_of_the_week() {
        assert_eq!(Feast::Weekday(11, 4, 4).day(2025), Some(date(2025, 11, 27)));
        assert_eq!(Feast::Weekday(5, -1, 1).day(2026), Some(date(2026, 5, 25)));
        assert_eq!(Feast::Fixed(2, 30).day(2026), None);
    }
}
