//! Runs: the tokens that together write one number or a range.

use super::page::Page;
use crate::model::*;

/// Tokens that together write one number or a range.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) value: f64,
    pub(super) upper: Option<f64>,
    /// Whether a word such as "dozens" states it.
    pub(super) vague: bool,
}

impl Page<'_> {
    /// The number or range that begins with a token.
    pub(super) fn run_at(&self, start: u32) -> Option<Run> {
        let run = self.plain(start)?;
        let joined = match self.lower(run.end) {
            "-" | "–" | "to" | "or" => true,
            "and" => self.before(start) == "between",
            _ => false,
        };
        let behind = joined.then(|| self.plain(run.end + 1)).flatten();
        let Some(upper) = behind.filter(|upper| upper.value > run.value) else {
            return Some(run);
        };
        // Of "2 to 3 million" the lower end shares the million.
        let shared = self.written.multiplier(self.before(upper.end));
        let scaled = run.value * shared.unwrap_or(1.0);
        Some(Run {
            end: upper.end,
            value: if scaled <= upper.value {
                scaled
            } else {
                run.value
            },
            upper: Some(upper.value),
            ..run
        })
    }

    /// One number from a token on.
    fn plain(&self, start: u32) -> Option<Run> {
        let run = |value: f64, end: u32| Run {
            start,
            end,
            value,
            upper: None,
            vague: false,
        };
        if let Some(value) = self.written.vague(self.lower(start)) {
            let counts = self.lower(start + 1) == "of" || self.token(start)?.dep == Dep::Nummod;
            return counts.then(|| Run {
                vague: true,
                ..run(value, start + 1)
            });
        }
        let (value, end) = self.first(start)?;
        let (value, end) = self.summed(start, value, end);
        Some(run(value, end))
    }

    /// "thirty", "thirty-six", "2.5", and the one of "a hundred": value and end.
    fn first(&self, start: u32) -> Option<(f64, u32)> {
        let end = start + 1;
        let Some(value) = self.written.value(self.lower(start)) else {
            let one = self.is_article(start) && self.written.multiplier(self.lower(end)).is_some();
            return one.then_some((1.0, end));
        };
        let tens = (20.0..100.0).contains(&value) && value % 10.0 == 0.0;
        let unit = self.written.value(self.lower(end + 1));
        match unit.filter(|unit| tens && self.lower(end) == "-" && *unit < 10.0) {
            Some(unit) => Some((value + unit, end + 2)),
            None => Some((value, end)),
        }
    }

    fn is_article(&self, n: u32) -> bool {
        matches!(self.lower(n), "a" | "an" | "one")
    }

    /// Multiplies and adds what follows: "million", "hundred and forty"; value and end.
    fn summed(&self, start: u32, value: f64, end: u32) -> (f64, u32) {
        // Digits are not added to: "5 million and three".
        let spelt = self.written.word(self.lower(start)).is_some() || self.is_article(start);
        let (mut value, mut end) = (value, end);
        let (mut sum, mut last) = (0.0, f64::INFINITY);
        loop {
            (value, end) = self.multiplied(value, end);
            let joint = u32::from(self.lower(end) == "and");
            let next = self.written.word(self.lower(end + joint));
            let adds = |next: &f64| spelt && *next < 100.0 && value >= 100.0 && value < last;
            let Some(next) = next.filter(adds) else {
                return (sum + value, end);
            };
            sum += value;
            (value, last) = (next, value);
            end += joint + 1;
        }
    }

    /// "hundred thousand" behind a number: value and end.
    fn multiplied(&self, mut value: f64, mut end: u32) -> (f64, u32) {
        while let Some(factor) = self.written.multiplier(self.lower(end)) {
            // "1,500 m" are metres.
            let noun = self.token(end).is_some_and(|token| token.pos == Pos::Noun);
            if self.lower(end) == "m" && noun && value > 999.0 {
                break;
            }
            value *= factor;
            end += 1;
        }
        (value, end)
    }
}
