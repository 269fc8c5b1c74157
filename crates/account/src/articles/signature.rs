//! Signatures: the line over a text that says who wrote it and when, such as
//! "Posted on 3 June 2026 by Ann Oak" or "Ann Oak | June 3, 2026 | Updated June 4, 2026".

use super::byline::Bylines;
use super::moments::{DateOf, Moments};
use super::persons::Persons;
use crate::model::Moment;

/// A longer line is none; in bytes.
const LONGEST: usize = 200;

/// What sets the parts of a signature apart.
const MARKS: [&str; 8] = [" | ", " • ", " · ", " – ", " — ", " - ", " / ", " » "];

/// Names and dates that follow each other between two marks: a name, a date, a date of change.
const MOST: usize = 3;

/// A line with more of what marks set apart is a menu.
const MOST_SEGMENTS: usize = 8;

/// What a signature says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Signature {
    /// The authors, where it names some.
    pub(crate) names: Vec<String>,
    /// Its dates.
    pub(crate) dates: Vec<(DateOf, Moment)>,
    /// Whether a name stands in it without a "by": it is an author's where a title stands above.
    pub(crate) bare: bool,
}

/// Reads signatures.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'r> {
    pub(crate) moments: &'r Moments,
    pub(crate) persons: &'r Persons,
    pub(crate) bylines: &'r Bylines,
}

