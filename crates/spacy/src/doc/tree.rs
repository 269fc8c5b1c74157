//! The heads turned round: which tokens depend on which.

use crate::Token;

/// Children and edges of every token, made in time linear in the number of tokens.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    /// Where the children of each token begin in the next list; one more for the end.
    first: Vec<u32>,
    /// The children of the first token, of the second, and so on, each in the order of the text.
    children: Vec<u32>,
    /// First and last token of every subtree.
    edges: Vec<(u32, u32)>,
}

impl Tree {
    pub(super) fn new(tokens: &[Token]) -> Tree {
        let count = tokens.len();
        let head = |index: usize| {
            let head = tokens[index].head as usize;
            (head != index && head < count).then_some(head)
        };
        let mut first = vec![0; count + 1];
        for head in (0..count).filter_map(head) {
            first[head + 1] += 1;
        }
        for index in 0..count {
            first[index + 1] += first[index];
        }
        let mut children = vec![0; first[count] as usize];
        let mut free = first.clone();
        for index in 0..count {
            if let Some(head) = head(index) {
                children[free[head] as usize] = index as u32;
                free[head] += 1;
            }
        }
        let mut tree = Tree {
            first,
            children,
            edges: (0..count as u32).map(|index| (index, index)).collect(),
        };
        let roots = (0..count).filter(|&index| head(index).is_none());
        tree.widen(roots.map(|root| root as u32).collect());
        tree
    }

    /// Passes the edges up from the leaves to the roots.
    fn widen(&mut self, roots: Vec<u32>) {
        // Every token stands behind its head here.
        let mut order = roots;
        let mut next = 0;
        while let Some(&token) = order.get(next) {
            order.extend_from_slice(self.children(token));
            next += 1;
        }
        for &token in order.iter().rev() {
            let mut edges = self.edges(token);
            for &child in self.children(token) {
                let (left, right) = self.edges(child);
                edges = (edges.0.min(left), edges.1.max(right));
            }
            self.edges[token as usize] = edges;
        }
    }

    /// The tokens whose head `token` is.
    pub(super) fn children(&self, token: u32) -> &[u32] {
        let token = token as usize;
        &self.children[self.first[token] as usize..self.first[token + 1] as usize]
    }

    pub(super) fn lefts(&self, token: u32) -> &[u32] {
        let children = self.children(token);
        &children[..children.partition_point(|&child| child < token)]
    }

    pub(super) fn rights(&self, token: u32) -> &[u32] {
        let children = self.children(token);
        &children[children.partition_point(|&child| child < token)..]
    }

    /// First and last token of the subtree of `token`.
    pub(super) fn edges(&self, token: u32) -> (u32, u32) {
        self.edges[token as usize]
    }
}

/// Walks a subtree: left children's first, then the token, then right children's.
pub(super) struct Subtree<'d> {
    tree: &'d Tree,
    /// What is still to be done, the next last: a token itself, or all that hangs on it.
    open: Vec<(u32, What)>,
    /// Tokens that may still come. No tree has more than all; should heads lead round in a
    /// circle, the walk ends here.
    most: usize,
}

#[derive(Clone, Copy)]
enum What {
    Itself,
    All,
}

impl<'d> Subtree<'d> {
    pub(super) fn new(tree: &'d Tree, token: u32) -> Subtree<'d> {
        Subtree {
            tree,
            open: vec![(token, What::All)],
            most: tree.edges.len(),
        }
    }
}

impl Iterator for Subtree<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        loop {
            let (token, what) = self.open.pop()?;
            if let What::Itself = what {
                self.most = self.most.checked_sub(1)?;
                return Some(token);
            }
            let all = |&child: &u32| (child, What::All);
            self.open
                .extend(self.tree.rights(token).iter().rev().map(all));
            self.open.push((token, What::Itself));
            self.open
                .extend(self.tree.lefts(token).iter().rev().map(all));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(heads: &[u32]) -> Tree {
        let tokens = heads.iter().map(|&head| Token {
            head,
            ..Token::default()
        });
        Tree::new(&tokens.collect::<Vec<_>>())
    }

    fn subtree(tree: &Tree, token: u32) -> Vec<u32> {
        Subtree::new(tree, token).collect()
    }

    #[test]
    fn children_and_edges_are_those_of_the_heads() {
        // 0 <- 1 -> 4 -> 3 -> 2, and 5 alone.
        let tree = tree(&[1, 1, 3, 4, 1, 5]);
        assert_eq!(tree.children(1), [0, 4]);
        assert_eq!((tree.lefts(1), tree.rights(1)), (&[0][..], &[4][..]));
        assert_eq!(tree.edges(1), (0, 4));
        assert_eq!(tree.edges(4), (2, 4));
        assert_eq!(subtree(&tree, 1), [0, 1, 2, 3, 4]);
        assert_eq!(subtree(&tree, 5), [5]);
    }

    #[test]
    fn crossing_arcs_widen_the_edges_of_all_above() {
        // 2 hangs on 0 across 1, which is the root.
        let tree = tree(&[1, 1, 0]);
        assert_eq!(tree.edges(0), (0, 2));
        assert_eq!(subtree(&tree, 1), [0, 2, 1]);
    }

    #[test]
    fn heads_that_lead_round_or_out_end_all_the_same() {
        let tree = tree(&[1, 0, 9]);
        assert_eq!(subtree(&tree, 0).len(), 3);
        assert_eq!(subtree(&tree, 2), [2]);
    }

    #[test]
    fn a_deep_tree_needs_no_deep_stack() {
        let heads: Vec<u32> = (0..200_000u32).map(|i| i.saturating_sub(1)).collect();
        assert_eq!(subtree(&tree(&heads), 0).len(), heads.len());
    }
}
