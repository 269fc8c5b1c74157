//! Slots: what the words of a time expression say, read shape by shape.

use super::words::{Vocabulary, Word};

/// What a pattern has read so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    /// The last day of a span of days.
    pub(super) until: Option<i8>,
    pub(super) year: Option<i16>,
    /// 1 for Monday to 7 for Sunday.
    pub(super) weekday: Option<i8>,
    /// Whether the weekday stands in the plural: "on Mondays".
    pub(super) weekdays: bool,
    pub(super) count: Option<Count>,
    pub(super) unit: Option<Box<str>>,
    pub(super) season: Option<Box<str>>,
    pub(super) part: Option<Box<str>>,
    pub(super) nth: Option<u32>,
    /// First year of a decade; below 100 where the century is not said.
    pub(super) era: Option<i16>,
    pub(super) shift: Option<i32>,
    pub(super) portion: Option<Portion>,
    /// Hour, and minute where it is said.
    pub(super) clock: Option<(u8, Option<u8>)>,
    pub(super) holiday: bool,
    pub(super) approximate: bool,
}

/// Which part of a stretch of the calendar is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Portion {
    Early,
    /// Before the publication.
    Earlier,
    Mid,
    Late,
    /// After the publication.
    Later,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Count {
    /// "a".
    Article,
    /// Thousandths, so that halves are exact.
    Milli(u64),
    /// "several".
    Vague,
}

impl Count {
    /// Whole number, if it is one.
    pub(super) fn whole(self) -> Option<i64> {
        match self {
            Self::Article => Some(1),
            Self::Milli(milli) if milli % 1000 == 0 => i64::try_from(milli / 1000).ok(),
            Self::Milli(_) | Self::Vague => None,
        }
    }
}

/// A shape that the patterns name in capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Month,
    Weekday,
    Unit,
    Units,
    Season,
    Part,
    Holiday,
    Shift,
    Portion,
    Approx,
    Count,
    Number,
    Nth,
    Day,
    Year,
    Era,
    Clock,
    Iso,
    Slash,
}

/// Every shape by the name that the patterns use.
pub(super) const SHAPES: &[(&str, Shape)] = &[
    ("MONTH", Shape::Month),
    ("WEEKDAY", Shape::Weekday),
    ("UNIT", Shape::Unit),
    ("UNITS", Shape::Units),
    ("SEASON", Shape::Season),
    ("PART", Shape::Part),
    ("HOLIDAY", Shape::Holiday),
    ("SHIFT", Shape::Shift),
    ("PORTION", Shape::Portion),
    ("APPROX", Shape::Approx),
    ("COUNT", Shape::Count),
    ("NUMBER", Shape::Number),
    ("NTH", Shape::Nth),
    ("DAY", Shape::Day),
    ("YEAR", Shape::Year),
    ("ERA", Shape::Era),
    ("CLOCK", Shape::Clock),
    ("ISO", Shape::Iso),
    ("SLASH", Shape::Slash),
];

/// Reads shapes out of one paragraph's words.
pub(super) struct Reader<'a> {
    pub(super) words: &'a [Word],
    pub(super) vocabulary: &'a Vocabulary,
}