impl Reader<'_> {
    /// What a line says that consists of names, of dates and of what marks set apart from them.
    pub(crate) fn read(&self, line: &str) -> Option<Signature> {
        if line.len() > LONGEST {
            return None;
        }
        let segments = segments(line);
        if segments.len() > MOST_SEGMENTS {
            return None;
        }
        let by = self.names(line);
        let mut found = Signature::default();
        let others = self.parts(line, &segments, &mut found);
        if found.dates.is_empty() {
            return Some(Signature {
                names: by?,
                ..Signature::default()
            });
        }
        // What marks set apart from a byline can be anything that is no sentence.
        let known =
            |other: &&str| by.is_some() || (segments.len() > 1 && self.bylines.is_name(other));
        if !others.iter().all(known) {
            return None;
        }
        if found.names.is_empty() {
            found.names.extend(self.person(&others).map(str::to_owned));
            found.bare = !found.names.is_empty();
        }
        Some(found)
    }

    /// The authors that a field of a page names; it may hold a date too: "Ann Oak 3 June 2026".
    pub(crate) fn field(&self, value: &str) -> Vec<String> {
        let digit = value.find(|letter: char| letter.is_ascii_digit());
        // "badger7" is somebody.
        let Some(at) = digit.filter(|_| value.trim().contains(char::is_whitespace)) else {
            return self.bylines.field(value);
        };
        if let Some(signature) = self.read(value) {
            return signature.names;
        }
        let mut head = value[..at].trim_end();
        while let Some((rest, last)) = head.rsplit_once(char::is_whitespace)
            && self.moments.knows(&mark_free(last).to_lowercase())
        {
            head = rest.trim_end();
        }
        match mark_free(head) {
            "" => Vec::new(),
            head => self.bylines.field(head),
        }
    }

    /// The person whose name is all that a line holds, where the name begins with a given name.
    pub(crate) fn alone<'l>(&self, line: &'l str) -> Option<&'l str> {
        let name = self.person(&[line.trim()])?;
        self.persons.has_given_name(name).then_some(name)
    }

    /// Adds what the segments of a line say; returns those that are neither names nor dates.
    fn parts<'l>(
        &self,
        line: &'l str,
        segments: &[(usize, usize)],
        found: &mut Signature,
    ) -> Vec<&'l str> {
        let mut others = Vec::new();
        let mut at = 0;
        while at < segments.len() {
            // "June 3, 2026 - 5 pm" is one date.
            let run = |end: &usize| {
                let run = &line[segments[at].0..segments[*end - 1].1];
                self.moments.line(run)
            };
            let mut ends = (at + 1..=segments.len()).rev();
            if let Some((end, date)) = ends.find_map(|end| Some((end, run(&end)?))) {
                found.dates.push(date);
                at = end;
                continue;
            }
            let (start, end) = segments[at];
            if !self.atoms(&line[start..end], MOST, found) {
                others.push(&line[start..end]);
            }
            at += 1;
        }
        others
    }

    /// Which of the capitalised words beside a date are the author's name: those that begin with a
    /// given name before all others.
    fn person<'l>(&self, others: &[&'l str]) -> Option<&'l str> {
        let person = |name: &&&str| {
            let words = name.split_whitespace().count();
            (2..=4).contains(&words)
                && self.bylines.is_name(name)
                && !self.bylines.is_role(name)
                && self.persons.may_be(name)
        };
        let mut persons = others.iter().filter(person);
        let first = persons.clone().next();
        let given = persons.find(|name| self.persons.has_given_name(name));
        given.or(first).copied()
    }

    /// Adds what a text says that consists of bylines and dates alone; says whether it does.
    fn atoms(&self, text: &str, most: usize, found: &mut Signature) -> bool {
        let text =
            text.trim_matches(|letter: char| letter.is_whitespace() || ",;:".contains(letter));
        if text.is_empty() {
            return true;
        }
        if self.atom(text, found) {
            return true;
        }
        // The longest beginning that is a date, or else the shortest that is a byline.
        let spaces = || {
            text.char_indices()
                .filter(|(_, letter)| letter.is_whitespace())
        };
        let dates = spaces()
            .rev()
            .filter(|(at, _)| self.moments.line(&text[..*at]).is_some());
        let cuts = dates.chain(spaces().filter(|(at, _)| self.names(&text[..*at]).is_some()));
        let cuts: Vec<usize> = cuts.map(|(at, _)| at).collect();
        for at in cuts {
            let (head, tail) = self.with_surname(text, at);
            let mut more = Signature::default();
            if most > 1 && self.atom(head, &mut more) && self.atoms(tail, most - 1, &mut more) {
                found.names.extend(more.names);
                found.dates.extend(more.dates);
                return true;
            }
        }
        false
    }

    /// Adds the one date or byline that a text is.
    fn atom(&self, text: &str, found: &mut Signature) -> bool {
        if let Some(date) = self.moments.line(text) {
            found.dates.push(date);
        } else if let Some(names) = self.names(text) {
            found.names.extend(names);
        } else {
            return self.bylines.is_by_role(text);
        }
        true
    }

    /// The authors that a byline names; "By Friday" names none.
    fn names(&self, text: &str) -> Option<Vec<String>> {
        self.bylines.line(text).filter(|names| !self.is_date(names))
    }

    fn is_date(&self, names: &[String]) -> bool {
        let word = |word: &str| self.moments.knows(&word.to_lowercase());
        names.iter().any(|name| name.split_whitespace().all(word))
    }

    /// Cuts a text at `at`; a month that the date behind it does without is a surname:
    /// "By Ann May, June 3, 2026".
    fn with_surname<'t>(&self, text: &'t str, at: usize) -> (&'t str, &'t str) {
        let tail = text[at..].trim_start();
        if let Some((word, rest)) = tail.split_once(' ')
            && let Some(date) = self.moments.line(tail)
            && self
                .moments
                .knows_month(&word.trim_end_matches(',').to_lowercase())
            && self.moments.line(rest) == Some(date)
        {
            return (
                text[..text.len() - rest.len()].trim_end_matches([' ', ',']),
                rest,
            );
        }
        (&text[..at], tail)
    }
}

/// A text without marks and brackets at its end.
fn mark_free(text: &str) -> &str {
    text.trim_end_matches(|letter: char| !letter.is_alphanumeric())
}

