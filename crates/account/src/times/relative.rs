//! Relative: what is reckoned from the publication, or from a day named before.

use jiff::civil::Date;

use super::calendar::{SEASONS, When, days_later, monday, number};
use super::meaning::{Context, Meant, on_part, open, placed, stretch_of};
use super::memory::Reference;
use super::slots::{Count, Slots};
use super::tense::Tense;
use crate::model::*;

pub(super) fn season(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
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
pub(super) fn weekday(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let wanted = slots.weekday?;
    // In "the Good Friday agreement" no day is meant.
    if context.before == "good" {
        return None;
    }
    let part = slots.part.as_deref();
    let value = format!("XXXX-WXX-{wanted}");
    if slots.weekdays {
        return Some(on_part(open(TimeKind::Set, value), part));
    }
    let Some(published) = context.published else {
        return Some(on_part(open(TimeKind::Date, value), part));
    };
    if let Some(meant) = beside_another(wanted, slots, context) {
        return Some(on_part(meant, part));
    }
    let day = days_later(published, days_to(wanted, published, slots, context))?;
    Some(on_part(placed(When::Day(day), slots, context), part))
}

/// "the previous Friday", "the following Monday" behind a day that the text has named.
fn beside_another(wanted: i8, slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let from = context.memory.day?;
    let away = i64::from((number(from.day.weekday()) - wanted).rem_euclid(7));
    let by = if context.says(&["previous"]) {
        -(if away == 0 { 7 } else { away })
    } else if context.says(&["following"]) {
        7 - away
    } else {
        return None;
    };
    let day = days_later(from.day, by)?;
    Some(stretch_of(When::Day(day), slots, context, from.basis))
}

/// Days from the publication to the day of the week that is meant.
fn days_to(wanted: i8, published: Date, slots: &Slots, context: &Context<'_>) -> i64 {
    let today = number(published.weekday());
    let back = i64::from((today - wanted).rem_euclid(7));
    let ahead = (7 - back) % 7;
    // The publication day itself is neither the last nor the next of its name.
    let last = if back == 0 { 7 } else { back };
    let next = if ahead == 0 { 7 } else { ahead };
    match slots.shift {
        _ if context.says(&["ago"]) => -back - 7,
        Some(shift) if context.says(&["week"]) => i64::from(shift) * 7 + i64::from(wanted - today),
        Some(-1) => -last,
        Some(1) => next,
        Some(_) if (context.tense)() == Tense::Past => -back,
        Some(_) => ahead,
        None if context.says(&["following"]) => next,
        None if (context.tense)() == Tense::Future => ahead,
        None => -back,
    }
}

/// "yesterday", "tonight", "last night", "this morning".
pub(super) fn day(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
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
    } else if slots.shift.is_none() && slots.part.is_some() {
        return part_of_a_day(slots, context);
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

/// "in the morning", "by mid-afternoon": of the last day that its paragraph names, or of the publication.
fn part_of_a_day(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let led = matches!(
        context.before,
        "in" | "during" | "by" | "until" | "till" | "through" | "throughout" | "since"
    );
    let told = matches!(context.after, "of" | "before" | "after" | "that" | "when");
    let named = context.matched.len() == 2 || slots.portion.is_some();
    if !led || told || !named {
        return None;
    }
    let day = match context.memory.near {
        Some(named) => stretch_of(When::Day(named.day), slots, context, named.basis),
        None => placed(When::Day(context.published?), slots, context),
    };
    Some(on_part(day, slots.part.as_deref()))
}

/// "last month", "the end of the year", "the weekend".
pub(super) fn shifted(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
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
    // "the last week of March", "the last month of the war".
    let the = context.before == "the" || &*context.matched[0].lower == "the";
    if the && context.after == "of" && slots.shift == Some(-1) {
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
pub(super) fn ago(slots: &Slots, context: &Context<'_>, side: i64) -> Option<Meant> {
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

/// The month or year named last, where it is short enough to reckon units from it: "in 1996 … a
/// year later".
fn named(unit: &str, context: &Context<'_>) -> Option<Reference> {
    let (when, first) = context.memory.stretch?;
    let fits = match unit {
        "Y" => true,
        "M" => matches!(when, When::Month(..)),
        "Q" => matches!(when, When::Quarter(..)),
        _ => false,
    };
    fits.then_some(first)
}

/// "a year earlier", "the next day": reckoned from the last day named, else from the publication.
/// It rests on what that day rests on.
pub(super) fn relative(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let sided = context
        .matched
        .last()
        .is_some_and(|word| matches!(&*word.lower, "before" | "after"));
    // "the day before the vote" is told from the vote; "the day before and the day after" are not.
    let goes_on = !matches!(context.after, "and" | "but" | "or" | "in" | "at" | "on");
    if sided && goes_on && context.after.starts_with(char::is_alphabetic) {
        return None;
    }
    let back = context.says(&["earlier", "before", "previously", "preceding", "previous"]);
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
    let published = || {
        context.published.map(|day| Reference {
            day,
            basis: TimeBasis::Published,
        })
    };
    let named = named(unit, context).or(context.memory.day);
    let Some(from) = named.or_else(published) else {
        return Some(open(TimeKind::Date, unknown(unit)));
    };
    let there = moved(from.day, unit, count.checked_mul(side)?)?;
    let meant = stretch_of(there, slots, context, from.basis);
    Some(on_part(meant, slots.part.as_deref()))
}
