//! Times: what time expressions mean. `Article, Parse -> Vec<TimeExpression>`
//!
//! The text is cut into words, the patterns of `rules/times/` are laid over
//! them (the longest wins), and what they read is reckoned from the
//! publication date; a day without a year is looked for on the side that the
//! tense of its clause asks for. Values are TIMEX3's.

mod calendar;
mod dates;
mod figures;
mod lengths;
mod lines;
mod meaning;
mod numbers;
mod patterns;
mod relative;
mod slots;
mod tense;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};
pub use lines::lines;
use meaning::{Context, Means, Reference, meaning};
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
    starts: BTreeSet<Box<str>>,
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
        let matches = self.patterns.iter().filter_map(|pattern| {
            let (next, slots) = pattern.matches(reader, at)?;
            Some((next, pattern.means, slots))
        });
        let mut found: Vec<_> = matches.collect();
        found.sort_by_key(|(next, ..)| std::cmp::Reverse(*next));
        found
    }

    /// The expressions of one paragraph; `reference` is the last day named so far.
    fn paragraph(
        &self,
        piece: &Piece<'_>,
        reference: &mut Option<Reference>,
    ) -> Vec<TimeExpression> {
        let reader = Reader {
            words: &piece.words,
            vocabulary: &self.vocabulary,
        };
        let mut found = Vec::new();
        let mut at = 0;
        while at < piece.words.len() {
            match self.at(&reader, piece, at, *reference) {
                Some((next, expression)) => {
                    let day = expression.days.filter(|days| days.start == days.end);
                    let named = day.map(|days| Reference {
                        day: days.start,
                        basis: expression.basis,
                    });
                    *reference = named.or(*reference);
                    found.push(expression);
                    at = next;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The expression that begins at word `at`, and the word behind it.
    fn at(
        &self,
        reader: &Reader<'_>,
        piece: &Piece<'_>,
        at: usize,
        reference: Option<Reference>,
    ) -> Option<(usize, TimeExpression)> {
        let first = &piece.words[at];
        if !first.digits && !self.starts.contains(&first.lower) {
            return None;
        }
        let found = self.longest(reader, at);
        found.into_iter().find_map(|(next, means, slots)| {
            let span = first.span.cover(piece.words[next - 1].span);
            let tense = || tense::tense(piece.parse, &self.vocabulary, span);
            let context = Context {
                reference,
                tense: &tense,
                ..piece.context(at..next, &self.vocabulary)
            };
            let meant = meaning(means, &slots, &context)?;
            Some((next, meant.at(span)))
        })
    }
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
            reference: None,
            before: lower(matched.start.checked_sub(1)),
            after: lower(Some(matched.end)),
            second: lower(Some(matched.end + 1)),
            matched: &self.words[matched],
            tense: &|| Tense::Open,
            vocabulary,
        }
    }
}

/// The words by which an expression can begin.
fn starts(vocabulary: &Vocabulary, patterns: &[Pattern]) -> BTreeSet<Box<str>> {
    let known = vocabulary;
    let mut starts: BTreeSet<Box<str>> = first_words(patterns).into_iter().collect();
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
    const VERSION: u32 = 1;

    fn run(&self, (article, parse): Self::In<'_>, notes: &mut Notes) -> Self::Out {
        let published = article.published.map(|moment| moment.date);
        let mut reference = None;
        let mut times = Vec::new();
        for paragraph in &article.paragraphs {
            let words = cut(paragraph.span.of(&article.text), paragraph.span.start);
            let piece = Piece {
                words,
                parse,
                published,
            };
            times.extend(self.paragraph(&piece, &mut reference));
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
