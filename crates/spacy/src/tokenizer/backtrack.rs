//! Matches a regular expression the way Python does, by trying one thing after the other.
//!
//! This is the exact and slow way. It is used where no faster one gives the same answer, and
//! it gives up after a bounded number of steps.

use super::chars::holds;
use super::tree::{Look, Node, Preference, Times};

/// Steps after which a match is given up.
const MAX_STEPS: u32 = 200_000;
/// Steps after which everything that belongs together is given up, such as all matches that
/// take affixes off one string: each may be cheap, and all of them still take a day.
const MAX_EFFORT: u32 = 20 * MAX_STEPS;
/// Nested items after which a match is given up, so that the stack suffices.
const MAX_DEPTH: u32 = 400;

/// The matcher gave up.
#[derive(Debug, PartialEq)]
pub(super) struct GaveUp;

/// How much is left to be spent on matches that belong together.
#[derive(Debug)]
pub(crate) struct Effort {
    steps: u32,
}

impl Effort {
    /// For one string.
    pub(crate) fn new() -> Effort {
        Effort { steps: MAX_EFFORT }
    }
}

/// Where the match that begins at byte `start` ends; `None` when there is none.
pub(super) fn match_at(
    node: &Node,
    text: &str,
    start: usize,
    effort: &mut Effort,
) -> Result<Option<usize>, GaveUp> {
    let mut run = Run {
        text,
        steps: 0,
        most: effort.steps.min(MAX_STEPS),
        depth: 0,
        gave_up: false,
    };
    let mut end = None;
    run.node(node, start, &mut |_, at| {
        end = Some(at);
        true
    });
    effort.steps = effort.steps.saturating_sub(run.steps);
    if run.gave_up { Err(GaveUp) } else { Ok(end) }
}

/// The first match that begins at `from` or later.
pub(super) fn search(
    node: &Node,
    text: &str,
    from: usize,
    effort: &mut Effort,
) -> Result<Option<(usize, usize)>, GaveUp> {
    let starts = text[from..].char_indices().map(|(i, _)| from + i);
    for start in starts.chain([text.len()]) {
        if let Some(end) = match_at(node, text, start, effort)? {
            return Ok(Some((start, end)));
        }
    }
    Ok(None)
}

/// What has to match after an item, from a position on.
type Next<'n> = dyn FnMut(&mut Run, usize) -> bool + 'n;

struct Run<'t> {
    text: &'t str,
    steps: u32,
    /// Steps that it may take.
    most: u32,
    depth: u32,
    gave_up: bool,
}

impl Run<'_> {
    fn node(&mut self, node: &Node, at: usize, next: &mut Next) -> bool {
        self.steps += 1;
        if self.gave_up || self.steps > self.most || self.depth > MAX_DEPTH {
            self.gave_up = true;
            return false;
        }
        self.depth += 1;
        let matched = match node {
            Node::Char(set) => match self.text[at..].chars().next() {
                Some(c) if holds(set, c) => next(self, at + c.len_utf8()),
                _ => false,
            },
            Node::Concat(nodes) => self.concat(nodes, at, next),
            Node::Alt(nodes) => nodes.iter().any(|node| self.node(node, at, next)),
            Node::Repeat(node, times) => match &**node {
                Node::Char(_) => self.run_of_chars(node, *times, at, next),
                _ => self.repeat(node, *times, 0, at, next),
            },
            Node::Look(node, look) => self.look(node, *look, at) && next(self, at),
            Node::Start => at == 0 && next(self, at),
            Node::End => matches!(&self.text[at..], "" | "\n") && next(self, at),
        };
        self.depth -= 1;
        matched
    }

    fn concat(&mut self, nodes: &[Node], at: usize, next: &mut Next) -> bool {
        match nodes {
            [] => next(self, at),
            [last] => self.node(last, at, next),
            [first, rest @ ..] => self.node(first, at, &mut |run, at| run.concat(rest, at, next)),
        }
    }

    fn repeat(&mut self, node: &Node, times: Times, done: u32, at: usize, next: &mut Next) -> bool {
        let enough = done >= times.min;
        if enough && times.preference == Preference::Fewest && next(self, at) {
            return true;
        }
        let more = times.max.is_none_or(|max| done < max)
            && self.node(node, at, &mut |run, end| {
                // An empty repetition changes nothing: without this one it would never end.
                (end > at || !enough) && run.repeat(node, times, done + 1, end, next)
            });
        more || enough && times.preference == Preference::Most && next(self, at)
    }

    /// A repeated character needs no nesting, however long the run.
    fn run_of_chars(&mut self, node: &Node, times: Times, at: usize, next: &mut Next) -> bool {
        let Node::Char(set) = node else { return false };
        let most = times.max.unwrap_or(u32::MAX) as usize;
        let fits = self.text[at..]
            .chars()
            .take(most)
            .take_while(|&c| holds(set, c));
        let mut ends = vec![at];
        for c in fits {
            ends.push(ends[ends.len() - 1] + c.len_utf8());
        }
        self.steps = self.steps.saturating_add(ends.len() as u32 / 8);
        let ends = ends.get(times.min as usize..).unwrap_or_default();
        match times.preference {
            Preference::Most => ends.iter().rev().any(|&end| self.counted(end, next)),
            Preference::Fewest => ends.iter().any(|&end| self.counted(end, next)),
        }
    }

    fn counted(&mut self, at: usize, next: &mut Next) -> bool {
        self.steps += 1;
        self.gave_up |= self.steps > self.most;
        !self.gave_up && next(self, at)
    }

    fn look(&mut self, node: &Node, look: Look, at: usize) -> bool {
        match look {
            Look::Ahead => self.node(node, at, &mut |_, _| true),
            Look::NotAhead => !self.node(node, at, &mut |_, _| true),
            Look::Behind => self.behind(node, at),
            Look::NotBehind => !self.behind(node, at),
        }
    }

    fn behind(&mut self, node: &Node, at: usize) -> bool {
        let Some(width) = width(node) else {
            return false;
        };
        match back(self.text, at, width) {
            Some(start) => self.node(node, start, &mut |_, end| end == at),
            None => false,
        }
    }
}

