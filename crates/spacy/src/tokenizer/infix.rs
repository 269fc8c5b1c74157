//! Finds all places inside a string at which it is cut, in time linear in its length.

use regex::Regex;

use super::backtrack::{self, Effort, back};
use super::branch::{branches, by_width, compile, forward};
use super::python;
use super::search::MAX_SLOW;
use super::tree::Node;

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
    pub(super) fn find_all(&self, text: &str, effort: &mut Effort) -> Vec<(usize, usize)> {
        match self {
            Infix::Fast(regexes) => find_all(regexes, text),
            Infix::Slow(node) => {
                let mut found = Vec::new();
                let mut from = 0;
                while from <= text.len() && text.len() <= MAX_SLOW {
                    let Ok(Some((start, end))) = backtrack::search(node, text, from, effort) else {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn find_all(infix: &Infix, text: &str) -> Vec<(usize, usize)> {
        infix.find_all(text, &mut Effort::new())
    }

    #[test]
    fn infixes_do_not_overlap_and_see_what_came_before() {
        let infix = Infix::new(r"--|(?<=[a-z])-(?=[a-z])|…").unwrap();
        assert_eq!(
            find_all(&infix, "a-b-c--d…"),
            [(1, 2), (3, 4), (5, 7), (8, 11)]
        );
        assert_eq!(find_all(&infix, "-a-"), []);
    }

    #[test]
    fn an_empty_infix_cuts_between_characters() {
        let infix = Infix::new("(?<=l')(?=[a-z])").unwrap();
        assert!(matches!(infix, Infix::Fast(_)));
        assert_eq!(find_all(&infix, "l'an et l'eau"), [(2, 2), (10, 10)]);
    }

    #[test]
    fn many_infixes_take_linear_time() {
        let started = std::time::Instant::now();
        let infix = Infix::new("(?<=[a-z])-(?=[a-z])|(?<=zz)z|!").unwrap();
        assert_eq!(find_all(&infix, &"a-".repeat(100_000)).len(), 99_999);
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}
