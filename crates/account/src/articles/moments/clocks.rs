//! Clocks: the time of day that stands beside a date, and its zone.

use jiff::civil::Time;

use super::pieces::Piece;
use super::words::Words;

/// The first time of day among the pieces, and the position behind it. The end of a number with
/// more parts ("2.26" of "3.2.26") is none.
pub(super) fn first(pieces: &[Piece<'_>]) -> Option<(Time, usize)> {
    let begins = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| pieces.get(before));
        !matches!(before, Some(Piece::Mark('.' | '/')))
    };
    (0..pieces.len()).filter(begins).find_map(|at| {
        let (time, used) = here(&pieces[at..])?;
        Some((time, at + used))
    })
}

/// The time of day with which the pieces begin, and how many state it.
fn here(pieces: &[Piece<'_>]) -> Option<(Time, usize)> {
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

/// Minutes east of Greenwich at the beginning of the pieces; UTC where none is given.
pub(super) fn zone(pieces: &[Piece<'_>], words: &Words) -> i32 {
    for (at, piece) in pieces.iter().enumerate().take(4) {
        match piece {
            Piece::Word(word) => {
                if let Some(minutes) = words.zones.get(word) {
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
