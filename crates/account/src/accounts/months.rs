//! Months named without a year by an article without a date: the story knows the year.

use jiff::civil::Date;

use super::told::Told;
use crate::model::*;

/// The days of the one month that the event's sentence names, where the article alone cannot place it.
///
/// It is taken for the last such month that has begun when the story's latest
/// dated article appears; only for what has happened (a vow has, whatever
/// comes of it), and only where the sentence names no other time.
pub(super) fn month(told: &Told<'_>, reading: &Reading, event: &Event) -> Option<DayRange> {
    let spoken = matches!(
        event.kind,
        EventType::Agree | EventType::Request | EventType::Threaten
    );
    if !(spoken || event.status == Status::Actual) || reading.article.published.is_some() {
        return None;
    }
    let dates = told.readings.iter().filter_map(|r| r.article.published);
    let latest = dates.map(|moment| moment.date).max()?;
    let sentence = reading.parse.sentences.get(event.sentence.0 as usize)?;
    let inside = |time: &&TimeExpression| sentence.span.contains(time.span);
    let mut times = reading.times.iter().filter(inside);
    let (time, other) = (times.next()?, times.next());
    if other.is_some() || time.days.is_some() || time.kind != TimeKind::Date {
        return None;
    }
    last_begun(time.value.strip_prefix("XXXX-")?.parse().ok()?, latest)
}

/// The last month of this number that begins on `day` or before.
fn last_begun(month: i8, day: Date) -> Option<DayRange> {
    let year = if month <= day.month() {
        day.year()
    } else {
        day.year() - 1
    };
    let start = Date::new(year, month, 1).ok()?;
    Some(DayRange {
        start,
        end: start.last_of_month(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_month_is_the_last_one_that_has_begun() {
        let day = date(2026, 2, 3);
        let start = |month| last_begun(month, day).map(|days| days.start);
        assert_eq!(start(1), Some(date(2026, 1, 1)));
        assert_eq!(start(2), Some(date(2026, 2, 1)));
        assert_eq!(start(3), Some(date(2025, 3, 1)));
        assert_eq!(start(13), None);
    }
}
