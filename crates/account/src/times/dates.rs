//! Dates: what absolute dates denote, and those that lack their year.

use jiff::civil::Date;

use super::calendar::{When, days_later};
use super::meaning::{Context, Meant, open, placed, stretch_of};
use super::relative::weekday;
use super::slots::Slots;
use super::tense::Tense;
use crate::model::*;

/// A day of a month; without a year the one that the tense of the clause asks for.
pub(super) fn date(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let Some((month, day)) = slots.month.zip(slots.day) else {
        return date_without_month(slots, context);
    };
    let year = slots
        .year
        .or_else(|| Some(context.published?.year() + i16::try_from(slots.shift?).ok()?));
    if let Some(year) = year {
        let basis = if slots.year.is_some() {
            TimeBasis::Text
        } else {
            TimeBasis::Published
        };
        return Some(stretch_of(
            When::Day(Date::new(year, month, day).ok()?),
            slots,
            context,
            basis,
        ));
    }
    Date::new(2024, month, day).ok()?; // in a leap year every day there is
    let Some(published) = context.published else {
        return Some(open(TimeKind::Date, format!("XXXX-{month:02}-{day:02}")));
    };
    let found = nearest(published, (context.tense)(), |year| {
        Date::new(year, month, day).ok()
    })?;
    Some(placed(When::Day(found), slots, context))
}

/// A holiday, in the year that is said or that the tense asks for.
pub(super) fn holiday(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let feast = slots.feast?;
    // "the Good Friday agreement" is no date.
    if context.vocabulary.treaties.has(context.after) {
        return None;
    }
    if let Some(year) = slots.year {
        let day = When::Day(feast.day(year)?);
        return Some(stretch_of(day, slots, context, TimeBasis::Text));
    }
    let Some(published) = context.published else {
        return Some(open(TimeKind::Date, "XXXX-XX-XX"));
    };
    let day = match slots.shift {
        Some(0) => feast.day(published.year())?,
        Some(shift) => beyond(published, shift, |year| feast.day(year))?,
        None => nearest(published, (context.tense)(), |year| feast.day(year))?,
    };
    Some(placed(When::Day(day), slots, context))
}

/// The last of a year's days before the publication, or the next behind it.
fn beyond(published: Date, shift: i32, day: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let year = published.year();
    let days = [year - 1, year, year + 1].into_iter().filter_map(day);
    match shift {
        ..0 => days.filter(|day| *day < published).max(),
        _ => days.filter(|day| *day > published).min(),
    }
}

/// "Sunday the 3rd"; a date whose order of day and month is open.
fn date_without_month(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    if let Some((nth, published)) = slots.nth.zip(context.published) {
        let by = slots
            .shift
            .filter(|_| context.says(&["month"]))
            .unwrap_or(0);
        let month = When::holding(published, "M")?.plus(i64::from(by))?;
        let first = month.days()?.start;
        let day = Date::new(first.year(), first.month(), i8::try_from(nth).ok()?).ok()?;
        return Some(placed(When::Day(day), slots, context));
    }
    let year = slots.year?;
    Some(open(TimeKind::Date, format!("{year:04}-XX-XX")))
}

/// The year's day nearest to the publication on the side that the tense asks for.
fn nearest(published: Date, tense: Tense, day: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let year = published.year();
    let mut days: Vec<Date> = [year - 1, year, year + 1]
        .into_iter()
        .filter_map(day)
        .collect();
    let away = |day: &Date| day.duration_since(published).as_hours().abs();
    days.sort_by_key(away);
    // What lies this near is meant whatever the tense: "the offer was extended to 16 November".
    let near = days.first().filter(|day| away(day) <= 75 * 24).copied();
    if near.is_some() {
        return near;
    }
    let fits = |day: &&Date| match tense {
        // A day's grace: the page may be dated in another time zone.
        Tense::Past => days_later(published, 1).is_some_and(|limit| **day <= limit),
        Tense::Future => **day >= published,
        Tense::Open => true,
    };
    days.iter().find(fits).or(days.first()).copied()
}

/// "3-5 January".
pub(super) fn span(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let first = date(slots, context)?;
    let last = date(
        &Slots {
            day: slots.until,
            ..slots.clone()
        },
        context,
    )?;
    let days = first.days.zip(last.days).map(|(a, b)| DayRange {
        start: a.start,
        end: b.end,
    });
    if days.is_some_and(|days| days.end < days.start) {
        return None;
    }
    Some(Meant {
        value: format!("{}/{}", first.value, last.value),
        days,
        when: None,
        ..first
    })
}

/// Days that are told by their distance from the publication.
const NEAR: [&str; 3] = ["today", "yesterday", "tomorrow"];

/// A time of day: on the day that is named with it, on the last one of its paragraph, or on that of
/// the publication.
pub(super) fn clock(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let day = if slots.month.is_some() {
        date(slots, context)?
    } else if slots.weekday.is_some() {
        weekday(slots, context)?
    } else if let Some(named) = context.memory.near.filter(|_| !context.says(&NEAR)) {
        stretch_of(When::Day(named.day), slots, context, named.basis)
    } else {
        near_day(context).map_or_else(
            || open(TimeKind::Time, "XXXX-XX-XX"),
            |day| placed(When::Day(day), slots, context),
        )
    };
    let (hour, minute) = slots.clock?;
    let minute = minute.map_or_else(String::new, |minute| format!(":{minute:02}"));
    // A bare hour is written with minutes, as most annotators do.
    let minute = if minute.is_empty() {
        ":00".to_owned()
    } else {
        minute
    };
    Some(Meant {
        kind: TimeKind::Time,
        value: format!("{}T{hour:02}{minute}", day.value),
        ..day
    })
}

