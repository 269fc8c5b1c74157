//! Dates that no key and no mark states: lines around the article, and what scripts carry.

use html5ever::local_name;

use crate::model::{BlockKind, Field, FieldKind};

use super::super::edges;
use super::super::fields::{Keys, Names, field, seen};
use super::apart::Apart;
use super::pieces::Piece;
use super::tree::Tree;

/// A longer line is no date, and neither is a longer value, in bytes.
const LONGEST_LINE: usize = 80;
const LONGEST_VALUE: usize = 40;

/// A line that stands far from the text is a date only where it holds little else, in bytes.
const LONGEST_ALONE: usize = 32;

/// Lines of one place that are handed on.
const MOST: usize = 3;

/// Short lines with a day around the first heading: there stands the date of a page that says it
/// to people alone.
pub(super) fn around_heading(pieces: &[Piece], apart: &mut Apart<'_>) -> Vec<Field> {
    let heading = |piece: &Piece| piece.kind == BlockKind::Heading;
    let at = pieces.iter().position(heading).unwrap_or(pieces.len());
    let (above, below) = pieces.split_at(at);
    let below = below
        .iter()
        .skip(1)
        .take_while(|piece| piece.text.len() < edges::LONGEST);
    let around = below.take(8).chain(above.iter().rev().take(2));
    stated(LONGEST_LINE, around, apart)
}

/// The same around the text: the nearest line at its upper edge, then those at its lower one, then
/// longer ones.
pub(super) fn around_text(pieces: &[Piece], held: &[bool], apart: &mut Apart<'_>) -> Vec<Field> {
    let [before, behind] = edges::edges(held);
    let first = held.iter().position(|held| *held).unwrap_or(0);
    let mut before: Vec<usize> = before.collect();
    before.sort_by_key(|at| at.abs_diff(first));
    let near = |held_too: bool| {
        let near = before.iter().filter(move |at| held_too || !held[**at]);
        near.filter_map(|at| pieces.get(*at))
    };
    let short = stated(LONGEST_LINE, near(true), apart);
    let behind = stated(LONGEST_LINE, behind.filter_map(|at| pieces.get(at)), apart);
    let long = stated(edges::LONGEST, near(false), apart);
    [short, behind, long].concat()
}

/// Lines anywhere that are hardly more than a date, then those outside the text that say that they
/// date it.
pub(super) fn anywhere(
    pieces: &[Piece],
    held: &[bool],
    keys: &Keys,
    apart: &mut Apart<'_>,
) -> Vec<Field> {
    let alone = stated(LONGEST_ALONE, pieces.iter(), apart);
    let outside = pieces.iter().zip(held).filter(|(_, held)| !**held);
    let worded = outside.filter_map(|(piece, _)| {
        let date = worded(&piece.text, keys)?;
        (!apart.holds(piece.place)).then_some(date)
    });
    [alone, worded.take(MOST).collect()].concat()
}

/// The article's own lines that can be dates, none longer than `most` bytes.
fn stated<'p>(
    most: usize,
    lines: impl Iterator<Item = &'p Piece>,
    apart: &mut Apart<'_>,
) -> Vec<Field> {
    let short = lines.filter(|piece| piece.text.len() <= most && !piece.control);
    let dated = short.filter(|piece| has_day(&piece.text) && !is_old(&piece.text));
    let dated = dated.filter(|piece| !apart.holds(piece.place));
    let dated = dated.filter_map(|piece| seen(FieldKind::Published, &piece.text));
    dated.take(MOST).collect()
}

/// A longer line is no statement about its page, in bytes.
const LONGEST_WORDED: usize = 600;

/// Letters before the year of a date in a line, and behind it, that may belong to it.
const BEFORE_YEAR: usize = 20;
const BEHIND_YEAR: usize = 16;

/// The date of a line that says that it dates its page.
fn worded(line: &str, keys: &Keys) -> Option<Field> {
    if line.len() > LONGEST_WORDED || !keys.line.date(line) {
        return None;
    }
    let year = numbers(line)
        .find(|number| number.len() == 4 && matches!(number.get(..2), Some("19" | "20")))?;
    let at = year.as_ptr() as usize - line.as_ptr() as usize;
    let before = line[..at].char_indices().rev().take(BEFORE_YEAR).last();
    let behind = line[at..].char_indices().nth(BEHIND_YEAR);
    let from = before.map_or(at, |(from, _)| from);
    let to = behind.map_or(line.len(), |(to, _)| at + to);
    let around = &line[from..to];
    seen(FieldKind::Published, around).filter(|_| has_whole_day(around))
}

