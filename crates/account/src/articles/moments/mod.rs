//! Reads the dates that pages write: machine forms, and forms for people in several languages.
//!
//! A time of day without a zone is taken for UTC; a date whose day and month
//! could be exchanged ("02/03/2026") is not guessed at.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;

use crate::model::Moment;
use crate::rules::{RuleError, Rules};

const RULES: &str = "articles/dates.toml";

/// A longer text is no date.
const LONGEST: usize = 120;

/// The reader, with the names that it knows.
#[derive(Debug)]
pub(crate) struct Moments {
    months: BTreeMap<String, i8>,
    zones: BTreeMap<String, i32>,
    labels: Labels,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    #[serde(default)]
    month: Vec<Month>,
    #[serde(default)]
    zones: BTreeMap<String, i32>,
    #[serde(default)]
    labels: Labels,
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    example: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Month {
    number: i8,
    names: Vec<String>,
}

/// Words that say what a date on a line of its own is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    published: Vec<String>,
    modified: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
struct Example {
    text: String,
    means: String,
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
        let file: RuleFile =
            toml::from_str(rules.file(RULES)).map_err(|error| RuleError::new(RULES, error))?;
        let names = |month: Month| {
            let number = month.number;
            month.names.into_iter().map(move |name| (name, number))
        };
        Ok(Self {
            months: file.month.into_iter().flat_map(names).collect(),
            zones: file.zones,
            labels: file.labels,
        })
    }

    /// The moment that `text` states.
    pub(crate) fn read(&self, text: &str) -> Option<Moment> {
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST {
            return None;
        }
        if let Some(moment) = epoch(text) {
            return Some(moment);
        }
        let pieces = pieces(text);
        let (date, place) = self.date(&pieces)?;
        let rest = &pieces[place.end..];
        let time = clock(rest)
            .or_else(|| clock(&pieces[..place.start]))
            .map(|(time, used)| (time, self.zone(&rest[used.min(rest.len())..])));
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

    /// Splits off the label, the longest that fits.
    fn label<'t>(&self, line: &'t str) -> (DateOf, &'t str) {
        let published = self
            .labels
            .published
            .iter()
            .map(|l| (DateOf::Publication, l));
        let modified = self.labels.modified.iter().map(|l| (DateOf::Change, l));
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
        const AROUND: &[&str] = &[
            "at", "on", "de", "of", "a", "p", "m", "am", "pm", "th", "st", "nd", "rd", "et", "ct",
            "pt", "t", "uhr", "h", "à", "le", "el", "um",
        ];
        let Piece::Word(word) = piece else {
            return true;
        };
        self.months.contains_key(word.as_str())
            || self.zones.contains_key(word.as_str())
            || AROUND.contains(&word.as_str())
            || is_weekday(word)
    }

