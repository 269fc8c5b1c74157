//! Groups by average link: two groups join while their members are alike on average,
//! so that a chain of neighbours does not tie what has nothing in common.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// A pair of groups that might join.
struct Offer {
    likeness: f64,
    pair: (usize, usize),
    /// Sizes when the offer was made; groups that have grown since have newer offers.
    sizes: (usize, usize),
}

impl PartialEq for Offer {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Offer {}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Offer {
    /// The most alike first, then the first in order.
    fn cmp(&self, other: &Self) -> Ordering {
        let likeness = self.likeness.total_cmp(&other.likeness);
        likeness.then_with(|| other.pair.cmp(&self.pair))
    }
}

/// Groups under way.
pub(super) struct Groups {
    members: Vec<Vec<usize>>,
    /// The group of each item.
    of: Vec<usize>,
    /// Sum of the likenesses of all pairs between two groups.
    sums: Vec<BTreeMap<usize, f64>>,
}

impl Groups {
    /// Every item for itself, with the likeness of those pairs that have any.
    pub(super) fn new(items: usize, likeness: &[(usize, usize, f64)]) -> Self {
        let mut sums = vec![BTreeMap::new(); items];
        for (a, b, likeness) in likeness {
            sums[*a].insert(*b, *likeness);
            sums[*b].insert(*a, *likeness);
        }
        Self {
            members: (0..items).map(|item| vec![item]).collect(),
            of: (0..items).collect(),
            sums,
        }
    }

    /// Puts two items into one group, however alike they are.
    pub(super) fn tie(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of[a], self.of[b]);
        if a != b {
            self.join(a.min(b), a.max(b));
        }
    }

    /// Joins groups, the most alike first, down to the `least` mean likeness.
    pub(super) fn join_down_to(mut self, least: f64) -> Vec<Vec<usize>> {
        let mut offers: BinaryHeap<Offer> = (0..self.members.len())
            .flat_map(|group| self.offers(group))
            .filter(|offer| offer.likeness >= least)
            .collect();
        while let Some(offer) = offers.pop() {
            let (a, b) = offer.pair;
            if offer.sizes != (self.members[a].len(), self.members[b].len()) {
                continue;
            }
            self.join(a, b);
            let new = self.offers(a);
            offers.extend(new.into_iter().filter(|offer| offer.likeness >= least));
        }
        self.members.retain(|members| !members.is_empty());
        for members in &mut self.members {
            members.sort_unstable();
        }
        self.members
    }

    fn offers(&self, group: usize) -> Vec<Offer> {
        let offer = |(other, sum): (&usize, &f64)| {
            let (a, b) = (group.min(*other), group.max(*other));
            let sizes = (self.members[a].len(), self.members[b].len());
            Offer {
                likeness: sum / (sizes.0 * sizes.1) as f64,
                pair: (a, b),
                sizes,
            }
        };
        self.sums[group].iter().map(offer).collect()
    }

    fn join(&mut self, a: usize, b: usize) {
        let moved = std::mem::take(&mut self.members[b]);
        for item in &moved {
            self.of[*item] = a;
        }
        self.members[a].extend(moved);
        self.sums[a].remove(&b);
        for (other, sum) in std::mem::take(&mut self.sums[b]) {
            if other == a {
                continue;
            }
            *self.sums[a].entry(other).or_default() += sum;
            *self.sums[other].entry(a).or_default() += sum;
            self.sums[other].remove(&b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_neighbours_does_not_hold_together() {
        let likeness = [(0, 1, 0.9), (1, 2, 0.5), (2, 3, 0.9)];
        let groups = Groups::new(4, &likeness).join_down_to(0.3);
        assert_eq!(groups, [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn tied_items_stay_together_and_count_as_one_group() {
        let mut groups = Groups::new(3, &[(0, 1, 0.4)]);
        groups.tie(1, 2);
        assert_eq!(groups.join_down_to(0.3), [vec![0], vec![1, 2]]);
    }
}