/// The position `chars` characters before `at`.
pub(super) fn back(text: &str, at: usize, chars: usize) -> Option<usize> {
    match chars {
        0 => Some(at),
        _ => text[..at]
            .char_indices()
            .rev()
            .nth(chars - 1)
            .map(|(i, _)| i),
    }
}

/// How many characters an expression takes, if always the same number.
pub(super) fn width(node: &Node) -> Option<usize> {
    match node {
        Node::Char(_) => Some(1),
        Node::Look(..) | Node::Start | Node::End => Some(0),
        Node::Concat(nodes) => {
            let mut widths = nodes.iter().map(width);
            widths.try_fold(0usize, |sum, width| sum.checked_add(width?))
        }
        Node::Alt(nodes) => {
            let mut widths = nodes.iter().map(width);
            let first = widths.next()??;
            widths.all(|width| width == Some(first)).then_some(first)
        }
        Node::Repeat(node, times) if times.max == Some(times.min) => {
            width(node)?.checked_mul(times.min as usize)
        }
        Node::Repeat(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::python::parse;
    use super::*;

    fn found(pattern: &str, text: &str) -> Option<(usize, usize)> {
        search(&parse(pattern).unwrap(), text, 0, &mut Effort::new()).unwrap()
    }

    #[test]
    fn the_first_alternative_wins_even_when_shorter() {
        assert_eq!(found("a|ab", "xab"), Some((1, 2)));
        assert_eq!(found("a|ab$", "xab"), Some((1, 2)));
        assert_eq!(found("(?:a|ab)$", "xab"), Some((1, 3)));
    }

    #[test]
    fn looking_round_takes_nothing() {
        assert_eq!(found("(?<=[0-9])km$", "12km"), Some((2, 4)));
        assert_eq!(found("(?<=[0-9])km$", "xkm"), None);
        assert_eq!(found(r"^\+(?![0-9])", "+a"), Some((0, 1)));
        assert_eq!(found(r"^\+(?![0-9])", "+1"), None);
        assert_eq!(found("(?<!é)b", "éb ab"), Some((5, 6)));
        assert_eq!(found("(?<!é)b", "b"), Some((0, 1)));
    }

    #[test]
    fn repetitions_prefer_most_or_fewest() {
        assert_eq!(found("a+", "caaa"), Some((1, 4)));
        assert_eq!(found("a+?", "caaa"), Some((1, 2)));
        assert_eq!(found("(?:ab){2,}", "ababab"), Some((0, 6)));
        assert_eq!(found("(?:a?)*b", "aab"), Some((0, 3)));
        assert_eq!(found(r"a\.?$", "a.\n"), Some((0, 2)));
    }

    #[test]
    fn a_hopeless_match_is_given_up() {
        let gives_up = |pattern: &str, text: &str| {
            let node = parse(pattern).unwrap();
            match_at(&node, text, 0, &mut Effort::new()) == Err(GaveUp)
        };
        assert!(gives_up(r"^(?:a*)*(?:a*)*(?:a*)*c", &"a".repeat(5000)));
        assert!(gives_up(r"^(?:ab)*c", &"ab".repeat(100_000)));
    }

    #[test]
    fn matches_that_belong_together_are_given_up_together() {
        let (node, text) = (parse("(?:a|aa)+b").unwrap(), "a".repeat(18));
        let mut effort = Effort::new();
        let mut searches = 0;
        while search(&node, &text, 0, &mut effort).is_ok() {
            searches += 1;
        }
        assert!((1..1000).contains(&searches), "{searches}");
        assert_eq!(effort.steps, 0);
    }

    #[test]
    fn a_width_beyond_counting_is_none() {
        let group = |inner: &str| format!("(?:{inner}){{1000}}");
        let pattern = (0..7).fold(String::from("a"), |inner, _| group(&inner));
        assert_eq!(width(&parse(&pattern).unwrap()), None);
        assert_eq!(width(&parse(&format!("a{pattern}")).unwrap()), None);
        assert_eq!(width(&parse("a(?:bc){3}").unwrap()), Some(7));
    }
}
