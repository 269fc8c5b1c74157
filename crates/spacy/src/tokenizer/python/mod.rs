//! Reads regular expressions written for Python's `re` module into a tree.
//!
//! The dialects differ in small things that matter here: what `\w`, `\s` and `$` mean, and
//! which characters are special inside brackets. The tree knows none of that: every character
//! and class is a set of code points.

mod sets;

use std::ops::Range;

use regex_syntax::hir::ClassUnicode;

use super::chars::class;
use super::tree::{Look, Node, Preference, Times};

/// Deepest nesting of groups accepted.
const MAX_DEPTH: u32 = 100;
/// Largest count of repetitions accepted.
const MAX_REPEAT: u32 = 1000;

/// Reads a pattern; else says what in it is not understood.
pub(super) fn parse(pattern: &str) -> Result<Node, String> {
    let mut parser = Parser {
        chars: pattern.chars().collect(),
        at: 0,
        ignore_case: false,
        sets: Vec::new(),
    };
    let node = parser.alternatives(MAX_DEPTH)?;
    match parser.peek() {
        None => Ok(node),
        Some(found) => Err(parser.error(&format!("the end, not `{found}`,"))),
    }
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    ignore_case: bool,
    /// Sets in brackets that were read before, with their characters in the pattern: long ones
    /// come hundreds of times.
    sets: Vec<(Range<usize>, ClassUnicode)>,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take(&mut self, text: &str) -> bool {
        let found = text.chars().eq(self.chars[self.at..]
            .iter()
            .copied()
            .take(text.chars().count()));
        if found {
            self.at += text.chars().count();
        }
        found
    }

    fn error(&self, expected: &str) -> String {
        format!(
            "regular expression, character {}: {expected} expected",
            self.at
        )
    }

    fn alternatives(&mut self, depth: u32) -> Result<Node, String> {
        if depth == 0 {
            return Err(self.error("fewer nested groups"));
        }
        let mut branches = vec![self.sequence(depth)?];
        while self.take("|") {
            branches.push(self.sequence(depth)?);
        }
        Ok(if branches.len() == 1 {
            branches.remove(0)
        } else {
            Node::Alt(branches)
        })
    }

    fn sequence(&mut self, depth: u32) -> Result<Node, String> {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            let Some(node) = self.atom(depth)? else {
                continue;
            };
            nodes.push(self.repeated(node)?);
        }
        Ok(if nodes.len() == 1 {
            nodes.remove(0)
        } else {
            Node::Concat(nodes)
        })
    }

    /// One item without its repetition; `None` for flags, which match nothing.
    fn atom(&mut self, depth: u32) -> Result<Option<Node>, String> {
        let Some(c) = self.peek() else {
            return Err(self.error("an item"));
        };
        self.at += 1;
        Ok(Some(match c {
            '^' => Node::Start,
            '$' => Node::End,
            '.' => Node::Char(class(r"[^\n]")),
            '[' => Node::Char(self.set()?),
            '\\' => self.escape()?,
            '(' => return self.group(depth),
            '*' | '+' | '?' => return Err(self.error("something to repeat")),
            _ => Node::Char(self.one(c)),
        }))
    }

    fn group(&mut self, depth: u32) -> Result<Option<Node>, String> {
        let look = [
            ("?=", Look::Ahead),
            ("?!", Look::NotAhead),
            ("?<=", Look::Behind),
            ("?<!", Look::NotBehind),
        ];
        let look = look.into_iter().find(|(sign, _)| self.take(sign));
        if look.is_none() && !self.take("?:") && self.take("?") {
            if self.take("P<") {
                while self.peek().is_some_and(|c| c.is_alphanumeric() || c == '_') {
                    self.at += 1;
                }
                if !self.take(">") {
                    return Err(self.error("`>`"));
                }
            } else {
                return self.flags().map(|()| None);
            }
        }
        let node = self.alternatives(depth - 1)?;
        if !self.take(")") {
            return Err(self.error("`)`"));
        }
        Ok(Some(match look {
            Some((_, look)) => Node::Look(Box::new(node), look),
            None => node,
        }))
    }

    /// Flags for the whole pattern, such as `(?iu)`.
    fn flags(&mut self) -> Result<(), String> {
        loop {
            match self.peek() {
                Some('i') => self.ignore_case = true,
                Some('u') => {}
                Some(')') => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return Err(self.error("a flag that is supported (i, u)")),
            }
            self.at += 1;
        }
    }

    fn repeated(&mut self, node: Node) -> Result<Node, String> {
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.counts() {
                Some(counts) => counts,
                None => return Ok(node),
            },
            _ => return Ok(node),
        };
        self.at += 1;
        if max.unwrap_or(min) > MAX_REPEAT || min > MAX_REPEAT || max.is_some_and(|max| max < min) {
            return Err(self.error("fewer repetitions"));
        }
        let preference = if self.take("?") {
            Preference::Fewest
        } else {
            Preference::Most
        };
        if matches!(self.peek(), Some('*' | '+' | '?')) {
            return Err(self.error("one repetition"));
        }
        let times = Times {
            min,
            max,
            preference,
        };
        Ok(Node::Repeat(Box::new(node), times))
    }

    /// The numbers of `{2,5}`, up to its last character. `None`, and nothing taken, when the
    /// brace is just a brace, which then is read as a character.
    fn counts(&mut self) -> Option<(u32, Option<u32>)> {
        let rest = &self.chars[self.at + 1..];
        let end = rest.iter().take(16).position(|&c| c == '}')?;
        let inside: String = rest[..end].iter().collect();
        let (min, max) = match inside.split_once(',') {
            Some((min, "")) => (min.parse().ok()?, None),
            Some(("", max)) => (0, Some(max.parse().ok()?)),
            Some((min, max)) => (min.parse().ok()?, Some(max.parse().ok()?)),
            None => {
                let count = inside.parse().ok()?;
                (count, Some(count))
            }
        };
        self.at += 1 + end;
        Some((min, max))
    }
}

