//! Dates that no key and no mark states: lines around the article, and what scripts carry.

use html5ever::local_name;

use crate::model::{BlockKind, Field, FieldKind};

use super::super::fields::{Names, field, seen};
use super::pieces::Piece;
use super::tree::Tree;

/// A longer line is no date, and neither is a longer value, in bytes.
const LONGEST_LINE: usize = 80;
const LONGEST_VALUE: usize = 40;

/// A line that stands far from the text is a date only where it holds little else, in bytes.
const LONGEST_ALONE: usize = 32;

/// Pieces before the text, and behind it, among which a date can stand.
const BEFORE: usize = 12;
const BEHIND: usize = 6;

/// Lines of one place that are handed on.
const MOST: usize = 3;

/// Short lines with a day around the first heading: there stands the date of a page that says it
/// to people alone.
pub(super) fn around_heading(pieces: &[Piece]) -> Vec<Field> {
    let heading = |piece: &Piece| piece.kind == BlockKind::Heading;
    let at = pieces.iter().position(heading).unwrap_or(pieces.len());
    let (above, below) = pieces.split_at(at);
    let below = below
        .iter()
        .skip(1)
        .take_while(|piece| piece.text.len() < 150);
    stated(
        LONGEST_LINE,
        below.take(8).chain(above.iter().rev().take(2)),
    )
}

/// The same around the text: the nearest line before its third piece, then those right behind it,
/// then lines anywhere that are hardly more than a date.
pub(super) fn around_text(pieces: &[Piece], held: &[bool]) -> Vec<Field> {
    let mut places = (0..pieces.len()).filter(|at| held[*at]);
    let first = places.next().unwrap_or(0);
    let third = places.nth(1).unwrap_or(first);
    let last = places.next_back().unwrap_or(third);
    let mut before: Vec<usize> = (first.saturating_sub(BEFORE)..third).collect();
    before.sort_by_key(|at| at.abs_diff(first));
    let behind = pieces.iter().skip(last + 1).take(BEHIND);
    let near = stated(LONGEST_LINE, before.iter().filter_map(|at| pieces.get(*at)));
    let behind = stated(LONGEST_LINE, behind);
    let alone = stated(LONGEST_ALONE, pieces.iter());
    [near, behind, alone].concat()
}

/// The lines that can be dates, none longer than `most` bytes.
fn stated<'p>(most: usize, lines: impl Iterator<Item = &'p Piece>) -> Vec<Field> {
    let short = lines.filter(|piece| piece.text.len() <= most && !piece.control);
    let dated = short.filter(|piece| has_day(&piece.text));
    let dated = dated.filter_map(|piece| seen(FieldKind::Published, &piece.text));
    dated.take(MOST).collect()
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

/// Whether a text has a year in it with a day or a month beside it, and is no copyright line.
pub(super) fn has_day(text: &str) -> bool {
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit());
    let year = |number: &str| {
        matches!(number.len(), 4 | 8) && matches!(number.get(..2), Some("19" | "20"))
    };
    let short = |number: &&str| matches!(number.len(), 1 | 2);
    let all: Vec<&str> = numbers
        .by_ref()
        .filter(|number| !number.is_empty())
        .collect();
    let whole = all.iter().any(|number| number.len() == 8 && year(number));
    let parted = all.iter().any(|number| year(number)) && all.iter().any(short);
    let brief = all.len() >= 3
        && all.windows(3).any(|three| {
            let three_short = three.iter().all(short) && three[2].len() == 2;
            three_short && joined(text, three)
        });
    (whole || parted || brief) && !text.contains('©')
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
    use crate::pages::fields::Keys;
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
