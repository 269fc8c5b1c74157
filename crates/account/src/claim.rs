//! A value that cannot be without evidence.

use crate::model::Evidence;

/// A value with the passages that support it.
///
/// The fields are private and the constructor asks for the first piece of
/// evidence, so a claim without a source cannot be built:
///
/// ```compile_fail
/// let unsourced = account::model::Claim { value: "it rained", evidence: vec![] };
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim<T> {
    value: T,
    evidence: Vec<Evidence>,
}

impl<T> Claim<T> {
    /// A claim that rests on `first`.
    #[must_use]
    pub fn new(value: T, first: Evidence) -> Self {
        Self {
            value,
            evidence: vec![first],
        }
    }

    /// The same claim with more evidence; what is known already is not added again.
    #[must_use]
    pub fn with(mut self, more: impl IntoIterator<Item = Evidence>) -> Self {
        for evidence in more {
            if !self.evidence.contains(&evidence) {
                self.evidence.push(evidence);
            }
        }
        self
    }

    /// What is claimed.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The passages that support it; never empty.
    #[must_use]
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// The first passage that supports it.
    #[must_use]
    pub fn first(&self) -> &Evidence {
        &self.evidence[0]
    }
}
