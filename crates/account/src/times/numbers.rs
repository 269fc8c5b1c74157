//! Numbers: counts, ordinals, days of a month and years, in figures and in words.

use super::slots::{Count, Reader, Slots};

impl Reader<'_> {
    pub(super) fn number(&self, at: usize, slots: &mut Slots) -> Option<usize> {
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
    pub(super) fn nth(&self, at: usize) -> Option<(usize, u32)> {
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

    pub(super) fn day(&self, at: usize, slots: &mut Slots) -> Option<usize> {
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

    pub(super) fn year(&self, at: usize) -> Option<(usize, i16)> {
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

    pub(super) fn era(&self, at: usize) -> Option<(usize, i16)> {
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
}
