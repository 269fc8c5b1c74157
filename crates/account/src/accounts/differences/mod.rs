//! What the articles tell differently: numbers, dates, places, roles, statuses, judging words.

use super::actors::Cast;
use super::happenings::Happening;
use super::told::Told;
use crate::model::*;
use crate::rules::{RuleError, Rules};

/// What the search for differences knows.
#[derive(Debug)]
pub(super) struct Differences {}

impl Differences {
    /// Reads the rules.
    pub(super) fn new(_rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {})
    }

    /// All differences, in order of their kinds.
    pub(super) fn find(
        &self,
        _told: &Told<'_>,
        _cast: &Cast,
        _happenings: &[Happening<'_, '_>],
    ) -> Vec<Difference> {
        Vec::new()
    }
}
