//! Chains: of all articles that a copy could be made from, the likeliest.

use super::compare::Tie;
use crate::groups::Groups;

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
