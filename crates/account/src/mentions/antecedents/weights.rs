//! The weights of what is told of antecedents, by the class of the pronoun.

use std::collections::HashMap;

use super::{Choice, PRONOUNS, Who};
use crate::rules::{RuleError, Rules};

/// Pronouns that are weighed alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// "he", "she"
    Person,
    /// "they"
    They,
    /// "it"
    It,
}

impl Class {
    /// The class in the file of the weights.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "he",
            Self::They => "they",
            Self::It => "it",
        }
    }

    fn of(word: &str) -> Option<Self> {
        [Self::Person, Self::They, Self::It]
            .into_iter()
            .find(|class| class.as_str() == word)
    }
}

/// The weights by class and feature.
#[derive(Debug, Default)]
pub(in crate::mentions) struct Weights(HashMap<Class, HashMap<String, f32>>);

impl Weights {
    /// Reads the file: class, feature and number a line, tabs between.
    pub(in crate::mentions) fn load(rules: &Rules) -> Result<Self, RuleError> {
        let mut weights = Self::default();
        for (at, line) in (1..).zip(rules.file(PRONOUNS).lines()) {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let fields: Vec<&str> = line.split('\t').collect();
            let read = match fields[..] {
                [class, feature, number] => {
                    let number = number
                        .parse()
                        .ok()
                        .filter(|number: &f32| number.is_finite());
                    Class::of(class)
                        .zip(number)
                        .map(|(class, number)| (class, feature, number))
                }
                _ => None,
            };
            let (class, feature, number) = read.ok_or_else(|| {
                let message = format!("line {at}: a class, a feature and a number expected");
                RuleError::new(PRONOUNS, message)
            })?;
            let own = weights.0.entry(class).or_default();
            own.insert(feature.to_owned(), number);
        }
        Ok(weights)
    }

    fn sum(&self, class: Class, features: &[&str]) -> f32 {
        let own = self.0.get(&class);
        let known = features.iter().filter_map(|name| own?.get(*name));
        known.sum()
    }

    /// Who is likeliest, where the odds are good enough.
    pub(in crate::mentions) fn best(&self, class: Class, choices: &[Choice]) -> Option<Who> {
        let sums: Vec<f32> = choices
            .iter()
            .map(|choice| self.sum(class, &choice.features))
            .collect();
        let most = sums.iter().copied().reduce(f32::max)?;
        // The first of equals, which is the nearest.
        let best = sums.iter().position(|sum| *sum >= most)?;
        Some(choices[best].who).filter(|_| class == Class::Person || even(&sums, best))
    }
}

/// Whether one is at least as likely as all others together.
fn even(sums: &[f32], best: usize) -> bool {
    let others = sums.iter().enumerate().filter(|(at, _)| *at != best);
    others.map(|(_, sum)| (sum - sums[best]).exp()).sum::<f32>() <= 1.0
}
