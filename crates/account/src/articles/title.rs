//! Titles: which of all that a page calls its title is the article's, and where it ends.

use std::collections::HashSet;

use crate::address::Address;
use crate::model::{FieldKind, Page, Reason};
use crate::stage::Notes;

use super::{bare, values};

/// What parts a title from the words before it or behind it that are none of it.
const MARKS: [&str; 9] = [
    " | ", " - ", " – ", " — ", " • ", " · ", " :: ", " » ", " › ",
];

/// The same in scripts that are written without spaces.
const DENSE: [&str; 4] = ["｜", "-", "_", "ㅣ"];

/// A longer title is read as far as this, in bytes.
const LONGEST: usize = 1_000;

/// The name of an outlet has not more words than this, and not fewer letters.
const MOST_WORDS: usize = 4;
const FEWEST_LETTERS: usize = 3;

/// A heading that shares less with every title is another's, in percent.
const ALIKE: usize = 50;

/// A shorter heading is a label, in bytes of its letters and digits.
const HEADING: usize = 10;

/// The title, without the outlet's name or a slogan beside it.
pub(super) fn title(
    page: &Page,
    outlet: Option<&str>,
    url: Option<&str>,
    notes: &mut Notes,
) -> Option<String> {
    if values(page, FieldKind::Title).any(|title| title.len() > LONGEST) {
        let detail = format!("only the first {LONGEST} bytes of a title are read");
        notes.add(Reason::TooLong, None, detail);
    }
    let site = Site::new(outlet, url);
    let chosen = headline(page)
        .or_else(|| heading(page, &site))
        .or_else(|| titles(page).next())?;
    let title = heading_of(page, chosen).or_else(|| before_heading(page, chosen));
    Some(site.cut(title.unwrap_or(chosen).trim()).to_owned())
}

/// The name of the server that an address is of, without "www."; nothing for a machine's own.
pub(super) fn server(url: &str) -> Option<String> {
    let host = Address::read(url)?.host;
    host.contains('.').then_some(host)
}

/// The names by which an outlet can be known, bare.
struct Site {
    outlet: String,
    host: String,
}

impl Site {
    fn new(outlet: Option<&str>, url: Option<&str>) -> Self {
        Self {
            outlet: outlet.map(bare).unwrap_or_default(),
            host: url
                .and_then(server)
                .map(|host| bare(&host))
                .unwrap_or_default(),
        }
    }

    /// Whether a text is the outlet's name: as the page says it, or as its address has it.
    fn is_named(&self, text: &str) -> bool {
        let name = bare(text);
        let short = text.split_whitespace().count() <= MOST_WORDS;
        let host = short && name.chars().count() >= FEWEST_LETTERS && self.host.starts_with(&name);
        !name.is_empty() && (name == self.outlet || host)
    }

    /// The title without the outlet's name at its ends.
    fn cut<'t>(&self, title: &'t str) -> &'t str {
        let named = |(part, rest): (&'t str, &'t str)| {
            (self.is_named(part) && !rest.trim().is_empty()).then(|| rest.trim())
        };
        let behind = parted(title).find_map(|(head, tail)| named((tail, head)));
        let title = behind.unwrap_or(title);
        let marks = MARKS.iter().filter_map(|mark| title.split_once(mark));
        marks.filter_map(named).next().unwrap_or(title)
    }
}

/// What the page calls the headline of an article before all else that it says, as JSON-LD does.
fn headline(page: &Page) -> Option<&str> {
    let (key, title) = keyed(page).next()?;
    (key == Some("headline")).then_some(title)
}

/// The heading that says again most of what the page calls its title elsewhere; without the kicker
/// before it where the page has none there.
fn heading<'p>(page: &'p Page, site: &Site) -> Option<&'p str> {
    let stated = keyed(page).filter(|(key, _)| *key != Some("h1"));
    let stated: Vec<&str> = stated.map(|(_, title)| title).collect();
    let said: Vec<HashSet<String>> = stated.iter().map(|title| words(title)).collect();
    let label = |heading: &&str| {
        let same = |(_, tail): (&str, &str)| bare(tail) == bare(heading);
        bare(heading).len() < HEADING
            || site.is_named(heading)
            || stated.iter().flat_map(|title| parted(title)).any(same)
    };
    let alike = |heading: &str| {
        let words = words(heading);
        said.iter().map(|title| alike(&words, title)).max()
    };
    let headings = headings(page).filter(|heading| !label(heading));
    let headings = headings.filter_map(|heading| Some((alike(heading)?, heading)));
    let first_of_the_most = |best: (usize, &'p str), next: (usize, &'p str)| {
        if next.0 > best.0 { next } else { best }
    };
    let best = headings.reduce(first_of_the_most);
    let best = best.filter(|(share, _)| *share >= ALIKE)?.1;
    let heads = stated.iter().flat_map(|title| parted(title));
    let mut whole = stated.iter().copied().chain(heads.map(|(head, _)| head));
    Some(whole.find(|title| ends(best, title)).unwrap_or(best))
}

/// Whether a heading ends with a title that is most of it.
fn ends(heading: &str, title: &str) -> bool {
    let (heading, title) = (bare(heading), bare(title));
    heading.ends_with(&title) && title.len() * 2 > heading.len()
}

/// How much two titles share, in percent: Dice's coefficient over their words.
fn alike(one: &HashSet<String>, other: &HashSet<String>) -> usize {
    let both = one.intersection(other).count();
    200 * both / (one.len() + other.len()).max(1)
}

/// The heading that is the title without its last words: they are no part of it.
fn heading_of<'p>(page: &'p Page, title: &str) -> Option<&'p str> {
    titles(page).find(|other| {
        let rest = title.strip_prefix(other).unwrap_or_default();
        MARKS
            .iter()
            .chain(&DENSE)
            .any(|mark| rest.starts_with(mark))
    })
}