#[cfg(test)]
mod tests {
    use super::super::chars::holds;
    use super::*;

    fn set(pattern: &str) -> ClassUnicode {
        match parse(pattern).unwrap() {
            Node::Char(set) => set,
            other => panic!("{other:?} is no set"),
        }
    }

    #[test]
    fn brackets_hold_what_python_says() {
        let members = set(r"[a-c\]\-&|~[\u00e9\U0001F600^$]");
        for c in "abc]-&|~[é😀^$".chars() {
            assert!(holds(&members, c), "{c}");
        }
        assert!(!holds(&members, 'd') && !holds(&members, '\\'));
        assert!(holds(&set("[^a]"), 'b') && !holds(&set("[^a]"), 'a'));
        assert!(holds(&set("[]a]"), ']') && holds(&set("[a-]"), '-'));
    }

    #[test]
    fn a_set_that_comes_again_is_the_same() {
        let Node::Concat(nodes) = parse(r"[a-c\]x][]y][a-c\]x][]y][^a-c\]x][a-c\]]").unwrap()
        else {
            panic!("six sets expected");
        };
        let members = |node: &Node| match node {
            Node::Char(set) => "abc]xy".chars().filter(|&c| holds(set, c)).collect(),
            _ => String::new(),
        };
        let found: Vec<String> = nodes.iter().map(members).collect();
        assert_eq!(found, ["abc]x", "]y", "abc]x", "]y", "y", "abc]"]);
    }

    #[test]
    fn word_characters_are_letters_and_numbers_without_marks() {
        let word = set(r"\w");
        assert!("aé中5²Ⅷ_".chars().all(|c| holds(&word, c)));
        assert!("\u{301}-\u{200d}".chars().all(|c| !holds(&word, c)));
        assert!(holds(&set(r"\s"), '\u{1c}') && !holds(&set(r"\S"), '\u{a0}'));
    }

    #[test]
    fn flags_apply_to_the_whole_pattern() {
        let Node::Concat(nodes) = parse("(?iu)ab").unwrap() else {
            panic!("two characters expected");
        };
        assert!(matches!(&nodes[0], Node::Char(set) if holds(set, 'A')));
    }

    #[test]
    fn what_is_not_supported_is_an_error() {
        for pattern in [
            r"(a)\1", "a**", "(?P=x)", "[a", "(a", "a)", r"\bx", "(?m)^", "[z-a]", "a{9999}",
        ] {
            assert!(parse(pattern).is_err(), "{pattern}");
        }
        assert!(parse(&"(".repeat(100_000)).is_err());
    }

    #[test]
    fn a_brace_that_counts_nothing_is_a_brace() {
        assert!(matches!(parse("a{").unwrap(), Node::Concat(nodes) if nodes.len() == 2));
        assert!(matches!(
            parse("a{,3}").unwrap(),
            Node::Repeat(
                _,
                Times {
                    min: 0,
                    max: Some(3),
                    ..
                }
            )
        ));
    }
}
