//! Dates that no key and no mark states: lines around the article, and what scripts carry.

use html5ever::local_name;

use crate::model::{BlockKind, Field, FieldKind};

use super::super::edges;
use super::super::fields::{Names, field, seen};
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
pub(super) fn around_heading(pieces: &[Piece]) -> Vec<Field> {
    let heading = |piece: &Piece| piece.kind == BlockKind::Heading;
    let at = pieces.iter().position(heading).unwrap_or(pieces.len());
    let (above, below) = pieces.split_at(at);
    let below = below
        .iter()
        .skip(1)
        .take_while(|piece| piece.text.len() < edges::LONGEST);
    stated(
        LONGEST_LINE,
        below.take(8).chain(above.iter().rev().take(2)),
    )
}

/// The same around the text: the nearest line at its upper edge, then those at its lower one, then
/// lines anywhere that are hardly more than a date.
pub(super) fn around_text(pieces: &[Piece], held: &[bool]) -> Vec<Field> {
    let [before, behind] = edges::edges(held);
    let first = held.iter().position(|held| *held).unwrap_or(0);
    let mut before: Vec<usize> = before.collect();
    before.sort_by_key(|at| at.abs_diff(first));
    let near = stated(LONGEST_LINE, before.iter().filter_map(|at| pieces.get(*at)));
    let behind = stated(LONGEST_LINE, behind.filter_map(|at| pieces.get(at)));
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
    fn a_date_is_found_behind_a_text_of_two_pieces() {
        let lines = "<p>The port opens.<p>Ships wait since 1 May 2026.<p>Read on 3 May 2026";
        let tree = Tree::parse(lines);
        let pieces = super::super::pieces::read(&tree, tree.root());
        let found = around_text(&pieces, &[true, true, false]);
        assert_eq!(found[0].value, "Read on 3 May 2026");
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
