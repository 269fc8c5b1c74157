//! Groups: which of a number of things belong together, tied two by two.

use std::collections::BTreeMap;

/// Things by their numbers; every group goes by its smallest.
#[derive(Debug)]
pub(crate) struct Groups(Vec<usize>);

impl Groups {
    /// `count` things, each a group of its own.
    pub(crate) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The group of a thing: the smallest number in it.
    pub(crate) fn of(&self, mut thing: usize) -> usize {
        while self.0[thing] != thing {
            thing = self.0[thing];
        }
        thing
    }

    /// Makes the groups of both one; says whether they were apart until now.
    pub(crate) fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.shortened(a), self.shortened(b));
        self.0[a.max(b)] = a.min(b);
        a != b
    }

    /// All groups in order of their smallest, each in order.
    pub(crate) fn into_vec(self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for thing in 0..self.0.len() {
            groups.entry(self.of(thing)).or_default().push(thing);
        }
        groups.into_values().collect()
    }

    /// As [`Groups::of`], and halves the way there for the next time.
    fn shortened(&mut self, mut thing: usize) -> usize {
        while self.0[thing] != thing {
            self.0[thing] = self.0[self.0[thing]];
            thing = self.0[thing];
        }
        thing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tied_through_others_is_one_group() {
        let mut groups = Groups::new(6);
        assert!(groups.join(4, 5) && groups.join(1, 3) && groups.join(5, 3));
        assert!(!groups.join(1, 4));
        assert_eq!(groups.of(5), 1);
        assert_eq!(groups.into_vec(), [vec![0], vec![1, 3, 4, 5], vec![2]]);
    }
}
