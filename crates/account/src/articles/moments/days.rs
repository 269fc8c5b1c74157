//! Days: a date in numbers, in words, or as seconds since 1970.

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::pieces::Piece;
use super::words::Words;
use crate::model::Moment;

/// The first date among the pieces, and where it stands.
pub(super) fn first(pieces: &[Piece<'_>], words: &Words) -> Option<(Date, Range<usize>)> {
    (0..pieces.len()).find_map(|at| {
        numeric(&pieces[at..])
            .or_else(|| spelt(&pieces[at..], words))
            .map(|(date, used)| (date, at..at + used))
    })
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
                Some(number) if month.is_none() => month = Some(*number),
                _ if at > 0 && words.joints.contains(word) => {}
                _ => return None,
            },
            Piece::Mark(',' | '.' | '-' | '/') if at > 0 => {}
            Piece::Mark(_) => return None,
        }
    }
    None
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
