//! Which of the dates that a page states is the day of its publication.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::moments::{Moments, Order, plausible};
use crate::model::{Field, FieldKind, Moment, Page, Source};

/// Clocks of one moment may be apart by less, in seconds.
const SAME: u64 = 120;

/// Reads the dates of one page: what one of them leaves open, the others tell.
pub(super) struct Dating<'a> {
    moments: &'a Moments,
    fields: &'a [Field],
    fetched: Option<Timestamp>,
    /// Which comes first where the page is written, day or month.
    order: Option<Order>,
}

impl<'a> Dating<'a> {
    /// The dates of a page.
    pub(super) fn new(moments: &'a Moments, source: &Source, page: &'a Page) -> Self {
        let tags = page
            .fields
            .iter()
            .filter(|field| field.kind == FieldKind::Language);
        let mut orders = tags.filter_map(|field| moments.order(&field.value));
        Self {
            moments,
            fields: &page.fields,
            fetched: source.fetched,
            order: orders.next(),
        }
    }

    /// The moment that a value states. Where day and month could be exchanged, it is the one that
    /// another value states too, that alone can be, or that those write who write this language.
    pub(super) fn read(&self, value: &str) -> Option<Moment> {
        if let Some(moment) = self.moments.read(value) {
            return Some(moment);
        }
        let either = [Order::DayFirst, Order::MonthFirst];
        let either = either.map(|order| self.moments.read_in(value, Some(order)));
        let [Some(day_first), Some(month_first)] = either else {
            return None;
        };
        let stated = |moment: &Moment| self.others().any(|other| other.date == moment.date);
        let possible = |moment: &Moment| plausible(moment, self.fetched);
        match (stated(&day_first), stated(&month_first)) {
            (true, false) => return Some(day_first),
            (false, true) => return Some(month_first),
            _ => {}
        }
        match (possible(&day_first), possible(&month_first)) {
            (true, false) => Some(day_first),
            (false, true) => Some(month_first),
            _ => self.moments.read_in(value, Some(self.order?)),
        }
    }

    /// What the fields state without any doubt.
    fn others(&self) -> impl Iterator<Item = Moment> {
        let dates = self
            .fields
            .iter()
            .filter(|field| matches!(field.kind, FieldKind::Published | FieldKind::Modified));
        dates.filter_map(|field| self.moments.read(&field.value))
    }

    /// The moment with the day that it was where the page comes from: a program states it in the
    /// time of Greenwich, where it was the day before or after.
    pub(super) fn at_home(&self, moment: Moment) -> Moment {
        let Some(time) = moment.time else {
            return moment;
        };
        if day(time) != moment.date {
            return moment;
        }
        let published = self
            .fields
            .iter()
            .filter(|field| field.kind == FieldKind::Published);
        let others = published.filter_map(|field| self.moments.read(&field.value));
        let same = |other: &Moment| {
            let there = other.time.filter(|at| day(*at) != other.date);
            there.is_some_and(|at| at.as_second().abs_diff(time.as_second()) < SAME)
        };
        let home = others.filter(|other| other.date != moment.date).find(same);
        Moment {
            date: home.map_or(moment.date, |home| home.date),
            ..moment
        }
    }
}

/// The day in the time of Greenwich.
fn day(time: Timestamp) -> Date {
    time.to_zoned(TimeZone::UTC).date()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Media;
    use crate::rules::Rules;

    fn read(fields: &[(FieldKind, &str)], value: &str) -> Option<String> {
        let moments = Moments::new(&Rules::built_in()).unwrap();
        let field = |(kind, value): &(FieldKind, &str)| Field {
            kind: *kind,
            key: None,
            value: (*value).to_owned(),
        };
        let page = Page {
            fields: fields.iter().map(field).collect(),
            blocks: Vec::new(),
            beside: Vec::new(),
        };
        let source = Source {
            id: "a".into(),
            media: Media::Html,
            bytes: Vec::new(),
            charset: None,
            url: None,
            fetched: moments.read("2026-06-01T12:00:00Z").unwrap().time,
        };
        let dating = Dating::new(&moments, &source, &page);
        let moment = dating.read(value)?;
        Some(dating.at_home(moment).date.to_string())
    }

    #[test]
    fn day_and_month_are_told_apart_by_other_dates_by_the_fetch_and_by_the_language() {
        use FieldKind::{Language, Modified};
        let date = "02/03/2026";
        assert_eq!(read(&[], date), None);
        assert_eq!(read(&[(Language, "en")], date), None);
        for (kind, other, expected) in [
            (Modified, "2026-02-03", "2026-02-03"),
            (Modified, "2026-03-02", "2026-03-02"),
            (Language, "en-US", "2026-02-03"),
            (Language, "en_GB", "2026-03-02"),
            (Language, "fr", "2026-03-02"),
        ] {
            let found = read(&[(kind, other)], date);
            assert_eq!(found.as_deref(), Some(expected), "{other}");
        }
        assert_eq!(read(&[], "02/09/2026").as_deref(), Some("2026-02-09"));
    }

    #[test]
    fn the_day_of_a_moment_is_the_one_where_the_page_comes_from() {
        let stated = "2026-02-02T23:30:00Z";
        let at_home = |other| read(&[(FieldKind::Published, other)], stated);
        let day = |other| at_home(other).unwrap_or_default();
        assert_eq!(day("2026-02-03T01:30:00+02:00"), "2026-02-03");
        assert_eq!(day("2026-02-03T05:30:00+02:00"), "2026-02-02");
        assert_eq!(day("2026-02-03"), "2026-02-02");
    }
}
