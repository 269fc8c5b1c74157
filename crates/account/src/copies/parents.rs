//! Chains: of all articles that a copy could be made from, the likeliest.

use super::compare::Tie;

/// Keeps the strongest ties that make a forest: a copy of a copy is tied to its own source alone.
pub(super) fn choose(mut ties: Vec<Tie>, articles: usize) -> Vec<Tie> {
    ties.sort_by(|x, y| {
        let strength = y.strength.total_cmp(&x.strength);
        strength.then((x.copy, x.source).cmp(&(y.copy, y.source)))
    });
    let mut groups = Groups::new(articles);
    ties.retain(|tie| groups.join(tie.copy, tie.source));
    ties
}

/// Which articles are tied already, directly or through others.
struct Groups(Vec<usize>);

impl Groups {
    fn new(articles: usize) -> Self {
        Self((0..articles).collect())
    }

    fn of(&mut self, mut article: usize) -> usize {
        while self.0[article] != article {
            self.0[article] = self.0[self.0[article]];
            article = self.0[article];
        }
        article
    }

    /// Whether the two were apart until now.
    fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
        a != b
    }
}
