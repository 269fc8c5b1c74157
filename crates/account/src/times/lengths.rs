//! Lengths: how long something lasts, and how often it recurs.

use jiff::civil::Date;

use super::meaning::{Context, Meant, on_part, open};
use super::slots::{Count, Slots};
use crate::model::*;

/// "the past two months": a length with its place.
pub(super) fn stretch(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let unit = slots.unit.as_deref()?;
    let plural = context
        .matched
        .iter()
        .any(|word| word.lower.len() > 1 && word.lower.ends_with('s') && &*word.lower != "'s");
    if slots.count.is_none() && plural {
        if context.says(&["ahead", "to"]) {
            return Some(open(TimeKind::Duration, length(Count::Vague, unit)));
        }
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

pub(super) fn duration(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let unit = slots.unit.as_deref()?;
    let Some(count) = slots.count else {
        return uncounted(unit, context);
    };
    if is_no_length(count, unit, context) {
        return None;
    }
    let article = count == Count::Article;
    if article && context.matched.len() == 2 && recurring(context) {
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

/// Words before a bare unit that make it a length: "for years", "within days".
const LEADS: [&str; 13] = [
    "for", "in", "after", "of", "over", "within", "take", "took", "by", "lasted", "spent", "many",
    "",
];

/// "half an hour", "a year and a half"; "for years", "recent decades".
fn uncounted(unit: &str, context: &Context<'_>) -> Option<Meant> {
    if context.says(&["half", "a"]) {
        let milli = if context.says(&["and"]) { 1500 } else { 500 };
        return Some(open(TimeKind::Duration, length(Count::Milli(milli), unit)));
    }
    let named = context.matched.len() > 1 || LEADS.contains(&context.before);
    named.then(|| open(TimeKind::Duration, length(Count::Vague, unit)))
}

/// Ages, dates, and what only looks like a length: "a second attempt", "a quarter of the votes",
/// "one night".
fn is_no_length(count: Count, unit: &str, context: &Context<'_>) -> bool {
    let article = count == Count::Article;
    let (first, last) = (
        &context.matched[0],
        &context.matched[context.matched.len() - 1],
    );
    let age = context.after == "old" || (context.after == "-" && context.second == "old");
    let dated = first.digits && first.lower.len() == 4 && !last.lower.ends_with('s');
    let other = match &*last.lower {
        "second" => count != Count::Milli(1000) && !context.says(&["-"]),
        "quarter" | "quarters" => article || context.after == "of" || context.after == "-",
        "night" => true,
        _ => false,
    };
    let owner = article && context.after == "'s" && unit != "D" && context.matched.len() > 2;
    age || dated || other || owner
}

/// Whether "a year" behind the word before says how often: "5,000 a year", "twice a year".
fn recurring(context: &Context<'_>) -> bool {
    let number = context.before.starts_with(|c: char| c.is_ascii_digit());
    number || context.vocabulary.rates.has(context.before)
}

pub(super) fn set(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
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
    if first == "a" && !recurring(context) {
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