/// The publication day, moved by "today", "yesterday", "tomorrow".
fn near_day(context: &Context<'_>) -> Option<Date> {
    let by = if context.says(&["yesterday"]) {
        -1
    } else {
        i64::from(context.says(&["tomorrow"]))
    };
    days_later(context.published?, by)
}

/// A month; without a year the one that the tense asks for.
pub(super) fn month(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let month = slots.month?;
    let bare = slots.year.is_none() && slots.shift.is_none() && context.matched.len() == 1;
    if bare
        && &*context.matched[0].lower == "may"
        && (context.before.is_empty() || context.after == "have")
    {
        return None;
    }
    let abbreviated = &*context.matched[0].lower;
    if bare && abbreviated.len() == 3 && abbreviated != "may" {
        return None;
    }
    if let Some(year) = slots.year {
        return Some(stretch_of(
            When::Month(year, month),
            slots,
            context,
            TimeBasis::Text,
        ));
    }
    let Some(published) = context.published else {
        return Some(open(TimeKind::Date, format!("XXXX-{month:02}")));
    };
    let (this, now) = (published.year(), published.month());
    let year = match slots.shift {
        Some(shift) if context.says(&["year"]) => this + i16::try_from(shift).ok()?,
        Some(-1) => this - i16::from(month >= now),
        Some(1) => this + i16::from(month <= now),
        Some(_) => this,
        None => year_of_month(month, published, (context.tense)()),
    };
    Some(placed(When::Month(year, month), slots, context))
}

/// The year of a month that is named alone.
fn year_of_month(month: i8, published: Date, tense: Tense) -> i16 {
    let (year, now) = (published.year(), published.month());
    match tense {
        Tense::Past => year - i16::from(month > now + 1),
        Tense::Future => year + i16::from(month < now),
        Tense::Open if month - now > 6 => year - 1,
        Tense::Open if now - month > 8 => year + 1,
        Tense::Open => year,
    }
}

pub(super) fn year(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let year = slots.year?;
    let bare = context.matched.len() == 1;
    let led = [
        "in", "since", "of", "until", "till", "by", "from", "to", "before", "after", "during",
        "early", "late", "and", "(", ",", "for", "through", "around", "about", "the", "-", "–",
    ];
    if bare
        && (context.vocabulary.counted.has(context.after)
            || (!(1900..2050).contains(&year) && !led.contains(&context.before)))
    {
        return None;
    }
    Some(stretch_of(
        When::Year(year),
        slots,
        context,
        TimeBasis::Text,
    ))
}

pub(super) fn era(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let first = slots.era?;
    let said = first >= 100;
    if !said && &*context.matched[0].lower != "the" && context.matched.len() < 2 {
        return None;
    }
    let first = if said { first } else { 1900 + first };
    Some(stretch_of(
        When::Decade(first),
        slots,
        context,
        TimeBasis::Text,
    ))
}

pub(super) fn century(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    if let Some(nth) = slots.nth {
        let first = i16::try_from(nth)
            .ok()
            .filter(|nth| (1..=30).contains(nth))?;
        return Some(stretch_of(
            When::Century((first - 1) * 100),
            slots,
            context,
            TimeBasis::Text,
        ));
    }
    let now = When::holding(context.published?, "CE")?;
    Some(placed(now.plus(i64::from(slots.shift?))?, slots, context))
}

pub(super) fn quarter(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let nth = i8::try_from(slots.nth?)
        .ok()
        .filter(|nth| (1..=4).contains(nth))?;
    if let Some(year) = slots.year {
        return Some(stretch_of(
            When::Quarter(year, nth),
            slots,
            context,
            TimeBasis::Text,
        ));
    }
    let Some(published) = context.published else {
        return Some(open(TimeKind::Date, format!("XXXX-Q{nth}")));
    };
    let now = (published.month() - 1) / 3 + 1;
    let year = match slots.shift {
        Some(shift) => published.year() + i16::try_from(shift).ok()?,
        None if context.says(&["ago", "earlier"]) => published.year() - 1 - i16::from(nth > now),
        // The quarter that is just over is still being reported on, whatever the tense.
        None => match (context.tense)() {
            Tense::Future if !context.says(&["-"]) => published.year() + i16::from(nth < now - 1),
            _ => published.year() - i16::from(nth > now),
        },
    };
    Some(placed(When::Quarter(year, nth), slots, context))
}

pub(super) fn half(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let nth = if context.says(&["second"]) { 2 } else { 1 };
    if let Some(year) = slots.year {
        return Some(stretch_of(
            When::Half(year, nth),
            slots,
            context,
            TimeBasis::Text,
        ));
    }
    let year = context.published?.year() + i16::try_from(slots.shift.unwrap_or(0)).ok()?;
    Some(placed(When::Half(year, nth), slots, context))
}
