//! Periods: "the year", "the latest quarter", "the year-ago period", "year-end".
//!
//! What companies, offices and statistics report on has a period, mostly a quarter, that is named
//! once; the others are told from it.

use jiff::civil::Date;

use super::calendar::When;
use super::meaning::{Context, Meant, open, placed, stretch_of};
use super::slots::{Count, Slots};
use super::tense::Tense;
use crate::model::*;

/// Words behind "the year" that say which year: "the year before", "the week of the vote".
const TELLING: [&str; 22] = [
    "before", "after", "earlier", "later", "of", "that", "when", "which", "since", "ago", "he",
    "she", "it", "they", "we", "i", "you", "long", "-", "old", "round", "where",
];

/// "the year", "the latest quarter", "later in the week", "the latest period".
pub(super) fn period(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let latest = context.says(&["latest", "recent"]);
    if slots.portion.is_none() && !latest && !deictic(context) {
        return None;
    }
    let named = context.says(&["period"]);
    if let Some(year) = slots.year {
        return of_year(year, slots, context);
    }
    let unit = if named { "P" } else { slots.unit.as_deref()? };
    if matches!(unit, "Y" | "M" | "W") && matches!(context.after, "ended" | "ending") {
        return Some(open(TimeKind::Duration, format!("P1{unit}")));
    }
    let published = context.published?;
    let when = match unit {
        "P" => context.memory.period?,
        "Q" => quarter(published, latest, context)?,
        "D" if slots.portion.is_some() => {
            let day = context.memory.day.map_or(published, |named| named.day);
            When::Day(day)
        }
        "Y" | "M" | "W" => When::holding(published, unit)?.plus(-i64::from(latest))?,
        _ => return None,
    };
    Some(placed(when, slots, context))
}

/// "the 1988 quarter", "the 1988 period": the reported period of that year.
fn of_year(year: i16, slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let when = match context.memory.period {
        Some(When::Quarter(_, quarter)) => When::Quarter(year, quarter),
        _ if context.says(&["quarter"]) => return None,
        _ => When::Year(year),
    };
    Some(stretch_of(when, slots, context, TimeBasis::Text))
}

/// Whether "the year" stands for itself, and is not told which by what surrounds it.
fn deictic(context: &Context<'_>) -> bool {
    let told =
        TELLING.contains(&context.after) || (context.after == "in" && context.second == "which");
    let mut back = context.preceding.iter().rev();
    let honour = back.next().is_some_and(|word| &*word.lower == "of")
        && back
            .next()
            .is_some_and(|word| context.vocabulary.honours.has(&word.lower));
    !told && !honour
}

/// The quarter that is reported; where none was named, the last that is over.
fn quarter(published: Date, latest: bool, context: &Context<'_>) -> Option<When> {
    if let Some(known @ When::Quarter(..)) = context.memory.period {
        return Some(known);
    }
    let reports = latest || matches!(context.after, "ended" | "ending") || context.reports();
    let over = When::holding(published, "Q")?.plus(-1)?;
    reports.then_some(over)
}

/// "the year-ago quarter", "the year-earlier period".
pub(super) fn year_ago(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let published = context.published?;
    let when = match context.memory.period {
        Some(period) => a_year_before(period)?,
        None if slots.unit.as_deref() == Some("Q") => When::holding(published, "Q")?.plus(-5)?,
        None => When::holding(
            published,
            slots
                .unit
                .as_deref()
                .filter(|unit| *unit == "M")
                .unwrap_or("Y"),
        )
        .and_then(a_year_before)?,
    };
    Some(placed(when, slots, context))
}

/// The same stretch a year before.
fn a_year_before(when: When) -> Option<When> {
    match when {
        When::Quarter(..) => when.plus(-4),
        When::Month(..) => when.plus(-12),
        _ => when.plus(-1),
    }
}

/// What results are compared with: in "$3 million, down from $4 million a year ago" it is the
/// reported quarter's like of the year before.
pub(super) fn compared(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let year = slots.unit.as_deref() == Some("Y") && slots.count == Some(Count::Article);
    let back = context.says(&["ago", "earlier", "before"]);
    let quarter = context
        .memory
        .period
        .filter(|when| matches!(when, When::Quarter(..)))?;
    if !year || !back || !context.reports() {
        return None;
    }
    Some(placed(a_year_before(quarter)?, slots, context))
}

/// "year-end", "the 1988 year-end".
pub(super) fn year_end(slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    let last = |year: i16| Date::new(year, 12, 31).ok();
    if let Some(year) = slots.year {
        return Some(stretch_of(
            When::Day(last(year)?),
            slots,
            context,
            TimeBasis::Text,
        ));
    }
    let published = context.published?;
    let over = match context.before {
        "since" | "from" => true,
        "by" | "before" | "until" | "till" | "through" => false,
        _ => (context.tense)() == Tense::Past,
    };
    let day = last(published.year() - i16::from(over))?;
    Some(placed(When::Day(day), slots, context))
}
