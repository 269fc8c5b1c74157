//! Times: what time expressions mean. `Article, Parse -> Vec<TimeExpression>`
//!
//! The text is cut into words, the patterns of `rules/times/` are laid over
//! them (the longest wins), and what they read is reckoned from the
//! publication date; a day without a year is looked for on the side that the
//! tense of its clause asks for. Values are TIMEX3's.

mod calendar;
mod dates;
mod feasts;
mod figures;
mod lengths;
mod lines;
mod meaning;
mod memory;
mod numbers;
mod patterns;
mod periods;
mod relative;
mod slots;
mod tense;
mod words;

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::Date;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};
pub use lines::lines;
use meaning::{Context, Means, Meant, meaning};
use memory::Memory;
use patterns::{Pattern, first_words, patterns};
use slots::{Reader, Slots};
use tense::Tense;
use words::{Vocabulary, Word, cut};

/// The stage.
#[derive(Debug)]
pub struct Times {
    vocabulary: Vocabulary,
    patterns: Vec<Pattern>,
    /// The words by which an expression can begin; digits can as well.
    starts: HashSet<Box<str>>,
}

impl Times {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(rules: &Rules) -> Result<Self, RuleError> {
        let vocabulary = Vocabulary::new(rules)?;
        let patterns = patterns(rules)?;
        let starts = starts(&vocabulary, &patterns);
        Ok(Self {
            vocabulary,
            patterns,
            starts,
        })
    }

    /// The longest expression that begins at word `at`.
    fn longest(&self, reader: &Reader<'_>, at: usize) -> Vec<(usize, Means, Slots)> {
        let shapes = reader.shapes(at);
        let patterns = self.patterns.iter();
        let begun = patterns.filter(|pattern| pattern.can_begin(reader, at, shapes));
        let matches = begun.filter_map(|pattern| {
            let (next, slots) = pattern.matches(reader, at)?;
            Some((next, pattern.means, slots))
        });
        let mut found: Vec<_> = matches.collect();
        found.sort_by_key(|(next, ..)| std::cmp::Reverse(*next));
        found
    }

    /// The expressions of one paragraph; `memory` is what was named so far.
    fn paragraph(&self, piece: &Piece<'_>, memory: &mut Memory) -> Vec<TimeExpression> {
        let reader = Reader {
            words: &piece.words,
            vocabulary: &self.vocabulary,
        };
        let mut found = Vec::new();
        let mut at = 0;
        memory.near = None;
        while at < piece.words.len() {
            match self.at(&reader, piece, at, *memory) {
                Some(Found {
                    next,
                    means,
                    slots,
                    meant,
                }) => {
                    memory.learn(means, &slots, &meant, piece.published);
                    let span = piece.words[at].span.cover(piece.words[next - 1].span);
                    found.push(meant.at(span));
                    at = next;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The expression that begins at word `at`.
    fn at(
        &self,
        reader: &Reader<'_>,
        piece: &Piece<'_>,
        at: usize,
        memory: Memory,
    ) -> Option<Found> {
        let first = &piece.words[at];
        if !first.digits && !self.starts.contains(&first.lower) {
            return None;
        }
        let found = self.longest(reader, at);
        found.into_iter().find_map(|(next, means, slots)| {
            let span = first.span.cover(piece.words[next - 1].span);
            let tense = || match at.checked_sub(1).map(|n| &piece.words[n].lower) {
                Some(before) if self.vocabulary.leads.contains(before) => Tense::Future,
                _ => tense::tense(piece.parse, &self.vocabulary, span),
            };
            let context = Context {
                memory,
                tense: &tense,
                ..piece.context(at..next, &self.vocabulary)
            };
            let meant = meaning(means, &slots, &context)?;
            Some(Found {
                next,
                means,
                slots,
                meant,
            })
        })
    }
}

/// An expression that was found.
struct Found {
    /// The word behind it.
    next: usize,
    means: Means,
    slots: Slots,
    meant: Meant,
}

/// One paragraph with what its expressions are reckoned from.
struct Piece<'a> {
    words: Vec<Word>,
    parse: &'a Parse,
    published: Option<Date>,
}

impl Piece<'_> {
    /// What surrounds the words at `matched`, before anything else is known.
    fn context<'c>(&'c self, matched: Range<usize>, vocabulary: &'c Vocabulary) -> Context<'c> {
        let lower = |n: Option<usize>| {
            let word = n.and_then(|n| self.words.get(n));
            word.map_or("", |word| &*word.lower)
        };
        Context {
            published: self.published,
            memory: Memory::default(),
            before: lower(matched.start.checked_sub(1)),
            after: lower(Some(matched.end)),
            second: lower(Some(matched.end + 1)),
            preceding: &self.words[..matched.start],
            matched: &self.words[matched],
            tense: &|| Tense::Open,
            vocabulary,
        }
    }
}

/// The words by which an expression can begin.
fn starts(vocabulary: &Vocabulary, patterns: &[Pattern]) -> HashSet<Box<str>> {
    let known = vocabulary;
    let mut starts: HashSet<Box<str>> = first_words(patterns).into_iter().collect();
    starts.extend(known.months.firsts().map(Into::into));
    starts.extend(known.weekdays.firsts().map(Into::into));
    starts.extend(known.weekdays.firsts().map(|day| format!("{day}s").into()));
    starts.extend(known.units.firsts().map(Into::into));
    starts.extend(known.seasons.firsts().map(Into::into));
    starts.extend(known.parts.firsts().map(Into::into));
    starts.extend(known.numbers.firsts().map(Into::into));
    starts.extend(known.ordinals.firsts().map(Into::into));
    starts.extend(known.decades.firsts().map(Into::into));
    starts.extend(known.holidays.firsts().map(Into::into));
    starts.extend(known.shifts.firsts().map(Into::into));
    starts.extend(known.portions.firsts().map(Into::into));
    starts.extend(known.approximations.firsts().map(Into::into));
    starts.extend(known.vague.firsts().map(Into::into));
    starts.extend(known.couples.firsts().map(Into::into));
    starts.extend(["a", "an", "noon", "midday", "midnight", "'", "\u{2018}"].map(Into::into));
    starts
}

impl Stage for Times {
    type In<'a> = (&'a Article, &'a Parse);
    type Out = Vec<TimeExpression>;
    const NAME: &'static str = "times";
    const VERSION: u32 = 2;

    fn run(&self, (article, parse): Self::In<'_>, notes: &mut Notes) -> Self::Out {
        let published = article.published.map(|moment| moment.date);
        let mut memory = Memory::default();
        let mut times = Vec::new();
        for paragraph in &article.paragraphs {
            let words = cut(paragraph.span.of(&article.text), paragraph.span.start);
            let piece = Piece {
                words,
                parse,
                published,
            };
            times.extend(self.paragraph(&piece, &mut memory));
        }
        note_unresolved(&times, &article.text, published, notes);
        times
    }
}

/// Notes the dates that stay without days though they name a stretch of the calendar.
fn note_unresolved(
    times: &[TimeExpression],
    text: &str,
    published: Option<Date>,
    notes: &mut Notes,
) {
    let lost = |time: &&TimeExpression| {
        time.basis == TimeBasis::Unresolved
            && matches!(time.kind, TimeKind::Date | TimeKind::Time)
            && !time.value.ends_with("_REF")
    };
    for time in times.iter().filter(lost) {
        let why = match published {
            None => "the publication date is unknown",
            Some(_) => "it can be read in more than one way",
        };
        notes.add(
            Reason::UnresolvedTime,
            Some(time.span),
            format!("{:?}: {why}", time.span.of(text)),
        );
    }
}
