//! Which of the dates that a page states is the day of its publication.

use jiff::Timestamp;
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
        if time.to_zoned(TimeZone::UTC).date() != moment.date {
            return moment;
        }
        let published = self
            .fields
            .iter()
            .filter(|field| field.kind == FieldKind::Published);
        let others = published.filter_map(|field| self.moments.read(&field.value));
        let home = others
            .filter(|other| other.date != moment.date)
            .find(|other| match other.time {
                Some(same) if same.to_zoned(TimeZone::UTC).date() != other.date => {
                    same.as_second().abs_diff(time.as_second()) < SAME
                }
                _ => false,
            });
        Moment {
            date: home.map_or(moment.date, |home| home.date),
            ..moment
        }
    }
}
