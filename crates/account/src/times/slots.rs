//! Slots: what the words of a time expression say, read shape by shape.

use super::feasts::Feast;
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
    pub(super) feast: Option<Feast>,
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

/// The shapes that can be read at one word, a bit for each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shapes(u32);

impl Shapes {
    /// Whether `shape` is one of them.
    pub(super) fn has(self, shape: Shape) -> bool {
        self.0 & (1 << shape as u32) != 0
    }
}

/// Reads shapes out of one paragraph's words.
pub(super) struct Reader<'a> {
    pub(super) words: &'a [Word],
    pub(super) vocabulary: &'a Vocabulary,
}

impl Reader<'_> {
    /// What can be read at word `at`: most patterns begin with a shape that cannot.
    pub(super) fn shapes(&self, at: usize) -> Shapes {
        let can = |shape: Shape| self.read(shape, at, &mut Slots::default()).is_some();
        let shapes = SHAPES.iter().filter(|(_, shape)| can(*shape));
        Shapes(shapes.fold(0, |bits, (_, shape)| bits | 1 << *shape as u32))
    }

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

    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &*word.lower)
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.glued)
    }

    /// A full stop that belongs to the abbreviation before it.
    pub(super) fn stop(&self, at: usize) -> usize {
        if self.glued(at) && self.word(at) == "." {
            at + 1
        } else {
            at
        }
    }

    pub(super) fn month(&self, at: usize, slots: &mut Slots) -> Option<usize> {
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
        fill(
            self.vocabulary.holidays.read(self.words, at),
            &mut slots.feast,
        )
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
}

fn fill<T>(read: Option<(usize, T)>, slot: &mut Option<T>) -> Option<usize> {
    let (next, value) = read?;
    *slot = Some(value);
    Some(next)
}
