//! Weights: how much each feature of two parties speaks for each type.
//!
//! A linear classifier, one type against all others, as `cargo xtask train pairs` fits it
//! (LIBLINEAR's L2-regularised L2-loss support vector machine: Hsieh et al. 2008,
//! doi 10.1145/1390156.1390208). The file has a line a feature: its name, a tab, and types with
//! their weights, `AGREE:0.25`; the feature without a name is always there.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use super::Features;

/// Where the weights are, below `rules`.
pub const WEIGHTS: &str = "pairs/pairs.weights";

/// CONCEDE and RETREAT, which the gold pairs do not tell apart.
pub const YIELD: &str = "YIELD";

/// What the weights tell apart: PLOVER's types, but for [`YIELD`].
pub const CLASSES: [&str; 15] = [
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
    YIELD,
];

/// Features that are named as the reasons of a type.
const REASONS: usize = 5;

/// Weights by the names of features, a number for each of [`CLASSES`].
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// The weights of each feature.
    pub features: HashMap<String, [f32; CLASSES.len()]>,
}

impl Weights {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong in which line.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut weights = Self::default();
        for (at, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let wrong = |expected: &str| format!("line {}: {expected}", at + 1);
            let (name, numbers) = line
                .split_once('\t')
                .ok_or_else(|| wrong("a feature and a tab expected"))?;
            let own = weights.features.entry(name.to_owned()).or_default();
            for one in numbers.split(' ') {
                let (class, number) = one
                    .split_once(':')
                    .ok_or_else(|| wrong("a type and its weight expected, as AGREE:0.25"))?;
                let class = CLASSES.iter().position(|known| *known == class);
                let class = class.ok_or_else(|| wrong("one of PLOVER's types expected"))?;
                let number: Option<f32> = number.parse().ok();
                own[class] = number
                    .filter(|number| number.is_finite())
                    .ok_or_else(|| wrong("a number expected"))?;
            }
        }
        Ok(weights)
    }

    /// The file, without weights that round to nothing in two places.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = String::new();
        for (name, weights) in self.features.iter().collect::<BTreeMap<_, _>>() {
            let mut first = true;
            for (class, weight) in CLASSES.iter().zip(weights) {
                if weight.abs() < 0.005 {
                    continue;
                }
                let lead = if first {
                    format!("{name}\t")
                } else {
                    String::from(" ")
                };
                first = false;
                // Writing to a string never fails.
                let _ = write!(text, "{lead}{class}:{weight:.2}");
            }
            if !first {
                text.push('\n');
            }
        }
        text
    }

    /// The class that the features speak for most.
    #[must_use]
    pub fn best(&self, features: &Features) -> &'static str {
        let sums = self.sums(features);
        let mut best = 0;
        for (at, sum) in sums.iter().enumerate() {
            if *sum > sums[best] {
                best = at;
            }
        }
        CLASSES[best]
    }

    /// The features that speak most for the best class.
    pub(super) fn reasons(&self, features: &Features) -> Vec<String> {
        let best = self.best(features);
        let class = CLASSES.iter().position(|class| *class == best).unwrap_or(0);
        let mut reasons: Vec<(f32, &String)> = features
            .iter()
            .filter_map(|(name, value)| Some((self.features.get(name)?[class] * value, name)))
            .filter(|(part, _)| *part > 0.0)
            .collect();
        reasons.sort_by(|one, next| next.0.total_cmp(&one.0).then_with(|| one.1.cmp(next.1)));
        let names = reasons.into_iter().take(REASONS);
        names.map(|(_, name)| name.clone()).collect()
    }

    fn sums(&self, features: &Features) -> [f32; CLASSES.len()] {
        let mut sums = self.features.get("").copied().unwrap_or_default();
        for (name, value) in features {
            let Some(weights) = self.features.get(name) else {
                continue;
            };
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += weight * value;
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# x\n\tAGREE:0.1\nword meet\tCONSULT:0.5 AGREE:0.2\nword will\tAGREE:0.6\n";

    fn features(names: &[&str]) -> Features {
        names.iter().map(|name| ((*name).to_owned(), 1.0)).collect()
    }

    #[test]
    fn the_class_with_the_largest_sum_is_the_best_and_says_why() {
        let weights = Weights::read(FILE).unwrap();
        assert_eq!(weights.best(&features(&["word meet"])), "CONSULT");
        let both = features(&["word meet", "word will", "word x"]);
        assert_eq!(weights.best(&both), "AGREE");
        assert_eq!(weights.reasons(&both), ["word will", "word meet"]);
        assert_eq!(weights.best(&features(&[])), "AGREE");
    }

    #[test]
    fn weights_are_read_as_they_are_written() {
        let weights = Weights::read(FILE).unwrap();
        let again = Weights::read(&weights.write()).unwrap();
        assert_eq!(weights.features, again.features);
    }

    #[test]
    fn what_is_wrong_in_a_file_is_said_with_its_line() {
        for (text, expected) in [
            ("word meet", "line 1: a feature and a tab expected"),
            ("\n\tMEET:1", "line 2: one of PLOVER's types expected"),
            ("\tAGREE:many", "line 1: a number expected"),
            (
                "\tAGREE",
                "line 1: a type and its weight expected, as AGREE:0.25",
            ),
        ] {
            assert_eq!(Weights::read(text).unwrap_err(), expected, "{text}");
        }
    }
}