/// The first year in which pages were written.
const FIRST_YEAR: u16 = 1990;

/// Whether the first year in a line is one before there were pages: somebody was born then.
fn is_old(line: &str) -> bool {
    let year = numbers(line).filter(|number| number.len() == 4);
    let mut years = year.filter_map(|number| number.parse::<u16>().ok());
    years
        .next()
        .is_some_and(|year| (1900..FIRST_YEAR).contains(&year))
}

/// Dates that scripts hold for the page to be built of, by the keys before them.
pub(super) fn scripts(tree: &Tree, names: &Names) -> Vec<Field> {
    let all = tree.below(tree.root());
    let scripts = all.filter(|node| tree.name(*node) == Some(&local_name!("script")));
    let mut best: Option<(usize, Field)> = None;
    for script in scripts {
        let text = tree.texts(script);
        for (key, value) in pairs(&text) {
            let known = names.published.iter();
            let rank = known
                .clone()
                .position(|name| name.eq_ignore_ascii_case(key));
            let Some(rank) = rank.filter(|rank| best.as_ref().is_none_or(|best| *rank < best.0))
            else {
                continue;
            };
            let found = field(FieldKind::Published, key, &value.replace('\\', ""));
            best = found.map(|found| (rank, found)).or(best);
        }
    }
    best.map(|(_, field)| field).into_iter().collect()
}

/// Keys in quotation marks with the short values behind them that can be dates.
fn pairs(script: &str) -> impl Iterator<Item = (&str, &str)> {
    const QUOTES: [char; 3] = ['"', '\'', '\\'];
    script.match_indices(':').filter_map(|(at, _)| {
        let before = script[..at].strip_suffix(['"', '\''])?;
        let before = before.trim_end_matches('\\');
        let letter =
            |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
        let key = &before[before.trim_end_matches(letter).len()..];
        let value = script[at + 1..].trim_start().trim_start_matches(QUOTES);
        let end = value
            .find(['"', '\'', ',', '}', '\n'])
            .filter(|end| *end <= LONGEST_VALUE)?;
        let value = value[..end].trim_end_matches('\\');
        let epoch = matches!(value.len(), 10 | 13) && value.bytes().all(|b| b.is_ascii_digit());
        (epoch || has_day(value)).then_some((key, value))
    })
}

/// Whether a text has a day in it whose month nobody takes for the day: not "3/2/2026".
pub(super) fn has_clear_day(text: &str) -> bool {
    let all: Vec<&str> = numbers(text).take(3).collect();
    let exchanged = match all[..] {
        [one, next, year] if year.len() == 4 && text.contains(['/', '-']) => {
            let low = |number: &str| number.parse::<u8>().is_ok_and(|number| number <= 12);
            low(one) && low(next) && one != next
        }
        _ => false,
    };
    has_day(text) && !exchanged
}

/// Whether a text has a year in it with a day or a month beside it, and is no copyright line.
pub(super) fn has_day(text: &str) -> bool {
    has_whole_day(text) || (has_brief_day(text) && !text.contains('©'))
}

/// The same where the year has four digits: of what stands anywhere on a page, "3.2.26" is too
/// often the day on which something else takes place.
pub(super) fn has_whole_day(text: &str) -> bool {
    let year = |number: &&str| matches!(number.get(..2), Some("19" | "20"));
    let whole = numbers(text).any(|number| number.len() == 8 && year(&number));
    let alone = numbers(text).any(|number| number.len() == 4 && year(&number));
    let parted = alone && numbers(text).any(|number| number.len() <= 2);
    (whole || parted) && !text.contains('©')
}

/// Whether a text has a day in it as "3.2.26".
fn has_brief_day(text: &str) -> bool {
    let all: Vec<&str> = numbers(text).collect();
    all.windows(3).any(|three| {
        let short = three.iter().all(|number| number.len() <= 2);
        short && three[2].len() == 2 && joined(text, three)
    })
}

/// The runs of digits in a text.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|letter: char| !letter.is_ascii_digit());
    runs.filter(|run| !run.is_empty())
}

