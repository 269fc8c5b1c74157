//! Memory: what a text has named so far, from which its later expressions are reckoned.

use jiff::civil::Date;

use super::calendar::When;
use super::meaning::{Means, Meant};
use super::slots::{Count, Slots};
use crate::model::{DayRange, TimeBasis};

/// The last day that the text has named, and what that day rests on itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) day: Date,
    pub(super) basis: TimeBasis,
}

/// What the text has named so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Memory {
    /// The last day.
    pub(super) day: Option<Reference>,
    /// The last day of this paragraph.
    pub(super) near: Option<Reference>,
    /// A month, quarter, half, season or year named behind it, with its first day.
    pub(super) stretch: Option<(When, Reference)>,
    /// The period whose results the text reports: a quarter, or a year.
    pub(super) period: Option<When>,
}

impl Memory {
    /// Takes in what `slots` were read to mean.
    pub(super) fn learn(
        &mut self,
        means: Means,
        slots: &Slots,
        meant: &Meant,
        published: Option<Date>,
    ) {
        self.learn_period(means, slots, meant, published);
        let Some(days) = meant.days else { return };
        if days.start == days.end {
            self.day = Some(Reference {
                day: days.start,
                basis: meant.basis,
            });
            self.near = self.day;
            self.stretch = None;
            return;
        }
        let named = meant.when.filter(|when| can_be_reckoned_from(means, *when));
        if let Some((when, whole)) = named.and_then(|when| Some((when, when.days()?))) {
            let first = Reference {
                day: whole.start,
                basis: meant.basis,
            };
            self.stretch = Some((when, first));
        }
    }

    /// A quarter not long past is what results are reported for, until a longer period is named.
    fn learn_period(
        &mut self,
        means: Means,
        slots: &Slots,
        meant: &Meant,
        published: Option<Date>,
    ) {
        let Some(published) = published else { return };
        match (means, meant.when) {
            (Means::Quarter, Some(quarter @ When::Quarter(..))) if recent(quarter, published) => {
                // A running one is an outlook where results of one that is over were told before.
                let told = self.period.is_some_and(|period| over(period, published));
                if over(quarter, published) || !told {
                    self.period = Some(quarter);
                }
            }
            (Means::Period, Some(year @ When::Year(_))) if meant.basis == TimeBasis::Published => {
                self.period = Some(year);
            }
            (Means::Duration | Means::Stretch, _) if slots.unit.as_deref() == Some("M") => {
                let months = slots.count.and_then(Count::whole);
                if months.is_some_and(|months| matches!(months, 6 | 9)) {
                    self.period = Some(When::Year(published.year()));
                }
            }
            _ => {}
        }
    }
}

/// Whether years and months are reckoned from a stretch: not from what is only compared with, as in
/// "up from a year earlier".
fn can_be_reckoned_from(means: Means, when: When) -> bool {
    let compared = matches!(
        means,
        Means::Context | Means::Ago | Means::YearAgo | Means::Period
    );
    !compared
        && matches!(
            when,
            When::Month(..) | When::Quarter(..) | When::Half(..) | When::Season(..) | When::Year(_)
        )
}

/// Whether a quarter ended less than three quarters before the publication, or is running.
fn recent(quarter: When, published: Date) -> bool {
    let near = |days: DayRange| {
        days.end
            .until(published)
            .is_ok_and(|ago| ago.get_days() < 250)
    };
    quarter
        .days()
        .is_some_and(|days| days.start <= published && near(days))
}

/// Whether a quarter is over.
fn over(quarter: When, published: Date) -> bool {
    quarter.days().is_some_and(|days| days.end < published)
}
