//! Which bytes of an archive belong to an entry already: no byte belongs to two.

use std::collections::BTreeMap;

/// Ranges of bytes, none reaching into another.
#[derive(Debug, Default)]
pub(super) struct Taken(BTreeMap<u64, u64>);

impl Taken {
    /// Takes a range; false where some of it is taken.
    pub(super) fn take(&mut self, start: u64, end: u64) -> bool {
        let before = self.0.range(..end).next_back();
        if before.is_some_and(|(_, taken)| *taken > start) {
            return false;
        }
        self.0.insert(start, end);
        true
    }

    /// The end of the range that a byte is in.
    pub(super) fn end(&self, at: u64) -> Option<u64> {
        let (_, end) = self.0.range(..=at).next_back()?;
        (*end > at).then_some(*end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_byte_is_taken_twice() {
        let mut taken = Taken::default();
        assert!(taken.take(10, 20) && taken.take(30, 40) && taken.take(20, 30));
        for (start, end) in [(10, 20), (0, 11), (39, 50), (0, 100), (12, 13)] {
            assert!(!taken.take(start, end), "{start} {end}");
        }
        assert!(taken.take(0, 10) && taken.take(40, 41));
        assert_eq!((taken.end(35), taken.end(41)), (Some(40), None));
    }
}
