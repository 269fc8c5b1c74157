//! Choose: which place of several with one name is meant, by what the article names beside it.

use std::collections::BTreeMap;

use super::find::Named;
use super::gazetteer::Known;
use crate::model::*;

/// Countries by how often the article names them or places that can only be in them.
pub(super) struct Setting {
    counts: BTreeMap<CountryCode, u32>,
}

impl Setting {
    /// Counts what is sure.
    pub(super) fn new(names: &[Named<'_>]) -> Self {
        let mut counts = BTreeMap::new();
        for name in names {
            if let [only] = name.known
                && let Some(country) = only.country
            {
                *counts.entry(country).or_insert(0) += 1;
            }
        }
        Self { counts }
    }

    /// The place that is meant: in the country that the article names most, else the better known.
    pub(super) fn choose<'k>(&self, named: &Named<'k>) -> Option<&'k Known> {
        let weight = |known: &Known| {
            known
                .country
                .and_then(|code| self.counts.get(&code))
                .copied()
                .unwrap_or(0)
        };
        let best = named.known.iter().map(weight).max()?;
        named.known.iter().find(|known| weight(known) == best)
    }
}
