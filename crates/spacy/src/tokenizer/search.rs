//! Finds prefixes, suffixes and infixes fast: in time linear in what is looked at.
//!
//! spaCy's patterns are alternatives that look at one or two characters around what they take.
//! The `regex` crate knows no looking around, so what is looked at is taken along here and
//! left out of the result. Patterns of another shape go the slow way of [`super::backtrack`].

use regex::Regex;
use regex_syntax::hir::ClassUnicode;

use super::backtrack::{self, back, width};
use super::python::{self, Look, Node};

/// Longest text to which the slow way is applied.
const MAX_SLOW: usize = 4096;
/// Memory a compiled expression may take, in bytes.
const MAX_COMPILED: usize = 64 << 20;

/// One alternative: what comes before, what is taken, what comes after.
struct Branch {
    behind: Option<Node>,
    body: Vec<Node>,
    ahead: Option<Node>,
}

impl Branch {
    /// Takes an alternative apart, `None` when it has another shape.
    fn new(node: &Node) -> Option<Branch> {
        let mut body: &[Node] = match node {
            Node::Concat(nodes) => nodes,
            other => std::slice::from_ref(other),
        };
        let mut branch = Branch {
            behind: None,
            body: Vec::new(),
            ahead: None,
        };
        if let [Node::Look(behind, Look::Behind), rest @ ..] = body {
            branch.behind = Some((**behind).clone());
            body = rest;
        }
        if let [rest @ .., Node::Look(ahead, look)] = body {
            branch.ahead = Some(match (look, &**ahead) {
                (Look::Ahead, ahead) => ahead.clone(),
                (Look::NotAhead, Node::Char(set)) => {
                    let mut set: ClassUnicode = set.clone();
                    set.negate();
                    Node::Alt(vec![Node::Char(set), Node::End])
                }
                _ => return None,
            });
            body = rest;
        }
        branch.body = body.to_vec();
        let parts = branch
            .behind
            .iter()
            .chain(&branch.ahead)
            .chain(&branch.body);
        let plain = parts.into_iter().all(|node| !looks(node));
        (plain && branch.width().is_some()).then_some(branch)
    }

    /// Characters that are looked at before what is taken.
    fn width(&self) -> Option<usize> {
        self.behind.as_ref().map_or(Some(0), width)
    }

    /// The alternative for the `regex` crate, with what is taken as a group.
    fn pattern(&self) -> String {
        let mut pattern = String::new();
        self.behind
            .iter()
            .for_each(|node| write(node, &mut pattern));
        pattern.push('(');
        self.body.iter().for_each(|node| write(node, &mut pattern));
        pattern.push(')');
        self.ahead.iter().for_each(|node| write(node, &mut pattern));
        pattern
    }
}

fn branches(node: &Node) -> Option<Vec<Branch>> {
    match node {
        Node::Alt(nodes) => nodes.iter().map(Branch::new).collect(),
        node => Branch::new(node).map(|branch| vec![branch]),
    }
}

fn looks(node: &Node) -> bool {
    match node {
        Node::Look(..) => true,
        Node::Concat(nodes) | Node::Alt(nodes) => nodes.iter().any(looks),
        Node::Repeat(node, _) => looks(node),
        Node::Char(_) | Node::Start | Node::End => false,
    }
}

/// Writes an expression in the syntax of the `regex` crate. What is looked at is left out, so
/// where there is any the result matches more.
fn write(node: &Node, out: &mut String) {
    match node {
        Node::Char(set) if set.ranges().is_empty() => out.push_str(r"[^\x{0}-\x{10FFFF}]"),
        Node::Char(set) => {
            out.push('[');
            for range in set.ranges() {
                let (low, high) = (u32::from(range.start()), u32::from(range.end()));
                out.push_str(&format!(r"\x{{{low:X}}}-\x{{{high:X}}}"));
            }
            out.push(']');
        }
        Node::Concat(nodes) => nodes.iter().for_each(|node| write(node, out)),
        Node::Alt(nodes) => {
            for (i, node) in nodes.iter().enumerate() {
                out.push_str(if i == 0 { "(?:" } else { "|" });
                write(node, out);
            }
            out.push(')');
        }
        Node::Repeat(node, times) => {
            out.push_str("(?:");
            write(node, out);
            let max = times.max.map(|max| max.to_string()).unwrap_or_default();
            out.push_str(&format!("){{{},{max}}}", times.min));
            if times.preference == python::Preference::Fewest {
                out.push('?');
            }
        }
        Node::Look(..) => {}
        Node::Start => out.push_str(r"\A"),
        Node::End => out.push_str(r"\z"),
    }
}

