//! Calendar: stretches of the calendar, how TIMEX3 writes them and which days they cover.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::slots::Portion;
use crate::model::DayRange;

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Day(Date),
    /// The week that holds this day, from Monday to Sunday.
    Week(Date),
    /// The Saturday of the weekend.
    Weekend(Date),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    /// Year and position in [`SEASONS`]; a winter begins in the year it is named after.
    Season(i16, usize),
    Year(i16),
    /// First year.
    Decade(i16),
    /// First year.
    Century(i16),
}

/// The seasons in the order of the year, by their TIMEX3 codes.
pub(super) const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

impl When {
    /// The stretch of the length that the unit code names which holds `day`.
    pub(super) fn holding(day: Date, unit: &str) -> Option<Self> {
        Some(match unit {
            "D" => Self::Day(day),
            "W" | "F" => Self::Week(day),
            "M" => Self::Month(day.year(), day.month()),
            "Q" => Self::Quarter(day.year(), (day.month() - 1) / 3 + 1),
            "Y" => Self::Year(day.year()),
            "DE" => Self::Decade(day.year() - day.year().rem_euclid(10)),
            "CE" => Self::Century(day.year() - day.year().rem_euclid(100)),
            _ => return None,
        })
    }

    /// The stretch as long as this one, `by` later (earlier where negative).
    pub(super) fn plus(self, by: i64) -> Option<Self> {
        let months = |year: i16, month: i8, by: i64| -> Option<(i16, i8)> {
            let count = (i64::from(year) * 12 + i64::from(month - 1)).checked_add(by)?;
            let year = i16::try_from(count.div_euclid(12))
                .ok()
                .filter(|year| (0..=9998).contains(year))?;
            Some((year, count.rem_euclid(12) as i8 + 1))
        };
        let years = |year: i16, by: i64| {
            let year = i64::from(year).checked_add(by)?;
            i16::try_from(year)
                .ok()
                .filter(|year| (0..=9998).contains(year))
        };
        Some(match self {
            Self::Day(day) => Self::Day(days_later(day, by)?),
            Self::Week(day) => Self::Week(days_later(day, by.checked_mul(7)?)?),
            Self::Weekend(day) => Self::Weekend(days_later(day, by.checked_mul(7)?)?),
            Self::Month(year, month) => {
                let (year, month) = months(year, month, by)?;
                Self::Month(year, month)
            }
            Self::Quarter(year, quarter) => {
                let (year, month) = months(year, (quarter - 1) * 3 + 1, by.checked_mul(3)?)?;
                Self::Quarter(year, (month - 1) / 3 + 1)
            }
            Self::Half(year, half) => {
                let (year, month) = months(year, (half - 1) * 6 + 1, by.checked_mul(6)?)?;
                Self::Half(year, (month - 1) / 6 + 1)
            }
            Self::Season(year, season) => Self::Season(years(year, by)?, season),
            Self::Year(year) => Self::Year(years(year, by)?),
            Self::Decade(year) => Self::Decade(years(year, by.checked_mul(10)?)?),
            Self::Century(year) => Self::Century(years(year, by.checked_mul(100)?)?),
        })
    }

    /// As TIMEX3 writes it.
    pub(super) fn value(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Week(day) => week(day),
            Self::Weekend(day) => format!("{}-WE", week(day)),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Season(year, season) => format!("{year:04}-{}", SEASONS[season % 4]),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(year) => format!("{:03}", year / 10),
            Self::Century(year) => format!("{:02}", year / 100),
        }
    }

    /// First and last day.
    pub(super) fn days(self) -> Option<DayRange> {
        let months = |year: i16, month: i8, count: i64| {
            let start = Date::new(year, month, 1).ok()?;
            let end = start.checked_add(count.months()).ok()?.yesterday().ok()?;
            Some(DayRange { start, end })
        };
        match self {
            Self::Day(day) => Some(DayRange {
                start: day,
                end: day,
            }),
            Self::Week(day) => {
                let start = monday(day)?;
                Some(DayRange {
                    start,
                    end: days_later(start, 6)?,
                })
            }
            Self::Weekend(start) => Some(DayRange {
                start,
                end: days_later(start, 1)?,
            }),
            Self::Month(year, month) => months(year, month, 1),
            Self::Quarter(year, quarter) => months(year, (quarter - 1) * 3 + 1, 3),
            Self::Half(year, half) => months(year, (half - 1) * 6 + 1, 6),
            Self::Season(year, season) => months(year, 3 + 3 * (season % 4) as i8, 3),
            Self::Year(year) => months(year, 1, 12),
            Self::Decade(year) => months(year, 1, 120),
            Self::Century(year) => months(year, 1, 1200),
        }
    }
}

/// The days of `days` that "early", "mid", "late" leave; `published` parts "earlier" from "later".
///
/// The parts overlap: "early" is the first half, "mid" the middle half, "late" the second half.
pub(super) fn narrowed(
    days: DayRange,
    portion: Option<Portion>,
    published: Option<Date>,
) -> DayRange {
    let length = i64::from(days.start.until(days.end).map_or(0, |span| span.get_days()));
    let at = |quarters: i64| days_later(days.start, length * quarters / 4).unwrap_or(days.start);
    let inside = published.filter(|day| days.start <= *day && *day <= days.end);
    match (portion, inside) {
        (Some(Portion::Early), _) if length > 1 => DayRange { end: at(2), ..days },
        (Some(Portion::Mid), _) if length > 1 => DayRange {
            start: at(1),
            end: at(3),
        },
        (Some(Portion::Late), _) if length > 1 => DayRange {
            start: at(2),
            ..days
        },
        (Some(Portion::Earlier), Some(day)) => DayRange { end: day, ..days },
        (Some(Portion::Later), Some(day)) => DayRange { start: day, ..days },
        _ => days,
    }
}

/// The day `by` days after `day`.
pub(super) fn days_later(day: Date, by: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(by).ok()?;
    day.checked_add(span).ok()
}

/// The Monday of the week of `day`.
pub(super) fn monday(day: Date) -> Option<Date> {
    days_later(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

/// 1 for Monday to 7 for Sunday.
pub(super) fn number(weekday: Weekday) -> i8 {
    weekday.to_monday_one_offset()
}

fn week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_stretch_moves_by_its_own_length() {
        let moved = |when: When, by| when.plus(by).map(When::value);
        assert_eq!(moved(When::Month(2026, 1), -2).as_deref(), Some("2025-11"));
        assert_eq!(
            moved(When::Quarter(2026, 1), -1).as_deref(),
            Some("2025-Q4")
        );
        assert_eq!(
            moved(When::Week(date(2026, 1, 1)), 1).as_deref(),
            Some("2026-W02")
        );
        assert_eq!(moved(When::Year(2026), i64::MAX), None);
        assert_eq!(moved(When::Day(date(9999, 12, 31)), 1), None);
    }

    #[test]
    fn a_winter_runs_into_the_next_year() {
        let days = When::Season(2025, 3).days().unwrap();
        assert_eq!(
            (days.start, days.end),
            (date(2025, 12, 1), date(2026, 2, 28))
        );
    }
}
