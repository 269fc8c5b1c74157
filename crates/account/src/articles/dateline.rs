//! Datelines: "BOGOTA, Feb 3 (Reuters) -" at the head of a text. They are recognised, and stay in it.

use super::moments::Moments;
use crate::model::Moment;

/// A dateline ends within so many characters.
const LONGEST: usize = 70;

/// The dashes that part a dateline from the text.
const DASHES: [char; 4] = ['–', '—', '-', '―'];

/// The dateline at the head of a paragraph, without the dash.
pub(crate) fn head(paragraph: &str) -> Option<String> {
    let (head, rest) = split(paragraph)?;
    let begins = rest
        .trim_start_matches(['"', '“', '‘', '\'', '«'])
        .starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
    (begins && is_dateline(head)).then(|| head.to_owned())
}

/// The dateline that a line consists of: "WASHINGTON (AP) —" or "PARIS, 3 May -".
pub(crate) fn line(line: &str) -> Option<String> {
    let bare = line.trim_end_matches(DASHES).trim_end();
    let marked = bare.len() < line.len() || bare.ends_with(')');
    let short = bare.chars().count() <= LONGEST;
    (marked && short && begins_in_capitals(bare) && is_dateline(bare)).then(|| bare.to_owned())
}

/// The date with which a paragraph begins: in its dateline, in brackets behind the place, or alone.
/// Press releases say their day there.
pub(crate) fn date(paragraph: &str, moments: &Moments) -> Option<Moment> {
    let stated = head(paragraph).and_then(|head| moments.read(&head));
    let only = |text: &str| moments.line(text).map(|(_, moment)| moment);
    let alone = || {
        let ends = paragraph.match_indices(char::is_whitespace);
        let ends = ends.map(|(at, _)| at).take(MOST_WORDS);
        let mut dates = ends.filter(|at| begins(&paragraph[*at..]));
        dates.find_map(|at| only(paragraph[..at].trim_end_matches(['.', ',', ':'])))
    };
    stated
        .or_else(|| only(bracketed(paragraph)?))
        .or_else(alone)
}

/// Words that a date at the head of a paragraph has at most.
const MOST_WORDS: usize = 5;

/// What stands in brackets behind a place with which a paragraph begins.
fn bracketed(paragraph: &str) -> Option<&str> {
    let (place, rest) = paragraph.split_once('(')?;
    let (inside, _) = rest.split_once(')')?;
    let place = place.trim_end_matches([',', ' ']);
    let short = place.chars().count() + inside.chars().count() < LONGEST;
    (short && is_dateline(place)).then_some(inside.trim())
}

/// Whether a sentence begins here, behind a dash or a colon perhaps.
fn begins(rest: &str) -> bool {
    let rest = rest.trim_start();
    let rest = rest.trim_start_matches(DASHES).trim_start();
    let rest = rest.trim_start_matches(['"', '“', '„', '‘', '\'', '«', '»']);
    rest.starts_with(char::is_uppercase)
}

/// Splits a paragraph at its first dash that stands between spaces.
fn split(paragraph: &str) -> Option<(&str, &str)> {
    let mut dashes = paragraph
        .char_indices()
        .take(LONGEST)
        .filter(|(_, letter)| DASHES.contains(letter));
    let (at, _) = dashes.find(|(at, _)| {
        let before = paragraph[..*at].ends_with([' ', '\u{a0}', ')']);
        let after = paragraph[*at..].trim_start_matches(DASHES);
        before && after.starts_with([' ', '\u{a0}'])
    })?;
    let rest = paragraph[at..].trim_start_matches(DASHES).trim_start();
    Some((paragraph[..at].trim_end(), rest))
}

/// A place in at most four capitalised words, then perhaps a date, then perhaps an agency in brackets.
fn is_dateline(head: &str) -> bool {
    let (place, agency) = match head.split_once('(') {
        Some((place, agency)) => (place.trim(), Some(agency)),
        None => (head, None),
    };
    let closed = agency.is_none_or(|agency| agency.ends_with(')') && agency.len() > 2);
    let words: Vec<&str> = place.split_whitespace().collect();
    closed && (1..=6).contains(&words.len()) && words.iter().all(|word| is_place_word(word))
}

/// A capitalised word, a number of a day, or one of the small words inside names of places.
fn is_place_word(word: &str) -> bool {
    const INSIDE: &[&str] = &[
        "de", "del", "la", "al", "of", "the", "and", "el", "on", "da", "do",
    ];
    let plain = word
        .chars()
        .all(|letter| letter.is_alphanumeric() || ".,'’-/".contains(letter));
    let first = word.chars().next().unwrap_or(' ');
    plain
        && (first.is_uppercase() || first.is_ascii_digit() || INSIDE.contains(&word))
        && !word.ends_with("'s")
        && !word.ends_with("’s")
}

/// Whether the first word is in capitals.
fn begins_in_capitals(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    #[test]
    fn places_agencies_and_days_are_recognised_at_the_head() {
        let cases = [
            ("Lisbon D.C. – Ministers met.", Some("Lisbon D.C.")),
            (
                "LISBON, Feb 3 (Wire) - Ministers met.",
                Some("LISBON, Feb 3 (Wire)"),
            ),
            ("LISBON (WR) — \"We met,\" they said.", Some("LISBON (WR)")),
            (
                "San Juan de la Mar -- The port is shut.",
                Some("San Juan de la Mar"),
            ),
            ("Lisbon – the capital – was quiet.", None),
            ("The minister's word – No – was heard.", None),
            ("Lisbon-based ministers met.", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(head(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_paragraph_is_dated_by_the_day_with_which_it_begins() {
        let moments = Moments::new(&Rules::built_in()).unwrap();
        let day = |text| date(text, &moments).map(|moment| moment.date.to_string());
        for text in [
            "LISBON, 3 February 2026 (Wire) - Ministers met.",
            "Lisbon (3.2.2026). Ministers met.",
            "Porto Novo, (3 February 2026) Ministers met.",
            "03.02.2026 \"We met,\" they said.",
            "3 February 2026 – Ministers met.",
        ] {
            assert_eq!(day(text).as_deref(), Some("2026-02-03"), "{text}");
        }
        for text in [
            "On 3 February 2026 ministers met.",
            "3 February 2026 was a day like any other.",
            "Ministers (3.2.26 to 4.2.26) met.",
            "The ministers of the coast (3.2.2026) met.",
            "Lisbon (pop. 500,000) is quiet.",
            "LISBON, Feb 3 (Wire) - Ministers met.",
            "",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_is_a_dateline_only_in_capitals_and_marked_as_one() {
        assert_eq!(line("LISBON (WR) —").as_deref(), Some("LISBON (WR)"));
        assert_eq!(line("LISBON, 3 May -").as_deref(), Some("LISBON, 3 May"));
        assert_eq!(line("A Long Peace"), None);
        assert_eq!(line("Lisbon (the capital)"), None);
    }
}
