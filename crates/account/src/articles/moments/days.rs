//! Days: a date in numbers, in words, or as seconds since 1970.

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::pieces::Piece;
use super::words::Words;
use crate::model::Moment;

/// Which of two numbers that could both be either comes first in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// "3/2/2026" is in February.
    DayFirst,
    /// "3/2/2026" is in March.
    MonthFirst,
}

/// Two digits of a year below this are of this century.
const CENTURY: i16 = 70;

/// The first date among the pieces, and where it stands; one whose year has all its digits before
/// one that has not.
pub(super) fn first(
    pieces: &[Piece<'_>],
    words: &Words,
    order: Option<Order>,
) -> Option<(Date, Range<usize>)> {
    let whole = |rest: &[Piece<'_>]| {
        numeric(rest, order)
            .or_else(|| counted(rest, words))
            .or_else(|| spelt(rest, words))
            .or_else(|| spelt_from_the_year(rest, words))
            .or_else(|| around_a_clock(rest, words))
    };
    let places = || 0..pieces.len();
    let range = |at: usize, (date, used): (Date, usize)| (date, at..at + used);
    places()
        .find_map(|at| Some(range(at, whole(&pieces[at..])?)))
        .or_else(|| places().find_map(|at| Some(range(at, short(&pieces[at..], order)?))))
}

/// "3 February 2026", "February 3, 2026", "3 de febrero de 2026".
fn spelt(pieces: &[Piece<'_>], words: &Words) -> Option<(Date, usize)> {
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
            Piece::Word(word) => match words.months.get(word) {
                // Some write a month in two ways, one behind the other.
                Some(number) if month.is_none_or(|known| known == *number) => month = Some(*number),
                _ if at > 0 && words.joints.contains(word) => {}
                _ => return None,
            },
            Piece::Mark(',' | '.' | '-' | '/') if at > 0 => {}
            Piece::Mark(_) => return None,
        }
    }
    None
}

/// "2026 Feb 3", "2026. február 3."
fn spelt_from_the_year(pieces: &[Piece<'_>], words: &Words) -> Option<(Date, usize)> {
    let [Piece::Number(year), rest @ ..] = pieces else {
        return None;
    };
    let marks = rest
        .iter()
        .take_while(|piece| matches!(piece, Piece::Mark('.' | ',' | '-' | '/')));
    let marks = marks.count();
    let [Piece::Word(month), rest @ ..] = &rest[marks..] else {
        return None;
    };
    let month = *words.months.get(month)?;
    let parted = usize::from(matches!(rest, [Piece::Mark('.' | '-' | '/'), ..]));
    let [Piece::Number(day), ..] = &rest[parted..] else {
        return None;
    };
    if year.len() != 4 || marks > 1 || day.len() > 2 {
        return None;
    }
    let date = Date::new(year.parse().ok()?, month, day.parse().ok()?);
    Some((date.ok()?, 3 + marks + parted))
}

/// "Tue Feb 3 14:57:21 CET 2026", as programs write it; the date ends before the clock.
fn around_a_clock(pieces: &[Piece<'_>], words: &Words) -> Option<(Date, usize)> {
    let [
        Piece::Word(month),
        Piece::Number(day),
        Piece::Number(_),
        Piece::Mark(':'),
        Piece::Number(_),
        Piece::Mark(':'),
        Piece::Number(_),
        rest @ ..,
    ] = pieces
    else {
        return None;
    };
    let ([Piece::Number(year), ..] | [Piece::Word(_), Piece::Number(year), ..]) = rest else {
        return None;
    };
    let year = year.parse().ok().filter(|_| year.len() == 4)?;
    let date = Date::new(year, *words.months.get(month)?, day.parse().ok()?);
    Some((date.ok()?, 2))
}

/// "2026年2月3日", "2026년 2월 3일".
fn counted(pieces: &[Piece<'_>], words: &Words) -> Option<(Date, usize)> {
    let [
        Piece::Number(year),
        Piece::Word(years),
        Piece::Number(month),
        Piece::Word(months),
        Piece::Number(day),
        ..,
    ] = pieces
    else {
        return None;
    };
    let counted = words.years.contains(years) && words.moons.contains(months);
    if year.len() != 4 || !counted {
        return None;
    }
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    Some((date.ok()?, 5))
}

/// "2026-02-03", "20260203", "3.2.2026", "23/02/2026"; "02/03/2026", which could be either, only
/// where the order is known.
fn numeric(pieces: &[Piece<'_>], known: Option<Order>) -> Option<(Date, usize)> {
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
    let (first, second, third, mark) = three(pieces)?;
    let number = |digits: &str| digits.parse::<i16>().ok();
    let (first_number, second_number) = (number(first)?, number(second)?);
    let (year, month, day) = match (first.len(), third.len()) {
        (4, 1 | 2) => (first_number, second_number, number(third)?),
        (1 | 2, 4) => {
            let (month, day) = order(first_number, second_number, mark, known)?;
            (number(third)?, month, day)
        }
        _ => return None,
    };
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?);
    Some((date.ok()?, 5))
}

/// "3.2.26", "23/02/26": a year of two digits; not the beginning of "3.2.26.4".
fn short(pieces: &[Piece<'_>], known: Option<Order>) -> Option<(Date, usize)> {
    let (first, second, third, mark) = three(pieces)?;
    let goes_on =
        matches!(pieces.get(5..7), Some([Piece::Mark(next), Piece::Number(_)]) if *next == mark);
    if mark == '-' || first.len() > 2 || second.len() > 2 || third.len() != 2 || goes_on {
        return None;
    }
    let (month, day) = order(first.parse().ok()?, second.parse().ok()?, mark, known)?;
    let year: i16 = third.parse().ok()?;
    let year = year + if year < CENTURY { 2_000 } else { 1_900 };
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?);
    Some((date.ok()?, 5))
}

/// Three numbers with the same mark between them.
fn three<'t>(pieces: &[Piece<'t>]) -> Option<(&'t str, &'t str, &'t str, char)> {
    match pieces {
        [
            Piece::Number(first),
            Piece::Mark(mark @ ('-' | '/' | '.')),
            Piece::Number(second),
            Piece::Mark(same),
            Piece::Number(third),
            ..,
        ] if mark == same => Some((first, second, third, *mark)),
        _ => None,
    }
}

/// Which of two numbers is the month: with full stops the second, else the one that can be, else
/// the one that is known to be.
fn order(first: i16, second: i16, mark: char, known: Option<Order>) -> Option<(i16, i16)> {
    match (first, second) {
        _ if mark == '.' => Some((second, first)),
        (day, month) if day > 12 || day == month => Some((month, day)),
        (month, day) if day > 12 => Some((month, day)),
        (first, second) => match known? {
            Order::DayFirst => Some((second, first)),
            Order::MonthFirst => Some((first, second)),
        },
    }
}

/// Seconds or milliseconds since 1970.
pub(super) fn epoch(text: &str) -> Option<Moment> {
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