/// What stands between the marks of a line, by its bytes.
fn segments(line: &str) -> Vec<(usize, usize)> {
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for mark in MARKS {
        cuts.extend(
            line.match_indices(mark)
                .map(|(at, mark)| (at, at + mark.len())),
        );
    }
    cuts.sort_unstable();
    let starts = std::iter::once(0).chain(cuts.iter().map(|(_, end)| *end));
    let ends = cuts.iter().map(|(start, _)| *start).chain([line.len()]);
    starts
        .zip(ends)
        .filter(|(start, end)| start < end)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn shown(line: &str) -> Option<String> {
        let rules = Rules::built_in();
        let moments = Moments::new(&rules).unwrap();
        let bylines = Bylines::new(&rules).unwrap();
        let reader = Reader {
            moments: &moments,
            persons: &Persons::new(&rules, bylines.sections()).unwrap(),
            bylines: &bylines,
        };
        let found = reader.read(line)?;
        let dates = found.dates.iter().map(|(of, moment)| {
            let changed = if *of == DateOf::Change {
                "changed "
            } else {
                ""
            };
            format!("{changed}{}", moment.date)
        });
        let bare = found.bare.then(|| "bare".to_owned());
        let all: Vec<String> = found
            .names
            .iter()
            .cloned()
            .chain(dates)
            .chain(bare)
            .collect();
        Some(all.join("; "))
    }

    #[test]
    fn names_and_dates_are_read_in_whatever_order_they_stand() {
        for (line, expected) in [
            ("Posted on 3 June 2026 by Ann Oak", "Ann Oak; 2026-06-03"),
            ("Posted by Ann Oak on June 3, 2026", "Ann Oak; 2026-06-03"),
            ("By Ann Oak, June 3, 2026", "Ann Oak; 2026-06-03"),
            ("By Ann Oak, Wednesday, June 3, 2026", "Ann Oak; 2026-06-03"),
            ("By Ann May, June 3, 2026", "Ann May; 2026-06-03"),
            (
                "By Ann Oak and Bo Elm June 3, 2026 5:04 p.m.",
                "Ann Oak; Bo Elm; 2026-06-03",
            ),
            ("Published: 3 June 2026", "2026-06-03"),
            ("Updated 4 June 2026 10:15 GMT", "changed 2026-06-04"),
            ("Ann Oak | June 3, 2026", "Ann Oak; 2026-06-03; bare"),
            ("June 3, 2026 - 5 pm | World News", "2026-06-03"),
            (
                "By Ann Oak | Published June 3, 2026 | Updated June 4, 2026",
                "Ann Oak; 2026-06-03; changed 2026-06-04",
            ),
            (
                "Published 3 June 2026, updated 4 June 2026",
                "2026-06-03; changed 2026-06-04",
            ),
            (
                "By Ann Oak | 3 June 2026 | 5 min read",
                "Ann Oak; 2026-06-03",
            ),
            ("Posted on 3 June 2026 by admin", "2026-06-03"),
            ("By Ann Oak for Harbour Wire", "Ann Oak"),
        ] {
            assert_eq!(shown(line).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn sentences_and_headlines_with_dates_in_them_are_left() {
        for line in [
            "By Friday, 3,000 had fled.",
            "By June 3, 2026, 3,000 had fled.",
            "By 3 June 2026 the town was quiet.",
            "By Friday, 5 June 2026",
            "By May 2026 Ann Oak had left.",
            "Ann Oak was born on June 3, 2026.",
            "Posted on 3 June 2026 by those who had seen it, the picture spread.",
            "Harbour Square, June 4, 1989",
            "Town meets again - June 3, 2026 - and nothing is signed",
            "",
        ] {
            assert_eq!(shown(line), None, "{line}");
        }
    }

    #[test]
    fn a_place_or_a_section_beside_a_date_is_no_author() {
        for line in [
            "Latin America | June 3, 2026",
            "New York | June 3, 2026",
            "Asia Pacific | June 3, 2026",
            "Virginia Politics | June 3, 2026",
            "Human Rights | June 3, 2026",
        ] {
            assert_eq!(shown(line).as_deref(), Some("2026-06-03"), "{line}");
        }
    }

    #[test]
    fn of_several_names_the_one_with_a_given_name_is_the_authors() {
        for line in [
            "Latin America | Ann Oak | June 3, 2026",
            "Harbour Life | Ann Oak | June 3, 2026",
            "Ann Oak | Harbour Life | June 3, 2026",
        ] {
            let expected = Some("Ann Oak; 2026-06-03; bare");
            assert_eq!(shown(line).as_deref(), expected, "{line}");
        }
        let unknown = "Xylo Oak | June 3, 2026";
        assert_eq!(
            shown(unknown).as_deref(),
            Some("Xylo Oak; 2026-06-03; bare")
        );
    }

    #[test]
    fn a_line_of_more_parts_than_a_signature_has_is_none() {
        let line = |count| format!("{}June 3, 2026", "Ann Oak | ".repeat(count));
        assert!(shown(&line(MOST_SEGMENTS - 1)).is_some());
        assert_eq!(shown(&line(MOST_SEGMENTS)), None);
    }
}
