//! Weights: how much each thing that is told of two speaks for an event between them.
//!
//! The file has a line a feature: its name, a tab and a number, as `cargo xtask train pairs` fits
//! them; the feature without a name is always there. In the program a feature is the hash of its name
//! (FNV-1a, 64 bits), so that no name is put together for those that nothing is known of.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::super::pairs::Features;

/// Where the weights are, below `rules`.
pub const FOUND: &str = "pairs/found.weights";

/// Where the weights are that tell an act from other uses of the words that name one.
pub const ACTS: &str = "pairs/acts.weights";

/// Where the weights are that tell whether somebody has the part in an act that they are given, with
/// what makes a share of right events of them.
pub const SIDES: &str = "pairs/sides.weights";

/// Takes what is told of two: the parts of a feature's name, and what it counts.
pub(super) trait Sink {
    fn add(&mut self, parts: &[&str], value: f32);
}

/// The features by their names, for those who fit the weights or show them.
#[derive(Debug, Default)]
pub(super) struct Named {
    found: Features,
    square: f32,
}

impl Sink for Named {
    fn add(&mut self, parts: &[&str], value: f32) {
        *self.found.entry(parts.join(" ")).or_default() += value;
        self.square += value * value;
    }
}

impl Named {
    /// The features, scaled by the length of all that was added.
    pub(super) fn scaled(mut self) -> Features {
        let length = self.square.sqrt().max(f32::MIN_POSITIVE);
        self.found.values_mut().for_each(|value| *value /= length);
        self.found
    }
}

/// The sum of the weights of what is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sum<'w> {
    weights: &'w Found,
    sum: f32,
    square: f32,
}

impl<'w> Sum<'w> {
    pub(super) fn new(weights: &'w Found) -> Self {
        Self {
            weights,
            sum: 0.0,
            square: 0.0,
        }
    }

    /// With what another sum of the same weights counts.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.sum += other.sum;
        self.square += other.square;
        self
    }

    /// How much all of it speaks for an event: more than 0 where one is likelier than none.
    pub(super) fn margin(&self) -> f32 {
        self.sum / self.square.sqrt().max(f32::MIN_POSITIVE) + self.weights.always
    }
}

impl Sink for Sum<'_> {
    fn add(&mut self, parts: &[&str], value: f32) {
        self.square += value * value;
        if let Some(weight) = self.weights.numbers.get(&key(parts)) {
            self.sum += weight * value;
        }
    }
}

/// The weights by the hash of their features' names.
#[derive(Debug, Default)]
pub(super) struct Found {
    numbers: HashMap<u64, f32, BuildHasherDefault<Same>>,
    always: f32,
}

impl Found {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong in which line.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut weights = Self::default();
        for (at, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let wrong = |expected: &str| format!("line {}: {expected}", at + 1);
            let (name, number) = line
                .split_once('\t')
                .ok_or_else(|| wrong("a feature and a tab expected"))?;
            let number: Option<f32> = number.parse().ok();
            let number = number
                .filter(|number| number.is_finite())
                .ok_or_else(|| wrong("a number expected"))?;
            match name {
                "" => weights.always = number,
                name => {
                    weights.numbers.insert(key(&[name]), number);
                }
            }
        }
        Ok(weights)
    }

    /// The weight of one feature; 0 where the file has none.
    pub(super) fn number(&self, parts: &[&str]) -> f32 {
        self.numbers.get(&key(parts)).copied().unwrap_or_default()
    }
}

/// The hash of a name given in parts, between which spaces stand.
fn key(parts: &[&str]) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            hash = step(hash, b' ');
        }
        hash = part.bytes().fold(hash, step);
    }
    hash
}

/// The keys are hashes already.
#[derive(Debug, Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_that_of_the_named_features() {
        let weights = Found::read("a b\t2\nc\t-1\n\t0.5\n").unwrap();
        let mut sum = Sum::new(&weights);
        let mut named = Named::default();
        for (parts, value) in [(&["a", "b"][..], 3.0), (&["c"], 1.0), (&["d"], 4.0)] {
            sum.add(parts, value);
            named.add(parts, value);
        }
        let features = named.scaled();
        let by_name = features["a b"] * 2.0 - features["c"] + 0.5;
        assert!((sum.margin() - by_name).abs() < 1e-6);
    }

    #[test]
    fn what_is_no_number_is_named_by_its_line() {
        let error = Found::read("# a\nword x\tmuch\n").unwrap_err();
        assert!(error.starts_with("line 2:"), "{error}");
    }
}
