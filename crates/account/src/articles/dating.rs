//! Which of the dates that a page states is the day of its publication.

use std::collections::HashSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::body::Found;
use super::moments::{Moments, Order, plausible};
use super::{dateline, values};
use crate::model::{Field, FieldKind, Moment, Page, Reason, Source};
use crate::pages::named_day;
use crate::stage::Notes;

/// Clocks of one moment may be apart by less, in seconds.
const SAME: u64 = 120;

/// Of a date that cannot be read no more is shown, in characters.
const LONGEST_SHOWN: usize = 80;

/// Reads the dates of one page: what one of them leaves open, the others tell.
pub(super) struct Dating<'a> {
    moments: &'a Moments,
    page: &'a Page,
    fetched: Option<Timestamp>,
    /// Which comes first where the page is written, day or month.
    order: Option<Order>,
    /// What the page states as its publication without any doubt, in its order.
    published: Vec<Moment>,
    /// The days of these and of its changes.
    days: HashSet<Date>,
    /// The day that its address names.
    addressed: Option<Date>,
}

impl<'a> Dating<'a> {
    /// The dates of a page, each of them read once.
    pub(super) fn new(moments: &'a Moments, source: &Source, page: &'a Page) -> Self {
        let mut orders = values(page, FieldKind::Language).filter_map(|tag| moments.order(tag));
        let stated = |kind| values(page, kind).filter_map(|value| moments.read(value));
        let published: Vec<Moment> = stated(FieldKind::Published).collect();
        let all = published.iter().copied().chain(stated(FieldKind::Modified));
        Self {
            moments,
            page,
            fetched: source.fetched,
            order: orders.next(),
            days: all.map(|moment| moment.date).collect(),
            published,
            addressed: named_day(source.url.as_deref(), &page.fields),
        }
    }

