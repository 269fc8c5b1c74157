//! From the parser's arcs to trees: gives displaced words their real heads back (the "head"
//! encoding of Nivre and Nilsson 2005) and finds where sentences begin.

use std::collections::HashSet;

use crate::Label;

/// Stands in a label between the relation and the label of the real head.
const MARK: &str = "||";
/// Rounds in which spans of subtrees are widened; trees that need more are left as they are.
const MAX_ROUNDS: u32 = 12;
/// Children that may be looked at in the search for real heads: this many in any text, and
/// more for each token. A text of three thousand tokens cannot need more; a longer one only if
/// it is one endless sentence of displaced words, in which every search goes through all of it.
const MAX_SEARCHED: usize = 10_000_000;
const MAX_SEARCHED_PER_TOKEN: usize = 50;
/// Children that are moved in a list at the price of looking at one.
const MOVED_AT_ONCE: usize = 64;

/// A text's trees: for each token its head, itself for a root, and its relation.
pub(super) struct Trees {
    pub(super) heads: Vec<usize>,
    pub(super) deps: Vec<Label>,
}

/// The first and the last token of the subtree of each token.
struct Edges {
    first: Vec<usize>,
    last: Vec<usize>,
}

impl Trees {
    /// Reattaches every token whose label names the label of its real head to the nearest
    /// token of that label below the head it has.
    pub(super) fn deprojectivize(&mut self, is_space: impl Fn(usize) -> bool) {
        let marked = |dep: &Label| dep.contains(MARK);
        if !self.deps.iter().any(marked) {
            return;
        }
        let mut search = Search::new(&self.heads, self.edges());
        // A label that no token of the text has is not searched for.
        let mut present: HashSet<Label> = self.deps.iter().cloned().collect();
        for token in 0..self.heads.len() {
            let Some((dep, wanted)) = self.deps[token].split_once(MARK) else {
                continue;
            };
            let from = self.heads[token];
            let wanted = Label::from(wanted);
            let is = |child| {
                if child == token || is_space(child) {
                    Child::PassedOver
                } else if self.deps[child] == wanted {
                    Child::Found
                } else {
                    Child::Other
                }
            };
            let found = present.contains(&wanted).then(|| search.find(from, is));
            let found = found.flatten();
            let dep = Label::from(dep);
            present.insert(dep.clone());
            if let Some(head) = found {
                search.reattach(token, from, head);
                self.heads[token] = head;
            }
            self.deps[token] = dep;
        }
    }

    /// Which tokens begin a sentence: the first ones of the trees.
    pub(super) fn sentence_starts(&self) -> Vec<bool> {
        let edges = self.edges();
        let mut starts = vec![false; self.heads.len()];
        for (token, &head) in self.heads.iter().enumerate() {
            if token == head {
                starts[edges.first[token]] = true;
            }
        }
        starts
    }

    /// Widens subtrees until no arc leaves its sentence.
    fn edges(&self) -> Edges {
        let all: Vec<usize> = (0..self.heads.len()).collect();
        let mut edges = Edges {
            first: all.clone(),
            last: all,
        };
        for _ in 0..MAX_ROUNDS {
            let tokens = 0..self.heads.len();
            for token in tokens.clone().chain(tokens.rev()) {
                let head = self.heads[token];
                edges.first[head] = edges.first[head].min(edges.first[token]);
                edges.last[head] = edges.last[head].max(edges.last[token]);
            }
            if self.stays_within(&edges) {
                break;
            }
        }
        edges
    }

    /// Whether every head stands in the sentence of its token. The last sentence is looked at
    /// up to its last token but one, as in spaCy.
    fn stays_within(&self, edges: &Edges) -> bool {
        let count = self.heads.len();
        let mut starts = vec![false; count];
        for token in (0..count).filter(|&token| self.heads[token] == token) {
            starts[edges.first[token]] = true;
        }
        let mut start = 0;
        for (end, &begins) in starts.iter().enumerate() {
            if (end > 0 && begins) || end + 1 == count {
                let within = |&token: &usize| (start..=end).contains(&self.heads[token]);
                if !(start..end).all(|token| within(&token)) {
                    return false;
                }
                start = end;
            }
        }
        true
    }
}

/// What a child is in a search.
enum Child {
    Found,
    Other,
    /// Neither it nor what hangs on it is looked at.
    PassedOver,
}

/// The children of all tokens, in which real heads are searched.
struct Search {
    /// The edges before any token was reattached, as in spaCy.
    edges: Edges,
    /// The children of each token in their order.
    children: Vec<Vec<usize>>,
    /// Children that may still be looked at.
    budget: usize,
}

impl Search {
    fn new(heads: &[usize], edges: Edges) -> Search {
        let mut children = vec![Vec::new(); heads.len()];
        for (token, &head) in heads.iter().enumerate() {
            if head != token {
                children[head].push(token);
            }
        }
        Search {
            edges,
            children,
            budget: MAX_SEARCHED + MAX_SEARCHED_PER_TOKEN * heads.len(),
        }
    }