fn compile(pattern: &str) -> Result<Regex, String> {
    let built = regex::RegexBuilder::new(pattern)
        .size_limit(MAX_COMPILED)
        .build();
    built.map_err(|error| format!("regular expression of bounded size expected: {error}"))
}

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
    pub(super) fn find(&self, text: &str) -> usize {
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
            Prefix::Slow(node) => slow(node, text).map_or(0, |(start, end)| end - start),
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
    pub(super) fn find(&self, text: &str) -> usize {
        match self {
            Suffix::Fast(regexes) => {
                let starts = regexes.iter().filter_map(|(width, regex)| {
                    let found = regex.find(text)?;
                    forward(text, found.start(), *width)
                });
                starts.min().map_or(0, |start| text.len() - start)
            }
            Suffix::Slow(node) => slow(node, text).map_or(0, |(start, end)| end - start),
        }
    }
}

/// Finds the places inside a string at which it is cut.
#[derive(Debug)]
pub(super) enum Infix {
    /// One expression for each number of characters looked at before, with the numbers of its
    /// alternatives in the pattern.
    Fast(Vec<(usize, Regex, Vec<usize>)>),
    Slow(Node),
}

/// The next match of one of the expressions of [`Infix::Fast`].
#[derive(Clone, Copy)]
enum Ahead {
    Unknown,
    None,
    At {
        start: usize,
        end: usize,
        rank: usize,
    },
}

impl Infix {
    pub(super) fn new(pattern: &str) -> Result<Infix, String> {
        let node = python::parse(pattern)?;
        let Some(branches) = branches(&node) else {
            return Ok(Infix::Slow(node));
        };
        let regexes = by_width(&branches).into_iter().map(|(width, members)| {
            let patterns: Vec<String> = members
                .iter()
                .map(|&(_, branch)| branch.pattern())
                .collect();
            let ranks = members.iter().map(|&(rank, _)| rank).collect();
            Ok((width, compile(&patterns.join("|"))?, ranks))
        });
        Ok(Infix::Fast(regexes.collect::<Result<_, String>>()?))
    }

    /// All matches from left to right, as byte ranges, as `re.finditer` gives them.
    pub(super) fn find_all(&self, text: &str) -> Vec<(usize, usize)> {
        match self {
            Infix::Fast(regexes) => find_all(regexes, text),
            Infix::Slow(node) => {
                let mut found = Vec::new();
                let mut from = 0;
                while from <= text.len() && text.len() <= MAX_SLOW {
                    let Ok(Some((start, end))) = backtrack::search(node, text, from) else {
                        break;
                    };
                    found.push((start, end));
                    from = step(text, start, end);
                }
                found
            }
        }
    }
}

fn find_all(regexes: &[(usize, Regex, Vec<usize>)], text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut next = vec![Ahead::Unknown; regexes.len()];
    let mut from = 0;
    while from <= text.len() {
        for (ahead, regex) in next.iter_mut().zip(regexes) {
            let passed = match *ahead {
                Ahead::At { start, .. } => start < from,
                Ahead::Unknown => true,
                Ahead::None => false,
            };
            if passed {
                *ahead = find_next(regex, text, from);
            }
        }
        let matches = next.iter().filter_map(|ahead| match *ahead {
            Ahead::At { start, end, rank } => Some((start, rank, end)),
            _ => None,
        });
        let Some((start, _, end)) = matches.min() else {
            break;
        };
        found.push((start, end));
        from = step(text, start, end);
    }
    found
}

fn find_next((width, regex, ranks): &(usize, Regex, Vec<usize>), text: &str, from: usize) -> Ahead {
    let at = back(text, from, *width).unwrap_or(0);
    // Most strings have no infix, and asking for that alone is much faster.
    if !regex.is_match_at(text, at) {
        return Ahead::None;
    }
    let Some(captures) = regex.captures_at(text, at) else {
        return Ahead::None;
    };
    let groups = ranks.iter().zip(captures.iter().skip(1));
    let taken = groups
        .filter_map(|(&rank, group)| Some((rank, group?)))
        .next();
    taken.map_or(Ahead::None, |(rank, group)| Ahead::At {
        start: group.start(),
        end: group.end(),
        rank,
    })
}

