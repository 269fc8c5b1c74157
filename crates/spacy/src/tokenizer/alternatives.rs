//! Matches patterns of very many alternatives, such as the lists of words with hyphens that
//! spaCy's French tokenizer keeps together.
//!
//! Compiling hundreds of alternatives into one expression takes long. Here each of them is
//! tried by [`super::backtrack`], after a look at what a string must begin with and at a sign
//! that it must hold: hardly any string passes both.

use std::collections::HashMap;

use regex_syntax::hir::ClassUnicode;

use super::backtrack::{self, Effort};
use super::tree::Node;

/// Fewer alternatives than this are better compiled.
const FEWEST: usize = 64;
/// Bytes of the longest string that matches: these patterns speak of words.
const MAX_WORD: usize = 512;
/// Largest set of characters that says something of a string.
const MAX_SET: usize = 8;

/// A pattern whose alternatives are matched one by one.
#[derive(Debug)]
pub(super) struct Alternatives {
    /// Those that begin with certain characters, by the first of these.
    by_first: HashMap<char, Vec<Alternative>>,
    /// All others, together where they need the same.
    others: Vec<(Vec<char>, Vec<Alternative>)>,
}

#[derive(Clone, Debug)]
struct Alternative {
    /// Characters that may stand at each of the first places.
    begin: Vec<Vec<char>>,
    exact: Node,
}

impl Alternatives {
    /// Takes apart a pattern of many alternatives; `None` when it has few.
    pub(super) fn new(pattern: &Node) -> Option<Alternatives> {
        let Node::Alt(nodes) = pattern else {
            return None;
        };
        if nodes.len() < FEWEST {
            return None;
        }
        let mut alternatives = Alternatives {
            by_first: HashMap::new(),
            others: Vec::new(),
        };
        nodes.iter().for_each(|node| alternatives.add(node));
        Some(alternatives)
    }

    fn add(&mut self, node: &Node) {
        let alternative = Alternative {
            begin: begin(node),
            exact: node.clone(),
        };
        if let Some(first) = alternative.begin.first() {
            for c in first {
                let same = self.by_first.entry(*c).or_default();
                same.push(alternative.clone());
            }
            return;
        }
        let need = need(node);
        match self.others.iter_mut().find(|(other, _)| *other == need) {
            Some((_, same)) => same.push(alternative),
            None => self.others.push((need, vec![alternative])),
        }
    }

    /// Whether an alternative matches from the beginning of a string.
    pub(super) fn matches(&self, text: &str, effort: &mut Effort) -> bool {
        if text.len() > MAX_WORD {
            return false;
        }
        let begun = text.chars().next().and_then(|c| self.by_first.get(&c));
        let begun = begun.into_iter().flatten();
        let needed = self
            .others
            .iter()
            .filter(|(need, _)| need.is_empty() || text.contains(|c| need.contains(&c)));
        let needed = needed.flat_map(|(_, alternatives)| alternatives);
        begun
            .chain(needed)
            .any(|alternative| alternative.matches(text, effort))
    }
}

impl Alternative {
    fn matches(&self, text: &str, effort: &mut Effort) -> bool {
        let mut chars = text.chars();
        let begins = self.begin.iter().all(|set| {
            let next = chars.next();
            next.is_some_and(|c| set.contains(&c))
        });
        // What the slow way cannot decide is not cut, as elsewhere.
        begins
            && backtrack::match_at(&self.exact, text, 0, effort).map_or(true, |end| end.is_some())
    }
}

/// The small sets of characters with which an expression begins.
fn begin(node: &Node) -> Vec<Vec<char>> {
    let nodes = match node {
        Node::Concat(nodes) => nodes,
        other => std::slice::from_ref(other),
    };
    let chars = nodes.iter().filter(|node| !matches!(node, Node::Start));
    chars.map_while(small).collect()
}

/// The set of characters that an expression stands for, if it is a small one.
fn small(node: &Node) -> Option<Vec<char>> {
    let Node::Char(set) = node else { return None };
    let ranges = set.ranges().iter();
    let size: usize = ranges.map(|range| range.len()).sum();
    (size <= MAX_SET).then(|| members(set))
}

fn members(set: &ClassUnicode) -> Vec<char> {
    let ranges = set.ranges().iter();
    ranges
        .flat_map(|range| range.start()..=range.end())
        .collect()
}

/// Signs one of which every match holds; best such that are no letters. Empty when there are
/// none.
fn need(node: &Node) -> Vec<char> {
    let Node::Concat(nodes) = node else {
        return Vec::new();
    };
    let sets: Vec<Vec<char>> = nodes.iter().filter_map(small).collect();
    let sign = sets
        .iter()
        .find(|set| !set.iter().any(|c| c.is_alphanumeric()));
    sign.or(sets.first()).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::python::parse;
    use super::*;

    fn matches(alternatives: &Alternatives, text: &str) -> bool {
        alternatives.matches(text, &mut Effort::new())
    }

    /// A pattern with enough alternatives, of which these are the last.
    fn pattern(last: &str) -> String {
        let words = (0..FEWEST).map(|i| format!("(?:^word{i}-x$)"));
        let words: Vec<String> = words.collect();
        format!("(?iu){}|{last}", words.join("|"))
    }

    #[test]
    fn alternatives_match_as_the_whole_pattern_does() {
        let last =
            "(?:^anti[-–][a-z]+$)|(?:^[éa]l['’][a-z]*$)|(?:^[a-z]+-la-[a-z]+$)|(?:^r?entr'a)";
        let node = parse(&pattern(last)).unwrap();
        let alternatives = Alternatives::new(&node).unwrap();
        let texts = [
            "word7-x",
            "WORD7-X",
            "word7-xy",
            "Anti-gel",
            "anti–gel",
            "anti-",
            "Él'a",
            "al’",
            "el'a",
            "bar-la-ville",
            "bar-le-ville",
            "-la-",
            "entr'acte",
            "rentr'a",
            "xrentr'a",
            "",
        ];
        for text in texts {
            let slow = backtrack::match_at(&node, text, 0, &mut Effort::new())
                .unwrap()
                .is_some();
            assert_eq!(matches(&alternatives, text), slow, "{text}");
        }
        assert!(matches(&alternatives, "word7-x") && !matches(&alternatives, "word7-xy"));
    }

    #[test]
    fn few_alternatives_are_left_to_be_compiled() {
        assert!(Alternatives::new(&parse("(?:^a$)|(?:^b$)").unwrap()).is_none());
        assert!(Alternatives::new(&parse("^a$").unwrap()).is_none());
    }

    #[test]
    fn a_string_longer_than_words_are_is_no_match() {
        let alternatives = Alternatives::new(&parse(&pattern("^b-+$")).unwrap()).unwrap();
        assert!(matches(&alternatives, &format!("b{}", "-".repeat(500))));
        assert!(!matches(&alternatives, &format!("b{}", "-".repeat(600))));
    }
}
