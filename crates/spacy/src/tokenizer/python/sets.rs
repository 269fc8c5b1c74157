//! Sets: the characters that brackets and escapes stand for.

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

use super::super::chars::{DIGIT, SPACE, WORD, only, single};
use super::super::tree::Node;
use super::Parser;

/// Characters of a set that is worth remembering.
const LONG_SET: usize = 3;
/// Sets that are remembered.
const MAX_SETS: usize = 64;

impl Parser {
    /// What follows a backslash outside of brackets.
    pub(super) fn escape(&mut self) -> Result<Node, String> {
        match self.peek() {
            Some('A') => {
                self.at += 1;
                Ok(Node::Start)
            }
            _ => {
                let set = self.escaped()?;
                Ok(Node::Char(self.folded(set)))
            }
        }
    }

    /// The set behind a backslash, inside brackets or out.
    fn escaped(&mut self) -> Result<ClassUnicode, String> {
        let Some(c) = self.peek() else {
            return Err(self.error("a character after `\\`"));
        };
        self.at += 1;
        let negated = |set: &ClassUnicode| {
            let mut set = set.clone();
            set.negate();
            set
        };
        Ok(match c {
            'w' => WORD.clone(),
            'W' => negated(&WORD),
            'd' => DIGIT.clone(),
            'D' => negated(&DIGIT),
            's' => SPACE.clone(),
            'S' => negated(&SPACE),
            'u' => single(self.hex(4)?),
            'U' => single(self.hex(8)?),
            'x' => single(self.hex(2)?),
            'n' => single('\n'),
            't' => single('\t'),
            'r' => single('\r'),
            'f' => single('\u{C}'),
            'v' => single('\u{B}'),
            'a' => single('\u{7}'),
            _ if c.is_ascii_alphanumeric() => return Err(self.error("an escape that is supported")),
            _ => single(c),
        })
    }

    fn hex(&mut self, digits: usize) -> Result<char, String> {
        let end = (self.at + digits).min(self.chars.len());
        let text: String = self.chars[self.at..end].iter().collect();
        let number = u32::from_str_radix(&text, 16)
            .ok()
            .filter(|_| text.len() == digits);
        let c = number.and_then(char::from_u32);
        let c = c.ok_or_else(|| self.error("the number of a character"))?;
        self.at = end;
        Ok(c)
    }

    /// What stands between brackets.
    pub(super) fn set(&mut self) -> Result<ClassUnicode, String> {
        let start = self.at;
        let rest = &self.chars[start..];
        // A set with its bracket at the end is the same whatever follows.
        let known = self.sets.iter().find(|(place, _)| {
            let set = &self.chars[place.clone()];
            rest.starts_with(set)
        });
        if let Some((place, set)) = known {
            self.at += place.len();
            return Ok(set.clone());
        }
        let set = self.read_set()?;
        if self.at - start > LONG_SET && self.sets.len() < MAX_SETS {
            self.sets.push((start..self.at, set.clone()));
        }
        Ok(set)
    }

    fn read_set(&mut self) -> Result<ClassUnicode, String> {
        let negated = self.take("^");
        // Made into a set at the end: a set puts itself in order at every change.
        let mut ranges = Vec::new();
        let mut first = true;
        loop {
            let Some(c) = self.peek() else {
                return Err(self.error("`]`"));
            };
            if c == ']' && !first {
                self.at += 1;
                break;
            }
            first = false;
            let low = self.member()?;
            let is_range =
                self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|&c| c != ']');
            if is_range && let Some(low) = only(&low) {
                self.at += 1;
                let high = self.member()?;
                let high = only(&high).filter(|&high| high >= low);
                let high = high.ok_or_else(|| self.error("a range from low to high"))?;
                ranges.push(ClassUnicodeRange::new(low, high));
            } else {
                ranges.extend_from_slice(low.ranges());
            }
        }
        let mut set = self.folded(ClassUnicode::new(ranges));
        if negated {
            set.negate();
        }
        Ok(set)
    }

    fn member(&mut self) -> Result<ClassUnicode, String> {
        if self.take("\\") {
            return self.escaped();
        }
        let c = self.peek().ok_or_else(|| self.error("`]`"))?;
        self.at += 1;
        Ok(single(c))
    }

    /// One character, in both cases where case is ignored.
    pub(super) fn one(&self, c: char) -> ClassUnicode {
        self.folded(single(c))
    }

    fn folded(&self, mut set: ClassUnicode) -> ClassUnicode {
        if self.ignore_case {
            set.case_fold_simple();
        }
        set
    }
}