    /// Goes down from a token, level by level, to the first that is wanted.
    fn find(&mut self, from: usize, is: impl Fn(usize) -> Child) -> Option<usize> {
        let mut level = vec![from];
        while !level.is_empty() {
            let mut below = Vec::new();
            for &parent in &level {
                let all = &self.children[parent];
                let (first, last) = (self.edges.first[parent], self.edges.last[parent]);
                let start = all.partition_point(|&child| child < first);
                let end = all.partition_point(|&child| child <= last);
                for &child in all.get(start..end).unwrap_or_default() {
                    self.budget = self.budget.checked_sub(1)?;
                    match is(child) {
                        Child::Found => return Some(child),
                        Child::Other => below.push(child),
                        Child::PassedOver => {}
                    }
                }
            }
            level = below;
        }
        None
    }

    /// Moves a token from the children of `old` to those of `new`.
    fn reattach(&mut self, token: usize, old: usize, new: usize) {
        let moved = self.children[old].len() + self.children[new].len();
        self.budget = self.budget.saturating_sub(moved / MOVED_AT_ONCE);
        if let Ok(at) = self.children[old].binary_search(&token) {
            self.children[old].remove(at);
        }
        let at = self.children[new].partition_point(|&child| child < token);
        self.children[new].insert(at, token);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trees(heads: &[usize], deps: &[&str]) -> Trees {
        Trees {
            heads: heads.to_vec(),
            deps: deps.iter().map(|&dep| Label::from(dep)).collect(),
        }
    }

    #[test]
    fn a_displaced_word_goes_to_the_nearest_word_of_the_label() {
        // What(0) do(1) you(2) look(3) at(4)
        let mut trees = trees(
            &[3, 3, 3, 3, 3],
            &["pobj||prep", "aux", "nsubj", "ROOT", "prep"],
        );
        trees.deprojectivize(|_| false);
        assert_eq!(trees.heads, [4, 3, 3, 3, 3]);
        assert_eq!(trees.deps[0], "pobj");
    }

    #[test]
    fn without_such_a_word_the_head_stays() {
        let mut trees = trees(&[1, 1, 1], &["dobj||xcomp", "ROOT", "xcomp"]);
        trees.deprojectivize(|token| token == 2);
        assert_eq!(trees.heads, [1, 1, 1]);
        assert_eq!(trees.deps[0], "dobj");
    }

    #[test]
    fn sentences_begin_with_the_first_word_of_a_tree() {
        let trees = trees(&[1, 1, 4, 4, 4, 5], &["", "ROOT", "", "", "ROOT", "ROOT"]);
        assert_eq!(
            trees.sentence_starts(),
            [true, false, true, false, false, true]
        );
    }

    #[test]
    fn a_cycle_of_heads_comes_to_an_end() {
        let mut trees = trees(&[1, 0, 2], &["x||y", "y", "ROOT"]);
        trees.deprojectivize(|_| false);
        assert_eq!(trees.sentence_starts().len(), 3);
    }

    /// One sentence in which every second word is displaced and none is ever found: all hang on
    /// the first one.
    fn endless(count: usize, dep: &str) -> Trees {
        let deps = (0..count).map(|token| match token % 2 {
            0 => Label::from("dep"),
            _ => Label::from(dep),
        });
        Trees {
            heads: vec![0; count],
            deps: deps.collect(),
        }
    }

    #[test]
    fn the_search_is_given_up_in_an_endless_sentence() {
        let count = 200_000;
        for (dep, is_space) in [("x||y", false), ("x||y", true), ("x||dep", false)] {
            let mut trees = endless(count, dep);
            let mut search = Search::new(&trees.heads, trees.edges());
            let most = search.budget;
            let mut looked = 0;
            while search.find(0, |_| Child::PassedOver).is_none() && search.budget > 0 {
                looked += 1;
            }
            assert!(looked <= most / count + 1, "{looked} searches");
            trees.deprojectivize(|_| is_space);
            assert!(trees.deps.iter().all(|dep| !dep.contains(MARK)));
        }
    }

    #[test]
    fn a_label_that_a_token_gets_only_now_is_found() {
        // The second word is displaced; once it has its real head, its label is what the third
        // one's real head must have.
        let mut trees = trees(&[0, 0, 0], &["ROOT", "prep||x", "pobj||prep"]);
        trees.deprojectivize(|_| false);
        assert_eq!(trees.heads, [0, 0, 1]);
        assert_eq!(trees.deps[2], "pobj");
    }

    #[test]
    fn a_long_sentence_is_searched_to_its_end() {
        let count = 3_000;
        let mut trees = endless(count, "x||y");
        trees.deps[count - 2] = Label::from("y");
        trees.deprojectivize(|_| false);
        assert_eq!(trees.heads[1], count - 2);
        assert_eq!(trees.heads[count - 1], count - 2);
    }
}
