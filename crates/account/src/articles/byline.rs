//! Bylines: "By Ann Oak and Bo Elm - World News Editor" to the names in it.
//! The words are `rules/articles/bylines.toml`.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::pages::is_address;
use crate::rules::{RuleError, Rules};

pub(super) const RULES: &str = "articles/bylines.toml";

/// A byline is not longer than this, in bytes.
const LONGEST: usize = 160;

/// The same of a name with all that a page adds to it.
const LONGEST_NAME: usize = 60;

/// Words of a name at most; in a field, where a title may stand before it, one more.
const WORDS: usize = 5;

/// The letters of an author's shorthand that some add in brackets: "Ann Oak (ao)".
const SHORTHAND: usize = 5;

/// The words of bylines.
#[derive(Debug)]
pub(crate) struct Bylines {
    words: File,
    particles: BTreeSet<String>,
    roles: BTreeSet<String>,
}

/// The rule file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    beginnings: Vec<String>,
    labels: Vec<String>,
    joints: Vec<String>,
    endings: Vec<String>,
    degrees: Vec<String>,
    honours: Vec<String>,
    particles: Vec<String>,
    roles: Vec<String>,
    pub(super) sections: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "a test reads them"))]
    field: Vec<Example>,
    #[cfg_attr(not(test), expect(dead_code, reason = "a test reads them"))]
    line: Vec<Example>,
}

/// A text, and the names that are to be found in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "a test reads them"))]
struct Example {
    text: String,
    names: Vec<String>,
}

