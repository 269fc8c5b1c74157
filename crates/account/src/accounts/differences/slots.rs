//! Two tellings of one deed: the day, the numbers, whether it came about.

use jiff::civil::Date;

use super::super::agreement::apart;
use super::deeds::Deed;
use super::fate::Fate;
use super::likeness::{Likeness, Slot, View};
use super::numbers;
use super::parties::Party;
use crate::model::*;

/// Days between two tellings of something past from which they tell of two things.
const LONG: i32 = 10;

/// Days of the longest stretch that a single day makes more precise.
const MONTH: i32 = 31;

fn length(days: DayRange) -> i32 {
    (days.end - days.start).get_days()
}

fn holds(outer: DayRange, inner: DayRange) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// A number with the side that it counts.
type Counted<'r> = (bool, &'r Number);

impl<'r> View<'_, 'r> {
    /// Compares when two deeds were done.
    pub(super) fn day(&self, a: &Deed<'r>, b: &Deed<'r>, likeness: &mut Likeness) {
        let (Some((x, time)), Some((y, other))) = (self.days(a), self.days(b)) else {
            return;
        };
        let spans = (time.span, other.span);
        let clock = |time: &TimeExpression| time.kind == TimeKind::Time;
        match () {
            () if x == y => {
                likeness.worth += 1.0;
                if clock(time) != clock(other) && length(x) == 0 {
                    likeness.add(Slot::Hour, Relation::Precision, spans, true);
                }
            }
            () if holds(x, y) || holds(y, x) => {
                likeness.worth += 0.5;
                let (wide, deed) = if length(x) > length(y) {
                    (time, a)
                } else {
                    (other, b)
                };
                let close = length(x).max(length(y)) <= MONTH;
                // A plan is known more closely once it is carried out; and those who meet may meet again.
                let same = a.fate == b.fate && !(a.mutual && b.mutual);
                let shown = same && close && is_exact(self.page(deed).text(wide.span));
                likeness.add(Slot::Day, Relation::Precision, spans, shown);
            }
            () if x.start <= y.end && y.start <= x.end => {}
            () => self.other_days(a, b, ((x, y), spans), likeness),
        }
    }

    /// Days that have none in common.
    fn other_days(
        &self,
        a: &Deed<'r>,
        b: &Deed<'r>,
        ((x, y), spans): ((DayRange, DayRange), (Span, Span)),
        likeness: &mut Likeness,
    ) {
        let ahead = a.fate == Fate::Ahead && b.fate == Fate::Ahead;
        if !ahead && apart(x, y) > LONG {
            // Two deeds, whatever else they share.
            likeness.add(Slot::Day, Relation::Conflict, spans, false);
        }
        let relation = if ahead {
            self.in_time(a, b)
        } else {
            Relation::Conflict
        };
        let single = length(x) == 0 && length(y) == 0;
        // Those who meet may meet again.
        let again = a.mutual && b.mutual && relation == Relation::Conflict;
        likeness.add(Slot::Day, relation, spans, single && !again);
    }

    /// The closest days of a deed.
    fn days(&self, deed: &Deed<'r>) -> Option<(DayRange, &'r TimeExpression)> {
        let times = &self.page(deed).reading.times;
        let own = deed.times.iter().map(|n| &times[*n]);
        let dated = own.filter_map(|time| Some((time.days?, time)));
        let calendar = deed.times.iter().any(|n| times[*n].kind == TimeKind::Date);
        // "in the night to 15 January": the night alone says nothing.
        let bare = |time: &TimeExpression| {
            time.kind == TimeKind::Time && time.basis == TimeBasis::Published && calendar
        };
        let sure = dated.filter(|(_, time)| !bare(time));
        sure.min_by_key(|(days, time)| (length(*days), time.kind != TimeKind::Time))
    }

    /// A change where the later report tells otherwise, else a conflict.
    pub(super) fn in_time(&self, a: &Deed<'r>, b: &Deed<'r>) -> Relation {
        match (self.published(a), self.published(b)) {
            (Some(x), Some(y)) if x != y => Relation::Update,
            _ => Relation::Conflict,
        }
    }

    fn published(&self, deed: &Deed<'r>) -> Option<Date> {
        let published = self.page(deed).reading.article.published;
        published.map(|moment| moment.date)
    }

    /// Compares how many or how much.
    pub(super) fn count(&self, a: &Deed<'r>, b: &Deed<'r>, likeness: &mut Likeness) {
        let (ours, theirs) = (self.counted(a), self.counted(b));
        let pairs = ours.iter().flat_map(|x| theirs.iter().map(move |y| (x, y)));
        if self.are_two_crowds(&ours, &theirs) {
            let spans = (ours[0].1.span, theirs[0].1.span);
            likeness.add(Slot::Count, Relation::Conflict, spans, false);
        }
        let one_counts_acts = a.number.is_some() != b.number.is_some();
        let comparable = pairs.filter(|(x, y)| {
            // "200 arrests": an act that is counted is one more person whom it befalls.
            let acts = one_counts_acts && x.0 && y.0;
            acts || numbers::comparable(&x.1.unit, &y.1.unit, self.senses)
        });
        let mut found = None;
        for (x, y) in comparable {
            match numbers::relation(x.1, y.1) {
                None => {
                    likeness.worth += 1.0;
                    return;
                }
                Some(relation) => found = found.or(Some((x.1, y.1, relation))),
            }
        }
        let Some((x, y, relation)) = found else {
            return;
        };
        let relation = match relation {
            Relation::Conflict if self.has_changed((a, x), (b, y)) => Relation::Update,
            other => other,
        };
        likeness.add(Slot::Count, relation, (x.span, y.span), true);
    }

    /// Whether both count those whom it befalls, by other words and otherwise: "four worshippers",
    /// "nine men".
    fn are_two_crowds(&self, ours: &[Counted<'r>], theirs: &[Counted<'r>]) -> bool {
        let patients = |all: &[Counted<'r>]| all.first().filter(|counted| counted.0).copied();
        let (Some((_, x)), Some((_, y))) = (patients(ours), patients(theirs)) else {
            return false;
        };
        let apart = numbers::relation(x, y) == Some(Relation::Conflict);
        apart && !numbers::comparable(&x.unit, &y.unit, self.senses)
    }

    /// Whether the later report tells of more, or of what is still to come.
    fn has_changed(&self, a: (&Deed<'r>, &Number), b: (&Deed<'r>, &Number)) -> bool {
        let (Some(p), Some(q)) = (self.published(a.0), self.published(b.0)) else {
            return false;
        };
        let grown = p < q && a.1.value < b.1.value || p > q && a.1.value > b.1.value;
        grown || p != q && a.0.fate != Fate::Done
    }

    /// The numbers of a deed, with whether they count whom it befalls.
    fn counted(&self, deed: &Deed<'r>) -> Vec<Counted<'r>> {
        let numbers = &self.page(deed).reading.numbers;
        let of = |list: &[Party], patient: bool| -> Vec<Counted<'r>> {
            let numbered = list.iter().filter_map(|party| party.number);
            numbered.map(|n| (patient, &numbers[n])).collect()
        };
        let mut all = of(&deed.patients, true);
        all.extend(of(&deed.agents, false));
        all.extend(of(&deed.others, false));
        all.extend(deed.number.map(|n| (true, &numbers[n])));
        all
    }

    /// Compares whether two deeds came about. That a plan is carried out is told by the event's own
    /// history; a plan that is reported after the deed is another one's.
    pub(super) fn fate(&self, a: &Deed<'r>, b: &Deed<'r>, likeness: &mut Likeness) {
        let spans = self.words(a, b);
        let (before, after) = (self.published(a), self.published(b));
        let listed = !a.acts.is_empty() && !b.acts.is_empty();
        match (a.fate, b.fate) {
            (Fate::Ahead, Fate::Denied) if before < after => {
                likeness.add(Slot::Fate, Relation::Update, spans, listed);
            }
            (Fate::Denied, Fate::Ahead) if after < before => {
                likeness.add(Slot::Fate, Relation::Update, spans, listed);
            }
            (Fate::Denied, Fate::Done | Fate::Ahead) | (Fate::Done | Fate::Ahead, Fate::Denied) => {
                likeness.add(Slot::Fate, Relation::Conflict, spans, listed);
            }
            (Fate::Done, Fate::Ahead) if before < after => {
                likeness.add(Slot::Fate, Relation::Conflict, spans, false);
            }
            (Fate::Ahead, Fate::Done) if after < before => {
                likeness.add(Slot::Fate, Relation::Conflict, spans, false);
            }
            _ => {}
        }
    }
}

/// Whether a stretch of days is named, not only pointed at: "last week", "May", but not "the month".
fn is_exact(text: &str) -> bool {
    let sure = |word: &str| matches!(word, "next" | "last" | "this");
    text.split(' ').any(sure) || text.contains(|c: char| c.is_uppercase() || c.is_numeric())
}
