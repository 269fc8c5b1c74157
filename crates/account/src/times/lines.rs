//! Lines: the times of a reading, one line each, for people.

use crate::model::*;

/// One line a time expression: its words, type, value, and the days that it covers.
#[must_use]
pub fn lines(reading: &Reading) -> Vec<String> {
    reading
        .times
        .iter()
        .map(|time| line(time, &reading.article.text))
        .collect()
}

/// `"last month" date 2026-01, 2026-01-01 to 2026-01-31`
pub(super) fn line(time: &TimeExpression, text: &str) -> String {
    let kind = match time.kind {
        TimeKind::Date => "date",
        TimeKind::Time => "time",
        TimeKind::Duration => "duration",
        TimeKind::Set => "set",
    };
    let days = match time.days {
        Some(days) if days.start == days.end && time.value == days.start.to_string() => {
            String::new()
        }
        Some(days) if days.start == days.end => format!(", {}", days.start),
        Some(days) => format!(", {} to {}", days.start, days.end),
        None => String::new(),
    };
    format!("\"{}\" {kind} {}{days}", time.span.of(text), time.value)
}
