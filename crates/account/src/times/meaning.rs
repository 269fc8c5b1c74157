//! Meaning: what a matched time expression denotes, reckoned from the publication date.

use jiff::civil::Date;
use serde::Deserialize;

use super::calendar::{SEASONS, When, days_later, monday, narrowed, number};
use super::slots::{Count, Slots};
use super::tense::Tense;
use super::words::Word;
use crate::model::*;

/// How a pattern is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Means {
    Date,
    Span,
    DateTime,
    Clock,
    Month,
    Year,
    Era,
    Century,
    Quarter,
    Half,
    Season,
    Weekday,
    Day,
    Shifted,
    Ago,
    Hence,
    Context,
    Stretch,
    Duration,
    Set,
    Reference,
    Holiday,
}

/// What surrounds a matched expression.
pub(super) struct Context<'a> {
    pub(super) published: Option<Date>,
    /// The last day that the text has named before.
    pub(super) reference: Option<Date>,
    /// The matched words.
    pub(super) matched: &'a [Word],
    /// The word before them, and the one behind.
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    /// The word behind that.
    pub(super) second: &'a str,
    pub(super) tense: &'a dyn Fn() -> Tense,
}

/// What an expression denotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meant {
    pub(super) kind: TimeKind,
    pub(super) value: String,
    pub(super) days: Option<DayRange>,
    pub(super) basis: TimeBasis,
}

impl Context<'_> {
    fn says(&self, words: &[&str]) -> bool {
        self.matched
            .iter()
            .any(|word| words.contains(&&*word.lower))
    }
}

/// What `slots` denote; nothing where the words are no time expression after all.
pub(super) fn meaning(means: Means, slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    match means {
        Means::Date | Means::Holiday => date(slots, context),
        Means::Span => span(slots, context),
        Means::DateTime | Means::Clock => clock(slots, context),
        Means::Month => month(slots, context),
        Means::Year => year(slots, context),
        Means::Era => era(slots, context),
        Means::Century => century(slots, context),
        Means::Quarter => quarter(slots, context),
        Means::Half => half(slots, context),
        Means::Season => season(slots, context),
        Means::Weekday => weekday(slots, context),
        Means::Day => day(slots, context),
        Means::Shifted => shifted(slots, context),
        Means::Ago => ago(slots, context, -1),
        Means::Hence => ago(slots, context, 1),
        Means::Context => relative(slots, context),
        Means::Stretch => stretch(slots, context),
        Means::Duration => duration(slots, context),
        Means::Set => set(slots, context),
        Means::Reference => reference(slots, context),
    }
}

/// A stretch of the calendar that rests on `basis`.
fn stretch_of(when: When, slots: &Slots, context: &Context<'_>, basis: TimeBasis) -> Meant {
    let days = when
        .days()
        .map(|days| narrowed(days, slots.portion, context.published));
    Meant {
        kind: TimeKind::Date,
        value: when.value(),
        days,
        basis,
    }
}

/// A stretch that the publication date places.
fn placed(when: When, slots: &Slots, context: &Context<'_>) -> Meant {
    stretch_of(when, slots, context, TimeBasis::Published)
}

/// A value without a place in the calendar.
fn open(kind: TimeKind, value: impl Into<String>) -> Meant {
    Meant {
        kind,
        value: value.into(),
        days: None,
        basis: TimeBasis::Unresolved,
    }
}

/// The same on a part of the day.
fn on_part(mut meant: Meant, part: Option<&str>) -> Meant {
    if let Some(part) = part {
        meant.kind = TimeKind::Time;
        meant.value = format!("{}T{part}", meant.value);
    }
    meant
}

