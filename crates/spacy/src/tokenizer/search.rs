//! Finds prefixes and suffixes, in time linear in their own length wherever the pattern allows.
//!
//! Patterns of a shape that [`super::branch`] does not know go the slow way of
//! [`super::backtrack`].

use regex::Regex;

use super::alternatives::Alternatives;
use super::backtrack::{self, Effort, back};
use super::branch::{Branch, branches, by_width, compile, forward, write};
use super::python;
use super::tree::{Node, Times};

/// Longest text to which the slow way is applied.
pub(super) const MAX_SLOW: usize = 4096;

/// Finds how much of a string's beginning is a prefix.
#[derive(Debug)]
pub(super) enum Prefix {
    /// Every alternative starts at the beginning. The groups of those that look ahead.
    Fast(Regex, Vec<usize>),
    Slow(Node),
}

impl Prefix {
    pub(super) fn new(pattern: &str) -> Result<Prefix, String> {
        let node = python::parse(pattern)?;
        let fits = |branch: &Branch| {
            branch.behind.is_none() && matches!(branch.body[..], [Node::Start, ..])
        };
        let Some(branches) = branches(&node).filter(|branches| branches.iter().all(fits)) else {
            return Ok(Prefix::Slow(node));
        };
        let patterns: Vec<String> = branches.iter().map(Branch::pattern).collect();
        let looking = branches
            .iter()
            .enumerate()
            .filter(|(_, branch)| branch.ahead.is_some());
        let groups = looking.map(|(i, _)| i + 1).collect();
        Ok(Prefix::Fast(compile(&patterns.join("|"))?, groups))
    }

    /// Bytes of the prefix; 0 when there is none.
    pub(super) fn find(&self, text: &str, effort: &mut Effort) -> usize {
        match self {
            Prefix::Fast(regex, groups) => {
                if groups.is_empty() {
                    return regex.find(text).map_or(0, |found| found.end());
                }
                if !regex.is_match(text) {
                    return 0;
                }
                let Some(captures) = regex.captures(text) else {
                    return 0;
                };
                let group = groups.iter().find_map(|&group| captures.get(group));
                let whole = || captures.get(0).map_or(0, |found| found.end());
                group.map_or_else(whole, |found| found.end())
            }
            // What matches further inside gives the prefix its length in characters, as in spaCy.
            Prefix::Slow(node) => slow(node, text, effort)
                .and_then(|chars| forward(text, 0, chars))
                .unwrap_or(0),
        }
    }
}

/// Finds how much of a string's end is a suffix.
#[derive(Debug)]
pub(super) enum Suffix {
    /// Every alternative ends at the end. One expression for each number of characters that
    /// are looked at before the suffix.
    Fast(Vec<(usize, Regex)>),
    Slow(Node),
}

impl Suffix {
    pub(super) fn new(pattern: &str) -> Result<Suffix, String> {
        let node = python::parse(pattern)?;
        let fits =
            |branch: &Branch| branch.ahead.is_none() && matches!(branch.body[..], [.., Node::End]);
        let Some(branches) = branches(&node).filter(|branches| branches.iter().all(fits)) else {
            return Ok(Suffix::Slow(node));
        };
        let regexes = by_width(&branches).into_iter().map(|(width, members)| {
            let patterns: Vec<String> = members
                .iter()
                .map(|&(_, branch)| branch.pattern())
                .collect();
            // The end stands once, outside, so that the search can begin there.
            Ok((width, compile(&format!(r"(?:{})\z", patterns.join("|")))?))
        });
        Ok(Suffix::Fast(regexes.collect::<Result<_, String>>()?))
    }

    /// Bytes of the suffix; 0 when there is none.
    pub(super) fn find(&self, text: &str, effort: &mut Effort) -> usize {
        match self {
            Suffix::Fast(regexes) => {
                let starts = regexes.iter().filter_map(|(width, regex)| {
                    let found = regex.find(text)?;
                    forward(text, found.start(), *width)
                });
                starts.min().map_or(0, |start| text.len() - start)
            }
            Suffix::Slow(node) => slow(node, text, effort)
                .and_then(|chars| back(text, text.len(), chars))
                .map_or(0, |start| text.len() - start),
        }
    }
}

/// How many characters the first match takes.
fn slow(node: &Node, text: &str, effort: &mut Effort) -> Option<usize> {
    if text.len() > MAX_SLOW {
        return None;
    }
    let (start, end) = backtrack::search(node, text, 0, effort).ok().flatten()?;
    Some(text[start..end].chars().count())
}

/// Says whether a string matches from its beginning, as `re.match` does.
#[derive(Debug)]
pub(super) enum Whole {
    /// An expression that matches at least whatever the pattern matches, and the pattern.
    Checked(Regex, Node),
    Many(Alternatives),
}

impl Whole {
    pub(super) fn new(pattern: &str) -> Result<Whole, String> {
        let exact = python::parse(pattern)?;
        if let Some(alternatives) = Alternatives::new(&exact) {
            return Ok(Whole::Many(alternatives));
        }
        let mut more = String::from(r"\A(?:");
        write(&unbounded(&exact), &mut more);
        more.push(')');
        Ok(Whole::Checked(compile(&more)?, exact))
    }

    pub(super) fn matches(&self, text: &str, effort: &mut Effort) -> bool {
        let (more, exact) = match self {
            Whole::Many(alternatives) => return alternatives.matches(text, effort),
            Whole::Checked(more, exact) => (more, exact),
        };
        // What the slow way cannot decide is not cut: an address or not, it is one thing.
        let mut slow =
            || backtrack::match_at(exact, text, 0, effort).map_or(true, |end| end.is_some());
        more.is_match(text) && (text.len() > MAX_SLOW || slow())
    }
}