    /// When the page was published and when it was last changed: as it states, as `found` among its
    /// lines, and as one of the paragraphs begins.
    pub(super) fn dates<'p>(
        &self,
        found: &Found,
        mut heads: impl Iterator<Item = &'p str>,
        notes: &mut Notes,
    ) -> [Option<Moment>; 2] {
        let before = notes.as_slice().len();
        let modified = self.first(FieldKind::Modified, notes).or(found.modified);
        // A line shows the date of another article where the page was changed before.
        let before_change = |shown: &Moment| modified.is_none_or(|at| shown.date <= at.date);
        let published = self
            .first(FieldKind::Published, notes)
            .or(found.published.filter(before_change))
            .or_else(|| heads.find_map(|head| self.of_head(head)))
            .or_else(|| self.changed())
            .or(modified);
        if published.is_none() {
            let detail = match notes.as_slice().len() > before {
                true => "the page states no publication date that can be used",
                false => "the page states no publication date",
            };
            notes.add(Reason::DateUnknown, None, detail);
        }
        [published, modified]
    }

    /// The first field of a kind that states a moment that can be; a note for what a page states and
    /// nobody can use.
    fn first(&self, kind: FieldKind, notes: &mut Notes) -> Option<Moment> {
        let mut unread = None;
        let changed =
            |field: &Field| kind == FieldKind::Published && self.moments.is_change(&field.value);
        let fields = self.page.fields.iter().filter(|field| field.kind == kind);
        for field in fields.filter(|field| !changed(field)) {
            let Some(moment) = self.read(&field.value) else {
                unread = unread.or(field.key.as_deref().map(|key| (key, &field.value)));
                continue;
            };
            if plausible(&moment, self.fetched) {
                let first = self.addressed_before(moment, kind);
                return Some(first.unwrap_or_else(|| self.at_home(moment, kind)));
            }
            let detail = format!("the page states {}, which cannot be", moment.date);
            notes.add(Reason::ImplausibleDate, None, detail);
        }
        if let Some((key, value)) = unread {
            let value: String = value.chars().take(LONGEST_SHOWN).collect();
            let detail = format!(
                "`{key}` of the page is {value:?}, which is no date that can be read; expected one \
                 such as 2026-02-03"
            );
            notes.add(Reason::DamagedMetadata, None, detail);
        }
        None
    }

    /// What the page shows as the date of a change in the place of that of its publication: where
    /// nothing else dates a page, its text is from that day.
    fn changed(&self) -> Option<Moment> {
        let shown = values(self.page, FieldKind::Published);
        let shown = shown.filter(|value| self.moments.is_change(value));
        let mut moments = shown.filter_map(|value| self.read(value));
        moments.find(|moment| plausible(moment, self.fetched))
    }

    /// The day with which the text begins.
    fn of_head(&self, paragraph: &str) -> Option<Moment> {
        let moment = dateline::date(paragraph, self.moments);
        moment.filter(|moment| plausible(moment, self.fetched))
    }

    /// The moment that a value states. Where day and month could be exchanged, it is the one that
    /// another value states too, that alone can be, or that those write who write this language.
    fn read(&self, value: &str) -> Option<Moment> {
        if let Some(moment) = self.moments.read(value) {
            return Some(moment);
        }
        let either = [Order::DayFirst, Order::MonthFirst];
        let either = either.map(|order| self.moments.read_in(value, Some(order)));
        let [Some(day_first), Some(month_first)] = either else {
            return None;
        };
        let stated = |moment: &Moment| self.days.contains(&moment.date);
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

    /// The day of the page's address, where it was over when the page says that it was published: it
    /// was published anew, and stayed where it was.
    fn addressed_before(&self, moment: Moment, kind: FieldKind) -> Option<Moment> {
        let published = kind == FieldKind::Published;
        let addressed = self.addressed.filter(|_| published)?;
        let over = addressed.checked_add(2.days()).ok()? <= moment.date;
        over.then_some(Moment {
            date: addressed,
            time: None,
        })
    }

    /// The moment with the day that it was where the page comes from: a program states it in the
    /// time of Greenwich, where it was the day before or after. Another of the page's dates says so,
    /// or, of its publication, its address.
    fn at_home(&self, moment: Moment, kind: FieldKind) -> Moment {
        let Some(time) = moment.time else {
            return moment;
        };
        if day(time) != moment.date {
            return moment;
        }
        let same = |other: &&Moment| {
            let there = other.time.filter(|at| day(*at) != other.date);
            there.is_some_and(|at| at.as_second().abs_diff(time.as_second()) < SAME)
        };
        let mut others = self.published.iter();
        let home = others.find(|other| other.date != moment.date && same(other));
        let home = home.map(|home| home.date);
        let addressed = self.addressed.filter(|_| kind == FieldKind::Published);
        let addressed = || addressed.filter(|day| is_somewhere(*day, time));
        let shown = || midnight(time).filter(|day| self.days.contains(day));
        Moment {
            date: home
                .or_else(addressed)
                .or_else(shown)
                .unwrap_or(moment.date),
            ..moment
        }
    }
}

/// Hours that clocks are behind Greenwich at most where people live who write news, and before it.
const BEHIND: i64 = 10;
const BEFORE: i64 = 14;

/// Whether it was this day anywhere at a moment.
fn is_somewhere(date: Date, time: Timestamp) -> bool {
    let hours = |hours: i64| time.checked_add(SignedDuration::from_hours(hours));
    let days = [hours(-BEHIND), hours(BEFORE)].map(|time| time.map(day));
    matches!(days, [Ok(first), Ok(last)] if (first..=last).contains(&date))
}

/// The day that begins at a moment east of Greenwich, where it does so at a full hour: a program
/// that knows the day alone states its first hour.
fn midnight(time: Timestamp) -> Option<Date> {
    let clock = time.to_zoned(TimeZone::UTC);
    let full = clock.minute() == 0 && clock.second() == 0;
    let east = i64::from(clock.hour()) >= 24 - BEFORE;
    (full && east).then(|| clock.date().tomorrow().ok())?
}