/// Whether single full stops or strokes stand between three numbers of a text: "3.2.26".
fn joined(text: &str, three: &[&str]) -> bool {
    let place = |number: &str| number.as_ptr() as usize - text.as_ptr() as usize;
    let between = |one: &str, next: &str| &text[place(one) + one.len()..place(next)];
    let first = between(three[0], three[1]);
    matches!(first, "." | "/") && first == between(three[1], three[2])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    #[test]
    fn a_text_has_a_day_where_a_year_is_not_alone() {
        for text in [
            "3.2.26",
            "3/2/26",
            "20260203",
            "2026-02-03",
            "3 February 2026",
        ] {
            assert!(has_day(text), "{text}");
        }
        for text in [
            "",
            "2026",
            "Games 2026",
            "3 26",
            "1.2.3",
            "10.15.300",
            "© 2 Star 2026",
        ] {
            assert!(!has_day(text), "{text}");
        }
    }

    #[test]
    fn a_date_is_found_behind_a_text_of_two_pieces() {
        let lines = "<p>The port opens.<p>Ships wait since 1 May 2026.<p>Read on 3 May 2026";
        let tree = Tree::parse(lines);
        let pieces = super::super::pieces::read(&tree, tree.root());
        let keys = Keys::new(&Rules::built_in()).unwrap();
        let mut apart = Apart::new(&tree, &keys.apart);
        let found = around_text(&pieces, &[true, true, false], &mut apart);
        assert_eq!(found[0].value, "Read on 3 May 2026");
    }

    #[test]
    fn a_day_is_clear_where_it_cannot_be_the_month() {
        for text in [
            "3 May 2026",
            "2026-03-02",
            "3.2.2026",
            "13/02/2026",
            "2/2/2026",
        ] {
            assert!(has_clear_day(text), "{text}");
        }
        for text in ["3/2/2026", "03-02-2026 10:15", "Games 2026"] {
            assert!(!has_clear_day(text), "{text}");
        }
    }

    /// What dates a page anywhere, with its paragraphs held to be the text.
    fn found_anywhere(page: &str) -> Option<String> {
        let keys = Keys::new(&Rules::built_in()).unwrap();
        let tree = Tree::parse(page);
        let pieces = super::super::pieces::read(&tree, tree.root());
        let held: Vec<bool> = pieces
            .iter()
            .map(|piece| tree.name(piece.place) == Some(&local_name!("p")))
            .collect();
        let mut apart = Apart::new(&tree, &keys.apart);
        let found = anywhere(&pieces, &held, &keys, &mut apart);
        found.first().map(|field| field.value.clone())
    }

    #[test]
    fn a_line_outside_the_text_dates_a_page_where_it_says_so() {
        let line = "This entry about the port was posted on Sunday, 3 May 2026 at 10:15 by Ann Oak";
        let around = "n Sunday, 3 May 2026 at 10:15";
        let found = found_anywhere(&format!("<p>The port opens.</p><div>{line}</div>"));
        assert!(found.is_some_and(|found| found.contains(around)));
        assert_eq!(found_anywhere(&format!("<p>{line}")), None);
        let other = line.replace("was posted", "came in");
        assert_eq!(
            found_anywhere(&format!("<p>Open.</p><div>{other}</div>")),
            None
        );
    }

    #[test]
    fn no_page_is_dated_by_a_comment_or_by_a_day_before_there_were_pages() {
        for page in [
            "<ul class=comments><li>3 May 2026</ul>",
            "<div>3 May 1926</div>",
            "<p>The port opens.</p>",
        ] {
            assert_eq!(found_anywhere(page), None, "{page}");
        }
        let found = found_anywhere("<div>3 May 1926</div><div>3 May 2026</div>");
        assert_eq!(found.as_deref(), Some("3 May 2026"));
    }

    #[test]
    fn the_most_trustworthy_key_of_a_script_dates_a_page() {
        let keys = Keys::new(&Rules::built_in()).unwrap();
        let date = |script: &str| {
            let tree = Tree::parse(&format!("<script>{script}</script>"));
            let found = scripts(&tree, &keys.script);
            found.first().map(|field| field.value.clone())
        };
        let both = r#"x = {"createdAt": "2026-02-01", "id": 12, "publishedAt": "2026-02-03"}"#;
        assert_eq!(date(both).as_deref(), Some("2026-02-03"));
        let escaped = r#"x = "{\"publish_date\":\"2026\/02\/03\"}""#;
        assert_eq!(date(escaped).as_deref(), Some("2026/02/03"));
        let epoch = r#"{"created":1770109200,"a":1}"#;
        assert_eq!(date(epoch).as_deref(), Some("1770109200"));
        assert_eq!(
            date(r#"{"createdAt": "yesterday", "bornAt": "2026-02-03"}"#),
            None
        );
        assert_eq!(date("a:\":\":2026"), None);
    }
}
