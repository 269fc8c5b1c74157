//! Which lines of a saved page belong to the article's body, as far as the gold body says.
//!
//! Words are compared, cases and marks aside. A line of five words and more belongs to the body where
//! most of its groups of four words stand there too, and does not where few do; a shorter one where it
//! is a line of the body. Left open are: lines in between; short lines that stand somewhere inside the
//! body; lines that stand more often on the page than in the body, since nobody can say which of them
//! is meant; the title; and short lines with an author's name or the publication date, which are no
//! text but what the article says of itself.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::super::pages::{bare, text};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    Body,
    Clutter,
    /// The headline: neither kept nor dropped wrongly.
    Title,
    Open,
}

/// Shares of a line's groups of words from which on it is in the body, and up to which it is not.
const IN: f64 = 0.75;
const OUT: f64 = 0.25;

/// Words in a group, as in the scores of whole bodies.
const GROUP: usize = 4;

/// A line with the author's name or the date has not more words.
const SIGNATURE: usize = 12;

/// A page whose gold body shows less than this share of itself in the saved text is not used: its
/// gold body comes from somewhere else.
pub(crate) const SHOWN: f64 = 0.9;

/// A gold body to compare with.
pub(crate) struct Gold {
    groups: HashSet<Vec<String>>,
    /// How often each line stands there.
    lines: HashMap<String, usize>,
    /// All words with a space around each.
    joined: String,
    title: String,
    authors: Vec<Vec<String>>,
    date: Option<[String; 2]>,
}

impl Gold {
    /// The body of a gold line, where it has a whole one.
    pub(crate) fn of(gold: &Value) -> Option<Self> {
        let body = gold["text"].as_str()?;
        let all = words(body);
        let mut lines = HashMap::new();
        for line in body.lines().map(bare).filter(|line| !line.is_empty()) {
            *lines.entry(line).or_default() += 1;
        }
        let authors = match &gold["authors"] {
            Value::Array(list) => list.iter().filter_map(Value::as_str).map(words).collect(),
            _ => text(gold, "author")
                .split([',', ';', '&'])
                .map(words)
                .collect(),
        };
        let authors: Vec<Vec<String>> = authors;
        let date = text(gold, "date").get(..10);
        Some(Self {
            groups: all.windows(GROUP).map(<[String]>::to_vec).collect(),
            lines,
            joined: spaced(&all),
            title: bare(text(gold, "title")),
            authors: authors
                .into_iter()
                .filter(|name| !name.is_empty())
                .collect(),
            date: date.map(|date| {
                let day = date[8..].trim_start_matches('0');
                [date[..4].to_owned(), day.to_owned()]
            }),
        })
    }

    /// The labels of the lines of a saved page.
    pub(crate) fn labels(&self, lines: &[&str]) -> Vec<Label> {
        let bares: Vec<String> = lines.iter().map(|line| bare(line)).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for bare in &bares {
            *counts.entry(bare).or_default() += 1;
        }
        let lines = lines.iter().zip(&bares);
        let label = |(line, bare): (&&str, &String)| match self.label(line, bare) {
            Label::Body if counts[bare.as_str()] > *self.lines.get(bare).unwrap_or(&1) => {
                Label::Open
            }
            label => label,
        };
        lines.map(label).collect()
    }

    fn label(&self, line: &str, bare: &str) -> Label {
        if bare.is_empty() {
            return Label::Open;
        }
        if bare == self.title {
            return Label::Title;
        }
        let own = words(line);
        if self.is_titled(bare) || (own.len() <= SIGNATURE && self.is_signed(&own)) {
            return Label::Open;
        }
        if self.lines.contains_key(bare) {
            return Label::Body;
        }
        if own.len() <= GROUP {
            let inside = own.len() > 1 && self.joined.contains(&spaced(&own));
            return if inside { Label::Open } else { Label::Clutter };
        }
        let groups = own.windows(GROUP);
        let all = groups.len() as f64;
        let known = groups.filter(|group| self.groups.contains(*group)).count() as f64;
        match known / all {
            share if share >= IN => Label::Body,
            share if share <= OUT => Label::Clutter,
            _ => Label::Open,
        }
    }

    /// Whether a line is the title with little more, or most of the title.
    fn is_titled(&self, bare: &str) -> bool {
        let (line, title) = (bare.len(), self.title.len());
        line > 8
            && ((bare.contains(&self.title) && title * 3 > line * 2)
                || (self.title.contains(bare) && line * 3 > title * 2))
    }

    /// Whether words hold the name of an author, or year and day of the publication.
    fn is_signed(&self, own: &[String]) -> bool {
        let named = |name: &Vec<String>| own.windows(name.len()).any(|part| part == name);
        let dated = |date: &[String; 2]| {
            date.iter()
                .all(|part| own.iter().any(|word| word.trim_start_matches('0') == part))
        };
        self.authors.iter().any(named) || self.date.as_ref().is_some_and(dated)
    }

    /// The share of the body that some lines show.
    pub(crate) fn shown(&self, lines: &[&str]) -> f64 {
        let all = words(&lines.join("\n"));
        let groups: HashSet<&[String]> = all.windows(GROUP).collect();
        let shown = self
            .groups
            .iter()
            .filter(|group| groups.contains(group.as_slice()));
        shown.count() as f64 / (self.groups.len() as f64).max(1.0)
    }
}

/// The words of a text in small letters; of scripts that part none, every character.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut open = false;
    for letter in text.chars().flat_map(char::to_lowercase) {
        let wide = ('\u{2e80}'..='\u{ffdc}').contains(&letter)
            && !('\u{ac00}'..='\u{d7a3}').contains(&letter);
        if !letter.is_alphanumeric() || wide {
            open = false;
        }
        match words.last_mut() {
            _ if !letter.is_alphanumeric() => {}
            Some(word) if open && !wide => String::push(word, letter),
            _ => {
                words.push(String::from(letter));
                open = !wide;
            }
        }
    }
    words
}

/// Words with a space before and behind each.
fn spaced(words: &[String]) -> String {
    format!(" {} ", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lines_are_told_by_their_words_and_left_open_where_nobody_can_tell() {
        let body = "The talks began in the old town hall of Lund.\nNothing new\nThey ended late on Friday, \
                    and nothing was signed.\nBoats";
        let gold = json!({"text": body, "title": "Talks begin in Lund", "author": "Ann Oak", "date": "2026-02-03"});
        let gold = Gold::of(&gold).unwrap();
        let lines = [
            ("World", Label::Clutter),
            ("Lund", Label::Clutter),
            ("Talks Begin in Lund", Label::Title),
            ("Talks begin in Lund | Star", Label::Open),
            ("by Ann Oak", Label::Open),
            ("Tuesday 3 February 2026", Label::Open),
            ("The talks began in the old town hall of Lund!", Label::Body),
            ("nothing new", Label::Body),
            ("Old town", Label::Open),
            ("They ended late on Friday, they say", Label::Open),
            ("Boats", Label::Open),
            ("Boats", Label::Open),
            (
                "Here is another story of another day in Lund",
                Label::Clutter,
            ),
        ];
        let texts = lines.map(|(line, _)| line);
        assert_eq!(gold.labels(&texts), lines.map(|(_, label)| label));
        assert!(gold.shown(&texts) < 0.6 && gold.shown(&[body]) == 1.0);
    }

    #[test]
    fn scripts_without_spaces_are_compared_character_by_character() {
        assert_eq!(words("Ab-1 漢字, 서울"), ["ab", "1", "漢", "字", "서울"]);
    }
}
