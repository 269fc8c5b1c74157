//! The days of a label: "2026-02-03", "2026-02", "2026", "2026-02-01/2026-02-07", "none".

use account::model::DayRange;
use anyhow::{Context, Result};
use jiff::civil::Date;

/// One value that a date may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// No date.
    Never,
    /// These days.
    Days(DayRange),
    /// A day or some days in this time.
    Within(DayRange),
}

/// The values that a date may have.
#[derive(Debug)]
pub(super) struct Dates(Vec<When>);

impl Dates {
    /// Reads the values, parted by `|`; nothing stands for no date.
    pub(super) fn parse(text: Option<&str>) -> Result<Self> {
        let Some(text) = text else {
            return Ok(Self(vec![When::Never]));
        };
        let values: Result<_> = text.split('|').map(|value| when(value.trim())).collect();
        Ok(Self(values?))
    }

    /// Whether an event on `days` is on one of them.
    pub(super) fn are(&self, days: Option<DayRange>) -> bool {
        self.0.iter().any(|when| match (when, days) {
            (When::Never, None) => true,
            (When::Days(gold), Some(days)) => *gold == days,
            (When::Within(gold), Some(days)) => gold.start <= days.start && days.end <= gold.end,
            _ => false,
        })
    }
}

fn when(text: &str) -> Result<When> {
    if text == "none" {
        return Ok(When::Never);
    }
    if let Some((start, end)) = text.split_once('/') {
        let (start, end) = (days(start)?.start, days(end)?.end);
        return Ok(When::Within(DayRange { start, end }));
    }
    days(text).map(When::Days)
}

/// A day, a month or a year.
fn days(text: &str) -> Result<DayRange> {
    let not = || format!("{text:?} is no date");
    let numbers: Result<Vec<i16>, _> = text.split('-').map(str::parse).collect();
    let numbers = numbers.with_context(not)?;
    let part = |n: usize| numbers.get(n).map(|part| i8::try_from(*part)).transpose();
    let (month, day) = (part(1).with_context(not)?, part(2).with_context(not)?);
    let year = *numbers.first().with_context(not)?;
    let start = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).with_context(not)?;
    let end = match (month, day) {
        (None, _) => start.last_of_year(),
        (_, None) => start.last_of_month(),
        _ => start,
    };
    Ok(DayRange { start, end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_no_day_of_it_but_a_stretch_holds_its_days() {
        let day = Some(days("2026-02-03").unwrap());
        let month = Some(days("2026-02").unwrap());
        let are = |text, days| Dates::parse(text).unwrap().are(days);
        assert!(are(Some("2026-02-03"), day));
        assert!(are(Some("2026-02"), month));
        assert!(!are(Some("2026-02"), day));
        assert!(are(Some("2026-02-01/2026-02-07"), day));
        assert!(are(Some("2025 | none"), None));
        assert!(are(None, None));
        assert!(!are(None, day));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        assert!(Dates::parse(Some("2026-13")).is_err());
        assert!(Dates::parse(Some("soon")).is_err());
    }
}