impl Bylines {
    /// Reads the words of the rules.
    pub(crate) fn new(rules: &Rules) -> Result<Self, RuleError> {
        let parsed = toml::from_str(rules.file(RULES));
        let mut words: File = parsed.map_err(|error| RuleError::new(RULES, error))?;
        for longest_first in [&mut words.beginnings, &mut words.labels] {
            longest_first.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        Ok(Self {
            particles: words.particles.iter().cloned().collect(),
            roles: words.roles.iter().cloned().collect(),
            words,
        })
    }

    /// Words of the names of sections of an outlet.
    pub(crate) fn sections(&self) -> &[String] {
        &self.words.sections
    }

    /// The authors that a line consists of, where it begins like a byline.
    pub(crate) fn line(&self, line: &str) -> Option<Vec<String>> {
        if line.len() > LONGEST {
            return None;
        }
        let (names, tail) = cut_tail(self.after_by(line)?);
        let names = self.people(names)?;
        // "By Friday Night the city was quiet" is a sentence: what follows the names must be set apart.
        let apart = tail.is_empty() || !tail.ends_with(['.', '!', '?']);
        apart.then_some(names)
    }

    /// The authors that a field of a page names: "by ANN OAK, Staff Writer" or "Ann Oak, Bo Elm".
    pub(crate) fn field(&self, value: &str) -> Vec<String> {
        // In brackets stands whose a picture is.
        let bracketed = value.starts_with('(') && value.ends_with(')');
        if is_address(value) || bracketed || value.len() > LONGEST {
            return Vec::new();
        }
        if let Some(names) = self.line(value) {
            return names;
        }
        let value = self.unlabelled(value);
        let parts = self.split(value);
        let parts: Vec<&str> = parts.iter().map(|name| self.unmarked(name)).collect();
        let person = parts.first().is_some_and(|first| self.is_name(first));
        let known = |(at, name): &(usize, &str)| {
            let own = name.chars().any(char::is_alphabetic)
                && !self.is_role(name)
                && !self.is_label(name)
                && !self.words.degrees.contains(&name.to_lowercase())
                && !name.starts_with('(')
                && !name.contains(':');
            own && (*at == 0 || !person || self.may_follow(name))
        };
        let names = parts.iter().copied().enumerate().filter(known);
        let names: Vec<String> = names.map(|(_, name)| name.to_owned()).collect();
        if names.is_empty() && value.chars().any(char::is_alphabetic) {
            return vec![value.trim().to_owned()];
        }
        names
    }

    /// Whether a part says nothing but that names stand beside it.
    fn is_label(&self, part: &str) -> bool {
        let part = part.to_lowercase();
        let File {
            beginnings,
            labels,
            endings,
            ..
        } = &self.words;
        let mut all = beginnings.iter().chain(labels).chain(endings);
        all.any(|label| *label == part)
    }

    /// Whether a part behind a person's name can be another author: neither what the person does
    /// nor an address.
    fn may_follow(&self, part: &str) -> bool {
        let cased = part.contains(char::is_lowercase) || part.contains(char::is_uppercase);
        let host = part.contains('.') && !part.contains(' ') && part.contains(char::is_lowercase);
        !cased || (part.len() <= LONGEST_NAME && self.is_name(part)) && !host
    }

    /// The field without the words that say what it is, before it and behind it: "By the editors",
    /// "Autor: Ann Oak", "Ann Oak All articles".
    fn unlabelled<'t>(&self, value: &'t str) -> &'t str {
        let value = value.trim();
        let label = || {
            let mut labels = self.words.labels.iter();
            let rest = labels.find_map(|label| after(value, label));
            rest.filter(|rest| rest.starts_with(char::is_whitespace))
        };
        let rest = label().or_else(|| self.after_by(value)).map(str::trim);
        let value = rest.filter(|rest| !rest.is_empty()).unwrap_or(value);
        let mut endings = self.words.endings.iter();
        let head = endings
            .find_map(|ending| before(value, ending))
            .map(str::trim);
        head.filter(|head| !head.is_empty()).unwrap_or(value)
    }

    /// What follows the words that begin a byline.
    fn after_by<'t>(&self, line: &'t str) -> Option<&'t str> {
        let mut rests = self.words.beginnings.iter();
        let rest = rests.find_map(|word| after(line, word).filter(|rest| rest.starts_with(' ')));
        rest.map(str::trim)
    }

    /// A name without the abbreviation in brackets, the dash and the honour at its end:
    /// "Ann Oak (ao)", "Ann Oak -".
    fn unmarked<'t>(&self, name: &'t str) -> &'t str {
        let name = name.trim().trim_end_matches(['-', '–', '—']).trim_end();
        let short = name
            .strip_suffix(')')
            .and_then(|inner| inner.rsplit_once(" ("));
        let name = match short {
            Some((name, short)) if short.len() <= SHORTHAND => name.trim_end(),
            _ => name,
        };
        let mut honours = self.words.honours.iter();
        let bare = honours.find_map(|honour| name.strip_suffix(honour.as_str()));
        bare.map(str::trim)
            .filter(|bare| !bare.is_empty())
            .unwrap_or(name)
    }

    /// The names of a list of names; nothing where one part is no name.
    fn people(&self, text: &str) -> Option<Vec<String>> {
        let parts = self.split(text);
        let mut names = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let part = part.trim();
            if at > 0 && self.is_role(part) {
                continue;
            }
            if !self.is_name(part) {
                return None;
            }
            names.push(part.to_owned());
        }
        (!names.is_empty()).then_some(names)
    }

    /// The parts of a list: "A, B and C", "A & B", "A; B", "Ann Oak/Bo Elm".
    fn split(&self, text: &str) -> Vec<String> {
        let mut parts = vec![String::new()];
        for word in text.split_inclusive(char::is_whitespace) {
            let joint = self.words.joints.contains(&word.trim_end().to_lowercase());
            match parts.last_mut() {
                Some(last) if !joint || last.is_empty() => last.push_str(word),
                _ => parts.push(String::new()),
            }
        }
        let parts = parts
            .iter()
            .flat_map(|part| part.split([',', ';', '&', '|']));
        let parts = parts.flat_map(|part| self.strokes(part));
        let parts = parts.map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    }

    /// What strokes part, where each part is a name: "Ann Oak/Bo Elm".
    fn strokes<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let parts: Vec<&str> = text.split('/').map(str::trim).collect();
        let whole = |part: &&str| part.contains(' ') && self.is_name(part);
        match parts.iter().all(whole) {
            true => parts,
            false => vec![text],
        }
    }

    /// Whether a byline names nobody: "by admin", "By Staff".
    pub(crate) fn is_by_role(&self, line: &str) -> bool {
        let words = self.after_by(line).map(str::split_whitespace);
        words.is_some_and(|mut words| words.all(|word| self.is_role(word)))
    }

    /// Whether a part says what somebody does and not who it is.
    pub(crate) fn is_role(&self, part: &str) -> bool {
        part.split_whitespace().any(|word| {
            let word = word
                .trim_matches(|letter: char| !letter.is_alphanumeric())
                .to_lowercase();
            self.roles.contains(&word) || self.roles.contains(word.trim_end_matches('s'))
        })
    }

    /// One to five capitalised words, small words of names between them.
    pub(crate) fn is_name(&self, part: &str) -> bool {
        let words: Vec<&str> = part.split_whitespace().collect();
        let plain = |word: &&str| {
            let letters = word
                .chars()
                .all(|letter| letter.is_alphabetic() || ".'’-".contains(letter));
            let inner = word
                .split_once(['\'', '’'])
                .map_or(*word, |(_, inner)| inner);
            let capital =
                word.starts_with(char::is_uppercase) || inner.starts_with(char::is_uppercase);
            letters && (capital || self.particles.contains(*word))
        };
        let begins = words
            .first()
            .is_some_and(|word| word.starts_with(char::is_uppercase));
        begins && words.len() <= WORDS && words.iter().all(plain)
    }
}

/// What follows `word`, which is in small letters, at the beginning of a text in any.
fn after<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let begin = text.get(..word.len())?;
    (begin.to_lowercase() == word).then(|| &text[word.len()..])
}

/// What stands before `word`, which is in small letters, at the end of a text in any.
fn before<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let start = text.len().checked_sub(word.len())?;
    let end = text.get(start..)?;
    (end.to_lowercase() == word).then(|| &text[..start])
}

/// Splits off what follows the names: "Ann Oak - World News Editor", "Ann Oak | Harbour Wire".
fn cut_tail(text: &str) -> (&str, &str) {
    let marks = [
        " - ", " – ", " — ", " | ", " • ", " · ", " / ", " for ", " in ", " (",
    ];
    let at = marks.iter().filter_map(|mark| text.find(mark)).min();
    match at {
        Some(at) => (&text[..at], text[at..].trim_start()),
        None => (text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_the_rules_names_whom_it_says() {
        let bylines = Bylines::new(&Rules::built_in()).unwrap();
        assert!(bylines.words.field.len() > 10 && bylines.words.line.len() > 5);
        for Example { text, names } in &bylines.words.field {
            assert_eq!(bylines.field(text), *names, "{text}");
        }
        for Example { text, names } in &bylines.words.line {
            let found = bylines.line(text).unwrap_or_default();
            assert_eq!(found, *names, "{text}");
        }
    }
}
