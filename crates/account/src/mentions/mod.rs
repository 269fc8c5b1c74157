//! Mentions: who and what an article speaks of. `Article, Parse -> Mentions`

use crate::model::*;
use crate::rules::{RuleError, Rules};
use crate::stage::{Notes, Stage};

/// The stage.
#[derive(Debug)]
pub struct MentionsStage {}

impl MentionsStage {
    /// Prepares the stage from its rules.
    ///
    /// # Errors
    /// A rule file that cannot be used as it stands.
    pub fn new(_rules: &Rules) -> Result<Self, RuleError> {
        Ok(Self {})
    }
}

impl Stage for MentionsStage {
    type In<'a> = (&'a Article, &'a Parse);
    type Out = Mentions;
    const NAME: &'static str = "mentions";
    const VERSION: u32 = 1;

    fn run(&self, _input: Self::In<'_>, _notes: &mut Notes) -> Self::Out {
        Mentions::default()
    }
}
