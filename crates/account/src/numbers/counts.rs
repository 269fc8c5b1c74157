//! Counts: which numbers count something, and how exactly they are meant.

use super::page::Page;
use super::runs::Run;
use crate::model::*;

/// Numbers up to this one are left out behind "the", "both" or a possessor: they only point back.
const POINTS_BACK: f64 = 10.0;

impl Page<'_> {
    /// The number that a run states, if it counts anything.
    pub(super) fn number(&self, run: &Run) -> Option<Number> {
        let first = self.token(run.start)?;
        if self.is_time(run) || self.points_back(run) {
            return None;
        }
        let (bound, from) = self.bound(run);
        let (unit, upto) = self.unit(run)?;
        let last = self.token(upto)?;
        let start = self.token(from)?.span;
        let span = start.cover(last.span).cover(first.span);
        Some(Number {
            span,
            value: run.value,
            upper: run.upper,
            bound,
            unit,
            about: self.about(run.start, span),
            sentence: first.sentence,
        })
    }

    /// Whether the run belongs to a date, a time, an age, an ordinal or a name.
    fn is_time(&self, run: &Run) -> bool {
        let names = &self.parse.names;
        let at = names.partition_point(|name| name.tokens.end <= run.start);
        let timed = names.get(at).is_some_and(|name| {
            name.tokens.contains(&run.start)
                && matches!(
                    name.kind,
                    NameKind::Date
                        | NameKind::Time
                        | NameKind::Person
                        | NameKind::Law
                        | NameKind::Product
                )
        });
        let next = self.lower(run.end);
        let hyphened = next == "-" && self.written.is_time(self.lower(run.end + 1));
        let aged = self.written.names(self.before(run.start));
        timed || hyphened || aged || self.written.is_time(next) || next == ":"
    }

    /// "the two leaders", "both", "its 3 members".
    fn points_back(&self, run: &Run) -> bool {
        run.value <= POINTS_BACK
            && run.upper.is_none()
            && self.written.points_back(self.before(run.start))
    }

    /// How exactly the number is meant, and the first token of what says so.
    fn bound(&self, run: &Run) -> (Bound, u32) {
        let mut from = run.start;
        if self.written.sign(self.before(from)).is_some() {
            from -= 1;
        }
        if run.upper.is_some() && matches!(self.before(from), "between" | "from") {
            from -= 1;
        }
        for length in (1..=4u32).rev().filter(|length| *length <= from) {
            let words: Vec<&str> = (from - length..from).map(|n| self.lower(n)).collect();
            if let Some(bound) = self.written.bound(&words.join(" ")) {
                return (bound, from - length);
            }
        }
        let bound = if run.vague {
            Bound::About
        } else {
            Bound::Exact
        };
        (bound, from)
    }
}
