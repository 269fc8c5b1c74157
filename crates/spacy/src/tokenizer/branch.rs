//! Takes patterns apart into alternatives that the `regex` crate can match.
//!
//! spaCy's patterns are alternatives that look at one or two characters around what they take.
//! The `regex` crate knows no looking around, so what is looked at is taken along, and what
//! the alternative itself takes is a group.

use std::collections::BTreeMap;
use std::fmt::Write;

use regex::Regex;
use regex_syntax::hir::ClassUnicode;

use super::backtrack::width;
use super::tree::{Look, Node, Preference};

/// Memory a compiled expression may take, in bytes.
const MAX_COMPILED: usize = 64 << 20;

/// One alternative: what comes before, what is taken, what comes after.
pub(super) struct Branch {
    pub(super) behind: Option<Node>,
    pub(super) body: Vec<Node>,
    pub(super) ahead: Option<Node>,
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
    pub(super) fn width(&self) -> Option<usize> {
        self.behind.as_ref().map_or(Some(0), width)
    }

    /// The alternative for the `regex` crate, with what is taken as a group.
    pub(super) fn pattern(&self) -> String {
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

pub(super) fn branches(node: &Node) -> Option<Vec<Branch>> {
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
pub(super) fn write(node: &Node, out: &mut String) {
    match node {
        Node::Char(set) if set.ranges().is_empty() => out.push_str(r"[^\x{0}-\x{10FFFF}]"),
        Node::Char(set) => {
            out.push('[');
            for range in set.ranges() {
                let (low, high) = (u32::from(range.start()), u32::from(range.end()));
                let _ = write!(out, r"\x{{{low:X}}}-\x{{{high:X}}}");
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
            if times.preference == Preference::Fewest {
                out.push('?');
            }
        }
        Node::Look(..) => {}
        Node::Start => out.push_str(r"\A"),
        Node::End => out.push_str(r"\z"),
    }
}

pub(super) fn compile(pattern: &str) -> Result<Regex, String> {
    let built = regex::RegexBuilder::new(pattern)
        .size_limit(MAX_COMPILED)
        .build();
    built.map_err(|error| format!("regular expression of bounded size expected: {error}"))
}

/// Groups alternatives, with their numbers, by how many characters they look at before.
pub(super) fn by_width(branches: &[Branch]) -> Vec<(usize, Vec<(usize, &Branch)>)> {
    let mut groups = BTreeMap::<usize, Vec<(usize, &Branch)>>::new();
    for (rank, branch) in branches.iter().enumerate() {
        groups
            .entry(branch.width().unwrap_or(0))
            .or_default()
            .push((rank, branch));
    }
    groups.into_iter().collect()
}

/// The position `chars` characters after `at`.
pub(super) fn forward(text: &str, at: usize, chars: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let ends = rest.char_indices().map(|(i, _)| at + i);
    ends.chain([text.len()]).nth(chars)
}

#[cfg(test)]
mod tests {
    use super::super::python::parse;
    use super::*;

    #[test]
    fn an_alternative_falls_into_behind_body_and_ahead() {
        let branches = branches(&parse("a|(?<=[0-9])km$|^x(?![0-9])").unwrap()).unwrap();
        let widths: Vec<_> = branches.iter().map(Branch::width).collect();
        assert_eq!(widths, [Some(0), Some(1), Some(0)]);
        let regex = compile(&branches[2].pattern()).unwrap();
        assert_eq!(regex.captures("xy").unwrap()[1], *"x");
        assert!(regex.is_match("x") && !regex.is_match("x1"));
    }

    #[test]
    fn alternatives_of_another_shape_are_left_to_the_slow_way() {
        for pattern in ["a(?=b)c", "(?<!a)b", "(?:a(?=b))+", "a(?!bc)"] {
            assert!(branches(&parse(pattern).unwrap()).is_none(), "{pattern}");
        }
    }
}
