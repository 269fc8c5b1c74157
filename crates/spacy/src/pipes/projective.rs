//! From the parser's arcs to trees: gives displaced words their real heads back (the "head"
//! encoding of Nivre and Nilsson 2005) and finds where sentences begin.

use crate::Label;

/// Stands in a label between the relation and the label of the real head.
const MARK: &str = "||";
/// Rounds in which spans of subtrees are widened; trees that need more are left as they are.
const MAX_ROUNDS: u32 = 12;

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
        let edges = self.edges();
        let mut children = vec![Vec::new(); self.heads.len()];
        for (token, &head) in self.heads.iter().enumerate() {
            if head != token {
                children[head].push(token);
            }
        }
        // In an endless sentence every search could go through all of it.
        let mut budget = 1_000_000 + 50 * self.heads.len();
        for token in 0..self.heads.len() {
            let Some((dep, wanted)) = self.deps[token].split_once(MARK) else {
                continue;
            };
            let found = self.search(token, wanted, &edges, &children, &is_space, &mut budget);
            let dep = Label::from(dep);
            if let Some(head) = found {
                let old = &mut children[self.heads[token]];
                old.retain(|&child| child != token);
                let at = children[head].partition_point(|&child| child < token);
                children[head].insert(at, token);
                self.heads[token] = head;
            }
            self.deps[token] = dep;
        }
    }

    /// Goes down from the head of `token`, level by level, to the first token of the label.
    fn search(
        &self,
        token: usize,
        wanted: &str,
        edges: &Edges,
        children: &[Vec<usize>],
        is_space: &impl Fn(usize) -> bool,
        budget: &mut usize,
    ) -> Option<usize> {
        let mut level = vec![self.heads[token]];
        while !level.is_empty() {
            let mut below = Vec::new();
            for &parent in &level {
                let span = edges.first[parent]..=edges.last[parent];
                let near = children[parent].iter().filter(|child| span.contains(child));
                for &child in near.filter(|&&child| child != token && !is_space(child)) {
                    *budget = budget.checked_sub(1)?;
                    if self.deps[child] == wanted {
                        return Some(child);
                    }
                    below.push(child);
                }
            }
            level = below;
        }
        None
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
}