impl Reader<'_> {
    /// Reads `shape` at word `at` into `slots`; gives the word behind it.
    pub(super) fn read(&self, shape: Shape, at: usize, slots: &mut Slots) -> Option<usize> {
        let words = self.words;
        let known = self.vocabulary;
        match shape {
            Shape::Month => self.month(at, slots),
            Shape::Weekday => self.weekday(at, slots),
            Shape::Unit => self.unit(at, slots),
            Shape::Units => {
                let next = self.unit(at, slots)?;
                (words[at].lower.ends_with('s') || &*words[at].lower == "centuries").then_some(next)
            }
            Shape::Season => fill(known.seasons.read(words, at), &mut slots.season),
            Shape::Part => self.part(at, slots),
            Shape::Holiday => self.holiday(at, slots),
            Shape::Shift => fill(known.shifts.read(words, at), &mut slots.shift),
            Shape::Portion => self.portion(at, slots),
            Shape::Approx => {
                slots.approximate = true;
                known.approximations.read(words, at).map(|(next, ())| next)
            }
            Shape::Count => self.article(at, slots).or_else(|| self.number(at, slots)),
            Shape::Number => self.number(at, slots),
            Shape::Nth => fill(self.nth(at), &mut slots.nth),
            Shape::Day => self.day(at, slots),
            Shape::Year => fill(self.year(at), &mut slots.year),
            Shape::Era => fill(self.era(at), &mut slots.era),
            Shape::Clock => self.clock(at, slots),
            Shape::Iso => self.iso(at, slots),
            Shape::Slash => self.slash(at, slots),
        }
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &*word.lower)
    }

    fn glued(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.glued)
    }

    /// A full stop that belongs to the abbreviation before it.
    fn stop(&self, at: usize) -> usize {
        if self.glued(at) && self.word(at) == "." {
            at + 1
        } else {
            at
        }
    }

    fn month(&self, at: usize, slots: &mut Slots) -> Option<usize> {
        let word = self.words.get(at).filter(|word| word.capital)?;
        slots.month = Some(*self.vocabulary.months.word(&word.lower)?);
        let short = word.lower.len() <= 4 && !matches!(&*word.lower, "may" | "june" | "july");
        Some(if short { self.stop(at + 1) } else { at + 1 })
    }

    fn weekday(&self, at: usize, slots: &mut Slots) -> Option<usize> {
        let word = self.words.get(at).filter(|word| word.capital)?;
        if word.lower.ends_with("days") {
            slots.weekdays = true;
            slots.weekday = self
                .vocabulary
                .weekdays
                .word(word.lower.trim_end_matches('s'))
                .copied();
            return slots.weekday.map(|_| at + 1);
        }
        let day = *self.vocabulary.weekdays.word(&word.lower)?;
        let next = if word.lower.ends_with("day") {
            at + 1
        } else {
            self.stop(at + 1)
        };
        // "Sat", "Sun", "Wed" alone are other words.
        let date = if self.word(next) == "," {
            next + 1
        } else {
            next
        };
        let dated = next > at + 1
            || self.month(date, &mut Slots::default()).is_some()
            || self.month(date + 1, &mut Slots::default()).is_some();
        if !word.lower.ends_with("day") && !dated {
            return None;
        }
        slots.weekday = Some(day);
        Some(next)
    }

    fn unit(&self, at: usize, slots: &mut Slots) -> Option<usize> {
        let (next, unit) = self.vocabulary.units.read(self.words, at)?;
        slots.unit = Some(unit);
        Some(next)
    }

    fn part(&self, at: usize, slots: &mut Slots) -> Option<usize> {
        fill(self.vocabulary.parts.read(self.words, at), &mut slots.part)
    }

    fn holiday(&self, at: usize, slots: &mut Slots) -> Option<usize> {
        self.words.get(at).filter(|word| word.capital)?;
        let (next, (month, day)) = self.vocabulary.holidays.read(self.words, at)?;
        (slots.month, slots.day, slots.holiday) = (Some(month), Some(day), true);
        Some(next)
    }

    fn portion(&self, at: usize, slots: &mut Slots) -> Option<usize> {
        let (next, name) = self.vocabulary.portions.read(self.words, at)?;
        slots.portion = Some(match &*name {
            "early" => Portion::Early,
            "earlier" => Portion::Earlier,
            "late" => Portion::Late,
            "later" => Portion::Later,
            _ => Portion::Mid,
        });
        Some(next)
    }

    fn article(&self, at: usize, slots: &mut Slots) -> Option<usize> {
        if !matches!(self.word(at), "a" | "an")
            || self.vocabulary.vague.read(self.words, at).is_some()
        {
            return None;
        }
        if self.vocabulary.couples.read(self.words, at).is_some() || self.word(at + 1) == "hundred"
        {
            return None;
        }
        slots.count = Some(Count::Article);
        Some(at + 1)
    }

    fn number(&self, at: usize, slots: &mut Slots) -> Option<usize> {
        if let Some((next, ())) = self.vocabulary.couples.read(self.words, at) {
            slots.count = Some(Count::Milli(2000));
            return Some(next);
        }
        if let Some((next, ())) = self.vocabulary.vague.read(self.words, at) {
            slots.count = Some(Count::Vague);
            return Some(next);
        }
        let (mut next, mut milli) = self.digits(at).or_else(|| self.spelled(at))?;
        if self.word(next) == "and" && self.word(next + 1) == "a" && self.word(next + 2) == "half" {
            (next, milli) = (next + 3, milli + 500);
        }
        let half = ["1", "/", "2"]
            .iter()
            .zip(next..)
            .all(|(part, n)| self.word(n) == *part);
        if half {
            (next, milli) = (next + 3, milli + 500);
        }
        slots.count = Some(Count::Milli(milli));
        Some(next)
    }

    /// "1,200", "2.5": the word behind it and thousandths.
    fn digits(&self, at: usize) -> Option<(usize, u64)> {
        let mut number = u64::from(self.words.get(at)?.number()?);
        let mut next = at + 1;
        let follows = |sign: &str, next: usize| {
            self.word(next) == sign && self.glued(next) && self.glued(next + 1)
        };
        while follows(",", next) && self.words.get(next + 1)?.lower.len() == 3 {
            let Some(group) = self.words[next + 1].number() else {
                break;
            };
            number = number.saturating_mul(1000).saturating_add(u64::from(group));
            next += 2;
        }
        let mut milli = number.saturating_mul(1000);
        if follows(".", next)
            && let Some(part) = self
                .words
                .get(next + 1)
                .filter(|word| word.lower.len() <= 3)
            && let Some(value) = part.number()
        {
            milli =
                milli.saturating_add(u64::from(value) * 10_u64.pow(3 - part.lower.len() as u32));
            next += 2;
        }
        Some((next, milli))
    }

    /// "twenty-four", "a hundred and thirty".
    fn spelled(&self, at: usize) -> Option<(usize, u64)> {
        let mut next = at;
        let (mut total, mut last) = (0_u64, u64::MAX);
        if matches!(self.word(at), "a") && self.word(at + 1) == "hundred" {
            (next, total, last) = (at + 2, 100, 100);
        }
        loop {
            let joined = next > at && matches!(self.word(next), "-" | "and") && last >= 20;
            let here = if joined { next + 1 } else { next };
            let Some(value) = self.vocabulary.numbers.word(self.word(here)) else {
                break;
            };
            let value = u64::from(*value);
            if value >= 100 && next > at && last < 100 {
                total *= value;
            } else if value < last && (last >= 100 || (last >= 20 && value < 10)) {
                total += value;
            } else {
                break;
            }
            (last, next) = (value, here + 1);
        }
        (next > at).then_some((next, total * 1000))
    }

    /// "third", "3rd", "twenty-first".
    fn nth(&self, at: usize) -> Option<(usize, u32)> {
        let word = self.words.get(at)?;
        if let Some(number) = word.number() {
            let suffix =
                matches!(self.word(at + 1), "st" | "nd" | "rd" | "th") && self.glued(at + 1);
            return suffix.then_some((at + 2, number));
        }
        if let Some(number) = self.vocabulary.ordinals.word(&word.lower) {
            return Some((at + 1, *number));
        }
        let tens = *self.vocabulary.numbers.word(&word.lower)?;
        let ones = self.vocabulary.ordinals.word(self.word(at + 2))?;
        let joined = (20..100).contains(&tens) && *ones < 10 && self.word(at + 1) == "-";
        joined.then_some((at + 3, tens + ones))
    }

    fn day(&self, at: usize, slots: &mut Slots) -> Option<usize> {
        let (next, day) = self.nth(at).or_else(|| {
            let word = self.words.get(at).filter(|word| word.lower.len() <= 2)?;
            Some((at + 1, word.number()?))
        })?;
        let day = i8::try_from(day)
            .ok()
            .filter(|day| (1..=31).contains(day))?;
        if self.inside_number(at, next) {
            return None;
        }
        match slots.day {
            None => slots.day = Some(day),
            Some(_) => slots.until = Some(day),
        }
        Some(next)
    }

    /// Whether the digits from `at` to `next` are a piece of a longer number, a sum or a time.
    fn inside_number(&self, at: usize, next: usize) -> bool {
        let digits = |n: usize| self.words.get(n).is_some_and(|word| word.digits);
        let sign = |n: usize| matches!(self.word(n), "," | "." | ":" | "/");
        let before = at > 0
            && self.glued(at)
            && (matches!(self.word(at - 1), "$" | "€" | "£" | "#")
                || (sign(at - 1) && at > 1 && self.glued(at - 1) && digits(at - 2)));
        let after = self.glued(next) && sign(next) && self.glued(next + 1) && digits(next + 1);
        before
            || after
            || (self.glued(next)
                && matches!(self.word(next), "%" | "km" | "m" | "bn" | "pm" | "am"))
    }

    fn year(&self, at: usize) -> Option<(usize, i16)> {
        let word = self.words.get(at)?;
        if let Some(number) = word.number() {
            let year = i16::try_from(number)
                .ok()
                .filter(|year| (1000..2200).contains(year))?;
            let letters = self.glued(at + 1) && self.word(at + 1).starts_with(char::is_alphabetic);
            return (word.lower.len() == 4 && !letters && !self.inside_number(at, at + 1))
                .then_some((at + 1, year));
        }
        self.spelled_year(at)
    }

    /// "nineteen ninety-six", "two thousand and four".
    fn spelled_year(&self, at: usize) -> Option<(usize, i16)> {
        let known = &self.vocabulary.numbers;
        if self.word(at + 1) == "thousand" {
            let (next, milli) = self.spelled(at)?;
            let year = i16::try_from(milli / 1000)
                .ok()
                .filter(|year| (2000..2100).contains(year));
            return Some((next, year.filter(|_| next > at + 1)?));
        }
        let century = *known
            .word(self.word(at))
            .filter(|value| (16..=20).contains(*value))?;
        let tens = *known
            .word(self.word(at + 1))
            .filter(|value| (10..100).contains(*value))?;
        let joined = tens >= 20 && self.word(at + 2) == "-";
        let ones = known
            .word(self.word(at + 3))
            .filter(|value| joined && **value < 10);
        let next = if ones.is_some() { at + 4 } else { at + 2 };
        let year = century * 100 + tens + ones.copied().unwrap_or(0);
        Some((next, i16::try_from(year).ok()?))
    }

    fn era(&self, at: usize) -> Option<(usize, i16)> {
        if let Some(decade) = self.vocabulary.decades.word(self.word(at)) {
            return Some((at + 1, *decade));
        }
        let at = if matches!(self.word(at), "'" | "\u{2018}") {
            at + 1
        } else {
            at
        };
        let word = self.words.get(at)?;
        let year = i16::try_from(word.number()?)
            .ok()
            .filter(|year| year % 10 == 0)?;
        let apostrophe = self.word(at + 1) == "'s";
        let plural = self.glued(at + 1) && (self.word(at + 1) == "s" || apostrophe);
        let fits = (word.lower.len() == 4 && (1000..2200).contains(&year))
            || (word.lower.len() == 2 && year >= 20);
        (plural && fits).then_some((at + 2, year))
    }

    fn clock(&self, at: usize, slots: &mut Slots) -> Option<usize> {
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
            let zone = matches!(self.word(at + 1), "gmt" | "utc" | "hours");
            let (hour, minute) = (number / 100, number % 100);
            let time = (hour < 24 && minute < 60).then_some((hour as u8, Some(minute as u8)))?;
            return zone.then_some((at + 1, time));
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
            "gmt" | "utc" | "est" | "edt" | "et" | "cet" | "cest" | "bst" | "pst" | "pdt"
            | "pt" | "hours" => at + 1,
            "local" | "eastern" | "pacific" if self.word(at + 1) == "time" => at + 2,
            _ => at,
        }
    }

    fn iso(&self, at: usize, slots: &mut Slots) -> Option<usize> {
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
    fn slash(&self, at: usize, slots: &mut Slots) -> Option<usize> {
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

fn fill<T>(read: Option<(usize, T)>, slot: &mut Option<T>) -> Option<usize> {
    let (next, value) = read?;
    *slot = Some(value);
    Some(next)
}
