//! Numbers: what is counted, how exactly, and of which event. `Article, Parse, events -> Vec<Number>`
//!
//! Dates, times, durations, ages and ordinals are no counts, and neither is a small number that
//! only points back ("the two leaders"). A word such as "dozens" counts as about twice itself.

mod lines;
mod written;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};
pub use lines::lines;
use written::Written;

/// Numbers up to this one are left out behind "the", "both" or a possessor: they only point back.
const POINTS_BACK: f64 = 10.0;

/// Words between a number and the noun that it counts at most.
const FARTHEST: u32 = 6;

/// Steps up the tree to the event that a number measures.
const HIGHEST: usize = 12;

/// The stage.
#[derive(Debug)]
pub struct Numbers {
    written: Written,
}

impl Numbers {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {
            written: Written::new(rules)?,
        })
    }
}

impl Stage for Numbers {
    type In<'a> = (&'a Article, &'a Parse, &'a [Event]);
    type Out = Vec<Number>;
    const NAME: &'static str = "numbers";
    const VERSION: u32 = 2;

    fn run(&self, (_, parse, events): Self::In<'_>, _notes: &mut Notes) -> Vec<Number> {
        let page = Page {
            parse,
            events,
            written: &self.written,
        };
        let mut found = Vec::new();
        let mut at = 0;
        while at < parse.tokens.len() as u32 {
            match page.run_at(at) {
                Some(run) => {
                    found.extend(page.number(&run));
                    at = run.end.max(at + 1);
                }
                None => at += 1,
            }
        }
        found
    }
}

/// One article, looked at for numbers.
struct Page<'a> {
    parse: &'a Parse,
    events: &'a [Event],
    written: &'a Written,
}

/// Tokens that together write one number or a range.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: u32,
    end: u32,
    value: f64,
    upper: Option<f64>,
    vague: bool,
}

