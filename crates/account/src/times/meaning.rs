//! Meaning: what a matched time expression denotes, reckoned from the publication date.

use jiff::civil::Date;
use serde::Deserialize;

use super::calendar::{When, narrowed};
use super::dates::{century, clock, date, era, half, holiday, month, quarter, span, year};
use super::lengths::{duration, set, stretch};
use super::memory::Memory;
use super::periods::{compared, period, year_ago, year_end};
use super::relative::{ago, day, relative, season, shifted, weekday};
use super::slots::Slots;
use super::tense::Tense;
use super::words::{Group, Vocabulary, Word};
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
    Period,
    YearAgo,
    YearEnd,
}

/// What surrounds a matched expression.
pub(super) struct Context<'a> {
    pub(super) published: Option<Date>,
    /// What the text has named before.
    pub(super) memory: Memory,
    /// The matched words.
    pub(super) matched: &'a [Word],
    /// The words of the paragraph before them.
    pub(super) preceding: &'a [Word],
    /// The word before them, and the one behind.
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    /// The word behind that.
    pub(super) second: &'a str,
    pub(super) tense: &'a dyn Fn() -> Tense,
    pub(super) vocabulary: &'a Vocabulary,
}

/// What an expression denotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meant {
    pub(super) kind: TimeKind,
    pub(super) value: String,
    pub(super) days: Option<DayRange>,
    pub(super) basis: TimeBasis,
    /// The stretch of the calendar that the value writes.
    pub(super) when: Option<When>,
}

impl Meant {
    /// The expression at `span` that has this meaning.
    pub(super) fn at(self, span: Span) -> TimeExpression {
        TimeExpression {
            span,
            kind: self.kind,
            value: self.value,
            days: self.days,
            basis: self.basis,
        }
    }
}

impl Context<'_> {
    /// Whether one of these words is among the matched ones.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        self.matched
            .iter()
            .any(|word| words.contains(&&*word.lower))
    }

    /// Whether results stand shortly before: sums, shares of a hundred.
    pub(super) fn reports(&self) -> bool {
        let near = self.preceding.iter().rev().take(16);
        near.into_iter()
            .any(|word| self.vocabulary.results.has(&word.lower))
    }

    /// Whether one of a group is among the matched ones.
    fn says_one_of(&self, group: &Group) -> bool {
        self.matched.iter().any(|word| group.has(&word.lower))
    }
}

/// What `slots` denote; nothing where the words are no time expression after all.
pub(super) fn meaning(means: Means, slots: &Slots, context: &Context<'_>) -> Option<Meant> {
    match means {
        Means::Date => date(slots, context),
        Means::Holiday => holiday(slots, context),
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
        Means::Ago => compared(slots, context).or_else(|| ago(slots, context, -1)),
        Means::Hence => ago(slots, context, 1),
        Means::Context => compared(slots, context).or_else(|| relative(slots, context)),
        Means::Stretch => stretch(slots, context),
        Means::Duration => duration(slots, context),
        Means::Set => set(slots, context),
        Means::Reference => reference(slots, context),
        Means::Period => period(slots, context),
        Means::YearAgo => year_ago(slots, context),
        Means::YearEnd => year_end(slots, context),
    }
}

/// A stretch of the calendar that rests on `basis`.
pub(super) fn stretch_of(
    when: When,
    slots: &Slots,
    context: &Context<'_>,
    basis: TimeBasis,
) -> Meant {
    let days = when
        .days()
        .map(|days| narrowed(days, slots.portion, context.published));
    Meant {
        kind: TimeKind::Date,
        value: when.value(),
        days,
        basis,
        when: Some(when),
    }
}

/// A stretch that the publication date places.
pub(super) fn placed(when: When, slots: &Slots, context: &Context<'_>) -> Meant {
    stretch_of(when, slots, context, TimeBasis::Published)
}

/// A value without a place in the calendar.
pub(super) fn open(kind: TimeKind, value: impl Into<String>) -> Meant {
    Meant {
        kind,
        value: value.into(),
        days: None,
        basis: TimeBasis::Unresolved,
        when: None,
    }
}

/// The same on a part of the day.
pub(super) fn on_part(mut meant: Meant, part: Option<&str>) -> Meant {
    if let Some(part) = part {
        meant.kind = TimeKind::Time;
        meant.value = format!("{}T{part}", meant.value);
    }
    meant
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
    let value = if context.says_one_of(&context.vocabulary.present) {
        "PRESENT_REF"
    } else if context.says_one_of(&context.vocabulary.future) {
        "FUTURE_REF"
    } else {
        "PAST_REF"
    };
    let single = context.matched.len() == 1;
    let lower = &*context.matched[0].lower;
    let idle = match lower {
        "once" => true,
        "soon" if matches!(context.before, "as" | "how" | "so") => true,
        "soon" | "shortly" => matches!(
            context.after,
            "after" | "before" | "afterward" | "afterwards"
        ),
        _ => false,
    };
    let led = ["in", "than", "from"].contains(&context.before) && !counted(context);
    let past = context.says(&["past"]) && !led;
    if (single && idle) || past {
        return None;
    }
    Some(open(TimeKind::Date, value))
}