    /// The first date among the pieces, and where it stands.
    fn date(&self, pieces: &[Piece<'_>]) -> Option<(Date, Range<usize>)> {
        (0..pieces.len()).find_map(|at| {
            numeric(&pieces[at..])
                .or_else(|| self.spelt(&pieces[at..]))
                .map(|(date, used)| (date, at..at + used))
        })
    }

    /// "3 February 2026", "February 3, 2026", "3 de febrero de 2026".
    fn spelt(&self, pieces: &[Piece<'_>]) -> Option<(Date, usize)> {
        let mut day = None;
        let mut month = None;
        for (at, piece) in pieces.iter().enumerate().take(9) {
            match piece {
                Piece::Number(digits) if digits.len() <= 2 && day.is_none() => {
                    day = Some(digits.parse().ok()?);
                }
                Piece::Number(digits) if digits.len() == 4 => {
                    let year = digits.parse().ok()?;
                    return Some((Date::new(year, month?, day?).ok()?, at + 1));
                }
                Piece::Number(_) => return None,
                Piece::Word(word) => match self.months.get(word) {
                    Some(number) if month.is_none() => month = Some(*number),
                    _ if at > 0
                        && matches!(
                            word.as_str(),
                            "st" | "nd" | "rd" | "th" | "de" | "of" | "del"
                        ) => {}
                    _ => return None,
                },
                Piece::Mark(',' | '.' | '-' | '/') if at > 0 => {}
                Piece::Mark(_) => return None,
            }
        }
        None
    }

    /// Minutes east of Greenwich at the beginning of the pieces; UTC where none is given.
    fn zone(&self, pieces: &[Piece<'_>]) -> i32 {
        for (at, piece) in pieces.iter().enumerate().take(4) {
            match piece {
                Piece::Word(word) => {
                    if let Some(minutes) = self.zones.get(word) {
                        return *minutes;
                    }
                }
                Piece::Mark(sign @ ('+' | '-' | '−')) => {
                    let minutes = offset(&pieces[at + 1..]).unwrap_or(0);
                    return if *sign == '+' { minutes } else { -minutes };
                }
                _ => {}
            }
        }
        0
    }
}

/// A run of digits, a word in lower case, or a mark.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'t> {
    Number(&'t str),
    Word(String),
    Mark(char),
}

/// Splits a text into its pieces, white space left out.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = |same: fn(&char) -> bool| {
            rest.char_indices()
                .find(|(_, letter)| !same(letter))
                .map_or(rest.len(), |(at, _)| at)
        };
        let length = if first.is_ascii_digit() {
            let end = end(char::is_ascii_digit);
            found.push(Piece::Number(&rest[..end]));
            end
        } else if first.is_alphabetic() {
            let end = end(|letter| letter.is_alphabetic());
            found.push(Piece::Word(rest[..end].to_lowercase()));
            end
        } else {
            if !first.is_whitespace() {
                found.push(Piece::Mark(first));
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    found
}

/// "2026-02-03", "20260203", "3.2.2026", "23/02/2026"; not "02/03/2026", which could be either.
fn numeric(pieces: &[Piece<'_>]) -> Option<(Date, usize)> {
    if let [Piece::Number(all), ..] = pieces
        && all.len() == 8
    {
        let date = Date::new(
            all[..4].parse().ok()?,
            all[4..6].parse().ok()?,
            all[6..].parse().ok()?,
        );
        return Some((date.ok()?, 1));
    }
    let [
        Piece::Number(first),
        Piece::Mark(mark @ ('-' | '/' | '.')),
        Piece::Number(second),
        Piece::Mark(same),
        Piece::Number(third),
        ..,
    ] = pieces
    else {
        return None;
    };
    if mark != same {
        return None;
    }
    let number = |digits: &str| digits.parse::<i16>().ok();
    let (first_number, second_number) = (number(first)?, number(second)?);
    let (year, month, day) = match (first.len(), third.len()) {
        (4, 1 | 2) => (first_number, second_number, number(third)?),
        (1 | 2, 4) => {
            let (month, day) = order(first_number, second_number, *mark)?;
            (number(third)?, month, day)
        }
        _ => return None,
    };
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?);
    Some((date.ok()?, 5))
}

/// Which of two numbers is the month: with full stops the second, else the one that can be.
fn order(first: i16, second: i16, mark: char) -> Option<(i16, i16)> {
    match (first, second) {
        _ if mark == '.' => Some((second, first)),
        (day, month) if day > 12 || day == month => Some((month, day)),
        (month, day) if day > 12 => Some((month, day)),
        _ => None,
    }
}

/// Seconds or milliseconds since 1970.
fn epoch(text: &str) -> Option<Moment> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let time = match text.len() {
        10 => Timestamp::from_second(number),
        13 => Timestamp::from_second(number / 1_000),
        _ => return None,
    };
    let time = time.ok()?;
    Some(Moment {
        date: time.to_zoned(TimeZone::UTC).date(),
        time: Some(time),
    })
}

/// The first time of day among the pieces, and the position behind it.
fn clock(pieces: &[Piece<'_>]) -> Option<(Time, usize)> {
    (0..pieces.len()).find_map(|at| {
        let (time, used) = clock_here(&pieces[at..])?;
        Some((time, at + used))
    })
}

fn clock_here(pieces: &[Piece<'_>]) -> Option<(Time, usize)> {
    let [
        Piece::Number(hour),
        Piece::Mark(':' | '.'),
        Piece::Number(minute),
        ..,
    ] = pieces
    else {
        return None;
    };
    if hour.len() > 2 || minute.len() != 2 {
        return None;
    }
    let (mut hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    let mut used = 3;
    let mut second: i8 = 0;
    if let [Piece::Mark(':' | '.'), Piece::Number(digits), ..] = &pieces[used..]
        && digits.len() == 2
    {
        second = digits.parse().ok()?;
        used += 2;
        if let [Piece::Mark('.' | ','), Piece::Number(_), ..] = &pieces[used..] {
            used += 2;
        }
    }
    if let Some((half, length)) = half(&pieces[used..]) {
        hour = hour % 12 + half;
        used += length;
    }
    Some((Time::new(hour, minute, second.min(59), 0).ok()?, used))
}

/// "am", "p.m.": the hours to add, and how many pieces say so.
fn half(pieces: &[Piece<'_>]) -> Option<(i8, usize)> {
    let hours = |word: &str| match word {
        "am" | "a" => Some(0),
        "pm" | "p" => Some(12),
        _ => None,
    };
    match pieces {
        [
            Piece::Word(letter),
            Piece::Mark('.'),
            Piece::Word(m),
            Piece::Mark('.'),
            ..,
        ] if letter.len() == 1 && m == "m" => hours(letter).map(|hours| (hours, 4)),
        [Piece::Word(word), ..] if word.len() == 2 => hours(word).map(|hours| (hours, 1)),
        _ => None,
    }
}

/// Minutes of "02:00", "0200" or "02".
fn offset(pieces: &[Piece<'_>]) -> Option<i32> {
    let hours_and_minutes =
        |hours: i32, minutes: i32| (hours <= 18 && minutes < 60).then_some(hours * 60 + minutes);
    match pieces {
        [
            Piece::Number(hours),
            Piece::Mark(':'),
            Piece::Number(minutes),
            ..,
        ] => hours_and_minutes(hours.parse().ok()?, minutes.parse().ok()?),
        [Piece::Number(both), ..] if both.len() == 4 => {
            hours_and_minutes(both[..2].parse().ok()?, both[2..].parse().ok()?)
        }
        [Piece::Number(hours), ..] if hours.len() <= 2 => hours_and_minutes(hours.parse().ok()?, 0),
        _ => None,
    }
}

fn is_weekday(word: &str) -> bool {
    const DAYS: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
    ];
    DAYS.contains(&word)
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
    fn any_text_can_be_asked_for_its_date() {
        let moments = Moments::new(&Rules::built_in()).unwrap();
        for text in [
            "",
            "99999999",
            "1/1/1/1/1/1",
            "12:",
            "٣/٢",
            "9999999999999",
            "-",
            "12.34.56",
        ] {
            let _ = moments.read(text);
            let _ = moments.line(text);
        }
    }
}