/// Where to look on after a match.
fn step(text: &str, start: usize, end: usize) -> usize {
    if end > start {
        return end;
    }
    forward(text, end, 1).unwrap_or(text.len() + 1)
}

/// The position `chars` characters after `at`.
fn forward(text: &str, at: usize, chars: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let ends = rest.char_indices().map(|(i, _)| at + i);
    ends.chain([text.len()]).nth(chars)
}

/// Groups alternatives, with their numbers, by how many characters they look at before.
fn by_width(branches: &[Branch]) -> Vec<(usize, Vec<(usize, &Branch)>)> {
    let mut groups = std::collections::BTreeMap::<usize, Vec<(usize, &Branch)>>::new();
    for (rank, branch) in branches.iter().enumerate() {
        groups
            .entry(branch.width().unwrap_or(0))
            .or_default()
            .push((rank, branch));
    }
    groups.into_iter().collect()
}

fn slow(node: &Node, text: &str) -> Option<(usize, usize)> {
    if text.len() > MAX_SLOW {
        return None;
    }
    backtrack::search(node, text, 0).ok().flatten()
}

/// Says whether a string matches from its beginning, as `re.match` does.
#[derive(Debug)]
pub(super) struct Whole {
    /// Matches at least whatever the expression matches.
    more: Regex,
    exact: Node,
}

impl Whole {
    pub(super) fn new(pattern: &str) -> Result<Whole, String> {
        let exact = python::parse(pattern)?;
        let mut more = String::from(r"\A(?:");
        write(&unbounded(&exact), &mut more);
        more.push(')');
        Ok(Whole {
            more: compile(&more)?,
            exact,
        })
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        if !self.more.is_match(text) {
            return false;
        }
        // What the slow way cannot decide is not cut: an address or not, it is one thing.
        text.len() > MAX_SLOW
            || backtrack::match_at(&self.exact, text, 0).map_or(true, |end| end.is_some())
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
        slow(&self.0, text).is_some()
    }
}

/// The expression with large counts lifted, which would take much memory.
fn unbounded(node: &Node) -> Node {
    match node {
        Node::Repeat(node, times) => {
            let max = times.max.filter(|&max| max <= 4);
            let times = python::Times { max, ..*times };
            Node::Repeat(Box::new(unbounded(node)), times)
        }
        Node::Concat(nodes) => Node::Concat(nodes.iter().map(unbounded).collect()),
        Node::Alt(nodes) => Node::Alt(nodes.iter().map(unbounded).collect()),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
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
                prefix.find(&text),
                slow_prefix.find(&text),
                "prefix of {text}"
            );
            assert_eq!(
                suffix.find(&text),
                slow_suffix.find(&text),
                "suffix of {text}"
            );
            assert_eq!(
                infix.find_all(&text),
                slow_infix.find_all(&text),
                "infixes of {text}"
            );
        }
    }

    #[test]
    fn affixes_are_found_at_the_ends() {
        let (prefix, suffix) = (Prefix::new(PREFIX).unwrap(), Suffix::new(SUFFIX).unwrap());
        assert_eq!(prefix.find("+a"), 1);
        assert_eq!(prefix.find("+1"), 0);
        assert_eq!(prefix.find("US$5"), 3);
        assert_eq!(suffix.find("30°F."), 1);
        assert_eq!(suffix.find("12km"), 2);
        assert_eq!(suffix.find("km"), 0);
    }

    #[test]
    fn an_address_is_matched_as_a_whole() {
        let url = Whole::new(
            r"(?u)^(?:\w+://)?(?:(?!10)\d{1,3}\.\d{1,3}|(?:[a-z]{1,62}\.)+[a-z]{2,63})(?:/\S*)?$",
        )
        .unwrap();
        assert!(url.matches("https://example.org/a"));
        assert!(url.matches("20.1"));
        assert!(!url.matches("10.1"));
        assert!(!url.matches("example"));
    }

    #[test]
    fn long_strings_take_linear_time() {
        let started = std::time::Instant::now();
        let suffix = Suffix::new(SUFFIX).unwrap();
        let mut text = "'s".repeat(50_000);
        while suffix.find(&text) > 0 {
            text.truncate(text.len() - suffix.find(&text));
        }
        assert!(text.is_empty());
        let infix = Infix::new(INFIX).unwrap();
        assert_eq!(infix.find_all(&"a-".repeat(50_000)).len(), 49_999);
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}