impl Page<'_> {
    fn token(&self, n: u32) -> Option<&Token> {
        self.parse.tokens.get(n as usize)
    }

    fn lower(&self, n: u32) -> &str {
        self.token(n).map_or("", |token| &token.lower)
    }

    /// The number or range that begins with a token.
    fn run_at(&self, start: u32) -> Option<Run> {
        let (value, end, vague) = self.plain(start)?;
        let run = Run {
            start,
            end,
            value,
            upper: None,
            vague,
        };
        let joined = match self.lower(end) {
            "-" | "–" | "to" | "or" => true,
            "and" => start > 0 && self.lower(start - 1) == "between",
            _ => false,
        };
        let behind = joined.then(|| self.plain(end + 1)).flatten();
        match behind.filter(|(upper, _, _)| *upper > value) {
            Some((upper, end, _)) => {
                let shared = self.shared_multiplier(end);
                let value = if value * shared <= upper {
                    value * shared
                } else {
                    value
                };
                Some(Run {
                    end,
                    value,
                    upper: Some(upper),
                    ..run
                })
            }
            None => Some(run),
        }
    }

    /// Of "2 to 3 million" the million, which the lower end shares.
    fn shared_multiplier(&self, end: u32) -> f64 {
        let last = end.checked_sub(1).map_or("", |last| self.lower(last));
        self.written.multiplier(last).unwrap_or(1.0)
    }

    /// One number from a token on: value, end, whether it is vague.
    fn plain(&self, start: u32) -> Option<(f64, u32, bool)> {
        if let Some(value) = self.written.vague(self.lower(start)) {
            let of = self.lower(start + 1) == "of" || self.token(start)?.dep == Dep::Nummod;
            return of.then_some((value, start + 1, true));
        }
        let article = matches!(self.lower(start), "a" | "an" | "one");
        let mut value = match self.written.value(self.lower(start)) {
            Some(value) => value,
            None if article => self
                .written
                .multiplier(self.lower(start + 1))
                .map(|_| 1.0)?,
            None => return None,
        };
        let mut end = start + 1;
        let tens = (20.0..100.0).contains(&value) && value % 10.0 == 0.0;
        if tens
            && self.lower(end) == "-"
            && let Some(unit) = self
                .written
                .value(self.lower(end + 1))
                .filter(|unit| *unit < 10.0)
        {
            value += unit;
            end += 2;
        }
        let (mut sum, mut last) = (0.0, f64::INFINITY);
        loop {
            while let Some(factor) = self.written.multiplier(self.lower(end)) {
                if self.lower(end) == "m"
                    && self.token(end).is_some_and(|t| t.pos == Pos::Noun)
                    && value > 999.0
                {
                    break;
                }
                value *= factor;
                end += 1;
            }
            let joint = u32::from(self.lower(end) == "and");
            let next = self.written.word(self.lower(end + joint));
            match next.filter(|next| {
                value >= 100.0 && *next < 100.0 && value < last && end + joint > start
            }) {
                Some(next) if self.written.word(self.lower(start)).is_some() || article => {
                    sum += value;
                    last = value;
                    value = next;
                    end += joint + 1;
                }
                _ => return Some((sum + value, end, false)),
            }
        }
    }

    /// The number that a run states, if it counts anything.
    fn number(&self, run: &Run) -> Option<Number> {
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
        let aged = run.start > 0
            && matches!(
                self.lower(run.start - 1),
                "aged" | "age" | "no." | "number" | "#"
            );
        timed || hyphened || aged || self.written.is_time(next) || next == ":"
    }

    /// "the two leaders", "both", "its 3 members".
    fn points_back(&self, run: &Run) -> bool {
        let before = run
            .start
            .checked_sub(1)
            .map_or("", |before| self.lower(before));
        run.value <= POINTS_BACK
            && run.upper.is_none()
            && matches!(
                before,
                "the"
                    | "these"
                    | "those"
                    | "both"
                    | "'s"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "our"
                    | "all"
                    | "’s"
            )
    }

    /// How exactly the number is meant, and the first token of what says so.
    fn bound(&self, run: &Run) -> (Bound, u32) {
        let mut from = run.start;
        if matches!(
            self.lower(from.saturating_sub(1)),
            "$" | "€" | "£" | "us$" | "¥"
        ) && from > 0
        {
            from -= 1;
        }
        if run.upper.is_some() && from > 0 && matches!(self.lower(from - 1), "between" | "from") {
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

    /// What is counted, and the last token that says so.
    fn unit(&self, run: &Run) -> Option<(String, u32)> {
        let before = run
            .start
            .checked_sub(1)
            .map_or("", |before| self.lower(before));
        if let Some(unit) = self
            .written
            .unit(before)
            .filter(|_| !before.chars().any(char::is_alphabetic) || before == "us$")
        {
            return Some((unit.to_owned(), run.end - 1));
        }
        let pair = format!("{} {}", self.lower(run.end), self.lower(run.end + 1));
        if let Some(unit) = self.written.unit(&pair) {
            return Some((unit.to_owned(), run.end + 1));
        }
        let signs = self.written.unit(self.lower(run.end));
        if let Some(unit) = signs {
            return Some((unit.to_owned(), run.end));
        }
        let Some(noun) = self.counted(run) else {
            return self.persons(run);
        };
        let token = self.token(noun)?;
        let lemma = token.lemma.to_lowercase();
        if self.written.is_time(&lemma) {
            return None;
        }
        let known = self.written.unit(&lemma).map(str::to_owned);
        let upto = if noun > run.end + FARTHEST || noun < run.start {
            run.end - 1
        } else {
            noun
        };
        Some((known.unwrap_or(lemma), upto))
    }

    /// The noun that a run counts: its head, the noun behind "of", the noun that follows.
    fn counted(&self, run: &Run) -> Option<u32> {
        let inside = |n: u32| (run.start..run.end).contains(&n);
        let outer = (run.start..run.end)
            .rev()
            .find(|n| self.token(*n).is_some_and(|token| !inside(token.head.0)))?;
        let token = self.token(outer)?;
        if self.lower(run.end) == "of" {
            let mut behind = (run.end + 1..)
                .take(8)
                .map_while(|n| Some((n, self.token(n)?)));
            let of = self.token(run.end)?.span;
            return behind
                .find(|(_, noun)| {
                    noun.pos == Pos::Noun && noun.head.0 == run.end && noun.span.start > of.start
                })
                .map(|(n, _)| n);
        }
        if matches!(token.dep, Dep::Nummod | Dep::Quantmod) {
            let head = token.head.0;
            let behind = head >= run.end;
            let noun = self.token(head)?.pos == Pos::Noun;
            return (behind && noun).then_some(head);
        }
        let next = self
            .token(run.end)
            .filter(|next| next.pos == Pos::Noun && next.tag.starts_with("NN"));
        if next.is_some_and(|next| next.head.0 != run.end && next.sentence == token.sentence)
            && token.dep == Dep::Compound
        {
            return Some(run.end);
        }
        None
    }

    /// "killed 12": the verb says that persons are counted.
    fn persons(&self, run: &Run) -> Option<(String, u32)> {
        let last = run.end - 1;
        let token = self.token(last)?;
        let argument = matches!(token.dep, Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass);
        let verb = self.token(token.head.0)?;
        let counts = argument && self.written.counts_persons(&verb.lemma.to_lowercase());
        counts.then(|| ("person".to_owned(), last))
    }

    /// The event on which the number hangs, else the one whose clause is the closest round it.
    fn about(&self, token: u32, span: Span) -> Option<EventId> {
        let sentence = self.token(token)?.sentence;
        let first = self
            .events
            .partition_point(|event| event.sentence < sentence);
        let here = || {
            (first as u32..)
                .zip(&self.events[first..])
                .take_while(|(_, event)| event.sentence == sentence)
        };
        let mut at = token;
        for _ in 0..HIGHEST {
            let here_now = self.token(at)?.span;
            let found = here().find(|(_, event)| event.trigger.overlaps(here_now));
            if let Some((n, _)) = found {
                return Some(EventId(n));
            }
            let head = self.token(at)?.head.0;
            if head == at {
                break;
            }
            at = head;
        }
        here()
            .filter(|(_, event)| event.span.contains(span))
            .min_by_key(|(_, event)| event.span.len())
            .map(|(n, _)| EventId(n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_and_digits_have_values() {
        let written = Written::new(&Rules::built_in()).unwrap();
        assert_eq!(written.value("1,367"), Some(1367.0));
        assert_eq!(written.value("thirty"), Some(30.0));
        assert_eq!(written.value("2.5"), Some(2.5));
        assert_eq!(written.value("3rd"), None);
        assert_eq!(written.bound("at least"), Some(Bound::AtLeast));
    }
}
