//! Reads the dates that pages write: machine forms, and forms for people in several languages.
//!
//! A time of day without a zone is taken for UTC; a date whose day and month
//! could be exchanged ("02/03/2026") is not guessed at.

mod clocks;
mod days;
mod pieces;
mod words;

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

use crate::model::Moment;
use crate::rules::{RuleError, Rules};
pub(crate) use days::Order;
use pieces::{Piece, pieces};
use words::Words;

/// A longer text is no date.
const LONGEST: usize = 120;

/// The reader, with the words that it knows.
#[derive(Debug)]
pub(crate) struct Moments {
    words: Words,
}

/// What a date on a line of its own is the date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateOf {
    /// The publication.
    Publication,
    /// The last change.
    Change,
}

impl Moments {
    /// Prepares the reader from its rules.
    pub(crate) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let words = Words::new(rules)?;
        Ok(Self { words })
    }

    /// The moment that `text` states.
    pub(crate) fn read(&self, text: &str) -> Option<Moment> {
        self.read_in(text, None)
    }

    /// The same where it is known which comes first, day or month.
    pub(crate) fn read_in(&self, text: &str, order: Option<Order>) -> Option<Moment> {
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST {
            return None;
        }
        if let Some(moment) = days::epoch(text) {
            return Some(moment);
        }
        let pieces = pieces(text);
        let (date, place) = days::first(&pieces, &self.words, order)?;
        let rest = &pieces[place.end..];
        let time = clocks::first(rest)
            .or_else(|| clocks::first(&pieces[..place.start]))
            .map(|(time, used)| {
                (
                    time,
                    clocks::zone(&rest[used.min(rest.len())..], &self.words),
                )
            });
        let Some((time, offset)) = time else {
            return Some(Moment { date, time: None });
        };
        let instant = Offset::from_seconds(offset * 60)
            .and_then(|offset| offset.to_timestamp(DateTime::from_parts(date, time)));
        Some(Moment {
            date,
            time: instant.ok(),
        })
    }

    /// A line that holds a date and nothing else, such as "Published: 3 February 2026, 10:15 GMT".
    pub(crate) fn line(&self, line: &str) -> Option<(DateOf, Moment)> {
        if line.len() > LONGEST {
            return None;
        }
        let lower = line.to_lowercase();
        let (of, rest) = self.label(lower.trim());
        let moment = self.read(rest)?;
        let alone = pieces(rest).iter().all(|piece| self.belongs(piece));
        alone.then_some((of, moment))
    }

    /// Whether a text begins by saying that its date is that of a change.
    pub(crate) fn is_change(&self, text: &str) -> bool {
        text.len() <= LONGEST && self.label(text.to_lowercase().trim()).0 == DateOf::Change
    }

    /// Whether of the day and the month those write the month first whose language tag this is;
    /// nothing where that is not known of them.
    pub(crate) fn order(&self, tag: &str) -> Option<Order> {
        self.words.order(tag)
    }

    /// Whether a word, in small letters, is one of those that dates are made of.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.words.of_a_date(word)
    }

    /// Whether a word, in small letters, names a month.
    pub(crate) fn knows_month(&self, word: &str) -> bool {
        self.words.months.contains_key(word)
    }

    /// Splits off the label, the longest that fits.
    fn label<'t>(&self, line: &'t str) -> (DateOf, &'t str) {
        let published = &self.words.labels.published;
        let published = published.iter().map(|l| (DateOf::Publication, l));
        let modified = &self.words.labels.modified;
        let modified = modified.iter().map(|l| (DateOf::Change, l));
        let mut best = (DateOf::Publication, line);
        for (of, label) in published.chain(modified) {
            let Some(rest) = line.strip_prefix(label.as_str()) else {
                continue;
            };
            if rest.starts_with([' ', ':']) && rest.len() < best.1.len() {
                best = (of, rest.trim_start_matches([' ', ':']));
            }
        }
        best
    }

    /// Whether a piece can be part of a line that holds nothing but a date.
    fn belongs(&self, piece: &Piece<'_>) -> bool {
        match piece {
            Piece::Word(word) => self.words.of_a_date(word),
            _ => true,
        }
    }
}

/// Whether a publication can bear this date: no newspaper is older than 1605, and none comes from
/// after the page was fetched (a day's grace for time zones).
pub(crate) fn plausible(moment: &Moment, fetched: Option<Timestamp>) -> bool {
    let latest = fetched
        .map(|time| time.to_zoned(TimeZone::UTC).date())
        .and_then(|date| date.checked_add(1.day()).ok());
    moment.date.year() >= 1605 && latest.is_none_or(|latest| moment.date <= latest)
}

#[cfg(test)]
mod tests {
    use super::words::{Example, Line, RULES, RuleFile};
    use super::*;

    fn shown(moment: Option<Moment>) -> String {
        match moment {
            Some(Moment {
                time: Some(time), ..
            }) => time.to_string(),
            Some(Moment { date, .. }) => date.to_string(),
            None => String::from("unknown"),
        }
    }

    #[test]
    fn every_example_of_the_rules_means_what_they_say() {
        let rules = Rules::built_in();
        let moments = Moments::new(&rules).unwrap();
        let file: RuleFile = toml::from_str(rules.file(RULES)).unwrap();
        assert!(file.example.len() > 15);
        for Example { text, means } in file.example {
            assert_eq!(shown(moments.read(&text)), means, "{text}");
        }
        assert!(file.line.len() > 5);
        for Line { text, dates } in file.line {
            let found = match moments.line(&text) {
                Some((DateOf::Publication, _)) => "publication",
                Some((DateOf::Change, _)) => "change",
                None => "nothing",
            };
            assert_eq!(found, dates, "{text}");
        }
    }

    #[test]
    fn a_line_is_a_date_line_only_when_it_holds_nothing_else() {
        let moments = Moments::new(&Rules::built_in()).unwrap();
        let line = |text| moments.line(text).map(|(of, at)| (of, shown(Some(at))));
        let day = || String::from("2026-02-03");
        assert_eq!(
            line("Published: February 3, 2026"),
            Some((DateOf::Publication, day()))
        );
        assert_eq!(
            line("Last updated on Tuesday, 3 Feb 2026"),
            Some((DateOf::Change, day()))
        );
        assert_eq!(line("On 3 February 2026 the ministers met again."), None);
        assert_eq!(line("Updated rules are in force"), None);
    }

    #[test]
    fn the_day_is_that_of_the_zone_in_which_it_was_stated() {
        let moments = Moments::new(&Rules::built_in()).unwrap();
        let moment = moments.read("2026-02-03T01:30:00+02:00").unwrap();
        assert_eq!(moment.date, jiff::civil::date(2026, 2, 3));
    }

    #[test]
    fn no_publication_comes_from_after_the_fetch() {
        let moments = Moments::new(&Rules::built_in()).unwrap();
        let fetched = moments.read("2026-02-03T12:00:00Z").unwrap().time;
        let check = |text: &str| plausible(&moments.read(text).unwrap(), fetched);
        assert!(check("4 February 2026"));
        assert!(!check("5 February 2026"));
        assert!(!check("1 January 1001"));
    }

    #[test]
    fn figures_that_are_no_date_are_none_and_no_panic() {
        let moments = Moments::new(&Rules::built_in()).unwrap();
        for text in ["", "99999999", "1/1/1/1/1/1", "12:", "٣/٢", "-", "12.34.56"] {
            assert_eq!(shown(moments.read(text)), "unknown", "{text}");
            assert_eq!(moments.line(text), None, "{text}");
        }
    }
}