/// Says whether an expression matches anywhere in a string, as `re.search` does.
#[derive(Debug)]
pub(crate) struct Search(Node);

impl Search {
    pub(crate) fn new(pattern: &str) -> Result<Search, String> {
        python::parse(pattern).map(Search)
    }

    pub(crate) fn is_in(&self, text: &str) -> bool {
        slow(&self.0, text, &mut Effort::new()).is_some()
    }
}

/// The expression with large counts lifted, which would take much memory.
fn unbounded(node: &Node) -> Node {
    match node {
        Node::Repeat(node, times) => {
            let max = times.max.filter(|&max| max <= 4);
            let times = Times { max, ..*times };
            Node::Repeat(Box::new(unbounded(node)), times)
        }
        Node::Concat(nodes) => Node::Concat(nodes.iter().map(unbounded).collect()),
        Node::Alt(nodes) => Node::Alt(nodes.iter().map(unbounded).collect()),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::infix::Infix;
    use super::*;

    const PREFIX: &str = r"^§|^\+(?![0-9])|^…|^……|^\.\.+|^US\$";
    const SUFFIX: &str =
        r"…$|……$|\.\.+$|'s$|(?<=[0-9])\+$|(?<=°[FC])\.$|(?<=[0-9])(?:km|m)$|(?<=[a-z)])\.$";
    const INFIX: &str =
        r"\.\.+|…|(?<=[0-9])[+*^](?=[0-9-])|(?<=[a-z])\.(?=[A-Z])|(?<=[a-z])(?:-|--)(?=[a-z])";

    /// Short strings of characters that the patterns speak of.
    fn strings() -> impl Iterator<Item = String> {
        let letters: Vec<char> = "a1.+…'s°Fkm-B$".chars().collect();
        (0..20_000u64).map(move |seed| {
            let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
            let mut draw = |below: u64| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state % below) as usize
            };
            let length = 1 + draw(7);
            (0..length)
                .map(|_| letters[draw(letters.len() as u64)])
                .collect()
        })
    }

    #[test]
    fn the_fast_way_finds_what_the_slow_one_finds() {
        let (prefix, suffix, infix) = (
            Prefix::new(PREFIX).unwrap(),
            Suffix::new(SUFFIX).unwrap(),
            Infix::new(INFIX).unwrap(),
        );
        assert!(matches!(
            (&prefix, &suffix, &infix),
            (Prefix::Fast(..), Suffix::Fast(_), Infix::Fast(_))
        ));
        let slow = |pattern| python::parse(pattern).unwrap();
        let slow_prefix = Prefix::Slow(slow(PREFIX));
        let slow_suffix = Suffix::Slow(slow(SUFFIX));
        let slow_infix = Infix::Slow(slow(INFIX));
        for text in strings() {
            assert_eq!(
                prefix.find(&text, &mut Effort::new()),
                slow_prefix.find(&text, &mut Effort::new()),
                "prefix of {text}"
            );
            assert_eq!(
                suffix.find(&text, &mut Effort::new()),
                slow_suffix.find(&text, &mut Effort::new()),
                "suffix of {text}"
            );
            assert_eq!(
                infix.find_all(&text, &mut Effort::new()),
                slow_infix.find_all(&text, &mut Effort::new()),
                "infixes of {text}"
            );
        }
    }

    #[test]
    fn affixes_are_found_at_the_ends() {
        let (prefix, suffix) = (Prefix::new(PREFIX).unwrap(), Suffix::new(SUFFIX).unwrap());
        assert_eq!(prefix.find("+a", &mut Effort::new()), 1);
        assert_eq!(prefix.find("+1", &mut Effort::new()), 0);
        assert_eq!(prefix.find("US$5", &mut Effort::new()), 3);
        assert_eq!(suffix.find("30°F.", &mut Effort::new()), 1);
        assert_eq!(suffix.find("12km", &mut Effort::new()), 2);
        assert_eq!(suffix.find("km", &mut Effort::new()), 0);
    }

    #[test]
    fn an_affix_that_stands_elsewhere_takes_as_many_characters() {
        let mut effort = Effort::new();
        let (prefix, suffix) = (Prefix::new("b+").unwrap(), Suffix::new("b+").unwrap());
        assert_eq!(prefix.find("é\u{301}bb…", &mut effort), "é\u{301}".len());
        assert_eq!(suffix.find("bb…é", &mut effort), "…é".len());
        assert_eq!(prefix.find("é", &mut effort), 0);
    }

    #[test]
    fn an_address_is_matched_as_a_whole() {
        let url = Whole::new(
            r"(?u)^(?:\w+://)?(?:(?!10)\d{1,3}\.\d{1,3}|(?:[a-z]{1,62}\.)+[a-z]{2,63})(?:/\S*)?$",
        )
        .unwrap();
        assert!(url.matches("https://example.org/a", &mut Effort::new()));
        assert!(url.matches("20.1", &mut Effort::new()));
        assert!(!url.matches("10.1", &mut Effort::new()));
        assert!(!url.matches("example", &mut Effort::new()));
    }

    #[test]
    fn long_strings_take_linear_time() {
        let started = std::time::Instant::now();
        let suffix = Suffix::new(SUFFIX).unwrap();
        let mut text = "'s".repeat(50_000);
        while suffix.find(&text, &mut Effort::new()) > 0 {
            text.truncate(text.len() - suffix.find(&text, &mut Effort::new()));
        }
        assert!(text.is_empty());
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}