/// A day of a month; without a year the one that the tense of the clause asks for.
fn date(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
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

/// "Sunday the 3rd"; a date whose order of day and month is open.
fn date_without_month(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    if let Some((nth, published)) = slots.nth.zip(context.published) {
        let day = Date::new(published.year(), published.month(), i8::try_from(nth).ok()?).ok()?;
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
fn span(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
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
        ..first
    })
}

/// A time of day, on the day that is named with it or on that of the publication.
fn clock(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let day = if slots.month.is_some() {
        date(slots, context)?
    } else if slots.weekday.is_some() {
        weekday(slots, context)?
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
fn month(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
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

fn year(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let year = slots.year?;
    let bare = context.matched.len() == 1;
    let counted = [
        "percent", "people", "troops", "soldiers", "men", "women", "miles", "km", "dollars",
        "tons", "tonnes", "shares", "points", "votes", "%",
    ];
    let led = [
        "in", "since", "of", "until", "till", "by", "from", "to", "before", "after", "during",
        "early", "late", "and", "(", ",", "for", "through", "around", "about", "the", "-", "–",
    ];
    if bare
        && (counted.contains(&context.after)
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

fn era(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
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

fn century(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
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

fn quarter(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
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
        None => match (context.tense)() {
            Tense::Future if !context.says(&["-"]) => published.year() + i16::from(nth < now),
            _ => published.year() - i16::from(nth > now),
        },
    };
    Some(placed(When::Quarter(year, nth), slots, context))
}

fn half(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
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

fn season(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let code = slots.season.as_deref()?;
    let season = SEASONS.iter().position(|known| *known == code)?;
    if let Some(year) = slots.year {
        return Some(stretch_of(
            When::Season(year, season),
            slots,
            context,
            TimeBasis::Text,
        ));
    }
    if slots.shift.is_none() && !context.says(&["early", "late", "mid"]) {
        return None;
    }
    let Some(published) = context.published else {
        return Some(open(TimeKind::Date, format!("XXXX-{code}")));
    };
    let begun = When::Season(published.year(), season).days()?.start <= published;
    let over = When::Season(published.year(), season).days()?.end < published;
    let by = match slots.shift {
        Some(shift) if context.says(&["year"]) => i64::from(shift),
        Some(_) if context.says(&["past"]) => -i64::from(!over),
        Some(-1) => -i64::from(!over),
        Some(1) => i64::from(begun),
        _ => -i64::from(!begun && (context.tense)() == Tense::Past),
    };
    Some(placed(
        When::Season(published.year(), season).plus(by)?,
        slots,
        context,
    ))
}

/// A day of the week: the nearest on the side that the tense asks for, the publication day included.
fn weekday(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let wanted = slots.weekday?;
    let part = slots.part.as_deref();
    if slots.weekdays {
        return Some(on_part(
            open(TimeKind::Set, format!("XXXX-WXX-{wanted}")),
            part,
        ));
    }
    let Some(published) = context.published else {
        return Some(on_part(
            open(TimeKind::Date, format!("XXXX-WXX-{wanted}")),
            part,
        ));
    };
    let back = i64::from((number(published.weekday()) - wanted).rem_euclid(7));
    let ahead = (7 - back) % 7;
    let week_ago = context.says(&["ago"]);
    let by = match slots.shift {
        _ if week_ago => -back - 7,
        Some(shift) if context.says(&["week"]) => {
            i64::from(shift) * 7 + i64::from(wanted - number(published.weekday()))
        }
        Some(-1) => {
            if back == 0 {
                -7
            } else {
                -back
            }
        }
        Some(1) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        Some(_) if (context.tense)() == Tense::Past => -back,
        Some(_) => ahead,
        None if context.says(&["following"]) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        None if (context.tense)() == Tense::Future => ahead,
        None => -back,
    };
    Some(on_part(
        placed(When::Day(days_later(published, by)?), slots, context),
        part,
    ))
}

/// "yesterday", "tonight", "last night", "this morning".
fn day(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let (by, part) = if context.says(&["yesterday"]) {
        (
            if context.says(&["before"]) { -2 } else { -1 },
            slots.part.as_deref(),
        )
    } else if context.says(&["tomorrow"]) {
        (
            if context.says(&["after"]) { 2 } else { 1 },
            slots.part.as_deref(),
        )
    } else if context.says(&["tonight", "overnight"]) {
        (0, Some("NI"))
    } else {
        let shift = slots.shift.unwrap_or(0);
        (i64::from(shift), slots.part.as_deref())
    };
    let Some(published) = context.published else {
        return Some(on_part(open(TimeKind::Date, "XXXX-XX-XX"), part));
    };
    Some(on_part(
        placed(When::Day(days_later(published, by)?), slots, context),
        part,
    ))
}

/// "last month", "the end of the year", "the weekend".
fn shifted(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    if context.says(&["weekend"]) {
        return weekend(slots, context);
    }
    let unit = slots
        .unit
        .as_deref()
        .filter(|unit| !unit.starts_with('T'))?;
    let plural = context
        .matched
        .last()
        .is_some_and(|word| word.lower.ends_with('s'));
    if plural || context.says(&["night", "in"]) || (unit == "D" && slots.shift.is_none()) {
        return None;
    }
    if unit == "D" && slots.shift != Some(0) {
        return None;
    }
    let Some(published) = context.published else {
        return Some(open(TimeKind::Date, unknown(unit)));
    };
    let now = When::holding(published, unit)?;
    Some(placed(
        now.plus(i64::from(slots.shift.unwrap_or(0)))?,
        slots,
        context,
    ))
}

/// What is known of a stretch of which only the length is known.
fn unknown(unit: &str) -> &'static str {
    match unit {
        "D" => "XXXX-XX-XX",
        "W" => "XXXX-WXX",
        "M" => "XXXX-XX",
        "Q" => "XXXX-QX",
        _ => "XXXX",
    }
}

fn weekend(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let Some(published) = context.published else {
        return Some(open(TimeKind::Date, "XXXX-WXX-WE"));
    };
    let here = days_later(monday(published)?, 5)?;
    let by = match slots.shift {
        Some(shift) if here <= published => shift,
        Some(0) => -i32::from((context.tense)() == Tense::Past),
        Some(1) => 0,
        Some(shift) => shift,
        None if here <= published || (context.tense)() == Tense::Future => 0,
        None => -1,
    };
    Some(placed(
        When::Weekend(here).plus(i64::from(by))?,
        slots,
        context,
    ))
}

/// "two months ago", "three weeks from now".
fn ago(slots: &Slots, context: &Context<'_>, side: i64) -> Option<Meant> {
    let unit = slots.unit.as_deref()?;
    let vague = if side < 0 { "PAST_REF" } else { "FUTURE_REF" };
    let Some(count) = slots
        .count
        .and_then(Count::whole)
        .filter(|_| !unit.starts_with('T'))
    else {
        return Some(open(TimeKind::Date, vague));
    };
    let Some(published) = context.published else {
        return Some(open(TimeKind::Date, unknown(unit)));
    };
    let count = count.checked_mul(side * if unit == "F" { 2 } else { 1 })?;
    Some(placed(moved(published, unit, count)?, slots, context))
}

/// The stretch `count` units away from `day`: a decade away is a year, a year away is a year.
fn moved(day: Date, unit: &str, count: i64) -> Option<When> {
    match unit {
        "DE" => When::holding(day, "Y")?.plus(count.checked_mul(10)?),
        "CE" => When::holding(day, "Y")?.plus(count.checked_mul(100)?),
        _ => When::holding(day, unit)?.plus(count),
    }
}

/// "a year earlier", "the next day": reckoned from the last day named, else from the publication.
fn relative(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let sided = context
        .matched
        .last()
        .is_some_and(|word| matches!(&*word.lower, "before" | "after"));
    if sided && context.after.starts_with(char::is_alphabetic) {
        return None;
    }
    let back = context.says(&["earlier", "before", "previously", "preceding"]);
    let same = context.says(&["that", "same"]);
    let side = if same {
        0
    } else if back {
        -1
    } else {
        1
    };
    let unit = match slots.unit.as_deref() {
        Some(unit) if !context.says(&["night"]) => unit,
        _ => "D",
    };
    let count = slots.count.map_or(Some(1), Count::whole);
    let Some(count) = count.filter(|_| !unit.starts_with('T')) else {
        return Some(open(
            TimeKind::Date,
            if back { "PAST_REF" } else { "FUTURE_REF" },
        ));
    };
    let Some(from) = context.reference.or(context.published) else {
        return Some(open(TimeKind::Date, unknown(unit)));
    };
    let meant = placed(moved(from, unit, count.checked_mul(side)?)?, slots, context);
    Some(on_part(meant, slots.part.as_deref()))
}

/// "the past two months": a length with its place.
fn stretch(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let unit = slots.unit.as_deref()?;
    let plural = context
        .matched
        .last()
        .is_some_and(|word| word.lower.ends_with('s'));
    if slots.count.is_none() && plural {
        let vague = if context.says(&["coming"]) {
            "FUTURE_REF"
        } else {
            "PAST_REF"
        };
        let recent = context.says(&["recent"]);
        return Some(if recent {
            open(TimeKind::Duration, length(Count::Vague, unit))
        } else {
            open(TimeKind::Date, vague)
        });
    }
    let count = slots.count.unwrap_or(Count::Article);
    let mut meant = open(TimeKind::Duration, length(count, unit));
    let ahead = context.says(&["next", "coming"]);
    if let Some((published, count)) = context
        .published
        .zip(count.whole())
        .filter(|_| !unit.starts_with('T'))
    {
        let far = edge(published, unit, if ahead { count } else { -count })?;
        let (start, end) = if ahead {
            (published, far)
        } else {
            (far, published)
        };
        meant.days = Some(DayRange { start, end });
        meant.basis = TimeBasis::Published;
    }
    Some(meant)
}

/// The day exactly `count` units away.
fn edge(day: Date, unit: &str, count: i64) -> Option<Date> {
    let span = jiff::Span::new();
    let span = match unit {
        "D" => span.try_days(count),
        "W" => span.try_weeks(count),
        "F" => span.try_weeks(count.checked_mul(2)?),
        "M" => span.try_months(count),
        "Q" => span.try_months(count.checked_mul(3)?),
        "Y" => span.try_years(count),
        "DE" => span.try_years(count.checked_mul(10)?),
        _ => span.try_years(count.checked_mul(100)?),
    };
    day.checked_add(span.ok()?).ok()
}

/// An ISO 8601 duration, as TIMEX3 writes it.
fn length(count: Count, unit: &str) -> String {
    let (time, unit) = match unit.strip_prefix('T') {
        Some(unit) => ("T", unit),
        None => ("", unit),
    };
    let milli = match count {
        Count::Article => 1000,
        Count::Milli(milli) => milli,
        Count::Vague => return format!("P{time}X{}", if unit == "F" { "W" } else { unit }),
    };
    let (milli, unit) = match unit {
        "F" => (milli.saturating_mul(2), "W"),
        "Q" => (milli.saturating_mul(3), "M"),
        "DE" if milli % 1000 == 0 => (milli.saturating_mul(10), "Y"),
        "CE" if milli % 1000 == 0 => (milli.saturating_mul(100), "Y"),
        unit => (milli, unit),
    };
    let halves = match (time, unit) {
        ("", "Y") => "6M",
        ("T", "H") => "30M",
        ("T", "M") => "30S",
        _ => "",
    };
    if milli % 1000 == 500 && milli > 1000 && !halves.is_empty() {
        return format!("P{time}{}{unit}{halves}", milli / 1000);
    }
    let (whole, part) = (milli / 1000, milli % 1000);
    let part = if part == 0 {
        String::new()
    } else {
        format!(".{part:03}").trim_end_matches('0').to_owned()
    };
    format!("P{time}{whole}{part}{unit}")
}

fn duration(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let unit = slots.unit.as_deref()?;
    let last = context.matched.last()?;
    let article = slots.count == Some(Count::Article);
    if slots.count.is_none() && !context.says(&["half", "a"]) {
        let leads = [
            "for", "in", "after", "of", "over", "within", "take", "took", "by", "lasted", "spent",
            "many", "",
        ];
        let named = context.matched.len() > 1 || leads.contains(&context.before);
        return named.then(|| open(TimeKind::Duration, length(Count::Vague, unit)));
    }
    if slots.count.is_none() {
        let milli = if context.says(&["and"]) { 1500 } else { 500 };
        return Some(open(TimeKind::Duration, length(Count::Milli(milli), unit)));
    }
    let age = context.after == "old" || (context.after == "-" && context.second == "old");
    let dated = context.matched[0].digits
        && context.matched[0].lower.len() == 4
        && !last.lower.ends_with('s');
    if age || dated {
        return None;
    }
    // "a second attempt", "a quarter of the votes", "one night" are no lengths.
    let other = match &*last.lower {
        "second" => slots.count != Some(Count::Milli(1000)) && !context.says(&["-"]),
        "quarter" | "quarters" => article || context.after == "of" || context.after == "-",
        "night" => true,
        _ => false,
    };
    if other
        || (article && matches!(context.after, "'s") && unit != "D" && context.matched.len() > 2)
    {
        return None;
    }
    let count = slots.count?;
    if article && context.matched.len() == 2 && recurring(context.before) {
        return Some(open(TimeKind::Set, length(count, unit)));
    }
    let half =
        context.says(&["half"]) && !matches!(count, Count::Milli(milli) if milli % 1000 == 500);
    let count = match count {
        Count::Article if half => Count::Milli(1500),
        Count::Milli(milli) if half => Count::Milli(milli + 500),
        count => count,
    };
    Some(open(TimeKind::Duration, length(count, unit)))
}

/// Whether "a year" behind this word says how often: "5,000 a year", "twice a year".
fn recurring(before: &str) -> bool {
    before.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            before,
            "million"
                | "billion"
                | "thousand"
                | "once"
                | "twice"
                | "times"
                | "dollars"
                | "barrels"
                | "hours"
                | "days"
                | "tons"
                | "tonnes"
                | "people"
                | "percent"
                | "%"
                | "cents"
                | "bpd"
        )
}

fn set(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    if let Some(wanted) = slots.weekday {
        return Some(on_part(
            open(TimeKind::Set, format!("XXXX-WXX-{wanted}")),
            slots.part.as_deref(),
        ));
    }
    if let Some(month) = slots.month {
        return Some(open(TimeKind::Set, format!("XXXX-{month:02}")));
    }
    if let Some(season) = &slots.season {
        return Some(open(TimeKind::Set, format!("XXXX-{season}")));
    }
    let adverb = context.matched.iter().find_map(|word| match &*word.lower {
        "daily" | "nightly" => Some("P1D"),
        "hourly" => Some("PT1H"),
        "weekly" => Some("P1W"),
        "monthly" => Some("P1M"),
        "quarterly" => Some("P1Q"),
        "yearly" | "annually" => Some("P1Y"),
        _ => None,
    });
    if let Some(value) = adverb {
        return Some(open(TimeKind::Set, value));
    }
    let first = &*context.matched[0].lower;
    if first == "a" && !recurring(context.before) {
        return None;
    }
    let often = context.says(&["times", "time", "once", "twice"]);
    let count = match slots.count {
        Some(count) if !often => count,
        _ if context.says(&["other"]) => Count::Milli(2000),
        _ => Count::Article,
    };
    Some(open(TimeKind::Set, length(count, slots.unit.as_deref()?)))
}

/// Whether a number or a unit follows: "the past two months" is no bare "the past".
fn counted(context: &Context<'_>) -> bool {
    context.after.starts_with(|c: char| c.is_alphanumeric())
        && !matches!(
            context.after,
            "and" | "but" | "it" | "he" | "she" | "they" | "we" | "to" | "that"
        )
}

fn reference(_slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let value = if context.says(&[
        "now",
        "currently",
        "present",
        "moment",
        "nowadays",
        "these",
        "presently",
        "current",
    ]) {
        "PRESENT_REF"
    } else if context.says(&["future", "soon", "term", "shortly"]) {
        "FUTURE_REF"
    } else {
        "PAST_REF"
    };
    let single = context.matched.len() == 1;
    let lower = &*context.matched[0].lower;
    let idle = match lower {
        "once" => true,
        "soon" => matches!(context.before, "as" | "how" | "so"),
        "shortly" => matches!(context.after, "after" | "before"),
        _ => false,
    };
    let led = ["in", "than", "from"].contains(&context.before) && !counted(context);
    let past = context.says(&["past"]) && !led;
    if (single && idle) || past {
        return None;
    }
    Some(open(TimeKind::Date, value))
}