/// The day in the time of Greenwich.
fn day(time: Timestamp) -> Date {
    time.to_zoned(TimeZone::UTC).date()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    /// A page that was fetched on the first of June.
    fn source() -> Source {
        Source {
            fetched: Some("2026-06-01T12:00:00Z".parse().unwrap()),
            ..crate::testing::source()
        }
    }

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
        let dating = Dating::new(&moments, &source(), &page);
        let moment = dating.read(value)?;
        Some(
            dating
                .at_home(moment, FieldKind::Published)
                .date
                .to_string(),
        )
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
    fn an_address_names_the_day_where_the_page_comes_from() {
        let address = |day: &str| (FieldKind::Url, format!("https://a.example/{day}/talks"));
        for (stated, named, expected) in [
            ("2026-02-03T02:30:00Z", "2026/02/02", "2026-02-02"),
            ("2026-02-02T23:30:00Z", "2026/02/03", "2026-02-03"),
            // It was that day nowhere.
            ("2026-02-03T15:30:00Z", "2026/02/02", "2026-02-03"),
            ("2026-02-02T08:30:00Z", "2026/02/03", "2026-02-02"),
            ("2026-02-03T10:30:00Z", "2026/02/02", "2026-02-03"),
            ("2026-02-02T08:30:00Z", "2026/01/02", "2026-02-02"),
            // A zone is stated.
            ("2026-02-03T02:30:00+09:00", "2026/02/02", "2026-02-03"),
        ] {
            let (kind, address) = address(named);
            let found = read(&[(kind, &address)], stated);
            assert_eq!(found.as_deref(), Some(expected), "{stated} {named}");
        }
    }

    #[test]
    fn a_page_that_is_published_anew_keeps_the_day_of_its_address() {
        let page = |day: &str| Page {
            fields: vec![
                Field {
                    kind: FieldKind::Published,
                    key: Some("date".into()),
                    value: "2026-05-03T10:15:00Z".into(),
                },
                Field {
                    kind: FieldKind::Url,
                    key: None,
                    value: format!("https://a.example/{day}/talks"),
                },
            ],
            ..Page::default()
        };
        for (named, expected) in [
            ("2025/11/2", "2025-11-02"),
            ("2026/05/01", "2026-05-01"),
            ("2026/05/02", "2026-05-03"),
            ("2026/05/07", "2026-05-03"),
        ] {
            let moments = Moments::new(&Rules::built_in()).unwrap();
            let page = page(named);
            let dating = Dating::new(&moments, &source(), &page);
            let found = dating
                .first(FieldKind::Published, &mut Notes::default())
                .unwrap();
            assert_eq!(found.date.to_string(), expected, "{named}");
        }
    }

    #[test]
    fn the_day_of_a_moment_is_the_one_where_the_page_comes_from() {
        let stated = "2026-02-02T23:30:00Z";
        let at_home = |other| read(&[(FieldKind::Published, other)], stated);
        let day = |other| at_home(other).unwrap_or_default();
        assert_eq!(day("2026-02-03T01:30:00+02:00"), "2026-02-03");
        assert_eq!(day("2026-02-03T05:30:00+02:00"), "2026-02-02");
        assert_eq!(day("2026-02-03"), "2026-02-02");
        let at = |stated| read(&[(FieldKind::Published, "3 February 2026")], stated);
        let day = |stated| at(stated).unwrap_or_default();
        assert_eq!(day("2026-02-02T23:00Z"), "2026-02-03");
        assert_eq!(day("2026-02-02T11:00Z"), "2026-02-03");
        assert_eq!(day("2026-02-02T05:00Z"), "2026-02-02");
        assert_eq!(day("2026-02-01T23:00Z"), "2026-02-01");
    }
}