/// What stands before a shorter heading with which a title ends: that one is the outlet's name, which
/// stands on every page.
fn before_heading<'p>(page: &'p Page, title: &'p str) -> Option<&'p str> {
    let short = |text: &str| text.split_whitespace().count() <= MOST_WORDS;
    let named = |tail: &str, name: &str| short(name) && bare(tail) == bare(name);
    let longer = |(head, tail): &(&str, &str)| head.len() > tail.len();
    let mut own = parted(title).filter(longer);
    let mut others = titles(page).flat_map(parted).filter(longer);
    let found = own.find(|(_, tail)| headings(page).any(|heading| named(tail, heading)));
    let found = found.or_else(|| others.find(|(_, tail)| named(tail, title)));
    found.map(|(head, _)| head)
}

/// What the page calls its title, the most trustworthy first, each with its key.
fn keyed(page: &Page) -> impl Iterator<Item = (Option<&str>, &str)> {
    let titles = page.fields.iter();
    let titles = titles.filter(|field| field.kind == FieldKind::Title);
    titles.map(|field| {
        let end = field.value.floor_char_boundary(LONGEST);
        (field.key.as_deref(), &field.value[..end])
    })
}

/// The same without the keys.
fn titles(page: &Page) -> impl Iterator<Item = &str> {
    keyed(page).map(|(_, title)| title)
}

/// Those of them that are headings of the page.
fn headings(page: &Page) -> impl Iterator<Item = &str> {
    let headings = keyed(page).filter(|(key, _)| *key == Some("h1"));
    headings.map(|(_, title)| title)
}

/// A title at each of its marks, cut in two at the last of a kind.
fn parted(title: &str) -> impl Iterator<Item = (&str, &str)> {
    // Beside Latin letters these marks stand inside words.
    let dense = DENSE.iter().filter(|_| title.chars().any(is_dense));
    let marks = MARKS.iter().chain(dense);
    marks.filter_map(|mark| title.rsplit_once(mark))
}

/// Whether a letter is of a script that needs no spaces: kana, Chinese, Hangul.
fn is_dense(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// The words of a title in small letters.
fn words(title: &str) -> HashSet<String> {
    let words = title.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;

    fn found(fields: &[(&str, &str)], outlet: Option<&str>, url: Option<&str>) -> String {
        let fields = fields.iter().map(|(key, value)| Field {
            kind: FieldKind::Title,
            key: Some((*key).to_owned()),
            value: (*value).to_owned(),
        });
        let page = Page {
            fields: fields.collect(),
            ..Page::default()
        };
        title(&page, outlet, url, &mut Notes::default()).unwrap_or_default()
    }

    #[test]
    fn the_name_of_the_outlet_is_cut_off_at_either_end() {
        let url = Some("https://www.harbourtimes.example/a");
        let one = |value| found(&[("title", value)], Some("The Wire"), url);
        assert_eq!(one("Port opens again | The Wire"), "Port opens again");
        assert_eq!(one("Port opens again - Harbour Times"), "Port opens again");
        assert_eq!(one("The Wire - Port opens again"), "Port opens again");
        assert_eq!(
            one("Port opens again - at last"),
            "Port opens again - at last"
        );
        assert_eq!(one("The Wire"), "The Wire");
    }

    #[test]
    fn a_server_is_named_without_what_stands_around_it() {
        for (url, expected) in [
            ("https://www.Wire.example/a?b=c", Some("wire.example")),
            (
                "http://user@news.wire.example:8080",
                Some("news.wire.example"),
            ),
            ("HTTPS://ann@Wire.example:443/a", Some("wire.example")),
            ("http://localhost/a", None),
            ("file:///a.html", None),
            ("https://", None),
        ] {
            assert_eq!(server(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn a_heading_counts_where_the_page_says_it_again() {
        let said = [
            ("og:title", "Port opens again: what we know"),
            ("h1", "Menu of the day"),
        ];
        assert_eq!(found(&said, None, None), "Port opens again: what we know");
        let said = [
            ("og:title", "Port of Harbour Town opens again"),
            ("h1", "Harbour Wire"),
            ("h1", "Port opens again after storm"),
        ];
        assert_eq!(found(&said, None, None), "Port opens again after storm");
        let stated = [
            ("headline", "Port opens"),
            ("h1", "Port opens again after storm"),
        ];
        assert_eq!(found(&stated, None, None), "Port opens");
    }

    #[test]
    fn a_heading_that_ends_every_title_is_the_outlets_name() {
        let said = [
            ("title", "Port opens again | Harbour Wire"),
            ("h1", "Harbour Wire"),
        ];
        assert_eq!(found(&said, None, None), "Port opens again");
        let said = [
            ("title", "Port opens again • Slogan"),
            ("h1", "Port opens again"),
        ];
        assert_eq!(found(&said, None, None), "Port opens again");
    }

    #[test]
    fn a_title_ends_where_it_is_too_long_for_one() {
        let title = format!("Port opens again{}", "é".repeat(1_000));
        let cut = found(&[("og:title", &title)], None, None);
        assert_eq!(cut.len(), 1_000);
        assert!(title.starts_with(&cut));
        let words: String = (0..200_000).map(|at| format!("word{at} ")).collect();
        let cut = found(&[("og:title", &words), ("h1", &words)], None, None);
        assert!(cut.len() <= 1_000);
    }

    #[test]
    fn words_that_are_said_twice_count_once() {
        let alike = |one, other| alike(&words(one), &words(other));
        assert_eq!(alike("War, war, war!", "War"), 100);
        assert_eq!(alike("The port of the town", "The port opens"), 57);
        assert_eq!(alike("", ""), 0);
    }
}
