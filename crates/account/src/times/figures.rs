//! Figures: times of day and dates written in figures.

use super::slots::{Reader, Slots};

impl Reader<'_> {
    pub(super) fn clock(&self, at: usize, slots: &mut Slots) -> Option<usize> {
        let (next, time) = match self.word(at) {
            "noon" | "midday" => (at + 1, (12, Some(0))),
            "midnight" => (at + 1, (0, Some(0))),
            _ => self.digital(at)?,
        };
        slots.clock = Some(time);
        Some(self.zone(next))
    }

    /// "3:30 p.m.", "15:30", "3pm", "1500 GMT".
    fn digital(&self, at: usize) -> Option<(usize, (u8, Option<u8>))> {
        let word = self.words.get(at)?;
        let number = word.number()?;
        if at > 0
            && self.glued(at)
            && matches!(self.word(at - 1), "$" | "." | "," | ":" | "€" | "£")
        {
            return None;
        }
        if word.lower.len() == 4 {
            return self.undivided(at, number);
        }
        let mut next = at + 1;
        let mut minute = None;
        if matches!(self.word(next), ":" | ".") && self.glued(next) && self.glued(next + 1) {
            let value = self
                .words
                .get(next + 1)
                .filter(|word| word.lower.len() == 2)?
                .number();
            minute = Some(value.filter(|minute| *minute < 60)? as u8);
            next += 2;
        }
        let dotted = self
            .words
            .get(at + 1)
            .is_some_and(|word| &*word.lower == ".");
        let half = self.half(next);
        let hour = u8::try_from(number).ok()?;
        match half {
            Some((next, afternoon)) if (1..=12).contains(&hour) => {
                Some((next, (hour % 12 + if afternoon { 12 } else { 0 }, minute)))
            }
            None if minute.is_some() && !dotted && hour < 24 => Some((next, (hour, minute))),
            None if self.word(next) == "o" && self.word(next + 2) == "clock" => {
                Some((next + 3, (hour, Some(0))))
            }
            _ => None,
        }
    }

    /// "1500 GMT", "0630 hours".
    fn undivided(&self, at: usize, number: u32) -> Option<(usize, (u8, Option<u8>))> {
        let zone = matches!(self.word(at + 1), "gmt" | "utc" | "hours");
        let (hour, minute) = (number / 100, number % 100);
        let time = hour < 24 && minute < 60;
        (zone && time).then_some((at + 1, (hour as u8, Some(minute as u8))))
    }

    /// "a.m.", "pm": the word behind it and whether it is the afternoon.
    fn half(&self, at: usize) -> Option<(usize, bool)> {
        match self.word(at) {
            "am" => Some((at + 1, false)),
            "pm" => Some((at + 1, true)),
            half @ ("a" | "p")
                if self.word(at + 1) == "."
                    && self.word(at + 2) == "m"
                    && self.glued(at + 1)
                    && self.glued(at + 2) =>
            {
                Some((self.stop(at + 3), half == "p"))
            }
            _ => None,
        }
    }

    fn zone(&self, at: usize) -> usize {
        match self.word(at) {
            zone if self.vocabulary.zones.has(zone) => at + 1,
            "local" | "eastern" | "pacific" if self.word(at + 1) == "time" => at + 2,
            _ => at,
        }
    }

    pub(super) fn iso(&self, at: usize, slots: &mut Slots) -> Option<usize> {
        let part = |n: usize, len: usize| {
            let word = self.words.get(n).filter(|word| word.lower.len() == len)?;
            word.number()
        };
        let dashes = (at + 1..at + 5).all(|n| self.glued(n))
            && self.word(at + 1) == "-"
            && self.word(at + 3) == "-";
        let (year, month, day) = (part(at, 4)?, part(at + 2, 2)?, part(at + 4, 2)?);
        slots.year = i16::try_from(year).ok();
        slots.month = i8::try_from(month)
            .ok()
            .filter(|month| (1..=12).contains(month));
        slots.day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day));
        (dashes && slots.month.is_some() && slots.day.is_some()).then_some(at + 5)
    }

    /// "13/1/2026", "1.13.2026": read where only one order of day and month can be.
    pub(super) fn slash(&self, at: usize, slots: &mut Slots) -> Option<usize> {
        let part = |n: usize| {
            self.words
                .get(n)
                .filter(|word| word.lower.len() <= 2)?
                .number()
        };
        let sign = self.word(at + 1);
        let signs = matches!(sign, "/" | ".")
            && self.word(at + 3) == sign
            && (at + 1..at + 5).all(|n| self.glued(n));
        let year = self
            .words
            .get(at + 4)
            .filter(|word| word.lower.len() == 4)?
            .number()?;
        let (a, b) = (
            i8::try_from(part(at)?).ok()?,
            i8::try_from(part(at + 2)?).ok()?,
        );
        if !signs || !(1..=31).contains(&a) || !(1..=31).contains(&b) || (a > 12 && b > 12) {
            return None;
        }
        slots.year = i16::try_from(year).ok();
        (slots.month, slots.day) = match (a > 12, b > 12) {
            _ if sign == "." && b <= 12 => (Some(b), Some(a)),
            (true, _) => (Some(b), Some(a)),
            (_, true) => (Some(a), Some(b)),
            _ if a == b => (Some(a), Some(a)),
            _ => (None, None),
        };
        Some(at + 5)
    }
}
